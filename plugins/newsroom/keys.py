"""The front-matter keys: the English word, its Chinese aliases, and which kinds of copy may carry it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .frontmatter import Field
from .gazetteer import near
from .problem import Problem


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `means` is its line in the reporter's handbook."""

    name: str
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]
    means: str


ALL, STORY, BASE, PAGE = ("story", "base", "page"), ("story",), ("base",), ("page",)

KEYS = (
    Key("Title", ("标题",), ALL, "写在一行里，句末不加标点"),
    Key("Kicker", ("引题",), STORY, "标题上面的一行小字，没有就空着"),
    Key("Dek", ("副题",), STORY, "标题下面的一行，不写破折号"),
    Key("Genre", ("体裁",), STORY, "消息、通讯、评论、图片、公告之一"),
    Key("DocNo", ("文号",), STORY, "公告、通知的发文字号，印在标题下面"),
    Key("Reporters", ("记者",), STORY, "名字，用顿号隔开"),
    Key("Correspondents", ("通讯员",), STORY, "名字，用顿号隔开"),
    Key("Photographers", ("摄影",), STORY, "名字，用顿号隔开；每张照片都署了名就不用写"),
    Key("Dateline", ("电头",), STORY, "消息开头的“本站讯”"),
    Key("Date", ("日期", "发布时间"), STORY, "例如 2021-08-12 或 2021年8月12日 9:30"),
    Key("Modified", ("更新",), ALL, "更新日期"),
    Key("Category", ("栏目",), STORY, "栏目的名称或代号"),
    Key("Tags", ("标签",), STORY, "几个词，用顿号隔开"),
    Key("Villages", ("村",), ("story", "base"), "涉及的村，用顿号隔开"),
    Key("Bases", ("基地",), STORY, "涉及的基地，用顿号隔开"),
    Key("Source", ("来源",), STORY, "来源单位；本站自己采写的可以不写这一行"),
    Key("Editor", ("责编",), STORY, "责任编辑的名字"),
    Key("Reviews", ("审核",), STORY, "二审、三审的名字，按次序，用顿号隔开"),
    Key("Embargo", ("定时发布", "解禁时间"), STORY, "到这个时间才发布"),
    Key("Status", ("状态",), ("story", "page"), "草稿、待审、已发、撤稿之一，写完改成待审"),
    Key("Position", ("版位",), STORY, "头条或要闻，后面可写截止日期"),
    Key("Slug", ("网址名",), ALL, "网址里的名字，只用小写字母、数字和连字符"),
    Key("Id", ("稿号",), STORY, "由工具给出，不要改"),
    Key("Aliases", ("旧网址",), STORY, "从前用过的网址，用顿号隔开"),
    Key("Summary", ("摘要",), ALL, "一两句话，不写就取正文开头"),
    Key("Short", ("短题",), STORY, "列表里用的短标题"),
    Key("OriginalUrl", ("原文网址",), STORY, "转载稿的原文网址"),
    Key("Attachments", ("附件",), STORY, "附件的文件名，用顿号隔开"),
    Key("Photos", ("照片",), ALL, "损坏的照片看过没有问题，写“已核对”"),
    Key("Privacy", ("隐私",), ALL, "附件里的个人信息就是要公布的，写“已核对”"),
    Key("Cover", ("封面",), ALL, "封面图片的文件名"),
    Key("Names", ("别名",), BASE, "图片说明里可能用的别的叫法"),
    Key("Product", ("产品",), BASE, "产品"),
    Key("Area", ("面积",), BASE, "面积"),
    Key("Households", ("带动农户",), BASE, "带动农户"),
    Key("Cooperative", ("合作社",), BASE, "合作社"),
    Key("Since", ("建成",), BASE, "建成时间"),
)


