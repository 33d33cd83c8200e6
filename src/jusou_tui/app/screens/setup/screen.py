"""Set-up: who meets, when and with how many cases. It can be left half-filled; each entry is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.screen import TALL, JusouScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.choice import Choice
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.lines import Lines
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.pieces import Piece
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live.setup import FIELDS, NewRun, SetupForm
from jusou_tui.text.width import cut
from jusou_tui.text.wrap import wrap
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession

LABELS = {
    "title": "app.setup_title",
    "organisation": "app.setup_organisation",
    "date": "common.date",
    "start": "app.setup_start",
    "end": "app.setup_end",
    "cases": "common.cases",
}
PLACEHOLDERS = {
    "title": "app.setup_title_hint",
    "organisation": "app.setup_organisation_hint",
    "date": "app.setup_date_hint",
    "start": "app.setup_start_hint",
    "end": "app.setup_end_hint",
    "cases": "app.setup_cases_hint",
}

LEARN = Command("learn", "review.learn", "review.learn_help", ("f6", "ctrl+l"), (), rank=4)
LOOK_AFTER = 1.0
"""Seconds after the page stands, when nobody waits for anything, until past runs are looked for."""
AIRY = 24
"""Rows from which on a blank line stands between the fields; the style sheet knows it as -short."""
OUTCOME_MARGIN = 22


class SetupScreen(JusouScreen):
    """A form of eight fields, and under it what comes of them."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("schedule", "app.schedule", "app.schedule_help", ("f2",), ("s",), rank=3),
        LEARN,
        Command("undo", "app.undo", "app.undo_help", ("f12",), ()),
        Command("home", "app.home", "app.home_help", ("escape",), (), rank=5),
        Command(
            "ready", "app.setup_ready", "app.setup_ready_help", ("f9", "ctrl+g"), (), rank=0, primary=True
        ),
    )
    BINDINGS = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield the form."""
        yield TopLine(id="top")
        with VerticalScroll(id="form", can_focus=False):
            with Horizontal(id="fields"):
                yield Lines(id="labels")
                with Vertical(id="inputs"):
                    if self.form.has_steps:
                        steps = [(step.id, step.label) for step in self.form.steps]
                        yield Choice(steps, self.form.step.id, id="step")
                    for name in FIELDS:
                        field = LineInput(self.form.value(name), placeholder=t(PLACEHOLDERS[name]), id=name)
                        field.display = name in self.form.fields
                        yield field
                yield Lines(id="remarks")
            with Horizontal(id="people"):
                yield Static(t("common.members"), id="members-label", markup=False)
                yield NoteArea(
                    self.form.value("members"),
                    placeholder=t("app.setup_members_hint"),
                    files_on_enter=False,
                    id="members",
                )
            yield Lines(id="outcome")

    def __init__(self) -> None:
        super().__init__()
        self._form: SetupForm | None = None
        self._told_at: Size | None = None
        self._doubted = ""
        self._offered = False

    def commands(self) -> tuple[Command, ...]:
        """Return the commands; the bar shows the one that learns where there is something to learn from."""
        return tuple(one for one in self.PAGE_COMMANDS if one is not LEARN or self._offered)

    @property
    def form(self) -> SetupForm:
        """The form behind the fields."""
        if self._form is None:
            host = self.host
            new = None
            if host.curriculum is not None and host.start.curriculum is not None:
                new = NewRun(host.curriculum, host.start.curriculum, host.start.folder)
            self._form = SetupForm(host.clock, host.live, new, self._created)
        return self._form

    def _created(self, live: LiveSession) -> None:
        self.host.live = live

    def on_mount(self) -> None:
        """Show the keys, what is known, and begin in the first field."""
        super().on_mount()
        self.query_one(TopLine).show(t("app.setup"), self.form.curriculum.programme.short_title, ())
        self._tell()
        self.query_one("#title").focus()
        self.set_timer(LOOK_AFTER, self._look_for_runs)

    def _look_for_runs(self) -> None:
        """Look in a thread whether past runs tell how long things take."""
        self.run_worker(self._offer_to_learn(), exclusive=True, exit_on_error=False)

    async def _offer_to_learn(self) -> None:
        from jusou_tui.app.plan_dialogs import learning

        self._offered = await learning.is_offered(self.host, self.form.curriculum, self.form.step)
        self.refresh_keys()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        if event.input.id in FIELDS:
            self.form.type(event.input.id, event.value)
            self._tell()

    @on(LineInput.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(NoteArea.Edited)
    def _typed_members(self, event: NoteArea.Edited) -> None:
        self.form.type("members", event.text)
        self._tell()

    @on(Choice.Changed, "#step")
    def _chose_step(self, event: Choice.Changed) -> None:
        taken_over = self.form.choose_step(event.value)
        self._refill()
        self._look_for_runs()
        if taken_over:
            self.host.say(taken_over)

    def _refill(self) -> None:
        """Show in the fields what the records say."""
        with self.prevent(LineInput.Changed):
            for name in FIELDS:
                field = self.query_one(f"#{name}", LineInput)
                field.display = name in self.form.fields
                field.value = self.form.value(name)
        self._tell()

    @on(LineInput.PasteCut)
    def _pasted_lines(self, event: LineInput.PasteCut) -> None:
        self.host.say(t("app.paste_cut", count=event.lines))

    def on_key(self, event: events.Key) -> None:
        """Enter goes on from the choice of a step as from any field."""
        if event.key == "enter" and isinstance(self.focused, Choice):
            event.stop()
            self.focus_next()

    def keep_typed(self) -> None:
        """Take down what stands in the fields."""
        for field in self.query("#form LineInput").results(LineInput):
            self.form.type(field.id or "", field.value)
        for area in self.query("#members").results(NoteArea):
            self.form.type("members", area.text)

    def _tell(self) -> None:
        """Say beside each field how it was read, and below what comes of it all."""
        self._told_at = self.app.size
        air: list[list[Piece]] = [[]] * (0 if self.app.size.height < AIRY else 1)
        labels: list[list[Piece]] = [[(t("app.setup_step"), "muted")], *air] if self.form.has_steps else []
        remarks: list[list[Piece]] = [[], *air] if self.form.has_steps else []
        for name in self.form.fields:
            sentence, wrong = self.form.reading(name)
            labels += [[(t(LABELS[name]), "muted")], *air]
            ink = "late" if name == "end" and self.form.doubt() else "muted"
            remarks += [[(t("app.setup_unread"), "strong-over") if wrong else (sentence, ink)], *air]
        self.query_one("#labels", Lines).show(labels)
        self.query_one("#remarks", Lines).show(remarks)
        self.query_one("#outcome", Lines).show(self._outcome())

    def _outcome(self) -> list[list[Piece]]:
        """Return how the members were read, the plan in a line, its warnings in a colour of their own."""
        cells = max(self.app.size.width - OUTCOME_MARGIN, 20)
        people = [[(line, "muted")] for line in self._members_read(cells)]
        wrong = [text for text, is_wrong in map(self.form.reading, self.form.fields) if is_wrong]
        told = [(text, "strong-over") for text in (*wrong, self.form.doubt()) if text]
        plan, *warnings = self.form.outcome().split("\n")
        told += [(plan, ""), *((text, "late") for text in warnings)]
        return people + [[(line, style)] for text, style in told for line in wrap(text, cells)]

    def _members_read(self, cells: int) -> list[str]:
        """Return in a line, in two of a tall window, how the members' lines were read."""
        text = self.form.members_reading()
        lines = wrap(text, cells) if text else []
        most = 1 if self.app.size.height < TALL else 2
        if len(lines) > most:
            lines[most - 1] = cut(lines[most - 1] + lines[most], cells)
        return lines[:most]

    def on_resize(self) -> None:
        """Labels stand as far apart as the fields do."""
        if self._told_at != self.app.size:
            self.call_after_refresh(self._tell)

    def action_ready(self) -> None:
        """Close the set-up and open the meeting; a field that cannot be read is shown first."""
        wrong = next((name for name in self.form.fields if self.form.reading(name)[1]), None)
        if wrong is not None:
            self.query_one(f"#{wrong}").focus()
            self.host.say(self.form.reading(wrong)[0], failed=True)
            return
        doubt = self.form.doubt()
        if doubt and doubt != self._doubted:
            self._doubted = doubt
            self.query_one("#end").focus()
            self.host.say(doubt, failed=True)
            return
        self.form.finish()
        self.host.show_session()

    def action_schedule(self) -> None:
        """Show the schedule that comes of it."""
        self.form.keep()
        self.host.show_page("schedule")

    def action_learn(self) -> None:
        """Show what past runs took, to plan with it."""
        from jusou_tui.app.plan_dialogs import learning

        self.run_worker(learning.offer(self.host, self.form.keep().current, self._tell), exclusive=True)

    def action_undo(self) -> None:
        """Take the last change back."""
        undone = self.host.live.book.undo() if self.host.live is not None else None
        if undone is None:
            self.host.say(t("app.nothing_to_undo"))
            return
        self.form.forget_typed()
        self._refill()
        self.query_one("#members", NoteArea).load(self.form.value("members"))
        self.host.say(t("app.undone", what=t(undone.message_id, **undone.facts)))

    def action_home(self) -> None:
        """Leave it half-filled; it is kept."""
        self.host.show_home()
