"""Photographs on which the site was once wrong; each kind has its twin among the files that samples draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from .lab import fault, made


@pytest.fixture(scope="session")
def found(shared: Path) -> Path:
    """The folder of these files; its README says what is right."""
    return shared / "fixtures" / "found" / "photos"


def test_frames_far_outside_a_gif_are_refused(found: Path) -> None:
    """Its second frame took 8 GB."""
    assert "65635×65635" in fault((found / "decompression_bomb_extents.gif").read_bytes()).message


def test_junk_before_the_frame_hides_no_size(found: Path) -> None:
    """The limit of a progressive JPEG is applied; a small one with the same fault is sound."""
    assert "渐进式" in fault((found / "prog196-junk.jpg").read_bytes()).message
    assert made((found / "junk-before-sof.jpg").read_bytes(), widths={"card": 400}, crops={})


def test_a_motion_photograph_is_a_photograph(found: Path) -> None:
    """What its film holds are no scans."""
    files = made((found / "motion-progressive-small.jpg").read_bytes(), widths={"card": 400}, crops={})
    assert files["card", "webp"].size == (400, 267)
