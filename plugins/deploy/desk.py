"""Out of the door, for the tasks: each function prints what it did in Chinese and gives the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from . import diff as differences
from .fault import DeployFault, from_os
from .plan import Plan
from .release import Done, Look, Prepared, deploy, prepare, released
from .release import rollback as go_back
from .settings import Place, read_place
from .tree import Tree, read_tree
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
        return 1

    return wrapped


@told_at_the_desk
def publish(
    settings_file: Path, target: str = "", dry_run: bool = False, allow_deletes: bool = False, back: bool = True
) -> int:
    """Bring what was built to a target and check it there."""
    place = read_place(settings_file, target)
    return publish_to(place, datetime.now().astimezone(), dry_run, allow_deletes, back)


@told_at_the_desk
def publish_to(
    place: Place, now: datetime, dry_run: bool = False, allow_deletes: bool = False, back: bool = True
) -> int:
    """The same for a target that was read already, at this moment."""
    tree, prepared = _prepare(place, now)
    print(f"目标：{place.target.transport.address}\n{_counted(prepared.plan, tree)}")
    if dry_run:
        print("\n".join(_listed(prepared.plan)))
        return 0
    if prepared.plan.empty and not prepared.standing.torn:
        print("目标上已经是这一版，什么也不用做")
        return 0
    if prepared.removed and not allow_deletes:
        _agree(prepared)
    look = _look(place)
    done = deploy(place.target, tree, now, prepared, look, back)
    print(f"第 {done.number} 版已经发布" if not done.back else f"第 {done.number} 版有问题")
    if look is None:
        print("没有核对：DEPLOY 里没有写这个目标的网址（url）")
    if done.note:
        print(done.note)
    return _verdict(done)


@told_at_the_desk
def rollback(settings_file: Path, target: str = "") -> int:
    """Go back to the release before the one that is served."""
    return rollback_at(read_place(settings_file, target))


@told_at_the_desk
def rollback_at(place: Place) -> int:
    """The same for a target that was read already."""
    done = go_back(place.target, _look(place))
    print(f"目标：{place.target.transport.address}\n已经退回第 {done.number} 版")
    return _verdict(done)


@told_at_the_desk
def releases(settings_file: Path, target: str = "") -> int:
    """List what a target can go back to."""
    place = read_place(settings_file, target)
    standing = place.target.transport.standing()
    print(f"目标：{place.target.transport.address}")
    for heading in reversed(standing.releases):
        mark = "→" if standing.current and heading.number == standing.current.number else " "
        print(f"{mark} 第 {heading.number} 版  {heading.made}  {heading.by}")
    if not standing.releases:
        print("还没有发布过")
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
    wrong = look_at(place.site, released(place.target, standing.current))
    return _verdict(Done(standing.current.number, Plan((), (), (), ()), tuple(wrong)))


@told_at_the_desk
def diff(settings_file: Path, target: str = "") -> int:
    """Show what readers will see change."""
    return diff_of(read_place(settings_file, target), datetime.now().astimezone())


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


def _prepare(place: Place, now: datetime) -> tuple[Tree, Prepared]:
    tree = read_tree(place.output, place.store, place.base, place.level, place.target.transport.compressed)
    return tree, prepare(place.target, tree, now)


def _look(place: Place) -> Look | None:
    site = place.site
    return (lambda manifest, difference: look_at(site, manifest, difference)) if site else None


def _agree(prepared: Prepared) -> None:
    """Ask whether so many pages may go; where nobody can answer, they may not."""
    listed = "\n".join(f"  {path}" for path in prepared.removed[:LISTED])
    print(f"这次会撤下 {len(prepared.removed)} 个网页：\n{listed}")
    if sys.stdin.isatty() and input("确实要撤下吗？输入 yes 继续：").strip().lower() == "yes":
        return
    raise DeployFault("撤下的网页太多，没有发布", "确认无误后加上 --allow-deletes；不是有意的，先检查稿件是否齐全")


def _counted(difference: Plan, tree: Tree) -> str:
    rows = f"新增 {len(difference.new)} 个文件，改动 {len(difference.changed)} 个，删除 {len(difference.deleted)} 个"
    packed = f"；压缩了 {tree.packed} 个" if tree.packed else ""
    return f"{rows}，要传 {difference.bytes / 1e6:.1f} MB{packed}"


def _listed(difference: Plan) -> list[str]:
    rows = [("新增", difference.new), ("改动", difference.changed), ("删除", difference.deleted)]
    return [f"  {word}  {entry.path}  {entry.size}" for word, entries in rows for entry in entries]


def _verdict(done: Done) -> int:
    if not done.wrong:
        return 0
    listed = "\n".join(f"  {line}" for line in done.wrong[:LISTED])
    more = f"\n  ……一共 {len(done.wrong)} 处" if len(done.wrong) > LISTED else ""
    print(f"错误  核对时发现读者看到的不对：\n{listed}{more}", file=sys.stderr)
    if done.back:
        print(f"已经退回第 {done.back} 版 → 改好后重新发布；不想自动退回，加上 --no-rollback", file=sys.stderr)
    return 1
