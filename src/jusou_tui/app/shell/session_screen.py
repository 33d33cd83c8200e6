"""What the pages of an open session share: the session, the entry bar, undo, the gap question."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on

from jusou_tui.app.meeting_text.top_line import right_pieces, time_left
from jusou_tui.app.shell.kept import KeptScreen
from jusou_tui.app.shell.screen import NORMAL
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.errors import InputError
from jusou_tui.live import entries, following
from jusou_tui.live.entries import Entry
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import message_text, t


class SessionScreen(KeptScreen):
    """A page of the open session. PAGE is its name in the session's view."""

    TELLS_TIME: ClassVar[bool] = True
    """Whether the right of the top line tells the time; else the page has its own words there."""

    _doubted = ""

    @property
    def authors(self) -> list[tuple[str, str]]:
        """Who can have said something: id and name."""
        return [(person, record.name) for person, record in self.live.book.session.people]

    def on_mount(self) -> None:
        """Show the keys and how saving goes, from now on too."""
        super().on_mount()
        if self.live.store.read_only:
            for bar in self.query(EntryBar):
                bar.disabled = True
            self.set_interval(following.FOLLOW_SECONDS, self.show_watched)
        if self.live.view.screen != self.PAGE:
            self.live.book.set_view(screen=self.PAGE, step=self.meeting.step.id)

    def on_screen_resume(self) -> None:
        """Begin, or come back from another page: what was typed there stands here too; time has passed."""
        if self.live.view.screen != self.PAGE:
            self.live.book.set_view(screen=self.PAGE, step=self.meeting.step.id)
        for bar in self.query(EntryBar):
            bar.show(entries.drafted(self.live))
        self.show_saved()
        self.show_entries()
        self.host.heartbeat.now()

    def take_incoming(self) -> None:
        """Show what another program wrote; who only looks on sees its half-typed text, too."""
        if self.live.store.read_only:
            for bar in self.query(EntryBar):
                bar.show(entries.drafted(self.live))
        super().take_incoming()

    def show_watched(self) -> None:
        """Mark times that are not to be trusted; say once why."""
        found = following.doubt_of(self.meeting)
        mark = following.mark(self.live, found)
        if mark == self._doubted:
            return
        self._doubted = mark
        self.show_mark(mark)
        if found and self.is_current:
            self.host.say(following.sentence(self.live, found))

    # ---------------------------------------------------------------- time

    def show_time(self, snapshot: MeetingSnapshot) -> None:
        """Show in the top line what is left of the activity, when the meeting ends and what time it is."""
        short, plain = self.app.size.width < NORMAL, not self.under_way(snapshot)
        right = right_pieces(snapshot, short=short, plain=plain)
        for line in self.query(TopLine):
            line.show_time(time_left(snapshot), right if self.TELLS_TIME else None)

    def under_way(self, snapshot: MeetingSnapshot) -> bool:
        """Return whether the page tells when the meeting ends."""
        return snapshot.state in {"running", "paused"}

    def after_change(self) -> None:
        """Show what a key changed."""
        self.host.heartbeat.now()

    def act(self, done: bool) -> None:
        """Show the change at once where there was one."""
        if done:
            self.after_change()
        elif self.live.double_press.was_refused():
            self.host.say(t("app.counted_once"))

    # ---------------------------------------------------------------- notes

    @on(EntryBar.Drafted)
    def _drafted(self, event: EntryBar.Drafted) -> None:
        entries.keep_draft(self.meeting, event.entry)
        if event.entry.kind == "todo":
            self.query_one(EntryBar).say(entries.due_hint(event.entry, self.live))

    def keep_typed(self) -> None:
        """Take down what stands in the note field."""
        for bar in self.query(EntryBar):
            if bar.typed != entries.drafted(self.live):
                entries.keep_draft(self.meeting, bar.typed)

    @on(EntryBar.Filed)
    def _filed(self, event: EntryBar.Filed) -> None:
        try:
            entries.file(self.meeting, event.entry)
        except InputError as error:
            self.host.say(message_text(error), failed=True)
            self.query_one("#entry-due").focus()
            return
        bar = self.query_one(EntryBar)
        bar.show(Entry())
        bar.area.focus()
        self.show_entries()
        self.after_change()

    def action_next_kind(self) -> None:
        """Choose the next kind of note."""
        for bar in self.query(EntryBar):
            bar.next_kind()

    def action_next_author(self) -> None:
        """Choose the next author."""
        for bar in self.query(EntryBar):
            bar.next_author()

    def action_leave_field(self) -> None:
        """Leave the field, so that letters are keys; outside a field go to it."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.focus_entry()

    def restore_focus(self, usual: str) -> None:
        """Put the cursor where it was when the session was left, else where it usually is."""
        for name in (self.live.view.focus, usual):
            for widget in self.query(f"#{name}") if name else ():
                if widget.focusable:
                    widget.focus()
                    return

    def focus_entry(self) -> None:
        """Put the cursor into the note field."""
        for bar in self.query(EntryBar):
            bar.area.focus()

    # ---------------------------------------------------------------- undo

    def action_undo(self) -> None:
        """Take back: typing in a field that has text, else the last change."""
        if isinstance(self.focused, NoteArea) and self.focused.text:
            typed = self.focused.text
            self.focused.undo()
            if self.focused.text != typed:  # what was typed before the program began has no steps
                return
        self._told(self.live.book.undo(), "app.undone")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._told(self.live.book.redo(), "app.redone")

    def _told(self, undone: object, sentence: str) -> None:
        from jusou_tui.session.book.history import Undone

        if not isinstance(undone, Undone):
            self.host.say(t("app.nothing_to_undo"))
            return
        what = t(undone.message_id, **undone.facts)
        self.host.say(t("app.undone", what=what) if sentence == "app.undone" else t("app.redone", what=what))
        self.show_entries()
        self.after_change()

    # ---------------------------------------------------------------- other pages

    def action_show_page(self, name: str) -> None:
        """Show a page over this one."""
        self.host.show_page(name)

    def action_programme(self) -> None:
        """Show the way through the programme."""
        self.host.show_programme()

    def action_sheets(self) -> None:
        """Open the sheet that is wanted now; where there is a choice, show the list."""
        from jusou_tui.live import sheets

        wanted = sheets.wanted_now(self.meeting)
        identifier = sheets.open_or_start(self.meeting, wanted) if wanted else None
        if identifier is None:
            self.host.show_page("sheets")
            return
        if identifier != self.live.view.sheet:
            self.live.book.set_view(sheet=identifier, cell=None)
        self.host.show_page("sheet")

    def action_edit_setup(self) -> None:
        """Change title, members, times."""
        self.live.book.set_view(screen="setup")
        self.host.show_setup()

    def action_home(self) -> None:
        """Close the session and go home."""
        self.host.show_home()

    def action_who(self) -> None:
        """Tick off who is here."""
        self.host.show_dialog("who", self.after_change)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the cursor is, for a return on another day."""
        if event.widget.id and event.widget.id != self.live.view.focus:
            self.live.book.set_view(focus=event.widget.id)
