"""Changes of meetings."""

from datetime import timedelta

from jusou_tui.session.model.queries import meeting_of
from session.samples import START, book, identity


def test_a_meeting_is_set_field_by_field() -> None:
    open_book = book()
    open_book.meetings.set("step1", cases=2)
    open_book.meetings.set("step1", start=START + timedelta(microseconds=1), present=(identity(1),))
    found = meeting_of(open_book.session, "step1")
    assert (found.cases, found.start, found.present) == (2, START, (identity(1),))
    assert meeting_of(open_book.session, "step2").cases is None
