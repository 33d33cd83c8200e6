"""What the pages of an open session share: the session, how saving goes, the time, the note field, undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.meeting_text.top_line import right_pieces, time_left
from jusou_tui.app.shell.commands import (
    EVERY_PAGE_COMMANDS,
    OF_A_MEETING,
    PAGES_WITHOUT_KEY,
    Command,
    bindings,
)
from jusou_tui.app.shell.file_listener import FileListener
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import NORMAL, JusouScreen
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.errors import StoreError
from jusou_tui.live import undoing
from jusou_tui.live.elsewhere import following
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.book.history import Blocked, Undone
from jusou_tui.session.storage.follower import FOLLOW_SECONDS
from jusou_tui.session.storage.store import Status
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import time_text


class SessionScreen(JusouScreen):
    """A page of the open session. PAGE is its name in the session's view."""

    SHARED_COMMANDS: ClassVar[tuple[Command, ...]] = EVERY_PAGE_COMMANDS
    ONLY_IN_PALETTE: ClassVar[tuple[Command, ...]] = PAGES_WITHOUT_KEY
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERY_PAGE_COMMANDS)

    SHOWS_TIME: ClassVar[bool] = True
    """Whether the right of the top line shows the time; else the page has its own text there."""

    top_lines: Sequence[TopLine] = ()
    """The lines at the top, looked up once: each second they are asked for."""

    _listener: FileListener | None = None
    _doubt = ""

    @cached_property
    def live(self) -> LiveSession:
        """The session for which this page was opened; what comes in late finds it closed, not gone."""
        return self.host.open_live

    @property
    def meeting(self) -> MeetingView:
        """The step in view."""
        return self.live.current

    @property
    def is_whole(self) -> bool:
        """Whether all of the page is there: not before it is composed, nor while the program ends."""
        return self.is_mounted and any(isinstance(part, KeyBar) for part in self.children)

    def prepare(self) -> None:
        """Show the keys and how saving goes, from now on too."""
        super().prepare()
        self.top_lines = tuple(self.query(TopLine))
        # By way of the app: Textual paints all of a page when one below it only hears of something.
        self._listener = FileListener(
            self.live,
            self.app.call_later,
            saved=self._show_saved_in_sight,
            news=self._show_news,
            merged=self._show_merged,
        )
        if self.looks_on:
            self._close_fields()
            self.live.book.ledger.on_refused = lambda: self.host.say(t("recover.looking"))
            self.set_interval(FOLLOW_SECONDS, self._show_doubt)
        self.show_saved()
        self._remember_page()
        if self.live.store.rearranged:
            self.live.store.rearranged = False
            self.host.say(t("session.rearranged"))
        for lost in self.live.store.lost_headers:
            self.host.say(t(lost.phrase.message_id, **lost.phrase.facts), failed=True)
        self.live.store.lost_headers = ()

    def _close_fields(self) -> None:
        """Let nothing be typed but what looks for something."""
        for field in self.query("LineInput, NoteArea, Choice"):
            looks_for = isinstance(field, SearchField) or any(one.id == "filter" for one in field.ancestors)
            field.disabled = field.disabled or not looks_for

    @on(events.Unmount)
    def _stop_listener(self) -> None:
        """Listen no more."""
        if self._listener is not None:
            self._listener.stop()

    @on(events.ScreenResume)
    def _come_back(self) -> None:
        """Begin, or come back from another page: the draft may have changed there; time has passed."""
        self._remember_page()
        self._show_draft()
        self.show_saved()
        self.show_entries()
        self.host.heartbeat.now()

    def _remember_page(self) -> None:
        if self.live.view.screen != self.PAGE:
            self.live.book.set_view(screen=self.PAGE, step=self.meeting.step.id)

    def _show_saved_in_sight(self) -> None:
        """Show how saving goes on the page in sight; one below it shows it when it comes back."""
        if self.is_whole and self.is_active:
            self.show_saved()

    def _show_news(self, status: Status) -> None:
        """Say what another program did to the file; one page says it, the topmost."""
        pages = [page for page in self.app.screen_stack if isinstance(page, SessionScreen)]
        if pages and pages[-1] is self:
            self.host.say(t(status.message_id, **status.facts))

    def _show_merged(self) -> None:
        """Show what another program wrote; who only looks on sees its half-typed text, too."""
        if self.is_whole and self.is_active:
            if self.live.store.read_only:
                self._show_draft()
            self.show_entries()
            self.after_change()

    def _show_doubt(self) -> None:
        """Mark times that are not to be trusted; say once why."""
        found = following.staleness_of(self.meeting)
        mark = following.staleness_mark(self.live, found)
        if mark == self._doubt:
            return
        self._doubt = mark
        self.show_mark(mark)
        if found and self.is_current:
            self.host.say(following.staleness_text(self.live, found))

    def show_saved(self) -> None:
        """Show when it was saved, or that it fails and what is done about it."""
        status = self.live.store.status
        if status.kind == "failing":
            self.key_bar.message(t(status.message_id, **status.facts), "failed")
        elif self.live.store.read_only:
            self.key_bar.message(t(status.message_id, **status.facts), "good")
        elif status.kind == "saved":
            at = self.live.clock.now() if self.live.book.meta.rehearsal else status.at
            self.key_bar.message(t("app.saved", time=time_text(at)), "quiet")

    def action_save(self) -> None:
        """Save now. It is saved all the time; who presses Ctrl+S wants to see it."""
        if self.live.store.read_only:
            self.host.say(t("recover.looking"))
            return
        try:
            self.live.save()
            self.host.say(t("app.saved_now", path=self.live.store.path))
        except StoreError as error:
            self.host.say(message_text(error), failed=True)

    def show_time(self, snapshot: MeetingSnapshot) -> None:
        """Show in the top line what is left of the activity, when the meeting ends and what time it is."""
        short, plain = self.app.size.width < NORMAL, not self.shows_end(snapshot)
        right = right_pieces(snapshot, short=short, plain=plain)
        for line in self.top_lines:
            line.show_time(time_left(snapshot), right if self.SHOWS_TIME else None)

    def shows_end(self, snapshot: MeetingSnapshot) -> bool:
        """Return whether the top line shows when the meeting ends."""
        return snapshot.is_under_way

    def show_entries(self) -> None:
        """Show the session's entries again; pages without a list have nothing to do."""

    def after_change(self) -> None:
        """Show what a key changed."""
        self.host.heartbeat.now()

    def act(self, done: bool) -> None:
        """Show the change at once where there was one; say that a double press counted once."""
        if done:
            self.after_change()
        elif self.live.double_press.was_refused():
            self.host.say(t("app.counted_once"))

    def _show_draft(self) -> None:
        for bar in self.query(NoteBar):
            bar.show_draft()

    @on(NoteBar.Recorded)
    def _show_record(self) -> None:
        self.show_entries()
        self.after_change()

    def keep_typed(self) -> None:
        """Keep what is typed in the note field."""
        for bar in self.query(NoteBar):
            bar.keep()

    def action_next_kind(self) -> None:
        """Choose the next kind of note."""
        for bar in self.query(NoteBar):
            bar.next_kind()

    def action_file(self) -> None:
        """Keep what is written in the note field, as Enter does there."""
        for bar in self.query(NoteBar):
            bar.keep_edit()

    def action_next_author(self) -> None:
        """Choose the next author."""
        for bar in self.query(NoteBar):
            bar.next_author()

    @on(events.DescendantFocus)
    def _remember_focus(self, event: events.DescendantFocus) -> None:
        """Keep where the cursor is, for a return on another day."""
        if event.widget.id and event.widget.id != self.live.view.focus:
            self.live.book.set_view(focus=event.widget.id)

    def action_undo(self) -> None:
        """Undo what this page did last; ask where something else may be meant.

        Ctrl+Z comes here where the field has no typing to take back.
        """
        self.keep_typed()
        if (found := undoing.choices(self.live)) is None:
            self._show_undone(undoing.undo(self.live), "app.undone")
        else:
            self._ask_what_to_undo(found)

    def _ask_what_to_undo(self, found: Sequence[undoing.UndoChoice]) -> None:
        """Ask which of two changes is to be undone; Enter takes the first one, the newest of all."""

        def take(number: str) -> None:
            self._show_undone(undoing.undo_change(self.live, found[int(number)].change), "app.undone")

        offered = [MenuChoice(str(number), one.label) for number, one in enumerate(found)]
        from jusou_tui.app.shell.dialogs import choose_one

        choose_one(self.host, t("app.undo_which"), offered, take)

    @on(NoteArea.NothingToUndo)
    def _say_no_undo(self) -> None:
        """Say which key undoes more than typing."""
        self.host.say(t("app.no_typing_to_undo"))

    @on(NoteArea.NothingToRedo)
    def _say_no_redo(self) -> None:
        """Say what the key redoes, and how more than typing is redone."""
        self.host.say(t("app.no_typing_to_redo"))

    def action_redo(self) -> None:
        """Redo what was undone last of what this page did."""
        self._show_undone(undoing.redo(self.live), "app.redone")

    def _show_undone(self, undone: Undone | Blocked | None, message: str) -> None:
        """Say what was undone or redone, with the sentence of the id `message`, and show the change."""
        self.host.say(undoing.undone_text(self.live, undone, message))
        if isinstance(undone, Undone):
            self.show_entries()
            self.after_change()

    def action_control(self, name: str) -> None:
        """Do something with the meeting under way."""
        self.host.control(name, self)

    def action_show_page(self, name: str) -> None:
        """Show a page over this one: one of a meeting is the due one's where the step in view is none."""
        if name == self.PAGE:
            self.focus_field()
        elif name in OF_A_MEETING and self.meeting.step.kind != "meeting":
            from jusou_tui.live.steps import due_meeting

            due = due_meeting(self.live)
            if due is None and name != "schedule":
                self.host.say(t("app.next_nothing"))
            else:
                self.host.show_page(name, step=due.step.id if due is not None else None)
        else:
            self.host.show_page(name)

    def action_show_dialog(self, name: str) -> None:
        """Show a dialog over this page."""
        self.host.show_dialog(name, self.after_change)

    def action_programme(self) -> None:
        """Show the steps of the programme."""
        self.host.show_programme()

    def action_sheets(self) -> None:
        """Open the sheet that is wanted now; where there is a choice, show the list."""
        from jusou_tui.live.worksheets import sheets

        wanted = sheets.wanted_now(self.meeting)
        self.open_sheet(sheets.open_or_start(self.meeting, wanted) if wanted else None)

    def open_sheet(self, sheet: str | None) -> None:
        """Show a sheet by its id, the list of sheets for None."""
        if sheet is not None and sheet != self.live.view.sheet:
            self.live.book.set_view(sheet=sheet, cell=None)
        self.host.show_page("sheets" if sheet is None else "sheet")

    def action_edit_setup(self) -> None:
        """Change title, members, times."""
        self.live.book.set_view(screen="setup")
        self.host.show_setup()

    def action_home(self) -> None:
        """Close the session and go home, after a question where its meeting runs."""
        self.host.leave_session()
