"""What undo takes back on a page: what that page did last, and never what belongs to another one."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession
from jusou_tui.session.book.history import Blocked, BookChange, Scope, Undone
from jusou_tui.session.model.records import Event, View
from jusou_tui.wording import t

RUN = "run"
_OF_THE_MEETING = frozenset({RUN, "schedule", "look"})
"""The pages of the meeting itself: what they change is taken back on the run page, too."""
_MOVES = frozenset({"start", "finish", "undo"})
"""The events that begin or end an activity, or take that back."""
_OF_A_STEP = frozenset({"checklist"})
_OF_A_SHEET = frozenset({"sheet"})


def undo(live: LiveSession) -> Undone | Blocked | None:
    """Undo what the page in sight did last."""
    return live.book.undo_of(scope_of(live.view))


def redo(live: LiveSession) -> Undone | Blocked | None:
    """Redo what was undone last of what the page in sight did."""
    return live.book.redo_of(scope_of(live.view))


def scope_of(view: View) -> Scope:
    """Return which changes belong to the page in sight.

    A start or an end of an activity belongs to the run page alone, from wherever it was made. The run page
    has all the meeting's events and what was changed on the pages of the meeting; a sheet has its own cells.
    """
    page = view.screen

    def belongs(change: BookChange) -> bool:
        place = change.place
        if page == RUN:
            return place.page in _OF_THE_MEETING or bool(_events(change))
        if place.page != page or any(event.kind in _MOVES for event in _events(change)):
            return False
        if page in _OF_A_STEP:
            return place.step == view.step
        return page not in _OF_A_SHEET or place.sheet == view.sheet

    return belongs


def _events(change: BookChange) -> list[Event]:
    entries = (entry for edit in change.edits for entry in (edit.before, edit.after))
    return [entry for entry in entries if isinstance(entry, Event)]


def undone_text(undone: Undone | Blocked | None, message: str = "app.undone") -> str:
    """Return what is said of an undo, or with `app.redone` of a redo: what it was, or why there was none."""
    if undone is None:
        return t("app.nothing_to_undo")
    if isinstance(undone, Blocked):
        what, later = (t(one.message_id, **one.facts) for one in (undone.change, undone.by))
        return t("app.undo_blocked", what=what, later=later)
    return t(message, what=t(undone.message_id, **undone.facts))
