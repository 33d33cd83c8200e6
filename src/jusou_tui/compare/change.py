"""One difference between two states of a session, as data (docs/comparing.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from jusou_tui.compare.text_diff import MOST_INSIDE_LINES, text_parts
from jusou_tui.session.merge.three_way import plain
from jusou_tui.session.model.privacy import Withheld

ChangeKind = Literal["added", "removed", "changed", "moved"]
TableName = Literal[
    "session", "participants", "meetings", "timing", "presence", "notes", "sheets", "todos",
    "unknown", "events", "drafts", "conflicts", "view",
]  # fmt: skip
TABLES: tuple[TableName, ...] = get_args(TableName)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one field of one record, or of a whole record (`field` is "").

    `table` and `id` say which record: the tables of the session's file, and `timing`, what its events come
    to. `field`: a field, a cell as `cells/<address>` or `rows/<row>/<address>`, a part of a meeting's plan as
    `minutes/<activity>`. `step` and `activity`: where in the programme it belongs. `before` and `after`: the
    values, None where there is none; of a move, the id of the record in front of it. `title`: how people
    know the record. `withheld`: why the text was left out of it (`compare.withhold`).
    """

    kind: ChangeKind
    table: TableName
    id: str
    field: str = ""
    step: str | None = None
    activity: str | None = None
    before: object = None
    after: object = None
    title: str = ""
    withheld: Withheld | None = None

    def document(self, *, inside_lines: bool = True) -> dict[str, object]:
        """Return the change as JSON holds it; of a changed text also its `parts` (`text_parts`)."""
        found: dict[str, object] = {
            "kind": self.kind,
            "table": self.table,
            "id": self.id,
            "field": self.field,
            "step": self.step,
            "activity": self.activity,
            "title": self.title,
            "before": _json(self.before),
            "after": _json(self.after),
            "withheld": self.withheld,
        }
        if self.kind == "changed" and isinstance(self.before, str) and isinstance(self.after, str):
            parts = text_parts(self.before, self.after, inside_lines=inside_lines)
            found["parts"] = [list(part) for part in parts]
        return found


def documents(changes: Sequence[Change]) -> list[dict[str, object]]:
    """Return changes as JSON holds them; of very many the texts by lines only."""
    inside_lines = len(changes) <= MOST_INSIDE_LINES
    return [change.document(inside_lines=inside_lines) for change in changes]


def change_kind(was: object, now: object) -> Literal["added", "removed", "changed"]:
    """Return what became of a value; None is a value that is not there."""
    return "added" if was is None else "removed" if now is None else "changed"


def first_line(text: str) -> str:
    """Return the first line of a text that has one: how people know a note."""
    return text.strip().partition("\n")[0]


def _json(value: object) -> object:
    value = plain(value)
    if isinstance(value, dict):
        return {key: _json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_json(entry) for entry in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
