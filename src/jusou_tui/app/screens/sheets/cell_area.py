"""The field in which the marked cell is written."""

from __future__ import annotations

from textual import events
from textual.actions import SkipAction

from jusou_tui.app.widgets.note_area import HELD_SECONDS, NoteArea

_ARROWS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
_TABS = {"tab": 1, "shift+tab": -1}


class CellArea(NoteArea):
    """The caret always stands in it, at the end of the text, and typing goes on there.

    Until somebody `is_writing` the arrows go to other cells, and Enter, Del and Shift+arrows mean the cell.
    Keys after one that goes to another cell wait until `load` fills the field with that cell's text.
    """

    class Passed(NoteArea.AreaMessage):
        """Tab (1) or Shift+Tab (-1) was pressed; who hears it calls `load` or `stay`."""

        def __init__(self, area: NoteArea, by: int) -> None:
            super().__init__(area)
            self.by = by

    class Begun(NoteArea.AreaMessage):
        """Someone clicked into the text and writes."""

    class Walked(NoteArea.AreaMessage):
        """An arrow leads out of the cell; who hears it calls `load` or `stay`."""

        def __init__(self, area: NoteArea, down: int, right: int) -> None:
            super().__init__(area)
            self.down = down
            self.right = right

    def __init__(self, *, rows: int, most_rows: int, id: str, classes: str) -> None:  # noqa: A002
        super().__init__(rows=rows, most_rows=most_rows, id=id, classes=classes)
        self._begun = False
        self._at_rest = self.text

    @property
    def is_writing(self) -> bool:
        """Whether the keys belong to the text: it was changed, the caret moved, or someone began by Enter."""
        at_end = self.selection.is_empty and self.cursor_location == self.document.end
        return self._begun or self._held is not None or self.text != self._at_rest or not at_end

    def start_writing(self) -> None:
        """Let the keys belong to the text."""
        self._begun = True

    def stop_writing(self) -> None:
        """Let the keys mean the cell again; the text stays."""
        self._begun, self._at_rest = False, self.text
        self.move_cursor(self.document.end)

    def stay(self) -> None:
        """Go to no other cell: let the keys through that wait."""
        self._release()

    def load(self, text: str) -> None:
        """Show the text of a cell in which nobody writes yet."""
        super().load(text)
        self._begun, self._at_rest = False, self.text

    async def on_key(self, event: events.Key) -> None:
        """Leave the cell by Tab and arrows; who writes only by Up in the first line and Down in the last one.

        Here and not in a binding: what is typed next in one burst must wait for the other cell.
        """
        if self._held is not None:
            return
        if event.key in _TABS:
            message: NoteArea.AreaMessage = self.Passed(self, _TABS[event.key])
        elif event.key in _ARROWS and self._leads_out(event.key):
            message = self.Walked(self, *_ARROWS[event.key])
        else:
            return
        event.stop()
        event.prevent_default()
        self._leave(message)

    def action_undo(self) -> None:
        """Leave the key to the page: what is typed is in the cell at once."""
        raise SkipAction

    def _leads_out(self, arrow: str) -> bool:
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        at_edge = (arrow == "up" and row == 0) or (
            arrow == "down" and row >= self.wrapped_document.height - 1
        )
        return at_edge or not self.is_writing

    def on_mouse_down(self) -> None:
        """A click into the text: someone writes."""
        self.start_writing()
        self.post_message(self.Begun(self))

    def _leave(self, message: NoteArea.AreaMessage) -> None:
        self._post_edit()
        self.post_message(message)
        self._held = []
        self.set_timer(HELD_SECONDS, self._release)
