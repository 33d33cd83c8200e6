"""Two copies joined: nothing lost, whatever was done to them."""

from __future__ import annotations

import pytest

from compare.triples import LINES, loaded, start_session, triples
from drawn import holds_for
from jusou_tui.compare.diff import diff
from jusou_tui.compare.merge import merge, merge_all
from jusou_tui.errors import InputError
from jusou_tui.session.merge.same_people import unite_people
from jusou_tui.session.model.records import (
    KEYED,
    Meeting,
    Note,
    Participant,
    Presence,
    Session,
    View,
    entries,
    shallow_copy,
    table_of,
)
from session.samples import START, identity, meta

Triple = tuple[Session, Session, Session]
TRIPLES = triples()


def with_text(text: str) -> Session:
    found = start_session()
    found.notes[identity(20)] = found.notes[identity(20)].model_copy(update={"text": text})
    return found


def swapped(conflicts: object) -> object:
    """Return conflicts as seen from the other side."""
    if not isinstance(conflicts, dict):
        return conflicts
    names = {"ours": "theirs", "theirs": "ours"}
    return {names.get(key, key): swapped(value) for key, value in conflicts.items()}


def content(session: Session) -> object:
    return {name: table_of(session, name) for name in KEYED if name != "conflicts"} | {
        "meta": session.session
    }


@holds_for(80, TRIPLES)
def test_a_session_joined_with_itself_stays_as_it_is(triple: Triple) -> None:
    base, ours, _ = triple
    for origin in (base, None):
        merged = merge(ours, ours, origin)
        kept = merge(ours, base, base)
        assert merged.session.notes == ours.notes
        assert (merged.conflicts, diff(ours, merged.session, everything=True)) == (0, [])
        assert diff(ours, kept.session) == []


@holds_for(80, TRIPLES)
def test_both_orders_give_the_same_content_and_conflicts(triple: Triple) -> None:
    base, ours, theirs = triple
    for origin in (base, None):
        one, other = merge(ours, theirs, origin).session, merge(theirs, ours, origin).session
        assert content(one) == content(other)
        new = {key: value for key, value in one.conflicts.items() if base.conflicts.get(key) != value}
        if identity(3) not in new:
            assert new == swapped(
                {key: value for key, value in other.conflicts.items() if base.conflicts.get(key) != value}
            )


@holds_for(80, TRIPLES)
def test_nothing_that_only_one_side_added_is_missing_and_the_result_loads(triple: Triple) -> None:
    base, ours, theirs = triple
    for origin in (base, None):
        merged = merge(ours, theirs, origin)
        united = unite_people(origin, ours, theirs)
        found, was = entries(merged.session), entries(base)
        for address, entry in {**entries(united.theirs), **entries(united.ours)}.items():
            if address not in was:
                assert found[address] == entry
        assert loaded(merged.session) == merged.session
        assert bool(merged.conflicts) <= bool(merged.session.conflicts)


@holds_for(80, TRIPLES)
def test_every_line_that_somebody_wrote_is_in_the_record_or_among_its_conflicts(triple: Triple) -> None:
    base, ours, theirs = triple
    merged = merge(ours, theirs, base).session
    for side in (ours, theirs):
        for key, note in side.notes.items():
            was = base.notes.get(key)
            if was is not None and note.text != was.text:
                told = merged.notes[key].text + repr(merged.conflicts.get(key))
                added = [line for line in note.text.split("\n") if line and line not in was.text]
                assert all(line in told for line in added)


def test_lines_changed_far_apart_are_joined() -> None:
    one, two, three, four = LINES
    merged = merge(with_text(f"頭\n{two}{three}{four}"), with_text(f"{one}{two}{three}尾\n"), start_session())
    assert merged.session.notes[identity(20)].text == f"頭\n{two}{three}尾\n"
    assert merged.conflicts == 0


def test_lines_changed_side_by_side_are_a_conflict_with_all_three_texts() -> None:
    one, two, three, four = LINES
    ours, theirs = f"{one}甲\n{three}{four}", f"{one}{two}乙乙\n{four}"
    merged = merge(with_text(ours), with_text(theirs), start_session())
    fields = {"text": {"base": "".join(LINES), "ours": ours, "theirs": theirs}}
    assert merged.session.conflicts[identity(20)] == {"table": "notes", "fields": fields}
    assert merged.session.notes[identity(20)].text == max(ours, theirs, key=len)


def test_a_note_deleted_here_and_changed_there_stays_and_is_flagged() -> None:
    ours, theirs = start_session(), with_text("変えた\n")
    del ours.notes[identity(20)]
    for first, second, side in ((ours, theirs, "theirs"), (theirs, ours, "ours")):
        merged = merge(first, second, start_session())
        assert merged.session.notes[identity(20)].text == "変えた\n"
        fields = merged.session.conflicts[identity(20)]["fields"]
        assert isinstance(fields, dict)
        assert fields["record"].keys() == {"base", side}


def test_without_a_base_what_differs_is_flagged_and_what_only_one_has_is_there() -> None:
    ours, theirs = with_text("甲\n"), with_text("乙\n")
    theirs.notes[identity(99)] = Note(at=START, text="増えた\n")
    merged = merge(ours, theirs)
    assert set(merged.session.conflicts) == {identity(3), identity(20)}
    assert identity(99) in merged.session.notes


