"""The big digits of a meeting, and when a time that is shown changes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.running.countdown import (
    face,
    seconds_to_change,
    timer_countdown,
)

LONGEST_WAIT = timedelta(minutes=100)
"""Further from the start the clock is shown, not a countdown to it."""


@dataclass(frozen=True)
class Digits:
    """What the big digits show, in the colour of which phase."""

    text: str
    phase: str


def big_digits(standing: MeetingSnapshot) -> Digits:
    """Return the big digits: what is left, before the start until it, after the end how long it was."""
    if standing.countdown is not None:
        phase = "paused" if standing.state == "paused" else _ink(standing.countdown.phase)
        return Digits(countdown_text(standing.countdown.remaining), phase)
    if standing.state == "finished":
        begun, ended = standing.progress.started, standing.progress.ended
        return Digits(
            countdown_text((ended - begun).total_seconds()) if begun and ended else "00:00", "waiting"
        )
    wait = standing.schedule.start - standing.now
    if timedelta(0) < wait < LONGEST_WAIT:
        return Digits(countdown_text(wait.total_seconds()), "waiting")
    return Digits(f"{standing.now:%H:%M}", "waiting")


def countdown_text(seconds: float) -> str:
    """Return `42:17`, in overtime `+02:15`: minutes and seconds, so that an hour keeps the digits' place."""
    left = face(seconds)
    return f"{'+' if left.over else ''}{left.minutes:02d}:{left.seconds:02d}"


def _ink(phase: str) -> str:
    return "soon" if phase == "last_minute" else phase


def next_change(standing: MeetingSnapshot) -> float:
    """Return in how many seconds something that is shown changes: a time that runs, else a clock's minute."""
    times = [seconds_to_change(left) for left in _running(standing)]
    return min(times, default=60.0 - standing.now.second - standing.now.microsecond / 1e6)


def _running(standing: MeetingSnapshot) -> list[float]:
    """Return what is left of each time that runs and is shown by itself, in seconds."""
    found = []
    runs = standing.state == "running"
    if standing.countdown is not None and (runs or ends_by_the_clock(standing)):
        found.append(standing.countdown.remaining)
    if runs and ends_by_the_clock(standing):
        found += [left.remaining for left in (standing.segment_countdown, standing.turn_countdown) if left]
    timer = timer_countdown(standing.progress)
    if timer is not None:
        found.append(timer.remaining)
    wait = (standing.schedule.start - standing.now).total_seconds()
    if standing.state == "before" and 0 < wait < LONGEST_WAIT.total_seconds():
        found.append(wait)
    return found


def ends_by_the_clock(standing: MeetingSnapshot) -> bool:
    """Return whether the activity ends by the clock, so that no pause holds its time."""
    return standing.row is not None and standing.row.ends_at is not None
