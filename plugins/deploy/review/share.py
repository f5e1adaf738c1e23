"""A draft as one HTML file for a reviewer's phone: its stylesheet and photographs inside, nothing asked of anybody."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from ...newsroom.gazetteer import near
from ...newsroom.policy import hashes
from ..fault import DeployFault
from ..release.kinds import type_of

LIMIT = 8_000_000  # bytes; chat programs still send it as a file without asking
WIDTHS = (1280, 960, 640, 480)  # of photographs, tried in turn until the file is small enough
LEFT_OUT = (
    "script",
    "nav",
    "body > footer",
    "link",
    "base",
    ".related",
    ".skip",
    ".share",
    "meta[property]",
    "meta[http-equiv]",
)
BANNER = """
.unpublished{position:sticky;top:0;z-index:9;margin:0;padding:.5em 1em;background:#a3201d;color:#fff;font-weight:700;
line-height:1.4;text-align:center}
.unpublished small{display:block;color:inherit;font-weight:400}
"""
_URL = re.compile(r"""url\(\s*["']?(?!data:|#)(?P<file>[^"')]+?)["']?\s*\)""")

Read = Callable[[str], bytes]


def find_story(content: Path, name: str) -> str:
    """The path of a story from the site's root, by its file, its folder or its name. DeployFault."""
    asked = Path(name)
    if asked.exists() and asked.resolve().is_relative_to(content.resolve()):
        name = asked.resolve().relative_to(content.resolve()).as_posix()
    plain = _known_by(name.replace("\\", "/").rstrip("/").removeprefix("content/"))
    files = sorted(
        file.relative_to(content).as_posix()
        for kind in ("features", "news")
        for file in content.glob(f"{kind}/**/*.md")
        if kind == "news" or file.name == "story.md"
    )
    found = [file for file in files if plain == _known_by(file) or _known_by(file).endswith(f"/{plain}")]
    if len(found) == 1:
        return f"content/{found[0]}"
    if found:
        raise DeployFault(f"叫“{name}”的稿件有 {len(found)} 篇：{'、'.join(found)}", "写出它的文件")
    closest = near(plain.rpartition("/")[2], {_known_by(file).rpartition("/")[2]: file for file in files})
    hint = f"是不是“{closest}”？" if closest else "写出它的文件，例如 content/news/2021/qiao.md"
    raise DeployFault(f"找不到稿件“{name}”", hint)


def _known_by(path: str) -> str:
    return path.removesuffix("/story.md").removesuffix(".md")


def one_file(html: bytes, path: str, read: Read, now: datetime, limit: int = LIMIT) -> bytes:
    """A page of the output as a file that stands alone, marked 未发布. path: the page's own; read: the bytes of an
    output path; limit: bytes. Where photographs do not fit at any width, the last ones are left out."""
    page = BeautifulSoup(html, "html.parser")
    style = "\n".join(
        _style(page, element, path, read) for element in page.select('link[rel="stylesheet"], head style')
    )
    for element in page.select(", ".join((*LEFT_OUT, "head style"))):
        element.decompose()
    _quieten(page)
    _mark(page, f"{style}\n{BANNER}", now)
    pictures = [picture for picture in page.select("picture, img") if not picture.find_parent("picture")]
    photos = [_candidates(picture, path) for picture in pictures]
    images = [_bare(picture) for picture in pictures]
    room = limit - len(page.encode(formatter="html5"))
    for width in WIDTHS:
        chosen = [_choose(candidates, width) for candidates in photos]
        datas = [_data(source, read) if source else "" for source in chosen]
        if sum(map(len, datas)) <= room:
            break
    for image, data in zip(images, datas, strict=True):
        room -= len(data)
        if data and room >= 0:
            image["src"] = data
        else:
            (image.find_parent("picture") or image).replace_with(page.new_string("（图片略）"))
    return page.encode(formatter="html5")


def _style(page: BeautifulSoup, element: Tag, path: str, read: Read) -> str:
    if element.name == "style":
        return element.get_text()
    source = _beside(path, str(element["href"]))
    return _URL.sub(lambda found: f'url("{_data(_beside(source, found["file"]), read)}")', read(source).decode())


def _quieten(page: BeautifulSoup) -> None:
    """Nothing leads anywhere but within the page; a film is its poster."""
    for link in page.select("a[href]"):
        if not str(link["href"]).startswith("#"):
            del link["href"]
    for film in page.select("video, audio"):
        poster = film.get("poster")
        film.replace_with(page.new_tag("img", src=str(poster), alt="视频") if poster else page.new_string("（视频略）"))


def _mark(page: BeautifulSoup, style: str, now: datetime) -> None:
    head, body = page.head, page.body
    if head is None or body is None:
        raise ValueError("a page has a head and a body")
    sheet = page.new_tag("style")
    sheet.string = style
    allowed = " ".join(hashes(b"style", f"<style>{style}</style>".encode()))
    for rule in (
        {"name": "robots", "content": "noindex"},
        {
            "http-equiv": "Content-Security-Policy",
            "content": f"default-src 'none'; img-src data:; style-src {allowed}",
        },
    ):
        head.insert(2, page.new_tag("meta", attrs=rule))
    head.append(sheet)
    if page.title:
        page.title.string = f"【未发布】{page.title.get_text()}"
    banner = page.new_tag("p", attrs={"class": "unpublished", "role": "note"})
    banner.append("未发布 · 只供审稿，请勿转发")
    banner.append(page.new_tag("small", string=f"{now:%Y-%m-%d %H:%M} 的稿子，以后可能还会改"))
    body.insert(0, banner)


def _candidates(picture: Tag, path: str) -> list[tuple[int, str]]:
    """Width and output path of the files a picture comes in, narrowest first: of its WebP, which phones all read."""
    best = picture.find("source", type="image/webp", srcset=re.compile(r" \d+w"))
    image = picture if picture.name == "img" else picture.find("img")
    listed = (best if isinstance(best, Tag) else image or picture).get("srcset")
    rows = [row.split() for row in str(listed or "").split(",")]
    found = [(int(row[1][:-1]), _beside(path, row[0])) for row in rows if len(row) == 2 and row[1].endswith("w")]
    if not found and isinstance(image, Tag) and image.get("src"):
        found = [(0, _beside(path, str(image["src"])))]
    return sorted(found)


def _choose(candidates: list[tuple[int, str]], width: int) -> str:
    fitting = [source for own, source in candidates if own <= width]
    return fitting[-1] if fitting else (candidates[0][1] if candidates else "")


def _bare(picture: Tag) -> Tag:
    """The picture's <img> in its place, without anything that names a file or waits."""
    image = picture if picture.name == "img" else picture.find("img")
    if not isinstance(image, Tag):
        return picture
    for name in ("srcset", "sizes", "loading", "fetchpriority", "decoding"):
        del image[name]
    image["src"] = ""
    for source in picture.find_all("source"):
        source.decompose()
    return image


def _data(source: str, read: Read) -> str:
    type = type_of(source).header.replace(" ", "")
    return f"data:{type};base64,{base64.b64encode(read(source)).decode()}"


def _beside(path: str, address: str) -> str:
    return normpath(join(dirname(path), unquote(address.partition("#")[0])))
