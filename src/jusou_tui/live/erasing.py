"""Deleted records: brought back, or erased for good, and what to say about places not reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from jusou_tui.live.session import LiveSession
from jusou_tui.session.merge.erased import Erasure
from jusou_tui.session.model.records import Address, Sheet
from jusou_tui.session.storage import erasing
from jusou_tui.session.storage.erasing import Rewriting
from jusou_tui.session.storage.salvage import text_without
from jusou_tui.session.storage.store import Store
from jusou_tui.session.storage.trash import Deleted
from jusou_tui.text.file_names import name_below
from jusou_tui.wording import t


def bring_back(live: LiveSession, deleted: Deleted) -> bool:
    """Bring back what was deleted, with what went with it. Return False where that is not possible any more.

    Raises InputError for a row whose sheet is full.
    """
    along, book = live.store.deleted_with(deleted), live.book
    if deleted.row_of is None or not isinstance(deleted.record, Sheet):
        return book.restore.put_back(deleted.address, deleted.record, along)
    worksheet = live.curriculum.worksheet(deleted.record.worksheet)
    return book.sheets.put_back_row(deleted.row_of, deleted.address[1], deleted.record, along, worksheet)


@dataclass(frozen=True)
class Erased:
    """Records that were erased from the open session, its undo and redo; `finish` does the rest."""

    store: Store
    addresses: tuple[Address, ...]
    erasure: Erasure

    def finish(self) -> str:
        """Erase the records from all that this machine keeps of the session. Return what to say.

        It may be done in a thread. Raises StoreError where the session cannot be saved.
        """
        rewriting = Rewriting(self.erasure.session, lambda text: text_without(text, self.addresses))
        failed = self.store.rewrite_kept(rewriting)
        return "\n".join([t("recover.erased"), *not_reached(self.store, failed)])


def erase_records(store: Store, addresses: Collection[Address]) -> Erased:
    """Erase deleted records for good, so that neither undo nor an older copy brings them back.

    `Erased.finish` must follow.
    """
    store.book.restore.erase(addresses)
    gone = frozenset(identifier for _, identifier in addresses)
    return Erased(store, tuple(addresses), Erasure(records=gone))


def not_reached(store: Store, failed: Iterable[Path]) -> list[str]:
    """Return sentences on what still holds what was erased: files that failed, and what lies outside."""
    found = erasing.outside(store.path, store.book.meta.id)
    return [
        *(t("recover.erase_failed", path=file) for file in failed),
        t("recover.outside"),
        *(t("recover.outside_copy", path=name_below(copy, store.path.parent)) for copy in found.copies),
        *([t("recover.outside_git")] if found.git else []),
    ]
