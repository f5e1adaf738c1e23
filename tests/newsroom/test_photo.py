"""A Photo answers for its renditions."""

from __future__ import annotations

from dataclasses import replace

from plugins.newsroom.photo import Caption, Photo, Rendition

from ..township import a_cut_photo, a_photo


def test_the_ladder() -> None:
    """The ladder of a format holds its uncropped renditions, narrowest first."""
    photo = a_cut_photo()
    assert [(r.format, r.width) for r in photo.ladder("jpeg")] == [("jpeg", 480), ("jpeg", 960)]
    assert photo.ladder("avif") == ()
    assert [r.width for r in photo.ladder("jpeg", 480, 959)] == [480]


def test_the_ratio() -> None:
    """A photo that nobody has measured counts as 3:2."""
    assert (a_cut_photo().ratio, a_photo().ratio) == (1.5, 1.5)
    assert a_photo(width=400, height=500).ratio == 0.8


def test_formats() -> None:
    """Formats come best first; the last is the one that every browser reads."""
    assert a_cut_photo().formats == ("webp", "jpeg")
    assert a_photo().formats == ()


def test_a_cut() -> None:
    """A purpose is answered with its JPEG, never with another format's."""
    photo = a_cut_photo()
    cut = photo.cut("share")
    assert cut is not None
    assert (cut.format, cut.width, cut.height) == ("jpeg", 1200, 630)
    assert replace(photo, renditions=(Rendition("share", "webp", 1200, 630, "x.webp"),)).cut("share") is None


def test_the_name() -> None:
    """One picture has one name wherever it is shown; a photo that is missing has one too."""
    assert a_cut_photo("a.jpg").name == a_cut_photo("b.jpg").name == "p-abababab"
    assert Photo("a.jpg").name == "p-missing"


def test_an_empty_caption_is_false() -> None:
    """A caption counts where it says something."""
    assert not Caption()
    assert Caption("田", "<em>田</em>")
