"""The differences of two files, and the conflicts that a merge left, with one key to settle each field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from textual import getters, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.screens.compare import rows
from jusou_tui.app.screens.compare.marked_text import Passage
from jusou_tui.app.screens.compare.marked_view import MarkedView
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import BACK, CHANGE_ROW, UNDO, Command, bindings
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.menu import choice_of
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.compare.change import Change
from jusou_tui.compare.diff import OpenField, fields_left_open
from jusou_tui.compare.sides import Sides
from jusou_tui.live import undoing
from jusou_tui.report.differences.changes import ChangeTexts, summary
from jusou_tui.session.book.book import SessionBook
from jusou_tui.wording import t
from jusou_tui.wording.values import inline

ALL = "all"
ANSWER_KEYS = tuple((digit, chr(ord(digit) + ord("１") - ord("1"))) for digit in "123456789")
"""The digits of the answers to a conflict, also as an IME types them."""
A_LINE = 5
"""Answers that stand in one line, also at the smallest size."""


class DiffScreen(JusouScreen):
    """A page over the one it was opened from."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "diff"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("unfold", "compare.unfold", "compare.unfold_help", keys.TAKE, rank=2),
        Command("filter", "compare.field_kind", "compare.filter_help", keys.FIND, rank=1),
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=3),
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
        yield SearchField()

    def prepare(self) -> None:
        """Show all changes."""
        super().prepare()
        names = t("compare.between", old=self._sides.old_name, new=self._sides.new_name)
        self.query_one(TopLine).show_page(t("compare.diff_title"), names, ())
        self.filter.can_focus = False
        self._show()
        self.listing.take_no_focus()
        self.focus_field()

    @property
    def marked_rows(self) -> RowList:
        """The changes."""
        return self.listing

    @on(Choice.Changed)
    @on(LineInput.Changed)
    def _filtered(self) -> None:
        self._show()

    @on(RowList.Highlighted)
    def _moved(self, event: RowList.Highlighted) -> None:
        self._show_change(int(event.id))

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_unfold()

    def _show(self) -> None:
        """Show the changes that kind and search let through."""
        wanted, search = self.filter.value, self.query_one(SearchField)
        numbered = [pair for pair in enumerate(self._changes) if wanted in (ALL, pair[1].kind)]
        if search.value:
            numbered = [(number, one) for number, one in numbered if search.lets_through(*self._words(one))]
        found = [rows.change_row(number, change, self._texts) for number, change in numbered]
        self.listing.show(found, found[0].key if found else None)
        key = self.listing.highlighted_key
        if key is not None:
            self._show_change(int(key))
        else:
            none = search.nothing_found if search.value else summary([])
            self.change.show([Passage(none, "muted")])

    def _words(self, change: Change) -> tuple[str, ...]:
        """Return the words of a change in which is searched."""
        return self._texts.label(change), self._texts.chapter(change), self._texts.detail(change)

    def _show_change(self, number: int) -> None:
        self.change.show(rows.change_passages(self._changes[number], self._texts))

    def action_unfold(self) -> None:
        """Give the marked change all of the page, or the list its place again."""
        self.toggle_class("-unfolded")
        self.refresh_keys()

    def commands(self) -> Iterable[Command]:
        """Return the commands; in a change that has all of the page Enter leads back to the list."""
        if not self.has_class("-unfolded"):
            return self.PAGE_COMMANDS
        unfold, *others = self.PAGE_COMMANDS
        return [unfold.but(label="compare.fold"), *others]

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what the page offers for the marked change: nothing of it changes a session."""
        return [choice_of(one) for one in self.commands() if one.action in {"unfold", "filter"}]

    def action_mark(self, how: Literal["row", "page", "end"], by: Literal[-1, 1]) -> None:
        """Mark another change; the page keys scroll a change that has all of the page."""
        if how == "page" and self.has_class("-unfolded"):
            self.change.scroll_lines(by * max(self.change.rows_in_sight - 1, 1))
        else:
            super().action_mark(how, by)

    def action_filter(self) -> None:
        """Show the next kind of changes."""
        self.filter.next()

    def step_back(self) -> bool:
        """Fold the change, then leave the search, then the kind."""
        if self.has_class("-unfolded"):
            self.action_unfold()
            return True
        if super().step_back():
            return True
        chosen, self.filter.value = self.filter.value, ALL
        return chosen != ALL


UNDO_SETTLED, BACK_FROM_CONFLICTS = UNDO.but(rank=3), BACK.but(help="compare.back_help")
AFTER_ALL = (UNDO_SETTLED, BACK_FROM_CONFLICTS)
OF_CONFLICT = in_menu(Group.ROW)
TAKE = tuple(
    Command(f"take({number})", label, "compare.take_one_help", OF_CONFLICT, writes=True)
    for number, label in enumerate(rows.VALUES)
)
BOTH = Command("both", "compare.take_both", "compare.take_both_help", OF_CONFLICT, writes=True)
ALL_OF_THEM = BOTH.but(label="compare.take_all", help="compare.take_all_help")
EDIT = Command("edit", "compare.edit", "compare.edit_help", OF_CONFLICT, writes=True)
WRITING = (
    Command("keep_edit", "compare.keep_anew", "compare.keep_anew_help", keys.TAKE, rank=0, primary=True),
    Command("escape", "common.back", "compare.leave_anew_help", keys.BACK, rank=1),
)
"""What the key bar shows while a text is written anew."""


class ConflictsScreen(JusouScreen):
    """A list of open fields at the left, all values at the right. Each key can be undone."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "conflicts"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *TAKE[:2],
        BOTH,
        EDIT,
        Command("next_open", "compare.next_open", "compare.next_open_help", keys.TAKE, rank=1),
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=2),
        UNDO_SETTLED,
        BACK_FROM_CONFLICTS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(PAGE_COMMANDS),
        *(
            Binding(key, f"answer({number})", show=False)
            for number, digits in enumerate(ANSWER_KEYS)
            for key in digits
        ),
    ]
    """Besides the commands' keys the digits of an open question; not before the field in which one writes."""

    listing = getters.query_one(RowList)
    values = getters.query_one(MarkedView)
    area = getters.query_one(NoteArea)

    def __init__(self) -> None:
        super().__init__()
        self._open: list[OpenField] = []
        self._written: OpenField | None = None
        """The field whose text is written anew, whatever is highlighted meanwhile."""

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
        yield Static("", id="answers", markup=False)
        yield NoteArea("", files_on_enter=True, id="edit", classes="page-field")

    def prepare(self) -> None:
        """Show what is open."""
        super().prepare()
        self._show()
        self.listing.focus()

    def _show(self) -> None:
        """Show what is still open."""
        session, texts = self._book.session, self._texts
        self._open = fields_left_open(session)
        self.refresh_keys()
        title = t("compare.open_count", count=len(self._open))
        self.query_one(TopLine).show_page(t("recover.conflicts"), title, ())
        found = [rows.open_row(number, one, session, texts) for number, one in enumerate(self._open)]
        self.listing.show(found, "0" if found else None)
        self._show_values()

    def _leave_key_to_field(self) -> None:
        """Raise SkipAction while a text is written anew: then a digit is typed."""
        if self._written is not None:
            raise SkipAction

    @property
    def _highlighted(self) -> OpenField | None:
        key = self.listing.highlighted_key
        return self._open[int(key)] if key is not None and int(key) < len(self._open) else None

    @on(RowList.Highlighted)
    def _show_values(self) -> None:
        """Show all values of the highlighted field in full, and the answers."""
        field = self._highlighted
        pairs = zip(ANSWER_KEYS, self._answers, strict=False)
        answers = [f"{digits[0]} {t(one.label)}" for digits, one in pairs]
        lines = ("   ".join(answers[at : at + A_LINE]) for at in range(0, len(answers), A_LINE))
        self.query_one("#answers", Static).update("\n".join(lines))
        if field is None:
            self.values.show([Passage(t("compare.none_open"), "strong")])
        else:
            self.values.show(rows.open_passages(field, self._book.session, self._texts))

    @property
    def _answers(self) -> list[Command]:
        """Return how the highlighted field can be settled: with one of its values, all of them, or anew."""
        field = self._highlighted
        values = TAKE[: len(field.choices)] if field is not None else ()
        both = ALL_OF_THEM if len(values) > len(TAKE[:2]) else BOTH
        answers = [*values, both, EDIT] if values else []
        return [one._replace(digit=digits[0]) for one, digits in zip(answers, ANSWER_KEYS, strict=False)]

    async def action_answer(self, number: int) -> None:
        """Settle the highlighted field with the answer of that number, from 0."""
        self._leave_key_to_field()
        if number < len(answers := self._answers):
            await self.run_action(answers[number].action)

    def action_take(self, number: int) -> None:
        """Settle the highlighted field with one of its values, ours first."""
        self._leave_key_to_field()
        if (field := self._highlighted) is not None:
            self._settle(field, field.choices[number].value)

    def action_both(self) -> None:
        """Settle the highlighted field with all its texts, one below the other."""
        self._leave_key_to_field()
        field = self._highlighted
        if field is None:
            return
        if field.joined is None:
            self.host.say(t("compare.no_both"))
        else:
            self._settle(field, field.joined)

    def action_edit(self) -> None:
        """Write the text anew, beginning with all its texts."""
        self._leave_key_to_field()
        field = self._highlighted
        if field is None:
            return
        if field.joined is None:
            self.host.say(t("compare.no_both"))
            return
        draft = self._book.session.drafts.get(_draft_of(field))
        self.area.load((field.joined if draft is None else draft.text).rstrip("\n"))
        self._written = field
        self.listing.disabled = True
        self.add_class("-editing")
        self.refresh_keys()
        self.area.focus()
        self.host.say(t("compare.edit_keys"))

    @on(NoteArea.Edited)
    def _keep_draft(self, event: NoteArea.Edited) -> None:
        if event.text == event.area.text:  # else it is about a text that was left, or more comes
            self._keep_written()

    def _keep_written(self) -> None:
        """Keep as a draft what is written anew."""
        field = self._written
        if field is None:
            return
        is_new = self.area.text.strip() != (field.joined or "").strip()
        if is_new or _draft_of(field) in self._book.session.drafts:
            self._book.drafts.set(_draft_of(field), self.area.text)

    @on(NoteArea.Submitted)
    def _edited(self, event: NoteArea.Submitted) -> None:
        self._settle_anew(event.text)

    def _settle_anew(self, text: str) -> None:
        field = self._written
        self._leave_edit()
        if field is not None and text.strip():
            self._settle(field, field.typed_value(text))

    def _settle(self, field: OpenField, value: object) -> None:
        settled = self._book.restore.settle_field(field.conflict, field.path, value)
        if settled:
            self._book.drafts.clear(_draft_of(field))
        self._show()
        if not settled:
            self.host.say(t("compare.settle_by_hand", path=field.path), failed=True)
        elif not self._open:
            self.host.say(t("compare.all_settled"))

    def _leave_edit(self) -> None:
        self._written = None
        self.remove_class("-editing")
        self.listing.disabled = False
        self.refresh_keys()
        self.listing.focus()

    def action_undo(self) -> None:
        """Undo the last decision."""
        undone = self._book.undo_of(lambda change: any(table == "conflicts" for table, _ in change.addresses))
        self.host.say(undoing.undone_text(self.host.open_live, undone))
        self._show()

    @property
    def marked_text(self) -> str:
        """The highlighted field."""
        row = self.listing.highlighted
        return "" if row is None or row >= len(self.listing.items) else self.listing.items[row].text

    def commands(self) -> Iterable[Command]:
        """Return the commands; while a text is written anew, how to keep it or to go back to the list.

        Once all is settled, only undo and the way back.
        """
        if self.has_class("-editing"):
            return WRITING
        if not self._open:
            return AFTER_ALL
        return [*self._answers, *(one for one in self.PAGE_COMMANDS if one not in {*TAKE, BOTH, EDIT})]

    def action_keep_edit(self) -> None:
        """Settle the field with what is written anew, as Enter does there."""
        self._settle_anew(self.area.text)

    def action_next_open(self) -> None:
        """Go to the next field that is open, after the last one to the first."""
        self._leave_key_to_field()
        row = self.listing.highlighted
        if len(self._open) == 1:
            self.host.say(t("compare.choose_by_digit", last=len(self._answers)))
        elif row is not None and row + 1 < len(self._open):
            self.listing.action_move(1)
        else:
            self.listing.action_first()

    def action_back(self) -> None:
        """Return from the field to the list, from there to the page below."""
        if self._written is not None:
            self._keep_written()
            self._leave_edit()
        else:
            self.host.back()


def _draft_of(field: OpenField) -> str:
    """Return the name of the draft in which a field is written anew."""
    return f"conflict-{field.conflict}-{field.path}"
