"""Nothing a photo tells on its photographer is published; copyright and credit are."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.press import build, township, tree
from tests.samples import photographs as samples

from .lab import ALL, raw

# The container's own facts (exiftool's groups), and what may stand in the others.
CONTAINER = {"ExifTool", "File", "JFIF", "RIFF", "QuickTime", "Composite"}
RIGHTS = {
    "XMP:XMPToolkit", "XMP:Rights", "XMP:Credit",
    "IPTC:CodedCharacterSet", "IPTC:Credit", "IPTC:CopyrightNotice", "Photoshop:IPTCDigest",
}  # fmt: skip
TELLING = ("GPS", "Comment", "Owner", "Artist", "Thumbnail", "Preview", "MakerNote")


def scan(folder: Path) -> list[dict[str, Any]]:
    """What exiftool, which shares no code with us, finds in every file of a folder."""
    if not shutil.which("exiftool"):
        pytest.skip("not run: no exiftool (Debian: libimage-exiftool-perl)")
    ran = subprocess.run(
        ["exiftool", "-json", "-a", "-u", "-G", "-r", str(folder)], capture_output=True, encoding="utf-8"
    )
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def write(folder: Path, files: dict[tuple[str, str], bytes]) -> Path:
    """Renditions as files."""
    folder.mkdir()
    for (purpose, format), data in files.items():
        (folder / f"{purpose}.{format}").write_bytes(data)
    return folder


def test_an_independent_reader_finds_only_the_rights(tmp_path: Path) -> None:
    """Every rendition of a photo with position, serial numbers, owner, maker note, thumbnail and comment."""
    before = tmp_path / "before"
    before.mkdir()
    (before / "original.jpg").write_bytes(samples.private())
    known = scan(before)[0]
    harmful = {"EXIF:GPSLatitude", "EXIF:SerialNumber", "EXIF:OwnerName", "EXIF:LensSerialNumber", "File:Comment"}
    assert harmful <= set(known), "the sample is harmless"
    found = scan(write(tmp_path / "after", raw(samples.private(), formats=ALL)))
    assert len(found) == 14
    for row in found:
        told = {name for name in row if name.partition(":")[0] not in CONTAINER} - RIGHTS - {"SourceFile"}
        told |= {name for name in row if any(word in name for word in TELLING)}
        assert not told, row


def test_rights_are_written_back_in_every_format(tmp_path: Path) -> None:
    """IPTC and XMP in JPEG, XMP in WebP and AVIF; Chinese stays Chinese."""
    fields = {110: "溪山融媒 & 本站", 116: "© 溪山镇 <版权>"}
    data = samples.with_segment(samples.jpeg(), samples.iptc_segment(fields, declared=True))
    for row in scan(write(tmp_path / "after", raw(data, formats=ALL))):
        assert row["XMP:Credit"] == "溪山融媒 & 本站", row
        assert row["XMP:Rights"] == "© 溪山镇 <版权>", row
        if row["File:FileType"] == "JPEG":
            assert row["IPTC:CopyrightNotice"] == "© 溪山镇 <版权>"


def test_no_byte_of_a_secret_is_left() -> None:
    """Searched for as bytes, should a reader overlook them."""
    for file in raw(samples.private(), formats=ALL).values():
        for secret in (
            b"SERIAL-4711",
            b"LENS-SERIAL",
            b"Owner Zhang",
            b"MAKERNOTE",
            b"SECRET-CITY",
            b"Caption-Secret",
            b"Zhang",
        ):
            assert secret not in file
        assert b"Copyright Xishan" in file


def test_a_photo_without_rights_carries_no_packet() -> None:
    """An empty packet would cost every reader its bytes."""
    for file in raw(samples.jpeg(), formats=ALL).values():
        assert b"xmpmeta" not in file
        assert b"8BIM" not in file


def test_moving_pictures_are_private_too() -> None:
    """A GIF's comment goes; the animated WebP holds nothing but frames."""
    from PIL import Image

    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green")]
    data = samples.saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=90, comment=b"SECRET")
    files = raw(data)
    assert ("moving", "webp") in files
    assert all(b"SECRET" not in file for file in files.values())


def test_a_whole_edition_tells_nothing(tmp_path: Path) -> None:
    """Every file of a published site, in every format, pages and files too: read by exiftool, and byte by byte."""
    site = township(tmp_path / "site")
    (site / "content/features/lvlang/dawn.jpg").write_bytes(samples.private((1800, 1200)))
    conf = (site / "siteconf.py").read_text(encoding="utf-8")
    (site / "siteconf.py").write_text(f'{conf}PHOTOS = {{"formats": ("avif", "webp", "jpeg")}}\n', encoding="utf-8")
    built = build(site)
    assert built.code == 0, built.err
    found = [row for row in scan(built.output) if row.get("File:MIMEType", "").startswith("image/")]
    assert {row["File:FileType"] for row in found} >= {"AVIF", "JPEG", "WEBP"}
    harmful = ("GPS", "Serial", "Owner", "Artist", "Thumbnail", "Preview", "MakerNote")
    told = [(row["SourceFile"], name) for row in found for name in row if any(word in name for word in harmful)]
    assert not told
    for path, data in tree(built.output).items():
        for secret in (b"SERIAL-4711", b"LENS-SERIAL", b"Owner Zhang", b"Artist Zhang", b"MAKERNOTE"):
            assert secret not in data, path
