"""A rehearsal: a copy of a session's plan, with nothing that happened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from jusou_tui.session.model.ids import new_id
from jusou_tui.session.model.records import Meeting, Session, View


def rehearsal_of(
    session: Session, step: str, finished: Collection[str], now: datetime, speed: float
) -> Session:
    """Return a rehearsal of a session's plan for `step`: its set-up, its members and the step's memos.

    Events are not copied; the steps `finished` count as done. The people keep their ids; `now` is
    the rehearsal's time. The session is not changed.
    """
    head = {"id": new_id(now), "created": now, "rehearsal": True, "speed": speed, "closed": None}
    steps = {**dict.fromkeys(finished, Meeting()), **session.meetings}
    meetings = {
        key: meeting.model_copy(update={"closed": now if key in finished else None})
        for key, meeting in steps.items()
    }
    memos = {key: note for key, note in session.notes.items() if note.memo and note.step == step}
    return Session(
        session=session.session.model_copy(update=head),
        participants=dict(session.participants),
        meetings=meetings,
        notes=memos,
        view=View(screen="setup" if session.view.screen == "setup" else "run", step=step),
    )
