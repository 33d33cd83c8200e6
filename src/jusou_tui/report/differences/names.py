"""Names for what records refer to by id: no id of a file or of a curriculum is shown to anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from jusou_tui.compare.diff import record_title
from jusou_tui.curriculum.model import Block, Curriculum, Step, Worksheet
from jusou_tui.report.checklist import item_text
from jusou_tui.session.model.ids import PATTERN
from jusou_tui.session.model.records import Meeting, Session, Sheet, Todo
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.run_steps import step_of
from jusou_tui.session.programme.todos import todos_of
from jusou_tui.session.worksheets.layout import block_of, row_order
from jusou_tui.wording import t
from jusou_tui.wording.values import inline

_ID = re.compile(rf"(?<![0-9A-Za-z]){PATTERN}(?![0-9A-Za-z])")
_TITLE = 40

_UNKNOWN: dict[str, str] = {
    "step": "compare.unknown_step",
    "activity": "compare.unknown_activity",
    "segment": "compare.unknown_part",
    "worksheet": "compare.unknown_worksheet",
    "heading": "compare.unknown_heading",
    "person": "compare.unknown_person",
    "curriculum": "compare.unknown_curriculum",
    "variant": "compare.unknown_variant",
}


class Names:
    """What people call the things that two sessions and their curriculum name by id.

    What has no name any more, because the curriculum is not there or has changed, is numbered as it comes.
    `hidden`: ids of entries whose text may not appear.
    """

    def __init__(
        self,
        old: Session,
        new: Session,
        curriculum: Curriculum | None,
        *,
        old_curriculum: Curriculum | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self._sides = (new, old)
        self._curriculum, self._hidden = curriculum, hidden
        self._curricula = {one.id: one for one in (old_curriculum, curriculum) if one is not None}
        self._todos = {**dict(todos_of(old, curriculum)), **dict(todos_of(new, curriculum))}
        self._people = labels({**old.participants, **new.participants})
        self._unknown: dict[str, dict[str, int]] = {}
        self._rows = {
            row: number
            for one in (old, new)
            for sheet in one.sheets.values()
            for number, row in enumerate(row_order(sheet), 1)
        }

    @property
    def people(self) -> Mapping[str, str]:
        """Names by the ids of the participants of both sides."""
        return self._people

    def person(self, key: str) -> str:
        """Return the name of a participant."""
        return self._people.get(key) or self._numbered("person", key)

    def curriculum(self, key: str) -> str:
        """Return the title of a curriculum."""
        found = self._curricula.get(key)
        return found.programme.title if found is not None else self._numbered("curriculum", key)

    def variant(self, key: str) -> str:
        """Return the title of a variant."""
        variants = (one for programme in self._curricula.values() for one in programme.variants)
        found = next((one for one in variants if one.id == key), None)
        return found.title if found is not None else self._numbered("variant", key)

    def step(self, key: str) -> str:
        """Return a step's label and title."""
        found = self._step(key)
        return found.heading if found is not None else self._numbered("step", key)

    def activity(self, step: str | None, key: str) -> str:
        """Return the title of an activity, or of a row that this run put in; without a step of any one's."""
        own = self._step(step) if step is not None else None
        known = [own] if own is not None else list(self._curriculum.steps if self._curriculum else ())
        for one in known:
            if (activity := one.activity(key)) is not None:
                return activity.title
        for side in self._sides:
            meetings = side.meetings.values() if step is None else [side.meetings.get(step, Meeting())]
            for meeting in meetings:
                if key in meeting.inserts:
                    return meeting.inserts[key].title
        return self._numbered("activity", key)

    def segment(self, step: str | None, activity: str | None, key: str) -> str:
        """Return the title of a part of an activity."""
        own = self._step(step)
        meetings = [side.meetings.get(step or "", Meeting()) for side in self._sides]
        of = next((one.parts[activity] for one in meetings if activity in one.parts), activity)
        found = own.activity(of) if own is not None and of is not None else None
        parts = (part.title for part in (found.parts if found else ()) if part.id == key)
        return next(parts, None) or self._numbered("segment", key)

    def worksheet(self, key: str) -> str:
        """Return the name of a worksheet."""
        found = self._worksheet(key)
        return found.name if found is not None else self._numbered("worksheet", key)

    def line(self, key: str) -> Todo | None:
        """Return the ToDo of an id where it is a line of a checklist, as it is now, or was."""
        found = self._todos.get(key)
        return found if found is not None and found.item else None

    def sheet(self, key: str) -> str:
        """Return the name of a sheet by its id, or of a worksheet by its own."""
        found = self._sheet(key)
        return self.worksheet(key) if found is None else self.sheet_of(found)

    def sheet_of(self, sheet: Sheet) -> str:
        """Return the name of a sheet: its worksheet's and its own title."""
        return f"{self.worksheet(sheet.worksheet)} {sheet.title}".strip()

    def cell(self, sheet: str | Sheet, address: str) -> str:
        """Return the headings of a cell, as its own worksheet has them. `sheet`: a sheet, or its id."""
        if isinstance(sheet, str):
            found = self._sheet(sheet)
            name = found.worksheet if found is not None else sheet
        else:
            name = sheet.worksheet
        worksheet = self._worksheet(name)
        block = block_of(worksheet, address) if worksheet is not None else None
        titles = _headings(block, address.split("/")[1:]) if block is not None else None
        if worksheet is None or block is None or titles is None:
            return self._numbered("heading", f"{name}/{address}")
        over = [block.title] if block.title else []
        return " / ".join([*over, *titles]) or worksheet.name

    def row(self, key: str) -> str:
        """Return which row of a sheet it is, by its id or its number."""
        number = self._rows.get(key, int(key) if key.isdecimal() and len(key) < 4 else 0)  # noqa: PLR2004
        return inline(t("common.row", number=number)) if number else inline(t("compare.some_row"))

    def entry(self, table: str, key: str) -> str:
        """Return what people know a record by, as one that another is put behind."""
        if key in self._hidden:
            return t("common.withheld_private")
        if key in self._people:
            return self._people[key]
        if (line := self.line(key)) is not None:
            return t("compare.quoted", text=item_text(line, self._people)[:_TITLE])
        for side in self._sides:
            found = side.notes.get(key) or self._todos.get(key)
            if found is not None:
                return t("compare.quoted", text=record_title(table, key, found)[:_TITLE])
            if key in side.sheets:
                return t("compare.quoted", text=self.sheet_of(side.sheets[key]))
        return self.row(key) if key in self._rows else t("compare.some_entry")

    def without_ids(self, text: str) -> str:
        """Return a text that nobody typed with names in the place of the ids of records."""
        return _ID.sub(lambda found: self._people.get(found[0]) or t("compare.some_entry"), text)

    def _numbered(self, kind: str, key: str) -> str:
        numbers = self._unknown.setdefault(kind, {})
        return t(_UNKNOWN[kind], number=numbers.setdefault(key, len(numbers) + 1))

    def _step(self, key: str | None) -> Step | None:
        found = (step_of(one, key) for one in self._in_turn()) if key is not None else ()
        return next((step for step in found if step is not None), None)

    def _in_turn(self) -> Iterator[Curriculum]:
        if self._curriculum is not None:
            yield self._curriculum
        yield from self._curricula.values()

    def _worksheet(self, key: str) -> Worksheet | None:
        found = (one.worksheet(key) for one in self._in_turn())
        return next((sheet for sheet in found if sheet is not None), None)

    def _sheet(self, key: str) -> Sheet | None:
        return next((side.sheets[key] for side in self._sides if key in side.sheets), None)


def _headings(block: Block, parts: Sequence[str]) -> list[str] | None:
    """Return the headings of a cell of a block: of its row and its column; None where it has no such cell."""
    sides = (block.side,) if block.side is not None else ()
    under = [*block.columns, *sides] if block.columns else [*block.rows, *sides]
    levels = [under] if len(parts) == 1 else [block.rows, block.columns]
    if len(parts) > len(levels):
        return None
    found = [
        next((one.title for one in level if one.id == part), None)
        for level, part in zip(levels, parts, strict=False)
    ]
    return None if None in found else [title for title in found if title is not None]


def is_id(text: object) -> bool:
    """Return whether a text is the id of a record."""
    return isinstance(text, str) and re.fullmatch(PATTERN, text) is not None
