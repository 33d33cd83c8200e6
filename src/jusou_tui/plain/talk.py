"""The conversation about an open session: takes typed lines and the passing of time, says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from jusou_tui.errors import InputError, StoreError
from jusou_tui.live import entries
from jusou_tui.live.meeting_words.rehearsal_mark import rehearsal_mark
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.plain import commands, reading, standing
from jusou_tui.plain.asking import Answer, Asked, Line, Numbered, with_way_out
from jusou_tui.plain.reading import Doubtful, Order, Text, Unknown
from jusou_tui.plain.rescue import rescue_question
from jusou_tui.plain.watching import Watch
from jusou_tui.session.model.records import EntryKind
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import kind_label, list_text

Act = Callable[["Talk", str], None]
REPLACED = "\ufffd"
"""What stands for bytes that are no characters of the terminal's encoding."""


class Talk:
    """What is said, asked and done about one open session.

    `say` prints a line, `ring` rings the bell. `is_over`: somebody asked to leave. `setup_wanted`: to go
    through the set-up's questions.
    """

    def __init__(
        self, live: LiveSession, acts: dict[str, Act], say: Callable[[str], None], ring: Callable[[], None]
    ) -> None:
        self.live = live
        self.is_over = False
        self.setup_wanted = False
        self._acts = acts
        self._say = say
        self._asked: Asked | None = None
        self._waiting: Numbered | None = None
        """A question that must be answered and was left for a command."""
        self._watch = Watch(self, ring)
        self._failed: str | None = None
        self._said = 0

    @property
    def meeting(self) -> MeetingView:
        """The meeting that is talked about: the step in view."""
        return self.live.current

    @property
    def asked(self) -> Asked | None:
        """The question that is open."""
        return self._asked

    def begin(self) -> None:
        """Say where one stands, and ask what is open."""
        live = self.live
        heading = t("plain.begins", title=clean_line(live.book.meta.title), step=self.meeting.step.heading)
        self.say(" ".join(filter(None, (rehearsal_mark(live, live.clock), heading))))
        if live.curriculum_fault is not None:
            self.say(message_text(live.curriculum_fault))
        if live.curriculum_changed:
            live.curriculum_changed = False
            self.say(t("app.curriculum_changed"))
        if live.store.read_only:
            self.say(t("recover.looking"))
        self.say(t("plain.how", help=commands.shown("help"), quit=commands.shown("quit")))
        waits = self._watch.begin()
        if rescued := rescue_question(live, self.say, self.say_standing):
            self.ask(rescued)
        elif not waits:
            self.say_all(standing.standing(self.meeting) if self.is_meeting else [_no_meeting()])
            self._offer_drafts()
        self._watch.look()

    @property
    def is_meeting(self) -> bool:
        """Whether the step in view is a meeting."""
        return self.meeting.step.kind == "meeting"

    def say(self, text: str) -> None:
        """Print a text, each of its lines as one."""
        for line in text.split("\n"):
            if line.strip():
                self._said += 1
                self._say(clean_line(line))

    def say_all(self, lines: Iterable[str]) -> None:
        """Print lines."""
        for line in lines:
            self.say(line)

    def ask(self, asked: Asked) -> None:
        """Ask a question; the next line answers it."""
        self._asked = asked
        self.say_all(asked.lines())

    def ask_or(self, sentence: str, question: str, answers: list[Answer]) -> None:
        """Ask which answer is meant, with a way out; where there is none, say a sentence."""
        if answers:
            self.ask(with_way_out(question, answers))
        else:
            self.say(sentence)

    def take(self, line: str) -> None:
        """Take a typed line: an answer, a command or a note. What changed is on the disk behind this."""
        typed = reading.read(line)
        if REPLACED in line:
            self.say(t("app.foreign_noise"))
        if isinstance(typed, Text):
            self._take_text(typed.text)
        elif isinstance(typed, Unknown):
            self._leave_question()
            self._say_unknown(typed)
        elif isinstance(typed, Doubtful):
            self._leave_question()
            self._ask_which(typed.order)
        else:
            self._leave_question(cancelled=typed.command.name == "cancel")
            self._obey(typed)
        self.keep()

    def run(self, order: Order) -> None:
        """Run a command; what cannot be read is said."""
        if order.command.writes and self.live.store.read_only:
            self.say(t("recover.looking"))
            return
        self.attempt(lambda: self._acts[order.command.name](self, order.rest))

    def attempt(self, act: Callable[[], None]) -> bool:
        """Do something; return whether that went well, and say what is wrong with what was typed."""
        try:
            act()
        except (InputError, StoreError) as error:
            self.say(message_text(error))
            return False
        return True

    def keep(self) -> None:
        """Put everything on the disk; say a failure once, and that it is over."""
        with suppress(StoreError):  # the status says why
            self.live.save()
        self.note_saving()

    def note_saving(self) -> None:
        """Say once that saving fails, and that it is over."""
        status = self.live.store.status
        sentence = t(status.message_id, **status.facts) if status.kind == "failing" else None
        if sentence != self._failed:
            self._failed = sentence
            self.say(sentence or t("app.saved_now", path=self.live.store.path))

    def look_on(self) -> float:
        """Look at the clock while somebody else takes the lines: as `pass_time`, but nothing is asked."""
        self.note_saving()
        return self._watch.look(asks=False)

    def pass_time(self) -> float:
        """Look at the clock; return in how many of its seconds to look again at the latest."""
        self.note_saving()
        if self._waiting is not None and self._asked is None:
            waiting, self._waiting = self._waiting, None
            self.ask(waiting)
        return self._watch.look()

    def interrupted(self) -> None:
        """Take Ctrl+C: ask whether to leave while a meeting runs, the second time leave."""
        if isinstance(self._asked, Numbered) and self._asked.text == _leaving_text(self):
            self.is_over = True
            return
        self._put_by()
        leave(self)

    def say_standing(self) -> None:
        """Say what runs now, after the meeting moved."""
        self.noticed()
        snapshot = self.meeting.snapshot()
        if snapshot.is_under_way:
            self.say_all(standing.running(self.meeting, snapshot))
        else:
            self.say_all(standing.standing(self.meeting))

    def noticed(self) -> None:
        """Count all that became due up to now as said."""
        self._watch.noticed()

    def file(self, kind: EntryKind, text: str, *, private: bool = False) -> None:
        """File a note, and say that it was."""
        if self.live.store.read_only:
            self.say(t("recover.looking"))
            return
        author = entries.begun(self.live).author
        entry = entries.Entry(text, kind, author)
        if private:
            with self.live.book.together("plain.change_private"):
                key = entries.file_beside(self.meeting, entry)
                self.live.book.notes.edit(key, private=True)
        else:
            entries.file_beside(self.meeting, entry)
        word = t("common.private") if private else kind_label(kind)
        name = self.live.name_of(author)
        self.say(t("plain.filed_of", kind=word, name=name) if name else t("plain.filed", kind=word))

    def _take_text(self, text: str) -> None:
        asked = self._asked
        if isinstance(asked, Line):
            self._asked = None
            if not text and not asked.optional:
                self.say(t("plain.as_it_was"))
            elif not self.attempt(partial(asked.take, text)) and self._asked is None:
                self.ask(asked)
        elif isinstance(asked, Numbered):
            self._answer(asked, text)
        elif text:
            self.file("note", text)

    def _answer(self, asked: Numbered, text: str) -> None:
        """Take the answer to a question with numbers. Words are a note, and the question stays."""
        number = reading.number_in(text)
        if text and number is None:
            self.file("note", text)
            self.say_all(asked.lines())
            return
        if number is None:
            answer = asked.safe
        else:
            answer = asked.answers[number - 1] if 0 < number <= len(asked.answers) else None
        if answer is None:
            note = t("plain.as_note", note=commands.shown("note"), text=text) if text else ""
            self.say(t("plain.no_such_number", most=len(asked.answers)) + note)
            return
        self._asked, said = None, self._said
        self.attempt(answer.act)
        if self._said == said and not self.is_over:
            self.say(t("plain.as_it_was"))

    def _leave_question(self, *, cancelled: bool = False) -> None:
        """Leave the open question for a command, and say so of one that does not come again by itself."""
        asked = self._put_by()
        comes_again = asked is not None and asked is self._waiting
        if not comes_again and (asked is not None or cancelled):
            self.say(t("plain.question_left" if asked is not None else "plain.no_question"))

    def _put_by(self) -> Asked | None:
        """Close the open question and return it; one that must be answered waits to be asked again."""
        asked, self._asked = self._asked, None
        if isinstance(asked, Numbered) and asked.lasting:
            self._waiting = asked
        return asked

    def _say_unknown(self, typed: Unknown) -> None:
        """Say that there is no such command, and offer the nearest ones; the text can become a note."""
        found = commands.nearest(typed.word) if typed.word else []
        answers = [
            Answer(f"{one.shown} {one.help}", partial(self._obey, Order(one, typed.rest, typed.text)))
            for one in found
        ]
        answers.append(Answer(t("plain.make_note", text=typed.text), partial(self.file, "note", typed.text)))
        self.ask(with_way_out(t("plain.unknown", typed=typed.text), answers))

    def _obey(self, order: Order) -> None:
        """Run a command, unless what stands behind it may be a note: then ask."""
        if order.has_too_much:
            self._ask_which(order)
        else:
            self.run(order)

    def _ask_which(self, order: Order) -> None:
        answers = (
            Answer(f"{order.command.shown} {order.command.help}", partial(self.run, order)),
            Answer(t("plain.make_note", text=order.text), partial(self.file, "note", order.text), safe=True),
        )
        self.ask(Numbered(t("plain.doubtful", typed=order.text), answers))

    def _offer_drafts(self) -> None:
        """Offer what was typed and not filed when the session was left."""
        if self.live.store.read_only:
            return
        entries.restore(self.meeting)
        entry = entries.drafted(self.live)
        if not entry.text.strip():
            return

        def file() -> None:
            entries.restore(self.meeting)  # a note that was typed meanwhile has set it aside
            entries.file(self.meeting, entry)
            self.say(t("plain.filed", kind=kind_label(entry.kind)))

        text = list_text(filter(None, (clean_line(entry.text), entry.owner, entry.due)))
        question = t("plain.draft", kind=kind_label(entry.kind), text=text)
        keep = Answer(t("plain.draft_keep"), partial(entries.clear_field, self.meeting), safe=True)
        self.ask(Numbered(question, (Answer(t("plain.draft_file"), file), keep)))


def _no_meeting() -> str:
    return t("plain.no_meeting", command=commands.shown("step"))


def _leaving_text(talk: Talk) -> str:
    title, step = t("app.leave_session_title"), talk.live.under_way().step.heading
    return f"{title}\n{t('app.leave_program_text', step=step)}"


def leave(talk: Talk) -> None:
    """Leave; ask first where a meeting runs."""
    live = talk.live
    if not live.keeps_time or live.store.read_only or not live.under_way().is_under_way:
        talk.is_over = True
        return

    def go() -> None:
        talk.is_over = True

    stay = Answer(t("app.leave_session_stay"), safe=True)
    talk.ask(Numbered(_leaving_text(talk), (Answer(t("app.leave_program_yes"), go), stay)))
