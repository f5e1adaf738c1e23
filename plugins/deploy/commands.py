"""Out of the door, for the tasks: each verb prints what it did in Chinese and gives the exit code."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec
from urllib.parse import urlsplit

from ..newsroom.ledger import NAME, read_ledger, settle
from .account import LISTED, counted, handed_over, left_out_lines, listed, strange_lines, taken_down_lines, verdict
from .fault import DeployFault, from_os
from .release.manifest import Manifest
from .release.payload import Payload, read_payload
from .release.plan import Plan
from .review import diff as differences
from .rollout.deploy import Done, Prepared, Verifier, deploy, prepare
from .rollout.deploy import rollback as go_back
from .rollout.take_down import forget as forget_in
from .rollout.take_down import pages_of
from .rollout.target import released
from .rollout.verify import as_lines, choose
from .rollout.verify import verify as look_at
from .settings import Destination, read_destination

P = ParamSpec("P")


def told_with_exit_code(function: Callable[P, int]) -> Callable[P, int]:
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
        address = read_destination(settings_file, target).target.transport.address
        if address.startswith("s3:") and importlib.util.find_spec("boto3") is None:
            return ["s3"]
    return []


@told_with_exit_code
def publish(
    settings_file: Path,
    target: str,
    make: Callable[[], None],
    content: Path,
    now: datetime,
    dry_run: bool = False,
    allow_deletes: bool = False,
    back: bool = True,
    forget: str = "",
) -> int:
    """Build by `make`, which ends the process where the copy has errors; bring what was built to a target, check it
    there, and enter it in the ledger."""
    destination = read_destination(settings_file, target)
    _remind(destination)
    make()
    return publish_to(destination, now, dry_run, allow_deletes, back, content, forget)


@told_with_exit_code
def publish_to(
    destination: Destination,
    now: datetime,
    dry_run: bool = False,
    allow_deletes: bool = False,
    back: bool = True,
    content: Path | None = None,
    forget: str = "",
) -> int:
    """Bring what was built to a target that was read already, at this moment. content: the folder whose ledger it is
    entered in once readers have it; forget: a story to be taken out of every kept release."""
    payload, prepared = _prepare(destination, now)
    print(f"目标：{destination.target.transport.address}\n{counted(prepared.plan)}")
    for line in (
        *strange_lines(payload),
        *taken_down_lines(prepared.gone, prepared.plan.deleted),
    ):
        print(line)
    if prepared.inventory.torn:
        print("提醒  目标上读者看到的一版不见了或者不齐 → 这次重新送一版，保留着的各版不动")
    if dry_run:
        print("\n".join([*listed(prepared.plan), "这是试算，目标没有变；去掉 --dry-run 就真的发布"]))
        return 0
    if prepared.plan.empty and not prepared.inventory.torn:
        print("目标上已经是这一版，什么也不用做")
        _enter(content, destination.store, now)
        return _forget(destination, forget, content, ())
    if prepared.removed and not allow_deletes:
        _agree(prepared)
    print("正在写压缩包……" if handed_over(destination) else "正在传，读者看到的还是原来的一版……", flush=True)
    done = deploy(destination.target, payload, now, prepared, _afterwards(destination), back)
    if not done.back:
        print(f"第 {done.number} 版已经发布{f'：{destination.site.url}/index.html' if destination.site else ''}")
        _enter(content, destination.store, now)
    _tell_rest(done)
    return verdict(done, destination) or (0 if done.back else _forget(destination, forget, content, prepared.gone))


@told_with_exit_code
def rollback(settings_file: Path, target: str = "") -> int:
    """Go back to the release before the one that is served."""
    return rollback_at(read_destination(settings_file, target))


@told_with_exit_code
def rollback_at(destination: Destination) -> int:
    """The same for a target that was read already."""
    print(f"目标：{destination.target.transport.address}")
    done = go_back(destination.target, _afterwards(destination))
    print(f"已经退回第 {done.number} 版，读者现在看到的就是它")
    _tell_rest(done)
    return verdict(done, destination)


@told_with_exit_code
def releases(settings_file: Path, target: str = "") -> int:
    """List what a target can go back to."""
    destination = read_destination(settings_file, target)
    inventory = destination.target.transport.inventory()
    print(f"目标：{destination.target.transport.address}")
    for heading in reversed(inventory.releases):
        served = inventory.current and heading.number == inventory.current.number
        made = datetime.fromisoformat(heading.made)
        print(f"{'→' if served else ' '} 第 {heading.number} 版  {made:%Y-%m-%d %H:%M}  {heading.by}")
    print("箭头指着读者现在看到的一版" if inventory.releases else "还没有发布过")
    if inventory.torn:
        print("提醒  上一次切换没有做完，读者看到的可能不齐 → 再发布一次")
    return 0


@told_with_exit_code
def verify(settings_file: Path, target: str = "") -> int:
    """Inspection at what readers get, without changing anything."""
    destination = read_destination(settings_file, target)
    if destination.site is None:
        raise DeployFault("不知道读者从哪个网址看", "在 publishconf.py 的 DEPLOY 里给这个目标写上 url")
    inventory = destination.target.transport.inventory()
    if inventory.current is None:
        raise DeployFault("目标上还没有发布过", "先发布一次")
    print(f"目标：{destination.target.transport.address}，第 {inventory.current.number} 版")
    look = _look(destination)
    assert look
    nothing = Plan((), (), (), ())
    wrong = look(released(destination.target, inventory.current), nothing)
    return verdict(Done(inventory.current.number, nothing, tuple(wrong)), destination)


@told_with_exit_code
def diff(settings_file: Path, target: str, make: Callable[[], None]) -> int:
    """Build by `make`, then show what readers will see change."""
    destination = read_destination(settings_file, target)
    make()
    return diff_of(destination, datetime.now().astimezone())


@told_with_exit_code
def diff_of(destination: Destination, now: datetime) -> int:
    """The same for a target that was read already, at this moment."""
    payload, prepared = _prepare(destination, now)
    before, after = differences.wanted(prepared.plan)
    current = prepared.inventory.current
    old = dict(destination.target.transport.fetch(current.number, before)) if current and before else {}
    new = {entry.path: payload.check(entry).read_bytes() for entry in after}
    print(differences.report(prepared.plan, differences.changes(old, new)))
    return 0


def _remind(destination: Destination) -> None:
    """Of an address in the pages, for search engines, feeds and whoever shares one, that leads elsewhere."""
    read = destination.site.url if destination.site else ""
    if read and read != destination.written:
        print(f"提醒  SITEURL 是 {destination.written}，读者的网址是 {read} → 在 publishconf.py 里把两处改成一样")
    elif not read and (urlsplit(destination.written).hostname or "").endswith(".example"):
        print(f"提醒  SITEURL 还是样例 {destination.written} → 在 publishconf.py 里改成读者用的网址")


def _tell_rest(done: Done) -> None:
    for line in (*left_out_lines(done.out), *done.notes):
        print(line)


def _forget(destination: Destination, story: str, content: Path | None, gone: Iterable[str]) -> int:
    """Take a story that readers have no more out of every kept release. gone: pages that they have just lost."""
    if not story:
        return 0
    entries = read_ledger(content)[0].entries if content else ()
    issued = [(entry.id, entry.url) for entry in entries if entry.url]
    pages = pages_of(destination.target, story, [*issued, *(("", page) for page in gone)])
    numbers, notes = forget_in(destination.target, pages)
    listed = "、".join(f"第 {number} 版" for number in numbers)
    print(f"已从保留的各版里清掉“{story}”：{listed}" if numbers else f"保留的各版里已经没有“{story}”")
    for note in notes:
        print(note)
    return 0


def _prepare(destination: Destination, now: datetime) -> tuple[Payload, Prepared]:
    payload = read_payload(
        destination.output,
        destination.store,
        destination.base,
        destination.level,
        destination.target.transport.compressed,
    )
    return payload, prepare(destination.target, payload, now)


def _afterwards(destination: Destination) -> Verifier | None:
    return None if handed_over(destination) else _look(destination)


def _look(destination: Destination) -> Verifier | None:
    site = destination.site
    if site is None:
        return None

    def look(manifest: Manifest, difference: Plan) -> list[str]:
        chosen = choose(manifest, difference)
        print(f"正在从 {site.url} 核对 {len(chosen)} 个文件……", flush=True)
        found = look_at(site, manifest, difference)
        wrong, advice = as_lines(found), as_lines(found, must=False)
        if not wrong:
            print("读者看到的和发布的一样" + ("" if advice else "：内容、类型、缓存、压缩都对"))
        if advice:
            more = [f"  ……一共 {len(advice)} 条"] if len(advice) > LISTED else []
            print("\n".join(["建议（不影响读者看）：", *(f"  {line}" for line in advice[:LISTED]), *more]))
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
