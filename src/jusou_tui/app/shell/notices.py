"""What is said in passing: one notice at a time, in its place on the page or dialog in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jusou_tui.app.widgets.notice import Notice

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.screen import Screen
    from textual.timer import Timer

SECONDS = 8.0
NOTE_FIELD = "EntryBar"
"""The widget around a note field, by name: with its class what only pages of a session need would load."""


class Notices:
    """Keeps what is said until its time is over, until something else is said, or its activity has ended.

    `run`: returns what identifies the run of the activity under way, "" where none is.
    """

    def __init__(self, app: App[Any], run: Callable[[], str]) -> None:
        self._app = app
        self._run = run
        self._text = ""
        self._failed = False
        self._said_in = ""
        self._timer: Timer | None = None

    def say(self, text: str, *, failed: bool = False) -> None:
        """Show a notice; it replaces the one before."""
        self._text, self._failed, self._said_in = text, failed, self._run()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(SECONDS, self.clear)
        self.show()

    def clear(self) -> None:
        """Take the notice away."""
        self._text = ""
        self.show()

    def outdate(self) -> None:
        """Take away what was said on a page that is left, or about an act before another; not a failure."""
        if self._text and not self._failed:
            self.clear()

    def keep_of(self, run: str) -> None:
        """Take away what was said in another run than this one: its activity has ended."""
        if self._text and not self._failed and self._said_in != run:
            self.clear()

    def show(self) -> None:
        """Show the notice on the page or dialog on top, and on no other."""
        stack = self._app.screen_stack
        for screen in stack[:-1]:
            for notice in screen.query(Notice):
                if notice.text:
                    notice.show("")
        if not stack:
            return
        place = _place(stack[-1])
        if place is None and self._text and stack[-1].is_mounted:  # else shown when it comes in sight
            place = Notice()
            stack[-1].mount(place)
        if place is not None and (place.text or self._text):
            place.show(self._text, failed=self._failed)


def _place(screen: Screen[Any]) -> Notice | None:
    """Return where a screen shows notices: above its note field, so that the field stays where it is."""
    places = [*screen.query(f"{NOTE_FIELD} Notice").results(Notice), *screen.query(Notice)]
    return places[0] if places else None
