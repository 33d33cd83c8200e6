"""The sessions of a folder: enough of each to choose one, without reading every note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from jusou_tui.errors import SessionFileError
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.format import read
from jusou_tui.session.format.filesystem import RealFileSystem, Stamp, written_at
from jusou_tui.session.format.read import split_head
from jusou_tui.session.model.events import effective_events
from jusou_tui.session.model.queries import rehearsal_speed
from jusou_tui.session.model.records import Event, Session
from jusou_tui.session.programme.attendance import current_members
from jusou_tui.session.programme.days import PlannedOrHeld, dated_steps
from jusou_tui.session.storage.copies import session_files
from jusou_tui.text.file_names import slug, unused_path

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum

_SMALL = 4_000
"""Bytes below which a file is read whole."""

# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
_ENTRIES = rb"(?m)^\[(notes|sheets|todos)\.[0-9A-Z]{26}\]$|^(done) = [0-9]{4}-[0-9-]{5}T[0-9:.+-]+$"
_CONFLICTS = b"[conflicts"
_OF_CONFLICTS = rb"(?ms)^\[conflicts\b.*?(?=^\[(?!conflicts\b)|\Z)"
_TURNS = rb'(?m)^[0-9A-Z]{26} = \{ [^\n]*\bkind = "(?:segment|next_turn|later|absent)"[^\n]* \}\n'
"""Events within activities: most of a file's, and a list shows nothing of them."""
_VIEW = rb'(?m)^\[view\]\n(?:[a-z_]+ = (?!""")[^\n]*\n)*'


class Summary(NamedTuple):
    """What a list shows of one session file. Where `problem` is set, nothing else but the path is known.

    `step` and `activity`: the current ones. `finished_steps`: the meetings that were finished.
    `sheets`: blank ones included until `with_sheets` has read them.
    `participants`: how many belong to the team today. `finished`: the run was closed. `changed`: when the
    file was written last. `speed`: a rehearsal's. `days`: when its steps are or were. `copies`: other files
    of the same session. `conflicts`: how many of its fields somebody has to decide on.
    """

    path: Path
    changed: datetime
    session_id: str = ""
    title: str = ""
    organisation: str = ""
    curriculum: str = ""
    curriculum_path: str | None = None
    variant: str = ""
    created: datetime | None = None
    step: str | None = None
    activity: str | None = None
    finished_steps: frozenset[str] = frozenset()
    participants: int = 0
    notes: int = 0
    sheets: int = 0
    todos: int = 0
    todos_done: int = 0
    finished: bool = False
    demo: bool = False
    rehearsal: bool = False
    speed: float | None = None
    days: tuple[PlannedOrHeld, ...] = ()
    copies: tuple[Path, ...] = ()
    conflicts: int = 0
    problem: SessionFileError | None = None


Known = dict[Path, tuple[Stamp, date, Summary]]
"""Summaries by file, with the file's stamp and the day on which they were true."""


def list_sessions(folder: Path, today: date) -> list[Summary]:
    """Return the sessions in a folder and below it, the last changed first; copies stand with their session.

    A folder that is not there has none. `today`: the day on which members are counted.
    """
    return joined(each_session(folder, today))


def each_session(folder: Path, today: date, known: Known | None = None) -> Iterator[Summary]:
    """Yield the sessions of a folder one by one as they are read, the last changed file first.

    A file is not read again whose stamp is that in `known`, where what is read is put; see `joined`.
    """
    for files in session_files(folder):
        yield _known(files.path, today, known)._replace(copies=files.copies)


def joined(summaries: Iterable[Summary]) -> list[Summary]:
    """Return sessions, the last changed first; of one that comes twice the further files are copies."""
    found: dict[str, Summary] = {}
    for one in summaries:
        key = one.session_id or str(one.path)
        if key in found:  # its id stands further down in the file
            found[key] = found[key]._replace(copies=(*found[key].copies, one.path))
        else:
            found[key] = one
    return sorted(found.values(), key=lambda one: (one.changed, one.path), reverse=True)


def _stamp(path: Path) -> Stamp:
    """Return a file's stamp, one that no file has where it cannot be had."""
    try:
        return RealFileSystem().stamp(path)
    except OSError:
        return 0, -1, 0


def _known(path: Path, today: date, known: Known | None) -> Summary:
    stamp = _stamp(path)
    before = known.get(path) if known is not None else None
    if before is not None and before[:2] == (stamp, today):
        return before[2]
    one = summarise(path, today)
    if known is not None and one.problem is None:
        known[path] = stamp, today, one
    return one


def newest_unfinished(folder: Path, today: date) -> Summary | None:
    """Return the last changed session that is neither closed nor an example nor a rehearsal.

    One that cannot be read is returned too, with its problem: it may hold the latest work.
    """
    return next(
        (one for one in list_sessions(folder, today) if not (one.finished or one.demo or one.rehearsal)), None
    )


