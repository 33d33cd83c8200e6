"""A person of a list, before there is a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Role


class Person(NamedTuple):
    """A person before there is an id for them. `observer`: is there to listen."""

    name: str
    affiliation: str = ""
    role: Role = "member"
    observer: bool = False


class HasPerson(Protocol):
    """Whatever has the facts that a list tells of a person."""

    @property
    def name(self) -> str:
        """The name."""
        ...

    @property
    def affiliation(self) -> str:
        """The affiliation, "" where there is none."""
        ...

    @property
    def role(self) -> Role:
        """The role."""
        ...

    @property
    def observer(self) -> bool:
        """Whether they are there to listen."""
        ...


def completed(known: HasPerson, stated: HasPerson) -> Person:
    """Return a known person with what is stated anew.

    No affiliation and the role of a member state nothing.
    """
    role = known.role if stated.role == "member" else stated.role
    observer = known.observer or stated.observer
    return Person(known.name, stated.affiliation or known.affiliation, role, observer)
