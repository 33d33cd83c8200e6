"""The schedule: planned, actual and expected for every row; rows can be left out, taken in, gone to."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from jusou_tui.app.plan_dialogs.catch_up import open_catch_up
from jusou_tui.app.plan_dialogs.commands import CATCH_UP, CHANGE_ROW
from jusou_tui.app.plan_dialogs.lunch import LunchMenu
from jusou_tui.app.plan_dialogs.row_menu import open_row_menu
from jusou_tui.app.screens.schedule import outlook, rows
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import BACK, NO_FIELD, NOTES, session_commands
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.agenda import AgendaTable
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live import controls, lunch, plan_edits, row_order
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.forecast.day_forecast import IntervalForecast
from jusou_tui.wording import t

OF_A_ROW = frozenset({"skip_row", "minutes(-1)", "minutes(1)", "catch_up", "change_row"})


class ScheduleScreen(SessionScreen):
    """The agenda table of the step at hand."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "schedule"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        NOTES.but(rank=4),
        Command("skip_row", "app.skip_row", "app.skip_row_help", ("f5", "delete"), ("x",), rank=3),
        Command("minutes(-1)", "app.minus", "app.row_minus_help", ("f7",), ("-",), rank=6),
        Command("minutes(1)", "app.plus", "app.row_plus_help", ("f8",), ("+",), rank=5),
        replace(CATCH_UP, keys=("f4", *CATCH_UP.keys), rank=1),
        replace(CHANGE_ROW, keys=("f6", *CHANGE_ROW.keys), rank=2),
        Command("move_row(-1)", "common.up", "timekeeping.up_help", ("ctrl+up",), ("k",)),
        Command("move_row(1)", "common.down", "timekeeping.down_help", ("ctrl+down",), ("j",)),
        BACK.but(keys=("f9", "escape", "f2")),
        *session_commands(*NO_FIELD),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self._outcome: object = None

    def body(self) -> ComposeResult:
        """Yield the table and what there is to say about it."""
        yield TopLine(id="top")
        yield AgendaTable(headers=self._headers(), id="table")
        yield Static("", id="outcome", markup=False)

    def on_mount(self) -> None:
        """Show the table and begin in it."""
        super().on_mount()
        step = self.meeting.step
        self.query_one(TopLine).show(step.heading, t("app.schedule"))
        self.query_one(AgendaTable).focus()

    @staticmethod
    def _headers() -> tuple[str, ...]:
        return (
            "",
            t("common.time_of_day"),
            t("common.form"),
            t("common.activity"),
            t("app.column_planned"),
            t("common.actual"),
            t("app.column_times"),
            t("app.column_late"),
        )

    def show_time(self, snapshot: MeetingSnapshot) -> None:
        """Show where it stands: rows that changed, and by the minute what there is to say about them."""
        super().show_time(snapshot)
        self.query_one(AgendaTable).show(rows.rows(self.meeting))
        key = (snapshot.now.replace(second=0, microsecond=0), self.live.content_version)
        if key != self._outcome:
            self._outcome = key
            self.query_one("#outcome", Static).update(outlook.sentences(self.meeting, snapshot))

    def under_way(self, snapshot: MeetingSnapshot) -> bool:
        """Tell the end before the start, too."""
        return snapshot.state != "finished"

    def commands(self) -> list[Command]:
        """Return the commands that make sense: after the end none that changes a row."""
        if not self.is_attached:
            return list(self.PAGE_COMMANDS)
        marked = self._marked_row
        meeting = marked.meeting if marked else self.meeting
        away = (
            OF_A_ROW if meeting.snapshot().state == "finished" and self.marked_break is None else frozenset()
        )
        out = marked is not None and marked.row is not None and row_order.is_out(meeting, marked.row)
        word = "app.take_row_in" if out else "app.leave_row_out"
        return [
            replace(command, label=word) if command.action == "skip_row" else command
            for command in self.PAGE_COMMANDS
            if command.action not in away
        ]

    @on(AgendaTable.Highlighted)
    def _other_row(self) -> None:
        self.refresh_keys()

    def after_change(self) -> None:
        """Show what a key changed."""
        super().after_change()
        self.refresh_keys()

    @property
    def _marked(self) -> str | None:
        return self.query_one(AgendaTable).highlighted_key

    @property
    def _marked_row(self) -> rows.Marked | None:
        return rows.find(self.live, self._marked)

    @property
    def row_meeting(self) -> MeetingView:
        """The session at the meeting of the marked row."""
        marked = self._marked_row
        return marked.meeting if marked else self.meeting

    @property
    def day_row(self) -> str | None:
        """The marked row, None for a break between two meetings."""
        marked = self._marked_row
        return marked.row if marked else None

    @property
    def marked_break(self) -> IntervalForecast | None:
        """The marked break between two meetings."""
        marked = self._marked_row
        return lunch.interval_before(marked.meeting) if marked and marked.row is None else None

    def action_skip_row(self) -> None:
        """Leave the marked row out, or take it in again."""
        if pause := self.marked_break:
            self.host.say(t("timekeeping.lunch_no_key", name=lunch.name_of(pause)))
            return
        meeting, key = self.row_meeting, self.day_row
        if key is None:
            return
        if key == meeting.snapshot().progress.activity:
            self.host.say(t("app.skip_running"))
        elif row_order.is_out(meeting, key):
            self.act(row_order.bring_back(meeting, key))
        elif row_order.coming(meeting, key):
            self.act(controls.skip(meeting, key))
        else:
            self.host.say(t("timekeeping.row_over"))

    def action_minutes(self, by: int) -> None:
        """Plan the marked row or break longer or shorter; what runs gets or gives minutes."""
        meeting, key = self.row_meeting, self.day_row
        if pause := self.marked_break:
            if pause.state == "done":
                self.host.say(t("timekeeping.lunch_over", name=lunch.name_of(pause)))
            else:
                self.act(lunch.more(meeting, by))
        elif key is not None and row_order.is_over(meeting, key):
            self.host.say(t("timekeeping.row_over"))
        elif key is not None:
            self.act(plan_edits.lengthen(meeting, key, by))

    def action_move_row(self, by: int) -> None:
        """Move the marked row up or down among those to come."""
        key = self.day_row
        if pause := self.marked_break:
            self.host.say(t("timekeeping.lunch_no_move", name=lunch.name_of(pause)))
        elif key is not None and not row_order.move(self.row_meeting, key, by):
            self.host.say(t("timekeeping.cannot_move"))
        self.after_change()

    def action_catch_up(self) -> None:
        """Show how the meeting of the marked row could end on time."""
        open_catch_up(self, self.row_meeting)

    def action_change_row(self) -> None:
        """Ask what to change about the marked row, or about the break between two meetings."""
        if pause := self.marked_break:
            LunchMenu(self, self.row_meeting, pause).ask()
        else:
            open_row_menu(self, self.row_meeting, self.day_row)

    @on(AgendaTable.Chosen)
    def _chosen(self, event: AgendaTable.Chosen) -> None:
        """Show what the row will ask for: looking never moves the meeting. Of a break ask what to change."""
        if self.marked_break is not None:
            self.action_change_row()
        else:
            self.live.book.set_view(activity=event.key)
            self.host.show_page("look")
