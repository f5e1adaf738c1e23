"""What is learnt of one file while it is cleaned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cleaned:
    """data: the file's bytes without what could be taken out. left: what would be published nevertheless, in Chinese,
    each once; () where there is nothing."""

    data: bytes
    left: tuple[str, ...] = ()
