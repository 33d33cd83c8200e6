"""Half-typed texts of input fields. They are saved, but not part of undo."""

from __future__ import annotations

from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Draft, Edit


class Drafts:
    """Changes of drafts, each named by its input field."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def set(self, field: str, text: str, **rest: object) -> None:
        """Store the half-typed text of a field; `rest` are further fields of `Draft`."""
        before = self.ledger.session.drafts.get(field)
        after = Draft.model_validate(
            {"at": self.ledger.now(), **normalise.values(rest), "text": normalise.draft(text)}
        )
        if before is None or before.model_copy(update={"at": after.at}) != after:
            self._commit(field, before, after)

    def clear(self, field: str) -> None:
        """Remove the half-typed text of a field."""
        self._commit(field, self.ledger.session.drafts.get(field), None)

    def _commit(self, field: str, before: Draft | None, after: Draft | None) -> None:
        self.ledger.commit("session.change_draft", Edit(("drafts", field), before, after), undoable=False)
