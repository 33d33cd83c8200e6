"""SIGTERM, SIGHUP and a closed window: save, restore the terminal, leave. SIGTSTP: save, then stop.

So do the other signals that would end a program at once, such as SIGQUIT and SIGUSR1.

A terminal can also go without a signal, as under a shell that ignores SIGHUP: it is looked for now and then.

SIGCONT: go on. SIGSTOP cannot be handled, so after it the terminal was never given back.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.driver import Driver

    from jusou_tui.app.alerts.window_title import WindowTitle

SAVE_SECONDS = 8.0
"""How long leaving waits for the last save: systems wait ten seconds and more before they kill."""
GRACE_SECONDS = 2.0
"""How long it waits for the terminal, when everything is on the disk."""
LOOK_SECONDS = 2.0
GIVING_SECONDS = 0.5
OWN_SCREEN = b"\x1b[?1000;1003;1006;1015;1004;2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
"""What takes back all that the driver asked the terminal for."""
SCREEN = 2
"""The file descriptor to which the driver writes."""
KEYS = 0
"""The file descriptor from which the driver reads the keys."""
PASTES_MARKED = "\x1b[?2004h"
"""What asks the terminal to say where a paste begins and ends; a shell's line editor takes that back."""
_ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGXCPU", "SIGPWR")
"""What ends a program that does not handle it, besides SIGINT and the timers of a debugger or test runner."""


class Titled(Protocol):
    """What has the window's title."""

    @property
    def title(self) -> WindowTitle:
        """The title."""


class SignalledProgram(Protocol):
    """What a signal asks of the program, which is a Textual App."""

    _driver: Driver | None
    _exit: bool

    @property
    def notifier(self) -> Titled:
        """What has the window's title."""

    @property
    def is_headless(self) -> bool:
        """Whether it runs without a terminal."""

    def save_now(self) -> None:
        """Put the open session on disk with what is typed in its fields; a failure is shown, not raised."""

    def close_session(self) -> object:
        """Save and close the open session."""

    def exit(self, result: int, *, return_code: int) -> None:
        """Leave."""

    def refresh(self, *, layout: bool) -> object:
        """Paint everything anew."""


def leave_on_signals(app: SignalledProgram) -> None:
    """Install the handlers where the system has them."""
    loop = asyncio.get_running_loop()
    for name in _ENDING if app.is_headless else ("SIGINT", *_ENDING):
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
    if hasattr(select, "poll") and not app.is_headless:
        threading.Thread(target=_watch, args=(app, loop), name="jusou-terminal", daemon=True).start()


def _watch(app: SignalledProgram, loop: asyncio.AbstractEventLoop) -> None:
    """Leave where the terminal is gone, also where the program's own thread waits for it and never looks."""
    while not is_gone(KEYS):
        time.sleep(LOOK_SECONDS)
    leave_after(SAVE_SECONDS + GRACE_SECONDS, 128 + signal.SIGHUP)
    with suppress(RuntimeError):  # it has left by itself
        loop.call_soon_threadsafe(_leave, app, int(signal.SIGHUP))


def is_gone(terminal: int) -> bool:
    """Return whether nobody is at the other end of a terminal any more.

    Only a hang-up counts: macOS' poll knows no terminals, and answers POLLNVAL for one that is well.
    """
    looked = select.poll()
    looked.register(terminal, 0)  # POLLHUP is reported always
    return any(found & select.POLLHUP for _, found in looked.poll(0))


def _save_before_stopping(app: SignalledProgram, loop: asyncio.AbstractEventLoop) -> None:
    """Let a stop wait for a save: a stopped program saves nothing, and may never be continued."""
    number = getattr(signal, "SIGTSTP", None)
    stop = signal.getsignal(number) if number is not None else None
    if number is None or not callable(stop):
        return
    going_on = signal.getsignal(signal.SIGCONT)
    if not callable(going_on):
        return
    stops = _Stops(app, lambda: stop(number, None), lambda: going_on(signal.SIGCONT, None))
    with suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(number, stops.stop)
        loop.add_signal_handler(signal.SIGCONT, stops.go_on)


class _Stops:
    """Stops that the program is asked for, and its return from those and from others."""

    def __init__(
        self, app: SignalledProgram, stop: Callable[[], object], go_on: Callable[[], object]
    ) -> None:
        self._app = app
        self._stop = stop
        self._go_on = go_on
        self._asked = False

    def stop(self) -> None:
        """Save, leave the terminal, stop; `go_on` follows."""
        self._asked = True
        self._app.notifier.title.lay_down()
        self._app.save_now()
        self._stop()

    def go_on(self) -> None:
        """Take the terminal again. After a stop without a word the program still has it: two readers of the
        keys, and a terminal that stays raw, would be the price of taking it twice.
        """
        driver = self._app._driver  # noqa: SLF001 - the app has no other way to its terminal
        if self._asked or driver is None:
            self._go_on()
        elif _is_cooked():
            driver.suspend_application_mode()
            self._go_on()
        else:
            driver.write(PASTES_MARKED)
        self._asked = False
        self._app.notifier.title.take_up()
        self._app.refresh(layout=True)


def _is_cooked() -> bool:
    """Return whether a shell has taken the terminal meanwhile: keys come in lines then."""
    import termios

    with suppress(termios.error, OSError):
        return bool(termios.tcgetattr(0)[3] & termios.ICANON)
    return False


def _leave(app: SignalledProgram, number: int) -> None:
    """Save, then leave; a terminal that is gone must not hold the process."""
    if app._exit:  # noqa: SLF001 - it leaves already
        leave_after(GRACE_SECONDS, 128 + number)
        return
    # A dead disk can block a save, and a dead terminal the driver, for ever.
    driver = app._driver  # noqa: SLF001
    saving = leave_after(SAVE_SECONDS, 128 + number, driver)
    app.close_session()
    saving.cancel()
    leave_after(GRACE_SECONDS, 128 + number, driver)
    app.exit(128 + number, return_code=128 + number)


def leave_after(seconds: float, status: int, driver: Driver | None = None) -> threading.Timer:
    """Leave then, whatever else is done, and restore the terminal of a `driver`.

    Return what can be cancelled.
    """
    guard = threading.Timer(seconds, _leave_now, args=(status, driver))
    guard.daemon = True
    guard.start()
    return guard


def _leave_now(status: int, driver: Driver | None) -> None:
    giving = threading.Thread(target=_give_back, args=(driver,), daemon=True)
    giving.start()
    giving.join(GIVING_SECONDS)
    os._exit(status)


def _give_back(driver: Driver | None) -> None:
    """Give the terminal back past a driver that hangs. This can hang, too."""
    restore = getattr(driver, "_restore_console", None)
    if restore is not None:  # Windows: its modes are the console's, and stay as the last program left them
        with suppress(OSError):
            os.write(SCREEN, OWN_SCREEN)  # while the console still understands it
        restore()
        return
    before = getattr(driver, "attrs_before", None)
    if before is None:
        return
    import termios

    with suppress(termios.error, OSError):
        termios.tcsetattr(KEYS, termios.TCSANOW, before)
        os.write(SCREEN, OWN_SCREEN)
