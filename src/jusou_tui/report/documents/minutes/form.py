"""Minutes in a town's own form: what its fields are filled with, and a form to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from jusou_tui.report.blocks import Item as ListItem
from jusou_tui.report.blocks import ReportHeading
from jusou_tui.report.documents.form_fields import FIELDS, LISTS, Entry, FormValues
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.minutes import texts as words
from jusou_tui.report.documents.minutes.model import Decision, Item, Minutes, Person, Point, Task
from jusou_tui.report.documents.model import (
    Document,
    DocumentBlock,
    Grid,
    GridCell,
    GridRow,
    Made,
    Section,
    Words,
)
from jusou_tui.wording import language, t
from jusou_tui.wording.values import bracketed, era_date_text, list_text

_WIDE = 2.4
"""The width of a column for running text, relative to the others."""


def values_of(minutes: Minutes) -> FormValues:
    """Return what the fields of a form are filled with. What is not known says so."""
    missing, none = t("minutes.not_written"), t("minutes.none")
    texts = {
        "subject": words.subject_text(minutes),
        "organisation": minutes.organisation or missing,
        "meeting": minutes.meeting,
        "when": words.when_text(minutes),
        "place": minutes.place or missing,
        "attendance": words.people_text(minutes.attendees) or missing,
        "absent": words.people_text(minutes.absent) or none,
        "observers": words.people_text(minutes.observers) or none,
        "facilitator": _names(minutes.facilitators) or missing,
        "scribe": _names(minutes.scribes) or missing,
        "publicity": words.publicity_text(minutes),
        "handouts": minutes.handouts or missing,
        "next": words.next_text(minutes.next),
        "made": era_date_text(minutes.made),
        "made_by": _names(minutes.scribes) or missing,
        "checked_by": minutes.checked_by or missing,
    }
    lists: Mapping[str, tuple[Entry, ...]] = {
        "item": tuple(map(_item, minutes.items)),
        "other": tuple({"text": words.point_text(point)} for point in minutes.others),
        "decision": tuple(map(_decision, minutes.decisions)),
        "todo": tuple(map(partial(_task, minutes), range(1, len(minutes.tasks) + 1), minutes.tasks)),
        "attendee": tuple(map(_person, minutes.attendees)),
    }
    whole = {
        "item": [_item_text(item) for item in minutes.items],
        "other": _points(minutes.others),
        "decision": [f"{one.number}　{words.decision_text(one)}" for one in minutes.decisions],
        "todo": [_task_text(minutes, number, task) for number, task in enumerate(minutes.tasks, 1)],
        "attendee": [words.person_text(person) for person in minutes.attendees],
    }
    return FormValues(texts, lists, {key: "\n".join(lines) or none for key, lines in whole.items()})


def make(wish: Wish) -> Made:  # noqa: ARG001 - the same form for each session
    """Return a form that holds every field, to be changed as the town wants it."""
    about = [
        *("subject", "organisation", "meeting", "when", "place", "attendance", "absent", "observers"),
        *("facilitator", "scribe", "publicity"),
    ]
    item, other = LISTS["item"].fields, LISTS["other"].fields
    number, title, time, points = (_tag("item", field) for field in item)
    blocks: list[DocumentBlock] = [
        ReportHeading(t("minutes.title"), 1),
        _labels(about),
        ReportHeading(f"{t('minutes.item', number=number, title=title)}　{time}", 2),
        ListItem(points),
        ReportHeading(t("minutes.decisions"), 2),
        _rows("decision"),
        ReportHeading(t("minutes.tasks"), 2),
        _rows("todo"),
        ReportHeading(t("minutes.others"), 2),
        *(ListItem(_tag("other", field)) for field in other),
        ReportHeading(t("common.attendance"), 2),
        _rows("attendee"),
        _labels(key for key in FIELDS if key not in about),
    ]
    return Made(Document(t("form.title"), (Section(tuple(blocks)),), language=language()))


def _names(people: Iterable[Person]) -> str:
    return list_text(person.name for person in people)


def _points(points: Iterable[Point]) -> list[str]:
    return [f"・{words.point_text(point)}" for point in points]


def _item(item: Item) -> Entry:
    return {
        "number": str(item.number),
        "title": item.title,
        "time": words.item_time_text(item),
        "points": tuple(map(words.point_text, item.points)),
    }


def _item_text(item: Item) -> str:
    title = t("minutes.item", number=item.number, title=item.title)
    return "\n".join((title + bracketed(words.item_time_text(item)), *_points(item.points)))


def _decision(decision: Decision) -> Entry:
    item = t("minutes.of_item", number=decision.item) if decision.item is not None else ""
    return {"number": str(decision.number), "text": decision.text, "item": item}


def _task(minutes: Minutes, number: int, task: Task) -> Entry:
    return {
        "number": str(number),
        "what": words.what_text(task),
        "owner": words.owner_text(task),
        "due": words.due_text(task, minutes.day),
    }


def _task_text(minutes: Minutes, number: int, task: Task) -> str:
    about = bracketed(list_text((words.owner_text(task), words.due_text(task, minutes.day))))
    return f"{number}　{words.what_text(task)}{about}"


def _person(person: Person) -> Entry:
    return {"name": person.name, "affiliation": person.affiliation, "remark": person.remark}


def _tag(*path: str) -> str:
    """Return a field in braces by the name that it has in the language in use."""
    if language() != "ja":
        return f"{{{{ {'.'.join(path)} }}}}"
    of, field = path if len(path) > 1 else ("", path[0])
    name = f"{LISTS[of].name}.{LISTS[of].fields[field]}" if of else FIELDS[field]
    return f"{{{{ {name} }}}}"


def _label(key: str, of: str = "") -> str:
    """Return what a field is called beside it."""
    if language() != "ja":
        return key.replace("_", " ").capitalize()
    return LISTS[of].fields[key] if of else FIELDS[key]


def _labels(keys: Iterable[str]) -> Grid:
    """Return fields under one another, each beside what it is called."""
    rows = tuple(GridRow((_cell(_label(key), head=True), _cell(_tag(key)))) for key in keys)
    return Grid((1.0, 4.6), rows, about=t("form.title"))


def _rows(of: str) -> Grid:
    """Return a list as a table with one row, which is repeated."""
    fields = LISTS[of].fields
    heads = GridRow(tuple(_cell(_label(field, of), head=True) for field in fields))
    row = GridRow(tuple(_cell(_tag(of, field)) for field in fields))
    shares = tuple(_WIDE if field in {LISTS[of].main, "affiliation"} else 1.0 for field in fields)
    return Grid(shares, (row,), (heads,), about=LISTS[of].name)


def _cell(text: str, *, head: bool = False) -> GridCell:
    return GridCell((Words(text, strong=head),), head=head)
