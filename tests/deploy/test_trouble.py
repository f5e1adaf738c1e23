"""Targets in trouble: full, read-only, out of reach, not who they were. In each: readers keep what they had, a sentence
says what is wrong, the exit code is 1, and the next deploy succeeds."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from . import servers
from .conftest import SpotAt
from .deployer import Deployers
from .targets import Spot
from .trees import stories

Captured = pytest.CaptureFixture[str]
POINTS = int(os.environ.get("XISHAN_KILLS", "3"))
CUT, FULL, LOCKED = "和目标的连接断了", "磁盘满了", "目标不让写"


def fails(spot: Spot, word: str, capsys: Captured, publish: Callable[[], int] | None = None) -> None:
    """A deploy that cannot be done: told in one sentence with a remedy, and readers see no difference (a bucket may
    hold photographs by then that no page asks for yet)."""
    before = spot.served()
    capsys.readouterr()
    assert (publish or spot.publish)() == 1
    told = capsys.readouterr().err.strip()
    assert word in told
    assert " → " in told
    assert "\n" not in told
    served = spot.served()
    assert served.items() >= before.items()
    assert all(path.startswith(("photos/", "theme/")) for path in served.keys() - before.keys())


@pytest.mark.parametrize("kind", ["folder", "zip", "rsync", "git"])
def test_a_full_disk(kind: str, spot_at: SpotAt, tmp_path: Path, capsys: Captured) -> None:
    """The site that was served stays whole; when there is room again, the deploy goes through."""
    with servers.small_disk(tmp_path / "disk", kilobytes=900) as disk:
        spot = spot_at(kind, disk)
        spot = replace(spot, work=tmp_path / "work")
        spot.lay(stories(4))
        assert spot.publish() == 0
        files = spot.lay(stories(200))
        fails(spot, FULL, capsys)
        servers.remount(disk, "size=20m")
        assert spot.publish() == 0
        assert spot.served() == files


@pytest.mark.parametrize("kind", ["folder", "zip", "rsync", "git"])
def test_a_read_only_disk(kind: str, spot_at: SpotAt, tmp_path: Path, capsys: Captured) -> None:
    """Nobody may write there, root neither."""
    with servers.small_disk(tmp_path / "disk", kilobytes=20_000) as disk:
        spot = replace(spot_at(kind, disk), work=tmp_path / "work")
        spot.lay(stories(4))
        assert spot.publish() == 0
        files = spot.lay(stories(5))
        servers.remount(disk, "ro")
        fails(spot, LOCKED, capsys)
        servers.remount(disk, "rw")
        assert spot.publish() == 0
        assert spot.served() == files


def test_a_folder_that_is_somebody_elses(
    spot_at: SpotAt, open_folder: Path, deployers: Deployers, capsys: Captured
) -> None:
    """The deployer's user may read the target and not write there."""
    spot = spot_at("folder", open_folder)
    spot.lay(stories(4))
    assert spot.publish(store="owner") == 0
    files = spot.lay(stories(5))
    with servers.as_another(spot.folder, spot.work) as user:
        run = deployers.start(spot, user=user)
        assert run.wait() == 1
        assert LOCKED in run.words()
    assert spot.publish(store="owner") == 0
    assert spot.served() == files


def test_a_host_that_lets_in_but_not_write(
    spot_at: SpotAt, sshd: servers.Ssh, open_folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key belongs to a user who may read the target and not write there."""
    spot = spot_at("rsync", open_folder)
    spot.lay(stories(4))
    assert spot.publish() == 0
    files = spot.lay(stories(5))
    with servers.as_another(spot.folder), monkeypatch.context() as patch:
        patch.setenv("XISHAN_SSH", sshd.command(key="guest"))
        fails(spot, LOCKED, capsys)
    assert spot.publish() == 0
    assert spot.served() == files


def test_a_host_with_another_key(
    spot_at: SpotAt, sshd: servers.Ssh, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that does not prove to be the one that is known, or that nobody knows yet, gets nothing."""
    spot = spot_at("rsync")
    spot.lay(stories(3))
    assert spot.publish() == 0
    files = spot.lay(stories(4))
    for hosts, word in (("other_hosts", "密钥和记下的不一样"), ("no_hosts", "还没有记下目标主机的密钥")):
        with monkeypatch.context() as patch:
            patch.setenv("XISHAN_SSH", sshd.command(hosts=hosts))
            fails(spot, word, capsys)
    assert spot.publish() == 0
    assert spot.served() == files


def test_a_key_that_is_not_accepted(
    spot_at: SpotAt, sshd: servers.Ssh, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ssh key that was withdrawn."""
    spot = spot_at("rsync")
    spot.lay(stories(3))
    with monkeypatch.context() as patch:
        patch.setenv("XISHAN_SSH", sshd.command(key="stranger"))
        fails(spot, "不认这个身份", capsys)
    assert spot.publish() == 0


def test_a_host_that_is_not_there(
    spot_at: SpotAt, sshd: servers.Ssh, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody answers on the port."""
    spot = spot_at("rsync")
    spot.lay(stories(3))
    with monkeypatch.context() as patch:
        patch.setenv("XISHAN_SSH", sshd.command(port=servers.free_port()))
        fails(spot, "没有开这个端口", capsys)
    assert spot.publish() == 0


@pytest.mark.parametrize("kind", ["rsync", "git"])
def test_a_connection_that_is_reset(
    kind: str, spot_at: SpotAt, sshd: servers.Ssh, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reset after any number of bytes: readers get the old site or the new one, and what has arrived is not sent
    again."""
    spot = spot_at(kind)
    if kind == "git":
        spot = replace(spot, address=f"git:ssh://127.0.0.1{spot.folder}#pages")
    dice = random.Random(f"reset {kind}")
    with servers.proxy(sshd.port) as proxy:
        monkeypatch.setenv("XISHAN_SSH", sshd.command(port=proxy.port))
        new = spot.lay(stories(20))
        assert spot.publish() == 0
        whole, cut = proxy.passed, 0
        for point in range(POINTS):
            old, new = new, spot.lay(stories(20, f"第{point}版"))
            proxy.passed, proxy.limit = 0, int(whole * (point + dice.random()) / POINTS)
            capsys.readouterr()
            if spot.publish(grace=0):
                cut += 1
                assert CUT in capsys.readouterr().err
            assert {p: d for p, d in spot.served().items() if p in old} == old or spot.served() == new
            proxy.passed, proxy.limit = 0, None
            assert spot.publish(grace=0) == 0
            assert spot.served() == new
        with capsys.disabled():
            print(f"\n{kind}: {cut} of {POINTS} connections reset, all made up for")
        assert cut > POINTS // 3


def test_an_interrupted_deploy_goes_on_where_it_stopped(
    spot_at: SpotAt, sshd: servers.Ssh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an interrupted deploy has brought to a host is not brought again."""
    spot = spot_at("rsync")
    files = spot.lay(stories(150))
    size = sum(map(len, files.values()))
    with servers.proxy(sshd.port) as proxy:
        monkeypatch.setenv("XISHAN_SSH", sshd.command(port=proxy.port))
        proxy.pause, proxy.limit = 0.004, int(0.8 * size)
        assert spot.publish() == 1
        proxy.pause, proxy.passed, proxy.limit = 0.0, 0, None
        assert spot.publish() == 0
        assert proxy.passed < 0.6 * size
    assert spot.served() == files
