"""The follower, asked in a thread of its own: a network drive that hangs holds up nobody who looks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf
from typing import Protocol

from jusou_tui.audience.page import Page, page_of
from jusou_tui.audience.view import AudienceView, Reception
from jusou_tui.text.seconds import seconds_to_change

STALLED_AFTER = 10.0
"""Seconds without an answer of the follower after which the page stands still: no false digits."""
_LONGEST_WAIT = 1.0
_SHORTEST_WAIT = 0.05


class Follower(Protocol):
    """Whatever follows a session in another process."""

    def take_in(self) -> object:
        """Read what has changed; cheap when nothing has."""
        ...

    def view(self) -> AudienceView:
        """Return what the room may see now."""
        ...

    def reception(self) -> Reception:
        """Return how well the facilitator's program is heard."""
        ...

    def next_look(self) -> float:
        """Return in how many seconds to take in again."""
        ...


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen at `at`, in seconds of the monotonic clock."""

    view: AudienceView
    reception: Reception
    page: Page
    at: float

    def elapsed(self, now: float) -> float:
        """Return how many seconds of the session's clock have passed since."""
        return max(0.0, now - self.at) * self.view.speed

    def stalled(self, now: float) -> Sight:
        """Return the same standing still since it was seen, at `now`: the follower answers no more."""
        passed = self.elapsed(now)
        view = replace(self.view, now=self.view.now + timedelta(seconds=passed))
        reception = Reception(self.reception.still_since or self.view.now, self.reception.age + passed)
        return Sight(view, reception, page_of(view, reception), now)


def look(follower: Follower, address: str = "") -> Sight:
    """Ask the follower once. `address`: of this page, where it is to stand on it."""
    follower.take_in()
    at = time.monotonic()
    view, reception = follower.view(), follower.reception()
    if address:
        view = replace(view, address=address)
    return Sight(view, reception, page_of(view, reception), at)


def wait_after(sight: Sight, next_look: float) -> float:
    """Return in how many seconds to look again: when the follower says, and as digits change."""
    return max(_SHORTEST_WAIT, min(next_look, _LONGEST_WAIT, seconds_to_digit(sight.page, sight.view)))


def seconds_to_digit(page: Page, view: AudienceView) -> float:
    """Return the seconds after which a digit of a page changes; infinite where none does."""
    times = [big.time for big in page.bigs if big.time is not None and big.time.goes]
    changes = [seconds_to_change(one.seconds) / (view.speed or 1.0) for one in times if one.seconds > 0]
    return min(changes, default=inf)


class Watch:
    """A thread that looks until `stop`, and hands on each sight, or the error that ended it."""

    def __init__(
        self,
        look_once: Callable[[], Sight],
        next_look: Callable[[], float],
        seen: Callable[[Sight], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._look_once = look_once
        self._next_look = next_look
        self._seen = seen
        self._failed = failed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """Look no more; wait at most so long for a look that is under way."""
        self._stop.set()
        self._thread.join(timeout)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                sight = self._look_once()
                self._seen(sight)
                self._stop.wait(wait_after(sight, self._next_look()))
        except Exception as error:  # noqa: BLE001 - raised again by who serves
            self._failed(error)
