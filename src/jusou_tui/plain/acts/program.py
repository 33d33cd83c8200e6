"""Commands of the program: help, undo, which step, set-up, the curtain, saving and leaving."""

from __future__ import annotations

from functools import partial

from jusou_tui.live import undoing
from jusou_tui.live.audience import audience_of, draw_curtain
from jusou_tui.plain import commands, standing
from jusou_tui.plain.asking import Answer, with_way_out
from jusou_tui.plain.commands import COMMANDS, Command, Group
from jusou_tui.plain.talk import Act, Talk, leave
from jusou_tui.session.book.history import Blocked, Undone
from jusou_tui.session.programme.run_steps import Stage, stages
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, labelled, list_text, short_date_text

USUAL = ("next", "time", "decision", "todo", "turn", "break", "aloud", "undo", "quit")
"""Commands that the help names first."""


def say_help(talk: Talk, rest: str) -> None:
    """Say what can be typed; of a command that was typed, what it does."""
    if rest:
        found = commands.find(rest.lstrip("/／"))
        talk.say(help_line(found) if found else t("plain.unknown", typed=rest))
        return
    talk.say(t("plain.help", usual=" ".join(commands.shown(name) for name in USUAL)))
    answers = [Answer(t(group.value), partial(_say_group, talk, group)) for group in Group]
    talk.ask(with_way_out(t("plain.help_which"), answers))


def _say_group(talk: Talk, group: Group) -> None:
    """Say what a group of commands is for, each by one word; `/help next` says all of them."""
    talk.say_all(labelled(one.shown, one.help) for one in COMMANDS if one.group is group)


def help_line(command: Command) -> str:
    """Return how a command is typed, in each of its words, and what it does."""
    words = " ".join(f"/{word}" for word in command.words)
    return labelled(words, command.help)


def undo(talk: Talk, _: str) -> None:
    """Undo the last act; where it is not clear which is meant, ask."""
    found = undoing.choices(talk.live)
    if found is None:
        _undone(talk, undoing.undo(talk.live), "app.undone")
        return
    answers = [Answer(one.label, partial(_undo_change, talk, one)) for one in found]
    talk.ask(with_way_out(t("plain.which_undo"), answers))


def _undo_change(talk: Talk, choice: undoing.UndoChoice) -> None:
    _undone(talk, undoing.undo_change(talk.live, choice.change), "app.undone")


def redo(talk: Talk, _: str) -> None:
    """Redo what was undone last."""
    _undone(talk, undoing.redo(talk.live), "app.redone")


def _undone(talk: Talk, undone: Undone | Blocked | None, message: str) -> None:
    if undone is None:
        talk.say(t("plain.nothing_to_undo") if message == "app.undone" else t("app.nothing_to_redo"))
        return
    talk.say(undoing.undone_text(talk.live, undone, message).split("\n")[0])
    if talk.meeting.is_under_way:
        talk.say_standing()


def choose_step(talk: Talk, _: str) -> None:
    """Say the steps of the run, and ask which one to go to."""
    live = talk.live
    today = live.clock.now().date()
    found = [one for one in stages(live.curriculum, live.book.session, today) if one.state != "left_out"]
    answers = [Answer(_stage_text(talk, one), partial(_go_to, talk, one)) for one in found]
    talk.ask(with_way_out(t("plain.which_step"), answers))


def _stage_text(talk: Talk, stage: Stage) -> str:
    today = talk.live.clock.now().date()
    day = short_date_text(stage.day, today) if stage.day is not None else ""
    held = t("common.done") if stage.state == "held" else ""
    return stage.step.heading + bracketed(list_text(filter(None, (day, held))))


def _go_to(talk: Talk, stage: Stage) -> None:
    if not talk.live.store.read_only:
        talk.live.book.set_view(screen="run", step=stage.step.id)
    if talk.is_meeting:
        talk.say_all([talk.meeting.step.heading, *standing.standing(talk.meeting)])
    else:
        talk.say_all([talk.meeting.step.heading, *standing.card(talk.meeting)])


def setup(talk: Talk, _: str) -> None:
    """Go through the questions of the set-up once more."""
    talk.setup_wanted = True


def curtain(talk: Talk, _: str) -> None:
    """Draw the curtain of the shared screen, or take it away."""
    draw_curtain(talk.live, not audience_of(talk.live).curtain)
    drawn = audience_of(talk.live).curtain
    talk.say(t("plain.curtain_drawn" if drawn else "plain.curtain_off"))


def save(talk: Talk, _: str) -> None:
    """Save, and say where; it is saved all the time."""
    talk.live.save()
    talk.say(t("app.saved_now", path=talk.live.store.path))


def cancel(_talk: Talk, _: str) -> None:
    """Do nothing more: to leave the open question, and to say so, is what any command does first."""


def quit_program(talk: Talk, _: str) -> None:
    """Leave, after a question where a meeting runs."""
    leave(talk)


ACTS: dict[str, Act] = {
    "help": say_help,
    "undo": undo,
    "redo": redo,
    "step": choose_step,
    "setup": setup,
    "curtain": curtain,
    "save": save,
    "cancel": cancel,
    "quit": quit_program,
}
