"""Review: planned against actual as a table and as bars, what was decided, what is open, who spoke."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from jusou_tui.app.drawing.line_view import LineView
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.screens.review.rows import ReviewLine, TextLine, lines
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    CHANGE_ROW,
    EXPORT,
    GO_ON,
    HOME,
    MINUTES,
    NOTES,
    SCHEDULE,
    SCROLL_DOWN,
    SCROLL_UP,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.report.review.meeting_review import meeting_review
from jusou_tui.wording import t

MOST_CELLS = 100
"""Cells beyond which a row's title and its figures would be too far apart to be read together."""


class ReviewView(LineView[ReviewLine], can_focus=True):
    """The review, to be read and scrolled."""

    DEFAULT_CSS = "ReviewView { height: 1fr; margin: 1 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def draw(self, item: ReviewLine, cells: int) -> Drawn:
        """Return the lines of a text, of a row or of a bar."""
        return item.draw(max(min(cells - 1, MOST_CELLS), 1))


BACK_TO_MEETING = Command("escape", "review.back", "review.back_help", keys.BACK, rank=2)
CLOSE = Command("go_on", "review.done", "review.done_help", keys.NEXT, rank=0, primary=True)
WHILE_ONE_RUNS = {
    BACK_TO_MEETING: BACK_TO_MEETING._replace(rank=0, primary=True),
    CLOSE: CLOSE._replace(label=GO_ON.label, help=GO_ON.help, rank=2, primary=False),
}
"""What the keys of the page say while a meeting runs: nothing is closed then."""


class ReviewScreen(SessionScreen):
    """The page after a meeting."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "review"
    SHOWS_TIME = False
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE.but(rank=4),
        NOTES.but(rank=3),
        BACK_TO_MEETING,
        CLOSE,
        SCROLL_DOWN,
        SCROLL_UP,
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=5),
        MINUTES.but(meaning=in_menu(Group.PAGES)),
        EXPORT.but(meaning=in_menu(Group.PAGES)),
        HOME.but(meaning=in_menu(Group.PROGRAM)),
        *session_commands(GO_ON, HOME, MINUTES, EXPORT),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    top = getters.query_one("#top", TopLine)
    view = getters.query_one("#review", ReviewView)

    def body(self) -> ComposeResult:
        """Yield the review."""
        yield TopLine(id="top")
        yield ReviewView(id="review")
        yield NoteBar(self.live)

    def prepare(self) -> None:
        """Show how the meeting went."""
        super().prepare()
        self.after_change()
        if self.page_field is not None:
            self.view.can_focus = False
            self.focus_field()
        else:
            self.view.focus()

    @property
    def marked_rows(self) -> ReviewView:
        """The review, which scrolls."""
        return self.view

    def commands(self) -> Iterable[Command]:
        """Return the commands; while a meeting runs F9 is said to be what it is on every page."""
        if not self.live.under_way().is_under_way:
            return self.PAGE_COMMANDS
        return [WHILE_ONE_RUNS.get(one, one) for one in self.PAGE_COMMANDS]

    def action_go_on(self) -> None:
        """Go on to the programme; while a meeting runs, ask whether it goes on."""
        if self.live.under_way().is_under_way:
            self.action_control("go_on")
        else:
            self.action_programme()

    def action_scroll(self, pages_down: int) -> None:
        """Scroll the review by about a page."""
        self.view.action_page(pages_down)

    def after_change(self) -> None:
        """Show it again."""
        live = self.live
        found = meeting_review(live.book.session, live.curriculum, live.current.step, include_private=True)
        self.top.show(live.current.step.heading, t("review.open"))
        none = TextLine(t("review.none"), "muted")
        self.view.set_items(lines(found) if found else [none])
        self.view.redraw()
