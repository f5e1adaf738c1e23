"""A port on this machine's own address: the one that was asked for, or the next that is free."""

from __future__ import annotations

import errno
import os
import socket

LOOPBACK = "127.0.0.1"
TRIES = 50


class NoPort(Exception):
    """None of the ports in reach can be had; its text is a Chinese sentence."""


def listen(wanted: int) -> socket.socket:
    """A socket that listens on loopback and nowhere else, at the wanted port or the first free one after it."""
    if not 0 <= wanted <= 65535:
        raise NoPort(f"没有 {wanted} 这个端口；写 1024 到 65535 之间的数，例如 --port 8000")
    for port in range(wanted, min(wanted + TRIES, 65536)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Windows lets a second program take a port that is in use unless it is told not to; elsewhere the same
        # option lets a preview start again at once after the last one ended.
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", None) if os.name == "nt" else socket.SO_REUSEADDR
        if option is not None:
            listening.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            listening.bind((LOOPBACK, port))
            listening.listen(128)
        except OSError as fault:
            listening.close()
            if fault.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            continue
        return listening
    raise NoPort(f"{wanted} 到 {min(wanted + TRIES, 65536) - 1} 的端口都有别的程序在用；用 --port 换一个数")
