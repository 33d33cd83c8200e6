"""The set-up of a session by questions: which step, when, who. Each answer is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from jusou_tui import paths
from jusou_tui.errors import InputError, StoreError
from jusou_tui.live.beginning.new_run import NewRun
from jusou_tui.live.beginning.setup import SetupForm, left_empty
from jusou_tui.live.beginning.setup_words import EXAMPLES, LABELS
from jusou_tui.live.session import LiveSession
from jusou_tui.plain import commands, reading
from jusou_tui.plain.asking import Answer, Numbered
from jusou_tui.plain.reading import Doubtful, Order, Text
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import labelled

STEP, MEMBERS, CHECK = "step", "members", "check"
"""The questions that are no field of one line; the last one ends the set-up."""
_ORDER = ("date", "start", "end", MEMBERS, "cases", "title", "organisation")
REST_SECONDS = 10.0


class SetupTalk:
    """Asks for what a session needs, one thing after another. An empty line leaves a thing as it is.

    `ready`: called with the session when all is asked, and where a set-up that was ended before is left.
    `is_over`: somebody asked to leave the program.
    """

    def __init__(
        self,
        clock: Clock,
        live: LiveSession | None,
        new: NewRun | None,
        say: Callable[[str], None],
        ready: Callable[[LiveSession], None],
    ) -> None:
        self.is_over = False
        self.form = SetupForm(clock, live, new, refused=self._refused)
        self._say = say
        self._ready = ready
        self._place = 0
        self._mending = False
        """Whether one answer is mended: the check comes behind it."""
        self._before: dict[str, str] = {}
        """What stood in a field before an answer that was refused."""
        self._numbered: Numbered | None = None

    @property
    def live(self) -> LiveSession | None:
        """The session; None as long as nothing was typed."""
        return self.form.live

    @property
    def questions(self) -> list[str]:
        """What is asked, in order."""
        fields = (name for name in _ORDER if name == MEMBERS or name in self.form.fields)
        return [*([STEP] if self.form.has_steps else []), *fields, CHECK]

    def begin(self) -> None:
        """Say what the questions are for, and ask the first one."""
        title = clean_line(self.form.curriculum.programme.title)
        self._say(t("plain.setup_begins", title=title))
        facts = {"back": commands.shown("back"), "quit": commands.shown("quit")}
        self._say(t("plain.setup_how", **facts))
        self._ask()

    def take(self, line: str) -> None:
        """Take an answer, or a command: back to the question before, help, leave."""
        typed = reading.read(line)
        if isinstance(typed, Order):
            self._run(typed)
        elif isinstance(typed, Text | Doubtful):
            self._answer(typed.text if isinstance(typed, Text) else typed.order.text)
        else:
            self._say(t("plain.unknown", typed=typed.text))
            self._ask()
        if self.live is not None:
            try:
                self.live.save()
            except StoreError as error:
                self._say(message_text(error))

    def pass_time(self) -> float:
        """Return in how many seconds to look again: nothing comes by itself here."""
        return REST_SECONDS

    def interrupted(self) -> None:
        """Leave: what was answered is kept."""
        self.is_over = True

    @property
    def _question(self) -> str:
        return self.questions[min(self._place, len(self.questions) - 1)]

    def _run(self, order: Order) -> None:
        if order.command.name == "cancel" and self.live is not None and not self.live.needs_setup:
            self._ready(self.live)
        elif order.command.name in {"quit", "cancel"}:
            self.is_over = True
        elif order.command.name == "back":
            self._go(self._place - 1)
        elif order.command.name == "undo" and self._question == MEMBERS:
            self._take_back_member()
        else:
            facts = {"back": commands.shown("back"), "quit": commands.shown("quit")}
            self._say(t("plain.setup_how", **facts))
            self._ask()

    def _go(self, place: int) -> None:
        self._place = max(0, min(place, len(self.questions) - 1))
        self._ask()

    def _go_to(self, name: str) -> None:
        self._mending = True
        self._go(self.questions.index(name))

    def _go_on(self) -> None:
        """Ask the next question; behind an answer that was mended the check."""
        place, self._mending = len(self.questions) - 1 if self._mending else self._place + 1, False
        self._go(place)

    def _ask(self) -> None:
        name = self._question
        self._numbered = None
        if name == STEP:
            self._ask_numbered(self._step_question())
        elif name == CHECK:
            self._ask_numbered(self._check_question())
        elif name in self.form.fields and self.form.reading(name)[1]:
            self._ask_anew(name)
        elif name == MEMBERS:
            hint, *more = t("app.setup_members_hint").split("\n")
            for line in (labelled(t("common.members"), hint), *more):
                self._say(line)
            self._say_members()
            self._say(t("plain.setup_members_end", undo=commands.shown("undo")))
        else:
            self._ask_field(name)

    def _ask_field(self, name: str) -> None:
        """Ask for a field of one line, with what stands in it or an example."""
        value = clean_line(self.form.value(name))
        has = t("plain.setup_has", value=value) if value else t(EXAMPLES[name])
        self._say(labelled(t(LABELS[name]), has))

    def _ask_anew(self, name: str) -> None:
        """Say why an answer is refused, ask for another one, and say what an empty line comes to."""
        self._say(self.form.reading(name)[0])
        before = clean_line(self._before.get(name, ""))
        empty = t("plain.setup_again_back", value=before) if before else t("plain.setup_again_empty")
        self._say(labelled(t(LABELS[name]), t("plain.setup_again", example=t(EXAMPLES[name]), empty=empty)))

    def _ask_numbered(self, question: Numbered) -> None:
        self._numbered = question
        for line in question.lines():
            self._say(line)

    def _step_question(self) -> Numbered:
        chosen = self.form.step.id
        answers = (
            Answer(step.label, partial(self._choose_step, step.id), safe=step.id == chosen)
            for step in self.form.steps
        )
        return Numbered(t("app.setup_step"), tuple(answers))

    def _choose_step(self, step: str) -> None:
        sentence = self.form.choose_step(step) if step != self.form.step.id else ""
        if sentence:
            self._say(sentence)
        self._go(self._place + 1)

    def _check_question(self) -> Numbered:
        """Say what the answers come to, and ask whether that is right."""
        for line in (*self.form.outcome().split("\n"), *self.form.remarks()):
            if line.strip() and self.live is not None:
                self._say(clean_line(line))
        fields = [name for name in self.questions if name not in {STEP, CHECK}]
        labels = {name: t("common.members" if name == MEMBERS else LABELS[name]) for name in fields}
        again = (
            Answer(t("plain.setup_mend", label=labels[name]), partial(self._go_to, name)) for name in fields
        )
        return Numbered(
            t("plain.setup_right"), (Answer(t("plain.setup_ready"), self._end, safe=True), *again)
        )

    def _answer(self, text: str) -> None:
        if self._numbered is not None:
            self._answer_numbered(self._numbered, text)
        elif self._question == MEMBERS:
            self._take_member(text)
        else:
            self._take_field(self._question, text)

    def _answer_numbered(self, asked: Numbered, text: str) -> None:
        number = reading.number_in(text)
        if not text and asked.safe is not None:
            asked.safe.act()
        elif number is not None and 0 < number <= len(asked.answers):
            asked.answers[number - 1].act()
        else:
            self._say(t("plain.no_such_number", most=len(asked.answers)))

    def _take_field(self, name: str, text: str) -> None:
        is_wrong = self.form.reading(name)[1]
        if not text and is_wrong:
            self._type(name, self._before.pop(name, ""))
        elif text:
            if not is_wrong:
                self._before[name] = self.form.value(name)
            self._type(name, text)
            if self.form.made() is None:  # refused, and said
                self.form.stay()
                return
            read, is_wrong = self.form.reading(name)
            if is_wrong:
                self._ask()
                return
            if read:
                self._say(read)
        self._go_on()

    def _type(self, name: str, text: str) -> None:
        self.form.enter(name)
        self.form.type(name, text)

    def _take_member(self, text: str) -> None:
        """Take a line of the list of members, or the path of one; an empty line ends it."""
        from jusou_tui.session.people.roster.files import path_in

        if not text:
            self._say_members()
            self._go_on()
        elif path := path_in(text):
            self._take_list(path)
        else:
            before, doubts = self.form.value(MEMBERS).rstrip("\n"), self.form.members_doubts()
            self._type(MEMBERS, f"{before}\n{text}" if before else text)
            self.form.stay()
            found = [line for line in self.form.members_doubts() if line not in doubts]
            for line in found or self.form.members_reading()[-1:]:
                self._say(clean_line(line))

    def _take_back_member(self) -> None:
        """Take the last line of the members away, and say which one."""
        from jusou_tui.live.beginning.members_field import roster_of

        *lines, last = self.form.value(MEMBERS).rstrip("\n").split("\n")
        if not last:
            self._say(t("plain.nothing_to_undo"))
            return
        unread = {one.number for one in roster_of("\n".join(lines)).unread}
        # A line that cannot be read keeps everybody, since it may be about one of them.
        self._type(MEMBERS, "\n".join(line for at, line in enumerate(lines, 1) if at not in unread))
        self._type(MEMBERS, "\n".join(lines))
        self.form.stay()
        self._say(t("plain.setup_member_gone", line=clean_line(last)))

    def _take_list(self, path: str) -> None:
        """Take the people of a file in, and say how it was read."""
        from jusou_tui.live.beginning.roster_preview import doubt_text, preview
        from jusou_tui.session.people.roster.files import read_file

        try:
            roster = read_file(paths.typed(path))
        except InputError as error:
            self._say(message_text(error))
            return
        live = self.form.made()
        if live is None:
            self.form.stay()
            return
        for line in preview(roster, dict(live.book.session.people)).lines():
            self._say(clean_line(line))
        if roster.doubt:
            self._say(doubt_text(roster))
            return
        live.book.people.take_in(roster.people)
        self.form.forget_typed()

    def _say_members(self) -> None:
        for line in (*self.form.members_reading(), *self.form.members_doubts()):
            self._say(clean_line(line))

    def _end(self) -> None:
        """End the set-up; what cannot be read is asked again first."""
        wrong = next((name for name in self.form.fields if self.form.reading(name)[1]), None)
        if wrong is not None:
            self._go_to(wrong)
            return
        live = self.form.made()
        if live is None:
            self.form.stay()
            return
        self.form.finish()
        if empty := left_empty(self.form):
            self._say(t("plain.setup_left_empty", fields=empty, command=commands.shown("setup")))
        self._ready(live)

    def _refused(self, error: StoreError) -> None:
        self._say(message_text(error))
