"""The field of a page on which typing is a search."""

from __future__ import annotations

from textual import events
from textual.widgets.input import Selection

from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.text.search import matches
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t


class SearchField(LineInput):
    """One line whose caret stays at its end, so that Enter, Del and the arrows always mean a row."""

    DEFAULT_CSS = "SearchField { height: 1; width: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(placeholder=t("app.search_hint"), id="search", classes="page-field")

    def validate_selection(self, selection: Selection) -> Selection:
        """Return the end of the text, whatever was asked for."""
        del selection
        return Selection.cursor(len(self.value))

    def on_paste(self, event: events.Paste) -> None:
        """Leave several lines, which are no search, to the page."""
        if "\n" in clean(event.text).strip():
            event.prevent_default()

    def lets_through(self, *texts: str) -> bool:
        """Return whether a row with these texts is one of those that are looked for."""
        return matches(self.value, *texts)
