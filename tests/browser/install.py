"""Chromium and a Chinese font for the tests that look at pages: by apt where it can, else Playwright's own.

By apt also exiftool, which reads what published photographs tell of themselves; its tests say so where it is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from ..apt import apt_install

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def chromium() -> str | None:
    """The path of an installed Chromium, None where Playwright's own is to be used."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def install() -> None:
    """See to a browser and a font; exits with a sentence where neither way works."""
    wanted = []
    if sys.platform == "linux":
        wanted += [] if chromium() else ["chromium"]
        wanted += [] if _has_chinese_font() else ["fonts-noto-cjk"]
        wanted += [] if shutil.which("exiftool") else ["libimage-exiftool-perl"]
    if wanted and apt_install(wanted):
        wanted = []
    if chromium() is None and not _playwright_browser():
        code = subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"])
        if code:
            sys.exit("测试要用 Chromium，没能自动安装。请先运行：apt install chromium fonts-noto-cjk")
    if "fonts-noto-cjk" in wanted:
        sys.exit("测试要用中文字体，没能自动安装。请先运行：apt install fonts-noto-cjk")


def _has_chinese_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    names = ("CJK", "wqy", "SourceHan", "DroidSansFallback", "ukai", "uming")
    return any(
        name in file.name for folder in folders if folder.is_dir() for file in folder.rglob("*.*") for name in names
    )


def _playwright_browser() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()
