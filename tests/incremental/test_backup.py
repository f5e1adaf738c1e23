"""An output that is lost, wholly or in part, comes back from the store as it was, and nothing is rendered for it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from plugins.edition.print.render import Printer
from plugins.incremental.backup import Backup
from plugins.incremental.file_digests import digest_of, packed, state_of
from plugins.incremental.store import Store

from ..press import ROOT, tree
from .newsdesk import Draft, Newsdesk, a_head, difference, in_process
from .test_crash import changes, fork, killed_at
from .test_exactly import shown

PAGE = "minsheng/202102/s1.html"
TASK = """
import sys
from pathlib import Path
from plugins.edition.quick import build_unplanned
account, look = build_unplanned(Path(sys.argv[1]))
if not account:
    from plugins.edition.door import build
    build(Path(sys.argv[1]), None, False, look)
else:
    print(account.back, "pelican" in sys.modules, "jinja2" in sys.modules)
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Newsdesk]:
    """A site with pictures, up to date."""
    with in_process():
        desk = Newsdesk(tmp_path / "小镇").open()
        assert desk.build().code == 0
        yield desk


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are rendered from now on."""
    paths: list[str] = []
    real = Printer.print

    def noted(self: Printer, page: object) -> object:
        printed = real(self, page)  # type: ignore[arg-type]
        paths.append(printed.path)
        return printed

    monkeypatch.setattr(Printer, "print", noted)
    return paths


def alone(desk: Newsdesk, site: Path) -> Newsdesk:
    """The site elsewhere, every file written anew, with its store and without its output."""
    skip = shutil.ignore_patterns("output*")
    shutil.copytree(desk.site, site, copy_function=shutil.copyfile, ignore=skip)
    drafts = {path: Draft(dict(draft.head), list(draft.body)) for path, draft in desk.drafts.items()}
    return Newsdesk(site, dict(desk.settings), drafts, list(desk.sections))


def recorded(desk: Newsdesk) -> set[str]:
    """The digests that the store has of the files of all outputs, renditions left out."""
    store = Store(desk.site / ".build")
    found = {row[0].hex() for row in store.base.execute("SELECT digest FROM output WHERE source=''")}
    store.close()
    return found


def backups(desk: Newsdesk) -> dict[str, Path]:
    """The backups there are, by their names' digests."""
    folder = desk.site / ".build/backup"
    return {file.parent.name + file.name: file for file in folder.glob("??/*")}


def test_the_whole_output(desk: Newsdesk, rendered: list[str]) -> None:
    """Every file comes back, pictures and feeds too, without Pelican; then the edition stands as it did."""
    before = tree(desk.output)
    assert any(path.startswith("photos/") for path in before)
    command = [sys.executable, "-c", TASK, str(desk.site / "siteconf.py")]

    def said() -> list[str]:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1].split()

    said()  # a process of its own may see other settings than this one, in which many tests have run
    shutil.rmtree(desk.output)
    assert said() == [str(len(before)), "False", "False"]
    assert difference(tree(desk.output), before) == ""
    store = Store(desk.site / ".build")
    states = dict(store.base.execute("SELECT path, state FROM output").fetchall())
    store.close()
    assert states == {path: packed(state_of(desk.output / path)) for path in before}, "none need be read again"
    told = desk.build().out
    assert "改动文件 0 个" in told
    assert "恢复" not in told
    assert rendered == []


def test_a_file_is_kept_once(desk: Newsdesk) -> None:
    """A backup takes no space beside the output, and a rendition, which the store has anyway, none in the store."""
    by_digest = backups(desk)
    renditions = {file.stat().st_ino for file in (desk.site / ".build/renditions").rglob("*") if file.is_file()}
    for path, data in tree(desk.output).items():
        state = (desk.output / path).stat()
        if path.startswith("photos/"):
            assert state.st_ino in renditions
            assert digest_of(data).hex() not in by_digest
        else:
            assert by_digest[digest_of(data).hex()].read_bytes() == data
            assert state.st_nlink == 2 or list(tree(desk.output).values()).count(data) > 1


def deleted(file: Path) -> None:
    file.unlink()


def edited(file: Path) -> None:
    with file.open("ab") as opened:
        opened.write("多出来的字".encode())


