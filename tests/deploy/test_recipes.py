"""The recipes in README.md: their shape, and that every word in them is one that the tools know."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import fields
from typing import Any

import pytest
import yaml
from invoke import Collection
from invoke.parser import Parser

import news
import tasks
from plugins.deploy.settings import TargetSettings

from ..press import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def recipe(language: str) -> str:
    """The one block of code in this language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return str(found)


def workflow() -> dict[Any, Any]:
    """The workflow, parsed."""
    found: dict[Any, Any] = yaml.safe_load(recipe("yaml"))
    return found


def test_every_command_is_one() -> None:
    """Each `news.py` line is taken by the tasks, with its options, as news.py hands it on."""
    parser = Parser(contexts=Collection.from_module(tasks).to_contexts())
    lines = re.findall(r"python3? news\.py ([^#`\n&|;)]+)", README + recipe("yaml") + recipe("sh"))
    assert len(lines) > 8
    for line in lines:
        words = line.replace("2>", "").split()
        if words != ["build"] and "稿件.docx" not in line:
            parser.parse_argv(news.spelled(words))


def test_the_workflow() -> None:
    """Runs for copy that is pushed, for embargoes and by hand, one at a time; photographs are encoded once; what is
    wrong in the copy stops it before anything is sent; the ledger comes back."""
    found = workflow()
    on = found[True]  # YAML 1.1 takes the key `on` for a truth
    assert set(on) == {"push", "schedule", "workflow_dispatch"}
    assert re.fullmatch(r"(?:[\d*/,-]+ ){4}[\d*/,-]+", on["schedule"][0]["cron"])
    assert found["concurrency"]
    assert found["permissions"] == {"contents": "write"}
    steps = found["jobs"]["publish"]["steps"]
    uses = [step["uses"].partition("@")[0] for step in steps if "uses" in step]
    assert uses == ["actions/checkout", "actions/setup-python", "actions/cache"]
    (cache,) = [step["with"] for step in steps if step.get("uses", "").startswith("actions/cache")]
    assert cache["path"] == ".build"
    assert cache["key"].startswith(cache["restore-keys"])
    assert "run_id" in cache["key"]  # a cache is written once under its key
    runs = [step["run"] for step in steps if "run" in step]
    order = [
        next(n for n, run in enumerate(runs) if word in run) for word in ("news.py diff", "news.py publish", "git push")
    ]
    assert order == sorted(order)


def test_no_secret_is_written_down() -> None:
    """Secrets come from the host's own store, by way of the environment, and nowhere near what is cached."""
    for step in workflow()["jobs"]["publish"]["steps"]:
        assert "secrets." not in step.get("run", "")
        assert ".build" not in step.get("run", "")
        for value in step.get("env", {}).values():
            assert re.fullmatch(r"\$\{\{ secrets\.\w+ \}\}", value)


def test_the_cron_script_is_a_script() -> None:
    """Any sh reads it; it stops at the first thing that goes wrong."""
    script = recipe("sh")
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("not run: there is no sh here")
    assert subprocess.run([shell, "-n"], input=script, text=True).returncode == 0
    assert script.startswith("#!/bin/sh\nset -eu\n")


def test_every_setting_of_a_target_is_told() -> None:
    """README names each, with its default."""
    text = README.partition("## Publishing")[2].partition("\n## ")[0]
    for field in fields(TargetSettings):
        assert f"`{field.name}`" in text or f'"{field.name}"' in text, field.name
        if isinstance(field.default, int | float) and not isinstance(field.default, bool):
            assert re.search(rf"\b{field.default:g}\b", text), field.name
