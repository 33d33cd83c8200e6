"""The field for a sheet's cell: Tab leaves it for the next cell as Enter does, with nothing typed lost."""

from __future__ import annotations

from textual import events
from textual.message import Message

from jusou_tui.app.widgets.note_area import HELD_SECONDS, NoteArea


class CellArea(NoteArea):
    """A note field whose keys after a Tab wait, too, until it holds the other cell's text."""

    class Passed(Message):
        """Tab (1) or Shift+Tab (-1) was pressed; who hears it calls `load`."""

        def __init__(self, area: NoteArea, by: int) -> None:
            super().__init__()
            self.area = area
            self.by = by

        @property
        def control(self) -> NoteArea:
            """The field, for selectors."""
            return self.area

    async def on_key(self, event: events.Key) -> None:
        """Leave the field by Tab."""
        if self._held is None and event.key in {"tab", "shift+tab"}:
            event.stop()
            event.prevent_default()
            self._post_edit()
            self.post_message(self.Passed(self, 1 if event.key == "tab" else -1))
            self._held = []
            self.set_timer(HELD_SECONDS, self._release)
