"""A session moved in time, so that an old example is running now."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import cast

from jusou_tui.session.model.records import Session


def shift(session: Session, delta: timedelta) -> Session:
    """Return the session with every instant `delta` later, dates by the days that this makes. Ids stay."""
    return Session.model_validate(cast("dict[str, object]", _moved(session.model_dump(by_alias=True), delta)))


def _moved(value: object, delta: timedelta) -> object:
    if isinstance(value, datetime):
        return value + delta
    if isinstance(value, date):
        return value + timedelta(days=round(delta / timedelta(days=1)))
    if isinstance(value, dict):
        return {key: _moved(entry, delta) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_moved(entry, delta) for entry in value)
    return value
