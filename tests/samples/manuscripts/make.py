"""Makes the .docx, .txt and .zip manuscripts of this folder: `python tests/samples/manuscripts/make.py`.

They are kept as files, since what is tested is the reading of files; this says how they came about. No person in them exists.
The ones named libreoffice-* are made by make_libreoffice.py.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from PIL import Image

HERE = Path(__file__).parent
COLOURS = ("#3a7d44", "#c1440e", "#2b6cb0", "#d69e2e", "#6b46c1", "#2d3748")


def photo(number: int) -> bytes:
    """A small photograph of one colour."""
    sink = io.BytesIO()
    Image.new("RGB", (48, 32), COLOURS[number % len(COLOURS)]).save(sink, "JPEG", quality=60)
    return sink.getvalue()


def line(
    document: Any, text: str, *, size: float = 0, bold: bool = False, centre: bool = False, right: bool = False
) -> Any:
    """A paragraph of one look."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if centre or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def picture(paragraph: Any, number: int, words: str = "") -> Any:
    """An inline picture in a paragraph."""
    shape = paragraph.add_run().add_picture(io.BytesIO(photo(number)), width=Cm(6))
    if words:
        shape._inline.docPr.set("descr", words)
    return shape


def floating(paragraph: Any, number: int) -> None:
    """A picture that text flows around: the inline one in an anchor."""
    inline = picture(paragraph, number)._inline
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV></wp:anchor>'
    )
    for child in list(inline):
        anchor.append(child)
    anchor.insert(4, parse_xml(f'<wp:wrapSquare {nsdecls("wp")} wrapText="bothSides"/>'))
    inline.getparent().replace(inline, anchor)


