"""Out of the door: what was built is brought to its readers, checked there, and can be brought back.

    settings     DEPLOY in publishconf.py: targets by name
    release/     what a release is: kinds · headers · compress · payload · manifest · plan
    transports/  what a target can do, and one kind of target a file
    rollout/     the order of a deploy, one at a time (lease), looked at afterwards (verify)
    review/      what readers will see change (diff), a draft for a reviewer's phone (share)
    commands     what the tasks call; fault: why a deploy stopped

Not in PLUGINS: the rooms before it do not know it. `share` alone runs Pelican, with this room as a plugin that lets
one draft through.
"""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.incremental.writer import write_file
from plugins.newsroom import signals
from plugins.newsroom.body import Body
from plugins.newsroom.edition import Edition
from plugins.newsroom.story import Story

from .commands import told_with_exit_code
from .fault import DeployFault
from .review.share import find_story, one_file


def only(edition: Edition) -> None:
    """Before the photos are planned: the draft may go out, and no picture is made for any other page."""
    wanted = edition.settings["SHARE"]
    for place, story in enumerate(edition.stories):
        if story.path == wanted:
            date = min(story.date, edition.now)
            edition.stories[place] = replace(story, status="published", embargo=None, date=date)
        else:
            edition.stories[place] = replace(story, body=Body(), photos=(), videos=(), cover=None)
    edition.bases[:] = [replace(base, body=Body(), photos=(), videos=(), cover=None) for base in edition.bases]
    edition.standing[:] = [replace(page, body=Body(), photos=(), videos=(), cover=None) for page in edition.standing]
    edition.galleries.clear()


def alone(edition: Edition) -> None:
    """After the pages are planned: only the draft's is rendered, and only its faults are told."""
    wanted = edition.settings["SHARE"]
    story = next((story for story in edition.stories if story.path == wanted), None)
    edition.settings["SHARED"].append(story)
    edition.pages = [page for page in edition.pages if story and page.path == story.url]
    edition.problems[:] = [problem for problem in edition.problems if problem.path == wanted]


def register() -> None:
    """Called by Pelican."""
    signals.stories_read.connect(only)
    signals.pages_planned.connect(alone)


@told_with_exit_code
def share(settings_file: Path, story: str, now: datetime | None = None) -> int:
    """Write one HTML file of a draft. story: its file, its folder or its name; the file goes to .build/share/. What is
    wrong with the draft is told, and makes the exit code 1."""
    from ..edition.door import run, settings_of

    root = settings_file.resolve().parent
    settings = settings_of(settings_file)
    wanted = find_story(Path(settings["PATH"]), story)
    folder, shared = root / ".build" / "share", list[Story | None]()
    first, *rest = settings["PLUGINS"]
    settings.update(
        OUTPUT_PATH=str(folder / "tree"),
        PLUGINS=[first, "plugins.deploy", *rest],
        STRICT=False,
        AFRESH=True,
        SHARE=wanted,
        SHARED=shared,
    )
    code = 0
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # a summary of an edition of one page; faults go to stderr
            run(settings)
    except SystemExit as ended:
        if isinstance(ended.code, str):  # a setting that cannot be used
            raise DeployFault(ended.code) from ended
        code = int(ended.code or 0)
    if not shared or shared[0] is None:
        raise DeployFault(f"{wanted} 还做不成网页", "先改好上面列出的错误")
    page, tree = shared[0].url, folder / "tree"
    html = one_file((tree / page).read_bytes(), page, lambda path: (tree / path).read_bytes(), now or datetime.now())
    target = folder / f"{shared[0].slug}.html"
    write_file(target, html)
    print(f"审阅稿：{target}（{len(html) / 1e6:.1f} MB），用微信或邮件发给审稿人，点开就能看")
    return code
