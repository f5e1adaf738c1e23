"""Servers for the deploy tests: by apt where it can; what is missing elsewhere is told by the tests that need it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from ..apt import apt_install

SBIN = "/usr/local/sbin:/usr/sbin:/sbin"
PACKAGES = {
    "sshd": "openssh-server",
    "ssh": "openssh-client",
    "rsync": "rsync",
    "nginx": "nginx-light",
    "git": "git",
}
BROTLI = "libnginx-mod-http-brotli-static"
# A second S3 server, which does not know conditional writes; from npm, where there is npm.
S3RVER = "s3rver@3.7.1"
TOOLS = Path(__file__).resolve().parents[2] / ".build" / "tools"


def program(name: str) -> str | None:
    """The path of an installed program, servers included."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:{SBIN}")


def brotli_module() -> Path | None:
    """nginx's module for pre-compressed brotli files."""
    folders = ("/usr/lib/nginx/modules", "/usr/share/nginx/modules")
    files = (Path(folder) / "ngx_http_brotli_static_module.so" for folder in folders)
    return next((file for file in files if file.is_file()), None)


def s3rver() -> Path | None:
    """The second S3 server's program."""
    file = TOOLS / "node_modules" / "s3rver" / "bin" / "s3rver.js"
    return file if file.is_file() and program("node") else None


def install() -> None:
    """See to what can be seen to; silent about the rest, of which the tests say that they are not run."""
    wanted = [package for name, package in PACKAGES.items() if not program(name)]
    wanted += [] if brotli_module() else [BROTLI]
    if wanted:
        apt_install(wanted)
    if s3rver() is None and program("npm"):
        TOOLS.mkdir(parents=True, exist_ok=True)
        quick = ["--no-audit", "--no-fund", "--silent", "--fetch-retries=1", "--fetch-timeout=30000"]
        words = [str(program("npm")), "install", *quick, "--prefix", str(TOOLS), S3RVER]
        with contextlib.suppress(subprocess.TimeoutExpired):  # where npm is not to be reached
            subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
