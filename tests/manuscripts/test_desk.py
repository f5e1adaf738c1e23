"""The desk: a draft is made whole or not at all, an edit is never written over, an address is never given twice."""

from __future__ import annotations

import json
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscripts.desk import begin, draft, hand_in, new_story
from plugins.manuscripts.draft import folder
from plugins.manuscripts.refusal import Refused
from plugins.newsroom.frontmatter import read_frontmatter
from plugins.newsroom.keys import sort_fields
from plugins.newsroom.ledger import Entry, Ledger, read_ledger, write_ledger

from ..press import tree
from .fidelity import rendered_by_blocks
from .samples import HERE, NOW

PHOTO = (HERE / "folder" / "1.jpg").read_bytes()
SECTIONS = '[[section]]\nslug = "chanye"\nname = "产业"\n[[section]]\nslug = "minsheng"\nname = "民生"\n'
TEXT = "河口村的茶\n\n本站记者\n\n晨雾散开，茶垄一道道亮出来。三月的青岩镇，人比茶早，路上全是背篓。\n"
MORE = TEXT + "\n太阳落山，收工的人说着话往回走，坡上的茶还在往上长，一夜一个样。\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with two sections."""
    folder = tmp_path / "site" / "content"
    folder.mkdir(parents=True)
    (folder / "sections.toml").write_text(SECTIONS, encoding="utf-8")
    return folder


def filed(folder: Path, text: str = TEXT, **photos: bytes) -> Path:
    """A folder as a reporter hands it in."""
    here = folder / "交稿"
    here.mkdir(exist_ok=True)
    (here / "稿件.txt").write_text(text, encoding="utf-8")
    for name, data in photos.items():
        (here / f"{name}.jpg").write_bytes(data)
    return here


def field(file: Path, key: str) -> str:
    fields, _, _ = read_frontmatter("", file.read_text(encoding="utf-8"))
    return next(field.value for field in fields if field.key == key)


def test_a_draft_is_a_folder_with_the_story_and_its_photos(tmp_path: Path, content: Path) -> None:
    """story.md, the photos as they came, the id in the ledger, nothing else."""
    made = draft(filed(tmp_path, TEXT + "\n\n\n\n采茶的姐妹\n", 采茶的姐妹=PHOTO), content, now=NOW)
    assert made.slug == "hekoucunde-cha-0910"
    assert made.story == content / "features" / made.slug / "story.md"
    (photo,) = made.files
    assert tree(content) == {
        f"features/{made.slug}/story.md": made.text.encode(),
        f"features/{made.slug}/{photo}": PHOTO,
        "ledger.tsv": f"稿号\t网址\t首发\t摘要值\n{made.slug}\t\t\t\n".encode(),
        "sections.toml": SECTIONS.encode(),
    }
    assert (field(made.story, "状态"), field(made.story, "网址名"), field(made.story, "稿号")) == (
        "草稿",
        made.slug,
        made.slug,
    )


def test_the_manuscripts_own_day_is_in_the_slug(tmp_path: Path, content: Path) -> None:
    """A date the manuscript carries goes before today's, into the slug as into the date."""
    made = draft(filed(tmp_path, TEXT.replace("本站记者", "本站记者\n2021年3月5日")), content, now=NOW)
    assert made.slug.endswith("-0305")
    assert field(made.folder / "story.md", "日期") == "2021年3月5日"


def test_handed_in_again_as_it_was(tmp_path: Path, content: Path) -> None:
    """The same manuscript again changes nothing."""
    draft(filed(tmp_path), content, now=NOW)
    before = tree(content)
    again = draft(filed(tmp_path), content, now=NOW + timedelta(days=9))
    assert (again.story, again.revised, again.difference) == (None, True, "")
    assert tree(content) == before


