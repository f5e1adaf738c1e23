"""An edition's photos are filled, told about and published."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from plugins.edition.print.write_edition import link_all
from plugins.incremental.output import Output
from plugins.incremental.store import Store
from plugins.newsroom.body import Body, Part, Video
from plugins.newsroom.edition import Edition
from plugins.newsroom.gazetteer import Gazetteer, Section
from plugins.newsroom.photo import Caption, Photo
from plugins.newsroom.problem import Problem
from plugins.newsroom.site import NewsroomSettings, Site
from plugins.newsroom.story import Base, StandingPage, Story
from plugins.photos.galleries.fill import fill_edition
from plugins.photos.make import maker as rooms
from plugins.photos.make.maker import RenditionMaker
from plugins.photos.settings import PhotoSettings
from tests.samples import photographs as samples

SECTION = Section("chanye", "产业")


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """An edition with one story, one base and one page, each with photos, one of them broken."""
    content = tmp_path / "content"
    files = {
        "features/qiao/a.jpg": samples.jpeg(),
        "features/qiao/broken.jpg": samples.jpeg()[:3000],
        "features/qiao/still.jpg": samples.jpeg((320, 180)),
        "features/qiao/秋收/1.jpg": samples.jpeg((300, 200)),
        "features/qiao/秋收/2.jpg": samples.jpeg((301, 200)),
        "bases/jinye/b.png": samples.saved(samples.scene((200, 300)), "PNG"),
    }
    for name, data in files.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    story = Story(
        path="content/features/qiao/story.md",
        url="chanye/202106/qiao.html",
        slug="qiao",
        id="qiao",
        headline="桥",
        date=datetime(2021, 6, 12, tzinfo=UTC),
        section=SECTION,
        genre="通讯",
        body=Body((Part("photo", photos=(0,)), Part("photo", photos=(1,)), Part("photo", photos=(2,)))),
        photos=(
            Photo("features/qiao/a.jpg", 7, "桥", Caption("新桥", "新桥"), "王雁博"),
            Photo("features/qiao/broken.jpg", 9),
            Photo("features/qiao/秋收", 11),
            Photo("", 13),
        ),
        videos=(Video("features/qiao/film.mp4", Photo("features/qiao/still.jpg", 15)),),
        cover=Photo("features/qiao/a.jpg", 7),
    )
    base = Base(
        "content/bases/jinye/base.md",
        "bases/jinye.html",
        "jinye",
        "近叶",
        ("近叶",),
        Body(),
        photos=(Photo("bases/jinye/b.png", 3),),
    )
    page = StandingPage(
        "content/pages/about.md", "about.html", "about", "关于", Body(), cover=Photo("features/qiao/a.jpg")
    )
    site = Site("溪山", "", "", "zh-CN", (SECTION,), NewsroomSettings(), {})
    return Edition(
        root=tmp_path,
        content=content,
        output=tmp_path / "output",
        store=tmp_path / ".build",
        settings={},
        now=datetime(2021, 7, 1, tzinfo=UTC),
        site=site,
        gazetteer=Gazetteer(),
        stories=[story],
        bases=[base],
        standing=[page],
    )


def maker(edition: Edition, **settings: Any) -> RenditionMaker:
    return RenditionMaker(PhotoSettings(jobs=2, **settings), edition.content, edition.store)


def fill(edition: Edition) -> Edition:
    fill_edition(edition, maker(edition))
    return edition


def put_out(edition: Edition) -> None:
    """As a build does that writes nothing else."""
    store = Store(edition.store)
    output = Output(store, edition.output)
    edition.problems += link_all(output, edition.shown())
    output.save()
    store.commit()
    edition.published = set(output.known)


def test_every_photo_is_filled_wherever_it_stands(edition: Edition) -> None:
    """In the story, as its cover, as a film's still, in bases and standing pages."""
    fill(edition)
    story, base, page = edition.stories[0], edition.bases[0], edition.standing[0]
    lead = story.photos[0]
    assert (lead.width, lead.height, lead.credit, lead.alt) == (600, 400, "王雁博", "桥")
    assert lead.tone.startswith("#")
    assert lead.name == f"p-{lead.digest[:8]}"
    assert [step.width for step in lead.ladder("webp")] == [160, 280, 480, 600]
    assert lead.formats == ("webp", "jpeg")
    assert lead.cut("share") is not None
    assert story.cover is not None
    assert story.cover.cut("share") is not None
    assert story.videos[0].poster is not None
    assert story.videos[0].poster.width == 320
    assert story.videos[0].poster.cut("share") is None, "it stands for nothing elsewhere"
    assert base.photos[0].height == 300
    assert page.cover is not None
    assert page.cover.digest == lead.digest


def test_a_folder_in_a_story_is_shown_as_its_photos(edition: Edition) -> None:
    """And the body counts them."""
    story = fill(edition).stories[0]
    assert [photo.source.rpartition("/")[2] for photo in story.photos] == ["a.jpg", "broken.jpg", "1.jpg", "2.jpg", ""]
    assert story.body.parts[2] == Part("gallery", photos=(2, 3))
    assert story.photos[3].width == 301


def test_a_broken_photo_is_told_where_it_is_shown_and_has_no_renditions(edition: Edition) -> None:
    """The story's file and line, the photo's name, what to do; a frame stands in the page."""
    story = fill(edition).stories[0]
    assert story.photos[1].renditions == ()
    assert story.photos[1].name == "p-missing"
    told = [problem for problem in edition.problems if problem.level == "error"]
    assert [(problem.path, problem.line) for problem in told] == [("content/features/qiao/story.md", 9)]
    assert "features/qiao/broken.jpg" in told[0].message
    assert told[0].remedy


