"""When a follower is asked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from jusou_tui.audience import watching
from jusou_tui.audience.view import AudienceView, Reception, TimeLeft
from jusou_tui.audience.watching import Watch, seconds_to_digit

START = datetime(2026, 12, 10, 13, 30).astimezone()


class ByHand:
    """A follower whose news and time come by hand."""

    def __init__(self) -> None:
        self.news = False
        self.seconds = 600.4
        self.viewed = 0

    def take_in(self) -> bool:
        news, self.news = self.news, False
        return news

    def view(self) -> AudienceView:
        self.viewed += 1
        now = START + timedelta(seconds=600.4 - self.seconds)
        time = TimeLeft(self.seconds, 900, goes=True)
        return AudienceView("running", now, activity="オープニング", time=time)

    def reception(self) -> Reception:
        return Reception()

    def next_look(self) -> float:
        return 0.25


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    times = [1000.0]
    monkeypatch.setattr(watching.time, "monotonic", lambda: times[0])
    return times


def test_the_first_sight_is_there_at_once_with_the_address() -> None:
    assert Watch(ByHand(), "http://192.0.2.7:8765/x/").sight.page.address == "http://192.0.2.7:8765/x/"


def test_it_is_asked_as_the_digits_change_and_when_there_is_news(clock: list[float]) -> None:
    follower = ByHand()
    watch = Watch(follower)

    assert watch.wait() == pytest.approx(0.25)
    clock[0] += 0.25
    assert watch.look() is watch.sight
    assert (follower.viewed, round(watch.wait(), 3)) == (1, 0.15)
    clock[0] += 0.16
    follower.seconds -= 0.41
    assert watch.look().page.bigs[0].text == "10:00"
    follower.news = True
    watch.look()
    assert follower.viewed == 3


def test_a_fast_clock_changes_its_digits_sooner(clock: list[float]) -> None:
    sight = Watch(ByHand()).sight

    assert seconds_to_digit(sight.page, sight.view) == pytest.approx(0.4)
    fast = AudienceView("running", START, speed=10)
    assert seconds_to_digit(sight.page, fast) == pytest.approx(0.04)
