"""The window's title: quietly where the meeting is, a signal for a while, and the old title at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from jusou_tui.text.terminal import clean_line, cut

SIGNAL_SECONDS = 10.0
MOST_CELLS = 100
_KEEP, _BRING_BACK = "\x1b[22;2t", "\x1b[23;2t"


class _Timer(Protocol):
    def stop(self) -> None: ...


class WindowTitle:
    """The title of the terminal's window. `write` sends a sequence, `later` calls something after seconds.

    The terminal keeps the title that was there before on its stack, once however many follow. A terminal
    without a stack gets an empty title, which most take as "your own"; Windows Terminal, which does not,
    gets the program's name.
    """

    def __init__(
        self,
        write: Callable[[str], object],
        later: Callable[[float, Callable[[], None]], _Timer],
        environment: Mapping[str, str],
    ) -> None:
        self._write = write
        self._later = later
        self._last = "jusou" if environment.get("WT_SESSION") else ""
        self._quiet = ""
        self._signal = ""
        self._shown = ""
        self._timer: _Timer | None = None

    def show(self, text: str) -> None:
        """Show where the meeting is; "" restores the title that was there before."""
        self._quiet = _one_line(text)
        self._put()

    def signal(self, text: str) -> None:
        """Show a signal for a while, the newest alone."""
        self._stop_timer()
        self._signal = _one_line(text)
        self._put()
        self._timer = self._later(SIGNAL_SECONDS, self._signal_over)

    def restore(self) -> None:
        """Give the title back, for good or until something is shown again."""
        self._stop_timer()
        self._quiet = self._signal = ""
        self._put()

    def lay_down(self) -> None:
        """Give the title back while the program is stopped; `take_up` shows it again."""
        self._give_back()

    def take_up(self) -> None:
        """Show again what was shown when the title was laid down."""
        self._put()

    def _signal_over(self) -> None:
        self._timer = None
        self._signal = ""
        self._put()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _put(self) -> None:
        wanted = self._signal or self._quiet
        if not wanted:
            self._give_back()
        elif wanted != self._shown:
            kept = "" if self._shown else _KEEP
            self._shown = wanted
            self._write(f"{kept}\x1b]2;{wanted}\x07")

    def _give_back(self) -> None:
        if self._shown:
            self._shown = ""
            self._write(f"\x1b]2;{self._last}\x07{_BRING_BACK}")


def _one_line(text: str) -> str:
    return cut(clean_line(text), MOST_CELLS)
