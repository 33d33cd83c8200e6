"""Which records are private."""

import pytest

from jusou_tui.compare.withhold import private_ids
from jusou_tui.session.model.privacy import is_private, is_sensitive_sheet
from jusou_tui.session.model.records import Note, Participant, Sheet, Todo
from session.samples import START, identity, session
from session.todo_sheets import curriculum
from session.todo_sheets import worksheet as blank_of

NOTE = Note(at=START, text="雑談", step="step1")
TODO = Todo(at=START, what="連絡", step="step1")


@pytest.mark.parametrize(
    ("record", "private"),
    [
        (NOTE, False),
        (NOTE.model_copy(update={"private": True}), True),
        (NOTE.model_copy(update={"memo": True}), True),
        (TODO, False),
        (TODO.model_copy(update={"private": True}), True),
        (Participant(name="甲野"), False),
    ],
)
def test_entries_marked_as_private_and_memos_are_private(record: object, private: bool) -> None:
    assert is_private(record) is private


def test_a_comparison_withholds_what_a_report_leaves_out() -> None:
    memo = NOTE.model_copy(update={"memo": True})
    assert private_ids(session(notes={identity(1): memo})) == {identity(1)}


@pytest.mark.parametrize(
    ("worksheet", "marked", "sensitive"),
    [(False, False, False), (True, False, True), (False, True, True), (None, False, True)],
)
def test_a_sheet_is_withheld_by_its_worksheet_or_its_own_mark_and_where_nobody_knows(
    worksheet: bool | None, marked: bool, sensitive: bool
) -> None:
    blank = None if worksheet is None else blank_of(curriculum(sensitive=worksheet))
    sheet = Sheet.model_validate(
        {"at": START, "worksheet": "todo", **({"sensitive": True} if marked else {})}
    )
    assert is_sensitive_sheet(blank, sheet) is sensitive
