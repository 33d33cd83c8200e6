"""Sheets that nobody wrote in: for readers they are no records."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.curriculum.model import Curriculum, Worksheet
from jusou_tui.session.model.records import Session, Sheet
from jusou_tui.session.programme.case_titles import own_title
from jusou_tui.session.worksheets.layout import is_begun


def is_blank(worksheet: Worksheet | None, sheet: Sheet) -> bool:
    """Return whether a sheet says no more than its blank, and has no title but the number of its case."""
    return not own_title(sheet.title) and not is_begun(worksheet, sheet)


def written_sheets(sheets: Mapping[str, Sheet], curriculum: Curriculum | None) -> dict[str, Sheet]:
    """Return the sheets in which something is written, by id."""
    return {
        key: sheet
        for key, sheet in sheets.items()
        if not is_blank(curriculum.worksheet(sheet.worksheet) if curriculum else None, sheet)
    }


def without_blank_sheets(session: Session, curriculum: Curriculum | None) -> Session:
    """Return a copy of a session without its blank sheets; what it still has is shared with the session."""
    return session.model_copy(update={"sheets": written_sheets(session.sheets, curriculum)})
