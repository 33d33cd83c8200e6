"""Where the words about a meeting stand: beside the big digits as far as they fit whole, else below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.app.meeting_text.clock_face import turn_of
from jusou_tui.app.screens.run import headline, turn_words
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot

LEAST_BESIDE = 18
"""Cells below which no title stands beside the digits: each of its phrases would be broken."""


class Room(NamedTuple):
    """Cells and lines beside the digits, cells of the page's lines, and whether lines are scarce on it.

    `airy`: there is room for an empty line between the state and what is now.
    """

    cells: int
    lines: int
    across: int
    scarce: bool = False
    airy: bool = False


class Facts(NamedTuple):
    """The words: `top`, `ticking` (one line at most) and `rest` beside the digits, `across` below them.

    `set_in`: cells by which `ticking` is set in, so that a clock stands under the text that it is of.
    `apart`: what is to be done about the meeting itself, on a line above `across`.
    """

    top: Drawn
    ticking: Drawn
    rest: Drawn
    across: Drawn
    set_in: int = 0
    apart: Sequence[Piece] = ()


def facts(meeting: MeetingView, snapshot: MeetingSnapshot, room: Room, keys: Mapping[str, str]) -> Facts:
    """Return the words about a meeting. `keys`: how the key of a command is shown, by its action.

    What is done now and what comes next are never cut: what does not fit beside the digits stands below.
    """
    late = headline.catch_up_line(meeting, snapshot, keys.get("catch_up", ""), room.across)
    nobody = headline.nobody_line(snapshot, keys.get("command_palette", ""), room.across)
    if turn_of(snapshot) is not None:
        found = _of_turn(meeting, snapshot, room, keys)
    else:
        found = _of_row(meeting, snapshot, room)
    apart = late or nobody
    if apart or found.across or room.scarce:
        return found._replace(apart=apart)
    fixed = headline.fixed_line(snapshot)
    return found._replace(across=[fixed] if fixed else [])


def _of_turn(meeting: MeetingView, snapshot: MeetingSnapshot, room: Room, keys: Mapping[str, str]) -> Facts:
    """Return the words where the digits count somebody's turn."""
    ticks = headline.beside_digits_line(meeting.live, snapshot, room.cells)
    top = turn_words.speaker(meeting.live, snapshot, room.cells)
    lines = room.lines - len(top) - bool(ticks)
    rest = turn_words.beside(meeting.live, snapshot, room.cells, lines, keys)
    return Facts(
        top, [ticks] if ticks else [], rest, [turn_words.round_line(meeting.live, snapshot, room.across)]
    )


def _of_row(meeting: MeetingView, snapshot: MeetingSnapshot, room: Room) -> Facts:
    """Return the words where the digits count what runs, or nothing runs."""
    ticks = headline.beside_digits_line(meeting.live, snapshot, room.cells)
    top = headline.state(meeting, snapshot, room.cells)
    promise = headline.promise(snapshot, room.cells) if room.cells >= LEAST_BESIDE else []
    if snapshot.is_break:  # what comes next is on its card
        return Facts(top, [ticks] if ticks else [], promise, [])
    spare = room.lines - len(top) - bool(ticks) - len(promise)
    now, rest, below = _placed(snapshot, room, spare)
    rest = [*rest, *promise]
    if room.cells >= LEAST_BESIDE:
        spare -= len(now) + len(rest) - len(promise)
        rest += headline.needed(meeting.live, snapshot, room.cells, spare)
        if meeting.live.keeps_time:
            rest += headline.check(snapshot, room.cells, spare)
    set_in = headline.text_begins() if now and headline.is_part_clock(snapshot) else 0
    if set_in:
        narrower = headline.beside_digits_line(meeting.live, snapshot, room.cells - set_in)
        # What comes next, which nobody says where each works alone, is worth more than the column.
        alone = snapshot.segment is not None and snapshot.segment.alone
        set_in, ticks = (0, ticks) if alone and narrower != ticks else (set_in, narrower)
    air: Drawn = [[]] if room.airy and top and now else []
    return Facts([*top, *air, *now], [ticks] if ticks else [], rest, below, set_in)


def _placed(snapshot: MeetingSnapshot, room: Room, lines: int) -> tuple[Drawn, Drawn, Drawn]:
    """Return what is now and what is next beside the digits on so many lines, and what goes below them."""
    if room.cells < LEAST_BESIDE:
        return [], [], [*headline.now(snapshot, room.across), *headline.following(snapshot, room.across)]
    now = headline.now(snapshot, room.cells)
    for minutes in (True, False):
        following = headline.following(snapshot, room.cells, minutes=minutes)
        if len(now) + len(following) <= lines:
            return now, following, []
    below = headline.now(snapshot, room.across)
    for minutes in (True, False):
        following = headline.following(snapshot, room.cells, minutes=minutes)
        if len(following) <= lines:
            return [], following, below
    if len(now) <= lines:
        return now, [], headline.following(snapshot, room.across)
    return [], [], [*below, *headline.following(snapshot, room.across)]
