"""When keys came: a second Esc, a key while somebody types."""

from textual import events

from app.stage import still_clock
from jusou_tui.app.terminal.key_times import KeyTimes

ESCAPE = events.Key("escape", None)


def test_a_second_escape_within_half_a_second_is_told_from_a_new_one() -> None:
    clock, times = still_clock(), KeyTimes()
    assert not times.is_second_escape(ESCAPE, clock)
    times.note(ESCAPE, clock)
    clock.advance(0.4)
    assert times.is_second_escape(ESCAPE, clock)
    assert not times.is_second_escape(events.Key("f9", None), clock)
    times.note(ESCAPE, clock)
    clock.advance(0.6)
    assert not times.is_second_escape(ESCAPE, clock)


def test_who_typed_within_a_second_was_typing() -> None:
    clock, times = still_clock(), KeyTimes()
    assert not times.was_typing(clock)
    times.note(events.Key("か", "か"), clock)
    times.note(events.Key("f9", None), clock)
    clock.advance(0.9)
    assert times.was_typing(clock)
    clock.advance(0.2)
    assert not times.was_typing(clock)
