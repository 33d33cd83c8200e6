"""A review as a report."""

from __future__ import annotations

from jusou_tui.report.blocks import Bar, Block, Column, Heading, Pairs, Paragraph, Style, Table, section
from jusou_tui.report.review import figures
from jusou_tui.report.review.meeting_review import Review
from jusou_tui.wording import t
from jusou_tui.wording.labels import list_text
from jusou_tui.wording.times import clock_length_text, difference_text


def review_blocks(review: Review) -> list[Block]:
    """Return a review: planned against actual as a table and as bars, then the lists."""
    account = review.account
    end = (t("review.end"), figures.end_text(account))
    blocks: list[Block] = [
        Heading(review.title, 2),
        Pairs(((t("review.day"), review.day), *figures.times(account), end)),
    ]
    blocks += [Paragraph(t("report.rehearsal"), "warning")] if review.rehearsal else []
    sums = list_text(f"{label} {minutes}" for label, minutes in figures.sums(account))
    blocks += [
        _table(review),
        Paragraph(t("review.sums", parts=sums)),
        Paragraph(figures.rounding_text(account), "muted"),
        Heading(t("review.bars"), 3),
        _bars(review),
        Paragraph(t("review.bars_legend"), "muted"),
    ]
    for title, texts in review.chapters:
        blocks += section(title, texts)
    if review.speakers:
        blocks += [Heading(t("review.speakers"), 3), _speakers(review)]
    if review.hidden:
        blocks.append(Paragraph(t("review.hidden", count=review.hidden), "muted"))
    return blocks


def _table(review: Review) -> Table:
    title, *others = figures.table_headings()
    columns = (Column(title, flexible=True), *(Column(name, "right") for name in others))
    rows = [figures.table_row(row, row.title) for row in review.account.rows]
    styles: list[Style] = ["muted" if row.state == "skipped" else "plain" for row in review.account.rows]
    return Table(columns, (*rows, figures.totals_row(review.account)), (*styles, "heading"))


def _bars(review: Review) -> Table:
    columns = (
        Column(t("review.column_title"), flexible=True),
        Column(t("review.column_bar")),
        Column(t("review.column_difference"), "right"),
    )
    longest = figures.longest_minutes(review.account)
    rows = tuple(
        (figures.row_title(row, row.label), figures.row_bar(row, longest), difference_text(row.difference))
        for row in review.account.rows
    )
    return Table(columns, rows)


def _speakers(review: Review) -> Table:
    columns = (
        Column(t("review.column_name"), flexible=True),
        Column(t("review.column_spoken"), "right"),
        Column(t("review.column_turns")),
        Column(t("review.column_bar")),
    )
    longest = max(one.seconds for one in review.speakers)
    rows = tuple(
        (
            one.name,
            clock_length_text(one.seconds),
            figures.turns_text(one),
            Bar(one.seconds, one.seconds, longest),
        )
        for one in review.speakers
    )
    return Table(columns, rows)
