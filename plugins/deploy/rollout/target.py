"""A transport and how it is used, and what is known of the releases in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from plugins.incremental.writer import write_file

from ..release.manifest import EMPTY, Manifest, ReleaseHeading, read_manifest
from ..release.plan import Guard
from ..transports.transport import Transport


@dataclass(frozen=True)
class Target:
    """A transport and how it is used. folder: this target's own in the store; keep: how many releases stay; grace: how
    long files named by their content outlive the pages that showed them; by: who makes releases, "" for user and
    machine."""

    transport: Transport
    folder: Path
    keep: int = 5
    grace: timedelta = timedelta(days=1)
    guard: Guard = Guard()
    beside: Mapping[str, str] = field(default_factory=dict)
    by: str = ""


def released(target: Target, heading: ReleaseHeading | None) -> Manifest:
    """The manifest of a release, from the store where its digest is known there."""
    if heading is None:
        return EMPTY
    kept = target.folder / "manifests" / f"{heading.digest}.txt"
    if kept.is_file():
        rows = kept.read_text(encoding="utf-8")
        if sha256(rows.encode()).hexdigest() == heading.digest:
            return read_manifest(f"{heading}\n{rows}")[1]
    _, manifest = read_manifest(target.transport.text(heading.number))
    write_file(kept, manifest.rows.encode())
    return manifest
