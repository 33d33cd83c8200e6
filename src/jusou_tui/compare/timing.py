"""What the events of a session come to: minutes per activity, and when a meeting began and ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jusou_tui.compare.change import Change, change_kind
from jusou_tui.session.model.records import Event, Session
from jusou_tui.timekeeping.running.progress import progress


def events_by_step(session: Session) -> dict[str, list[tuple[str, Event]]]:
    """Return the events of each step."""
    found: dict[str, list[tuple[str, Event]]] = {}
    for pair in session.events.items():
        found.setdefault(pair[1].step, []).append(pair)
    return found


def timing_of(events: list[tuple[str, Event]]) -> dict[str, object]:
    """Return what one step's events say: `started`, `ended`, `minutes/<activity>`, `left_out/<activity>`.

    What still runs is counted up to the last event, so that a heartbeat alone changes nothing.
    """
    last = max(event.at for _, event in events)
    went = progress(events, last)
    found: dict[str, object] = {}
    if went.started is not None:
        found["started"] = _minute(went.started)
    if went.ended is not None:
        found["ended"] = _minute(went.ended)
    seconds: dict[str, float] = {}
    for run in went.runs:
        seconds[run.activity] = seconds.get(run.activity, 0.0) + run.elapsed
    found |= {f"minutes/{activity}": round(spent / 60) for activity, spent in seconds.items()}
    return found | {f"left_out/{activity}": True for activity in sorted(went.skipped)}


def timing_changes(old: Session, new: Session) -> Iterator[Change]:
    """Yield how the derived times differ, step by step."""
    if old.events == new.events:
        return
    before, after = events_by_step(old), events_by_step(new)
    for step in {**before, **after}:
        if before.get(step) == after.get(step):
            continue
        was = timing_of(before[step]) if step in before else {}
        now = timing_of(after[step]) if step in after else {}
        for name in {**was, **now}:
            first, second = was.get(name), now.get(name)
            if first != second:
                activity = name.partition("/")[2] or None
                yield Change(change_kind(first, second), "timing", step, name, step, activity, first, second)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
