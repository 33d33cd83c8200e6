"""A list as people: who was read, which rows are nobody and why, which rows were not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from jusou_tui.errors import InputError
from jusou_tui.session.people.person import Person
from jusou_tui.session.people.roster.columns import Column, Layout, layout_of, one_below_another
from jusou_tui.session.people.roster.lines import (
    MOST_CELLS,
    Fault,
    Part,
    label_of,
    person_of,
    read_cells,
    read_line,
)
from jusou_tui.session.people.roster.merged import blank_below, carried_down
from jusou_tui.session.people.roster.table import HEADER_ROWS, Row, Table, table_of
from jusou_tui.session.people.roster.words import (
    BRACKETED,
    MAIL,
    Kind,
    fold,
    heading_kind,
    is_absence,
    is_affiliation,
    is_remark,
    is_sample,
    is_section,
    is_title,
    is_total,
    is_whole_name,
    name_fault,
    role_of,
    share,
)

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Role
    from jusou_tui.session.tables.encoding import Encoding

_LEAST = 2
"""People at least that another one is compared with."""
_MOSTLY = 0.8
_NAME_AND_AFFILIATION = 2
MOST_PEOPLE = 500
MOST_ROWS = 5_000
LONGEST_ROW = 20_000
"""Letters of a row at the most that may be people."""

Reason = Literal["header", "title", "above", "total", "remark", "section", "number_only", "sample"] | Fault
"""Why a row is nobody: "header" to "sample" are skipped, the others were not understood."""
Doubt = Literal["numbers", "half"]
"""Why a list should be looked at before it is taken: names look like numbers, or half was not understood."""


NoteKind = Literal["aside", "carried", "blank_below", "first_unlike"]
"""What is to be said of a person: a text is not used, is from the row above, may be meant from there; perhaps
the row is the headings."""


_STAND_IN = "参加者"


@dataclass(frozen=True)
class ReadingNote:
    """What is to be said of how a person was read, with the text that it is about."""

    kind: NoteKind
    text: str = ""


@dataclass(frozen=True)
class Listed:
    """A person and the number of the row. `role_word`: a role that is none of the program's, or several."""

    number: int
    person: Person
    role_word: str = ""
    notes: tuple[ReadingNote, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A row, or a part of one, of which no person was made."""

    number: int
    text: str
    reason: Reason


@dataclass(frozen=True)
class Choices:
    """What somebody said of a list: what columns hold, by place; what role words mean; numbers are names.

    `names`: names that stay as they are, brackets and all, because people have them already. `affiliations`:
    those of known people, each behind the name: a line that changed one a little is about one person still.
    """

    columns: Mapping[int, Kind] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    numbers: bool = False
    names: frozenset[str] = frozenset()
    affiliations: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Roster:
    """A list as it was understood. Each row that is not blank is in `listed`, `skipped` or `unread`.

    `columns`: none where the rows are lines without columns.
    """

    table: Table
    listed: tuple[Listed, ...]
    skipped: tuple[LeftOut, ...]
    unread: tuple[LeftOut, ...]
    columns: tuple[Column, ...] = ()
    encoding: Encoding | None = None

    @property
    def people(self) -> list[Person]:
        """The people in the order of the list."""
        return [one.person for one in self.listed]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is in the list."""
        return not (self.listed or self.skipped or self.unread)

    @property
    def doubt(self) -> Doubt | None:
        """Why the list should be looked at first; None where most of it was understood."""
        numbers = sum(one.reason == "number" for one in self.unread)
        numbers += sum(name_fault(one.person.name) == "number" for one in self.listed)
        rows = len(self.listed) + len(self.unread)
        if numbers and numbers * 2 >= rows:
            return "numbers"
        return "half" if len(self.listed) * 2 < rows else None

    @property
    def role_words(self) -> list[str]:
        """The words for roles that the program does not know, each once."""
        return list(dict.fromkeys(one.role_word for one in self.listed if one.role_word))


def read_text(text: str, choices: Choices | None = None, encoding: Encoding | None = None) -> Roster:
    """Return the people of a text, typed, pasted or from a file in some encoding.

    A number alone, such as 8, makes that many numbered members, for a team whose names are not known yet.
    Raises InputError where there are more people or rows than a session holds, and nothing else.
    """
    if count := re.fullmatch(r"(\d{1,9}) ?[人名]?", text.strip()):
        return _numbered(int(count[1]))
    return replace(read_table(table_of(_one_address_a_line(text)), choices), encoding=encoding)


_BEHIND_ADDRESS = re.compile(rf"([<＜]{MAIL.pattern})[ \t]*[;,；、][ \t]*(?=[^\n@＠]{{1,100}}[@＠])")


def _one_address_a_line(text: str) -> str:
    """Return the text, where it is the list of whom a mail goes to, with a line for each."""
    return _BEHIND_ADDRESS.sub("\\1\n", text) if "@" in text or "＠" in text else text


def read_table(table: Table, choices: Choices | None = None) -> Roster:
    """Return the people of rows. Raises InputError where there are too many."""
    chosen = choices or Choices()
    if len(table.rows) > MOST_ROWS:
        raise InputError("roster.too_many_rows", count=len(table.rows), most=MOST_ROWS)
    widest = max((len(row.cells) for row in table.rows), default=0)
    if widest > MOST_CELLS:
        raise InputError("roster.too_wide", count=widest, most=MOST_CELLS)
    table = replace(table, rows=one_below_another(_without_dittos(_without_mail(table.rows))))
    layout = layout_of(table.rows, chosen.columns) if _has_columns(table) else Layout(())
    rows, carried = carried_down(table.rows, layout)
    table, blank = replace(table, rows=rows), blank_below(rows, layout)
    found = _Found(chosen)
    for place, row in enumerate(rows):
        notes = [ReadingNote("carried", carried[place])] if place in carried else []
        notes += [ReadingNote("blank_below")] if place in blank else []
        found.take(row, _row_parts(table, layout, place), notes)
    if layout.first is None:
        found.doubt_first()
    if len(found.listed) > MOST_PEOPLE:
        raise InputError("roster.too_many", count=len(found.listed), most=MOST_PEOPLE)
    return Roster(table, tuple(found.listed), tuple(found.skipped), tuple(found.unread), layout.columns)


def _without_mail(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows without mail addresses, but for cells and rows that say nothing else."""
    return tuple(
        Row(row.number, tuple(MAIL.sub(" ", cell).strip() or cell for cell in row.cells))
        if "@" in row.text or "＠" in row.text
        else row
        for row in rows
    )


_DITTO = frozenset({"〃", "″", "同上", "同"})


def _without_dittos(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows in which 〃 and 同上 are the cell above them."""
    filled: list[Row] = []
    for row in rows:
        above = filled[-1].cells if filled else ()
        cells = tuple(
            above[at] if cell in _DITTO and at < len(above) else cell for at, cell in enumerate(row.cells)
        )
        filled.append(Row(row.number, cells))
    return tuple(filled)


def _has_columns(table: Table) -> bool:
    """Return whether rows have cells in common: one row alone may as well be several names."""
    return len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1


def _numbered(count: int) -> Roster:
    if count > MOST_PEOPLE:
        raise InputError("roster.too_many", count=count, most=MOST_PEOPLE)
    listed = tuple(Listed(1, Person(f"{_STAND_IN}{number}")) for number in range(1, count + 1))
    return Roster(Table(()), listed, (), ())


def is_stand_in(name: str, affiliation: str) -> bool:
    """Return whether somebody is one of those that a number alone makes: nobody knows the name yet."""
    return bool(re.fullmatch(f"{_STAND_IN}[0-9]+", name)) and not affiliation


@dataclass
class _Found:
    """What the rows come to, gathered row by row."""

    choices: Choices
    listed: list[Listed] = field(default_factory=list)
    skipped: list[LeftOut] = field(default_factory=list)
    unread: list[LeftOut] = field(default_factory=list)

    def take(self, row: Row, parts: Reason | Sequence[Part], notes: Sequence[ReadingNote]) -> None:
        """Take the people of a row, or why it has none."""
        if isinstance(parts, str):
            left = LeftOut(row.number, row.text, parts)
            (self.unread if parts == "no_name" else self.skipped).append(left)
            return
        for part in self._of_known(parts):
            self._take_part(row, part, notes)

    def _of_known(self, parts: Sequence[Part]) -> Sequence[Part]:
        """Return two parts as one where they are a known name and its affiliation, which was changed."""
        if len(parts) != _NAME_AND_AFFILIATION or parts[0].person is None:
            return parts
        person, typed = parts[0].person, parts[1].text
        known = (affiliation for name, affiliation in self.choices.affiliations if name == person.name)
        is_one = not person.affiliation and any(is_changed_a_little(before, typed) for before in known)
        return [person_of(person.name, typed, "")] if is_one else parts

    def doubt_first(self) -> None:
        """Note that the first person is perhaps the headings, where all others have whole names alone."""
        people = [one.person for one in self.listed]
        if len(people) <= _LEAST or is_whole_name(people[0].name):
            return
        first, others = self.listed[0], people[1:]
        places = share(is_affiliation(one.affiliation) for one in others)
        placed = is_affiliation(people[0].affiliation) or (places < _MOSTLY and people[0].affiliation)
        if share(is_whole_name(one.name) for one in others) >= _MOSTLY and not placed:
            note = ReadingNote("first_unlike")
            self.listed[0] = replace(first, notes=(*first.notes, note))

    def _take_part(self, row: Row, part: Part, notes: Sequence[ReadingNote]) -> None:
        person, word = part.person, part.role_word
        if person is None or (part.fault and not self.choices.numbers):
            self.unread.append(LeftOut(row.number, part.text or row.text, part.fault or "no_name"))
            return
        if (role := self.choices.roles.get(word)) is not None:
            person, word = person._replace(role=role), ""
        whole = next((name for name in self.choices.names if _is_whole(name, person.name, row)), None)
        if whole is not None:
            person, word = person._replace(name=whole), ""
        asides = [ReadingNote("aside", text) for text in part.aside if not whole or text not in whole]
        self.listed.append(Listed(row.number, person, word, (*notes, *asides)))


def is_changed_a_little(before: str, after: str) -> bool:
    """Return whether at least half of two texts is the same, counted from both ends."""
    least, most = sorted((len(before), len(after)))
    pairs = zip(before, after, strict=False)
    start = next((at for at, (one, other) in enumerate(pairs) if one != other), least)
    ends = zip(reversed(before), reversed(after), strict=False)
    end = next((at for at, (one, other) in enumerate(ends) if one != other), least)
    return bool(least) and 2 * min(start + end, least) >= most


def _is_whole(known: str, name: str, row: Row) -> bool:
    """Return whether a known name with brackets stands in a row of which a shorter name was read."""
    return name != known and name in known and known in row.text and bool(BRACKETED.search(known))


def _row_parts(table: Table, layout: Layout, place: int) -> Reason | Sequence[Part]:
    """Return why a row is nobody, or its people."""
    row = table.rows[place]
    if layout.first is not None and layout.last is not None and place <= layout.last:
        return "header" if place >= layout.first else "above"
    if len(row.text) > LONGEST_ROW:
        return [Part(row.text, fault="long_name")]
    filled = [cell for cell in row.cells if cell]
    if reason := _nobody(filled, early=place < HEADER_ROWS):
        return reason
    if not layout.columns and len(filled) > 1:
        return read_cells(row.cells)
    if not layout.columns or (layout.first is None and _is_line(row, layout.columns)):
        return read_line(row.text)
    return _by_columns(row, layout.columns, named=layout.first is not None)


def _is_line(row: Row, columns: Sequence[Column]) -> bool:
    """Return whether a row among columns is a line by itself: it has but the cell of the name."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    return len(filled) == 1 and (len(row.cells) == 1 or columns[filled[0]].kind == "name")


def _nobody(filled: Sequence[str], *, early: bool) -> Reason | None:
    """Return why a row is no person at all, None where it may be one."""
    if any(map(is_sample, filled[:2])) and (len(filled) > 1 or not is_total(filled[0])):
        return "sample"
    if is_total(filled[0]) and fold(filled[0]) != "計":
        return "total"
    if any(map(is_total, filled[:2])) and all(is_total(cell) or name_fault(cell) for cell in filled):
        return "total"
    words = [word for cell in filled for word in cell.split()]
    names = [word for word in words if heading_kind(word) == "name"]
    if names and all(heading_kind(word) for word in words):
        return "header"
    if len(filled) == 1:
        return _nobody_alone(filled[0], early=early)
    return None


def _nobody_alone(text: str, *, early: bool) -> Reason | None:
    if heading_kind(text.rstrip(":：")) == "name" and not role_of(text):
        return "header"
    if is_section(text):
        return "section"
    if is_remark(text):
        return "remark"
    if label_of(text):
        return None
    return "title" if early and _is_title(text) else None


def _is_title(text: str) -> bool:
    """Return whether a row of one cell is a title, and no person whose affiliation or role shows."""
    if is_title(text):
        return True
    people = [part.person for part in read_line(text)]
    shown = any(one and (one.affiliation or one.role != "member") for one in people)
    return is_title(text, surely=False) and not shown


def _by_columns(row: Row, columns: Sequence[Column], *, named: bool) -> Reason | Sequence[Part]:
    """Return the people of a row whose columns are known: one, or each of several in the cell of the name."""
    name = _joined(row, columns, "family", "given") or _joined(row, columns, "name")
    affiliation, role = _joined(row, columns, "affiliation"), _joined(row, columns, "role")
    if not name:
        used = {column.index for column in columns if column.kind != "unused"}
        others = [cell for at, cell in enumerate(row.cells) if cell and at in used]
        only_numbers = not others and all(name_fault(cell) == "number" for cell in row.cells if cell)
        return "number_only" if only_numbers else "no_name"
    if not named and not role and role_of(affiliation):
        affiliation, role = "", affiliation
    names = [one for one in re.split(r"[、､，,;；]\s*", name) if one]
    several = len(names) > 1 and not any(name_fault(one) for one in names)
    parts = [person_of(one, affiliation, role) for one in (names if several else [name])]
    aside = _unused_words(row, columns)
    return [replace(part, aside=(*part.aside, *aside)) for part in parts]


def _unused_words(row: Row, columns: Sequence[Column]) -> list[str]:
    """Return what columns that are not used say of a role or of not coming, below their headings."""
    cells = [
        (column.heading, row.cells[column.index])
        for column in columns
        if column.kind == "unused" and column.index < len(row.cells)
    ]
    noted = [(heading, cell) for heading, cell in cells if is_absence(cell) or role_of(cell) not in _USUAL]
    return [f"{heading}: {cell}" if heading else cell for heading, cell in noted]


_USUAL = frozenset({None, "member"})


def _joined(row: Row, columns: Iterable[Column], *kinds: Kind) -> str:
    """Return the cells of some kinds in the order of the kinds, blanks between them."""
    cells = [
        row.cells[column.index]
        for kind in kinds
        for column in columns
        if column.kind == kind and column.index < len(row.cells)
    ]
    return " ".join(cell for cell in cells if cell)
