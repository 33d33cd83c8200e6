"""The titles of a curriculum, read without building and checking its models.

Whatever is invalid is skipped without a message; `jusou check` reports it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jusou_tui.files import read_file
from jusou_tui.toml import limits
from jusou_tui.toml.outline import outline

_Wanted = Mapping[str, Collection[str]]
_OF_HEADING: _Wanted = MappingProxyType(
    {"": ("id", "version"), "programme": ("title", "short_title", "purpose")}
)
_OF_TITLES: _Wanted = MappingProxyType(
    {
        "programme": ("short_title",),
        "steps": ("id", "label", "kind", "cases"),
        "steps.activities": ("id", "short_title", "title", "duration"),
        "steps.activities.segments": ("id", "minutes_per_case"),
    }
)


class Titles:
    """A curriculum's short title, its steps' labels by id, its activities' titles by step and id.

    `meetings`: the labels of those steps that are meetings, `counting` those that cases make longer.
    """

    def __init__(
        self,
        programme: str,
        steps: dict[str, str] | None = None,
        activities: dict[tuple[str, str], str] | None = None,
    ) -> None:
        self.programme = programme
        self.steps = {} if steps is None else steps
        self.activities = {} if activities is None else activities
        self.meetings: dict[str, str] = {}
        self.counting: set[str] = set()

    def step(self, key: str) -> str:
        """Return the label of a step; of `step1-2` it is step1's with the number of the meeting."""
        base, number = self._base(key)
        label = self.steps.get(base, base)
        return f"{label} ({number})" if number else label

    def activity(self, step: str, activity: str) -> str:
        """Return an activity's title, its id where there is none."""
        return self.activities.get((self._base(step)[0], activity), activity)

    def _base(self, key: str) -> tuple[str, str]:
        base, _, number = key.rpartition("-")
        repeats = key not in self.steps and base in self.steps and number.isdecimal()
        return (base, number) if repeats else (key, "")


class Heading(NamedTuple):
    """What a curriculum's file says of itself before its first step. `purpose`: the first of them."""

    id: str
    title: str
    short_title: str
    purpose: str
    version: str


def heading(path: Path) -> Heading | None:
    """Return the heading of a curriculum's file, None where it cannot be read or is no curriculum."""
    document = _document(path, _OF_HEADING, until="\n[[")
    programme = document.get("programme")
    if not isinstance(programme, dict):
        return None
    purpose = programme.get("purpose")
    first = purpose[0] if isinstance(purpose, list) and purpose else ""
    found = Heading(
        _text(document, "id"),
        _text(programme, "title"),
        _text(programme, "short_title"),
        first.strip() if isinstance(first, str) else "",
        _text(document, "version"),
    )
    return found if found.id and found.title else None


def titles(path: Path) -> Titles | None:
    """Return the titles of a curriculum's file, None where it cannot be read or is no curriculum."""
    document = _document(path, _OF_TITLES)
    programme = document.get("programme")
    name = programme.get("short_title") if isinstance(programme, dict) else None
    if not isinstance(name, str):
        return None
    found = Titles(name)
    for step_id, step in _entries(document):
        found.steps[step_id] = _text(step, "label") or step_id
        if step.get("kind") == "meeting":
            found.meetings[step_id] = found.steps[step_id]
        if "cases" in step:
            found.counting.add(step_id)
        for activity_id, activity in _entries(step, "activities"):
            title = _text(activity, "short_title") or _text(activity, "title")
            found.activities[step_id, activity_id] = title or activity_id
            if _grows_with_cases(activity):
                found.counting.add(step_id)
    return found


def _document(path: Path, wanted: _Wanted, *, until: str | None = None) -> dict[str, object]:
    """Return at least what is wanted of a file, of its lines before `until`; {} where it cannot be read."""
    try:
        text = read_file(path, limits.CURRICULUM_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
        part = text if until is None else text.partition(until)[0]
        if (found := outline(part, wanted)) is not None:
            return found
        import tomllib

        return {} if limits.excess(part) else tomllib.loads(part)
    except (OSError, ValueError, RecursionError):
        return {}


def _entries(table: dict[str, object], name: str = "steps") -> Iterator[tuple[str, dict[str, object]]]:
    entries = table.get(name)
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry["id"], entry


def _grows_with_cases(activity: dict[str, object]) -> bool:
    """Return whether an activity takes longer with more cases, as `counts_cases` says of a checked one."""
    duration = activity.get("duration")
    per_case = isinstance(duration, dict) and bool(duration.get("per_case"))
    return per_case or any(segment.get("minutes_per_case") for _, segment in _entries(activity, "segments"))


def _text(table: dict[str, object], name: str) -> str:
    value = table.get(name)
    return value.strip() if isinstance(value, str) else ""
