"""Looking on at a file that stands still, or that a machine with another clock writes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from jusou_tui.live.elsewhere.following import Staleness, staleness
from timekeeping.story import START


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_case_11_a_file_that_goes_on_changing_gives_no_doubt() -> None:
    for second in range(0, 600, 30):
        assert staleness(at(second), at(second + 2), at(second + 31), running=True) is None


def test_case_11_a_file_that_stopped_changing_says_so_with_since_when() -> None:
    assert staleness(at(0), at(1), at(90), running=True) is None
    assert staleness(at(0), at(1), at(91), running=True) == Staleness("still", at(1), 1)
    assert staleness(at(0), at(1), at(601), running=True) == Staleness("still", at(1), 10)


def test_case_11_a_file_that_had_stopped_before_it_was_opened_says_so() -> None:
    assert staleness(at(0), None, at(89), running=True) is None
    assert staleness(at(0), None, at(720), running=True) == Staleness("still", at(0), 12)


def test_case_11_a_meeting_that_does_not_run_may_stand_still() -> None:
    assert staleness(at(0), at(1), at(9000), running=False) is None
    assert staleness(at(0), None, at(9000), running=False) is None


@pytest.mark.parametrize("running", [True, False])
def test_case_11_a_writer_whose_clock_is_ahead_is_told(running: bool) -> None:
    assert staleness(at(119), at(0), at(5), running=running) is None
    assert staleness(at(300), at(0), at(5), running=running) == Staleness("ahead", at(0), 5)
    assert staleness(at(300), None, at(5), running=running) == Staleness("ahead", at(5), 4)


def test_case_11_a_writer_whose_clock_is_behind_is_told_while_it_writes() -> None:
    assert staleness(at(0), at(119), at(121), running=True) is None
    assert staleness(at(0), at(3600), at(3605), running=True) == Staleness("behind", at(3600), 60)
    assert staleness(at(0), at(3600), at(3605), running=False) is None


def test_case_11_standing_still_is_told_before_a_clock_that_is_off() -> None:
    assert staleness(at(300), at(0), at(200), running=True) == Staleness("still", at(0), 3)


def test_case_11_another_zone_is_no_other_time() -> None:
    from datetime import UTC

    assert staleness(at(0).astimezone(UTC), at(1), at(20), running=True) is None
