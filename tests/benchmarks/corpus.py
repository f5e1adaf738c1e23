"""Any number of stories, put together from the sentences of the working edition; the same number gives the same
stories."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = ("党建", "产业", "民生", "乡村", "公告")
TAGS = tuple(
    place + thing
    for place in ["东河", "西溪", "花坪", "石板", "云雾", "青龙", "白果", "红岩", "长岭", "双坝"]
    for thing in ["药材", "茶叶", "食用菌", "水果", "蔬菜", "养蜂", "电商", "合作社", "村路", "饮水"]
)
LENGTH = 3_000


def write_corpus(content: Path, count: int, seed: int = 1, length: int = LENGTH) -> None:
    """Write `count` stories of about `length` characters, three tags each, into a content folder beside the real
    tables."""
    dice = random.Random(seed)
    sentences, heads = _pieces()
    for name in ("sections.toml", "villages.toml"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text((ROOT / "content" / name).read_text(encoding="utf-8"), encoding="utf-8")
    for number in range(count):
        day = date(2026, 6, 30) - timedelta(days=number // 8)
        file = content / "news" / str(day.year) / f"s{number:06}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_story(number, day, dice, sentences, heads, length), encoding="utf-8", newline="\n")


def _story(number: int, day: date, dice: random.Random, sentences: list[str], heads: list[str], length: int) -> str:
    body: list[str] = []
    size = 0
    while size < length:
        if len(body) % 6 == 1:
            body.append(f"## {dice.choice(heads)}")
        lead = f"**{dice.choice(sentences)[:8].rstrip('，。、')}。**" if dice.random() < 0.25 else ""
        body.append(lead + "".join(dice.sample(sentences, 3)))
        size += len(body[-1])
    tags = "、".join(dice.sample(TAGS, 3))
    headline = dice.choice(sentences)[:18].rstrip("，。、")
    head = f"标题：{headline}（{number}）\n日期：{day}\n栏目：{dice.choice(SECTIONS)}\n标签：{tags}\n记者：本站记者\n"
    return head + "\n" + "\n\n".join(body) + "\n"


def _pieces() -> tuple[list[str], list[str]]:
    sentences: list[str] = []
    heads: list[str] = []
    for file in sorted((ROOT / "content").rglob("*.md")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                heads.append(line[3:])
            elif re.match(r"[\u4e00-\u9fff]", line) and not re.search("[：:]", line[:6]):
                sentences += [
                    s
                    for s in re.findall(r"[^。！？]+[。！？]", line)
                    if 8 < len(s) < 60 and not re.search(r"[\[\]*_|“”]", s)
                ]
    return sentences, heads
