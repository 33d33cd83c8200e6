"""Copies of a session, and how one differs from the damaged file: texts, and documents of `--json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import SessionFileError
from jusou_tui.report.checklist import item_label, item_text
from jusou_tui.report.differences.fields import TABLES
from jusou_tui.session.format.mistakes import shown_part
from jusou_tui.session.model.privacy import is_private, is_sensitive_sheet
from jusou_tui.session.model.queries import worksheet_name
from jusou_tui.session.model.records import (
    Address,
    Draft,
    Entry,
    Event,
    Meta,
    Note,
    Participant,
    Sheet,
    Todo,
    table_of,
)
from jusou_tui.session.people.identity import labels
from jusou_tui.session.storage.recovery import CONTENT, Copy, Difference, is_in
from jusou_tui.session.storage.salvage import Loss, Salvaged
from jusou_tui.session.storage.trash import Deleted
from jusou_tui.session.worksheets.layout import sheet_layout
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    RECORD_COUNTS,
    bracketed,
    labelled,
    list_text,
    record_counts_text,
    time_text,
)

MOST_TEXTS = 5
_WIDTH = 60
_KINDS = {"copy": "recover.kind_copy", "rescue": "recover.kind_rescue", "remains": "recover.kind_remains"}
_UNTEXTED = frozenset({"events", "meetings", "presence"})


def copy_line(copy: Copy) -> str:
    """Return one line for a copy: when it was made, its kind, its contents counted."""
    return t(
        "recover.copy",
        at=moment_text(copy.at),
        kind=t(_KINDS[copy.kind]),
        counts=_counts({name: len(table_of(copy.session, name)) for name in CONTENT}),
    )


def difference_lines(found: Difference, *, of_rescue: bool = False) -> list[str]:
    """Return how a copy and the damaged file differ: counts by group, with the newest few texts.

    `of_rescue`: what differs is taken from the copy, not from the file.
    """
    groups = (
        ("recover.only_copy", found.only_copy),
        ("recover.only_file", found.only_file),
        ("recover.changed_rescued" if of_rescue else "recover.changed", found.changed),
    )
    lines: list[str] = []
    for message_id, records in groups:
        if records:
            lines.append(t(message_id, counts=_counts(_numbers(records))))
            lines += _texts(records)
    return lines


_WORDS = cast("Mapping[str, str]", TABLES)
_LOSSES = {
    "table": "recover.loss_table",
    "key": "recover.loss_key",
    "guessed": "recover.loss_guessed",
    "cut": "recover.loss_cut",
    "twice": "recover.loss_twice",
    "lines": "recover.loss_lines",
    "marked": "recover.loss_marked",
}


def loss_lines(found: Salvaged, copy: Copy, most: int | None = None) -> list[str]:
    """Return what could not be taken from a file as it stands there, a line each, at most `most` of them.

    Where the copy has the record, that is said instead.
    """
    if not found.losses:
        return []
    lines = [f"  {_loss_text(loss, copy)}" for loss in found.losses]
    if most is not None and len(lines) > most:
        lines[most:] = [f"  {t('recover.more', count=len(lines) - most)}"]
    return [t("recover.losses", count=len(found.losses)), *lines]


def loss_documents(found: Salvaged, copy: Copy) -> list[dict[str, object]]:
    """Return the same as `--json` prints it; `in_copy`: the copy has the record."""
    return [
        {
            "kind": loss.kind,
            "first_line": loss.first,
            "last_line": loss.last,
            "table": loss.address[0] or None,
            "id": loss.address[1] or None,
            "key": loss.key or None,
            "in_copy": is_in(copy, loss),
            "message": _loss_text(loss, copy),
        }
        for loss in found.losses
    ]


def remedy_lines(problem: SessionFileError | None, found: Salvaged) -> list[str]:
    """Return the advice to mend the file by hand, where its only mistake is known and costs something."""
    problems = problem.problems if problem is not None else ()
    if not found.losses or len(problems) != 1 or not problems[0].message_id.startswith("toml."):
        return []
    guessed = (loss.first for loss in found.losses if loss.kind == "guessed")
    return [t("recover.mend", line=next(guessed, problems[0].line))]


def _loss_text(loss: Loss, copy: Copy) -> str:
    message_id = "recover.loss_in_copy" if is_in(copy, loss) else _LOSSES[loss.kind]
    if loss.kind == "key" and not loss.key:
        message_id = "recover.loss_some" if message_id == _LOSSES["key"] else message_id
    first, last = loss.first, loss.last
    place = t("recover.line", line=first) if first == last else t("recover.rows", first=first, last=last)
    return t(message_id, place=place, what=_lost_record(loss), key=_lost_key(loss))


def _lost_record(loss: Loss) -> str:
    """Return what a loss is about: the kind of record, and by what one knows it."""
    table, identifier = loss.address
    at = loss.known.get("at")
    named = [
        cut(clean_line(str(loss.known[name])), _WIDTH)
        for name in ("name", "affiliation")
        if name in loss.known
    ]
    if isinstance(at, datetime):
        named.append(t("recover.moment", month=at.month, day=at.day, time=time_text(at)))
    if table == "meetings":
        named.append(clean_line(identifier))
    return t(_WORDS.get(table, "compare.table_unknown")) + bracketed(list_text(named))


def _lost_key(loss: Loss) -> str:
    """Return a key as a message shows it; one that somebody made up is not quoted where it may be private."""
    return cut(clean_line(shown_part(loss.key, loss.address)), _WIDTH)


def difference_document(found: Difference) -> dict[str, dict[str, int]]:
    """Return the same differences as numbers by table."""
    return {
        "only_copy": _numbers(found.only_copy),
        "only_file": _numbers(found.only_file),
        "changed": _numbers(found.changed),
    }


def outcome_lines(copy: Copy, differs: Difference, found: Salvaged, most: int | None = None) -> list[str]:
    """Return what a new file has of a copy and a damaged file, and what could not be taken.

    That they are the same is said only where nothing is missing.
    """
    lines = [*difference_lines(differs), *loss_lines(found, copy, most)]
    return lines or [t("recover.all_taken" if copy.kind == "remains" else "recover.same")]


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
    elif isinstance(entry, Draft):
        text = entry.text
    elif isinstance(entry, Meta):
        text = f"{entry.title}{bracketed(entry.organisation)}"
    return cut(clean_line(text), _WIDTH)


def deleted_text(
    deleted: Deleted,
    along: Mapping[Address, Entry],
    curriculum: Curriculum | None,
    people: Mapping[str, Participant],
) -> str:
    """Return what was deleted on one line, as `record_text` does; a row with its sheet's name and its cells.

    `along`: what went with it. Of a row that is private, or of a sheet about persons, the cells are left out.
    `people`: who is in the session, by id.
    """
    line = deleted.record
    if isinstance(line, Todo) and line.item and not is_private(line):
        return cut(clean_line(labelled(item_label(line), item_text(line, labels(people)))), _WIDTH)
    if deleted.row_of is None or not isinstance(deleted.record, Sheet):
        return record_text(deleted.record)
    if any(is_private(one) for one in along.values()):
        return t("common.withheld_private")
    sheet = deleted.record
    worksheet = curriculum.worksheet(sheet.worksheet) if curriculum is not None else None
    name = worksheet_name(worksheet, sheet)
    if is_sensitive_sheet(worksheet, sheet):
        return cut(t("common.todo_of_sheet", sheet=name), _WIDTH)
    cells = [cell.text for cell in sheet_layout(worksheet, sheet).cells if cell.row in sheet.rows]
    return cut(clean_line(" ".join([name, *filter(str.strip, cells)])), _WIDTH)


def _numbers(records: Mapping[Address, Entry]) -> dict[str, int]:
    tables = [table for table, _ in records]
    return {name: tables.count(name) for name in RECORD_COUNTS}


def _counts(numbers: Mapping[str, int]) -> str:
    return record_counts_text(numbers) or t("recover.nothing")


def _texts(records: Mapping[Address, Entry]) -> list[str]:
    """Return the newest texts of entries, sheets and people.

    Of half-typed texts only a new note's: others may be about persons.
    """
    worded = sorted(
        (identifier, entry)
        for (table, identifier), entry in records.items()
        if table not in _UNTEXTED
        and not (isinstance(entry, Draft) and (identifier != "note" or entry.editing))
    )
    shown = [f"  {record_text(entry)}" for _, entry in worded[-MOST_TEXTS:]]
    if len(worded) > MOST_TEXTS:
        shown.insert(0, f"  {t('recover.more', count=len(worded) - MOST_TEXTS)}")
    return shown
