"""A deployer that is killed at any moment: what readers get then, and the next deploy."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from contextlib import suppress
from itertools import count
from typing import Any

import pytest

from plugins.deploy import commands
from plugins.deploy.transports.bucket import Bucket

from .conftest import SpotAt
from .deployer import Deployers, Run
from .targets import Spot
from .trees import stories

POINTS = int(os.environ.get("XISHAN_KILLS", "5"))  # `soak --deploy` asks for more
_NAMED = re.compile(rb'(?:href|src)="(?:\.\./)*((?:theme|photos)/[^"]+)"')


def kill(run: Run, spot: Spot, group: bool) -> None:
    """SIGKILL to the deployer, or to all that it runs as well; then wait until what it has left running, here or on the
    host (which is this machine), has come to its end."""
    with suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(run.pid, signal.SIGKILL)
    run.wait()
    for _ in range(150):
        listed = subprocess.run(["ps", "-A", "-ww", "-o", "args="], capture_output=True, text=True, check=True).stdout
        if not any(str(place) in listed for place in (spot.folder, spot.work)):
            return
        time.sleep(0.2)
    raise AssertionError("what the deployer ran does not end")


def all_named_is_there(served: dict[str, bytes]) -> bool:
    """Whether every style sheet and photograph that a page names can be had."""
    named = {match.decode() for data in served.values() for match in _NAMED.findall(data)}
    return named <= served.keys()


SOAKED = ["s3-plain"] if "XISHAN_KILLS" in os.environ else []


@pytest.mark.parametrize("kind", ["folder", "zip", "rsync", "s3", "git", *SOAKED])
def test_killed_at_any_point(
    kind: str, spot_at: SpotAt, deployers: Deployers, capsys: pytest.CaptureFixture[str]
) -> None:
    """Readers get the old site or the new one, whole (from a bucket, which has no switch: no page names what is not
    there); the next deploy takes over at once and succeeds; nothing is lost on the way, and one can still go back."""
    spot = spot_at(kind)
    dice = random.Random(f"killed {kind}")
    spot.lay(stories(3, "第0版"), style="body{margin:0}")
    assert deployers.start(spot, grace=0).wait() == 0
    started = time.monotonic()
    new = spot.lay(stories(3, "第1版"), style="body{margin:1px}")
    assert deployers.start(spot, grace=0).wait() == 0
    took, killed = time.monotonic() - started, 0
    for point in range(POINTS):
        old, new = new, spot.lay(stories(3, f"第{point + 2}版"), style=f"body{{margin:{point + 2}px}}")
        run = deployers.start(spot, grace=0)
        time.sleep(0.7 * took * (point + dice.random()) / POINTS)  # the first two took their time to get going
        kill(run, spot, group=dice.random() < 0.5)
        killed += "已经发布" not in run.words()
        served = spot.served()
        assert all_named_is_there(served)
        assert kind.startswith("s3") or served in (old, new), f"killed after {point}/{POINTS}"
        assert spot.publish(grace=0) == 0, capsys.readouterr().err
        assert spot.served() == new
    with capsys.disabled():
        print(f"\n{kind}: {killed} of {POINTS} deploys killed before they had published, all made up for")
    assert killed
    assert commands.rollback_at(spot.destination()) == 0
    assert spot.served() == old
    spot.lay(stories(4))
    assert spot.publish() == 0
    left = [path.name for path in spot.folder.glob("*") if path.name.startswith(("incoming", "dropped", "lease"))]
    assert left == []


def breaks_off(copy: Any, after: int) -> Any:
    """A Bucket.copy that puts so many files in place and then fails; copies that only keep what was are not counted."""
    left = count(after, -1)

    def wrapped(bucket: Bucket, source: str, target: str, entry: Any = None, missing: bool = False) -> None:
        if entry:
            1 / (0 if next(left) <= 0 else 1)
        copy(bucket, source, target, entry, missing)

    return wrapped


def test_a_switch_that_broke_off_is_mended_by_the_edition_before(
    spot_at: SpotAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bucket whose switch broke off shows a mix. Publishing the edition that it had before is not "nothing to do",
    and a rollback leads to the last whole release."""
    spot = spot_at("s3")
    whole = spot.lay(stories(4))
    assert spot.publish(grace=0) == 0
    for mend in ("publish", "rollback"):
        spot.lay(stories(4, "改过的新闻"))
        with monkeypatch.context() as patch:
            patch.setattr(Bucket, "copy", breaks_off(Bucket.copy, after=6))
            with pytest.raises(ZeroDivisionError):
                spot.publish(grace=0)
        assert spot.served() != whole
        spot.lay(stories(4))
        assert (spot.publish(grace=0) if mend == "publish" else commands.rollback_at(spot.destination())) == 0
        assert spot.served() == whole
