"""The schedule of a meeting or of its day, and looking ahead: what an activity will ask for.

While one looks ahead, the meeting stays where it is; one key goes back to now.
"""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from jusou_tui.app.meeting_text.row_heading import row_heading, row_time
from jusou_tui.app.plan_dialogs.catch_up import open_catch_up
from jusou_tui.app.plan_dialogs.row_menu import open_add_menu, open_lunch_menu, open_row_menu
from jusou_tui.app.screens.schedule import rows
from jusou_tui.app.screens.schedule.outlook import outlook
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    CATCH_UP,
    CHANGE_ROW,
    NOTES,
    SCHEDULE,
    SCROLL_DOWN,
    SCROLL_UP,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES, TALL
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.agenda import AgendaTable
from jusou_tui.app.widgets.lines import Lines, TopLine, Wrapped
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.live import controls
from jusou_tui.live.meeting_words.prompts import carried_prompts, row_prompts
from jusou_tui.live.planning import lunch, plan_edits
from jusou_tui.live.planning.plan_edits import is_ahead, is_out, is_over
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t

OF_A_ROW = frozenset(
    {
        "skip_row",
        "minutes(-1)",
        "minutes(1)",
        "move_row(-1)",
        "move_row(1)",
        "add_row",
        "catch_up",
        "change_row",
    }
)
"""Commands that change a row of a meeting that is not over."""


