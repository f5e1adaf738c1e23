"""`--help` after any verb is help in Chinese, and does nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest

import news


@pytest.fixture(autouse=True)
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever would install or run something ends the test."""

    def ran(*_: Any) -> int:
        raise AssertionError("something was run")

    monkeypatch.setattr(news, "install", ran)
    monkeypatch.setattr(news, "start", ran)


@pytest.mark.parametrize("verb", sorted(news.verbs()))
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_verb(verb: str, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    """How it is written and what it does."""
    assert news.main([verb, asked]) == 0
    usage, meaning, *_ = capsys.readouterr().out.splitlines()
    assert usage.startswith(f"python3 news.py {verb}")
    assert re.search("[\u4e00-\u9fff]", meaning)


def test_options(capsys: pytest.CaptureFixture[str]) -> None:
    """Words that must follow, options with a value, switches."""
    assert news.main(["draft", "稿件.docx", "--help"]) == 0
    out = capsys.readouterr().out
    assert "draft <稿件>" in out
    assert re.search(r"^  --slug … +网址名", out, re.M)
    assert re.search(r"^  --json +结果写成 JSON", out, re.M)
    assert news.main(["publish", "--help"]) == 0
    assert re.search(r"^  --dry-run +只算不传", capsys.readouterr().out, re.M)
