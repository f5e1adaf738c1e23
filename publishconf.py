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

# Where it goes, by name: an address, or a dict with the address under "to". README.md, "Publishing", says what else
# may stand in it. Credentials never do: they are ssh's, git's and the environment's.
#     "county": {"to": "rsync:www@10.0.0.8:/srv/fengxi", "url": "https://www.county.example/fengxi"},
#     "cloud": "s3://fengxi/?endpoint=https://s3.oss-cn-hangzhou.aliyuncs.com",
#     "handover": "zip:../fengxi.zip",
DEPLOY: dict[str, object] = {}
