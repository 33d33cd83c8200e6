"""The driver of Linux and macOS: reads bytes, whatever they are, until the program leaves."""

from __future__ import annotations

import os
import select
import threading
from contextlib import suppress
from time import monotonic

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread

from jusou_tui.app import start
from jusou_tui.app.terminal.faults import hand_over
from jusou_tui.app.terminal.os_signals import OWN_SCREEN, SCREEN
from jusou_tui.app.terminal.pen import lean
from jusou_tui.app.terminal.terminal_input import TerminalInput
from jusou_tui.text.stand_ins import narrowed

LOOK_SECONDS = 0.1
"""So often is looked whether the program leaves."""
READ_BYTES = 1 << 16


class _Writer(WriterThread):
    """Writes to the terminal, or nowhere when that is gone: nobody may wait for this thread in vain.

    `has_failed`: whether it was a fault of the program that ended the writing.
    """

    has_failed = False

    def run(self) -> None:
        """Write what comes until the end."""
        try:
            super().run()
        except OSError:
            self._discard()  # os_signals notices that the terminal is gone
        except Exception:  # noqa: BLE001 - handed over
            self.has_failed = True
            hand_over(self)
            self._discard()

    def _discard(self) -> None:
        while self._queue.get() is not None:
            pass


linux_driver.WriterThread = _Writer  # type: ignore[attr-defined]  # the driver makes its thread itself


class PosixDriver(linux_driver.LinuxDriver):
    """Textual's driver with a reader of its own; signs that the terminal draws wide are others on screen."""

    _frame: list[str] | None = None
    """What is held back of a frame that is to be painted at once: it goes to the writer in one piece."""

    def write(self, data: str) -> None:
        """Write to the terminal; what is painted at once, when all of it is there."""
        if data == SYNC_START and self._frame is None:
            self._frame = []
        if self._frame is None:
            self._write_lean(data)
            return
        self._frame.append(data)
        if data == SYNC_END:
            self._write_frame()

    def _write_frame(self) -> None:
        frame, self._frame = self._frame, None
        if frame:
            self._write_lean("".join(frame))

    def _write_lean(self, data: str) -> None:
        super().write(lean(narrowed(data) if start.wide_signs else data))

    def stop_application_mode(self) -> None:
        """Give the terminal back, also where the writer is of no use any more."""
        self._write_frame()
        super().stop_application_mode()
        if isinstance(self._writer_thread, _Writer) and self._writer_thread.has_failed:
            with suppress(OSError):
                os.write(SCREEN, OWN_SCREEN)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception:  # noqa: BLE001 - handed over
            hand_over(threading.current_thread())

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
