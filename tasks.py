"""What the newsroom does, a verb each. Anything longer than a few lines has a room in plugins/ or tests/."""

import importlib
import os
import subprocess
import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from zoneinfo import ZoneInfo

from invoke import Context, task

import news
from plugins.edition import command
from plugins.edition.command import make

ROOT = Path(__file__).resolve().parent

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")  # a console that lacks a letter prints "?" and the work goes on


@task(default=True)
def verbs(c: Context) -> None:
    """列出能做的事"""
    c.run(f'"{sys.executable}" -m invoke --search-root "{ROOT}" --list')


PUBLISH = "正式版：用 publishconf.py，有错误就不写出"


@task(help={"publish": PUBLISH, "output": "写到这个文件夹", "explain": "说明每一页为什么重新生成"})
def build(c: Context, publish: bool = False, output: str = "", explain: bool = False) -> None:
    """生成网站，写到 output/（正式版 output-publish/）"""
    command.build(publish, output, explain)


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

    content, now = _desk()
    sys.exit(hand_in(manuscript, content, slug=slug, section=section, json=json, now=now))


@task(positional=["title"], help={"title": "标题"})
def new(c: Context, title: str) -> None:
    """新建一篇空稿，稿头都列好：new "标题"，标题写在引号里"""
    from plugins.manuscripts.desk import begin

    sys.exit(begin(title, *_desk()))


def _desk() -> tuple[Path, datetime]:
    """Where copy lies, and what time it is there. Read only when asked for: settings that are broken are told by the
    task that needs them."""
    from pelicanconf import PATH, TIMEZONE

    return Path(PATH), datetime.now(ZoneInfo(TIMEZONE))


@task(
    help={
        "port": "端口；被占用时用下一个空着的",
        "show": "打开浏览器；不要打开写 --no-show",
        "poll": "每半秒看一次有没有存盘：别的机器存在网络盘上、系统不报告的时候用；认得出的网络盘自己就这样",
    }
)
def preview(c: Context, port: int = 8000, show: bool = True, poll: bool = False) -> None:
    """边改边看：存盘就更新，有什么问题写在页面上，未发布的稿件也看得到"""
    from plugins.preview import preview

    preview(ROOT / "pelicanconf.py", port, show, poll)


TARGET = "DEPLOY 里的名字，或地址：folder:路径、zip:文件、rsync:用户@主机:路径、s3://桶/前缀、git:仓库#分支"
PUBLISHCONF = ROOT / "publishconf.py"


def _ready(target: str) -> None:
    """Install what this kind of target takes besides what every newsroom has."""
    from plugins.deploy.commands import groups

    if wanted := groups(PUBLISHCONF, target):
        news.install(wanted)
        importlib.invalidate_caches()


@task(
    help={
        "target": TARGET,
        "dry_run": "只算不传：列出会新增、改动、删除的文件",
        "allow_deletes": "撤下很多网页也不问",
        "no_rollback": "核对不对也不自动退回上一版",
        "forget": "撤下了的一篇稿件，从目标保留的各版里也清掉：写它的文件或网址名",
    },
)
def publish(
    c: Context,
    target: str = "",
    dry_run: bool = False,
    allow_deletes: bool = False,
    no_rollback: bool = False,
    forget: str = "",
) -> None:
    """生成正式版，发布到目标，再从网上核对"""
    from plugins.deploy.commands import publish

    _ready(target)
    flags = dry_run, allow_deletes, not no_rollback
    sys.exit(publish(PUBLISHCONF, target, lambda: make(PUBLISHCONF), *_desk(), *flags, forget=forget))


@task(help={"target": TARGET})
def rollback(c: Context, target: str = "") -> None:
    """退回上一版"""
    from plugins.deploy.commands import rollback

    _ready(target)
    sys.exit(rollback(PUBLISHCONF, target))


@task(help={"target": TARGET})
def releases(c: Context, target: str = "") -> None:
    """列出目标上保留的各版"""
    from plugins.deploy.commands import releases

    _ready(target)
    sys.exit(releases(PUBLISHCONF, target))


@task(help={"target": TARGET})
def verify(c: Context, target: str = "") -> None:
    """从网上核对读者看到的，不改动什么"""
    from plugins.deploy.commands import verify

    _ready(target)
    sys.exit(verify(PUBLISHCONF, target))


@task(help={"target": TARGET})
def diff(c: Context, target: str = "") -> None:
    """生成正式版，列出发布后读者会看到的变化"""
    from plugins.deploy.commands import diff

    _ready(target)
    sys.exit(diff(PUBLISHCONF, target, lambda: make(PUBLISHCONF)))


