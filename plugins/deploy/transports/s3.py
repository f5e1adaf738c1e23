"""s3://BUCKET/PREFIX?endpoint=URL — a bucket of any host that speaks S3: 阿里云 OSS, 腾讯云 COS, MinIO …

A bucket has no switch, so a release gets there in steps that never show a page before what it names:

    1. what is named by its content goes straight to its place, where no page asks for it yet; every other new file
       waits under .xishan/blobs/{sha256}
    2. the manifest is written as .xishan/releases/{number}, which only one deploy can do
    3. the switch, all copies within the bucket: what will be overwritten is kept as a blob; then what pages show,
       pages, lists; then deletions; .xishan/current last

A release older than the one served comes back by step 3 alone. A switch that broke off is named in .xishan/switching:
whatever differs between its release and the served one is put in place again.

.xishan/ should not be readable by the public. Credentials are boto3's business (environment, ~/.aws, instance role).
"""

from __future__ import annotations

import gzip
import ipaddress
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from time import sleep
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from ..fault import CUT, FULL, LOCKED, DeployFault
from ..kinds import IMMUTABLE, rank
from ..layout import name
from ..manifest import EMPTY, Entry, Manifest, read_heading, read_manifest
from ..plan import plan
from ..transport import STALE, Shipment, Standing

HOLD = ".xishan/"
AT_ONCE = 8  # requests
LARGE = 16 << 20  # bytes, sent in several parts
SETTLE = 0.5  # seconds between writing the lease and reading it back
ATTEMPTS = 5
T = TypeVar("T")

_CODES = {
    "NoSuchBucket": ("没有这个存储桶", "检查 DEPLOY 里的地址，先在控制台建好存储桶"),
    "ExpiredToken": ("云存储的凭据过期了", "换新的凭据（环境变量或 ~/.aws），再发布一次"),
    "ExpiredTokenException": ("云存储的凭据过期了", "换新的凭据（环境变量或 ~/.aws），再发布一次"),
    "InvalidAccessKeyId": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否有效、是否过期"),
    "InvalidSecurity": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否有效、是否过期"),
    "InvalidClientTokenId": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否有效、是否过期"),
    "SignatureDoesNotMatch": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否写错"),
    "RequestTimeTooSkewed": ("这台机器的时钟和云存储差得太多", "校准这台机器的时间，再发布一次"),
    "AccessDenied": LOCKED,
    "AllAccessDisabled": LOCKED,
    "QuotaExceeded": FULL,
    "XMinioStorageFull": FULL,
    "ServiceUnavailable": ("云存储暂时不能用", "过一会儿再发布；已经传好的不会重传"),
    "SlowDown": ("云存储说请求太密", "过一会儿再发布；已经传好的不会重传"),
    "InternalError": ("云存储出了内部错误，可能是空间满了", "检查空间，过一会儿再发布；已经传好的不会重传"),
    "SecondLevelDomainForbidden": ("云存储要求用虚拟主机式的地址", "在地址后面加上 &style=virtual"),
    "PathStyleDomainForbidden": ("云存储要求用虚拟主机式的地址", "在地址后面加上 &style=virtual"),
}


