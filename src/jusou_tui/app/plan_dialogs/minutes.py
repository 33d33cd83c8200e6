"""What minutes say besides what was noted: place, closed items, handouts, what comes next."""

from __future__ import annotations

from collections.abc import Callable

from jusou_tui.app.plan_dialogs.line_dialog import LineDialog
from jusou_tui.app.shell.dialogs import Answer, Ask, digit_of
from jusou_tui.app.shell.host import Host
from jusou_tui.live.fields import LineDraft
from jusou_tui.report.documents.minutes.making import minutes_of
from jusou_tui.report.documents.minutes.model import Item, Minutes
from jusou_tui.report.documents.minutes.questions import Question, Topic, questions, read_answer
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.programme.days import held_steps
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled

Closed = Callable[[], None]
_DONE, _LEAVE = "items-done", "items-leave"
"""Answers beside the items, whose ids are those of activities."""


def ask_about_minutes(host: Host, closed: Closed) -> None:
    """Ask about the minutes of the meeting that the session is at, else of the one held last."""
    live = host.open_live
    began = held_steps(live.book.session)
    step = live.current.step.id
    if live.current.step.kind != "meeting" and began:
        step = max(began, key=lambda key: began[key].at)
    _Facts(host, step, closed).show()


def ask_minutes_of(host: Host, step: str, closed: Closed) -> None:
    """Ask about the minutes of a step's meeting."""
    _Facts(host, step, closed).show()


def open_in_minutes(host: Host, step: str) -> list[str]:
    """Return the labels of what nobody has said yet for the minutes of a meeting, and can say here."""
    facts = _Facts(host, step, lambda: None)
    return [t(one.label) for one in questions(facts.session, facts.minutes()) if one.is_open]


class _Facts:
    """The menu of what can be said about the minutes of one meeting; each answer is recorded at once."""

    def __init__(self, host: Host, step: str, closed: Closed) -> None:
        self._host = host
        self._step = step
        self._closed = closed
        self._book = host.open_live.book
        self.session = self._book.session

    def minutes(self) -> Minutes:
        """Return the minutes as they would be now."""
        live = self._host.open_live
        return minutes_of(self.session, live.curriculum, self._step, live.clock.now())

    def show(self, begin: str | None = None) -> None:
        """Show what is known so far, each line to be changed."""
        minutes = self.minutes()
        offered = {one.topic: one for one in questions(self.session, minutes)}
        answers = [
            Answer(topic, labelled(t(one.label), one.known or t("minutes.not_written")), digit_of(number))
            for number, (topic, one) in enumerate(offered.items(), 1)
        ]
        answers.append(Answer("leave", t("app.close"), "escape", safe=True))

        def chosen(answer: str | None) -> None:
            question = next((one for one in offered.values() if one.topic == answer), None)
            if question is None:
                self._closed()
            elif question.topic == "closed_items":
                self._show_items()
            else:
                self._ask(question)

        first = next((one.topic for one in offered.values() if one.is_open), "leave")
        title = f"{t('minutes.facts')} {minutes.meeting}"
        self._host.push_screen(Ask(title, "", answers, begin=begin or first), chosen)

    def _ask(self, question: Question) -> None:
        """Ask for a line, then show the menu again."""
        topic: Topic = question.topic

        def take(typed: str) -> bool:
            curriculum = self._host.open_live.curriculum
            changes = read_answer(self.session, curriculum, self.minutes(), topic, typed)
            if changes.fields:
                self._book.meetings.set(changes.step, **changes.fields)
            return True

        draft = LineDraft(self._book, f"minutes-{topic}-{self._step}")
        dialog = LineDialog(t(question.label), t(question.hint), take, draft, question.known)
        self._host.push_screen(dialog, lambda _: self.show())

    def _show_items(self, begin: str | None = None) -> None:
        """Show the items; one that is chosen is closed, or public again."""
        items = self.minutes().items
        states = [t("minutes.not_public" if item.closed else "compare.field_public") for item in items]
        answers = [
            Answer(item.key, _item_label(item), digit_of(number), state)
            for number, (item, state) in enumerate(zip(items, states, strict=True), 1)
        ]
        answers.append(Answer(_DONE, t("minutes.items_done"), digit_of(len(answers) + 1)))
        answers.append(Answer(_LEAVE, t("common.back"), "escape", safe=True))
        closed = frozenset(item.key for item in items if item.closed)

        def chosen(answer: str | None) -> None:
            if answer in {None, _DONE, _LEAVE}:
                if answer == _DONE and meeting_of(self.session, self._step).closed_items is None:
                    self._book.meetings.set(self._step, closed_items=())
                self.show()
                return
            kept = closed ^ {answer}
            self._book.meetings.set(
                self._step, closed_items=tuple(item.key for item in items if item.key in kept)
            )
            self._show_items(answer)

        text = t("minutes.items_text")
        self._host.push_screen(Ask(t("minutes.closed_items"), text, answers, begin=begin or _DONE), chosen)


def _item_label(item: Item) -> str:
    return t("minutes.item", number=item.number, title=item.title)
