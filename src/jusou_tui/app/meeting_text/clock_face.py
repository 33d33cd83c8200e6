"""The big digits of a meeting, and when a time that is shown changes next."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import NamedTuple

from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.seconds import face, seconds_to_change
from jusou_tui.timekeeping.running.countdown import Countdown, aligned_remaining, timer_countdown

MINUTE = 60.0
LONGEST_WAIT = timedelta(minutes=100)
"""From so far ahead on hours and minutes are counted down, not minutes and seconds."""


class Digits(NamedTuple):
    """What the big digits show, in the colour of which phase; no text where words say it."""

    text: str
    phase: str


def big_digits(snapshot: MeetingSnapshot, *, planned: bool = True) -> Digits:
    """Return the big digits: what is left, of a turn where somebody has one; after the end how long it was.

    Before the start what is left until it, "00:00" once it is past. No text on another day, nor where no
    start is `planned`: then the date in words says it.
    """
    if snapshot.countdown is not None:
        left, turn = snapshot.countdown, turn_of(snapshot)
        phase = "paused" if snapshot.state == "paused" else _ink((turn or left).phase)
        return Digits(countdown_text(shown_seconds(turn, snapshot) if turn else left.remaining), phase)
    if snapshot.state == "finished":
        begun, ended = snapshot.progress.started, snapshot.progress.ended
        return Digits(
            countdown_text((ended - begun).total_seconds()) if begun and ended else "00:00", "waiting"
        )
    return _until_start(snapshot) if planned else Digits("", "waiting")


def _until_start(snapshot: MeetingSnapshot) -> Digits:
    wait = snapshot.schedule.start - snapshot.now
    if timedelta(0) < wait < LONGEST_WAIT:
        return Digits(countdown_text(wait.total_seconds()), "waiting")
    if snapshot.is_another_day or wait < -LONGEST_WAIT:
        return Digits("", "waiting")
    if wait <= timedelta(0):
        return Digits("00:00", "soon")
    hours, minutes = divmod(minutes_until(wait.total_seconds()), 60)
    return Digits(f"{hours}:{minutes:02d}", "waiting")


def minutes_until(seconds: float) -> int:
    """Return the minutes to show for a wait: each once, as the seconds of a countdown."""
    return ceil(round(seconds / MINUTE, 6))


def turn_of(snapshot: MeetingSnapshot) -> Countdown | None:
    """Return what is left of the turn that somebody has; None where there is none, or it has no time."""
    running = snapshot.is_under_way and snapshot.countdown is not None
    return snapshot.turn_countdown if running else None


def shown_seconds(left: Countdown, snapshot: MeetingSnapshot) -> float:
    """Return what to show of a part's or a turn's time: it changes with the activity's, where both pause."""
    whole = snapshot.countdown
    return left.remaining if whole is None or ends_by_the_clock(snapshot) else aligned_remaining(left, whole)


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
