"""What was handed in: zips that mean harm, folders with too little or too much, files of the wrong kind."""

from __future__ import annotations

import os
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscripts.manuscript import Filed, Paragraph
from plugins.manuscripts.readers import SAVE_AS, package, received
from plugins.manuscripts.readers.archive import unpacked
from plugins.manuscripts.refusal import Refused

from ..samples import HERE

TEXT = "绿了山\n\n丰溪的山是绿的，水也是。\n".encode()
PHOTO = (HERE / "folder" / "1.jpg").read_bytes()
Change = Callable[[zipfile.ZipInfo], None]


def packed(folder: Path, files: dict[str, bytes], change: Change | None = None, name: str = "稿.zip") -> Path:
    """A zip of these files; change: does something to each entry."""
    with zipfile.ZipFile(folder / name, "w") as package:
        for inner, content in files.items():
            entry = zipfile.ZipInfo(inner)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(entry)
            package.writestr(entry, content)
    return folder / name


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder of these files."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def refused(path: Path) -> str:
    """What is said to whoever hands this in."""
    with pytest.raises(Refused) as said, received(path):
        pass
    assert "→" in str(said.value)
    return str(said.value)


def names(path: Path) -> tuple[list[str], tuple[str, ...]]:
    """Photos and unused files of what was taken in."""
    with received(path) as manuscript:
        return [photo.name for photo in manuscript.photos], manuscript.unused


def as_link(entry: zipfile.ZipInfo) -> None:
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16


@pytest.mark.parametrize(
    ("files", "change", "said"),
    [
        ({"../../稿.txt": TEXT}, None, "跑到文件夹外面"),
        ({"a/../../稿.txt": TEXT}, None, "跑到文件夹外面"),
        ({"/etc/稿.txt": TEXT}, None, "跑到文件夹外面"),
        ({"c:\\稿.txt": TEXT}, None, "跑到文件夹外面"),
        ({"\\\\host\\share\\稿.txt": TEXT}, None, "跑到文件夹外面"),
        ({"..\\稿.txt": TEXT}, None, "跑到文件夹外面"),
        ({"稿.txt": b"/etc/passwd"}, as_link, "是一个链接"),
        ({"稿.txt": bytes(30 << 20)}, None, "压缩炸弹"),
        ({"稿.txt": TEXT, "里.zip": b"PK"}, None, "还有压缩包"),
        ({"稿.txt": TEXT, "里.rar": b"Rar!"}, None, "还有压缩包"),
        ({f"{number}.jpg": b"" for number in range(5001)}, None, "超过5000个"),
        ({}, None, "没有稿件"),
        ({"1.jpg": PHOTO}, None, "没有稿件"),
        ({"稿.doc": b"x", "1.jpg": PHOTO}, None, "另存为 .docx"),
        ({"甲.txt": TEXT, "乙.txt": TEXT}, None, "有2份稿件"),
    ],
)
def test_zips_that_are_refused(tmp_path: Path, files: dict[str, bytes], change: Change | None, said: str) -> None:
    """What no honest sender packs, and what holds no manuscript, is refused with the reason and what to do."""
    path = packed(tmp_path, files, change)
    assert said in refused(path)
    assert sorted(tmp_path.rglob("*")) == [path]


def test_a_zip_that_lies_of_its_size(tmp_path: Path) -> None:
    """A zip that says it is small and is not stops at what it said: never more is unpacked than was allowed."""
    path = packed(tmp_path, {"稿.txt": bytes(1 << 20)})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert "文件坏了" in refused(path)


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    """An encrypted zip is refused by name of the fault."""
    path = packed(tmp_path, {"稿.txt": TEXT})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    assert "加了密码" in refused(path)


