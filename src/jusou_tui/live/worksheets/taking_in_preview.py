"""What taking in a filled sheet would change, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jusou_tui.live.worksheets.taking_in import Incoming, sheet_before
from jusou_tui.session.model.privacy import is_sensitive_sheet
from jusou_tui.session.model.records import Session
from jusou_tui.session.worksheets.layout import sheet_layout
from jusou_tui.session.worksheets.taking_in import Put
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled

_SHOWN = 56
"""Cells of a text that are shown."""
_MOST_LISTED = 12


def preview(session: Session, came: Incoming) -> list[str]:
    """Return lines about one sheet: what is new, what differs, what was not understood.

    Of a sheet about persons it is not shown what it says now.
    """
    title = " ".join(filter(None, (came.title, came.worksheet.name)))
    name = _namer(session, came)
    taken, unread = came.taken, came.filled.unread
    lines = [t("supplement.into" if came.sheet else "supplement.into_new", name=title)]
    lines += _listed([f"+ {labelled(name(put), _short(put.text))}" for put in taken.new])
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


def _change(put: Put, *, hidden: bool) -> str:
    return _short(put.text) if hidden else f"{_short(put.before)} → {_short(put.text)}"


def _short(text: str) -> str:
    return cut(clean_line(text), _SHOWN)


def _listed(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_LISTED
    ending = [t("supplement.more", count=more)] if more > 0 else []
    return [f"  {line}" for line in (*lines[:_MOST_LISTED], *ending)]
