"""What is asked before a session is open: which one to go on with, or which curriculum a new one is of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from jusou_tui.curriculum import library
from jusou_tui.errors import JusouError
from jusou_tui.live.meeting_words.rehearsal_mark import mark_text
from jusou_tui.live.session import LiveSession
from jusou_tui.plain import commands, reading
from jusou_tui.plain.asking import Answer, Numbered
from jusou_tui.plain.reading import Order
from jusou_tui.session.library import Summary, list_sessions
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import date_time_text

MOST = 9
"""Sessions that are read out, those changed last."""
REST_SECONDS = 10.0


class Chooser:
    """Asks one question with numbers until it is answered. `is_over`: somebody asked to leave."""

    live: LiveSession | None = None

    def __init__(self, say: Callable[[str], None], asked: Numbered) -> None:
        self.is_over = False
        self._say = say
        self._asked = asked

    def begin(self) -> None:
        """Ask."""
        for line in self._asked.lines():
            self._say(line)
        self._say(t("plain.choose_how", quit=commands.shown("quit")))

    def take(self, line: str) -> None:
        """Take a number, or a command that leaves; say why what was chosen cannot be opened."""
        typed = reading.read(line)
        if isinstance(typed, Order) and typed.command.name in {"quit", "cancel"}:
            self.is_over = True
            return
        number = reading.number_in(line)
        if number is None or not 0 < number <= len(self._asked.answers):
            self._say(t("plain.no_such_number", most=len(self._asked.answers)))
            return
        try:
            self._asked.answers[number - 1].act()
        except JusouError as error:
            self._say(message_text(error))

    def pass_time(self) -> float:
        """Return in how many seconds to look again: nothing comes by itself here."""
        return REST_SECONDS

    def interrupted(self) -> None:
        """Leave."""
        self.is_over = True


def which_curriculum(chosen: Callable[[Path], None]) -> Numbered:
    """Return the question which curriculum a new session is of."""
    found = (one for one in library.available() if one.problem is None)
    answers = (Answer(one.short_title or one.title, partial(chosen, one.path)) for one in found)
    return Numbered(t("plain.which_curriculum"), tuple(answers))


def which_session(
    folder: Path, today: date, chosen: Callable[[Path], None], begin_new: Callable[[], None]
) -> Numbered:
    """Return the question which session of a folder to go on with, or whether to begin a new one."""
    found = [one for one in list_sessions(folder, today) if one.problem is None and not one.demo]
    answers = (Answer(_session_text(one), partial(chosen, one.path)) for one in found[:MOST])
    return Numbered(t("plain.which_session"), (*answers, Answer(t("plain.begin_new"), begin_new)))


def _session_text(one: Summary) -> str:
    mark = mark_text(one.speed) if one.rehearsal else ""
    changed = t("report.changed", at=date_time_text(one.changed))
    return " ".join(filter(None, (mark, clean_line(one.title), changed)))
