"""What made it: the code and the packages that values and pages come from."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DASHES = re.compile(r"[-_.]+")


@cache
def versions() -> bytes:
    """Python's version and those of the packages that pages are made by. Who installs others, for tests or for a host
    of objects, has nothing made again."""
    wanted = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    packages = needed(wanted, installed(Path(sysconfig.get_path("purelib"))))
    return "\0".join([sys.version, *packages]).encode()


def installed(folder: Path) -> dict[str, Path]:
    """The packages in a folder, by their names as they compare (PEP 503): the folder that describes each."""
    found = {}
    for name in os.listdir(folder):
        if name.endswith(".dist-info"):
            found[_plain(name.partition("-")[0])] = folder / name
    return found


def needed(wanted: Iterable[str], packages: Mapping[str, Path]) -> list[str]:
    """Name and version of those packages that are asked for, as pyproject.toml does, and of all that they ask for in
    turn (Requires-Dist of their METADATA), in order. What is only asked for by an extra, or is not installed because it
    is for another system, is left out."""
    found: dict[str, str] = {}
    waiting = [_asked(words) for words in wanted]
    while waiting:
        name = waiting.pop()
        folder = packages.get(name)
        if folder is None or name in found:
            continue
        found[name] = folder.name
        head = (folder / "METADATA").read_text(encoding="utf-8").partition("\n\n")[0]
        asked = [line.partition(":")[2] for line in head.split("\n") if line.startswith("Requires-Dist:")]
        waiting += [_asked(words) for words in asked if "extra ==" not in words and "extra==" not in words]
    return sorted(found.values())


def _asked(words: str) -> str:
    """pelican>=4.12,<4.13 → pelican."""
    name = _NAME.match(words.strip())
    return _plain(name[0].rstrip("-._")) if name else ""


def _plain(name: str) -> str:
    return _DASHES.sub("-", name).lower()


def code_key(files: Iterable[Path]) -> bytes:
    """A digest of the versions of Python and its packages, and of these source files. 16 bytes.

    Coarse on purpose: whatever code changes, everything is made anew.
    """
    digest = blake2b(versions(), digest_size=16)
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()
