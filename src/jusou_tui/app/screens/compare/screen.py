"""What changed: the changes at the left, the highlighted one at the right."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jusou_tui.app.screens.compare import rows
from jusou_tui.app.screens.compare.marked_text import Passage
from jusou_tui.app.screens.compare.marked_view import MarkedView
from jusou_tui.app.shell.commands import BACK, Command, bindings
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen
from jusou_tui.app.widgets.choice import Choice
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.compare.sides import Sides
from jusou_tui.report.differences.changes import ChangeTexts, summary
from jusou_tui.wording import t
from jusou_tui.wording.values import inline

ALL = "all"


class DiffScreen(JusouScreen):
    """A page over the one it was opened from."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "diff"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("step(-1)", "compare.previous", "compare.previous_help", ("f7",), ("p",), rank=3),
        Command("step(1)", "compare.next", "compare.next_help", ("f8",), ("n",), rank=2),
        Command("filter", "compare.filter", "compare.filter_help", ("f5",), ("f",), rank=4),
        BACK.but(keys=("f9", "escape"), help="compare.back_help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    filter = getters.query_one(Choice)
    listing = getters.query_one(RowList)
    change = getters.query_one(MarkedView)

    def __init__(self, sides: Sides) -> None:
        super().__init__()
        self._sides = sides
        self._changes = sides.changes()
        self._texts = ChangeTexts(sides.old, sides.new, sides.curriculum)

    def body(self) -> ComposeResult:
        """Yield the filter, the list and the change."""
        yield TopLine(id="top")
        with Horizontal(id="filter"):
            yield Static(t("compare.field_kind"), classes="label", markup=False)
            kinds = [(kind, t(name)) for kind, name in rows.KINDS.items()]
            yield Choice([(ALL, inline(t("common.all"))), *kinds], ALL, id="kind")
        with Horizontal(id="panes"):
            yield RowList(id="changes")
            yield MarkedView(id="change")

    def prepare(self) -> None:
        """Show all changes."""
        super().prepare()
        names = t("compare.between", old=self._sides.old_name, new=self._sides.new_name)
        self.query_one(TopLine).show(names, t("compare.diff_title"), ())
        self._show()
        self.listing.focus()

    @on(Choice.Changed)
    def _filtered(self) -> None:
        self._show()

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        self._show_change(int(event.id))

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_step(1)

    def _show(self) -> None:
        """Show the changes that the filter lets through."""
        wanted = self.filter.value
        numbered = [pair for pair in enumerate(self._changes) if wanted in (ALL, pair[1].kind)]
        found = [rows.change_row(number, change, self._texts) for number, change in numbered]
        self.listing.show(found, found[0].key if found else None)
        key = self.listing.highlighted_key
        if key is not None:
            self._show_change(int(key))
        else:
            self.change.show([Passage(summary([]), "muted")])

    def _show_change(self, number: int) -> None:
        self.change.show(rows.change_passages(self._changes[number], self._texts))

    def action_step(self, by: int) -> None:
        """Go to the next change, or back to the one before."""
        self.listing.focus()
        self.listing.action_move(1 if by > 0 else -1)

    def action_filter(self) -> None:
        """Go to the filter; there, on to its next kind."""
        if self.filter.has_focus:
            self.filter.action_go(1)
        self.filter.focus()
