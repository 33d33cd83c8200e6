"""The differences of two files, and the conflicts that a merge left, with one key to settle each field."""

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
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import BACK, UNDO, Command, bindings
from jusou_tui.app.shell.keys import Group, in_menu, only_in_palette
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen
from jusou_tui.app.widgets.fields import Choice
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.compare.diff import OpenField, Side, fields_left_open
from jusou_tui.compare.sides import Sides
from jusou_tui.report.differences.changes import ChangeTexts, summary
from jusou_tui.session.book.book import SessionBook
from jusou_tui.wording import t
from jusou_tui.wording.values import inline

ALL = "all"


class DiffScreen(JusouScreen):
    """A page over the one it was opened from."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "diff"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "step(-1)",
            "compare.previous",
            "compare.previous_help",
            only_in_palette(Group.ROW),
            rank=3,
            unconverted=("f7",),
        ),
        Command(
            "step(1)",
            "compare.next",
            "compare.next_help",
            only_in_palette(Group.ROW),
            rank=2,
            unconverted=("f8",),
        ),
        Command("filter", "compare.filter", "compare.filter_help", keys.FIND, rank=4, unconverted=("f5",)),
        BACK.but(help="compare.back_help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    filter = getters.query_one(Choice)
    listing = getters.query_one(RowList)
    change = getters.query_one(MarkedView)

    def __init__(self, sides: Sides) -> None:
        super().__init__()
        self._sides = sides
        self._changes = sides.changes()
        self._texts = ChangeTexts(sides.old, sides.new, sides.curriculum, old_curriculum=sides.old_curriculum)

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


class ConflictsScreen(JusouScreen):
    """A list of open fields at the left, both values at the right. Each key can be undone."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "conflicts"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "take('ours')",
            "compare.take_ours",
            "compare.take_ours_help",
            in_menu(Group.ROW),
            rank=1,
            unconverted=("f2", "1", "１"),
        ),
        Command(
            "take('theirs')",
            "compare.take_theirs",
            "compare.take_theirs_help",
            in_menu(Group.ROW),
            rank=2,
            unconverted=("f3", "2", "２"),
        ),
        Command(
            "both",
            "compare.take_both",
            "compare.take_both_help",
            in_menu(Group.ROW),
            rank=3,
            unconverted=("f4", "3", "３"),
        ),
        Command(
            "edit",
            "compare.edit",
            "compare.edit_help",
            in_menu(Group.ROW),
            rank=4,
            unconverted=("f5", "4", "４"),
        ),
        UNDO.but(rank=6),
        BACK.but(help="compare.back_help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    listing = getters.query_one(RowList)
    values = getters.query_one(MarkedView)
    area = getters.query_one(NoteArea)

    def __init__(self) -> None:
        super().__init__()
        self._open: list[OpenField] = []

    @property
    def _book(self) -> SessionBook:
        return self.host.open_live.book

    @property
    def _texts(self) -> ChangeTexts:
        return ChangeTexts(self._book.session, self._book.session, self.host.open_live.curriculum)

    def body(self) -> ComposeResult:
        """Yield the list, the values and the field to edit in."""
        yield TopLine(id="top")
        with Horizontal(id="panes"):
            yield RowList(id="open")
            yield MarkedView(id="values")
        yield NoteArea("", files_on_enter=True, id="edit")

    def prepare(self) -> None:
        """Show what is open."""
        super().prepare()
        self._show()
        self.listing.focus()

    def _show(self) -> None:
        """Show what is still open."""
        session, texts = self._book.session, self._texts
        self._open = fields_left_open(session)
        title = t("compare.open_count", count=len(self._open))
        self.query_one(TopLine).show(title, t("recover.conflicts"), ())
        found = [rows.open_row(number, one, session, texts) for number, one in enumerate(self._open)]
        self.listing.show(found, "0" if found else None)
        self._show_values()

    @property
    def _highlighted(self) -> OpenField | None:
        key = self.listing.highlighted_key
        return self._open[int(key)] if key is not None and int(key) < len(self._open) else None

    @on(RowList.Highlighted)
    def _show_values(self) -> None:
        """Show both values of the highlighted field in full, then how they differ."""
        field = self._highlighted
        if field is None:
            self.values.show([Passage(t("compare.none_open"), "strong")])
        else:
            self.values.show(rows.open_passages(field, self._book.session, self._texts))

    def action_take(self, side: Side) -> None:
        """Settle the highlighted field with one side's value."""
        if (field := self._highlighted) is not None:
            self._settle(field, field.values.get(side))

    def action_both(self) -> None:
        """Settle the highlighted field with both texts, one below the other."""
        field = self._highlighted
        if field is None:
            return
        if field.joined is None:
            self.host.say(t("compare.no_both"))
        else:
            self._settle(field, field.joined)

    def action_edit(self) -> None:
        """Write the text anew, beginning with both."""
        field = self._highlighted
        if field is None:
            return
        if field.joined is None:
            self.host.say(t("compare.no_both"))
            return
        self.area.load(field.joined.rstrip("\n"))
        self.add_class("-editing")
        self.area.focus()
        self.host.say(t("compare.edit_keys"))

    @on(NoteArea.Submitted)
    def _edited(self, event: NoteArea.Submitted) -> None:
        field = self._highlighted
        if field is not None and event.text.strip():
            self._settle(field, field.typed_value(event.text))
        self._leave_edit()

    def _settle(self, field: OpenField, value: object) -> None:
        settled = self._book.restore.settle_field(field.conflict, field.path, value)
        self._show()
        if not settled:
            self.host.say(t("compare.settle_by_hand", path=field.path), failed=True)
        elif not self._open:
            self.host.say(t("compare.all_settled"))

    def _leave_edit(self) -> None:
        self.remove_class("-editing")
        self.listing.focus()

    def action_undo(self) -> None:
        """Undo the last decision."""
        self._book.undo()
        self._show()

    def action_back(self) -> None:
        """Return from the field to the list, from there to the page below."""
        if self.has_class("-editing"):
            self._leave_edit()
        else:
            self.host.back()
