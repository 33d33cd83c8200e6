"""How long activities took over many runs: the median and the spread, by curriculum and version."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jusou_tui.curriculum.titles import Titles
from jusou_tui.report.blocks import Block, Column, Heading, Paragraph, Table
from jusou_tui.timekeeping.history.past import PastRuns, Sample
from jusou_tui.wording import t

FEWEST_FOR_QUARTILES = 2


class Spread(NamedTuple):
    """Minutes over `runs`: the median, the quarter below and above it, the least and the most."""

    runs: int
    median: float
    low: float
    high: float
    least: float
    most: float


class Group(NamedTuple):
    """The runs of one version of a curriculum; activities by (step, activity)."""

    curriculum: str
    version: str
    runs: int
    activities: dict[tuple[str, str], Spread]


def spread(minutes: Sequence[float]) -> Spread:
    """Return the spread of at least one figure, to a tenth of a minute."""
    low = high = minutes[0]
    if len(minutes) >= FEWEST_FOR_QUARTILES:
        low, _, high = statistics.quantiles(minutes, n=4, method="inclusive")
    figures = (statistics.median(minutes), low, high, min(minutes), max(minutes))
    return Spread(len(minutes), *(round(figure, 1) for figure in figures))


def groups(samples: Iterable[Sample]) -> list[Group]:
    """Return the samples by curriculum and version, activities in the order of their ids."""
    together: dict[tuple[str, str], list[Sample]] = {}
    for one in samples:
        together.setdefault((one.curriculum, one.version), []).append(one)
    found = []
    for (curriculum, version), runs in sorted(together.items()):
        minutes: dict[tuple[str, str], list[float]] = {}
        for run in runs:
            for key, taken in run.minutes.items():
                minutes.setdefault(key, []).append(taken)
        spreads = {key: spread(taken) for key, taken in sorted(minutes.items())}
        found.append(Group(curriculum, version, len(runs), spreads))
    return found


def stats_blocks(past: PastRuns, titles: Mapping[str, Titles]) -> list[Block]:
    """Return the figures as a table for each curriculum and version, rows in the curriculum's order."""
    blocks: list[Block] = []
    for group in groups(past.samples):
        named = titles.get(group.curriculum)
        name = named.programme if named else group.curriculum
        blocks.append(Heading(t("review.stats_title", name=name, version=group.version, runs=group.runs)))
        columns = (
            Column(t("common.step")),
            Column(t("review.column_title"), flexible=True),
            Column(t("review.column_runs"), "right"),
            Column(t("review.column_median"), "right"),
            Column(t("review.column_spread"), "right"),
            Column(t("review.column_extremes"), "right"),
        )
        rows = [
            (
                named.step(step) if named else step,
                named.activity(step, activity) if named else activity,
                str(one.runs),
                f"{one.median:.1f}",
                f"{one.low:.1f}-{one.high:.1f}",
                f"{one.least:.1f}-{one.most:.1f}",
            )
            for (step, activity), one in _in_order(group, named)
        ]
        blocks.append(Table(columns, tuple(rows)))
    blocks.append(
        Paragraph(t("review.stats_units"), "muted") if blocks else Paragraph(t("review.stats_none"))
    )
    if past.copies:
        blocks.append(Paragraph(t("review.stats_copies", count=past.copies), "muted"))
    if past.unreadable:
        blocks.append(Paragraph(t("review.stats_unreadable", names=", ".join(past.unreadable)), "warning"))
    return blocks


def _in_order(group: Group, named: Titles | None) -> list[tuple[tuple[str, str], Spread]]:
    places = {key: number for number, key in enumerate(named.activities)} if named else {}
    return sorted(group.activities.items(), key=lambda pair: (places.get(pair[0], len(places)), pair[0]))


def stats_document(past: PastRuns, titles: Mapping[str, Titles]) -> dict[str, object]:
    """Return the figures as plain data; minutes to a tenth."""
    return {
        "sessions": len(past.samples),
        "copies": past.copies,
        "unreadable": list(past.unreadable),
        "curricula": [
            {
                "curriculum": group.curriculum,
                "version": group.version,
                "sessions": group.runs,
                "activities": [
                    {"step": step, "activity": activity, **one._asdict()}
                    for (step, activity), one in _in_order(group, titles.get(group.curriculum))
                ],
            }
            for group in groups(past.samples)
        ],
    }
