"""To end on time: which rows yield how much, within their minimums. Values in, values out.

The rest of a meeting is a chain of rows that push one another: what follows a row starts so many seconds
later than it could itself, and never before an instant that a clock time sets. So the end is the latest
of a few instants, each with the rows behind it. Each that is too late needs so many minutes of the rows
behind it: rows before a clock time that holds yield nothing for what comes behind. So needs and what rows
can yield are counted once backward, and shared out once forward, in proportion. No minute more is given
than the end needs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from jusou_tui.curriculum.model import Duration
from jusou_tui.timekeeping.clock.instants import after, clock_minutes, local, utc
from jusou_tui.timekeeping.forecast.forecast import (
    Forecast,
    ForecastRow,
    beginning,
    forecast,
    planned_overlaps,
)
from jusou_tui.timekeeping.plan.durations import PlannedSegment, people_minutes, shortest_break
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.countdown import countdown, current_segment, seconds_to_come
from jusou_tui.timekeeping.running.progress import Progress, current_index, is_skipped
from jusou_tui.timekeeping.running.rounds import RoundState, seconds_needed


class FitRow(NamedTuple):
    """A row that is still to come, or runs: its minutes before and after.

    `fixed`: it has a clock time, so its minutes stay. `least`: the fewest minutes that it may be left.
    """

    key: str
    label: str
    before: int
    after: int
    fixed: bool = False
    least: int = 0

    @property
    def given(self) -> int:
        """The minutes that it gives."""
        return self.before - self.after


class Offer(NamedTuple):
    """A row that could be left out, and the minutes that would free. `enough`: it alone would do.

    Where a clock time behind it holds, it frees only what comes before that.
    """

    key: str
    label: str
    minutes: int
    enough: bool


class Fit(NamedTuple):
    """How a meeting could end by `target`, its booked end (without one: the plan's end).

    `over`: by how many minutes it would end too late without any change; `missing`: by how many still, with
    all that the rows can yield. `offers`: what could be left out where that is not enough.
    """

    target: datetime
    end_before: datetime
    over: int
    missing: int
    rows: tuple[FitRow, ...]
    offers: tuple[Offer, ...] = ()

    @property
    def changes(self) -> dict[str, int]:
        """The rows that yield, with their minutes (below 0), as `adjusted` takes them."""
        return {row.key: -row.given for row in self.rows if row.given}


def fit(
    schedule: Schedule,
    progress: Progress,
    now: datetime,
    *,
    minimums: Mapping[str, int],
    not_before: datetime | None = None,
) -> Fit:
    """Return which rows yield how many minutes to end on time.

    `minimums`: the least minutes by row (see `minimums`); a row without one gives nothing. What is
    done, pinned or until a clock time is left alone. Taken and computed again it changes nothing more.
    `not_before`: a meeting before it on the same day lasts until then, with the break between.
    """
    target = schedule.booked_end or schedule.end
    first = forecast(schedule, progress, now, not_before=not_before)
    if progress.state == "finished":
        return Fit(local(target, schedule.zone), first.end, over=0, missing=0, rows=())
    rest = chain(schedule, progress, now, not_before=not_before)
    most = {link.row.key: _can_give(link, progress, minimums) for link in rest.links}
    stretches = _stretches(rest, target, most)
    lacking = [max(0, stretch.need - can) for stretch, can in zip(stretches, _behind(stretches), strict=True)]
    missing = max(lacking, default=0)
    given = {key: -share for key, share in _shared(stretches, missing).items()}
    return Fit(
        target=local(target, schedule.zone),
        end_before=first.end,
        over=max((stretch.need for stretch in stretches), default=0),
        missing=missing,
        rows=_rows(first, progress, given, most),
        offers=_offers(first, stretches, lacking, given) if missing else (),
    )


def minutes_over(end: datetime, target: datetime) -> int:
    """Return by how many minutes an end is too late, by the times that clocks show."""
    return max(0, clock_minutes(target, end))


def _is_fixed(row: Row) -> bool:
    return row.pinned or row.ends_at is not None


def _minutes(entry: ForecastRow, progress: Progress) -> int:
    if entry.state == "now":
        return entry.row.minutes + progress.adjustment
    return max(0, entry.row.minutes + progress.pending.get(entry.row.key, 0))


def _can_give(link: ChainLink, progress: Progress, minimums: Mapping[str, int]) -> int:
    """Return the most minutes that a row can yield."""
    row = link.row
    if _is_fixed(row) or row.key not in minimums:
        return 0
    runs = row.key == progress.activity
    minutes = row.minutes + (progress.adjustment if runs else progress.pending.get(row.key, 0))
    return max(0, min(minutes - minimums[row.key], math.floor(link.seconds / 60)))


@dataclass(slots=True)
class _Stretch:
    """Rows between two instants of which the end is the latest: what each can yield.

    `need`: the minutes that these rows and all behind them must yield together, for the first of the two.
    """

    need: int
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def most(self) -> int:
        return sum(self.rows.values())


def _stretches(rest: Chain, target: datetime, most: Mapping[str, int]) -> list[_Stretch]:
    """Return the rest of a meeting cut where an instant holds that is too late, from its first row on."""
    needs: dict[int, int] = {}
    for number, end in rest.ends():
        needs[number] = max(minutes_over(end, target), needs.get(number, 0))
    stretches: list[_Stretch] = []
    for number in range(len(rest.links) + 1):
        if not stretches or needs.get(number):
            stretches.append(_Stretch(needs.get(number, 0)))
        if number < len(rest.links):
            key = rest.links[number].row.key
            stretches[-1].rows[key] = most[key]
    return stretches


def _behind(stretches: list[_Stretch]) -> list[int]:
    """Return for each stretch what its rows and all behind it can yield together."""
    return list(accumulate(stretch.most for stretch in reversed(stretches)))[::-1]


def _shared(stretches: list[_Stretch], missing: int) -> dict[str, int]:
    """Return how many minutes each row gives, where the end may be too late by what is `missing`."""
    needs = list(accumulate((max(0, one.need - missing) for one in reversed(stretches)), max))[::-1]
    can = _behind(stretches)
    left = needs[0]
    found: dict[str, int] = {}
    for number, stretch in enumerate(stretches):
        last = number + 1 == len(stretches)
        needed, behind = (0, 0) if last else (needs[number + 1], can[number + 1])
        here = round(left * stretch.most / can[number]) if can[number] else 0
        here = min(stretch.most, left - needed, max(here, left - behind))
        found |= _proportional(stretch.rows, here)
        left -= here
    return found


def _proportional(most: Mapping[str, int], minutes: int) -> dict[str, int]:
    """Share whole minutes out in proportion to what each can yield; the largest rests get the rest."""
    whole = sum(most.values())
    if not minutes:
        return {}
    shares = {key: minutes * can // whole for key, can in most.items()}
    rests = sorted(most, key=lambda key: -(minutes * most[key] % whole))
    for key in rests[: minutes - sum(shares.values())]:
        shares[key] += 1
    return {key: share for key, share in shares.items() if share}


def _rows(
    found: Forecast, progress: Progress, given: Mapping[str, int], most: Mapping[str, int]
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
                    fixed=_is_fixed(entry.row),
                    least=minutes - most.get(entry.row.key, 0),
                )
            )
    return tuple(rows)


def _offers(
    found: Forecast, stretches: list[_Stretch], lacking: list[int], given: Mapping[str, int]
) -> tuple[Offer, ...]:
    """Return what could be left out: first what is done only as needed, then what alone is just enough.

    Breaks come last. A row helps what needs it only, so one before a clock time that holds may help nothing.
    """
    before = list(accumulate(lacking, max))
    behind = [*list(accumulate(reversed(lacking), max))[::-1][1:], 0]
    places = {key: number for number, stretch in enumerate(stretches) for key in stretch.rows}
    offers = []
    for entry in found.rows:
        row, minutes = entry.row, entry.expected_minutes + given.get(entry.row.key, 0)
        if entry.state != "next" or _is_fixed(row) or minutes <= 0:
            continue
        number = places[row.key]
        left = max(before[number] - minutes, behind[number])
        if left >= max(lacking):
            continue
        as_needed = row.activity is not None and row.activity.as_needed
        gathers = any(part.is_round for part in row.segments)
        minutes = minutes if left <= 0 else max(lacking) - left
        order = (row.kind == "break", not as_needed, gathers, left > 0, minutes if left <= 0 else -minutes)
        offers.append((order, Offer(row.key, row.label, minutes, left <= 0)))
    return tuple(offer for _, offer in sorted(offers, key=lambda pair: pair[0]))


class ChainLink(NamedTuple):
    """A row that is left: what follows starts `seconds` behind it, and not before `earliest`, in UTC."""

    row: Row
    seconds: float
    earliest: datetime | None = None


class Chain(NamedTuple):
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
    seconds = seconds_to_come(row, progress)
    if pin is None:
        return ChainLink(row, seconds)
    return ChainLink(row, max(0.0, seconds - overlap), after(pin, seconds))


USUAL_SHARE = 80


def minimums(
    schedule: Schedule,
    *,
    participants: int,
    cases: int,
    share: int = USUAL_SHARE,
    chosen: int | None = None,
    floors: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Return the least minutes of every row that counts, never more than it is planned with.

    `share`: per cent of what a row usually takes, where the curriculum says neither `shortest` nor a range
    nor a share of the activity; `chosen` goes before both shares. A round keeps the seconds of each person, a
    clip its length. `floors`: minutes below which rows do not go at all, such as `still_needed` of one.
    """
    found = {
        row.key: min(row.minutes, _least(row, participants, cases, share, chosen))
        for row in schedule.rows
        if not row.skipped
    }
    more = {key: least for key, least in (floors or {}).items() if key in found}
    return {key: max(least, more.get(key, 0)) for key, least in found.items()}


def still_needed(row: Row, progress: Progress, turns: RoundState | None) -> int:
    """Return the minutes that the running `row` has at least: what has passed, and what cannot be hurried.

    `turns`: its round, where one goes on; those left in it have their time.
    """
    here = current_segment(row, progress)
    place = row.segments.index(here) if here is not None else 0
    seconds = float(_fixed_seconds(row.segments[place + 1 :]))
    if here is not None and here.seconds_per_participant is not None and turns is not None:
        seconds += seconds_needed(turns, here.seconds_per_participant)
    elif here is not None and here.clip is not None:
        seconds += max(0.0, here.clip.seconds - progress.segment_elapsed)
    return math.ceil(round(progress.row_elapsed + seconds, 3) / 60)


def _least(row: Row, participants: int, cases: int, share: int, chosen: int | None) -> int:
    own = row.activity is not None and row.activity.id == row.key
    duration = row.activity.duration if row.activity is not None and own else None
    of_activity = None if duration is None else duration.shortest_share
    wanted = next(one for one in (chosen, of_activity, share) if one is not None)
    by_share = math.ceil((row.usual or row.minutes) * wanted / 100)
    if row.kind == "break":
        by_share = max(by_share, shortest_break(duration, cases))
    if duration is None:
        return by_share
    of_people = people_minutes(duration, participants, cases)
    return max(
        _allowed(duration, row, by_share, cases), of_people, math.ceil(_fixed_seconds(row.segments) / 60)
    )


def _allowed(duration: Duration, row: Row, by_share: int, cases: int) -> int:
    if duration.shortest is not None:
        return duration.shortest + math.ceil(duration.per_case * cases)
    return row.min if duration.lowest < duration.highest else by_share


def _fixed_seconds(segments: Iterable[PlannedSegment]) -> int:
    """Return the seconds of what cannot be hurried: clips, and rounds over those present."""
    return sum(part.seconds or 0 for part in segments if part.clip is not None or part.is_round)