# Keys of Pelican and of other programs: those whose value is one of ours, and what to do about the others.
MEANT = {
    **dict.fromkeys(("author", "authors", "by", "作者"), "Reporters"),
    **dict.fromkeys(("subtitle", "副标题"), "Dek"),
    **dict.fromkeys(("keywords", "tag", "关键词", "关键字"), "Tags"),
    **dict.fromkeys(("description", "excerpt", "导读"), "Summary"),
    **dict.fromkeys(("categories", "分类"), "Category"),
    **dict.fromkeys(("updated", "lastmod", "last_modified"), "Modified"),
}
_ADDRESS = "删掉这一行：网址由栏目、月份和“网址名”定；从前的网址写在“旧网址”里"
_ELSEWHERE = {
    **dict.fromkeys(("save_as", "url", "permalink"), _ADDRESS),
    **dict.fromkeys(("lang", "language", "translation"), "删掉这一行：本站只有中文，一稿一页"),
    **dict.fromkeys(("template", "layout", "type"), "删掉这一行：版式由“体裁”和稿件放的文件夹定"),
    **dict.fromkeys(
        ("image", "thumbnail", "featured_image", "og_image", "banner"), "封面图片放到稿件旁边，写成“封面：文件名.jpg”"
    ),
    "draft": "改成“状态：草稿”",
    "toc": "删掉这一行：本站的稿件不排目录",
    **dict.fromkeys(("comments", "weight", "series", "math"), "删掉这一行：本站没有这一项"),
}

_SPELLED = {word.lower(): key for key in KEYS for word in (key.name, *key.aliases)}

# What no story goes out without, in the order in which a reporter is asked for it.
NEEDED = ("Title", "Reporters", "Photographers", "Date", "Category", "Source", "Editor", "Reviews")


def gaps_in(fields: Iterable[Field]) -> dict[str, int]:
    """The needed keys that are written and left empty, with their lines: what a draft marks as still to be filled."""
    known = [(_SPELLED.get(field.key.lower()), field) for field in fields]
    named = [(key.name, field) for key, field in known if key]
    filled = {key for key, field in named if field.value}
    return {key: field.line for key, field in named if key in NEEDED and key not in filled}


def sort_fields(path: str, fields: Iterable[Field], kind: str) -> tuple[dict[str, Field], list[Problem]]:
    """The fields by their English key, and a Problem for each that is unknown, twice there or of another kind of copy.

    A field with an empty value is as good as absent: a draft may keep its empty keys.
    """
    sorted_: dict[str, Field] = {}
    problems: list[Problem] = []
    for field in fields:
        key = _SPELLED.get(field.key.lower())
        meant = _SPELLED[MEANT[field.key.lower()].lower()] if field.key.lower() in MEANT else None
        if key is None and meant and kind in meant.kinds and field.value and meant.name not in sorted_:
            ours = meant.aliases[0]
            what = f"稿头“{field.key}”在这里写作“{ours}”，先按“{ours}”收下"
            problems.append(Problem(path, field.line, what, f"改成“{ours}：{field.value[:20]}”", "warning"))
            key = meant
        if key is None or kind not in key.kinds:
            remedy = _remedy(field.key, meant if meant and kind in meant.kinds else None, kind)
            problems.append(Problem(path, field.line, f"不认识的稿头“{field.key}”", remedy, "warning"))
        elif not field.value:
            continue
        elif key.name in sorted_:
            what = f"稿头“{field.key}”写了两次，第{sorted_[key.name].line}行已有"
            problems.append(Problem(path, field.line, what, "只留一行", "warning"))
        else:
            sorted_[key.name] = field
    return sorted_, problems


def _remedy(written: str, meant: Key | None, kind: str) -> str:
    """What to do about an unknown key."""
    if answer := _ELSEWHERE.get(written.lower()):
        return answer
    known = [word for key in KEYS if kind in key.kinds for word in (key.name, *key.aliases)]
    closest = meant.aliases[0] if meant else near(written, known) or near(written.title(), known)
    return f"是不是想写“{closest}”？" if closest else "删掉这一行，或对照手册改成认识的稿头"
