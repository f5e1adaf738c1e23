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
    "attachments": {"newsroom", "incremental", "photos"},
    "edition": {"newsroom", "incremental", "attachments"},
    "blocks": {"newsroom"},
    "photos": {"newsroom", "incremental"},
    "copydesk": {"newsroom", "photos", "incremental"},
    "syndication": {"newsroom"},
    "search": {"newsroom", "incremental"},
    "manuscripts": {"newsroom"},
    # What the desk looks at is served under the content types of the hosts that readers see.
    "preview": {"newsroom", "incremental", "copydesk", "edition", "deploy"},
    "deploy": {"newsroom", "incremental", "photos", "edition"},
}
ROOMS = sorted(room for room in ARROWS if (PLUGINS / room).is_dir())


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, absolute: "plugins.newsroom.photo"."""
    yield from (module for module, _ in imported(file, ast.parse(file.read_text(encoding="utf-8"))))


def imported(file: Path, tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Every module a file imports, and the statement that does it."""
    package = ["plugins", *file.relative_to(PLUGINS).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module, node
            yield from ((f"{module}.{name.name}", node) for name in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_one_way(room: str) -> None:
    """A room uses only the rooms it may."""
    for file in sorted((PLUGINS / room).rglob("*.py")):
        for module in imports(file):
            parts = module.split(".")
            if parts[0] == "plugins" and len(parts) > 1 and parts[1] in ARROWS:
                assert parts[1] == room or parts[1] in ARROWS[room], f"{file.relative_to(ROOT)} imports {module}"


def test_one_door_to_pelican() -> None:
    """Pelican is imported by edition/door.py and by nobody else."""
    for file in sorted(PLUGINS.rglob("*.py")):
        found = [module for module in imports(file) if module.split(".")[0] == "pelican"]
        assert not found or file == PLUGINS / "edition" / "door.py", f"{file.relative_to(ROOT)} imports {found}"


def test_no_circles() -> None:
    """No module of the house needs, when it is imported, one that needs it; not even inside a room."""
    files = {module_name(file): file for file in sorted(PLUGINS.rglob("*.py"))}
    needs = {name: {one for one in at_import(file) if one in files and one != name} for name, file in files.items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join([*above[above.index(name) :], name])
        if name not in done:
            for needed in sorted(needs[name]):
                visit(needed, (*above, name))
            done.add(name)

    for name in files:
        visit(name, ())


def module_name(file: Path) -> str:
    """plugins.edition.door; a package by its own name."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def at_import(file: Path) -> Iterator[str]:
    """The modules that a file imports when it is imported itself, or that its types name: not those that only a
    function asks for."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    asked = {
        id(node) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)
    }
    for module, node in imported(file, tree):
        whole = isinstance(node, ast.ImportFrom) and node.module is None  # `from . import x` asks a package for x
        if id(node) not in asked and not (whole and module == module_name(file).rpartition(".")[0]):
            yield module


def test_no_room_without_a_name() -> None:
    """Every folder that is committed is in the table; there is no room called utils."""
    listed = subprocess.run(["git", "ls-files", "plugins"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rooms = {line.split("/")[1] for line in listed.splitlines() if line.count("/") > 1}
    assert rooms <= set(ARROWS)
    assert not rooms & {"utils", "helpers", "core", "common"}


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_behind_the_door_pelican_is_not_needed() -> None:
    """Every module but the door can be imported where Pelican is not installed."""
    files = [file for room in ROOMS for file in sorted((PLUGINS / room).rglob("*.py"))]
    modules = [module_name(file) for file in files if file.name not in ("door.py", "cluster.py")]
    python("import sys\nsys.modules['pelican'] = None\n" + "".join(f"import {module}\n" for module in modules))


# What takes long to import, and who goes without it.
HEAVY = ("pelican", "docutils", "rich", "pygments", "invoke")
LIGHT = {
    "stories and pages": "import plugins.edition.take_in.stories, plugins.edition.plan.pages, plugins.edition.print.render",
    "copy": "import plugins.edition.take_in.intake, plugins.edition.print.environment",
    "a worker": "import plugins.incremental.worker_start, plugins.edition.session, plugins.preview.worker",
    "the plugins": "import plugins.edition, plugins.blocks, plugins.photos, plugins.copydesk, plugins.syndication",
}


@pytest.mark.parametrize("who", LIGHT)
def test_what_goes_without(who: str) -> None:
    """Unit tests of stories and pages, workers, and Pelican's own list of plugins before it registers them."""
    assert python(f"import sys\n{LIGHT[who]}\nprint([name for name in {HEAVY} if name in sys.modules])") == "[]\n"


def test_settings_need_nothing_to_be_read() -> None:
    """A settings file is read at the beginning of every build."""
    heavy = ("jinja2", "markdown", "PIL", *HEAVY)
    code = f"import sys\nimport publishconf\nprint([name for name in {heavy} if name in sys.modules])"
    assert python(code) == "[]\n"
