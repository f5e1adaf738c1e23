"""A Story, and its kin the Base and the StandingPage, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .body import Attachment, Body, Video, plain_text
from .gazetteer import Section, Village
from .lean import lean
from .photo import Caption, Photo

GENRES = ("消息", "通讯", "评论", "图片", "公告")
STATUSES = {"draft": "草稿", "ready": "待审", "published": "已发", "withdrawn": "撤稿"}
POSITIONS = ("头条", "要闻")


@lean
@dataclass(frozen=True, slots=True)
class Byline:
    """Who made the story, by part; names without padding."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everyone once, reporters first."""
        return tuple(dict.fromkeys(self.reporters + self.correspondents + self.photographers))

    @property
    def credits(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(part, names) for each part that someone took."""
        parts = (("记者", self.reporters), ("通讯员", self.correspondents), ("摄影", self.photographers))
        return tuple((part, names) for part, names in parts if names)


@lean
@dataclass(frozen=True, slots=True)
class Desk:
    """Who let it out: editor 责编, then the reviewers 二审, 三审 … in order."""

    editor: str = ""
    reviews: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """(part, name) as the desk line prints them."""
        named = zip(("二审", "三审", "四审", "五审"), self.reviews, strict=False)
        return ((("责编", self.editor),) if self.editor else ()) + tuple(named)


@lean
@dataclass(frozen=True, slots=True)
class Position:
    """A place on the home page, until the end of a day where one is given."""

    name: str
    until: datetime | None = None

    @property
    def over(self) -> datetime | None:
        """The moment from which it holds no more: the end of its last day."""
        if self.until is None:
            return None
        return self.until.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


@lean
@dataclass(frozen=True, slots=True)
class BaseName:
    """A base as a story names it."""

    slug: str
    name: str


@lean
@dataclass(frozen=True, slots=True)
class Story:
    """A feature or a news item.

    path: its file from the site's root; url: its page from the output's root; dates carry the newsroom's time zone;
    photos stand in reading order, the lead photo first, and `body` points into them by index; `cover` is the picture
    that stands for the story elsewhere. `lines` says on which line a front-matter key stands; `gaps` on which lines the
    keys stand that a story needs (keys.NEEDED) and that are written and left empty. `checked` names what an editor
    has looked at and lets pass ("photos", "privacy").
    """

    path: str
    url: str
    slug: str
    id: str
    headline: str
    date: datetime
    section: Section
    genre: str
    body: Body
    kicker: str = ""
    dek: str = ""
    doc_no: str = ""
    short: str = ""
    summary: str = ""
    byline: Byline = Byline()
    desk: Desk = Desk()
    dateline: str = ""
    modified: datetime | None = None
    tags: tuple[str, ...] = ()
    villages: tuple[Village, ...] = ()
    bases: tuple[BaseName, ...] = ()
    source: str = ""
    embargo: datetime | None = None
    status: str = "published"
    position: Position | None = None
    aliases: tuple[str, ...] = ()
    original_url: str = ""
    cover: Photo | None = None
    photos: tuple[Photo, ...] = ()
    videos: tuple[Video, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    checked: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    gaps: tuple[tuple[str, int], ...] = ()
    _card: Card | None = field(default=None, init=False, compare=False, repr=False)

    def line(self, key: str) -> int:
        """The line of a front-matter key, 0 where it is not written."""
        return dict(self.lines).get(key, 0)

    @property
    def folder(self) -> str:
        """The story's folder from the content folder."""
        return self.path.removeprefix("content/").rpartition("/")[0]

    @property
    def text(self) -> str:
        """What it says under its headline, plain, one block a line, but for captions that its photos brought along;
        worked out of its body, which has to be fetched."""
        photos = [replace(photo, caption=Caption()) if "caption" in photo.borrowed else photo for photo in self.photos]
        return plain_text(self.body.parts, photos, self.videos, self.attachments)

    @property
    def card(self) -> Card:
        """What lists show of it; made once, for it stands in many."""
        if self._card is None:
            card = Card(
                url=self.url,
                headline=self.short or self.headline,
                kicker=self.kicker,
                dek=self.dek,
                summary=self.summary,
                genre=self.genre,
                section=self.section,
                date=self.date,
                photo=self.cover,
                villages=self.villages,
                pictures=len(self.photos),
            )
            object.__setattr__(self, "_card", card)
            return card
        return self._card


@lean
@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a story, and all that a list page's freshness depends on."""

    url: str
    headline: str
    kicker: str
    dek: str
    summary: str
    genre: str
    section: Section
    date: datetime
    photo: Photo | None
    villages: tuple[Village, ...]
    pictures: int


@lean
@dataclass(frozen=True, slots=True)
class Base:
    """A production base 基地. `names`: its own name first, then whatever else captions call it."""

    path: str
    url: str
    slug: str
    name: str
    names: tuple[str, ...]
    body: Body
    villages: tuple[Village, ...] = ()
    product: str = ""
    area: str = ""
    households: str = ""
    cooperative: str = ""
    since: str = ""
    summary: str = ""
    modified: datetime | None = None
    cover: Photo | None = None
    photos: tuple[Photo, ...] = ()
    videos: tuple[Video, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    checked: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Label and value of what is known; nothing stands for what is not."""
        rows = (
            ("所在村", "、".join(village.name for village in self.villages)),
            ("产品", self.product),
            ("面积", self.area),
            ("带动农户", self.households),
            ("合作社", self.cooperative),
            ("建成", self.since),
        )
        return tuple(row for row in rows if row[1])


@lean
@dataclass(frozen=True, slots=True)
class BaseCard:
    """What lists show of a base."""

    url: str
    name: str
    summary: str
    product: str
    villages: tuple[Village, ...]
    photo: Photo | None
    pictures: int


@lean
@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that is no news: about, contact, accessibility."""

    path: str
    url: str
    slug: str
    headline: str
    body: Body
    summary: str = ""
    modified: datetime | None = None
    cover: Photo | None = None
    photos: tuple[Photo, ...] = ()
    videos: tuple[Video, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    checked: tuple[str, ...] = ()


Piece = Story | Base | StandingPage


def photos_of(piece: Piece) -> Iterator[Photo]:
    """Every photo of a piece: its cover, those of its body, and its films' posters."""
    if piece.cover:
        yield piece.cover
    yield from piece.photos
    yield from (video.poster for video in piece.videos if video.poster)
