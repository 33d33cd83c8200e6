"""Conflicts settled field by field."""

from __future__ import annotations

import pytest

from jusou_tui.session.book.restore import joined_texts
from jusou_tui.session.model.records import Sheet
from session.samples import START, book, full_session, identity


def test_one_field_is_settled_and_the_others_stay_open() -> None:
    given = full_session()
    fields = {"text": {"ours": "a\n", "theirs": "b\n"}, "kind": {"ours": "note", "theirs": "decision"}}
    given.conflicts[identity(3)] = {"table": "notes", "fields": fields}
    opened = book(given)
    opened.restore.settle_field(identity(3), "text", "c\n")
    assert opened.session.notes[identity(3)].text == "c\n"
    assert opened.session.conflicts[identity(3)]["fields"] == {"kind": fields["kind"]}
    opened.restore.settle_field(identity(3), "kind", "decision")
    assert opened.session.notes[identity(3)].kind == "decision"
    assert opened.session.conflicts == {}
    opened.undo()
    opened.undo()
    assert opened.session.conflicts[identity(3)]["fields"] == fields


def test_lines_of_a_cell_stay_lines() -> None:
    given = full_session()
    fields = {"cells/a/b/c": {"ours": "一\n", "theirs": "一\n二\n"}}
    given.conflicts[identity(4)] = {"table": "sheets", "fields": fields}
    opened = book(given)
    opened.restore.settle_field(identity(4), "cells/a/b/c", "一\n二\n")
    assert opened.session.sheets[identity(4)].cells["a/b/c"] == "一\n二\n"


def test_an_empty_choice_takes_a_cell_away() -> None:
    given = full_session()
    given.sheets[identity(4)] = Sheet(at=START, worksheet="cases", cells={"a": "1", "b": "2"})
    given.conflicts[identity(4)] = {"table": "sheets", "fields": {"cells/a": {"theirs": "1"}}}
    opened = book(given)
    opened.restore.settle_field(identity(4), "cells/a", None)
    assert opened.session.sheets[identity(4)].cells == {"b": "2"}


@pytest.mark.parametrize(("take", "stays"), [("theirs", True), ("ours", False)])
def test_a_record_that_one_side_deleted_stays_or_goes(take: str, stays: bool) -> None:
    given = full_session()
    given.conflicts[identity(3)] = {"table": "notes", "fields": {"record": {"theirs": {"text": "b\n"}}}}
    opened = book(given)
    opened.restore.settle_field(identity(3), "record", {"text": "b\n"} if take == "theirs" else None)
    assert (identity(3) in opened.session.notes) == stays


def test_a_meeting_is_found_by_its_own_name() -> None:
    given = full_session()
    fields = {"cases": {"ours": 1, "theirs": 3}}
    given.conflicts["meetings/step1"] = {"table": "meetings", "fields": fields}
    opened = book(given)
    opened.restore.settle_field("meetings/step1", "cases", 3)
    assert opened.session.meetings["step1"].cases == 3


def test_a_conflict_of_an_unknown_table_stays_until_the_chosen_value_stands_in_the_file() -> None:
    given = full_session()
    extra = given.model_extra
    assert extra is not None
    extra["x"] = {"y": 1}
    conflict: dict[str, object] = {"table": "unknown", "fields": {"x/y": {"ours": 1, "theirs": 2}}}
    given.conflicts["unknown"] = conflict
    opened = book(given)
    assert not opened.restore.settle_field("unknown", "x/y", 2)
    assert opened.session.conflicts["unknown"] == conflict
    assert not opened.restore.settle_field("unknown", "x/y", None)
    opened.ledger.absorb({}, {"x": {"y": 2}})
    assert opened.restore.settle_field("unknown", "x/y", 2)
    assert "unknown" not in opened.session.conflicts


def test_of_a_conflict_below_the_end_the_standing_value_can_be_chosen() -> None:
    given = full_session().model_copy(update={"end": {"a": "一"}})
    given.conflicts["unknown"] = {"table": "unknown", "fields": {"end/a": {"ours": "一", "theirs": "二"}}}
    opened = book(given)
    assert not opened.restore.settle_field("unknown", "end/a", "二")
    assert opened.restore.settle_field("unknown", "end/a", "一")


@pytest.mark.parametrize(
    ("ours", "theirs", "joined"),
    [
        ("一\n二\n", "一\n三\n", "一\n二\n三\n"),
        ("一", "二", "一 / 二"),
        ("一", "一", "一"),
        (None, "一", None),
        (1, 2, None),
    ],
)
def test_both_texts_become_one(ours: object, theirs: object, joined: str | None) -> None:
    assert joined_texts(ours, theirs) == joined
