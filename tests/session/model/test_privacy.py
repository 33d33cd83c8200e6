"""Which records are private."""

import pytest

from jusou_tui.compare.withhold import private_ids
from jusou_tui.session.model.privacy import is_private
from jusou_tui.session.model.records import Note, Participant, Todo
from session.samples import START, identity, session

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
