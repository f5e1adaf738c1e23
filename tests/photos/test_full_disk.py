"""The disk is full while renditions are made: told by name, and nothing half-written is ever taken for good."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.photos.make.digests import digest_of
from plugins.photos.make.maker import Ready
from plugins.photos.make.rendition_store import promised
from tests.press import ROOT, Built, build, township, tree
from tests.samples import photographs as samples

from .lab import make_all

pytestmark = pytest.mark.build

UTF8 = {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


def small_disk(disk: Path, kilobytes: int, site: Path) -> Built:
    """A build of a site while a small disk is mounted, which begins with what the folder holds; what is on it afterwards
    stands in disk-after.

    The disk is mounted in a name space of its own, which ends with the command.
    """
    if not shutil.which("unshare"):
        pytest.skip("not run: no unshare to mount a small disk with (RLIMIT_FSIZE stands in for it)")
    mount = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else []), "sh", "-ec"]
    fill = f"mount -t tmpfs -o size={kilobytes}k tmpfs '{disk}'"
    if subprocess.run([*mount, fill], capture_output=True).returncode:
        pytest.skip("not run: no small disk may be mounted here (RLIMIT_FSIZE stands in for it)")
    words = f"'{sys.executable}' -m pelican -s '{site / 'siteconf.py'}' -o '{site / 'output'}'"
    laid = f"cp -a '{disk}' '{disk}-before'; {fill}; cp -a '{disk}-before/.' '{disk}'"
    script = f"{laid}; code=0; {words} || code=$?; cp -a '{disk}' '{disk}-after'; exit $code"
    done = subprocess.run(
        [*mount, script], cwd=ROOT, env={**os.environ, **UTF8}, capture_output=True, encoding="utf-8", timeout=600
    )
    return Built(done.returncode, done.stdout, done.stderr, site / "output")


def test_a_disk_that_fills_up_costs_only_what_did_not_fit(tmp_path: Path) -> None:
    """Each photo that found no room is told with its place and a remedy and leaves a frame; the others are right, every
    file on the disk is whole, and with room again the next build is as if nothing had been."""
    site, disk = township(tmp_path / "site"), tmp_path / "disk"
    disk.mkdir()
    conf = (site / "siteconf.py").read_text(encoding="utf-8")
    (site / "siteconf.py").write_text(f'{conf}PHOTOS = {{"store": {str(disk)!r}}}\n', encoding="utf-8")
    built = small_disk(disk, 200, site)
    assert built.code == 1, built.err
    told = [line for line in built.err.splitlines() if "磁盘满了" in line and "腾出磁盘空间" in line]
    assert told
    assert "Traceback" not in built.err + built.out
    pages = [built.page(path) for path in ("chanye/202106/lvlang.html", "bases/jinye.html")]
    shown = sum(len(page.select("main figure img")) for page in pages)
    assert shown > 0
    assert all((built.output / path).is_file() for path in tree(built.output))
    whole = [file for file in (tmp_path / "disk-after").rglob("*-*.*") if file.suffix in (".jpg", ".webp")]
    assert whole
    assert all(digest_of(file.read_bytes()).startswith(promised(file)) for file in whole)
    assert not list((tmp_path / "disk-after").rglob("*.part"))
    assert build(site).code == 0
    other = township(tmp_path / "other")
    assert build(other).code == 0
    assert tree(site / "output") == tree(other / "output")


@pytest.mark.parametrize("kilobytes", [500, 900])
def test_a_site_that_fills_its_disk_says_so(tmp_path: Path, kilobytes: int) -> None:
    """With the whole site on it: neither the store nor the pages find room. One sentence, and the next build is as if
    nothing had been."""
    disk = township(tmp_path / "disk")
    built = small_disk(disk, kilobytes, disk)
    assert built.code == 1, built.out
    assert "磁盘满了" in built.err
    assert "Traceback" not in built.err + built.out
    left = tmp_path / "disk-after"
    assert not list((left / "output").rglob("*.part"))
    assert build(left).code == 0
    assert build(disk).code == 0
    assert tree(left / "output") == tree(disk / "output")


def test_a_file_that_may_not_grow_is_named_and_leaves_no_part(tmp_path: Path) -> None:
    """Where no disk may be mounted: no file may be larger than this. The next build makes it whole."""
    pytest.importorskip("resource", reason="not run: only Unix limits the size of a file")
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.jpg").write_bytes(samples.jpeg())
    limit = 3_000
    script = (
        "import resource, sys; from pathlib import Path\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "from tests.photos.lab import make_all\n"
        "found = make_all(Path(sys.argv[1]), Path(sys.argv[2]), 'a.jpg')['a.jpg']\n"
        "print(found.message, found.remedy)\n"
    )
    command = [sys.executable, "-B", "-c", script, str(content), str(tmp_path / "build")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", env={**os.environ, **UTF8})
    assert "磁盘满了" in ran.stdout, ran.stderr
    assert "腾出磁盘空间" in ran.stdout
    assert not list((tmp_path / "build").rglob("*.part"))
    again = make_all(content, tmp_path / "build", "a.jpg")["a.jpg"]
    assert isinstance(again, Ready)
    assert all(file.is_file() for file in again.files)
