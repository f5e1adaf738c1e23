"""Which packages pages are made by."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.incremental.code import installed, needed, versions


def install(folder: Path, name: str, *asks: str) -> None:
    """As an installer leaves a package."""
    info = folder / f"{name}.dist-info"
    info.mkdir(parents=True)
    rows = "".join(f"Requires-Dist: {words}\n" for words in asks)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: x\n{rows}\nRequires-Dist: words of its page\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two packages that are asked for, what they ask for, and a test runner."""
    install(
        tmp_path,
        "pelican-4.12.0",
        "jinja2>=3.1.2",
        'typogrify; extra == "markdown"',
        "Ordered-Set >= 4",
        "tzdata; sys_platform=='win32'",
    )
    install(tmp_path, "jinja2-3.1.6", "MarkupSafe>=2.0")
    install(tmp_path, "markupsafe-3.0.3")
    install(tmp_path, "ordered_set-4.1.0", "jinja2")
    install(tmp_path, "pillow-13.0.0")
    install(tmp_path, "pytest-9.0.0", "pluggy")
    install(tmp_path, "pluggy-1.6.0")
    install(tmp_path, "typogrify-2.0.7")
    return tmp_path


def test_what_is_asked_for_and_what_that_asks_for(folder: Path) -> None:
    """However names are written; not what only an extra wants, nor what is for another system."""
    assert needed(["pelican>=4.12,<4.13", "Pillow >= 13", "not-there"], installed(folder)) == [
        "jinja2-3.1.6.dist-info",
        "markupsafe-3.0.3.dist-info",
        "ordered_set-4.1.0.dist-info",
        "pelican-4.12.0.dist-info",
        "pillow-13.0.0.dist-info",
    ]


def test_another_version_is_another(folder: Path) -> None:
    """Of a package that is asked for only in turn, too; what tests need makes no difference."""
    before = needed(["pelican"], installed(folder))
    install(folder, "boto3-1.44.0", "jinja2")
    assert needed(["pelican"], installed(folder)) == before
    (folder / "markupsafe-3.0.3.dist-info").rename(folder / "markupsafe-3.0.4.dist-info")
    assert needed(["pelican"], installed(folder)) != before


def test_this_environment() -> None:
    """Names what the edition stands on, and not what runs this test."""
    names = versions().decode().lower()
    assert all(f"{name}-" in names for name in ("pelican", "markdown", "pillow", "jinja2", "markupsafe"))
    assert "pytest" not in names
    assert "hypothesis" not in names
