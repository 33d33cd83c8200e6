"""The commands of the run page, and which of them are offered in a state of the meeting."""

from __future__ import annotations

from collections.abc import Sequence

from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    CHANGE_ROW,
    NOTES,
    SCHEDULE,
    SCROLL_DOWN,
    SCROLL_UP,
    SHEETS,
    TO_FIELD,
    Command,
)
from jusou_tui.app.shell.keys import Group, in_menu, only_in_palette
from jusou_tui.live.snapshot import MeetingSnapshot

GO_ON = Command("go_on", "app.next", "app.next_help", keys.NEXT, rank=0, primary=True)
"""The page's own form of the command that every page of a session has: it asks only where that is needed."""
PAUSE = Command("pause", "common.pause", "app.pause_help", keys.PAUSE, rank=2)
ADVANCE = Command("advance", "app.advance", "app.advance_help", keys.NEXT_PART, rank=3)
GO_BACK = Command("go_back", "app.back", "app.back_help", keys.BEFORE)
WHILE_IT_RUNS = frozenset({"pause", "advance", "retreat", "skip", "adjust(1)", "adjust(-1)"})
OF_AN_ACTIVITY = frozenset({"advance", "retreat", "show_page('aloud')"})
"""What a break has no use for."""
RANKS_OF_A_ROUND = {"later": 6, "extend(30)": 7, "pass_turn": 9}
"""What a round needs in the key bar comes before what it does not."""

RUN_COMMANDS = (
    SCHEDULE.but(rank=1),
    NOTES.but(rank=1),
    SHEETS.but(rank=1),
    ADVANCE,
    PAUSE,
    Command("adjust(-1)", "app.minus", "app.minus_help", keys.LESS, rank=10),
    Command("adjust(1)", "app.plus", "app.plus_help", keys.MORE, rank=4),
    GO_ON,
    Command("later", "app.later", "app.later_help", keys.LATER),
    Command("pass_turn", "app.pass", "app.pass_help", keys.PASS),
    Command("extend(30)", "timekeeping.extend", "timekeeping.extend_help", keys.MORE_TIME),
    Command("extend(-30)", "timekeeping.take_back", "timekeeping.take_back_help", keys.LESS_TIME),
    Command("retreat", "app.retreat", "app.retreat_help", keys.PART_BEFORE),
    GO_BACK,
    Command("skip", "app.skip", "app.skip_help", in_menu(Group.TIME), writes=True),
    Command("look", "app.look", "app.look_help", only_in_palette(Group.PAGES), also="app.look_also"),
    Command("links", "app.links", "app.links_help", only_in_palette(Group.PAGES)),
    Command("show_page('aloud')", "app.prompt_read_aloud", "app.aloud_help", keys.OTHER_PLACE, rank=8),
    SCROLL_DOWN,
    SCROLL_UP,
    Command("file", "app.file", "app.file_help", keys.TAKE, of_group=Group.WRITE, writes=True),
    TO_FIELD,
)


def offered(commands: Sequence[Command], snapshot: MeetingSnapshot | None) -> tuple[Command, ...]:
    """Return the commands that make sense now, the primary one last, each with the word that fits.

    F1 to F4 have their places in every state.
    """
    state = snapshot.state if snapshot else "before"
    away = WHILE_IT_RUNS if state in ("before", "finished") else frozenset()
    if snapshot is not None and snapshot.is_break:
        away = OF_AN_ACTIVITY
    shown = [command for command in commands if command.action not in away and command is not GO_ON]
    return (*(_worded(command, snapshot) for command in shown), _going_on(snapshot))


def _worded(command: Command, snapshot: MeetingSnapshot | None) -> Command:
    if snapshot is None:
        return command
    if command is PAUSE and snapshot.state == "paused":
        return command.but(label="common.resume")
    if command is ADVANCE and _has_turn(snapshot):
        return command.but(label="app.next_turn", rank=0)._replace(primary=True)
    return _ranked(command, snapshot)


def _ranked(command: Command, snapshot: MeetingSnapshot) -> Command:
    """Return a command with its place in the key bar, where that depends on the meeting."""
    if command is GO_BACK and snapshot.is_fresh:
        return command.but(rank=2)
    if command.action == "undo" and snapshot.state != "before":
        return command.but(rank=11)
    if command.action == CHANGE_ROW.action and not snapshot.is_under_way:
        return command.but(rank=3)
    if command.action in RANKS_OF_A_ROUND and _has_turn(snapshot):
        return command.but(rank=RANKS_OF_A_ROUND[command.action])
    return command


def _going_on(snapshot: MeetingSnapshot | None) -> Command:
    if snapshot is None or snapshot.state == "before":
        return GO_ON.but(label="app.begin")
    if snapshot.state == "finished":
        return GO_ON._replace(action="review", label="review.open", help="review.open_help")
    if _has_turn(snapshot):
        return GO_ON.but(label="app.next_after_round", rank=1)._replace(primary=False, short=GO_ON.label)
    if snapshot.next_row is None:
        return GO_ON.but(label="app.finish")
    return GO_ON


def keys_differ(before: MeetingSnapshot, after: MeetingSnapshot) -> bool:
    """Return whether the key bar has other words to show."""
    return _shown_of(before) != _shown_of(after)


def _shown_of(snapshot: MeetingSnapshot) -> tuple[object, ...]:
    """Cache key: what of a snapshot the words in the key bar depend on."""
    return (
        snapshot.state,
        snapshot.next_row is None,
        _has_turn(snapshot),
        snapshot.is_break,
        snapshot.is_fresh,
    )


def _has_turn(snapshot: MeetingSnapshot | None) -> bool:
    return snapshot is not None and snapshot.round is not None and snapshot.round.current is not None
