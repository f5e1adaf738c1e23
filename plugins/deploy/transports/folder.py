"""folder:PATH — a folder on this machine or a mounted share; the server's root is PATH/current/site.

Files that did not change are hard links to the release before, or copies where the file system has no links. Where it
has no symbolic links either (Windows without the right, exFAT), `current` is a real folder, put in place by two
renames: readers may find nothing for the moment between them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from plugins.incremental.writer import write_file
from plugins.newsroom.folders import strangers

from ..fault import DeployFault, told
from ..release.manifest import NAME, FileEntry, Manifest, ReleaseHeading, read_heading
from ..release.payload import Payload
from . import layout
from .lease_file import NO_LINKS, LeaseFile
from .rights import EVERYBODY, Rights
from .transport import Inventory, Shipment, seen


class Folder(LeaseFile):
    """Releases in a folder."""

    compressed = True
    caching = True
    exposed = False

    def __init__(self, path: Path, links: bool = True, rights: Rights = EVERYBODY) -> None:
        super().__init__(path / "lease")
        self.path = path
        self.links = links
        self.rights = rights
        self.sent: dict[int, Path] = {}
        self.address = f"folder:{path}"

    @told
    def inventory(self) -> Inventory:
        """Read from the folders' own manifests."""
        current = self.path / "current"
        self._fit()
        if current.exists() and not (current / NAME).is_file():
            raise DeployFault(f"{current} 不是由发布写出的", "换一个文件夹，或者先移走它")
        headings = [_heading(folder) for folder in sorted((self.path / "releases").glob("[0-9]*"))]
        return seen(_heading(self.path / "current"), [heading for heading in headings if heading])

    def _fit(self) -> None:
        """A DeployFault where the folder is none, or is somebody else's, or would lie where nothing is."""
        if not self.path.parent.is_dir():
            raise DeployFault(f"没有 {self.path.parent} 这个文件夹", "检查路径是否写错；没有错，先建好它")
        if os.path.lexists(self.path) and not self.path.is_dir():
            raise DeployFault(f"{self.path} 不是文件夹", "换一个地方，或者先移走它")
        ours = ("current", "releases", "lease", "incoming.", "dropped.", "current.")
        found = strangers(self.path)
        if found and not any(name.startswith(ours) for name in found):
            listed = "、".join(found[:5])
            raise DeployFault(f"{self.path} 里有别的文件：{listed}", "换一个空的或还没有的文件夹")

    @told
    def claim(self, line: str) -> bool:
        """The folder is made where it is not there yet."""
        with self.rights.apply():
            self.path.mkdir(exist_ok=True)
            self.rights.top(self.path)
            return super().claim(line)

    @told
    def text(self, number: int) -> str:
        """The release's manifest."""
        return (self._release(number) / NAME).read_text(encoding="utf-8")

    def fetch(self, number: int, entries: Collection[FileEntry]) -> Iterator[tuple[str, bytes]]:
        """Read from the release's folder."""
        for entry in entries:
            file = self._release(number) / "site" / entry.path
            if file.is_file():
                yield entry.path, file.read_bytes()

    @told
    def send(self, shipment: Shipment) -> None:
        """Files that are new are copied and held against their digest, the others linked."""
        with self.rights.apply():
            self._send(shipment)

    def _send(self, shipment: Shipment) -> None:
        incoming = self.path / f"incoming.{shipment.token}"
        earlier = [folder for folder in sorted(self.path.glob("incoming.*")) if folder != incoming]
        served = self._release(shipment.base.number) / "site" if shipment.base else None
        folders = {incoming / "site" / os.path.dirname(path) for path in shipment.manifest.files}
        for folder in sorted(folders):
            folder.mkdir(parents=True, exist_ok=True)
        for entry in shipment.plan.kept:
            assert served
            self._keep(entry, served / entry.path, incoming / "site" / entry.path, shipment.payload)
        for entry in shipment.plan.sent:
            target = incoming / "site" / entry.path
            if found := next((f for e in earlier if _holds(f := e / "site" / entry.path, entry)), None):
                self._link(found, target)
            else:
                shipment.payload.copy(entry, target)
        for name, words in {NAME: shipment.text, **shipment.beside}.items():
            (incoming / name).write_text(words, encoding="utf-8", newline="\n")
        self.sent[shipment.heading.number] = incoming

    @told
    def switch(self, number: int, line: str) -> None:
        """A release that was just sent takes its place among the others, then `current` leads to it."""
        with self.rights.apply():
            self._switch(number, line)

    def _switch(self, number: int, line: str) -> None:
        self._still(line)
        (self.path / "releases").mkdir(exist_ok=True)
        if incoming := self.sent.pop(number, None):
            os.replace(incoming, self._release(number))
        if not self._release(number).is_dir():
            raise DeployFault(f"目标上没有第 {number} 版", "用 python3 news.py releases 看看有哪些")
        current, draft = self.path / "current", self.path / f"current.{os.getpid()}"
        if self.links and (current.is_symlink() or not current.exists()):
            try:
                draft.unlink(missing_ok=True)
                draft.symlink_to(Path("releases") / layout.name(number), target_is_directory=True)
                os.replace(draft, current)
                return
            except OSError as fault:
                if fault.errno not in NO_LINKS and getattr(fault, "winerror", None) != 1314:
                    raise
        self._exchange(number, current, draft)

    def _exchange(self, number: int, current: Path, draft: Path) -> None:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(self._release(number), draft, copy_function=lambda a, b: self._link(Path(a), Path(b)))
        leaving = self.path / f"dropped.{os.getpid()}"
        shutil.rmtree(leaving, ignore_errors=True)
        if current.exists():
            os.replace(current, leaving)
        os.replace(draft, current)
        shutil.rmtree(leaving, ignore_errors=True)

    @told
    def purge(self, heading: ReleaseHeading, manifest: Manifest, gone: Sequence[FileEntry]) -> str:
        """The manifest last: until then whoever tries again knows what has to go."""
        release = self._release(heading.number)
        for entry in gone:
            file = release / "site" / entry.path
            file.unlink(missing_ok=True)
            while file.parent != release / "site" and not any(file.parent.iterdir()):
                file = file.parent
                file.rmdir()
        write_file(release / NAME, manifest.text(heading).encode())
        return ""

    @told
    def drop(self, keep: Sequence[ReleaseHeading], manifest: object = None) -> None:
        """A release is renamed before it is taken apart, so that none is ever there in part."""
        names = {layout.name(heading.number) for heading in keep}
        for folder in sorted((self.path / "releases").glob("[0-9]*")):
            if folder.name not in names:
                os.replace(folder, self.path / f"dropped.{folder.name}")
        for kind in ("incoming.*", "dropped.*", "current.*"):
            for left in self.path.glob(kind):
                left.unlink() if left.is_symlink() else shutil.rmtree(left)

    def _release(self, number: int) -> Path:
        return self.path / "releases" / layout.name(number)

    def _keep(self, entry: FileEntry, source: Path, target: Path, payload: Payload) -> None:
        """The file of the release before; what somebody has removed or shortened there comes from the payload."""
        with suppress(FileNotFoundError):
            self._link(source, target)
            if target.stat().st_size == entry.size:
                return
            target.unlink()
        if entry.path in payload.sources:  # else it only stayed a while
            payload.copy(entry, target)

    def _link(self, source: Path, target: Path) -> None:
        if self.links:
            try:
                os.link(source, target)
                self.rights.file(target)
                return
            except OSError as fault:
                if fault.errno not in NO_LINKS:
                    raise
                self.links = False
        shutil.copyfile(source, target)


def _heading(folder: Path) -> ReleaseHeading | None:
    try:
        with (folder / NAME).open(encoding="utf-8") as opened:
            return read_heading(opened.readline())
    except FileNotFoundError:
        return None


def _holds(file: Path, entry: FileEntry) -> bool:
    return (
        file.is_file() and file.stat().st_size == entry.size and sha256(file.read_bytes()).hexdigest() == entry.sha256
    )
