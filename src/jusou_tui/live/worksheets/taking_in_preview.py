"""What taking in a filled sheet would change, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jusou_tui.live.worksheets.taking_in import Incoming, sheet_before, unknown_writer
from jusou_tui.session.model.privacy import is_sensitive_sheet
from jusou_tui.session.model.records import Session
from jusou_tui.session.worksheets.layout import sheet_layout
from jusou_tui.session.worksheets.taking_in import Put
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled, list_text

_SHOWN = 56
"""Cells of a text that are shown."""
_MOST_LISTED = 12


def preview(session: Session, came: Incoming, *, names_writer: bool = True) -> list[str]:
    """Return lines about one sheet: what is new, what differs, what was not understood or has no value.

    Of a sheet about persons it is not shown what it says now. `names_writer`: where nobody is called as its
    writer, that is said.
    """
    title = " ".join(filter(None, (came.title, came.worksheet.name)))
    name = _namer(session, came)
    taken, unread = came.taken, came.filled.unread
    lines = [t("supplement.into" if came.sheet else "supplement.into_new", name=title)]
    lines += _listed([f"+ {labelled(name(put), _new(put))}" for put in taken.new])
    lines += _listed([f"+ {' / '.join(map(_short, row.values()))}" for row in taken.rows])
    if taken.differing:
        lines.append(t("supplement.differing", count=len(taken.differing)))
        hidden = is_sensitive_sheet(came.worksheet, sheet_before(session, came.worksheet, came.sheet))
        lines += _listed([f"! {labelled(name(put), _change(put, hidden=hidden))}" for put in taken.differing])
    if unread:
        lines.append(t("supplement.unread", count=len(unread)))
        lines += _listed(
            [f"? {labelled(t('common.row', number=row.number), _short(row.text))}" for row in unread]
        )
    if came.uncomputed:
        cells = list_text(came.uncomputed[:_MOST_LISTED])
        lines.append(t("supplement.uncomputed", page=came.page, cells=cells, count=len(came.uncomputed)))
    if names_writer and (called := unknown_writer(session, came)):
        lines.append(t("supplement.writer_unknown", name=called))
    if taken.same:
        lines.append(t("supplement.same", count=taken.same))
    if taken.is_nothing:
        lines.append(t("supplement.nothing"))
    return lines


def _namer(session: Session, came: Incoming) -> Callable[[Put], str]:
    """Return what names the cell of a text by its headings."""
    layout = sheet_layout(came.worksheet, sheet_before(session, came.worksheet, came.sheet))
    names = {(cell.row, cell.address): " / ".join(map(clean_line, cell.headings)) for cell in layout.cells}
    return lambda put: names.get((put.row, put.address), put.address)


def _new(put: Put) -> str:
    """Return a text for a cell that is empty, or the blank's example and what takes its place."""
    if not put.over_example or not put.before.strip():
        return _short(put.text)
    return f"{t('supplement.example_there', text=_short(put.before))} → {_short(put.text)}"


def _change(put: Put, *, hidden: bool) -> str:
    return _short(put.text) if hidden else f"{_short(put.before)} → {_short(put.text)}"


def _short(text: str) -> str:
    return cut(clean_line(text), _SHOWN)


def _listed(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_LISTED
    ending = [t("supplement.more", count=more)] if more > 0 else []
    return [f"  {line}" for line in (*lines[:_MOST_LISTED], *ending)]
