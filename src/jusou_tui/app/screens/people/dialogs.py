"""Dialogs about the members: who is here, small groups for a work phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from jusou_tui.app.drawing.paint import style_of
from jusou_tui.app.screens.people import rows
from jusou_tui.app.shell.commands import with_twins
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.shell.screen import MODAL_STYLES
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.session.people.groups import groups_of, next_shuffle, reporting_of
from jusou_tui.session.people.identity import labels
from jusou_tui.text.terminal import cell_width, pad
from jusou_tui.wording import t
from jusou_tui.wording.values import role_label

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession


class GroupsScreen(ModalScreen[None]):
    """The groups of the step in view: made when first opened, made anew with one key."""

    CSS_PATH = [MODAL_STYLES, "groups.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9,f3", "dismiss", show=False),
        Binding("f6", "deal", show=False, priority=True),
        *(Binding(key, "deal", show=False) for key in with_twins(("r",))),
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
            yield RowList(id="groups")
            yield Static(t("programme.groups_keys"), classes="modal-keys", markup=False)

    def on_mount(self) -> None:
        """Make groups where there are none yet, and show them."""
        if not self._live.current.record.groups and self._live.current.present:
            self._set(0)
        self._show()
        self.query_one("#groups").focus()

    def _set(self, shuffles: int) -> None:
        live = self._live
        groups = groups_of(live.current.present, shuffles)
        live.current.set_record(groups=groups, reporting=reporting_of(groups, shuffles))

    def _show(self) -> None:
        meeting = self._live.current.record
        self.query_one("#groups", RowList).show(
            rows.group_rows(self._live, meeting.groups, meeting.reporting)
        )

    def action_deal(self) -> None:
        """Make other groups of the same people."""
        self._set(next_shuffle(self._live.current.present, self._live.current.record.groups))
        self._show()

    def action_take_back(self) -> None:
        """Undo the last change of the groups."""
        self._live.book.undo()
        self._show()

    def action_drop(self) -> None:
        """Do without groups."""
        self._live.current.set_record(groups={}, reporting=())
        self.dismiss()


TEXTUALS_BUTTON = 4
"""Segments with which Textual begins a line: a cross in a box, in Japan the sign for "not"."""


class PresenceList(SelectionList[str]):
    """People, each with the word for here or for away before the name."""

    def _get_left_gutter_width(self) -> int:
        return max(map(cell_width, self._words())) + 2

    @staticmethod
    def _words() -> tuple[str, str]:
        return t("app.who_away"), t("app.who_here")

    def render_line(self, y: int) -> Strip:
        """Return one line: the word in the place of Textual's button."""
        segments = list(super().render_line(y))
        index = self.scroll_offset.y + y
        if index >= self.option_count:
            return Strip(segments)
        here = self.get_option_at_index(index).value in self.selected
        word = pad(self._words()[here], self._get_left_gutter_width())
        style = style_of(self, "decided" if here else "muted", segments[TEXTUALS_BUTTON - 1].style)
        return Strip([Segment(word, style + Style(meta={"option": index})), *segments[TEXTUALS_BUTTON:]])


class AttendanceScreen(ModalScreen[None]):
    """A list with a mark for each person who is here. What is ticked counts at once."""

    CSS_PATH = MODAL_STYLES
    BINDINGS = [("escape", "dismiss", ""), ("f9", "dismiss", ""), ("ideographic_space", "mark", "")]

    def compose(self) -> ComposeResult:
        """Yield the list."""
        live = host_of(self).open_live
        here = set(live.current.present)
        names = labels(dict(live.book.session.people), beside_affiliation=True)
        with Vertical(classes="modal"):
            yield Static(t("app.who"), classes="modal-title", markup=False)
            people = [
                Selection(
                    Content.assemble(
                        (names[person], "bold"),
                        f"  {record.affiliation}  ",
                        (role_label(record.role), "$text-muted"),
                    ),
                    person,
                    person in here,
                )
                for person, record in live.book.session.people
                if person in live.current.expected
            ]
            if people:
                yield PresenceList(*people)
            else:
                yield Static(t("app.who_nobody"), markup=False)
            yield Static(t("app.who_keys"), classes="modal-keys", markup=False)

    def on_selection_list_selected_changed(self, event: SelectionList.SelectedChanged[str]) -> None:
        """Record who is here."""
        live = host_of(self).open_live
        here = set(event.selection_list.selected)
        present = tuple(person for person, _ in live.book.session.people if person in here)
        if present != live.current.present:
            live.current.set_record(present=present)

    def action_mark(self) -> None:
        """A full-width space marks like a plain one."""
        self.query_one(SelectionList).action_select()
