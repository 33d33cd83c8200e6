"""The field of a page on which typing is a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from textual import events
from textual.message import Message
from textual.widgets.input import Selection

from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.text.search import matches
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

Row = TypeVar("Row")


class SearchField(LineInput):
    """One line whose caret stays at its end, so that Enter, Del and the arrows always mean a row."""

    DEFAULT_CSS = "SearchField { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(placeholder=t("app.search_hint"), waits=True, id="search", classes="page-field")

    def validate_selection(self, selection: Selection) -> Selection:
        """Return the end of the text, whatever was asked for."""
        del selection
        return Selection.cursor(len(self.value))

    def on_paste(self, event: events.Paste) -> None:
        """Leave several lines, which are no search, to the page."""
        if "\n" in clean(event.text).strip():
            event.prevent_default()

    class FoundNothing(Message):
        """No row is one of those that are looked for; `text` says so."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    @property
    def nothing_found(self) -> str:
        """The sentence that no row is one of those that are looked for."""
        return t("app.search_none", words=self.value)

    def find(self, rows: Sequence[Row], texts: Callable[[Row], Iterable[str]]) -> list[Row]:
        """Return the rows that are looked for, by their texts; post `FoundNothing` where none of some is."""
        found = [row for row in rows if self.lets_through(*texts(row))]
        if rows and not found:
            self.report_nothing()
        return found

    def report_nothing(self) -> None:
        """Post `FoundNothing`."""
        self.post_message(self.FoundNothing(self.nothing_found))

    def lets_through(self, *texts: str) -> bool:
        """Return whether a row with these texts is one of those that are looked for."""
        return matches(self.value, *texts)
