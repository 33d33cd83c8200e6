"""Taking in a list of people: pasted or a file, with a preview of each row as it was understood."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui import paths
from jusou_tui.app.screens.people.assign import AssignScreen
from jusou_tui.app.screens.people.rows import preview_rows
from jusou_tui.app.shell.dialogs import MODAL_STYLES, Dialog
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.errors import InputError
from jusou_tui.live.beginning.roster_preview import doubt_text, preview
from jusou_tui.session.people.roster.files import read_file
from jusou_tui.session.people.roster.reading import Choices, Roster, read_table, read_text
from jusou_tui.wording import message_text, t

DRAFT = "people-table"


class TakeInScreen(Dialog[None]):
    """A field for a list, one for a file's path, and what was understood of it. F9 takes that in.

    What columns hold and what role words mean can be chosen before (F4). A list that was hardly understood
    takes a second F9.
    """

    CSS_PATH = [MODAL_STYLES, "take_in.tcss"]
    about = "programme.take_in_text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False, priority=True),
        Binding("f9,ctrl+g", "take", show=False, priority=True),
        Binding("f4,f6", "assign", show=False, priority=True),
    ]

    VERTICAL_BREAKPOINTS = JusouScreen.VERTICAL_BREAKPOINTS

    table = getters.query_one("#table", NoteArea)
    file = getters.query_one("#file", LineInput)
    explanation = getters.query_one(".explanation", Static)
    outcome = getters.query_one("#outcome", Static)
    listing = getters.query_one("#preview", RowList)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text
        self._found: Roster | None = None
        self._choices = Choices()
        self._doubted = False

    def compose(self) -> ComposeResult:
        """Yield the fields and the preview."""
        draft = host_of(self).open_live.book.session.drafts.get(DRAFT)
        with Vertical(classes="modal"):
            yield Static(t("programme.take_in"), classes="modal-title", markup=False)
            yield Static(t("programme.take_in_text"), classes="explanation", markup=False)
            yield NoteArea(
                self._text or (draft.text if draft else ""),
                placeholder=t("programme.take_in_hint"),
                files_on_enter=False,
                id="table",
            )
            with Horizontal(id="file-line"):
                yield Static(t("programme.file"), classes="label", markup=False)
                yield LineInput(placeholder=t("programme.file_hint"), id="file")
            yield Static("", id="outcome", markup=False)
            yield RowList(id="preview")
            yield Static(t("programme.take_in_keys"), classes="modal-keys", markup=False)

    def on_mount(self) -> None:
        """Begin in the list's field."""
        self.table.focus()
        self._read()

    @on(NoteArea.Edited)
    def _typed(self, event: NoteArea.Edited) -> None:
        book = host_of(self).open_live.book
        if event.text.strip():
            book.drafts.set(DRAFT, event.text)
        else:
            book.drafts.clear(DRAFT)
        self._read()

    @on(LineInput.Changed)
    def _typed_file(self) -> None:
        self._read()

    @on(LineInput.Submitted)
    def _entered(self) -> None:
        """Show how the file is read, to look through; F9 takes it in."""
        self._read()
        if self._found is not None and self._found.listed:
            self.listing.focus()

    def _read(self) -> None:
        """Read the list anew; what was chosen for another one no longer counts."""
        self._choices, self._doubted = Choices(), False
        named = self.file.value.strip().strip("\"'")
        try:
            self._found = read_file(paths.typed(named)) if named else read_text(self.table.text)
        except InputError as error:
            self._found = None
            self._show_refusal(message_text(error))
            return
        self._show(self._found)

    def _show_refusal(self, sentence: str) -> None:
        self.outcome.update(sentence)
        self.outcome.add_class("wrong")
        self.listing.show([])

    def _show(self, roster: Roster) -> None:
        """Show what was understood."""
        found = preview(roster, dict(host_of(self).open_live.book.session.people))
        doubt = self._doubt(roster)
        is_empty = roster.is_empty
        self.explanation.display = is_empty  # what was read needs the lines
        self.set_class(not is_empty, "-read")
        nothing = t("roster.empty" if self.file.value.strip() else "programme.take_in_nothing")
        lines = [nothing] if is_empty else [found.outcome, doubt]
        self.outcome.update("\n".join(filter(None, lines)))
        self.outcome.set_class(bool(doubt), "wrong")
        self.listing.show([] if is_empty else preview_rows(found))

    @staticmethod
    def _doubt(roster: Roster) -> str:
        """Return why the list should be looked at, and what can be done here."""
        doubt = doubt_text(roster)
        return t("roster.doubt_columns", doubt=doubt) if doubt and roster.columns else doubt

    def action_assign(self) -> None:
        """Choose what the columns hold and what role words mean."""
        if self._found is None or not (self._found.columns or self._found.role_words):
            host_of(self).say(t("roster.assign_none"))
            return
        self.app.push_screen(AssignScreen(self._found), self._assigned)

    def _assigned(self, choices: Choices | None) -> None:
        if choices is None or self._found is None:
            return
        self._choices, self._doubted = choices, False
        self._found = replace(read_table(self._found.table, choices), encoding=self._found.encoding)
        self._show(self._found)

    def action_take(self) -> None:
        """Take in who was understood; what was hardly understood is asked about once."""
        host, roster = host_of(self), self._found
        if roster is None:
            host.say(str(self.outcome.content), failed=True)
            return
        if roster.doubt and not self._doubted:
            self._doubted = True
            host.say(t("roster.doubt_again", doubt=self._doubt(roster)), failed=True)
            return
        if roster.doubt == "numbers":
            numbers = Choices(self._choices.columns, self._choices.roles, numbers=True)
            roster = read_table(roster.table, numbers)
        if not roster.listed:
            host.say(t("programme.take_in_nothing"))
            return
        book = host.open_live.book
        added, changed = book.people.take_in(roster.people)
        if book.session.drafts.get(DRAFT):
            book.drafts.clear(DRAFT)
        host.say(_taken_in_text(added, changed))
        self.dismiss()


def _taken_in_text(added: int, changed: int) -> str:
    """Return how many were added and how many changed, nothing of what is none."""
    found = [t("programme.taken_in", added=added)] if added else []
    found += [t("programme.taken_in_changed", changed=changed)] if changed else []
    return "".join(found) or t("programme.taken_in_same")
