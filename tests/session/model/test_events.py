"""Which events count."""

from datetime import timedelta

from jusou_tui.session.model.events import effective_events
from jusou_tui.session.model.records import Event
from session.samples import START


def event(minute: int, target: str | None = None) -> Event:
    """Return an event, an undo where there is a target."""
    kind = "start" if target is None else "undo"
    return Event(at=START + timedelta(minutes=minute), step="step1", kind=kind, target=target)


def test_events_come_by_instant_whatever_their_order_in_the_file() -> None:
    assert [key for key, _ in effective_events({"b": event(2), "c": event(1), "a": event(1)})] == [
        "a",
        "c",
        "b",
    ]


def test_an_undone_event_and_its_undo_are_left_out() -> None:
    assert effective_events({"a": event(0), "u": event(1, "a")}) == []


def test_an_undo_can_be_undone_and_undone_again() -> None:
    chain = {"a": event(0), "u": event(1, "a"), "v": event(2, "u")}
    assert [key for key, _ in effective_events(chain)] == ["a"]
    assert effective_events(chain | {"w": event(3, "v")}) == []


def test_a_clock_that_was_put_back_between_them_changes_nothing() -> None:
    assert [key for key, _ in effective_events({"a": event(5), "u": event(3, "a"), "v": event(1, "u")})] == [
        "a"
    ]


def test_an_undo_of_what_is_not_there_is_harmless() -> None:
    assert [key for key, _ in effective_events({"a": event(0), "u": event(1, "gone")})] == ["a"]


def test_a_circle_ends() -> None:
    assert effective_events({"u": event(1, "v"), "v": event(2, "u")}) == []


def test_a_very_long_chain_needs_no_recursion() -> None:
    chain = {"0": event(0)} | {str(n): event(n, str(n - 1)) for n in range(1, 3001)}
    assert [key for key, _ in effective_events(chain)] == ["0"]
