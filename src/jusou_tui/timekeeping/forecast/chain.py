"""The rest of a meeting as a chain of rows that push one another: what the end depends on, and by how much.

In the walk of the forecast every row that is left makes one step: what follows it starts so many seconds
later than it could itself, and never before an instant that a clock time sets. So the end is the latest of a
few instants, each with the seconds of all rows behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jusou_tui.timekeeping.clock.instants import after, utc
from jusou_tui.timekeeping.forecast.forecast import beginning, planned_overlaps
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.countdown import countdown
from jusou_tui.timekeeping.running.position import current_index, is_skipped
from jusou_tui.timekeeping.running.progress import Progress


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A row that is left: what follows starts `seconds` behind it, and not before `earliest`, in UTC."""

    row: Row
    seconds: float
    earliest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The rest of a meeting: from `start` (UTC) on, link by link; after the finish its end and no link."""

    start: datetime
    links: tuple[ChainLink, ...]

    def ends(self) -> Iterator[tuple[int, datetime]]:
        """Yield the instants of which the end is the latest, each with the number of the first link in it."""
        behind = sum(link.seconds for link in self.links)
        yield 0, after(self.start, behind)
        for number, link in enumerate(self.links):
            behind -= link.seconds
            if link.earliest is not None:
                yield number + 1, after(link.earliest, behind)


def chain(
    schedule: Schedule, progress: Progress, now: datetime, *, not_before: datetime | None = None
) -> Chain:
    """Return the rest of a meeting at `now`, as `forecast` walks it."""
    start = earliest = beginning(schedule, progress, now, not_before)
    if progress.state == "finished" and progress.ended is not None:
        return Chain(utc(progress.ended), ())
    here = current_index(schedule, progress)
    overlaps = planned_overlaps(schedule)
    links = []
    for number, row in enumerate(schedule.rows):
        if row.key == progress.activity and progress.run is not None:
            left = 0.0 if is_skipped(row, progress) else max(0.0, countdown(row, progress).remaining)
            start = max(start, utc(progress.run.started))
            links.append(ChainLink(row, left))
        elif number > here and not is_skipped(row, progress):
            links.append(_coming(row, progress, overlaps.get(row.key, 0.0), earliest))
    return Chain(start, tuple(links))


def _coming(row: Row, progress: Progress, overlap: float, earliest: datetime) -> ChainLink:
    changed = progress.pending.get(row.key, 0)
    pin = max(utc(row.start), earliest) if row.pinned else None
    if row.ends_at is not None:
        ends = after(row.ends_at, changed * 60.0)
        return ChainLink(row, 0.0, ends if pin is None else max(pin, ends))
    seconds = max(0, row.minutes + changed) * 60.0
    if pin is None:
        return ChainLink(row, seconds)
    return ChainLink(row, max(0.0, seconds - overlap), after(pin, seconds))
