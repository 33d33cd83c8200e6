"""A terminal that draws some signs wide: `jusou doctor` finds out, and the program draws others."""

from __future__ import annotations

from pathlib import Path

from pty_stage import terminal

WIDE = "\x1b[1;3R"
"""The answer of a terminal whose cursor stands in the third column behind one sign."""


def test_a_terminal_is_asked_once_and_then_shown_signs_of_one_cell(tmp_path: Path) -> None:
    with terminal(tmp_path, "doctor", size=(100, 60)) as opened:
        opened.type(WIDE)
        opened.see("似た半角の記号")
        assert opened.end() == 1
    with terminal(tmp_path, "demo") as opened:
        opened.see("F1")
        opened.type("\u203b\u2192あ")
        opened.see("*>あ")
