"""An empty story: every key a reporter needs, and how to fill it."""

from __future__ import annotations

from ...newsroom.keys import KEYS
from .story import CHINESE, ORDER

_BEFORE = ORDER.index("Villages")
ASKED = (*ORDER[:_BEFORE], "Tags", *ORDER[_BEFORE:], "Summary")
_HOW = """\
<!-- 这一段不会出现在网页上，写完可以删掉。稿头每行一项，冒号后面填：
记者、日期、栏目、来源、责编、审核空着发不出去，别的用不上就空着。

{keys}

正文从稿头下面空一行处写起，段落之间空一行：

![画面上看得见什么](照片文件名.jpg "图片说明（记者 某某 摄）")

## 小标题上半句 小标题下半句

**段首提要句。**后面接着写正文。

几张照片写在同一段里，就是一组图集。
-->"""


def write_blank(title: str, slug: str, id: str) -> str:
    """The text of a new story.md."""
    given = {"Title": title, "Status": "草稿", "Slug": slug, "Id": id}
    means = {key.name: key.means for key in KEYS}
    fields = [f"{CHINESE[key]}：{given.get(key, '')}" for key in ASKED]
    keys = "\n".join(f"{CHINESE[key]}：{means[key]}" for key in ASKED)
    return "\n".join(fields) + "\n\n" + _HOW.format(keys=keys) + "\n"
