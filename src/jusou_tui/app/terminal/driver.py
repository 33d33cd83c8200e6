"""The terminal's driver: Textual's, but its bytes go through `TerminalInput`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message


def driver_class() -> type[Driver] | None:
    """Return the driver for this system; None where Textual's own is to be used."""
    if sys.platform == "win32":
        from textual.drivers import win32

        win32.XTermParser = _StringParser  # type: ignore[misc,assignment]  # its thread makes the parser itself
        return None
    from jusou_tui.app.terminal.posix_driver import PosixDriver

    return PosixDriver


class _StringParser:
    """What Windows' driver asks of a parser: characters come, whatever the console's code page is."""

    def __init__(self, debug: bool = False) -> None:  # noqa: ARG002 - the signature is Textual's
        from jusou_tui.app.terminal.terminal_input import TerminalInput

        self._input = TerminalInput()

    def feed(self, data: str) -> Iterable[Message]:
        """Return the events of what came."""
        return self._input.feed(data.encode("utf-8", "replace"), monotonic())

    def tick(self) -> Iterable[Message]:
        """Return the events of what waited long enough."""
        return self._input.tick(monotonic())
