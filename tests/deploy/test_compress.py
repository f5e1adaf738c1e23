"""Compressed forms: the same for the same content, made once, kept in the store."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as some

from plugins.deploy.release.compress import Packer, gzipped
from plugins.deploy.release.payload import Payload, read_payload

from ..press import ROOT
from .trees import lay, note_built, stories


def sources(folder: Path, *texts: str) -> dict[str, Path]:
    """Files by digest."""
    found = {}
    for number, text in enumerate(texts):
        file = folder / f"{number}.html"
        file.write_text(text, encoding="utf-8")
        found[sha256(text.encode()).hexdigest()] = file
    return found


def packed(folder: Path) -> dict[str, bytes]:
    """All compressed forms in the store."""
    return {file.name: file.read_bytes() for file in sorted(folder.rglob("*")) if file.suffix in (".br", ".gz")}


@given(some.binary(max_size=4000))
def test_gzip_says_nothing_but_the_content(data: bytes) -> None:
    """What any reader unpacks to the same bytes, without a name, a time or a system in it."""
    found = gzipped(data)
    assert gzip.decompress(found) == data
    assert found[3:10] == b"\0\0\0\0\0\x02\xff"


@pytest.mark.parametrize("level", [5, 11])
def test_forms(tmp_path: Path, level: int) -> None:
    """Both forms hold the content, are smaller, and are told by digest and size; levels lie apart."""
    files = sources(tmp_path, "桥通了。" * 200)
    (forms,) = Packer(tmp_path / "store", level).pack(files).values()
    assert [form.ending for form in forms] == [".br", ".gz"]
    (digest,) = files
    for form, unpack in zip(forms, (brotli.decompress, gzip.decompress), strict=True):
        data = Packer(tmp_path / "store", level).file(digest, form.ending).read_bytes()
        assert unpack(data).decode() == "桥通了。" * 200
        assert (form.size, form.sha256) == (len(data), sha256(data).hexdigest())
        assert form.size < len("桥通了。".encode()) * 200
    assert (tmp_path / "store" / "compressed" / str(level)).is_dir()


def payload_of(folder: Path, level: int = 5, compressed: bool = True) -> Payload:
    """The tree in a folder, as built."""
    note_built(folder / "site", folder / "store")
    return read_payload(folder / "site", folder / "store", level=level, compressed=compressed)


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """Another process, another store, another order: not a byte is different."""
    texts = [f"第{n}段，" * 80 for n in range(6)]
    Packer(tmp_path / "one", 9).pack(sources(tmp_path, *texts))
    code = (
        "import sys; from pathlib import Path; from tests.deploy.test_compress import Packer, sources\n"
        "folder = Path(sys.argv[1]); files = sources(folder, *reversed([f'第{n}段，' * 80 for n in range(6)]))\n"
        "Packer(folder / 'two', 9).pack(files)"
    )
    (tmp_path / "again").mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again")], cwd=ROOT, check=True, env=environment)
    assert packed(tmp_path / "one") == packed(tmp_path / "again" / "two")
    assert len(packed(tmp_path / "one")) == 12


def test_what_is_there_is_not_even_read(tmp_path: Path) -> None:
    """A second time nothing is compressed, and the sources need not be there; one changed file is one made."""
    texts = [f"第{n}段，" * 80 for n in range(6)]
    files = sources(tmp_path, *texts)
    packer = Packer(tmp_path / "store", 9)
    first = packer.pack(files)
    assert packer.made == 6
    gone = dict.fromkeys(files, tmp_path / "nowhere")
    again = Packer(tmp_path / "store", 9)
    assert again.pack(gone) == first
    assert again.made == 0
    again.pack(sources(tmp_path, *texts[:5], "新的一段，" * 80))
    assert again.made == 1


def test_the_store_keeps_what_is_wanted(tmp_path: Path) -> None:
    """Forms of content that is in no release any more are removed."""
    packer = Packer(tmp_path / "store", 9)
    packer.pack(sources(tmp_path, "甲" * 300, "乙" * 300))
    kept = sources(tmp_path, "乙" * 300)
    packer.pack(kept)
    assert {name.partition(".")[0] for name in packed(tmp_path / "store")} == set(kept)


@pytest.mark.parametrize("damage", [b"", b"[", b"[1, 2]", b'{"a": [[1]]}', b"\xff"])
def test_a_damaged_index(tmp_path: Path, damage: bytes) -> None:
    """Everything is compressed once more."""
    files = sources(tmp_path, "甲" * 300)
    first = Packer(tmp_path / "store", 9).pack(files)
    packer = Packer(tmp_path / "store", 9)
    packer.index.write_bytes(damage)
    assert packer.pack(files) == first
    assert packer.made == 1


def test_a_form_that_was_lost_is_made_again(tmp_path: Path) -> None:
    """Whoever cleans up the store costs time and nothing else."""
    files = sources(tmp_path, "甲" * 300)
    packer = Packer(tmp_path / "store", 9)
    first = packer.pack(files)
    next((tmp_path / "store").rglob("*.br")).unlink()
    assert packer.pack(files) == first
    assert len(packed(tmp_path / "store")) == 2


def test_a_form_that_saves_nothing(tmp_path: Path) -> None:
    """Noise does not get smaller: no form, and no second try."""
    noise = os.urandom(2000).hex()[:300]
    file = tmp_path / "noise.txt"
    file.write_bytes(bytes.fromhex(noise))
    digest = sha256(file.read_bytes()).hexdigest()
    packer = Packer(tmp_path / "store", 9)
    assert packer.pack({digest: file}) == {digest: ()}
    packer.pack({digest: file})
    assert packer.made == 0


def test_a_release_packs_text_that_is_worth_it(tmp_path: Path) -> None:
    """Pages, styles and feeds have both forms beside them, photographs and short files none; a host that serves none
    gets none; what did not change is not packed again."""
    lay(tmp_path / "site", stories(5))
    tree = payload_of(tmp_path, level=5)
    forms = {path for path in tree.manifest.files if path.endswith((".br", ".gz"))}
    plain = {path.rpartition(".")[0] for path in forms}
    assert {"index.html", "news/202106/s00.html"} <= plain
    assert not [path for path in plain if path.startswith("photos/") or path in ("robots.txt", "_headers", "feed.xml")]
    assert tree.packed == len(plain)
    page, form = tree.manifest.files["index.html"], tree.manifest.files["index.html.br"]
    assert (form.type, form.cache) == (page.type, page.cache)
    assert payload_of(tmp_path, level=5).packed == 0
    lay(tmp_path / "site", {**stories(5), "s03": "改过的"})
    assert payload_of(tmp_path, level=5).packed == 3  # its page, home and archive
    bare = payload_of(tmp_path, compressed=False)
    assert not [path for path in bare.manifest.files if path.endswith((".br", ".gz"))]
