"""Commands on another machine. Who may log in is ssh's business: its agent and its own configuration. XISHAN_SSH sets
the ssh command, as rsync's -e."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

from ..fault import CHANGED, UNKNOWN, DeployFault, from_words

SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -C"
_HOST = re.compile(r"(?:[\w.-]+@)?(?:[\w.-]+|\[[0-9A-Fa-f:]+\])")


class Ssh:
    """A host by its name, with or without a user. umask: of what is made there, whatever the user's own is."""

    def __init__(self, host: str, umask: int = 0o022) -> None:
        if not _HOST.fullmatch(host) or host.startswith("-"):
            raise DeployFault(f"看不懂主机 {host}", "写成 rsync:用户@主机:路径")
        self.host = host
        self.umask = umask
        self.command = os.environ.get("XISHAN_SSH") or SSH

    def run(self, script: str, stdin: str = "") -> str:
        """What a script prints; a DeployFault where it fails. By sh, whatever shell the user has over there."""
        host = self.host.translate({ord("["): None, ord("]"): None})
        wrapped = f"exec sh -c {shlex.quote(f'LC_ALL=C; export LC_ALL; umask {self.umask:03o}; {script}')}"
        try:
            return call([*shlex.split(self.command), host, wrapped], stdin, "在目标主机上的操作")
        except DeployFault as fault:
            raise self._about_key(host, fault) from fault

    def _about_key(self, host: str, fault: DeployFault) -> DeployFault:
        """A fault of the host's key with the key that the host shows; any other as it is."""
        if fault.message not in (CHANGED[0], UNKNOWN[0]):
            return fault
        asked = [*shlex.split(self.command), "-v", "-o", "StrictHostKeyChecking=yes", host, "true"]
        said = subprocess.run(asked, capture_output=True, stdin=subprocess.DEVNULL).stderr.decode(errors="replace")
        found = re.search(r"Server host key: (\S+) (\S+)", said)  # a line of ssh's own record, English everywhere
        key = f"，它出示的是 {found[1]} {found[2]}" if found else ""
        if fault.message == CHANGED[0]:
            name = host.rpartition("@")[2]
            remedy = f"向管主机的人核实；确实换过，先运行 ssh-keygen -R {name}，再运行 ssh {host}，回答 yes"
        else:
            remedy = f"和管主机的人核对这串指纹；一致，就在终端里运行 ssh {host}，回答 yes，再发布"
        return DeployFault(fault.message + key, remedy)


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
