"""The shared suite: what every kind of target does, on real servers."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.deploy import commands
from plugins.deploy.rollout.lease import lease

from .conftest import SpotAt, spot_of
from .targets import NOW, Spot
from .trees import stories


def test_first_deploy_and_then_nothing(spot: Spot, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything arrives; a second deploy finds nothing to do and makes no release."""
    files = spot.lay(stories(6))
    assert spot.publish() == 0
    assert spot.served() == files
    capsys.readouterr()
    assert spot.publish() == 0
    assert "没有要传的文件" in capsys.readouterr().out
    assert len(spot.destination().target.transport.inventory().releases) == 1
    assert spot.served() == files


def test_an_edit_sends_its_own_files_only(spot: Spot, capsys: pytest.CaptureFixture[str]) -> None:
    """One story's new words travel with its photo, the lists and the feed, and with nothing else; the old photo stays
    for readers who have the old page open."""
    before = spot.lay(stories(6))
    assert spot.publish() == 0
    after = spot.lay({**stories(6), "s03": "改过的新闻"})
    capsys.readouterr()
    there = spot.destination()
    plan = commands._prepare(there, NOW)[1].plan
    old_photo, photo = ([p for p in files if "-s03-" in p][0] for files in (before, after))
    sent = {entry.path for entry in plan.sent if not entry.path.endswith((".br", ".gz"))}
    assert sent == {"news/202106/s03.html", "index.html", "archive/index.html", "feed.xml", photo}
    assert spot.publish() == 0
    assert spot.served() == {**after, old_photo: before[old_photo]}
    assert spot.publish(now=NOW + timedelta(days=2)) == 0
    assert spot.served() == after


def test_a_renamed_story_is_gone_from_its_old_address(spot: Spot) -> None:
    """The new address is there, the old one is not, from the same deploy on."""
    spot.lay(stories(6))
    assert spot.publish() == 0
    files = spot.lay({("s99" if slug == "s02" else slug): words for slug, words in stories(6).items()})
    assert spot.publish() == 0
    served = spot.served()
    assert served.items() >= files.items()
    assert "news/202106/s02.html" not in served
    assert all(path.startswith("photos/") for path in served.keys() - files.keys())