def test_more_than_a_disk_should_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file and all files together have a limit, told before anything is unpacked."""
    path = packed(tmp_path, {"稿.txt": TEXT, "1.jpg": os.urandom(5000)})
    monkeypatch.setattr(package, "FILE", 4000)
    assert "稿.zip/1.jpg: 解开后有" in refused(path)
    monkeypatch.setattr(package, "ALL", 4500)
    assert "解开后超过" in refused(path)


@pytest.mark.parametrize("cut", [1, 10, 40, 200])
def test_a_zip_that_was_cut(tmp_path: Path, cut: int) -> None:
    """A zip whose end did not arrive is refused."""
    path = packed(tmp_path, {"稿.txt": TEXT, "1.jpg": PHOTO})
    path.write_bytes(path.read_bytes()[:-cut])
    assert "文件坏了" in refused(path)


def test_a_zip_with_a_bad_byte(tmp_path: Path) -> None:
    """A file of it whose checksum is wrong is damage, not a manuscript."""
    with zipfile.ZipFile(tmp_path / "稿.zip", "w") as sink:
        sink.writestr("稿.txt", TEXT)
    data = (tmp_path / "稿.zip").read_bytes()
    (tmp_path / "稿.zip").write_bytes(data.replace("丰".encode(), "风".encode()))
    assert "文件坏了" in refused(tmp_path / "稿.zip")


class Named(zipfile.ZipInfo):
    """An entry whose name is in an encoding that it does not tell, as Windows and old Macs write them."""

    encoding = "gbk"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # zipfile's own name for it
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8"])
def test_names_in_an_encoding_that_is_not_told(tmp_path: Path, encoding: str) -> None:
    """Chinese names come out right from whatever machine packed them."""
    kind = type("Kind", (Named,), {"encoding": encoding})
    with zipfile.ZipFile(tmp_path / "稿.zip", "w") as package:
        for name, content in (("稿件/稿.txt", TEXT), ("稿件/正沟村蔬菜基地.jpg", PHOTO), ("稿件/合同.xlsx", b"x")):
            package.writestr(kind(name), content)
    assert names(tmp_path / "稿.zip") == (["稿件/正沟村蔬菜基地.jpg"], ("稿件/合同.xlsx",))


LEAVINGS = {
    "__MACOSX/._稿.txt": b"mac",
    "~$稿.docx": b"lock",
    ".DS_Store": b"mac",
    "Thumbs.db": b"x",
    "desktop.ini": b"x",
}


@pytest.mark.parametrize("as_zip", [True, False])
def test_what_computers_leave_behind(tmp_path: Path, as_zip: bool) -> None:
    """Lock files, thumbnails and a Mac's leavings are nobody's copy: not read, not even listed."""
    files = {"稿.txt": TEXT, "1.jpg": PHOTO, **LEAVINGS}
    path = packed(tmp_path, files) if as_zip else laid(tmp_path / "稿", files)
    assert names(path) == (["1.jpg"], ())


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was unpacked is gone afterwards, whether the work went well or not."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    path = packed(tmp_path, {"稿.txt": TEXT, "1.jpg": PHOTO})
    with received(path) as manuscript:
        assert manuscript.photos[0].path.read_bytes() == PHOTO
        assert list((tmp_path / "tmp").iterdir())
    assert not list((tmp_path / "tmp").iterdir())
    with pytest.raises(RuntimeError), received(path):
        raise RuntimeError
    assert not list((tmp_path / "tmp").iterdir())


evil = st.text("a./\\:~\x01稿 ", min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(evil, min_size=1, max_size=4, unique=True))
def test_no_name_becomes_a_path(inner: list[str]) -> None:
    """Whatever a zip calls its files, they are refused or lie under numbers in a folder of our own."""
    with tempfile.TemporaryDirectory() as folder, suppress(Refused):
        path = packed(Path(folder), dict.fromkeys(inner, TEXT))
        with unpacked(path) as files:
            assert all(file.path.name.isdigit() for file in files)
            assert len({file.path.parent for file in files}) <= 1


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A link is passed over and told; what it leads to is not read."""
    folder = laid(tmp_path / "稿", {"稿.txt": TEXT, "照片/1.jpg": PHOTO})
    (tmp_path / "秘密.jpg").write_bytes(b"secret")
    (folder / "2.jpg").symlink_to(tmp_path / "秘密.jpg")
    (folder / "里").symlink_to(tmp_path)
    photos, unused = names(folder)
    assert photos == ["照片/1.jpg"]
    assert [name.partition("（")[0] for name in unused] == ["2.jpg", "里"]


def test_a_folder_with_too_much(tmp_path: Path) -> None:
    """A folder of thousands of files is no manuscript."""
    assert "超过2000个" in refused(laid(tmp_path / "全部", {f"{n}.jpg": b"" for n in range(2001)}))


def test_one_manuscript_and_captions_of_their_own(tmp_path: Path) -> None:
    """A .docx is the manuscript and a .txt beside it a copy; a file called 图片说明 holds captions."""
    captions = "图1：桥".encode()
    docx = (HERE / "news.docx").read_bytes()
    with received(laid(tmp_path / "甲", {"稿.docx": docx, "稿.txt": TEXT, "图片说明.txt": captions})) as one:
        assert (one.unit, one.unused) == ("段", ("稿.txt",))
        last = one.blocks[-1]
        assert isinstance(last, Paragraph)
        assert (last.text, last.place) == ("图1：桥", 0)
    with received(laid(tmp_path / "乙", {"图片说明.txt": TEXT})) as alone:
        assert alone.name == "图片说明.txt"


@pytest.mark.parametrize("suffix", [*SAVE_AS, ".jpg", ".exe", ""])
def test_other_kinds(tmp_path: Path, suffix: str) -> None:
    """A file of another kind is refused with what to do with it."""
    file = tmp_path / f"稿{suffix}"
    file.write_bytes(b"x")
    assert SAVE_AS.get(suffix, "稿件请交 .docx 或 .txt") in refused(file)


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system will not open, as WPS locks one, is told; a fault in our own work travels on."""
    files = laid(tmp_path / "稿", {"稿.txt": TEXT})

    def locked(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Filed, "open", locked)
        assert "先关上" in refused(files / "稿.txt")
        assert "Permission denied" in refused(files)
    with pytest.raises(PermissionError), received(files):
        raise PermissionError


@pytest.mark.parametrize(("path", "said"), [("没有.docx", "没有这个文件"), ("", "没有写是哪一份")])
def test_nothing_there(path: str, said: str) -> None:
    """A path to nothing, and no path."""
    assert said in refused(Path(path))
