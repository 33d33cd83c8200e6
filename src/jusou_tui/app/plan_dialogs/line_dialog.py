"""The dialog in which a line is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.widgets import Static

from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import MODAL_STYLES, Dialog, bound
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.errors import InputError
from jusou_tui.live.fields import LineDraft
from jusou_tui.wording import message_text, t


class LineDialog(Dialog[bool]):
    """Asks for a line; `take` does what it says, or raises InputError. Dismissed with what it returned.

    `known`: what the field begins with where nothing was typed before. What is typed is kept
    in `draft` until it is taken or the question left.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = [MODAL_STYLES, "line_dialog.tcss"]
    AUTO_FOCUS = "LineInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "leave"),
    ]

    field = getters.query_one(LineInput)
    remark = getters.query_one("#remark", Wrapped)

    def __init__(
        self, title: str, hint: str, take: Callable[[str], bool], draft: LineDraft, known: str = ""
    ) -> None:
        super().__init__()
        self._draft = draft
        self._title = title
        self._hint = hint
        self._take = take
        self._begun = draft.text() or known

    def compose(self) -> ComposeResult:
        """Yield the question, the field and the line for what is wrong with it."""
        with Vertical(classes="modal"):
            yield Static(self._title, classes="modal-title", markup=False)
            yield Wrapped(self._hint, "muted")
            yield LineInput(self._begun, id="typed")
            yield Wrapped("", "over", id="remark")
            yield DialogKeys(
                KeyHint(keys.TAKE.key_shown, t("app.ask_take"), "take"),
                KeyHint(keys.BACK.key_shown, t("timekeeping.leave"), "leave"),
            )

    @on(LineInput.Changed)
    def _typed(self) -> None:
        self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what is in the field, unless the question was answered or left."""
        if self.is_current and self.field.value not in (self._draft.text(), self._begun):
            self._begun = ""
            self._draft.type(self.field.value)

    @on(LineInput.Submitted)
    def _entered(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        """Do what was typed, once; what cannot be read stays to be changed."""
        if not self.is_current:
            return
        try:
            done = self._take(self.field.value)
        except InputError as error:
            self.remark.show(message_text(error))
            return
        self._draft.clear()
        self.dismiss(done)

    def action_leave(self) -> None:
        """Change nothing."""
        if self.is_current:
            self._draft.clear()
        self.dismiss(False)
