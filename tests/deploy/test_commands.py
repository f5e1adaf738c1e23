"""The desk: what each verb says, when it stops, and what a completed publish enters in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.deploy import commands
from plugins.deploy.settings import Destination, TargetSettings, destination
from plugins.newsroom.ledger import digest, note_issued, read_ledger
from plugins.newsroom.story import Story

from ..township import a_body, a_story
from .host import Host, host
from .targets import NOW
from .trees import lay, note_built, stories


class Town:
    """A town with a folder to publish to, and a host that serves it."""

    def __init__(self, folder: Path, served: Host) -> None:
        self.folder, self.served = folder, served
        self.content = folder / "content"

    def destination(self, **own: Any) -> Destination:
        """Its target."""
        settings = TargetSettings(
            **{"to": f"folder:{self.folder / 'target'}", "url": self.served.url, "patience": 0, **own}
        )
        return destination("town", settings, self.folder / "output", self.folder / "store")

    def edition(self, *slugs: str, **more: Any) -> list[Story]:
        """What was built: these stories."""
        return [a_story(slug, **more) for slug in slugs]

    def publish(self, count: int = 3, edition: list[Story] | None = None, words: str = "新闻", **more: Any) -> int:
        """Build so many stories and publish them."""
        edition = edition or self.edition("s00")
        lay(self.folder / "output", stories(count, words))
        note_issued(self.folder / "store", edition)
        note_built(self.folder / "output", self.folder / "store")
        own = more.pop("own", {})
        return commands.publish_to(self.destination(**own), NOW, content=self.content, **more)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town whose host does all that is asked of it."""
    with host(tmp_path / "target" / "current" / "site") as served:
        yield Town(tmp_path, served)


def ledger(town: Town) -> list[tuple[str, str, str]]:
    """Id, address and first day of every line."""
    return [(entry.id, entry.url, entry.published) for entry in read_ledger(town.content)[0].entries]


