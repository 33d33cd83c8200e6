"""Minutes of past runs, and what to plan by them: fairly to how many people and cases each was for.

A folder's files are read on all cores, and only as far as needed.
"""

from __future__ import annotations

import math
import os
import re
import statistics
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast

from jusou_tui.curriculum.model import Curriculum, Duration, Step
from jusou_tui.curriculum.plan_digest import plan_digest
from jusou_tui.files import read_beginning, read_file
from jusou_tui.session.curriculum import plan_of
from jusou_tui.session.format.read import has_own_layout, split_head
from jusou_tui.session.model.records import Event, Session
from jusou_tui.session.programme.attendance import attendees, case_count, chosen_cases
from jusou_tui.session.programme.run_steps import base_of
from jusou_tui.session.storage.copies import session_paths
from jusou_tui.timekeeping.plan.durations import span
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.replay import replay
from jusou_tui.toml import limits

FEW = 60
"""Files below which more processes would cost more than they save."""

MOST_SEARCHED = 1 << 20
"""Bytes of a file that are looked through for an end: events come before notes."""
TABLES = ("session", "participants", "meetings", "events")
_NO_RUN = re.compile(rb"^(?:demo|rehearsal) = true$", re.MULTILINE)

FEWEST_FOR_QUARTILES = 2


