"""A bucket of any host that speaks S3: small requests, eight at a time, each tried again with growing pauses where the
host is busy or the network broke. Everything that goes wrong is a DeployFault.

Credentials are boto3's business (environment, ~/.aws, instance role).
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from ..fault import DeployFault
from ..release.manifest import FileEntry
from .s3_faults import code_of, told

AT_ONCE = 8  # requests
LARGE = 16 << 20  # bytes, sent in several parts
ATTEMPTS = 5
T = TypeVar("T")


@dataclass(frozen=True)
class Bucket:
    """name; endpoint: None for Amazon's own; style: "virtual" or "path", "" for what the endpoint can carry."""

    name: str
    endpoint: str | None = None
    region: str | None = None
    style: str = ""

    @cached_property
    def client(self) -> Any:
        """Signed plainly: OSS and COS know neither chunked signatures nor trailing checksums."""
        try:
            import boto3
            from botocore.config import Config
        except ImportError:
            raise DeployFault("发布到云存储要用 boto3", f"运行 {sys.executable} -m pip install boto3") from None
        config = Config(
            s3={"addressing_style": self.style or _style(self.endpoint)},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"mode": "standard", "max_attempts": ATTEMPTS},
            max_pool_connections=2 * AT_ONCE,
            connect_timeout=10,
            read_timeout=60,
        )
        where = {"endpoint_url": self.endpoint, "region_name": self.region or "us-east-1"}
        return self._try(lambda: boto3.session.Session().client("s3", config=config, **where))

    def list(self, prefix: str) -> Iterator[str]:
        """What follows the prefix in each key that begins with it."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=prefix)
        for page in self._try(lambda: list(pages)):
            yield from (row["Key"].removeprefix(prefix) for row in page.get("Contents", ()))

    def read(self, key: str) -> bytes | None:
        """An object's bytes, None where there is none."""
        found = self.aged(key)
        return found[0] if found else None

    def aged(self, key: str) -> tuple[bytes, float] | None:
        """An object's bytes and its age in seconds by the host's own clock (its Date against Last-Modified)."""

        def get() -> tuple[bytes, float]:
            found = self.client.get_object(Bucket=self.name, Key=key)
            said = found["ResponseMetadata"]["HTTPHeaders"].get("date")
            age = (parsedate_to_datetime(said) - found["LastModified"]).total_seconds() if said else 0.0
            return found["Body"].read(), age

        answer: tuple[bytes, float] | None = self._try(get, missing=True)
        return answer

    def put(self, key: str, data: bytes) -> None:
        """Write an object."""
        self._try(lambda: self.client.put_object(Bucket=self.name, Key=key, Body=data))

    def put_once(self, key: str, data: bytes) -> bool:
        """Write what must not be there yet, with If-None-Match; whether it worked. Looked at afterwards: a host may
        ignore the condition, and a request that was sent twice is refused where its first try has arrived."""
        from botocore.exceptions import ClientError

        digest = sha256(data).hexdigest()
        mine = {"Bucket": self.name, "Key": key, "Body": data, "Metadata": {"sha256": digest}}
        try:
            self.client.put_object(**mine, IfNoneMatch="*")
        except ClientError as fault:
            if code_of(fault) == "NotImplemented":
                if self.digest(key) is not None:
                    return False
                self._try(lambda: self.client.put_object(**mine))
            elif code_of(fault) not in ("PreconditionFailed", "ConditionalRequestConflict", "FileAlreadyExists", "412"):
                raise told(fault) from fault
        except Exception as fault:
            raise told(fault) from fault
        return self.digest(key) == digest

    def upload(self, key: str, entry: FileEntry, file: Path) -> None:
        """Write a file with its headers and digest; a large one in parts, of which none stays where it fails."""
        if entry.size < LARGE:
            with file.open("rb") as opened:
                self._try(lambda: self.client.put_object(Bucket=self.name, Key=key, Body=opened, **_headers(entry)))
            return
        from boto3.s3.transfer import TransferConfig

        parts = TransferConfig(multipart_threshold=LARGE, multipart_chunksize=LARGE, max_concurrency=2)
        more = {"ExtraArgs": _headers(entry), "Config": parts}
        self._try(lambda: self.client.upload_file(str(file), self.name, key, **more))

    def digest(self, key: str) -> str | None:
        """The SHA-256 that an object was given, "" where it has none, None where there is no object."""
        found = self._try(lambda: self.client.head_object(Bucket=self.name, Key=key), missing=True)
        return str(found["Metadata"].get("sha256", "")) if found else None

    def copy(self, source: str, target: str, entry: FileEntry | None = None, missing: bool = False) -> None:
        """Copy within the bucket, with a file's headers or as it is. missing: whether the source may be."""
        more = {"MetadataDirective": "REPLACE", **_headers(entry)} if entry else {}
        origin = {"Bucket": self.name, "Key": source}
        self._try(lambda: self.client.copy_object(Bucket=self.name, Key=target, CopySource=origin, **more), missing)

    def delete(self, keys: Iterable[str]) -> None:
        """Remove objects, one by one: the request for many needs a checksum that not every host knows."""
        self.each(lambda key: self._try(lambda: self.client.delete_object(Bucket=self.name, Key=key)), keys)

    def each(self, function: Callable[[T], object], items: Iterable[T]) -> None:
        """Do something for all items at once; after the first fault nothing more is begun."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(function, item) for item in items]
            try:
                done, _ = wait(futures, return_when=FIRST_EXCEPTION)
            finally:
                pool.shutdown(cancel_futures=True)
        for future in done:
            future.result()

    def _try(self, call: Callable[[], Any], missing: bool = False) -> Any:
        """What a request answers; None for what is not there, where that may be."""
        from botocore.exceptions import ClientError

        try:
            return call()
        except ClientError as fault:
            if missing and code_of(fault) in ("NoSuchKey", "404", "NotFound"):
                return None
            raise told(fault) from fault
        except (DeployFault, OSError):
            raise
        except Exception as fault:
            raise told(fault) from fault


def _headers(entry: FileEntry) -> dict[str, Any]:
    return {"ContentType": entry.type, "CacheControl": entry.cache, "Metadata": {"sha256": entry.sha256}}


def _style(endpoint: str | None) -> str:
    """Hosts in China want the bucket in the host name; an address in numbers cannot carry it."""
    host = urlsplit(endpoint or "").hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "path" if host == "localhost" else "virtual"
    return "path"
