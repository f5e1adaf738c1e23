"""Buckets: what goes over the wire, and what hosts refuse."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import botocore.auth
import pytest

from plugins.deploy.transports import bucket as buckets

from .conftest import SpotAt
from .gate import Gate, gate
from .targets import Spot
from .test_trouble import FULL, LOCKED, fails
from .trees import stories

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def gated(spot_at: SpotAt, moto: str) -> Iterator[tuple[Spot, Gate]]:
    """A bucket behind a gate."""
    spot = spot_at("s3")
    with gate(moto) as made:
        yield replace(spot, address=spot.address.replace(moto, made.address)), made


@pytest.mark.parametrize(
    ("status", "code", "word"),
    [
        (400, "ExpiredToken", "凭据过期"),
        (403, "AccessDenied", LOCKED),
        (403, "QuotaExceeded", FULL),
        (507, "XMinioStorageFull", FULL),
        (403, "RequestTimeTooSkewed", "时钟"),
        (501, "Strange", "Strange"),
    ],
)
def test_what_a_host_refuses(status: int, code: str, word: str, gated: tuple[Spot, Gate], capsys: Captured) -> None:
    """From any request on: told in a sentence; when it is over, the next deploy brings only what is not there yet."""
    spot, made = gated
    spot.lay(stories(3))
    assert spot.publish(grace=0) == 0
    files = spot.lay(stories(12, "改过的新闻"))
    left = random.Random(code).randrange(3, 20)

    def answer(method: str, path: str) -> tuple[int, str] | None:
        nonlocal left
        left -= method == "PUT"
        return (status, code) if left < 0 else None

    made.answer, made.asked[:] = answer, []
    fails(spot, word, capsys)
    brought = set(made.uploads)
    assert brought
    made.answer, made.asked[:] = lambda method, path: None, []
    assert spot.publish(grace=0) == 0
    assert spot.served() == files
    assert not brought & set(made.uploads)


def test_credentials_that_a_host_does_not_know(
    spot_at: SpotAt, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown key, or none at all: the sentence names neither key nor secret."""
    spot = spot_at("s3-plain")
    spot.lay(stories(3))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(spot.work / "none"))
    for key, secret, word in (("AKIAGONE", "wr0ng-secret", "不认这个凭据"), ("", "", "没有云存储的凭据")):
        with monkeypatch.context() as patch:
            patch.setenv("AWS_ACCESS_KEY_ID", key)
            patch.setenv("AWS_SECRET_ACCESS_KEY", secret)
            assert spot.publish() == 1
            told = capsys.readouterr()
            assert word in told.err
            assert not [word for word in (key, secret) if word and word in told.err + told.out]
    assert spot.publish() == 0


def test_a_clock_that_is_off(spot_at: SpotAt, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that looks at the time of a signature says so, and so do we."""
    spot = spot_at("s3-plain")
    spot.lay(stories(3))

    def publish() -> int:
        with monkeypatch.context() as patch:
            now = botocore.auth.get_current_datetime
            patch.setattr(botocore.auth, "get_current_datetime", lambda *a, **b: now(*a, **b) - timedelta(hours=3))
            return spot.publish()

    fails(spot, "时钟", capsys, publish)
    assert spot.publish() == 0


def test_a_busy_host_is_asked_again(gated: tuple[Spot, Gate]) -> None:
    """Every tenth request is answered with "slow down"; the deploy takes its time and gets there."""
    spot, made = gated
    files = spot.lay(stories(6))
    asked = iter(range(10**6))
    made.answer = lambda method, path: (503, "SlowDown") if next(asked) % 10 == 3 else None
    assert spot.publish() == 0
    assert next(asked) > 10
    assert spot.served() == files


def test_the_bucket_in_the_host_name(spot_at: SpotAt, moto: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As 阿里云 OSS and 腾讯云 COS want it: the bucket in the host name, bodies signed whole, no trailing checksums."""
    spot = spot_at("s3")
    files = spot.lay(stories(3))
    with gate(moto) as made:
        monkeypatch.setenv("HTTP_PROXY", made.address)
        far = replace(spot, address=spot.address.replace(moto, "http://oss.example.invalid"))
        assert far.publish() == 0
        hosts = {headers["host"] for _, _, headers in made.asked}
        assert hosts == {f"{spot.bucket}.oss.example.invalid"}
        for _, _, headers in made.asked:
            assert "aws-chunked" not in headers.get("content-encoding", "")
            assert "x-amz-trailer" not in headers
            assert "x-amz-sdk-checksum-algorithm" not in headers
            assert not headers.get("x-amz-content-sha256", "").startswith("STREAMING")
    assert spot.served() == files


def test_a_large_file_goes_in_parts(gated: tuple[Spot, Gate], monkeypatch: pytest.MonkeyPatch) -> None:
    """And arrives whole, with its headers."""
    spot, made = gated
    monkeypatch.setattr(buckets, "LARGE", 5 << 20)
    spot.lay(stories(2))
    film = random.Random(1).randbytes(11 << 20)
    (spot.output / "files").mkdir()
    (spot.output / "files/film.5a5a5a5a.mp4").write_bytes(film)
    assert spot.publish() == 0
    parts = [path for method, path, _ in made.asked if method == "PUT" and "partNumber=" in path]
    assert len(parts) == 3
    assert spot.served()["files/film.5a5a5a5a.mp4"] == film


def test_each_file_says_what_it_is(spot_at: SpotAt) -> None:
    """Types and cache rules are the objects' own headers, in place and after a rollback."""
    from plugins.deploy import commands

    from .targets import s3_client

    spot = spot_at("s3")
    for words in ("新闻", "改过的新闻"):
        spot.lay(stories(2, words))
        assert spot.publish() == 0
    assert commands.rollback_at(spot.destination()) == 0
    client = s3_client(spot.endpoint)
    for path in spot.served():
        found = client.head_object(Bucket=spot.bucket, Key=f"town/{path}")
        kept = path.startswith(("theme/", "photos/"))
        assert found["CacheControl"] == ("public, max-age=31536000, immutable" if kept else "public, max-age=60")
        if path.endswith(".html"):
            assert found["ContentType"] == "text/html; charset=utf-8"
