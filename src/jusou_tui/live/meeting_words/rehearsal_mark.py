"""The word with which every page of a rehearsal begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.session.model.queries import rehearsal_speed
from jusou_tui.timekeeping.clock.clock import Clock, RehearsalClock
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession


def rehearsal_mark(live: LiveSession | None, clock: Clock) -> str:
    """Return the mark of the open session, without one that of the clock; "" where nothing is rehearsed."""
    if live is None:
        return mark_text(clock.speed if isinstance(clock, RehearsalClock) else None)
    return mark_text(rehearsal_speed(live.book.meta))


def mark_text(speed: float | None) -> str:
    """Return `練習`, with the speed where it is not that of real time; "" where there is no rehearsal."""
    if speed is None:
        return ""
    return t("timekeeping.rehearsal") if speed == 1 else t("timekeeping.rehearsal_at", speed=f"{speed:g}")
