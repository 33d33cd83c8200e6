"""What changed: the changes at the left, the one at hand at the right."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jusou_tui.app.screens.compare.marked_text import MarkedView, Passage
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import BACK
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.choice import Choice
from jusou_tui.app.widgets.row_list import Row, RowList
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.compare.change import Change, Kind
from jusou_tui.compare.sides import Sides
from jusou_tui.report.differences.changes import MARKS, ChangeTexts, summary
from jusou_tui.wording import t

ALL = "all"
INKS: dict[Kind, str] = {"added": "decided", "removed": "failed", "changed": "late", "moved": "digits"}
KINDS: dict[Kind, str] = {
    "added": "common.added",
    "removed": "compare.kind_removed",
    "changed": "compare.kind_changed",
    "moved": "compare.kind_moved",
}


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

    def __init__(self, sides: Sides) -> None:
        super().__init__()
        self._sides = sides
        self._changes = sides.changes()
        self._wording = ChangeTexts(sides.old, sides.new, sides.curriculum)

    def body(self) -> ComposeResult:
        """Yield the filter, the list and the change."""
        yield TopLine(id="top")
        with Horizontal(id="filter"):
            yield Static(t("compare.field_kind"), classes="label", markup=False)
            kinds = [(kind, t(name)) for kind, name in KINDS.items()]
            yield Choice([(ALL, t("compare.filter_all")), *kinds], ALL, id="kind")
        with Horizontal(id="panes"):
            yield RowList(id="changes")
            yield MarkedView(id="change")

    def on_mount(self) -> None:
        """Show all changes."""
        super().on_mount()
        names = t("compare.between", old=self._sides.old_name, new=self._sides.new_name)
        self.query_one(TopLine).show(names, t("compare.diff_title"), ())
        self._show()
        self.query_one(RowList).focus()

    @on(Choice.Changed)
    def _filtered(self) -> None:
        self._show()

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        self._tell(self._changes[int(event.id)])

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_step(1)

    def _show(self) -> None:
        """Show the changes that the filter lets through."""
        wanted = self.query_one(Choice).value
        numbered = [pair for pair in enumerate(self._changes) if wanted in (ALL, pair[1].kind)]
        rows = [self._row(number, change) for number, change in numbered]
        held = self.query_one(RowList)
        held.show(rows, rows[0].key if rows else None)
        key = held.highlighted_key
        if key is not None:
            self._tell(self._changes[int(key)])
        else:
            self.query_one(MarkedView).set_items([Passage(summary([]), "muted")])

    def _row(self, number: int, change: Change) -> Row:
        sign = MARKS[change.kind].strip()
        return Row(str(number), sign, INKS[change.kind], "", self._wording.label(change))

    def _tell(self, change: Change) -> None:
        """Show one change in full."""
        where = self._wording.chapter(change)
        if change.step and change.activity:
            where = f"{where}\n{self._wording.activity(change.step, change.activity)}"
        passages = [
            Passage(where, "muted"),
            Passage(f"{t(KINDS[change.kind])}{t('common.colon')}{self._wording.label(change)}", "strong"),
            Passage(" ", "muted"),
            Passage(self._wording.detail(change) or " "),
        ]
        view = self.query_one(MarkedView)
        view.set_items(passages)
        view.scroll_home(animate=False)

    def action_step(self, by: int) -> None:
        """Go to the next change, or back to the one before."""
        held = self.query_one(RowList)
        held.focus()
        held.action_move(1 if by > 0 else -1)

    def action_filter(self) -> None:
        """Go to the filter; there, on to its next kind."""
        chosen = self.query_one(Choice)
        if chosen.has_focus:
            chosen.action_go(1)
        chosen.focus()
