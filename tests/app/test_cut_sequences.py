"""The rest of a sequence that was cut behind its Esc types nothing; what is typed is text."""

from __future__ import annotations

import pytest
from textual import events
from textual.keys import _character_to_key

from jusou_tui.app.terminal.cut_sequences import CutSequence


def key(character: str, at: float) -> events.Key:
    made = (
        events.Key("escape", None)
        if character == "\x1b"
        else events.Key(_character_to_key(character), character)
    )
    made.time = at
    return made


def typed(*parts: tuple[float, str]) -> str:
    """Return the text that goes on of parts that come at so many seconds, each in one burst."""
    cut, passed = CutSequence(), list[events.Key]()
    for at, text in parts:
        for place, character in enumerate(text):
            passed += cut.take(key(character, at + place / 1000))
        passed += cut.release() if text != "\x1b" else []
    return "".join(one.character or "" for one in passed)


@pytest.mark.parametrize("rest", ["[A", "[1;2B", "[200~", "[?1u", "[3~", "OP", "OA"])
def test_the_rest_of_a_sequence_types_nothing(rest: str) -> None:
    assert typed((0.0, "\x1b"), (0.7, rest)) == ""
    assert typed((0.0, "\x1b"), (0.7, f"{rest}あ")) == "あ"


@pytest.mark.parametrize("text", ["[", "[案]", "[1]まとめ", "あ[A", "OK", "O", "O1P"])
def test_what_is_typed_after_escape_is_text(text: str) -> None:
    assert typed((0.0, "\x1b"), (0.7, text)) == text


def test_a_bracket_without_an_escape_before_it_is_text() -> None:
    assert typed((0.0, "[A")) == "[A"
    assert typed((0.0, "\x1b"), (2.0, "[A")) == "[A"
