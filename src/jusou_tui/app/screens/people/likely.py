"""Passages that may mean a person: which of them are to lose the name, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.selection_list import Selection

from jusou_tui.app.screens.people.dialogs import PresenceList
from jusou_tui.app.shell.screen import MODAL_STYLES
from jusou_tui.session.people.mentions import Passage
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t


class PassageList(PresenceList):
    """Passages, each with the word for what becomes of it."""

    @staticmethod
    def _words() -> tuple[str, str]:
        return t("programme.likely_no"), t("programme.likely_yes")


class LikelyScreen(ModalScreen[list[Passage]]):
    """A list with a mark for each passage. Dismissed with the marked ones; None where it was left."""

    CSS_PATH = MODAL_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("f9,ctrl+g", "go_on", show=False, priority=True),
        Binding("ctrl+a", "all", show=False, priority=True),
        Binding("ideographic_space", "mark", show=False),
    ]

    def __init__(self, name: str, passages: Sequence[Passage]) -> None:
        super().__init__()
        self._name = name
        self._passages = passages

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(classes="modal"):
            title = t("programme.likely_title", name=self._name)
            yield Static(title, classes="modal-title", markup=False)
            yield Static(t("programme.likely_text"), classes="explanation", markup=False)
            yield PassageList(
                *(Selection(_shown(one), str(number)) for number, one in enumerate(self._passages))
            )
            yield Static(t("programme.likely_keys"), classes="modal-keys", markup=False)

    @property
    def _list(self) -> PassageList:
        return self.query_one(PassageList)

    def action_mark(self) -> None:
        """A full-width space marks like a plain one."""
        self._list.action_select()

    def action_all(self) -> None:
        """Mark all, or none where all are marked."""
        if len(self._list.selected) == len(self._passages):
            self._list.deselect_all()
        else:
            self._list.select_all()

    def action_go_on(self) -> None:
        """Take the marked ones."""
        self.dismiss([self._passages[int(number)] for number in self._list.selected])

    def action_leave(self) -> None:
        """Leave without deciding."""
        self.dismiss(None)


def _shown(passage: Passage) -> Content:
    before, behind = clean_line(passage.before), clean_line(passage.behind)
    return Content.assemble(before, (clean_line(passage.found), "bold underline"), behind)
