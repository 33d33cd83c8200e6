"""The times that tick: the big one and the small one beside it, and when they change next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from jusou_tui.app.screens.run.prompts import segment_words
from jusou_tui.app.widgets.pieces import Piece, fit, width_of
from jusou_tui.app.words import said_exactly
from jusou_tui.live.session import Desk, Standing
from jusou_tui.timekeeping.running.countdown import (
    Countdown,
    Phase,
    face,
    in_step,
    seconds_to_change,
    timer_countdown,
)
from jusou_tui.wording import t

LONGEST_WAIT = timedelta(minutes=100)
"""Further from the start the clock is shown, not a countdown to it."""
LEAST_NAME = 6
"""Cells of a name below which it tells nobody who is meant."""
INKS: dict[Phase, str] = {"over": "strong-over", "soon": "strong-soon", "last_minute": "strong-soon"}


@dataclass(frozen=True)
class Digits:
    """What the big digits show, in the colour of which phase."""

    text: str
    phase: str


def big(standing: Standing) -> Digits:
    """Return the big digits: what is left, before the start until it, after the end how long it was."""
    if standing.countdown is not None:
        phase = "paused" if standing.state == "paused" else _ink(standing.countdown.phase)
        return Digits(shown(standing.countdown.remaining), phase)
    if standing.state == "finished":
        begun, ended = standing.progress.started, standing.progress.ended
        return Digits(shown((ended - begun).total_seconds()) if begun and ended else "00:00", "waiting")
    wait = standing.schedule.start - standing.now
    if timedelta(0) < wait < LONGEST_WAIT:
        return Digits(shown(wait.total_seconds()), "waiting")
    return Digits(f"{standing.now:%H:%M}", "waiting")


def shown(seconds: float) -> str:
    """Return `42:17`, in overtime `+02:15`: minutes and seconds, so that an hour keeps the digits' place."""
    left = face(seconds)
    return f"{'+' if left.over else ''}{left.minutes:02d}:{left.seconds:02d}"


def _ink(phase: str) -> str:
    return "soon" if phase == "last_minute" else phase


def lines(desk: Desk, standing: Standing, cells: int) -> list[list[Piece]]:
    """Return the line of the small time: what is left of the turn and whose it is, or what of the segment.

    The time stands first: what is left of a change is painted with it, what is right of it is not.
    """
    timer = _beside(standing)
    if standing.round is not None and standing.round.order:
        turn = _turn(desk, standing, cells)
        return [[*turn, *([("  ", ""), *timer] if timer and width_of([*turn, *timer]) < cells - 1 else ())]]
    part = [] if standing.state == "finished" else _part(standing)
    if timer:
        return [[*timer, *([("  ", ""), *part] if part and width_of([*timer, *part]) < cells - 1 else ())]]
    following = _next_part(standing) if part else []
    if following and width_of([*part, *following]) <= cells:
        return [[*part, *following]]
    # Who works alone does not hear what comes next: there it is told with a part of its title, too.
    alone = standing.segment is not None and standing.segment.alone
    if alone and following and cells - width_of([*part, following[0]]) >= LEAST_NAME:
        return [fit([*part, *following], cells)]
    return [part]


def _part(standing: Standing) -> list[Piece]:
    """Return what is left of a timed part, and a word where each works alone; [] where there is neither."""
    left = standing.segment_countdown
    alone = standing.segment is not None and standing.segment.alone
    word: list[Piece] = [(f" {t('timekeeping.alone')} ", "chip-digits")] if alone else []
    if left is None:
        return word
    remaining = _small(left, standing)
    if not alone:
        word = [(t("app.segment_over") if remaining < 0 else t("app.segment_left"), "muted")]
    return [(shown(remaining), INKS.get(left.phase, "strong")), ("  ", ""), *word]


def _next_part(standing: Standing) -> list[Piece]:
    row = standing.row
    if row is None or standing.segment_index + 1 >= len(row.segments):
        return []
    following = segment_words(row.segments[standing.segment_index + 1])
    return [(f"  {t('app.round_next')} ", "muted"), (following.title, "")]


def _small(left: Countdown, standing: Standing) -> float:
    """Return what to show of a part's or a turn's time: it changes with the big one, where both pause."""
    big = standing.countdown
    return left.remaining if big is None or _has_clock_time(standing) else in_step(left, big)


def _has_clock_time(standing: Standing) -> bool:
    """Return whether the activity ends by the clock, so that no pause holds its time."""
    return standing.row is not None and standing.row.ends_at is not None


def _beside(standing: Standing) -> list[Piece]:
    """Return the timer beside the activity, [] without one."""
    left = timer_countdown(standing.progress)
    if left is None:
        return []
    ink = "strong-over" if left.remaining < 0 else "strong"
    return [(f"{t('timekeeping.timer_left')}  ", "muted"), (shown(left.remaining), ink)]


def _turn(desk: Desk, standing: Standing, cells: int) -> list[Piece]:
    turns = standing.round
    if turns is None or turns.current is None:
        return [(t("app.round_done"), "decided")]
    pieces: list[Piece] = []
    if standing.turn_countdown is not None:
        time = shown(_small(standing.turn_countdown, standing))
        pieces += [(time, INKS.get(standing.turn_countdown.phase, "strong")), ("  ", "")]
    pieces.append((desk.name_of(turns.current), "chip-now"))
    extra: list[Piece] = []
    if turns.extra:
        extra = [(f"  {t('timekeeping.extra', length=said_exactly(turns.extra))}", "soon")]
    count: list[Piece] = [(f"  {len(turns.done) + 1}/{len(turns.order) - len(turns.absent)}", "muted")]
    following: list[Piece] = []
    if turns.next is not None:
        following = [(f"  {t('app.round_next')} ", "muted"), (desk.name_of(turns.next), "")]
    # Whose turn comes next is told before how many there are; a long name is cut rather than left out.
    for whole in ([*pieces, *extra, *count, *following], [*pieces, *extra, *following]):
        if width_of(whole) <= cells:
            return whole
    if following and cells - width_of([*pieces, following[0]]) >= LEAST_NAME:
        return fit([*pieces, *following], cells)
    rest = extra or count
    return [*pieces, *rest] if width_of([*pieces, *rest]) <= cells else pieces


def next_change(standing: Standing) -> float:
    """Return in how many seconds something that is shown changes: a time that runs, else a clock's minute."""
    times = [seconds_to_change(left) for left in _running(standing)]
    return min(times, default=60.0 - standing.now.second - standing.now.microsecond / 1e6)


def _running(standing: Standing) -> list[float]:
    """Return what is left of each time that runs and is shown by itself, in seconds."""
    found = []
    runs = standing.state == "running"
    if standing.countdown is not None and (runs or _has_clock_time(standing)):
        found.append(standing.countdown.remaining)
    if runs and _has_clock_time(standing):
        found += [left.remaining for left in (standing.segment_countdown, standing.turn_countdown) if left]
    timer = timer_countdown(standing.progress)
    if timer is not None:
        found.append(timer.remaining)
    wait = (standing.schedule.start - standing.now).total_seconds()
    if standing.state == "before" and 0 < wait < LONGEST_WAIT.total_seconds():
        found.append(wait)
    return found
