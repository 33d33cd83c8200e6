"""Review: planned against actual as figures and as bars, what was decided, what is open, who spoke."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from jusou_tui.app.commands import Command, bindings
from jusou_tui.app.screens.session import SESSION_COMMANDS, SessionScreen
from jusou_tui.app.widgets.line_view import Drawn, LineView
from jusou_tui.app.widgets.paint import Piece
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.messages import t
from jusou_tui.report import review
from jusou_tui.text.clean import clean_line
from jusou_tui.text.width import cell_width, pad
from jusou_tui.text.wrap import wrap


@dataclass(frozen=True)
class Line:
    """A line of text, a heading, or a row with its two bars. `longest`: the minutes that fill a bar."""

    text: str
    style: str = ""
    row: review.ReviewRow | None = None
    longest: int = 1


class ReviewView(LineView[Line], can_focus=True):
    """The review, to be read and scrolled."""

    DEFAULT_CSS = "ReviewView { height: 1fr; margin: 1 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "lines(-1)", show=False),
        Binding("down", "lines(1)", show=False),
        Binding("pageup", "pages(-1)", show=False),
        Binding("pagedown,space", "pages(1)", show=False),
    ]

    def draw(self, item: Line, cells: int) -> Drawn:
        """Return a text wrapped, or a row: its figures, then what was planned and what it took as bars."""
        if item.row is None:
            return [[(line, item.style)] for line in wrap(clean_line(item.text), max(cells, 10))]
        row = item.row
        said = _difference(row)
        room = max(cells - cell_width(said) - 2, 10)
        titles = wrap(clean_line(row.title), room)
        lines: Drawn = [[(pad(titles[0], room), "strong"), ("  ", ""), (said, _ink(row))]]
        lines += [[(title, "strong")] for title in titles[1:]]
        planned = (t("review.planned"), _minutes(row.planned))
        actual = (t("review.actual"), _minutes(row.actual))
        width, figures = (max(map(cell_width, pair)) for pair in zip(planned, actual, strict=True))
        for label, figure in (planned, actual):
            front = f"{pad(label, width)} {pad(figure, figures, 'right')}"
            bar_cells = cells - cell_width(front) - 1
            bar = self._bar(row, item.longest, bar_cells, actual=label == actual[0])
            lines.append([(front, "muted"), (" ", ""), *bar])
        return [*lines, [("", "")]]

    @staticmethod
    def _bar(row: review.ReviewRow, longest: int, cells: int, *, actual: bool) -> list[Piece]:
        def long(count: int) -> int:
            return max(1 if count else 0, count * cells // longest)

        if not actual:
            return [(" " * long(row.planned), "on-muted")]
        whole = long(row.actual or 0)
        within = min(whole, long(row.planned))
        return [(" " * within, "on-bar"), (" " * (whole - within), "on-bar-over")]

    def action_lines(self, count: int) -> None:
        """Scroll by lines."""
        self.scroll_lines(count)

    def action_pages(self, count: int) -> None:
        """Scroll by about a page."""
        self.scroll_lines(count * max(self.rows_in_sight - 1, 1))


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else t("common.minutes", minutes=minutes)


def _difference(row: review.ReviewRow) -> str:
    if row.state == "skipped":
        return t("review.skipped")
    return "" if row.actual is None else review.said_difference(row.lost)


def _ink(row: review.ReviewRow) -> str:
    return "late" if row.lost > 0 else "decided" if row.lost < 0 else "muted"


class ReviewScreen(SessionScreen):
    """The page after a meeting."""

    CSS_PATH = ["base.tcss", "review.tcss"]
    PAGE = "review"
    TELLS_TIME = False
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("schedule", "app.schedule", "app.schedule_help", ("f2",), ("s",), rank=4),
        Command("notes", "app.notes", "app.notes_help", ("f3",), ("m",), rank=3),
        Command("back", "review.back", "review.back_help", ("escape",), ("b",), rank=2),
        Command("programme", "review.done", "review.done_help", ("f9", "ctrl+g"), (), rank=0, primary=True),
        *(
            command
            for command in SESSION_COMMANDS
            if command.action not in {"leave_field", "next_kind", "next_author", "programme"}
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield the review."""
        yield TopLine(id="top")
        yield ReviewView(id="review")

    def on_mount(self) -> None:
        """Show how the meeting went."""
        super().on_mount()
        self.after_change()
        self.query_one(ReviewView).focus()

    def after_change(self) -> None:
        """Show it again."""
        desk = self.desk
        found = review.review(desk.book.session, desk.curriculum, desk.step, include_private=True)
        step = desk.step
        self.query_one(TopLine).show(f"{step.label} {step.short_title or step.title}", t("review.open"))
        self.query_one(ReviewView).set_items(_lines(found) if found else [Line(t("review.none"), "muted")])
        self.query_one(ReviewView).redraw()

    def action_back(self) -> None:
        """Return to the meeting."""
        self.jusou.back()


def _lines(found: review.Review) -> list[Line]:
    lines = [Line(found.day, "strong-digits")]
    lines += [Line(f"{label}  {value}") for label, value in review.facts(found)]
    lines += [Line(""), Line(t("review.times"), "strong-digits")]
    longest = max([1, *(max(row.planned, row.actual or 0) for row in found.rows)])
    lines += [Line(row.title, row=row, longest=longest) for row in found.rows]
    chapters = (
        (t("review.decisions"), found.decisions),
        (t("review.todos"), found.todos),
        (t("review.questions"), found.questions),
        (t("review.speakers"), tuple(review.said_speaker(one) for one in found.speakers)),
    )
    for title, texts in chapters:
        if texts:
            lines += [Line(title, "strong-digits"), *(Line(f"- {text}") for text in texts), Line("")]
    return lines
