"""news.py on a fresh machine: a copy of the repository in a folder with spaces and Chinese characters, and no
environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .press import PICTURES, ROOT, Built, run, tree
from .samples.plain import draw


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


def test_words_it_does_not_know_end_in_a_failure(built: Built, desk: Path) -> None:
    """An unknown verb is no success."""
    assert news(desk, "bulid").code != 0
