"""The line beside the big digits: what is left of the turn, of the segment and of the timer."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Piece, fit, width_of
from jusou_tui.app.meeting_text.clock_face import countdown_text, ends_by_the_clock
from jusou_tui.app.meeting_text.segments import segment_words
from jusou_tui.live.session import LiveSession
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.running.countdown import (
    Countdown,
    Phase,
    aligned_remaining,
    timer_countdown,
)
from jusou_tui.wording import t
from jusou_tui.wording.values import exact_length_text

LEAST_NAME = 6
"""Cells of a name below which it cannot be recognised."""
INKS: dict[Phase, str] = {"over": "strong-over", "soon": "strong-soon", "last_minute": "strong-soon"}


def line(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return the line beside the digits: what is left of the turn and whose it is, or of the segment.

    The time comes first: a change paints the line up to it, nothing to its right.
    """
    timer = _timer(snapshot)
    if snapshot.round is not None and snapshot.round.order:
        return _with_room(_turn(live, snapshot, cells), timer, cells)
    part = [] if snapshot.state == "finished" else _part(snapshot)
    if timer:
        return _with_room(timer, part, cells)
    return _with_next(part, snapshot, cells) if part else []


def _with_room(first: list[Piece], second: list[Piece], cells: int) -> list[Piece]:
    """Return both, the second one only where there is room for it and a gap."""
    fits = second and width_of([*first, *second]) < cells - 1
    return [*first, ("  ", ""), *second] if fits else first


def _with_next(part: list[Piece], snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return a part with the one that follows, where there is room for both."""
    following = _next_part(snapshot)
    whole = [*part, *following]
    if not following or width_of(whole) <= cells:
        return whole
    # Who works alone does not hear what comes next: there it is shown with a title that is cut, too.
    alone = snapshot.segment is not None and snapshot.segment.alone
    return fit(whole, cells) if alone and cells - width_of([*part, following[0]]) >= LEAST_NAME else part


def _part(snapshot: MeetingSnapshot) -> list[Piece]:
    """Return what is left of a timed part, and a word where each works alone; [] where there is neither."""
    left = snapshot.segment_countdown
    alone = snapshot.segment is not None and snapshot.segment.alone
    word: list[Piece] = [(f" {t('timekeeping.alone')} ", "chip-digits")] if alone else []
    if left is None:
        return word
    remaining = _shown_seconds(left, snapshot)
    if not alone:
        word = [(t("app.segment_over") if remaining < 0 else t("app.segment_left"), "muted")]
    return [(countdown_text(remaining), INKS.get(left.phase, "strong")), ("  ", ""), *word]


def _next_part(snapshot: MeetingSnapshot) -> list[Piece]:
    row = snapshot.row
    if row is None or snapshot.segment_index + 1 >= len(row.segments):
        return []
    following = segment_words(row.segments[snapshot.segment_index + 1])
    return [(f"  {t('common.next')} ", "muted"), (following.title, "")]


def _shown_seconds(left: Countdown, snapshot: MeetingSnapshot) -> float:
    """Return what to show of a part's or a turn's time: it changes with the big one, where both pause."""
    big = snapshot.countdown
    return left.remaining if big is None or ends_by_the_clock(snapshot) else aligned_remaining(left, big)


def _timer(snapshot: MeetingSnapshot) -> list[Piece]:
    """Return the timer beside the activity, [] without one."""
    left = timer_countdown(snapshot.progress)
    if left is None:
        return []
    ink = "strong-over" if left.remaining < 0 else "strong"
    return [(f"{t('common.timer')}  ", "muted"), (countdown_text(left.remaining), ink)]


def _turn(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    turns = snapshot.round
    if turns is None or turns.current is None:
        return [(t("app.round_done"), "decided")]
    pieces: list[Piece] = []
    if snapshot.turn_countdown is not None:
        time = countdown_text(_shown_seconds(snapshot.turn_countdown, snapshot))
        pieces += [(time, INKS.get(snapshot.turn_countdown.phase, "strong")), ("  ", "")]
    pieces.append((live.name_of(turns.current), "chip-now"))
    extra: list[Piece] = []
    if turns.extra:
        extra = [(f"  {t('timekeeping.extra', length=exact_length_text(turns.extra))}", "soon")]
    count: list[Piece] = [(f"  {len(turns.done) + 1}/{len(turns.order) - len(turns.absent)}", "muted")]
    following: list[Piece] = []
    if turns.next is not None:
        following = [(f"  {t('common.next')} ", "muted"), (live.name_of(turns.next), "")]
    # Whose turn comes next matters more than how many there are; a long name is cut rather than left out.
    for whole in ([*pieces, *extra, *count, *following], [*pieces, *extra, *following]):
        if width_of(whole) <= cells:
            return whole
    if following and cells - width_of([*pieces, following[0]]) >= LEAST_NAME:
        return fit([*pieces, *following], cells)
    rest = extra or count
    return [*pieces, *rest] if width_of([*pieces, *rest]) <= cells else pieces
