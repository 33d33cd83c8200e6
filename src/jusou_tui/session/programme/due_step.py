"""Which meeting of a run is due: the one that a session opens at, and that is rehearsed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jusou_tui.session.programme.run_steps import Stage


def due_step(stages: Iterable[Stage], today: date) -> Stage | None:
    """Return the meeting that runs, else that of today, else the next one; None where all were held.

    Next is the first day from today on. Where no such day is known, it is the meeting in the order of the
    programme behind the last one that was held, whether it has no day yet or its day has gone by.
    """
    meetings = [stage for stage in stages if stage.step.kind == "meeting"]
    running = [stage for stage in meetings if stage.state == "under_way"]
    if running:
        return running[-1]
    ahead = [stage for stage in meetings if stage.state == "not_begun"]
    dated = [(stage.day, _clock_time(stage.start), place) for place, stage in enumerate(ahead) if stage.day]
    coming = [one for one in dated if one[0] >= today]
    if coming:
        return ahead[min(coming)[2]]
    last_held = max((place for place, stage in enumerate(meetings) if stage.state == "held"), default=-1)
    behind = (stage for stage in meetings[last_held + 1 :] if stage.state == "not_begun")
    return next(behind, None) or next(iter(ahead), None)


def _clock_time(start: datetime | None) -> tuple[int, int]:
    """Return the time of day to sort by; a meeting without one comes behind those with one."""
    return (start.hour, start.minute) if start is not None else (24, 0)
