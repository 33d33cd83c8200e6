"""What is most likely a mistake in a session's file although it can be read: each at its line, in words.

Nothing that may be private is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from jusou_tui.errors import Phrase
from jusou_tui.session.format.headers import LostHeader, lost_headers
from jusou_tui.session.format.mistakes import shown_part
from jusou_tui.session.model.privacy import may_be_quoted
from jusou_tui.session.model.records import META, VIEW, Session, entries
from jusou_tui.session.programme.run_steps import step_of
from jusou_tui.text.nearest import nearest
from jusou_tui.text.terminal import clean_line
from jusou_tui.toml import reader
from jusou_tui.toml.positions import KeyPath, find_positions
from jusou_tui.toml.wanted import PRIVATE, shown

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Curriculum

_SIMILAR = 0.8
"""From this similarity on (0 to 1) an unknown key is taken for a known one that was misspelt."""
_MARKS = re.compile(r"^(?:<{7}|>{7})(?: .*)?$")


@dataclass(frozen=True)
class Doubt:
    """What is probably wrong, and on which line, counted from 1."""

    line: int
    message_id: str
    facts: Mapping[str, object] = field(default_factory=dict)


class _Found(NamedTuple):
    place: KeyPath
    message_id: str
    facts: dict[str, object]


def doubts(text: str, session: Session, curriculum: Curriculum | None) -> list[Doubt]:
    """Return what is doubtful in the file `text`, which could be read as `session`, in the order of the file.

    Without its curriculum it is not known which steps and activities there are.
    """
    lost = lost_headers(text, session)
    found = [*_misspelt(session, {one.place[:-1] for one in lost}), *_authors(session), *_ends(session)]
    if curriculum is not None:
        found += _unknown_places(session, curriculum)
    listed = [Doubt(line, "toml.merge_marks") for line in _marked(text)]
    listed += [_without_header(one) for one in lost]
    if found:
        places = [one.place for one in found]
        document, positions = reader.loads(text), find_positions(text, places)
        for place, message_id, facts in found:
            said = {name: _quoted(value, place, document) for name, value in facts.items()}
            listed.append(Doubt(positions.key(place)[0], message_id, said))
    return sorted(listed, key=lambda doubt: doubt.line)


def line_of(text: str, place: KeyPath) -> int:
    """Return the line of a key in a file that could be read."""
    return find_positions(text, [place]).key(place)[0]


def _quoted(value: object, place: KeyPath, document: object) -> str | Phrase:
    """Return a fact as a message shows it; the value of a record only where it may be quoted."""
    if isinstance(value, _Key):
        return clean_line(shown_part(str(value), place))
    return shown(str(value)) if may_be_quoted(place, document) else PRIVATE


class _Key(str):
    """The name of a key, which is shown by other rules than a value."""

    __slots__ = ()


def _marked(text: str) -> Iterator[int]:
    """Yield where marks of a merge begin. In a file that can be read they stand in a text."""
    open_at = 0
    for number, line in enumerate(text.splitlines(), 1):
        if _MARKS.match(line):
            if line[0] == "<" or not open_at:
                yield number
            open_at = number if line[0] == "<" else 0


def _without_header(lost: LostHeader) -> Doubt:
    facts: dict[str, object] = {"found": str(lost.place[-1]), "header": lost.header}
    return Doubt(lost.line, "session.doubt_header", facts)


def _misspelt(session: Session, mixed: Collection[KeyPath]) -> Iterator[_Found]:
    """Yield the keys that are probably misspelt; of records in `mixed` unknown ones are another record's."""
    records: list[tuple[KeyPath, BaseModel]] = [((), session)]
    for (table, identifier), entry in entries(session).items():
        if isinstance(entry, BaseModel):
            place: KeyPath = (table,) if (table, identifier) in {META, VIEW} else (table, identifier)
            if place not in mixed:
                records.append((place, entry))
    for place, record in records:
        known = {one.alias or name for name, one in type(record).model_fields.items()}
        for name in record.model_extra or {}:
            meant = nearest(name, known, cutoff=_SIMILAR)
            if meant is not None:
                yield _Found((*place, name), "session.doubt_key", {"found": _Key(name), "meant": _Key(meant)})


def _authors(session: Session) -> Iterator[_Found]:
    """Yield the first entry of each author who is nobody's id."""
    seen = set(session.participants)
    for table, records in (("notes", session.notes), ("todos", session.todos)):
        for identifier, entry in records.items():
            if entry.author is not None and entry.author not in seen:
                seen.add(entry.author)
                yield _Found((table, identifier, "author"), "session.doubt_author", {})


def _ends(session: Session) -> Iterator[_Found]:
    for step, meeting in session.meetings.items():
        if (
            meeting.start is not None
            and meeting.booked_end is not None
            and meeting.booked_end < meeting.start
        ):
            yield _Found(("meetings", step, "booked_end"), "session.doubt_end", {})


_NOT_THERE = {"step": "session.doubt_step", "activity": "session.doubt_activity"}


def _unknown_places(session: Session, curriculum: Curriculum) -> Iterator[_Found]:
    """Yield the first record of each step and activity that neither the curriculum nor the run's plan has."""
    activities = {activity.id for step in curriculum.steps for activity in step.activities}
    activities |= {name for meeting in session.meetings.values() for name in meeting.inserts}
    named: dict[tuple[str, str], KeyPath] = {}
    for step in session.meetings:
        named.setdefault(("step", step), ("meetings", step))
    for table, records in (("events", session.events), ("notes", session.notes), ("todos", session.todos)):
        for identifier, entry in records.items():
            for kind, name in (("step", entry.step), ("activity", entry.activity)):
                if name is not None:
                    named.setdefault((kind, name), (table, identifier, kind))
    for (kind, name), place in named.items():
        there = name in activities if kind == "activity" else step_of(curriculum, name) is not None
        if not there:
            yield _Found(place, _NOT_THERE[kind], {"found": name})
