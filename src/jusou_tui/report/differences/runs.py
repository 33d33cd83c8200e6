"""Two runs of a curriculum side by side."""

from __future__ import annotations

from itertools import groupby

from jusou_tui.compare.runs import RunRow, Runs
from jusou_tui.report.blocks import Block, Column, Item, Paragraph, ReportHeading, Table
from jusou_tui.report.differences.changes import MARKS, STYLES, ChangeTexts, withheld_blocks
from jusou_tui.report.differences.fields import TABLES
from jusou_tui.wording import t


def run_blocks(runs: Runs, texts: ChangeTexts, title: str) -> list[Block]:
    """Return two runs side by side: the schedule with planned and actual minutes first."""
    blocks: list[Block] = [ReportHeading(title)]
    blocks.append(
        Paragraph(t("compare.two_runs" if runs.same_curriculum else "compare.other_curriculum"), "muted")
    )
    blocks += withheld_blocks(runs.changes)
    for step, rows in groupby(runs.rows, lambda row: row.step):
        blocks += [ReportHeading(texts.step(step), 2), _schedule(list(rows))]
    rest = [change for change in runs.changes if change.table != "timing"]
    for chapter, inside in groupby(
        sorted(rest, key=lambda one: list(TABLES).index(one.table)), texts.chapter_of_run
    ):
        blocks.append(ReportHeading(chapter, 2))
        blocks += [Item(texts.text(one), MARKS[one.kind], STYLES[one.kind]) for one in inside]
    return blocks


def _schedule(rows: list[RunRow]) -> Table:
    columns = (
        Column(t("common.activity"), flexible=True),
        Column(t("compare.column_planned_old"), "right"),
        Column(t("compare.column_planned_new"), "right"),
        Column(t("compare.column_actual_old"), "right"),
        Column(t("compare.column_actual_new"), "right"),
        Column(""),
    )

    def minutes(number: object) -> str:
        return "" if number is None else str(number)

    cells = tuple(
        (
            row.title,
            *(minutes(number) for number in (*row.planned, *row.actual)),
            "" if row.planned[0] == row.planned[1] and row.actual[0] == row.actual[1] else "~",
        )
        for row in rows
    )
    return Table(columns, cells)
