"""The photos of a draft on disk: what each is called there, and its bytes, as they came."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile
from zlib import error as BadDeflate

from ...newsroom.problem import Problem
from ..draft.slug import free, photo_stem
from ..manuscript import Filed
from ..structure.outline import Found
from .captions import Plate, words_of
from .matching import key_of, keys_of
from .seen import NotShown

# The first bytes of a format, where they stand, its endings.
_KINDS: tuple[tuple[bytes, int, tuple[str, ...]], ...] = (
    (b"\xff\xd8\xff", 0, (".jpg", ".jpeg")),
    (b"\x89PNG", 0, (".png",)),
    (b"GIF8", 0, (".gif",)),
    (b"WEBP", 8, (".webp",)),
    (b"II*\x00", 0, (".tif", ".tiff")),
    (b"MM\x00*", 0, (".tif", ".tiff")),
    (b"BM", 0, (".bmp",)),
    (b"ftypavif", 4, (".avif",)),
    (b"ftyphei", 4, (".heic", ".heif")),
    (b"ftypmif1", 4, (".heic", ".heif", ".avif")),
)
_ENDINGS = frozenset(ending for _, _, endings in _KINDS for ending in endings)


def plan_files(
    found: Sequence[Found], plates: Sequence[Plate], photos: Sequence[Filed], here: Mapping[str, str]
) -> tuple[str, ...]:
    """A file name for each plate: by its caption in pinyin, else by the photo's own name. No two share a stem,
    whatever their case.

    here: digest → name of the photos that the story's folder already has; those keep their names, and a caption that
    comes again without its photo gets the one it had. Any other caption without a photo gets the name under which its
    photo will be found once it is put there.
    """
    known_stems = {PurePosixPath(name).stem: name for name in here.values()}
    taken = set(known_stems)
    given: dict[int, str] = {}
    files: list[str] = []
    for plate in plates:
        if plate.photo in given:
            files.append(given[plate.photo])
            continue
        photo = photos[plate.photo] if plate.photo >= 0 else None
        known = here.get(digest(photo)) if photo and here else None
        if known is None:
            said = photo_stem(key_of(words_of(found, plate)))
            own = photo_stem(" ".join(keys_of(photo.name)) or PurePosixPath(photo.name).stem) if photo else ""
            if photo is None and said in known_stems:
                files.append(known_stems.pop(said))
                continue
            stem = free(said or own or "photo", taken)
            taken.add(stem)
            known = stem + (ending(photo) if photo else ".jpg")
        if plate.photo >= 0:
            given[plate.photo] = known
        files.append(known)
    return tuple(files)


def ending(photo: Filed) -> str:
    """The ending of a photo's file name by its first bytes; its own where it says the same, or where they say nothing
    and it is that of a photo.
    """
    own = PurePosixPath(photo.name).suffix.lower()
    try:
        with photo.open() as stream:
            head = stream.read(16)
    except (BadZipFile, BadDeflate, EOFError, NotShown):
        head = b""
    kinds = next((kinds for start, at, kinds in _KINDS if head[at : at + len(start)] == start), ())
    return own if own in (kinds or _ENDINGS) else kinds[0] if kinds else ".jpg"


def digest(photo: Filed) -> str:
    """SHA-256 of the original bytes, "" where they cannot be read."""
    try:
        with photo.open() as stream:
            whole = sha256()
            while piece := stream.read(1 << 20):
                whole.update(piece)
            return whole.hexdigest()
    except (BadZipFile, BadDeflate, EOFError, NotShown):
        return ""


def digests(folder: Path) -> dict[str, str]:
    """Digest → name of every file in a story's folder that is no text."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix != ".md")
    return {digest(Filed(path.name, path)): path.name for path in files}


def write_photo(photo: Filed, target: Path) -> list[Problem]:
    """Copy the original bytes to a new file, whole or not at all."""
    with NamedTemporaryFile("wb", dir=target.parent, prefix=".photo-", delete=False) as sink:
        part = Path(sink.name)
        try:
            with photo.open() as source:
                shutil.copyfileobj(source, sink, 1 << 20)
        except (BadZipFile, BadDeflate, EOFError):
            sink.close()
            part.unlink()
            return [Problem(photo.name, 0, "这张照片在稿件里已经损坏，没有带过来", "请作者重新提供这张照片")]
        except NotShown as fault:
            sink.close()
            part.unlink()
            what = f"这张照片在 Word 里裁剪或旋转过，照样裁不出来（{fault}），没有带过来"
            return [Problem(photo.name, 0, what, "请作者裁好另附")]
        except BaseException:
            sink.close()
            part.unlink()
            raise
    part.chmod(0o644)
    os.replace(part, target)
    return []
