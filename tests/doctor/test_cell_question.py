"""The cursor question, over a pseudo-terminal whose other end answers, or does not."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import pytest

from jusou_tui.doctor.cell_question import ambiguous_cells

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
GENEROUS = 20.0


@pytest.fixture
def pair() -> Iterator[tuple[int, int]]:
    """Return the terminal's own end, and the program's."""
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


def asked(pair: tuple[int, int], answer: bytes) -> int | None:
    """Ask a terminal that waits for the question and then answers so."""
    ours, theirs = pair

    def terminal() -> None:
        seen = b""
        while not seen.endswith(b"\x1b[6n"):
            seen += os.read(ours, 100)
        os.write(ours, answer)

    thread = threading.Thread(target=terminal)
    thread.start()
    try:
        return ambiguous_cells(theirs, theirs, GENEROUS)
    finally:
        thread.join()


@pytest.mark.parametrize(
    ("answer", "cells"),
    [
        (b"\x1b[5;2R", 1),
        (b"\x1b[5;3R", 2),
        (b"typed\x1b[12;3R", 2),
        (b"\x1b[5;1R", None),
        (b"\x1b[5;70R", None),
    ],
)
def test_the_answer_is_understood(pair: tuple[int, int], answer: bytes, cells: int | None) -> None:
    assert asked(pair, answer) == cells


def test_the_terminal_is_left_as_it_was(pair: tuple[int, int]) -> None:
    import termios

    before = termios.tcgetattr(pair[1])
    assert asked(pair, b"\x1b[1;2R") == 1
    assert termios.tcgetattr(pair[1]) == before


def test_no_answer_is_waited_for_no_longer_than_said(pair: tuple[int, int]) -> None:
    assert ambiguous_cells(pair[1], pair[1], 0.01) is None


def test_what_is_no_terminal_is_not_asked() -> None:
    source, target = os.pipe()
    try:
        assert ambiguous_cells(source, target, GENEROUS) is None
    finally:
        os.close(source)
        os.close(target)
