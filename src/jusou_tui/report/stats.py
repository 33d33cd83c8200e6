"""How long activities took over many runs, as a report and as the document of `--json`."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.curriculum.titles import Titles
from jusou_tui.report.blocks import Block, Column, Paragraph, ReportHeading, Table
from jusou_tui.timekeeping.history.past import PastRuns, Spread, VersionRuns, runs_by_version
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text


def stats_blocks(past: PastRuns, titles: Mapping[str, Titles]) -> list[Block]:
    """Return the figures as a table for each curriculum and version, rows in the curriculum's order."""
    blocks: list[Block] = []
    for group in runs_by_version(past.samples):
        named = titles.get(group.curriculum)
        name = named.programme if named else group.curriculum
        blocks.append(
            ReportHeading(
                t("review.stats_title", name=name, version=list_text(group.versions), runs=group.runs)
            )
        )
        columns = (
            Column(t("common.step")),
            Column(t("common.activity"), flexible=True),
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


def _in_order(group: VersionRuns, named: Titles | None) -> list[tuple[tuple[str, str], Spread]]:
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
                "version": group.versions[-1],
                "versions": list(group.versions),
                "sessions": group.runs,
                "activities": [
                    {"step": step, "activity": activity, **one._asdict()}
                    for (step, activity), one in _in_order(group, titles.get(group.curriculum))
                ],
            }
            for group in runs_by_version(past.samples)
        ],
    }
