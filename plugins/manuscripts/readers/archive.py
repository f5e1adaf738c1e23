"""A .zip with a manuscript and its photos, unpacked beside the work for as long as the work lasts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ..manuscript import Filed
from ..refusal import Refused
from .folder import left_alone
from .package import name_of, opened

NESTED = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"})


@contextmanager
def unpacked(path: Path) -> Iterator[list[Filed]]:
    """Its files by name. On disk they are numbered: no name from outside ever becomes a path."""
    with TemporaryDirectory(prefix="manuscript-") as folder:
        files: list[Filed] = []
        with opened(path, path.name) as package:
            for number, entry in enumerate(package.infolist()):
                name = name_of(entry)
                if entry.is_dir() or left_alone(name):
                    continue
                if PurePosixPath(name).suffix.lower() in NESTED:
                    raise Refused(f"{path.name}/{name}", "压缩包里还有压缩包", "全部解开，放在一个文件夹里重新压缩")
                target = Path(folder) / str(number)
                with package.open(entry) as source, target.open("wb") as sink:
                    shutil.copyfileobj(source, sink, 1 << 20)
                files.append(Filed(name, target))
        yield sorted(files, key=lambda file: file.name)
