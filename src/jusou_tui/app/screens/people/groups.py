"""Small groups for a work phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from jusou_tui.app.screens.people import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import MODAL_STYLES, Dialog, bound, choose_one
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live import undoing
from jusou_tui.session.people.groups import counts, groups_left, groups_of, next_shuffle, reporting_of
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession


class GroupsScreen(Dialog[None]):
    """The groups of the step in view. Opening it changes nothing.

    Enter makes groups where there are none, else it closes: other groups, pairs too, are chosen in the menu.
    """

    CSS_PATH = [MODAL_STYLES, "groups.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "dismiss"),
        bound(keys.TAKE, "take"),
        bound(keys.MENU, "choose"),
        bound(keys.UNDO, "take_back"),
        bound(keys.REMOVE, "drop"),
    ]

    listing = getters.query_one("#groups", RowList)
    explanation = getters.query_one(".explanation", Wrapped)

    @property
    def _live(self) -> LiveSession:
        return host_of(self).open_live

    def compose(self) -> ComposeResult:
        """Yield the groups."""
        step = self._live.current.step
        with Vertical(classes="modal"):
            yield Static(t("programme.groups_of", step=step.label), classes="modal-title", markup=False)
            yield Wrapped("", "muted").add_class("explanation")
            yield RowList(id="groups")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Show the groups that there are."""
        self._show()
        self.listing.focus()

    def _show(self) -> None:
        meeting = self._live.current
        groups, reporting = groups_left(meeting.record.groups, meeting.record.reporting, meeting.present)
        about = [t("programme.groups_text" if meeting.present else "app.who_nobody")]
        about += [] if groups else [t("programme.groups_none")]
        self.explanation.show("\n".join(about))
        self.listing.show(rows.group_rows(self._live, groups, reporting))
        self.listing.display = bool(groups)
        self.query_one(DialogKeys).show(*self._keys(some=bool(groups)))

    def _keys(self, *, some: bool) -> list[KeyHint]:
        """Return what can be done here; who only looks on can close it."""
        closes = KeyHint(keys.BACK.key_shown, t("app.close"), "dismiss")
        if self._live.store.read_only:
            return [closes]
        take = KeyHint(keys.TAKE.key_shown, t("app.close" if some else "programme.groups_make"), "take")
        anew = t("programme.groups_anew" if some else "programme.groups_ways")
        choose = KeyHint(keys.MENU.key_shown, anew, "choose")
        found = [take, choose] if self._live.current.present else []
        found += [KeyHint(keys.REMOVE.key_shown, t("programme.groups_drop"), "drop")] if some else []
        found.append(KeyHint(keys.UNDO.key_shown, t("app.undo"), "take_back"))
        return found if some and self._live.current.present else [*found, closes]

    def action_take(self) -> None:
        """Make groups of those who are here; where there are some leave them as they are."""
        if self._live.current.record.groups or self._live.store.read_only:
            self.dismiss()
        elif self._live.current.present:
            self._deal(None)

    def action_choose(self) -> None:
        """Ask how to make groups, or other ones; where there are some nothing is what Enter means."""
        meeting = self._live.current
        if not meeting.present or not meeting.book.ledger.permits():
            return
        offered = rows.group_choices(len(meeting.present), len(meeting.record.groups))
        begin = "leave" if meeting.record.groups else None
        choose_one(host_of(self), t("programme.groups_ways"), offered, self._chosen, begin=begin)

    def _chosen(self, choice: str) -> None:
        meeting = self._live.current
        same = len(meeting.record.groups)
        self._deal(same if choice == rows.ANEW else counts(len(meeting.present))[choice])

    def _deal(self, count: int | None) -> None:
        """Make so many groups of those who are here, other ones than there are."""
        meeting = self._live.current
        present, groups = meeting.present, meeting.record.groups
        shuffles = next_shuffle(present, groups) if len(groups) == count else 0
        dealt = groups_of(present, shuffles, count)
        with undoing.made_in("groups", self._live):
            meeting.set_record(groups=dealt, reporting=reporting_of(dealt, shuffles))
        self._show()

    def action_take_back(self) -> None:
        """Undo the last change of the groups."""
        host_of(self).say(undoing.undone_text(self._live, undoing.undo(self._live, "groups")))
        self._show()

    def action_drop(self) -> None:
        """Do without groups."""
        if self._live.current.record.groups:
            with undoing.made_in("groups", self._live):
                self._live.current.set_record(groups={}, reporting=())
            self._show()
