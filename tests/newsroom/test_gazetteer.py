"""Sections, villages and names from the tables in content/."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.gazetteer import SLUG, TAKEN, Gazetteer, Section, Village, near, read_gazetteer
from plugins.newsroom.problem import Problem

from ..township import CHANYE, GAZETTEER, XIAKOU, ZHENGGOU

SECTION = '[[section]]\nslug = "{}"\nname = "{}"\n'
VILLAGE = '[[village]]\nslug = "{}"\nname = "{}"\n'


def read(folder: Path, **tables: str) -> tuple[Gazetteer, list[Problem]]:
    """Read tables given as text, by the stem of their file."""
    for stem, text in tables.items():
        (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
    return read_gazetteer(folder)


def test_the_tables(tmp_path: Path) -> None:
    """Sections and villages come in the order of their tables; a section may have keywords."""
    sections = SECTION.format("dangjian", "党建") + 'keywords = ["支部", "党员"]\n' + SECTION.format("chanye", "产业")
    names = '[tags]\n"食用菌" = "shiyongjun"\n[reporters]\n"本站记者" = "benzhan"\n'
    found, problems = read(tmp_path, sections=sections, villages=VILLAGE.format("xiakou", "峡口村"), names=names)
    assert problems == []
    assert found.sections == (Section("dangjian", "党建", "", ("支部", "党员")), Section("chanye", "产业"))
    assert found.villages == (Village("xiakou", "峡口村"),)
    assert (found.tags, found.reporters) == ({"食用菌": "shiyongjun"}, {"本站记者": "benzhan"})


def test_no_tables(tmp_path: Path) -> None:
    """A content folder without tables has an empty gazetteer."""
    assert read_gazetteer(tmp_path) == (Gazetteer(), [])


@pytest.mark.parametrize("slug", ["", "Dangjian", "党建", "dang jian", "-a", "a-", "a--b", "a/b", "..", "a.b", "a\n"])
def test_a_bad_slug(tmp_path: Path, slug: str) -> None:
    """A row whose slug cannot stand in an address is told and left out; the others stay."""
    sections = SECTION.format(slug.replace("\n", "\\n"), "党建") + SECTION.format("chanye", "产业")
    found, (problem,) = read(tmp_path, sections=sections)
    assert found.sections == (CHANYE.__class__("chanye", "产业"),)
    assert problem.path == "content/sections.toml"
    assert "第1个" in problem.message
    assert "小写字母" in problem.remedy


def test_a_row_without_a_name(tmp_path: Path) -> None:
    """A row without a name is told and left out."""
    found, (problem,) = read(tmp_path, villages='[[village]]\nslug = "xiakou"\n')
    assert found.villages == ()
    assert "name" in problem.message


def test_one_slug_twice(tmp_path: Path) -> None:
    """Of two rows with one slug the first stays, the other is told."""
    found, (problem,) = read(tmp_path, villages=VILLAGE.format("xiakou", "峡口村") + VILLAGE.format("xiakou", "下口村"))
    assert [village.name for village in found.villages] == ["峡口村"]
    assert "xiakou" in problem.message


@pytest.mark.parametrize("slug", sorted(TAKEN))
def test_a_taken_slug(tmp_path: Path, slug: str) -> None:
    """A section may not take a folder that pages of another kind live in."""
    _, problems = read(tmp_path, sections=SECTION.format(slug, "党建"))
    assert [slug in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("sections", '[[section]\nslug = "a"\n'),
        ("villages", "村 = 峡口\n"),
        ("names", '[tags]\n食用菌 = "shiyongjun"\n'),
    ],
)
def test_broken_toml(tmp_path: Path, stem: str, text: str) -> None:
    """A table that is no TOML is a Problem of that file; the others are read."""
    villages = {"villages": VILLAGE.format("xiakou", "峡口村")} if stem != "villages" else {}
    found, (problem,) = read(tmp_path, **{stem: text, **villages})
    assert problem.path == f"content/{stem}.toml"
    assert "读不懂" in problem.message
    assert bool(found.villages) is (stem != "villages")


def test_a_table_in_gbk(tmp_path: Path) -> None:
    """A table that is not UTF-8 is a Problem and stops nothing."""
    (tmp_path / "villages.toml").write_bytes(VILLAGE.format("xiakou", "峡口村").encode("gbk"))
    found, (problem,) = read_gazetteer(tmp_path)
    assert (found.villages, problem.path) == ((), "content/villages.toml")


def test_a_table_with_a_byte_order_mark(tmp_path: Path) -> None:
    """A table saved by Windows Notepad, with a byte order mark and CRLF, is read like any other."""
    text = VILLAGE.format("xiakou", "峡口村").replace("\n", "\r\n")
    (tmp_path / "villages.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    found, problems = read_gazetteer(tmp_path)
    assert (found.villages, problems) == ((XIAKOU,), [])


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("sections", '[section]\nslug = "dangjian"\nname = "党建"\n'),
        ("sections", 'section = "党建"\n'),
        ("sections", "section = [1, 2]\n"),
        ("sections", '[[section]]\nslug = "dangjian"\nname = "党建"\nkeywords = 3\n'),
        ("villages", '[village]\nslug = "xiakou"\nname = "峡口村"\n'),
        ("names", 'tags = "食用菌"\n'),
        ("names", '[tags.shiyongjun]\nname = "食用菌"\n'),
    ],
)
def test_a_table_of_the_wrong_shape(tmp_path: Path, stem: str, text: str) -> None:
    """A table that is TOML but not of the shape we ask for is a Problem, not a traceback."""
    _, problems = read(tmp_path, **{stem: text})
    assert problems
    assert {problem.path for problem in problems} == {f"content/{stem}.toml"}


def test_a_village_with_keywords(tmp_path: Path) -> None:
    """A village has no keywords; who writes some loses neither the village nor the build."""
    found, _ = read(tmp_path, villages=VILLAGE.format("xiakou", "峡口村") + 'keywords = ["水"]\n')
    assert [village.slug for village in found.villages] == ["xiakou"]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ('"食用菌" = "Shi Yong"', {}),
        ('"食用菌" = "jun"\n"菌" = "jun"', {"食用菌": "jun"}),
    ],
)
def test_a_bad_name(tmp_path: Path, rows: str, kept: dict[str, str]) -> None:
    """A Latin name that cannot stand in an address, or that two names share, is told."""
    found, (problem,) = read(tmp_path, names=f"[tags]\n{rows}\n")
    assert found.tags == kept
    assert problem.path == "content/names.toml"


@pytest.mark.parametrize(
    ("words", "village"),
    [("zhenggou", ZHENGGOU), ("正沟村", ZHENGGOU), ("正沟", ZHENGGOU), ("正沟乡", None), ("正", None), ("", None)],
)
def test_a_village_by_its_name(words: str, village: Village | None) -> None:
    """A village is known by slug and name, and the 村 of its name may be left out."""
    assert GAZETTEER.village(words) == village


@pytest.mark.parametrize(("words", "section"), [("chanye", CHANYE), ("产业", CHANYE), ("产", None), ("", None)])
def test_a_section_by_its_name(words: str, section: Section | None) -> None:
    """A section is known by slug and name."""
    assert GAZETTEER.section(words) == section


@pytest.mark.parametrize(
    ("word", "known", "closest"),
    [
        ("正勾村", ["峡口村", "正沟村"], "正沟村"),
        ("产叶", ["党建", "产业"], "产业"),
        ("天气", ["党建", "产业"], ""),
        ("甲", [], ""),
    ],
)
def test_the_near_word(word: str, known: list[str], closest: str) -> None:
    """A misspelled word is answered with the one most like it, or with nothing."""
    assert near(word, known) == closest


@pytest.mark.parametrize(
    ("table", "name", "address"),
    [("tags", "食用菌", "shiyongjun"), ("reporters", "本站记者", "benzhan"), ("tags", "covid-19", "covid-19")],
)
def test_the_address_of_a_name(table: str, name: str, address: str) -> None:
    """A name's address is what the table says, else its own letters where it has nothing else."""
    assert GAZETTEER.address(table, name) == address


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, unique=True))
def test_no_two_names_share_an_address(names: list[str]) -> None:
    """Every name has an address of its own that may stand in a path on any system."""
    names = list(dict.fromkeys([*names, "WiFi", "wifi", "shiyongjun", "食用菌"]))
    addresses = [GAZETTEER.address("tags", name) for name in names]
    assert len(set(addresses)) == len(names)
    assert all(SLUG.fullmatch(address) for address in addresses)


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_names_that_windows_keeps_for_itself(name: str) -> None:
    """A name that Windows keeps for a device is no slug: no file can have it there."""
    assert not SLUG.fullmatch(name)
    assert GAZETTEER.address("tags", name.upper()) not in (name, name.upper())
