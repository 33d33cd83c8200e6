"""When the facilitator's program counts as standing still for a viewer, and what time it is there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fake_clock import FakeClock
from jusou_tui.audience.reception import (
    FORGOTTEN_SECONDS,
    STILL_SECONDS,
    WITHOUT_NOTES_SECONDS,
    FollowedClock,
    Signs,
)
from jusou_tui.session.storage.live_file import NOTE_SECONDS, LiveNote
from session.samples import START

BEGAN = 1000.0


def note(counter: int, seconds: float | None = None, *, writer: str = "1", **changed: object) -> LiveNote:
    """Return a note of a program that writes one as often as it should."""
    after = counter * NOTE_SECONDS if seconds is None else seconds
    made = LiveNote("s", writer, counter, START, after, 1.0, 1, curtain=False)
    return made._replace(**changed)


def heard(signs: Signs, one: LiveNote, at: float, revision: int = 1) -> bool:
    """Let a note be heard by a viewer whose file has a revision."""
    is_new = signs.hear(one, BEGAN + at)
    signs.confirm(revision)
    return is_new


def test_ten_seconds_without_a_note_are_standing_still_and_the_next_one_heals_it() -> None:
    signs = Signs(BEGAN)
    for counter in range(5):
        heard(signs, note(counter), counter * NOTE_SECONDS)
    last = BEGAN + 4 * NOTE_SECONDS
    assert signs.lag == 0
    assert not signs.is_still(last + STILL_SECONDS - 0.1)
    assert signs.is_still(last + STILL_SECONDS)
    assert signs.stands_since() == last + STILL_SECONDS
    heard(signs, note(5, 60), 60)
    assert not signs.is_still(BEGAN + 60)
    assert signs.lag == 0  # the program stood still, not the way


def test_what_takes_long_on_its_way_is_waited_for() -> None:
    signs = Signs(BEGAN)
    heard(signs, note(1), 0)
    shown = 5 * NOTE_SECONDS
    heard(signs, note(6), shown)  # a network drive that shows every fifth note
    assert signs.lag == shown - NOTE_SECONDS
    assert not signs.is_still(BEGAN + shown + STILL_SECONDS + signs.lag - 0.1)
    assert signs.is_still(BEGAN + shown + STILL_SECONDS + signs.lag)
    for counter in range(8, 40):
        heard(signs, note(counter), counter * NOTE_SECONDS)
    assert signs.lag == 0


def test_a_note_is_no_sign_as_long_as_the_file_lacks_what_it_says_is_saved() -> None:
    signs = Signs(BEGAN)
    for counter in range(1, 8):
        heard(signs, note(counter, revision=3), counter * NOTE_SECONDS, revision=2)
    assert signs.is_still(BEGAN + 7 * NOTE_SECONDS)
    signs.confirm(3)
    assert not signs.is_still(BEGAN + 7 * NOTE_SECONDS)
    assert not signs.is_still(BEGAN + 8 * NOTE_SECONDS + 1)


def test_the_same_note_and_an_older_one_are_no_signs() -> None:
    signs = Signs(BEGAN)
    assert heard(signs, note(5), 1)
    assert not heard(signs, note(5), 20)
    assert not heard(signs, note(4), 20)
    assert signs.is_still(BEGAN + 20)


def test_another_program_that_goes_on_is_heard_and_the_older_one_no_more() -> None:
    signs = Signs(BEGAN)
    heard(signs, note(50, writer="1"), 0)
    assert heard(signs, note(1, writer="2"), 2)
    assert not heard(signs, note(51, writer="1"), 3)
    assert heard(signs, note(52, writer="1"), 3 + STILL_SECONDS)  # where the newer one is gone


def test_a_program_that_was_dead_at_the_opening_is_so_at_once() -> None:
    signs = Signs(BEGAN)
    signs.date_back(120)
    assert signs.is_still(BEGAN)
    assert signs.age(BEGAN) == 120
    heard(signs, note(1), 2)
    assert not signs.is_still(BEGAN + 2)


def test_without_notes_the_changes_of_the_file_are_the_signs() -> None:
    signs = Signs(BEGAN, notes=False)
    assert not signs.is_still(BEGAN + WITHOUT_NOTES_SECONDS - 1)
    signs.see_change(BEGAN + 60)
    assert not signs.is_still(BEGAN + 60 + WITHOUT_NOTES_SECONDS - 1)
    assert signs.is_still(BEGAN + 60 + WITHOUT_NOTES_SECONDS)
    heard(signs, note(1), 70)
    assert signs.limit == STILL_SECONDS


def test_that_no_notes_come_is_learnt_of_a_program_that_writes_none() -> None:
    signs = Signs(BEGAN)
    signs.see_change(BEGAN + 1)
    assert signs.is_still(BEGAN + STILL_SECONDS)
    signs.see_change(BEGAN + 30)
    assert not signs.is_still(BEGAN + 60)
    later = Signs(BEGAN)
    heard(later, note(1), 0)
    later.see_change(BEGAN + 20)
    assert later.is_still(BEGAN + 20)
    later.see_change(BEGAN + FORGOTTEN_SECONDS)
    assert not later.is_still(BEGAN + FORGOTTEN_SECONDS + 60)


def follow(clock: FollowedClock, own: FakeClock, ahead: float, late: float = 0.0, lag: float = 0.0) -> None:
    """Let a note come from a machine whose clock is ahead by so many seconds, on its way for `late`."""
    at = own.now() + timedelta(seconds=ahead - late)
    clock.follow(note(1, at=at), own.boot(), lag)


@pytest.mark.parametrize(("ahead", "late", "lag"), [(0, 0, 0), (0, 0.6, 0), (0.4, 0.2, 0), (0, 4, 4)])
def test_this_machines_clock_is_used_where_nothing_speaks_against_it(
    ahead: float, late: float, lag: float
) -> None:
    own = FakeClock(START)
    clock = FollowedClock(own, None)
    follow(clock, own, ahead, late, lag)
    assert clock.now() == own.now()


@pytest.mark.parametrize("ahead", [-3600.0, -45.0, 40.0, 86400.0])
def test_a_machine_with_another_clock_gives_the_time(ahead: float) -> None:
    own = FakeClock(START)
    clock = FollowedClock(own, None)
    for late in (0.9, 0.1, 0.7):
        follow(clock, own, ahead, late)
        own.advance(2)
    apart = (clock.now() - own.now()).total_seconds() - ahead
    assert abs(apart) <= 0.11


def test_a_clock_that_is_set_is_followed() -> None:
    own = FakeClock(START)
    clock = FollowedClock(own, None)
    follow(clock, own, 40)
    follow(clock, own, 0)
    assert clock.now() == own.now()
    own.step(600)
    follow(clock, own, -600)
    assert clock.now() == START


def test_a_rehearsals_time_goes_as_its_program_says() -> None:
    own = FakeClock(START)
    began = datetime(2026, 12, 10, 14, 0, tzinfo=START.tzinfo)
    clock = FollowedClock(own, began)
    own.advance(30)
    assert (clock.now(), clock.pace) == (began, 0.0)
    clock.follow(note(1, at=began + timedelta(minutes=3), pace=10.0), own.boot(), 0)
    own.advance(6)
    assert clock.now() == began + timedelta(minutes=4)
    clock.follow(note(2, at=began + timedelta(minutes=4), pace=0.0), own.boot(), 0)
    own.advance(60)
    assert clock.now() == began + timedelta(minutes=4)


def test_it_stands_and_goes_on_as_if_it_had_not() -> None:
    own = FakeClock(START)
    clock = FollowedClock(own, None)
    clock.stand(own.boot())
    own.advance(25)
    assert clock.now() == START
    assert clock.going() == START + timedelta(seconds=25)
    clock.stand(None)
    assert clock.now() == clock.going()
