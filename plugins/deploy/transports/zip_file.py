"""zip:FILE — one archive to hand over: `site/`, the manifest, the server snippets and a checksum list.

Same release, same bytes: entries by name, no time, no owner. Earlier archives stay in FILE.releases/.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from plugins.incremental.writer import draft

from ..fault import DeployFault, told
from ..release.kinds import type_of
from ..release.manifest import NAME, FileEntry, Manifest, ReleaseHeading, read_heading
from . import layout
from .lease_file import LeaseFile
from .rights import EVERYBODY
from .transport import Inventory, Shipment, seen

SUMS = "SHA256SUMS"


class Zip(LeaseFile):
    """Releases as archives; the newest one under the name that was asked for."""

    compressed = True
    caching = True
    exposed = False

    def __init__(self, file: Path) -> None:
        super().__init__(file.with_name(f"{file.name}.lease"))
        self.file = file
        self.folder = file.with_name(f"{file.name}.releases")
        self.address = f"zip:{file}"
        self.sent: dict[int, Path] = {}

    @told
    def inventory(self) -> Inventory:
        """Read from the archives' own manifests."""
        if not self.file.parent.is_dir():
            raise DeployFault(f"没有 {self.file.parent} 这个文件夹", "检查路径是否写错；没有错，先建好它")
        if self.file.is_dir():
            raise DeployFault(f"{self.file} 是一个文件夹", "写上压缩包的文件名，例如 zip:../fengxi.zip")
        headings = [_heading(file) for file in sorted(self.folder.glob("[0-9]*.zip"))]
        return seen(_heading(self.file), [heading for heading in headings if heading])

    @told
    def text(self, number: int) -> str:
        """The release's manifest."""
        with ZipFile(self._release(number)) as archive:
            return archive.read(NAME).decode()

    def fetch(self, number: int, entries: Collection[FileEntry]) -> Iterator[tuple[str, bytes]]:
        """Read from the archive."""
        with ZipFile(self._release(number)) as archive:
            for entry in entries:
                yield entry.path, archive.read(f"site/{entry.path}")

    @told
    def send(self, shipment: Shipment) -> None:
        """Write the whole archive beside the old one: files from the payload, what only stays a while from the release
        before."""
        self.folder.mkdir(exist_ok=True)
        incoming = self.folder / f"incoming.{shipment.token}"
        words = {NAME: shipment.text, SUMS: _sums(shipment.manifest), **shipment.beside}
        try:
            with ZipFile(incoming, "w") as archive:
                for name, text in sorted(words.items()):
                    archive.writestr(_info(name, dense=False), text)
                for entry in shipment.manifest.files.values():
                    info = _info(f"site/{entry.path}", type_of(entry.path).dense or entry.path.endswith((".br", ".gz")))
                    info.file_size = entry.size
                    with archive.open(info, "w") as out:
                        self._copy(shipment, entry, out)
        except OSError:
            incoming.unlink(missing_ok=True)
            raise
        self.sent[shipment.heading.number] = incoming

    def _copy(self, shipment: Shipment, entry: FileEntry, out: IO[bytes]) -> None:
        if entry.path in shipment.payload.sources and not entry.until:
            with shipment.payload.check(entry).open("rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
        else:
            assert shipment.base  # only a release before can have left it
            with ZipFile(self._release(shipment.base.number)) as old, old.open(f"site/{entry.path}") as source:
                shutil.copyfileobj(source, out, 1 << 20)

    @told
    def switch(self, number: int, line: str) -> None:
        """Under its number first, then, as a copy that is renamed, under the name that was asked for."""
        if incoming := self.sent.pop(number, None):
            os.replace(incoming, self._release(number))
        if not self._release(number).is_file():
            raise DeployFault(f"目标上没有第 {number} 版", "用 python3 news.py releases 看看有哪些")
        draft = self.folder / f"incoming.{os.getpid()}"
        try:
            shutil.copyfile(self._release(number), draft)
            EVERYBODY.file(draft)
            self._still(line)
            os.replace(draft, self.file)
        finally:
            draft.unlink(missing_ok=True)

    @told
    def purge(self, heading: ReleaseHeading, manifest: Manifest, gone: Sequence[FileEntry]) -> str:
        """The archive is written anew."""
        file, left = self._release(heading.number), {f"site/{entry.path}" for entry in gone}
        words = {NAME: manifest.text(heading), SUMS: _sums(manifest)}
        with ZipFile(file) as old, draft(file) as part, ZipFile(part, "w") as archive:
            for info in old.infolist():
                if info.filename in words:
                    archive.writestr(_info(info.filename, dense=False), words[info.filename])
                elif info.filename not in left:
                    with old.open(info) as source, archive.open(info, "w") as out:
                        shutil.copyfileobj(source, out, 1 << 20)
        return ""

    @told
    def drop(self, keep: Sequence[ReleaseHeading], manifest: object = None) -> None:
        """Remove older archives."""
        kept = {self._release(heading.number) for heading in keep}
        for file in [*self.folder.glob("[0-9]*.zip"), *self.folder.glob("incoming.*")]:
            if file not in kept:
                file.unlink()

    def _release(self, number: int) -> Path:
        return self.folder / f"{layout.name(number)}.zip"


def _sums(manifest: Manifest) -> str:
    return "".join(f"{entry.sha256}  site/{entry.path}\n" for entry in manifest.files.values())


def _info(name: str, dense: bool) -> ZipInfo:
    info = ZipInfo(name)  # dated 1980-01-01, the earliest there is
    info.compress_type = ZIP_STORED if dense else ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3  # the same on every system
    return info


def _heading(file: Path) -> ReleaseHeading | None:
    try:
        with ZipFile(file) as archive, archive.open(NAME) as opened:
            return read_heading(opened.readline().decode())
    except FileNotFoundError:
        return None
    except (BadZipFile, KeyError):
        raise DeployFault(f"{file} 不是由发布写出的压缩包", "换一个文件名，或者先移走它") from None
