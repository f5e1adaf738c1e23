"""Deploys in processes of their own, to be killed. A process that has loaded everything forks one for each job.

`python -m tests.deploy.deployer` reads a line of JSON and answers with one: a job → its process id, {"wait": pid} → its
exit code.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from .targets import NOW, Spot, environ
from .trees import note_built

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """One deploy on its way. log: what it prints."""

    deployers: Deployers
    pid: int
    log: Path

    def wait(self) -> int:
        """Its exit code, negative for the signal that ended it."""
        return self.deployers.ask({"wait": self.pid})

    def words(self) -> str:
        """What it has printed."""
        return self.log.read_text(encoding="utf-8")


class Deployers:
    """The process that forks deploys; each leads a process group with the ssh, rsync or git that it runs."""

    def __enter__(self) -> Deployers:
        command = [sys.executable, "-m", "tests.deploy.deployer"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)

    def start(self, spot: Spot, store: str = "store", user: int | None = None, **own: Any) -> Run:
        """Begin a deploy of what is built. user: whose it is, by number."""
        note_built(spot.output, spot.work / store)
        if user is not None and os.geteuid() == 0:
            for place in [spot.work / store, *(spot.work / store).rglob("*")]:
                os.chown(place, user, user)
        log = spot.work / f"{store}.log"
        job: dict[str, Any] = {
            "address": spot.address,
            "output": str(spot.output),
            "store": str(spot.work / store),
            "log": str(log),
        }
        job |= {"user": user, "environment": environ(spot), "own": own, "now": NOW.isoformat()}
        return Run(self, self.ask(job), log)

    def ask(self, line: dict[str, Any]) -> int:
        """A line there, a number back."""
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(line), file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


def deploy(job: dict[str, Any]) -> int:
    """One job, in a process of its own; its exit code."""
    from plugins.deploy import commands
    from plugins.deploy.settings import TargetSettings, destination

    os.setsid()
    os.environ.clear()
    os.environ.update(job["environment"])
    out = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(out, 1)
    os.dup2(out, 2)
    if job["user"] is not None:
        os.setgroups([])
        os.setgid(job["user"])
        os.setuid(job["user"])
    settings = TargetSettings(**{"to": job["address"], "keep": 3, **job["own"]})
    now = datetime.fromisoformat(job["now"])
    return commands.publish_to(destination("test", settings, Path(job["output"]), Path(job["store"])), now)


def main() -> None:
    """Fork for every job until the input ends."""
    import boto3
    import ghp_import  # noqa: F401  # loading it is not what is to be interrupted

    from plugins.deploy.transports import folder, git_pages, rsync, s3, zip_file  # noqa: F401

    boto3.client("s3", region_name="us-east-1")
    for line in sys.stdin:
        job = json.loads(line)
        if "wait" in job:
            print(os.waitstatus_to_exitcode(os.waitpid(job["wait"], 0)[1]), flush=True)
        elif pid := os.fork():
            print(pid, flush=True)
        else:
            code = 2  # a traceback
            try:
                code = deploy(job)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                if code == 2:
                    import traceback

                    os.write(2, traceback.format_exc().encode())
                os._exit(code)


if __name__ == "__main__":
    main()
