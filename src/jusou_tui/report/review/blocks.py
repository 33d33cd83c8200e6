"""A review as a report, and its figures as texts, which the review page has too."""

from __future__ import annotations

from datetime import datetime

from jusou_tui.report.attendance import attendance_text
from jusou_tui.report.blocks import Bar, Block, Column, Pairs, Paragraph, ReportHeading, Style, Table, section
from jusou_tui.report.review.meeting_review import Review, Speaker
from jusou_tui.timekeeping.history.account import Account, AccountRow
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    bracketed,
    clock_length_text,
    difference_text,
    list_text,
    meeting_span_text,
    minutes_text,
    time_text,
)


def review_blocks(review: Review) -> list[Block]:
    """Return a review: planned against actual as a table and as bars, then the lists."""
    account = review.account
    facts = [(t("review.day"), review.day)]
    facts += [(t("report.planned_when"), review.planned_for)] if review.planned_for else []
    facts += [*time_pairs(account), (t("review.end"), end_text(account))]
    if review.attendees:
        facts.append((t("common.attendance"), attendance_text(review.attendees)))
    blocks: list[Block] = [ReportHeading(review.title, 2), Pairs(tuple(facts))]
    if review.is_moved:
        blocks.append(Paragraph(t("review.planned_moved"), "muted"))
    blocks += [Paragraph(t("report.rehearsal"), "warning")] if review.rehearsal else []
    totals = list_text(f"{label} {minutes}" for label, minutes in sums(account))
    blocks += [
        _table(review),
        Paragraph(t("review.sums", parts=totals)),
        Paragraph(t("review.rule"), "muted"),
        ReportHeading(t("review.bars"), 3),
        _bars(review),
        Paragraph(t("review.bars_legend"), "muted"),
    ]
    for title, texts in review.chapters:
        blocks += section(title, texts)
    if review.speakers:
        blocks += [ReportHeading(t("review.speakers"), 3), _speakers(review)]
    if review.hidden:
        blocks.append(Paragraph(t("review.hidden", count=review.hidden), "muted"))
    return blocks


def _table(review: Review) -> Table:
    title, *others = table_headings()
    columns = (Column(title, flexible=True), *(Column(name, "right") for name in others))
    rows = [table_row(row, row.title) for row in review.account.rows]
    styles: list[Style] = ["muted" if row.state == "skipped" else "plain" for row in review.account.rows]
    return Table(columns, (*rows, totals_row(review.account)), (*styles, "heading"))


def _bars(review: Review) -> Table:
    columns = (
        Column(t("common.activity"), flexible=True),
        Column(t("review.column_bar")),
        Column(t("review.column_difference"), "right"),
    )
    longest = longest_minutes(review.account)
    rows = tuple(
        (row_title(row, row.label), row_bar(row, longest), difference_text(row.difference))
        for row in review.account.rows
    )
    return Table(columns, rows)


def _speakers(review: Review) -> Table:
    columns = (
        Column(t("common.name"), flexible=True),
        Column(t("review.column_spoken"), "right"),
        Column(t("review.column_turns")),
        Column(t("review.column_bar")),
    )
    longest = max(one.seconds for one in review.speakers)
    rows = tuple(
        (
            one.name,
            clock_length_text(one.seconds),
            turns_text(one),
            Bar(one.seconds, one.seconds, longest),
        )
        for one in review.speakers
    )
    return Table(columns, rows)


def row_bar(row: AccountRow, longest: float) -> Bar:
    """Return a row's bar in minutes; what is still to come is neither lost nor won."""
    actual = row.actual or 0
    planned = min(row.planned, actual) if row.state in {"now", "next"} else row.planned
    return Bar(planned, actual, longest)


def longest_minutes(account: Account) -> int:
    """Return the minutes that fill a bar: the longest row's, at least 1."""
    return max([1, *(max(row.planned, row.actual or 0) for row in account.rows)])


