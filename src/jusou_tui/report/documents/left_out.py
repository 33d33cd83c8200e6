"""What of a session is left out of its documents, in numbers: never the texts themselves."""

from __future__ import annotations

from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import LeftOut
from jusou_tui.session.model.privacy import is_sensitive_sheet
from jusou_tui.session.programme.privacy import for_everybody

_MESSAGES = {
    "private_notes": "export.left_out_private_notes",
    "private_todos": "export.left_out_private_todos",
    "sensitive_todos": "export.left_out_sensitive_todos",
    "sensitive_sheets": "export.left_out_sensitive_sheets",
}
"""The kinds of withheld records that a document would show; the others are in no document."""


def left_out_of(wish: Wish) -> tuple[LeftOut, ...]:
    """Return what the rule of `jusou show` withholds of the wish's session, () of a curriculum."""
    if wish.session is None:
        return ()
    _, withheld = for_everybody(
        wish.session,
        wish.curriculum,
        include_private=wish.include_private,
        include_sensitive=wish.include_sensitive,
    )
    withheld["sensitive_sheets"] -= 0 if wish.include_sensitive else _picked(wish)
    return tuple(LeftOut(said, withheld[kind]) for kind, said in _MESSAGES.items() if withheld[kind])


def _picked(wish: Wish) -> int:
    """Return how many sheets about persons are asked for one by one."""
    if wish.session is None:
        return 0
    found = 0
    for key, sheet in wish.session.sheets.items():
        worksheet = wish.curriculum.worksheet(sheet.worksheet) if wish.curriculum is not None else None
        asked = not {key, sheet.worksheet}.isdisjoint(wish.sheets)
        found += asked and is_sensitive_sheet(worksheet, sheet)
    return found
