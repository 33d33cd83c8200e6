"""What of a session is left out of its documents, in numbers: never the texts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import LeftOut
from jusou_tui.session.model.records import Session, Todo
from jusou_tui.session.programme.blank_sheets import written_sheets
from jusou_tui.session.programme.privacy import Privacy, is_picked
from jusou_tui.session.programme.todos import todos_of


def left_out_of(wish: Wish) -> tuple[LeftOut, ...]:
    """Return what the rule of `jusou show` withholds of a session, or of the wish's step of it.

    Records that no document would show, such as half-typed texts, count nowhere.
    """
    session = wish.session
    if session is None:
        return ()
    privacy = Privacy(wish.curriculum, session)
    notes = [key for key, note in session.notes.items() if wish.step in {None, note.step}]
    private = 0 if wish.include_private else len(privacy.private.intersection(notes))
    counts = {
        "export.left_out_private_notes": private,
        **_of_todos(wish, privacy, todos_of(session, wish.curriculum, wish.step)),
        **_of_sheets(wish, session, privacy),
    }
    return tuple(_counted(counts.items()))


def left_out_todos(wish: Wish, todos: Iterable[tuple[str, Todo]]) -> tuple[LeftOut, ...]:
    """Return what is left out of a product that shows no more than these ToDos of what may be withheld."""
    if wish.session is None:
        return ()
    return tuple(_counted(_of_todos(wish, Privacy(wish.curriculum, wish.session), todos).items()))


def _of_todos(wish: Wish, privacy: Privacy, todos: Iterable[tuple[str, Todo]]) -> dict[str, int]:
    keys = {key for key, _ in todos}
    private = set() if wish.include_private else privacy.private & keys
    about = set() if wish.include_sensitive else (privacy.sensitive & keys) - private
    return {
        "export.left_out_private_todos": len(private),
        "export.left_out_sensitive_todos": len(about),
    }


def _of_sheets(wish: Wish, session: Session, privacy: Privacy) -> dict[str, int]:
    """Return how many sheets come without contents, of those that somebody wrote in."""
    about = closed = 0
    for key, sheet in written_sheets(session.sheets, wish.curriculum).items():
        if wish.step not in {None, sheet.step} or is_picked(key, sheet, wish.sheets):
            continue
        reasons = privacy.of_sheet(key, rows=())
        sensitive = "sensitive" in reasons and not wish.include_sensitive
        about += sensitive
        closed += "private" in reasons and not wish.include_private and not sensitive
    return {"export.left_out_sensitive_sheets": about, "export.left_out_closed_sheets": closed}


def _counted(counts: Iterable[tuple[str, int]]) -> Iterator[LeftOut]:
    yield from (LeftOut(said, count) for said, count in counts if count)
