"""The second note-taker's page: notes, and the facilitator's clock to look at. No key touches the time."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.screen import Screen

from jusou_tui.app.meeting_text.clock_face import countdown_text
from jusou_tui.app.screens.notes.screen import NotesScreen
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import EDIT, FILTER, REMOVE, SESSION_COMMANDS, SHEETS, TICK
from jusou_tui.app.shell.ticker import Ticker
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.compare.scribe_copy import FacilitatorState
from jusou_tui.errors import StoreError
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t
from jusou_tui.wording.times import time_text

if TYPE_CHECKING:
    from jusou_tui.app.scribe_app import ScribeApp
    from jusou_tui.live.scribe import ScribeSession

OWN = frozenset(
    {"next_kind", "next_author", "undo", "redo", "bring_back", "conflicts", "leave_field", "save"}
)


class ScribeScreen(NotesScreen, inherit_bindings=False):
    """Notes as on their own page; each second a look at the facilitator's file."""

    PAGE = "scribe"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        EDIT,
        REMOVE,
        TICK,
        FILTER,
        SHEETS.but(keys=("f3",), letters=("s",), rank=1, help="compare.scribe_sheets_help"),
        *(command for command in SESSION_COMMANDS if command.action in OWN),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*Screen.BINDINGS, *bindings(PAGE_COMMANDS)]

    @property
    def scribe(self) -> ScribeSession:
        """The copy, and what it follows."""
        return cast("ScribeApp", self.app).scribe

    def on_mount(self) -> None:
        """Follow from now on, and begin in the field: behind what the notes' own page does first."""
        self._reader: Thread | None = None
        self._ticker = Ticker(self, self._tick, lambda: self.host.clock)
        self.call_later(self._begin)

    def _begin(self) -> None:
        self._ticker.start()
        self.focus_entry()

    def show_time(self, standing: MeetingSnapshot) -> None:
        """Show the time with what was read of the facilitator's file, not by itself."""

    def _tick(self) -> float:
        """Let the facilitator's file be looked at, and show where the meeting is."""
        if self._reader is None or not self._reader.is_alive():
            self._reader = Thread(target=self._read, name="jusou-follow", daemon=True)
            self._reader.start()
        self._show_clock()
        return 1.0

    def _read(self) -> None:
        """Read in a thread: a shared folder that is away must not stop the keys, nor leaving."""
        found = self.scribe.following.read()
        if found is not None:
            self.call_later(self._take, found)

    def _take(self, found: FacilitatorState) -> None:
        """Take in what was read and show it."""
        try:
            self.scribe.follow(found)
            self.show_entries()
        except StoreError:
            self.show_saved()
        self._show_clock()

    def _show_clock(self) -> None:
        meeting = self.meeting
        standing = meeting.snapshot()
        step, row, left = meeting.step, standing.row, standing.countdown
        title = f"{step.label} {row.label}" if row is not None else step.label
        right = [(time_text(standing.now), "clock")]
        if not self.scribe.following.seen:
            right.insert(0, (t("compare.scribe_unseen"), "chip-late"))
        elif left is not None and standing.state in {"running", "paused"}:
            right.insert(0, (countdown_text(left.remaining), "strong"))
        self.query_one(TopLine).show(title, t("compare.scribe_title"), right)

    def action_sheets(self) -> None:
        """Show the sheets."""
        self.host.show_page("sheets")

    def action_back(self) -> None:
        """Stay: there is no page below."""
        self.query_one("#list").focus()
