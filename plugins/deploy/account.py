"""What a deploy tells whoever started it: lines in Chinese, made of values."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from .release.kinds import plain
from .release.manifest import FileEntry
from .release.payload import Payload
from .release.plan import Plan
from .rollout.deploy import Done
from .settings import Destination

LISTED = 20


def counted(difference: Plan) -> str:
    """How many files, and how much of it travels."""
    if difference.empty:
        return "没有要传的文件"
    rows = f"新增 {len(difference.new)} 个文件，改动 {len(difference.changed)} 个，删除 {len(difference.deleted)} 个"
    return f"{rows}，要传 {_size(difference.bytes)}"


def listed(difference: Plan) -> list[str]:
    """Each file by what happens to it."""
    rows = [("新增", difference.new), ("改动", difference.changed), ("删除", difference.deleted)]
    named = [(word, entry) for word, entries in rows for entry in entries]
    listed = [
        f"  {word}  {entry.path}（{_size(entry.size)}）" for word, entry in named if plain(entry.path) == entry.path
    ]
    packed = len(named) - len(listed)
    return [*listed, f"  另有压缩好的副本 {packed} 个"] if packed else listed


def verdict(done: Done, destination: Destination) -> int:
    """Tell what was found wrong with what readers get, or that nobody looked; the exit code."""
    if handed_over(destination):
        print("没有核对：压缩包要由网站管理员放到网上；放好后用 verify 核对")
    elif destination.site is None:
        print("没有核对：不知道读者从哪个网址看。在 publishconf.py 的 DEPLOY 里给这个目标写上 url")
    if not done.wrong:
        return 0
    listed = "\n".join(f"  {line}" for line in done.wrong[:LISTED])
    more = f"\n  ……一共 {len(done.wrong)} 处" if len(done.wrong) > LISTED else ""
    print(f"错误  第 {done.number} 版，读者看到的不对：\n{listed}{more}", file=sys.stderr)
    if done.back:
        print(f"已经退回第 {done.back} 版 → 改好后重新发布；不想自动退回，加上 --no-rollback", file=sys.stderr)
    else:
        print("这一版还在网上 → 改好服务器的设置后用 verify 再核对；内容不对就用 rollback 退回", file=sys.stderr)
    return 1


def handed_over(destination: Destination) -> bool:
    """Whether somebody else has still to put it where readers are."""
    return destination.target.transport.address.startswith("zip:")


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} 字节"
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} KB"


def taken_down_lines(pages: Mapping[str, str], deleted: Sequence[FileEntry]) -> list[str]:
    """The pages of their own that readers lose, by title where it is known, and how many files only they showed."""
    if not pages:
        return []
    files = sum(bool(e.owners) and set(e.owners) <= set(pages) and plain(e.path) == e.path for e in deleted)
    more = f"，连同它们的图片、附件和视频 {files} 个文件" if files else ""
    return [f"撤下网页 {len(pages)} 个{more}：", *_named(pages)]


def left_out_lines(pages: Mapping[str, str]) -> list[str]:
    """What a release that was gone back to goes without."""
    if not pages:
        return []
    rows = [f"这一版里后来撤下的 {len(pages)} 个网页没有跟着回来：", *_named(pages)]
    return [
        *rows,
        "首页和列表里可能还有它们的标题，订阅和站内查找也停了 → 尽快再发布一次；要让哪一篇回来，改好稿件再发布",
    ]


def _named(pages: Mapping[str, str]) -> list[str]:
    rows = [f"  《{title}》{page}" if title else f"  {page}" for page, title in list(pages.items())[:LISTED]]
    return [*rows, f"  ……一共 {len(pages)} 个"] if len(pages) > LISTED else rows


def strange_lines(payload: Payload) -> list[str]:
    """Files that lie in the output and were not made by a build."""
    if not payload.strange:
        return []
    more = f" 等 {len(payload.strange)} 个" if len(payload.strange) > 5 else ""
    named = "、".join(payload.strange[:5]).encode(errors="replace").decode()  # a name need not be UTF-8
    return [f"提醒  输出文件夹里有不是生成出来的文件，没有发布：{named}{more}"]
