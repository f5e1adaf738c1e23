"""Bad files: each refused with a Chinese sentence and remedy, before memory is taken, and nothing else is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.photos.fault import PhotoFault
from plugins.photos.make.maker import Ready
from plugins.photos.make.rendition_store import RenditionStore
from plugins.photos.make.work import fetch
from plugins.photos.original.jpeg import jpeg_frame
from tests.samples import photographs as samples

from .lab import fault, made, make_all, read

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        ("这不是照片".encode(), "不是照片"),
        (b"GIF89a", "损坏|不是照片"),
        (samples.twelve_bits(), "12 位的 JPEG"),
        (samples.jpeg()[:3000], "后半截丢了"),
        (samples.saved(samples.scene(), "PNG")[:900], "后半截丢了|损坏"),
        (samples.jpeg()[:20] + b"\xff" * 200, "损坏"),
        (samples.jpeg()[:120], "损坏"),
        (samples.bomb_png(), "太大：65536×65536"),
        (samples.bomb_text(), "损坏"),
        (samples.bomb_avif(), "尺寸大得离谱"),
        (samples.resized_header(samples.progressive(), 20_000, 14_000), "渐进式"),
        (samples.bomb_avif(12_000), "太大：12000×12000"),
        (samples.junk_before_frame(samples.resized_header(samples.progressive(), 20_000, 14_000), b"\0"), "渐进式"),
        (samples.junk_before_frame(samples.scans_bomb(), b"junk\xff\0" * 90), "扫描遍数"),
        (samples.scans_bomb(), "扫描遍数"),
        (samples.gif_outside(65_535), "伸到 65635×"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "EPS"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG 矢量图"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn -->\n<svg width='9'/>", "SVG 矢量图"),
        (b"\n<!DOCTYPE html><title>404</title>", "网页"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"\xff\x0a\x01", "JPEG XL"),
        (b"8BPS\0\1", "PSD"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\0\0\0\x18ftypcrx \0", "相机的原始文件"),
        (b"\0\0\0\x18ftypmp42", "视频"),
        (b"PK\x03\x04", "Word 文件或压缩包"),
        (samples.dng(), "相机的原始文件"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_shown_is_refused_by_name(data: bytes, words: str) -> None:
    """What is wrong and what to do, both in Chinese."""
    found = fault(data)
    assert re.search(words, found.message)
    assert re.search("[\u4e00-\u9fff]", found.remedy)


def test_limits_come_from_the_settings_and_from_the_header() -> None:
    """Megapixels after the decoder's scaling, coefficients of a progressive JPEG, megabytes of the file."""
    data = samples.jpeg((1800, 1200))
    assert "太大" in fault(data, megapixels=1, widths={"full": 1800}).message
    assert made(data, megapixels=1, widths={"card": 480})
    assert "渐进式" in fault(samples.progressive((1800, 1200)), coefficients=5, widths={"card": 480}).message
    assert made(samples.progressive((1800, 1200)), coefficients=20, widths={"card": 480})


@pytest.mark.parametrize(("subsampling", "samples_"), [("4:4:4", 3), ("4:2:2", 2), ("4:2:0", 1.5)])
def test_a_frame_header_tells_how_many_samples_a_pixel_has(subsampling: str, samples_: float) -> None:
    """Which decides how much a progressive JPEG's coefficients take."""
    frame = jpeg_frame(samples.jpeg(subsampling=subsampling))
    assert frame is not None
    assert (frame.progressive, frame.bits, frame.samples) == (False, 8, samples_)
    assert jpeg_frame(samples.progressive()).progressive  # type: ignore[union-attr]
    assert jpeg_frame(b"\xff\xd8\xff") is None
    assert jpeg_frame(b"\xff\xd8\xff\xc0\x00\x11\x08") is None


def test_a_baseline_jpeg_with_a_scan_for_each_component_is_held_as_well() -> None:
    """Its decoder keeps all coefficients, too."""
    data = samples.jpeg()
    scan = data.index(b"\xff\xda")
    assert not jpeg_frame(data).held  # type: ignore[union-attr]
    assert jpeg_frame(data[: scan + 2] + b"\0\x08\x01" + data[scan + 5 :]).held  # type: ignore[union-attr]
    assert "分开存放" in fault(data[: scan + 2] + b"\0\x08\x01" + data[scan + 5 :], coefficients=1).message


def test_scans_are_counted_in_the_picture_alone() -> None:
    """A motion photograph's film and long metadata may hold what looks like any number of them."""
    assert made(samples.motion_photo(), scans=20)


def test_a_gif_whose_frames_reach_a_little_outside_moves_on() -> None:
    """What is outside is cut off."""
    moving = made(samples.gif_outside(20))["moving", "webp"]
    assert (moving.size, getattr(moving, "n_frames", 1)) == ((100, 100), 2)


