"""The rules that join parts of a curriculum: ids, references, and durations that cannot be.

They look at the raw tables, so that they are reported together with wrong types and unknown keys; what has
the wrong type is passed over here, as it is reported elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, TypeGuard

from jusou_tui.curriculum.model import TODO_PARTS, seconds_of
from jusou_tui.text.nearest import nearest
from jusou_tui.toml.positions import KeyPath
from jusou_tui.toml.wanted import shown

MOST = 1000


class Mistake(NamedTuple):
    """One mistake at a path of the data; `at_key`: it is the key, not the value, that is wrong."""

    path: KeyPath
    message_id: str
    facts: dict[str, object] = {}
    at_key: bool = False


RawTable = dict[str, Any]
Entries = list[tuple[KeyPath, RawTable]]

_MOST_NAMED = 60
_TIME_CODE = re.compile(r"([0-9]{1,3}:)?[0-9]?[0-9]:[0-5][0-9]")
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def cross_check(data: RawTable) -> Iterator[Mistake]:
    """Yield every mistake that concerns more than one place of the curriculum."""
    yield from _duplicates(data)
    yield from _references(data)
    for path, step in entries(data, (), "steps"):
        yield from _step_too_full(path, step)
        for activity_path, activity in entries(step, path, "activities"):
            yield from _segments_too_long(activity_path, activity)
            yield from _cues_too_late(activity_path, activity)
            yield from _ends_before_it_starts(activity_path, activity)
    for path, sheet in entries(data, (), "worksheets"):
        for block_path, block in entries(sheet, path, "blocks"):
            yield from _rows_too_wide(block_path, block)
            yield from _todo_parts(block_path, block, block.get("layout", sheet.get("layout")))


def _duplicates(data: RawTable) -> Iterator[Mistake]:
    lists = [entries(data, (), name) for name in ("variants", "references", "worksheets", "steps")]
    lists.append(entries(_table(data, "programme"), ("programme",), "ways_of_use"))
    for path, step in entries(data, (), "steps"):
        activities = entries(step, path, "activities")
        lists.append(activities)
        lists += [entries(activity, inner, "segments") for inner, activity in activities]
    for path, sheet in entries(data, (), "worksheets"):
        blocks = entries(sheet, path, "blocks")
        lists.append(blocks)
        lists += [entries(block, inner, name) for inner, block in blocks for name in ("columns", "rows")]
    for listed in lists:
        yield from ids_twice(listed)


def ids_twice(listed: Entries) -> Iterator[Mistake]:
    """Yield where an id of a list stands a second time."""
    seen: set[str] = set()
    for path, entry in listed:
        name = entry.get("id")
        if isinstance(name, str) and name in seen:
            yield Mistake((*path, "id"), "curriculum.id_twice", {"found": shown(name)})
        elif isinstance(name, str):
            seen.add(name)


def _references(data: RawTable) -> Iterator[Mistake]:
    steps = ids_of(data, "steps")
    worksheets = ids_of(data, "worksheets")
    references = ids_of(data, "references")
    for path, step in entries(data, (), "steps"):
        yield from unknown_ids(step, path, "member_references", references)
        for inner, activity in entries(step, path, "activities"):
            yield from unknown_ids(activity, inner, "references", references)
            yield from unknown_ids(activity, inner, "fills", worksheets)
            yield from unknown_ids(activity, inner, "reads", worksheets)
            yield from unknown_ids(activity, inner, "needs_step", steps)
            for deepest, segment in entries(activity, inner, "segments"):
                yield from unknown_ids(_table(segment, "clip"), (*deepest, "clip"), "reference", references)
    for path, variant in entries(data, (), "variants"):
        for name in ("without", "only", "same_day"):
            yield from unknown_ids(variant, path, name, steps)
    places = places_of(data)
    for path, sheet in entries(data, (), "worksheets"):
        for name in ("filled_in", "read_in"):
            yield from unknown_ids(sheet, path, name, places)


def unknown_ids(table: RawTable, path: KeyPath, name: str, known: Iterable[str]) -> Iterator[Mistake]:
    """Yield where `name` (one id, or a list of them) says an id that is not `known`."""
    value = table.get(name)
    listed = value if isinstance(value, list) else []
    named = [((*path, name), value), *(((*path, name, number), entry) for number, entry in enumerate(listed))]
    for place, entry in named:
        if isinstance(entry, str) and entry not in known:
            yield unknown_id(place, entry, known)


def unknown_id(path: KeyPath, found: str, known: Iterable[str], *, at_key: bool = False) -> Mistake:
    """Return the mistake that an id at a path is none of those that are `known`."""
    some = list(islice(known, _MOST_NAMED))
    facts: dict[str, object] = {"found": shown(found), "known": ", ".join(shown(one) for one in some)}
    meant = nearest(found, some)
    if meant is None:
        return Mistake(path, "curriculum.id_unknown", facts, at_key)
    return Mistake(path, "curriculum.id_unknown_meant", {**facts, "meant": shown(meant)}, at_key)


def _step_too_full(path: KeyPath, step: RawTable) -> Iterator[Mistake]:
    booked = _table(step, "length").get("minutes")
    if step.get("kind") != "meeting" or not _is_pair(booked):
        return
    lowest = 0
    for _, activity in entries(step, path, "activities"):
        span = _minutes(activity)
        lowest += span[0] if span and not activity.get("as_needed") else 0
    if lowest > booked[1]:
        facts: dict[str, object] = {"minutes": lowest, "most": booked[1]}
        yield Mistake((*path, "length"), "curriculum.step_too_full", facts)


def _segments_too_long(path: KeyPath, activity: RawTable) -> Iterator[Mistake]:
    most = _longest(activity)
    seconds = sum(_fixed_seconds(segment) for _, segment in entries(activity, path, "segments"))
    if most is not None and seconds > most * 60:
        facts: dict[str, object] = {"minutes": -(-seconds // 60), "most": f"{most:g}"}
        yield Mistake((*path, "duration"), "curriculum.segments_too_long", facts)


def _cues_too_late(path: KeyPath, activity: RawTable) -> Iterator[Mistake]:
    most = _longest(activity)
    for inner, cue in entries(activity, path, "cues"):
        after = cue.get("after")
        if most is not None and _is_whole(after) and after > most:
            facts: dict[str, object] = {"found": after, "most": f"{most:g}"}
            yield Mistake((*inner, "after"), "curriculum.cue_too_late", facts)


def _ends_before_it_starts(path: KeyPath, activity: RawTable) -> Iterator[Mistake]:
    pin, until = activity.get("pin"), activity.get("until")
    times = [time for time in (pin, until) if isinstance(time, str) and _CLOCK_TIME.fullmatch(time)]
    if len(times) == 2 and times[1] <= times[0]:  # noqa: PLR2004 - both are given; HH:MM sorts as text
        yield Mistake((*path, "until"), "curriculum.until_before_pin", {"found": times[1], "pin": times[0]})


def _rows_too_wide(path: KeyPath, block: RawTable) -> Iterator[Mistake]:
    columns = len(entries(block, path, "columns"))
    rows = block.get("default_rows")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, list) and len(row) > columns:
            facts: dict[str, object] = {"cells": len(row), "columns": columns}
            yield Mistake((*path, "default_rows", number), "curriculum.row_too_wide", facts)


def _todo_parts(path: KeyPath, block: RawTable, layout: object) -> Iterator[Mistake]:
    """Yield where a part of a ToDo is not the column of a table, stands twice, or has no column `what`."""
    columns = _parts(entries(block, path, "columns"))
    side = _table(block, "side")
    others = _parts([*entries(block, path, "rows"), ((*path, "side"), side)])
    for place, _ in others if layout == "table" else [*columns, *others]:
        yield Mistake(place, "curriculum.todo_no_table")
    if layout != "table":
        return
    parts = [part for _, part in columns]
    for number, (place, part) in enumerate(columns):
        if part in parts[:number]:
            yield Mistake(place, "curriculum.todo_twice", {"found": part})
        elif "what" not in parts:
            yield Mistake(place, "curriculum.todo_without_what", {"found": part})


def _parts(headings: Entries) -> list[tuple[KeyPath, str]]:
    """Return the parts of a ToDo that headings name, with the paths of their keys; unknown ones left out."""
    named = (((*path, "todo"), heading.get("todo")) for path, heading in headings)
    return [(path, part) for path, part in named if isinstance(part, str) and part in TODO_PARTS]


def _longest(activity: RawTable) -> float | None:
    """Return the minutes that the activity surely gets, with one participant and one case; None: open."""
    span = _minutes(activity)
    if span is None:
        return None
    duration = _table(activity, "duration")
    parts = [duration.get(name, 0) for name in ("base", "per_participant", "per_case")]
    base, per_participant, per_case = (part if isinstance(part, (int, float)) else 0 for part in parts)
    return float(max(span[1], base + per_participant) + per_case)


def _minutes(activity: RawTable) -> tuple[int, int] | None:
    """Return the activity's minutes [lowest, highest]; None where they are missing or not numbers."""
    minutes = _table(activity, "duration").get("minutes")
    if _is_whole(minutes):
        return minutes, minutes
    return (minutes[0], minutes[1]) if _is_pair(minutes) else None


