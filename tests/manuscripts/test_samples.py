"""Every sample manuscript: read as its outline says, and no letter lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.manuscripts.draft.story import CHINESE
from plugins.manuscripts.photos.credit import as_printed
from plugins.manuscripts.report.drafted import Drafted
from plugins.manuscripts.structure.outline import ABOVE
from plugins.newsroom.frontmatter import read_frontmatter

from .fidelity import lines_of, rendered, rendered_by_blocks, text_of
from .samples import HERE, NAMES, drafted, outline_text

# What bylines and end matter say besides names: parts, signs between them, ornaments.
SAID = re.compile(
    "标题|副标题|正文|本站|本报|记者|特约|通讯员|评论员|作者|摄影|文/图|供稿|来源|责编|编辑|审核|终审|[二三]审|发布时间|日期|[\\s：:、/丨|（）()【】—□]"
)


def body_of(drafted: Drafted) -> tuple[dict[str, str], str]:
    """Front matter as written, and the body's Markdown."""
    fields, start, problems = read_frontmatter("story.md", drafted.text)
    assert not problems
    return {field.key: field.value for field in fields}, "\n".join(drafted.text.split("\n")[start - 1 :])


def check_fidelity(drafted: Drafted, source: str, render: Callable[[str], tuple[str, list[str]]]) -> None:
    """Front matter, captions and body together are the manuscript, letter by letter and in order."""
    fields, body = body_of(drafted)
    said, captions = render(body)
    left = lines_of(source)
    for caption in captions:
        printed = lines_of(caption)[0]
        left.remove(next(line for line in left if printed in (line, *lines_of(as_printed(line)))))
    named = {value for key, value in fields.items() if key not in ("体裁", "状态")}
    values = sorted({name for value in named for name in value.split("、")} | named, key=len)
    for one in drafted.outline.found:
        text = lines_of(one.text)
        if one.role in ABOVE:
            left.remove(text[0])
        if one.role in ABOVE and one.role != "left-out":
            assert_accounted(text[0], values)
        start, end = one.taken
        if start or end:
            at = left.index(text[0])
            whole = one.text
            assert_accounted(whole[:start] + whole[len(whole) - end :], values)
            left[at] = lines_of(whole[start : len(whole) - end])[0]
    assert "".join(lines_of(said)) == "".join(left)


def assert_accounted(text: str, values: list[str]) -> None:
    """Nothing but values of the front matter and the words that name them."""
    rest = re.sub("\\s", "", text)
    if any(rest in re.sub("\\s", "", value) for value in values):
        return  # a line of a headline over several
    for value in reversed(values):
        squeezed = re.sub("\\s", "", value)
        rest = rest.replace(squeezed, "") if squeezed else rest
    assert not SAID.sub("", rest), f"“{text}” 没有全部进稿头：{rest}"


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Drafted]:
    """Each sample with its draft."""
    return request.param, drafted(request.param, tmp_path / "content")


def test_outline(sample: tuple[str, Drafted]) -> None:
    """A manuscript is read as the outline beside it says, guesses marked."""
    name, draft = sample
    assert outline_text(draft) == (HERE / f"{name}.outline.txt").read_text(encoding="utf-8")


def test_fidelity(sample: tuple[str, Drafted]) -> None:
    """Rendered by plain Python-Markdown, a draft says what the manuscript says, character for character."""
    name, draft = sample
    check_fidelity(draft, _numbered(name, text_of(HERE / name)), rendered)


def test_fidelity_by_blocks(sample: tuple[str, Drafted]) -> None:
    """Rendered by the newsroom's blocks, it does too."""
    name, draft = sample
    check_fidelity(draft, _numbered(name, text_of(HERE / name)), rendered_by_blocks)


def _numbered(name: str, text: str) -> str:
    """The numbers that Word prints by itself stand in no file; this is what a reader of the page sees."""
    if name == "libreoffice-outline.docx":
        for head, number in (("河有人管", "一、"), ("每周一巡", "（一）"), ("水有人护", "二、")):
            text = text.replace(head, number + head)
    return text


def test_gaps_stay_gaps(sample: tuple[str, Drafted]) -> None:
    """What the manuscript does not say stays an empty key; every value in the front matter stands in the manuscript."""
    name, draft = sample
    fields, _ = body_of(draft)
    text = re.sub("\\s", "", text_of(HERE / name))
    own = {CHINESE[key] for key in ("Slug", "Id", "Status", "Genre", "Bases")}
    for key, value in fields.items():
        for part in value.split("、"):
            assert key in own or re.sub("\\s", "", part) in text, f"{key}：{part}"
    for key in ("日期", "来源", "责编", "审核", "栏目"):
        assert key in fields
    assert ("摄影" in fields) == bool(draft.plates)  # nobody is asked who took pictures that are not there


def test_photos_keep_their_bytes(sample: tuple[str, Drafted]) -> None:
    """The bytes of every photo are in the draft's folder as they came, under names that every system allows."""
    name, draft = sample
    copies = [draft.folder / file for plate, file in zip(draft.plates, draft.files, strict=True) if plate.photo >= 0]
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z]+", file) for file in draft.files)
    assert len({file.stem for file in copies}) == len(copies) == len(draft.photos)
    assert all(copy.read_bytes().startswith(b"\xff\xd8") for copy in copies)
    assert draft.story is not None
    assert draft.story.read_text(encoding="utf-8") == draft.text
    assert {path.name for path in draft.folder.iterdir()} == {"story.md", *(copy.name for copy in copies)}


def test_every_sample_has_an_outline() -> None:
    """No sample is left unchecked, and there are as many kinds as promised."""
    assert len(NAMES) >= 14
    assert {f"{name}.outline.txt" for name in NAMES} == {path.name for path in HERE.glob("*.outline.txt")}
