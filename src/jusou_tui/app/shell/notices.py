"""What is said in passing: one notice at a time, in its place on the page or dialog in sight."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from jusou_tui.app.alerts import WORDLESS
from jusou_tui.app.widgets.notice import Notice

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.screen import Screen
    from textual.timer import Timer

    from jusou_tui.live.session import LiveSession

SECONDS = 8.0
NOTE_FIELD = "EntryBar"
"""The widget around a note field, by name: with its class what only pages of a session need would load."""


def run_under_way(live: LiveSession | None) -> str:
    """Return what identifies the run of the activity under way in an open session, "" where none is."""
    from jusou_tui.live.meeting_words.alerts import run_of

    return run_of(live.under_way().snapshot()) if live is not None else ""


class Notices:
    """Keeps what is said as long as what it is about: at most some seconds, and until something else is said.

    What an act said goes with the next act (`outdate`); what the time said goes when its subject is over
    (`keep_of`): a turn, a part, the activity. `run`: returns what identifies the run of the activity under
    way, "" where none is: the subject of all that names no other.
    """

    def __init__(self, app: App[Any], run: Callable[[], str]) -> None:
        self._app = app
        self._run = run
        self._text = ""
        self._failed = False
        self._about = ""
        self._timer: Timer | None = None

    def say(self, text: str, *, failed: bool = False, about: str = "") -> None:
        """Show a notice; it replaces the one before. `about`: its subject, as in `keep_of`."""
        self._text, self._failed, self._about = text, failed, about or self._run()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(SECONDS, self.clear)
        self.show()

    def clear(self) -> None:
        """Take the notice away."""
        self._text = ""
        self.show()

    def outdate(self) -> None:
        """Take away what was said on a page that is left, or of an act before another; not a failure."""
        if self._text and not self._failed:
            self.clear()

    def keep_of(self, subjects: Collection[str]) -> None:
        """Take away what is about something else than what goes on now: it is over."""
        if self._text and not self._failed and self._about not in subjects:
            self.clear()

    def show(self) -> None:
        """Show the notice on the page or dialog on top, and on no other."""
        stack = self._app.screen_stack
        for screen in stack[:-1]:
            for notice in screen.query(Notice):
                if notice.text:
                    notice.show("")
        if not stack or any(screen.has_class(WORDLESS) for screen in stack):
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
