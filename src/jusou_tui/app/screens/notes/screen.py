"""Notes: all of them, by kind or by words; one can be changed, deleted, ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.shell.commands import (
    BACK,
    CHANGE_ROW,
    EDIT,
    FILTER,
    KEEP_PRIVATE,
    REMOVE,
    SCHEDULE,
    SESSION_COMMANDS,
    TICK,
    Command,
    bindings,
)
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.list_screen import ListScreen, NotesPane
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES, NOTES_STYLES
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.live import entries
from jusou_tui.wording import t

PUBLISH = Command("publish", "room.publish", "room.publish_help", in_menu(Group.ROW), writes=True)

_PUBLISHED: dict[entries.Publishing, str] = {
    "public": "room.publish_public",
    "withdrawn": "room.publish_withdrawn",
    "private": "room.publish_private",
    "none": "room.publish_none",
}


class NotesScreen(ListScreen):
    """All notes, a filter above them, the field below them."""

    CSS_PATH = [BASE_STYLES, NOTES_STYLES, "screen.tcss"]
    PAGE = "notes"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE,
        EDIT,
        REMOVE,
        TICK,
        Command(
            "keep_back", "programme.keep_back", "programme.keep_back_help", in_menu(Group.ROW), writes=True
        ),
        KEEP_PRIVATE,
        PUBLISH,
        FILTER.but(rank=5),
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=3),
        BACK,
        *SESSION_COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    pane = getters.query_one(NotesPane)

    def body(self) -> ComposeResult:
        """Yield the notes and the field."""
        yield TopLine(id="top")
        yield NotesPane(self.live)
        yield NoteBar(self.live)

    def show_list(self) -> None:
        """Show the notes that the filter lets through."""
        self.query_one(TopLine).show_page(t("app.notes"), self.meeting.step.heading)
        self.pane.show()

    def after_change(self) -> None:
        """Show the time and the keys that make sense now."""
        self.host.heartbeat.now()
        self.refresh_keys()

    def action_keep_back(self) -> None:
        """Keep a topic back for the end of the meeting, or no longer."""
        is_kept = entries.keep_back(self.live, self.highlighted_key)
        if is_kept is None:
            self.host.say(t("programme.keep_only_note"))
            return
        self.host.say(t("programme.kept_now") if is_kept else t("programme.let_go_now"))
        self.show_entries()

    def action_publish(self) -> None:
        """Let the shared screen show the marked decision, or no longer."""
        self.host.say(t(_PUBLISHED[entries.publish(self.live, self.highlighted_key)]))
        self.show_entries()

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what the menu offers for the marked note: only a decision can be made public."""
        found = super().menu_choices()
        is_decision = entries.is_decision(self.live, self.highlighted_key)
        return found if is_decision else [one for one in found if one.id != PUBLISH.action]

    @property
    def marked_text(self) -> str:
        """The marked note."""
        return self.pane.highlighted_text

    def action_filter(self) -> None:
        """Go to the filter."""
        self.pane.go_to_filter()

    def step_back(self) -> bool:
        """Leave the field, then the filter."""
        return super().step_back() or self.pane.end_filter()