def test_a_revised_manuscript_stands_beside_the_story(tmp_path: Path, content: Path) -> None:
    """A revised manuscript goes to story.new.md, the next to story.new-2.md; the story keeps its bytes, and the
    difference is told."""
    first = draft(filed(tmp_path), content, now=NOW)
    assert first.story is not None
    edited = first.text.replace("栏目：", "栏目：产业")
    first.story.write_text(edited, encoding="utf-8")
    made = draft(filed(tmp_path, MORE), content, now=NOW)
    assert made.story == first.folder / "story.new.md"
    assert "+太阳落山" in made.difference
    assert "-栏目：产业" in made.difference
    again = draft(
        filed(tmp_path, MORE + "\n又来了一段，写的是夜里的茶山，灯一盏一盏亮起来，像星星落在坡上。\n"), content, now=NOW
    )
    assert again.story == first.folder / "story.new-2.md"
    third = draft(filed(tmp_path, MORE), content, now=NOW)
    assert (third.story, third.difference) == (made.story, made.difference)
    assert {path.name for path in first.folder.iterdir()} == {"story.md", "story.new.md", "story.new-2.md"}
    assert first.story.read_text(encoding="utf-8") == edited
    assert len(read_ledger(content)[0].entries) == 1


def test_photos_that_come_later(tmp_path: Path, content: Path) -> None:
    """A photo that the first manuscript lacked goes to the name that its caption was given; one that is there is never
    written over."""
    text = TEXT + "\n\n\n\n采茶的姐妹\n"
    made = draft(filed(tmp_path, text), content, now=NOW)
    assert made.missing == made.files == ("caichade-jiemei.jpg",)
    later = draft(filed(tmp_path, text, 采茶的姐妹=PHOTO), content, now=NOW)
    assert (later.missing, later.files) == ((), made.files)
    toned = made.folder / made.files[0]
    toned.write_bytes(PHOTO + b"toned")
    third = draft(filed(tmp_path, text, 采茶的姐妹=PHOTO), content, now=NOW)
    assert toned.read_bytes() == PHOTO + b"toned"
    assert third.missing == ()


def test_a_published_story_of_the_same_headline_is_left_alone(tmp_path: Path, content: Path) -> None:
    """A story that is out is another one: the new draft gets a slug of its own."""
    first = draft(filed(tmp_path), content, now=NOW)
    assert first.story is not None
    first.story.write_text(first.text.replace("状态：草稿", "状态：已发"), encoding="utf-8")
    second = draft(filed(tmp_path), content, now=NOW)
    assert second.slug == f"{first.slug}-2"
    assert not second.revised


def test_the_slug_that_the_desk_chose(tmp_path: Path, content: Path) -> None:
    """--slug names the folder; what is no slug is refused with one that is."""
    assert draft(filed(tmp_path), content, slug="cha", now=NOW).folder == content / "features" / "cha"
    for wrong in ("Cha", "../x", "茶", "con", "a_b", "-a"):
        with pytest.raises(Refused, match="不合规"):
            draft(filed(tmp_path), content, slug=wrong, now=NOW)
    with pytest.raises(Refused, match="hekou"):
        draft(filed(tmp_path), content, slug="河口", now=NOW)


def test_a_slug_that_was_issued_before(tmp_path: Path, content: Path) -> None:
    """The ledger warns of a slug that has been an address, whoever has it now; a proposed slug keeps clear of it, and no
    id is given twice."""
    entries = (Entry("x1", "chanye/202108/cha.html", "2021-08-01", "ab"), Entry("hekoucunde-cha-0910"))
    write_ledger(content, Ledger(entries))
    made = draft(filed(tmp_path), content, slug="cha", now=NOW)
    (warning,) = made.problems
    assert (warning.level, "chanye/202108/cha.html" in warning.message, "2021-08-01" in warning.message) == (
        "warning",
        True,
        True,
    )
    assert field(made.folder / "story.md", "稿号") == "cha"
    other = draft(filed(tmp_path, TEXT.replace("河口村的茶", "河口村得茶")), content, now=NOW)
    assert other.slug not in ("cha", "hekoucunde-cha-0910")
    ids = [entry.id for entry in read_ledger(content)[0].entries]
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize(("words", "slug"), [("产业", "chanye"), ("minsheng", "minsheng"), ("", "")])
def test_sections(tmp_path: Path, content: Path, words: str, slug: str) -> None:
    """--section by name or slug; without it the key stays open."""
    made = draft(filed(tmp_path), content, section=words, now=NOW)
    assert field(made.folder / "story.md", "栏目") == slug