def new_path(folder: Path, title: str, now: datetime) -> Path:
    """Return a free path for a new session: its title as a file name, the day where there is no title."""
    named = title if title.strip() else now.strftime("%Y-%m-%d")
    return unused_path(folder / f"{slug(named)}{SESSION_ENDING}")


def summarise(path: Path, today: date) -> Summary:
    """Return the summary of one file; a file that cannot be read has a problem in it.

    `today`: the day on which members are counted.
    """
    changed = datetime.fromtimestamp(0, UTC)
    try:
        with suppress(OSError):
            changed = written_at(path)
        data = read.load(path)
        return _quick(path, changed, data, today) or _whole(path, changed, data, today)
    except SessionFileError as error:
        return Summary(path, changed, problem=error)


def conflict_count(path: Path) -> int:
    """Return how many fields of a session's file somebody has to decide on; 0 where it cannot be read."""
    try:
        data = read.load(path)
        return _conflicts(read.parse(data, path)) if _CONFLICTS in data else 0
    except SessionFileError:
        return 0


def _conflicts(session: Session) -> int:
    if not session.conflicts:
        return 0
    from jusou_tui.session.book.restore import open_questions  # which few sessions need

    return len(open_questions(session))


def with_sheets(summaries: Iterable[Summary]) -> Iterator[Summary]:
    """Yield summaries whose counts need the curriculum; for this sessions with sheets are read whole.

    Rows of sheets count among the ToDos, and sheets that nobody wrote in do not count.
    """
    from jusou_tui.session.programme.blank_sheets import written_sheets
    from jusou_tui.session.programme.todos import todos_of

    known: dict[tuple[str, str | None], Curriculum | None] = {}
    for one in summaries:
        if one.problem is not None or not one.sheets:
            yield one
            continue
        try:
            session = read.read(one.path)
        except SessionFileError:  # it was readable a moment ago
            yield one
            continue
        key = one.curriculum, one.curriculum_path
        if key not in known:
            known[key] = curriculum_of(session, one.path)
        todos = todos_of(session, known[key])
        done = sum(todo.done is not None for _, todo in todos)
        sheets = len(written_sheets(session.sheets, known[key]))
        yield one._replace(sheets=sheets, todos=len(todos), todos_done=done)


def _whole(path: Path, changed: datetime, data: bytes, today: date) -> Summary:
    session = read.parse(data, path)
    counts = {
        "notes": len(session.notes),
        "sheets": len(session.sheets),
        "todos": len(session.todos),
        "done": sum(todo.done is not None for todo in session.todos.values()),
    }
    return _summary(path, changed, session, counts, today)


def _quick(path: Path, changed: datetime, data: bytes, today: date) -> Summary | None:
    """Read the top of the file only and count the rest. None where that is not safe to do."""
    parts = None if len(data) < _SMALL else split_head(data)
    if parts is None:
        return None
    head, rest = parts
    view = re.findall(_VIEW, rest)
    kept = [*view[-1:], *(re.findall(_OF_CONFLICTS, rest) if _CONFLICTS in rest else ())]
    text = b"".join([re.sub(_TURNS, b"", head), *kept]).decode(errors="replace") + "[end]\n"
    try:
        session = read.parse(text.encode(), path)
    except SessionFileError:
        return None
    counts = {"notes": 0, "sheets": 0, "todos": 0, "done": 0}
    for table, done in cast("list[tuple[bytes, bytes]]", re.findall(_ENTRIES, rest)):
        counts[(table or done).decode()] += 1
    return _summary(path, changed, session, counts, today)


def _summary(
    path: Path, changed: datetime, session: Session, counts: Mapping[str, int], today: date
) -> Summary:
    meta, happened = session.session, effective_events(session.events)
    last = happened[-1][1] if happened else None
    ended = {event.step for _, event in happened if event.kind == "finish"}
    return Summary(
        path=path,
        changed=changed,
        session_id=meta.id,
        title=meta.title,
        organisation=meta.organisation,
        curriculum=meta.curriculum,
        curriculum_path=meta.curriculum_path,
        variant=meta.variant,
        created=meta.created,
        step=session.view.step or (last.step if last else None),
        activity=_activity(session, [event for _, event in happened]),
        finished_steps=frozenset(ended),
        participants=len(current_members(session, today)),
        notes=counts["notes"],
        sheets=counts["sheets"],
        todos=counts["todos"],
        todos_done=counts["done"],
        finished=meta.closed is not None,
        demo=meta.demo,
        rehearsal=meta.rehearsal,
        speed=rehearsal_speed(meta),
        days=dated_steps(session),
        conflicts=_conflicts(session),
    )


def _activity(session: Session, happened: Sequence[Event]) -> str | None:
    """Return the activity of the curriculum that began last; None in a break that was put in."""
    last = next((event for event in reversed(happened) if event.kind == "start"), None)
    if last is None:
        return None
    meeting = session.meetings.get(last.step)
    insert = meeting.inserts.get(last.activity or "") if meeting else None
    return last.activity if insert is None else insert.of
