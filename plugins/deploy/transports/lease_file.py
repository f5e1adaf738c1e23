"""The lease of a target that is a folder or file here: a file that only one can create."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from ..fault import told
from .transport import STALE, taken

NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.EINVAL}


class LeaseFile:
    """The lease's part of a Transport."""

    def __init__(self, lease: Path) -> None:
        self._lease = lease

    @told
    def claim(self, line: str) -> bool:
        """A file that only one can create."""
        self._lease.parent.mkdir(exist_ok=True)
        draft = self._beside(line.partition(" ")[0])
        draft.write_text(line, encoding="utf-8")
        try:
            os.link(draft, self._lease)  # whole from the first moment on, and never over another one
        except FileExistsError:
            return False
        except OSError as fault:
            if fault.errno not in NO_LINKS:
                raise
            try:
                with self._lease.open("x", encoding="utf-8") as opened:
                    opened.write(line)
            except FileExistsError:
                return False
        finally:
            draft.unlink()
        return True

    @told
    def holder(self) -> tuple[str, bool] | None:
        """The lease, and whether it is stale by the clock of the folder's own machine, which stamps a new file."""
        try:
            line, then = self._lease.read_text(encoding="utf-8"), self._lease.stat().st_mtime
        except FileNotFoundError:
            return None
        clock = self._beside(f"clock{os.getpid()}")
        try:
            clock.touch()
            return line, clock.stat().st_mtime - then > STALE
        except OSError:
            return line, False  # nothing can be written here, so nothing can be taken over
        finally:
            with suppress(OSError):
                clock.unlink(missing_ok=True)

    @told
    def renew(self, line: str) -> None:
        """Stamp the lease anew."""
        if self._lease.read_text(encoding="utf-8") == line:
            os.utime(self._lease)

    @told
    def leave(self, line: str) -> None:
        """Set aside and looked at before it is removed: it may be another's by now."""
        aside = self._beside(f"left{os.getpid()}")
        try:
            os.replace(self._lease, aside)
        except FileNotFoundError:
            return
        if aside.read_text(encoding="utf-8") == line:
            aside.unlink()
        else:
            os.replace(aside, self._lease)

    def _still(self, line: str) -> None:
        """Ours to the last moment; else a DeployFault."""
        held = self.holder()
        if held is None or held[0] != line:
            raise taken(held[0] if held else "")

    def _beside(self, what: str) -> Path:
        return self._lease.with_name(f"{self._lease.name}.{what}")
