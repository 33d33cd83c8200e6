"""A console of Windows that is made up: the functions of kernel32 that Textual's driver and ours call."""

from __future__ import annotations

import ctypes
import importlib
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import pytest

VIRTUAL_TERMINAL_OUTPUT, VIRTUAL_TERMINAL_INPUT = 0x0004, 0x0200
INPUT, OUTPUT = 10, 11
"""Handles."""
KEY_EVENT, WINDOW_BUFFER_SIZE_EVENT = 1, 4
WAIT_TIMEOUT = 0x102


class FakeKernel32:
    """A console with its two modes; `takes` are the bits of the output's that it knows.

    Functions are attributes, as ctypes has them: a caller sets `argtypes` and `restype` of them.
    """

    def __init__(self, *, takes: int = 0x1F, is_console: bool = True) -> None:
        self.modes = {INPUT: 0x01F7, OUTPUT: 0x0003}
        self.takes = takes
        self.is_console = is_console
        self.records: list[Any] = []
        functions = {
            "GetStdHandle": self.handle,
            "GetConsoleMode": self.get_mode,
            "SetConsoleMode": self.set_mode,
            "WaitForMultipleObjects": self.wait,
            "ReadConsoleInputW": self.read,
        }
        for name, work in functions.items():
            setattr(self, name, _function(work))

    def handle(self, number: int) -> int:
        return {-10: INPUT, -11: OUTPUT}[number]

    def get_mode(self, handle: Any, mode: Any) -> int:
        if self.is_console:
            mode._obj.value = self.modes[_number(handle)]
        return int(self.is_console)

    def set_mode(self, handle: Any, mode: int) -> int:
        if not self.is_console or (_number(handle) == OUTPUT and mode & ~self.takes):
            return 0  # as of 87, ERROR_INVALID_PARAMETER
        self.modes[_number(handle)] = mode
        return 1

    def wait(self, *_: Any) -> int:
        return 0 if self.records else WAIT_TIMEOUT

    def read(self, _: Any, records: Any, most: int, count: Any) -> int:
        given, self.records = self.records[:most], self.records[most:]
        for place, record in enumerate(given):
            records._obj[place] = record
        count._obj.value = len(given)
        return 1


def _function(work: Callable[..., int]) -> Callable[..., int]:
    """Return a function that takes attributes, which a method does not."""

    def called(*given: Any) -> int:
        return work(*given)

    return called


def _number(handle: Any) -> int:
    return int(getattr(handle, "value", handle))


def textual_for_windows(monkeypatch: pytest.MonkeyPatch, kernel32: FakeKernel32) -> ModuleType:
    """Return Textual's module for Windows' console, as it is there, on a console that is made up."""
    msvcrt = ModuleType("msvcrt")
    msvcrt.get_osfhandle = lambda number: {0: INPUT, 1: OUTPUT}[number]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: kernel32, raising=False)
    monkeypatch.delitem(sys.modules, "textual.drivers.win32", raising=False)
    module = importlib.import_module("textual.drivers.win32")
    monkeypatch.delitem(sys.modules, "textual.drivers.win32")  # the next one makes its own
    monkeypatch.setitem(sys.modules, "textual.drivers.win32", module)
    return module


def key_records(win32: ModuleType, text: str, *, code: int = 0, state: int = 0) -> Sequence[Any]:
    """Return what the console reports of a text: each UTF-16 unit goes down and up."""
    units = text.encode("utf-16-le")
    found = []
    for place in range(0, len(units), 2):
        for is_down in (1, 0):
            record = win32.INPUT_RECORD()
            record.EventType = KEY_EVENT
            record.Event.KeyEvent.bKeyDown = is_down
            record.Event.KeyEvent.wVirtualKeyCode = code
            record.Event.KeyEvent.dwControlKeyState = state
            record.Event.KeyEvent.uChar.UnicodeChar = units[place : place + 2].decode(
                "utf-16-le", "surrogatepass"
            )
            found.append(record)
    return found
