"""SIGTERM, SIGHUP and a closed window: save, restore the terminal, leave. SIGTSTP: save, then stop."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from jusou_tui.errors import StoreError

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
    _save_before_stopping(app, loop)


def _save_before_stopping(app: JusouApp, loop: asyncio.AbstractEventLoop) -> None:
    """Let a stop wait for a save: a stopped program saves nothing, and may never be continued."""
    number = getattr(signal, "SIGTSTP", None)
    stop = signal.getsignal(number) if number is not None else None
    if number is None or not callable(stop):
        return
    with suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(number, _stop, app, lambda: stop(number, None))


def _stop(app: JusouApp, stop: Callable[[], object]) -> None:
    if app.desk is not None:
        app.keep_typed()
        with suppress(StoreError):  # the rescue was tried, and the key bar says so
            app.desk.save()
    stop()


def _leave(app: JusouApp, number: int) -> None:
    """Save, then leave; a terminal that is gone must not hold the process."""
    app.close_desk()
    # A dead terminal can block the driver for ever; everything is on disk by now.
    guard = threading.Timer(GRACE_SECONDS, os._exit, args=(128 + number,))
    guard.daemon = True
    guard.start()
    app.exit(128 + number, return_code=128 + number)
