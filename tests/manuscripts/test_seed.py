"""The feature as reporters file it, without photos and with them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from plugins.manuscripts.desk import draft
from plugins.manuscripts.photos.captions import words_of
from plugins.manuscripts.report.drafted import Drafted
from plugins.manuscripts.report.text import gaps, report

from .fidelity import rendered, text_of
from .samples import HERE, NOW, drafted
from .test_samples import body_of, check_fidelity

PHOTO = (HERE / "folder" / "1.jpg").read_bytes()
NAMES = (
    "IMG_0001（正沟村蔬菜基地）.jpg",
    "近叶药材基地.JPG",
    "洞宾村水果基地.jpeg",
    "展销会推销农副产品 (2).jpg",
    "大坪村食用茵基地.jpg",  # 茵 for 菌
    "02-深入企业指导发展.jpg",
)


@pytest.fixture
def seed(shared: Path) -> Path:
    """The real manuscript."""
    return shared / "seed" / "fengxi-feature.txt"


def parts(drafted: Drafted) -> dict[str, int]:
    """How many of each part."""
    return {role: drafted.outline.count(role) for role in ("headline", "dek", "byline", "head", "lead-in", "caption")}


def test_seed_is_read_whole(seed: Path, tmp_path: Path) -> None:
    """Headline, dek, byline, lead caption, 4 two-part heads, 14 lead-ins, 5 tail captions in one gallery; nothing invented."""
    one = draft(seed, tmp_path / "content", now=NOW)
    assert parts(one) == {"headline": 1, "dek": 1, "byline": 1, "head": 4, "lead-in": 14, "caption": 6}
    fields, body = body_of(one)
    assert (fields["标题"], fields["副题"], fields["记者"]) == (
        "喜看溪山绿浪涌",
        "丰溪镇强党建促发展工作纪实",
        "王雁博",
    )
    assert [fields[key] for key in ("日期", "来源", "摄影", "责编", "审核", "栏目")] == [""] * 6
    blocks = body.strip().split("\n\n")
    assert blocks[0].endswith('"近叶药材基地")')
    assert blocks[0].count("\n") == 0
    assert blocks[-1].count("![](") == 5
    assert blocks[-1].endswith('"大坪村食用菌基地")')
    assert sum(block.startswith("## ") and " " in block[3:] for block in blocks) == 4
    assert sum(block.startswith("**") for block in blocks) == 14
    check_fidelity(one, text_of(seed), rendered)


def test_seed_names_its_gaps(seed: Path, tmp_path: Path) -> None:
    """The missing date, credits and photos are told."""
    one = draft(seed, tmp_path / "content", now=NOW)
    told = "\n".join(gaps(one))
    assert "日期" in told
    assert "6条图片说明没有照片" in told
    assert "6张照片没有署摄影者" in told
    assert all(f"！  {sentence}" in report(one) for sentence in gaps(one))


@pytest.mark.parametrize("turn", range(4))
def test_six_photos_land_right(seed: Path, tmp_path: Path, turn: int) -> None:
    """Photos named after the captions find them in any order; the one misspelt by a letter is found and flagged."""
    folder = tmp_path / "交稿"
    folder.mkdir()
    names = list(NAMES)
    random.Random(turn).shuffle(names)
    for name in names:
        # the order on disk must not matter either, and each photo is its own
        (folder / name).write_bytes(PHOTO + name.encode())
    (folder / "稿件.txt").write_bytes(seed.read_bytes())
    one = draft(folder, tmp_path / "content", now=NOW)
    found = {words_of(one.outline.found, plate): (one.photos[plate.photo], plate.guess) for plate in one.plates}
    assert found == {
        "近叶药材基地": ("近叶药材基地.JPG", False),
        "深入企业指导发展": ("02-深入企业指导发展.jpg", False),
        "展销会推销农副产品": ("展销会推销农副产品 (2).jpg", False),
        "正沟村蔬菜基地": ("IMG_0001（正沟村蔬菜基地）.jpg", False),
        "洞宾村水果基地": ("洞宾村水果基地.jpeg", False),
        "大坪村食用菌基地": ("大坪村食用茵基地.jpg", True),
    }
    for plate, file in zip(one.plates, one.files, strict=True):
        assert (one.folder / file).read_bytes() == PHOTO + one.photos[plate.photo].encode()
    assert one.plates[0].at < one.plates[1].at
    assert "差一个字" in report(one)


def test_twin_has_the_shape_of_the_seed(tmp_path: Path) -> None:
    """A manuscript of the same shape, which is always at hand, is read alike."""
    one = drafted("twin.txt", tmp_path)
    assert parts(one) == {"headline": 1, "dek": 1, "byline": 1, "head": 2, "lead-in": 4, "caption": 4}
    assert body_of(one)[1].strip().split("\n\n")[-1].count("![](") == 3
