"""git:REMOTE#BRANCH — a branch that a host serves (GitHub Pages and its kin), by ghp-import.

A release is a commit; its message is the heading of its manifest, the manifest lies beside the pages. The push is the
switch: it goes through whole or not at all, and only when nobody else has pushed meanwhile, which is all the lease
that is needed. All releases stay in the branch's history; going back is a new commit with an old commit's tree.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ..fault import DeployFault, from_words, unsecret
from ..release.manifest import NAME, FileEntry, Manifest, ReleaseHeading, read_heading
from .transport import Inventory, Shipment

OURS = "#xishan\t"  # how the message of a release's commit begins


class GitPages:
    """Releases as commits. folder: in the store, for a repository of our own; newsroom, host: in whose name, for
    everybody can read that."""

    compressed = False  # such hosts compress by themselves
    caching = False  # and set their own Cache-Control
    exposed = False

    def __init__(self, remote: str, branch: str, folder: Path, newsroom: str = "", host: str = "") -> None:
        if not remote or remote.startswith("-") or not branch or branch.startswith("-"):
            raise DeployFault(f"看不懂地址 git:{remote}#{branch}", "写成 git:仓库地址#分支")
        self.remote = remote
        self.branch = branch
        self.folder = folder
        self.line = ""
        self.served = ""  # the branch's commit when it was last looked at
        self.sent: dict[int, str] = {}
        self.purged: dict[int, tuple[str, str]] = {}  # the tree of a release without what was purged, and its message
        self.repository = folder / "repository.git"
        self.address = unsecret(f"git:{remote}#{branch}")
        self.newsroom = re.sub(r"[<>\s]+", " ", newsroom).strip() or "xishan"
        self.email = f"noreply@{host or 'localhost'}"

    def inventory(self) -> Inventory:
        """Read from the branch's history; where the last commit is somebody else's, the pages are theirs too."""
        commits = self._commits()
        headings = {heading.number: heading for heading, _ in reversed(commits)}
        releases = tuple(headings[number] for number in sorted(headings))
        current = commits[0][0] if commits else None
        torn = bool(commits) and commits[0][1] != self.served
        return Inventory(current, releases, max(headings, default=0) + 1, torn)

    def text(self, number: int) -> str:
        """The release's manifest."""
        return self._git("cat-file", "blob", f"{self._commit(number)}:{NAME}").decode()

    def fetch(self, number: int, entries: Collection[FileEntry]) -> Iterator[tuple[str, bytes]]:
        """Read from the commit."""
        commit = self._commit(number)
        for entry in entries:
            yield entry.path, self._git("cat-file", "blob", f"{commit}:{entry.path}")

    def claim(self, line: str) -> bool:
        """The push decides. What killed deploys have left in our own repository is cleared away."""
        for lock in self.repository.rglob("*.lock"):
            lock.unlink()
        for ref in self._git("for-each-ref", "--format=%(refname)", "refs/heads").decode().split():
            self._git("update-ref", "-d", ref)
        if self.served:  # what the next fetch need not bring again
            self._git("update-ref", "refs/served", self.served)
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
                shipment.payload.copy(entry, target)
        (layout / NAME).write_text(shipment.text, encoding="utf-8", newline="\n")
        draft = f"release-{shipment.token}"
        if self.served:
            self._git("update-ref", f"refs/heads/{draft}", self.served)
        command = [sys.executable, "-m", "ghp_import", "-n", "-r", "nowhere", "-b", draft]
        self._call([*command, "-m", str(shipment.heading), str(layout.resolve())], "ghp-import")
        made = self._git("for-each-ref", "--format=%(objectname)", f"refs/heads/{draft}").decode().strip()
        if made in ("", self.served):
            raise DeployFault("ghp-import 没有写出新的一版", "检查磁盘空间，再发布一次")
        self.sent[shipment.heading.number] = made
        shutil.rmtree(layout)

    def switch(self, number: int, line: str) -> None:
        """Push what was sent, or a new commit with the tree of an older release."""
        if not (tip := self.sent.pop(number, "")):
            tree, message = self.purged.get(number) or self._released(number)
            tip = self._git("commit-tree", tree, "-p", self.served, "-m", message).decode().strip()
        self._git("push", self.remote, f"{tip}:refs/heads/{self.branch}")
        self.served = tip

    def purge(self, heading: ReleaseHeading, manifest: Manifest, gone: Sequence[FileEntry]) -> str:
        """A tree without these files, which the branch would be switched to; its history keeps them."""
        text = manifest.text(heading).encode()
        blob = self._git("hash-object", "-w", "--stdin", stdin=text).decode().strip()
        rows = [f"0 {'0' * 40}\t{entry.path}\0" for entry in gone] + [f"100644 {blob}\t{NAME}\0"]
        index = self.repository / "purge.index"
        index.unlink(missing_ok=True)
        self._git("read-tree", self._commit(heading.number), index=index)
        self._git("update-index", "-z", "--index-info", stdin="".join(rows).encode(), index=index)
        self.purged[heading.number] = self._git("write-tree", index=index).decode().strip(), str(heading)
        return "git 分支的历史里还有它 → 要清干净，请管仓库的人改写历史"

    def drop(self, keep: Sequence[ReleaseHeading], manifest: object = None) -> None:
        """A branch keeps its history."""

    def _commits(self) -> list[tuple[ReleaseHeading, str]]:
        """Heading and name of every release's commit on the branch, newest first, as the remote has them now."""
        if not (self.repository / "HEAD").is_file():
            self.repository.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", ".")
        found = self._git("ls-remote", self.remote, f"refs/heads/{self.branch}").decode().split()
        self.served = found[0] if found else ""
        if found and not self._has(self.served):
            self._git("fetch", "--quiet", "--no-tags", self.remote, f"refs/heads/{self.branch}")
        return list(self._history())

    def _history(self) -> Iterator[tuple[ReleaseHeading, str]]:
        rows = self._git("log", "--first-parent", "--format=%H %s", self.served) if self.served else b""
        for commit, _, subject in (row.partition(" ") for row in rows.decode(errors="replace").splitlines()):
            if subject.startswith(OURS):
                yield read_heading(subject), commit

    def _commit(self, number: int) -> str:
        for heading, commit in self._history():
            if heading.number == number:
                return commit
        raise DeployFault(f"目标上没有第 {number} 版", "用 python3 news.py releases 看看有哪些")

    def _released(self, number: int) -> tuple[str, str]:
        wanted = self._commit(number)
        return f"{wanted}^{{tree}}", self._git("log", "-1", "--format=%s", wanted).decode().strip()

    def _has(self, commit: str) -> bool:
        return bool(self._git("rev-list", "--ignore-missing", "-1", commit).strip())

    def _git(self, *words: str, stdin: bytes = b"", index: Path | None = None) -> bytes:
        return self._call(["git", "-c", "log.showSignature=false", *words], f"git {words[0]}", stdin, index)

    def _call(self, command: list[str], what: str, stdin: bytes = b"", index: Path | None = None) -> bytes:
        names = {"NAME": self.newsroom, "EMAIL": self.email}
        who = {f"GIT_{part}_{name}": words for part in ("AUTHOR", "COMMITTER") for name, words in names.items()}
        ssh = {"GIT_SSH_COMMAND": os.environ["XISHAN_SSH"]} if "XISHAN_SSH" in os.environ else {}
        own = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_DIR": str(self.repository.resolve())}
        own |= {"GIT_INDEX_FILE": str(index.resolve())} if index else {}
        try:
            done = subprocess.run(
                command,
                cwd=self.repository,
                input=stdin,
                capture_output=True,
                env={**os.environ, **who, **ssh, **own},
                umask=0o022 if os.name == "posix" else -1,
            )
        except FileNotFoundError:
            raise DeployFault("这台机器上没有 git", "装上 git 再发布") from None
        if done.returncode:
            raise from_words(done.stderr.decode(errors="replace"), what)
        return done.stdout
