"""Whatever follows a session for the room, and when to ask it: for any skin."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from math import inf
from typing import Protocol

from jusou_tui.audience.page import Page, page_of
from jusou_tui.audience.view import AudienceView, Reception
from jusou_tui.text.seconds import seconds_to_change

_LONGEST_WAIT = 1.0
_SHORTEST_WAIT = 0.05


class Followed(Protocol):
    """Whatever follows a session in another process. No call waits for a file."""

    def take_in(self) -> object:
        """Take in what has changed; return whether anything but the time has."""
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


class FollowedWithCurtain(Followed, Protocol):
    """A session that another program has open, whose curtain can be asked for."""

    def request_curtain(self, drawn: bool) -> None:
        """Draw the curtain here at once, or take it away, and ask the facilitator's program to do so."""

    def close(self) -> None:
        """Follow no more."""


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


class Watch:
    """A follower, asked when there is news and as digits change.

    `address`: of a page, to stand on it. `behind`: seconds after a digit's change at which it is asked.
    """

    def __init__(self, follower: Followed, address: str = "", *, behind: float = 0.0) -> None:
        self._follower = follower
        self._address = address
        self._behind = behind
        self._due = 0.0
        self.sight = self._look()

    def look(self) -> Sight:
        """Return what is to be seen now."""
        return self.look_again() if self.has_news() else self.sight

    def has_news(self) -> bool:
        """Take in what has changed; return whether something else is to be seen, be it a digit."""
        return bool(self._follower.take_in()) or time.monotonic() >= self._due

    def look_again(self) -> Sight:
        """Return what is to be seen now, after something was asked of the follower."""
        self.sight = self._look()
        return self.sight

    def wait(self) -> float:
        """Return in how many seconds to look again."""
        return max(_SHORTEST_WAIT, min(self._follower.next_look(), self._due - time.monotonic()))

    def _look(self) -> Sight:
        at = time.monotonic()
        view, reception = self._follower.view(), self._follower.reception()
        if self._address:
            view = replace(view, address=self._address)
        page = page_of(view, reception)
        next_digit = seconds_to_digit(page, view) + self._behind
        self._due = at + max(_SHORTEST_WAIT, min(_LONGEST_WAIT, next_digit))
        return Sight(view, reception, page, at)


def seconds_to_digit(page: Page, view: AudienceView) -> float:
    """Return the seconds after which a digit of a page changes; infinite where none does."""
    times = [big.time for big in page.bigs if big.time is not None and big.time.goes]
    changes = [seconds_to_change(one.seconds) / (view.speed or 1.0) for one in times if one.seconds > 0]
    return min(changes, default=inf)
