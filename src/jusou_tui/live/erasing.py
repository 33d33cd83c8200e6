"""Erasing for good: a deleted record, and what to say about the places that erasing does not reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from jusou_tui.session.merge.three_way import conflict_key
from jusou_tui.session.model.records import Address, Session, shallow_copy, table_of
from jusou_tui.session.storage import erasing
from jusou_tui.session.storage.erasing import Rewriting
from jusou_tui.session.storage.salvage import text_without
from jusou_tui.session.storage.store import Store
from jusou_tui.wording import t


def erase_records(store: Store, addresses: Collection[Address]) -> str:
    """Erase deleted records from all that this machine keeps of the session. Return what to say.

    It may be done in a thread. Raises StoreError where the session cannot be saved.
    """

    def without(session: Session) -> Session:
        after = shallow_copy(session)
        for table, identifier in addresses:
            table_of(after, table).pop(identifier, None)
            after.conflicts.pop(conflict_key(table, identifier), None)
        return after

    failed = store.rewrite_kept(Rewriting(without, lambda text: text_without(text, addresses)))
    return "\n".join([t("recover.erased"), *not_reached(store, failed)])


def not_reached(store: Store, failed: Iterable[Path]) -> list[str]:
    """Return sentences on what still holds what was erased: files that failed, and what lies outside."""
    found = erasing.outside(store.path, store.book.meta.id)
    return [
        *(t("recover.erase_failed", path=file) for file in failed),
        t("recover.outside"),
        *(t("recover.outside_copy", path=copy.name) for copy in found.copies),
        *([t("recover.outside_git")] if found.git else []),
    ]
