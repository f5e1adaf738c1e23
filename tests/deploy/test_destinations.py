"""Where a publish goes: what is refused, who may read it there, and in whose name it is done."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.deploy import commands
from plugins.deploy.fault import DeployFault, from_os, from_words, unsecret
from plugins.deploy.settings import TargetSettings, destination, read_destination

from .conftest import SpotAt
from .servers import Ssh
from .targets import NOW
from .trees import lay, note_built, stories

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site's folder."""
    folder = tmp_path / "site"
    for name in ("content", "theme", "output-publish"):
        (folder / name).mkdir(parents=True)
    (folder / "publishconf.py").write_text(
        f"SITENAME = '溪山'\nSITEURL = ''\nPATH = {str(folder / 'content')!r}\n"
        f"OUTPUT_PATH = {str(folder / 'output-publish')!r}\nDEPLOY = {{}}\n"
    )
    return folder


@pytest.mark.parametrize(
    "address",
    ["folder:/", "folder:{site}", "folder:{site}/..", "folder:{site}/content", "folder:{site}/content/news"]
    + ["folder:{site}/output-publish/x", "folder:{site}/public", "folder:{site}/.git", "folder:{site}/theme/../content"]
    + ["zip:{site}/output-publish/a.zip", "zip:{site}/content/a.zip", "zip:{site}/.build/a.zip"],
)
def test_a_publish_stays_out_of_the_site(site: Path, address: str) -> None:
    """Neither the copy nor the program nor the output is a place to publish to, nor a folder that holds them."""
    with pytest.raises(DeployFault, match="不能发布到那里") as told:
        read_destination(site / "publishconf.py", address.format(site=site))
    assert told.value.remedy


@pytest.mark.parametrize("address", ["folder:{site}/../public", "zip:{site}/../a.zip", "zip:{site}/a.zip"])
def test_beside_the_site_is_a_place(site: Path, address: str) -> None:
    """A folder next to it, and an archive even in it."""
    assert read_destination(site / "publishconf.py", address.format(site=site)).name


def test_folders_that_are_not_made_or_taken(spot_at: SpotAt, kind_of_folder: str, capsys: Captured) -> None:
    """One whose parent is not there, one that is a file, one in which others keep their files; then it is still so."""
    spot = spot_at(kind_of_folder)
    spot.lay(stories(2))
    missing = spot.moved(spot.folder / "no" / "such")
    assert missing.publish() == 1
    assert "文件夹" in capsys.readouterr().err
    assert not spot.folder.exists()
    spot.folder.write_text("a file")
    assert spot.publish() == 1
    assert "不是文件夹" in capsys.readouterr().err
    spot.folder.unlink()
    spot.folder.mkdir()
    (spot.folder / "holiday.jpg").write_text("mine")
    assert spot.publish() == 1
    assert "里有别的文件" in capsys.readouterr().err
    assert [file.name for file in spot.folder.iterdir()] == ["holiday.jpg"]
    (spot.folder / "holiday.jpg").unlink()
    assert spot.publish() == 0


@pytest.fixture(params=["folder", "rsync"])
def kind_of_folder(request: pytest.FixtureRequest) -> str:
    """Targets that are folders."""
    name: str = request.param
    return name


@pytest.mark.skipif(os.name != "posix", reason="not run: rights are POSIX's")
@pytest.mark.parametrize("group", [False, True])
def test_everybody_may_read(spot_at: SpotAt, kind_of_folder: str, group: bool) -> None:
    """Whatever the umask: files are 644 and folders 755; with a group, its members may publish too."""
    spot = spot_at(kind_of_folder)
    own: dict[str, Any] = {"group": _own_group()} if group else {}
    before = os.umask(0o077)
    try:
        for words in ("新闻", "改过的新闻"):
            spot.lay(stories(3, words))
            assert spot.publish(**own) == 0
    finally:
        assert os.umask(before) == 0o077
    site = spot.folder / "current" / "site"
    modes = {stat.S_IMODE(place.stat().st_mode) for place in [site, *site.rglob("*")] if place.is_file()}
    folders = {stat.S_IMODE(place.stat().st_mode) for place in [spot.folder, site, *site.rglob("*")] if place.is_dir()}
    assert (modes, folders) == (({0o664}, {0o2775}) if group else ({0o644}, {0o755}))


