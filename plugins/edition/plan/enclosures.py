"""Attachments and films: found on disk, cleaned, named by their content."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ...attachments.clean import Offer, offer
from ...newsroom.gazetteer import near
from ...newsroom.problem import Problem
from ...newsroom.story import Base, StandingPage, Story

Piece = TypeVar("Piece", Story, Base, StandingPage)

KINDS = {
    "pdf": "PDF",
    "doc": "Word 文档",
    "docx": "Word 文档",
    "wps": "WPS 文档",
    "ofd": "OFD 版式文档",
    "xls": "Excel 表格",
    "xlsx": "Excel 表格",
    "et": "WPS 表格",
    "csv": "CSV 表格",
    "ppt": "PowerPoint 演示",
    "pptx": "PowerPoint 演示",
    "txt": "文本",
    "zip": "ZIP 压缩包",
}


def enclose(piece: Piece, content: Path, store: Path, files: dict[str, Path | bytes], problems: list[Problem]) -> Piece:
    """The piece with its attachments and films placed: each gets the path it is published under, and `files` takes it
    in, cleaned of its makers' traces. store: the edition's, for what has been cleaned. What could not be taken out is a
    Problem until the piece says 隐私：已核对.

    A file that is missing or of a kind we do not offer is a Problem; the piece then goes without it. A piece that
    offers nothing comes back as it is.
    """
    if not (piece.attachments or piece.videos):
        return piece
    attachments = []
    for attachment in piece.attachments:
        ending = attachment.source.rpartition(".")[2].lower()
        file = find(content, attachment.source)
        if ending not in KINDS:
            what = f"附件“{attachment.title}”的格式 .{ending} 不能发布"
            problems.append(Problem(piece.path, attachment.line, what, f"换成 {'、'.join(KINDS)} 之一"))
        elif file is None:
            problems.append(_missing(piece.path, attachment.line, "附件", attachment.source, content))
        else:
            path, offered = enclose_file(file, ending, store, files)
            problems += left_in(piece, attachment.line, f"附件“{attachment.title}”", offered)
            attachments.append(replace(attachment, path=path, kind=KINDS[ending], bytes=offered.size))
            continue
        attachments.append(attachment)
    videos = []
    for video in piece.videos:
        file = find(content, video.source)
        if file is None:
            problems.append(_missing(piece.path, video.line, "视频", video.source, content))
            videos.append(replace(video, path=""))
        else:
            path, offered = enclose_file(file, "mp4", store, files)
            problems += left_in(piece, video.line, f"视频“{file.name}”", offered)
            videos.append(replace(video, path=path))
    return replace(piece, attachments=tuple(attachments), videos=tuple(videos))


def find(content: Path, source: str) -> Path | None:
    """The file behind a content path, or None; the name has to be spelled as the folder spells it, capitals included,
    because the readers' server will tell them apart even where this machine does not."""
    file = content.joinpath(*source.split("/"))
    if not source or not os.path.isfile(file) or file.name not in _names(file.parent):
        return None
    return file if file.resolve().is_relative_to(content.resolve()) else None


def _names(folder: Path) -> Sequence[str]:
    return [entry.name for entry in folder.iterdir()] if folder.is_dir() else []


def enclose_file(file: Path, ending: str, store: Path, files: dict[str, Path | bytes]) -> tuple[str, Offer]:
    """The path a file is published under, which `files` takes in, and what is published; the same file twice is one
    path."""
    offered = offer(file, ending, store / "attachments")
    stem = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:40] or "file"
    path = f"files/{offered.digest[:12]}-{stem}.{ending}"
    files[path] = offered.file
    return path, offered


def left_in(piece: Story | Base | StandingPage, line: int, what: str, offered: Offer) -> list[Problem]:
    """The Problem of a file in which something is left that nobody has said is meant."""
    if not offered.left or "privacy" in piece.checked:
        return []
    remedy = "在原来的程序里删掉，另存一份换上；本来就是要公布的，在稿头写一行“隐私：已核对”"
    return [Problem(piece.path, line, f"{what}里还有{'、'.join(offered.left)}，会一起公布", remedy)]


def _missing(path: str, line: int, what: str, source: str, content: Path) -> Problem:
    folder, _, name = source.rpartition("/")
    closest = near(name, _names(content.joinpath(*folder.split("/"))))
    hint = f"是不是“{closest}”？" if closest else "把文件放到稿件旁边，检查文件名和大小写"
    return Problem(path, line, f"找不到{what}“{name}”", hint)
