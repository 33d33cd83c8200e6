"""The three-way union of two writers' sessions."""

from datetime import timedelta

from drawn import holds_for
from jusou_tui.session.merge.three_way import conflict_entries, merge_entry, union
from jusou_tui.session.model.records import Meeting, Note, Session, Sheet, View, entries
from session.samples import NOTES, SESSIONS, START, identity, session

NOTE = Note(at=START, text="初め\n", step="step1")


def with_notes(**changes: Note | None) -> Session:
    """Return a session with notes n1 and n2 as changed (None: removed)."""
    found = {"n1": NOTE, "n2": NOTE} | changes
    return session(notes={identity(int(key[1:])): note for key, note in found.items() if note is not None})


BASE = entries(with_notes())


def test_notes_added_on_both_sides_are_both_there() -> None:
    ours, theirs = entries(with_notes(n3=NOTE)), entries(with_notes(n4=NOTE))
    assert union(BASE, ours, theirs).changes == {("notes", identity(4)): NOTE}


def test_what_they_changed_and_we_did_not_is_taken() -> None:
    new = NOTE.model_copy(update={"text": "後\n"})
    assert union(BASE, BASE, entries(with_notes(n1=new))).changes == {("notes", identity(1)): new}


def test_what_they_removed_and_we_did_not_touch_goes() -> None:
    assert union(BASE, BASE, entries(with_notes(n1=None))).changes == {("notes", identity(1)): None}


def test_what_one_side_removed_and_the_other_changed_stays() -> None:
    new = NOTE.model_copy(update={"text": "後\n"})
    gone, kept = entries(with_notes(n1=None)), entries(with_notes(n1=new))
    assert union(BASE, kept, gone).changes == {}
    assert union(BASE, gone, kept).changes == {("notes", identity(1)): new}


def test_different_fields_of_one_record_are_united() -> None:
    ours = NOTE.model_copy(update={"text": "後\n"})
    theirs = NOTE.model_copy(update={"kind": "decision"})
    merged, conflicts = merge_entry(NOTE, ours, theirs)
    assert merged == NOTE.model_copy(update={"text": "後\n", "kind": "decision"})
    assert conflicts == {}


def test_cells_of_one_sheet_are_united_one_by_one() -> None:
    base = Sheet(at=START, worksheet="w", cells={"a": "1", "b": "1"})
    ours = base.model_copy(update={"cells": {"a": "2", "b": "1", "c": "3"}})
    theirs = base.model_copy(update={"cells": {"a": "1"}})
    merged, conflicts = merge_entry(base, ours, theirs)
    assert isinstance(merged, Sheet)
    assert merged.cells == {"a": "2", "c": "3"}
    assert conflicts == {}


def test_a_meeting_set_on_both_sides_is_united() -> None:
    ours, theirs = Meeting(cases=2), Meeting(start=START)
    assert merge_entry(None, ours, theirs) == (Meeting(cases=2, start=START), {})


def test_one_field_changed_on_both_sides_keeps_ours_and_all_three_values() -> None:
    ours, theirs = NOTE.model_copy(update={"text": "我\n"}), NOTE.model_copy(update={"text": "彼\n"})
    found = union(BASE, entries(with_notes(n1=ours)), entries(with_notes(n1=theirs)))
    assert found.changes == {}
    assert conflict_entries(found) == {
        ("conflicts", identity(1)): {
            "table": "notes",
            "fields": {"text": {"base": "初め\n", "ours": "我\n", "theirs": "彼\n"}},
        }
    }


def test_where_the_facilitator_is_stays_ours() -> None:
    theirs = entries(session(view=View(screen="notes")))
    assert union(entries(session()), entries(session(view=View(screen="run"))), theirs).changes == {}


@holds_for(100, SESSIONS, NOTES)
def test_with_one_writer_the_union_is_what_that_writer_wrote(given_session: Session, note: Note) -> None:
    base = entries(given_session)
    later = {**base, ("notes", identity(9)): note.model_copy(update={"at": START + timedelta(days=1)})}
    assert union(base, base, later).changes == {
        key: value for key, value in later.items() if base.get(key) != value
    }
    assert union(base, later, base).changes == {}
    assert union(base, later, later).changes == {}


def test_an_item_that_one_side_closed_stays_closed() -> None:
    def closed(*items: str) -> Meeting:
        return Meeting(closed_items=items)

    for base in (Meeting(), closed("a")):
        merged, open_fields = merge_entry(base, closed("a", "b"), closed("a", "c"))
        assert merged == closed("a", "b", "c")
        assert not open_fields
    assert merge_entry(closed("a"), closed(), closed("a")) == (closed(), {})
