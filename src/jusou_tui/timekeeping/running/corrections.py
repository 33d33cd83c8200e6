"""A key that was pressed too late or too early: which one can be put right, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jusou_tui.session.model.events import CorrectedEvent, corrected_events
from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.clock.instants import utc

KEY_KINDS = frozenset({"start", "finish", "pause", "resume", "segment", "next_turn", "later", "absent"})


def last_key(events: Sequence[tuple[str, Event]]) -> tuple[CorrectedEvent, datetime | None] | None:
    """Return the last key of a meeting that can be put right, and how early it can have been at most.

    That is the key before it: keys keep their order. None where there is no key.
    """
    keys = [entry for entry in corrected_events(events) if entry.event.kind in KEY_KINDS]
    return (keys[-1], keys[-2].at if len(keys) > 1 else None) if keys else None


def correction(last: CorrectedEvent, earliest: datetime | None, wanted: datetime, now: datetime) -> float:
    """Return the seconds by which to move a key to `wanted`, kept between the key before it and now."""
    target = min(utc(wanted), utc(now))
    target = target if earliest is None else max(target, earliest)
    return (target - last.at).total_seconds()
