"""The reporter's handbook says what is so: every key, every block, and every sample works as printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from plugins.newsroom.keys import KEYS

from ..press import ROOT, Built, build
from .samples import HANDBOOK, PICTURES, Sample, keys, read_handbook, samples
from .township import lay_out, url_of

pytestmark = pytest.mark.build

TEXT = read_handbook()
SAMPLES = samples(TEXT)
# What a reader finds on the page where a block has done its work, and how often where that is more than once.
BLOCKS = {
    "head": ".story-head .kicker",
    "two-part": "h2.two-part > span",
    "lead-in": "strong.lead-in",
    "figure": ".body figure img[width]",
    "focus": ".body figure img[width]",
    "gallery": ".gallery img",
    "folder": ".gallery img",
    "pull-quote": "blockquote.pull br",
    "fact-box": "aside.fact-box dl dd",
    "correction": "aside.correction time",
    "sign-off": "div.sign-off time",
    "table": "div.table td",
    "attachment": ".attachments a[href$='.pdf']",
    "video": "video[poster] source[src$='.mp4']",
    "footnote": "div.footnote li",
    "link": ".body a[href$='bases/jinye.html']",
}

OFTEN = {"two-part": 2, "lead-in": 2, "gallery": 4, "folder": 3, "fact-box": 3, "table": 4}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All samples as a site."""
    return build(lay_out(tmp_path_factory.mktemp("handbook") / "site", SAMPLES))


def test_every_sample_is_printed_without_a_fault(printed: Built) -> None:
    """What the handbook tells a reporter to write builds, and nothing is said against it."""
    told = [line for line in printed.err.splitlines() if any(f"/{sample.name}/" in line for sample in SAMPLES)]
    assert (printed.code, told) == (0, []), printed.err


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_does_what_its_heading_says(printed: Built, sample: Sample) -> None:
    """The block that the sample shows stands on its page."""
    found = printed.page(url_of(sample)).select(BLOCKS[sample.name])
    assert len(found) >= OFTEN.get(sample.name, 1), f"README.zh-CN.md:{sample.line}"


def test_every_block_has_its_sample() -> None:
    """No block without an example, no example twice."""
    assert sorted(sample.name for sample in SAMPLES) == sorted(BLOCKS)


def test_every_box_is_named() -> None:
    """Each box that a story can hold is shown by its Chinese name."""
    for name in ("金句", "资料", "更正", "落款"):
        assert f"!!! {name}" in TEXT


def test_every_key_is_explained() -> None:
    """The table of keys says what the code takes: words, aliases and kinds of copy."""
    assert keys(TEXT) == {key.name: (key.aliases, key.kinds) for key in KEYS}


@pytest.mark.parametrize("file", [HANDBOOK, ROOT / "README.md"], ids=lambda file: file.name)
def test_pictures_are_there(file: Path) -> None:
    """Every picture that a README shows exists and opens."""
    shown = re.findall(r"\]\((" + re.escape(PICTURES) + r"/[^)]+)\)", file.read_text(encoding="utf-8"))
    assert shown
    for path in shown:
        with Image.open(ROOT / path) as picture:
            picture.load()


def test_every_command_exists() -> None:
    """What the handbook tells people to type is a task."""
    import tasks

    verbs = {name for name, value in vars(tasks).items() if hasattr(value, "body")}
    told = set(re.findall(r"news\.py ([a-z]+)", TEXT))
    assert told <= verbs, told - verbs