class S3:
    """Releases in a bucket."""

    compressed = False  # a bucket sends the file it has been asked for
    caching = True

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        if not parts.netloc or options.keys() - {"endpoint", "region", "style"}:
            raise DeployFault(f"看不懂地址 {address}", "写成 s3://存储桶/前缀?endpoint=https://…（可加 &region=…）")
        self.bucket = parts.netloc
        self.prefix = parts.path.strip("/") + "/" if parts.path.strip("/") else ""
        self.endpoint = options.get("endpoint")
        self.region = options.get("region")
        self.style = options.get("style") or _style(self.endpoint)
        self.address = f"s3://{self.bucket}/{self.prefix}"
        self.sent: dict[int, tuple[Manifest, set[str]]] = {}

    @cached_property
    def client(self) -> Any:
        """Signed plainly: OSS and COS know neither chunked signatures nor trailing checksums."""
        try:
            import boto3
            from botocore.config import Config
        except ImportError:
            raise DeployFault("发布到云存储要用 boto3", "运行 uv sync --extra s3，或 pip install boto3") from None
        return boto3.session.Session().client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=self.region or "us-east-1",
            config=Config(
                s3={"addressing_style": self.style},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                retries={"mode": "standard", "max_attempts": ATTEMPTS},
                max_pool_connections=2 * AT_ONCE,
                connect_timeout=10,
                read_timeout=60,
            ),
        )

    def standing(self) -> Standing:
        """`current` names the releases that have been served; a number in the list alone was never switched to."""
        lines = (self._get("current") or b"").decode().splitlines()
        current = read_heading(lines[0]) if lines else None
        claimed = self._claimed()
        served = [read_heading(line) for line in lines[1:]]
        return Standing(current, tuple(h for h in served if h.number in claimed), max(claimed, default=0) + 1)

    def text(self, number: int) -> str:
        """The release's manifest."""
        found = self._get(f"releases/{name(number)}")
        if found is None:
            raise DeployFault(f"目标上没有第 {number} 版", "用 python3 news.py releases 看看有哪些")
        return gzip.decompress(found).decode()

    def fetch(self, number: int, entries: Collection[Entry]) -> Iterator[tuple[str, bytes]]:
        """From its place where it is served now, else from what was kept."""
        current = self.standing().current
        for entry in entries:
            served = current and current.number == number
            key = self.prefix + entry.path if served else self._key(f"blobs/{entry.sha256}")
            if (data := self._read(key)) is not None:
                yield entry.path, data

    def claim(self, line: str) -> bool:
        """With If-None-Match. A host that ignores it lets two write at once: whoever then reads the other's line has
        lost."""
        if self.holder() is not None or not self._put_once("lease", line.encode()):
            return False
        sleep(SETTLE)
        held = self.holder()
        return held is not None and held[0] == line

    def holder(self) -> tuple[str, bool] | None:
        """The lease, and whether it is stale by the host's clock (its Date against the object's Last-Modified)."""
        found = self._try(lambda: self.client.get_object(Bucket=self.bucket, Key=self._key("lease")), missing=True)
        if found is None:
            return None
        line = found["Body"].read().decode()
        said = found["ResponseMetadata"]["HTTPHeaders"].get("date")
        stale = bool(said) and (parsedate_to_datetime(said) - found["LastModified"]).total_seconds() > STALE
        return line, stale

    def renew(self, line: str) -> None:
        """Write it again."""
        if (held := self.holder()) and held[0] == line:
            self._put("lease", line.encode())

    def leave(self, line: str) -> None:
        """Remove it where it is still this one."""
        if (held := self.holder()) and held[0] == line:
            self._delete([self._key("lease")])

    def send(self, shipment: Shipment) -> None:
        """Steps 1 and 2."""
        blobs = self._blobs()
        # Left by a deploy that did not get to its end: what it brought is asked for before it is brought again.
        resumed = self._get("sending") is not None
        self._put("sending", shipment.heading.by.encode())
        tree, waiting, direct = shipment.tree, {}, []
        for entry in shipment.plan.sent:
            if entry.cache == IMMUTABLE and entry.path not in shipment.old.files:
                direct.append(entry)
            elif entry.sha256 not in blobs:
                waiting[entry.sha256] = entry

        def bring(task: tuple[str, Entry]) -> None:
            key, entry = task
            if not (resumed and self._stands(key, entry)):
                self._upload(key, entry, tree.check(entry))

        tasks = [(self.prefix + entry.path, entry) for entry in direct]
        tasks += [(self._key(f"blobs/{digest}"), entry) for digest, entry in waiting.items()]
        self._all(bring, tasks)
        number = shipment.heading.number
        if not self._put_once(f"releases/{name(number)}", gzip.compress(shipment.text.encode(), mtime=0)):
            raise DeployFault("别人刚刚发布了新的一版", "再发布一次，会在它的基础上进行")
        self.sent[number] = shipment.manifest, blobs | set(waiting)

    def switch(self, number: int) -> None:
        """Step 3."""
        if number in self.sent:
            wanted, blobs = self.sent.pop(number)
        else:
            wanted, blobs = read_manifest(self.text(number))[1], self._blobs()
        standing = self.standing()
        served = read_manifest(self.text(standing.current.number))[1] if standing.current else EMPTY
        begun = {int(word) for word in (self._get("switching") or b"").split()}
        unsure = {path for n in begun - {number} for path in _different(served, read_manifest(self.text(n))[1])}
        difference = plan(served, wanted)
        sent = [*difference.sent, *(entry for entry in difference.kept if entry.path in unsure)]
        gone = [*(entry.path for entry in difference.deleted), *(unsure - served.files.keys() - wanted.files.keys())]
        old = {served.files[path].sha256: path for path in [*(e.path for e in sent), *gone] if path in served.files}
        self._put("switching", " ".join(str(n) for n in sorted(begun | {number})).encode())
        self._all(self._keep, [(digest, path) for digest, path in old.items() if digest not in blobs])
        blobs |= old.keys()
        for _, group in groupby(sorted(sent, key=_rank), key=_rank):
            self._all(self._place, [entry for entry in group if entry.sha256 in blobs])
        self._delete([self.prefix + path for path in gone])
        heading = read_heading(self.text(number).partition("\n")[0])
        headings = {release.number: release for release in (*standing.releases, heading)}
        lines = [str(heading), *(str(headings[n]) for n in sorted(headings))]
        self._put("current", "\n".join(lines).encode())
        self._delete([self._key("switching"), self._key("sending")])

    def drop(self, keep: Iterable[int]) -> None:
        """Manifests that are not kept, and blobs that no kept release would be brought back from."""
        kept, standing = set(keep), self.standing()
        assert standing.current
        served = read_manifest(self.text(standing.current.number))[1]
        in_place = {entry.sha256 for entry in served.files.values()}
        others = [n for n in kept if n != standing.current.number]
        needed = {e.sha256 for n in others for e in read_manifest(self.text(n))[1].files.values()}
        self._delete([self._key(f"blobs/{digest}") for digest in self._blobs() - (needed - in_place)])
        self._delete([self._key(f"releases/{name(n)}") for n in self._claimed() - kept])

    def _key(self, name: str) -> str:
        return f"{self.prefix}{HOLD}{name}"

    def _claimed(self) -> set[int]:
        return {int(key) for key in self._list("releases/") if key.isdigit()}

    def _blobs(self) -> set[str]:
        return set(self._list("blobs/"))

    def _list(self, folder: str) -> Iterator[str]:
        start = self._key(folder)
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=start)
        for page in self._try(lambda: list(pages)):
            yield from (row["Key"].removeprefix(start) for row in page.get("Contents", ()))

    def _get(self, name: str) -> bytes | None:
        return self._read(self._key(name))

    def _read(self, key: str) -> bytes | None:
        found: bytes | None = self._try(
            lambda: self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read(), missing=True
        )
        return found

    def _put(self, name: str, data: bytes, **conditions: str) -> None:
        self._try(lambda: self.client.put_object(Bucket=self.bucket, Key=self._key(name), Body=data, **conditions))

    def _put_once(self, name: str, data: bytes) -> bool:
        """Write what must not be there yet; read back, since a host may ignore the condition."""
        from botocore.exceptions import ClientError

        key = self._key(name)
        try:
            self.client.put_object(Bucket=self.bucket, Key=key, Body=data, IfNoneMatch="*")
        except ClientError as fault:
            if _code(fault) in ("PreconditionFailed", "ConditionalRequestConflict", "412", "409"):
                return False
            if _code(fault) != "NotImplemented":
                raise _told(fault) from fault
            if self._read(key) is not None:
                return False
            self._put(name, data)
        except Exception as fault:
            raise _told(fault) from fault
        return self._read(key) == data

    def _upload(self, key: str, entry: Entry, file: Path) -> None:
        more = {"ContentType": entry.type, "CacheControl": entry.cache, "Metadata": {"sha256": entry.sha256}}
        if entry.size < LARGE:
            with file.open("rb") as opened:
                self._try(lambda: self.client.put_object(Bucket=self.bucket, Key=key, Body=opened, **more))
            return
        from boto3.s3.transfer import TransferConfig

        parts = TransferConfig(multipart_threshold=LARGE, multipart_chunksize=LARGE, max_concurrency=2)
        self._try(lambda: self.client.upload_file(str(file), self.bucket, key, ExtraArgs=more, Config=parts))

    def _stands(self, key: str, entry: Entry) -> bool:
        found = self._try(lambda: self.client.head_object(Bucket=self.bucket, Key=key), missing=True)
        return bool(found) and found["Metadata"].get("sha256") == entry.sha256

    def _keep(self, row: tuple[str, str]) -> None:
        digest, path = row
        # Where somebody has removed the file by hand there is nothing to keep.
        self._copy(self.prefix + path, self._key(f"blobs/{digest}"), missing=True)

    def _place(self, entry: Entry) -> None:
        self._copy(
            self._key(f"blobs/{entry.sha256}"),
            self.prefix + entry.path,
            MetadataDirective="REPLACE",
            ContentType=entry.type,
            CacheControl=entry.cache,
            Metadata={"sha256": entry.sha256},
        )

    def _copy(self, source: str, target: str, missing: bool = False, **more: Any) -> None:
        origin = {"Bucket": self.bucket, "Key": source}
        self._try(lambda: self.client.copy_object(Bucket=self.bucket, Key=target, CopySource=origin, **more), missing)

    def _delete(self, keys: list[str]) -> None:
        # One by one: the request for many needs a checksum that not every host knows.
        self._all(lambda key: self._try(lambda: self.client.delete_object(Bucket=self.bucket, Key=key)), keys)

    def _all(self, function: Callable[[T], object], items: Iterable[T]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(function, item) for item in items]
            try:
                for future in futures:
                    future.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _try(self, call: Callable[[], Any], missing: bool = False) -> Any:
        """What a request answers; None for what is not there, where that may be."""
        from botocore.exceptions import ClientError

        try:
            return call()
        except ClientError as fault:
            if missing and _code(fault) in ("NoSuchKey", "404", "NotFound"):
                return None
            raise _told(fault) from fault
        except (DeployFault, OSError):
            raise
        except Exception as fault:
            raise _told(fault) from fault


