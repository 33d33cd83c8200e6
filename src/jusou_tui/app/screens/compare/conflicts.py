"""Conflicts that a merge left: what each side wrote, and one key to settle each field."""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from jusou_tui.app.screens.compare.marked_text import MarkedView, Passage
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import BACK
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.row_list import Row, RowList
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.compare.change import TABLES, Change, Table
from jusou_tui.compare.diff import record_title
from jusou_tui.report.differences.changes import ChangeTexts
from jusou_tui.session.book.restore import both, open_fields, record_at_hand, record_of
from jusou_tui.wording import t

Side = Literal["ours", "theirs"]


class Open(NamedTuple):
    """One field that two people wrote differently: the conflict's id, the field, the values."""

    identifier: str
    path: str
    values: dict[str, object]


class ConflictsScreen(JusouScreen):
    """A list of open fields at the left, both values at the right. Each key can be undone."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "conflicts"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("take('ours')", "compare.take_ours", "compare.take_ours_help", ("f2",), ("1", "m"), rank=1),
        Command(
            "take('theirs')", "compare.take_theirs", "compare.take_theirs_help", ("f3",), ("2", "t"), rank=2
        ),
        Command("both", "compare.take_both", "compare.take_both_help", ("f4",), ("3", "b"), rank=3),
        Command("edit", "compare.edit", "compare.edit_help", ("f5",), ("4", "e"), rank=4),
        Command("undo", "app.undo", "app.undo_help", ("ctrl+z",), ("u",), rank=6),
        BACK.but(keys=("f9", "escape"), help="compare.back_help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self._open: list[Open] = []

    def body(self) -> ComposeResult:
        """Yield the list, the values and the field to edit in."""
        yield TopLine(id="top")
        with Horizontal(id="panes"):
            yield RowList(id="open")
            yield MarkedView(id="values")
        yield NoteArea("", files_on_enter=True, id="edit")

    def on_mount(self) -> None:
        """Show what is open."""
        super().on_mount()
        self._show()
        self.query_one(RowList).focus()

    def _show(self) -> None:
        """Show what is still open."""
        session = self.jusou.open_live.book.session
        self._open = [
            Open(identifier, path, values)
            for identifier, conflict in session.conflicts.items()
            for path, values in open_fields(conflict).items()
        ]
        title = t("compare.open_count", count=len(self._open))
        self.query_one(TopLine).show(title, t("compare.conflicts_title"), ())
        wording = ChangeTexts(session, session, self.jusou.open_live.curriculum)
        rows = [self._row(number, one, wording) for number, one in enumerate(self._open)]
        self.query_one(RowList).show(rows, "0" if rows else None)
        self._tell()

    def _row(self, number: int, one: Open, wording: ChangeTexts) -> Row:
        return Row(str(number), "", "muted", "", wording.label(self._as_change(one)))

    def _as_change(self, one: Open) -> Change:
        book = self.jusou.open_live.book
        table, key = record_of(one.identifier, book.session.conflicts[one.identifier])
        record = record_at_hand(book.session, (table, key))
        ours, theirs = one.values.get("ours"), one.values.get("theirs")
        known: Table = next((name for name in TABLES if name == table), "unknown")
        title = record_title(table, key, record)
        return Change("changed", known, key, one.path, before=ours, after=theirs, title=title)

    @property
    def _marked(self) -> Open | None:
        key = self.query_one(RowList).highlighted_key
        return self._open[int(key)] if key is not None and int(key) < len(self._open) else None

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """Show both values in full, then how they differ."""
        view, one = self.query_one(MarkedView), self._marked
        if one is None:
            view.set_items([Passage(t("compare.none_open"), "strong")])
            return
        session = self.jusou.open_live.book.session
        wording = ChangeTexts(session, session, self.jusou.open_live.curriculum)
        field = one.path.partition("/")[0]
        passages = []
        for side, name in (
            ("ours", "compare.side_ours"),
            ("theirs", "compare.side_theirs"),
            ("base", "compare.side_base"),
        ):
            if side != "base" or side in one.values:
                told = wording.value_text(one.values.get(side), field) or t("compare.nothing_there")
                passages += [Passage(t(name), "strong"), Passage(told, "text"), Passage(" ", "muted")]
        passages += [
            Passage(t("compare.side_difference"), "strong"),
            Passage(wording.detail(self._as_change(one)) or " "),
        ]
        view.set_items(passages)
        view.scroll_home(animate=False)

    def action_take(self, side: Side) -> None:
        """Settle the marked field: one side's value stands."""
        if (one := self._marked) is not None:
            self._settle(one, one.values.get(side))

    def action_both(self) -> None:
        """Settle the marked field: both texts, one below the other."""
        one = self._marked
        if one is None:
            return
        joined = both(one.values.get("ours"), one.values.get("theirs"))
        if joined is None:
            self.jusou.say(t("compare.no_both"))
        else:
            self._settle(one, joined)

    def action_edit(self) -> None:
        """Write the text anew, beginning with both."""
        one = self._marked
        if one is None:
            return
        joined = both(one.values.get("ours"), one.values.get("theirs"))
        if joined is None:
            self.jusou.say(t("compare.no_both"))
            return
        area = self.query_one(NoteArea)
        area.load(joined.rstrip("\n"))
        self.add_class("-editing")
        area.focus()
        self.jusou.say(t("compare.edit_keys"))

    @on(NoteArea.Submitted)
    def _edited(self, event: NoteArea.Submitted) -> None:
        one = self._marked
        if one is not None and event.text.strip():
            text = event.text.rstrip("\n")
            several = any(str(value).endswith("\n") for value in one.values.values())
            self._settle(one, f"{text}\n" if several else text)
        self._leave_edit()

    def _settle(self, one: Open, value: object) -> None:
        settled = self.jusou.open_live.book.restore.settle_field(one.identifier, one.path, value)
        self._show()
        if not settled:
            self.jusou.say(t("compare.settle_by_hand", path=one.path), failed=True)
            return
        if not self._open:
            self.jusou.say(t("compare.all_settled"))

    def _leave_edit(self) -> None:
        self.remove_class("-editing")
        self.query_one(RowList).focus()

    def action_undo(self) -> None:
        """Take the last decision back."""
        self.jusou.open_live.book.undo()
        self._show()

    def action_back(self) -> None:
        """Out of the field, then back to the page below."""
        if self.has_class("-editing"):
            self._leave_edit()
        else:
            self.jusou.back()
