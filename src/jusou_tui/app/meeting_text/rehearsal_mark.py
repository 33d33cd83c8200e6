"""The word that every page of a rehearsal begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.timekeeping.clock.rehearsal import RehearsalClock, speed_of
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.app.shell.host import Host


def mark(app: Host) -> str:
    """Return the word that every page of a rehearsal begins with, "" where there is none."""
    meta = app.live.book.meta if app.live is not None else None
    if meta is None:
        return mark_text(speed_of(app.clock)) if isinstance(app.clock, RehearsalClock) else ""
    return mark_text(meta.speed or 1.0) if meta.rehearsal else ""


def mark_text(speed: float) -> str:
    """Return `練習`, with the speed where it is not that of real time."""
    return t("timekeeping.rehearsal") if speed == 1 else t("timekeeping.rehearsal_at", speed=f"{speed:g}")