def _style(endpoint: str | None) -> str:
    """Hosts in China want the bucket in the host name; an address in numbers cannot carry it."""
    host = urlsplit(endpoint or "").hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "path" if host == "localhost" else "virtual"
    return "path"


def _rank(entry: Entry) -> int:
    return rank(entry.path)


def _different(one: Manifest, other: Manifest) -> set[str]:
    difference = plan(one, other)
    return {entry.path for entry in (*difference.sent, *difference.deleted)}


def _code(fault: Any) -> str:
    return str(fault.response.get("Error", {}).get("Code", ""))


def _told(fault: Exception) -> DeployFault:
    """The fault in a sentence. What botocore says is not repeated: it may name keys."""
    from boto3.exceptions import S3UploadFailedError
    from botocore import exceptions as known

    if isinstance(fault, known.ClientError):
        code = _code(fault)
        if code in _CODES:
            return DeployFault(*_CODES[code])
        status = fault.response.get("ResponseMetadata", {}).get("HTTPStatusCode", "")
        if status in (401, 403):
            return DeployFault(*LOCKED)
        if status == 507:
            return DeployFault(*FULL)
        return DeployFault(f"云存储拒绝了请求（{code or status}）", "查一查云存储的控制台，再发布一次")
    if isinstance(fault, known.NoCredentialsError | known.PartialCredentialsError):
        return DeployFault(
            "没有云存储的凭据", "设好环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或写好 ~/.aws/credentials"
        )
    if isinstance(fault, S3UploadFailedError) and isinstance(fault.__context__, Exception):
        return _told(fault.__context__)
    if isinstance(fault, known.HTTPClientError | known.ConnectionError | known.IncompleteReadError):
        return DeployFault(*CUT)
    if isinstance(fault, known.BotoCoreError | S3UploadFailedError | ValueError):
        return DeployFault(f"云存储的设置不能用（{type(fault).__name__}）", "检查 DEPLOY 里的地址和 ~/.aws")
    raise fault
