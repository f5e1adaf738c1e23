"""Credits as townships write them, and the labels before captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.manuscripts.photos.credit import as_printed
from plugins.manuscripts.report.text import gaps

from .samples import HERE, drafted_at

PHOTO = (HERE / "folder" / "1.jpg").read_bytes()


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("村民除草 张某 摄", "村民除草（张某 摄）"),
        ("村民除草。张某摄", "村民除草。（张某 摄）"),
        ("村民除草。本报记者张某摄", "村民除草。（本报记者张某 摄）"),
        ("村民除草　摄影 张某", "村民除草（摄影：张某）"),
        ("村民除草 摄影：张某", "村民除草（摄影：张某）"),
        ("村民除草。张某摄影报道", "村民除草。（张某 摄影报道）"),
        ("村民除草（供图 张某）", "村民除草（供图：张某）"),
        ("村民除草 丰溪镇供图", "村民除草（丰溪镇 供图）"),
        ("村民除草（记者 张某 摄）", "村民除草（记者 张某 摄）"),
        ("图1：村民除草。", "村民除草。"),
        ("图3、图4：药田风光。", "药田风光。"),
        ("▲下图：村民除草。张某摄", "村民除草。（张某 摄）"),
        ("▲ 山间云海（摄影/王磊）", "山间云海（摄影/王磊）"),
        ("照片说明：村民除草", "村民除草"),
        ("村民除草", "村民除草"),
        ("1.村民除草。张某摄", "村民除草。（张某 摄）"),
        ("2.联系人名单", "2.联系人名单"),
        ("上图中的老人在拍摄", "上图中的老人在拍摄"),
        ("图1", "图1"),
        ("老人说，这是儿子摄", "老人说，这是儿子摄"),
    ],
)
def test_captions(written: str, printed: str) -> None:
    """The label goes, the credit stands in brackets; twice is the same as once."""
    assert as_printed(written) == printed
    assert as_printed(printed) == printed


@pytest.mark.parametrize(("byline", "credited"), [("记者 张某 摄影 李某", True), ("记者 张某", False)])
def test_a_photographer_in_the_byline(tmp_path: Path, byline: str, credited: bool) -> None:
    """Is credit for every photograph without one of its own: nobody is asked again."""
    folder = tmp_path / "交稿"
    folder.mkdir()
    (folder / "1.jpg").write_bytes(PHOTO)
    body = "茶山村的新路今天通车，村民们站在路边，等第一班车开过来，等了很久很久。"
    (folder / "稿件.txt").write_text(f"茶山新路通车\n\n{byline}\n\n{body}\n\n图1：村民在路边\n", encoding="utf-8")
    made = drafted_at(folder, tmp_path)
    assert '"村民在路边"' in made.text
    assert any("没有署摄影者" in sentence for sentence in gaps(made)) != credited


def test_received(shared: Path, tmp_path: Path) -> None:
    """Labels off, and the line 摄影 张某 below the text counts for all."""
    made = drafted_at(shared / "fixtures/found/manuscripts/近叶村药材管护忙.docx", tmp_path)
    assert '"村民除草。"' in made.text
    assert made.value("Photographers") == "张某"
    assert not any("没有署摄影者" in sentence for sentence in gaps(made))
