"""Tags that differ by capitals or by the width of their letters are one tag, under one spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from unicodedata import normalize

from ..newsroom.problem import Problem
from ..newsroom.story import Story


def spellings(stories: Iterable[Story], known: Collection[str] = ()) -> dict[str, str]:
    """Every spelling that is not the tag's own → the tag's own: that of names.toml, else the commonest, else the one in
    narrow letters. known: the tags that names.toml has."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tag, count in Counter(tag for story in stories for tag in story.tags).items():
        found[normalize("NFKC", tag).casefold()][tag] = count
    own: dict[str, str] = {}
    for written in found.values():
        if len(written) > 1:
            best = min(written, key=lambda tag: (tag not in known, -written[tag], normalize("NFKC", tag) != tag, tag))
            own.update({tag: best for tag in written if tag != best})
    return own


def respelt(story: Story, own: Mapping[str, str]) -> Story:
    """The story with every tag in its own spelling, each once."""
    if not any(tag in own for tag in story.tags):
        return story
    return replace(story, tags=tuple(dict.fromkeys(own.get(tag, tag) for tag in story.tags)))


def told(stories: Iterable[Story], own: Mapping[str, str]) -> list[Problem]:
    """Where each other spelling stands first, by path; each is told once."""
    waiting = dict(own)
    problems = []
    for story in sorted(stories, key=lambda story: story.path) if own else ():
        for tag in story.tags:
            if best := waiting.pop(tag, ""):
                what = f"标签“{tag}”和“{best}”是同一个标签，已经归到“{best}”"
                problems.append(Problem(story.path, story.line("Tags"), what, f"统一写成“{best}”", "warning"))
    return problems
