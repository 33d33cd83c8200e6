"""The figures of a review in words and as bars: what the page and the printed report have in common."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from jusou_tui.report.review.review import Speaker
from jusou_tui.timekeeping.history.account import Account, AccountRow
from jusou_tui.wording import t
from jusou_tui.wording.labels import bracketed, list_text
from jusou_tui.wording.lengths import difference_text, minutes_text
from jusou_tui.wording.times import time_range_text, time_text

OVER = "+"
WON = "."
"""What fills the parts of a bar that differ from the plan, so that they are told apart without colour."""


class Bar(NamedTuple):
    """A bar's cells: what was spent within the plan, beyond it, and what was won of it."""

    within: int
    over: int
    won: int

    @property
    def text(self) -> str:
        """The bar in characters of one cell."""
        return "=" * self.within + OVER * self.over + WON * self.won


def bar(planned: float, actual: float, longest: float, cells: int) -> Bar:
    """Return a bar in at most `cells` cells, which `longest` would fill; what there is takes at least one."""

    def long(amount: float) -> int:
        return max(1 if amount else 0, int(amount * cells / longest)) if longest else 0

    whole, plan = long(actual), long(planned)
    if actual > planned:
        over = max(1, whole - plan)
        return Bar(min(plan, cells - over), over, 0)
    if actual < planned:
        won = max(1, plan - whole)
        return Bar(min(whole, cells - won), 0, won)
    return Bar(whole, 0, 0)


def bar_of(row: AccountRow, longest: float, cells: int) -> Bar:
    """Return a row's bar; what is still to come is nothing that was won."""
    actual = row.actual or 0
    planned = min(row.planned, actual) if row.state in {"now", "next"} else row.planned
    return bar(planned, actual, longest, cells)


def longest_of(found: Account) -> int:
    """Return the minutes that fill a bar."""
    return max([1, *(max(row.planned, row.actual or 0) for row in found.rows)])


def said_minutes(minutes: int | None) -> str:
    """Return `15分`, "" where there are none to tell."""
    return "" if minutes is None else minutes_text(minutes)


def said_title(row: AccountRow, title: str) -> str:
    """Return a row's title and what is special about it: put in on the way, gone through more than once."""
    marks = [t("common.added")] if row.added else []
    marks += [t("review.gone")] if row.kind == "gone" else []
    marks += [t("review.times_through", count=row.runs)] if row.runs > 1 else []
    return title + bracketed(list_text(marks))


def said_actual(row: AccountRow) -> str:
    """Return the minutes that a row took; `省略` where it was left out, `まだ` where it is still to come."""
    if row.state == "skipped" and not row.actual:
        return t("review.skipped")
    return t("common.state_next") if row.actual is None else said_minutes(row.actual)


def at(moment: datetime | None) -> str:
    """Return a time of day, "" where there is none."""
    return time_text(moment) if moment is not None else ""


def table_row(row: AccountRow, title: str) -> tuple[str, str, str, str, str, str]:
    """Return a row: its title, when it was to start and did, planned and actual minutes, the difference."""
    return (
        said_title(row, title),
        at(row.planned_start),
        at(row.started),
        said_minutes(row.planned),
        said_actual(row),
        difference_text(row.difference),
    )


def table_headings() -> tuple[str, str, str, str, str, str]:
    """Return the names of the columns of `table_row`."""
    return (
        t("review.column_title"),
        t("review.column_planned_start"),
        t("review.column_start"),
        t("common.planned"),
        t("common.actual"),
        t("review.column_difference"),
    )


def totals(found: Account) -> tuple[str, str, str, str, str, str]:
    """Return the line below the table: the sums of its columns."""
    planned = sum(row.planned for row in found.rows)
    actual = sum(row.actual or 0 for row in found.rows)
    difference = None if found.so_far else found.lost - found.won
    return t("review.total"), "", "", said_minutes(planned), said_minutes(actual), difference_text(difference)


def said_times(found: Account) -> list[tuple[str, str]]:
    """Return from when to when it was planned, and held."""
    planned = "-".join(map(time_text, found.planned))
    if found.so_far:
        expected = t("review.expected_until", start=time_text(found.started), end=time_text(found.ended))
        return [(t("common.planned"), planned), (t("review.so_far"), expected)]
    return [
        (t("common.planned"), planned),
        (t("common.actual"), time_range_text(found.started, found.ended)),
    ]


def said_end(found: Account) -> str:
    """Return how far the end is from the plan, in words."""
    if found.so_far:
        return t("review.still_running")
    if not found.late_end:
        return t("review.ended_on_time")
    message = "review.ended_late" if found.late_end > 0 else "review.ended_early"
    return t(message, minutes=abs(found.late_end))


def sums(found: Account) -> list[tuple[str, str]]:
    """Return what leads from the planned end to the real one: labels and minutes that add up.

    Of a meeting that runs still: what is known of it.
    """
    always = [
        ("review.late_start", found.late_start),
        ("review.lost", found.lost),
        ("review.won", -found.won),
    ]
    other = [("review.paused", found.paused), ("review.idle", found.idle), ("review.rest", found.rest)]
    end = [("review.end_difference", found.late_end)]
    if found.so_far:
        other, end = other[:1], []
    parts = [*always, *(part for part in other if part[1]), *end]
    return [(t(label), difference_text(minutes)) for label, minutes in parts]


def said_rule(found: Account) -> str:
    """Return how minutes were rounded and what is in no activity."""
    return " ".join([t("review.rule"), t("review.rule_rest")] if found.rest else [t("review.rule")])


def said_turns(one: Speaker) -> str:
    """Return how often somebody spoke, waited or was not there: `2回`, `あとで1回`, `不在`."""
    told = [t("review.turns", count=one.turns)] if one.turns else []
    told += [t("review.turns_later", count=one.later)] if one.later else []
    told += [t("review.turns_absent")] if one.absent else []
    return list_text(told)
