"""The driver of Linux and macOS: reads bytes, whatever they are, until the program leaves."""

from __future__ import annotations

import os
import select
from time import monotonic

from textual.drivers.linux_driver import LinuxDriver

from jusou_tui.app.terminal.terminal_input import TerminalInput

LOOK_SECONDS = 0.1
"""So often is looked whether the program leaves."""
READ_BYTES = 1 << 16


class PosixDriver(LinuxDriver):
    """Textual's driver with a reader of its own."""

    def run_input_thread(self) -> None:
        """Read and pass on what comes, also after the program was asked to leave."""
        came = TerminalInput()
        while not self.exit_event.is_set():
            self._pass_on(came, came.patience(monotonic()))
        self._pass_on(came, 0.0)
        for message in came.close():
            self.process_message(message)

    def _pass_on(self, came: TerminalInput, patience: float | None) -> None:
        """Wait for bytes, at most so many seconds, and pass on what they are."""
        wait = LOOK_SECONDS if patience is None else min(patience, LOOK_SECONDS)
        found = []
        if select.select([self.fileno], [], [], wait)[0]:
            data = self._read()
            found = came.feed(data, monotonic())
            if not data:  # the terminal is gone, or what came by a pipe is over
                self.exit_event.wait(LOOK_SECONDS)
        for message in (*found, *came.tick(monotonic())):
            self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""
