"""A story that is withdrawn is gone: with that release, from every target, and for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.deploy import commands
from plugins.newsroom.owned import note_owned, read_owned
from plugins.newsroom.photo import Photo, Rendition

from ..township import a_story
from .conftest import SpotAt
from .targets import Spot, s3_client
from .trees import stories

Captured = pytest.CaptureFixture[str]
PAGE = "news/202106/s02.html"


def of(spot: Spot, slug: str) -> set[str]:
    """What readers can get of a story."""
    return {path for path in spot.everything() if f"/{slug}." in path or f"-{slug}-" in path}


def test_what_only_a_withdrawn_story_showed_leaves_at_once(spot: Spot, capsys: Captured) -> None:
    """Its page, its photographs, also those it has replaced itself, and their compressed copies; told by its title. What
    another story has replaced stays a while, and so does what a story shows that has only moved on in the list."""
    spot.lay(stories(6))
    assert spot.publish() == 0
    spot.lay({**stories(6), "s02": "换了照片"})
    assert spot.publish() == 0
    assert len([path for path in of(spot, "s02") if path.startswith("photos/")]) == 2
    kept = spot.lay({slug: words for slug, words in stories(6).items() if slug != "s02"} | {"s03": "也换了照片"})
    capsys.readouterr()
    assert spot.publish() == 0
    said = capsys.readouterr().out
    assert f"撤下网页 1 个，连同它们的图片、附件和视频 2 个文件：\n  《s02》{PAGE}" in said
    assert of(spot, "s02") == set()
    assert len([path for path in of(spot, "s03") if path.startswith("photos/")]) == 2
    assert spot.served().items() >= kept.items()
    assert commands.rollback_at(spot.destination()) == 0
    said = capsys.readouterr().out
    assert f"没有跟着回来：\n  《s02》{PAGE}" in said or spot.kind.startswith(
        "s3"
    )  # there it left all releases at once
    assert of(spot, "s02") == set()
    assert "feed.xml" not in spot.served()  # it says what the story said
    assert len(of(spot, "s01")) >= 2


def test_forgotten_in_kept_releases(spot: Spot, capsys: Captured) -> None:
    """--forget takes a story out of every release that is kept; one that readers still have, or that is none, is told."""
    story = spot.lay(stories(6))[PAGE]
    assert spot.publish() == 0
    assert spot.publish(forget="s02") == 1
    assert "还在网上" in capsys.readouterr().err
    spot.lay({slug: words for slug, words in stories(6).items() if slug != "s02"})
    assert spot.publish(forget="content/news/2021/s02.md") == 0
    said = capsys.readouterr().out
    assert "清掉" in said or spot.kind.startswith("s3")  # there it has left with its own release
    assert ("历史里还有" in said) == (spot.kind == "git")
    assert of(spot, "s02") == set()
    if spot.kind != "git":
        listed = [data for path, data in _everything_kept(spot) if PAGE in path or data == story]
        assert listed == []
    assert commands.rollback_at(spot.destination()) == 0
    assert of(spot, "s02") == set()
    assert spot.publish(forget="s99") == 1
    assert "没有撤下过“s99”" in capsys.readouterr().err


def _everything_kept(spot: Spot) -> list[tuple[str, bytes]]:
    if spot.kind == "zip":
        from zipfile import ZipFile

        files = (spot.folder / "site.zip.releases").glob("*.zip")
        return [
            (name, archive.read(name)) for file in files if (archive := ZipFile(file)) for name in archive.namelist()
        ]
    if spot.kind.startswith("s3"):
        return list(spot.everything().items())
    return [(str(file), file.read_bytes()) for file in spot.folder.rglob("*") if file.is_file()]


def test_a_bucket_keeps_no_copy(spot_at: SpotAt) -> None:
    """What a bucket keeps to go back to lies where readers can get it: nothing of the story is among it."""
    spot = spot_at("s3")
    story = spot.lay(stories(6))[PAGE]
    assert spot.publish(grace=0) == 0
    spot.lay({slug: words for slug, words in stories(6).items() if slug != "s02"})
    assert spot.publish(grace=0) == 0
    client = s3_client(spot.endpoint)
    rows = client.list_objects_v2(Bucket=spot.bucket, Prefix="town/.xishan/blobs/").get("Contents", ())
    assert rows
    assert story not in [client.get_object(Bucket=spot.bucket, Key=row["Key"])["Body"].read() for row in rows]


def test_a_mistake_can_be_gone_back_from(spot_at: SpotAt, capsys: Captured) -> None:
    """So many pages that a publish would have asked about were not withdrawn one by one: they all come back."""
    spot = spot_at("folder")
    before = spot.lay(stories(8))
    assert spot.publish() == 0
    spot.lay(stories(2))
    assert spot.publish(allow=True) == 0
    assert commands.rollback_at(spot.destination()) == 0
    assert "像是误删" in capsys.readouterr().out
    assert spot.served() == before


def test_a_release_to_go_back_to_is_always_kept(spot_at: SpotAt) -> None:
    """Whatever `keep` says."""
    spot = spot_at("folder")
    editions = []
    for number in range(3):
        editions.append(spot.lay({**stories(3), "s01": f"第{number}版"}))
        assert spot.publish(keep=1, grace=0) == 0
    assert commands.rollback_at(spot.destination()) == 0
    assert spot.served() == editions[1]


def test_losing_the_served_release_loses_nothing(spot: Spot, capsys: Captured) -> None:
    """Where what is served is gone, the next publish says so, brings the edition, and keeps the releases before."""
    if spot.kind == "git":
        pytest.skip("a branch is its history")
    for number in range(3):
        spot.lay({**stories(3), "s01": f"第{number}版"})
        assert spot.publish(grace=0) == 0
    _lose(spot)
    files = spot.lay({**stories(3), "s01": "又一版"})
    capsys.readouterr()
    assert spot.publish(grace=0, keep=4) == 0
    assert "不见了" in capsys.readouterr().out
    assert spot.served() == files
    numbers = [release.number for release in spot.destination().target.transport.inventory().releases]
    assert len(numbers) >= 3
    assert commands.rollback_at(spot.destination()) == 0
    assert spot.served() != files


def _lose(spot: Spot) -> None:
    import shutil

    if spot.kind == "zip":
        (spot.folder / "site.zip").unlink()
    elif spot.kind.startswith("s3"):
        s3_client(spot.endpoint).delete_object(Bucket=spot.bucket, Key="town/.xishan/current")
    else:
        shutil.rmtree((spot.folder / "current").resolve())


def test_what_a_page_shows_is_noted(tmp_path: Path) -> None:
    """Every rendition of its photographs, by the page; a file that two pages show has both."""
    one = Rendition("wide", "jpeg", 960, 640, "photos/0a1b2c3d4e5f-qiao-960.jpg")
    other = Rendition("thumb", "jpeg", 480, 360, "photos/1a1b2c3d4e5f-qiao-thumb.jpg")
    photo = Photo("news/2021/qiao.jpg", renditions=(one, other))
    a, b = a_story("a"), a_story("b")
    both = replace(b, photos=(replace(photo, renditions=(one,)),))
    note_owned(tmp_path, [replace(a, photos=(photo,)), both])
    assert read_owned(tmp_path) == {one.path: (a.url, b.url), other.path: (a.url,)}
    assert read_owned(tmp_path / "none") == {}
