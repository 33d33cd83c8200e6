"""Questions about a meeting (`live.meeting_words.questions`) as dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.live.meeting_words.questions import Question, before_going_on
from jusou_tui.live.session import MeetingView


@dataclass(frozen=True)
class Confirmation:
    """A question before a meeting goes on; `steps`: what to do by an answer's id, nothing for others."""

    dialog: Ask
    steps: Mapping[str, Callable[[], bool]]

    def take(self, answer: str | None) -> bool:
        """Do what was answered. Return whether something changed."""
        step = self.steps.get(answer or "")
        return step is not None and step()


def confirmation(meeting: MeetingView) -> Confirmation | None:
    """Return the question before the meeting begins, ends or leaves a round too early, None where none is."""
    question = before_going_on(meeting)
    return None if question is None else asked(question)


def asked(question: Question) -> Confirmation:
    """Return the dialog of a question, with what its answers do."""
    steps = {one.id: one.act for one in question.choices}
    return Confirmation(dialog_of(question), steps)


def dialog_of(question: Question) -> Ask:
    """Return the dialog of a question, its answers numbered."""
    answers = [
        Answer(one.id, one.label, str(number), safe=one.safe)
        for number, one in enumerate(question.choices, 1)
    ]
    return Ask(question.title, question.text, answers)
