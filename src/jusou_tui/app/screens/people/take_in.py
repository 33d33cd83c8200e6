"""Taking in a list of people: pasted or a file, with a preview of each row as it was understood."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui import paths
from jusou_tui.app.screens.people.assign import AssignScreen
from jusou_tui.app.screens.people.rows import preview_order, preview_rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import MODAL_STYLES, SPACE, Dialog, bound
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.errors import InputError
from jusou_tui.live.beginning.roster_preview import (
    Preview,
    doubt_text,
    likely_same,
    people_of,
    preview,
    surely_same,
)
from jusou_tui.live.fields import LineDraft
from jusou_tui.session.model.records import Participant
from jusou_tui.session.people.roster.files import path_in, read_file
from jusou_tui.session.people.roster.reading import Choices, Roster, read_table, read_text
from jusou_tui.wording import message_text, t

DRAFT = "people-table"


class TakeInScreen(Dialog[None]):
    """A field for a list, one for a file's path, and what was understood of it. Enter there takes that in.

    What columns hold and what role words mean can be chosen before (Ctrl+D), and with Space whether somebody
    is one of the team. A list that was hardly understood takes a second Enter. A path in the field for the
    list is one.
    """

    CSS_PATH = [MODAL_STYLES, "take_in.tcss"]
    about = "programme.take_in_text"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "dismiss"),
        bound(keys.MENU, "assign"),
        Binding("tab", "go_on", show=False, priority=True),
        Binding(SPACE, "toggle_same", show=False),
    ]

    VERTICAL_BREAKPOINTS = JusouScreen.VERTICAL_BREAKPOINTS

    table = getters.query_one("#table", NoteArea)
    file = getters.query_one("#file", LineInput)
    explanation = getters.query_one(".explanation", Wrapped)
    outcome = getters.query_one("#outcome", Wrapped)
    listing = getters.query_one("#preview", RowList)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text
        self._found: Roster | None = None
        self._choices = Choices()
        self._doubted = False
        self._likely: dict[int, str] = {}
        self._same: set[int] = set()
        """Places in the list of those who are one of the team although the affiliation differs."""

    def compose(self) -> ComposeResult:
        """Yield the fields and the preview."""
        draft = host_of(self).open_live.book.session.drafts.get(DRAFT)
        with Vertical(classes="modal"):
            yield Static(t("programme.take_in"), classes="modal-title", markup=False)
            yield Wrapped(t("programme.take_in_text"), "muted").add_class("explanation")
            yield NoteArea(
                self._text or (draft.text if draft else ""),
                placeholder=t("programme.take_in_hint"),
                files_on_enter=False,
                id="table",
            )
            with Horizontal(id="file-line"):
                yield Static(t("programme.file"), classes="label", markup=False)
                yield LineInput(self._file_draft.text(), placeholder=t("programme.file_hint"), id="file")
            yield Wrapped("", id="outcome")
            yield RowList(id="preview")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Begin in the list's field; with a list that came along, in what was understood of it."""
        self.table.focus()
        self._read()
        self._look_through()

    def _look_through(self) -> None:
        if self._is_read and (self._text or self._path):
            self.listing.focus()

    @property
    def _path(self) -> str:
        """The file that was named, in its own field or in that for the list; "" for none."""
        typed = self.file.value.strip()
        return (path_in(typed) or typed) if typed else path_in(self.table.text)

    @property
    def _team(self) -> dict[str, Participant]:
        return dict(host_of(self).open_live.book.session.people)

    @property
    def _is_read(self) -> bool:
        return self._found is not None and not self._found.is_empty

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        self._show_hints()

    @property
    def _leads_to_list(self) -> bool:
        """Whether there is no field left to fill in: what was read can be looked through."""
        return self._is_read and self.focused is self.file

    def action_go_on(self) -> None:
        """Go to what was read, which Enter takes in; where nothing was, to the next field."""
        if self._leads_to_list and self.focused is not self.listing:
            self.listing.focus()
        else:
            self.app.action_focus_next()

    def _show_hints(self) -> None:
        """Show the keys: Enter where it takes the list in, else how to get there."""
        take = KeyHint(keys.TAKE.key_shown, t("programme.take_in_do"), "take")
        label = "programme.take_in_look" if self._leads_to_list else "programme.take_in_next"
        there = KeyHint("Tab", t(label), "go_on")
        is_last = self.focused is self.listing
        found = [take if is_last and self._is_read else there]
        if self._likely and is_last:
            found.append(KeyHint("Space", t("roster.same_key"), "toggle_same"))
        if self._is_read:
            found.append(KeyHint(keys.MENU.key_shown, t("programme.take_in_columns"), "assign"))
        self.query_one(DialogKeys).show(
            *found, KeyHint(keys.BACK.key_shown, t("timekeeping.leave"), "dismiss")
        )

    @on(NoteArea.Edited)
    def _typed(self) -> None:
        self.keep_typed()
        self._read()

    def keep_typed(self) -> None:
        """Keep what is in the fields, unless it was taken in."""
        if not self.is_current:
            return
        drafts = host_of(self).open_live.book.drafts
        if self.table.text.strip():
            drafts.set(DRAFT, self.table.text)
        else:
            drafts.clear(DRAFT)
        self._file_draft.type(self.file.value)

    @on(LineInput.Changed)
    def _typed_file(self) -> None:
        self.keep_typed()
        self._read()

    @property
    def _file_draft(self) -> LineDraft:
        return LineDraft(host_of(self).open_live.book, "take-in-file")

    @on(LineInput.Submitted)
    def _entered(self) -> None:
        """Show how the file is read, to look through; another Enter takes it in."""
        self._read()
        self._look_through()

    @on(RowList.Chosen)
    def _looked_through(self) -> None:
        self.action_take()

    def _read(self) -> None:
        """Read the list anew; what was chosen for another one no longer counts."""
        self._choices, self._doubted = Choices(), False
        named = self._path
        try:
            self._found = read_file(paths.typed(named)) if named else read_text(self.table.text)
        except InputError as error:
            self._found = None
            self._show_refusal(message_text(error))
            return
        self._look_for_same(self._found)
        self._show(self._found)

    def _look_for_same(self, roster: Roster) -> None:
        """Look who may be one of the team; where the affiliation is only written otherwise that is so."""
        self._likely = likely_same(roster, self._team)
        self._same = surely_same(self._likely, roster, self._team)

    def action_toggle_same(self) -> None:
        """Say that the marked person is one of the team, or another one."""
        row = self.listing.highlighted
        shown = preview_order(self._preview) if self._found is not None else []
        place = shown[row].place if row is not None and row < len(shown) else -1
        if self._found is None or place not in self._likely:
            host_of(self).say(t("roster.same_not_here"))
            return
        self._same ^= {place}
        self._show(self._found)

    @property
    def _preview(self) -> Preview:
        roster = self._found
        return (
            Preview("", (), ()) if roster is None else preview(roster, self._team, self._likely, self._same)
        )

    def _show_refusal(self, sentence: str) -> None:
        self.outcome.show(sentence)
        self.outcome.add_class("wrong")
        self.listing.show([])
        self._show_hints()

    def _show(self, roster: Roster) -> None:
        """Show what was understood."""
        found = self._preview
        doubt = self._doubt(roster)
        is_empty = roster.is_empty
        self.explanation.display = is_empty  # what was read needs the lines
        self.set_class(not is_empty, "-read")
        nothing = t("roster.empty" if self._path else "programme.take_in_nothing")
        is_begun = bool(self._path or self.table.text.strip())
        lines = ([nothing] if is_begun else []) if is_empty else [found.outcome, doubt]
        self.outcome.show("\n".join(filter(None, lines)))
        self.outcome.set_class(bool(doubt), "wrong")
        self.listing.show([] if is_empty else preview_rows(found))
        self._show_hints()

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
        self._look_for_same(self._found)
        self._show(self._found)

    def action_take(self) -> None:
        """Take in who was understood; what was hardly understood is asked about once."""
        host, roster = host_of(self), self._found
        if roster is None:
            host.say(self.outcome.text, failed=True)
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
        added, changed = book.people.take_in(people_of(roster, self._team, self._likely, self._same))
        if book.session.drafts.get(DRAFT):
            book.drafts.clear(DRAFT)
        self._file_draft.clear()
        host.say(_taken_in_text(added, changed))
        self.dismiss()


def _taken_in_text(added: int, changed: int) -> str:
    """Return how many were added and how many changed, nothing of what is none."""
    found = [t("programme.taken_in", added=added)] if added else []
    found += [t("programme.taken_in_changed", changed=changed)] if changed else []
    return "".join(found) or t("programme.taken_in_same")
