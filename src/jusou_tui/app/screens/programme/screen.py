"""Programme: the steps from preparation to the last one, what each needs, and the ToDos that are due."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui.app.screens.programme import rows
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import (
    NO_FIELD,
    NOTES,
    PEOPLE,
    PROGRAMME,
    SETUP,
    SHEETS,
    TODOS,
    WHO,
    session_commands,
)
from jusou_tui.app.shell.screen import TALL, WIDE
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.choice import Choice
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.lines import Lines
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.compare.sides import Sides, state_after_last_meeting
from jusou_tui.live.fields import Fields, step_fields
from jusou_tui.live.todos_due import todos_due_text
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.programme import progress
from jusou_tui.session.programme.progress import Stage
from jusou_tui.wording import t


class ProgrammeScreen(SessionScreen):
    """The steps above, the marked one's details below (or beside them on a wide window)."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "programme"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        PEOPLE.but(rank=9),
        NOTES.but(rank=10),
        Command("date", "common.date", "programme.date_help", ("f4",), ("d",), rank=2),
        Command("checklist", "programme.checklist", "programme.checklist_help", ("f5",), ("k",), rank=1),
        TODOS.but(keys=("f6",), letters=("t",), rank=3),
        Command("again", "programme.again", "programme.again_help", ("f7",), ("a",), rank=11),
        Command("leave_out", "programme.leave_out", "programme.leave_out_help", ("f8",), ("x",), rank=9),
        Command("held", "programme.held", "programme.held_help", ("ctrl+d",), ("v",)),
        Command("since", "compare.since", "compare.since_help", (), ("s",)),
        SHEETS.but(keys=("ctrl+t",)),
        Command("learn", "review.learn", "review.learn_help", ("ctrl+l",), ("l",)),
        SETUP.but(keys=("ctrl+e",), rank=4),
        Command("leave_field", "common.back", "programme.back_help", ("escape",), ("b",), rank=1),
        Command("open", "common.open", "programme.open_help", ("f9", "ctrl+g"), (), rank=0, primary=True),
        *session_commands(*NO_FIELD, SETUP, PROGRAMME, WHO),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self._stages: list[Stage] = []

    def body(self) -> ComposeResult:
        """Yield the steps, the details, the days of the marked step."""
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

    def on_mount(self) -> None:
        """Show the steps, the one to go on with marked."""
        super().on_mount()
        self.query_one("#detail").can_focus = False
        self._show(choose=True)
        self.query_one("#steps").focus()

    def on_resize(self) -> None:
        """Give the steps air where there is room."""
        self.query_one("#steps", RowList).roomy = self.size.width >= WIDE and self.size.height >= TALL

    def show_entries(self) -> None:
        """Show it again: another page may have changed it."""
        self._show()

    def after_change(self) -> None:
        """Show what a key changed."""
        self._show()

    def _show(self, *, choose: bool = False) -> None:
        live = self.live
        self.query_one(TopLine).show(live.book.meta.title, live.curriculum.programme.short_title)
        self._stages = rows.stages(live)
        goes_on = progress.current(self._stages)
        chosen = goes_on.step.id if goes_on and choose else None
        self.query_one("#steps", RowList).show(rows.stage_rows(live, self._stages), chosen)
        text, style = todos_due_text(live)
        self.query_one("#due", Lines).show([[(text, style)]] if text else [])
        for chooser in self.query("#variant").results(Choice):
            with self.prevent(Choice.Changed):
                if any(one.id == live.book.meta.variant for one in live.curriculum.variants):
                    chooser.value = live.book.meta.variant
        self._show_marked()

    @property
    def _marked(self) -> Stage | None:
        steps = self.query_one("#steps", RowList)
        key = steps.highlighted_key
        return next((stage for stage in self._stages if stage.step.id == key), None)

    def _show_marked(self) -> None:
        """Show the details of the marked step."""
        stage = self._marked
        if stage is None:
            return
        self.query_one("#detail", PromptCard).show(
            rows.detail_rows(self.live, self._stages, stage.step.id), None
        )
        takes_days = stage.step.kind != "meeting"
        for name in ("#last", "#last-label"):
            self.query_one(name).display = takes_days
        label = t("programme.first_day") if takes_days else t("common.date")
        self.query_one("#first-label", Static).update(label)
        fields = step_fields(self.live, stage.step)
        with self.prevent(LineInput.Changed):
            for name in ("first", "last"):
                field = self.query_one(f"#{name}", LineInput)
                if not field.has_focus:
                    field.value = fields[name].text()
        self._say_days(fields)

    def _say_days(self, fields: Fields) -> None:
        """Say what is wrong with the days; how they were read stands in the list."""
        self.query_one("#days-remark", Static).update(fields["first"].wrong() or fields["last"].wrong())

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self._show_marked()

    @on(RowList.Chosen, "#steps")
    def _chosen(self) -> None:
        self.action_open()

    @on(Choice.Changed, "#variant")
    def _chose_variant(self, event: Choice.Changed) -> None:
        self.live.book.set_meta(variant=event.value)
        self._show()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        stage = self._marked
        if stage is None or event.input.id not in {"first", "last"}:
            return
        step_fields(self.live, stage.step)[event.input.id].type(event.value)
        self._show()

    @on(LineInput.Submitted)
    def _next_field(self, event: LineInput.Submitted) -> None:
        if event.input.id == "first" and self.query_one("#last").display:
            self.query_one("#last").focus()
        else:
            self.query_one("#steps").focus()

    # ---------------------------------------------------------------- keys

    def action_open(self) -> None:
        """Open the marked step: a meeting's page, or the list of what is to be done."""
        stage = self._marked
        if stage is None:
            return
        if stage.state == "left_out":
            self.host.say(t("programme.open_left_out"))
            return
        self.host.show_step(stage.step.id)

    def action_checklist(self) -> None:
        """Show what is to be done for the marked step."""
        if stage := self._marked:
            self.live.book.set_view(step=stage.step.id)
            self.host.show_page("checklist")

    def action_sheets(self) -> None:
        """Show all sheets."""
        self.host.show_page("sheets")

    def action_date(self) -> None:
        """Go to the day of the marked step."""
        self.query_one("#first").focus()

    def action_leave_out(self) -> None:
        """Leave the marked step out, or take it in again."""
        stage = self._marked
        if stage is None:
            return
        if stage.state in {"under_way", "held"}:
            self.host.say(t("programme.leave_out_begun", step=stage.step.label))
            return
        key, out = stage.step.id, stage.state != "left_out"
        self.live.book.meetings.set(key, left_out=out)
        sentence = "programme.left_out_now" if out else "programme.taken_in_now"
        self.host.say(t(sentence, step=stage.step.label))
        self._show()

    def action_held(self) -> None:
        """Declare the marked step done, or open again."""
        stage = self._marked
        if stage is None or stage.state == "left_out":
            return
        key = stage.step.id
        closed = meeting_of(self.live.book.session, key).closed
        if closed is None and stage.state == "held":
            self.host.say(t("programme.held_by_itself"))
            return
        self.live.book.meetings.set(key, closed=None if closed else self.live.clock.now())
        self._show()

    def action_again(self) -> None:
        """Plan one more meeting of the marked step; what the first one wrote down stays."""
        stage = self._marked
        if stage is None:
            return
        key = progress.further_key(self.live.curriculum, self.live.book.session, stage.step.id)
        self.live.book.meetings.set(
            key, left_out=False, cases=meeting_of(self.live.book.session, stage.step.id).cases
        )
        self._show()
        self.query_one("#steps", RowList).highlight(key)
        self.host.say(t("programme.again_now", step=stage.step.label))

    def action_edit_setup(self) -> None:
        """Set up the marked meeting: members, times, cases."""
        stage = self._marked
        if stage is not None and stage.step.kind == "meeting":
            self.live.book.set_view(step=stage.step.id)
        super().action_edit_setup()

    def action_learn(self) -> None:
        """Show what past runs took of the marked meeting, to plan with it."""
        from jusou_tui.app.plan_dialogs import learning

        stage = self._marked
        if stage is None or stage.step.kind != "meeting":
            self.host.say(t("review.learn_meetings"))
            return
        self.live.book.set_view(step=stage.step.id)
        self.run_worker(learning.offer(self.host, self.meeting, self._show), exclusive=True)

    def action_leave_field(self) -> None:
        """Esc: out of a field to the steps, from there to where one came from."""
        steps = self.query_one("#steps")
        if self.focused is not None and self.focused is not steps:
            steps.focus()
            self._show_marked()
        else:
            self.host.leave_programme()

    def action_since(self) -> None:
        """Show what changed since the last meeting."""
        session, curriculum = self.live.book.session, self.live.curriculum
        found = state_after_last_meeting(session)
        if found is None:
            self.host.say(t("compare.since_none"))
            return
        at, before = found
        name = t("compare.since_name", at=f"{at:%Y-%m-%d %H:%M}")
        self.host.show_differences(Sides(before, session, name, t("common.now"), curriculum))
