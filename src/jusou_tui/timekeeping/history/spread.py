"""How long activities took over many runs: the median and the spread, by curriculum and version."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jusou_tui.timekeeping.history.past import Sample

FEWEST_FOR_QUARTILES = 2


class Spread(NamedTuple):
    """Minutes over `runs`: the median, the lower and upper quartile, the least and the most."""

    runs: int
    median: float
    low: float
    high: float
    least: float
    most: float


class VersionRuns(NamedTuple):
    """The runs of one version of a curriculum; activities by (step, activity)."""

    curriculum: str
    version: str
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
        found.append(VersionRuns(curriculum, version, len(runs), spreads))
    return found
