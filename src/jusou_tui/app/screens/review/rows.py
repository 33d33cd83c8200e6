"""The lines of the review page: a table, bars, lists, and who spoke, each drawn for the width there is."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.report.attendance import attendance_text
from jusou_tui.report.blocks import OVER, WON, Bar, BarParts, bar_parts
from jusou_tui.report.review.blocks import (
    end_text,
    longest_minutes,
    row_bar,
    row_title,
    sums,
    table_headings,
    table_row,
    time_pairs,
    totals_row,
    turns_text,
)
from jusou_tui.report.review.meeting_review import Review, Speaker
from jusou_tui.text.terminal import TERMS, cell_width, clean_line, cut, pad, wrap
from jusou_tui.timekeeping.history.account import AccountRow
from jusou_tui.wording import t
from jusou_tui.wording.values import clock_length_text, difference_text, list_text

GAP = 2
LEAST = 10
ROOMY = 90
"""Cells from which on titles stand in full."""
HEADING = "strong-digits"


@dataclass(frozen=True)
class TextLine:
    """A text, wrapped; what follows its `lead` hangs behind it. No line breaks what is `whole`."""

    text: str
    style: str = ""
    lead: str = ""
    whole: tuple[str, ...] = ()

    def draw(self, cells: int) -> Drawn:
        """Return its lines."""
        room = max(cells - cell_width(self.lead), LEAST)
        lines = wrap(clean_line(self.text), room, terms=(*TERMS, *self.whole))
        blank = " " * cell_width(self.lead)
        return [
            [(blank if number else self.lead, ""), (line, self.style)] for number, line in enumerate(lines)
        ]


@dataclass(frozen=True)
class TableLine:
    """A row of the table: a title (and a `full` one where there is room), then cells at the right."""

    title: str
    full: str
    cells: tuple[str, ...]
    widths: tuple[int, ...]
    style: str = ""
    ink: str = ""

    def draw(self, cells: int) -> Drawn:
        """Return its lines; the title wraps."""
        room = max(cells - sum(width + GAP for width in self.widths), LEAST)
        titles = wrap(clean_line(self.full if cells >= ROOMY else self.title), room)
        padded = [pad(cell, width, "right") for cell, width in zip(self.cells, self.widths, strict=True)]
        gap = " " * GAP
        numbers = gap + gap.join(padded[:-1]) + gap
        first: list[Piece] = [(pad(titles[0], room), self.style), (numbers, self.style)]
        first.append((padded[-1], self.ink or self.style))
        return [first, *([(title, self.style)] for title in titles[1:])]


@dataclass(frozen=True)
class BarLine:
    """A row as a bar, as long as the longer of plan and actual; `title` and `numbers` are cells."""

    row: AccountRow
    longest: int
    title: int
    numbers: int

    def draw(self, cells: int) -> Drawn:
        """Return its line."""
        difference = difference_text(self.row.difference)
        width = max(min(self.title, cells * 9 // 20), LEAST)
        title = cut(clean_line(row_title(self.row, self.row.label)), width)
        room = max(cells - width - self.numbers - 2 * GAP, LEAST)
        made = bar_parts(row_bar(self.row, self.longest), room)
        style = "muted" if self.row.state == "skipped" else ""
        blank = " " * (room - made.within - made.over - made.won)
        return [
            [
                (pad(title, width), style),
                (" " * GAP, ""),
                *bar_pieces(made),
                (blank + " " * GAP, ""),
                (pad(difference, self.numbers, "right"), ink_of(self.row)),
            ]
        ]


@dataclass(frozen=True)
class LegendLine:
    """What the parts of the bars mean."""

    def draw(self, cells: int) -> Drawn:  # noqa: ARG002 - one line fits every window
        """Return the line."""
        parts = (
            (BarParts(3, 0, 0), t("review.legend_within")),
            (BarParts(0, 3, 0), t("review.legend_over")),
            (BarParts(0, 0, 3), t("review.legend_won")),
        )
        return [[piece for made, label in parts for piece in (*bar_pieces(made), (f"{label}   ", "muted"))]]


@dataclass(frozen=True)
class SpeakerLine:
    """Somebody's time and turns in rounds, with a bar."""

    one: Speaker
    longest: float
    widths: tuple[int, int, int]

    def draw(self, cells: int) -> Drawn:
        """Return the line."""
        name, time, turns = self.widths
        name = min(name, max(cells // 3, LEAST))
        room = max(cells - name - time - turns - 3 * GAP, LEAST)
        made = bar_parts(Bar(self.one.seconds, self.one.seconds, self.longest), room)
        gap = " " * GAP
        return [
            [
                (pad(cut(clean_line(self.one.name), name), name), "" if self.one.known else "muted"),
                (f"{gap}{pad(clock_length_text(self.one.seconds), time, 'right')}{gap}", ""),
                (f"{pad(turns_text(self.one), turns)}{gap}", "muted"),
                *bar_pieces(made),
            ]
        ]


ReviewLine = TextLine | TableLine | BarLine | LegendLine | SpeakerLine


def bar_pieces(made: BarParts) -> list[Piece]:
    """Return a bar: blue what was spent, `+` on red what it took too long, `.` on the track what it won."""
    parts = (
        (" " * made.within, "on-bar"),
        (OVER * made.over, "on-bar-over"),
        (WON * made.won, "on-track"),
    )
    return [(text, style) for text, style in parts if text]


def ink_of(row: AccountRow) -> str:
    """Return the colour of a row's difference."""
    return "late" if (row.difference or 0) > 0 else "decided" if (row.difference or 0) < 0 else "muted"


def lines(found: Review) -> list[ReviewLine]:
    """Return the page's lines, top to bottom."""
    return [*_head(found), *_table(found), *_bars(found), *_chapters(found), *_speakers(found)]


def _head(found: Review) -> list[ReviewLine]:
    day_times = "   ".join(f"{label} {value}" for label, value in time_pairs(found.account))
    return [
        TextLine(f"{found.day}   {end_text(found.account)}", HEADING),
        TextLine(day_times),
        *_planned(found),
        *_attendance(found),
        TextLine(""),
    ]


def _planned(found: Review) -> list[ReviewLine]:
    """Return for which other day the meeting was planned, and what that does to the table; [] for none."""
    planned = f"{t('report.planned_when')} {found.planned_for}" if found.planned_for else ""
    moved = t("review.planned_moved") if found.is_moved else ""
    return [TextLine(text, style) for text, style in ((planned, ""), (moved, "muted")) if text]


def _attendance(found: Review) -> list[ReviewLine]:
    if not found.attendees:
        return []
    return [TextLine(f"{t('common.attendance')} {attendance_text(found.attendees)}")]


def _table(found: Review) -> list[ReviewLine]:
    account = found.account
    made = [table_row(row, row.label) for row in account.rows]
    headings, totals = table_headings(), totals_row(account)
    columns = zip(*(row[1:] for row in (headings, *made, totals)), strict=True)
    widths = tuple(max(map(cell_width, column)) for column in columns)
    rows: list[ReviewLine] = [TableLine(headings[0], headings[0], headings[1:], widths, "muted")]
    for row, cells in zip(account.rows, made, strict=True):
        style = "muted" if row.state == "skipped" else ""
        full = row_title(row, row.title)
        rows.append(TableLine(cells[0], full, cells[1:], widths, style, ink_of(row)))
    rows.append(TableLine(totals[0], totals[0], totals[1:], widths, "strong"))
    parts = tuple(f"{label} {minutes}" for label, minutes in sums(account))
    line = TextLine(t("review.sums", parts=list_text(parts)), whole=parts)
    return [*rows, TextLine(""), line, TextLine(t("review.rule"), "muted"), TextLine("")]


def _bars(found: Review) -> list[ReviewLine]:
    rows = found.account.rows
    longest = longest_minutes(found.account)
    width = max((cell_width(difference_text(row.difference)) for row in rows), default=0)
    titles = max((cell_width(clean_line(row_title(row, row.label))) for row in rows), default=0)
    bars = [BarLine(row, longest, titles, width) for row in rows]
    return [TextLine(t("review.bars"), HEADING), *bars, LegendLine(), TextLine("")]


def _chapters(found: Review) -> list[ReviewLine]:
    made: list[ReviewLine] = []
    for title, texts in found.chapters:
        if texts:
            made += [TextLine(title, HEADING), *(TextLine(text, lead="- ") for text in texts), TextLine("")]
    return made


def _speakers(found: Review) -> list[ReviewLine]:
    people = found.speakers
    if not people:
        return []
    widths = (
        max(cell_width(clean_line(one.name)) for one in people),
        max(cell_width(clock_length_text(one.seconds)) for one in people),
        max(cell_width(turns_text(one)) for one in people),
    )
    longest = max(one.seconds for one in people)
    rows = [SpeakerLine(one, longest, widths) for one in people]
    note = TextLine(t("review.speakers_for_you"), "muted")
    return [TextLine(t("review.speakers"), HEADING), note, *rows]
