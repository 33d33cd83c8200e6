"""Changes of drafts."""

from session.samples import Clock, book


def test_a_draft_that_did_not_change_makes_no_change() -> None:
    clock = Clock()
    open_book = book(clock=clock)
    open_book.drafts.set("note", "書き", kind="decision")
    clock.advance(1)
    open_book.drafts.set("note", "書き", kind="decision")
    assert open_book.ledger.revision == 1
    assert open_book.session.drafts.get("note") is not None
    open_book.drafts.clear("note")
    assert open_book.session.drafts.get("note") is None
