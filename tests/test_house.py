"""The arrows of the house: which room may use which, and who may know Pelican."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .press import ROOT

PLUGINS = ROOT / "plugins"
# Everyone may use newsroom; arrows point one way.
ARROWS = {
    "newsroom": set(),
    "incremental": set(),
    "edition": {"newsroom", "incremental"},
    "blocks": {"newsroom"},
    "photos": {"newsroom", "incremental"},
    "copydesk": {"newsroom", "photos", "incremental"},
    "syndication": {"newsroom"},
    "search": {"newsroom", "incremental"},
    "manuscripts": {"newsroom"},
    # What the desk looks at is served under the content types of the hosts that readers see.
    "preview": {"newsroom", "incremental", "copydesk", "edition", "deploy"},
    "deploy": {"newsroom", "incremental", "photos"},
}
ROOMS = sorted(room for room in ARROWS if (PLUGINS / room).is_dir())


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, absolute: "plugins.newsroom.photo"."""
    package = ["plugins", *file.relative_to(PLUGINS).parts[:-1]]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_one_way(room: str) -> None:
    """A room uses only the rooms it may."""
    for file in sorted((PLUGINS / room).rglob("*.py")):
        for module in imports(file):
            parts = module.split(".")
            if parts[0] == "plugins" and len(parts) > 1 and parts[1] in ARROWS:
                assert parts[1] == room or parts[1] in ARROWS[room], f"{file.relative_to(ROOT)} imports {module}"


@pytest.mark.parametrize("room", ROOMS)
def test_only_the_front_door_knows_pelican(room: str) -> None:
    """Pelican is imported in a plugin's __init__.py and nowhere else; newsroom and incremental never name it."""
    for file in sorted((PLUGINS / room).rglob("*.py")):
        door = file == PLUGINS / room / "__init__.py" and room not in ("newsroom", "incremental")
        if not door:
            found = [module for module in imports(file) if module.split(".")[0] == "pelican"]
            assert not found, f"{file.relative_to(ROOT)} imports {found}"


def test_no_room_without_a_name() -> None:
    """Every folder that is committed is in the table; there is no room called utils."""
    listed = subprocess.run(["git", "ls-files", "plugins"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rooms = {line.split("/")[1] for line in listed.splitlines() if line.count("/") > 1}
    assert rooms <= set(ARROWS)
    assert not rooms & {"utils", "helpers", "core", "common"}


def test_behind_the_front_doors_pelican_is_not_needed() -> None:
    """Every module but the front door of the edition can be imported where Pelican is not installed."""
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for room in ROOMS
        for file in sorted((PLUGINS / room).rglob("*.py"))
        if room != "edition" and file.name not in ("__init__.py", "cluster.py")
    ]
    refuse = "import sys\nsys.modules['pelican'] = None\n"
    code = refuse + "".join(f"import {module}\n" for module in modules)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
