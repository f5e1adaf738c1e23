"""What the newsroom does, a verb each. Anything longer than a few lines has a room in plugins/ or tests/."""

import subprocess
import sys
from pathlib import Path

from invoke import Context, task

ROOT = Path(__file__).resolve().parent


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


@task
def test(c: Context) -> None:
    """运行全部检查和测试"""
    from tests.browser.install import install

    install()
    python = [sys.executable, "-m"]
    steps = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest"])
    sys.exit(max(subprocess.call([*python, *step], cwd=ROOT) for step in steps))