class Size(NamedTuple):
    """For how many people a meeting was planned, and the number of cases that was `chosen` for it, if any."""

    participants: int
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of a curriculum: the minutes that each activity took, by (step, activity).

    Only activities that ran to their end. `sizes`: its meetings' by step. `session`: its id. `plan`: the
    digest of the curriculum's ids and minutes, None where it is not known.
    """

    curriculum: str
    version: str
    minutes: Mapping[tuple[str, str], float]
    sizes: Mapping[str, Size] = field(default_factory=dict)
    session: str = ""
    plan: str | None = None


@dataclass(frozen=True)
class PastRuns:
    """The runs of a folder, the names of files that could not be read, and how many files were copies."""

    samples: tuple[Sample, ...] = ()
    unreadable: tuple[str, ...] = ()
    copies: int = 0


def past_runs(folder: Path, *, alone: bool = False) -> PastRuns:
    """Return the runs of a folder and of those below it, four deep. Rehearsals and examples are left out.

    A run that lies there in several copies counts once, with what happened in any of them. `alone`: without
    other processes, for a program that has threads.
    """
    paths = session_paths(folder)
    found = _read_all([str(path) for path in paths], alone=alone)
    runs: dict[str, list[str]] = {}
    samples: dict[str, Sample] = {}
    for path, one in zip(paths, found, strict=True):
        if isinstance(one, Sample):
            runs.setdefault(one.session, []).append(str(path))
            samples[one.session] = one
    for session, files in runs.items():
        if len(files) > 1:
            samples[session] = _joined(files) or samples[session]
    return PastRuns(
        samples=tuple(samples.values()),
        unreadable=tuple(path.name for path, one in zip(paths, found, strict=True) if one is False),
        copies=sum(len(files) - 1 for files in runs.values()),
    )


def has_runs(folder: Path, curriculum: str) -> bool:
    """Return whether some file looks like a run of a curriculum with an end; nothing is parsed for that."""
    named = re.compile(rb'^curriculum = "' + re.escape(curriculum.encode()) + rb'"$', re.MULTILINE)
    for path in session_paths(folder):
        try:
            data = read_beginning(path, MOST_SEARCHED)
        except OSError:
            continue
        if named.search(data) and b'kind = "finish"' in data and not _NO_RUN.search(data):
            return True
    return False


def _read_all(paths: Sequence[str], *, alone: bool) -> list[Sample | bool]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if alone or len(paths) < FEW or cores < 2:  # noqa: PLR2004 - one core has nobody to share with
        return [sample(path) for path in paths]
    from concurrent.futures import ProcessPoolExecutor

    share = max(1, len(paths) // (cores * 8))
    with ProcessPoolExecutor(cores) as pool:
        return list(pool.map(sample, paths, chunksize=share))


def sample(path: str) -> Sample | bool:
    """Return the run of a file; True where it has nothing to learn from, False where it is broken."""
    try:
        document = _document(path)
        return _sample(document) if document is not None else False
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return False


def _document(path: str) -> dict[str, object] | None:
    return _beginning(read_file(Path(path), limits.SESSION_BYTES))


def _joined(paths: Iterable[str]) -> Sample | None:
    """Return one run from its copies; None where one of them has just become unreadable.

    Events are only ever added, so their union is all that happened.
    """
    whole: dict[str, object] = {}
    try:
        for path in paths:
            for name, table in (_document(path) or {}).items():
                whole[name] = {**cast("dict[str, object]", whole.get(name, {})), **_table(table)}
        made = _sample(whole)
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    return made if isinstance(made, Sample) else None


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _beginning(data: bytes) -> dict[str, object] | None:
    """Return the tables before the notes: who, when and what happened; None of a file that was cut off."""
    parts = split_head(data)
    text = (data if parts is None else parts[0]).decode("utf-8-sig")
    if (
        limits.dotted_run(text) is not None
        or limits.costs_too_much(text)
        or (parts is None and has_own_layout(data))
    ):
        return None
    document = tomllib.loads(text)
    return document if parts is not None or "end" in document else None


def _sample(document: dict[str, object]) -> Sample | bool:
    session = Session.model_validate({name: document[name] for name in TABLES if name in document})
    meta = session.session
    if meta.demo or meta.rehearsal:
        return True
    by_step: dict[str, list[tuple[str, Event]]] = {}
    for key, event in session.events.items():
        by_step.setdefault(event.step, []).append((key, event))
    minutes: dict[tuple[str, str], float] = {}
    sizes: dict[str, Size] = {}
    chosen = chosen_cases(session)
    for step, events in by_step.items():
        meeting = session.meetings.get(step)
        inserts = meeting.inserts if meeting else {}
        sizes[step] = Size(len(attendees(session, step)), chosen.pop(step, None))
        for activity, taken in _took(events).items():
            known = inserts[activity].of if activity in inserts else activity
            if known:
                minutes[step, known] = minutes.get((step, known), 0.0) + taken
    if not minutes:
        return True
    sizes |= {step: Size(0, cases) for step, cases in chosen.items()}
    return Sample(meta.curriculum, meta.curriculum_version, minutes, sizes, meta.id, plan_of(meta))


def _took(events: Sequence[tuple[str, Event]]) -> dict[str, float]:
    """Return the minutes of each activity over all its runs; one that has not ended is left out."""
    found: dict[str, float] = {}
    going = set()
    for run in replay(events).runs:
        if run.ended is None:
            going.add(run.activity)
        found[run.activity] = found.get(run.activity, 0.0) + run.counted / 60
    return {key: taken for key, taken in found.items() if key not in going}


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

    `right`: planned so already. `fixed`: the curriculum has no range, or the clock decides. `unknown`: no
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
    """Return the runs to learn from: those of the same version; where there are none, of all versions.

    Versions that differ only in their texts are the same.
    """
    own = [one for one in samples if one.curriculum == curriculum.id]
    if all(one.version == curriculum.version for one in own):
        return own
    plan = plan_digest(curriculum)
    return [one for one in own if one.version == curriculum.version or one.plan == plan] or own


def learn(
    samples: Iterable[Sample], curriculum: Curriculum, step: Step, schedule: Schedule, size: Size
) -> Learning:
    """Return what past runs teach about a step that is planned as `schedule`, for `size`.

    An activity is to have its usual minutes times the median of what runs took against what the curriculum
    planned for their people and cases; rounded up, within the curriculum's range for the next meeting.
    """
    runs = relevant_samples(samples, curriculum)
    base, _ = base_of(curriculum, step.id)
    cases = case_count(curriculum.steps, {base: size.chosen}, base)
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
        shares = [
            share for run in runs if (share := _share(run, curriculum, base, row.key, duration)) is not None
        ]
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


def _share(run: Sample, curriculum: Curriculum, base: str, activity: str, duration: Duration) -> float | None:
    """Return what a run took of the minutes that the curriculum plans for its people and cases."""
    taken = run.minutes.get((base, activity))
    size = run.sizes.get(base, Size(0))
    chosen = {step: one.chosen for step, one in run.sizes.items()}
    cases = case_count(curriculum.steps, chosen, base)
    planned = span(duration, size.participants, cases).planned
    return taken / planned if taken is not None and planned else None


class Spread(NamedTuple):
    """Minutes over `runs`: the median, the lower and upper quartile, the least and the most."""

    runs: int
    median: float
    low: float
    high: float
    least: float
    most: float


class VersionRuns(NamedTuple):
    """The runs of a curriculum in versions that differ only in texts; activities by (step, activity)."""

    curriculum: str
    versions: tuple[str, ...]
    runs: int
    activities: dict[tuple[str, str], Spread]


def spread(minutes: Sequence[float]) -> Spread:
    """Return the spread of one or more figures, to a tenth of a minute."""
    low = high = minutes[0]
    if len(minutes) >= FEWEST_FOR_QUARTILES:
        low, _, high = statistics.quantiles(minutes, n=4, method="inclusive")
    figures = (statistics.median(minutes), low, high, min(minutes), max(minutes))
    return Spread(len(minutes), *(round(figure, 1) for figure in figures))


def runs_by_version(samples: Iterable[Sample]) -> list[VersionRuns]:
    """Return the samples by curriculum and version, those of one plan together, activities by their ids."""
    found = []
    for runs in _of_one_plan(samples):
        minutes: dict[tuple[str, str], list[float]] = {}
        for run in runs:
            for key, taken in run.minutes.items():
                minutes.setdefault(key, []).append(taken)
        spreads = {key: spread(taken) for key, taken in sorted(minutes.items())}
        versions = tuple(sorted({run.version for run in runs}, key=_in_numbers))
        found.append(VersionRuns(runs[0].curriculum, versions, len(runs), spreads))
    return sorted(found, key=lambda group: (group.curriculum, _in_numbers(group.versions[0])))


def _of_one_plan(samples: Iterable[Sample]) -> list[list[Sample]]:
    """Return the samples in groups, each of one curriculum, whose versions or plans are linked."""
    groups: list[tuple[set[tuple[str, str]], list[Sample]]] = []
    for one in samples:
        marks = {(one.curriculum, f"version {one.version}")}
        if one.plan is not None:
            marks.add((one.curriculum, one.plan))
        runs = [one]
        linked = [group for group in groups if group[0] & marks]
        for group in linked:
            groups.remove(group)
        for other, earlier in reversed(linked):
            marks |= other
            runs = [*earlier, *runs]
        groups.append((marks, runs))
    return [runs for _, runs in groups]


def _in_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))
