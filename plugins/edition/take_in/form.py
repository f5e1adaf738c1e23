"""One file's front matter while it is typed and held against the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from ...newsroom.body import Attachment
from ...newsroom.copy import Copy
from ...newsroom.dates import find_date, read_date
from ...newsroom.frontmatter import Field
from ...newsroom.gazetteer import SLUG, Gazetteer, Section, Village, near
from ...newsroom.paths import beside
from ...newsroom.photo import Photo
from ...newsroom.problem import Level, Problem
from ...newsroom.story import POSITIONS, STATUSES, Base, BaseName, Position
from .words import split_names, split_words

_ADDRESS = re.compile(r"(?i)https?://[^\s/?#\[\]]+(?:[/?#]\S*)?")

_SPELLED = {word: english for english, chinese in STATUSES.items() for word in (english, chinese)}

CHECKED = ("已核对", "checked")

LONGEST_SLUG = 100  # with its folders, a file name must stay within what Windows opens


@dataclass(slots=True)
class Form:
    """One file's front matter while it is typed: every fault is noted, none stops the reading of the rest."""

    copy: Copy
    fields: Mapping[str, Field]
    gazetteer: Gazetteer
    zone: tzinfo
    gaps: Mapping[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, key: str) -> str:
        """The value on one line, "" where the key is absent."""
        return " ".join(self.fields[key].value.split("\n")) if key in self.fields else ""

    def words(self, key: str) -> tuple[str, ...]:
        """The value as a list."""
        return split_words(self.fields[key].value) if key in self.fields else ()

    def names(self, key: str) -> tuple[str, ...]:
        """The value as names of people."""
        return split_names(self.fields[key].value) if key in self.fields else ()

    def fault(self, key: str, message: str, remedy: str, level: Level = "error") -> None:
        """Note a Problem on the key's line, empty or not (line 1 where the key is absent)."""
        line = self.fields[key].line if key in self.fields else self.gaps.get(key, 1)
        self.problems.append(Problem(self.copy.path, line, message, remedy, level))

    def date(self, key: str) -> datetime | None:
        """The value as a moment; an impossible one is a Problem."""
        value = self.value(key)
        if not value:
            return None
        moment = read_date(value, self.zone)
        if moment is None:
            what = f"“{value}”不是日期" if not re.search(r"\d", value) else f"没有“{value}”这一天，或写法认不出"
            self.fault(key, what, "写成 2021-08-12、2021年8月12日 或 2021-08-12 09:30")
        return moment

    def one_of(self, key: str, known: Sequence[str], otherwise: str) -> str:
        """The value where it is a known word; else a warning, and `otherwise`."""
        value = self.value(key) or otherwise
        if value in known:
            return value
        self.fault(key, f"不认识“{value}”", f"写{'、'.join(known)}之一；现在按“{otherwise}”处理", "warning")
        return otherwise

    def title(self) -> str:
        """The headline; without one there is no story."""
        if not self.value("Title"):
            self.fault("Title", "没有标题", "在稿头写一行“标题：……”")
        return self.value("Title")

    def slug(self, proposed: str) -> str:
        """The name in the address: 网址名 where given, else the folder's or file's name; checked, never invented."""
        value = self.value("Slug") or proposed
        if not SLUG.fullmatch(value) or len(value) > LONGEST_SLUG:
            where = "网址名" if self.value("Slug") else "文件名或文件夹名"
            what = f"{where}“{value}”不能用作网址"
            self.fault("Slug", what, "在稿头写一行“网址名：……”，只用小写字母、数字和连字符，例如 feng-xi-cha")
        return value

    def section(self) -> Section | None:
        """The section, by slug or name."""
        value = self.value("Category")
        found = self.gazetteer.section(value)
        if not found:
            names = [section.name for section in self.gazetteer.sections]
            closest = near(value, names) if value else ""
            hint = f"是不是“{closest}”？" if closest else f"可用的栏目：{'、'.join(names)}"
            self.fault("Category", f"没有“{value}”这个栏目" if value else "没有写栏目", hint)
        return found

    def villages(self) -> tuple[Village, ...]:
        """The villages named; an unknown one is a Problem and left out."""
        found: list[Village] = []
        for name in self.words("Villages"):
            village = self.gazetteer.village(name)
            if village:
                found.append(village)
            else:
                closest = near(name, [v.name for v in self.gazetteer.villages])
                hint = f"是不是“{closest}”？" if closest else "检查村名，或把它补进 content/villages.toml"
                self.fault("Villages", f"村庄名录里没有“{name}”", hint)
        return tuple(dict.fromkeys(found))

    def bases(self, bases: Sequence[Base]) -> tuple[BaseName, ...]:
        """The bases named, by slug or any of their names."""
        found: list[BaseName] = []
        for name in self.words("Bases"):
            base = next((b for b in bases if name == b.slug or name in b.names), None)
            if base:
                found.append(BaseName(base.slug, base.name))
            else:
                closest = near(name, [b.name for b in bases])
                hint = f"是不是“{closest}”？" if closest else "检查基地名，或在 content/bases/ 里为它建一页"
                self.fault("Bases", f"没有“{name}”这个基地", hint)
        return tuple(dict.fromkeys(found))

    def position(self) -> Position | None:
        """头条 or 要闻, with the day until which it holds."""
        value = self.value("Position")
        if not value:
            return None
        words, until = find_date(value, self.zone)
        name = re.sub(r"[\s至到，,（）()]", "", words)
        if name not in POSITIONS:
            self.fault("Position", f"不认识版位“{value}”", "写“头条”或“要闻”，后面可以加截止日期", "warning")
            return None
        if until is None and re.search(r"\d", value):
            self.fault("Position", f"版位的截止日期“{value}”认不出", "写成“头条 2021-08-12”", "warning")
        return Position(name, until)

    def status(self) -> str:
        """The status by its English word; one that is not known holds the story back as a draft."""
        value = self.value("Status") or "published"
        if value.lower() not in _SPELLED:
            what = f"不认识状态“{value}”，先按草稿处理"
            self.fault("Status", what, f"写{'、'.join(STATUSES.values())}之一")
        return _SPELLED.get(value.lower(), "draft")

    @property
    def draft(self) -> bool:
        """Whether the reporter calls it a draft; a status that nobody knows does not."""
        return self.value("Status").lower() in ("draft", STATUSES["draft"])

    def checked(self) -> tuple[str, ...]:
        """What an editor has looked at and lets pass: 照片, 隐私; any other word than 已核对 lets nothing pass."""
        passed = []
        for key in ("Photos", "Privacy"):
            value = self.value(key)
            if value in CHECKED:
                passed.append(key.lower())
            elif value:
                self.fault(key, f"“{value}”不是“{CHECKED[0]}”，不算数", f"看过了就写“{CHECKED[0]}”，没有看就删掉这一行")
        return tuple(passed)

    def cover(self) -> Photo | None:
        """The picture that stands for this piece elsewhere: 封面 where given, else the first picture."""
        reference = self.value("Cover")
        if not reference:
            return self.copy.photos[0] if self.copy.photos else None
        source = beside(self.folder, reference)
        if source is None:
            self.fault("Cover", f"封面“{reference}”不在内容文件夹里", "把图片放到稿件旁边，只写文件名")
            return None
        own = next((photo for photo in self.copy.photos if photo.source == source), None)
        return own or Photo(source=source, line=self.fields["Cover"].line)

    def attachments(self) -> tuple[Attachment, ...]:
        """Those of the body, then those of 附件 in the front matter that the body does not show."""
        found = list(self.copy.attachments)
        shown = {attachment.source for attachment in found}
        for reference in self.words("Attachments"):
            source = beside(self.folder, reference)
            if source is None:
                self.fault("Attachments", f"附件“{reference}”不在内容文件夹里", "把附件放到稿件旁边，只写文件名")
            elif source not in shown:
                shown.add(source)
                title = source.rpartition("/")[2].rpartition(".")[0]
                found.append(Attachment(source=source, title=title, line=self.fields["Attachments"].line))
        return tuple(found)

    def original_url(self) -> str:
        """The address a reprint comes from: http or https, else a Problem."""
        value = self.value("OriginalUrl")
        if value and not _ADDRESS.fullmatch(value):
            self.fault("OriginalUrl", f"原文网址“{value}”不完整", "写完整的网址，以 https:// 开头", "warning")
            return ""
        return value

    @property
    def folder(self) -> str:
        """The file's folder from the content folder."""
        return self.copy.path.removeprefix("content/").rpartition("/")[0]

    @property
    def failed(self) -> bool:
        """Whether something is missing without which there is no piece."""
        return any(problem.level == "error" for problem in self.problems)
