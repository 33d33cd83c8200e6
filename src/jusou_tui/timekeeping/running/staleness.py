"""Watching a file that another program writes: whether it is current, stale, or by another clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from jusou_tui.timekeeping.clock.instants import seconds_between, whole_minutes

STALE_SECONDS = 90.0
"""Three heartbeats have failed to come: the writing program writes one every half a minute."""
OFF_SECONDS = 120.0
"""What two clocks may differ, and what a shared folder may take, before it is reported."""


@dataclass(frozen=True, slots=True)
class Staleness:
    """Why the times of a session that is looked at are not to be trusted.

    still: nothing came `since` then. ahead: the writing machine's clock, by so many `minutes`. behind: that
    clock, or what is written takes so long to come; from the looker's side both look the same.
    """

    kind: Literal["still", "ahead", "behind"]
    since: datetime
    minutes: int


def staleness(
    written: datetime | None, taken: datetime | None, now: datetime, *, running: bool
) -> Staleness | None:
    """Return what is doubtful about a session's file at `now` by the looker's clock, None where nothing is.

    `written`: the latest instant in the file, by the writer's clock. `taken`: when the last change was seen,
    None where none came since it was opened. Only a `running` meeting must have heartbeats.
    """
    if running and taken is not None and seconds_between(taken, now) >= STALE_SECONDS:
        return Staleness("still", taken, whole_minutes(seconds_between(taken, now)))
    if written is None:
        return None
    reached = now if taken is None else taken
    behind = seconds_between(written, reached)
    if -behind >= OFF_SECONDS:
        return Staleness("ahead", reached, whole_minutes(-behind))
    if not running:
        return None
    if taken is None:
        return Staleness("still", written, whole_minutes(behind)) if behind >= STALE_SECONDS else None
    return Staleness("behind", taken, whole_minutes(behind)) if behind >= OFF_SECONDS else None
