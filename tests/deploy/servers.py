"""Real servers on loopback, each with a folder and a port of its own and ended by its own process id."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from ..apt import root_words
from .install import brotli_module, program, s3rver

NOBODY = 65534


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def need(*names: str) -> None:
    """The test is told as not run where a program is missing."""
    missing = [name for name in names if program(name) is None]
    if missing or sys.platform == "win32":
        pytest.skip(f"not run: {'、'.join(missing) or 'POSIX only'} is not installed here")


@contextmanager
def running(command: list[str], port: int, log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server from its first answer on its port to the end of the block."""
    with log.open("ab") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, **more})
    try:
        for _ in range(400):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert server.poll() is None, log.read_text(errors="replace")
            time.sleep(0.05)
        else:
            raise AssertionError(f"{command[0]} does not answer: {log.read_text(errors='replace')}")
        yield server
    finally:
        server.terminate()
        server.wait(10)


@dataclass(frozen=True)
class Ssh:
    """A test sshd: its port, its keys' folder, and the socket of a connection that stays open."""

    port: int
    folder: Path
    socket: Path

    def command(self, port: int = 0, key: str = "user", hosts: str = "known_hosts", own: bool = False) -> str:
        """The ssh command that XISHAN_SSH gets. own: by a connection of its own, as every other port, key or list of
        hosts has."""
        options = {
            "UserKnownHostsFile": str(self.folder / hosts),
            "StrictHostKeyChecking": "yes",
            "HostKeyAlias": "xishan-test",
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "ConnectTimeout": "10",
            "KexAlgorithms": "curve25519-sha256",  # the cheapest: tests connect hundreds of times
        }
        if not (own or port) and (key, hosts) == ("user", "known_hosts"):
            options["ControlPath"] = str(self.socket)
        words = " ".join(f"-o {name}={value}" for name, value in options.items())
        return f"ssh -F /dev/null -p {port or self.port} -i {self.folder / key} {words}"


@contextmanager
def sshd(folder: Path) -> Iterator[Ssh]:
    """Debian's sshd with throw-away keys, as whoever runs the tests."""
    need("sshd", "ssh", "ssh-keygen", "rsync")
    port = free_port()
    for name in ("host", "user", "guest", "stranger", "other_host"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(words, check=True)
    # The guest's commands run as another user, where there is one to be had.
    drop = f"setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups " if os.geteuid() == 0 else ""
    guest = f'command="exec {drop}sh -c \\"$SSH_ORIGINAL_COMMAND\\"" {(folder / "guest.pub").read_text()}'
    (folder / "authorized_keys").write_text((folder / "user.pub").read_text() + guest)
    (folder / "no_hosts").touch()
    for hosts, key in (("known_hosts", "host"), ("other_hosts", "other_host")):
        (folder / hosts).write_text(f"xishan-test {(folder / f'{key}.pub').read_text()}")
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nPidFile {folder / 'pid'}\n"
        f"AuthorizedKeysFile {folder / 'authorized_keys'}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
        "KbdInteractiveAuthentication no\nPermitRootLogin yes\nMaxStartups 200\nUseDNS no\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    command = [str(program("sshd")), "-D", "-e", "-f", str(folder / "config")]
    with running(command, port, folder / "log"), tempfile.TemporaryDirectory(prefix="xs") as short:
        made = Ssh(port, folder, Path(short) / "c")
        words = [*made.command().split(), "127.0.0.1"]
        with (folder / "master").open("wb") as out:
            subprocess.run([*words[:1], "-M", "-N", "-f", *words[1:]], check=True, stdout=out, stderr=out)
        yield made
        subprocess.run([*words[:1], "-O", "exit", *words[1:]], check=True, stderr=subprocess.DEVNULL)


@contextmanager
def moto(folder: Path) -> Iterator[str]:
    """moto's S3 over HTTP; its address."""
    pytest.importorskip("moto", reason="not run: moto is not installed")
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def second_s3(folder: Path, data: Path) -> Iterator[str]:
    """s3rver, which keeps objects as files and ignores conditions on writes; its address."""
    file = s3rver()
    if file is None:
        pytest.skip("not run: s3rver is not installed here (needs npm)")
    port = free_port()
    words = [str(program("node")), str(file), "-d", str(data), "-a", "127.0.0.1", "-p", str(port), "--silent"]
    with running([*words, "--configure-bucket", "fengxi"], port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx(folder: Path, site: Path, snippets: list[Path]) -> Iterator[str]:
    """Debian's nginx with the snippets in a server whose root is `site`; its address."""
    need("nginx")
    port, module = free_port(), brotli_module()
    if module is None:
        pytest.skip("not run: nginx's brotli module is not installed here")
    (folder / "conf").write_text(
        f"load_module {module};\ndaemon off;\nmaster_process off;\npid {folder / 'pid'};\n"
        f"error_log {folder / 'log'};\nevents {{}}\nhttp {{\naccess_log off;\n"
        + "".join(f"{n}_temp_path {folder / n};\n" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"server {{\nlisten 127.0.0.1:{port};\nroot {site};\n"
        + "".join(f"include {snippet};\n" for snippet in snippets)
        + "}\n}\n"
    )
    command = [str(program("nginx")), "-p", str(folder), "-c", str(folder / "conf"), "-e", str(folder / "log")]
    with running(command, port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


class Proxy:
    """A small proxy on loopback. limit: bytes after which connections are reset, which takes with it what is on its
    way, None for no limit; pause: seconds between 4 kB, as on a slow line; passed: bytes that went through."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.limit: int | None = None
        self.pause = 0.0
        self.passed = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        self.listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self.target))
                except OSError:
                    client.close()
                    continue
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(4096):
                self.passed += len(data)
                if self.limit is not None and self.passed > self.limit:
                    for end in (one, other):  # a reset, not a close
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    break
                time.sleep(self.pause)
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def proxy(port: int) -> Iterator[Proxy]:
    """A proxy in front of a server."""
    made = Proxy(port)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def as_another(closed: Path, *own: Path) -> Iterator[int | None]:
    """A user who may read a folder and not write there, by number: under root another one, to whom folders of its own
    are given; else ourselves, for as long as the block runs."""
    if os.geteuid() == 0:
        for folder in own:
            for place in [folder, *folder.rglob("*")]:
                os.chown(place, NOBODY, NOBODY)
        yield NOBODY
        return
    closed.chmod(0o555)
    try:
        yield None
    finally:
        closed.chmod(0o755)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own that is soon full; the test is told as not run where nothing may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    owner = f"uid={os.geteuid()},gid={os.getegid()}" if sys.platform == "linux" else ""
    words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=755,{owner}", "tmpfs", str(folder)]
    if not owner or subprocess.run([*root_words(), *words], capture_output=True).returncode:
        pytest.skip("not run: a small file system can only be mounted by root on Linux")
    try:
        yield folder
    finally:
        subprocess.run([*root_words(), "umount", "-l", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    """Make a mounted file system "ro" or "rw", or change its size ("size=…k")."""
    subprocess.run([*root_words(), "mount", "-o", f"remount,{how}", str(folder)], check=True)
