"""The only way to change an open session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from jusou_tui.session.book.checklist import Checklist
from jusou_tui.session.book.core import Ledger, Listener
from jusou_tui.session.book.drafts import Drafts
from jusou_tui.session.book.history import Blocked, Scope, Undone
from jusou_tui.session.book.meetings import Events, Meetings
from jusou_tui.session.book.notes import Notes, Todos
from jusou_tui.session.book.people import People
from jusou_tui.session.book.presence import Presences
from jusou_tui.session.book.restore import Restore
from jusou_tui.session.book.sheets import Sheets
from jusou_tui.session.book.todo_rows import TodoRows
from jusou_tui.session.model.ids import new_id as new_ulid
from jusou_tui.session.model.records import META, VIEW, Edit, Meta, Session, View, changed


class SessionBook:
    """An open session: one `ledger` and a facet for each kind of record, such as `book.notes.add("...")`.

    Facets clean texts and cut instants to milliseconds. Unknown ids raise KeyError, unknown fields TypeError.
    `now` dates what is recorded; `new_id` makes an id for a record of that instant.
    """

    def __init__(
        self,
        session: Session,
        now: Callable[[], datetime],
        new_id: Callable[[datetime], str] = new_ulid,
        *,
        read_only: bool = False,
    ) -> None:
        self.ledger = Ledger(session, now, new_id, read_only=read_only)
        self.notes = Notes(self.ledger)
        self.todos = Todos(self.ledger)
        self.todo_rows = TodoRows(self.ledger)
        self.drafts = Drafts(self.ledger)
        self.sheets = Sheets(self.ledger)
        self.people = People(self.ledger)
        self.meetings = Meetings(self.ledger)
        self.events = Events(self.ledger)
        self.presence = Presences(self.ledger)
        self.checklist = Checklist(self.ledger)
        self.restore = Restore(self.ledger)

    @property
    def session(self) -> Session:
        """The records as they are now: the same object as long as the book is open."""
        return self.ledger.session

    @property
    def meta(self) -> Meta:
        """Which run this is."""
        return self.session.session

    @property
    def view(self) -> View:
        """Where the facilitator was last."""
        return self.session.view

    def set_meta(self, **changes: object) -> None:
        """Change fields of the run's `Meta`, such as `title`."""
        self.ledger.commit("session.change_meta", Edit(META, self.meta, changed(self.meta, changes)))

    def suggest_title(self, title: str) -> None:
        """Give the run a title that nobody typed. Not part of undo: it follows what was."""
        self.ledger.commit(
            "session.change_meta", Edit(META, self.meta, changed(self.meta, {"title": title})), undoable=False
        )

    def note_curriculum(self, digest: str, plan: str, version: str) -> None:
        """Note with which state of its curriculum the session is used. Not part of undo."""
        facts = {"curriculum_digest": digest, "curriculum_plan": plan, "curriculum_version": version}
        after = changed(self.meta, facts)
        self.ledger.commit("session.change_meta", Edit(META, self.meta, after), undoable=False)

    def set_view(self, **changes: object) -> None:
        """Set where the facilitator is. Not part of undo."""
        edit = Edit(VIEW, self.view, changed(self.view, changes))
        self.ledger.commit("session.change_view", edit, undoable=False)

    def set_audience(self, **changes: object) -> None:
        """Set what the shared screen shows: fields of `AudienceSettings`. Not part of undo."""
        self.set_view(audience=changed(self.view.audience, changes))

    def undo(self) -> Undone | None:
        """Undo the last change, wherever it was made. Return what it was, None where there is none."""
        undone = self.ledger.undo()
        return undone if isinstance(undone, Undone) else None

    def redo(self) -> Undone | None:
        """Redo the change that was undone last. Return what it was, None where there is none."""
        redone = self.ledger.redo()
        return redone if isinstance(redone, Undone) else None

    def undo_of(self, scope: Scope) -> Undone | Blocked | None:
        """Undo the last change of a scope, such as a page's; changes of others stay as they are."""
        return self.ledger.undo(scope)

    def redo_of(self, scope: Scope) -> Undone | Blocked | None:
        """Redo the change of a scope that was undone last; changes of others stay as they are."""
        return self.ledger.redo(scope)

    def together(self, message_id: str, **facts: object) -> AbstractContextManager[None]:
        """Make all changes inside the `with` block one change, for undo and for listeners."""
        return self.ledger.together(message_id, **facts)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every change from now on. Return a function that ends this."""
        return self.ledger.subscribe(listener)
