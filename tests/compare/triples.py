"""Random triples: a session, and two people's changes of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st

from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse
from jusou_tui.session.model.records import (
    Event,
    Meeting,
    Note,
    Participant,
    Presence,
    Session,
    Sheet,
    Todo,
    shallow_copy,
)
from session.samples import START, full_session, identity

LINES = ("庁内の用語\n", "窓口の話\n", "訪問先で\n", "持ち寄る\n")
TEXT = st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map("".join)
KINDS = st.sampled_from(["note", "decision", "question"])


def start_session() -> Session:
    """Return a session with several notes and something in every table."""
    found = full_session()
    for number in range(20, 24):
        at = START + timedelta(minutes=number)
        found.notes[identity(number)] = Note(at=at, text="".join(LINES), step="step1", activity="opening")
    return found


@st.composite
def changed(draw: st.DrawFn, base: Session, side: int) -> Session:
    """Return the session after some changes of one person; new records have ids of that side."""
    found = shallow_copy(base)
    for count in range(draw(st.integers(0, 6))):
        _change(draw, found, identity(1000 * side + count))
    return found


def _change(draw: st.DrawFn, found: Session, fresh: str) -> None:
    what = draw(st.integers(0, 10))
    note = draw(st.sampled_from(sorted(found.notes) or [fresh]))
    old = found.notes.get(note) or Note(at=START, text="新\n")
    todo = identity(7)
    sheet = found.sheets.get(identity(4)) or Sheet(at=START, worksheet="cases")
    if what == 0:
        found.notes[fresh] = Note(at=START, text=draw(TEXT), step="step1")
    elif what == 1:
        found.notes.pop(note, None)
    elif what == 2:
        found.notes[note] = old.model_copy(update={"text": draw(TEXT)})
    elif what == 3:
        found.notes[note] = old.model_copy(update={"kind": draw(KINDS), "rank": draw(st.integers(0, 2))})
    elif what == 4:
        cells = {**sheet.cells, draw(st.sampled_from(["a/b/c", "a/b/d", "a/b/e"])): draw(TEXT)}
        found.sheets[identity(4)] = sheet.model_copy(update={"cells": cells})
    elif what == 5:
        row = draw(st.sampled_from([identity(5), identity(6), fresh]))
        rows = {key: cells for key, cells in sheet.rows.items() if key != row}
        if draw(st.booleans()):
            rows[row] = {"who": draw(TEXT)}
        found.sheets[identity(4)] = sheet.model_copy(update={"rows": rows})
    elif what == 6:
        found.todos[todo] = Todo(at=START, what=draw(TEXT), done=draw(st.none() | st.just(START)))
    elif what == 7:
        found.events[fresh] = Event(at=START, step="step1", kind="pause")
        kind = draw(st.sampled_from(["arrived", "left"]))
        found.presence[fresh] = Presence(at=START, step="step1", participant=identity(1), kind=kind)
    elif what == 8:
        present = tuple(draw(st.sets(st.sampled_from([identity(1), identity(2), identity(9)]))))
        found.meetings["step1"] = found.meetings["step1"].model_copy(update={"present": present})
    elif what == 9:
        found.meetings["step1"] = Meeting(cases=draw(st.integers(1, 3)), minutes={"opening": 5})
    else:
        found.participants[fresh] = Participant(name=draw(st.sampled_from(["例野 一郎", "見本 花子"])))


@st.composite
def triples(draw: st.DrawFn) -> tuple[Session, Session, Session]:
    """Return a session, ours and theirs."""
    base = start_session()
    return base, draw(changed(base, 1)), draw(changed(base, 2))


def loaded(session: Session) -> Session:
    """Return the session as its file says it."""
    return parse(render(session), Path("joined.session.toml"))
