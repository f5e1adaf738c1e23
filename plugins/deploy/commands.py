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
from .fault import DeployFault, from_os
from .release.kinds import plain
from .release.manifest import Manifest
from .release.payload import Payload, read_payload
from .release.plan import Plan
from .review import diff as differences
from .rollout.deploy import Done, Prepared, Verifier, deploy, prepare, released
from .rollout.deploy import rollback as go_back
from .rollout.verify import as_lines, choose
from .rollout.verify import verify as look_at
from .settings import Destination, read_destination

P = ParamSpec("P")
LISTED = 20


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
) -> int:
    """Build by `make`, which ends the process where the copy has errors; bring what was built to a target, check it
    there, and enter it in the ledger."""
    destination = read_destination(settings_file, target)
    _remind(destination)
    make()
    return publish_to(destination, now, dry_run, allow_deletes, back, content)


@told_with_exit_code
def publish_to(
    destination: Destination,
    now: datetime,
    dry_run: bool = False,
    allow_deletes: bool = False,
    back: bool = True,
    content: Path | None = None,
) -> int:
    """Bring what was built to a target that was read already, at this moment. content: the folder whose ledger it is
    entered in once readers have it."""
    payload, prepared = _prepare(destination, now)
    print(f"目标：{destination.target.transport.address}\n{_counted(prepared.plan, payload)}")
    if dry_run:
        print("\n".join([*_listed(prepared.plan), "这是试算，目标没有变；去掉 --dry-run 就真的发布"]))
        return 0
    if prepared.plan.empty and not prepared.inventory.torn:
        print("目标上已经是这一版，什么也不用做")
        _enter(content, destination.store, now)
        return 0
    if prepared.removed and not allow_deletes:
        _agree(prepared)
    print("正在写压缩包……" if _handed_over(destination) else "正在传，读者看到的还是原来的一版……", flush=True)
    done = deploy(destination.target, payload, now, prepared, _afterwards(destination), back)
    if not done.back:
        print(f"第 {done.number} 版已经发布{f'：{destination.site.url}/index.html' if destination.site else ''}")
        _enter(content, destination.store, now)
    if done.note:
        print(done.note)
    return _verdict(done, destination)


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
    return _verdict(done, destination)


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
    """Look at what readers get, without changing anything."""
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
    return _verdict(Done(inventory.current.number, nothing, tuple(wrong)), destination)


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


def _prepare(destination: Destination, now: datetime) -> tuple[Payload, Prepared]:
    payload = read_payload(
        destination.output,
        destination.store,
        destination.base,
        destination.level,
        destination.target.transport.compressed,
    )
    return payload, prepare(destination.target, payload, now)


def _handed_over(destination: Destination) -> bool:
    """Whether somebody else has still to put it where readers are."""
    return destination.target.transport.address.startswith("zip:")


def _afterwards(destination: Destination) -> Verifier | None:
    return None if _handed_over(destination) else _look(destination)


def _look(destination: Destination) -> Verifier | None:
    site = destination.site
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


def _counted(difference: Plan, payload: Payload) -> str:
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


def _verdict(done: Done, destination: Destination) -> int:
    if _handed_over(destination):
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
