"""What happens where an exception ends the program, those that nobody awaits included: of threads and of the
event loop's callbacks.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual.worker import WorkerFailed

from jusou_tui.app.terminal.os_signals import GRACE_SECONDS, leave_after
from jusou_tui.wording import message_text

if TYPE_CHECKING:
    from textual.app import App

STATUS = 2


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


def end_by_fault(
    app: App[int],
    error: Exception,
    rescue: tuple[Callable[[], object], ...],
    sentence: Callable[[Path | None], str],
    seconds: float = GRACE_SECONDS,
) -> Path | None:
    """End the program with status 2 and a sentence about its report, whose path is returned.

    The report has no local variables, which hold people's words. `rescue`: what is done before, whatever of
    it fails. `seconds`: after so many the program ends although something hangs. A fault that follows from
    the first one changes nothing: None.
    """
    app._return_code = STATUS  # noqa: SLF001 - Textual's own way for a fault prints local variables
    if app._exception is not None:  # noqa: SLF001
        return None
    app._exception = error  # noqa: SLF001
    app._exception_event.set()  # noqa: SLF001
    if not app.is_headless:
        leave_after(seconds, STATUS, app._driver)  # noqa: SLF001
    for step in rescue:
        with suppress(Exception):
            step()
    from jusou_tui.app.terminal.crash_report import write_report
    from jusou_tui.native_parts import refused_part

    cause = error.error if isinstance(error, WorkerFailed) else error
    report = write_report(cause)
    refused = refused_part(cause) if isinstance(cause, ImportError) else None
    app._exit_renderables.append(Text(message_text(refused) if refused else sentence(report)))  # noqa: SLF001
    app._close_messages_no_wait()  # noqa: SLF001
    return report
