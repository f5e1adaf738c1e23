"""DEPLOY in publishconf.py: where the site goes, by name. An address alone, or a dict with the address under "to"."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.newsroom.folders import refused
from plugins.newsroom.gazetteer import near
from plugins.newsroom.site import SettingsError, read_settings

from .fault import DeployFault
from .release.headers import brotli_file, nginx_file
from .release.plan import Guard
from .rollout.target import Target
from .rollout.verify import LiveSite
from .transports.rights import EVERYBODY, Rights
from .transports.transport import Transport


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """One row of DEPLOY. to: the address; url: where readers find it, without which nothing is verified; keep:
    releases to go back to, the served one included; grace: hours that a file named by its content outlives its pages;
    patience: seconds until a change has reached readers; pages, share: how many pages, and which share of all, may go
    without --allow-deletes; level: brotli's, 0–11; caching, compression: False where the host has its own way;
    strict: whether a release is taken back for charset, types, caching and compression too; group: of users who may
    publish to the same folder."""

    to: str
    url: str = ""
    keep: int = 5
    grace: float = 24
    patience: float = 10
    pages: int = 50
    share: float = 0.2
    level: int = 9
    caching: bool = True
    compression: bool = True
    strict: bool = False
    group: str = ""


# What may be said of a number, by its name: (least, most).
_LIMITS = {"keep": (1, 1000), "grace": (0, 24 * 366), "patience": (0, 3600), "pages": (0, 10**6), "share": (0, 1)}
_LIMITS["level"] = (0, 11)
# Who an address logs in as is the tool's business; a password or token in it would end up in a repository.
_SECRET = re.compile(
    r"https?://[^/@]*@|://[^/@:]*:[^/@]*@|[?&;][^=&]*(?:token|key|secret|sig|pass|pwd|auth|cred)[^=&]*=", re.IGNORECASE
)
_REMEDY = {
    "git": "去掉它；用 git 的凭据助手（git credential）或 ssh 密钥登录",
    "s3": "去掉它；凭据放在环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或 ~/.aws/credentials",
}


def _unsound(own: TargetSettings) -> list[str]:
    """What cannot be used, all at once."""
    wrong = []
    for field in fields(own):
        value = getattr(own, field.name)
        if type(value).__name__ != field.type and (type(value).__name__, field.type) != ("int", "float"):
            wrong.append(f"{field.name} 不能是 {value!r}")
        elif field.name in _LIMITS and not _LIMITS[field.name][0] <= value <= _LIMITS[field.name][1]:
            wrong.append(f"{field.name} 应在 {_LIMITS[field.name][0]} 到 {_LIMITS[field.name][1]} 之间")
    if isinstance(own.url, str) and _SECRET.search(own.url):
        wrong.append("url 里不要写密码或令牌")
    elif isinstance(own.url, str) and own.url and not re.match(r"https?://[^/]", own.url):
        wrong.append("url 要以 http:// 或 https:// 开头")
    return wrong


@dataclass(frozen=True)
class Destination:
    """A target with all that is needed to publish to it. output: the publish tree; store: .build; base: the path part
    of the site's address; site: where it is looked at, None where nothing says so; written: the address that the pages
    themselves name, SITEURL."""

    name: str
    output: Path
    store: Path
    base: str
    level: int
    target: Target
    site: LiveSite | None
    written: str = ""


def read_destination(settings_file: Path, name: str = "") -> Destination:
    """The target of this name or address in a settings file; without a name the only one there is. DeployFault."""
    settings = runpy.run_path(str(settings_file))
    rows: Mapping[str, Any] = settings.get("DEPLOY", {})
    if not name and len(rows) != 1:
        listed = f"有 {'、'.join(rows)}" if rows else "还没有写任何目标"
        raise DeployFault("没有说发布到哪里", f"写上目标的名字或地址；publishconf.py 的 DEPLOY 里{listed}")
    name = name or next(iter(rows))
    if name not in rows and not re.match(r"(?:folder|zip|rsync|s3|git):", name):
        closest = near(name, rows)
        hint = (
            f"是不是“{closest}”？" if closest else "写成 DEPLOY 里的名字，或 folder: zip: rsync: s3:// git: 开头的地址"
        )
        raise DeployFault(f"没有叫“{name}”的目标", hint)
    row = rows.get(name, name)
    try:
        own = read_settings(TargetSettings, {"to": row} if isinstance(row, str) else row, f'DEPLOY["{name}"]')
    except SettingsError as fault:
        raise DeployFault(str(fault)) from fault
    root = Path(settings_file).resolve().parent
    written = str(settings.get("SITEURL", "")).rstrip("/")
    base = urlsplit(own.url or written).path.rstrip("/")
    output = Path(settings["OUTPUT_PATH"])
    _apart(own.to, root, Path(settings.get("PATH", root / "content")), output)
    host = urlsplit(own.url or written).hostname or ""
    made = destination(name, own, output, root / ".build", base, str(settings.get("SITENAME", "")), host)
    return replace(made, written=written)


def _apart(address: object, root: Path, content: Path, output: Path) -> None:
    """A DeployFault where a folder or an archive here would lie in the site itself."""
    kind, _, rest = str(address).partition(":")
    if kind not in ("folder", "zip") or not rest:
        return
    path = Path(rest).expanduser().absolute()
    place = path.resolve()
    why = refused(path, root, content)
    if not why and place.is_relative_to(output.resolve()):
        why = f"{path} 在生成出来的网站里"
    if not why and kind == "folder" and place.is_relative_to(root.resolve()):  # an archive may lie in it
        why = f"{path} 在这个网站的文件夹里"
    if why:
        raise DeployFault(f"不能发布到那里：{why}", "换一个别处的文件夹，例如 folder:/srv/fengxi")


def destination(
    name: str, own: TargetSettings, output: Path, store: Path, base: str = "", newsroom: str = "", host: str = ""
) -> Destination:
    """A target as its settings describe it. newsroom, host: in whose name, where everybody can read who published."""
    if wrong := _unsound(own):
        raise DeployFault(f'设置 DEPLOY["{name}"] 里，{"；".join(wrong)}', "改好 publishconf.py")
    folder = store / "deploy" / sha256(own.to.encode()).hexdigest()[:12]
    transport = transport_of(own.to, folder, Rights(own.group), newsroom, host)
    by = " ".join(newsroom.split()) if own.to.startswith("git:") else ""
    beside = {"nginx.conf": nginx_file(base), "nginx-brotli.conf": brotli_file()}
    target = Target(transport, folder, own.keep, timedelta(hours=own.grace), Guard(own.pages, own.share), beside, by)
    caching, compressed = own.caching and transport.caching, own.compression and transport.compressed
    site = LiveSite(own.url.rstrip("/"), caching, compressed, own.patience, own.strict) if own.url else None
    return Destination(name, output, store, base, own.level, target, site)


def transport_of(
    address: str, folder: Path, rights: Rights = EVERYBODY, newsroom: str = "", host: str = ""
) -> Transport:
    """The transport for an address. folder: in the store, for what it has on its way."""
    kind, _, rest = address.partition(":")
    if _SECRET.search(address):
        raise DeployFault(f"{kind}: 的地址里写了密码或令牌", _REMEDY.get(kind, "凭据放在环境变量里，不要写进设置"))
    if kind == "folder" and rest:
        from .transports.folder import Folder

        return Folder(Path(rest).expanduser().absolute(), rights=rights)
    if kind == "zip" and rest:
        from .transports.zip_file import Zip

        return Zip(Path(rest).expanduser().absolute())
    if kind == "rsync":
        from .transports.rsync import Rsync

        there, _, path = rest.partition("]:") if rest.startswith("[") or "@[" in rest else rest.partition(":")
        return Rsync(there + "]" * ("[" in there), path, folder, rights)
    if kind == "s3":
        from .transports.s3 import S3

        return S3(address)
    if kind == "git":
        from .transports.git_pages import GitPages

        remote, _, branch = rest.rpartition("#")
        return GitPages(remote, branch, folder, newsroom, host)
    raise DeployFault(
        f"看不懂地址 {address}", "写成 folder:路径、zip:文件、rsync:用户@主机:路径、s3://桶/前缀、git:仓库#分支"
    )
