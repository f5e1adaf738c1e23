"""Which files were saved: told by the system, or looked for."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from plugins.preview import watch as watching
from plugins.preview.drives import kind_of, read_mounts
from plugins.preview.watch import Watch

MOUNTS = r"""proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
//nas/news /mnt/press\040room cifs rw 0 0
nas:/x /srv/nfs nfs4 rw 0 0
tmpfs /srv/nfs/local tmpfs rw 0 0
desk@host: /home/desk/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/desk/site", ""),
        ("/home/desk/far/site", "sshfs"),
        ("/mnt/press room/site", "cifs"),
        ("/srv/nfs/site", "nfs4"),
        ("/srv/nfs/local/site", ""),
        ("/srv/nfsx", ""),
    ],
)
def test_network_drives(folder: str, kind: str) -> None:
    """By what is mounted innermost, whatever letters its name has."""
    assert kind_of(Path(folder), read_mounts(MOUNTS)) == kind


def saved(watch: Watch, folder: Path) -> set[str]:
    """The names of what is told first after a file was saved."""
    watch.add([folder])
    (folder / "story.md").write_text("标题：桥通了", encoding="utf-8")
    stop = threading.Timer(20, watch.close)
    stop.start()
    try:
        return {path.name for path in next(watch.saved())}
    finally:
        stop.cancel()
        watch.close()


def test_a_save_is_found_by_looking(tmp_path: Path) -> None:
    """With `poll`, as on a drive whose system tells nothing."""
    assert saved(Watch(poll=True), tmp_path) == {"story.md"}


def test_a_network_drive_is_looked_at_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever works on one is told so, and need not ask for it."""
    asked: list[bool] = []
    real = watching.watch

    def noted(*folders: Path, **how: object) -> object:
        asked.append(bool(how["force_polling"]))
        return real(*folders, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "watch", noted)
    monkeypatch.setattr(watching, "is_remote", lambda folder: True)
    said: list[str] = []
    assert saved(Watch(say=said.append), tmp_path) == {"story.md"}
    assert asked == [True]
    assert len(said) == 1
    assert "网络盘" in said[0]


def test_where_the_system_tells_no_more_it_is_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a system's number of watched folders is used up."""
    real = watching.watch

    def full(*folders: Path, **how: object) -> object:
        if not how["force_polling"]:
            raise OSError(28, "OS file watch limit reached")
        return real(*folders, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "watch", full)
    said: list[str] = []
    assert saved(Watch(say=said.append), tmp_path) == {"story.md"}
    assert "改成每半秒看一次" in said[0]
