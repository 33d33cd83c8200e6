"""All notes and ToDos of a session in the order of time, with a filter above them."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui.app.meeting_text.entry_rows import entry_rows
from jusou_tui.app.widgets.choice import Choice
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.live import entries
from jusou_tui.live.session import LiveSession
from jusou_tui.wording import t
from jusou_tui.wording.values import kind_options

ALL = "all"


class NotesPane(Vertical):
    """Shows what its filter lets through. Whoever changes a note calls `show`."""

    kind = getters.query_one("#kind", Choice)
    words = getters.query_one("#words", LineInput)
    listing = getters.query_one(EntryList)
    none = getters.query_one("#none", Static)

    def __init__(self, live: LiveSession) -> None:
        super().__init__(id="notes")
        self._live = live

    def compose(self) -> ComposeResult:
        """Yield the filter and the list."""
        with Horizontal(id="filter"):
            yield Static(t("app.filter"), classes="label", markup=False)
            yield Choice([(ALL, t("common.all")), *kind_options()], ALL, id="kind")
            yield LineInput(placeholder=t("app.filter_hint"), id="words")
            yield Static(t("app.filter_keys"), id="filter-keys", markup=False)
        yield EntryList(roomy=True, id="list")
        yield Static(t("app.notes_none"), id="none", markup=False)

    def show(self) -> None:
        """Show the notes as they are now."""
        kind, words = self.kind.value, self.words.value.split()
        lines = entry_rows(self._live, entries.listed(self._live, None if kind == ALL else kind))
        found = [line for line in lines if all(part in f"{line.text} {line.author}" for part in words)]
        self.listing.show(found)
        self.listing.display = bool(found)
        self.none.display = not found
        self.none.update(t("app.notes_not_found") if lines or kind != ALL else t("app.notes_none"))

    @on(Choice.Changed)
    @on(LineInput.Changed)
    def _filtered(self) -> None:
        self.show()

    def go_to_filter(self) -> None:
        """Go to the filter's words, from there to its kinds."""
        (self.kind if self.words.has_focus else self.words).focus()
