"""A session moved in time."""

from datetime import date, timedelta

from jusou_tui.session.format.chunks import render
from jusou_tui.session.programme.new_run import shift
from session.samples import START, full_session, identity


def test_every_instant_and_date_moves_and_nothing_else() -> None:
    moved = shift(full_session(), timedelta(days=30, hours=1))
    later = START + timedelta(days=30, hours=1)
    assert moved.events[identity(2)].at == moved.notes[identity(3)].at == moved.session.created == later
    assert moved.meetings["step1"].start == later
    assert moved.meetings["step1"].date == date(2027, 1, 9)
    assert moved.todos[identity(7)].due == date(2027, 2, 7)
    assert moved.view.seen == later
    assert shift(moved, -timedelta(days=30, hours=1)) == full_session()
    assert b"2026" not in render(moved).replace("2026年度".encode(), b"")


def test_no_move_changes_nothing() -> None:
    assert shift(full_session(), timedelta()) == full_session()