def test_many_deletions_are_asked_about(spot: Spot, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody can answer, too many pages are not taken away; --allow-deletes does it."""
    before = spot.lay(stories(8))
    assert spot.publish() == 0
    spot.lay(stories(2))
    assert spot.publish() == 1
    assert "--allow-deletes" in capsys.readouterr().err
    assert spot.served() == before
    assert spot.publish(allow=True) == 0
    assert "news/202106/s05.html" not in spot.served()


def test_back_and_back_again(spot: Spot, capsys: pytest.CaptureFixture[str]) -> None:
    """Each rollback serves the release before; when there is none, a sentence says so; the next deploy succeeds."""
    editions = []
    for number in range(3):
        editions.append(spot.lay({**stories(4), "s01": f"第{number}版的新闻"}))
        assert spot.publish(grace=0) == 0
    assert spot.served() == editions[2]
    for number in (1, 0):
        assert commands.rollback_at(spot.destination()) == 0
        assert spot.served() == editions[number]
    assert commands.rollback_at(spot.destination()) == 1
    assert "不能再退" in capsys.readouterr().err
    assert spot.served() == editions[0]
    assert spot.publish(grace=0) == 0
    assert spot.served() == editions[2]


def test_what_was_given_up_does_not_come_back(spot: Spot) -> None:
    """After a rollback and a better release, the next rollback leads to what readers saw before, not to what was given
    up; so does the list of releases, which a branch alone keeps whole."""
    editions = []
    for number in range(3):
        editions.append(spot.lay({**stories(4), "s01": f"第{number}版的新闻"}))
        assert spot.publish(grace=0) == 0
        if number == 1:
            assert commands.rollback_at(spot.destination()) == 0
    inventory = spot.destination().target.transport.inventory()
    assert [release.number for release in inventory.line] == [3, 1]
    assert [release.number for release in inventory.releases] == ([1, 2, 3] if spot.kind == "git" else [1, 3])
    assert commands.rollback_at(spot.destination()) == 0
    assert spot.served() == editions[0]


def test_so_many_releases_stay(spot: Spot) -> None:
    """As many as `keep` says, the served one included."""
    for number in range(4):
        spot.lay({**stories(3), "s01": f"第{number}版的新闻"})
        assert spot.publish(keep=2) == 0
    numbers = [release.number for release in spot.destination().target.transport.inventory().releases]
    assert numbers == ([1, 2, 3, 4] if spot.kind == "git" else [3, 4])


def test_a_held_target_is_left_alone(spot: Spot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While somebody deploys, another one is told who it is and nothing of the two mixes."""
    if spot.kind == "git":
        pytest.skip("a push is whole or not at all: tested by two deploys at once")
    before = spot.lay(stories(4))
    assert spot.publish() == 0
    spot.lay(stories(5))
    other = spot.destination("other store").target
    with lease(other.transport, other.folder) as held:
        assert spot.publish() == 1
        assert held.line.partition(" ")[2] in capsys.readouterr().err
        assert spot.served() == before
    assert spot.publish() == 0
    assert spot.served() != before


def test_clocks_do_not_order_releases(spot: Spot) -> None:
    """A deployer whose clock is years off, either way, deploys like any other, and rollback still goes to the release
    before."""
    for years, number in ((0, 1), (-20, 2), (20, 3)):
        files = spot.lay({**stories(4), "s01": f"第{number}版的新闻"})
        assert spot.publish(now=NOW + timedelta(days=365 * years)) == 0
        assert spot.served().items() >= files.items()
    assert commands.rollback_at(spot.destination()) == 0
    current = spot.destination().target.transport.inventory().current
    assert current is not None
    assert current.number == 2


def test_a_manifest_that_was_tampered_with_is_refused(
    tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a host gives back is not trusted: a path that leaves the site is refused and nothing is written."""
    spot = spot_of("folder", tmp_path, request)
    spot.lay(stories(3))
    assert spot.publish() == 0
    manifest = spot.folder / "current" / "release.txt"
    manifest.write_text(manifest.read_text().replace("robots.txt", "../../x"))
    for file in (spot.work / "store" / "deploy").rglob("manifests/*.txt"):
        file.unlink()
    spot.lay(stories(4))
    assert spot.publish() == 1
    assert "发布清单" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["folder", "rsync"], indirect=True)
def test_what_a_hand_has_changed_in_the_target(spot: Spot) -> None:
    """A file that somebody has removed from the served release comes back with the next deploy, one that was added
    does not stay, and an asset that only stayed a while may be gone."""
    before = spot.lay(stories(6))
    assert spot.publish() == 0
    files = spot.lay({**stories(6), "s03": "改过的新闻"})
    assert spot.publish() == 0
    (old_photo,) = before.keys() - files.keys()
    site = spot.folder / "current" / "site"
    for path in ("news/202106/s05.html", "robots.txt", old_photo):
        (site / path).unlink()
    (site / "由人放进来的.html").write_text("不是发布来的")
    files = spot.lay({**stories(6), "s03": "又改过的新闻"})
    assert spot.publish() == 0
    served = spot.served()
    assert served.items() >= files.items()
    assert old_photo not in served
    assert "由人放进来的.html" not in served
    assert spot.publish(now=NOW + timedelta(days=2)) == 0
    assert spot.served() == files


@pytest.mark.parametrize("kind", ["folder", "rsync"], indirect=True)
def test_a_folder_that_is_not_ours(spot: Spot, capsys: pytest.CaptureFixture[str]) -> None:
    """A `current` that no deploy has made is not replaced."""
    (spot.folder / "current").mkdir(parents=True)
    (spot.folder / "current" / "index.html").write_text("别人的")
    spot.lay(stories(3))
    assert spot.publish() == 1
    assert "不是由发布写出的" in capsys.readouterr().err
    assert (spot.folder / "current" / "index.html").read_text() == "别人的"


def test_a_branch_that_somebody_else_has_written_to(spot_at: SpotAt, tmp_path: Path) -> None:
    """Commits that are not ours, before the first deploy or after it, stay in the history; the pages are ours again
    with the next deploy, even of the same edition, or by a rollback."""
    spot = spot_at("git")
    work = tmp_path / "clone"

    def git(*words: str) -> str:
        who = ["-c", "user.name=town", "-c", "user.email=town@town.example"]
        command = ["git", *who, *words]
        return subprocess.run(command, cwd=work, check=True, capture_output=True, text=True).stdout

    def by_hand(words: str) -> None:
        (work / "index.html").write_text(words)
        git("add", "-A")
        git("commit", "-q", "-m", words)
        git("push", "-q", str(spot.folder), "HEAD:refs/heads/pages")

    work.mkdir()
    git("init", "-q")
    by_hand("从前的首页")
    files = spot.lay(stories(3))
    for mend in ("publish", "publish", "rollback"):
        assert (spot.publish() if mend == "publish" else commands.rollback_at(spot.destination())) == 0
        assert spot.served() == files
        git("fetch", "-q", str(spot.folder), "pages")
        git("reset", "-q", "--hard", "FETCH_HEAD")
        by_hand(f"{mend}以后的首页")
    log = git("log", "--format=%s")
    assert "从前的首页" in log
    assert "publish以后的首页" in log


@pytest.mark.skipif(sys.platform == "win32", reason="not run: Windows has no pseudo-terminals")
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_on_a_terminal_deletions_are_asked_about(
    answer: str, spot_at: SpotAt, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever sits there sees what would go and decides."""
    import pty

    spot = spot_at("folder")
    before = spot.lay(stories(8))
    assert spot.publish() == 0
    after = spot.lay(stories(2))
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        os.write(ours, f"{answer}\n".encode())
        assert spot.publish(grace=0) == (0 if answer == "yes" else 1)
    os.close(ours)
    assert "news/202106/s05.html" in capsys.readouterr().out
    assert spot.served() == (after if answer == "yes" else before)
