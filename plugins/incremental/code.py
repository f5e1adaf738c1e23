"""What made it: the code and the packages that values and pages come from."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path


def versions() -> bytes:
    """Python's version and those of all installed packages."""
    packages = sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))
    return "\0".join([sys.version, *packages]).encode()


def code_key(files: Iterable[Path]) -> bytes:
    """A digest of the versions of Python and its packages, and of these source files. 16 bytes.

    Coarse on purpose: whatever code changes, everything is made anew.
    """
    digest = blake2b(versions(), digest_size=16)
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()
