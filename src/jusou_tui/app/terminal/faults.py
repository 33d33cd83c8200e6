"""Exceptions that nobody awaits, of threads and of the event loop's callbacks: they end the program, too."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from contextlib import suppress


def hand_over_faults(fail: Callable[[Exception], object], loop: asyncio.AbstractEventLoop) -> None:
    """Let `fail` be called in the loop's thread with what ends a thread or a callback by an exception."""

    def of_thread(ended: threading.ExceptHookArgs) -> None:
        if isinstance(ended.exc_value, Exception):
            with suppress(RuntimeError):  # the loop is closed: the program has left
                loop.call_soon_threadsafe(fail, ended.exc_value)

    def of_loop(_: asyncio.AbstractEventLoop, facts: dict[str, object]) -> None:
        error = facts.get("exception")
        if isinstance(error, Exception):
            fail(error)

    threading.excepthook = of_thread
    loop.set_exception_handler(of_loop)


def hand_over(thread: threading.Thread) -> None:
    """Hand over the exception that is being handled in a thread which must not end by it."""
    threading.excepthook(threading.ExceptHookArgs([*sys.exc_info(), thread]))
