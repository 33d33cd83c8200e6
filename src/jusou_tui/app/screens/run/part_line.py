"""The line beside the big digits: what is left of the turn, of the segment and of the timer."""

from __future__ import annotations

from jusou_tui.app.meeting_text.clock_face import countdown_text, ends_by_the_clock
from jusou_tui.app.meeting_text.segments import segment_words
from jusou_tui.app.widgets.pieces import Piece, fit, width_of
from jusou_tui.live.session import LiveSession
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.running.countdown import (
    Countdown,
    Phase,
    in_step,
    timer_countdown,
)
from jusou_tui.wording import t
from jusou_tui.wording.lengths import exact_length_text

LEAST_NAME = 6
"""Cells of a name below which it cannot be recognised."""
INKS: dict[Phase, str] = {"over": "strong-over", "soon": "strong-soon", "last_minute": "strong-soon"}


def lines(live: LiveSession, standing: MeetingSnapshot, cells: int) -> list[list[Piece]]:
    """Return the line beside the digits: what is left of the turn and whose it is, or of the segment.

    The time stands first: what is left of a change is painted with it, what is right of it is not.
    """
    timer = _beside(standing)
    if standing.round is not None and standing.round.order:
        turn = _turn(live, standing, cells)
        return [[*turn, *([("  ", ""), *timer] if timer and width_of([*turn, *timer]) < cells - 1 else ())]]
    part = [] if standing.state == "finished" else _part(standing)
    if timer:
        return [[*timer, *([("  ", ""), *part] if part and width_of([*timer, *part]) < cells - 1 else ())]]
    following = _next_part(standing) if part else []
    if following and width_of([*part, *following]) <= cells:
        return [[*part, *following]]
    # Who works alone does not hear what comes next: there it is shown with a title that is cut, too.
    alone = standing.segment is not None and standing.segment.alone
    if alone and following and cells - width_of([*part, following[0]]) >= LEAST_NAME:
        return [fit([*part, *following], cells)]
    return [part]


def _part(standing: MeetingSnapshot) -> list[Piece]:
    """Return what is left of a timed part, and a word where each works alone; [] where there is neither."""
    left = standing.segment_countdown
    alone = standing.segment is not None and standing.segment.alone
    word: list[Piece] = [(f" {t('timekeeping.alone')} ", "chip-digits")] if alone else []
    if left is None:
        return word
    remaining = _small(left, standing)
    if not alone:
        word = [(t("app.segment_over") if remaining < 0 else t("app.segment_left"), "muted")]
    return [(countdown_text(remaining), INKS.get(left.phase, "strong")), ("  ", ""), *word]


def _next_part(standing: MeetingSnapshot) -> list[Piece]:
    row = standing.row
    if row is None or standing.segment_index + 1 >= len(row.segments):
        return []
    following = segment_words(row.segments[standing.segment_index + 1])
    return [(f"  {t('common.next')} ", "muted"), (following.title, "")]


def _small(left: Countdown, standing: MeetingSnapshot) -> float:
    """Return what to show of a part's or a turn's time: it changes with the big one, where both pause."""
    big = standing.countdown
    return left.remaining if big is None or ends_by_the_clock(standing) else in_step(left, big)


def _beside(standing: MeetingSnapshot) -> list[Piece]:
    """Return the timer beside the activity, [] without one."""
    left = timer_countdown(standing.progress)
    if left is None:
        return []
    ink = "strong-over" if left.remaining < 0 else "strong"
    return [(f"{t('common.timer')}  ", "muted"), (countdown_text(left.remaining), ink)]


def _turn(live: LiveSession, standing: MeetingSnapshot, cells: int) -> list[Piece]:
    turns = standing.round
    if turns is None or turns.current is None:
        return [(t("app.round_done"), "decided")]
    pieces: list[Piece] = []
    if standing.turn_countdown is not None:
        time = countdown_text(_small(standing.turn_countdown, standing))
        pieces += [(time, INKS.get(standing.turn_countdown.phase, "strong")), ("  ", "")]
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
