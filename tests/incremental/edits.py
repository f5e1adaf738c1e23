"""What reporters, editors and accidents do to a site's folder, as the rules of a Hypothesis state machine."""

from __future__ import annotations

import functools
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from ..samples import documents
from .newsdesk import Draft, Newsdesk, a_head

NUMBER = st.integers(0, 11)
PARAGRAPHS = st.sampled_from(
    [
        "又一段。",
        "**导语在前。**后面是正文，很长的一段话。",
        "## 抓班子带队伍 提升发展能力",
        "另见[那一篇](../../news/2021/s1.md)和[这一篇](../../features/lvlang/story.md)。",
        "另见[不在的](../../news/2021/nowhere.md)。",
        '!!! 更正 "2021-05-10"\n    原稿写错了。',
        '!!! 资料 "家底"\n    面积：402平方公里',
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
        "注释[^1]在这里。\n\n[^1]: 说明",
        '![药田](dawn.jpg "晨雾里的近叶药材基地（本站 摄）")',
        '![田](../../bases/jinye/field.jpg "近叶药材基地的秋天（本站 摄）")',
        "[公示](gongshi.pdf)",
    ]
)
WORDS = st.sampled_from(["后来写的。", "**末了。**还有几句。", "## 尾声", "“末段", "1. 甲\n2. 乙", "第二段。"])
HEADS = {
    "标题": ["第1件事", "山高水长", '<b>&"引号"', ""],
    "日期": ["2021-01-11", "2021-06-12", "2021-06-13 09:30", "2020-12-31", "2021-12-05", "没有日子"],
    "标签": ["党建", "食用菌", "党建，食用菌、茶", "茶叶", ""],
    "网址名": ["s1", "qiao", "lvlang", "坏 名", ""],
    "定时发布": ["2021-12-03", "2021-12-02 08:00", "2021-11-01", ""],
}
OTHER_HEADS = {
    "栏目": ["产业", "minsheng", "公告", "没有的栏目"],
    "村": ["正沟村", "大坪、正沟", "没有的村", ""],
    "基地": ["近叶药材基地", "近叶基地", ""],
    "体裁": ["消息", "通讯", "图片", "公告", "怪的"],
    "状态": ["草稿", "待审", "已发", "撤稿", ""],
    "版位": ["头条", "要闻", "头条 2021-11-30", "要闻 2021-12-02", ""],
    "摘要": ["一句话的摘要", ""],
    "短题": ["短的", ""],
    "引题": ["小镇纪事", ""],
    "副题": ["一年四季", ""],
    "记者": ["本站记者", "值班记者、本站记者", ""],
    "摄影": ["本站", ""],
    "责编": ["值班编辑", ""],
    "封面": ["dawn.jpg", "../../bases/jinye/field.jpg", "nowhere.jpg", ""],
    "附件": ["gongshi.pdf", "nowhere.pdf", ""],
    "更新": ["2021-11-30", ""],
    "稿号": ["a-1", ""],
    "怪的稿头": ["甲", ""],
}
NOWS = ["2021-12-01", "2021-12-02 08:00", "2021-12-02 23:59", "2021-12-04", "2022-06-01", "2021-06-12 12:00"]
SETTINGS: dict[str, list[Any]] = {
    "SITENAME": ["小镇", "大镇"],
    "SITEURL": ["https://town.example/xizhen", "https://town.example"],
    "TIMEZONE": ["Asia/Shanghai", "Asia/Urumqi"],
    "NEWSROOM": [{"description": "小镇的新闻"}, {"description": "新闻", "icp": "鄂ICP备1号", "place": ("甲", "乙")}],
    "MARKDOWN": [{"extensions": [], "output_format": "html"}, {"extensions": ["def_list"], "output_format": "html"}],
    "PHOTOS": [
        {"widths": {"card": 40, "column": 80}, "crops": {"share": (60, 32), "thumb": (32, 24)}, "jobs": 1},
        {"widths": {"card": 32, "column": 80}, "crops": {"share": (60, 32), "thumb": (32, 24)}, "jobs": 1},
        {"widths": {"column": 80}, "crops": {}, "formats": ("jpeg",), "jobs": 1},
    ],
}
SECTIONS = [
    [("chanye", "产业"), ("minsheng", "民生"), ("gonggao", "公告")],
    [("chanye", "产业经济"), ("minsheng", "民生"), ("gonggao", "公告")],
    [("jingji", "产业"), ("minsheng", "民生"), ("gonggao", "公告")],
    [("gonggao", "公告"), ("minsheng", "民生"), ("chanye", "产业")],
    [("chanye", "产业"), ("gonggao", "公告")],
]
TOML = {
    "villages.toml": [
        '[[village]]\nslug = "zhenggou"\nname = "正沟村"\n\n[[village]]\nslug = "daping"\nname = "大坪村"\n',
        '[[village]]\nslug = "zhenggou"\nname = "正沟村"\ndescription = "一条沟"\n',
        '[[village]]\nslug = "dp"\nname = "大坪村"\n\n[[village]]\nslug = "zhenggou"\nname = "正沟村"\n',
        "[[village",
    ],
    "names.toml": [
        '[tags]\n"党建" = "dangjian"\n\n[reporters]\n"本站记者" = "benzhan"\n',
        '[tags]\n"党建" = "party"\n"茶" = "tea"\n',
        "",
    ],
}
WHERE = re.compile(r"{%-? *(?:block|macro) [^%]*%}")


