"""The question what an empty sheet is to begin with."""

from __future__ import annotations

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.live.worksheets.sheet_start import begin_with, starts
from jusou_tui.wording import t

_BLANK = "blank"


def offer_starts(page: SessionScreen, identifier: str) -> None:
    """Ask on the page of an empty sheet what it is to begin with, and write that into its cells."""
    found = starts(page.live, identifier)
    if not found or page.app.screen is not page:
        return

    def begin(answer: str | None) -> None:
        if answer is not None and answer != _BLANK:
            begin_with(page.live, identifier, found[int(answer)])
            page.after_change()

    listed = [Answer(str(number), start.label) for number, start in enumerate(found)]
    blank = Answer(_BLANK, t("sheet.start_blank"), safe=True)
    page.app.push_screen(Ask(t("sheet.start_title"), t("sheet.start_text"), [*listed, blank]), begin)
