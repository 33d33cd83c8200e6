"""When keys came: the second Esc of a reflex, a key while somebody types."""

from textual import events

from app.stage import still_clock
from jusou_tui.app.shell.key_times import KeyTimes

ESCAPE = events.Key("escape", None)


def test_a_second_escape_within_half_a_second_is_a_reflex() -> None:
    clock, times = still_clock(), KeyTimes()
    assert not times.is_reflex(ESCAPE, clock)
    clock.advance(0.4)
    assert times.is_reflex(ESCAPE, clock)
    clock.advance(0.6)
    assert not times.is_reflex(ESCAPE, clock)


def test_who_typed_within_a_second_was_typing() -> None:
    clock, times = still_clock(), KeyTimes()
    assert not times.was_typing(clock)
    times.is_reflex(events.Key("か", "か"), clock)
    times.is_reflex(events.Key("f9", None), clock)
    clock.advance(0.9)
    assert times.was_typing(clock)
    clock.advance(0.2)
    assert not times.was_typing(clock)