def _fixed_seconds(segment: RawTable) -> int:
    seconds, minutes, clip = segment.get("seconds"), segment.get("minutes"), _table(segment, "clip")
    if _is_whole(seconds):
        return seconds
    if _is_whole(minutes):
        return minutes * 60
    start, end = clip.get("start"), clip.get("end")
    return max(0, seconds_of(end) - seconds_of(start)) if _is_time_code(start) and _is_time_code(end) else 0


def _is_time_code(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _TIME_CODE.fullmatch(value) is not None


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_pair(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and len(value) == 2 and all(_is_whole(one) for one in value)  # noqa: PLR2004


def _table(table: RawTable, name: str) -> RawTable:
    value = table.get(name)
    return value if isinstance(value, dict) else {}


def entries(table: RawTable, path: KeyPath, name: str) -> Entries:
    """Return the tables of the list `name` with their paths; what is no table is passed over."""
    value = table.get(name)
    if not isinstance(value, list):
        return []
    return [((*path, name, number), entry) for number, entry in enumerate(value) if isinstance(entry, dict)]


def ids_of(data: RawTable, name: str) -> dict[str, None]:
    """Return the ids of a list in their order."""
    ids = (entry.get("id") for _, entry in entries(data, (), name))
    return dict.fromkeys(name for name in ids if isinstance(name, str))


def places_of(data: RawTable) -> dict[str, None]:
    """Return where a worksheet can be filled or read: `step` and `step/activity`."""
    places = []
    for path, step in entries(data, (), "steps"):
        name = step.get("id")
        if isinstance(name, str):
            places.append(name)
            activities = [activity.get("id") for _, activity in entries(step, path, "activities")]
            places += [f"{name}/{activity}" for activity in activities if isinstance(activity, str)]
    return dict.fromkeys(places)
