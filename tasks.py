"""What the newsroom does, a verb each. Anything longer than a few lines has a room in plugins/ or tests/."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from invoke import Context, task

from pelicanconf import PATH, TIMEZONE

ROOT = Path(__file__).resolve().parent
CONTENT, ZONE = Path(PATH), ZoneInfo(TIMEZONE)


@task(default=True)
def verbs(c: Context) -> None:
    """列出能做的事"""
    c.run(f'"{sys.executable}" -m invoke --search-root "{ROOT}" --list')


PUBLISH = "正式版：用 publishconf.py，有错误就不写出"


@task(help={"publish": PUBLISH, "output": "写到这个文件夹", "explain": "说明每一页为什么重新生成"})
def build(c: Context, publish: bool = False, output: str = "", explain: bool = False) -> None:
    """生成网站，写到 output/（正式版 output-publish/）"""
    from plugins.edition import build

    conf = ROOT / ("publishconf.py" if publish else "pelicanconf.py")
    build(conf, Path(output).resolve() if output else None, explain)


@task(
    positional=["manuscript"],
    help={
        "manuscript": "稿件：.docx、.txt、.zip，或者放着稿件和照片的文件夹",
        "slug": "网址名，不写就按标题的拼音",
        "section": "栏目的名称或代号",
        "json": "结果写成 JSON，给别的工具用",
    },
)
def draft(c: Context, manuscript: str, slug: str = "", section: str = "", json: bool = False) -> None:
    """稿件和照片变成一篇草稿：draft 稿件.docx"""
    from plugins.manuscripts.desk import hand_in

    sys.exit(hand_in(manuscript, CONTENT, slug=slug, section=section, json=json, now=datetime.now(ZONE)))


@task(positional=["title"], help={"title": "标题"})
def new(c: Context, title: str) -> None:
    """新建一篇空稿，稿头都列好：new "标题"，标题写在引号里"""
    from plugins.manuscripts.desk import begin

    sys.exit(begin(title, CONTENT, datetime.now(ZONE)))


@task
def test(c: Context) -> None:
    """运行全部检查和测试"""
    from tests.browser.install import install

    install()
    python = [sys.executable, "-m"]
    steps = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest"])
    sys.exit(max(subprocess.call([*python, *step], cwd=ROOT) for step in steps))


@task
def pictures(c: Context) -> None:
    """重拍说明书里的图"""
    from tests.browser.install import install
    from tests.handbook.pictures import photograph

    install()
    photograph()
