"""The decisions of a meeting with their numbers, and which of them are public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.session.model.privacy import is_private, is_withheld_entry
from jusou_tui.session.model.queries import notes_of

if TYPE_CHECKING:  # as in model/queries.py
    from jusou_tui.session.model.records import Note, Session


def is_public(note: Note) -> bool:
    """Return whether the shared screen may show a note: a decision made public, not private."""
    return note.kind == "decision" and note.public and not is_private(note)


def numbered_decisions(session: Session, step: str) -> list[tuple[int, str, Note]]:
    """Return the decisions of a step's meeting as (number, id, note), numbered from 1 as reports list them.

    Private ones, and those of closed items, have no number: no report has them unless it is asked for.
    """
    decisions = notes_of(session, step, kind="decision")
    found = (pair for pair in decisions if not is_withheld_entry(session, pair[1]))
    return [(number, key, note) for number, (key, note) in enumerate(found, 1)]


def public_decisions(session: Session, step: str) -> list[tuple[int, str]]:
    """Return number and text, in one line, of the decisions that the shared screen may show."""
    return [
        (number, " ".join(note.text.split()))
        for number, _, note in numbered_decisions(session, step)
        if is_public(note)
    ]
