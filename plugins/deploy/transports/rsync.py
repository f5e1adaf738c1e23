"""rsync:USER@HOST:PATH — a folder on a machine that has ssh, sh and rsync; its server's root is PATH/current/site.

What travels is laid out in a folder of its own and sent in one go; rsync compares contents, not times, and takes
whatever the release before or an interrupted deploy has already brought. The rest of the release is hard-linked on
the host. `current` is switched by rsync itself, which puts a link in place by a rename.

Who may log in is ssh's business: its agent and its own configuration. XISHAN_SSH sets the ssh command, as rsync's -e.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from .. import layout
from ..fault import DeployFault, from_words
from ..manifest import NAME, Entry, read_heading
from ..transport import STALE, Shipment, Standing

SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -C"
_HOST = re.compile(r"(?:[\w.-]+@)?(?:[\w.-]+|\[[0-9A-Fa-f:]+\])")


class Rsync:
    """Releases in a folder of another machine. folder: in the store, for what is on its way."""

    compressed = True
    caching = True

    def __init__(self, host: str, path: str, folder: Path) -> None:
        if not _HOST.fullmatch(host) or host.startswith("-") or not path.strip():
            raise DeployFault(f"看不懂地址 rsync:{host}:{path}", "写成 rsync:用户@主机:路径")
        self.host = host
        self.path = path.removeprefix("~/").rstrip("/") or "/"
        self.folder = folder
        self.ssh = os.environ.get("XISHAN_SSH") or SSH
        self.address = f"rsync:{host}:{path}"
        self.sent: dict[int, str] = {}
        self.interrupted: list[str] = []

    def standing(self) -> Standing:
        """The first lines of the manifests that are there."""
        lines = self._run(
            f"cd {self._quoted} 2>/dev/null || exit 0; head -n 1 current/{NAME} 2>/dev/null || echo -; "
            f"for f in releases/[0-9]*/{NAME}; do [ -f $f ] && head -n 1 $f; done; true"
        ).splitlines()
        releases = tuple(sorted((read_heading(line) for line in lines[1:]), key=lambda heading: heading.number))
        current = read_heading(lines[0]) if lines and lines[0] != "-" else None
        return Standing(current, releases, max((r.number for r in releases), default=0) + 1)

    def text(self, number: int) -> str:
        """The release's manifest."""
        return self._run(f"cat {self._quoted}/releases/{layout.name(number)}/{NAME}")

    def fetch(self, number: int, entries: Collection[Entry]) -> Iterator[tuple[str, bytes]]:
        """In one go, by way of a folder that is removed afterwards."""
        with tempfile.TemporaryDirectory() as folder:
            listed = "".join(f"{entry.path}\n" for entry in entries)
            source = f"{self.path}/releases/{layout.name(number)}/site/"
            self._rsync(["-r", "--files-from=-", self._remote(source), f"{folder}/"], listed)
            for entry in entries:
                yield entry.path, (Path(folder) / entry.path).read_bytes()

    def claim(self, line: str) -> bool:
        """A file that only one can create: `set -C` opens with O_EXCL (POSIX, Shell Command Language 2.7.2)."""
        words = self._run(
            f"mkdir -p {self._quoted} && cd {self._quoted} && "
            f"if [ -e lease ]; then echo no; elif (set -C; echo {shlex.quote(line)} > lease); then echo yes; "
            "elif [ -e lease ]; then echo no; else exit 1; fi; ls -d incoming.* 2>/dev/null; true"
        ).split()
        self.interrupted = words[1:]
        return words[0] == "yes"

    def holder(self) -> tuple[str, bool] | None:
        """The lease, and whether it is stale by the host's clock."""
        minutes = round(STALE / 60)
        lines = self._run(
            f"cd {self._quoted} 2>/dev/null && [ -f lease ] || exit 0; cat lease; find lease -mmin +{minutes}"
        ).splitlines()
        return (lines[0], len(lines) > 1) if lines else None

    def renew(self, line: str) -> None:
        """Stamp the lease anew."""
        self._run(f'cd {self._quoted} && [ "$(cat lease)" = {shlex.quote(line)} ] && touch lease')

    def leave(self, line: str) -> None:
        """Set aside and looked at before it is removed: it may be another's by now."""
        self._run(f"cd {self._quoted} && mv lease lease.left.$$ 2>/dev/null || exit 0; "
                  f"if [ \"$(cat lease.left.$$)\" = {shlex.quote(line)} ]; then rm -f lease.left.$$; "
                  f"else mv lease.left.$$ lease; fi")  # fmt: skip

    def send(self, shipment: Shipment) -> None:
        """Changed files from here, the rest by hard link over there; then the files are counted."""
        outbox = self.folder / "outbox"
        shutil.rmtree(outbox, ignore_errors=True)
        (outbox / "site").mkdir(parents=True)
        for entry in shipment.plan.sent:
            target = outbox / "site" / entry.path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(shipment.tree.check(entry), target)
        for name, words in {NAME: shipment.text, **shipment.beside}.items():
            (outbox / name).write_text(words, encoding="utf-8", newline="\n")
        incoming = f"incoming.{shipment.token}"
        basis = [f"releases/{layout.name(shipment.base.number)}"] if shipment.base else []
        links = [f"--link-dest=../{folder}" for folder in [*basis, *self.interrupted[:10]]]
        self._rsync(
            ["-r", "-z", "--checksum", "--partial", "--chmod=D755,F644", *links]
            + [f"{outbox}/", self._remote(f"{self.path}/{incoming}/")]
        )
        linking = (
            basis and f'rsync -a --files-from=- --link-dest="$PWD/{basis[0]}/site" {basis[0]}/site/ {incoming}/site/'
        )
        count = int(
            self._run(
                f"cd {self._quoted} && {linking or 'true'} && find {incoming}/site -type f | wc -l",
                "".join(f"{entry.path}\n" for entry in shipment.plan.kept),
            )
        )
        if count != len(shipment.manifest.files):
            what = f"传到目标上的文件是 {count} 个，应该是 {len(shipment.manifest.files)} 个"
            raise DeployFault(what, "再发布一次；没有切换，读者看到的还是原来的版本")
        self.sent[shipment.heading.number] = incoming
        shutil.rmtree(outbox)

    def switch(self, number: int) -> None:
        """A release that was just sent takes its place among the others, then `current` leads to it."""
        release = f"releases/{layout.name(number)}"
        incoming = self.sent.pop(number, "")
        place = f"mv {incoming} {release} && " if incoming else ""
        self._run(
            f"cd {self._quoted} && mkdir -p releases && {place}[ -d {release} ] && rm -rf switch && mkdir switch && "
            f"ln -s {release} switch/current && rsync -l switch/current ./ && rm -rf switch"
        )

    def drop(self, keep: Iterable[int]) -> None:
        """A release is renamed before it is taken apart, so that none is ever there in part."""
        names = " ".join(layout.name(number) for number in keep)
        self._run(
            f'cd {self._quoted} && for f in releases/[0-9]*; do case " {names} " in *" ${{f#releases/}} "*) ;; '
            f"*) mv $f dropped.${{f#releases/}} ;; esac; done; rm -rf dropped.* incoming.*"
        )

    @property
    def _quoted(self) -> str:
        return shlex.quote(self.path)

    def _remote(self, path: str) -> str:
        return f"{self.host}:{path}"

    def _run(self, script: str, stdin: str = "") -> str:
        host = self.host.translate({ord("["): None, ord("]"): None})
        return _call([*shlex.split(self.ssh), host, f"LC_ALL=C; export LC_ALL; {script}"], stdin, "在目标主机上的操作")

    def _rsync(self, words: list[str], stdin: str = "") -> str:
        # -s: paths are not split or expanded by the shell over there.
        return _call(["rsync", "-s", "-e", self.ssh, *words], stdin, "rsync 传输")


def _call(command: list[str], stdin: str, what: str) -> str:
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=stdin.encode(), capture_output=True, env=environment)
    except FileNotFoundError:
        raise DeployFault(f"这台机器上没有 {command[0]}", f"装上 {command[0]} 再发布") from None
    if done.returncode:
        raise from_words(done.stderr.decode(errors="replace"), what)
    return done.stdout.decode()


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
