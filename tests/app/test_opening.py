"""What is opened aside: what is ready when, what failed, and who closes it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, current_thread

import pytest

from audience.hand_follower import HandFollower, at_once
from jusou_tui.app import opening
from jusou_tui.app.opening import Opening
from jusou_tui.errors import InputError


class Closable(HandFollower):
    closed = 0

    def close(self) -> None:
        self.closed += 1


def test_it_opens_in_another_thread_and_says_when_it_is_ready() -> None:
    ready, where = Event(), []

    def make() -> HandFollower:
        where.append(current_thread())
        return HandFollower()

    opened = Opening(make)
    with pytest.raises(LookupError):
        opened.opened()
    opened.begin(ready.set)
    assert ready.wait(20)
    assert where[0] is not current_thread()
    assert where[0].daemon
    assert opened.opened().view().activity


def test_a_failure_is_raised_where_it_is_asked_for() -> None:
    def make() -> HandFollower:
        raise InputError("cli.file_missing", path="x")

    opened = Opening(make, run=at_once)
    opened.begin(lambda: None)
    with pytest.raises(InputError):
        opened.opened()
    opened.close()


def test_whoever_waited_may_have_left() -> None:
    def ready() -> None:
        raise RuntimeError

    opened = Opening(HandFollower, run=at_once)
    opened.begin(ready)
    assert opened.opened()


def test_closing_closes_what_was_opened_and_waits_for_nothing_that_never_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    follower = Closable()
    jobs: list[Callable[[], None]] = []
    unopened = Opening(lambda: follower, run=jobs.append)
    unopened.close()
    monkeypatch.setattr(opening, "CLOSING_SECONDS", 0.0)
    unopened.begin(lambda: None)
    unopened.close()
    assert follower.closed == 0
    jobs[0]()
    unopened.close()
    assert follower.closed == 1
