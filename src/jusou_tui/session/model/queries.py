"""Records of a session in the order in which people read them.

All lists are new; the records in them are frozen. ToDos are in `programme.todos`: some are rows of sheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.session.model.events import effective_events

if TYPE_CHECKING:  # building the records costs a tenth of a start; a set-up needs them at its first key
    from jusou_tui.curriculum.model import Worksheet
    from jusou_tui.session.model.records import Event, Meeting, Meta, Note, NoteKind, Session, Sheet


def meeting_of(session: Session, step: str) -> Meeting:
    """Return the meeting of a step, an empty one where nothing is set yet."""
    if (found := session.meetings.get(step)) is not None:
        return found
    from jusou_tui.session.model.records import Meeting

    return Meeting()


def rehearsal_speed(meta: Meta) -> float | None:
    """Return how many times as fast as the real time a rehearsal's clock goes; None: it is no rehearsal."""
    return (meta.speed or 1.0) if meta.rehearsal else None


def notes_of(
    session: Session, step: str | None = None, activity: str | None = None, kind: NoteKind | None = None
) -> list[tuple[str, Note]]:
    """Return notes as (id, note) by (rank, at, id): all, or those of a step, an activity of it, or a kind."""
    found = _of_step(session.notes, step)
    if activity is None and kind is None:
        return found
    return [
        pair
        for pair in found
        if (activity is None or pair[1].activity == activity) and (kind is None or pair[1].kind == kind)
    ]


def _of_step(notes: dict[str, Note], step: str | None) -> list[tuple[str, Note]]:
    from jusou_tui.session.model.step_order import StepOrder, in_order

    if step is not None and isinstance(notes, StepOrder):
        return notes.of_step(step)
    return in_order(pair for pair in notes.items() if step is None or pair[1].step == step)


def sheets_of(
    session: Session, step: str | None = None, worksheet: str | None = None
) -> list[tuple[str, Sheet]]:
    """Return sheets as (id, sheet) by (at, id): all, or those of a step, or of one worksheet."""
    found = [
        pair
        for pair in session.sheets.items()
        if (step is None or pair[1].step == step) and (worksheet is None or pair[1].worksheet == worksheet)
    ]
    return sorted(found, key=lambda pair: (pair[1].at, pair[0]))


def events_of(session: Session, step: str | None = None) -> list[tuple[str, Event]]:
    """Return the effective events (of one step, or all) as (id, event) by (at, id)."""
    return [pair for pair in effective_events(session.events) if step is None or pair[1].step == step]


def parts_of(session: Session, step: str) -> dict[str, str]:
    """Return the activity that each row put into a step's agenda continues, by the row's key.

    Such a row is no activity of its own: what belongs to it belongs to its activity.
    """
    meeting = session.meetings.get(step)
    return {} if meeting is None else meeting.parts


def worksheet_name(worksheet: Worksheet | None, sheet: Sheet) -> str:
    """Return what the worksheet of a sheet is called, its id where nobody knows it."""
    return sheet.worksheet if worksheet is None else worksheet.name
