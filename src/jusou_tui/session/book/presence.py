"""Who came late to a meeting or left early, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Presence, PresenceKind
from jusou_tui.session.people.identity import labels

_MESSAGE_IDS: Final[dict[PresenceKind, str]] = {
    "arrived": "session.change_arrived",
    "left": "session.change_left",
}


class Presences:
    """Changes of `Presence` records. Unknown ids raise KeyError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(self, step: str, participant: str, kind: PresenceKind, at: datetime | None = None) -> str:
        """Record that a participant came late or left early, now or `at`. Return the record's id."""
        when = self.ledger.now() if at is None else normalise.instant(at)
        record = Presence(at=when, step=step, participant=participant, kind=kind)
        return self.ledger.add(_MESSAGE_IDS[kind], "presence", record, self._facts(participant))

    def move(self, identifier: str, at: datetime) -> None:
        """Put the time of a record right."""
        facts = self._facts(self.ledger.session.presence[identifier].participant)
        self.ledger.change("session.change_presence_time", ("presence", identifier), {"at": at}, facts=facts)

    def remove(self, identifier: str) -> None:
        """Remove a record that was not so."""
        facts = self._facts(self.ledger.session.presence[identifier].participant)
        self.ledger.change("session.change_presence_removed", ("presence", identifier), None, facts=facts)

    def _facts(self, participant: str) -> dict[str, object]:
        return {"name": labels(self.ledger.session.participants).get(participant, "")}
