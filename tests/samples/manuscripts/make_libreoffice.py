"""Makes the libreoffice-*.docx of this folder from flat OpenDocument text: `python -m tests.samples.manuscripts.make_libreoffice`.

Needs LibreOffice Writer (`soffice`). What is tested is how another program than Word writes a .docx.
"""

from __future__ import annotations

import base64
import subprocess
import tempfile
from pathlib import Path

from .make import photo

HERE = Path(__file__).parent
SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = """
<office:automatic-styles>
 <style:style style:name="T" style:family="paragraph" style:parent-style-name="Title"/>
 <style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
 <style:style style:name="R" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
 <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
 <style:style style:name="E" style:family="text"><style:text-properties style:text-emphasize="dot below"/></style:style>
 <text:list-style style:name="L">
  <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
  <text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
 </text:list-style>
 <text:list-style style:name="U"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
</office:automatic-styles>"""


def head(text: str, level: int = 1) -> str:
    """A numbered head."""
    inner = f'<text:h text:outline-level="{level}">{text}</text:h>'
    for _ in range(level):
        inner = f"<text:list-item>{inner}</text:list-item>" if inner.startswith("<text:h") else inner
    wrapped = inner
    for _ in range(level - 1):
        wrapped = f"<text:list-item><text:list>{wrapped}</text:list></text:list-item>"
    return f'<text:list text:style-name="L" text:continue-numbering="true">{wrapped}</text:list>'


def image(number: int, anchor: str = "paragraph") -> str:
    """A picture anchored to its paragraph or set as a character."""
    data = base64.b64encode(photo(number)).decode()
    return (
        f'<draw:frame text:anchor-type="{anchor}" svg:width="6cm" svg:height="4cm"><draw:image>'
        f"<office:binary-data>{data}</office:binary-data></draw:image></draw:frame>"
    )


OUTLINE = (
    '<text:p text:style-name="T">青岩镇河长巡河记</text:p>'
    '<text:p text:style-name="C">记者 某某 通讯员 某某</text:p>'
    '<text:p>一条清溪穿镇而过，<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>清溪全长21公里，流经6个村。</text:p></text:note-body></text:note>管好它要从每一段河岸管起。</text:p>"
    + head("河有人管")
    + "<text:p>全镇设河长18名，人人有图，段段有牌，牌上写着电话，谁看见了什么都可以打。</text:p>"
    + head("每周一巡", 2)
    + "<text:p>巡河不看天，晴天看排口，雨天看水位，看见漂着的塑料袋就捞上来。</text:p>"
    + head("水有人护")
    + "<text:p>村里的妇女组成了护河队，带着孩子捡垃圾，孩子比大人还要认真。</text:p>"
    '<text:p text:style-name="R">青岩镇河长办</text:p><text:p text:style-name="R">2021年7月15日</text:p>'
)
FRAMES = (
    '<text:p text:style-name="T">老桥新记</text:p><text:p text:style-name="C">——青岩镇危桥改造侧记</text:p>'
    '<text:p text:style-name="C">本站记者</text:p>'
    f'<text:p>{image(1, "as-char")}</text:p><text:p text:style-name="C">老桥的石拱</text:p>'
    '<text:p>老桥有年头了，石栏杆被摸得发亮，<text:span text:style-name="E">桥面</text:span>却一年比一年低。</text:p>'
    f"<text:p>{image(2)}新桥在老桥上游三十米，去年冬天开工，今年汛期前通了车。</text:p>"
    '<text:p><draw:frame text:anchor-type="paragraph" svg:width="6cm" svg:height="3cm"><draw:text-box>'
    "<text:p>新桥长46米，宽7米。</text:p></draw:text-box></draw:frame>老桥没有拆，留给人散步，也留给孩子们看水。</text:p>"
)
LISTS = (
    '<text:p text:style-name="C"><text:span text:style-name="B">赶场日</text:span></text:p>'
    "<text:p>逢三逢八，青岩镇赶场，天不亮路上就有了背篓的影子，街口的早点摊先热闹起来。</text:p>"
    '<text:list text:style-name="U"><text:list-item><text:p>山里来的：药材、蜂蜜、木耳</text:p></text:list-item>'
    "<text:list-item><text:p>沟里来的：青菜、萝卜、豆腐</text:p></text:list-item></text:list>"
    "<text:p>　　卖得快的，日头不高就收了摊。<text:line-break/>　　卖得慢的，也不着急，坐在扁担上说话，说着说着，货也就卖完了。</text:p>"
    '<table:table table:name="表1"><table:table-column table:number-columns-repeated="2"/>'
    "<table:table-row><table:table-cell><text:p>货</text:p></table:table-cell><table:table-cell><text:p>价（元/斤）</text:p></table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell><text:p>木耳</text:p></table:table-cell><table:table-cell><text:p>48</text:p></table:table-cell></table:table-row>"
    "</table:table><text:p>散场时，街面扫得干干净净，等着下一个逢三。（某某 某某某）</text:p>"
)


def write(name: str, body: str) -> None:
    """Have LibreOffice turn a flat document into a .docx."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
    document += 'office:mimetype="application/vnd.oasis.opendocument.text">'
    document += f"{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document>"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.fodt"
        source.write_text(document, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(HERE)]
        subprocess.run([*command, str(source)], check=True, capture_output=True)


if __name__ == "__main__":
    write("libreoffice-outline", OUTLINE)
    write("libreoffice-frames", FRAMES)
    write("libreoffice-lists", LISTS)
