"""Villages and bases of the gazetteer that a manuscript names."""

from __future__ import annotations

import re
from pathlib import Path

from ...newsroom.frontmatter import read_frontmatter
from ...newsroom.gazetteer import Gazetteer
from ...newsroom.keys import sort_fields
from .outline import Fact


def read_places(text: str, gazetteer: Gazetteer, content: Path) -> list[Fact]:
    """村 by name, 基地 by the folder of each whose name or other name stands in the text; in the order of the
    tables.
    """
    villages = [
        Fact("Villages", village.name, "文中提到", 0, True) for village in gazetteer.villages if village.name in text
    ]
    bases: list[Fact] = []
    for file in sorted((content / "bases").glob("*/base.md")):
        fields, _, _ = read_frontmatter(file.name, file.read_text(encoding="utf-8-sig"))
        known, _ = sort_fields(file.name, fields, "base")
        names = "、".join(known[key].value for key in ("Title", "Names") if key in known)
        if any(name in text for name in re.split("[,，、;；]", names) if name):
            bases.append(Fact("Bases", file.parent.name, "文中提到", 0, True))
    return villages + bases
