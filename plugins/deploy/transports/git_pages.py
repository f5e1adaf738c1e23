"""git:REMOTE#BRANCH — a branch that a host serves (GitHub Pages and its kin), by ghp-import.

A release is a commit; its message is the heading of its manifest, the manifest lies beside the pages. The push is the
switch: it goes through whole or not at all, and only when nobody else has pushed meanwhile, which is all the lease
that is needed. All releases stay in the branch's history; going back is a new commit with an old commit's tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..fault import DeployFault, from_words
from ..manifest import NAME, Entry, Heading, read_heading
from ..transport import Shipment, Standing

LOCAL = "release"  # our own branch in the store's repository


class GitPages:
    """Releases as commits. folder: in the store, for a repository of our own."""

    compressed = False  # such hosts compress by themselves
    caching = False  # and set their own Cache-Control

    def __init__(self, remote: str, branch: str, folder: Path) -> None:
        if not remote or remote.startswith("-") or not branch or branch.startswith("-"):
            raise DeployFault(f"看不懂地址 git:{remote}#{branch}", "写成 git:仓库地址#分支")
        self.remote = remote
        self.branch = branch
        self.folder = folder
        self.line = ""
        self.repository = folder / "repository.git"
        self.address = f"git:{_bare(remote)}#{branch}"

    def standing(self) -> Standing:
        """Read from the branch's history."""
        commits = self._commits()
        headings = {heading.number: heading for heading, _ in reversed(commits)}
        releases = tuple(headings[number] for number in sorted(headings))
        return Standing(commits[0][0] if commits else None, releases, max(headings, default=0) + 1)

    def text(self, number: int) -> str:
        """The release's manifest."""
        return self._git("cat-file", "blob", f"{self._commit(number)}:{NAME}").decode()

    def fetch(self, number: int, entries: Collection[Entry]) -> Iterator[tuple[str, bytes]]:
        """Read from the commit."""
        commit = self._commit(number)
        for entry in entries:
            yield entry.path, self._git("cat-file", "blob", f"{commit}:{entry.path}")

    def claim(self, line: str) -> bool:
        """The push decides."""
        self.line = line
        return True

    def holder(self) -> tuple[str, bool] | None:
        """The push decides."""
        return self.line, False

    def renew(self, line: str) -> None:
        """Nothing grows old."""

    def leave(self, line: str) -> None:
        """Nothing is held."""

    def send(self, shipment: Shipment) -> None:
        """Lay the release out and make it a commit in our own repository."""
        layout = self.folder / "layout"
        shutil.rmtree(layout, ignore_errors=True)
        for entry in shipment.manifest.files.values():
            target = layout / entry.path
            target.parent.mkdir(parents=True, exist_ok=True)
            if entry.until:
                assert shipment.base  # only a release before can have left it
                target.write_bytes(b"".join(data for _, data in self.fetch(shipment.base.number, [entry])))
            else:
                shipment.tree.copy(entry, target)
        (layout / NAME).write_text(shipment.text, encoding="utf-8", newline="\n")
        self._git("update-ref", "-d", f"refs/heads/{LOCAL}")
        if shipment.base:
            self._git("update-ref", f"refs/heads/{LOCAL}", self._served)
        before = self._tip()
        command = [sys.executable, "-m", "ghp_import", "-n", "-r", "nowhere", "-b", LOCAL]
        self._call([*command, "-m", str(shipment.heading), str(layout.resolve())], "ghp-import")
        if self._tip() == before:
            raise DeployFault("ghp-import 没有写出新的一版", "检查磁盘空间，再发布一次")
        shutil.rmtree(layout)

    def switch(self, number: int) -> None:
        """Push what was sent, or a new commit with the tree of an older release."""
        tip = self._tip()
        if not tip or self._heading(tip).number != number:
            wanted = self._commit(number)
            message = self._git("log", "-1", "--format=%s", wanted).decode().strip()
            tip = self._git("commit-tree", f"{wanted}^{{tree}}", "-p", self._served, "-m", message).decode().strip()
        self._git("push", self.remote, f"{tip}:refs/heads/{self.branch}")
        self._git("update-ref", f"refs/heads/{LOCAL}", tip)
        self._git("update-ref", self._served, tip)

    def drop(self, keep: Iterable[int]) -> None:
        """A branch keeps its history."""

    @property
    def _served(self) -> str:
        return "refs/served"

    def _commits(self) -> list[tuple[Heading, str]]:
        """Heading and name of every release's commit on the branch, newest first, as the remote has them now."""
        if not (self.repository / "HEAD").is_file():
            self.repository.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", ".")
        found = self._git("ls-remote", self.remote, f"refs/heads/{self.branch}").split()
        if not found:
            self._git("update-ref", "-d", self._served)
            return []
        self._git("fetch", "--quiet", "--no-tags", self.remote, f"+refs/heads/{self.branch}:{self._served}")
        rows = self._git("log", "--first-parent", "--format=%H %s", self._served).decode().splitlines()
        pairs = [row.split(" ", 1) for row in rows]
        return [(read_heading(subject), commit) for commit, subject in pairs if subject.startswith("#xishan\t")]

    def _commit(self, number: int) -> str:
        rows = self._git("log", "--first-parent", "--format=%H %s", self._served).decode().splitlines()
        for commit, _, subject in (row.partition(" ") for row in rows):
            if subject.startswith("#xishan\t") and read_heading(subject).number == number:
                return commit
        raise DeployFault(f"目标上没有第 {number} 版", "用 python3 news.py releases 看看有哪些")

    def _tip(self) -> str:
        return self._git("for-each-ref", "--format=%(objectname)", f"refs/heads/{LOCAL}").decode().strip()

    def _heading(self, commit: str) -> Heading:
        return read_heading(self._git("log", "-1", "--format=%s", commit).decode().strip())

    def _git(self, *words: str) -> bytes:
        return self._call(["git", *words], f"git {words[0]}")

    def _call(self, command: list[str], what: str) -> bytes:
        who = {f"GIT_{part}_{name}": "xishan" for part in ("AUTHOR", "COMMITTER") for name in ("NAME", "EMAIL")}
        ssh = {"GIT_SSH_COMMAND": os.environ["XISHAN_SSH"]} if "XISHAN_SSH" in os.environ else {}
        own = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_DIR": str(self.repository.resolve())}
        try:
            done = subprocess.run(
                command, cwd=self.repository, capture_output=True, env={**who, **os.environ, **ssh, **own}
            )
        except FileNotFoundError:
            raise DeployFault("这台机器上没有 git", "装上 git 再发布") from None
        if done.returncode:
            raise from_words(done.stderr.decode(errors="replace").replace(self.remote, _bare(self.remote)), what)
        return done.stdout


def _bare(remote: str) -> str:
    """An address without the password that may stand in it."""
    scheme, sep, rest = remote.partition("://")
    return f"{scheme}{sep}{rest.rpartition('@')[2]}" if sep and ":" in rest.partition("@")[0] else remote
