"""news.py on a fresh machine: a copy of the repository in a folder with spaces and Chinese characters, and no
environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from news import refused

from .press import PICTURES, ROOT, Built, run, tree
from .samples.plain import draw

pytestmark = pytest.mark.build


def copy_repository(folder: Path) -> Path:
    """The files git tracks, as they stand now, with the small township in the place of content/ to be quick."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for path in listed.split("\0"):
        if path and not path.startswith(("content/", "tests/")) and (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, folder / path)
    shutil.copytree(ROOT / "tests/site/content", folder / "content")
    for number, (path, (width, height)) in enumerate(PICTURES.items()):
        draw(folder / "content" / path, width, height, seed=number)
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_repository(tmp_path_factory.mktemp("front") / "溪山 新闻站")


def news(folder: Path, *words: str, **environment: str) -> Built:
    """Run news.py with a bare Python and a bare PATH."""
    python = str(Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3"))
    bare = {"PATH": os.pathsep.join([str(Path(python).parent), "/usr/bin", "/bin"]), "VIRTUAL_ENV": "", **environment}
    return run([python, str(folder / "news.py"), *words], folder / "output", folder.parent, **bare)


@pytest.fixture(scope="module")
def built(desk: Path) -> Built:
    return news(desk, "build")


def test_one_command_makes_the_site_on_a_fresh_machine(built: Built) -> None:
    """`python3 news.py build` makes .venv, installs what uv.lock says and builds."""
    assert built.code == 0, built.out + built.err
    assert (built.output / "index.html").is_file()
    assert "稿件" in built.out


def test_a_second_run_installs_nothing_and_works_offline(built: Built, desk: Path) -> None:
    """With every package index out of reach the same command builds the same bytes."""
    before = tree(built.output)
    nowhere = {
        "UV_OFFLINE": "1",
        "PIP_NO_INDEX": "1",
        "https_proxy": "http://127.0.0.1:9",
        "UV_INDEX_URL": "http://127.0.0.1:9",
    }
    again = news(desk, "build", **nowhere)
    assert again.code == 0, again.out + again.err
    assert "安装" not in again.err
    assert tree(again.output) == before


def test_publish_goes_to_its_own_folder_under_the_given_address(built: Built, desk: Path) -> None:
    """--publish writes output-publish/ with SITEURL from the environment."""
    done = news(desk, "build", "--publish", SITEURL="https://county.example/fengxi")
    assert done.code == 0, done.out + done.err
    page = (desk / "output-publish" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://county.example/fengxi/index.html"' in page


def test_a_gbk_console_does_not_break_a_print(built: Built, desk: Path) -> None:
    """Where the console speaks GBK, or nothing but ASCII, the command still ends well."""
    for encoding in ("gbk", "ascii"):
        done = news(desk, "build", PYTHONIOENCODING=encoding)
        assert done.code == 0, done.out + done.err


def test_what_cannot_be_done_is_told_in_chinese() -> None:
    """A verb that is not known, and one without the word that has to follow it."""
    assert "是不是“build”？" in refused(["bild"])
    assert "不会“生成”。" in refused(["生成"])
    assert refused(["draft"]) == "draft 后面要写上稿件：.docx、.txt、.zip，或者放着稿件和照片的文件夹"
    assert refused(["why"]).startswith("why 后面要写上网页在 output/ 里的路径")
    for words in (["build"], ["build", "--publish"], ["draft", "a.docx"], ["publish", "county"], ["--list"], []):
        assert refused(words) == ""


def test_words_it_does_not_know_end_in_a_failure(built: Built, desk: Path) -> None:
    """An unknown verb is no success."""
    assert news(desk, "bulid").code != 0


def test_a_target_is_published_to_by_its_address(built: Built, desk: Path) -> None:
    """`publish folder:…` builds the strict edition, brings it there and enters the addresses; a word that is no
    target is answered before anything is built."""
    target = desk.parent / "目标 一"
    done = news(desk, "publish", f"folder:{target}", "--dry-run")
    assert done.code == 0, done.out + done.err
    assert not target.exists()
    done = news(desk, "publish", f"folder:{target}")
    assert done.code == 0, done.out + done.err
    assert (target / "current/site/index.html").read_bytes() == (desk / "output-publish/index.html").read_bytes()
    assert len((desk / "content/ledger.tsv").read_text(encoding="utf-8").splitlines()) > 1
    assert "第 1 版" in news(desk, "releases", f"folder:{target}").out
    wrong = news(desk, "publish", "twon")
    assert (wrong.code, wrong.out) == (1, "")
    assert "没有叫“twon”的目标" in wrong.err


def test_object_storage_is_installed_when_it_is_first_asked_for(built: Built, desk: Path) -> None:
    """boto3 is not there until a target needs it; the same command installs it and goes on."""
    python = desk / (".venv/Scripts/python.exe" if os.name == "nt" else ".venv/bin/python")
    known = [str(python), "-c", "import boto3"]
    assert subprocess.run(known, capture_output=True).returncode
    nobody = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_EC2_METADATA_DISABLED": "true"}
    for installed in (True, False):
        done = news(desk, "releases", "s3://bucket/?endpoint=http://127.0.0.1:9", **nobody)
        assert done.code == 1
        assert "错误" in done.err
        assert "Traceback" not in done.err
        assert ("安装" in done.err) == installed
    assert subprocess.run(known, capture_output=True).returncode == 0


def test_the_cron_recipe(built: Built, desk: Path) -> None:
    """The script in README.md, in a clone: it publishes what was pushed, brings the ledger back, and says nothing
    until something is wrong."""
    if not all(map(shutil.which, ("sh", "git", "flock"))):
        pytest.skip("not run: needs sh, git and flock")
    upstream, target = desk.parent / "upstream.git", desk.parent / "served"
    (script,) = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (desk / "publish.sh").write_text(script, encoding="utf-8", newline="\n")
    conf = desk / "publishconf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace("DEPLOY: dict[str, object] = {}", f"DEPLOY = {{'county': 'folder:{target}'}}"))
    assert conf.read_text(encoding="utf-8") != text
    me = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]

    def git(*words: str, folder: Path = desk) -> str:
        done = subprocess.run(["git", *me, *words], cwd=folder, capture_output=True, encoding="utf-8", check=True)
        return done.stdout

    git("init", "-q", "--bare", str(upstream))
    git("init", "-q")
    git("add", "--all")
    git("commit", "-qm", "begin")
    git("remote", "add", "origin", str(upstream))
    git("push", "-qu", "origin", "main")
    colleague = desk.parent / "colleague"
    git("clone", "-q", str(upstream), str(colleague))
    environment = {**os.environ, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a"}
    environment |= {"GIT_COMMITTER_EMAIL": "a@b", "VIRTUAL_ENV": ""}

    def tick() -> subprocess.CompletedProcess[str]:
        words = ["sh", str(desk / "publish.sh")]
        return subprocess.run(words, cwd="/", env=environment, capture_output=True, encoding="utf-8", timeout=600)

    (colleague / "content/news/2021/qiao.md").write_text(
        "标题：新桥\n日期：2021-05-05\n栏目：民生\n\n桥通了。\n", encoding="utf-8"
    )
    git("commit", "-qam", "A story", folder=colleague)
    git("push", "-q", folder=colleague)
    first = tick()
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    assert "新桥" in (target / "current/site/index.html").read_text(encoding="utf-8")
    assert "content/ledger.tsv" in git("show", "--stat", "main", folder=upstream)
    head = git("rev-parse", "main", folder=upstream)
    second = tick()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert git("rev-parse", "main", folder=upstream) == head
    assert len(list((target / "releases").iterdir())) == 1
    git("pull", "-q", folder=colleague)
    (colleague / "content/news/2021/wrong.md").write_text("没有稿头\n", encoding="utf-8")
    git("add", "--all", folder=colleague)
    git("commit", "-qm", "A fault", folder=colleague)
    git("push", "-q", folder=colleague)
    third = tick()
    assert third.returncode == 1
    assert "content/news/2021/wrong.md" in third.stdout
    assert "新桥" in (target / "current/site/index.html").read_text(encoding="utf-8")
