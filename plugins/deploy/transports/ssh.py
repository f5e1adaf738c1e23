"""Commands on another machine. Who may log in is ssh's business: its agent and its own configuration. XISHAN_SSH sets
the ssh command, as rsync's -e."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

from ..fault import DeployFault, from_words

SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -C"
_HOST = re.compile(r"(?:[\w.-]+@)?(?:[\w.-]+|\[[0-9A-Fa-f:]+\])")


class Ssh:
    """A host by its name, with or without a user."""

    def __init__(self, host: str) -> None:
        if not _HOST.fullmatch(host) or host.startswith("-"):
            raise DeployFault(f"看不懂主机 {host}", "写成 rsync:用户@主机:路径")
        self.host = host
        self.command = os.environ.get("XISHAN_SSH") or SSH

    def run(self, script: str, stdin: str = "") -> str:
        """What a script prints; a DeployFault where it fails. By sh, whatever shell the user has over there."""
        host = self.host.translate({ord("["): None, ord("]"): None})
        wrapped = f"exec sh -c {shlex.quote(f'LC_ALL=C; export LC_ALL; {script}')}"
        return call([*shlex.split(self.command), host, wrapped], stdin, "在目标主机上的操作")


def call(command: list[str], stdin: str, what: str, folder: Path | None = None) -> str:
    """What a command prints; a DeployFault from its last words where it fails. what: its work, for that."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        words = stdin.encode(errors="surrogateescape")  # names that others gave need not be UTF-8
        done = subprocess.run(command, input=words, capture_output=True, env=environment, cwd=folder)
    except FileNotFoundError:
        raise DeployFault(f"这台机器上没有 {command[0]}", f"装上 {command[0]} 再发布") from None
    if done.returncode:
        raise from_words(done.stderr.decode(errors="replace"), what)
    return done.stdout.decode(errors="surrogateescape")
