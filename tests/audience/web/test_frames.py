"""What is sent, and when."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from audience.pages import HOURS, PAUSED, ROUND, RUNNING, TIME_UP
from audience.web.served import sight_of
from jusou_tui.audience.page import Page
from jusou_tui.audience.web.frames import beat_event, frame_event, same_frame


def later(page: Page, seconds: float) -> Page:
    """Return the page so many seconds later, as it is made then."""
    (big,) = page.bigs
    assert big.time is not None
    left = big.time.seconds - seconds
    text = f"{int(left // 60):02d}:{int(left % 60):02d}"
    return replace(
        page,
        bigs=(replace(big, text=text, time=replace(big.time, seconds=left)),),
        share=1 - left / big.time.budget,
    )


def test_browsers_count_by_themselves() -> None:
    assert same_frame(sight_of(RUNNING, at=100.0), sight_of(later(RUNNING, 7), at=107.0))
    assert same_frame(
        sight_of(RUNNING, at=100.0, speed=60), sight_of(later(RUNNING, 420), at=107.0, speed=60)
    )


@pytest.mark.parametrize(
    "changed",
    [
        later(RUNNING, -53),
        later(RUNNING, 67),
        replace(RUNNING, clock="14:44"),
        replace(RUNNING, band="少しお待ちください"),
        replace(RUNNING, bigs=(replace(RUNNING.bigs[0], ink="soon", chip="あと少し"),)),
        PAUSED,
        TIME_UP,
        HOURS,
        ROUND,
    ],
)
def test_what_they_cannot_know_is_sent(changed: Page) -> None:
    assert not same_frame(sight_of(RUNNING, at=100.0), sight_of(changed, at=107.0))


def test_what_stands_stays_the_same() -> None:
    assert same_frame(sight_of(PAUSED, at=100.0), sight_of(PAUSED, at=500.0))


def test_a_frame_carries_what_is_left_and_a_beat_too() -> None:
    sight = sight_of(RUNNING, at=100.0)

    name, data = frame_event(sight, 103.0).decode().splitlines()[:2]

    assert name == "event: frame"
    assert json.loads(data.removeprefix("data: "))["spoken"] == "わがまちの連携を振り返る。残り 37分"
    assert '"data-left":"2205.000"' in data
    assert beat_event(sight, 103.0) == b"event: beat\ndata: [2205.0]\n\n"
