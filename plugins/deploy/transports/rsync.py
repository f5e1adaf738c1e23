"""rsync:USER@HOST:PATH — a folder on a machine that has ssh, sh and rsync; its server's root is PATH/current/site.

The release before is hard-linked on the host, without what changes; that is laid out in a folder of its own here and
sent in one go. rsync compares contents, not times, and takes whatever the release before or an interrupted deploy has
already brought. `current` is switched by rsync itself, which puts a link in place by a rename.
"""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from ..fault import DeployFault
from ..release.manifest import NAME, FileEntry, Manifest, ReleaseHeading, read_heading
from . import layout
from .rights import EVERYBODY, Rights
from .ssh import Ssh, call
from .transport import STALE, Inventory, Shipment, seen, taken


class Rsync:
    """Releases in a folder of another machine. folder: in the store, for what is on its way."""

    compressed = True
    caching = True
    exposed = False

    def __init__(self, host: str, path: str, folder: Path, rights: Rights = EVERYBODY) -> None:
        self.ssh = Ssh(host, rights.umask)
        self.rights = rights
        if not path.strip():
            raise DeployFault(f"看不懂地址 rsync:{host}:{path}", "写成 rsync:用户@主机:路径")
        self.path = path.removeprefix("~/").rstrip("/") or "/"
        self.folder = folder
        self.address = f"rsync:{host}:{path}"
        self.sent: dict[int, str] = {}
        self.interrupted: list[str] = []

    def inventory(self) -> Inventory:
        """The first lines of the manifests that are there."""
        lines = self._run(
            f"if [ ! -d {self._quoted} ]; then if [ -e {self._quoted} ]; then echo file; "
            f'elif [ ! -d "$(dirname {self._quoted})" ]; then echo orphan; fi; exit 0; fi; '
            f"cd {self._quoted} || exit 1; "
            f"if [ ! -e current ] && [ ! -d releases ] && ls | grep -v -q -E {_LEFT}; then echo strange; exit 0; fi; "
            f"if [ ! -e current ]; then echo -; elif [ -f current/{NAME} ]; then head -n 1 current/{NAME}; "
            f"else echo foreign; fi; "
            f"for f in releases/[0-9]*/{NAME}; do if [ -f $f ]; then head -n 1 $f; fi; done"
        ).splitlines()
        if lines[:1] == ["orphan"]:
            above = os.path.dirname(self.path)
            raise DeployFault(f"{self.ssh.host} 上没有 {above} 这个文件夹", "检查路径是否写错；没有错，先建好它")
        if lines[:1] == ["file"]:
            raise DeployFault(f"{self.address} 不是文件夹", "换一个地方，或者先移走它")
        if lines[:1] == ["strange"]:
            raise DeployFault(f"{self.address} 里有别的文件", "换一个空的或还没有的文件夹")
        if lines[:1] == ["foreign"]:
            raise DeployFault(f"{self.address}/current 不是由发布写出的", "换一个文件夹，或者先移走它")
        releases = tuple(sorted((read_heading(line) for line in lines[1:]), key=lambda heading: heading.number))
        current = read_heading(lines[0]) if lines and lines[0] != "-" else None
        return seen(current, releases)

    def text(self, number: int) -> str:
        """The release's manifest."""
        return self._run(f"cat {self._quoted}/releases/{layout.name(number)}/{NAME}")

    def fetch(self, number: int, entries: Collection[FileEntry]) -> Iterator[tuple[str, bytes]]:
        """In one go, by way of a folder that is removed afterwards."""
        with tempfile.TemporaryDirectory() as folder:
            listed = "".join(f"{entry.path}\n" for entry in entries)
            source = f"{self.path}/releases/{layout.name(number)}/site/"
            self._rsync(["-r", "--files-from=-", self._remote(source), "./"], Path(folder), listed)
            for entry in entries:
                yield entry.path, (Path(folder) / entry.path).read_bytes()

    def claim(self, line: str) -> bool:
        """A link that only one can make, whole from the first moment on; where the host has no links, `set -C` opens
        with O_EXCL (POSIX, Shell Command Language 2.7.2)."""
        words = self._run(
            f"[ -d {self._quoted} ] || mkdir {self._quoted} || exit 1; cd {self._quoted} || exit 1; {self._given()}"
            "draft=lease.draft.$$; "
            f"echo {shlex.quote(line)} > $draft || {{ rm -f $draft; exit 1; }}; "
            "if ln $draft lease 2>/dev/null; then said=yes; elif [ -e lease ]; then said=no; "
            "elif (set -C; cat $draft > lease); then said=yes; elif [ -e lease ]; then said=no; fi; rm -f $draft; "
            'echo "${said:?}"; ls -d incoming.* 2>/dev/null; true'
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
        """What stays by hard link over there, what changes from here; then the files are counted."""
        incoming = f"incoming.{shipment.token}"
        basis = f"releases/{layout.name(shipment.base.number)}" if shipment.base else ""
        if basis:
            gone = [*shipment.plan.changed, *shipment.plan.deleted]
            self._run(
                f'cd {self._quoted} && rsync -a --link-dest="$PWD/{basis}" {basis}/ {incoming}/ && '
                f"cd {incoming}/site && {_REMOVE}",
                "".join(f"{entry.path}\n" for entry in gone),
            )
        links = [f"--link-dest=../{folder}" for folder in ([basis] if basis else []) + self.interrupted[:10]]
        self._bring(shipment, shipment.plan.sent, incoming, links)
        if self._count(incoming) != len(shipment.manifest.files):
            self._mend(shipment, incoming, links)
        if self.rights.group:
            self._run(
                f"cd {self._quoted} && chgrp -R {shlex.quote(self.rights.group)} {incoming} && "
                f"chmod -R g+rwX {incoming} && find {incoming} -type d -exec chmod g+s {{}} +"
            )
        self.sent[shipment.heading.number] = incoming

    def switch(self, number: int, line: str) -> None:
        """A release that was just sent takes its place among the others, then `current` leads to it; the host itself
        looks whether the lease is still ours."""
        release = f"releases/{layout.name(number)}"
        incoming = self.sent.pop(number, "")
        place = f"mv {incoming} {release} && " if incoming else ""
        said = self._run(
            f'cd {self._quoted} || exit 1; if [ "$(cat lease)" != {shlex.quote(line)} ]; then echo taken; cat lease; '
            f"exit; fi; mkdir -p releases && {place}[ -d {release} ] && rm -rf switch && mkdir switch && "
            f"ln -s {release} switch/current && rsync -l switch/current ./ && rm -rf switch"
        )
        if said.startswith("taken"):
            raise taken(said.partition("\n")[2].strip())

    def purge(self, heading: ReleaseHeading, manifest: Manifest, gone: Sequence[FileEntry]) -> str:
        """The manifest last: until then whoever tries again knows what has to go."""
        release = f"{self._quoted}/releases/{layout.name(heading.number)}"
        self._run(f"cd {release}/site && {_REMOVE}", "".join(f"{entry.path}\n" for entry in gone))
        self._run(f"cd {release} && cat > {NAME}.new && mv {NAME}.new {NAME}", manifest.text(heading))
        return ""

    def drop(self, keep: Sequence[ReleaseHeading], manifest: object = None) -> None:
        """A release is renamed before it is taken apart, so that none is ever there in part."""
        names = " ".join(layout.name(heading.number) for heading in keep)
        self._run(
            f'cd {self._quoted} && for f in releases/[0-9]*; do case " {names} " in *" ${{f#releases/}} "*) ;; '
            f"*) mv $f dropped.${{f#releases/}} ;; esac; done; rm -rf dropped.* incoming.*"
        )

    def _bring(self, shipment: Shipment, entries: Iterable[FileEntry], incoming: str, links: list[str]) -> None:
        outbox = self.folder / "outbox"
        shutil.rmtree(outbox, ignore_errors=True)
        (outbox / "site").mkdir(parents=True)
        for entry in entries:
            target = outbox / "site" / entry.path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(shipment.payload.check(entry), target)
        for name, words in {NAME: shipment.text, **shipment.beside}.items():
            (outbox / name).write_text(words, encoding="utf-8", newline="\n")
        flags = ["-r", "-z", "--checksum", "--partial", f"--chmod={self._modes}", *links]
        self._rsync([*flags, "./", self._remote(f"{self.path}/{incoming}/")], outbox)
        shutil.rmtree(outbox)

    def _count(self, incoming: str) -> int:
        return int(self._run(f"cd {self._quoted}/{incoming}/site && find . -type f | wc -l"))

    def _mend(self, shipment: Shipment, incoming: str, links: list[str]) -> None:
        """Somebody has removed or added files in the served release by hand: what the payload has is sent again, what
        only stayed a while is left out, what is not ours goes."""
        wanted = shipment.manifest.files
        listed = self._run(f"cd {self._quoted}/{incoming}/site && find . -type f").split("\n")[:-1]
        paths = {path.removeprefix("./") for path in listed}
        missing = [entry for path, entry in wanted.items() if path not in paths and path in shipment.payload.sources]
        strange = [path for path in paths if path not in wanted]
        self._run(f"cd {self._quoted}/{incoming}/site && {_REMOVE}", "".join(f"{path}\n" for path in strange))
        self._bring(shipment, missing, incoming, links)
        if self._count(incoming) != len(paths) - len(strange) + len(missing):
            raise DeployFault("目标上的文件和发布清单对不上", "再发布一次；没有切换，读者看到的还是原来的版本")

    @property
    def _modes(self) -> str:
        return "D2775,F664" if self.rights.group else "D755,F644"

    def _given(self) -> str:
        """The folder to the group, whose members inherit what is made in it."""
        group = shlex.quote(self.rights.group)
        return f"chgrp {group} . && chmod 2775 . || exit 1; " if self.rights.group else ""

    @property
    def _quoted(self) -> str:
        return shlex.quote(self.path)

    def _remote(self, path: str) -> str:
        return f"{self.ssh.host}:{path}"

    def _run(self, script: str, stdin: str = "") -> str:
        return self.ssh.run(script, stdin)

    def _rsync(self, words: list[str], folder: Path, stdin: str = "") -> None:
        # Run inside the folder: "C:" would be taken for a host. -s: paths are not for the shell over there to expand.
        call(["rsync", "-s", "-e", self.ssh.command, *words], stdin, "rsync 传输", folder)


# What an interrupted first deploy leaves in a folder, and what systems put there.
_LEFT = r"'^(lease|incoming\.|dropped\.|switch$|lost\+found$)'"
# Paths on stdin, a line each; then the folders that are left empty.
_REMOVE = 'while IFS= read -r f; do rm -f "./$f"; done; find . -depth -type d -exec rmdir {} + 2>/dev/null; true'


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
