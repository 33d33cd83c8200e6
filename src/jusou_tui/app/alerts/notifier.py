"""Delivers alerts as this machine's settings want them: text, flash, bell, window title, desktop notice."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from jusou_tui import paths
from jusou_tui.app.alerts import NEVER_COVERED, desktop_notice
from jusou_tui.app.alerts.window_title import WindowTitle
from jusou_tui.timekeeping.clock.clock import pace_of
from jusou_tui.wording import t

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.timer import Timer

    from jusou_tui.live.meeting_words.alerts import Alert, AlertBatch
    from jusou_tui.settings import Settings
    from jusou_tui.timekeeping.clock.clock import Clock


class AlertedProgram(Protocol):
    """What alerts ask of the program, which is a Textual App."""

    _driver: Driver | None
    clock: Clock

    @property
    def is_headless(self) -> bool:
        """Whether it runs without a terminal."""

    @property
    def screen(self) -> Screen[Any]:
        """The page or dialog on top."""

    def say(self, text: str, *, failed: bool = False, about: str = "") -> None:
        """Show a notice; `about`: its subject, with which it goes."""

    def bell(self) -> None:
        """Ring the terminal's bell."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call something in `delay` seconds."""

    def run_worker(self, work: Callable[[], None], *, thread: bool, exit_on_error: bool) -> object:
        """Run something in a thread."""

    def call_from_thread(self, callback: Callable[[str], None], argument: str) -> None:
        """Call something in the program's own thread."""


class Notifier:
    """Delivers alerts; keeps the window's title and the run in which a hint was shown last."""

    def __init__(self, app: AlertedProgram) -> None:
        self._app = app
        self._hinted = ""
        self._complained = False
        self.title = WindowTitle(self.write, app.set_timer, os.environ)

    def deliver(self, batch: AlertBatch, *, wordless: bool = False) -> None:
        """Deliver the alerts that the settings want, a hint once in a run; say once if unreadable.

        `wordless`: only the bell may tell of them, since others see the page.
        """
        from jusou_tui.live.meeting_words.alerts import is_wanted
        from jusou_tui.settings import is_unreadable, load

        settings = load()
        if batch.title is not None:
            self.title.show(batch.title if settings.title_flash else "")
        wanted = [
            one for one in batch.alerts if is_wanted(settings, one.moment) and self._is_new(one, batch.run)
        ]
        if wanted and wordless:
            if settings.bell and any(one.audible for one in wanted):
                self._app.bell()
        elif wanted:
            self.announce(wanted, settings, batch.about)
        elif is_unreadable() and not self._complained:
            self._complained = True
            self._app.say(t("settings.unreadable", path=paths.settings_file()), failed=True)

    def announce(self, alerts: Sequence[Alert], settings: Settings, about: str = "") -> None:
        """Show the alerts' text, where a band says it there alone; the audible ones use every channel on."""
        from jusou_tui.live.meeting_words.alerts import joined_sentence

        sentence = joined_sentence(alerts)
        audible = any(one.audible for one in alerts)
        flashes = audible and settings.screen_flash and not self._app.screen.has_class(NEVER_COVERED)
        if not flashes:
            self._app.say(sentence, about=about)
        if not audible:
            return
        if settings.bell:
            self._app.bell()
        if flashes:
            self.flash(alerts)
        if settings.title_flash:
            self.title.signal(sentence)
        if settings.desktop_notice:
            self.notify(sentence)

    def flash(self, alerts: Sequence[Alert]) -> None:
        """Show alerts across the page in sight."""
        from jusou_tui.app.alerts.flash import seconds_of, show_flash

        show_flash(self._app.screen, alerts, seconds_of(pace_of(self._app.clock)))

    def end_flash(self) -> None:
        """Take away what flashes: its activity has ended."""
        from jusou_tui.app.alerts.flash import Flash

        for flash in self._app.screen.query(Flash):
            flash.end()

    def notify(self, sentence: str) -> bool:
        """Ask the terminal for a notice; return whether it, or tmux around it, may know how to show one."""
        if os.environ.get("TMUX"):
            self._app.run_worker(
                partial(self._notify_through_tmux, sentence), thread=True, exit_on_error=False
            )
            return True
        asked = desktop_notice.sequence(sentence, desktop_notice.protocol(os.environ))
        self.write(asked)
        return bool(asked)

    def write(self, sequence: str) -> None:
        """Write a sequence that moves nothing on the page; a program without a terminal writes nothing."""
        driver = self._app._driver  # noqa: SLF001 - Textual has no other way to a terminal's title
        if sequence and driver is not None and not self._app.is_headless:
            driver.write(sequence)

    def _notify_through_tmux(self, sentence: str) -> None:
        asked = desktop_notice.through_tmux(sentence, desktop_notice.ask_tmux())
        self._app.call_from_thread(self.write, asked)

    def _is_new(self, one: Alert, run: str) -> bool:
        if one.moment != "hint":
            return True
        before, self._hinted = self._hinted, run
        return before != run
