"""What made it: the code and the packages that values and pages come from."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path


def code_key(files: Iterable[Path]) -> bytes:
    """A digest of Python's version, of every installed package's version, and of these source files.

    Coarse on purpose: whatever code changes, everything is made anew. 16 bytes.
    """
    digest = blake2b(digest_size=16)
    digest.update(sys.version.encode())
    for package in sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info")):
        digest.update(package.encode() + b"\0")
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()
