"""DEPLOY and addresses: what can be written, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.deploy.fault import DeployFault, from_words
from plugins.deploy.rollout.lease import whoami
from plugins.deploy.settings import TargetSettings, destination, transport_of

from .conftest import SpotAt
from .deployer import Deployers
from .targets import CREDENTIALS
from .trees import stories


def settings(**own: Any) -> TargetSettings:
    """A row of DEPLOY."""
    return TargetSettings(**{"to": "folder:/srv/town", **own})


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("rsync:web@town.example:/srv/town", "rsync:web@town.example:/srv/town"),
        ("rsync:web@[2001:db8::1]:town", "rsync:web@[2001:db8::1]:town"),
        ("git:git@gitee.example:town/pages.git#pages", "git:git@gitee.example:town/pages.git#pages"),
        ("git:https://gitee.example/town.git#pages", "git:https://gitee.example/town.git#pages"),
        ("s3://town/site?endpoint=https://oss.example", "s3://town/site/"),
        ("s3://town?endpoint=https://oss.example&style=virtual&region=cn", "s3://town/"),
    ],
)
def test_addresses(address: str, told: str, tmp_path: Path) -> None:
    """Every kind, as it is told to people."""
    assert transport_of(address, tmp_path).address == told


@pytest.mark.parametrize(
    "address",
    [
        "",
        "town",
        "folder:",
        "zip:",
        "rsync:host",
        "rsync:host:",
        "rsync:-oProxyCommand=x:/srv",
        "rsync:a b:/srv",
        "s3://",
    ]
    + [
        "s3://town?endpiont=https://oss.example",
        "s3://town?style=other",
        "git:remote",
        "git:#pages",
        "git:--upload-pack=x#p",
    ]
    + ["git:remote#--force", "ftp://town.example"],
)
def test_addresses_that_are_none(address: str, tmp_path: Path) -> None:
    """A sentence that says how they are written; nothing that a tool would take for an option gets through."""
    with pytest.raises(DeployFault) as told:
        transport_of(address, tmp_path)
    assert told.value.remedy


@pytest.mark.parametrize(
    "address",
    [
        "git:https://zhang:s3cr3t-token@gitee.example/town.git#pages",
        "git:https://s3cr3t-token@gitee.example/town.git#pages",
        "git:ssh://zhang:s3cr3t-token@gitee.example/town.git#pages",
        "s3://town?endpoint=https://key:s3cr3t-token@oss.example",
    ],
)
def test_secrets_do_not_belong_in_settings(address: str, tmp_path: Path) -> None:
    """They are refused, and the refusal does not repeat them."""
    with pytest.raises(DeployFault) as told:
        transport_of(address, tmp_path)
    assert "s3cr3t" not in str(told.value)
    assert "令牌" in told.value.message


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"keep": 0, "level": 12, "share": 2}, ["keep", "level", "share"]),
        ({"keep": "5", "grace": "long", "caching": "yes"}, ["keep", "grace", "caching"]),
        ({"keep": True, "to": 5}, ["keep", "to"]),
        ({"patience": -1.0}, ["patience"]),
    ],
)
def test_settings_that_cannot_be(own: dict[str, Any], words: list[str], tmp_path: Path) -> None:
    """All that is wrong is told at once."""
    with pytest.raises(DeployFault) as told:
        destination("town", settings(**own), tmp_path, tmp_path)
    assert all(word in told.value.message for word in words)


def test_whole_numbers_do_for_broken_ones(tmp_path: Path) -> None:
    """24 hours are as good as 24.0."""
    assert destination("town", settings(grace=48, patience=5, share=1), tmp_path, tmp_path).target.grace.days == 2


def test_what_a_tool_says_is_told_without_passwords() -> None:
    """git repeats the address that its own configuration has made."""
    fault = from_words("fatal: strange thing at 'https://zhang:s3cr3t@gitee.example/town.git'", "git push")
    assert "s3cr3t" not in str(fault)
    assert "gitee.example" in str(fault)


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container."""

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert whoami().count("@") == 1


@pytest.mark.parametrize("kind", ["s3", "rsync", "git"])
def test_no_log_prints_a_secret(kind: str, spot_at: SpotAt, deployers: Deployers) -> None:
    """Neither what is printed nor what is kept, here or in the target, holds a credential."""
    token = "t0k3n-of-session"
    made = spot_at(kind)
    spot = replace(made, environment={**made.environment, "AWS_SESSION_TOKEN": token})
    secrets = {CREDENTIALS["AWS_ACCESS_KEY_ID"], CREDENTIALS["AWS_SECRET_ACCESS_KEY"], token}
    spot.lay(stories(2))
    run = deployers.start(spot)
    assert run.wait() == 0
    kept = [run.log, *(file for file in (spot.work / "store").rglob("*") if file.is_file())]
    kept += [file for file in spot.folder.rglob("*") if file.is_file()] if spot.folder.is_dir() else []
    for file in kept:
        data = file.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in data], file
    for path, data in spot.everything().items():
        assert not [secret for secret in secrets if secret.encode() in data], path
