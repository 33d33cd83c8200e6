"""A second note-taker's program: her own copy, notes and sheets, and the facilitator's clock to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

from jusou_tui.app.main import JusouApp
from jusou_tui.app.shell.commands import DIALOGS_OF_FACILITATOR
from jusou_tui.app.start import Start
from jusou_tui.live.elsewhere.scribe import ScribeSession, open_copy
from jusou_tui.wording import t

SHEETS = ("sheet", "sheets")


class ScribeApp(JusouApp):
    """The program with one page, over which sheets may lie."""

    def __init__(self, start: Start, scribe: ScribeSession) -> None:
        super().__init__(start, live=scribe.live)
        self.scribe = scribe

    def _make_base(self, page: str) -> Screen[None]:  # noqa: ARG002
        from jusou_tui.app.screens.scribe.screen import ScribeScreen

        return ScribeScreen(self.scribe)

    def _restore_overlay(self, name: str | None) -> None:
        """Begin with the notes."""

    def _show_base(self, page: str) -> None:  # noqa: ARG002
        """Return to the notes: there is no other page."""
        self._return_to_notes()

    def show_page(self, name: str, step: str | None = None) -> None:
        """Lay sheets over the notes, or return to these; say that other pages are the facilitator's."""
        if name in SHEETS:
            super().show_page(name, step)
        elif name == "notes":
            self._return_to_notes()
            self.say(t("compare.scribe_here"))
        else:
            self.say(t("compare.scribe_not_here"))

    def show_dialog(self, name: str, closed: Callable[[], None] | None = None) -> None:
        """Lay a dialog over the page; say of what is the facilitator's that it is done there."""
        if name in DIALOGS_OF_FACILITATOR:
            self.say(t("compare.scribe_done_there"))
        else:
            super().show_dialog(name, closed)

    def show_home(self) -> None:
        """Return to the notes: the copy stays open until the program is left."""
        self._return_to_notes()

    def leave_session(self) -> None:
        """Return to the notes."""
        self._return_to_notes()

    def back(self) -> None:
        """Return to the notes from a page that lies over them."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def _return_to_notes(self) -> None:
        from jusou_tui.app.screens.scribe.screen import ScribeScreen

        while not isinstance(self.screen, ScribeScreen) and len(self.screen_stack) > 1:
            self.pop_screen()


def launch(source: Path, mine: Path, name: str) -> int:
    """Run the program on a copy until it is left; return the exit status. Raises JusouError."""
    scribe = open_copy(source, mine, name)
    try:
        app = ScribeApp(Start("session", mine.parent), scribe)
        return app.run() or app.return_code or 0
    finally:
        scribe.live.close()
