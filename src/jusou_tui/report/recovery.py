"""Copies of a session, and how one differs from the damaged file: texts, and documents of `--json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jusou_tui.session.model.privacy import is_private
from jusou_tui.session.model.records import Address, Entry, Event, Note, Participant, Sheet, Todo, table_of
from jusou_tui.session.storage.recovery import CONTENT, Copy, Difference
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, list_text, time_text

MOST_TEXTS = 5
_WIDTH = 60
_KINDS = {"copy": "recover.kind_copy", "rescue": "recover.kind_rescue", "remains": "recover.kind_remains"}
_COUNTS = {
    "events": "recover.count_events",
    "notes": "recover.count_notes",
    "todos": "recover.count_todos",
    "sheets": "recover.count_sheets",
    "participants": "recover.count_participants",
    "presence": "recover.count_presence",
}


def copy_line(copy: Copy) -> str:
    """Return one line for a copy: when it was made, its kind, its contents counted."""
    return t(
        "recover.copy",
        at=moment_text(copy.at),
        kind=t(_KINDS[copy.kind]),
        counts=_counts({name: len(table_of(copy.session, name)) for name in CONTENT}),
    )


def difference_lines(found: Difference) -> list[str]:
    """Return how a copy and the damaged file differ: counts by group, with the newest few texts."""
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
    """Return the same differences as numbers by table."""
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


def moment_text(at: datetime) -> str:
    """Return an instant in this machine's zone, to the minute, without its year."""
    here = at.astimezone()
    return t("recover.moment", month=here.month, day=here.day, time=time_text(here))


def record_text(entry: Entry) -> str:
    """Return a record's text on one line of at most 60 cells; of a private one only that it is private."""
    if is_private(entry):
        return t("common.withheld_private")
    text = ""
    if isinstance(entry, Note):
        text = entry.text
    elif isinstance(entry, Todo):
        text = entry.what
    elif isinstance(entry, Sheet):
        text = entry.worksheet  # its title may name a person, and no curriculum is at hand that would know
    elif isinstance(entry, Participant):
        text = entry.name + bracketed(entry.affiliation)
    elif isinstance(entry, Event):
        text = f"{entry.step} {entry.kind}"
    return cut(clean_line(text), _WIDTH)


def _numbers(records: Mapping[Address, Entry]) -> dict[str, int]:
    tables = [table for table, _ in records]
    return {name: tables.count(name) for name in CONTENT}


def _counts(numbers: Mapping[str, int]) -> str:
    counts = [t(_COUNTS[name], count=number) for name, number in numbers.items() if number]
    return list_text(counts) or t("recover.nothing")


def _texts(records: Mapping[Address, Entry]) -> list[str]:
    """Return the newest texts of entries, sheets and people; events have none."""
    worded = sorted(
        (identifier, entry) for (table, identifier), entry in records.items() if table != "events"
    )
    shown = [f"  {record_text(entry)}" for _, entry in worded[-MOST_TEXTS:]]
    if len(worded) > MOST_TEXTS:
        shown.insert(0, f"  {t('recover.more', count=len(worded) - MOST_TEXTS)}")
    return shown
