"""Read aloud: what runs in large, from where the note field still takes what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from jusou_tui.app.drawing.line_view import LineView
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.screens.aloud import rows
from jusou_tui.app.screens.aloud.rows import AloudRow
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import BACK, SCROLL_DOWN, SCROLL_UP, Command, bindings, session_commands
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES, MarkedRows
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t

COPY = Command("copy", "app.aloud_copy", "app.aloud_copy_help", keys.TAKE, rank=1)


class AloudText(LineView[AloudRow]):
    """The sentences and the links; the arrows mark a link, where there is none they scroll."""

    DEFAULT_CSS = "AloudText { height: 1fr; padding: 1 2; }"
    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="aloud")
        self.marked: AloudRow | None = None

    def draw(self, item: AloudRow, cells: int) -> Drawn:
        """Return the lines of a row."""
        return rows.drawn(item, cells, marked=item is self.marked)

    def show(self, found: list[AloudRow]) -> None:
        """Show rows, from the top where they are others; the first link is marked."""
        if found == self.items:
            return
        self.marked = next((one for one in found if one.link is not None), None)
        self.set_items(found)
        self.scroll_to(y=0, animate=False, force=True)

    def action_move(self, by: Literal[-1, 1]) -> None:
        """Mark the link before, or the next one."""
        found = [one for one in self.items if one.link is not None]
        if self.marked is None or not found:
            super().action_move(by)
            return
        place = next(number for number, one in enumerate(found) if one is self.marked)
        self.marked = found[min(max(place + by, 0), len(found) - 1)]
        self.redraw()
        self.show_item(next(number for number, one in enumerate(self.items) if one is self.marked))


class AloudScreen(SessionScreen):
    """The page over the running meeting. What is typed is a note; Tab and Esc lead back."""

    CSS_PATH = [BASE_STYLES]
    PAGE = "aloud"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        COPY,
        Command("back", "common.back", "common.back_help", keys.OTHER_PLACE),
        SCROLL_DOWN,
        SCROLL_UP,
        BACK,
        *session_commands(),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    top = getters.query_one("#top", TopLine)
    text = getters.query_one("#aloud", AloudText)

    def body(self) -> ComposeResult:
        """Yield the text and the note field."""
        yield TopLine(id="top")
        yield AloudText()
        yield NoteBar(self.live)

    def prepare(self) -> None:
        """Show the words of what runs."""
        super().prepare()
        self.top.show(t("app.prompt_read_aloud"), self.meeting.step.heading)
        self._show_text(self.meeting.snapshot())
        self.focus_field()

    def commands(self) -> Iterable[Command]:
        """Return the commands; the one that copies a link where there is one."""
        has_link = any(text.marked is not None for text in self.query(AloudText))
        return tuple(one for one in super().commands() if has_link or one is not COPY)

    def _show_text(self, snapshot: MeetingSnapshot) -> None:
        marked = self.text.marked
        self.text.show(rows.aloud_rows(self.meeting, snapshot))
        if self.text.marked is not marked:
            self.refresh_keys()

    @property
    def marked_rows(self) -> MarkedRows:
        """The links."""
        return self.text

    def show_time(self, snapshot: MeetingSnapshot) -> None:
        """Show the time, and the words of another activity when it begins."""
        super().show_time(snapshot)
        self._show_text(snapshot)

    def action_scroll(self, pages_down: int) -> None:
        """Scroll the text."""
        self.text.action_page(pages_down)

    def action_copy(self) -> None:
        """Copy the address of the marked link."""
        marked = self.text.marked
        if marked is None or marked.link is None:
            self.host.say(t("app.no_links"))
            return
        self.app.copy_to_clipboard(marked.link.url)
        self.host.say(t("app.copied", what=marked.link.url))
