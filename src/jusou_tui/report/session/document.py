"""A session as `--json` prints it: the validated model without what the text withholds, and a count of it."""

from __future__ import annotations

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.blank_sheets import without_blank_sheets
from jusou_tui.session.programme.privacy import for_everybody


def session_document(
    session: Session,
    curriculum: Curriculum | None,
    *,
    include_private: bool = False,
    include_sensitive: bool = False,
) -> dict[str, object]:
    """Return a session as JSON holds it, and in `withheld` how many records are withheld, by kind.

    Sheets that nobody wrote in are left out, and count nowhere.
    """
    written = without_blank_sheets(session, curriculum)
    shown, withheld = for_everybody(
        written, curriculum, include_private=include_private, include_sensitive=include_sensitive
    )
    return {**shown.model_dump(mode="json", by_alias=True), "withheld": withheld}
