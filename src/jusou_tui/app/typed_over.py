"""What is typed while a question is open: it answers nothing, and goes into the page below or is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.screen import ModalScreen

from jusou_tui.app.shell.screen import JusouScreen, is_area
from jusou_tui.app.terminal.key_times import TYPING_SECONDS, is_within
from jusou_tui.app.widgets.ime import typed_text
from jusou_tui.timekeeping.clock.clock import real_clock
from jusou_tui.wording import t

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen

    from jusou_tui.app.shell.host import Host


class TypedOverDialog:
    """Text typed while a dialog without a field lies over a page: it is the page's, and answers nothing.

    It goes into the page's note field or cell, unless the question takes it (`Ask.take_text`); where there is
    none it is refused in words. A digit chooses unless it is of a text: typed within a second of one, or read
    in one burst with letters. The same holds for Space. Enter within a second of such a text does nothing.

    `behind`: returns what was read together with a key and waits behind it.
    """

    def __init__(self, host: Host, behind: Callable[[], str]) -> None:
        self._host = host
        self._behind = behind
        self._typed: tuple[Screen[Any], datetime] | None = None
        self._begun: datetime | None = None

    def takes(self, event: events.Event) -> bool:
        """Take a key or a paste that is such a text, or an Enter right behind one; return whether it was."""
        if self._is_too_soon(event):
            self._host.say(t("app.typed_enter"))
            return True
        dialog = self._host.screen
        if not isinstance(dialog, ModalScreen) or dialog.query("Input, LineInput, TextArea"):
            return False
        if isinstance(event, events.Key) and event.key == "enter" and self._is_typing(dialog):
            self._host.say(t("app.typed_enter"))
            return True
        text = event.text if isinstance(event, events.Paste) else ""
        if isinstance(event, events.Key):
            text = typed_text(event)
            if self._chooses(dialog, text) and not self._is_typing(dialog) and not self._goes_on(text):
                return False
        if not text:
            return False
        self._typed = dialog, self._now
        if self._is_own(dialog, text):
            self._begun = self._now
        else:
            self.write(text)
        return True

    def _is_too_soon(self, event: events.Event) -> bool:
        """Return whether an Enter comes in one go with a text that a question took: nobody saw it there."""
        is_enter = isinstance(event, events.Key) and event.key == "enter"
        return is_enter and self._begun is not None and is_within(self._begun, self._now, TYPING_SECONDS)

    @staticmethod
    def _is_own(dialog: Screen[Any], text: str) -> bool:
        """Let a question take a text that is meant for it; return whether it did."""
        from jusou_tui.app.shell.dialogs import Ask

        return isinstance(dialog, Ask) and dialog.take_text(text)

    @property
    def _now(self) -> datetime:
        return real_clock(self._host.clock).now()

    def _is_typing(self, dialog: Screen[Any]) -> bool:
        """Return whether a text was typed over this dialog within the last second."""
        if self._typed is None or self._typed[0] is not dialog:
            return False
        return is_within(self._typed[1], self._now, TYPING_SECONDS)

    def _goes_on(self, text: str) -> bool:
        """Return whether characters that choose nothing follow in the same burst: then it is text."""
        return any(one != text and not is_digit_or_space(one) for one in self._behind())

    @staticmethod
    def _chooses(dialog: Screen[Any], text: str) -> bool:
        """Return whether a character alone is the dialog's own: an answer's key, or Space, which marks."""
        from jusou_tui.app.shell.dialogs import Dialog

        typed = unicodedata.normalize("NFKC", text).casefold()
        return typed.isspace() or (isinstance(dialog, Dialog) and dialog.chooses(typed))

    def write(self, text: str) -> None:
        """Write a text into the field of the page below; where that has no field for text, say so."""
        page = next((one for one in reversed(self._host.screen_stack) if isinstance(one, JusouScreen)), None)
        field = page.page_field if page is not None and page.is_mounted else None
        if is_area(field):
            field.write(text)
            self._host.say(t("app.typed_over"))
        else:
            self._host.say(t("app.typed_refused"))


def is_digit_or_space(character: str) -> bool:
    """Return whether a character may choose or mark something in a question."""
    return character.isspace() or character.isdigit()
