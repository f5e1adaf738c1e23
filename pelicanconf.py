"""The site in settings: the working edition, built on this machine for the editor's eyes.

publishconf.py adds only what differs when readers see it.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

SITENAME = "丰溪"
SITEURL = "http://127.0.0.1:8000"
DEFAULT_LANG = "zh-CN"
TIMEZONE = "Asia/Shanghai"
PATH = str(ROOT / "content")
THEME = str(ROOT / "theme")
OUTPUT_PATH = str(ROOT / "output")

# The edition reads copy; the others take their turns in this order.
PLUGINS = [f"plugins.{room}" for room in ("edition", "blocks", "photos", "copydesk", "syndication", "search")]

# What is empty is not printed. Fill in only what the authorities have issued.
NEWSROOM = {
    "place": ("湖北竹溪", "秦巴山中"),
    "seal": "溪山",
    "description": "丰溪镇的新闻、特写和基地图集",
    "organiser": "",
    "undertaker": "",
    "phone": "",
    "address": "",
    "id_code": "",
    "icp": "",
    "police": "",
    "news_license": "",
    "ipv6": False,
    "source": "本站",
    "site_name": "",
    "domain": "",
}
PHOTOS: dict[str, object] = {}

FSYNC = False  # wait until the disk holds each page: safer through a power cut, slower

MARKDOWN = {"extensions": [], "extension_configs": {}, "output_format": "html"}
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

# The edition generates every page: Pelican's own generators are given nothing to do.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
