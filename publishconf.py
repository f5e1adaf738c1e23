"""Only what differs when we publish: the address readers use, the folder, strictness, and formats worth the time."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403  # a settings file is its names

SITEURL = os.environ.get("SITEURL", "https://fengxi.example")
OUTPUT_PATH = str(ROOT / "output-publish")  # noqa: F405
STRICT = True
PHOTOS = {**PHOTOS, "formats": ("avif", "webp", "jpeg")}  # noqa: F405
