"""What is installed is what was looked at: every download by its digest, known holes looked for every week."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import yaml

import news

from ..press import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"


def workflow(name: str) -> tuple[dict[str, Any], list[str]]:
    """What starts a workflow, and its commands."""
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
    (job,) = found["jobs"].values()
    return found[True], [step["run"] for step in job["steps"] if "run" in step]  # YAML 1.1: `on` is a truth


def test_every_package_has_its_digests() -> None:
    """In uv.lock each file that could be downloaded, and in uv.txt those of the installer itself, of one version."""
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    for package in locked:
        for file in (*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())):
            assert re.fullmatch("sha256:[0-9a-f]{64}", file["hash"]), package["name"]
    words = news.UV.read_text(encoding="utf-8")
    assert len(re.findall(r"^uv==[\d.]+ \\$", words, re.MULTILINE)) == 1
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", words)) > 10


def test_nothing_is_installed_without_them() -> None:
    """Neither by news.py nor in a workflow."""
    for file in (ROOT / "news.py", *WORKFLOWS.glob("*.yml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if re.search(r"pip\"?,? ?\"?install", line):
                assert "--require-hashes" in line, f"{file.name}: {line.strip()}"


def test_known_holes_are_looked_for_every_week() -> None:
    """In everything that uv.lock names, whatever group it is for."""
    on, runs = workflow("audit")
    assert re.fullmatch(r"\d+ \d+ \* \* \d", on["schedule"][0]["cron"])
    assert any("--all-groups" in run and "export" in run for run in runs)
    assert any("pip-audit" in run and "--strict" in run for run in runs)


def test_a_release_brings_its_bill_of_materials(tmp_path: Path) -> None:
    """The command of the workflow writes CycloneDX that names what pyproject.toml does."""
    on, runs = workflow("release")
    assert on == {"release": {"types": ["published"]}}
    (made,) = [run for run in runs if "cyclonedx" in run]
    file = tmp_path / "a.json"
    words = made.replace("xishan.cdx.json", str(file)).split()
    subprocess.run(
        [sys.executable, "-m", *words, "--quiet", "--offline"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    import json

    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["bomFormat"] == "CycloneDX"
    assert {"pelican", "pillow", "markdown", "boto3"} <= {part["name"] for part in found["components"]}
