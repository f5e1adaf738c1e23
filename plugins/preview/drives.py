"""Is a folder on a network drive? What others save there is told to nobody here: it has to be looked for."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# File systems by what Linux and macOS call them (mount(8)).
REMOTE = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs|9p|drvfs|vboxsf|vmhgfs|prl_fs|sshfs|ceph|gluster\w*|afs"
)
_MAC = re.compile(r".* on (?P<place>/.*) \((?P<kind>[^,)]+)")


def is_remote(folder: Path) -> bool:
    """Whether the folder's files may be changed on another machine. What cannot be found out is taken for local."""
    folder = folder.resolve()
    if sys.platform == "win32":
        import ctypes

        drive = folder.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == 4  # DRIVE_REMOTE
    return kind_of(folder, _mounted()) != ""


def kind_of(folder: Path, mounted: Iterable[tuple[str, str]]) -> str:
    """What network file system a folder is on, "" for none. mounted: places and kinds; the innermost place counts, and
    of two at one place the later."""
    found = ("", "")
    for place, kind in mounted:
        if folder.is_relative_to(place) and len(place) >= len(found[0]):
            found = place, kind
    kind = found[1].removeprefix("fuse.")
    return kind if REMOTE.fullmatch(kind) else ""


def _mounted() -> list[tuple[str, str]]:
    """Every place where something is mounted, and the kind of file system."""
    try:
        if sys.platform == "linux":
            return read_mounts(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape"))
        said = subprocess.run(["mount"], capture_output=True, encoding="utf-8", errors="surrogateescape").stdout
        return [(row["place"], row["kind"]) for row in map(_MAC.match, said.splitlines()) if row]
    except OSError:
        return []


def read_mounts(text: str) -> list[tuple[str, str]]:
    """The places and kinds in /proc/self/mounts, where a blank in a name is written as \\040 (fstab(5))."""
    rows = [line.split(" ") for line in text.splitlines()]
    return [
        (re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), row[1]), row[2]) for row in rows if len(row) > 2
    ]
