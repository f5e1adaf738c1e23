"""Documents and archives go out without their makers' traces; what stays is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from plugins.attachments.clean import clean_bytes, offer
from tests.samples import documents, films, photographs

SECRETS = (
    documents.AUTHOR,
    documents.COMPANY,
    "wangxiaoming",
    "SERIAL-4711",
    "Artist Zhang",
    "SECRET-CITY",
    "MAKERNOTE-SECRET",
)
REVISION = f'<w:del w:id="1" w:author="{documents.AUTHOR}"><w:r><w:delText>删去的字</w:delText></w:r></w:del>'


def left_in(data: bytes) -> list[str]:
    """Secrets that can be read in a file or in anything inside it."""
    whole = documents.everything(data)
    return [secret for secret in SECRETS if secret.encode() in whole or secret.encode("utf-16-be") in whole]


@pytest.mark.parametrize(
    "data",
    [
        documents.word(),
        documents.book(),
        documents.pdf(),
        documents.packed(
            {"照片/a.jpg": photographs.private(), "稿件.docx": documents.word()}, documents.COMPANY.encode()
        ),
        documents.packed({"里面.zip": documents.packed({"b.pdf": documents.pdf()}), "__MACOSX/._a": documents.AUTHOR}),
        documents.word(extra={"word/embeddings/表.xlsx": documents.book()}),
        photographs.private(),
    ],
)
def test_nothing_of_its_makers_is_left(data: bytes) -> None:
    """Nothing has to be told, and the same file always becomes the same bytes."""
    assert left_in(data)
    found = clean_bytes(data, "a")
    assert left_in(found.data) == []
    assert found.left == ()
    assert clean_bytes(data, "a") == found


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (documents.word(comments=3), "3条批注"),
        (documents.word(REVISION * 2), "2处修订（连同删掉的字和修订人）"),
        (documents.word(extra={"word/_rels/document.xml.rels": 'Target="file:///D:/王/a.xlsx"'}), "本机文件"),
        (documents.word(extra={"_xmlsignatures/sig1.xml": "<s/>"}), "电子签章"),
        (documents.book(hidden=2), "2张隐藏的工作表"),
        (documents.pdf(remark=True), "1条批注"),
        (documents.pdf(attached=True), "1个夹带的文件"),
        (documents.pdf(signed=True), "电子签名"),
        (documents.pdf()[:300], "PDF 打不开"),
        (documents.packed({"里面.docx": documents.word(comments=1)}), "1条批注"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式文档"),
        (b"PK\x03\x04 broken", "压缩包打不开"),
        (b"Rar!\x1a\x07", "没有看"),
        (documents.packed({"a.mp4": films.film(2, False)}), "没有看"),
        (documents.packed({"a.tif": photographs.saved(photographs.scene((60, 40)), "TIFF")}), "a.tif"),
    ],
)
def test_what_cannot_be_taken_out_is_told(data: bytes, words: str) -> None:
    """Because readers may be meant to see it, or because it cannot be looked into."""
    assert words in "、".join(clean_bytes(data, "a").left)


@pytest.mark.parametrize("name", ["jpg", "png", "webp"])
def test_a_picture_keeps_its_pixels_and_its_way_up(name: str) -> None:
    """Bit for bit, turned as before, in its own colours."""
    format = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name]
    data = photographs.oriented(6, format=format)
    found = clean_bytes(data, f"a.{name}").data
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(found))
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert after.getexif().get(0x0112) == 6


def test_a_document_still_opens() -> None:
    """Its words and its pages are there."""
    with zipfile.ZipFile(io.BytesIO(clean_bytes(documents.word(), "a").data)) as package:
        assert package.testzip() is None
        assert "正文" in package.read("word/document.xml").decode()
    with pikepdf.open(io.BytesIO(clean_bytes(documents.pdf(), "a").data)) as document:
        assert len(document.pages) == 1


def test_a_large_archive_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own list says how large it becomes."""
    monkeypatch.setattr("plugins.attachments.archive.LARGEST", 1000)
    found = clean_bytes(documents.packed({"a.txt": "x" * 2000}), "a")
    assert found.left == ("压缩包太大，没有打开看",)


def test_a_file_is_cleaned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept by its content; what is the same after cleaning is published from where it lies."""
    file, plain, store = tmp_path / "a.docx", tmp_path / "b.csv", tmp_path / "store"
    file.write_bytes(documents.word(comments=1))
    plain.write_bytes(b"1,2")
    first = offer(file, "docx", store)
    assert first.left == ("1条批注",)
    assert first.file.parent == store
    assert offer(plain, "csv", store).file == plain
    monkeypatch.setattr("plugins.attachments.clean.clean_bytes", None)
    assert offer(file, "docx", store) == first
    assert offer(plain, "csv", store).size == 3
    monkeypatch.undo()
    first.file.write_bytes(b"cut off")
    again = offer(file, "docx", store)
    assert (again, again.file.stat().st_size) == (first, first.size)


@pytest.mark.parametrize("place", [0, 100, -1])
@pytest.mark.parametrize("ending", ["docx", "json"])
def test_what_is_kept_is_believed_only_whole(tmp_path: Path, ending: str, place: int) -> None:
    """A bit that a disk has turned over, in what was made or in what is known of it: it is made again."""
    file, store = tmp_path / "a.docx", tmp_path / "store"
    file.write_bytes(documents.word())
    first = offer(file, "docx", store)
    whole = first.file.read_bytes()
    (kept,) = store.glob(f"*.{ending}")
    data = bytearray(kept.read_bytes())
    data[place] ^= 4
    kept.write_bytes(data)
    again = offer(file, "docx", store)
    assert again == first
    assert again.file.read_bytes() == whole
