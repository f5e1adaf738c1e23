"""The index of ten thousand stories of three thousand varied characters: what it weighs, what it costs to make and to
edit, and what a query brings. `inv bench --search`."""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from plugins.newsroom.body import Body, Part
from plugins.newsroom.story import Story
from plugins.search import shards
from plugins.search.documents import keys_of, record_of
from plugins.search.index import Index

from ..search.library import put
from ..search.newspaper import Newspaper

STORIES, LENGTH = 10_000, 3_000


def packed(data: bytes) -> int:
    """Bytes as they travel."""
    return len(gzip.compress(data, 9))


def main(count: int, folder: Path) -> None:
    """Print the table."""
    newspaper = Newspaper(length=LENGTH)
    stories = newspaper.stories(count)
    records = [record_of(story) for story in stories]
    texts = "\n".join(json.loads(record)[-1] for record in records).encode()
    bigrams = set().union(*(keys_of(record)[-1] for record in records[:: max(1, count // 1000)]))
    print(
        f"稿件 {count} 篇，{len(texts.decode()) // count} 字一篇；词 {len(newspaper.words)} 个；每十篇取一篇就有不同的两字 {len(bigrams)} 个"
    )
    joined = packed(texts)
    begun = time.process_time()
    with Index(folder / "store", folder / "output", jobs=1) as index:
        files = index.update(stories)
        print(f"从头做：CPU {time.process_time() - begun:.1f} 秒")
        put(folder / "output", files, index)
        sizes = {path: (len(data), packed(data)) for path, data in files.items()}
        names = {**index.state.names, shards.START: "index"}
    kinds = {"字表": "0", "字表目录": "k", "正文": "t", "正文目录": "d", "筛选": "f", "总目录": "i"}
    whole = sum(size for _, size in sizes.values())
    for kind, letter in kinds.items():
        rows = [sizes[path] for path, name in names.items() if name[0] == letter]
        print(
            f"{kind}\t{len(rows)} 个文件\t{sum(r[0] for r in rows) / 1e6:.2f} MB\t压缩后 {sum(r[1] for r in rows) / 1e6:.2f} MB\t{sum(r[1] for r in rows) / joined:.2f} ×"
        )
    print(
        f"合计\t{len(sizes)} 个文件\t{sum(r[0] for r in sizes.values()) / 1e6:.2f} MB\t压缩后 {whole / 1e6:.2f} MB\t{whole / joined:.2f} ×（正文连在一起压缩 {joined / 1e6:.2f} MB）"
    )
    was = stories[count // 2]
    now = with_sentence(was, newspaper.sentence())
    begun = time.process_time()
    with Index(folder / "store", folder / "output", jobs=1) as index:
        changed = index.reword([(was, now)]) or {}
        print(
            f"改一句：CPU {time.process_time() - begun:.2f} 秒，重写 {len(changed)} 个文件，{sum(map(len, changed.values())) / sum(r[0] for r in sizes.values()):.2%}，压缩后 {sum(map(packed, changed.values())) / 1e3:.0f} kB"
        )


def with_sentence(story: Story, sentence: str) -> Story:
    """The story with a sentence more."""
    return replace(story, body=Body((*story.body.parts, Part("html", html=f"<p>{sentence}</p>"))))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as room:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else STORIES, Path(sys.argv[2] if len(sys.argv) > 2 else room))
