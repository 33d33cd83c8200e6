"""Deleted records: brought back, or erased for good, and what to say about places not reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from jusou_tui.live.session import LiveSession
from jusou_tui.session.merge.three_way import conflict_key
from jusou_tui.session.model.records import Address, Session, Sheet, shallow_copy, table_of
from jusou_tui.session.storage import erasing
from jusou_tui.session.storage.erasing import Rewriting
from jusou_tui.session.storage.salvage import text_without
from jusou_tui.session.storage.store import Store
from jusou_tui.session.storage.trash import Deleted
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


def erase_records(store: Store, addresses: Collection[Address]) -> str:
    """Erase deleted records from all that this machine keeps of the session. Return what to say.

    It may be done in a thread. Raises StoreError where the session cannot be saved.
    """

    gone = {identifier for _, identifier in addresses}

    def without(session: Session) -> Session:
        after = shallow_copy(session)
        for table, identifier in addresses:
            table_of(after, table).pop(identifier, None)
            after.conflicts.pop(conflict_key(table, identifier), None)
        for key, sheet in after.sheets.items():
            if gone & sheet.rows.keys():
                after.sheets[key] = _without_rows(sheet, gone)
        return after

    failed = store.rewrite_kept(Rewriting(without, lambda text: text_without(text, addresses)))
    return "\n".join([t("recover.erased"), *not_reached(store, failed)])


def _without_rows(sheet: Sheet, gone: Collection[str]) -> Sheet:
    rows = {row: cells for row, cells in sheet.rows.items() if row not in gone}
    return sheet.model_copy(update={"rows": rows, "order": tuple(row for row in sheet.order if row in rows)})


def not_reached(store: Store, failed: Iterable[Path]) -> list[str]:
    """Return sentences on what still holds what was erased: files that failed, and what lies outside."""
    found = erasing.outside(store.path, store.book.meta.id)
    return [
        *(t("recover.erase_failed", path=file) for file in failed),
        t("recover.outside"),
        *(t("recover.outside_copy", path=copy.name) for copy in found.copies),
        *([t("recover.outside_git")] if found.git else []),
    ]
