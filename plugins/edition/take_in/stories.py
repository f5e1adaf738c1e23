"""From Copy to Stories, Bases and StandingPages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from ...newsroom.body import Body
from ...newsroom.copy import Copy
from ...newsroom.gazetteer import Gazetteer, Section
from ...newsroom.keys import gaps_in, sort_fields
from ...newsroom.lean import lean
from ...newsroom.problem import Problem, eased
from ...newsroom.story import GENRES, Base, Byline, Desk, StandingPage, Story
from .form import Form
from .words import first_words

LONG_HEADLINE = 30  # characters; above it lists want a short title of its own


@lean
@dataclass(frozen=True, slots=True)
class Typed:
    """One file of copy held against the gazetteer: the story, or None where it can be none, and what is wrong.

    ahead: a date without an embargo, and where it stands, path and line: until it has come that is a Problem, for a
    forged date is the worst fault a public site can have. draft: what is wrong with it is told as warnings; undated: it
    has no day yet and stands under today's. mark: the story's fingerprint.
    """

    story: Story | None
    problems: tuple[Problem, ...]
    ahead: tuple[datetime, str, int] | None = None
    draft: bool = False
    undated: bool = False
    mark: bytes = b""

    def at(self, now: datetime) -> tuple[Story | None, list[Problem]]:
        """The story and what is wrong with it at a moment."""
        story, problems = self.story, list(self.problems)
        if self.ahead and self.ahead[0] > now:
            date, path, line = self.ahead
            remedy = "改成真实的日期；要到时候才发，请另写一行“定时发布：……”"
            fault = Problem(path, line, f"日期 {date:%Y-%m-%d} 还没有到", remedy)
            problems += eased([fault]) if self.draft else [fault]
            story = story if self.draft else None
        if story and self.undated:
            today = now.replace(hour=0, minute=0, second=0, microsecond=0)
            story = replace(story, date=today, url=_address(story.section, today, story.slug))
        return story, problems


def typed(copy: Copy, gazetteer: Gazetteer, bases: Sequence[Base], zone: tzinfo, shelved: Body | None = None) -> Typed:
    """All that one file says, whatever the day. shelved: stands in the story for the copy's body.

    An unknown village or base costs the story only that mention. A draft is a story whatever it still lacks: until its
    section is known it stands under the first one, and what is wrong with it is told as warnings.
    """
    form, faults = _form(copy, "story", gazetteer, zone)
    named = copy.path.rsplit("/", 2)
    feature = copy.path.startswith("content/features/")
    headline, slug = form.title(), form.slug(named[1] if feature else named[2].rpartition(".")[0])
    nameless = form.failed
    if len(headline) > LONG_HEADLINE and not form.value("Short"):
        remedy = f"另写一行“短题：……”，{LONG_HEADLINE}字以内，列表里用"
        form.fault("Title", f"标题有{len(headline)}字，列表里会排成好几行", remedy, "warning")
    date, section = form.date("Date"), form.section()
    if "Date" not in form.fields:
        meanwhile = "；写上以前，预览里先排在今天" if form.draft else ""
        form.fault("Date", "没有日期", f"在稿头写一行“日期：2021-08-12”{meanwhile}")
    embargo = form.date("Embargo")
    ahead = (date, copy.path, form.fields["Date"].line) if date and not embargo else None
    lost = form.failed
    if form.draft:
        section = section or next(iter(gazetteer.sections), None)
        lost = nameless or section is None
    # Whether or not there is a story, everything that is wrong with its head is told at once.
    story = Story(
        path=copy.path,
        url=_address(section, date, slug) if section and date else "",
        slug=slug,
        id=form.value("Id") or slug,
        headline=headline,
        date=date or datetime.min.replace(tzinfo=zone),
        section=section or Section("", ""),
        genre=form.one_of("Genre", GENRES, "通讯" if feature else "消息"),
        body=shelved or copy.body,
        kicker=form.value("Kicker"),
        dek=form.value("Dek").lstrip("—―⸺─–－- \u3000"),
        doc_no=form.value("DocNo"),
        short=form.value("Short"),
        summary=form.value("Summary") or first_words(copy.body),
        byline=Byline(form.names("Reporters"), form.names("Correspondents"), form.names("Photographers")),
        desk=Desk(form.value("Editor"), form.names("Reviews")),
        dateline=form.value("Dateline"),
        modified=form.date("Modified"),
        tags=form.words("Tags"),
        villages=form.villages(),
        bases=form.bases(bases),
        source=form.value("Source"),
        embargo=embargo,
        status=form.status(),
        position=form.position(),
        aliases=form.words("Aliases"),
        original_url=form.original_url(),
        cover=form.cover(),
        photos=copy.photos,
        videos=copy.videos,
        attachments=form.attachments(),
        checked=form.checked(),
        lines=tuple((key, written.line) for key, written in form.fields.items()),
        gaps=tuple(form.gaps.items()),
    )
    if not copy.body.parts and not form.value("Attachments"):
        form.fault("", "正文是空的", "在稿头下面空一行，写上正文")
    problems = faults + form.problems
    told = tuple(eased(problems) if form.draft else problems)
    return Typed(None if lost else story, told, ahead, form.draft, undated=date is None)


def _address(section: Section, date: datetime, slug: str) -> str:
    return f"{section.slug}/{date.year:04}{date.month:02}/{slug}.html"


def base_from(copy: Copy, gazetteer: Gazetteer, zone: tzinfo) -> tuple[Base | None, list[Problem]]:
    """The Base, or None without a name or an address."""
    form, faults = _form(copy, "base", gazetteer, zone)
    name, slug = form.title(), form.slug(copy.path.rsplit("/", 2)[1])
    if slug == "index":
        form.fault("Slug", f"网址名“{slug}”另有用处", "换一个网址名")
    if form.failed:
        return None, faults + form.problems
    base = Base(
        path=copy.path,
        url=f"bases/{slug}.html",
        slug=slug,
        name=name,
        names=tuple(dict.fromkeys((name, *form.words("Names")))),
        body=copy.body,
        villages=form.villages(),
        product=form.value("Product"),
        area=form.value("Area"),
        households=form.value("Households"),
        cooperative=form.value("Cooperative"),
        since=form.value("Since"),
        summary=form.value("Summary") or first_words(copy.body),
        modified=form.date("Modified"),
        cover=form.cover(),
        photos=copy.photos,
        videos=copy.videos,
        attachments=copy.attachments,
        checked=form.checked(),
    )
    return base, faults + form.problems


def standing_from(copy: Copy, gazetteer: Gazetteer, zone: tzinfo) -> tuple[StandingPage | None, list[Problem]]:
    """The StandingPage, or None without a title or an address, or while it is a draft."""
    form, faults = _form(copy, "page", gazetteer, zone)
    headline, slug = form.title(), form.slug(copy.path.rpartition("/")[2].rpartition(".")[0])
    if slug in ("index", "404"):
        form.fault("Slug", f"网址名“{slug}”另有用处", "换一个网址名")
    if form.failed or form.status() != "published":
        return None, faults + form.problems
    page = StandingPage(
        path=copy.path,
        url=f"{slug}.html",
        slug=slug,
        headline=headline,
        body=copy.body,
        summary=form.value("Summary") or first_words(copy.body),
        modified=form.date("Modified"),
        cover=form.cover(),
        photos=copy.photos,
        videos=copy.videos,
        attachments=copy.attachments,
        checked=form.checked(),
    )
    return page, faults + form.problems


def _form(copy: Copy, kind: str, gazetteer: Gazetteer, zone: tzinfo) -> tuple[Form, list[Problem]]:
    fields, problems = sort_fields(copy.path, copy.fields, kind)
    return Form(copy, fields, gazetteer, zone, gaps_in(copy.fields)), [*copy.problems, *problems]


def apart(stories: Sequence[Story]) -> tuple[list[Story], list[Problem]]:
    """Stories of which no two have one address; of two, the first by path stays and the other is a Problem."""
    owners: dict[str, Story] = {}
    problems: list[Problem] = []
    for story in sorted(stories, key=lambda s: s.path):
        owner = owners.setdefault(story.url, story)
        if owner is not story:
            what = f"网址 {story.url} 已经是 {owner.path} 的"
            problems.append(Problem(story.path, story.line("Slug") or 1, what, "给这一篇另写一行“网址名：……”"))
    return sorted(owners.values(), key=newest_first), problems


def newest_first(story: Story) -> tuple[float, str]:
    """The order of every list: newest first, then by address."""
    return (-story.date.timestamp(), story.url)
