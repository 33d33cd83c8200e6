"""A review as a report, and as plain data."""

from __future__ import annotations

from jusou_tui.report.blocks import Block, Column, Heading, Pairs, Paragraph, Style, Table, section
from jusou_tui.report.review import figures as words
from jusou_tui.report.review.review import Review
from jusou_tui.wording import t
from jusou_tui.wording.labels import list_text
from jusou_tui.wording.lengths import clock_length_text, difference_text

BAR = 36
"""Cells of the longest bar."""


def review_blocks(found: Review) -> list[Block]:
    """Return a review: planned against actual as a table and as bars, then the lists."""
    told = found.account
    facts = [(t("review.day"), found.day), *words.said_times(told), (t("review.end"), words.said_end(told))]
    blocks: list[Block] = [Heading(found.title, 2), Pairs(tuple(facts))]
    blocks += [Paragraph(t("report.rehearsal"), "warning")] if found.rehearsal else []
    blocks.append(_table(found))
    blocks += [Paragraph(_sums(found)), Paragraph(words.said_rule(told), "muted")]
    blocks += [Heading(t("review.bars"), 3), _bars(found), Paragraph(t("review.bars_legend"), "muted")]
    for title, texts in found.chapters:
        blocks += section(title, texts)
    if found.speakers:
        blocks += [Heading(t("review.speakers"), 3), _speakers(found)]
    if found.hidden:
        blocks.append(Paragraph(t("review.hidden", count=found.hidden), "muted"))
    return blocks


def _sums(found: Review) -> str:
    parts = list_text(f"{label} {minutes}" for label, minutes in words.sums(found.account))
    return t("review.sums", parts=parts)


def _table(found: Review) -> Table:
    title, *others = words.table_headings()
    columns = (Column(title, flexible=True), *(Column(name, "right") for name in others))
    rows = [words.table_row(row, row.title) for row in found.account.rows]
    styles: list[Style] = ["muted" if row.state == "skipped" else "plain" for row in found.account.rows]
    return Table(columns, (*rows, words.totals(found.account)), (*styles, "heading"))


def _bars(found: Review) -> Table:
    columns = (
        Column(t("review.column_title"), flexible=True),
        Column(t("review.column_bar")),
        Column(t("review.column_difference"), "right"),
    )
    longest = words.longest_of(found.account)
    rows = tuple(
        (
            words.said_title(row, row.label),
            words.bar_of(row, longest, BAR).text,
            difference_text(row.difference),
        )
        for row in found.account.rows
    )
    return Table(columns, rows)


def _speakers(found: Review) -> Table:
    columns = (
        Column(t("review.column_name"), flexible=True),
        Column(t("review.column_spoken"), "right"),
        Column(t("review.column_turns")),
        Column(t("review.column_bar")),
    )
    longest = max(one.seconds for one in found.speakers)
    rows = tuple(
        (
            one.name,
            clock_length_text(one.seconds),
            words.said_turns(one),
            words.bar(one.seconds, one.seconds, longest, BAR).text,
        )
        for one in found.speakers
    )
    return Table(columns, rows)


def review_document(step: str, found: Review) -> dict[str, object]:
    """Return a review as plain data; minutes are whole, instants ISO 8601 with their offset."""
    told = found.account
    return {
        "step": step,
        "title": found.title,
        "rehearsal": found.rehearsal,
        "so_far": told.so_far,
        "planned": [moment.isoformat() for moment in told.planned],
        "actual": [told.started.isoformat(), told.ended.isoformat()],
        "late_start": told.late_start,
        "lost": told.lost,
        "won": told.won,
        "paused": told.paused,
        "idle": told.idle,
        "rest": told.rest,
        "late_end": told.late_end,
        "rows": [
            {
                "activity": row.key,
                "title": row.title,
                "kind": row.kind,
                "state": row.state,
                "planned": row.planned,
                "actual": row.actual,
                "difference": row.difference,
                "planned_start": row.planned_start.isoformat() if row.planned_start else None,
                "started": row.started.isoformat() if row.started else None,
                "runs": row.runs,
                "added": row.added,
            }
            for row in told.rows
        ],
        "decisions": list(found.decisions),
        "todos": list(found.todos),
        "questions": list(found.questions),
        "kept": list(found.kept),
        "speakers": [
            {
                "name": one.name,
                "seconds": round(one.seconds, 1),
                "turns": one.turns,
                "later": one.later,
                "absent": one.absent,
            }
            for one in found.speakers
        ],
        "hidden": found.hidden,
    }
