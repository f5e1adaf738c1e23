"""What was handed in, read: a .docx, a .txt, a .zip or a folder becomes one Manuscript.

Other kinds are refused with the name of what to save as: old Word and WPS files hold no open structure, a PDF no
paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..manuscript import Filed, Manuscript
from ..photos.files import digest
from ..photos.seen import Seen
from ..refusal import Refused
from .archive import unpacked
from .folder import list_folder
from .text import read_text
from .word import read_word

READERS: dict[str, Callable[[Filed], Manuscript]] = {".docx": read_word, ".txt": read_text}
PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp"})
SAVE_AS = {
    ".doc": "用 Word 或 WPS 打开，另存为 .docx",
    ".docm": "用 Word 打开，另存为不带宏的 .docx",
    ".dot": "用 Word 打开，另存为 .docx",
    ".dotx": "用 Word 打开，另存为 .docx",
    ".wps": "用 WPS 打开，另存为 .docx",
    ".wpt": "用 WPS 打开，另存为 .docx",
    ".odt": "用 LibreOffice 打开，另存为 .docx",
    ".rtf": "用 Word 或 WPS 打开，另存为 .docx",
    ".ofd": "请作者提供排版前的 .docx 稿件",
    ".pdf": "请作者提供排版前的 .docx；只有 PDF 时，把文字复制到 .txt，照片另附",
    ".md": "这已经是 Markdown，直接放进 content/features/<网址名>/story.md",
    ".rar": "解压后重新打成 .zip，或者直接交那个文件夹",
    ".7z": "解压后重新打成 .zip，或者直接交那个文件夹",
}


@contextmanager
def received(path: Path) -> Iterator[Manuscript]:
    """The manuscript at this path, its photos at hand as long as the context lasts. Raises Refused."""
    if path == Path():
        raise Refused("draft", "没有写是哪一份稿件", "写成 draft 稿件.docx")
    if not path.exists():
        raise Refused(path.name, "没有这个文件或文件夹", "检查路径有没有写错；路径里有空格时请加引号")
    with ExitStack() as kept:
        try:
            manuscript = _take_in(path, kept)
        except OSError as fault:
            remedy = "在 Word 或 WPS 里开着的先关上，再检查文件的权限和磁盘空间"
            raise Refused(path.name, f"读不了（{fault.strerror or fault}）", remedy) from fault
        yield manuscript


def _take_in(path: Path, kept: ExitStack) -> Manuscript:
    """Read it; `kept` holds what was unpacked until the work is done."""
    if path.is_dir():
        files, skipped = list_folder(path)
        return _assemble(path.name, files, skipped)
    if path.suffix.lower() == ".zip":
        return _assemble(path.name, kept.enter_context(unpacked(path)))
    return _read(Filed(path.name, path))


def _suffix(file: Filed) -> str:
    return PurePosixPath(file.name).suffix.lower()


def _read(file: Filed) -> Manuscript:
    suffix = _suffix(file)
    if suffix not in READERS:
        raise Refused(
            file.name, f"不能收 {suffix or '没有扩展名的文件'}", SAVE_AS.get(suffix, "稿件请交 .docx 或 .txt")
        )
    return READERS[suffix](file)


def _assemble(name: str, files: Sequence[Filed], skipped: Sequence[str] = ()) -> Manuscript:
    """One manuscript out of everything that lies together: its text, the captions typed apart, the photos."""
    texts = [file for file in files if _suffix(file) in READERS]
    apart = [file for file in texts if _captions_apart(file) and len(texts) > 1]
    main = [file for file in texts if file not in apart]
    main = [file for file in main if _suffix(file) == ".docx"] or main
    if len(main) > 1:
        listed = "、".join(f"“{file.name}”" for file in main)
        raise Refused(name, f"有{len(main)}份稿件：{listed}", "一次交一篇：每篇稿件和它的照片单独放一个文件夹")
    if not main:
        for file in files:
            if remedy := SAVE_AS.get(_suffix(file)):
                raise Refused(f"{name}/{file.name}", f"不能收 {_suffix(file)}", remedy)
        raise Refused(name, "里面没有稿件", "放进一份 .docx 或 .txt 稿件")
    story = _read(main[0])
    photos = [file for file in files if _suffix(file) in PHOTOS]
    uncut = _uncut(story.photos, photos)
    photos = [photo for photo in photos if photo not in uncut]
    blocks = list(story.blocks)
    problems = list(story.problems)
    for file in apart:
        more = _read(file)
        blocks += [replace(block, place=0) for block in more.blocks]
        problems += more.problems
    taken = {file.name for file in (*main, *apart, *photos, *uncut)}
    left_out = [f"{photo.name}（Word 里裁剪过，用的是那一张）" for photo in uncut]
    unused = (*left_out, *(file.name for file in files if file.name not in taken), *skipped)
    return replace(
        story,
        blocks=tuple(blocks),
        photos=(*story.photos, *photos),
        unused=(*story.unused, *unused),
        problems=tuple(problems),
    )


def _uncut(embedded: Sequence[Filed], loose: Sequence[Filed]) -> list[Filed]:
    """The files that are the uncropped originals, byte for byte, of pictures that the manuscript shows cropped."""
    originals = {digest(replace(photo, seen=Seen())) for photo in embedded if photo.seen.cropped} - {""}
    return [photo for photo in loose if digest(photo) in originals] if originals else []


def _captions_apart(file: Filed) -> bool:
    stem = PurePosixPath(file.name).stem
    return any(word in stem for word in ("图片说明", "照片说明", "图说", "说明"))
