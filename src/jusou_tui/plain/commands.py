"""The commands of plain mode: their words in every language, and what each is for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jusou_tui.wording import LANGUAGES, catalogue, language, t


class Group(StrEnum):
    """What somebody wants to do, in the order of the help; the value is the message id of its heading."""

    TIME = "app.group_time"
    TURN = "app.group_turn"
    WRITE = "app.group_write"
    LOOK = "plain.group_look"
    MEETING = "plain.group_meeting"
    PROGRAM = "app.group_program"


@dataclass(frozen=True)
class Command:
    """A command by its name. `writes`: it changes the session, so that who looks on cannot use it.

    `takes`: it does something with what is typed behind it.
    `words_id`, `help_id`: the messages that hold its words, with spaces between them, and what it does.
    """

    name: str
    group: Group
    words_id: str
    help_id: str
    writes: bool = True
    takes: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words that mean it, of all languages, those of the language in use first."""
        first = [language(), *(name for name in LANGUAGES if name != language())]
        return tuple(word for name in first for word in catalogue(name).gettext(self.words_id).split())

    @property
    def shown(self) -> str:
        """How it is typed, in the language in use."""
        return f"/{self.words[0]}"

    @property
    def help(self) -> str:
        """What it does, in a sentence."""
        return t(self.help_id)


COMMANDS = (
    Command("next", Group.TIME, "plain.words_next", "plain.help_next"),
    Command("back", Group.TIME, "plain.words_back", "plain.help_back"),
    Command("start", Group.TIME, "plain.words_start", "plain.help_start"),
    Command("pause", Group.TIME, "plain.words_pause", "plain.help_pause"),
    Command("resume", Group.TIME, "plain.words_resume", "plain.help_resume"),
    Command("extend", Group.TIME, "plain.words_extend", "plain.help_extend", takes=True),
    Command("shorten", Group.TIME, "plain.words_shorten", "plain.help_shorten", takes=True),
    Command("fit", Group.TIME, "plain.words_fit", "plain.help_fit"),
    Command("break", Group.TIME, "plain.words_break", "plain.help_break", takes=True),
    Command("skip", Group.TIME, "plain.words_skip", "plain.help_skip"),
    Command("correct", Group.TIME, "plain.words_correct", "plain.help_correct", takes=True),
    Command("timer", Group.TIME, "plain.words_timer", "plain.help_timer", takes=True),
    Command("finish", Group.TIME, "plain.words_finish", "plain.help_finish"),
    Command("turn", Group.TURN, "plain.words_turn", "plain.help_turn"),
    Command("part_before", Group.TURN, "plain.words_part_before", "plain.help_part_before"),
    Command("later", Group.TURN, "plain.words_later", "plain.help_later"),
    Command("pass", Group.TURN, "plain.words_pass", "plain.help_pass"),
    Command("more", Group.TURN, "plain.words_more", "plain.help_more", takes=True),
    Command("share", Group.TURN, "plain.words_share", "plain.help_share"),
    Command("round", Group.TURN, "plain.words_round", "plain.help_round", writes=False),
    Command("note", Group.WRITE, "plain.words_note", "plain.help_note", takes=True),
    Command("decision", Group.WRITE, "plain.words_decision", "plain.help_decision", takes=True),
    Command("todo", Group.WRITE, "plain.words_todo", "plain.help_todo", takes=True),
    Command("question", Group.WRITE, "plain.words_question", "plain.help_question", takes=True),
    Command("private", Group.WRITE, "plain.words_private", "plain.help_private", takes=True),
    Command("sheet", Group.WRITE, "plain.words_sheet", "plain.help_sheet"),
    Command("undo", Group.WRITE, "plain.words_undo", "plain.help_undo"),
    Command("redo", Group.WRITE, "plain.words_redo", "plain.help_redo"),
    Command("time", Group.LOOK, "plain.words_time", "plain.help_time", writes=False),
    Command("now", Group.LOOK, "plain.words_now", "plain.help_now", writes=False),
    Command("schedule", Group.LOOK, "plain.words_schedule", "plain.help_schedule", writes=False),
    Command("card", Group.LOOK, "plain.words_card", "plain.help_card", writes=False),
    Command("aloud", Group.LOOK, "plain.words_aloud", "plain.help_aloud", writes=False),
    Command("notes", Group.LOOK, "plain.words_notes", "plain.help_notes", writes=False, takes=True),
    Command("todos", Group.LOOK, "plain.words_todos", "plain.help_todos"),
    Command("review", Group.LOOK, "plain.words_review", "plain.help_review", writes=False),
    Command("people", Group.MEETING, "plain.words_people", "plain.help_people"),
    Command("guest", Group.MEETING, "plain.words_guest", "plain.help_guest", takes=True),
    Command("step", Group.MEETING, "plain.words_step", "plain.help_step", writes=False),
    Command("setup", Group.MEETING, "plain.words_setup", "plain.help_setup"),
    Command("curtain", Group.MEETING, "plain.words_curtain", "plain.help_curtain"),
    Command("help", Group.PROGRAM, "plain.words_usage", "plain.help_help", writes=False, takes=True),
    Command("cancel", Group.PROGRAM, "plain.words_cancel", "plain.help_cancel", writes=False),
    Command("save", Group.PROGRAM, "plain.words_save", "plain.help_save", writes=False),
    Command("quit", Group.PROGRAM, "plain.words_quit", "plain.help_quit", writes=False),
)


def named(name: str) -> Command:
    """Return the command of that name."""
    return next(command for command in COMMANDS if command.name == name)


def shown(name: str) -> str:
    """Return how the command of that name is typed."""
    return named(name).shown


def find(word: str) -> Command | None:
    """Return the command that a word means, in any language, width and case; None where none does."""
    wanted = folded(word)
    return next((command for known, command in _known() if known == wanted), None)


def nearest(word: str, most: int = 3) -> list[Command]:
    """Return the commands that a mistyped word probably means, the likeliest first."""
    from difflib import get_close_matches

    known = dict(_known())
    close = get_close_matches(folded(word)[:40], list(known), n=2 * most, cutoff=0.5)
    begun = [one for one in known if one.startswith(folded(word)[:1])] if word else []
    found = dict.fromkeys(known[one].name for one in [*close, *begun])
    return [named(name) for name in list(found)[:most]]


def folded(word: str) -> str:
    """Return a word so that its width and its case do not count."""
    return unicodedata.normalize("NFKC", word).casefold().strip()


def _known() -> Iterator[tuple[str, Command]]:
    for command in COMMANDS:
        for word in command.words:
            yield folded(word), command
