"""To end on time: which rows give how much, within their minimums. Values in, values out.

A minute that a row gives moves the end only where nothing between holds a clock time: what stands before a
pinned row gives at most as much as that row is late. So capacities are counted forward, with a limit at each
such row, and the minutes are shared out backward, in proportion: two walks over the rows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jusou_tui.timekeeping.countdown import countdown
from jusou_tui.timekeeping.forecast import Forecast, ForecastRow, forecast
from jusou_tui.timekeeping.instants import local, seconds_between
from jusou_tui.timekeeping.progress import Progress, adjusted
from jusou_tui.timekeeping.schedule import Row, Schedule

MOST_ROUNDS = 12
GRACE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class FitRow:
    """A row that is still to be gone through: its minutes before and after, and the least it may have.

    `held`: it has a clock time, or is over, and is left alone.
    """

    key: str
    label: str
    before: int
    after: int
    minimum: int
    held: bool = False

    @property
    def given(self) -> int:
        """The minutes that it gives."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that could be left out, and the minutes that would free. `enough`: it alone would do."""

    key: str
    label: str
    minutes: int
    enough: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How a meeting could end by `target`, its booked end (without one: the plan's end).

    `over`: by how many minutes it would end too late as things stand; `missing`: by how many still, with all
    that the rows can give. `offers`: what could be left out where that is not enough.
    """

    target: datetime
    end_before: datetime
    end_after: datetime
    over: int
    missing: int
    rows: tuple[FitRow, ...]
    offers: tuple[Offer, ...] = ()

    @property
    def changes(self) -> dict[str, int]:
        """The rows that give, with their minutes (below 0), as `adjusted` takes them."""
        return {row.key: -row.given for row in self.rows if row.given}


def fit(
    schedule: Schedule,
    progress: Progress,
    now: datetime,
    *,
    minimums: Mapping[str, int],
    not_before: datetime | None = None,
) -> Fit:
    """Return which rows give how many minutes to end on time.

    `minimums`: the least minutes by row (see `minimums.minimums`); a row without one gives nothing. What is
    done, pinned or until a clock time is left alone. Taken and computed again it changes nothing more.
    `not_before`: a meeting before it on the same day lasts until then, with the break between.
    """
    target = schedule.booked_end or schedule.end
    first = found = forecast(schedule, progress, now, not_before=not_before)
    given: dict[str, int] = {}
    for _ in range(MOST_ROUNDS):  # more than one only where rows overlap, or are late by part of a minute
        need = minutes_over(found.end, target)
        shares = _shared(_chain(found, adjusted(progress, given), minimums), need) if need else {}
        if not shares:
            break
        given = {key: given.get(key, 0) - shares.get(key, 0) for key in {**given, **shares}}
        found = forecast(schedule, adjusted(progress, given), now, not_before=not_before)
    rows = _rows(first, progress, given, minimums)
    missing = 0 if progress.state == "finished" else minutes_over(found.end, target)
    return Fit(
        target=local(target, schedule.zone),
        end_before=first.end,
        end_after=found.end,
        over=0 if progress.state == "finished" else minutes_over(first.end, target),
        missing=missing,
        rows=rows,
        offers=_offers(found, missing) if missing else (),
    )


def minutes_over(end: datetime, target: datetime) -> int:
    """Return by how many minutes an end is too late; half a minute is not."""
    return max(0, math.ceil(round(seconds_between(target, end) - GRACE_SECONDS, 3) / 60))


def _held(row: Row) -> bool:
    return row.pinned or row.ends_at is not None


def _minutes(entry: ForecastRow, progress: Progress) -> int:
    if entry.state == "now":
        return entry.row.minutes + progress.adjustment
    return max(0, entry.row.minutes + progress.pending.get(entry.row.key, 0))


def _can_give(entry: ForecastRow, progress: Progress, minimums: Mapping[str, int]) -> int:
    """Return the most minutes that a row can give."""
    if _held(entry.row) or entry.row.key not in minimums:
        return 0
    most = _minutes(entry, progress) - minimums[entry.row.key]
    if entry.state == "now":
        most = min(most, math.floor(countdown(entry.row, progress).remaining / 60))
    return max(0, most)


@dataclass(slots=True)
class _Stretch:
    """Rows that push one another. All before it can give at most `limit` minutes that count."""

    limit: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def most(self) -> int:
        return sum(self.rows.values())


def _chain(found: Forecast, progress: Progress, minimums: Mapping[str, int]) -> list[_Stretch]:
    """Return the stretches of what is left, cut where a row holds a clock time."""
    stretches = [_Stretch()]
    for entry in found.rows:
        if entry.state not in {"now", "next"}:
            continue
        if entry.state == "next":
            late = _lateness(entry)
            if late is not None:
                stretches.append(_Stretch(limit=math.ceil(late / 60)))
        if most := _can_give(entry, progress, minimums):
            stretches[-1].rows[entry.row.key] = most
    return stretches


def _lateness(entry: ForecastRow) -> float | None:
    """Return by how many seconds a row is later than the clock time that it holds; None where it has none."""
    late = [seconds_between(entry.row.start, entry.start)] if entry.row.pinned else []
    if entry.row.ends_at is not None:
        late.append(seconds_between(entry.row.ends_at, entry.start))
    return max(0.0, min(late)) if late else None


def _shared(stretches: list[_Stretch], need: int) -> dict[str, int]:
    """Return how many of `need` minutes each row gives; fewer where the rows have not so many."""
    before = [0]  # what counts of all that stands before a stretch
    for stretch in stretches[1:]:
        above = stretches[len(before) - 1]
        before.append(min(stretch.limit, before[-1] + above.most))
    left = min(need, before[-1] + stretches[-1].most)
    found: dict[str, int] = {}
    for stretch, above_most in zip(reversed(stretches), reversed(before), strict=True):
        most = stretch.most
        here = round(left * most / (most + above_most)) if most + above_most else 0
        here = min(most, max(here, left - above_most))
        found |= _proportional(stretch.rows, here)
        left -= here
    return found


def _proportional(most: Mapping[str, int], minutes: int) -> dict[str, int]:
    """Share whole minutes out in proportion to what each can give; the largest rests get the rest."""
    whole = sum(most.values())
    if not minutes:
        return {}
    shares = {key: minutes * can // whole for key, can in most.items()}
    rests = sorted(most, key=lambda key: -(minutes * most[key] % whole))
    for key in rests[: minutes - sum(shares.values())]:
        shares[key] += 1
    return {key: share for key, share in shares.items() if share}


def _rows(
    found: Forecast, progress: Progress, given: Mapping[str, int], minimums: Mapping[str, int]
) -> tuple[FitRow, ...]:
    rows = []
    for entry in found.rows:
        if entry.state in {"now", "next"}:
            minutes = _minutes(entry, progress)
            rows.append(
                FitRow(
                    key=entry.row.key,
                    label=entry.row.label,
                    before=minutes,
                    after=minutes + given.get(entry.row.key, 0),
                    minimum=min(minutes, minimums.get(entry.row.key, minutes)),
                    held=_held(entry.row),
                )
            )
    return tuple(rows)


def _offers(found: Forecast, missing: int) -> tuple[Offer, ...]:
    """Return what could be left out: what is done only as needed first, then what alone is just enough."""
    offers = []
    for entry in found.rows:
        row = entry.row
        if entry.state == "next" and not _held(row) and entry.expected_minutes > 0:
            as_needed = row.activity is not None and row.activity.as_needed
            enough = entry.expected_minutes >= missing
            gathers = any(part.is_round for part in row.segments)
            size = entry.expected_minutes if enough else -entry.expected_minutes
            order = (not as_needed, gathers, not enough, size)
            offers.append((order, Offer(row.key, row.label, entry.expected_minutes, enough)))
    return tuple(offer for _, offer in sorted(offers, key=lambda pair: pair[0]))