def test_a_publish_from_end_to_end(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """What goes where, that it was looked at and how it reads, and where readers find it: a line each."""
    assert town.publish() == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[0] == f"目标：folder:{town.folder / 'target'}"
    for words in (
        "新增",
        "MB" if "MB" in said.out else "KB",
        f"正在从 {town.served.url} 核对",
        "读者看到的和发布的一样",
    ):
        assert words in said.out
    assert f"第 1 版已经发布：{town.served.url}/index.html" in said.out


def test_the_ledger_after_a_publish(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Every story's address, the day of its first publication and the digest of its text, once; a second publish of
    the same writes nothing, a moved story gets a second line and keeps the first."""
    first = town.edition("s00", "s01")
    assert town.publish(edition=first) == 0
    assert ledger(town) == [(s.id, s.url, "2026-11-24") for s in first]
    assert read_ledger(town.content)[0].entries[0].digest == digest(first[0])
    written = (town.content / "ledger.tsv").read_bytes()
    capsys.readouterr()
    assert town.publish(edition=first) == 0
    assert "什么也不用做" in capsys.readouterr().out
    assert (town.content / "ledger.tsv").read_bytes() == written
    moved = [replace(first[0], url="dangjian/202106/new.html"), first[1]]
    assert town.publish(4, edition=moved) == 0
    assert "记下新网址 1 个" in capsys.readouterr().out
    assert [url for _, url, _ in ledger(town)] == [s.url for s in first] + ["dangjian/202106/new.html"]


def test_a_ledger_that_was_missed_is_made_up_for(town: Town) -> None:
    """Where a publish was cut off after the switch, the next one finds nothing to send and enters the addresses."""
    assert town.publish() == 0
    (town.content / "ledger.tsv").unlink()
    assert town.publish() == 0
    assert [id for id, _, _ in ledger(town)] == ["s00"]


def test_nothing_is_entered_that_readers_do_not_get(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Not by a dry run, not where pages would go unasked, not where the release was taken back."""
    assert town.publish(8) == 0
    before = (town.content / "ledger.tsv").read_bytes()
    more = town.edition("s00", "s09")
    assert town.publish(9, edition=more, dry_run=True) == 0
    assert town.publish(2, edition=more) == 1
    town.served.spoil = lambda path, answer: answer.headers.update({"Content-Type": "text/plain"})
    assert town.publish(9, edition=more) == 1
    assert "已经退回第 1 版" in capsys.readouterr().err
    assert (town.content / "ledger.tsv").read_bytes() == before


def test_a_wrong_release_is_taken_back(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Readers get the old release again, the exit code is 1, each fault has its line, and the next publish works."""
    old = lay(town.folder / "output", stories(3))
    assert town.publish() == 0
    town.served.spoil = lambda path, answer: answer.headers.update({"Cache-Control": "no-store"})
    capsys.readouterr()
    assert town.publish(3, words="改过的", own={"strict": True}) == 1
    said = capsys.readouterr()
    assert "第 2 版，读者看到的不对" in said.err
    assert "缓存规则是 no-store，最好是 public, max-age=60" in said.err
    assert "--no-rollback" in said.err
    assert "已经发布" not in said.out
    assert (town.folder / "target/current/site/index.html").read_bytes() == old["index.html"]
    town.served.spoil = lambda path, answer: None
    assert town.publish(3, words="改过的") == 0


def test_no_rollback(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """With --no-rollback the release stays, its addresses are entered, and the exit code still says that it is wrong."""
    assert town.publish() == 0
    town.served.spoil = lambda path, answer: answer.headers.update({"Content-Type": "text/plain"})
    assert town.publish(4, edition=town.edition("s00", "s03"), back=False) == 1
    assert "已经退回" not in capsys.readouterr().err
    assert [id for id, _, _ in ledger(town)] == ["s00", "s03"]
    assert (town.folder / "target/current/site/news/202106/s03.html").is_file()


def test_a_first_release_has_nothing_to_go_back_to(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """The faults are told; there is no release before."""
    town.served.spoil = lambda path, answer: answer.headers.update({"Content-Type": "text/plain"})
    assert town.publish() == 1
    assert "已经退回" not in capsys.readouterr().err


def test_a_damaged_ledger_is_not_written_over(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger that cannot be read whole stays as it is, and the exit code says that something is left to do."""
    town.content.mkdir()
    file = town.content / "ledger.tsv"
    file.write_text("稿号\t网址\t首发\t摘要值\ns00\n", encoding="utf-8")
    assert town.publish() == 1
    said = capsys.readouterr()
    assert "第 1 版已经发布" in said.out
    assert "content/ledger.tsv:2" in said.err
    assert file.read_text(encoding="utf-8").endswith("s00\n")


def test_a_dry_run(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file by what would happen to it, with its size; nothing is made in the target."""
    assert town.publish(dry_run=True) == 0
    said = capsys.readouterr().out
    assert "  新增  news/202106/s00.html（" in said
    assert "压缩好的副本" in said
    assert ".html.br" not in said
    assert "目标没有变" in said
    assert not (town.folder / "target").exists()


def test_nothing_can_be_looked_at_without_an_address(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """A publish works and says what to write so that the next one is checked."""
    assert town.publish(own={"url": ""}) == 0
    assert "没有核对" in capsys.readouterr().out
    assert town.served.asked == []


def test_an_archive_is_looked_at_when_it_is_out(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """What is handed over as a zip is not with readers yet, whatever its settings say of their address."""
    assert town.publish(own={"to": f"zip:{town.folder / 'site.zip'}"}) == 0
    assert "压缩包" in capsys.readouterr().out
    assert town.served.asked == []


def settings_of(town: Town, **row: Any) -> Path:
    """A settings file with one target."""
    file = town.folder / "site" / "publishconf.py"
    file.parent.mkdir(exist_ok=True)
    row = {"to": f"folder:{town.folder / 'target'}", "patience": 0, **row}
    file.write_text(f"SITEURL = ''\nOUTPUT_PATH = {str(town.folder / 'output')!r}\nDEPLOY = {{'town': {row!r}}}\n")
    return file


@pytest.mark.parametrize(("answer", "code"), [("yes", 0), ("YES ", 0), ("y", 1), ("", 1), (EOFError(), 1)])
def test_many_deletions_are_asked_about(
    town: Town, answer: str | EOFError, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal somebody is asked, with the pages named; anything but yes leaves them where they are."""

    def reply(question: str) -> str:
        print(question)
        if isinstance(answer, EOFError):
            raise answer
        return answer

    assert town.publish(8) == 0
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", reply)
    capsys.readouterr()
    assert town.publish(2) == code
    said = capsys.readouterr()
    assert "撤下 6 个网页" in said.out
    assert "  news/202106/s05.html" in said.out
    assert ("没有发布" in said.err) == bool(code)
    assert (town.folder / "target/current/site/news/202106/s05.html").exists() == bool(code)


def test_ctrl_c(town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops a publish is told what to do next, without a traceback, and the next one works."""
    assert town.publish() == 0

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("plugins.deploy.transports.folder.Folder.switch", stop)
        assert town.publish(4) == 130
    assert "停下了" in capsys.readouterr().err
    assert town.publish(4) == 0


def test_releases_and_rollback_by_name(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """The list shows which release is served; a rollback is looked at like a publish."""
    settings = settings_of(town, url=town.served.url)
    assert commands.releases(settings, "town") == 0
    assert "还没有发布过" in capsys.readouterr().out
    for words in ("一", "二"):
        assert town.publish(words=words) == 0
    assert commands.rollback(settings) == 0
    said = capsys.readouterr().out
    assert "已经退回第 1 版" in said
    assert "核对" in said
    assert commands.releases(settings) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if " 版  " in line]
    assert [row[:7].strip() for row in rows] == ["第 2 版", "→ 第 1 版"]
    assert "2026-11-24 09:30" in rows[0]


def test_verify(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """What readers get is looked at and nothing is changed; a page that somebody changed on the host is found."""
    settings = settings_of(town, url=town.served.url)
    assert commands.verify(settings) == 1
    assert "还没有发布过" in capsys.readouterr().err
    assert town.publish() == 0
    assert commands.verify(settings) == 0
    for file in (town.folder / "target/current/site").glob("index.html*"):
        file.write_bytes(b"hacked")
    assert commands.verify(settings) == 1
    assert "index.html：" in capsys.readouterr().err
    assert commands.verify(settings_of(town)) == 1
    assert "url" in capsys.readouterr().err


def test_what_still_has_to_be_installed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Object storage takes a group of its own, where it is not there already; other targets, and words that are none,
    take nothing."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    settings = settings_of(town, to="s3://bucket/")
    assert commands.groups(settings) == commands.groups(settings, "s3://other/") == ["s3"]
    assert commands.groups(settings, "nonsense") == commands.groups(settings, "zip:a.zip") == []
    assert commands.groups(settings_of(town), "town") == []
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    assert commands.groups(settings, "s3://bucket/") == []


def test_an_edition_with_errors_is_not_published(town: Town) -> None:
    """The build ends the process before anything is looked at in the target."""

    def make() -> None:
        raise SystemExit(1)

    with pytest.raises(SystemExit):
        commands.publish(settings_of(town), "town", make, town.content, NOW)
    assert not (town.folder / "target").exists()


@pytest.mark.parametrize(
    ("written", "url", "told"),
    [
        ("https://fengxi.example", "", "SITEURL 还是样例 https://fengxi.example"),
        ("https://a.town", "", ""),
        ("https://a.town/x", "https://a.town/x/", ""),
        ("https://a.town", "https://b.town", "SITEURL 是 https://a.town，读者的网址是 https://b.town"),
    ],
)
def test_the_address_in_the_pages(
    town: Town, written: str, url: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the pages name an address that readers do not use, that is told before anything is built."""

    def make() -> None:
        raise SystemExit(1)

    settings = settings_of(town, url=url)
    settings.write_text(settings.read_text().replace("SITEURL = ''", f"SITEURL = {written!r}"))
    with pytest.raises(SystemExit):
        commands.publish(settings, "town", make, town.content, NOW)
    said = capsys.readouterr().out
    assert told in said if told else not said


def test_a_url_without_a_scheme(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Is told as what it is."""
    assert commands.releases(settings_of(town, url="www.a.town")) == 1
    assert "https://" in capsys.readouterr().err


def test_a_target_that_is_none_is_told_before_the_build(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody waits for a build to learn of a misspelt name."""

    def make() -> None:
        raise AssertionError("built")

    assert commands.publish(settings_of(town), "twon", make, town.content, NOW) == 1
    assert "town" in capsys.readouterr().err


def test_the_words_of_a_story_do_not_matter(town: Town) -> None:
    """A story without a body is entered like any other."""
    assert town.publish(edition=town.edition("s00", body=a_body())) == 0
    assert len(ledger(town)) == 1
