"""Copy by someone who means harm: nothing of it reaches a page, whatever way it is wrapped."""

from __future__ import annotations

import re

import pytest

from plugins.blocks.harmless.sanitise import sanitise

from .harm import harm
from .press import MARK, turn

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil/x.js></SCRIPT>",
    "<script/x>alert(1)</script/x>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>script>alert(1)<</script>/script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x" onerror="alert(1)"',
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text x=20 y=20>甲</text></a></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<link rel=stylesheet href=//evil/x.css>",
    "<style>@import '//evil/x.css';</style>",
    "<details open ontoggle=alert(1)><summary>甲</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<b style='background:url(javascript:alert(1))'>甲</b>",
    "<b\u3000onclick=alert(1)>甲</b>",
    "<b onclick\x0c=alert(1)>甲</b>",
    "<a href=javascript:alert(1)>甲</a>",
    "<a href='java\tscript:alert(1)'>甲</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>甲</a>",
    "<a href='\x01javascript:alert(1)'>甲</a>",
    "<a href=data:text/html;base64,PHNjcmlwdD4=>甲</a>",
    "<a href='//evil/' target=_blank onclick=alert(1)>甲</a>",
    "<a href='x' href='javascript:alert(1)'>甲</a>",
    "[甲](javascript:alert(1))",
    "[甲](  javascript:alert(1))",
    "[甲](<javascript:alert(1)>)",
    "[甲](JAVASCRIPT&#58;alert(1))",
    "[甲](java\\script:alert(1))",
    "[甲](javascript&amp;colon;alert(1))",
    "[甲](vbscript:msgbox)",
    "[甲](data:text/html,<script>alert(1)</script>)",
    "[甲](blob:https://x/y)",
    "[甲](\u200bjavascript:alert(1))",
    "[甲](\u3000javascript:alert(1))",
    '[甲](http://x/" onclick="alert(1))',
    '[甲](http://x/ "" onclick=alert(1)")',
    "[甲](http://x/ '\" onclick=alert(1) x=\"')",
    '[甲][1]\n\n[1]: javascript:alert(1) "x"',
    "<javascript://%0aalert(1)>",
    "<javascript:alert@x>",
    "![甲](javascript:alert(1))",
    '!["><script>alert(1)</script>](a.jpg)',
    '![甲](a.jpg ""><script>alert(1)</script>")',
    '![甲](a.jpg "甲（<img src=x onerror=alert(1)> 摄）")',
    '![甲](a.mp4){poster="javascript:alert(1)"}',
    "**甲**{onclick=alert(1)}",
    "**甲**{ONCLICK=alert(1) STYLE=x formaction=x srcdoc=x}",
    "[甲](http://x/){href=javascript:alert(1)}",
    "[甲](http://x/){HREF=javascript:alert(1)}",
    "## 甲 {onmouseover=alert(1)}",
    "## 甲 {id='\"><script>alert(1)</script>'}",
    '段\n{: style="x" onclick=alert(1) }',
    '**甲**{title="<b onclick=alert(1)>"}',
    "**甲**{title='\" onclick=alert(1) x=\"'}",
    "甲[^1]\n\n[^1]: <script>alert(1)</script>",
    '甲[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: 乙',
    "| <script>alert(1)</script> |\n|---|\n| <b onclick=x>甲</b> |",
    '!!! 资料 "<script>alert(1)</script>"\n    <b onclick=x>甲</b>：<script>alert(1)</script>',
    '!!! "><script>alert(1)</script>\n    甲',
    '!!! 更正 "2021-06-20 <script>alert(1)</script>"\n    <img src=x onerror=alert(1)>',
    '!!! 金句 "<script>alert(1)</script>"\n    甲',
    "`<script>`<script>alert(1)</script>",
    "    <script>alert(1)</script>",
    "<pre><script>alert(1)</script></pre>",
    "<code><script>alert(1)</script></code>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<![\n\n甲",
    "甲<![if !supportLists]><script>alert(1)</script><![endif]>",
    "<![if x\n\n<script>alert(1)</script>",
    "<!DOCTYPE html [<!ENTITY x '<script>alert(1)</script>'>]>",
    "<!ELEMENT ><script>alert(1)</script>",
    "<?xml <script>alert(1)</script> ?>",
    "<div>\n\n<script>alert(1)</script>\n\n</div>",
    "<div markdown=1 onclick=x>甲</div>",
    "<p title='--><img src=x onerror=alert(1)>'>甲</p>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><img src=x onerror=alert(1)>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<select><option><script>alert(1)</script></select>",
    "<table><script>alert(1)</script><tr><td onclick=x>甲</td></tr></table>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "\\<script\\>alert(1)\\</script\\>",
    "*<b onclick=alert(1)*>甲</b>",
    "<b *onclick=alert(1)*>甲</b>",
    "[<b onclick=alert(1)>甲</b>](http://x/)",
    "[![甲](javascript:x)](javascript:alert(1))",
    "\x02part:0\x03",
    "&#2;part:0&#3;",
    "&#x2;part:0&#x00003;",
    "&#0000002;part:0&#3",
    "<abbr title='&#2;part:0&#3;'>甲</abbr>",
    "<a href='&#2;part:0&#3;'>甲</a>",
    "[甲](&#2;part:0&#3;)",
    '![&#2;part:0&#3;](a.jpg "&#2;part:0&#3;")',
    "<a&#2;@x.cn>",
    "<part:0@x\\*y.cn>",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x02amp\x03",
    "klzzwxh:0000 wzxhzdk:0 **甲** <u>乙</u>",
    "///Footnotes Go Here///<script>alert(1)</script>",
    "[*甲*]: javascript:alert(1)\n\n[*甲*]",
    "*[HTML]: <script>alert(1)</script>",
]


