"""The site as its settings describe it: what every template may see besides what its page was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar

from .gazetteer import Section, near
from .lean import lean

Settings = TypeVar("Settings")


class SettingsError(Exception):
    """A setting that cannot be used; its text is a Chinese sentence for whoever keeps the settings."""


def read_settings(kind: type[Settings], rows: Mapping[str, Any], name: str) -> Settings:
    """Make a settings dataclass from a plugin's dict in pelicanconf.py; an unknown key is answered with the near
    one."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # only dataclasses come here
    for key in rows:
        if key not in known:
            closest = near(key, known)
            hint = f"，是不是想写“{closest}”？" if closest else f"，可用的有：{'、'.join(sorted(known))}"
            raise SettingsError(f"设置 {name} 里没有“{key}”这一项{hint}")
    needed = [
        f.name
        for f in fields(kind)  # type: ignore[arg-type]
        if f.default is MISSING and f.default_factory is MISSING and f.name not in rows
    ]
    if needed:
        raise SettingsError(f"设置 {name} 里缺少：{'、'.join(needed)}")
    return kind(**rows)


@lean
@dataclass(frozen=True, slots=True)
class NewsroomSettings:
    """NEWSROOM in pelicanconf.py. What is empty is not printed: nothing about a licence is ever made up.

    place: two short lines beside the wordmark; seal: two characters in the red seal; organiser 主办单位, undertaker
    承办单位, phone, address, id_code 网站标识码, icp ICP备案号, police 公安备案号, news_license
    互联网新闻信息服务许可证号, ipv6 whether the host serves IPv6. source: 来源 where a story names none. site_name,
    domain: SiteName and SiteDomain as the authorities know them, which are another's where the site is a part of one;
    with id_code they decide whether pages carry the tags of government sites at all.
    """

    place: tuple[str, ...] = ()
    seal: str = ""
    description: str = ""
    organiser: str = ""
    undertaker: str = ""
    phone: str = ""
    address: str = ""
    id_code: str = ""
    icp: str = ""
    police: str = ""
    news_license: str = ""
    ipv6: bool = False
    source: str = ""
    site_name: str = ""
    domain: str = ""


@lean
@dataclass(frozen=True, slots=True)
class Site:
    """name; url without a slash at the end; base: the path part of url ("" or "/fengxi"); sections in their order;
    assets: theme file ("css/site.css") → its published path, named by its content; standing: (title, url) of the
    standing pages for the footer; feed: path of the site's feed, "" without one; pictured: whether there is anything in
    the gallery."""

    name: str
    url: str
    base: str
    language: str
    sections: tuple[Section, ...]
    newsroom: NewsroomSettings
    assets: Mapping[str, str]
    standing: tuple[tuple[str, str], ...] = ()
    feed: str = ""
    pictured: bool = True

    @property
    def doors(self) -> tuple[tuple[str, str, str], ...]:
        """Slug, name and first page of each section, for navigation."""
        return tuple((section.slug, section.name, f"{section.slug}/index.html") for section in self.sections)

    @property
    def letters(self) -> int:
        """How many the sections' names have together: a navigation of many has to stand closer."""
        return sum(len(section.name) for section in self.sections)
