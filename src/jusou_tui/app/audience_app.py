"""The shared screen in a terminal of its own: a program that follows a session and shows nothing private.

It knows pages, no session and no file: all comes through a follower, which is opened behind the first frame.
Letters do nothing, and there is no palette.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.filter import LineFilter

from jusou_tui.app import theme
from jusou_tui.app.alerts.window_title import WindowTitle
from jusou_tui.app.drawing.cell_page import CellPage
from jusou_tui.app.drawing.nearest_colours import with_nearest
from jusou_tui.app.opening import Opening
from jusou_tui.app.screens.audience.rows import lay_out
from jusou_tui.app.shell import keys
from jusou_tui.app.start import settle
from jusou_tui.app.stylesheet import WarmStylesheet
from jusou_tui.app.terminal.driver import driver_class
from jusou_tui.app.terminal.faults import end_by_fault, hand_over_faults
from jusou_tui.app.terminal.os_signals import leave_on_signals
from jusou_tui.app.ticker import BEHIND
from jusou_tui.audience.page import Page
from jusou_tui.audience.watching import FollowedWithCurtain, Sight, Watch
from jusou_tui.errors import JusouError
from jusou_tui.wording import t

KEYS_SECONDS = 5.0
"""How long the keys stand in the last line."""
MOST_STEPS = 4
SETTLE_SECONDS = 0.3

LEAVE = frozenset(keys.BACK.keys)
CLOSE = frozenset(keys.QUIT.keys)
AT_REST = frozenset({"before", "finished"})
"""States of a meeting in which one Esc closes the window; in the others it takes a second one."""
CURTAIN = frozenset(keys.CURTAIN.keys)
SIZE = {"ctrl+up": 1, "ctrl+down": -1}


class _Titled:
    """What a signal asks of the program's notifier: its window's title."""

    def __init__(self, title: WindowTitle) -> None:
        self.title = title


class AudienceApp(theme.ThemedApp):
    """The shared screen on a terminal."""

    TITLE = "jusou"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None

    def __init__(self, opening: Opening[FollowedWithCurtain]) -> None:
        super().__init__(driver_class=driver_class())
        self.stylesheet = WarmStylesheet(variables=self.theme_variables)
        theme.install(self)
        self._opening = opening
        self._follower: FollowedWithCurtain | None = None
        self._watch: Watch | None = None
        self._curtain_wanted = False
        self._page = _opening_page()
        self.refusal: JusouError | OSError | None = None
        self._cells = CellPage()
        self._steps = 0
        self._keys_until = 0.0
        self._waiting: asyncio.TimerHandle | None = None
        self._leave_until = 0.0
        self.notifier = _Titled(WindowTitle(self._write, self.set_timer, os.environ))
        self.crash_report: Path | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and the one for a terminal of 256 colours."""
        return with_nearest(super().get_line_filters(), self.console.color_system)

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield self._cells

    @on(events.Mount)
    def _begin(self) -> None:
        leave_on_signals(self)
        if not self.is_headless:
            hand_over_faults(self._handle_exception, asyncio.get_running_loop())
        self.notifier.title.show(t("screen.title"))
        self._draw()
        self.call_after_refresh(self._opening.begin, lambda: self.call_later(self._follow))

    def _follow(self) -> None:
        """Show what the follower sees from now on; leave where there is none."""
        if self._exit:
            return
        try:
            follower = self._follower = self._opening.opened()
        except (JusouError, OSError) as error:
            self.refusal = error
            self.exit(2)
            return
        if self._curtain_wanted and not follower.view().curtain:
            follower.request_curtain(True)
        self._watch = Watch(follower, behind=BEHIND)
        self._look()
        self.set_timer(SETTLE_SECONDS, lambda: settle() and self.refresh())

    async def on_event(self, event: events.Event) -> None:
        """Take keys and the window's size; what is pasted or clicked does nothing."""
        if isinstance(event, events.Key):
            self._press(event.key)
        elif not isinstance(event, events.Paste | events.MouseEvent):
            await super().on_event(event)
            if isinstance(event, events.Resize):
                self._draw()

    def _press(self, key: str) -> None:
        """Do what a key does here; any that does nothing shows the keys for a while."""
        if key in CLOSE or (key in LEAVE and self._may_leave()):
            self.exit(0)
        elif key in LEAVE:
            self._leave_until = self._now() + KEYS_SECONDS
            self.set_timer(KEYS_SECONDS + BEHIND, self._draw)
            self._draw()
        elif key in CURTAIN:
            self._press_curtain()
        elif key in SIZE:
            self._steps = min(max(self._steps + SIZE[key], -MOST_STEPS), MOST_STEPS)
            self._draw()
        else:
            self._keys_until = self._now() + KEYS_SECONDS
            self.set_timer(KEYS_SECONDS + BEHIND, self._draw)
            self._draw()

    def _may_leave(self) -> bool:
        """Return whether Esc closes now: no meeting runs, or it is the second one within a few seconds."""
        at_rest = self._watch is None or self._watch.sight.view.state in AT_REST
        return at_rest or self._now() < self._leave_until

    def _press_curtain(self) -> None:
        """Draw the curtain or take it away; before there is a session, note whether it is to be drawn."""
        if self._follower is None or self._watch is None:
            self._curtain_wanted = not self._curtain_wanted
            self._page = _opening_page(waits=self._curtain_wanted)
            self._draw()
        else:
            self._follower.request_curtain(not self._follower.view().curtain)
            self._show(self._watch.look_again())

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    def _look(self) -> None:
        """Show what is to be seen now. Look again when that may be something else."""
        if self._watch is not None:
            self._show(self._watch.look_again())
            self._wait()

    def _wait(self) -> None:
        """Wait until there may be news: in the loop, as a timer of Textual's costs more than a look."""
        if self._watch is not None:
            self._waiting = asyncio.get_running_loop().call_later(self._watch.wait(), self._glance)

    def _glance(self) -> None:
        """Show what is new where anything is, in the program's turn; else wait for the next look."""
        if self._watch is None or self._exit:
            return
        if self._watch.has_news():
            self.call_later(self._look)
        else:
            self._wait()

    def _show(self, sight: Sight) -> None:
        """Show the page that is to be seen now."""
        if sight.page != self._page:
            self._page = sight.page
            self._draw()

    def _draw(self) -> None:
        """Draw the page as it is in this window."""
        if not self._cells.is_attached:
            return
        now = self._now()
        shown = t("screen.keys") if now < self._keys_until else ""
        if now < self._leave_until:
            shown = t("screen.again")
        width, height = self.size
        self._cells.show(lay_out(self._page, width, height, steps=self._steps, keys=shown))

    def _write(self, sequence: str) -> None:
        """Write a sequence that moves nothing on the page."""
        if sequence and self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def save_now(self) -> None:
        """Do nothing: nothing is written here."""

    def close_session(self) -> None:
        """Give the window's title back; the follower is closed when the program has ended."""
        self.notifier.title.restore()

    @on(events.Unmount)
    def _end(self) -> None:
        self.notifier.title.restore()
        if self._waiting is not None:
            self._waiting.cancel()

    def _handle_exception(self, error: Exception) -> None:
        """Leave a report without local variables, which hold people's words, and end with status 2."""
        report = end_by_fault(self, error, (self.notifier.title.restore,), lambda _: t("screen.crashed"))
        self.crash_report = report or self.crash_report


def _opening_page(*, waits: bool = False) -> Page:
    """Return what stands until the session is open: no digits, which nobody knows yet.

    `waits`: in the words of the curtain.
    """
    words = t("audience.wait") if waits else t("screen.opening")
    return Page(organisation="", title=t("screen.title"), clock="", heading=words)


def launch(opening: Opening[FollowedWithCurtain]) -> int:
    """Show what a follower sees until the window is closed; return the exit status. Closes the follower.

    Raises JusouError or OSError where nothing can be followed, when the terminal is given back.
    """
    app = AudienceApp(opening)
    try:
        status = app.run(mouse=False) or app.return_code or 0
    finally:
        opening.close()
    if app.refusal is not None:
        raise app.refusal
    return status
