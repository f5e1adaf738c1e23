"""What is published of an attachment or a film: the file without its makers' traces, made once and kept by content."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from ..incremental.writer import draft, write_file
from .archive import DEPTH, clean_archive
from .film import FilmFault, clean_film
from .findings import Cleaned
from .office import clean_office
from .pdf import clean_pdf
from .picture import clean_picture

VERSION = "1"  # goes up when the same file is cleaned otherwise
LARGEST = 300_000_000  # bytes; a larger document is not looked into


@dataclass(frozen=True, slots=True)
class Offer:
    """A file as it is published: where its bytes lie, their digest (SHA-256) and number, and what is in it that could
    not be taken out, in Chinese."""

    file: Path
    digest: str
    size: int
    left: tuple[str, ...] = ()


def offer(file: Path, ending: str, store: Path) -> Offer:
    """What is published of a file. store: the folder of what has been cleaned."""
    digest = _digest(file)
    made, row = store / f"{digest}-{VERSION}.{ending}", store / f"{digest}-{VERSION}.json"
    if kept := _kept(file, digest, made, row):
        return kept
    left = _clean(file, ending, made)
    same = not made.is_file() or _digest(made) == digest
    if same:
        made.unlink(missing_ok=True)
    shown = file if same else made
    found = Offer(shown, digest if same else _digest(made), shown.stat().st_size, left)
    facts = {"same": same, **{key: value for key, value in asdict(found).items() if key != "file"}}
    said = json.dumps(facts, ensure_ascii=False)
    write_file(row, f"{sha256(said.encode()).hexdigest()}\n{said}".encode())
    return found


def _kept(file: Path, digest: str, made: Path, row: Path) -> Offer | None:
    """What was made of a file before; None where that is absent or not what was written: it is then made again."""
    try:
        sum_, _, said = row.read_text(encoding="utf-8").partition("\n")
        if sha256(said.encode()).hexdigest() != sum_:
            return None
        known = json.loads(said)
        if known["same"]:
            return Offer(file, digest, int(known["size"]), tuple(known["left"]))
        whole = _digest(made) == known["digest"]
    except (OSError, ValueError):
        return None
    return Offer(made, known["digest"], int(known["size"]), tuple(known["left"])) if whole else None


def _clean(file: Path, ending: str, made: Path) -> tuple[str, ...]:
    """Write the cleaned file where it differs; what is left in it."""
    made.parent.mkdir(parents=True, exist_ok=True)
    if ending == "mp4":
        try:
            with draft(made) as part, open(part, "wb") as out:
                clean_film(file, out)
        except FilmFault as fault:
            return (f"视频的拍摄信息（{fault}，没有清除）",)
        return ()
    if file.stat().st_size > LARGEST:
        return ("文件太大，没有打开看",)
    found = clean_bytes(file.read_bytes(), file.name)
    write_file(made, found.data)
    return found.left


def clean_bytes(data: bytes, name: str, depth: int = DEPTH) -> Cleaned:
    """A file of any kind, by its first bytes; one of a kind without traces comes back as it is."""

    def deeper(inner: bytes, called: str) -> Cleaned:
        return clean_bytes(inner, called, depth - 1)

    picture = clean_picture(data, name)
    if picture:
        return picture
    if data[:5] == b"%PDF-":
        return clean_pdf(data, deeper)
    if data[:4] == b"PK\x03\x04":
        if not depth:
            return Cleaned(data, ("压缩包里套着压缩包，太深了没有看",))
        return clean_office(data, deeper) or clean_archive(data, deeper)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return Cleaned(data, ("旧格式文档里的作者、单位和修订记录",))
    if data[4:8] == b"ftyp" or data[:4] in (b"Rar!", b"7z\xbc\xaf"):
        return Cleaned(data, (f"“{name}”里的信息，没有看",))
    return Cleaned(data)


def _digest(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
