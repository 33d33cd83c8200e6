"""Set-up: who meets, when and with how many cases. It can be left half-filled; each entry is kept at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.screens.setup import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import CHANGE_ROW, HOME, PEOPLE, SAVE, SCHEDULE, UNDO, Command, bindings
from jusou_tui.app.shell.host import CannotBegin
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.screen import BASE_STYLES, TALL, JusouScreen, after_refresh, is_area, start_worker
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.ime import typed_text
from jusou_tui.app.widgets.lines import Lines, TopLine
from jusou_tui.errors import CurriculumError, StoreError
from jusou_tui.live.beginning.new_run import NewRun
from jusou_tui.live.beginning.setup import (
    FIELDS,
    SetupForm,
    left_empty,
    members_unread,
    title_hint,
)
from jusou_tui.live.beginning.setup_words import EXAMPLES, LABELS
from jusou_tui.text.terminal import wrap
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.app.widgets.note_area import NoteArea
    from jusou_tui.live.session import LiveSession

LEARN = Command("learn", "review.learn", "review.learn_help", in_menu(Group.ROW))
TAKE_IN = Command("take_in", "programme.take_in", "programme.take_in_help", in_menu(Group.ROW))
CASES = Command("cases", "common.cases", "app.cases_help", in_menu(Group.ROW))
PLACE = Command("place", "common.place", "app.place_help", in_menu(Group.ROW))
LOOK_AFTER = 1.0
"""Seconds after the start of the page, when nobody waits for anything, until past runs are looked for."""
HOLD_SECONDS = 10.0
"""So long a key waits at most for the curriculum, whose file has been read by then."""
ROOMY = TALL
"""Lines of the window from which on a blank line separates the fields; -tall in the style sheet."""
OUTCOME_MARGIN = 22
"""Cells beside the lines of the outcome."""


class PeopleRead(Lines):
    """The members as they were read, in the lines that the form leaves."""

    class Resized(Message):
        """There are more lines for them, or fewer."""

    def on_resize(self) -> None:
        """Ask for as many members as there are lines for now."""
        self.post_message(self.Resized())


class FirstMembers(Widget):
    """What the members' field shows while it is empty: the first frame waits for no field of lines."""

    DEFAULT_CSS = "FirstMembers { width: 1fr; height: 100%; background: $panel; }"

    def render_line(self, y: int) -> Strip:
        """Return a line of what the field shows while it is empty."""
        width = self.size.width
        lines = wrap(t("app.setup_members_hint"), width)
        return strip_of(self, [(lines[y], "muted")] if y < len(lines) else [], width)


