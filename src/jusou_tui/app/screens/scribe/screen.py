"""The second note-taker's page: notes, and the facilitator's clock to look at. No key touches the time."""

from __future__ import annotations

from threading import Thread
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from jusou_tui.app.meeting_text.clock_face import countdown_text
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    CASES,
    CHANGE_ROW,
    EVERY_PAGE_COMMANDS,
    FILTER,
    GO_ON,
    HOME,
    KEEP_PRIVATE,
    NOTES,
    PROGRAMME,
    REMOVE,
    SCHEDULE,
    SETUP,
    SHEETS,
    TICK,
    TO_FIELD,
    WHO,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.list_screen import ListScreen, NotesPane
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES, NOTES_STYLES
from jusou_tui.app.ticker import Ticker
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.compare.scribe_copy import FacilitatorState
from jusou_tui.errors import StoreError
from jusou_tui.live.elsewhere.scribe import ScribeSession
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text


class ScribeScreen(ListScreen):
    """Notes as on their own page; each second a look at the facilitator's file."""

    CSS_PATH = [BASE_STYLES, NOTES_STYLES, "screen.tcss"]
    PAGE = "scribe"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("edit", "compare.scribe_enter", "compare.scribe_enter_help", keys.TAKE, rank=0, primary=True),
        TICK,
        KEEP_PRIVATE,
        REMOVE,
        FILTER,
        SHEETS.but(rank=1, help="compare.scribe_sheets_help"),
        CHANGE_ROW.but(rank=5, label="app.menu_title", help="app.menu_help"),
        TO_FIELD,
        GO_ON._replace(rank=None),
        *session_commands(GO_ON, WHO, PROGRAMME, SETUP, CASES, HOME),
    )
    SHARED_COMMANDS = tuple(one for one in EVERY_PAGE_COMMANDS if one not in {SCHEDULE, NOTES})
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    pane = getters.query_one(NotesPane)

    def __init__(self, scribe: ScribeSession) -> None:
        super().__init__()
        self.scribe = scribe
        self._reader: Thread | None = None
        self._ticker = Ticker(self, self._tick, lambda: self.host.clock)

    def body(self) -> ComposeResult:
        """Yield the notes and the field."""
        yield TopLine(id="top")
        yield NotesPane(self.live)
        yield NoteBar(self.live)

    def focus_start(self) -> None:
        """Follow the facilitator's file from now on, and begin in the field, the newest note highlighted."""
        self._ticker.start()
        super().focus_start()
        self.focus_field()

    def show_list(self) -> None:
        """Show the notes that the filter lets through."""
        self.pane.show()

    def after_change(self) -> None:
        """Show the keys that make sense now."""
        self.refresh_keys()

    @property
    def marked_text(self) -> str:
        """The marked note."""
        return self.pane.highlighted_text

    def action_filter(self) -> None:
        """Go to the filter."""
        self.pane.go_to_filter()

    def show_time(self, snapshot: MeetingSnapshot) -> None:
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
        snapshot = meeting.snapshot()
        step, row, left = meeting.step, snapshot.row, snapshot.countdown
        title = f"{step.label} {row.label}" if row is not None else step.label
        right = [(time_text(snapshot.now), "clock")]
        if not self.scribe.following.seen:
            right.insert(0, (t("compare.scribe_unseen"), "chip-late"))
        elif left is not None and snapshot.is_under_way:
            right.insert(0, (countdown_text(left.remaining), "strong"))
        self.query_one(TopLine).show(title, t("compare.scribe_title"), right)

    def action_sheets(self) -> None:
        """Show the sheets."""
        self.host.show_page("sheets")

    def action_back(self) -> None:
        """Stay: there is no page below."""
