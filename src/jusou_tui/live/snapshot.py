"""`MeetingSnapshot`: one meeting at one moment, the same figures for every widget that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jusou_tui.timekeeping.forecast.forecast import Forecast, forecast
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row, Schedule
from jusou_tui.timekeeping.running import rounds
from jusou_tui.timekeeping.running.countdown import (
    Countdown,
    countdown,
    current_segment,
    segment_countdown,
    turn_countdown,
)
from jusou_tui.timekeeping.running.going_back import is_fresh
from jusou_tui.timekeeping.running.progress import Progress, next_activity


@dataclass(frozen=True)
class MeetingSnapshot:
    """A meeting at `now`. Immutable: take another one to see time pass.

    `not_before`: the earliest start of a meeting that follows another one. `row`, `segment`, `countdown` and
    `round` are about what runs and None where nothing does; `next_row` is what `controls.go_on` would start.
    `is_fresh`: going back takes the last key back (`going_back.is_fresh`).
    """

    step: str
    now: datetime
    schedule: Schedule
    progress: Progress
    not_before: datetime | None
    row: Row | None
    countdown: Countdown | None
    segment: PlannedSegment | None
    segment_index: int
    segment_countdown: Countdown | None
    round: rounds.RoundState | None
    turn_countdown: Countdown | None
    next_row: Row | None
    is_fresh: bool

    @cached_property
    def forecast(self) -> Forecast:
        """What is to be expected: computed for whoever asks, as it takes a walk over all rows."""
        return forecast(self.schedule, self.progress, self.now, not_before=self.not_before)

    @property
    def state(self) -> str:
        """`before`, `running`, `paused` or `finished`."""
        return self.progress.state

    @property
    def is_under_way(self) -> bool:
        """Whether the meeting has begun and is not over."""
        return self.progress.is_under_way

    @property
    def is_break(self) -> bool:
        """Whether a break runs."""
        return self.is_under_way and self.row is not None and self.row.kind == "break"

    @property
    def is_another_day(self) -> bool:
        """Whether the meeting has not begun and is planned for another day than today."""
        return self.state == "before" and self.schedule.start.date() != self.now.date()


def take_snapshot(
    step: str,
    schedule: Schedule,
    progress: Progress,
    row: Row | None,
    *,
    present: Sequence[str],
    not_before: datetime | None,
    speed: float,
) -> MeetingSnapshot:
    """Return the meeting of `step` at `progress.now`.

    `row`: the row that runs, its cases named and its rounds as shared out. `present`: participant ids in
    order. `not_before`: the earliest start of a meeting that follows another one. `speed`: how many times as
    fast as the real time the session's clock goes.
    """
    segment = current_segment(row, progress) if row else None
    turns = (
        rounds.round_state(present, progress, segment=segment.key) if segment and segment.is_round else None
    )
    following = next_activity(schedule, progress)
    return MeetingSnapshot(
        step=step,
        now=progress.now,
        schedule=schedule,
        progress=progress,
        not_before=not_before,
        row=row,
        countdown=countdown(row, progress) if row else None,
        segment=segment,
        segment_index=row.segments.index(segment) if row and segment else 0,
        segment_countdown=segment_countdown(row, progress) if row else None,
        round=turns,
        turn_countdown=turn_countdown(segment, turns, paused=progress.state == "paused")
        if segment and turns
        else None,
        next_row=schedule.row(following) if following else None,
        is_fresh=is_fresh(progress, speed),
    )
