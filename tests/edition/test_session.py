"""A session: the saved story's own page first, then everything; always what a build from nothing would write."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ..press import ROOT, build, township, tree

SCRIPT = """
import sys
from pathlib import Path
from plugins.edition import open_session

site = Path(sys.argv[1])
session = open_session(site / "siteconf.py", OUTPUT_PATH=str(site / "output"))
session.make()
story = site / "content/news/2021/qiao.md"
page = site / "output/minsheng/202105/qiao.html"
home = site / "output/index.html"

words = story.read_text(encoding="utf-8")
story.write_text(words.replace("Title: ", "Title: 新"), encoding="utf-8")
turns = session.changed([story])
first = next(turns)
print(first.whole, *first.changed, "新桥" in page.read_text(encoding="utf-8"), "新桥" in home.read_text(encoding="utf-8"))
last = next(turns)
print(last.whole, "index.html" in last.changed, "新桥" in home.read_text(encoding="utf-8"))

# A story that changes its address, or that is no story any more, has no page to show first.
story.write_text(words.replace("Title: ", "Slug: xinqiao\\nTitle: "), encoding="utf-8")
print([turn.whole for turn in session.changed([story])], page.exists())
story.write_text("没有稿头", encoding="utf-8")
print([(turn.whole, bool(turn.problems)) for turn in session.changed([story])])
story.write_text(words.replace("桥", "大桥"), encoding="utf-8")
print([turn.whole for turn in session.changed([])])
"""


def test_the_page_that_was_saved_comes_first(tmp_path: Path) -> None:
    """A story's page is written before the lists; afterwards the output is that of a clean build."""
    site = township(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(site)], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.stdout.splitlines() == [
        "False minsheng/202105/qiao.html True False",
        "True True True",
        "[True] False",
        "[(True, True)]",
        "[True]",
    ], done.stderr
    clean = build(site, tmp_path / "clean")
    assert tree(site / "output") == tree(clean.output)
