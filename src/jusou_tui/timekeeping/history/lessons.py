"""Minutes to plan, learned from past runs: fairly to how many people and cases each of them was for."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from jusou_tui.curriculum.model import Curriculum, Duration, Step
from jusou_tui.session.programme.attendance import case_count
from jusou_tui.session.programme.progress import base_of
from jusou_tui.timekeeping.history.past import Sample, Size
from jusou_tui.timekeeping.plan.durations import span
from jusou_tui.timekeeping.plan.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Lesson:
    """An activity to plan otherwise: minutes `before` and `after`, learned from so many `runs`."""

    activity: str
    label: str
    before: int
    after: int
    runs: int


@dataclass(frozen=True, slots=True)
class Learning:
    """What past runs teach about one meeting, and how many of its activities stay as they are, and why.

    `right`: planned so already. `fixed`: the curriculum gives no range, or the clock decides. `unknown`: no
    run contains them. `runs`: the most runs that anything was learned from.
    """

    lessons: tuple[Lesson, ...] = ()
    runs: int = 0
    right: int = 0
    fixed: int = 0
    unknown: int = 0

    @property
    def minutes(self) -> dict[str, int]:
        """The minutes to plan, by activity."""
        return {lesson.activity: lesson.after for lesson in self.lessons}


def relevant_samples(samples: Iterable[Sample], curriculum: Curriculum) -> list[Sample]:
    """Return the runs to learn from: those of the same version; where there are none, of all versions."""
    own = [one for one in samples if one.curriculum == curriculum.id]
    return [one for one in own if one.version == curriculum.version] or own


def learn(
    samples: Iterable[Sample], curriculum: Curriculum, step: Step, schedule: Schedule, size: Size
) -> Learning:
    """Return what past runs teach about a step that is planned as `schedule`, for `size`.

    An activity is to have its usual minutes times the median of what runs took against what the curriculum
    planned for their people and cases; rounded up, within the curriculum's range for the next meeting.
    """
    runs = relevant_samples(samples, curriculum)
    base, _ = base_of(curriculum, step.id)
    cases = case_count(step, size.cases)
    lessons: list[Lesson] = []
    most = right = fixed = unknown = 0
    for row in schedule.rows:
        if row.activity is None or row.kind != "activity" or row.key != row.activity.id or row.skipped:
            continue
        duration = row.activity.duration
        limits = span(duration, size.participants, cases)
        if duration is None or limits.least >= limits.most or row.until:
            fixed += 1
            continue
        shares = [share for run in runs if (share := _share(run, step, base, row.key, duration)) is not None]
        if not shares:
            unknown += 1
            continue
        wanted = math.ceil(round(statistics.median(shares) * limits.planned, 3))
        after = min(max(wanted, limits.least), limits.most)
        most = max(most, len(shares))
        if after == row.minutes:
            right += 1
        else:
            lessons.append(Lesson(row.key, row.label, row.minutes, after, len(shares)))
    return Learning(tuple(lessons), most, right, fixed, unknown)


def _share(run: Sample, step: Step, base: str, activity: str, duration: Duration) -> float | None:
    """Return what a run took of the minutes that the curriculum plans for its people and cases."""
    taken = run.minutes.get((base, activity))
    size = run.sizes.get(base, Size(0))
    planned = span(duration, size.participants, case_count(step, size.cases)).planned
    return taken / planned if taken is not None and planned else None
