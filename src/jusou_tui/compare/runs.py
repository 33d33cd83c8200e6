"""Two runs side by side: the schedule's differences first, then people, decisions, ToDos, sheets row by row.

Ids of records say nothing across runs: people are known by their name, decisions and ToDos by their words,
sheets by their worksheet and title, free rows by their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jusou_tui.compare.change import Change, change_kind, first_line
from jusou_tui.compare.withhold import private_ids
from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.session.model.records import Note, Participant, Session, Sheet, Todo
from jusou_tui.session.people.identity import labels, match_people
from jusou_tui.session.programme.attendance import team
from jusou_tui.session.programme.todos import todo_rows, todos_of, without_todos
from jusou_tui.session.worksheets.layout import row_order
from jusou_tui.timekeeping.history.account import whole_rows
from jusou_tui.timekeeping.history.meeting_record import meeting_record

Pair = tuple[object, object]


@dataclass(frozen=True, slots=True)
class RunRow:
    """An activity of both runs: minutes planned and actual, as (old, new); None where there are none."""

    step: str
    activity: str
    title: str
    planned: Pair
    actual: Pair


@dataclass(frozen=True)
class Runs:
    """Two runs beside each other. `same_curriculum`: else only what both have is compared."""

    same_curriculum: bool
    rows: tuple[RunRow, ...]
    changes: tuple[Change, ...]


def compare_runs(
    old: Session,
    new: Session,
    before: Curriculum | None,
    after: Curriculum | None,
    *,
    include_private: bool = False,
) -> Runs:
    """Return two runs beside each other. Without a curriculum there are no minutes.

    Rows of sheets are named by their number, which does not say whether a row is private: so the rows of
    private ToDos are compared with `include_private` only. The ToDos themselves always are.
    """
    hidden = frozenset() if include_private else private_ids(old, new)
    same = old.session.curriculum == new.session.curriculum
    rows = tuple(_rows(old, new, before, after))
    common = {row.activity for row in rows} if not same else None
    changes = [
        *_timing(rows),
        *_head(old, new),
        *_people(old, new),
        *_said(old, new, common),
        *_todos(dict(todos_of(old, before)), dict(todos_of(new, after)), common),
        *_sheets(_without_todos(old, before, hidden), _without_todos(new, after, hidden)),
    ]
    return Runs(same, rows, tuple(changes))


def _rows(
    old: Session, new: Session, before: Curriculum | None, after: Curriculum | None
) -> Iterator[RunRow]:
    if before is None or after is None:
        return
    for step in before.steps:
        other = after.step(step.id)
        if other is None:
            continue
        first, second = _minutes(old, before, step), _minutes(new, after, other)
        titles = {key: title for found in (second, first) for key, (title, _, _) in found.items()}
        same = before.id == after.id
        for key in [*first, *(key for key in second if key not in first)]:
            if same or (key in first and key in second):
                none = ("", None, None)
                was, now = first.get(key, none), second.get(key, none)
                yield RunRow(step.id, key, titles[key], (was[1], now[1]), (was[2], now[2]))


def _minutes(
    session: Session, curriculum: Curriculum, step: Step
) -> dict[str, tuple[str, int | None, int | None]]:
    """Return title, planned and actual minutes of a step's rows; nothing of a step that has no date yet."""
    record = meeting_record(session, curriculum, step)
    if record is None:
        return {}
    return {
        row.row.key: (
            row.row.title,
            None if row.row.skipped else row.row.minutes,
            row.actual_minutes if row.state in {"done", "now"} else None,
        )
        for row in whole_rows(record)
    }


def _timing(rows: Iterable[RunRow]) -> Iterator[Change]:
    for row in rows:
        for name, (was, now) in (("planned", row.planned), ("minutes", row.actual)):
            if was != now:
                kind, field = change_kind(was, now), f"{name}/{row.activity}"
                yield Change(kind, "timing", row.step, field, row.step, row.activity, was, now, row.title)


def _head(old: Session, new: Session) -> Iterator[Change]:
    for name in ("title", "organisation", "curriculum", "curriculum_version", "variant"):
        was, now = getattr(old.session, name), getattr(new.session, name)
        if was != now:
            yield Change("changed", "session", "", name, before=was, after=now)


