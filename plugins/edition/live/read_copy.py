"""The copy of a resident edition: every file as it was last read, and read again when it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...incremental.file_digests import State, state_of
from ...newsroom.copy import Copy
from ...newsroom.edition import Edition
from ...newsroom.problem import Problem
from ...newsroom.story import Base, Piece
from ..session import Session
from ..take_in.copy_files import Source, scan, source_of
from ..take_in.intake import Progress, Typist, names_of
from ..take_in.stories import Typed, base_from

# More files than this at once (a checkout, a folder copied in): what has changed is looked for, not listened to.
CROWD = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One file: its state on disk when it was read, and what it says: of a story, a story."""

    source: Source
    state: State
    read: Typed | Copy | tuple[Problem, ...]

    @property
    def said(self) -> Copy | Piece | None:
        """What shows and offers files, None where the file is none."""
        found = self.read.story if isinstance(self.read, Typed) else self.read
        return None if isinstance(found, tuple) else found


class LiveCopy:
    """All rows, by the file's path from the site's root. `edition` says where copy lies and by which tables it is
    typed; it may be exchanged for another of the same site."""

    def __init__(self, session: Session, edition: Edition, progress: Progress) -> None:
        """Read everything, by way of the store."""
        self.session, self.edition = session, edition
        self.rows: dict[str, Row] = {}
        self.bases: list[Base] = []
        self.odd: list[Problem] = []  # what lies in the content folder and is passed over
        self.read_all(progress)

    def read_all(self, progress: Progress | None = None) -> None:
        """Read and type everything that is not kept in the store as it now is."""
        sources, self.odd = scan(self.edition.content)
        states = {source.path: _state(source.file) for source in sources}
        self.session.open()
        intake = self.session.take_in()
        few = [source for source in sources if source.kind != "story"]
        stories = [source for source in sources if source.kind == "story"]
        self.rows = {}
        for source, read in zip(few, intake.few(few, self._typist(), self.session.reader), strict=True):
            self._put(source, states[source.path], read if isinstance(read, Copy) else tuple(read))
        self.bases = self._bases()
        typed = intake.stories(stories, self._typist(), self.session.reader, progress)
        for source, story in zip(stories, typed, strict=True):
            self._put(source, states[source.path], story)
        self.session.scan.save()
        self.session.store.commit()

    def _typist(self) -> Typist:
        edition = self.edition
        assert edition.now.tzinfo
        return Typist(self.session.markdown, edition.gazetteer, self.bases, edition.now.tzinfo, self.session.shelf)

    def _put(self, source: Source, state: State | None, read: Typed | Copy | tuple[Problem, ...]) -> None:
        self.rows[source.path] = Row(source, state or (0, 0, 0, 0), read)

    def _bases(self) -> list[Base]:
        zone = self.edition.now.tzinfo
        assert zone
        filed = [row.read for _, row in sorted(self.rows.items()) if row.source.kind == "base"]
        made = [base_from(read, self.edition.gazetteer, zone)[0] for read in filed if isinstance(read, Copy)]
        return [base for base in made if base]

    def name(self, file: Path) -> str:
        """The path of a file from the site's root, as problems tell it; "" for one outside the content folder."""
        content = self.edition.content
        return f"content/{file.relative_to(content).as_posix()}" if file.is_relative_to(content) else ""

    def saved(self, files: set[Path]) -> set[str]:
        """Read what was saved; the paths of all copy that is to be made anew, gone ones among them."""
        content = self.edition.content
        found = {self.name(file): source_of(file, content) for file in files}
        if None in found.values() or len(files) > CROWD:  # something came or went that is no copy, or may hold some
            sources, self.odd = scan(content)
            found = {source.path: source for source in sources}
            moved = {path for path, source in found.items() if source and self._moved(source)}
            changed = moved | self.rows.keys() - found.keys()
        else:
            changed = set(found)
        names = names_of(self.bases)
        typist = self._typist()
        for path in changed:
            self._read(path, found.get(path), typist)
        self.bases = self._bases()
        if names_of(self.bases) != names:
            self.read_all()
            changed |= {path for path, row in self.rows.items() if row.source.kind == "story"}
        others = {self.name(file).removeprefix("content/") for file in files} - {
            path.removeprefix("content/") for path in changed
        }
        return changed | (self._users(others) if others else set())

    def _moved(self, source: Source) -> bool:
        row = self.rows.get(source.path)
        return row is None or row.state != _state(source.file)

    def _read(self, path: str, source: Source | None, typist: Typist) -> None:
        state = _state(source.file) if source else None
        if source is None or state is None:
            self.rows.pop(path, None)
            return
        read = (self.session.reader or typist.read)(source)
        typed = typist.type(read) if source.kind == "story" else read if isinstance(read, Copy) else tuple(read)
        self._put(source, state, typed)

    def _users(self, names: set[str]) -> set[str]:
        """The copy that shows or offers one of these files, a folder that one lies in, or what lies in one of them."""
        folders = {name.rpartition("/")[0] for name in names}
        inside = tuple(f"{name}/" for name in names)
        users = set()
        for path, row in self.rows.items():
            used = sources_of(row.said) if row.said else set()
            if used & names or used & folders or any(source.startswith(inside) for source in used):
                users.add(path)
        return users


def sources_of(piece: Copy | Piece) -> set[str]:
    """The content paths of the files that a piece shows, offers or leads to."""
    photos = [*piece.photos, *(film.poster for film in piece.videos if film.poster)]
    cover = None if isinstance(piece, Copy) else piece.cover
    sources = {photo.source for photo in (*photos, *([cover] if cover else []))}
    sources |= {film.source for film in piece.videos} | {attachment.source for attachment in piece.attachments}
    return sources | {target.partition("#")[0] for target in piece.body.links}


def _state(file: Path) -> State | None:
    """None where the file has just gone."""
    try:
        return state_of(file)
    except OSError:
        return None