@task(positional=["story"], help={"story": "稿件的文件、文件夹或网址名"})
def share(c: Context, story: str) -> None:
    """把一篇草稿做成一个网页文件，发给审稿人"""
    from plugins.deploy import share

    sys.exit(share(ROOT / "pelicanconf.py", story))


@task(positional=["page"], help={"page": "网页在 output/ 里的路径，例如 index.html", "publish": PUBLISH})
def why(c: Context, page: str, publish: bool = False) -> None:
    """这一页为什么要重新生成，或者为什么不用"""
    from plugins.edition.door import open_session

    root = ROOT / ("output-publish" if publish else "output")
    path = Path(page).resolve()
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else page
    print(open_session(ROOT / ("publishconf.py" if publish else "pelicanconf.py")).why(name))


# What the long run of deploys is made of.
TROUBLE = [f"tests/deploy/test_{name}.py" for name in ("killed", "trouble", "lease", "bucket", "odd_files", "large")]


@task(
    help={
        "examples": "试多少回",
        "deploy": "改试发布：杀掉、断线、满盘、两人同发，和大得出奇的稿件",
    }
)
def soak(c: Context, examples: int = 2000, deploy: bool = False) -> None:
    """长跑测试：随机改稿许多回，每回都和从头生成的网站逐字节比对"""
    if deploy:
        command = [sys.executable, "-m", "pytest", *TROUBLE]
        sys.exit(subprocess.call(command, cwd=ROOT, env={**os.environ, "XISHAN_KILLS": "20"}))
    command = [sys.executable, "-m", "pytest", "tests/incremental/test_any_edits.py", "-k", "in_process"]
    sys.exit(subprocess.call(command, cwd=ROOT, env={**os.environ, "XISHAN_EXAMPLES": str(examples)}))


@task(help={"quick": "只做不用浏览器、服务器和整站生成的：代码规范、类型和大部分测试，一分钟左右"})
def test(c: Context, quick: bool = False) -> None:  # noqa: PT028  # no test, a verb
    """运行全部检查和测试"""
    from tests.run import run

    sys.exit(run(quick))


# What can be measured: the flag, what it measures, and the module that prints the table.
BENCHES = {
    "manuscripts": "收一份 200 页、150 张照片的稿件",
    "text": "1000 篇和 10000 篇稿件：从头生成、什么都没改、改一篇，和 Hugo、Pelican 比（要几十分钟）",
    "preview": "预览：从存盘到看见新的一页，和 hugo server 比（一千篇、一万篇，要十来分钟）",
    "photos": "24 张 2400 万像素的照片，和别的生成器比（要几十分钟；也比 Eleventy 就要有 Node.js）",
    "search": "一万篇稿件的查找索引：大小、做一遍和改一句的代价（几分钟）",
    "deploy": "一万篇稿件的发布：没有改动，改一篇（要先生成一万篇，十来分钟）",
}


@task(help=BENCHES)
def bench(
    c: Context,
    manuscripts: bool = False,
    text: bool = False,
    preview: bool = False,
    photos: bool = False,
    deploy: bool = False,
    search: bool = False,
) -> None:
    """量时间和内存，每样一张表；不写是哪样就全量"""
    news.install(["bench", "test"])
    importlib.invalidate_caches()
    wanted = {"manuscripts": manuscripts, "text": text, "preview": preview, "photos": photos, "deploy": deploy}
    wanted["search"] = search
    asked = [name for name, yes in wanted.items() if yes] or list(BENCHES)
    sys.exit(max(subprocess.call([sys.executable, "-m", f"tests.benchmarks.{name}"], cwd=ROOT) for name in asked))


@task
def pictures(c: Context) -> None:
    """重拍说明书里的图"""
    from tests.browser.install import install
    from tests.handbook.pictures import photograph

    install()
    photograph()


@task
def validate(c: Context) -> None:
    """用 Nu HTML checker 和 Lighthouse 检查网页（要有 Java 和 Node.js）"""
    sys.exit(subprocess.call([sys.executable, "-m", "tests.validate"], cwd=ROOT))


@task(help={"only": "只拍名字里有这个词的页面", "townships": "working、crowded、empty", "widths": "窗口宽度，逗号隔开"})
def shots(c: Context, only: str = "", townships: str = "", widths: str = "") -> None:
    """给各种网页、各种模式截图，放在 .build/shots"""
    given = {"--only": only, "--townships": townships, "--widths": widths}
    words = [word for name, value in given.items() if value for word in (name, value)]
    sys.exit(subprocess.call([sys.executable, "-m", "tests.browser.shots", *words], cwd=ROOT))