def _people(old: Session, new: Session) -> Iterator[Change]:
    before, after = _team(old), _team(new)
    matches = match_people(before, list(after.values()), moving=True)
    known = {match.known for match in matches}
    gone, come = labels(before), labels(after)
    for key, was in before.items():
        if key not in known:
            yield Change("removed", "participants", "", before=was, title=gone[key])
    for (key, now), match in zip(after.items(), matches, strict=True):
        if match.is_new:
            yield Change("added", "participants", "", after=now, title=come[key])


def _team(session: Session) -> dict[str, Participant]:
    """Return the people who count in a run by id, in order."""
    return {key: session.participants[key] for key in team(session)}


def _said(old: Session, new: Session, common: set[str] | None) -> Iterator[Change]:
    """Yield the decisions that one run has and the other has not."""
    first = {(note.step, note.activity, note.text): note for note in _decisions(old)}
    second = {(note.step, note.activity, note.text): note for note in _decisions(new)}
    for key in sorted({**first, **second}, key=repr):
        step, activity, text = key
        if (key in first and key in second) or (common is not None and activity not in common):
            continue
        was, now = first.get(key), second.get(key)
        yield Change(change_kind(was, now), "notes", "", "", step, activity, was, now, first_line(text))


def _decisions(session: Session) -> list[Note]:
    return [note for note in session.notes.values() if note.kind == "decision"]


def _todos(old: Mapping[str, Todo], new: Mapping[str, Todo], common: set[str] | None) -> Iterator[Change]:
    first = {(todo.step, todo.what): todo for todo in old.values()}
    second = {(todo.step, todo.what): todo for todo in new.values()}
    for key in sorted({**first, **second}, key=repr):
        was, now = first.get(key), second.get(key)
        step, what = key
        one = was or now
        outside = common is not None and one is not None and one.activity not in common
        if (was is None) == (now is None) or outside:
            continue
        activity = one.activity if one is not None else None
        yield Change(change_kind(was, now), "todos", "", "", step, activity, was, now, first_line(what))


def _without_todos(
    session: Session, curriculum: Curriculum | None, hidden: frozenset[str]
) -> dict[str, Sheet]:
    """Return the sheets without `hidden` rows and those that are ToDos: these are compared by their words."""
    listed = dict(todos_of(session, curriculum))
    places = {place.row: place for place in todo_rows(session.sheets, curriculum) if place.row in listed}
    found = {}
    for key, sheet in session.sheets.items():
        rows = without_todos(sheet, key, places).rows
        rows = {row: cells for row, cells in rows.items() if row not in places or any(cells.values())}
        rows = {row: cells for row, cells in rows.items() if row not in hidden}
        order = tuple(row for row in sheet.order if row not in hidden)
        found[key] = sheet.model_copy(update={"rows": rows, "order": order})
    return found


def _sheets(old: Mapping[str, Sheet], new: Mapping[str, Sheet]) -> Iterator[Change]:
    first, second = _by_worksheet(old), _by_worksheet(new)
    for key in {**first, **second}:
        was, now = first.get(key), second.get(key)
        one = was or now
        title = f"{key[0]} {one.title}".strip() if one is not None else key[0]
        blank = Change("changed", "sheets", key[0], "", one.step if one is not None else None, title=title)
        if was is None or now is None:
            yield replace(blank, kind=change_kind(was, now), before=was, after=now)
        else:
            yield from _cells(blank, was, now)


def _by_worksheet(sheets: Mapping[str, Sheet]) -> dict[tuple[str, str, int], Sheet]:
    """Return the sheets by worksheet, title, and which of several of that name it is."""
    found: dict[tuple[str, str, int], Sheet] = {}
    for _, sheet in sorted(sheets.items(), key=lambda pair: (pair[1].at, pair[0])):
        number = sum(key[:2] == (sheet.worksheet, sheet.title) for key in found)
        found[sheet.worksheet, sheet.title, number] = sheet
    return found


def _cells(blank: Change, old: Sheet, new: Sheet) -> Iterator[Change]:
    for cell in sorted({**old.cells, **new.cells}):
        was, now = old.cells.get(cell) or None, new.cells.get(cell) or None
        if was != now:
            yield replace(blank, kind=change_kind(was, now), field=f"cells/{cell}", before=was, after=now)
    first = [old.rows[row] for row in row_order(old)]
    second = [new.rows[row] for row in row_order(new)]
    for number in range(max(len(first), len(second))):
        row = first[number] if number < len(first) else None
        other = second[number] if number < len(second) else None
        if row != other:
            yield replace(
                blank, kind=change_kind(row, other), field=f"rows/{number + 1}", before=row, after=other
            )
