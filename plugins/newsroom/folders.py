"""Which folders may be written into: neither the copy and the program nor anybody else's files are."""

from __future__ import annotations

import os
from pathlib import Path

# Of a site's folder, by what people call them: nothing is ever generated or published into these.
KEPT = {
    "content": "稿件",
    "theme": "版式",
    "plugins": "程序",
    "tests": "测试",
    ".build": "缓存",
    ".git": "版本库",
    ".github": "版本库",
    ".venv": "软件包",
}
# What systems put into any folder.
SYSTEM = ("lost+found", "desktop.ini", "thumbs.db", "system volume information")


def refused(folder: Path, root: Path, content: Path) -> str:
    """Why nothing may be written into a folder (or a file in it), in Chinese; "" where it may be. root: the site's
    folder; content: its copy."""
    place, root, content = folder.resolve(), root.resolve(), content.resolve()
    if root.is_relative_to(place) or content.is_relative_to(place):
        return f"{folder} 里有这个网站的稿件和程序"
    kept = {root / name: words for name, words in KEPT.items()} | {content: "稿件"}
    found = next((words for own, words in kept.items() if place.is_relative_to(own)), "")
    return f"{folder} 在放{found}的文件夹里" if found else ""


def strangers(folder: Path) -> list[str]:
    """What lies in a folder, but for what systems put there and hidden names, in order; nothing where there is none."""
    if not folder.is_dir():
        return []
    return sorted(name for name in os.listdir(folder) if not name.startswith(".") and name.lower() not in SYSTEM)


def unfit(folder: Path, root: Path, content: Path) -> str:
    """Why no site may be generated into a folder, in Chinese; "" where it may be: one that is not there yet, is empty,
    or holds a site that was generated."""
    if why := refused(folder, root, content):
        return why
    if os.path.lexists(folder) and not folder.is_dir():
        return f"{folder} 不是文件夹"
    if (found := strangers(folder)) and not {"index.html", "404.html", "theme"} <= set(found):
        return f"{folder} 里有别的文件：{'、'.join(found[:5])}"
    return "" if folder.parent.is_dir() else f"没有 {folder.parent} 这个文件夹"