def replaced(file: Path) -> None:
    draft = file.with_name("draft")
    draft.write_bytes("别的字".encode())
    draft.replace(file)


@pytest.mark.parametrize("path", [PAGE, "feed.xml", "robots.txt"])
@pytest.mark.parametrize("harm", [deleted, replaced])
def test_one_file(desk: Newsdesk, rendered: list[str], harm: Callable[[Path], None], path: str) -> None:
    """Deleted, or edited by a program that writes another file: it is put back, and told."""
    before = tree(desk.output)
    harm(desk.output / path)
    told = desk.build().out
    assert "改动文件 0 个" in told
    assert "恢复缺失或被改过的文件 1 个" in told
    assert difference(tree(desk.output), before) == ""
    assert rendered == []


@pytest.mark.parametrize("path", [PAGE, "feed.xml", "robots.txt"])
def test_edited_in_place(desk: Newsdesk, rendered: list[str], path: str) -> None:
    """Its backup is edited with it and is not believed: the page is rendered, and has a backup again."""
    before = tree(desk.output)
    edited(desk.output / path)
    assert "改动文件 1 个" in desk.build().out
    assert difference(tree(desk.output), before) == ""
    assert rendered == ([PAGE] if path == PAGE else [])
    deleted(desk.output / path)
    assert "恢复缺失或被改过的文件 1 个" in desk.build().out
    assert difference(tree(desk.output), before) == ""
    assert len(rendered) <= 1


def test_a_picture_edited_in_place(desk: Newsdesk) -> None:
    """It is the store's own file: it is not believed either."""
    before = tree(desk.output)
    path = next(path for path in before if path.startswith("photos/"))
    edited(desk.output / path)
    assert desk.build().code == 0
    assert difference(tree(desk.output), before) == ""


def test_the_store_alone(desk: Newsdesk, rendered: list[str], tmp_path: Path) -> None:
    """Copied by bytes to another place, as a continuous build finds it: nothing is rendered; nor where the output was
    there and half of it is lost."""
    clone = alone(desk, tmp_path / "clone" / "别处")
    told = clone.build().out
    before = tree(desk.output)
    assert f"恢复缺失或被改过的文件 {len(before)} 个" in told
    assert difference(tree(clone.output), before) == ""
    for path in sorted(before)[::2]:
        (clone.output / path).unlink()
    clone.build()
    assert difference(tree(clone.output), before) == ""
    assert rendered == []


def test_what_changed_meanwhile(desk: Newsdesk, rendered: list[str], tmp_path: Path) -> None:
    """The store alone, a new story and an edited one: the pages are rendered that would be beside an output that is
    there, and no others."""
    clone = alone(desk, tmp_path / "clone")
    for site in (desk, clone):
        site.file("news/2021/new.md", Draft(a_head(5), ["新来的。"]))
        site.file("news/2021/s1.md", Draft({**a_head(1), "标题": "改过的"}, ["改过的头一段。"]))
    assert desk.build().code == 0
    wanted = sorted(rendered)
    rendered.clear()
    outcome = clone.build()
    assert outcome.code == 0, outcome.err
    assert sorted(rendered) == wanted
    assert PAGE in wanted
    assert "恢复缺失或被改过的文件" in outcome.out
    assert len(wanted) < len(tree(desk.output)) / 2
    for path in ("robots.txt", "about.html"):
        data = (clone.output / path).read_bytes()
        assert os.path.samefile(clone.output / path, backups(clone)[digest_of(data).hex()])
    clone.clean(tmp_path / "clean")
    assert difference(tree(clone.output), tree(tmp_path / "clean")) == ""
    assert "改动文件 0 个" in clone.build().out


