"""Labels of the fields and texts of the values that a difference names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from jusou_tui.compare.change import TableName
from jusou_tui.compare.text_diff import Op, TextPart
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    date_text,
    date_time_text,
    inline,
    labelled,
    list_text,
    minutes_text,
    role_label,
)

TABLES: dict[TableName, str] = {
    "session": "compare.table_session",
    "participants": "compare.table_participants",
    "meetings": "compare.table_meetings",
    "timing": "common.time_taken",
    "presence": "compare.table_presence",
    "notes": "common.kind_note",
    "sheets": "compare.table_sheets",
    "todos": "common.kind_todo",
    "unknown": "compare.table_unknown",
    "events": "compare.table_events",
    "drafts": "compare.table_drafts",
    "conflicts": "compare.table_conflicts",
    "view": "compare.table_view",
}
NOTE_KINDS = {
    "note": "common.kind_note",
    "decision": "common.decision",
    "question": "common.kind_question",
}
FIELDS = {
    "title": "common.title",
    "organisation": "common.organisation",
    "curriculum": "common.curriculum",
    "curriculum_version": "compare.field_curriculum_version",
    "variant": "common.variant",
    "closed": "compare.field_closed",
    "name": "common.name",
    "affiliation": "common.affiliation",
    "role": "common.role",
    "left": "compare.field_left",
    "guest": "app.who_guest",
    "date": "common.date",
    "until": "compare.field_until",
    "left_out": "compare.field_left_out",
    "start": "compare.field_start",
    "started": "compare.field_started",
    "ended": "compare.field_ended",
    "booked_end": "compare.field_booked_end",
    "cases": "common.cases",
    "present": "common.attendance",
    "planned": "common.planned",
    "pins": "compare.field_pins",
    "skipped": "compare.field_left_out",
    "order": "compare.field_order",
    "inserts": "compare.field_inserts",
    "groups": "compare.field_groups",
    "reporting": "compare.field_reporting",
    "lunch": "compare.field_lunch",
    "least_lunch": "compare.field_least_lunch",
    "place": "common.place",
    "seats": "compare.field_seats",
    "handouts": "minutes.handouts",
    "closed_items": "minutes.closed_items",
    "closed_reason": "minutes.closed_reason",
    "minutes_checked": "minutes.checked_by",
    "observer": "minutes.observers",
    "at": "common.time_of_day",
    "kind": "compare.field_kind",
    "text": "compare.field_text",
    "what": "compare.field_text",
    "activity": "compare.field_activity",
    "step": "common.step",
    "author": "compare.field_author",
    "private": "common.private",
    "memo": "compare.field_memo",
    "kept": "common.kept_back",
    "settled": "compare.field_settled",
    "public": "compare.field_public",
    "owner": "compare.field_owner",
    "due": "compare.field_due",
    "done": "compare.field_done",
    "note": "compare.field_note",
    "record": "compare.field_record",
    "ends": "compare.field_ends",
    "segment": "common.parts",
    "participant": "common.role_member",
    "target": "compare.field_target",
    "editing": "compare.field_target",
    "sheet": "common.sheets",
    "sheet_name": "common.sheets",
    "worksheet": "common.sheets",
    "cell": "report.column_field",
    "screen": "compare.field_screen",
    "focus": "compare.field_screen",
    "item": "compare.checklist_line",
    "seen": "compare.field_seen",
    "audience": "screen.title",
    "saves": "compare.field_saves",
}


def field_label(table: str, field: str) -> str:
    """Return a field's label, the field itself where it has none."""
    if field == "minutes":
        return inline(t("common.actual" if table == "timing" else "common.planned"))
    return inline(t(FIELDS[field])) if field in FIELDS else field


def marked_text(parts: list[TextPart]) -> str:
    """Return a changed text with what was removed in `[-…-]` and added in `{+…+}`; line ends stay outside."""
    texts = []
    for part in parts:
        if part.op == "same":
            texts.append(part.text)
            continue
        body = part.text.rstrip("\n")
        tail = part.text[len(body) :] if part.op == "added" else ""
        marks = f"[-{body}-]" if part.op == "removed" else f"{{+{body}+}}"
        texts.append((marks if body else "") + tail)
    return "".join(texts).strip("\n")


def replacement_text(before: str, after: str) -> str:
    """Return both values of a replaced one: `[-before-]{+after+}`."""
    return (f"[-{before}-]" if before else "") + (f"{{+{after}+}}" if after else "")


def plain_text(value: object, field: str = "") -> str:  # noqa: PLR0911 - a kind each
    """Return a value that refers to nothing as a text, None as ""."""
    match value:
        case None:
            return ""
        case bool():
            return t("compare.yes") if value else t("compare.no")
        case datetime():
            return date_time_text(value)
        case date():
            return date_text(value)
        case int() if field in {"minutes", "planned"}:
            return minutes_text(value)
        case str():
            return _word(value, field)
        case list() | tuple():
            return list_text(plain_text(one) for one in value)
        case Mapping():
            return list_text(labelled(str(key), plain_text(one)) for key, one in value.items() if one)
    return str(value)


def _word(value: str, field: str) -> str:
    if field == "kind" and value in NOTE_KINDS:
        return t(NOTE_KINDS[value])
    return role_label(value) if field == "role" else value.strip("\n")


def unmarked_parts(text: str) -> list[TextPart]:
    """Return the parts of a marked text without the marks."""
    parts, _ = marked_parts(text, "same")
    return [part if part.op == "same" else TextPart(part.op, part.text[2:-2]) for part in parts]


_MARK = re.compile(r"\[-|-\]|\{\+|\+\}")
_OPENS: dict[str, Op] = {"[-": "removed", "{+": "added"}
_CLOSES: dict[str, Op] = {"-]": "removed", "+}": "added"}


def marked_parts(line: str, inside: Op) -> tuple[list[TextPart], Op]:
    """Return the parts of a line of a marked text with their marks, and what goes on in the next line.

    `inside`: what went on from the line before.
    """
    parts: list[TextPart] = []
    place = 0
    for found in _MARK.finditer(line):
        if inside == "same" and found[0] in _OPENS:
            parts.append(TextPart(inside, line[place : found.start()]))
            place, inside = found.start(), _OPENS[found[0]]
        elif inside != "same" and _CLOSES.get(found[0]) == inside:
            parts.append(TextPart(inside, line[place : found.end()]))
            place, inside = found.end(), "same"
    parts.append(TextPart(inside, line[place:]))
    return [part for part in parts if part.text], inside
