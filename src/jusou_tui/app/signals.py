"""SIGTERM, SIGHUP and a closed window: save, restore the terminal, leave."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jusou_tui.app.app import JusouApp

GRACE_SECONDS = 2.0


def leave_on_signals(app: JusouApp) -> None:
    """Install the handlers where the system has them."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, _leave, app, int(number))
        except (NotImplementedError, RuntimeError, ValueError):
            # Windows' event loop takes no handlers, and a test's loop may not be on the main thread.
            if threading.current_thread() is threading.main_thread():
                signal.signal(number, lambda got, _frame: loop.call_soon_threadsafe(_leave, app, got))


def _leave(app: JusouApp, number: int) -> None:
    """Save, then leave; a terminal that is gone must not hold the process."""
    app.close_desk()
    # A dead terminal can block the driver for ever; everything is on disk by now.
    guard = threading.Timer(GRACE_SECONDS, os._exit, args=(128 + number,))
    guard.daemon = True
    guard.start()
    app.exit(128 + number, return_code=128 + number)