def box(paragraph: Any, texts: Sequence[str]) -> None:
    """A text box as Word writes it: once as a shape, once as VML for older programs."""
    content = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
        + nsdecls("w", "wp", "a")
    )
    paragraph.add_run()._r.append(
        parse_xml(
            f'<mc:AlternateContent {spaces}><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            '<wp:extent cx="1000000" cy="500000"/><wp:docPr id="90" name="文本框 1"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
            f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
            "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
            f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field of Word's with the result it shows."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            told = OxmlElement("w:instrText")
            told.text = text
            run._r.append(told)


def dotted(paragraph: Any, text: str) -> None:
    """A run with 着重号."""
    run = paragraph.add_run(text)
    em = OxmlElement("w:em")
    em.set(qn("w:val"), "dot")
    run._r.get_or_add_rPr().append(em)


def indented(text: str) -> str:
    """As WPS users indent."""
    return "\u3000\u3000" + text


TWIN = """

清溪绕得千山绿

——青岩镇建强支部兴产业见闻

记者某某某



河口茶叶基地

晨雾散开，茶垄一道道亮出来。三月的青岩镇，人比鸟起得早。

抓队伍建支部 拧紧一股绳子

青岩镇山多田少，12个村散在三条沟里。镇里把人先聚拢，再谈别的事。

选好带头的人。换届时，镇里请回在外经商的能人，一家一家谈，一个一个请，先后有9人回村任职。

管住手里的权。村里的账每月上墙，谁家买了什么，花了多少，一目了然。

抓产业强基地 挣来一份家底

山上有茶，沟里有菜。地还是那些地，种法不同了。

茶园连成了片。合作社把零散的茶园流转过来，统一管护，统一采摘，亩产比往年高出两成。

“订单”走在前头。菜还没有下种，收购合同已经签好，农户只管把菜种好。

太阳落山，收工的人说着话往回走，坡上的茶还在往上长。



支部会开在田头



沟底的菜棚连成片



采茶的姐妹收工回家"""


def twin() -> None:
    (HERE / "twin.txt").write_text(TWIN, encoding="utf-8", newline="\n")


def news() -> None:
    """消息 with 电头 and byline in brackets, full-width indents as WPS leaves them, a byline at the foot as well."""
    document = Document()
    line(document, "青岩镇新修产业路通车", size=22, bold=True, centre=True)
    line(document, indented("本站青岩6月11日讯（记者 某某 通讯员 某某某、某某）一条4.5米宽的产业路昨日在青岩镇通车。"))
    line(document, indented("路从河口村口一直修到茶园深处，全长3.2公里，沿线设错车道11处。"))
    line(document, "")
    line(document, indented("“从前背茶下山要走一个钟头，现在三轮车十分钟。”种茶的人说。（图片由镇里提供）"))
    document.save(str(HERE / "news.docx"))


def notice() -> None:
    """A notice in GBK with Windows line ends, numbered points, a signature and its date."""
    text = """关于做好汛期地质灾害防范的通知

各村（居）民委员会：
　　进入主汛期，降雨明显增多。为确保群众安全，现将有关事项通知如下。
　　一、强化巡查排查
　　对河堤、水库、滑坡点每日巡查不少于2次，发现险情立即上报。
　　二、落实值班值守
　　严格执行24小时值班，带班领导手机保持畅通。
　　1.值班电话要有人接。
　　2.避险路线要有人带。
　　特此通知。

　　　　　　　　　　　　　　　　青岩镇人民政府
　　　　　　　　　　　　　　　　2021年6月28日
"""
    (HERE / "notice-gbk.txt").write_bytes(text.replace("\n", "\r\n").encode("gbk"))


def tables() -> None:
    """A table with merged cells, a text box, a frame of one cell, a formula-free page."""
    document = Document()
    line(document, "青岩镇上半年经济账", size=20, bold=True, centre=True)
    line(document, "——从三张表看产业变化", centre=True)
    line(document, "作者：某某", centre=True)
    line(document, "上半年，青岩镇的产业账一笔一笔记在本子上，也记在人心里。")
    table = document.add_table(rows=4, cols=3)
    rows = (("产业", "面积（亩）", "收入|万元"), ("茶叶", "1200", "360"), ("蔬菜", "800", "*150*"), ("合计", "", "510"))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(3, 0).merge(table.cell(3, 1))
    table.cell(1, 0).add_paragraph("（含夏秋茶）")
    p = line(document, "表里看得见的是数字，看不见的是路上的脚印，一个印子叠着一个印子。")
    box(p, ["青岩镇人口1.2万", "耕地面积9800亩"])
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "名词解释：订单农业，指先有合同、再有下种的种植方式。"
    line(document, "下半年，镇里还要在菜棚上做文章，让一块地长出两季收成。")
    document.save(str(HERE / "tables.docx"))


def fields() -> None:
    """Pictures in the middle with Word's own captions, one picture after another, a floating one, a linked one that is not there."""
    document = Document()
    document.add_heading("茶山上的一天", 0)
    line(document, "文/图 某某")
    line(document, "天刚亮，采茶的人就上了山。露水打湿裤脚，茶芽正嫩。")
    picture(document.add_paragraph(), 0, "两个戴斗笠的人在茶垄间弯腰采茶")
    caption = document.add_paragraph(style="Caption")
    caption.add_run("图 ")
    field(caption, " SEQ 图 \\* ARABIC ", "1")
    caption.add_run(" 清晨的茶山")
    document.add_heading("炒茶", 1)
    line(document, "午后炒茶，锅要热，手要快，一锅茶出来，满屋子都是香气。")
    p = document.add_paragraph()
    picture(p, 1)
    picture(p, 2)
    caption = document.add_paragraph(style="Caption")
    caption.add_run("图 ")
    field(caption, " SEQ 图 \\* ARABIC ", "2")
    caption.add_run(" 炒茶的锅")
    caption = document.add_paragraph(style="Caption")
    caption.add_run("图 ")
    field(caption, " SEQ 图 \\* ARABIC ", "3")
    caption.add_run(" 晾茶的匾")
    document.add_heading("收工", 1)
    p = document.add_paragraph()
    floating(p, 3)
    p.add_run("傍晚下山，背篓压在肩上，路边的灯一盏一盏亮起来。")
    document.save(str(HERE / "fields.docx"))


def photo_table() -> None:
    """Photos side by side in a table, their captions in the row below; captions above the last pictures' row stay text."""
    document = Document()
    line(document, "冬日菜棚暖如春", size=22, centre=True)
    line(document, "记者 某　某 通讯员 某某某", centre=True)
    line(document, "腊月里，青岩镇的菜棚里还是一片绿。掀开棉帘，热气扑到脸上，眼镜片立刻蒙上一层白雾。")
    table = document.add_table(rows=2, cols=2)
    for column, words in enumerate(("棚里的西红柿红了（某某 摄）", "工人在分拣蔬菜（某某 摄）")):
        picture(table.cell(0, column).paragraphs[0], column)
        table.cell(1, column).text = words
    line(document, "一筐筐蔬菜装上车，当天夜里就能到县城的菜市场。")
    document.save(str(HERE / "photo-table.docx"))


def look() -> None:
    """A kicker by size, bold centred heads, bold lead-ins, 着重号, a soft return before the dek, two bylines."""
    document = Document()
    line(document, "乡村振兴看青岩", size=14, centre=True)
    p = line(document, "一片叶子", size=24, bold=True, centre=True)
    p.runs[0].add_break()
    p.add_run("——青岩镇茶产业发展纪实").font.size = Pt(14)
    line(document, "记者 某某 某某某　通讯员 某某", centre=True)
    line(document, "茶是青岩人的命根子。过去是，现在更是。", size=10.5)
    line(document, "从一棵树到一片山", size=10.5, bold=True, centre=True)
    p = document.add_paragraph()
    p.add_run("种下去。").bold = True
    p.add_run("头一年，大家把坡地翻了三遍，把石头捡干净，才把苗")
    dotted(p, "一棵一棵")
    p.add_run("栽下去。")
    p = document.add_paragraph()
    p.add_run("管起来：").bold = True
    p.add_run("除草不用药，施肥用农家肥，虫子用灯来诱。")
    line(document, "从一片山到一个牌子", size=10.5, bold=True, centre=True)
    line(document, "茶要卖得出去，先要叫得出名字。名字叫出去了，山也跟着出了名。", size=10.5)
    line(document, "今年春茶，一斤卖到了往年两斤的价钱。（通讯员 某某某 供稿）", size=10.5)
    document.save(str(HERE / "look.docx"))


def end_matter() -> None:
    """End matter of a county platform, a date on its own line above, a proof-reader that has no key."""
    text = """清水进了灶屋

记者 某某 发布时间：2021年9月3日

9月的青岩镇，拧开水龙头，清水哗哗流进灶屋的水缸里，再不用下河去挑。

全镇新铺管道18公里，306户人家吃上了自来水。

水管员每周巡一次线，哪里漏了，当天就补上。

来源：青岩镇融媒体工作站 / 责编：某某 / 二审：某某某 / 三审：某某
校对：某某
"""
    text = text.replace("记者 某某 发布时间：", "记者 某某\n发布时间：")
    (HERE / "end-matter.txt").write_text("\ufeff" + text, encoding="utf-8", newline="\n")


MARKS = r"""# 不是标题 * 也不是强调

作者：John Smith

1. 这一行以数字开头，后面跟着一个点，看起来像有序列表，其实只是正文的一句话。

* 这一行以星号开头，看起来像项目符号，**两个星号**和_下划线_、__两个__都只是字符。

> 这一行以大于号开头，像引用；反斜杠 \ 和 \* 也都要原样留着，C:\new\table 不能变样。

- - -

===

+ 加号开头，后面有 `反引号` 和 ![图](a.jpg "b") 和 [链接](http://example.com) 和 [^1] 和 [参考][1]。

[1]: http://example.com "不是参考定义，只是一行字，应当原样出现在正文里"

!!! 金句

    这一行前面有四个空格，像代码块，其实只是缩进，去掉缩进后是普通的一段话。

<div class="x">尖括号 & 符号 &amp; &lt;b&gt; &#65; &copy 都是字符</div> <!-- 注释也是字 --> 5 < 6 > 4。

| 竖线 | 像表格 |
| --- | --- |
: 冒号开头，像定义列表；~~~ 波浪线和 {: .class #id } 花括号都原样留着，AT&T 也一样。

末了一段：$100 换 ¥700，50%～60%，C# 与 F##，邮箱 a_b_c@example.com，《书》“引”‘号’……完——止。
"""


def marks() -> None:
    (HERE / "marks.txt").write_text(MARKS, encoding="utf-8", newline="\n")


def wrapped() -> None:
    """Mail that a program broke at column 60, in UTF-16 as Notepad calls Unicode."""
    text = """雪后进山记

本站记者

　　头天夜里落了一场雪，早起推门，院坝里的脚印只有猫的一行。去往高处几户
人家的路还没有人走过，镇里的干部扛着铁锹和盐袋上了山，一边铲雪一边撒盐，
走一步，铲一步，走到最高的那一户，日头已经偏西。
　　老人早就烧好了火塘，茶缸里的水一直滚着。大家围着火坐下来，把带来的米、
油和药一样样交代清楚，又把房前屋后的线路看了一遍，才放心往回走。
　　下山的时候，路上已经有了两行脚印，一行上，一行下。
"""
    (HERE / "wrapped-utf16.txt").write_bytes(text.encode("utf-16"))


def labelled() -> None:
    """A form filled in: every part named by a label, captions numbered, editors in brackets below."""
    text = """标题：青岩镇念好“山字经”
副标题：——从三条沟看产业怎样落地
□ 某某 某某某
正文：
　　连日来，青岩镇的三条沟里一片忙碌，栽苗的、修渠的、搭棚的，各忙各的，谁也顾不上抬头。
产业兴 百姓富
　　在河口村的茶园，采茶的人从坡底排到坡顶。今年春茶产量可达3万斤，比去年多了一成。
　　目前，全镇茶园面积达到8000亩，建成加工厂6座，青叶不出沟就变成了茶。

图1：春茶采摘现场（某某 摄）
图2：新修的水渠（某某 摄）

供稿：青岩镇党政办
（编辑：某某  审核：某某某  终审：某某）
"""
    (HERE / "labelled.txt").write_text(text.replace("\n", "\r\n"), encoding="gb18030", newline="")


def essay() -> None:
    """Photos with captions and no running text; captions stand above one and below the others."""
    document = Document()
    line(document, "镜头里的青岩秋色", size=22, centre=True)
    line(document, "摄影：某某", centre=True)
    for number, words in enumerate(("稻子黄了", "柿子红了", "晒秋的院坝")):
        picture(document.add_paragraph(), number)
        line(document, words, centre=True)
    document.save(str(HERE / "essay.docx"))


def archive() -> None:
    """What a Windows machine zips: GBK names without the flag, a lock file, a Mac's leavings, six photos."""
    document = Document()
    for text in (*[row for row in TWIN.split("\n") if row], "青岩镇的水库"):
        line(document, text)
    sink = io.BytesIO()
    document.save(sink)
    files = {
        "青岩稿/清溪绕得千山绿.docx": sink.getvalue(),
        "青岩稿/IMG_0001（河口茶叶基地）.jpg": photo(0),
        "青岩稿/支部会开在田头.JPG": photo(1),
        "青岩稿/沟底的菜朋连成片.jpg": photo(2),
        "青岩稿/2采茶的姐妹.jpeg": photo(3),
        "青岩稿/微信图片_20210903101112.jpg": photo(4),
        "青岩稿/~$清溪绕得千山绿.docx": b"lock",
        "青岩稿/Thumbs.db": b"thumbs",
        "__MACOSX/青岩稿/._支部会开在田头.JPG": b"mac",
        "青岩稿/合同.xlsx": b"PK not ours",
    }
    with zipfile.ZipFile(HERE / "gbk-names.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(WindowsInfo(name, (2021, 9, 3, 10, 0, 0)), content, zipfile.ZIP_DEFLATED)


class WindowsInfo(zipfile.ZipInfo):
    """An entry whose name is GBK and does not say so; zipfile itself writes UTF-8 with its flag."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # zipfile's own name for it
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def folder() -> None:
    """A folder: text, photos named by number, and the captions typed in a file of their own."""
    here = HERE / "folder"
    here.mkdir(exist_ok=True)
    (here / "稿件.txt").write_text(
        "夜校亮起灯\n\n记者 某某\n\n入夜，村小的教室又亮起了灯。白天坐着孩子的凳子上，坐满了刚放下锄头的大人。\n\n"
        "课讲得很慢，一张图讲一晚上，大家却一个也没有走。\n",
        encoding="utf-8",
    )
    (here / "图片说明.txt").write_text(
        "图1：夜校开课（某某 摄）\n图2：认真记笔记（某某 摄）\n图3：散学路上\n", encoding="utf-8"
    )
    for number in (1, 2, 10):
        (here / f"{number}.jpg").write_bytes(photo(number))


if __name__ == "__main__":
    for make in (
        labelled,
        twin,
        news,
        notice,
        tables,
        fields,
        photo_table,
        look,
        end_matter,
        marks,
        wrapped,
        essay,
        folder,
    ):
        make()
    archive()
