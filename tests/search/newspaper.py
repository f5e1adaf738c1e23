"""A newspaper of any size, by chance and always the same: words of a made-up vocabulary whose frequencies fall as they
do in real text, with numbers, Latin words, rare characters and captions."""

from __future__ import annotations

import random
from datetime import timedelta
from hashlib import sha256
from itertools import accumulate

from plugins.newsroom.body import Body, Part
from plugins.newsroom.gazetteer import Section, Village
from plugins.newsroom.photo import Caption, Photo, Rendition
from plugins.newsroom.story import BaseName, Story

from ..township import a_byline, a_day, a_story

FIRST = a_day("2013-01-01")
SECTIONS = tuple(Section(slug, name) for slug, name in [("dangjian", "党建"), ("chanye", "产业"), ("minsheng", "民生")])
RARE = "𬒈𠮷㙦䶮〇龘"
LATIN = ("app", "5G", "e-mail", "GB/T 15834", "Wi-Fi", "2021-05", "402.6", "63%", "100kg", "ＶＲ")
MARKS = ("，", "，", "，", "。", "、", "：", "“", "”", "——", "！", "「", "」")


class Newspaper:
    """words: how many distinct words; length: characters of a story, about."""

    def __init__(self, words: int = 30_000, length: int = 600, seed: int = 1) -> None:
        self.dice, self.length = random.Random(seed), length
        common = [chr(point) for point in range(0x4E00, 0x9FA5, 6)]
        self.dice.shuffle(common)
        weights = list(accumulate(1 / (rank + 8) for rank in range(len(common))))
        sizes = self.dice.choices((1, 2, 3, 4), (6, 70, 14, 10), k=3 * words)
        made = {"".join(self.dice.choices(common, cum_weights=weights, k=size)): None for size in sizes}
        self.words = list(made)[:words]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.villages = [Village(f"v{number}", self.some(1) + "村") for number in range(12)]
        self.bases = [BaseName(f"b{number}", self.some(2) + "基地") for number in range(6)]

    def some(self, count: int) -> str:
        """So many words."""
        return "".join(self.dice.choices(self.words, cum_weights=self.weights, k=count))

    def sentence(self) -> str:
        """Words with marks between, and now and then what is no Chinese word."""
        found = []
        for _ in range(self.dice.randint(3, 9)):
            found.append(self.some(self.dice.randint(1, 4)))
            if self.dice.random() < 0.03:
                found.append(self.dice.choice((*LATIN, *RARE)))
            found.append(self.dice.choice(MARKS))
        return "".join(found)

    def paragraph(self) -> str:
        """As HTML, with emphasis, a link and a line break inside."""
        words = self.sentence() + self.sentence() + self.sentence()
        cut = len(words) // 3
        inside = self.dice.choice(("<strong>{}</strong>", '<a href="x.html">{}</a>', "<em>{}</em>", "{}<br>"))
        return f"<p>{words[:cut]}{inside.format(words[cut : 2 * cut])}{words[2 * cut :]}</p>"

    def story(self, number: int) -> Story:
        """A story, and pictures with every third."""
        paragraphs, size = [], 0
        while size < self.length:
            paragraphs.append(self.paragraph())
            size += len(paragraphs[-1])
        photos = tuple(self.photo(f"{number}-{place}") for place in range(2 if number % 3 == 0 else 0))
        return a_story(
            f"s{number:05}",
            section=SECTIONS[number % len(SECTIONS)],
            date=FIRST + timedelta(days=number // 4),
            headline=self.some(5),
            kicker=self.some(2) if number % 4 == 0 else "",
            dek=self.some(4) if number % 5 == 0 else "",
            summary="",
            tags=tuple(self.some(1) for _ in range(2)),
            villages=(self.villages[number % 12],) if number % 2 else (),
            bases=(self.bases[number % 6],) if number % 7 == 0 else (),
            byline=a_byline("本站记者", self.some(1)),
            body=Body((Part("html", html="".join(paragraphs)),)),
            photos=photos,
        )

    def photo(self, name: str) -> Photo:
        """A photograph with a caption and a credit."""
        words = self.sentence()
        thumb = Rendition("thumb", "jpeg", 160, 120, f"photos/{name}-thumb.jpg")
        return Photo("x.jpg", caption=Caption(words, words), credit="本站 摄", digest=sha256(name.encode()).hexdigest(), width=600, height=400, renditions=(thumb,))  # fmt: skip

    def stories(self, count: int) -> list[Story]:
        """So many, a few a day."""
        return [self.story(number) for number in range(count)]