@pytest.mark.parametrize("before", ["", "甲\n", "- ", "> ", "## ", "甲", "!!! 资料\n    "])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_harmful_stands(hostile: str, before: str) -> None:
    """Nothing but harmless elements, attributes and addresses stands on the page, in a caption, in a correction."""
    html, sheet = turn(before + hostile + "\n\n尾")
    assert harm(html) == []
    for photo in [*sheet.photos, *(film.poster for film in sheet.videos if film.poster)]:
        assert harm(photo.caption.html) == []
        assert not photo.source.startswith((".", "/"))
        assert ":" not in photo.source
    assert [harm(correction.html) for correction in sheet.corrections if harm(correction.html)] == []
    assert all(int(number) < len(sheet.parts) for number in MARK.findall(html))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_mark_is_forged(hostile: str) -> None:
    """Each mark in the HTML is one that a block put there, and stands there once."""
    html, sheet = turn(f"{hostile}\n\n![甲](z.jpg)")
    assert sorted(int(number) for number in MARK.findall(html)) == sorted(set(map(int, MARK.findall(html))))
    shown = [sheet.parts[int(number)].kind for number in MARK.findall(html)]
    pictures = sum(len(sheet.parts[int(number)].photos) for number in MARK.findall(html))
    assert pictures == len(sheet.photos)
    assert shown.count("video") == len(sheet.videos)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_words_around_stay(hostile: str) -> None:
    """A paragraph before and a paragraph after hostile copy are printed."""
    html, _ = turn(f"头一段。\n\n{hostile}\n\n")
    assert "头一段。" in html
    if not re.match(r"<(?:plaintext|table|div|details|[!?])", hostile):
        html, _ = turn(f"{hostile}\n\n最后一段。")
        assert "最后一段。" in html


def test_the_last_look_does_not_rely_on_the_first() -> None:
    """Whatever reaches the last look, marks come through and harm does not."""
    mark = "\x02part:0\x03"
    harmful = f'<p onclick="x">甲{mark}<script>alert(1)</script><a href="{mark}">乙</a>'
    dirty = f"{harmful}&#2;part:1&#3;\x02\x03\x02x\x03</p>"
    assert sanitise(dirty) == f'<p>甲{mark}<a href="{mark}">乙</a>part:1</p>'


@pytest.mark.parametrize(
    "written",
    [
        '<b onclick="x">甲</b>',
        "<script>x</script>",
        "<iframe src=x></iframe>",
        "<b style=x>甲</b>",
        "<a href=javascript:x>甲</a>",
        "[甲](javascript:x)",
        "**甲**{onclick=x}",
        "**甲**{style=x}",
        "<img src=x>",
        "<object></object>",
        "<font>甲</font>",
        "<b id=x>甲</b>",
    ],
)
def test_what_is_taken_out_is_told(written: str) -> None:
    """Each thing that is taken out is a Problem on its line, with a remedy."""
    _, sheet = turn(f"头一段。\n\n甲{written}乙")
    assert [problem.line for problem in sheet.problems] == [3]
    assert sheet.problems[0].remedy


def test_nesting_has_an_end() -> None:
    """Elements nested beyond any sense are unwrapped, told once, and their words stay."""
    html, sheet = turn("<b>" * 500 + "甲" + "</b>" * 500)
    assert "甲" in html
    assert html.count("<b>") < 50
    assert "<b> 套得太深，已经去掉" in [problem.message for problem in sheet.problems]
