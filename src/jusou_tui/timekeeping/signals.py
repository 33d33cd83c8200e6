"""Signals: a fifth left, one minute left, time up, overtime. Each once, again after added time."""

from __future__ import annotations

from typing import Literal

from jusou_tui.timekeeping.countdown import Countdown, thresholds

Signal = Literal["soon", "last_minute", "over"]
OVERTIME_SECONDS = 300.0
SAME_MOMENT = 10.0
"""Seconds within which a part's signal would only say again what the activity's says."""


def due(before: Countdown | None, after: Countdown) -> tuple[Signal, ...]:
    """Return the signals that became due between two looks at one countdown, the mildest first.

    A late look may find several at once: the last one is the one to give. What was due already at the first
    look (`before` None, or another run) gives none.
    """
    if before is None or not _is_same(before, after):
        return ()
    given = _passed(before)
    return tuple(signal for signal in _passed(after) if signal not in given)


def part_due(before: Countdown | None, after: Countdown, whole: Countdown) -> Signal | None:
    """Return the signal of a part that became due, None where the `whole` activity gives its own with it.

    The early one is left out near any signal of the activity, the last one near its end.
    """
    signals = due(before, after)
    if not signals:
        return None
    limits = thresholds(whole.budget) if whole.phase not in {"idle", "untimed"} else {}
    near = [name for name, limit in limits.items() if abs(whole.remaining - limit) <= SAME_MOMENT]
    told = "over" in near if signals[-1] == "over" else bool(near)
    return None if told else signals[-1]


def overtime(before: Countdown | None, after: Countdown) -> int:
    """Return the minutes of overtime where another five of them are full since the last look, else 0."""
    if before is None or not _is_same(before, after) or after.phase in {"idle", "untimed"}:
        return 0
    fives = int(max(0.0, -after.remaining) // OVERTIME_SECONDS)
    return fives * 5 if fives > int(max(0.0, -before.remaining) // OVERTIME_SECONDS) else 0


def _is_same(before: Countdown, after: Countdown) -> bool:
    return (before.key, before.started) == (after.key, after.started)


def _passed(countdown: Countdown) -> tuple[Signal, ...]:
    if countdown.phase in {"idle", "untimed"}:
        return ()
    limits = thresholds(countdown.budget, part=countdown.part)
    return tuple(name for name, limit in limits.items() if countdown.remaining <= limit)
