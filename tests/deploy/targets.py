"""Targets for the shared suite: where each kind keeps what readers get, and how it is put into trouble."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from plugins.deploy import commands
from plugins.deploy.settings import Destination, TargetSettings, destination

from .trees import lay, note_built

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "AKIAXISHANTEST",
    "AWS_SECRET_ACCESS_KEY": "a-secret-9a8b7c",
    "NO_PROXY": "127.0.0.1",
}


@dataclass(frozen=True)
class Spot:
    """One target under test. address: as the command takes it; folder: where it lies on this machine (for s3 the
    bucket's); work: for trees and the store; environment: what the deployer needs; endpoint: of an s3 target."""

    kind: str
    address: str
    folder: Path
    work: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    endpoint: str = ""

    @property
    def bucket(self) -> str:
        """Of an s3 target."""
        return self.address.removeprefix("s3://").partition("/")[0]

    @property
    def output(self) -> Path:
        """The publish tree."""
        return self.work / "output"

    def destination(self, store: str = "store", **own: Any) -> Destination:
        """The target as settings describe it."""
        if self.output.is_dir():
            note_built(self.output, self.work / store)
        settings = TargetSettings(**{"to": self.address, "keep": 3, **own})
        return destination("test", settings, self.output, self.work / store)

    def lay(self, stories: Mapping[str, str], **more: Any) -> dict[str, bytes]:
        """Build an edition."""
        return lay(self.output, stories, **more)

    def publish(
        self, now: datetime = NOW, store: str = "store", allow: bool = False, forget: str = "", **own: Any
    ) -> int:
        """Deploy what was built; the exit code."""
        return commands.publish_to(self.destination(store, **own), now, allow_deletes=allow, forget=forget)

    def served(self) -> dict[str, bytes]:
        """What readers can get, but for _headers, compressed files and the manifest."""
        return {path: data for path, data in self.everything().items() if not _ours(path)}

    def moved(self, folder: Path) -> Spot:
        """The same kind of target in another folder."""
        return replace(self, folder=folder, address=self.address.replace(str(self.folder), str(folder)))

    def everything(self) -> dict[str, bytes]:
        """Every file of the target that could be read."""
        if self.kind == "zip":
            with ZipFile(self.address.removeprefix("zip:")) as archive:
                names = [name for name in archive.namelist() if name.startswith("site/")]
                return {name.removeprefix("site/"): archive.read(name) for name in names}
        if self.kind == "git":
            listed = _git(self.folder, "ls-tree", "-r", "--name-only", "-z", "pages").decode().split("\0")
            return {path: _git(self.folder, "cat-file", "blob", f"pages:{path}") for path in listed if path}
        if self.kind.startswith("s3"):
            client = s3_client(self.endpoint)
            pages = client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix="town/")
            keys = [row["Key"] for page in pages for row in page.get("Contents", ())]
            return {
                key.removeprefix("town/"): client.get_object(Bucket=self.bucket, Key=key)["Body"].read() for key in keys
            }
        site = self.folder / "current" / "site"
        return {f.relative_to(site).as_posix(): f.read_bytes() for f in sorted(site.rglob("*")) if f.is_file()}


def _ours(path: str) -> bool:
    return (
        path.endswith((".br", ".gz")) or path.startswith(".xishan/") or path in ("_headers", "release.txt", ".nojekyll")
    )


def _git(folder: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True).stdout


def s3_client(endpoint: str, **credentials: str) -> Any:
    """A client of our own, to look at buckets with."""
    import boto3
    from botocore.config import Config

    both = {"aws_access_key_id": "S3RVER", "aws_secret_access_key": "S3RVER", **credentials}  # moto takes any
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        config=Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required"),
        **both,
    )


def environ(spot: Spot, **more: str) -> dict[str, str]:
    """The whole environment of a deployer."""
    return {**os.environ, **CREDENTIALS, **spot.environment, **more}
