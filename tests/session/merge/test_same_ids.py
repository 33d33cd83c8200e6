"""Two records that both sides of a merge added under one id."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from jusou_tui.compare.merge import merge
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.merge.same_ids import separate_records
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.items import item_id
from jusou_tui.session.model.records import (
    Event,
    Insert,
    Meeting,
    Note,
    Participant,
    Presence,
    Session,
    Sheet,
    Todo,
    shallow_copy,
    table_of,
)
from session.samples import START, full_session, identity, session

LATER = START + timedelta(minutes=1)
AHEAD = encode(int((START + timedelta(minutes=3)).timestamp() * 1000), 1)


def start() -> Session:
    """Return a session whose newest event lies three minutes ahead of the clock."""
    event = Event(at=START + timedelta(minutes=3), step="step1", kind="start", activity="opening")
    return session(events={AHEAD: event})


def with_notes(base: Session, now: datetime, *texts: str) -> Session:
    """Return a copy of the session in which somebody wrote notes."""
    found = SessionBook(shallow_copy(base), lambda: now)
    for text in texts:
        found.notes.add(text, step="step1")
        found.events.add("pause", "step1", now)
    return found.session


def copies(table: str, one: Any, other: Any, base: Session | None = None) -> tuple[Session, Session, Session]:
    """Return a session and two copies, each with a record of one id."""
    base = full_session() if base is None else base
    sides = []
    for record in (one, other):
        side = shallow_copy(base)
        table_of(side, table)[identity(60)] = record
        sides.append(side)
    return base, sides[0], sides[1]


@pytest.mark.parametrize("skew", [0, 20])
def test_notes_and_events_of_two_copies_with_an_event_ahead_of_the_clock_are_all_kept(skew: int) -> None:
    base = start()
    ours = with_notes(base, START, "係1の一つめ", "係1の二つめ")
    theirs = with_notes(base, START - timedelta(seconds=skew), "係2の一つめ", "係2の二つめ")
    assert not ours.notes.keys() & theirs.notes.keys()
    for origin in (base, None):
        merged = merge(ours, theirs, origin)
        assert (len(merged.session.notes), len(merged.session.events), merged.conflicts) == (4, 5, 0)


def test_later_ids_of_a_copy_sort_behind_the_event_that_is_ahead_and_behind_one_another() -> None:
    found = with_notes(start(), START, *"一二三四五")
    made = [key for pair in zip(found.notes, list(found.events)[1:], strict=True) for key in pair]
    assert made == sorted(made)
    assert made[0] > AHEAD


@pytest.mark.parametrize(
    ("table", "one", "other"),
    [
        ("notes", Note(at=START, text="甲\n"), Note(at=LATER, text="乙\n")),
        ("notes", Note(at=START, text="甲\n"), Note(at=START, text="乙\n")),
        ("todos", Todo(at=START, what="甲"), Todo(at=LATER, what="甲")),
        ("events", Event(at=START, step="step1", kind="pause"), Event(at=LATER, step="step1", kind="pause")),
        ("sheets", Sheet(at=START, worksheet="cases", title="甲"), Sheet(at=LATER, worksheet="cases")),
        (
            "presence",
            Presence(at=START, kind="left", participant=identity(1), step="step1"),
            Presence(at=START, kind="left", participant=identity(2), step="step1"),
        ),
        ("participants", Participant(name="見本 一子"), Participant(name="見本 二郎")),
    ],
)
def test_both_records_of_one_id_that_had_no_common_state_are_kept(table: str, one: Any, other: Any) -> None:
    base, ours, theirs = copies(table, one, other)
    merged, swapped = merge(ours, theirs, base), merge(theirs, ours, base)
    new = {key: record for key, record in table_of(merged.session, table).items() if key >= identity(60)}
    assert sorted(map(repr, new.values())) == sorted(map(repr, [one, other]))
    assert merged.conflicts == 0
    assert table_of(merged.session, table) == table_of(swapped.session, table)
    again = merge(merged.session, theirs, base)
    assert table_of(again.session, table) == table_of(merged.session, table)


def test_what_names_a_record_that_got_another_id_follows_it() -> None:
    base = full_session()
    sides = []
    for name in ("見本 一子", "見本 二郎"):
        side = shallow_copy(base)
        side.participants[identity(60)] = Participant(name=name)
        note = Note(at=START, text=f"{name}の話\n", author=identity(60))
        side.notes[identity(61 if name.endswith("子") else 62)] = note
        sides.append(side)
    found = merge(sides[0], sides[1], base).session
    said = {
        found.participants[note.author].name
        for note in found.notes.values()
        if note.text.startswith("見本") and note.author
    }
    assert said == {"見本 一子", "見本 二郎"}


def test_rows_of_sheets_and_agendas_are_kept_too() -> None:
    base = full_session()
    sheet = next(iter(base.sheets))
    sides = []
    for text in ("甲", "乙"):
        side = shallow_copy(base)
        rows = {**side.sheets[sheet].rows, identity(60): {"who": text}}
        side.sheets[sheet] = side.sheets[sheet].model_copy(update={"rows": rows})
        inserts = {identity(61): Insert(title=text, minutes=5)}
        side.meetings["step2"] = Meeting(inserts=inserts)
        sides.append(side)
    merged = merge(sides[0], sides[1], base)
    assert {"甲", "乙"} <= {cells.get("who") for cells in merged.session.sheets[sheet].rows.values()}
    assert {row.title for row in merged.session.meetings["step2"].inserts.values()} == {"甲", "乙"}
    assert merged.conflicts == 0


def test_what_has_one_id_because_it_stands_for_one_thing_unites() -> None:
    base = full_session()
    item = f"handed-cases-{identity(1)}"
    key = item_id(base, "step1", item)
    sides = []
    for done in (START, None):
        side = shallow_copy(base)
        side.todos[key] = Todo(at=START if done else LATER, what="甲" if done else "乙", item=item, done=done)
        sides.append(side)
    found = merge(sides[0], sides[1], base).session.todos
    assert [one.done for one in found.values() if one.item == item] == [START]


def test_what_a_copy_added_behind_stays_behind() -> None:
    base = start()
    ours, theirs = shallow_copy(base), shallow_copy(base)
    for number, at in ((2, START), (3, LATER)):
        key = f"{AHEAD[:-1]}{number}"
        ours.events[key] = Event(at=at, step="step1", kind="pause")
        theirs.events[key] = Event(at=at + timedelta(seconds=1), step="step1", kind="pause")
    behind = f"{AHEAD[:-1]}4"
    ours.events[behind] = Event(at=LATER, step="step1", kind="resume", target=f"{AHEAD[:-1]}3")
    for one, other in ((ours, theirs), (theirs, ours)):
        kept = separate_records(base, one, other)
        side = next(found for found in kept if any(event.kind == "resume" for event in found.events.values()))
        event = next(event for event in side.events.values() if event.kind == "resume")
        assert [event.kind for event in side.events.values()] == ["start", "pause", "pause", "resume"]
        assert list(side.events) == sorted(side.events)
        assert event.target == list(side.events)[2]


def test_the_side_that_is_being_written_keeps_its_ids() -> None:
    base, ours, theirs = copies("notes", Note(at=START, text="甲\n"), Note(at=LATER, text="乙\n"))
    for mine, others in ((ours, theirs), (theirs, ours)):
        assert separate_records(base, mine, others, keep_ours=True)[0] is mine
