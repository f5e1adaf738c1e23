"""Every kind of page, by name: where it lies in the working edition, in the crowded township and in the empty one."""

from __future__ import annotations

WORKING = {
    "home": "index.html",
    "section": "minsheng/index.html",
    "feature": "dangjian/202106/yishanqing.html",
    "feature with footnotes": "minsheng/202109/qingshui.html",
    "news": "chanye/202101/jingjizhang.html",
    "pictures": "xiangcun/202012/siji.html",
    "base": "bases/jinye.html",
    "bases": "bases/index.html",
    "base with years": "bases/zhenggou.html",
    "village": "villages/jinye/index.html",
    "tag": "tags/shiyongjun/index.html",
    "reporter": "reporters/xishan/index.html",
    "search": "search/index.html",
    "archive": "archive/index.html",
    "archive of a year": "archive/2021/index.html",
    "archive of a month": "archive/2021/11.html",
    "gallery": "gallery/index.html",
    "corrections": "corrections/index.html",
    "about": "about.html",
    "accessibility": "accessibility.html",
    "missing": "404.html",
}
CROWDED = {
    "home": "index.html",
    "section of one story": "yipian/index.html",
    "section of many": "chanye/index.html",
    "section without a story": "kong/index.html",
    "middle of a pager": "chanye/page-5.html",
    "feature with everything": "dangjian/202111/changti.html",
    "feature without a photo": "dangjian/202111/wuzhao.html",
    "pictures of every shape": "wenhua/202110/xingzhuang.html",
    "notice": "shengtai/202110/gonggao.html",
    "news without its photo": "wenhua/202110/queta.html",
    "base with everything known": "bases/b0.html",
    "base of a name alone": "bases/b1.html",
    "base of seven pictures": "bases/b6.html",
    "village": "villages/v0/index.html",
    "village without a story": "villages/v21/index.html",
    "tag": "tags/3c271cce/index.html",
    "reporter": "reporters/7ce924fa/index.html",
    "search": "search/index.html",
    "gallery": "gallery/index.html",
    "corrections": "corrections/index.html",
    "standing page": "about.html",
}
EMPTY = {
    "home": "index.html",
    "section": "dangjian/index.html",
    "search": "search/index.html",
    "archive": "archive/index.html",
    "bases": "bases/index.html",
    "gallery": "gallery/index.html",
    "corrections": "corrections/index.html",
}
KINDS = {"working": WORKING, "crowded": CROWDED, "empty": EMPTY}
EVERY = [(township, kind) for township, kinds in KINDS.items() for kind in kinds]
