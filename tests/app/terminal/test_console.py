"""Windows' console by a fake of its library: modes are set and given back, and keys become what they are."""

from __future__ import annotations

import asyncio
import sys
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from textual.events import Key, Paste

from app.terminal.windows_console import (
    INPUT,
    OUTPUT,
    VIRTUAL_TERMINAL_INPUT,
    VIRTUAL_TERMINAL_OUTPUT,
    FakeKernel32,
    key_records,
    textual_for_windows,
)
from jusou_tui.app.terminal import console, driver, os_signals
from jusou_tui.app.terminal.console import KernelConsole, understands_sequences
from jusou_tui.errors import InputError
from jusou_tui.wording import message_text


@pytest.mark.parametrize(
    ("kernel32", "understood"),
    [
        (FakeKernel32(), True),
        (FakeKernel32(takes=0x0003), False),  # the console of the old kind, and Windows before 10
        (FakeKernel32(is_console=False), True),
    ],
)
def test_a_console_is_asked_whether_it_understands_and_left_as_it_was(
    kernel32: FakeKernel32, understood: bool
) -> None:
    before = dict(kernel32.modes)

    assert understands_sequences(KernelConsole(kernel32, OUTPUT)) is understood
    assert kernel32.modes == before


def test_an_old_console_is_refused_with_what_to_do_before_the_screen_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    textual_for_windows(monkeypatch, FakeKernel32(takes=0x0003))
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(InputError) as refused:
        console.check_console()
    assert "従来のコンソール" in message_text(refused.value)

    textual_for_windows(monkeypatch, FakeKernel32())
    console.check_console()


def test_the_modes_are_set_for_the_program_and_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel32 = FakeKernel32()
    before = dict(kernel32.modes)
    win32 = textual_for_windows(monkeypatch, kernel32)
    monkeypatch.setattr(sys, "__stdin__", SimpleNamespace(fileno=lambda: 0))
    monkeypatch.setattr(sys, "__stdout__", SimpleNamespace(fileno=lambda: 1))

    give_back = win32.enable_application_mode()
    assert kernel32.modes == {INPUT: VIRTUAL_TERMINAL_INPUT, OUTPUT: before[OUTPUT] | VIRTUAL_TERMINAL_OUTPUT}
    give_back()
    assert kernel32.modes == before


def test_a_program_that_is_made_to_leave_gives_modes_and_screen_back(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []
    monkeypatch.setattr(os_signals.os, "write", lambda *given: done.append(given))
    os_signals._give_back(SimpleNamespace(_restore_console=lambda: done.append("modes")))  # type: ignore[arg-type]

    assert done == [(os_signals.SCREEN, os_signals.OWN_SCREEN), "modes"]


def test_texts_of_an_input_method_come_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """𠮷 is two units of UTF-16; a pasted text has marks around it; Ctrl and letters are one character."""
    kernel32 = FakeKernel32()
    win32 = textual_for_windows(monkeypatch, kernel32)
    monkeypatch.setattr(sys, "platform", "win32")
    assert driver.driver_class() is None  # Textual's own, with our parser
    kernel32.records += key_records(win32, "吉野𠮷")
    kernel32.records += key_records(win32, "\r\x10")
    kernel32.records += key_records(win32, "\x1b[200~会議の\nメモ\x1b[201~")
    monkeypatch.setattr(sys, "platform", "linux")
    events = _events(win32, kernel32)

    keys = [(event.key, event.character) for event in events if isinstance(event, Key)]
    assert [character for _, character in keys[:3]] == ["吉", "野", "𠮷"]
    assert [name for name, _ in keys[3:]] == ["enter", "ctrl+p"]
    assert [event.text for event in events if isinstance(event, Paste)] == ["会議の\nメモ"]


def _events(win32: Any, kernel32: FakeKernel32) -> list[object]:
    """Let the driver's thread read what there is, here."""
    found: list[object] = []
    left = threading.Event()
    wait = kernel32.wait

    def waits(*given: Any) -> int:
        answer = wait(*given)
        if answer:
            left.set()
        return answer

    kernel32.WaitForMultipleObjects = waits  # type: ignore[attr-defined]
    loop = asyncio.new_event_loop()
    app = SimpleNamespace(log=SimpleNamespace(error=lambda *given: found.append(given)))
    win32.EventMonitor(loop, app, left, found.append).run()
    loop.close()
    return found
