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
from jusou_tui.wording.values import time_text

LONGEST_WAIT = timedelta(minutes=100)
"""Further from the start the clock is shown, not a countdown to it."""


@dataclass(frozen=True)
class Digits:
    """What the big digits show, in the colour of which phase."""

    text: str
    phase: str


def big_digits(snapshot: MeetingSnapshot) -> Digits:
    """Return the big digits: what is left, before the start until it, after the end how long it was."""
    if snapshot.countdown is not None:
        phase = "paused" if snapshot.state == "paused" else _ink(snapshot.countdown.phase)
        return Digits(countdown_text(snapshot.countdown.remaining), phase)
    if snapshot.state == "finished":
        begun, ended = snapshot.progress.started, snapshot.progress.ended
        return Digits(
            countdown_text((ended - begun).total_seconds()) if begun and ended else "00:00", "waiting"
        )
    wait = snapshot.schedule.start - snapshot.now
    if timedelta(0) < wait < LONGEST_WAIT:
        return Digits(countdown_text(wait.total_seconds()), "waiting")
    return Digits(time_text(snapshot.now), "waiting")


def countdown_text(seconds: float) -> str:
    """Return `42:17`, in overtime `+02:15`: minutes and seconds, so that an hour keeps the digits' place."""
    left = face(seconds)
    return f"{'+' if left.over else ''}{left.minutes:02d}:{left.seconds:02d}"


def _ink(phase: str) -> str:
    return "soon" if phase == "last_minute" else phase


def next_change(snapshot: MeetingSnapshot) -> float:
    """Return in how many seconds something that is shown changes: a time that runs, else a clock's minute."""
    times = [seconds_to_change(left) for left in _running(snapshot)]
    return min(times, default=60.0 - snapshot.now.second - snapshot.now.microsecond / 1e6)


def _running(snapshot: MeetingSnapshot) -> list[float]:
    """Return what is left of each time that runs and is shown by itself, in seconds."""
    found = []
    runs = snapshot.state == "running"
    if snapshot.countdown is not None and (runs or ends_by_the_clock(snapshot)):
        found.append(snapshot.countdown.remaining)
    if runs and ends_by_the_clock(snapshot):
        found += [left.remaining for left in (snapshot.segment_countdown, snapshot.turn_countdown) if left]
    timer = timer_countdown(snapshot.progress)
    if timer is not None:
        found.append(timer.remaining)
    wait = (snapshot.schedule.start - snapshot.now).total_seconds()
    if snapshot.state == "before" and 0 < wait < LONGEST_WAIT.total_seconds():
        found.append(wait)
    return found


def ends_by_the_clock(snapshot: MeetingSnapshot) -> bool:
    """Return whether the activity ends by the clock, so that no pause holds its time."""
    return snapshot.row is not None and snapshot.row.ends_at is not None
