"""Signals: a fifth left, one minute left, time up. Each once when it is crossed, again after added time."""

from __future__ import annotations

from typing import Literal

from jusou_tui.timekeeping.countdown import Countdown, thresholds

Signal = Literal["soon", "last_minute", "over"]


def due(before: Countdown | None, after: Countdown) -> tuple[Signal, ...]:
    """Return the signals that became due between two looks at one countdown, the mildest first.

    A late look may find several at once: the last one is the one to give. What was due already at the first
    look (`before` None, or another run) gives none.
    """
    if before is None or (before.key, before.started) != (after.key, after.started):
        return ()
    given = _passed(before)
    return tuple(signal for signal in _passed(after) if signal not in given)


def _passed(countdown: Countdown) -> tuple[Signal, ...]:
    if countdown.phase in {"idle", "untimed"}:
        return ()
    limits = thresholds(countdown.budget)
    return tuple(name for name, limit in limits.items() if countdown.remaining <= limit)