def edit(**draws: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A rule that edits, after which the site is built or not."""

    def made(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def step(self: Edits, build: bool, **drawn: Any) -> None:
            function(self, **drawn)
            if build:
                self.build()

        ruled: Callable[..., None] = rule(build=st.booleans(), **draws)(step)  # type: ignore[call-overload]
        return ruled

    return made


class Edits(RuleBasedStateMachine):
    """One site's folder under edits. `desk` is given by who runs the machine."""

    desk: Newsdesk

    def build(self) -> None:
        """Build what is stale."""
        self.desk.build()

    def story(self, number: int) -> str:
        """One of the stories there are."""
        paths = sorted(path for path in self.desk.drafts if path.startswith(("news", "features")))
        return paths[number % len(paths)] if paths else self._add(number)

    def change(self, path: str, key: str, value: str) -> None:
        """Change one line of a head."""
        draft = self.desk.drafts[path]
        draft.head[key] = value
        self.desk.file(path, draft)

    def _add(self, number: int) -> str:
        folder, feature = f"features/f{number}", number % 3 == 0
        path = f"{folder}/story.md" if feature else f"news/{2020 + number % 2}/n{number}.md"
        if path not in self.desk.drafts:
            body = [f"新来的第{number}件事。"]
            if feature:
                self.desk.picture(f"{folder}/dawn.jpg", number)
                body.append('![近景](dawn.jpg "近叶药材基地（本站 摄）")')
            self.desk.file(path, Draft(a_head(number + 3), body))
        return path

    # What a reporter does

    @edit(number=NUMBER)
    def add(self, number: int) -> None:
        """A new story."""
        self._add(number)

    @edit(number=NUMBER, place=st.integers(0, 3), words=PARAGRAPHS)
    def body(self, number: int, place: int, words: str) -> None:
        """A paragraph is written over, or added."""
        path = self.story(number)
        draft = self.desk.drafts[path]
        draft.body[place : place + 1] = [words]
        self.desk.file(path, draft)

    @edit(numbers=st.lists(NUMBER, min_size=1, max_size=3), words=WORDS)
    def write_on(self, numbers: list[int], words: str) -> None:
        """What stands is built; then stories have another end, and that is built or not."""
        self.build()
        for number in numbers:
            path = self.story(number)
            draft = self.desk.drafts[path]
            draft.body[1:] = [*draft.body[1:][: number % 2], words]
            self.desk.file(path, draft)

    @edit(number=NUMBER, value=st.sampled_from(HEADS["标题"]))
    def title(self, number: int, value: str) -> None:
        """Another headline, or none."""
        self.change(self.story(number), "标题", value)

    @edit(number=NUMBER, value=st.sampled_from(HEADS["日期"]))
    def date(self, number: int, value: str) -> None:
        """Another date, also one that is none or is to come."""
        self.change(self.story(number), "日期", value)

    @edit(number=NUMBER, value=st.sampled_from(HEADS["标签"]))
    def tags(self, number: int, value: str) -> None:
        """Other tags."""
        self.change(self.story(number), "标签", value)

    @edit(number=NUMBER, value=st.sampled_from(HEADS["网址名"]))
    def slug(self, number: int, value: str) -> None:
        """Another address, also one that is taken."""
        self.change(self.story(number), "网址名", value)

    @edit(number=NUMBER, value=st.sampled_from(HEADS["定时发布"]))
    def embargo(self, number: int, value: str) -> None:
        """A moment before which a story may not go out."""
        self.change(self.story(number), "定时发布", value)

    @edit(number=NUMBER, row=st.sampled_from([(key, value) for key, values in OTHER_HEADS.items() for value in values]))
    def head(self, number: int, row: tuple[str, str]) -> None:
        """Any other line of the head."""
        self.change(self.story(number), *row)

    @edit(number=NUMBER)
    def delete(self, number: int) -> None:
        """A story is deleted; a feature with its folder."""
        path = self.story(number)
        self.desk.drop(path)
        if path.startswith("features"):
            shutil.rmtree((self.desk.content / path).parent)

    @edit(number=NUMBER, name=st.sampled_from(["s1", "s7", "a-b"]), year=st.sampled_from(["2020", "2021"]))
    def rename(self, number: int, name: str, year: str) -> None:
        """A news item's file, or a feature's folder, gets another name."""
        path = self.story(number)
        feature = path.startswith("features")
        target = f"features/{name}/story.md" if feature else f"news/{year}/{name}.md"
        if target not in self.desk.drafts:
            old, new = self.desk.content / path, self.desk.content / target
            old, new = (old.parent, new.parent) if feature else (old, new)
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)
            self.desk.drafts[target] = self.desk.drafts.pop(path)

    @edit(number=NUMBER, seed=st.integers(0, 40), upright=st.booleans())
    def swap_photo(self, number: int, seed: int, upright: bool) -> None:
        """Another picture under the same name, or one where a story looks for it."""
        pictures = sorted(file.relative_to(self.desk.content).as_posix() for file in self.desk.content.rglob("*.jpg"))
        self.desk.picture((pictures or ["features/lvlang/dawn.jpg"])[number % max(1, len(pictures))], seed, upright)

    @edit(number=NUMBER, data=st.sampled_from([None, b"", b"\xff\xd8no picture"]))
    def lose_photo(self, number: int, data: bytes | None) -> None:
        """A picture is deleted, or broken."""
        pictures = sorted(self.desk.content.rglob("*.jpg"))
        if pictures and data is None:
            pictures[number % len(pictures)].unlink()
        elif pictures:
            pictures[number % len(pictures)].write_bytes(data or b"")

    @edit(
        number=NUMBER,
        caption=st.sampled_from(["近叶药材基地（本站 摄）", "近叶基地（值班记者 摄）", "村口", ""]),
        alt=st.sampled_from(["药田", ""]),
    )
    def caption(self, number: int, caption: str, alt: str) -> None:
        """Other words with a picture."""
        shown = [path for path, draft in sorted(self.desk.drafts.items()) if "![" in draft.text]
        if shown:
            draft = self.desk.drafts[shown[number % len(shown)]]
            title = f' "{caption}"' if caption else ""
            draft.body = [re.sub(r'!\[[^]]*\]\((\S+?)(?: "[^"]*")?\)', rf"![{alt}](\1{title})", p) for p in draft.body]
            self.desk.file(shown[number % len(shown)], draft)

    @edit(data=st.sampled_from([documents.pdf(), documents.pdf(remark=True), None]), number=NUMBER)
    def attach(self, data: bytes | None, number: int) -> None:
        """A file is put beside a story, changed or taken away."""
        file = (self.desk.content / self.story(number)).parent / "gongshi.pdf"
        if data is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(data)

    @edit(
        name=st.sampled_from(["近叶药材基地", "近叶中药材基地"]),
        other=st.sampled_from(["", "近叶基地", "药田"]),
        village=st.sampled_from(["正沟村", "大坪村"]),
    )
    def base(self, name: str, other: str, village: str) -> None:
        """A base is called something else, or lies in another village."""
        path = "bases/jinye/base.md"
        self.desk.file(path, Draft({"标题": name, "别名": other, "村": village}, self.desk.drafts[path].body))

    @edit(title=st.sampled_from(["关于小镇", "关于"]), status=st.sampled_from(["", "草稿"]), words=PARAGRAPHS)
    def page(self, title: str, status: str, words: str) -> None:
        """A standing page."""
        self.desk.file("pages/about.md", Draft({"标题": title, "状态": status}, [words]))

    # What an editor and a designer do

    @edit(number=st.integers(0, 60), words=st.sampled_from(["甲", "乙", ""]))
    def template(self, number: int, words: str) -> None:
        """A few words in a template, a partial or a macro."""
        files = sorted(self.desk.templates.rglob("*.html"))
        file = files[number % len(files)]
        text = file.read_text(encoding="utf-8").replace("甲甲", "").replace("乙乙", "")
        place = found.end() if (found := WHERE.search(text)) else 0
        file.write_text(text[:place] + words * 2 + text[place:], encoding="utf-8", newline="\n")

    @edit(name=st.sampled_from(["css/base.css", "css/site.css", "js/share.js", "new.svg"]), words=st.sampled_from("ab"))
    def static(self, name: str, words: str) -> None:
        """A file of the theme."""
        with (self.desk.site / "theme/static" / name).open("a", encoding="utf-8") as opened:
            opened.write(f"/* {words} */ .{words} {{ color: inherit }}\n" if name.endswith("css") else f"//{words}\n")

    @edit(row=st.sampled_from([(name, value) for name, values in SETTINGS.items() for value in values]))
    def setting(self, row: tuple[str, object]) -> None:
        """A setting."""
        self.desk.set_settings(**{row[0]: row[1]})

    @edit(rows=st.sampled_from(SECTIONS))
    def sections(self, rows: list[tuple[str, str]]) -> None:
        """A section gets another name, address or place, or is given up."""
        self.desk.sections = rows
        self.desk.set_sections()

    @edit(row=st.sampled_from([(name, text) for name, texts in TOML.items() for text in texts]))
    def gazetteer(self, row: tuple[str, str]) -> None:
        """Villages and names."""
        self.desk.put(f"content/{row[0]}", row[1])

    @edit(now=st.sampled_from(NOWS))
    def time(self, now: str) -> None:
        """Time passes, or is turned back: embargoes pass, places on the home page end."""
        self.desk.set_settings(NOW=now)

    # What happens to a folder

    @edit(number=NUMBER)
    def same_size_same_time(self, number: int) -> None:
        """A story is edited by a program that restores the file's time, and no longer than it was."""
        file = self.desk.content / self.story(number)
        stat, text = file.stat(), file.read_text(encoding="utf-8")
        draft = self.desk.drafts[self.story(number)]
        draft.body = [words.translate(str.maketrans("一二三甲的", "二三甲的一")) for words in draft.body]
        draft.head["标题"] = draft.head.get("标题", "").translate(str.maketrans("一二事", "二事一"))
        self.desk.file(self.story(number), draft)
        assert len(draft.text) == len(text)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @edit()
    def clone(self) -> None:
        """Every file is another one, with another time and the same bytes."""
        for folder in ("content", "theme"):
            shutil.copytree(self.desk.site / folder, self.desk.site / "copied", copy_function=shutil.copyfile)
            shutil.rmtree(self.desk.site / folder)
            (self.desk.site / "copied").rename(self.desk.site / folder)

    @edit()
    def move(self) -> None:
        """The site is moved, with all that is known of it."""
        self.desk.site = self.desk.site.rename(self.desk.site.with_name(f"{self.desk.site.name}-移"))

    @edit(number=st.integers(0, 80), data=st.sampled_from([None, b"", b"spoilt"]), in_place=st.booleans())
    def spoil_output(self, number: int, data: bytes | None, in_place: bool) -> None:
        """A file of the output is deleted, replaced, or written over where it stands, which the store may have by another
        name."""
        files = sorted(file for file in self.desk.output.rglob("*") if file.is_file())
        if files:
            file = files[number % len(files)]
            if data is None or not in_place:
                file.unlink()
            if data is not None:
                file.write_bytes(data)

    @edit(number=st.integers(0, 80), data=st.sampled_from([None, b"", b"spoilt"]))
    def spoil_backup(self, number: int, data: bytes | None) -> None:
        """A file of the backup is deleted or replaced; all of them with the last number."""
        folder = self.desk.site / ".build/backup"
        files = sorted(folder.glob("??/*"))
        for file in files if number == 80 else files[number : number + 1]:
            file.unlink()
            if data is not None:
                file.write_bytes(data)

    @edit(store=st.booleans())
    def lose_output(self, store: bool) -> None:
        """The whole output is deleted, alone or with all that is known of it."""
        shutil.rmtree(self.desk.output, ignore_errors=True)
        if store:
            shutil.rmtree(self.desk.site / ".build", ignore_errors=True)

    @edit(number=NUMBER, size=st.sampled_from([None, 0, 100, 5000]))
    def damage_store(self, number: int, size: int | None) -> None:
        """What is known is damaged: a file of the store is cut short or written over."""
        folder = self.desk.site / ".build"
        files = sorted(
            file for file in folder.rglob("*") if file.is_file() and "renditions" not in file.relative_to(folder).parts
        )
        if files:
            file = files[number % len(files)]
            data = b"damaged " * 900 if size is None else file.read_bytes()[:size]
            file.unlink()  # whoever has it open still has what it was
            file.write_bytes(data)

    @edit()
    def build_elsewhere(self) -> None:
        """Another output of the same site."""
        self.desk.build(self.desk.site / "output-other")

    @rule(count=st.integers(0, 30))
    def fail(self, count: int) -> None:
        """A build that the disk fails in the middle."""
        real, calls = {name: getattr(os, name) for name in ("replace", "link")}, iter(range(count))

        def failing(name: str) -> Callable[[Path | str, Path | str], None]:
            def call(source: Path | str, target: Path | str) -> None:
                if next(calls, None) is None:
                    raise OSError(28, "No space left on device", str(target))
                real[name](source, target)

            return call

        for name in real:
            setattr(os, name, failing(name))
        try:
            self.desk.build()
        except OSError as fault:
            if fault.errno != 28:
                raise
        finally:
            for name, function in real.items():
                setattr(os, name, function)