def test_what_is_shown_is_published_and_named_for_pruning(edition: Edition) -> None:
    """Every rendition of the edition, and no original."""
    fill(edition)
    put_out(edition)
    photos = [
        photo
        for part in ([s.photos for s in edition.stories], [b.photos for b in edition.bases])
        for some in part
        for photo in some
    ]
    shown = {r.path for photo in photos for r in photo.renditions}
    there = {file.relative_to(edition.output).as_posix() for file in edition.output.rglob("*") if file.is_file()}
    assert shown <= there == edition.published
    assert all(path.startswith("photos/") for path in there)
    originals = {file.read_bytes() for file in edition.content.rglob("*.*") if file.is_file()}
    assert not originals & {(edition.output / path).read_bytes() for path in there}


def test_held_stories_publish_no_photo(edition: Edition) -> None:
    """What the desk holds back stays in the store."""
    fill(edition)
    edition.held.append((edition.stories.pop(), "定时"))
    edition.standing.clear()
    put_out(edition)
    assert edition.published == {r.path for r in edition.bases[0].photos[0].renditions}
    assert len(list((edition.output / "photos").iterdir())) == len(edition.published)


def test_publishing_twice_touches_nothing(edition: Edition) -> None:
    """A file that is there already keeps its time and its inode."""
    fill(edition)
    put_out(edition)
    before = {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in edition.output.rglob("*.jpg")}
    put_out(edition)
    assert {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in edition.output.rglob("*.jpg")} == before


def test_a_build_without_changes_opens_no_photo(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither to fill the pages nor to publish, though every step runs."""
    hour_ago = time.time() - 3600
    edition.stories[0] = replace(edition.stories[0], photos=edition.stories[0].photos[:1], body=Body())
    before = list(edition.stories)
    for _ in range(3):  # made, looked at again because their times changed, known
        edition.stories[:] = before
        fill(edition)
        put_out(edition)
        for folder in (edition.content, edition.store, edition.output):
            for file in folder.rglob("*.*"):
                os.utime(file, (hour_ago, hour_ago))
    edition.stories[:] = before
    fill(edition)
    put_out(edition)
    opened: list[Path] = []
    monkeypatch.setattr(rooms, "fetch", lambda path, _: opened.append(path))
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path))
    edition.stories[:] = before
    fill(edition)
    put_out(edition)
    assert [path for path in opened if path.suffix != ".json"] == []


def test_a_published_file_that_was_changed_is_put_right(edition: Edition) -> None:
    """Even where it shares its bytes with the store through a link."""
    fill(edition)
    put_out(edition)
    victim = edition.output / edition.stories[0].photos[0].ladder("jpeg")[0].path
    whole = victim.read_bytes()
    victim.write_bytes(b"x" * len(whole))
    edition.renditions.clear()
    fill(edition)
    put_out(edition)
    assert victim.read_bytes() == whole


def test_without_links_files_are_copied(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another disk, or a file system that has none."""

    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    fill(edition)
    put_out(edition)
    path = edition.stories[0].photos[0].renditions[0].path
    assert (edition.output / path).read_bytes() == edition.renditions[path].read_bytes()
    assert (edition.output / path).stat().st_nlink == 1
    assert not list(edition.output.rglob("*.part"))


def test_an_output_that_cannot_be_written_is_told(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file, with what to do; and no trace of it is left."""
    fill(edition)

    replace_file = os.replace

    def refuse(part: str, target: str) -> None:
        if Path(target).is_relative_to(edition.output):
            raise OSError(28, "No space left on device")
        replace_file(part, target)

    monkeypatch.setattr(os, "replace", refuse)
    put_out(edition)
    assert any("写不进" in problem.message for problem in edition.problems)
    assert not list(edition.output.rglob("*.part"))


def test_one_photo_in_many_stories_is_published_once_for_each_name(edition: Edition) -> None:
    """The same address in every story."""
    twin = replace(
        edition.stories[0], path="content/news/b.md", photos=(Photo("features/qiao/a.jpg", 4),), body=Body(), videos=()
    )
    edition.stories.append(twin)
    fill(edition)
    assert edition.stories[0].photos[0].renditions == edition.stories[1].photos[0].renditions


def test_captions_from_the_file_are_listed(edition: Edition) -> None:
    """For the copydesk."""
    data = samples.with_segment(samples.jpeg(), samples.iptc_segment({120: "文件里的说明", 80: "李青山"}))
    (edition.content / "bases/jinye/b.png").write_bytes(data)
    photo = fill(edition).bases[0].photos[0]
    assert (photo.caption.text, photo.credit) == ("文件里的说明", "李青山")
    assert photo.borrowed == ("caption", "credit")


def test_a_picture_too_large_to_move_is_a_warning(edition: Edition) -> None:
    """It is shown, standing still."""
    (edition.content / "bases/jinye/b.png").write_bytes(samples.moving("PNG", 60, (320, 240)))
    fill_edition(edition, maker(edition, moving=1))
    warned = [problem for problem in edition.problems if problem.level == "warning"]
    assert [(problem.path, problem.line) for problem in warned] == [("content/bases/jinye/base.md", 3)]
    assert edition.bases[0].photos[0].moving is None
    assert edition.bases[0].photos[0].renditions


def test_problems_are_values(edition: Edition) -> None:
    """Each of them a Problem that says where."""
    fill(edition)
    assert all(isinstance(problem, Problem) and problem.path for problem in edition.problems)
