"""People as text or a table: one person a line, with name, affiliation and role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jusou_tui.errors import InputError
from jusou_tui.text.terminal import TAB, clean_line

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Role

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
MOST_PEOPLE = 200

_SPACE = "\u3000"
_FAMILY = 4
"""Letters of a family name at the most: before a full-width space more than these are a whole name."""
_AFFILIATION = (
    r"\S*(?:課|係|局|室|社協|センター|協議会|事業所|チーム|グループ|法人|担当)"
    r"|\S{2,}(?:部|会|所|院|園|校|市|町|村|区|県)"
)

MOST_BYTES = 1_000_000
ENCODINGS = ("utf-8-sig", "cp932")
"""Excel's "CSV UTF-8" begins with a byte order mark, its plain CSV is CP932."""


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
    """Return the people of a text: lines of `name, affiliation, role`, apart by comma, 、 or tab (a
    tab that was pasted into a field has become four spaces).

    Full-width spaces part the cells of a line that has nothing else to part them, where a role, an
    affiliation or a long name shows that they do: 例野　一郎 alone is one name.

    A first line of column names puts the columns in any order. A number alone, such as 8, makes that many
    numbered members, for a team whose names are not known yet. Empty lines do not count; at most
    `MOST_PEOPLE` of them count.
    """
    lines = [line for line in re.split(r"\r\n|[\r\n]", text) if line.strip()]
    if len(lines) == 1 and (count := re.fullmatch(r"\s*(\d{1,3})\s*(人|名)?\s*", lines[0])):
        return [Person(f"参加者{number}") for number in range(1, min(int(count[1]), MOST_PEOPLE) + 1)]
    rows = [_cells(line) for line in lines]
    header = [COLUMNS.get(cell.lower()) for cell in rows[0]] if rows else []
    if "name" in header:
        rows = rows[1:]
        if _SPACE in lines[0]:
            rows = [_spaced(line) or row for line, row in zip(lines[1:], rows, strict=True)]
    else:
        header = ["name", "affiliation", "role"]
    people = (_person(dict(zip(header, row, strict=False))) for row in rows[:MOST_PEOPLE])
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
    if "\t" in line or TAB in line:
        return [clean_line(cell).strip() for cell in line.replace(TAB, "\t").split("\t")]
    if '"' in line:
        import csv

        return [clean_line(cell).strip() for cell in next(csv.reader([line]))]
    cells = [clean_line(cell).strip() for cell in re.split(r"[,、,]", line)]
    return cells if len(cells) > 1 else _split_cells(_spaced(line)) or cells


def _spaced(line: str) -> list[str]:
    """Return the parts of a line between full-width spaces; [] where there is none inside it."""
    parts = [part.strip() for part in re.split(rf"\s*{_SPACE}\s*", clean_line(line).strip())]
    return parts if len(parts) > 1 else []


def _split_cells(parts: list[str]) -> list[str]:
    """Return name, affiliation and role, guessed from the parts of a line; [] for a name alone."""
    if not parts or all(part.lower() in COLUMNS for part in parts):
        return parts
    role = parts[-1] if parts[-1].lower() in ROLES else ""
    rest = parts[:-1] if role else parts
    names = min(len(rest), 2)
    long_name = len(rest[0]) > _FAMILY and (role or len(rest) > names)
    if names > 1 and (long_name or re.fullmatch(_AFFILIATION, rest[1])):
        names = 1
    if len(rest) == names and not role:
        return []
    return [_SPACE.join(rest[:names]), _SPACE.join(rest[names:]), role]


def _person(cells: dict[str | None, str]) -> Person:
    return Person(
        name=cells.get("name", ""),
        affiliation=cells.get("affiliation", ""),
        role=ROLES.get(cells.get("role", "").lower(), "member"),
    )


def read_people(path: Path) -> list[Person]:
    """Return the people of a table as Excel saves it: CSV or tab-separated, UTF-8, UTF-16 or CP932.

    Raises InputError where there is no such file, or nothing in it that could be a name.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError("programme.file_unreadable", path=path) from error
    if len(data) > MOST_BYTES:
        raise InputError("programme.file_too_large", path=path)
    people = parse_people(_decoded(data))
    if not people:
        raise InputError("programme.file_without_names", path=path)
    return people


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ENCODINGS
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return ""
