"""People as the text of a field: the counterpart of `reading`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from jusou_tui.errors import InputError
from jusou_tui.session.people.person import HasPerson, Person
from jusou_tui.session.people.roster.reading import Choices, read_text

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Role

_ROLE_NAMES: dict[Role, str] = {
    "organiser": "事務局",
    "facilitator": "進行役",
    "scribe": "記録係",
    "member": "メンバー",
}
_OBSERVER = "オブザーバー"


def people_text(people: Iterable[HasPerson]) -> str:
    """Return people as a text from which `read_text` reads exactly them, those that are `listable`.

    The reader has to know their names and affiliations (`Choices`).

    A line each, parted by 、; where that says something else, a table below its headings.
    """
    listed = [_plain(one) for one in people]
    lines = "\n".join(map(_line, listed))
    return lines if _read(lines, listed) == listed else _table(listed)


def listable(person: HasPerson) -> bool:
    """Return whether a text can say this person: not whose name is a total or a heading."""
    return _listable(_plain(person))


def _plain(person: HasPerson) -> Person:
    return Person(person.name, person.affiliation, person.role, person.observer)


@lru_cache(maxsize=1024)
def _listable(person: Person) -> bool:
    return _read(_table([person]), [person]) == [person]


def _read(text: str, people: Iterable[Person]) -> list[Person]:
    affiliations = frozenset((person.name, person.affiliation) for person in people)
    names = frozenset(name for name, _ in affiliations)
    choices = Choices(numbers=True, names=names, affiliations=affiliations)
    try:
        return read_text(text, choices).people
    except InputError:  # a number alone, for more people than there may be
        return []


def _line(person: Person) -> str:
    cells = [person.name, person.affiliation]
    if person.role != "member" or person.observer:
        cells.append(_role_text(person))
    return "、".join(cells).rstrip("、")


def _role_text(person: Person) -> str:
    """Return the role as a list says it: of an observer that, behind any other role."""
    if not person.observer:
        return _ROLE_NAMES[person.role]
    return _OBSERVER if person.role == "member" else f"{_ROLE_NAMES[person.role]}・{_OBSERVER}"


def _table(people: Iterable[Person]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("氏名", "所属", "役割"))
    for person in people:
        writer.writerow((person.name, person.affiliation, _role_text(person)))
    return text.getvalue().rstrip("\n")
