"""In words: which copies of a session there are, and what one of them has that the damaged file lacks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jusou_tui.session.model.records import Event, Note, Participant, Sheet, Todo
from jusou_tui.session.model.tables import Address, Entry, table_of
from jusou_tui.session.storage.recovery import CONTENT, Copy, Difference
from jusou_tui.text.clean import clean_line
from jusou_tui.text.width import cut
from jusou_tui.wording import t
from jusou_tui.wording.labels import list_text

MOST_TEXTS = 5
_WIDTH = 60
_KINDS = {"copy": "recover.kind_copy", "rescue": "recover.kind_rescue", "remains": "recover.kind_remains"}
_COUNTS = {
    "events": "recover.count_events",
    "notes": "recover.count_notes",
    "todos": "recover.count_todos",
    "sheets": "recover.count_sheets",
    "participants": "recover.count_participants",
}


def copy_line(copy: Copy) -> str:
    """Return what a list says of one copy: when, what kind, how much is in it."""
    return t(
        "recover.copy",
        at=said_moment(copy.at),
        kind=t(_KINDS[copy.kind]),
        counts=_counts({name: len(table_of(copy.session, name)) for name in CONTENT}),
    )


def difference_lines(found: Difference) -> list[str]:
    """Return how a copy and the damaged file differ, a group a paragraph, the texts of a few records."""
    if not found:
        return [t("recover.same")]
    groups = (
        ("recover.only_copy", found.only_copy),
        ("recover.only_file", found.only_file),
        ("recover.changed", found.changed),
    )
    lines: list[str] = []
    for message_id, records in groups:
        if records:
            lines.append(t(message_id, counts=_counts(_numbers(records))))
            lines += _texts(records)
    return lines


def difference_document(found: Difference) -> dict[str, dict[str, int]]:
    """Return the same as numbers by table."""
    return {
        "only_copy": _numbers(found.only_copy),
        "only_file": _numbers(found.only_file),
        "changed": _numbers(found.changed),
    }


def copy_document(copy: Copy) -> dict[str, object]:
    """Return a copy as `--json` prints it."""
    return {
        "path": str(copy.path),
        "at": copy.at.isoformat(timespec="seconds"),
        "kind": copy.kind,
        "title": copy.session.session.title,
        **{name: len(table_of(copy.session, name)) for name in CONTENT},
    }


def said_moment(at: datetime) -> str:
    """Return an instant as the clocks here show it, to the minute."""
    here = at.astimezone()
    return t("recover.moment", month=here.month, day=here.day, time=f"{here:%H:%M}")


def said_record(entry: Entry) -> str:
    """Return what a record says on one line; of a private one only that it is private."""
    if getattr(entry, "private", False):
        return t("common.withheld_private")
    text = ""
    if isinstance(entry, Note):
        text = entry.text
    elif isinstance(entry, Todo):
        text = entry.what
    elif isinstance(entry, Sheet):
        text = entry.title or entry.worksheet
    elif isinstance(entry, Participant):
        text = entry.name
    elif isinstance(entry, Event):
        text = f"{entry.step} {entry.kind}"
    return cut(clean_line(text), _WIDTH)


def _numbers(records: Mapping[Address, Entry]) -> dict[str, int]:
    tables = [table for table, _ in records]
    return {name: tables.count(name) for name in CONTENT}


def _counts(numbers: Mapping[str, int]) -> str:
    said = [t(_COUNTS[name], count=number) for name, number in numbers.items() if number]
    return list_text(said) or t("recover.nothing")


def _texts(records: Mapping[Address, Entry]) -> list[str]:
    """Return the newest texts, sheets and people apart from events, which have no words of their own."""
    worded = sorted(
        (identifier, entry) for (table, identifier), entry in records.items() if table != "events"
    )
    shown = [f"  {said_record(entry)}" for _, entry in worded[-MOST_TEXTS:]]
    if len(worded) > MOST_TEXTS:
        shown.insert(0, f"  {t('recover.more', count=len(worded) - MOST_TEXTS)}")
    return shown