def test_a_section_that_is_none(tmp_path: Path, content: Path) -> None:
    """An unknown section is refused with the near one."""
    with pytest.raises(Refused, match="是不是“产业”"):
        draft(filed(tmp_path), content, section="产叶", now=NOW)


def test_places_of_the_gazetteer(tmp_path: Path, content: Path) -> None:
    """Villages and bases that the text names are proposed, as guesses."""
    (content / "villages.toml").write_text('[[village]]\nslug = "hekou"\nname = "河口村"\n', encoding="utf-8")
    (content / "bases" / "chashan").mkdir(parents=True)
    (content / "bases" / "chashan" / "base.md").write_text("标题：青岩茶园\n别名：茶垄\n\n茶。\n", encoding="utf-8")
    made = draft(filed(tmp_path), content, now=NOW)
    places = [(fact.key, fact.value, fact.guess) for fact in made.outline.facts if fact.key in ("Villages", "Bases")]
    assert places == [("Villages", "河口村", True), ("Bases", "chashan", True)]
    assert field(made.folder / "story.md", "基地") == "chashan"


@pytest.mark.parametrize("path", ["没有.docx", "坏.docx", "坏.txt", "空"])
def test_refused_and_nothing_written(tmp_path: Path, content: Path, path: str) -> None:
    """What is refused leaves the content folder as it was."""
    (tmp_path / "坏.docx").write_bytes(b"x")
    (tmp_path / "坏.txt").write_bytes(b"\xff\xff")
    (tmp_path / "空").mkdir()
    before = tree(content)
    with pytest.raises(Refused):
        draft(tmp_path / path, content, now=NOW)
    assert tree(content) == before


def test_a_folder_that_is_no_storys(tmp_path: Path, content: Path) -> None:
    """A folder of that name without a story in it is not filled."""
    (content / "features" / "cha").mkdir(parents=True)
    with pytest.raises(Refused, match="已经在了"):
        draft(filed(tmp_path), content, slug="cha", now=NOW)
    assert not list((content / "features" / "cha").iterdir())


def test_a_disk_that_takes_nothing(tmp_path: Path, content: Path) -> None:
    """Where the story cannot be written the reason is told and nothing is left."""
    (content / "features").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="写不进去"):
        draft(filed(tmp_path), content, now=NOW)
    assert sorted(tree(content)) == ["features", "sections.toml"]


