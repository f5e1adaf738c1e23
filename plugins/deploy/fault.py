"""Why a deploy stopped, in a sentence for whoever started it."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


_USER = re.compile(r"://[^/@\s]+@")
_TOKEN = re.compile(
    r"([?&;#][^=&\s]*(?:token|key|secret|sig|pass|pwd|auth|cred)[^=&\s]*=)[^&\s\"'”#；]+", re.IGNORECASE
)


def unsecret(words: str) -> str:
    """Words without the users, passwords and tokens that an address in them may carry."""
    return _TOKEN.sub(r"\1…", _USER.sub("://", words))


class DeployFault(Exception):
    """What went wrong and what to do, both Chinese. The site that is served stays as it was."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = unsecret(message)
        self.remedy = unsecret(remedy)

    def __str__(self) -> str:
        return f"{self.message} → {self.remedy}" if self.remedy else self.message


FULL = ("目标的磁盘满了", "清出空间，或把 DEPLOY 里的 keep 调小，再发布一次；已经传好的不会重传")
FULL_HERE = ("这台机器的磁盘满了", "清出空间，再发布一次")
LOCKED = ("目标不让写", "检查目标文件夹的属主和权限")
CUT = ("和目标的连接断了", "检查网络，再发布一次；已经传好的不会重传")

CHANGED = ("目标主机的密钥和记下的不一样，可能连到了别的机器", "向管主机的人核实密钥，再用 ssh-keygen -R 去掉旧的")
UNKNOWN = ("还没有记下目标主机的密钥", "先在终端里用 ssh 登录一次，和管主机的人核对后记下它")
# Of a host that ssh may not ask about it says no more than the last of these.
UNKNOWN_HOST = r"No \S+ host key is known|authenticity of host|Host key verification failed"

# What ssh, rsync and git say in the C locale, most telling first.
_WORDS = (
    (r"HOST IDENTIFICATION HAS CHANGED|host key .{0,80} has changed", *CHANGED),
    (UNKNOWN_HOST, *UNKNOWN),
    (r"Permission denied \((?:publickey|password|keyboard)|Too many authentication failures|Authentication failed"
     r"|could not read (?:Username|Password)|terminal prompts disabled",
     "目标主机不认这个身份", "检查 ssh-agent 里的密钥或登录凭据是否有效、是否过期"),
    (r"No space left on device|Disk quota exceeded", *FULL),
    (r"Read-only file system|Permission denied|insufficient permission|Operation not permitted"
     r"|unable to create temporary object directory", *LOCKED),
    (r"Could not resolve host", "找不到目标主机", "检查主机名和网络"),
    (r"Connection refused", "目标主机没有开这个端口", "检查主机、端口和防火墙"),
    (r"non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref",
     "别人刚刚发布了新的一版", "再发布一次，会在它的基础上进行"),
    (r"rsync: (?:command )?not found|rsync: No such file|unknown command: rsync|exec .*rsync",
     "目标主机上没有 rsync", "请管主机的人装上 rsync"),
    (r"(?:unknown|unrecognized|invalid) option|rsync: .*: unknown option",
     "这里或目标主机上的 rsync 太旧", "装上 3.1 以上的 rsync（macOS：brew install rsync）"),
    (r"Repository not found|does not appear to be a git repository|repository .* not found",
     "找不到这个 git 仓库", "检查 DEPLOY 里的地址"),
    (r"No such file or directory|Not a directory|Is a directory", "目标上没有要找的文件或文件夹",
     "检查 DEPLOY 里的路径"),
    (r"File name too long", "文件名太长，目标放不下", "把文件名改短"),
    (r"Connection (?:timed out|reset|closed)|Operation timed out|Broken pipe|unexpectedly|unexpected disconnect"
     r"|No route to host|kex_exchange_identification|early EOF|the remote end hung up|Network is unreachable", *CUT),
)  # fmt: skip


def from_words(words: str, what: str) -> DeployFault:
    """The fault behind what a tool said on its way out; `what` names the tool's work where its words are unknown."""
    for pattern, message, remedy in _WORDS:
        if re.search(pattern, words, re.IGNORECASE):
            return DeployFault(message, remedy)
    last = next((line.strip() for line in reversed(words.splitlines()) if line.strip()), "没有说明原因")
    return DeployFault(f"{what}没有成功：{last}", "检查目标，再发布一次")


# What the system calls it in English.
_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "该是文件夹的地方是一个文件",
    errno.EISDIR: "该是文件的地方是一个文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EFBIG: "文件太大，磁盘的格式放不下",
    errno.EMFILE: "打开的文件太多",
    errno.EBUSY: "正被别的程序占用",
    errno.ESTALE: "网络盘断开过",
    errno.ETIMEDOUT: "等了很久没有回答",
}


def from_os(fault: OSError) -> DeployFault:
    """The fault behind what the system refused."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DeployFault(*FULL)
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DeployFault(f"{LOCKED[0]}：{fault.filename or ''}".rstrip("："), LOCKED[1])
    said = _SYSTEM.get(fault.errno or 0) or f"系统说 {fault.strerror or fault}"
    return DeployFault(f"读写文件没有成功：{said}（{fault.filename or ''}）".replace("（）", ""), "检查磁盘和文件夹")


def told(function: Callable[P, R]) -> Callable[P, R]:
    """What the system refuses becomes a DeployFault."""

    @wraps(function)
    def wrapped(*arguments: P.args, **named: P.kwargs) -> R:
        try:
            return function(*arguments, **named)
        except OSError as fault:
            raise from_os(fault) from fault

    return wrapped
