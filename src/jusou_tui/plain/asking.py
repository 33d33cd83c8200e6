"""Questions in plain mode: numbered answers, or a line to be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from jusou_tui.live.meeting_words.questions import Question
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t

Say = Callable[[str], None]


@dataclass(frozen=True)
class Answer:
    """An answer and what it does. `safe`: an empty line means it."""

    label: str
    act: Callable[[], None] = lambda: None
    safe: bool = False


@dataclass(frozen=True)
class Numbered:
    """A question that is answered by a number. `lasting`: it is asked again until it is answered."""

    text: str
    answers: tuple[Answer, ...]
    lasting: bool = False

    def lines(self) -> list[str]:
        """Return the question as it is printed."""
        numbered = [
            t("plain.answer", number=number, label=clean_line(one.label))
            + (t("plain.by_enter") if one.safe else "")
            for number, one in enumerate(self.answers, 1)
        ]
        return [*(line for line in self.text.split("\n") if line), *numbered]

    @property
    def safe(self) -> Answer | None:
        """What an empty line means."""
        return next((one for one in self.answers if one.safe), None)


@dataclass(frozen=True)
class Line:
    """A question that is answered by the next line, whatever it is; `optional`: an empty one, too."""

    text: str
    take: Callable[[str], None]
    optional: bool = False

    def lines(self) -> list[str]:
        """Return the question as it is printed."""
        return [self.text]


Asked = Numbered | Line


def numbered(question: Question, after: Callable[[bool], None], *, lasting: bool = False) -> Numbered:
    """Return a question about a meeting; `after` gets whether the answer changed something."""

    def take(act: Callable[[], bool]) -> None:
        after(act())

    answers = (Answer(one.label, partial(take, one.act), safe=one.safe) for one in question.choices)
    return Numbered(f"{question.title}\n{question.text}", tuple(answers), lasting)


def with_way_out(text: str, answers: Iterable[Answer]) -> Numbered:
    """Return a question with one more answer, that nothing is to be done."""
    return Numbered(text, (*answers, Answer(t("recover.answer_leave"), safe=True)))