def test_interrupted_halfway(tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that is interrupted while its photos are copied leaves no folder behind."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "write_photo", stop)
    with pytest.raises(KeyboardInterrupt):
        draft(filed(tmp_path, 茶=PHOTO), content, now=NOW)
    assert sorted(tree(content)) == ["sections.toml"]
    assert list((content / "features").iterdir()) == []


def test_a_photo_that_is_damaged(tmp_path: Path, content: Path) -> None:
    """A photo whose bytes are broken in the Word file costs only itself, and is told."""
    whole = zipfile.ZipFile(HERE / "essay.docx")
    broken = tmp_path / "essay.docx"
    with zipfile.ZipFile(broken, "w") as sink:  # stored, so that a changed byte breaks a checksum and no more
        for entry in whole.infolist():
            sink.writestr(entry.filename, whole.read(entry))
    data = broken.read_bytes()
    at = data.index(whole.read("word/media/image2.jpg")) + 300
    broken.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    made = draft(broken, content, now=NOW)
    (problem,) = made.problems
    assert "image2.jpg" in problem.path
    assert made.missing == (made.files[1],)
    assert sorted(path.name for path in made.folder.iterdir()) == sorted(["story.md", made.files[0], made.files[2]])


def test_a_ledger_with_a_fault(tmp_path: Path, content: Path) -> None:
    """A ledger that cannot be read is told and not written over; the draft is made all the same."""
    (content / "ledger.tsv").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    made = draft(filed(tmp_path), content, now=NOW)
    assert [problem.path for problem in made.problems] == ["content/ledger.tsv"]
    assert made.story is not None
    assert (content / "ledger.tsv").read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_the_task_draft(tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It tells what it did; --json tells it to programs; what is refused goes to stderr with exit code 1."""
    assert hand_in(str(filed(tmp_path)), content, section="产业", now=NOW) == 0
    told = capsys.readouterr()
    assert "草稿写在 content/features/" in told.out
    assert told.err == ""
    assert hand_in(str(filed(tmp_path, MORE)), content, json=True, now=NOW) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["revised"] is True
    assert Path(data["story"]).name == "story.new.md"
    assert data["problems"] == []
    assert [fact["key"] for fact in data["facts"]] == ["Title", "Reporters"]
    assert hand_in("没有.docx", content, now=NOW) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith("没有.docx: 没有这个文件或文件夹 → ")


def test_the_task_new(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the file to open; a title that is already being written, or none, is refused."""
    assert begin("春茶开采", content, NOW) == 0
    assert capsys.readouterr().out == "新稿在 content/features/chuncha-kaicai-0910/story.md，打开它写吧\n"
    for title in ("春茶开采", " "):
        assert begin(title, content, NOW) == 1
        assert "→" in capsys.readouterr().err


def test_an_empty_story(content: Path) -> None:
    """Every key a reporter needs stands in it, in Chinese, with how to fill it; nothing of that is an unknown key."""
    file = new_story("春茶开采", content, NOW)
    text = file.read_text(encoding="utf-8")
    fields, start, problems = read_frontmatter("story.md", text)
    assert problems == []
    known, problems = sort_fields("story.md", fields, "story")
    assert problems == []
    assert {key: field.value for key, field in known.items()} == {
        "Title": "春茶开采",
        "Status": "草稿",
        "Slug": "chuncha-kaicai-0910",
        "Id": "chuncha-kaicai-0910",
    }
    written = [field.key for field in fields]
    assert {"标题", "记者", "日期", "栏目", "来源", "责编", "审核", "标签", "村", "摘要"} <= set(written)
    comment = text.split("\n", start - 1)[-1]
    assert all(f"\n{key}：" in comment for key in written)
    said, captions = rendered_by_blocks(comment)
    assert (said.strip(), captions) == ("", [])  # nothing of it reaches a page
    assert read_ledger(content)[0].entries == (Entry("chuncha-kaicai-0910"),)


actions = st.lists(st.tuples(st.sampled_from(["file", "edit"]), st.integers(0, 3)), min_size=1, max_size=6)


@settings(deadline=None, max_examples=30)
@given(actions)
def test_an_edit_is_never_written_over(steps: list[tuple[str, int]]) -> None:
    """Whatever is handed in and edited in whatever order: each file holds what was last written to it, and every
    version of the manuscript that differs from the story is there to read."""
    with tempfile.TemporaryDirectory() as folder:
        content, now = Path(folder) / "site" / "content", datetime(2021, 9, 10, tzinfo=UTC)
        holds: dict[Path, bytes] = {}
        for kind, number in steps:
            if kind == "file" or not holds:
                made = draft(
                    filed(Path(folder), TEXT + f"\n第{number}稿，写的是夜里的茶山，灯一盏一盏亮起来，像落下来的星。\n"),
                    content,
                    now=now,
                )
                if made.story:
                    assert holds.setdefault(made.story, made.text.encode()) == made.text.encode()
                else:
                    assert holds[made.folder / "story.md"] == made.text.encode()
            else:
                file = sorted(holds)[number % len(holds)]
                holds[file] += f"改{number}\n".encode()
                file.write_bytes(holds[file])
            assert {file: file.read_bytes() for file in holds} == holds
            assert len(list(content.glob("features/*"))) == 1
