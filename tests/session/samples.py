"""Sessions to test with: builders, strategies, a file system with faults, a worker that waits to be told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.model.ids import encode, new_id
from jusou_tui.session.model.records import (
    Draft,
    Event,
    Insert,
    Meeting,
    Meta,
    Note,
    Participant,
    Presence,
    Session,
    Sheet,
    Todo,
    View,
)

JST = timezone(timedelta(hours=9))
START = datetime(2026, 12, 10, 13, 30, 2, 120000, JST)


def identity(number: int) -> str:
    """Return an id that is the same in every run."""
    return encode(int(START.timestamp() * 1000), number)


def meta(**changes: Any) -> Meta:
    """Return a run's head."""
    given = {
        "id": identity(0),
        "title": "2026年度 第1回",
        "organisation": "見本市",
        "created": START,
        "curriculum": "team-building",
        "curriculum_version": "1.0",
        "curriculum_digest": "sha256:00",
    }
    return Meta(**(given | changes))


def session(**tables: Any) -> Session:
    """Return a session with the given tables."""
    return Session(**({"session": meta()} | tables))


def full_session() -> Session:
    """Return a session with something in every table."""
    someone = identity(1)
    return session(
        participants={someone: Participant(name="例野 一郎", affiliation="見本課", role="scribe")},
        meetings={
            "step1": Meeting(
                date=date(2026, 12, 10),
                start=START,
                cases=2,
                present=(someone,),
                minutes={"opening": 20},
                inserts={"break-1": Insert(title="休憩", minutes=10, after="opening")},
            )
        },
        events={identity(2): Event(at=START, step="step1", kind="start", activity="opening")},
        notes={identity(3): Note(at=START, text='[notes.x]\n"""と\\の話\n', step="step1", author=someone)},
        sheets={
            identity(4): Sheet(
                at=START,
                worksheet="cases",
                cells={"a/b/c": "一行目\n二行目\n", "a/b/d": "短い"},
                rows={identity(5): {"who": "見本 花子"}, identity(6): {}},
            )
        },
        todos={identity(7): Todo(at=START, what="用語集を作る\n", owner="事務局", due=date(2027, 1, 8))},
        drafts={"note": Draft(at=START, text="書きかけ\nの文")},
        view=View(screen="run", step="step1", activity="opening", seen=START),
        presence={
            identity(8): Presence(at=START, step="step1", participant=someone, kind="left"),
            identity(9): Presence(at=START, step="step1", participant=someone, kind="arrived"),
        },
        conflicts={identity(3): {"table": "notes", "fields": {"text": {"ours": "a\n", "theirs": "b\n"}}}},
        later_table={"key": [1, {"a": "b"}], "sub": {"x": "y"}},
        later_value=[1.5, "x"],
        end={},
    )


