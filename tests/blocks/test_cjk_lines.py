"""Which line breaks are none."""

from __future__ import annotations

import pytest

from plugins.blocks.prose.cjk_lines import join_lines, joins


@pytest.mark.parametrize("letter", "溪。，、；：？！“”‘’—…·《》（）〇々ぁア㐀𠮷１Ａ")
def test_square_letters_join(letter: str) -> None:
    """Chinese, kana, full-width forms and the quotes and dashes that Chinese shares with Latin."""
    assert joins(letter)


@pytest.mark.parametrize("letter", "aZ09,.()%-+ÀйΩ한ㄱᄀ<&*\x03")
def test_others_do_not(letter: str) -> None:
    """Latin, digits, half-width signs, and Korean, which parts its words with blanks."""
    assert not joins(letter)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("厚\n德", "厚德"),
        ("厚 \n 德", "厚德"),
        ("厚\n　　德", "厚德"),
        ("厚\n12", "厚\n12"),
        ("a \n 德", "a\n德"),
        ("\n德", "\n德"),
        ("厚\n", "厚\n"),
        ("一\n二\n三", "一二三"),
    ],
)
def test_join(text: str, joined: str) -> None:
    """A break goes with the blanks beside it, or stays without them."""
    assert join_lines(text) == joined


def test_neighbours_beyond_the_text_count() -> None:
    """A break at an end is judged by the letter that stands outside."""
    assert join_lines("厚\n", after="德") == "厚"
    assert join_lines("\n德", before="厚") == "德"
    assert join_lines("厚\n", after="a") == "厚\n"
