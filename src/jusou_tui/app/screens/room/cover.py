"""The facilitator's page for whoever shares the whole desktop: what the room sees, a field without letters.

No name, note, figure of delay or notice is on it. The keys of time act and stay on it; keys of other pages do
nothing, so that none of them comes into sight by chance. Esc leads back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType

from jusou_tui.app.alerts import WORDLESS
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.plan_dialogs.confirm import confirmation
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    CURTAIN,
    GO_ON,
    NEW_LINE,
    NEXT_KIND,
    ROOM,
    SAVE,
    TIME_COMMANDS,
    Command,
    bindings,
)
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.lines import Lines
from jusou_tui.audience.making import view_of
from jusou_tui.audience.page import Page, page_of
from jusou_tui.live import controls, undoing
from jusou_tui.live.audience import audience_meeting
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.live.steps import due_meeting
from jusou_tui.wording import t

LayOut = Callable[[Page, int, int], Drawn]
"""Returns a page of the shared screen in a window of so many cells and lines."""


class CoverScreen(SessionScreen, inherit_bindings=False):
    """What the room sees, above a note field whose letters are hidden."""

    CSS_PATH = [BASE_STYLES, "cover.tcss"]
    PAGE = "cover"
    DEFAULT_CLASSES = WORDLESS
    SHARED_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    ONLY_IN_PALETTE: ClassVar[tuple[Command, ...]] = ()
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        GO_ON.but(help="room.cover_next_help"),
        *TIME_COMMANDS,
        NEXT_KIND,
        NEW_LINE,
        ROOM.but(rank=2),
        CURTAIN.but(rank=3),
        SAVE,
        BACK,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    room = getters.query_one("#room", Lines)

    def __init__(self, lay_out: LayOut) -> None:
        super().__init__()
        self._lay_out = lay_out

    def body(self) -> ComposeResult:
        """Yield what the room sees, what this page is, and the note field."""
        yield Lines(id="room")
        yield Lines(id="covered")
        yield NoteBar(self.live, masked=True)

    def prepare(self) -> None:
        """Say that names and notes are hidden, and begin in the field."""
        super().prepare()
        self._say(t("room.covered", key=keys.BACK.key_shown))
        self.focus_field()

    def _say(self, text: str) -> None:
        self.query_one("#covered", Lines).show([[(text, "strong-now")]])

    def show_time(self, snapshot: MeetingSnapshot) -> None:  # noqa: ARG002
        """Show what the room sees now, whichever meeting the page came from."""
        self._draw()

    @on(events.Resize)
    def _draw_when_laid_out(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.is_whole:
            return
        width, height = self.room.size
        if not width or not height:
            return
        page = page_of(view_of(audience_meeting(self.live)))
        self.room.show(self._lay_out(page, width, height))

    def action_control(self, name: str) -> None:
        """Do something with the meeting under way, and stay here."""
        if name != "go_on":
            super().action_control(name)
        elif (meeting := due_meeting(self.live)) is None or not self.live.keeps_time:
            self._say(t("app.next_nothing"))
        elif confirmation(meeting) is None:
            self._go_on(meeting)
        else:
            self._ask_to_go_on(meeting)

    def _ask_to_go_on(self, meeting: MeetingView) -> None:
        """Ask where the meeting's own page would ask, too, without what is shown there."""
        answers = (
            Answer("go", t("app.next_go"), "1"),
            Answer("leave", t("app.next_stay"), "2", safe=True),
        )

        def answered(answer: str | None) -> None:
            if answer == "go":
                self._go_on(meeting)

        self.host.push_screen(Ask(t("app.next_title"), t("room.cover_question"), answers), answered)

    def _go_on(self, meeting: MeetingView) -> None:
        with undoing.made_on_the_run_page(meeting):
            self.act(controls.go_on(meeting))
