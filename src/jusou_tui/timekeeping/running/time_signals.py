"""Signals: a fifth left, one minute left, time up, overtime, cues. Each once, again after added time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from jusou_tui.curriculum.model import Cue
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.timekeeping.running.countdown import Countdown, thresholds
from jusou_tui.timekeeping.running.progress import Progress
from jusou_tui.timekeeping.running.rounds import RoundState

Signal = Literal["soon", "last_minute", "over"]
CueState = Literal["come", "next", "to_come"]
OVERTIME_SECONDS = 300.0
SAME_MOMENT = 10.0
"""Seconds within which a part's signal would only say again what the activity's says."""


def signals_due(before: Countdown | None, after: Countdown) -> tuple[Signal, ...]:
    """Return the signals that became due between two looks at one countdown, the mildest first.

    A late look may find several at once: the last one is the one to sound. What was due already at the first
    look (`before` None, or another run) sounds none.
    """
    if before is None or not _is_same(before, after):
        return ()
    given = _passed(before)
    return tuple(signal for signal in _passed(after) if signal not in given)


def part_signal_due(before: Countdown | None, after: Countdown, whole: Countdown) -> Signal | None:
    """Return the signal of a part that became due, None where the `whole` activity has its own then.

    The early one is left out near any signal of the activity, the last one near its end.
    """
    signals = signals_due(before, after)
    if not signals:
        return None
    limits = thresholds(whole.budget) if whole.phase not in {"idle", "untimed"} else {}
    near = [name for name, limit in limits.items() if abs(whole.remaining - limit) <= SAME_MOMENT]
    repeated = "over" in near if signals[-1] == "over" else bool(near)
    return None if repeated else signals[-1]


def overtime_due(before: Countdown | None, after: Countdown) -> int:
    """Return the minutes of overtime where another five of them are full since the last look, else 0."""
    if before is None or not _is_same(before, after) or after.phase in {"idle", "untimed"}:
        return 0
    fives = int(max(0.0, -after.remaining) // OVERTIME_SECONDS)
    return fives * 5 if fives > int(max(0.0, -before.remaining) // OVERTIME_SECONDS) else 0


def cues_due(before: Progress | None, after: Progress, cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return the cues of the running activity that came between two looks, the earliest first.

    Their minutes count without pauses, and go on beyond the activity's end. What had come at the first look
    (`before` None), or in a run that began before the last look and was another one then, is left out.
    """
    run = after.run
    if before is None or run is None:
        return ()
    if before.run is not None and (before.activity, before.run.started) == (after.activity, run.started):
        last = before.elapsed
    elif run.started >= before.now:
        # Begun since: a cue of minute 0 comes with the beginning, unless the activity goes on.
        last = (after.elapsed - run.elapsed) or -1.0
    else:
        return ()
    in_order = sorted(cues, key=lambda cue: cue.after)
    return tuple(cue for cue in in_order if last < cue.after * 60.0 <= after.elapsed)


def cue_states(progress: Progress, activity: str, cues: Sequence[Cue]) -> tuple[CueState, ...]:
    """Return the state of each cue of an activity: come, the next one, or to come."""
    if progress.activity != activity:
        return tuple("to_come" for _ in cues)
    following = min((cue.after for cue in cues if cue.after * 60.0 > progress.elapsed), default=None)

    def state(cue: Cue) -> CueState:
        if following is None or cue.after < following:
            return "come"
        return "next" if cue.after == following else "to_come"

    return tuple(state(cue) for cue in cues)


def is_row_done(
    row: Row, segment: str | None, parts: Countdown | None, turns: RoundState | None, whole: Countdown
) -> bool:
    """Return whether nothing is left to do in a row: it may be a good moment to move on.

    `segment` is the current one, `parts` what is left of it, `turns` its round, `whole` what is left of the
    row. The last part is done when its round is, else when its time is up; one without a time of its own,
    when the row's time is.
    """
    if row.segments and segment != row.segments[-1].key:
        return False
    if turns is not None and turns.order:
        return turns.finished
    return (parts if parts is not None else whole).phase == "over"


def _is_same(before: Countdown, after: Countdown) -> bool:
    return (before.key, before.started) == (after.key, after.started)


def _passed(countdown: Countdown) -> tuple[Signal, ...]:
    if countdown.phase in {"idle", "untimed"}:
        return ()
    if countdown.budget <= 0:
        return ("over",)  # all its minutes were taken
    limits = thresholds(countdown.budget, part=countdown.part)
    return tuple(name for name, limit in limits.items() if countdown.remaining <= limit)
