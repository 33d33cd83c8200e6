"""Seat numbers: given once, never to anybody else, whatever is undone, joined or merged."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse
from jusou_tui.session.merge import three_way
from jusou_tui.session.model import seats
from jusou_tui.session.model.records import Meeting, Participant, entries
from session.samples import book, identity, session

ONE, TWO, THREE, FOUR = (identity(number) for number in (1, 2, 3, 4))
SEATS = st.dictionaries(st.sampled_from((ONE, TWO, THREE, FOUR)), st.integers(1, 5)).filter(
    lambda found: len({*found.values()}) == len(found)
)


def test_who_comes_later_gets_the_next_number() -> None:
    first = seats.given({}, (TWO, ONE))
    assert first == {TWO: 1, ONE: 2}
    assert seats.given(first, (THREE, ONE)) == {TWO: 1, ONE: 2, THREE: 3}


def test_a_number_of_somebody_who_is_gone_is_not_given_again() -> None:
    team = {key: Participant(name=f"例野 {key[-1]}") for key in (ONE, TWO)}
    kept = book(session(participants=team))
    kept.meetings.give_seats("step1", (ONE, TWO))
    kept.people.remove(TWO)
    kept.meetings.give_seats("step1", (ONE, THREE))
    assert kept.session.meetings["step1"].seats == {ONE: 1, TWO: 2, THREE: 3}


def test_undo_and_redo_leave_seats_alone() -> None:
    kept = book(session())
    kept.meetings.set("step1", cases=2)
    kept.meetings.give_seats("step1", (ONE, TWO))
    kept.meetings.set("step1", cases=3)
    kept.undo()
    kept.undo()
    assert kept.session.meetings["step1"] == Meeting(seats={ONE: 1, TWO: 2})
    kept.redo()
    assert kept.session.meetings["step1"] == Meeting(cases=2, seats={ONE: 1, TWO: 2})
    with kept.together("session.change_meeting"):
        kept.meetings.set("step1", cases=4)
        kept.meetings.give_seats("step1", (THREE,))
        kept.meetings.set("step1", cases=5)
    kept.undo()
    assert kept.session.meetings["step1"] == Meeting(cases=2, seats={ONE: 1, TWO: 2, THREE: 3})


def test_two_records_of_a_person_made_one_keep_one_of_the_two_numbers() -> None:
    team = {ONE: Participant(name="例野 一郎"), TWO: Participant(name="例野 イチロー")}
    kept = book(session(participants=team, meetings={"step1": Meeting(seats={ONE: 1, TWO: 2, THREE: 3})}))
    kept.people.unite(ONE, TWO)
    assert kept.session.meetings["step1"].seats == {ONE: 2, THREE: 3}
    kept.undo()
    assert kept.session.meetings["step1"].seats == {ONE: 1, TWO: 2, THREE: 3}


def test_a_merge_gives_no_number_to_two_people_and_asks_nothing() -> None:
    base = session(meetings={"step1": Meeting(seats={ONE: 1})})
    ours = session(meetings={"step1": Meeting(seats={ONE: 1, FOUR: 2}, cases=2)})
    theirs = session(meetings={"step1": Meeting(seats={ONE: 1, THREE: 2}, lunch=50)})
    for known in (base, None):
        old = None if known is None else entries(known)
        for mine, other in ((ours, theirs), (theirs, ours)):
            union = three_way.union(old, entries(mine), entries(other))
            merged = union.changes["meetings", "step1"]
            assert isinstance(merged, Meeting)
            assert merged.seats == {ONE: 1, THREE: 2, FOUR: 3}
            assert not any("seats" in path for paths in union.conflicts.values() for path in paths)


def test_an_older_state_takes_no_seat_away() -> None:
    old = Meeting(seats={ONE: 1, TWO: 2})
    merged, _ = three_way.merge_entry(old, old, Meeting(cases=2))
    assert merged == Meeting(seats={ONE: 1, TWO: 2}, cases=2)


@given(ours=SEATS, theirs=SEATS)
@settings(max_examples=60)
def test_any_two_copies_unite_alike_from_both_sides(ours: dict[str, int], theirs: dict[str, int]) -> None:
    found = seats.joined({}, ours, theirs)
    assert found == seats.joined({}, theirs, ours)
    assert found.keys() == ours.keys() | theirs.keys()
    assert len({*found.values()}) == len(found)
    assert seats.joined({}, found, found) == found


def test_the_file_keeps_seats_place_and_what_the_screen_shows() -> None:
    kept = book(session(participants={ONE: Participant(name="例野 一郎")}))
    kept.meetings.set("step1", place="見本市民会館 大会議室")
    kept.meetings.give_seats("step1", (ONE,))
    note = kept.notes.add("来月もう一度", kind="decision")
    kept.notes.edit(note, public=True)
    kept.set_audience(curtain=True, message="14:20 に再開します", enlarge=1)
    data = render(kept.session)
    for line in (b'place = "', b"public = true", b"[view.audience]\ncurtain = true"):
        assert line in data
    read = parse(data, Path("x"))
    assert read == kept.session
    assert render(read) == data


def test_a_new_session_says_nothing_of_the_screen() -> None:
    assert b"audience" not in render(session())
    assert not session().view.audience.names