class SetupScreen(JusouScreen):
    """A form, and below it what comes of it. It can be left half-filled: each entry is kept at once."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "setup"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE.but(rank=3),
        TAKE_IN,
        PEOPLE,
        CASES,
        PLACE,
        LEARN,
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=2),
        UNDO,
        Command("escape", "common.back", "common.back_help", keys.BACK, rank=1),
        HOME,
        SAVE,
        Command("ready", "app.setup_ready", "app.setup_ready_help", keys.NEXT, rank=0, primary=True),
    )
    BINDINGS = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield the form."""
        yield TopLine(id="top")
        with VerticalScroll(id="form", can_focus=False):
            with Horizontal(id="head"):
                yield Lines(id="head-labels")
                with Vertical(id="head-inputs"):
                    if self.form.has_steps:
                        steps = [(step.id, step.label) for step in self.form.steps]
                        yield Choice(steps, self.form.step.id, id="step")
                    yield from (self._field(name) for name in rows.HEAD)
            with Horizontal(id="fields"):
                yield Lines(id="labels")
                with Vertical(id="inputs"):
                    yield from (self._field(name) for name in self._step_fields)
                yield Lines(id="remarks")
            yield Lines(id="wrong")
            with Horizontal(id="people"):
                yield Lines(id="members-label")
                yield FirstMembers() if self._is_unread else self._members_field()
            yield PeopleRead(id="people-read")
        yield Lines(id="outcome")

    @property
    def _step_fields(self) -> list[str]:
        """The fields of the step; for the first frame those that are seen."""
        names = [name for name in FIELDS if name not in rows.HEAD]
        return [name for name in names if name in self.form.fields] if self._is_unread else names

    def _members_field(self) -> NoteArea:
        from jusou_tui.app.widgets.note_area import NoteArea

        return NoteArea(
            self.form.value("members"),
            placeholder=t("app.setup_members_hint"),
            files_on_enter=False,
            id="members",
        )

    def _field(self, name: str) -> LineInput:
        field = LineInput(self.form.value(name), placeholder=t(EXAMPLES[name]), id=name)
        field.display = name in self.form.fields
        return field

    def __init__(self) -> None:
        super().__init__()
        self._form: SetupForm | None = None
        self._new: NewRun | None = None
        self._shown_for: Size | None = None
        self._doubted: set[str] = set()
        self._offered = False
        self._taken_over = ""
        self._left_for_a_page = False

    def commands(self) -> tuple[Command, ...]:
        """Return the commands; the bar shows the one that learns where there is something to learn from."""
        return tuple(one for one in self.PAGE_COMMANDS if one is not LEARN or self._offered)

    @property
    def form(self) -> SetupForm:
        """The form behind the fields."""
        if self._form is None:
            host = self.host
            if host.start.curriculum is not None:
                self._new = NewRun(
                    host.curriculum, host.start.curriculum, host.start.folder, host.start.titles
                )
            self._form = SetupForm(host.clock, host.live, self._new, self._created, self._ask_folder)
        return self._form

    @property
    def _programme(self) -> str:
        """The short title of the programme."""
        if self.form.live is None and self._new is not None:
            return self._new.programme
        return self.form.curriculum.programme.short_title

    def _created(self, live: LiveSession) -> None:
        self.host.live = live

    def _ask_folder(self, error: StoreError) -> None:
        """Ask for another folder where no file could be made; what is typed stays in the fields."""
        from jusou_tui.app.plan_dialogs.folder import ask_for_folder

        def chosen(folder: Path | None) -> None:
            if folder is None:
                self.form.stay()
            else:
                self.form.move_to(folder)
                self._show_readings()

        ask_for_folder(self.host, error, chosen)

    def prepare(self) -> None:
        """Show the keys, what is known, and begin in the first field."""
        super().prepare()
        self.query_one(TopLine).show(t("app.setup"), self._programme, ())
        self._show_readings()
        self.query_one("#title").focus()
        self.set_timer(LOOK_AFTER, self._look_for_runs)
        if self._is_unread:
            self.host.keys_in_order.hold(HOLD_SECONDS)
            self.host.first_frame.then(self._complete)
        else:
            self._watch_members()

    @property
    def _is_unread(self) -> bool:
        """Whether the curriculum is still to be read: so it is for the first frame."""
        return self.form.live is None and self._new is not None and self._new.is_unread

    def _watch_members(self) -> None:
        self.watch(self._members, "scroll_y", self._show_place, init=False)
        after_refresh(self, self._show_first)

    def _complete(self) -> None:
        """Behind the first frame place what it did without, then read the curriculum; keys act then."""
        if not self.is_attached:
            return
        there = set(self._step_fields)
        inputs = self.query_one("#inputs")
        inputs.mount_all(self._field(name) for name in FIELDS if name not in {*rows.HEAD, *there})
        first = self.query_one(FirstMembers)
        first.display = False
        self.query_one("#people").mount(self._members_field())
        first.remove()
        self._watch_members()
        self._read_curriculum()

    def _read_curriculum(self) -> None:
        """Read all of the curriculum; the keys that came meanwhile act then."""
        try:
            _ = self.form.curriculum
        except CurriculumError as error:
            self.host.post_message(CannotBegin(error))
        else:
            self.host.keys_in_order.release()

    def on_screen_resume(self) -> None:
        """Come back from a page above: what is typed now, and undone, is the set-up's again."""
        live = self.host.live
        if live is not None and live.view.screen != self.PAGE:
            live.book.set_view(screen=self.PAGE)
        if live is not None and self._left_for_a_page:
            self._left_for_a_page = False
            self._show_members()

    def _look_for_runs(self) -> None:
        """Look in a thread whether past runs tell how long things take."""
        start_worker(self, self._offer_to_learn, exclusive=True, exit_on_error=False)

    async def _offer_to_learn(self) -> None:
        from jusou_tui.app.plan_dialogs import learning
        from jusou_tui.session.programme.run_steps import step_of

        step = step_of(self.form.curriculum, self.form.step.id)
        self._offered = step is not None and await learning.is_offered(self.host, self.form.curriculum, step)
        self.refresh_keys()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        if event.input.id in FIELDS:
            self.form.type(event.input.id, event.value)
            self._show_set_beside(event.input.id)
            self._show_readings()

    def _show_set_beside(self, typed: str) -> None:
        """Show what a text set in other fields: a day with a time is both."""
        with self.prevent(LineInput.Changed):
            for name in FIELDS:
                field = self.query_one(f"#{name}", LineInput)
                if name != typed and field.value != self.form.value(name):
                    field.value = self.form.value(name)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Each visit to a field is an edit of its own; what is wrong with it is explained meanwhile."""
        self.form.enter(event.widget.id)
        if is_area(event.widget):
            event.widget.scroll_cursor_visible()
        self._show_wrong()
        self._show_people()

    @on(LineInput.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def on_note_area_edited(self, event: NoteArea.Edited) -> None:
        """Take the members as they are typed."""
        self.form.type("members", event.text)
        self._show_readings()

    def on_text_area_selection_changed(self) -> None:
        """Show those members that the line with the cursor is about."""
        self._show_people()

    @on(PeopleRead.Resized)
    def _show_people(self) -> None:
        """Show how the members were read, those around the line with the cursor."""
        area, read = self.focused, self.query_one("#people-read", Lines)
        row = area.cursor_location[0] if is_area(area) else 0
        read.show(rows.people_lines(self.form, self._outcome_cells, read.size.height, row))
        self._show_place()

    def _show_first(self) -> None:
        """Show the list of members from its beginning; the cursor stands at its end."""
        if self.focused is not self._members:
            self._members.scroll_home(animate=False)

    def _show_place(self) -> None:
        """Say beside the members' field which of its lines are in sight, where it has more."""
        place = (1, 1, 1)  # of an empty field
        for area in filter(is_area, self.query("#members")):
            place = (area.document.line_count, *area.lines_in_sight)
        self.query_one("#members-label", Lines).show(rows.members_label(*place))

    @property
    def _members(self) -> NoteArea:
        return next(filter(is_area, self.query("#members")))

    @on(Choice.Changed, "#step")
    def _chose_step(self, event: Choice.Changed) -> None:
        self._take_step(event.value)

    def _take_step(self, step: str) -> None:
        """Set up another step, and say below its fields what was taken over for it."""
        if step == self.form.step.id:
            return
        self._taken_over = self.form.choose_step(step)
        self._refill()
        self._look_for_runs()

    def _refill(self) -> None:
        """Show in the fields what the records say."""
        with self.prevent(LineInput.Changed):
            for name in FIELDS:
                field = self.query_one(f"#{name}", LineInput)
                field.display = name in self.form.fields
                field.value = self.form.value(name)
        self._show_readings()

    def on_key(self, event: events.Key) -> None:
        """Enter goes on from the choice of a step as from any field; letters choose nothing: that is said."""
        if not isinstance(self.focused, Choice):
            return
        if event.key == "enter":
            event.stop()
            self.focus_next()
        elif typed_text(event):
            event.stop()
            self.host.say(t("app.setup_step_keys", label=t("app.setup_step")))

    def keep_typed(self) -> None:
        """Keep what is in the fields."""
        for field in self.query("#form LineInput").results(LineInput):
            self.form.type(field.id or "", field.value)
        for area in filter(is_area, self.query("#members")):
            self.form.type("members", area.text)

    def _show_readings(self) -> None:
        """Say beside each field how it was read, and below what comes of it all."""
        size = self._shown_for = self.app.size
        self.query_one("#title", LineInput).placeholder = title_hint(self.form.live)
        roomy = size.height >= ROOMY
        self.query_one("#head-labels", Lines).show(rows.head_labels(self.form, roomy=roomy))
        self.query_one("#labels", Lines).show(rows.label_lines(self.form, roomy=roomy))
        self.query_one("#remarks", Lines).show(rows.remark_lines(self.form, roomy=roomy))
        cells = self._outcome_cells
        self._show_wrong()
        self._show_people()
        self.query_one("#outcome", Lines).show(rows.outcome_lines(self.form, cells))

    @property
    def _outcome_cells(self) -> int:
        return max(self.app.size.width - OUTCOME_MARGIN, 20)

    def _show_wrong(self) -> None:
        """Explain below the fields what is wrong with the one that has the cursor."""
        current = (self.focused.id if self.focused is not None else None) or ""
        lines = rows.wrong_lines(self.form, self._outcome_cells, current, self._taken_over)
        self.query_one("#wrong", Lines).show(lines)

    def on_resize(self) -> None:
        """Show labels as far apart as the fields are."""
        if self._shown_for != self.app.size:
            after_refresh(self, self._show_readings)

    def action_ready(self) -> None:
        """Close the set-up and open the meeting; a field that cannot be read is shown first."""
        for chooser in self.query("#step").results(Choice):  # its message may still be on its way
            self._take_step(chooser.value)
        self.keep_typed()
        self._show_readings()
        wrong = next((name for name in self.form.fields if self.form.reading(name)[1]), None)
        if wrong is not None:
            self.query_one(f"#{wrong}").focus()
            after_refresh(self, self.query_one("#wrong").scroll_visible)
            self.host.say(t("app.setup_mend_first", label=t(LABELS[wrong])), failed=True)
            return
        if self._asks_again("end", self.form.doubt()):
            return
        if self._asks_again("members", members_unread(self.form)):
            self.host.say(t("app.setup_members_doubt"))
            return
        if self.form.made() is not None:
            self.form.finish()
            self.host.show_session()
            if empty := left_empty(self.form):
                self.host.say(t("app.setup_left_empty", fields=empty))

    def _asks_again(self, name: str, doubt: str) -> bool:
        """Go to a field about which there is a doubt, and wait for the key once more; return whether so."""
        if not doubt or doubt in self._doubted:
            return False
        self._doubted.add(doubt)
        self.query_one(f"#{name}").focus()
        return True

    def action_show_page(self, name: str) -> None:
        """Show a page of the session that is set up; it is made where it does not exist yet."""
        if self.form.made() is not None:
            self._left_for_a_page = True
            self.host.show_page(name)

    def action_take_in(self) -> None:
        """Take members in from a table or a file, after a look at how it is read."""
        if self.form.made() is not None:
            self.host.show_dialog("take_in", self._show_members)

    def _show_members(self) -> None:
        """Show the members as the records have them."""
        self.form.forget_typed()
        self._refill()
        self._members.load(self.form.value("members"))
        after_refresh(self, self._show_first)
        self._show_place()
        after_refresh(self, self._show_first)

    def action_cases(self) -> None:
        """Go to the number of cases; where the step counts none, ask for that of the step that does."""
        if self.form.asks_cases:
            self.query_one("#cases").focus()
        elif self.form.made() is not None:
            self.host.show_dialog("cases", self._show_readings)

    def action_place(self) -> None:
        """Ask where the meeting is held, which the shared screen and the record name."""
        from jusou_tui.app.plan_dialogs.cases import ask_place

        if self.form.made() is not None:
            ask_place(self.host, self.form.step.id)

    def action_learn(self) -> None:
        """Show what past runs took, to plan with it."""
        from jusou_tui.app.plan_dialogs import learning

        live = self.form.made()
        if live is not None:
            start_worker(
                self, partial(learning.offer, self.host, live.current, self._show_readings), exclusive=True
            )

    def action_save(self) -> None:
        """Say that there is no need to save."""
        self.host.say(t("app.setup_kept"))

    def action_undo(self) -> None:
        """Undo what the set-up did last."""
        from jusou_tui.live import undoing

        live = self.host.live
        if live is None:
            self.host.say(t("app.nothing_to_undo"))
            return
        undone = undoing.undo(live)
        self._show_members()
        self.host.say(undoing.undone_text(live, undone))

    def action_home(self) -> None:
        """Leave it half-filled; it is kept."""
        self.host.leave_session()
