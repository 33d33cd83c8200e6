"""One line to type over the page, such as minutes or a time; what is wrong with it appears below."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from jusou_tui.app.shell.dialogs import Wrapped
from jusou_tui.app.shell.styles import MODAL_STYLES
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.errors import InputError
from jusou_tui.wording import message_text, t


class TypeScreen(ModalScreen[bool]):
    """Asks for a line; `take` does what it says, or raises InputError. Dismissed with what it returned."""

    CSS_PATH = [MODAL_STYLES, "type_screen.tcss"]
    AUTO_FOCUS = "LineInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("f9,ctrl+g", "take", show=False, priority=True),
    ]

    def __init__(self, title: str, hint: str, take: Callable[[str], bool]) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._take = take

    def compose(self) -> ComposeResult:
        """Yield the question, the field and what there is to say about it."""
        with Vertical(classes="modal"):
            yield Static(self._title, classes="modal-title", markup=False)
            yield Wrapped(self._hint, "muted")
            yield LineInput(id="typed")
            yield Static("", id="remark", markup=False)
            yield Static(t("timekeeping.type_keys"), classes="modal-keys", markup=False)

    @on(LineInput.Submitted)
    def _entered(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        """Do what was typed; what cannot be read stays to be changed."""
        try:
            done = self._take(self.query_one(LineInput).value)
        except InputError as error:
            self.query_one("#remark", Static).update(message_text(error))
            return
        self.dismiss(done)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)
