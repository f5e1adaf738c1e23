"""One deploy at a time: two at once, leases that are old, ours, or lost."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.deploy.release.payload import read_payload
from plugins.deploy.rollout.deploy import deploy, prepare
from plugins.deploy.rollout.lease import lease

from .conftest import SpotAt
from .deployer import Deployers
from .targets import NOW, Spot
from .trees import lay, stories

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("kind", ["folder", "zip", "rsync", "s3", "s3-plain", "git"])
def test_two_at_once(kind: str, spot_at: SpotAt, deployers: Deployers) -> None:
    """Two deployers who know nothing of each other, at the same moment: readers get one of the two editions, whole;
    whoever did not get through is told so, in a sentence, and gets through the next time."""
    spot = spot_at(kind)
    before = spot.lay(stories(3))
    assert spot.publish(grace=0) == 0
    for number in range(2):
        mine = {name: replace(spot, work=spot.work / name) for name in ("ours", "theirs")}
        editions = {name: lay(one.output, stories(3, f"{name}{number}")) for name, one in mine.items()}
        runs = {name: deployers.start(one, grace=0) for name, one in mine.items()}
        ended = {name: run.wait() for name, run in runs.items()}
        through = [editions[name] for name, code in ended.items() if code == 0]
        assert spot.served() in (through or [before])
        for name, code in ended.items():
            if code:
                told = runs[name].words().partition("错误  ")[2].strip()
                assert "发布" in told
                assert "\n" not in told
                assert mine[name].publish(grace=0) == 0
                assert spot.served() == editions[name]
        before = spot.served()


@pytest.mark.parametrize("kind", ["folder", "zip", "rsync", "s3-plain"])
def test_a_lease_that_nobody_renews(
    kind: str,
    spot_at: SpotAt,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: Captured,
) -> None:
    """Somebody else's lease holds for ten minutes after its last renewal, by the target's own clock; a year of
    difference between the deployers' clocks changes nothing."""
    spot = spot_at(kind)
    spot.lay(stories(3))
    assert spot.publish() == 0
    spot.lay(stories(4))
    theirs = spot.destination("their store").target
    with lease(theirs.transport, theirs.folder) as held:
        assert spot.publish(now=NOW.replace(year=NOW.year + 1)) == 1
        assert held.line.partition(" ")[2] in capsys.readouterr().err
        for file in lease_files(spot, tmp_path_factory):
            os.utime(file, (time.time() - 3600,) * 2)
        assert spot.publish() == 0


def lease_files(spot: Spot, folders: pytest.TempPathFactory) -> list[Path]:
    """Where a target keeps its lease."""
    if spot.kind == "s3-plain":
        data = folders.getbasetemp()
        return [file for file in data.glob(f"s3rver*/data/{spot.bucket}/town/.xishan/lease*") if file.is_file()]
    return [spot.folder / ("site.zip.lease" if spot.kind == "zip" else "lease")]


@pytest.mark.parametrize("kind", ["folder", "zip", "rsync", "s3"])
def test_a_lease_that_was_lost_on_the_way(kind: str, spot_at: SpotAt) -> None:
    """A deployer that was asleep, and whose lease somebody else has taken meanwhile, changes nothing for readers."""
    spot = spot_at(kind)
    before = spot.lay(stories(3))
    assert spot.publish() == 0
    spot.lay(stories(4))
    there = spot.destination()
    transport = there.target.transport
    payload = read_payload(there.output, there.store, there.base, there.level, transport.compressed)
    prepared = prepare(there.target, payload, NOW)
    send = transport.send

    def asleep(shipment: object) -> None:
        send(shipment)  # type: ignore[arg-type]
        held = transport.holder()
        assert held
        transport.leave(held[0])
        assert transport.claim("another zhang@elsewhere")

    transport.send = asleep  # type: ignore[method-assign]
    with pytest.raises(Exception, match="zhang@elsewhere"):
        deploy(there.target, payload, NOW, prepared, None)
    assert spot.served().items() >= before.items()
    assert "news/202106/s03.html" not in spot.served()
    assert transport.holder() == ("another zhang@elsewhere", False)


def test_one_machine_does_not_deploy_twice_at_once(spot_at: SpotAt, capsys: Captured) -> None:
    """With the same store: the second is told at once, without asking the target."""
    spot = spot_at("folder")
    spot.lay(stories(3))
    target = spot.destination().target
    with lease(target.transport, target.folder):
        assert spot.publish() == 1
        assert "这台机器上正在" in capsys.readouterr().err
    assert spot.publish() == 0
