"""Programme: the steps from preparation to the last one, what each needs, and the ToDos that are due."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.screens.programme import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    CHANGE_ROW,
    EXPORT,
    HOME,
    MINUTES,
    NOTES,
    OF_NOTE_FIELD,
    PEOPLE,
    PROGRAMME,
    SETUP,
    SHEETS,
    TODOS,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.keys import Group, in_menu, only_in_palette
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.screen import BASE_STYLES, TALL, WIDE, start_worker
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.lines import Lines, TopLine
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.compare.sides import since_last_meeting
from jusou_tui.live import steps
from jusou_tui.live.entries import todos_due_text
from jusou_tui.live.fields import step_fields, step_remarks
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.run_steps import Stage
from jusou_tui.wording import t

DATE = Command("date", "common.date", "programme.date_help", in_menu(Group.ROW), writes=True)
HELD = Command("held", "programme.held", "programme.held_help", in_menu(Group.ROW), writes=True)
LEARN = Command("learn", "review.learn", "review.learn_help", in_menu(Group.ROW))
CHECKLIST = Command(
    "checklist",
    "programme.checklist",
    "programme.checklist_help",
    in_menu(Group.ROW),
    also="programme.checklist_also",
)
SET_UP = SETUP.but(meaning=in_menu(Group.PAGES))
HOME_IN_MENU = HOME.but(meaning=in_menu(Group.PROGRAM))


class ProgrammeScreen(ListScreen):
    """The steps above, the highlighted one's details below (or beside them on a wide window)."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "programme"
    FIELDS = ("first", "last")
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        CHECKLIST,
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=2),
        NOTES.but(rank=6),
        SET_UP,
        DATE,
        HELD,
        Command("again", "programme.again", "programme.again_help", keys.ADD, rank=8),
        Command("leave_out", "programme.leave_out", "programme.leave_out_help", keys.REMOVE, rank=9),
        LEARN,
        TODOS,
        PEOPLE,
        Command("since", "compare.since", "compare.since_help", only_in_palette(Group.PAGES)),
        SHEETS.but(rank=7),
        Command("escape", "common.back", "programme.back_help", keys.BACK, rank=1),
        Command("open", "common.open", "programme.open_help", keys.TAKE, rank=0, primary=True),
        MINUTES.but(meaning=in_menu(Group.PAGES)),
        EXPORT.but(meaning=in_menu(Group.PAGES)),
        HOME_IN_MENU,
        *session_commands(*OF_NOTE_FIELD, SETUP, PROGRAMME, HOME, MINUTES, EXPORT),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    listing = getters.query_one("#steps", RowList)
    detail = getters.query_one("#detail", PromptCard)
    last = getters.query_one("#last", LineInput)

    def __init__(self) -> None:
        super().__init__()
        self._stages: list[Stage] = []

    def body(self) -> ComposeResult:
        """Yield the steps, the details, the days of the highlighted step."""
        yield TopLine(id="top")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield RowList(id="steps")
                variants = self.live.curriculum.variants
                if len(variants) > 1:
                    with Horizontal(id="variant-line"):
                        yield Static(t("common.variant"), classes="label", markup=False)
                        chosen = self.live.book.meta.variant
                        yield Choice([(one.id, one.title) for one in variants], chosen, id="variant")
                yield Lines(id="due")
            with Vertical(id="right"):
                yield PromptCard(id="detail")
                with Horizontal(id="days"):
                    yield Static("", id="first-label", classes="label", markup=False)
                    yield LineInput(placeholder=t("app.setup_date_hint"), id="first")
                    yield Static(t("programme.last_day"), id="last-label", classes="label", markup=False)
                    yield LineInput(placeholder=t("app.setup_date_hint"), id="last")
                    yield Static("", id="days-remark", markup=False)
        yield SearchField()

    def prepare(self) -> None:
        """Show the steps, the one to go on with highlighted."""
        super().prepare()
        self.detail.can_focus = False

    def on_resize(self) -> None:
        """Give the steps blank lines where there is room."""
        self.listing.roomy = self.size.width >= WIDE and self.size.height >= TALL

    def show_list(self) -> None:
        """Show the steps, the variant of the run and the ToDos that are due."""
        live = self.live
        self.query_one(TopLine).show(live.book.meta.title, live.curriculum.programme.short_title)
        self._stages = rows.stages(live)
        current = run_steps.current(self._stages)
        found = rows.stage_rows(live, self._stages)
        search = self.query_one(SearchField)
        listed = search.find(found, lambda row: (row.name, row.text, row.right, row.state))
        self.listing.show(listed, current.step.id if current else None)
        text, style = todos_due_text(live)
        self.query_one("#due", Lines).show([[(text, style)]] if text else [])
        for chooser in self.query("#variant").results(Choice):
            with self.prevent(Choice.Changed):
                if any(one.id == live.book.meta.variant for one in live.curriculum.variants):
                    chooser.value = live.book.meta.variant

    def after_change(self) -> None:
        """Show what a key changed; a field in which someone types stays as it is."""
        self.editing.end()
        self.show_entries()

    @property
    def _highlighted(self) -> Stage | None:
        return next((stage for stage in self._stages if stage.step.id == self.highlighted_key), None)

    def show_highlighted(self, *, anew: bool = False) -> None:
        """Show the details and the days of the highlighted step."""
        stage = self._highlighted
        if stage is None:
            return
        self.detail.show(rows.detail_rows(self.live, self._stages, stage.step.id), None)
        takes_days = stage.step.kind != "meeting"
        self.last.display = self.query_one("#last-label").display = takes_days
        label = t("programme.first_day") if takes_days else t("common.date")
        self.query_one("#first-label", Static).update(label)
        fields = step_fields(self.live, stage.step)
        self.show_fields(fields, anew=anew)
        wrong = fields["first"].wrong() or fields["last"].wrong()
        remarks = step_remarks(self.live, stage.step, self.query_one("#first", LineInput).value)
        self.query_one("#days-remark", Static).update(wrong or next(iter(remarks), ""))

    def type_field(self, name: str, text: str) -> None:
        """Take what was typed as a day of the highlighted step."""
        if stage := self._highlighted:
            step_fields(self.live, stage.step)[name].type(text, self.editing)
            self.show_entries()

    def edit_highlighted(self) -> None:
        """Enter on a step: open it."""
        self.action_open()

    @on(Choice.Changed, "#variant")
    def _chose_variant(self, event: Choice.Changed) -> None:
        self.live.book.set_meta(variant=event.value)
        self.show_entries()

    @on(LineInput.Submitted)
    def _next_field(self, event: LineInput.Submitted) -> None:
        if event.input.id == "first" and self.last.display:
            self.last.focus()
        else:
            self.focus_start()

    def action_open(self) -> None:
        """Open the highlighted step: a meeting's page, or the list of what is to be done."""
        stage = self._highlighted
        if stage is None:
            return
        if stage.state == "left_out":
            self.host.say(t("programme.open_left_out"))
            return
        self.host.show_step(stage.step.id)

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what can be done with the highlighted step, and with the meeting that runs."""
        unfit = _unfit(self._highlighted)
        return [choice for choice in super().menu_choices() if choice.id not in unfit]

    @property
    def marked_text(self) -> str:
        """The highlighted step."""
        return "" if (stage := self._highlighted) is None else stage.step.heading

    def action_checklist(self) -> None:
        """Show what is to be done for the highlighted step."""
        if stage := self._highlighted:
            self.host.show_page("checklist", step=stage.step.id)

    def action_date(self) -> None:
        """Go to the day of the highlighted step."""
        self.query_one("#first").focus()

    def action_leave_out(self) -> None:
        """Leave the highlighted step out, or take it in again."""
        if stage := self._highlighted:
            self.host.say(steps.toggle_left_out(self.live, stage))
            self.show_entries()

    def action_held(self) -> None:
        """Declare the highlighted step held, or open again."""
        if stage := self._highlighted:
            if reason := steps.toggle_held(self.live, stage):
                self.host.say(reason)
            self.show_entries()

    def action_again(self) -> None:
        """Plan one more meeting of the highlighted step."""
        if stage := self._highlighted:
            key = steps.plan_again(self.live, stage)
            self.show_entries()
            self.listing.highlight(key)
            self.host.say(t("programme.again_now", step=stage.step.label))

    def action_edit_setup(self) -> None:
        """Set up the highlighted meeting: members, times, cases."""
        stage = self._highlighted
        if stage is not None and stage.step.kind == "meeting":
            self.live.book.set_view(step=stage.step.id)
        super().action_edit_setup()

    def action_learn(self) -> None:
        """Show what past runs took of the highlighted meeting, to plan with it."""
        from jusou_tui.app.plan_dialogs import learning

        stage = self._highlighted
        if stage is None or stage.step.kind != "meeting":
            self.host.say(t("review.learn_meetings"))
            return
        self.live.book.set_view(step=stage.step.id)
        start_worker(
            self, partial(learning.offer, self.host, self.meeting, self.show_entries), exclusive=True
        )

    def action_since(self) -> None:
        """Show what changed since the last meeting."""
        sides = since_last_meeting(self.live.book.session, self.live.curriculum)
        if sides is None:
            self.host.say(t("compare.since_none"))
        else:
            self.host.show_differences(sides)


def _unfit(stage: Stage | None) -> set[str]:
    """Return the actions that make no sense for a step; where none is highlighted, those of all steps."""
    if stage is None:
        return {"date", "held", "again", "leave_out", "checklist", "edit_setup", "learn"}
    unfit = set() if stage.step.kind == "meeting" else {"edit_setup", "learn"}
    return unfit | ({"leave_out"} if stage.state in {"held", "under_way"} else set())