class ScheduleScreen(SessionScreen):
    """The agenda table of the meeting in view, or of all meetings of its day."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "schedule"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        NOTES.but(rank=4),
        Command("skip_row", "app.skip_row", "app.skip_row_help", keys.REMOVE, rank=3),
        Command("minutes(-1)", "app.minus", "app.row_minus_help", keys.LESS, rank=6),
        Command("minutes(1)", "app.plus", "app.row_plus_help", keys.MORE, rank=5),
        CATCH_UP.but(rank=1),
        CHANGE_ROW.but(rank=2),
        Command("move_row(-1)", "common.up", "timekeeping.up_help", keys.MOVE_UP),
        Command("choose", "app.look", "app.look_help", keys.TAKE, also="app.look_also"),
        Command("move_row(1)", "common.down", "timekeeping.down_help", keys.MOVE_DOWN),
        Command("add_row", "timekeeping.add_row", "timekeeping.add_row_help", keys.ADD, rank=7),
        BACK,
        *session_commands(),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    top = getters.query_one("#top", TopLine)
    table = getters.query_one("#table", AgendaTable)
    outcome = getters.query_one("#outcome", Wrapped)

    def __init__(self) -> None:
        super().__init__()
        self._outcome_key: object = None

    def body(self) -> ComposeResult:
        """Yield the table and the sentences below it."""
        yield TopLine(id="top")
        yield AgendaTable(headers=self._headers(), id="table")
        yield Wrapped("", id="outcome")
        yield NoteBar(self.live)

    def prepare(self) -> None:
        """Show the table, the caret in the note field."""
        super().prepare()
        self.top.show_page(t("app.schedule"), self.meeting.step.heading)
        if self.page_field is not None:
            self.table.take_no_focus()
            self.focus_field()
        else:
            self.table.focus()

    @property
    def marked_rows(self) -> AgendaTable:
        """The table."""
        return self.table

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
        """Show the rows that changed, and by the minute the sentences below them."""
        super().show_time(snapshot)
        self.table.show(rows.rows(self.meeting, snapshot))
        key = (snapshot.now.replace(second=0, microsecond=0), self.live.content_version)
        if key != self._outcome_key:
            self._outcome_key = key
            self.outcome.show(outlook(self.meeting, snapshot))

    def shows_end(self, snapshot: MeetingSnapshot) -> bool:
        """Return True before the start, too."""
        return snapshot.state != "finished"

    def commands(self) -> list[Command]:
        """Return the commands that make sense: after the end none that changes a row."""
        if not self.is_attached:
            return list(self.PAGE_COMMANDS)
        highlighted = self._highlighted or rows.TableRow(self.meeting, "")
        over = highlighted.interval is None and highlighted.meeting.snapshot().state == "finished"
        out = highlighted.row is not None and is_out(highlighted.meeting, highlighted.row)
        label = "app.take_row_in" if out else "app.leave_row_out"
        return [
            command.but(label=label) if command.action == "skip_row" else command
            for command in self.PAGE_COMMANDS
            if not (over and command.action in OF_A_ROW)
        ]

    @on(AgendaTable.Highlighted)
    def _other_row(self) -> None:
        self.refresh_keys()

    def after_change(self) -> None:
        """Show what a key changed."""
        super().after_change()
        self.refresh_keys()

    @property
    def _highlighted(self) -> rows.TableRow | None:
        """The highlighted row, None while the table is empty."""
        return rows.find(self.live, self.table.highlighted_key)

    def action_skip_row(self) -> None:
        """Leave the highlighted row out, or take it in again."""
        highlighted = self._highlighted
        if highlighted is None:
            return
        meeting, key = highlighted.meeting, highlighted.row
        if interval := highlighted.interval:
            self.host.say(t("timekeeping.lunch_no_key", name=lunch.name_of(interval)))
        elif key is None:
            return
        elif key == meeting.snapshot().progress.activity:
            self.host.say(t("app.skip_running"))
        elif is_out(meeting, key):
            self._act_on(meeting, key, plan_edits.bring_back(meeting, key), "timekeeping.brought_back")
        elif is_ahead(meeting, key):
            self._act_on(meeting, key, controls.skip(meeting, key), "timekeeping.left_out_said")
        else:
            self.host.say(t("timekeeping.row_over"))

    def _act_on(self, meeting: MeetingView, key: str, done: bool, message: str) -> None:
        """Show a change of a row, and say it with the sentence of the id `message`."""
        self.act(done)
        row = meeting.schedule().row(key)
        if done and row is not None:
            self.host.say(t(message, label=row.label))

    def action_add_row(self) -> None:
        """Ask for a break or an activity, and put it in before the highlighted row."""
        highlighted = self._highlighted
        if highlighted is not None and highlighted.row is not None:
            open_add_menu(self, highlighted.meeting, highlighted.row)

    def action_minutes(self, by: int) -> None:
        """Plan the highlighted row or break longer or shorter; what runs gets or gives minutes."""
        highlighted = self._highlighted
        if highlighted is None:
            return
        if interval := highlighted.interval:
            if interval.state == "done":
                self.host.say(t("timekeeping.lunch_over", name=lunch.name_of(interval)))
            else:
                self.act(lunch.more(highlighted.meeting, by))
        elif highlighted.row is None:
            return
        elif is_over(highlighted.meeting, highlighted.row):
            self.host.say(t("timekeeping.row_over"))
        else:
            self.act(plan_edits.lengthen(highlighted.meeting, highlighted.row, by))

    def action_move_row(self, by: int) -> None:
        """Move the highlighted row up or down among those to come."""
        highlighted = self._highlighted
        if highlighted is None:
            return
        if interval := highlighted.interval:
            self.host.say(t("timekeeping.lunch_no_move", name=lunch.name_of(interval)))
        elif highlighted.row is not None and not plan_edits.move(highlighted.meeting, highlighted.row, by):
            self.host.say(t("timekeeping.cannot_move"))
        self.after_change()

    def action_catch_up(self) -> None:
        """Show how the meeting of the highlighted row could end on time."""
        highlighted = self._highlighted
        open_catch_up(self, highlighted.meeting if highlighted else self.meeting)

    def action_change_row(self) -> None:
        """Ask what to change about the highlighted row, or about the break between two meetings."""
        highlighted = self._highlighted
        if highlighted is not None and highlighted.interval is not None:
            open_lunch_menu(self, highlighted.meeting, highlighted.interval)
        elif highlighted is None or not open_row_menu(self, highlighted.meeting, highlighted.row):
            super().action_change_row()

    def action_choose(self) -> None:
        """Look at the highlighted row."""
        self.table.action_choose()

    @on(AgendaTable.Chosen)
    def _chosen(self, event: AgendaTable.Chosen) -> None:
        """Show what the row will ask for: looking never moves the meeting. Of a break ask what to change."""
        if (highlighted := self._highlighted) is not None and highlighted.interval is not None:
            self.action_change_row()
        else:
            self.live.book.set_view(activity=event.key)
            self.host.show_page("look")


class LookScreen(SessionScreen):
    """An activity as its page will show it. Nothing here moves the meeting without a question."""

    CSS_PATH = [BASE_STYLES, "look_ahead.tcss"]
    PAGE = "look"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE.but(rank=4),
        NOTES.but(rank=6),
        Command("turn(-1)", "app.look_before", "app.look_before_help", keys.LEFT, rank=2),
        Command("turn(1)", "common.next", "app.look_after_help", keys.RIGHT, rank=1),
        Command("go_there", "app.look_go", "app.look_go_help", keys.TAKE, rank=3),
        CHANGE_ROW.but(rank=5),
        SCROLL_DOWN,
        SCROLL_UP,
        BACK.but(label="app.look_back", help="app.look_back_help"),
        *session_commands(),
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
        yield NoteBar(self.live)

    def prepare(self) -> None:
        """Show the activity that was asked for."""
        super().prepare()
        self.card.roomy = self.app.size.height >= TALL
        if self.page_field is not None:
            self.card.can_focus = False
            self.focus_field()
        else:
            self.card.focus()
        self._show_card()

    @property
    def marked_rows(self) -> PromptCard:
        """The prompts, which scroll: no row of them is marked."""
        return self.card

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
        meeting, there, row = self._looked_at
        if row is not None:
            cells = max(self.app.size.width - 4, 10)
            self.head.show(row_heading(there, cells, lines=2, row=row))
            parked = row.key in plan_edits.parked(meeting)
            self.when.show([row_time(there, row, parked=parked)])

    def _show_card(self) -> None:
        meeting, snapshot, row = self._looked_at
        self.top.show_page(t("app.look"), meeting.step.heading)
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
            Answer("go", t("app.go_to_yes"), "1"),
            Answer("stay", t("app.go_to_no"), "2", safe=True),
        )

        def answered(answer: str | None) -> None:
            if answer == "go" and controls.start(self.meeting, row.key):
                self.host.show_step(self.meeting.step.id)

        self.host.push_screen(Ask(t("app.go_to_title"), t("app.go_to", label=row.label), answers), answered)

    def action_change_row(self) -> None:
        """Ask what to change about the row that is looked at."""
        meeting, _, row = self._looked_at
        if not open_row_menu(self, meeting, row.key if row else None):
            super().action_change_row()
