"""A folder is a gallery; gallery.md beside the photos gives their order and words."""

from __future__ import annotations

from datetime import datetime

import pytest

from plugins.newsroom.body import Body, Part
from plugins.newsroom.copy import Copy
from plugins.newsroom.frontmatter import Field
from plugins.newsroom.gazetteer import Section
from plugins.newsroom.photo import Caption, Photo
from plugins.newsroom.story import Story
from plugins.photos.galleries.gallery import Gallery, arrange, expand

NAMES = ["10.jpg", "2.jpg", "1.JPG", "gallery.md", ".hidden.jpg", "notes.txt", "~temp.png", "封面.webp"]


def said(source: str, caption: str = "", **more: object) -> Photo:
    return Photo(source, caption=Caption(caption, caption), **more)  # type: ignore[arg-type]


def sidecar(*photos: Photo, cover: str = "") -> Copy:
    fields = (Field("封面", cover, 1),) if cover else ()
    return Copy("content/news/秋收/gallery.md", fields, Body(), photos)


def story(*photos: Photo, parts: tuple[Part, ...] = (), cover: Photo | None = None) -> Story:
    return Story(
        path="content/news/a.md",
        url="a.html",
        slug="a",
        id="a",
        headline="秋收",
        date=datetime(2021, 6, 12),
        section=Section("chanye", "产业"),
        genre="图片",
        body=Body(parts),
        photos=photos,
        cover=cover,
    )


def test_without_a_sidecar_photos_stand_in_the_order_of_their_names() -> None:
    """2 before 10; nothing that is no photo, nothing hidden."""
    gallery, problems = arrange("news/秋收", NAMES, None)
    assert [photo.source for photo in gallery.photos] == [
        f"news/秋收/{n}" for n in ("1.JPG", "2.jpg", "10.jpg", "封面.webp")
    ]
    assert gallery.cover == ""
    assert problems == []


def test_the_sidecar_gives_order_words_and_cover() -> None:
    """What it does not name follows."""
    own = sidecar(said("news/秋收/10.jpg", "打谷", credit="王"), said("news/秋收/2.jpg"), cover="2.jpg")
    gallery, problems = arrange("news/秋收", NAMES, own)
    assert [photo.source.rpartition("/")[2] for photo in gallery.photos] == ["10.jpg", "2.jpg", "1.JPG", "封面.webp"]
    assert gallery.photos[0].caption.text == "打谷"
    assert gallery.cover == "news/秋收/2.jpg"
    assert problems == []


def test_what_the_sidecar_names_and_is_not_there_is_told_with_its_line() -> None:
    """The others are shown."""
    gallery, problems = arrange("news/秋收", NAMES, sidecar(said("news/秋收/3.jpg", line=4), cover="x.jpg"))
    assert [(problem.path, problem.line) for problem in problems] == [
        ("content/news/秋收/gallery.md", 4),
        ("content/news/秋收/gallery.md", 1),
    ]
    assert len(gallery.photos) == 4
    assert gallery.cover == ""


GALLERY = {
    "秋收": Gallery((said("秋收/1.jpg", "一"), said("秋收/2.jpg"), said("秋收/3.jpg", credit="李")), "秋收/2.jpg")
}


def test_a_reference_to_a_folder_becomes_its_photos_and_the_others_keep_their_places() -> None:
    """Indexes in the body are counted anew."""
    parts = (
        Part("photo", photos=(0,)),
        Part("html", html="x"),
        Part("photo", photos=(1,)),
        Part("gallery", photos=(2, 1)),
    )
    shown = expand(story(said("a.jpg"), said("秋收", line=9), said("b.jpg"), parts=parts), GALLERY)
    assert [photo.source for photo in shown.photos] == ["a.jpg", "秋收/1.jpg", "秋收/2.jpg", "秋收/3.jpg", "b.jpg"]
    assert [part.photos for part in shown.body.parts] == [(0,), (), (1, 2, 3), (4, 1, 2, 3)]
    assert [part.kind for part in shown.body.parts] == ["photo", "html", "gallery", "gallery"]
    assert {photo.line for photo in shown.photos[1:4]} == {9}


def test_the_sidecars_words_go_before_what_the_story_says_of_the_whole_folder() -> None:
    """Which fills what is empty."""
    shown = expand(story(said("秋收", "各村秋收", credit="王", alt="田")), GALLERY).photos
    assert [photo.caption.text for photo in shown] == ["一", "各村秋收", "各村秋收"]
    assert [photo.credit for photo in shown] == ["王", "王", "李"]


def test_what_a_story_says_of_one_photo_goes_before_the_sidecar() -> None:
    """And the sidecar fills what the story leaves empty."""
    shown = expand(story(said("秋收/1.jpg", "故事里说的"), said("秋收/3.jpg"), said("秋收/9.jpg")), GALLERY).photos
    assert [photo.caption.text for photo in shown] == ["故事里说的", "", ""]
    assert [photo.credit for photo in shown] == ["", "李", ""]


@pytest.mark.parametrize(("cover", "shown"), [("秋收", "秋收/2.jpg"), ("a.jpg", "a.jpg")])
def test_the_cover_of_a_folder_is_the_one_its_sidecar_names(cover: str, shown: str) -> None:
    """Another cover stays."""
    found = expand(story(said("秋收"), cover=said(cover)), GALLERY).cover
    assert found is not None
    assert found.source == shown


def test_an_empty_folder_stays_as_it_was_written() -> None:
    """It is told as a photo that cannot be shown."""
    assert expand(story(said("空")), {"空": Gallery(())}).photos == (said("空"),)


def test_a_story_without_folders_is_not_changed() -> None:
    """The very same value."""
    plain = story(said("a.jpg"), said(""), parts=(Part("gallery", photos=(0, 1)),), cover=said("a.jpg"))
    assert expand(plain, GALLERY) == plain


def test_a_picture_that_cannot_be_shown_is_told_and_names_with_escapes_are_met() -> None:
    """What lies in the folder and is not shown is not left out in silence."""
    own = sidecar(said("news/秋收/a b.jpg", "打谷"), cover="a b.jpg")
    gallery, problems = arrange("news/秋收", ["a%20b.jpg", "航拍.DNG", "logo.svg"], own)
    assert [photo.source for photo in gallery.photos] == ["news/秋收/a%20b.jpg"]
    assert gallery.photos[0].caption.text == "打谷"
    assert gallery.cover == "news/秋收/a%20b.jpg"
    assert [problem.level for problem in problems] == ["warning"] * 2
    assert "航拍.DNG" in problems[0].message
