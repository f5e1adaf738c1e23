"""One deploy at a time: a lease in the target, which names its owner and goes stale, and a lock on this machine.

The lock is the operating system's and ends with its process. So a lease that was taken from here, while the lock is
free, belongs to a deploy that was killed, and is taken over at once.
"""

from __future__ import annotations

import getpass
import os
import platform
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plugins.incremental.writer import write_file

from ..fault import DeployFault
from ..transports.transport import Transport, taken

RENEW = 60.0  # seconds


def whoami() -> str:
    """user@machine."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        user = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return re.sub(r"\s", "", f"{user}@{platform.node()}")


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease that is ours. token: unique to one deploy."""

    transport: Transport
    token: str
    line: str


@contextmanager
def lease(transport: Transport, folder: Path) -> Iterator[Lease]:
    """Hold the target for as long as the block runs. folder: in the store, this target's own. A target that someone
    else holds is a DeployFault that names them."""
    with _lock(folder / "lock"):
        own = folder / "lease"
        token = secrets.token_hex(8)
        before = own.read_text(encoding="utf-8").split() if own.is_file() else []
        # Noted before it is taken, with the ones of deploys that were killed before they could leave.
        write_file(own, " ".join([token, *before]).encode())
        held = Lease(transport, token, f"{token} {whoami()}")
        _take(held, before)
        done = threading.Event()
        renewer = threading.Thread(target=_renew, args=(held, done), daemon=True)
        renewer.start()
        try:
            yield held
        finally:
            done.set()
            renewer.join()
            with suppress(DeployFault):  # the network that failed us may fail this too; our own lease does not block us
                transport.leave(held.line)
                write_file(own, b"")


def _take(held: Lease, ours: list[str]) -> None:
    for _ in range(2):
        if held.transport.claim(held.line):
            return
        found = held.transport.holder()
        if found and (found[0].partition(" ")[0] in ours or found[1]):
            held.transport.leave(found[0])
        elif found:
            raise taken(found[0])
    raise taken("")


def _renew(held: Lease, done: threading.Event) -> None:
    while not done.wait(RENEW):
        with suppress(DeployFault):  # tried again in a minute; the switch asks in the end
            held.transport.renew(held.line)


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as opened:
        try:
            _lock_file(opened.fileno())
        except OSError:
            raise DeployFault("这台机器上正在向这个目标发布", "等它结束再发布") from None
        yield


if os.name == "nt":
    import msvcrt

    def _lock_file(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _lock_file(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
