"""Two townships for the states that the working edition does not show: one where everything is too much, one where
nothing is there yet. Written into a folder by a script; pictures are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from ..samples import documents, films
from ..samples.plain import draw

LONG = "山门外修起一条路，沟口边架起一座桥：丰溪镇把水电网送进每一户人家"  # 32 characters
GALLERIES = (1, 2, 3, 5, 12)
MANY = 190
LYING, STANDING, SQUARE, PANORAMA = (1000, 667), (640, 960), (800, 800), (1600, 480)
STRIP, SMALL, LARGE_STANDING = (900, 5400), (300, 200), (1600, 2400)
MIXED = (LYING, STANDING, LYING, SQUARE, STANDING, PANORAMA, LYING, STANDING, STANDING, LYING, SQUARE, LYING)

SETTINGS = '''"""A township of extremes, at a fixed moment."""

from pathlib import Path

from pelicanconf import *  # noqa: F403

HERE = Path(__file__).resolve().parent
SITENAME = "溪山深处的小镇"
SITEURL = "https://town.example/a/b"
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
NOW = "2021-12-01"
NEWSROOM = {
    **NEWSROOM,  # noqa: F405
    "organiser": "某某县某某乡人民政府党政综合办公室和融媒体中心",
    "undertaker": "某某县融媒体中心",
    "phone": "0000-0000000",
    "address": "某某省某某市某某县某某镇某某街某某号",
    "id_code": "0000000000",
    "icp": "某ICP备00000000号-1",
    "police": "某公网安备 00000000000000号",
    "news_license": "00000000000",
    "ipv6": True,
}
'''

SECTIONS = (
    ("dangjian", "党建", "支部和党员做的事"),
    ("chanye", "产业发展", "坡上、棚里、车间里的生计，一篇一篇写下来，" * 3),
    ("yipian", "民生实事", "只有一篇稿件的栏目"),
    ("kong", "公告公示", "还没有稿件的栏目"),
    ("wenhua", "文化旅游", ""),
    ("wangshi", "镇村往事", ""),
    ("shengtai", "生态环境", ""),
)
VILLAGES = tuple(
    f"{name}村"
    for name in ["正沟", "洞宾", "大坪", "下坝", "界梁", "朝阳洞", "近叶", "龙王垭", "双坪", "梓桐垭", "九湖", "泗水"]
)
MORE_VILLAGES = tuple(f"第{number}居民委员会" for number in "一二三四五六七八九十")


def crowd(folder: Path) -> Path:
    """Lay out the crowded township; returns its folder. A photograph is missing and a box does not exist, on purpose."""
    content = folder / "content"
    names = (*VILLAGES, *MORE_VILLAGES)
    _write(folder / "siteconf.py", SETTINGS)
    _write(content / "sections.toml", "\n".join(_section(*row) for row in SECTIONS))
    _write(content / "villages.toml", "\n".join(_village(n, name) for n, name in enumerate(names)))
    _write(content / "features" / "changti" / "story.md", _feature(content / "features" / "changti"))
    _write(content / "features" / "wuzhao" / "story.md", _plain_feature())
    _write(content / "features" / "xingzhuang" / "story.md", _shapes(content / "features" / "xingzhuang"))
    _write(content / "news" / "2021" / "gonggao.md", NOTICE)
    _write(content / "news" / "2021" / "yipian.md", _only_one())
    _write(content / "news" / "2021" / "queta.md", _without_its_photo())
    _write(
        content / "pages" / "about.md", f"标题：{LONG}\n更新：2021-11-30\n\n## 一\n\n正文。\n\n### 一点一\n\n正文。\n"
    )
    for number in range(MANY):
        _write(content / "news" / "2021" / f"d{number:03}.md", _one_of_many(number))
    for number in range(7):
        _base(content / "bases" / f"b{number}", number)
    return folder


def empty(folder: Path) -> Path:
    """Lay out a township on its first day: sections and villages, and not one story."""
    content = folder / "content"
    _write(folder / "siteconf.py", SETTINGS.split("NEWSROOM")[0].replace("/a/b", ""))
    _write(content / "sections.toml", "\n".join(_section(*row) for row in SECTIONS[:3]))
    _write(content / "villages.toml", _village(0, VILLAGES[0]))
    return folder


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _section(slug: str, name: str, description: str) -> str:
    return f'[[section]]\nslug = "{slug}"\nname = "{name}"\ndescription = "{description}"\n'


def _village(number: int, name: str) -> str:
    return f'[[village]]\nslug = "v{number}"\nname = "{name}"\n'


def _head(title: str, day: date, section: str, *more: str) -> str:
    return "\n".join((f"标题：{title}", f"日期：{day.isoformat()}", f"栏目：{section}", *more)) + "\n\n"


def _pictures(folder: Path, name: str, shapes: Sequence[tuple[int, int]], caption: str) -> str:
    """Draw some and show them together."""
    rows = []
    for number, (width, height) in enumerate(shapes):
        draw(folder / f"{name}{number}.jpg", width, height, seed=len(shapes) * 13 + number)
        rows.append(f'![坡地和山脊之{number}]({name}{number}.jpg "{caption}，第{number + 1}幅（通讯组 摄）")')
    return "\n".join(rows) + "\n\n"


def _feature(folder: Path) -> str:
    """Everything a story can hold, and more of it than is wise."""
    tags = "、".join(f"标签之{number}" for number in range(1, 31))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "harvest.mp4").write_bytes(films.film(2, sound=False))
    (folder / "table.pdf").write_bytes(documents.pdf())
    (folder / "list.xlsx").write_bytes(documents.book())
    draw(folder / "still.jpg", 1280, 720, seed=90)
    many = "这一处的图片说明写得特别长，把时间、地点、人物和事情都写了进去，一直写到第三行才肯停下来"
    galleries = [
        _pictures(folder, f"g{count}-", MIXED[:count], many if count == 3 else "丰溪的坡地") for count in GALLERIES
    ]
    bylines = (
        "引题：强党建　促发展　惠民生　写在全镇三年行动收官的时候",
        "副题：一份写得很长的副题，从山门写到沟口，又从沟口写到每一户人家的灶台前面，还不肯停",
        "记者：张三、李四、王五、赵六、欧阳七、司马八",
        "通讯员：丰溪镇通讯组、正沟村通讯组、洞宾村通讯组、大坪村通讯组、下坝村通讯组",
        "摄影：溪山美编室、通讯组、某某、某某某",
        f"标签：{tags}",
        f"村：{'、'.join(VILLAGES)}",
        "基地：b0、b1、b2",
        "责编：值班编辑",
        "审核：值班主任、值班总编、值班领导",
        "更新：2021-11-30",
        "版位：头条",
        "封面：g5-1.jpg",
        "原文网址：https://elsewhere.example/a/very/long/address/that/does/not/break/anywhere/in/it.html",
        "附件：list.xlsx",
    )
    heads = ("抓班子强基层打基础 谋发展促振兴惠民生", "抓管理强责任 凝聚发展合力")
    return (
        _head(LONG, date(2021, 11, 30), "dangjian", *bylines)
        + galleries[0]
        + "风从梁上下来，吹过" + "药田、菜地、果园、菌棚，" * 6 + "最后停在集镇的桥头。\n\n"
        + f"## {heads[0]}\n\n**先把书读进去，再把事做出来。**镇里把学习排在第一件事上[^1]，" + "一户不落。" * 12 + "\n\n"
        + "!!! 金句\n    一脚踩下去，\n    半脚都是泥，走完一季就是路。\n\n"
        + galleries[1] + galleries[2]
        + "### 小一级的题目\n\n正文里有[一处链接](../../news/2021/yipian.md)，也有*着重*的字。\n\n"
        + '!!! 资料 "丰溪的家底和这几年新添的东西"\n    全镇面积：402平方公里\n    人口：3185户11181人\n'
        + "    一项名字很长很长的指标：12345.67万元\n\n"
        + f"## {heads[1]}\n\n" + galleries[3]
        + "| 村 | 药材（亩） | 蔬菜（亩） | 水果（亩） | 食用菌（万棒） | 带动农户（户） | 人均增收（元） |\n"
        + "|---|--:|--:|--:|--:|--:|:-:|\n" + "".join(f"| {name} | 120 | 80 | 60 | 12.5 | 230 | 1860 |\n" for name in VILLAGES[:5])
        + '\n![收菜](harvest.mp4 "清早收菜（通讯组 摄）"){poster="still.jpg"}\n\n'
        + '!!! 一种没有的框 "提示"\n    没有这种框，也要排得像样。\n\n'
        + "1. 第一条\n2. 第二条\n\n另有两件：\n\n- 一\n- 二\n\n> 引一段话，说的是从前。\n\n"
        + '!!! 更正 "2021-11-30"\n    原稿把桥长写成“62米”，应为“26米”。\n\n'
        + galleries[4]
        + "[附件：三年行动数据表](table.pdf)\n\n[^1]: 数字为全镇累计数，" + "四舍五入取整，" * 5 + "以年报为准。\n"
    )  # fmt: skip


def _plain_feature() -> str:
    head = _head("没有照片的一篇通讯", date(2021, 11, 29), "dangjian", "版位：要闻", "记者：本站记者")
    return head + "第一段。\n\n## 前一半的话 后一半的话\n\n**一句话开头。**后面接着说。\n"


def _shapes(folder: Path) -> str:
    """Pictures of every shape, a table of twelve columns, a long line of code and a long address."""
    shapes = {"lead": LARGE_STANDING, "strip": STRIP, "small": SMALL, "standing": STANDING, "lying": (1800, 1200)}
    for number, (name, (width, height)) in enumerate(shapes.items()):
        draw(folder / f"{name}.jpg", width, height, seed=200 + number)
    months = [f"{month}月" for month in range(1, 13)]
    rows = [f"| {name} | " + " | ".join(f"{1200.5 + 10 * n}万元" for n in range(12)) + " |\n" for name in VILLAGES[:4]]
    return (
        _head("站着的照片打头", date(2021, 10, 3), "文化旅游", "副题：长图、小图、宽表", "记者：本站记者")
        + '![站着的一棵树](lead.jpg "树在村口站了三百年（通讯组 摄）")\n\n正文第一段。\n\n'
        + '![一张长图](strip.jpg "一图读懂全年的账（通讯组 制图）")\n\n正文第二段。\n\n'
        + '![一张小图](small.jpg "老照片，只有这么大（通讯组 供图）")\n\n正文第三段。\n\n'
        + '![一个人](standing.jpg "站在地头的人，手里是刚挖出来的药材（通讯组 摄）")\n\n'
        + "全文见 https://elsewhere.example/zwgk/2021/10/03/a-very-long-address/content_5648312.shtml?from=app&id=12 ，"
        + "也可以到[镇政府的网站](https://elsewhere.example/zwgk/)上去看。\n\n"
        + "| 村 | " + " | ".join(months) + " |\n" + "|---" * 13 + "|\n" + "".join(rows)
        + "\n    一行很长的代码 = " + "0123456789 " * 20 + "\n\n"
        + '![躺着](lying.jpg "躺着的一幅")\n![长](strip.jpg "长的一幅")\n![站着](standing.jpg "站着的一幅")\n'
    )  # fmt: skip


NOTICE = """标题：关于丰溪镇二〇二一年度城乡居民基本医疗保险费集中征缴工作有关事项以及办理时间地点调整的公告
日期：2021-10-04
栏目：生态环境
体裁：公告

