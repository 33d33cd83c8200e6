"""Small groups for a work phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from jusou_tui.app.screens.people import rows
from jusou_tui.app.shell.dialogs import MODAL_STYLES, Dialog
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.session.people.groups import groups_left, groups_of, next_shuffle, reporting_of
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.live import undoing
from jusou_tui.live import undoing
from jusou_tui.live.session import LiveSession


class GroupsScreen(Dialog[None]):
    """The groups of the step in view: made, and made anew, with one key. Opening it changes nothing."""

    CSS_PATH = [MODAL_STYLES, "groups.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9,f3", "dismiss", show=False),
        Binding("f6", "deal", show=False, priority=True),
        Binding("ctrl+z,f12", "take_back", show=False, priority=True),
        Binding("delete,f8", "drop", show=False),
    ]

    @property
    def _live(self) -> LiveSession:
        return host_of(self).open_live

    def compose(self) -> ComposeResult:
        """Yield the groups."""
        step = self._live.current.step
        with Vertical(classes="modal"):
            yield Static(t("programme.groups_of", step=step.label), classes="modal-title", markup=False)
            yield Static(t("programme.groups_text"), classes="explanation", markup=False)
            yield Static(t("programme.groups_none"), id="none", markup=False)
            yield RowList(id="groups")
            yield Static(t("programme.groups_keys"), classes="modal-keys", markup=False)

    def on_mount(self) -> None:
        """Show the groups that there are."""
        self._show()
        self.query_one("#groups").focus()

    def _show(self) -> None:
        meeting = self._live.current
        found = groups_left(meeting.record.groups, meeting.record.reporting, meeting.present)
        self.query_one("#none").display = not found[0]
        self.query_one("#groups", RowList).show(rows.group_rows(self._live, *found))

    def action_deal(self) -> None:
        """Make groups of those who are here; other ones where there are some."""
        meeting = self._live.current
        present, groups = meeting.present, meeting.record.groups
        if not present:
            return
        shuffles = next_shuffle(present, groups) if groups else 0
        dealt = groups_of(present, shuffles)
        meeting.set_record(groups=dealt, reporting=reporting_of(dealt, shuffles))
        self._show()

    def action_take_back(self) -> None:
        """Undo the last change of the groups."""
        undoing.undo(self._live)
        self._show()

    def action_drop(self) -> None:
        """Do without groups."""
        self._live.current.set_record(groups={}, reporting=())
        self.dismiss()