def row_title(row: AccountRow, title: str) -> str:
    """Return a row's title, marked where it was added, ran again or had a break."""
    marks = [t("common.added")] if row.added else []
    marks += [t("review.times_through", count=row.runs)] if row.runs > 1 else []
    marks += [t("review.with_breaks", count=row.breaks)] if row.breaks else []
    return title + bracketed(list_text(marks))


def table_headings() -> tuple[str, str, str, str, str, str]:
    """Return the names of the columns of `table_row`."""
    return (
        t("common.activity"),
        t("review.column_planned_start"),
        t("review.column_start"),
        t("common.planned"),
        t("common.actual"),
        t("review.column_difference"),
    )


def table_row(row: AccountRow, title: str) -> tuple[str, str, str, str, str, str]:
    """Return a row: title, planned start, actual start, planned minutes, actual minutes, difference."""
    return (
        row_title(row, title),
        _time(row.planned_start),
        _time(row.started),
        minutes_text(row.planned),
        _actual(row),
        difference_text(row.difference),
    )


def totals_row(account: Account) -> tuple[str, str, str, str, str, str]:
    """Return the last row of the table: the sums of its columns."""
    planned = sum(row.planned for row in account.rows)
    actual = sum(row.actual or 0 for row in account.rows)
    difference = None if account.so_far else account.lost - account.won
    return t("review.total"), "", "", minutes_text(planned), minutes_text(actual), difference_text(difference)


def _time(at: datetime | None) -> str:
    return "" if at is None else time_text(at)


def _actual(row: AccountRow) -> str:
    if row.state == "skipped" and not row.actual:
        return t("review.skipped")
    return t("common.state_next") if row.actual is None else minutes_text(row.actual)


def time_pairs(account: Account) -> list[tuple[str, str]]:
    """Return the planned and the actual or expected times of the meeting, with their labels."""
    planned = (t("common.planned"), meeting_span_text(*account.planned))
    if account.so_far:
        expected = t("review.expected_until", start=time_text(account.started), end=time_text(account.ended))
        return [planned, (t("review.so_far"), expected)]
    return [planned, (t("common.actual"), meeting_span_text(account.started, account.ended))]


_ENDED = {
    -1: ("review.ended_early", "review.ended_early_booked"),
    0: ("review.ended_on_time", "review.ended_on_time_booked"),
    1: ("review.ended_late", "review.ended_late_booked"),
}
"""What is said of an end by its sign: against the plan, against a booked end."""


def end_text(account: Account) -> str:
    """Return how far the end is from the booked one, else from the plan: `予定より5分遅く終わりました`.

    A booked end that is not the plan's is named: the sums below are against the plan.
    """
    if account.so_far:
        return t("review.still_running")
    booked, late = account.booked_end, account.verdict
    of_plan, of_booked = _ENDED[(late > 0) - (late < 0)]
    if booked is None or late == account.late_end:
        return t(of_plan, minutes=abs(late))
    return t(of_booked, time=time_text(booked), minutes=abs(late))


def sums(account: Account) -> list[tuple[str, str]]:
    """Return labels and minutes that add up from the late start to the late end.

    Of a meeting that is still running: the ones known so far.
    """
    always = [
        ("review.late_start", account.late_start),
        ("review.lost", account.lost),
        ("review.won", -account.won),
    ]
    other = [("review.paused", account.paused), ("review.idle", account.idle)]
    end = [("review.end_difference", account.late_end)]
    if account.so_far:
        other, end = other[:1], []
    parts = [*always, *(part for part in other if part[1]), *end]
    return [(t(label), difference_text(minutes)) for label, minutes in parts]


def turns_text(speaker: Speaker) -> str:
    """Return how often somebody spoke, was put off or passed: `2回、あとで1回、パス`."""
    parts = [t("review.turns", count=speaker.turns)] if speaker.turns else []
    parts += [t("review.turns_later", count=speaker.later)] if speaker.later else []
    parts += [t("review.turns_passed")] if speaker.passed else []
    return list_text(parts)
