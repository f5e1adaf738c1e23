"""Whatever is done to a site's folder, in whatever order, building what is stale gives what a clean build gives, byte for
byte, and tells the same problems with the same exit code.

`inv soak` runs many more examples than the tests do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RULE_MARKER, initialize, run_state_machine_as_test

from ..press import tree
from ..search.library import cut_small
from .edits import Edits
from .newsdesk import Command, Newsdesk, Outcome, difference, in_process

pytestmark = pytest.mark.build

EXAMPLES = int(os.environ.get("XISHAN_EXAMPLES", "200"))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Newsdesk:
    """A site that has been built once; each example starts with a copy of it."""
    desk = Newsdesk(tmp_path_factory.mktemp("desk") / "小镇 站").open()
    with in_process():
        first = desk.build()
    assert first.code == 0, first.err
    return desk


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for the sites of all examples."""
    with tempfile.TemporaryDirectory(prefix="edits") as folder:
        yield Path(folder).resolve()


class Held(Edits):
    """Edits, and at their end the two trees held against one another."""

    opened: Newsdesk
    folder: Path

    @initialize()
    def start(self) -> None:
        """A copy of the opened site."""
        self.room = Path(tempfile.mkdtemp(dir=self.folder))
        self.desk = self.opened.copy(self.room / "小镇")

    def teardown(self) -> None:
        """Build once more; a clean build gives the same."""
        if hasattr(self, "desk"):
            self.hold(self.desk.build(), self.desk.clean(self.room / "clean"))
            shutil.rmtree(self.room)

    def hold(self, built: Outcome, clean: Outcome) -> None:
        """The two are one."""
        assert difference(tree(self.desk.output), tree(self.room / "clean")) == ""
        assert (built.code, built.problems) == (clean.code, clean.problems), built.err + clean.err


def test_in_process(opened: Newsdesk, folder: Path) -> None:
    """The rooms called in this process."""
    with in_process(), cut_small():
        opened = built_anew(opened, folder)
        run_state_machine_as_test(held(opened, folder), settings=how_many(EXAMPLES, 8))


def test_words_in_process(opened: Newsdesk, folder: Path) -> None:
    """Mostly other words, which have single pages made again, and now and then something that has more made."""
    only = ("add", "delete", "body", "write_on", "title", "time", "clone", "spoil_output")
    with in_process(), cut_small():
        opened = built_anew(opened, folder)
        run_state_machine_as_test(held(opened, folder, only), settings=how_many(EXAMPLES // 2, 8))


def test_by_command(opened: Newsdesk, folder: Path) -> None:
    """The command that users run; the clean build is made elsewhere."""
    command = Command(opened.site, opened.settings, opened.drafts, opened.sections)
    run_state_machine_as_test(held(command, folder), settings=how_many(EXAMPLES // 20, 4))


def built_anew(desk: Newsdesk, folder: Path) -> Newsdesk:
    """A copy of a site, all made again: by what is in force now, of which its files say nothing."""
    desk = desk.copy(folder / "anew")
    shutil.rmtree(desk.site / ".build")
    shutil.rmtree(desk.output)
    desk.build()
    return desk


def held(desk: Newsdesk, room: Path, only: Collection[str] = ()) -> type[Held]:
    """The machine on copies of one site. only: the rules that it knows, all where none are named."""
    rules = [name for name, value in vars(Edits).items() if hasattr(value, RULE_MARKER)]
    assert set(only) <= set(rules)
    hidden = dict.fromkeys(name for name in rules if only and name not in only)
    return type("Machine", (Held,), {"opened": desk, "folder": room, **hidden})


def how_many(examples: int, steps: int) -> settings:
    """So many examples of so many edits at most."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        phases=(Phase.reuse, Phase.generate),  # a few edits can be read as they are; shrinking them takes minutes
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
