"""Which events stand: undo takes one back, and an undo can be taken back itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jusou_tui.session.model.records import Event


def standing(events: Mapping[str, Event]) -> list[tuple[str, Event]]:
    """Return the events that count, by (at, id): without those taken back, without the undo events."""
    gone = _taken_back(events)
    counting = [(key, event) for key, event in events.items() if event.kind != "undo" and key not in gone]
    return sorted(counting, key=lambda pair: (pair[1].at, pair[0]))


def _taken_back(events: Mapping[str, Event]) -> set[str]:
    undoers: dict[str, list[str]] = {}
    for key, event in events.items():
        if event.kind == "undo" and event.target is not None:
            undoers.setdefault(event.target, []).append(key)
    if not undoers:
        return set()
    gone: dict[str, bool] = {}
    for start in undoers:
        _settle(start, undoers, gone)
    return {key for key, is_gone in gone.items() if is_gone}


def _settle(start: str, undoers: Mapping[str, Iterable[str]], gone: dict[str, bool]) -> None:
    """Decide an event after all that take it back; a circle, which no program writes, counts as standing."""
    pending = [start]
    entered: set[str] = set()
    while pending:
        key = pending[-1]
        above = undoers.get(key, ())
        open_ones = [undoer for undoer in above if undoer not in gone and undoer not in entered]
        if open_ones and key not in entered:
            entered.add(key)
            pending += open_ones
            continue
        gone[key] = any(not gone.get(undoer, True) for undoer in above)
        pending.pop()
