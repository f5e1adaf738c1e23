"""The gazetteer: sections, villages and the Latin names that addresses use, from the tables in content/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from .lean import lean
from .problem import Problem

# A name in an address. What Windows keeps for its devices can be no file there.
SLUG = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]+(?:-[a-z0-9]+)*")

# First folders of the edition that pages of other kinds live in: no section may take them.
TAKEN = frozenset(
    {"archive", "bases", "corrections", "feeds", "files", "gallery", "pages", "photos", "reporters", "search"}
    | {"tags", "theme", "villages"}
)


@lean
@dataclass(frozen=True, slots=True)
class Section:
    """A 栏目. `description` says what it is for; `keywords` and `type` (工作动态, 通知公告 …) are for the government
    page tags."""

    slug: str
    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    type: str = ""


@lean
@dataclass(frozen=True, slots=True)
class Village:
    """A village of the township."""

    slug: str
    name: str
    description: str = ""


@lean
@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Everything a story may name. Inspection-ups answer None for what is not there."""

    sections: tuple[Section, ...] = ()
    villages: tuple[Village, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    reporters: Mapping[str, str] = field(default_factory=dict)

    def section(self, words: str) -> Section | None:
        """By slug or name."""
        return next((s for s in self.sections if words in (s.slug, s.name)), None)

    def village(self, words: str) -> Village | None:
        """By slug or name, with or without its 村."""
        return next((v for v in self.villages if words in (v.slug, v.name, v.name.removesuffix("村"))), None)

    def address(self, table: str, name: str) -> str:
        """The Latin name of a tag ("tags") or a byline ("reporters"): as the table says, else letters and digits of
        its own where it has nothing else and no other name has taken them, else eight hexadecimal digits of its
        SHA-256, which no other name shares."""
        known: Mapping[str, str] = getattr(self, table)
        if name in known:
            return known[name]
        own = SLUG.fullmatch(name) and not _DIGEST.fullmatch(name) and name not in known.values()
        return name if own else sha256(name.encode()).hexdigest()[:8]


_DIGEST = re.compile("[0-9a-f]{8}")
Row = TypeVar("Row", Section, Village)


def near(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or ""."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return found[0] if found else ""


def read_gazetteer(content: Path) -> tuple[Gazetteer, list[Problem]]:
    """Read sections.toml, villages.toml and names.toml (each may be absent) from the content folder."""
    problems: list[Problem] = []
    sections = _rows(content / "sections.toml", "section", Section, problems)
    villages = _rows(content / "villages.toml", "village", Village, problems)
    for section in sections:
        if section.slug in TAKEN:
            what = f"栏目代号“{section.slug}”已有别的用处"
            problems.append(Problem("content/sections.toml", 0, what, "换一个代号"))
    names = _table(content / "names.toml", problems)
    tables: dict[str, dict[str, str]] = {}
    for table in ("tags", "reporters"):
        tables[table] = _names(table, names.get(table, {}), problems)
    return Gazetteer(tuple(sections), tuple(villages), tables["tags"], tables["reporters"]), problems


def _table(file: Path, problems: list[Problem]) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        problems.append(Problem(f"content/{file.name}", 0, f"读不懂：{fault}", "对照手册里的写法改正"))
        return {}


def _rows(file: Path, name: str, kind: type[Row], problems: list[Problem]) -> list[Row]:
    path, found, taken = f"content/{file.name}", [], set()
    rows = _table(file, problems).get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.append(Problem(path, 0, f"{name} 的写法不对", f"每一项单独写一段，以 [[{name}]] 起头"))
        return []
    for number, row in enumerate(rows, 1):
        slug, title = str(row.get("slug", "")), str(row.get("name", ""))
        if not SLUG.fullmatch(slug) or not title:
            what = f"第{number}个 [[{name}]] 缺少 name，或 slug“{slug}”不合规"
            problems.append(Problem(path, 0, what, "name 写中文名；slug 只用小写字母、数字和连字符"))
        elif slug in taken:
            problems.append(Problem(path, 0, f"slug“{slug}”用了两次", "给其中一个换个代号"))
        else:
            taken.add(slug)
            made = kind(slug=slug, name=title, description=str(row.get("description", "")))
            if isinstance(made, Section):
                made = replace(made, keywords=_keywords(row, path, problems), type=str(row.get("type", "")))
            found.append(made)
    return found


def _keywords(row: Mapping[str, Any], path: str, problems: list[Problem]) -> tuple[str, ...]:
    words = row.get("keywords", [])
    if isinstance(words, list):
        return tuple(map(str, words))
    problems.append(Problem(path, 0, f"“{row['name']}”的 keywords 写法不对", '写成 keywords = ["药材", "蔬菜"]'))
    return ()


def _names(table: str, rows: Any, problems: list[Problem]) -> dict[str, str]:
    path = "content/names.toml"
    if not isinstance(rows, dict):
        problems.append(Problem(path, 0, f"{table} 的写法不对", f'以 [{table}] 起头，下面每行写“"名字" = "网址名"”'))
        return {}
    found: dict[str, str] = {}
    for name, slug in rows.items():
        if not isinstance(slug, str) or not SLUG.fullmatch(slug):
            what = f"[{table}] 里“{name}”的网址名“{slug}”不合规"
            problems.append(Problem(path, 0, what, "只用小写字母、数字和连字符"))
        elif slug in found.values():
            what = f"[{table}] 里两个名字共用网址名“{slug}”"
            problems.append(Problem(path, 0, what, "给其中一个换个网址名"))
        else:
            found[name] = slug
    return found