def _own_group() -> str:
    import grp

    return grp.getgrgid(os.getgid()).gr_name


def test_a_group_that_is_none(spot_at: SpotAt, capsys: Captured) -> None:
    """Told by its name."""
    spot = spot_at("folder")
    spot.lay(stories(2))
    assert spot.publish(group="no-such-group") == 1
    assert "no-such-group" in capsys.readouterr().err


def test_a_branch_says_the_newsrooms_name(spot_at: SpotAt) -> None:
    """Author, committer and message: nobody's user name or machine, whatever the environment says."""
    spot = spot_at("git")
    spot.lay(stories(2))
    note_built(spot.output, spot.work / "store")
    settings = TargetSettings(to=spot.address)
    made = destination("pages", settings, spot.output, spot.work / "store", "", "溪山 <x>", "www.a.town")
    before = os.umask(0o077)
    try:
        assert commands.publish_to(made, NOW) == 0
    finally:
        os.umask(before)
    words = ["git", "-C", str(spot.folder), "log", "-1", "--format=%an|%ae|%cn|%ce|%s", "pages"]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
    assert said.startswith("溪山 x|noreply@www.a.town|溪山 x|noreply@www.a.town|#xishan")
    assert said.endswith("溪山 <x>")
    packs = [file for file in (spot.folder / "objects").rglob("*") if file.is_file()]
    assert packs
    assert {stat.S_IMODE(file.stat().st_mode) & 0o044 for file in packs} == {0o044}


def test_a_host_nobody_knows(spot_at: SpotAt, sshd: Ssh, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ssh behaves by itself, which may not ask: unknown is told as unknown and changed as changed, each with the key
    that the host shows."""
    spot = spot_at("rsync")
    spot.lay(stories(2))
    shown = subprocess.run(["ssh-keygen", "-lf", str(sshd.folder / "host.pub")], capture_output=True, text=True).stdout
    fingerprint = shown.split()[1]
    for hosts, words in (("no_hosts", "还没有记下"), ("other_hosts", "和记下的不一样")):
        command = sshd.command(hosts=hosts).replace("-o StrictHostKeyChecking=yes", "-o StrictHostKeyChecking=ask")
        monkeypatch.setenv("XISHAN_SSH", command)
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        assert spot.publish() == 1
        said = capsys.readouterr().err
        assert words in said
        assert fingerprint in said
        assert "ssh 127.0.0.1，回答 yes" in said


@pytest.mark.parametrize(
    ("words", "kept", "lost"),
    [
        ("fatal: https://zhang:s3cr3t@git.example/a.git", "git.example/a.git", "s3cr3t"),
        ("https://git.example/a.git?private_token=s3cr3t&x=1", "private_token=…&x=1", "s3cr3t"),
        ("s3://a?endpoint=https://oss.example&X-Amz-Signature=s3cr3t", "X-Amz-Signature=…", "s3cr3t"),
        ("转到 https://a.town/?access_key=s3cr3t", "access_key=…", "s3cr3t"),
    ],
)
def test_no_token_in_any_address_is_told(words: str, kept: str, lost: str) -> None:
    """Users, passwords and what a query carries of the kind."""
    for said in (unsecret(words), str(from_words(words, "git push")), str(DeployFault(words, words))):
        assert kept in said
        assert lost not in said


def test_what_the_system_says_is_told_in_chinese() -> None:
    """No English for what people meet."""
    for number in (2, 20, 21, 36, 40, 5):
        said = str(from_os(OSError(number, os.strerror(number), "/srv/a")))
        assert os.strerror(number) not in said
        assert "/srv/a" in said
    assert "No such file" not in str(from_words("sh: 1: cd: No such file or directory", "x"))


@pytest.mark.skipif(sys.platform == "win32", reason="not run: POSIX only")
def test_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME need not be set, as under cron and in containers."""
    monkeypatch.delenv("HOME", raising=False)
    lay(tmp_path / "output", stories(2))
    note_built(tmp_path / "output", tmp_path / "store")
    own = TargetSettings(to=f"folder:{tmp_path / 'target'}")
    assert commands.publish_to(destination("town", own, tmp_path / "output", tmp_path / "store"), NOW) == 0
