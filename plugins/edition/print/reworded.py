"""Words have changed and nothing else: the pages of these stories are made again, and no other is planned.

That is most of what an editor does all day, and planning ten thousand pages to write one takes longer than all the
rest. A build leaves behind what its stories' pages were given (page_inputs) and what else such a page is made of
(Notes). They are used where nothing has changed since but a few files of copy, each of which, read again, says of
itself what it said before, but for its body: lists, neighbours, feeds and photographs are then what they were. A body
that some room has read for itself, as the ledger does, may be quoted anywhere: such a story is left alone. Whatever
does not fit is no fault: the edition is planned as ever.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...incremental.account import Account
from ...incremental.fingerprint import Fingerprints
from ...incremental.output import OTHER, Dependencies, Written
from ...newsroom import signals
from ...newsroom.edition import Reworded
from ...newsroom.page import Page
from ...newsroom.story import Story
from ..live.effect import Effect, effect
from ..session import Session
from ..take_in.copy_files import Source, source_of
from ..take_in.intake import typing_of, typist_of
from ..take_in.stories import Typed
from .page_inputs import Notes, PageInputs
from .render import Printer
from .write_edition import given_of

FEW = 12  # files; where more have changed, planning is little beside the rest


@dataclass(frozen=True, slots=True)
class Other:
    """A story whose words alone are others: its page as it is to be made, what that page came from before,
    and the story as it was."""

    page: Page
    was: Dependencies
    story: Story

    @property
    def pair(self) -> tuple[Story, Story]:
        """The story before and now."""
        return self.story, self.page.given["story"]


def make_reworded(session: Session) -> Account | None:
    """Make the pages again, and tell it; None where anything else has to be done, and then nothing was: with plugins of
    others, in a new store, or where somebody asks for the edition itself (the setting AFRESH)."""
    if not session.alone or session.unread or session.settings.get("AFRESH"):
        return None
    last, store = session.last, session.store
    left = last.left(session.scan, session.clock)
    if left is None or not 0 < len(left.changed) <= FEW:
        return None
    notes: Notes | None = store.get("notes", last.place, left.key)
    if notes is None:
        return None
    bench = RewordedPages(session, notes)
    stories = [bench.reworded(name) for name in left.changed]
    pages = [story for story in stories if story]
    back = last.output.restore([story.page.path for story in pages]) if len(pages) == len(stories) else None
    if back is None:
        return None
    pairs = tuple(story.pair for story in pages)
    reworded = Reworded(store.file.parent, session.output, session.settings, pairs, last.output.announce)
    signals.stories_reworded.send(reworded)
    if reworded.refused:
        return None
    last.output.exchange(reworded.written, reworded.gone)
    changed = bench.print(pages)
    account = replace(left.account, told=tuple(reworded.told))
    key = session.settle()
    last.save(key, session.now, left.until, account)
    store.keep("notes", last.place, key, notes)
    return replace(account, changed=changed, back=back)


class RewordedPages:
    """Where it is done."""

    def __init__(self, session: Session, notes: Notes) -> None:
        self.session, self.notes, self.store = session, notes, session.store
        self.inputs = PageInputs(session.store, session.last.place)
        self.fingerprints = Fingerprints()
        zone = session.now.tzinfo
        assert zone is not None
        self.typist = typist_of(session.markdown, notes.gazetteer, notes.names, zone, session.shelf)

    def reworded(self, name: str) -> Other | None:
        """A file of copy by its name, "content/news/2021/qiao.md"; None where more than words has changed in it, or it
        is no story with a page."""
        content = self.session.content
        source = source_of(content / name.removeprefix("content/"), content) if name.startswith("content/") else None
        row = self.store.row("story", name)
        if source is None or source.kind != "story" or row is None:
            return None
        before, now = pickle.loads(row[1]), self._read(source, row[0])
        if now is None or not _same_but_words(before, now):
            return None
        was, story = before.story, now.story
        assert story
        if was.body.fingerprint in self.notes.quoted:
            return None
        page, causes = self.inputs.page(was.url), self.session.last.output.causes(was.url)
        if page is None or causes is None or self._given(page) != causes.given:
            return None
        shown: Story = page.given["story"]
        if shown.path != name or shown.body != was.body:
            return None
        page = replace(page, given={**page.given, "story": replace(shown, body=story.body)})
        return Other(page, causes, shown)

    def _read(self, source: Source, key: bytes) -> Typed | None:
        """The file as it is now, which is kept whatever comes of it; None where what was kept of it before is not what
        this edition was made from, or it is being saved just now."""
        reading, typing = self.session.reading, typing_of(self.typist)
        scan = self.session.scan
        filed, _ = self.typist.file(source, self.typist.read(source))
        digest = filed.seen[1]
        if not digest:  # it cannot be read
            return None
        if key != reading + scan.known[source.path][1] + typing or scan.seen[source.path][1] != digest:
            return None
        self.store.shelve(filed.shelved)
        self.store.keep_all("copy", [(filed.name, reading + digest, filed.copy)])
        self.store.keep_all("story", [(filed.name, reading + digest + typing, filed.typed)])
        self.store.save()  # the page asks for its body
        typed: Typed = pickle.loads(filed.typed)
        return typed

    def print(self, stories: Sequence[Other]) -> int:
        """Write the pages; how many files are others now."""
        session, notes = self.session, self.notes
        printer = Printer(
            notes.site,
            session.output,
            session.environment,
            session.shelf,
            notes.finishes,
            session.again,
            session.sync,
        )
        output = session.last.output
        output.announce([story.page.path for story in stories])
        changed = 0
        for story in stories:
            if session.settings.get("EXPLAIN"):
                print(f"{story.page.path}：{OTHER}", file=sys.stderr)
            printed = printer.print(story.page)
            causes = replace(story.was, given=self._given(story.page))
            output.change({printed.path: Written(causes.packed(), printed.state, printed.digest)})
            self.inputs.change(story.page)
            changed += printed.changed
        output.end()
        return changed

    def _given(self, page: Page) -> bytes:
        return given_of(self.fingerprints, self.fingerprints.of(self.notes.site), page)


def _same_but_words(was: Typed, now: Typed) -> bool:
    """Whether a file of copy says of itself what it said, but for its story's body, and that leads where it led."""
    if was.story is None or now.story is None:
        return False
    told = (now.problems, now.ahead, now.undated) == (was.problems, was.ahead, was.undated)
    return told and effect(was.story, now.story) is Effect.WORDS
