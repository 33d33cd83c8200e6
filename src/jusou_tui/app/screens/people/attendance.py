"""Who is at the meeting: ticked off before it; late arrivals and early leavers once it has begun; guests."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from jusou_tui.app.plan_dialogs.questions import type_line
from jusou_tui.app.screens.people import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import MODAL_STYLES, SPACE, Dialog, bound, choose_one
from jusou_tui.app.shell.host import Host, host_of
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live import attendance, undoing
from jusou_tui.live.meeting_words.attendance import take_answer
from jusou_tui.live.session import MeetingView
from jusou_tui.wording import t


class AttendanceScreen(Dialog[None]):
    """A row for each member. Before the meeting Space ticks off, from its start on it asks what happened.

    The second click on a row does the same.
    """

    CSS_PATH = [MODAL_STYLES, "groups.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "dismiss"),
        bound(keys.TAKE, "dismiss"),
        Binding(SPACE, "mark", show=False, priority=True),
        bound(keys.ADD, "add_guest"),
        bound(keys.MENU, "ask"),
        bound(keys.UNDO, "take_back"),
    ]

    @property
    def host(self) -> Host:
        """The program."""
        return host_of(self)

    @property
    def _meeting(self) -> MeetingView:
        return self.host.open_live.current

    @property
    def _list(self) -> RowList:
        return self.query_one("#attendance", RowList)

    def compose(self) -> ComposeResult:
        """Yield the list, and the sentence in place of an empty one."""
        with Vertical(classes="modal"):
            yield Static(t("app.who"), classes="modal-title", markup=False)
            yield RowList(id="attendance")
            yield Static(t("app.who_nobody"), id="nobody", markup=False)
            yield DialogKeys(*self._keys())

    def _keys(self) -> list[KeyHint]:
        """Return what can be done here; who only looks on can close it."""
        closes = KeyHint(keys.TAKE.key_shown, t("app.close"), "dismiss")
        if self.host.open_live.store.read_only:
            return [closes]
        begun = attendance.has_begun(self._meeting)
        mark = t("app.who_mark_begun" if begun else "app.who_mark")
        found = [KeyHint("Space", mark, "mark")] if self._meeting.expected else []
        guest = KeyHint(keys.ADD.key_shown, t("app.who_guest"), "add_guest")
        return [*found, guest, KeyHint(keys.UNDO.key_shown, t("app.undo"), "take_back"), closes]

    def on_mount(self) -> None:
        """Begin at the first member."""
        self.after_change()
        self._list.focus()

    def after_change(self) -> None:
        """Show who is there now."""
        expected = self._meeting.expected
        self._list.show(rows.attendance_rows(self._meeting), expected[0] if expected else None)
        self._list.display = bool(expected)
        self.query_one("#nobody").display = not expected
        self.query_one(DialogKeys).show(*self._keys())

    def act(self, done: bool) -> None:
        """Show the change, where one was made."""
        if done:
            self.after_change()

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_mark()

    def action_mark(self) -> None:
        """Tick the highlighted member on or off; once the meeting has begun, ask what happened."""
        meeting, person = self._meeting, self._highlighted
        if person is None:
            return
        if attendance.has_begun(meeting):
            self.action_ask()
        else:
            with self._own_act():
                attendance.set_attends(meeting, person, attendance.state_of(meeting, person) == "away")
            self.after_change()

    def _own_act(self) -> AbstractContextManager[None]:
        """What is changed inside this `with` block is undone here, and on the run page."""
        return undoing.made_in("who", self._meeting.live)

    def action_ask(self) -> None:
        """Ask what is so about the highlighted member."""
        meeting, person = self._meeting, self._highlighted
        if person is not None:
            title = t("app.who_title", name=meeting.live.name_of(person))
            offered = rows.attendance_choices(meeting, person)
            choose_one(self.host, title, offered, lambda choice: self._take(person, choice), begin="leave")

    def action_take_back(self) -> None:
        """Undo what was done last here."""
        live = self._meeting.live
        self.host.say(undoing.undone_text(live, undoing.undo(live, "who")))
        self.after_change()

    def action_add_guest(self) -> None:
        """Ask for the name of somebody who is here today only."""
        if self._meeting.book.ledger.permits():
            question = f"guest-{self._meeting.step.id}"
            type_line(self, question, t("app.who_guest_title"), "app.who_guest_text", self._add_guest)

    def _add_guest(self, typed: str) -> bool:
        with self._own_act():
            guest = attendance.add_guest(self._meeting, typed)
        self.host.say(t("app.who_guest_added", name=self._meeting.live.name_of(guest)))
        return True

    @property
    def _highlighted(self) -> str | None:
        return self._list.highlighted_key if self._meeting.expected else None

    def _take(self, person: str, choice: str) -> None:
        """Do what was chosen, or ask when it was. `choice`: an id of `attendance_answers`."""
        meeting = self._meeting

        def take(typed: str) -> bool:
            return self._took(meeting, person, choice, typed)

        if choice.endswith(":") or choice.startswith("move:"):
            title = t("app.who_when", name=meeting.live.name_of(person))
            question = f"{choice}-{person}-{meeting.step.id}"
            type_line(self, question, title, "timekeeping.hint_put_right", take)
        else:
            self.act(self._took(meeting, person, choice, ""))

    def _took(self, meeting: MeetingView, person: str, choice: str, typed: str) -> bool:
        """Record what was chosen, and say so. Return whether something changed."""
        sentence = take_answer(meeting, person, choice, typed)
        if sentence:
            self.host.say(sentence)
        return bool(sentence)
