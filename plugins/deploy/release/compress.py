"""Text files compressed once, by their content: `{sha256}.br` and `{sha256}.gz` in the store, and an index of what is
there.

Same input, same bytes: neither format gets a name or a time. Both libraries let go of the interpreter while they work,
so threads keep every core busy.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import brotli

from plugins.incremental.writer import write_file

SMALLEST = 256  # bytes; under that the headers weigh more than what is saved


@dataclass(frozen=True, slots=True)
class Packed:
    """A compressed form: file ending (".br"), digest and bytes."""

    ending: str
    sha256: str
    size: int


def gzipped(data: bytes) -> bytes:
    """RFC 1952 with neither name nor time and the system left unknown, so that every system writes the same."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    return (
        b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
        + body
        + zlib.crc32(data).to_bytes(4, "little")
        + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    )


class Packer:
    """A folder of compressed forms at one brotli level (0–11; 11 is the densest and slowest)."""

    def __init__(self, store: Path, level: int) -> None:
        self.folder = store / "compressed" / str(level)
        self.level = level
        self.index = self.folder / "index.json"
        self.made = 0

    def file(self, digest: str, ending: str) -> Path:
        """Where the compressed form of this content is."""
        return self.folder / digest[:2] / f"{digest}{ending}"

    def pack(self, sources: Mapping[str, Path]) -> dict[str, tuple[Packed, ...]]:
        """The compressed forms of each content, by digest; what is not in the store yet is made, the rest not even
        read. A form that saves nothing is left out. `made` counts what was compressed."""
        rows = self._read()
        there = self._there()
        missing = [
            digest
            for digest in sources
            if digest not in rows or not all(f"{digest}{form.ending}" in there for form in rows[digest])
        ]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = pool.map(lambda digest: self._make(digest, sources[digest].read_bytes()), missing)
            rows.update(zip(missing, made, strict=True))
        self.made = len(missing)
        kept = {digest: rows[digest] for digest in sources}
        if missing or len(kept) < len(rows):
            self._keep(kept)
            self._prune(there, kept)
        return kept

    def _make(self, digest: str, data: bytes) -> tuple[Packed, ...]:
        forms = []
        for ending, packed in ((".br", brotli.compress(data, quality=self.level)), (".gz", gzipped(data))):
            if len(packed) < len(data):
                write_file(self.file(digest, ending), packed)
                forms.append(Packed(ending, sha256(packed).hexdigest(), len(packed)))
        return tuple(forms)

    def _read(self) -> dict[str, tuple[Packed, ...]]:
        try:
            rows = json.loads(self.index.read_text(encoding="utf-8"))
            return {digest: tuple(Packed(*form) for form in forms) for digest, forms in rows.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}  # absent or damaged: everything is compressed once more

    def _keep(self, rows: Mapping[str, Iterable[Packed]]) -> None:
        plain = {digest: [[f.ending, f.sha256, f.size] for f in forms] for digest, forms in sorted(rows.items())}
        write_file(self.index, json.dumps(plain, separators=(",", ":")).encode())

    def _there(self) -> set[str]:
        return {name for _, _, names in os.walk(self.folder) for name in names}

    def _prune(self, there: Iterable[str], kept: Mapping[str, object]) -> None:
        for name in there:
            digest, dot, ending = name.partition(".")
            if dot + ending in (".br", ".gz") and digest not in kept:
                self.file(digest, dot + ending).unlink(missing_ok=True)