def refused(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_without_links(tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that knows none there are no backups, and a lost page is rendered; a store that has them is copied
    from."""
    with in_process():
        desk = Newsdesk(tmp_path / "小镇").open()
        with monkeypatch.context() as patch:
            patch.setattr(os, "link", refused)
            assert desk.build().code == 0
            assert backups(desk) == {}
            before = tree(desk.output)
            pages = sorted(rendered)
            rendered.clear()
            shutil.rmtree(desk.output)
            assert desk.build().code == 0
            assert sorted(rendered) == pages
            assert difference(tree(desk.output), before) == ""
        shutil.rmtree(desk.site / ".build")
        assert desk.build().code == 0
        rendered.clear()
        shutil.rmtree(desk.output)
        monkeypatch.setattr(os, "link", refused)
        assert desk.build().code == 0
        assert rendered == []
        assert difference(tree(desk.output), before) == ""


def test_two_outputs(desk: Newsdesk, rendered: list[str]) -> None:
    """Of one store: each has the backups that it was last built with, also after the other has gone on."""
    other = desk.site / "output-other"
    assert desk.build(other).code == 0
    old, draft = tree(other), desk.drafts["news/2021/s1.md"]
    desk.file("news/2021/s1.md", Draft({**a_head(1), "标题": "改过的"}, ["改过的头一段。"]))
    assert desk.build().code == 0
    new = tree(desk.output)
    assert old != new
    rendered.clear()
    shutil.rmtree(desk.output)
    shutil.rmtree(other)
    assert desk.build().code == 0
    desk.file("news/2021/s1.md", draft)
    assert desk.build(other).code == 0
    assert rendered == []
    assert difference(tree(desk.output), new) == ""
    assert difference(tree(other), old) == ""


def test_what_nobody_uses_is_cleared(desk: Newsdesk) -> None:
    """The backups are those of the recorded files, before and after an edit; a build that fails takes none away."""
    old = recorded(desk)
    assert set(backups(desk)) == old
    desk.file("news/2021/s1.md", Draft({**a_head(1), "标题": "改过的"}, ["改过的头一段。"]))
    footer = desk.templates / "partials/footer.html"
    kept = footer.read_text(encoding="utf-8")
    footer.write_text(f"改过的{kept}", encoding="utf-8", newline="\n")
    page = desk.templates / "page.html"
    sound = page.read_text(encoding="utf-8")
    shown(desk, "{{ nowhere }}")
    before = tree(desk.output)
    with pytest.raises(UndefinedError):
        desk.build()
    assert tree(desk.output) != before
    assert recorded(desk) == old
    assert old <= set(backups(desk))
    page.write_text(sound, encoding="utf-8", newline="\n")
    assert desk.build().code == 0
    assert recorded(desk) != old
    assert set(backups(desk)) == recorded(desk)


def test_an_output_that_is_gone(desk: Newsdesk, tmp_path: Path) -> None:
    """A folder that nobody has built for a month and that is no more is forgotten, with its backups; one that is there, or
    was built of late, is not."""
    others = [tmp_path / name for name in ("gone", "there", "late")]
    for other in others[:2]:
        desk.set_settings(SITENAME=other.name)
        desk.build(other)
    desk.set_settings(NOW="2021-12-30", SITENAME="late")
    desk.build(others[2])
    kept = places(desk)
    shutil.rmtree(others[0])
    shutil.rmtree(others[2])
    desk.set_settings(NOW="2022-01-20")
    desk.build()
    assert kept - places(desk) == {"../gone"}
    with sqlite3.connect(desk.site / ".build/edition.sqlite") as base:
        names = [row[0] for row in base.execute("SELECT room || name FROM kept WHERE room<>'copy' AND room<>'story'")]
        used = {row[0].hex() for row in base.execute("SELECT digest FROM output WHERE source=''")}
    base.close()
    assert not [name for name in names if "gone" in name]
    assert {f"{file.parent.name}{file.name}" for file in (desk.site / ".build/backup").glob("??/*")} <= used


def places(desk: Newsdesk) -> set[str]:
    """The outputs that the store knows."""
    with sqlite3.connect(desk.site / ".build/edition.sqlite") as base:
        found = {row[0] for row in base.execute("SELECT DISTINCT place FROM output")}
    base.close()
    return found


def test_only_twins_are_cleared(desk: Newsdesk, tmp_path: Path) -> None:
    """No file of another name, and nothing outside the store: a link that leads out of it is not followed, neither to
    write nor to delete."""
    some = next(iter(backups(desk).values())).parent
    strays = [some / "notes.txt", some.parent / "notes.txt", some.parent / "notes" / ("0" * 30)]
    for stray in strays:
        stray.parent.mkdir(exist_ok=True)
        stray.write_text("别人的", encoding="utf-8")
    outside = tmp_path / "outside"
    (outside / "ab").mkdir(parents=True)
    precious = outside / "ab" / ("0" * 30)
    precious.write_text("别人的", encoding="utf-8")
    draft = some / f".{'0' * 30}.abc123.part"
    draft.write_bytes(b"half")
    desk.file("news/2021/s1.md", Draft({**a_head(1), "标题": "改过的"}, ["改过的头一段。"]))
    assert desk.build().code == 0
    assert all(stray.exists() for stray in strays)
    assert not draft.exists()
    folder = desk.site / ".build/backup"
    shutil.rmtree(folder)
    folder.symlink_to(outside, target_is_directory=True)
    desk.file("news/2021/s2.md", Draft({**a_head(2), "标题": "也改过的"}, ["改过的头一段。"]))
    assert desk.build().code == 0
    assert [file for file in outside.rglob("*") if file.is_file()] == [precious]
    before = tree(desk.output)
    shutil.rmtree(desk.output)
    assert desk.build().code == 0
    assert difference(tree(desk.output), before) == ""


@fork
def test_killed_while_putting_back(desk: Newsdesk, tmp_path: Path) -> None:
    """At some twenty moments, just before the disk is changed, with half of the output lost and half of it replaced:
    what stands then is whole, and the next build ends with a clean build's tree."""
    before = tree(desk.output)
    replaced_ones = sorted(before)[::2]

    def harmed(site: Path) -> Newsdesk:
        clone = alone(desk, site)
        for path in replaced_ones:
            (clone.output / path).parent.mkdir(parents=True, exist_ok=True)
            (clone.output / path).write_bytes(b"replaced")
        return clone

    many, _ = changes(harmed(tmp_path / "counted"))
    kills, drafts = 0, 0
    for moment in range(1, many + 1, max(1, many // 20)):
        clone = harmed(tmp_path / f"clone-{moment}")
        kills += killed_at(clone, moment)
        for path, data in tree(clone.output).items():
            draft = path.rpartition("/")[2].startswith(".")
            drafts += draft
            assert draft or data in (before[path], b"replaced")
        assert clone.build().code == 0
        assert difference(tree(clone.output), before) == ""
        assert "改动文件 0 个" in clone.build().out
        shutil.rmtree(clone.site)
    assert kills > 10
    assert drafts


def test_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With FSYNC the disk has the bytes before the name, and the name before anyone goes on."""
    file, digest = tmp_path / "output/a/b.html", digest_of(b"words")
    file.parent.mkdir(parents=True)
    file.write_bytes(b"words")
    kept = Backup(tmp_path / ".build")
    kept.keep(str(file), digest)
    shutil.rmtree(tmp_path / "output")
    asked: list[bool] = []
    real = os.fsync

    def fsync(opened: int) -> None:
        asked.append(file.exists())
        real(opened)

    monkeypatch.setattr(os, "fsync", fsync)
    assert kept.put_back(str(file), digest, sync=True)
    assert asked == ([False, True] if os.name == "posix" else [False])
    assert file.read_bytes() == b"words"
    assert [name.name for name in file.parent.iterdir()] == ["b.html"]


def test_one_twin_for_two_files(tmp_path: Path) -> None:
    """Files of the same bytes, from whichever output, are put back from one; a spoilt one makes way for a good one."""
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    kept, digest = Backup(tmp_path / ".build"), digest_of(b"words")
    for file in (one, other):
        file.write_bytes(b"words")
        kept.keep(str(file), digest)
    assert other.stat().st_nlink == 1
    one.write_bytes(b"spoilt")
    assert not kept.put_back(str(tmp_path / "third.html"), digest)
    kept.keep(str(other), digest)
    assert kept.put_back(str(tmp_path / "third.html"), digest)
    assert (tmp_path / "third.html").read_bytes() == b"words"


def test_two_outputs_share_no_file(desk: Newsdesk) -> None:
    """What is put back into one output is no other name of a file in another."""
    other = desk.site / "output-other"
    desk.build(other)
    shutil.rmtree(other)
    desk.build(other)
    (desk.output / "about.html").write_bytes(b"edited in place")
    assert (other / "about.html").read_bytes() != b"edited in place"
