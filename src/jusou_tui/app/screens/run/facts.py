"""Where the words about a meeting stand: beside the big digits as far as they fit whole, else below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.meeting_text.clock_face import turn_of
from jusou_tui.app.screens.run import headline, turn_words
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot

LEAST_BESIDE = 18
"""Cells below which no title stands beside the digits: each of its phrases would be broken."""


@dataclass(frozen=True)
class Room:
    """Cells and lines beside the digits, cells of the page's lines, and whether lines are scarce on it."""

    cells: int
    lines: int
    across: int
    scarce: bool = False


@dataclass(frozen=True)
class Facts:
    """The words: `top`, `ticking` (one line at most) and `rest` beside the digits, `across` below them."""

    top: Drawn
    ticking: Drawn
    rest: Drawn
    across: Drawn


def facts(meeting: MeetingView, snapshot: MeetingSnapshot, room: Room, keys: Mapping[str, str]) -> Facts:
    """Return the words about a meeting. `keys`: how the key of a command is shown, by its action.

    What is done now and what comes next are never cut: what does not fit beside the digits stands below.
    """
    late = headline.catch_up_line(meeting, snapshot, keys.get("catch_up", ""), room.across)
    across: Drawn = [late] if late else []
    ticks = headline.beside_digits_line(meeting.live, snapshot, room.cells)
    ticking: Drawn = [ticks] if ticks else []
    if turn_of(snapshot) is not None:
        top = turn_words.speaker(meeting.live, snapshot, room.cells)
        lines = room.lines - len(top) - len(ticking)
        rest = turn_words.beside(meeting.live, snapshot, room.cells, lines, keys)
        return Facts(
            top, ticking, rest, [*across, turn_words.round_line(meeting.live, snapshot, room.across)]
        )
    top = headline.state(meeting, snapshot, room.cells)
    promise = headline.promise(snapshot, room.cells) if room.cells >= LEAST_BESIDE else []
    spare = room.lines - len(top) - len(ticking) - len(promise)
    now, rest, below = _placed(snapshot, room, spare)
    rest = [*rest, *promise]
    if room.cells >= LEAST_BESIDE:
        spare -= len(now) + len(rest) - len(promise)
        rest += headline.needed(meeting.live, snapshot, room.cells, spare)
    fixed = [] if across or below or room.scarce else [headline.fixed_line(snapshot)]
    return Facts([*top, *now], ticking, rest, [*across, *below, *filter(None, fixed)])


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
