"""What undo takes back on a page: what that page did last, and never what belongs to another one.

Who is here and the groups are dialogs with an undo of their own: what they do belongs to them, not to the
page below.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Literal, NamedTuple

from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.book.history import Blocked, BookChange, Place, Scope, Undone
from jusou_tui.session.model.records import Event
from jusou_tui.session.programme.run_steps import step_of
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, list_text

WithUndo = Literal["who", "groups"]
"""A dialog with an undo of its own, by the name that its changes have as a place."""
RUN = "run"
_OF_THE_MEETING = frozenset({RUN, "schedule", "look", "who", "groups"})
"""The pages and dialogs of the meeting itself: what they change is taken back on the run page, too."""
_MOVES = frozenset({"start", "finish", "undo"})
"""The events that begin or end an activity, or take that back."""
_OF_A_STEP = _OF_THE_MEETING | {"aloud", "review", "checklist"}
"""What shows one step alone; the others show the whole session, and undo what they did to any step."""
_OF_A_SHEET = frozenset({"sheet"})
_PAGES = {
    RUN: "app.page_run",
    "schedule": "app.schedule",
    "look": "app.look",
    "aloud": "app.prompt_read_aloud",
    "review": "review.open",
    "notes": "app.notes",
    "todos": "programme.todos",
    "checklist": "programme.checklist",
    "people": "common.members",
    "setup": "app.setup",
    "sheet": "common.sheets",
    "sheets": "common.sheets",
    "programme": "programme.programme",
    "who": "app.who",
    "groups": "programme.groups",
}
"""What the pages and dialogs with an undo are called."""
_FIELDS = {
    "date": "common.date",
    "start": "compare.field_start",
    "booked_end": "compare.field_booked_end",
    "cases": "common.cases",
    "present": "common.attendance",
}
"""What is said of a meeting's plan that was changed."""


def undo(live: LiveSession, dialog: WithUndo | None = None) -> Undone | Blocked | None:
    """Undo what the page in sight did last, or a dialog upon it that has an undo of its own."""
    return live.book.undo_of(scope_of(_in_sight(live, dialog)))


class UndoChoice(NamedTuple):
    """A change that undo may be meant for, and what it and its page are called."""

    change: BookChange
    label: str


def choices(live: LiveSession) -> tuple[UndoChoice, UndoChoice] | None:
    """Return the last change of all and the last one of the meeting's page, where undo may mean either.

    It may on that page alone, whose last change moves the meeting, and where the other one is newer and was
    made elsewhere. None where it is clear what undo takes back.
    """
    here = _in_sight(live, None)
    newest, own = live.book.ledger.last_done(), live.book.ledger.last_done(scope_of(here))
    if here.page != RUN or newest is None or own is None or newest is own:
        return None
    elsewhere = t("app.undo_on_page", what=_named(live, newest), page=_where(live, newest))
    return UndoChoice(newest, elsewhere), UndoChoice(own, t("app.undo_here", what=_named(live, own)))


def undo_change(live: LiveSession, change: BookChange) -> Undone | Blocked | None:
    """Undo one change, wherever it was made; None where it is no longer there to be undone."""
    return live.book.undo_of(lambda other: other is change)


def redo(live: LiveSession) -> Undone | Blocked | None:
    """Redo what was undone last of what the page in sight did."""
    return live.book.redo_of(scope_of(_in_sight(live, None)))


def made_in(dialog: WithUndo, live: LiveSession) -> AbstractContextManager[None]:
    """Make the changes inside the `with` block those of a dialog with an undo of its own."""
    return live.book.ledger.made_at(_in_sight(live, dialog))


def made_on_the_run_page(meeting: MeetingView) -> AbstractContextManager[None]:
    """Make the changes inside the `with` block those of a meeting's own page, whichever is in sight."""
    return meeting.book.ledger.made_at(Place(RUN, meeting.step.id))


def _in_sight(live: LiveSession, dialog: WithUndo | None) -> Place:
    place = live.book.ledger.place
    return place._replace(page=dialog or place.page, step=live.current.step.id)


def scope_of(place: Place) -> Scope:
    """Return which changes belong to a place, such as the page in sight; it names its step.

    A start or an end of an activity belongs to the run page alone, from wherever it was made. The run page
    has all events of its meeting and what was changed on its pages; a sheet has its own cells. What another
    program removed or changed in the file can be brought back from every page.
    """
    page, step, sheet = place

    def belongs(change: BookChange) -> bool:
        if change.origin == "merge":
            return True
        made, events = change.place, _events(change)
        is_of_step = page not in _OF_A_STEP or made.step in (None, step)
        if page == RUN:
            return (is_of_step and made.page in _OF_THE_MEETING) or any(one.step == step for one in events)
        if made.page != page or any(event.kind in _MOVES for event in events):
            return False
        return is_of_step and (page not in _OF_A_SHEET or made.sheet == sheet)

    return belongs


def _events(change: BookChange) -> list[Event]:
    entries = (entry for edit in change.edits for entry in (edit.before, edit.after))
    return [entry for entry in entries if isinstance(entry, Event)]


def undone_text(live: LiveSession, undone: Undone | Blocked | None, message: str = "app.undone") -> str:
    """Return what is said of an undo, or with `app.redone` of a redo: what it was, or why there was none.

    Where the page has nothing to undo, the one is named that has the last change.
    """
    if undone is None:
        return _elsewhere_text(live) if message == "app.undone" else t("app.nothing_to_redo")
    if isinstance(undone, Blocked):
        what, later = (_named(live, one) for one in (undone.change, undone.by))
        return t("app.undo_blocked", what=what, later=later)
    sentence = t(message, what=_named(live, undone.change))
    can_redo = message == "app.undone" and scope_of(_in_sight(live, None))(undone.change)
    return f"{sentence}\n{t('app.redo_hint')}" if can_redo and undone.change.redoable else sentence


def _named(live: LiveSession, change: BookChange) -> str:
    """Return what a change was; of a meeting's plan also of which meeting, and what of it."""
    what, step = t(change.message_id, **change.facts), change.facts.get("step")
    if not isinstance(step, str):
        return what
    fields = [t(name) for field, name in _FIELDS.items() if _differs(change, field)]
    return what + bracketed(" ".join(filter(None, (_label(live, step), list_text(fields)))))


def _differs(change: BookChange, field: str) -> bool:
    return any(getattr(edit.before, field, None) != getattr(edit.after, field, None) for edit in change.edits)


def _elsewhere_text(live: LiveSession) -> str:
    last = live.book.ledger.last_done()
    if last is None:
        return t("app.nothing_to_undo")
    where = _where(live, last)
    if not where:
        return t("app.nothing_to_undo")
    return t("app.undo_elsewhere", what=_named(live, last), page=where)


def _where(live: LiveSession, change: BookChange) -> str:
    """Return what the page is called that undoes a change, of a meeting not in view also which; else ""."""
    page = RUN if any(event.kind in _MOVES for event in _events(change)) else change.place.page
    if page not in _PAGES:
        return ""
    step = change.place.step if page in _OF_A_STEP and change.place.step != live.current.step.id else None
    return t(_PAGES[page]) + (bracketed(_label(live, step)) if step is not None else "")


def _label(live: LiveSession, step: str) -> str:
    found = step_of(live.curriculum, step)
    return step if found is None else found.label
