"""What templates may say: addresses, dates and headlines as Chinese pages print them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from json import JSONEncoder
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from ...newsroom import dates
from ...newsroom.photo import Photo
from .jinja_output import PageContext, PageTemplate, Printing

_CLAUSE = re.compile(r"[^，：；！？\u3000]+[，：；！？\u3000]*|[，：；！？\u3000]+")
_MEASURE = re.compile(
    r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千]+)(?:[%％]|[余多]?[万亿]?[余多]?"
    r"(?:平方公里|公里|万元|亩|元|户|人|个|座|处|所|间|家|米|吨|公斤|年|月|日|天|次|届|名|篇|条|项|％|%))"
)


_PLAIN = re.compile("[a-zA-Z0-9/._~-]*")
_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@pass_context
def link(context: Context, path: str) -> str:
    """The address of an output path as seen from this page: relative and naming a file, so that the tree works from a
    folder, a bucket or a part of another site. The 404 page, served at any depth, starts from the site's path
    instead."""
    here: str = context.parent["path"]  # what the page was given; asked through the context it takes ten times as long
    if "#" not in path and path != here and path and here != "404.html":
        return _between(here.rpartition("/")[0], path)
    target, hash_, fragment = path.partition("#")
    if here == "404.html":
        address = quote(f"{context['site'].base}/{target}", safe="/.-_~")
    elif not target or target == here:
        address = "" if fragment else quote(posixpath.basename(here), safe=".-_~")
    else:
        address = _between(here.rpartition("/")[0], target)
    return address + (hash_ + quote(fragment, safe="-_.~") if fragment else "")


@lru_cache(maxsize=1 << 16)
def _between(folder: str, target: str) -> str:
    """The way from a folder of the output to a file: most pages of a folder link to the same few."""
    up = 0
    while folder and not target.startswith(f"{folder}/"):
        folder, up = folder.rpartition("/")[0], up + 1
    address = "../" * up + (target[len(folder) + 1 :] if folder else target)
    return address if _PLAIN.fullmatch(address) else quote(address, safe="/.-_~")


@pass_context
def asset(context: Context, name: str) -> str:
    """The address of a theme file; a name the theme does not have is the theme's fault and raises KeyError."""
    return link(context, context["site"].assets[name])


def iso(moment: datetime) -> str:
    """2021-06-12, with 09:30+08:00 behind a T where a time was given."""
    return moment.isoformat(timespec="minutes") if dates.timed(moment) else moment.date().isoformat()


def day(moment: datetime) -> str:
    """2021年6月12日."""
    return dates.in_chinese(moment)


def short_day(moment: datetime) -> str:
    """6月12日."""
    return f"{moment.month}月{moment.day}日"


def clock(moment: datetime) -> str:
    """9:30, "" where no time was given."""
    return f"{moment.hour}:{moment.minute:02}" if dates.timed(moment) else ""


@lru_cache(maxsize=1 << 14)
def clauses(headline: str) -> Markup:
    """A headline that may break between its clauses and not inside one where that can be helped; a number keeps its
    unit. A card's headline stands in half a dozen lists."""
    kept = _MEASURE.sub(lambda found: f'<span class="keep">{found[0]}</span>', str(escape(headline)))
    pieces = _CLAUSE.findall(kept)
    return Markup('<span class="clause">' + '</span><span class="clause">'.join(pieces) + "</span>" if pieces else "")


def size(count: int) -> str:
    """340 kB, 1.2 MB: bytes in steps of a thousand."""
    return f"{count / 1e6:.1f} MB" if count >= 999_500 else f"{max(1, round(count / 1e3))} kB"


def place(photos: Sequence[Photo], number: int) -> str:
    """The id of one of a page's photos: its name, and its number where the same picture stands on the page before."""
    name = photos[number].name
    return f"{name}-{number + 1}" if any(photo.name == name for photo in photos[:number]) else name


def json_text(value: Any) -> Markup:
    """A value as JSON inside a <script>: letters as they are and no spaces, since every reader pays for them; what
    could end the script is escaped."""
    return htmlsafe_json_dumps(value, dumps=_JSON.encode)


FILTERS: dict[str, Callable[..., Any]] = {
    "link": link,
    "asset": asset,
    "iso": iso,
    "day": day,
    "short_day": short_day,
    "weekday": dates.weekday,
    "clock": clock,
    "clauses": clauses,
    "size": size,
    "place": place,
    "json_text": json_text,
}


def furnish(environment: Environment) -> None:
    """Give templates what they may say, and take from them what would say something else every time: the same page is
    the same bytes, and an old one is never stale unnoticed. Templates are read once: a build asks for twenty a page,
    and need not look each time whether one was saved meanwhile."""
    environment.filters.update(FILTERS)
    environment.auto_reload, environment.cache = False, {}
    environment.code_generator_class, environment.context_class = Printing, PageContext
    environment.template_class = PageTemplate
    environment.filters.pop("random", None)
    environment.globals.pop("lipsum", None)
