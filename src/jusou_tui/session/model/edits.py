"""One record before and after a change of the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Record
from jusou_tui.session.model.tables import Address, Entry, fields_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Edit:
    """One record before and after; None where it does not exist."""

    address: Address
    before: Entry | None
    after: Entry | None


def changed(record: R, changes: Mapping[str, object]) -> R:
    """Return a copy of the record with some fields changed, normalised and validated.

    Raises TypeError for a field that this kind of record does not have, ValueError for an invalid value.
    """
    unknown = changes.keys() - type(record).model_fields.keys()
    if unknown:
        raise TypeError(", ".join(sorted(unknown)))
    return type(record).model_validate(fields_of(record) | normalise.values(changes))
