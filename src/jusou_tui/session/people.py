"""Members as typed or as a table's text: one person a line, name, affiliation, role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jusou_tui.text.clean import clean_line

if TYPE_CHECKING:
    from jusou_tui.session.records import Role

ROLES: dict[str, Role] = {
    "事務局": "organiser",
    "進行役": "facilitator",
    "記録係": "scribe",
    "メンバー": "member",
    "参加メンバー": "member",
    "organiser": "organiser",
    "facilitator": "facilitator",
    "scribe": "scribe",
    "member": "member",
}
ROLE_NAMES: dict[Role, str] = {
    "organiser": "事務局",
    "facilitator": "進行役",
    "scribe": "記録係",
    "member": "メンバー",
}
COLUMNS = {
    "氏名": "name",
    "名前": "name",
    "name": "name",
    "所属": "affiliation",
    "affiliation": "affiliation",
    "役割": "role",
    "role": "role",
}
MOST = 200


@dataclass(frozen=True)
class Person:
    """A person before there is an id for them."""

    name: str
    affiliation: str = ""
    role: Role = "member"


class _HasPerson(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def affiliation(self) -> str: ...
    @property
    def role(self) -> Role: ...


def parse_people(text: str) -> list[Person]:
    """Return the people of a text: lines of `name, affiliation, role`, apart by comma, tab or 、.

    A first line of column names puts the columns in any order. A number alone, such as 8, makes that many
    numbered members, for a team whose names are not known yet. Empty lines do not count; at most 200 people.
    """
    lines = [line for line in re.split(r"\r\n|[\r\n]", text) if line.strip()]
    if len(lines) == 1 and (count := re.fullmatch(r"\s*(\d{1,3})\s*(人|名)?\s*", lines[0])):
        return [Person(f"参加者{number}") for number in range(1, min(int(count[1]), MOST) + 1)]
    rows = [_cells(line) for line in lines]
    header = [COLUMNS.get(cell.lower()) for cell in rows[0]] if rows else []
    if "name" in header:
        rows = rows[1:]
    else:
        header = ["name", "affiliation", "role"]
    people = (_person(dict(zip(header, row, strict=False))) for row in rows[:MOST])
    return [person for person in people if person.name]


def people_text(people: Iterable[_HasPerson]) -> str:
    """Return people as the text that `parse_people` reads."""
    lines = []
    for person in people:
        cells = [person.name, person.affiliation]
        if person.role != "member":
            cells.append(ROLE_NAMES[person.role])
        lines.append("、".join(cells).rstrip("、"))
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [clean_line(cell).strip() for cell in line.split("\t")]
    if '"' in line:
        import csv

        return [clean_line(cell).strip() for cell in next(csv.reader([line]))]
    return [clean_line(cell).strip() for cell in re.split(r"[,、,]", line)]


def _person(cells: dict[str | None, str]) -> Person:
    return Person(
        name=cells.get("name", ""),
        affiliation=cells.get("affiliation", ""),
        role=ROLES.get(cells.get("role", "").lower(), "member"),
    )
