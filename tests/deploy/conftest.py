"""The targets of the shared suite, each fresh, on servers that run as long as the tests."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from . import servers
from .deployer import Deployers
from .targets import CREDENTIALS, Spot, s3_client

KINDS = ("folder", "copies", "zip", "rsync", "s3", "s3-plain", "git")
SpotAt = Callable[..., Spot]
_numbers = count()


@pytest.fixture(scope="session")
def deployers() -> Iterator[Deployers]:
    """Deploys in processes of their own."""
    if not hasattr(os, "fork"):
        pytest.skip("not run: needs a system that can fork")
    with Deployers() as started:
        yield started


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Ssh]:
    """One sshd for all tests."""
    with servers.sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(scope="session")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One S3 server that knows conditional writes."""
    with servers.moto(tmp_path_factory.mktemp("moto")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def s3rver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One S3 server that ignores them."""
    folder = tmp_path_factory.mktemp("s3rver")
    with servers.second_s3(folder, folder / "data") as endpoint:
        yield endpoint


def spot_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> Spot:
    """A fresh target of a kind in a folder that need not be there yet."""
    work, target = folder / "work", folder / "target"
    folder.mkdir(parents=True, exist_ok=True)
    if kind in ("folder", "copies"):
        return Spot(kind, f"folder:{target}", target, work)
    if kind == "zip":
        target.mkdir(parents=True)
        return Spot(kind, f"zip:{target / 'site.zip'}", target, work)
    if kind == "rsync":
        ssh: servers.Ssh = request.getfixturevalue("sshd")
        environment = {"XISHAN_SSH": ssh.command()}
        return Spot(kind, f"rsync:127.0.0.1:{target}", target, work, environment)
    if kind == "git":
        servers.need("git")
        subprocess.run(["git", "init", "--quiet", "--bare", str(target)], check=True)
        return Spot(kind, f"git:{target}#pages", target, work)
    endpoint: str = request.getfixturevalue("moto" if kind == "s3" else "s3rver")
    environment = {} if kind == "s3" else {"AWS_ACCESS_KEY_ID": "S3RVER", "AWS_SECRET_ACCESS_KEY": "S3RVER"}
    client = s3_client(endpoint)
    bucket = f"fengxi{next(_numbers)}"
    client.create_bucket(Bucket=bucket)
    return Spot(kind, f"s3://{bucket}/town?endpoint={endpoint}", target, work, environment, endpoint)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Every kind of target."""
    name: str = request.param
    return name


@pytest.fixture
def spot_at(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SpotAt:
    """Makes a fresh target of a kind, and sets the environment that it needs."""

    def made(kind: str, folder: Path = tmp_path) -> Spot:
        spot = spot_of(kind, folder, request)
        for name, value in {**CREDENTIALS, **spot.environment}.items():
            monkeypatch.setenv(name, value)
        return spot

    return made


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of this machine may enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def spot(kind: str, spot_at: SpotAt, monkeypatch: pytest.MonkeyPatch) -> Spot:
    """A fresh target of this kind."""
    if kind == "copies":
        monkeypatch.setattr(os, "link", _refuse)
        monkeypatch.setattr(os, "symlink", _refuse)
    return spot_at(kind)


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")
