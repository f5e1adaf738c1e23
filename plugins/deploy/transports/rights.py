"""Who may read what is published: everybody, whatever the umask of whoever publishes; and who else may write."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..fault import DeployFault


@dataclass(frozen=True, slots=True)
class Rights:
    """group: of users who may publish to the same target, "" for none: files are 644 and folders 755, with a group 664
    and 2775."""

    group: str = ""

    @property
    def umask(self) -> int:
        """What nobody gets."""
        return 0o002 if self.group else 0o022

    @contextmanager
    def apply(self) -> Iterator[None]:
        """What is made while the block runs has these rights. (POSIX; umask(2) holds for the whole process.)"""
        before = os.umask(self.umask)
        try:
            yield
        finally:
            os.umask(before)

    def file(self, file: Path) -> None:
        """Give a file that was there already these rights, where that may be done."""
        wanted = 0o666 & ~self.umask
        if os.name == "posix" and file.stat().st_mode & 0o777 != wanted:
            with suppress(PermissionError):  # somebody else's, and perhaps readable as it is
                file.chmod(wanted)

    def top(self, folder: Path) -> None:
        """Give a target's own folder to the group; what is made in it inherits that."""
        if self.group and folder.stat().st_mode & 0o2020 != 0o2020:
            try:
                shutil.chown(folder, group=self.group)
            except LookupError:
                raise DeployFault(f"这台机器上没有“{self.group}”这个组", "改好 DEPLOY 里的 group") from None
            folder.chmod(0o2775)


EVERYBODY = Rights()
