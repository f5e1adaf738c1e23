"""What the desk says: an outline that people can check, and the same for programs."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from plugins.manuscripts.desk import draft
from plugins.manuscripts.lines import width
from plugins.manuscripts.report.terminal import show
from plugins.manuscripts.report.text import as_json, gaps, report

from .samples import HERE, NAMES, NOW, drafted

GOLDEN = Path(__file__).parents[1] / "golden" / "manuscripts"
PHOTO = (HERE / "folder" / "1.jpg").read_bytes()


@pytest.mark.parametrize("name", ["gbk-names.zip", "libreoffice-outline.docx"])
def test_golden(name: str, tmp_path: Path) -> None:
    """A report reads as it did when somebody looked at it."""
    found = report(drafted(name, tmp_path / "content"), 100)
    assert found == (GOLDEN / f"{name}.report.txt").read_text(encoding="utf-8")


def test_a_revision_shows_its_difference(tmp_path: Path) -> None:
    """What the new manuscript changes stands in the report as lines with + and -."""
    folder = tmp_path / "交稿"
    folder.mkdir()
    text = (HERE / "end-matter.txt").read_text(encoding="utf-8-sig")
    (folder / "稿件.txt").write_text(text, encoding="utf-8")
    draft(folder, tmp_path / "content", now=NOW)
    (folder / "稿件.txt").write_text(text.replace("306户", "360户"), encoding="utf-8")
    lines = report(draft(folder, tmp_path / "content", now=NOW)).splitlines()
    assert "-全镇新铺管道18公里，306户人家吃上了自来水。" in lines
    assert "+全镇新铺管道18公里，360户人家吃上了自来水。" in lines
    assert lines[-1].startswith("新稿写在 content/features/")
    assert "story.new.md" in lines[-1]
    (folder / "稿件.txt").write_text(text, encoding="utf-8")
    assert "什么也没有写" in report(draft(folder, tmp_path / "content", now=NOW))


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_tables_keep_to_the_terminal(columns: int, tmp_path: Path) -> None:
    """Rows of the two tables are no wider than the terminal: long words give way, and … says so."""
    file = tmp_path / "稿件.txt"
    head = "抓班子带队伍提升发展能力抓管理强责任凝聚发展合力抓引"
    file.write_text(
        f"{head}\n\n本站记者\n\n{'丰溪的山是绿的，水也是。' * 4}\n\n一、{head}\n\n{'丰溪的水。' * 9}", encoding="utf-8"
    )
    lines = report(draft(file, tmp_path / "content", now=NOW), columns).splitlines()
    rows = [line for line in lines if line.startswith(("· ", "？")) and "第" in line]
    assert len(rows) == 3
    assert max(map(width, rows)) <= columns
    assert ("…" in rows[0], "…" in rows[2]) == (columns == 80, columns == 80)


def test_every_guess_is_marked(tmp_path: Path) -> None:
    """As many ？ as the outline and its plates have guesses."""
    for name in NAMES:
        one = drafted(name, tmp_path / name / "content")
        guesses = sum(found.guess for found in one.outline.found)
        guesses += sum(fact.guess for fact in one.outline.facts)
        guesses += sum(plate.guess and plate.caption >= 0 for plate in one.plates)
        told = sum(line.startswith("？") for line in report(one).splitlines())
        together = sum(fact.guess for fact in one.outline.facts) - len(
            {(fact.key, fact.place) for fact in one.outline.facts if fact.guess}
        )
        assert told == guesses - together, name


@pytest.mark.parametrize("name", NAMES)
def test_json(name: str, tmp_path: Path) -> None:
    """Programs get every block, every photo, every gap that people get."""
    one = drafted(name, tmp_path / "content")
    data = json.loads(as_json(one))
    assert Path(data["story"]).read_text(encoding="utf-8") == one.text
    assert [block["text"] for block in data["outline"]] == [found.text for found in one.outline.found]
    assert [photo["file"] for photo in data["photos"]] == list(one.files)
    assert [photo["from"] for photo in data["photos"] if photo["from"]] == [
        one.photos[plate.photo] for plate in one.plates if plate.photo >= 0
    ]
    assert data["gaps"] == list(gaps(one))
    assert (data["slug"], data["revised"], data["unused"]) == (one.slug, False, list(one.unused))


class Terminal(io.StringIO):
    """A stream that says it is a terminal, or not."""

    def __init__(self, colours: bool) -> None:
        super().__init__()
        self.colours = colours

    def isatty(self) -> bool:
        return self.colours


@pytest.mark.parametrize("colours", [True, False])
def test_colours_only_where_there_are_any(colours: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guesses and gaps are coloured on a terminal; a pipe gets the letters alone."""
    stream = Terminal(colours)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    one = drafted("gbk-names.zip", tmp_path / "content")
    show(one)
    assert ("\x1b[33m？" in stream.getvalue()) is colours
    assert ("\x1b" in stream.getvalue()) is colours
    if not colours:
        assert stream.getvalue() == report(one, 80)
