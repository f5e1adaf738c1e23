"""What a template is made of: its own source and that of every template it includes, imports or extends."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from jinja2 import Environment, TemplateNotFound
from jinja2.meta import find_referenced_templates

Recall = Callable[[str, Any, Callable[[], Any]], Any]


class Templates:
    """Digests of templates with all they reach; a name that is worked out only while rendering reaches them all.
    recall: gives what was worked out before by a name and an equal value, or works it out: to find the names in a
    template takes as long as to compile it."""

    def __init__(self, environment: Environment, recall: Recall) -> None:
        self.environment, self.recall = environment, recall
        self._sources: dict[str, tuple[bytes, tuple[str, ...]]] = {}
        self._keys: dict[str, bytes] = {}

    def key(self, name: str) -> bytes:
        """16 bytes for one template."""
        if name not in self._keys:
            reached: dict[str, bytes] = {}
            waiting = [name]
            while waiting:
                one = waiting.pop()
                if one not in reached:
                    reached[one], names = self._source(one)
                    waiting.extend(names)
            digest = blake2b(digest_size=16)
            for one in sorted(reached):
                digest.update(one.encode() + b"\0" + reached[one])
            self._keys[name] = digest.digest()
        return self._keys[name]

    def _named(self, source: str) -> list[str | None]:
        return list(find_referenced_templates(self.environment.parse(source)))

    def _source(self, name: str) -> tuple[bytes, tuple[str, ...]]:
        """The digest of one template's source, and the names in it; a template that is not there has none."""
        if name not in self._sources:
            try:
                source = self.environment.loader.get_source(self.environment, name)[0]  # type: ignore[union-attr]
            except TemplateNotFound:
                return b"", ()
            named = self.recall(f"template {name}", source, lambda: self._named(source))
            names = self.environment.list_templates() if None in named else [one for one in named if one]
            self._sources[name] = blake2b(source.encode(), digest_size=16).digest(), tuple(names)
        return self._sources[name]
