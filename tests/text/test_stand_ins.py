"""Signs that some terminals draw in two cells have others of one cell to stand in for them."""

from __future__ import annotations

import unicodedata

from jusou_tui.text.stand_ins import _STAND_INS, narrowed


def test_what_stands_in_is_one_cell_of_plain_ascii_and_letters_stay() -> None:
    assert narrowed("\u203b\u2460 庁内\u2192窓口\u2026") == "*1 庁内>窓口."
    assert narrowed("庁内の用語 (3) плюс \u03b1") == "庁内の用語 (3) плюс \u03b1"
    assert narrowed("\x1b[38;2;1;2;3m\u25a0\x1b[0m") == "\x1b[38;2;1;2;3m#\x1b[0m"


def test_each_sign_is_one_whose_width_differs() -> None:
    signs = {chr(code): stand_in for code, stand_in in _STAND_INS.items()}
    assert all(stand_in.isascii() and len(stand_in) == 1 for stand_in in signs.values())
    assert {unicodedata.east_asian_width(sign) for sign in signs} == {"A"}
