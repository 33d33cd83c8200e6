"""Look ahead: what an activity will ask for, while the meeting stays where it is; one key back to now."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from jusou_tui.app.meeting_text.prompts import carried_prompts, row_prompts
from jusou_tui.app.meeting_text.row_head import row_heading, row_time
from jusou_tui.app.plan_dialogs.row_menu import open_row_menu
from jusou_tui.app.screens.schedule import rows
from jusou_tui.app.shell.commands import (
    BACK,
    CHANGE_ROW,
    NO_FIELD,
    NOTES,
    SCHEDULE,
    SCROLL_DOWN,
    SCROLL_UP,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.screen import BASE_STYLES, TALL
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.lines import Lines
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live import controls
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t


class LookScreen(SessionScreen):
    """An activity as its page will show it. Nothing here moves the meeting without a question."""

    CSS_PATH = [BASE_STYLES, "look_ahead.tcss"]
    PAGE = "look"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE.but(rank=4),
        NOTES.but(rank=6),
        Command("turn(-1)", "app.look_before", "app.look_before_help", ("f7", "left"), ("k",), rank=2),
        Command("turn(1)", "common.next", "app.look_after_help", ("f8", "right"), ("j",), rank=1),
        Command("go_there", "app.look_go", "app.look_go_help", ("f6",), ("i",), rank=3),
        CHANGE_ROW.but(keys=("f4", *CHANGE_ROW.keys), rank=5),
        SCROLL_DOWN.but(keys=("pagedown", "down")),
        SCROLL_UP.but(keys=("pageup", "up")),
        BACK.but(keys=("f9", "ctrl+g", "escape", "ctrl+a"), label="app.look_back", help="app.look_back_help"),
        *session_commands(*NO_FIELD),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    top = getters.query_one("#top", TopLine)
    head = getters.query_one("#head", Lines)
    when = getters.query_one("#when", Lines)
    card = getters.query_one("#card", PromptCard)

    def body(self) -> ComposeResult:
        """Yield what it is, when it is expected, and its prompts."""
        yield TopLine(id="top")
        with Vertical(id="about"):
            yield Lines(id="head")
            yield Lines(id="when")
        yield PromptCard(id="card")

    def prepare(self) -> None:
        """Show the activity that was asked for."""
        super().prepare()
        self.card.roomy = self.app.size.height >= TALL
        self.card.focus()
        self._show_card()

    @property
    def _looked_at(self) -> tuple[MeetingView, MeetingSnapshot, Row | None]:
        """The row in view, also one of another meeting of the day; else the next one, else the first."""
        found = rows.find(self.live, self.live.view.activity)
        if found is not None and found.row is not None:
            snapshot = found.meeting.snapshot()
            if row := snapshot.schedule.row(found.row):
                return found.meeting, snapshot, row
        snapshot = self.meeting.snapshot()
        first = next(iter(snapshot.schedule.rows), None)
        return self.meeting, snapshot, snapshot.next_row or snapshot.row or first

    def show_time(self, snapshot: MeetingSnapshot) -> None:
        """Show when the activity is expected; that moves as time passes."""
        super().show_time(snapshot)
        _, there, row = self._looked_at
        if row is not None:
            cells = max(self.app.size.width - 4, 10)
            self.head.show(row_heading(there, cells, lines=2, row=row))
            self.when.show([row_time(there, row)])

    def _show_card(self) -> None:
        meeting, snapshot, row = self._looked_at
        self.top.show(meeting.step.heading, t("app.look"))
        if row is None:
            return
        carried = carried_prompts(meeting, snapshot, row)
        found = row_prompts(self.live.curriculum, row)
        self.card.show([*carried.above, *found, *carried.below], None)

    def after_change(self) -> None:
        """Show what a key changed."""
        super().after_change()
        self._show_card()

    def on_resize(self) -> None:
        """Show it in the width there is now."""
        self.card.roomy = self.app.size.height >= TALL
        self.host.heartbeat.now()

    def action_turn(self, by: int) -> None:
        """Look at the row before, or the next one."""
        meeting, snapshot, row = self._looked_at
        keys = [one.key for one in snapshot.schedule.rows]
        place = keys.index(row.key) + by if row else 0
        if 0 <= place < len(keys):
            self.live.book.set_view(activity=rows.key_of(self.live, meeting, keys[place]))
            self.after_change()
        else:
            self.host.say(t("app.look_no_more"))

    def action_scroll(self, pages_down: int) -> None:
        """Scroll the prompts."""
        self.card.scroll_pages(pages_down)

    def action_go_there(self) -> None:
        """Ask whether to go on with this activity now."""
        meeting, snapshot, row = self._looked_at
        elsewhere = meeting is not self.meeting or snapshot.state in ("before", "finished")
        if row is None or elsewhere or row.key == snapshot.progress.activity:
            self.host.say(t("app.look_cannot_go"))
            return
        answers = (
            Answer("go", t("app.go_to_yes"), "1", primary=True),
            Answer("stay", t("app.go_to_no"), "2", safe=True),
        )

        def answered(answer: str | None) -> None:
            if answer == "go" and controls.start(self.meeting, row.key):
                self.host.show_step(self.meeting.step.id)

        self.host.push_screen(Ask(t("app.go_to_title"), t("app.go_to", label=row.label), answers), answered)

    def action_change_row(self) -> None:
        """Ask what to change about the row that is looked at."""
        meeting, _, row = self._looked_at
        open_row_menu(self, meeting, row.key if row else None)
