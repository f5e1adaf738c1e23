"""Every check by its sentences: what it finds and what it passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.copydesk.checks import CHECKS, SOURCE_CHECKS, Check, Screen

from ..press import ROOT

GOLDEN = ROOT / "tests/golden/copydesk"
SCREEN = Screen(CHECKS)
ALL = CHECKS + SOURCE_CHECKS
BY_ID = {check.id: check for check in ALL}


def sentences(check: str) -> list[str]:
    """The lines of a check's file, the comment aside."""
    return [
        line for line in (GOLDEN / f"{check}.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]


CASES = [(check.id, line) for check in ALL for line in sentences(check.id)]


@pytest.mark.parametrize(("check", "line"), CASES, ids=[f"{check} {line}" for check, line in CASES])
def test_sentences(check: str, line: str) -> None:
    """Exactly what stands between « and » is found."""
    words, _, after = line.replace("↵", "\n").partition("⏎")
    plain = re.sub("[«»]", "", words)
    wanted = [mark.start() - number for number, mark in enumerate(re.finditer("[«»]", words))]
    found = [place for finding in BY_ID[check].find(plain, after) for place in (finding.start, finding.end)]
    assert found == wanted


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_none_goes_without_sentences(check: Check) -> None:
    """Each check has sentences that it finds and sentences that it passes; each finding says what to do."""
    lines = sentences(check.id)
    assert any("«" in line for line in lines)
    assert any("«" not in line for line in lines)
    for line in lines:
        plain = re.sub("[«»]", "", line.replace("↵", "\n"))
        assert "«" not in line or check in SOURCE_CHECKS or check in SCREEN.concerned([plain])
        for finding in check.find(plain, ""):
            assert finding.message
            assert finding.remedy


PIECES = st.sampled_from(
    [
        "甲",
        "乙",
        "2021年",
        "3.5",
        "GDP",
        "A",
        " ",
        "“",
        "”",
        "‘",
        "’",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "【",
        "】",
        "，",
        "，，",
    ]
    + [
        "。",
        "。。",
        "。。。",
        ".",
        "...",
        "…",
        "……",
        "—",
        "--",
        "、",
        "；",
        ":",
        "?",
        "!",
        '"',
        "'",
        "Ａ",
        "１",
        "近",
        "余",
        "多人",
    ]
    + [
        "13812345678",
        "联系电话",
        "420324198001010018",
        "6222020200112233445",
        "2月30日",
        "农历",
        "（）",
        "待补充",
        "\n",
        "＃",
    ]
    + ["左右", "63～68%", "降低", "3倍", "的的", "了了", "为了了解", "1）"]
)
BLOCKS = st.lists(st.lists(PIECES, min_size=1, max_size=8).map("".join), min_size=1, max_size=5)


@settings(max_examples=1500, deadline=None)
@given(BLOCKS)
def test_what_concerns_nobody_has_no_findings(blocks: list[str]) -> None:
    """A check that is passed over for a whole story would have found nothing in any block of it."""
    concerned = SCREEN.concerned(blocks)
    for check in CHECKS:
        if check not in concerned:
            for words, after in zip(blocks, [*blocks[1:], ""], strict=True):
                assert not list(check.find(words, after))


def test_no_sentences_without_a_check() -> None:
    """A file of sentences that no check reads would be a test that cannot fail."""
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(BY_ID)


def test_copy_of_a_newspaper_is_passed(shared: Path) -> None:
    """The feature that the newsroom was measured on has nothing for these checks to find."""
    text = (shared / "seed/fengxi-feature.txt").read_text(encoding="utf-8")
    blocks = [line.strip() for line in text.splitlines() if line.strip()]
    pairs = zip(blocks, [*blocks[1:], ""], strict=True)
    assert [
        (check.id, finding) for words, after in pairs for check in CHECKS for finding in check.find(words, after)
    ] == []
