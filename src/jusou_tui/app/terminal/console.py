"""Windows' console: whether it understands what the driver writes. Windows Terminal's always does."""

from __future__ import annotations

import sys
from typing import Protocol

from jusou_tui.errors import InputError

_OUTPUT = 1
_UNDERSTANDS_SEQUENCES = 0x0004


class Console(Protocol):
    """A console's output: its mode."""

    def mode(self) -> int | None:
        """Return its mode, None where the output is no console."""

    def set_mode(self, mode: int) -> bool:
        """Set its mode; return whether it took it."""


def understands_sequences(console: Console) -> bool:
    """Return whether a console can be made to understand control sequences; its mode is as before then.

    True for what is no console: that is for others to judge.
    """
    before = console.mode()
    if before is None or before & _UNDERSTANDS_SEQUENCES:
        return True
    taken = console.set_mode(before | _UNDERSTANDS_SEQUENCES)
    now = console.mode()
    console.set_mode(before)
    return taken and now is not None and bool(now & _UNDERSTANDS_SEQUENCES)


def check_console() -> None:
    """Raise InputError, before the screen is taken, where it would be filled with control sequences."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        try:
            handle = msvcrt.get_osfhandle(_OUTPUT)
        except OSError:  # closed
            return
        if not understands_sequences(KernelConsole(ctypes.WinDLL("kernel32"), handle)):
            raise InputError("system.legacy_console")


class Kernel32(Protocol):
    """What is used of Windows' library of that name; its functions return 0 for a refusal."""

    def GetConsoleMode(self, handle: object, mode: object) -> int:  # noqa: N802
        """Put the mode where `mode` points to."""

    def SetConsoleMode(self, handle: object, mode: int) -> int:  # noqa: N802
        """Set the mode."""


class KernelConsole:
    """The console of a handle, by Windows' library."""

    def __init__(self, kernel32: Kernel32, handle: int) -> None:
        from ctypes import c_void_p

        self._kernel32 = kernel32
        self._handle = c_void_p(handle)

    def mode(self) -> int | None:
        """Return its mode, None where the output is no console."""
        from ctypes import byref, c_uint32

        found = c_uint32()
        return found.value if self._kernel32.GetConsoleMode(self._handle, byref(found)) else None

    def set_mode(self, mode: int) -> bool:
        """Set its mode; return whether it took it."""
        return bool(self._kernel32.SetConsoleMode(self._handle, mode))