def test_without_a_base_a_field_that_one_side_left_as_it_began_is_flagged_too() -> None:
    ours, theirs = start_session(), start_session()
    ours.notes[identity(20)] = ours.notes[identity(20)].model_copy(update={"private": True})
    fields = merge(ours, theirs).session.conflicts[identity(20)]["fields"]
    assert fields == {"private": {"ours": True, "theirs": False}}


def test_a_meeting_that_both_planned_differently_has_a_conflict_of_its_own_name() -> None:
    ours, theirs = start_session(), start_session()
    ours.meetings["step1"] = ours.meetings["step1"].model_copy(update={"cases": 1})
    theirs.meetings["step1"] = theirs.meetings["step1"].model_copy(update={"cases": 3})
    assert "meetings/step1" in merge(ours, theirs, start_session()).session.conflicts


def test_an_event_stays_although_one_side_lacks_it() -> None:
    ours = start_session()
    ours.events.clear()
    assert merge(ours, start_session(), start_session()).session.events == start_session().events
    assert merge(start_session(), ours, start_session()).session.events == start_session().events


def test_two_people_who_note_when_others_leave_have_no_conflict() -> None:
    base = start_session()
    ours, theirs = shallow_copy(base), shallow_copy(base)
    gone = Presence(at=START, step="step1", participant=identity(1), kind="left")
    ours.presence[identity(1001)] = gone
    theirs.presence[identity(2001)] = gone.model_copy(update={"participant": identity(2)})
    del theirs.presence[identity(9)]
    merged = merge(ours, theirs, base)
    assert merged.conflicts == 0
    assert set(loaded(merged.session).presence) == {identity(8), identity(1001), identity(2001)}


@pytest.mark.parametrize("planned", [True, False])
def test_a_list_of_who_is_present_that_both_sides_began_has_no_conflict(planned: bool) -> None:
    base = start_session()
    base.participants = {identity(key): Participant(name="例野 一郎", rank=key) for key in (1, 2, 3)}
    base.meetings = {"step1": Meeting()} if planned else {}
    ours, theirs = shallow_copy(base), shallow_copy(base)
    ours.meetings["step1"] = Meeting(present=(identity(1), identity(2), identity(3)))
    theirs.meetings["step1"] = Meeting(present=(identity(1), identity(3)))
    for merged in (merge(ours, theirs, base), merge(theirs, ours, base)):
        assert merged.conflicts == 0
        assert merged.session.meetings["step1"].present == (identity(1), identity(3))
    assert merge(ours, theirs).conflicts == 1


def test_the_last_place_of_the_facilitator_is_kept() -> None:
    ours, theirs = start_session(), start_session()
    theirs.view = View(screen="notes", seen=START.replace(hour=20))
    assert merge(ours, theirs).session.view == theirs.view


def test_unknown_tables_of_both_sides_are_joined() -> None:
    ours, theirs = start_session(), start_session()
    (ours.model_extra or {})["mine"] = {"a": 1}
    (theirs.model_extra or {})["yours"] = {"b": 2}
    found = merge(ours, theirs, start_session()).session.model_extra or {}
    assert (found["mine"], found["yours"]) == ({"a": 1}, {"b": 2})


def test_several_copies_are_joined_at_once() -> None:
    copies = []
    for number in (50, 51, 52):
        one = shallow_copy(start_session())
        one.notes[identity(number)] = Note(at=START, text=f"{number}\n")
        copies.append(one)
    merged = merge_all(start_session(), ((copy, None) for copy in copies))
    assert {identity(number) for number in (50, 51, 52)} <= merged.session.notes.keys()
    assert merged.conflicts == 0


def test_another_run_is_refused() -> None:
    other = start_session()
    other.session = meta(id=identity(77))
    with pytest.raises(InputError):
        merge(start_session(), other)


def test_open_conflicts_of_both_sides_are_kept() -> None:
    ours, theirs = with_text("甲\n"), with_text("乙\n")
    first = merge(ours, theirs, start_session()).session
    third = with_text("丙丙\n")
    again = merge(first, third, start_session()).session
    told = repr(again.conflicts[identity(20)])
    assert all(text in told for text in ("甲", "乙", "丙丙"))


def test_what_a_merge_made_is_a_state_of_its_own_the_same_on_every_machine() -> None:
    base, ours, theirs = start_session(), start_session(), start_session()
    ours.notes[identity(70)] = Note(at=START, text="甲\n")
    theirs.notes[identity(71)] = Note(at=START, text="乙\n")
    one, other = merge(ours, theirs, base).session, merge(theirs, ours, base).session
    assert one.view.saves == other.view.saves != {}
    assert merge(one, ours, base).session.view.saves == one.view.saves
    assert merge(ours, base, base).session.view.saves == {}


def test_more_conflicts_than_anybody_decides_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jusou_tui.compare.merge.MOST_CONFLICTS", 1)
    ours, theirs = with_text("ひとつめ\n"), with_text("まるで別のことば\n")
    assert merge(ours, theirs).conflicts == 1
    monkeypatch.setattr("jusou_tui.compare.merge.MOST_CONFLICTS", 0)
    with pytest.raises(InputError) as refused:
        merge(ours, theirs)
    assert refused.value.message_id == "compare.too_many_conflicts"