class Clock:
    """The present, moved by hand."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """Return the present."""
        return self.at

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)


def book(given: Session | None = None, clock: Clock | None = None) -> SessionBook:
    """Return an open book."""
    return SessionBook(given or session(), clock or Clock())


class HandWorker:
    """Saves when a test says so."""

    def __init__(self, work: Callable[[], float]) -> None:
        self.work = work
        self.pokes = 0

    def poke(self) -> None:
        """Count."""
        self.pokes += 1

    def stop(self) -> None:
        """Nothing runs."""


class FaultyFileSystem(RealFileSystem):
    """A real file system on which chosen operations fail, `under` a folder, as long as `faults` says so."""

    def __init__(self, under: Path) -> None:
        self.under = under.resolve()
        self.faults: dict[str, int] = {}
        self.winerror: int | None = None
        self.most_written = 1 << 30
        self.calls: list[str] = []
        self._paths: dict[int, Path] = {}

    def _pass(self, operation: str, path: Path) -> None:
        if not path.is_relative_to(self.under):
            return
        self.calls.append(operation)
        if number := self.faults.get(operation):
            error = OSError(number, os.strerror(number))
            if self.winerror is not None:
                error.winerror = self.winerror  # type: ignore[attr-defined]  # Windows has it
            raise error

    def create(self, path: Path) -> int:
        """Create, or fail."""
        self._pass("create", path)
        descriptor = super().create(path)
        self._paths[descriptor] = path
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write a part, or fail."""
        self._pass("write", self._paths[descriptor])
        return super().write(descriptor, data[: self.most_written])

    def sync(self, descriptor: int) -> None:
        """Sync, or fail."""
        self._pass("sync", self._paths[descriptor])
        super().sync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Rename, or fail."""
        self._pass("replace", target)
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        """Note it."""
        self._pass("sync_folder", folder)
        super().sync_folder(folder)


FULL = errno.ENOSPC
BROKEN = errno.EIO

_TIMES = st.datetimes(datetime.fromisoformat("2001-01-01"), datetime.fromisoformat("2099-01-01")).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=JST)
)
_LINES = st.text(
    st.sampled_from("あ振り返り漢字ｶﾅ😀𠮷aZ09 \"'\\[]#=.{}\n\n")
    | st.characters(exclude_categories=("C", "Z", "M")),
    max_size=60,
)
_BLOCKS = _LINES.map(lambda text: text.rstrip("\n") + "\n") | st.sampled_from(
    ['"""\n', "\\\n", '""""""\n', "\n\n", "[end]\n", "[notes.01]\n", "'''\n", "a." * 100 + "\n"]
)
_IDS = st.integers(0, 1 << 79).map(lambda bits: new_id(START)[:10] + encode(0, bits)[10:])
_KEYS = st.text("abc-_ /.\"'あ", min_size=1, max_size=8)
_VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False)
    | _LINES
    | _TIMES
    | st.dates()
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=6,
)
_UNKNOWN = st.dictionaries(st.sampled_from(["later", "x y", "日"]), _VALUES, max_size=2)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """Return any note, with keys that this program does not know."""
    return Note(
        at=draw(_TIMES),
        kind=draw(st.sampled_from(["note", "decision", "question"])),
        text=draw(_BLOCKS),
        step=draw(st.none() | st.just("step1")),
        private=draw(st.booleans()),
        rank=draw(st.integers(0, 3)),
        **draw(_UNKNOWN),
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Return any session."""
    events = st.builds(
        Event,
        at=_TIMES,
        step=_KEYS,
        kind=st.sampled_from(["start", "pause"]),
        seconds=st.none() | st.floats(0, 9),
    )
    sheets = st.builds(
        Sheet,
        at=_TIMES,
        worksheet=_KEYS,
        cells=st.dictionaries(_KEYS, _LINES, max_size=3),
        rows=st.dictionaries(_IDS, st.dictionaries(_KEYS, _LINES, max_size=2), max_size=2),
    )
    meetings = st.builds(
        Meeting,
        start=st.none() | _TIMES,
        present=st.none() | st.lists(_IDS, max_size=2).map(tuple),
        minutes=st.dictionaries(_KEYS, st.integers(0, 99), max_size=2),
        pins=st.dictionaries(_KEYS, _TIMES, max_size=2),
    )
    people = st.builds(Participant, name=_LINES, rank=st.integers(-1, 2))
    todos = st.builds(Todo, at=_TIMES, what=_BLOCKS, due=st.none() | st.dates(), owner=_LINES)
    return Session(
        session=meta(title=draw(_LINES), created=draw(_TIMES)),
        participants=draw(st.dictionaries(_IDS, people, max_size=2)),
        meetings=draw(st.dictionaries(_KEYS, meetings, max_size=2)),
        events=draw(st.dictionaries(_IDS, events, max_size=3)),
        notes=draw(st.dictionaries(_IDS, notes(), max_size=4)),
        sheets=draw(st.dictionaries(_IDS, sheets, max_size=2)),
        todos=draw(st.dictionaries(_IDS, todos, max_size=2)),
        drafts=draw(st.dictionaries(_KEYS, st.builds(Draft, at=_TIMES, text=_LINES), max_size=2)),
        view=View(step=draw(st.none() | _KEYS), seen=draw(st.none() | _TIMES)),
        **draw(_UNKNOWN),
    )


NOTES = notes()
SESSIONS = sessions()
"""One object each for all tests, so that they share their examples."""
UTC_START = START.astimezone(UTC)
