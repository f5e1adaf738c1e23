"""Out of the door, for the tasks: each verb prints what it did in Chinese and gives the exit code."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec
from urllib.parse import urlsplit

from ..newsroom.ledger import NAME, read_ledger, settle
from . import diff as differences
from .fault import DeployFault, from_os
from .kinds import plain
from .manifest import Manifest
from .plan import Plan
from .release import Done, Look, Prepared, deploy, prepare, released
from .release import rollback as go_back
from .settings import Place, read_place
from .tree import Tree, read_tree
from .verify import as_lines, choose
from .verify import verify as look_at

P = ParamSpec("P")
LISTED = 20


def told_at_the_desk(function: Callable[P, int]) -> Callable[P, int]:
    """A DeployFault is told and makes the exit code 1; anything else is ours and travels on."""

    @wraps(function)
    def wrapped(*arguments: P.args, **named: P.kwargs) -> int:
        try:
            return function(*arguments, **named)
        except DeployFault as fault:
            print(f"错误  {fault}", file=sys.stderr)
        except OSError as fault:
            print(f"错误  {from_os(fault)}", file=sys.stderr)
        except KeyboardInterrupt:
            print("停下了 → 读者看到的是哪一版，用 releases 看；再发布一次会接着做", file=sys.stderr)
            return 130
        return 1

    return wrapped


def groups(settings_file: Path, target: str = "") -> list[str]:
    """The dependency groups that have still to be installed for a target. Nothing where its settings cannot be read:
    the verb itself tells that."""
    with suppress(DeployFault):
        address = read_place(settings_file, target).target.transport.address
        if address.startswith("s3:") and importlib.util.find_spec("boto3") is None:
            return ["s3"]
    return []


@told_at_the_desk
def publish(
    settings_file: Path,
    target: str,
    make: Callable[[], None],
    content: Path,
    now: datetime,
    dry_run: bool = False,
    allow_deletes: bool = False,
    back: bool = True,
) -> int:
    """Build by `make`, which ends the process where the copy has errors; bring what was built to a target, check it
    there, and enter it in the ledger."""
    place = read_place(settings_file, target)
    _remind(place)
    make()
    return publish_to(place, now, dry_run, allow_deletes, back, content)


@told_at_the_desk
def publish_to(
    place: Place,
    now: datetime,
    dry_run: bool = False,
    allow_deletes: bool = False,
    back: bool = True,
    content: Path | None = None,
) -> int:
    """Bring what was built to a target that was read already, at this moment. content: the folder whose ledger it is
    entered in once readers have it."""
    tree, prepared = _prepare(place, now)
    print(f"目标：{place.target.transport.address}\n{_counted(prepared.plan, tree)}")
    if dry_run:
        print("\n".join([*_listed(prepared.plan), "这是试算，目标没有变；去掉 --dry-run 就真的发布"]))
        return 0
    if prepared.plan.empty and not prepared.standing.torn:
        print("目标上已经是这一版，什么也不用做")
        _enter(content, place.store, now)
        return 0
    if prepared.removed and not allow_deletes:
        _agree(prepared)
    print("正在写压缩包……" if _handed_over(place) else "正在传，读者看到的还是原来的一版……", flush=True)
    done = deploy(place.target, tree, now, prepared, _afterwards(place), back)
    if not done.back:
        print(f"第 {done.number} 版已经发布{f'：{place.site.url}/index.html' if place.site else ''}")
        _enter(content, place.store, now)
    if done.note:
        print(done.note)
    return _verdict(done, place)


@told_at_the_desk
def rollback(settings_file: Path, target: str = "") -> int:
    """Go back to the release before the one that is served."""
    return rollback_at(read_place(settings_file, target))


@told_at_the_desk
def rollback_at(place: Place) -> int:
    """The same for a target that was read already."""
    print(f"目标：{place.target.transport.address}")
    done = go_back(place.target, _afterwards(place))
    print(f"已经退回第 {done.number} 版，读者现在看到的就是它")
    return _verdict(done, place)


@told_at_the_desk
def releases(settings_file: Path, target: str = "") -> int:
    """List what a target can go back to."""
    place = read_place(settings_file, target)
    standing = place.target.transport.standing()
    print(f"目标：{place.target.transport.address}")
    for heading in reversed(standing.releases):
        served = standing.current and heading.number == standing.current.number
        made = datetime.fromisoformat(heading.made)
        print(f"{'→' if served else ' '} 第 {heading.number} 版  {made:%Y-%m-%d %H:%M}  {heading.by}")
    print("箭头指着读者现在看到的一版" if standing.releases else "还没有发布过")
    if standing.torn:
        print("提醒  上一次切换没有做完，读者看到的可能不齐 → 再发布一次")
    return 0


@told_at_the_desk
def verify(settings_file: Path, target: str = "") -> int:
    """Look at what readers get, without changing anything."""
    place = read_place(settings_file, target)
    if place.site is None:
        raise DeployFault("不知道读者从哪个网址看", "在 publishconf.py 的 DEPLOY 里给这个目标写上 url")
    standing = place.target.transport.standing()
    if standing.current is None:
        raise DeployFault("目标上还没有发布过", "先发布一次")
    print(f"目标：{place.target.transport.address}，第 {standing.current.number} 版")
    look = _look(place)
    assert look
    nothing = Plan((), (), (), ())
    wrong = look(released(place.target, standing.current), nothing)
    return _verdict(Done(standing.current.number, nothing, tuple(wrong)), place)


@told_at_the_desk
def diff(settings_file: Path, target: str, make: Callable[[], None]) -> int:
    """Build by `make`, then show what readers will see change."""
    place = read_place(settings_file, target)
    make()
    return diff_of(place, datetime.now().astimezone())


@told_at_the_desk
def diff_of(place: Place, now: datetime) -> int:
    """The same for a target that was read already, at this moment."""
    tree, prepared = _prepare(place, now)
    before, after = differences.wanted(prepared.plan)
    current = prepared.standing.current
    old = dict(place.target.transport.fetch(current.number, before)) if current and before else {}
    new = {entry.path: tree.check(entry).read_bytes() for entry in after}
    print(differences.report(prepared.plan, differences.changes(old, new)))
    return 0


def _remind(place: Place) -> None:
    """Of an address in the pages, for search engines, feeds and whoever shares one, that leads elsewhere."""
    read = place.site.url if place.site else ""
    if read and read != place.written:
        print(f"提醒  SITEURL 是 {place.written}，读者的网址是 {read} → 在 publishconf.py 里把两处改成一样")
    elif not read and (urlsplit(place.written).hostname or "").endswith(".example"):
        print(f"提醒  SITEURL 还是样例 {place.written} → 在 publishconf.py 里改成读者用的网址")


def _prepare(place: Place, now: datetime) -> tuple[Tree, Prepared]:
    tree = read_tree(place.output, place.store, place.base, place.level, place.target.transport.compressed)
    return tree, prepare(place.target, tree, now)


def _handed_over(place: Place) -> bool:
    """Whether somebody else has still to put it where readers are."""
    return place.target.transport.address.startswith("zip:")


def _afterwards(place: Place) -> Look | None:
    return None if _handed_over(place) else _look(place)


def _look(place: Place) -> Look | None:
    site = place.site
    if site is None:
        return None

    def look(manifest: Manifest, difference: Plan) -> list[str]:
        chosen = choose(manifest, difference)
        print(f"正在从 {site.url} 核对 {len(chosen)} 个文件……", flush=True)
        wrong = as_lines(look_at(site, manifest, difference))
        if not wrong:
            print("读者看到的和发布的一样：内容、类型、缓存、压缩都对")
        return wrong

    return look


def _enter(content: Path | None, store: Path, now: datetime) -> None:
    """Enter the addresses that readers have now in content/ledger.tsv."""
    if content is None:
        return
    before = _addresses(content)
    if faults := settle(content, store, now):
        listed = "；".join(map(str, faults[:3]))
        raise DeployFault(f"网站已经发布，网址没有记下来：{listed}", "恢复这个文件，再发布一次")
    if new := _addresses(content) - before:
        print(f"content/{NAME} 记下新网址 {new} 个；它和稿件一起备份")


def _addresses(content: Path) -> int:
    return sum(bool(entry.url) for entry in read_ledger(content)[0].entries)


def _agree(prepared: Prepared) -> None:
    """Ask whether so many pages may go; where nobody can answer, they may not."""
    listed = "\n".join(f"  {path}" for path in prepared.removed[:LISTED])
    print(f"这次会撤下 {len(prepared.removed)} 个网页：\n{listed}")
    if sys.stdin.isatty():
        with suppress(EOFError):
            if input("确实要撤下吗？输入 yes 继续：").strip().lower() == "yes":
                return
    raise DeployFault("撤下的网页太多，没有发布", "确认无误后加上 --allow-deletes；不是有意的，先检查稿件是否齐全")


def _counted(difference: Plan, tree: Tree) -> str:
    if difference.empty:
        return "没有要传的文件"
    rows = f"新增 {len(difference.new)} 个文件，改动 {len(difference.changed)} 个，删除 {len(difference.deleted)} 个"
    return f"{rows}，要传 {_size(difference.bytes)}"


def _listed(difference: Plan) -> list[str]:
    rows = [("新增", difference.new), ("改动", difference.changed), ("删除", difference.deleted)]
    named = [(word, entry) for word, entries in rows for entry in entries]
    listed = [
        f"  {word}  {entry.path}（{_size(entry.size)}）" for word, entry in named if plain(entry.path) == entry.path
    ]
    packed = len(named) - len(listed)
    return [*listed, f"  另有压缩好的副本 {packed} 个"] if packed else listed


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} 字节"
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} KB"


def _verdict(done: Done, place: Place) -> int:
    if _handed_over(place):
        print("没有核对：压缩包要由网站管理员放到网上；放好后用 verify 核对")
    elif place.site is None:
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