现将有关事项公告如下。

1. 时间：十月八日起。
2. 地点：各村委会。

附件见文后。
"""


def _only_one() -> str:
    return (
        _head("这个栏目只有这一篇", date(2021, 10, 1), "民生实事", "电头：本站讯", f"村：{VILLAGES[0]}")
        + "正文一段。\n"
    )


def _without_its_photo() -> str:
    return (
        _head("照片丢了的稿子", date(2021, 10, 2), "文化旅游")
        + '![一张找不到的照片](diu.jpg "桥头（通讯组 摄）")\n\n正文。\n'
    )


def _one_of_many(number: int) -> str:
    day = date(2021, 9, 30) - timedelta(days=number)
    title = LONG if number == 1 else f"坡上坡下第{number + 1}件小事"
    return _head(title, day, "产业发展", f"村：{VILLAGES[number % 3]}", "标签：常用标签") + f"这是第{number + 1}件。\n"


def _base(folder: Path, number: int) -> None:
    """The first has all that is known of a base, the second nothing but a name."""
    known = f"村：{VILLAGES[number]}、{VILLAGES[number + 1]}\n产品：药材、蔬菜和水果\n面积：1200亩\n带动农户：230户\n"
    known += "合作社：某某县某某镇某某中药材种植农民专业合作社\n建成：2018年\n"
    shown = _pictures(folder, "base", MIXED[: 1 + number], "基地的四季") if number != 1 else ""
    name = "名字写得很长的中药材种植示范基地" if number == 0 else f"第{number}处基地"
    _write(folder / "base.md", f"标题：{name}\n{known if number != 1 else ''}\n{shown}种着一面坡。\n")
