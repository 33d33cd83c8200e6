"""Meetings: when they are held, who is present, and this run's own plan."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Edit, changed


@dataclass(frozen=True)
class Meetings:
    """Changes of meetings. Unknown fields raise TypeError."""

    ledger: Ledger

    def set(self, step: str, **changes: object) -> None:
        """Set fields of a step's meeting: its date, start, cases, who is present, its own plan."""
        before = self.ledger.session.meetings.get(step)
        after = changed(meeting_of(self.ledger.session, step), changes)
        self.ledger.commit(
            "session.change_meeting", Edit(("meetings", step), before, after), facts={"step": step}
        )
