"""A township whose news are the handbook's samples, with pictures of the working edition under the names used there."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from ..press import ROOT
from ..samples import films
from .samples import Sample

CONTENT = ROOT / "content"
PICTURES = {
    "field.jpg": "features/yishanqing/terraces-spring.jpg",
    "pine.jpg": "features/yishanqing/lone-pine.jpg",
    "greenhouses.jpg": "bases/zhenggou/greenhouses-day.jpg",
    "orchard.jpg": "bases/dongbin/orchard-fruit.jpg",
    "mushrooms.jpg": "bases/daping/mushroom-shelves.jpg",
    "qiushou/01.jpg": "news/2020/siji/drying-harvest.jpg",
    "qiushou/02.jpg": "news/2020/siji/rice-terraces-dawn.jpg",
    "qiushou/03.jpg": "news/2020/siji/tea-rows.jpg",
    "fengxi-2020.pdf": "news/2021/jingjizhang/fengxi-2020.pdf",
}
HEAD = (
    "标题：{title}\n体裁：消息\n记者：本站记者\n日期：2021-06-12\n栏目：产业\n来源：溪山\n摘要：手册里的一则例子。\n\n"
)
BASE = "标题：近叶药材基地\n村：近叶村\n产品：药材\n\n药田顺着山势一层层往上叠。\n"
CONF = '''"""The handbook's samples as a site."""

from pathlib import Path

from pelicanconf import *  # noqa: F403  # a settings file is its names

HERE = Path(__file__).resolve().parent
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
NOW = "2021-07-01"
PHOTOS = {"formats": ("jpeg",)}
'''


def lay_out(folder: Path, samples: Iterable[Sample]) -> Path:
    """A site's folder: a story of each sample, and the bases, villages and sections that they speak of."""
    content = folder / "content"
    content.mkdir(parents=True)
    for name in ("sections.toml", "villages.toml", "names.toml"):
        shutil.copyfile(CONTENT / name, content / name)
    base = content / "bases" / "jinye" / "base.md"
    base.parent.mkdir(parents=True)
    base.write_text(BASE, encoding="utf-8")
    for sample in samples:
        home = content / "features" / sample.name
        home.mkdir(parents=True)
        words = sample.words if sample.is_whole else HEAD.format(title=sample.shows) + sample.words
        (home / "story.md").write_text(words, encoding="utf-8")
        for name, source in PICTURES.items():
            if name.split("/")[0] in words:
                (home / name).parent.mkdir(exist_ok=True)
                shutil.copyfile(CONTENT / source, home / name)
        if "harvest.mp4" in words:
            (home / "harvest.mp4").write_bytes(films.film(2, sound=False))
    (folder / "siteconf.py").write_text(CONF, encoding="utf-8")
    return folder


def url_of(sample: Sample) -> str:
    """Where a sample is printed."""
    return f"chanye/202106/{sample.name}.html"
