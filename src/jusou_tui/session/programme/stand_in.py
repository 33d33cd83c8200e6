"""What stands in for a curriculum that cannot be read: steps and activities that the session itself names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.records import Session

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60
_MOST_STEPS, _MOST_ACTIVITIES = 50, 100
_MINUTES = 10
"""Planned for an activity of which nothing is known; what the run itself set counts more."""
_NAMELESS = "meeting"


def stand_in(session: Session) -> Curriculum:
    """Return a curriculum of what a session's records name, called by their ids, without worksheets."""
    named = [*session.meetings, *(event.step for event in session.events.values())]
    named += [note.step for note in session.notes.values() if note.step]
    steps = _slugs(named)[:_MOST_STEPS] or [_NAMELESS]
    name = session.session.curriculum
    return Curriculum.model_validate(
        {
            "schema": 1,
            "id": name if _is_slug(name) else _NAMELESS,
            "version": "0",
            "programme": {"title": name[:_LONGEST] or _NAMELESS, "short_title": name[:_LONGEST] or _NAMELESS},
            "steps": [_step(session, step) for step in steps],
        }
    )


def _step(session: Session, step: str) -> dict[str, object]:
    begun = [event.activity for event in session.events.values() if event.step == step and event.activity]
    meeting = session.meetings.get(step)
    own = set(meeting.inserts) if meeting is not None else set()
    changed = [*meeting.minutes, *meeting.order, *meeting.skipped] if meeting is not None else []
    found = [one for one in _slugs([*begun, *changed]) if one not in own]
    activities = [
        {"id": one, "title": one, "duration": {"minutes": _MINUTES}} for one in found[:_MOST_ACTIVITIES]
    ]
    return {"id": step, "kind": "meeting", "title": step, "label": step, "activities": activities}


def _slugs(names: Iterable[str]) -> list[str]:
    """Return the names that a curriculum may have, each once, in order."""
    return [name for name in dict.fromkeys(names) if _is_slug(name)]


def _is_slug(name: str) -> bool:
    return len(name) <= _LONGEST and _SLUG.fullmatch(name) is not None