@pytest.mark.parametrize(
    "make", [samples.bomb_png, samples.bomb_avif, samples.bomb_text, lambda: samples.gif_outside(65_535)]
)
def test_a_bomb_takes_no_memory(make: Callable[[], bytes]) -> None:
    """Reading its header raises this process's peak by less than 30 MB."""
    resource = pytest.importorskip("resource", reason="not run: only Unix tells a process's peak of memory")
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(PhotoFault):
        read(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000


def test_bad_photos_take_no_good_one_with_them(tmp_path: Path) -> None:
    """Three bad files among two good ones, in one run of the pool."""
    content = tmp_path / "content"
    content.mkdir()
    files = {"a.jpg": samples.jpeg(), "b.jpg": b"", "c.jpg": samples.jpeg()[:4000], "d.png": samples.bomb_png()}
    for name, data in {**files, "e.png": samples.saved(samples.scene(), "PNG")}.items():
        (content / name).write_bytes(data)
    found = make_all(content, tmp_path / "build", "a.jpg", "b.jpg", "c.jpg", "d.png", "e.png", "missing.jpg")
    assert [isinstance(found[name], Ready) for name in found] == [True, False, False, False, True, False]
    kept = sorted(
        file.suffix for file in (tmp_path / "build").rglob("*.*") if file.parent.parent.parent.name == "renditions"
    )
    assert {".jpg", ".webp", ".json"} == set(kept)
    assert not list((tmp_path / "build").rglob("*.part"))


def test_a_photo_that_vanishes_between_reading_and_cutting_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker finds it gone."""
    from plugins.photos.make import maker

    content = tmp_path / "content"
    content.mkdir()
    (content / "a.jpg").write_bytes(samples.jpeg())
    (content / "b.jpg").write_bytes(samples.jpeg((700, 300)))

    def fetch_and_remove(path: Path, megabytes: int) -> object:
        found = fetch(path, megabytes)
        if path.name == "a.jpg":
            path.unlink()
        return found

    monkeypatch.setattr(maker, "fetch", fetch_and_remove)
    found = make_all(content, tmp_path / "build", "a.jpg", "b.jpg")
    assert isinstance(found["a.jpg"], PhotoFault)
    assert "移走" in found["a.jpg"].message
    assert isinstance(found["b.jpg"], Ready)


def test_a_photo_that_changes_between_reading_and_cutting_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would come out is not what was planned for; the next build sees the new file."""
    from plugins.photos.make import maker

    content = tmp_path / "content"
    content.mkdir()
    (content / "a.jpg").write_bytes(samples.jpeg())

    def fetch_and_change(path: Path, megabytes: int) -> object:
        found = fetch(path, megabytes)
        path.write_bytes(samples.jpeg((900, 500)))
        return found

    with monkeypatch.context() as patch:
        patch.setattr(maker, "fetch", fetch_and_change)
        found = make_all(content, tmp_path / "build", "a.jpg")["a.jpg"]
    assert isinstance(found, PhotoFault)
    assert "改写" in found.message
    again = make_all(content, tmp_path / "build", "a.jpg")["a.jpg"]
    assert isinstance(again, Ready)
    assert again.original.size == (900, 500)


def test_a_file_larger_than_the_setting_is_not_read(tmp_path: Path) -> None:
    """Its size is looked at first."""
    file = tmp_path / "a.jpg"
    with file.open("wb") as out:
        out.truncate(3_000_000)
    with pytest.raises(PhotoFault, match="太大：3 MB"):
        fetch(file, 2)


def test_a_photo_nobody_may_read_is_named(tmp_path: Path) -> None:
    """Run by an ordinary user: as root every file can be read."""
    if sys.platform == "win32":
        pytest.skip("not run: Windows keeps permissions otherwise")
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.jpg").write_bytes(samples.jpeg())
    (content / "a.jpg").chmod(0)
    if os.geteuid() != 0:
        found = make_all(content, tmp_path / "build", "a.jpg")["a.jpg"]
        assert isinstance(found, PhotoFault)
        assert "权限" in found.message
        return
    if not shutil.which("setpriv") or not _readable_by_all(Path(sys.executable)):
        pytest.skip("not run: needs setpriv, and a Python that the user nobody may run")
    build = tmp_path / "build"
    build.mkdir()
    for folder in (build, *tmp_path.parents[:3], tmp_path):
        if str(folder).startswith("/tmp/"):
            folder.chmod(0o777)
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.photos.lab import make_all\n"
        "print(make_all(Path(sys.argv[1]), Path(sys.argv[2]), 'a.jpg')['a.jpg'].message)\n"
    )
    ran = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-B", "-c", script]
        + [str(content), str(build)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "HOME": str(build)},
    )
    assert "权限" in ran.stdout, ran.stderr


def _readable_by_all(python: Path) -> bool:
    ran = subprocess.run(
        [
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            str(python),
            "-c",
            "import PIL, plugins.photos",
        ],
        cwd=ROOT,
        capture_output=True,
    )
    return ran.returncode == 0


def test_a_store_that_cannot_be_written_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other trouble with the store is told with the system's own words."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.jpg").write_bytes(samples.jpeg())

    def refuse(*_: object) -> Path:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(RenditionStore, "keep", refuse)
    found = make_all(content, tmp_path / "build", "a.jpg")["a.jpg"]
    assert isinstance(found, PhotoFault)
    assert "Read-only" in found.message


@pytest.mark.parametrize("times", [1, 2])
def test_a_photo_that_is_being_written_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """A file that grows, or is written over with as many bytes, while it is read is never taken half old, half new."""
    file, real, left = tmp_path / "a.jpg", Path.read_bytes, [b"new!" * (3 + n) for n in range(times)]
    for first in (b"old!" * 2, left[0]):
        file.write_bytes(first)
        os.utime(file, ns=(1, 1))
        waiting = list(left)

        def torn(path: Path, waiting: list[bytes] = waiting) -> bytes:
            data = real(path)
            if waiting:
                path.write_bytes(waiting.pop(0))
            return data

        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", torn)
            data, stat = fetch(file, 1)
        assert (data, stat.st_size) == (left[-1], len(left[-1]))


def test_a_photo_that_never_rests_is_left_for_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three readings it is told, with what to do."""
    file, real = tmp_path / "a.jpg", Path.read_bytes

    def torn(path: Path) -> bytes:
        data = real(path)
        path.write_bytes(data + b"more")
        return data

    file.write_bytes(b"old!")
    monkeypatch.setattr(Path, "read_bytes", torn)
    with pytest.raises(PhotoFault, match="正在被改写"):
        fetch(file, 1)
    assert len(real(file)) == 4 + 3 * 4
