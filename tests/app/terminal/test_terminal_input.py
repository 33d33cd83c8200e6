"""The bytes of a terminal: what was typed arrives whole, answers and cut sequences type nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from jusou_tui.app.terminal.foreign_bytes import ForeignBytes
from jusou_tui.app.terminal.terminal_input import PASTE_SECONDS, TerminalInput

ESC = "\x1b"
ANSWERS = (
    "\x1b[>0;10;1c",
    "\x1b[?62;1;4c",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "\x1b]52;c;44GC44GE\x07",
    "\x1b]4;1;rgb:ff/00/00\x1b\\",
    "\x1bP>|XTerm(370)\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[8;24;80t",
    "\x1b[?997;1n",
    "\x1b[0n",
    "\x1b[?0u",
    "\x1b[>1;2m",
    "\x1b[M !!",
    "\x1b[<35;4;5M",
    "\x1b[?2026;2$y",
    "\x1b[12;40R",
)
CUT_KEYS = ("\x1bOP", "\x1bOA", "\x1b[A", "\x1b[1;2B", "\x1b[3~", "\x1b[20~", "\x1b[I", "\x1b[O")


def came(*parts: tuple[float, str | bytes]) -> list[Message]:
    """Return the events of parts, each so many seconds behind the one before, then of all that waits."""
    made, now, found = TerminalInput(0.1), 0.0, list[Message]()
    for gap, part in (*parts, (10.0, "")):
        comes = now + gap
        while (left := made.patience(now)) is not None and now + left < comes:
            now += left
            found += made.tick(now)
        now = comes
        found += made.feed(part.encode() if isinstance(part, str) else part, now)
    return found


def keys_of(found: list[Message]) -> list[str]:
    return [one.key for one in found if isinstance(one, events.Key)]


def typed(*parts: tuple[float, str | bytes]) -> str:
    """Return what is typed, without the Esc of a cut sequence."""
    keys = [one for one in came(*parts) if isinstance(one, events.Key)]
    return "".join(
        one.character or "" for one in keys if one.key != "escape" and not one.key.startswith("alt+")
    )


def pasted(found: list[Message]) -> list[str]:
    return [one.text for one in found if isinstance(one, events.Paste)]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_of_a_terminal_type_nothing_wherever_a_slow_line_cuts_them(answer: str) -> None:
    assert keys_of(came((0, f"{answer}あ"))) == ["あ"]
    for place in range(1, len(answer)):
        for gap in (0.02, 0.3, 0.6, 0.8):
            assert typed((0, answer[:place]), (gap, answer[place:])) == "", (place, gap)
            assert typed((0, answer[:place]), (gap, f"{answer[place:]}あ")) == "あ", (place, gap)
    assert typed(*((0.6, letter) for letter in answer)) == ""
    assert typed(*((0.001, letter) for letter in answer)) == ""
    for place in range(1, len(answer) - 1):
        parts = (answer[:place], answer[place : place + 1], answer[place + 1 :])
        assert typed(*((0.6, part) for part in parts)) == "", place


@pytest.mark.parametrize("keys", CUT_KEYS)
def test_a_key_s_sequence_types_nothing_wherever_it_is_cut(keys: str) -> None:
    assert typed(*((0.6, letter) for letter in keys)) == ""
    for place in range(1, len(keys)):
        assert typed((0, keys[:place]), (0.6, keys[place:]), (0.2, "あ")) == "あ"


def test_the_esc_of_a_cut_sequence_is_the_only_key() -> None:
    assert keys_of(came((0, ESC), (0.6, "O"), (0.6, "P"), (0.3, "a"))) == ["escape", "a"]
    assert keys_of(came((0, ESC), (0.6, "[20~"))) == ["escape"]
    assert keys_of(came((0, "\x1b[2"), (0.6, "0~"))) == ["f9"]


@pytest.mark.parametrize(
    "text", ["[", "[案]", "[1]まとめ", "あ[A", "OK", "O", "O1P", "]", "]1つめ", "P1", "P12か月"]
)
def test_what_is_typed_after_escape_is_text(text: str) -> None:
    assert typed((0, ESC), (0.7, text)) == text
    assert typed((0, ESC), *((0.2, letter) for letter in text)) == text
    assert typed((0, ESC), (0.7, text[0]), *((0.2, letter) for letter in text[1:])) == text
    assert typed((0, ESC), (2.0, text)) == text
    assert keys_of(came((0, f"{ESC}あ{text}")))[:2] == ["escape", "あ"]


def test_letters_in_one_read_behind_escape_are_text_and_one_alone_is_a_letter_with_alt() -> None:
    assert keys_of(came((0, f"{ESC}memo"))) == ["escape", "m", "e", "m", "o"]
    assert keys_of(came((0, f"{ESC}j"))) == ["alt+j"]
    assert keys_of(came((0, ESC), (0.05, "j"))) == ["escape", "j"]
    assert keys_of(came((0, f"{ESC}{ESC}"))) == ["escape", "escape"]


@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[1;", "\x1b[24;"])
@pytest.mark.parametrize("gap", [0.06, 0.2, 0.4])
@pytest.mark.parametrize("text", ["x", "w", "見", "1g", "kaigi"])
def test_a_letter_right_behind_a_sequence_that_never_ends_is_typed(begun: str, gap: float, text: str) -> None:
    parts = [(gap, letter) for letter in text]
    assert typed((0.0, begun), *parts).removeprefix("[" if begun == "\x1b[" else "") == text


def test_who_types_on_behind_a_sequence_that_never_ends_is_heard_and_loses_nothing() -> None:
    for begin in ("\x1b]52;c;44GC", "\x1bP>|XT"):
        text = "abcdef"
        assert typed((0, begin), *((0.2, letter) for letter in text)) == text
        assert typed((0, begin), (0.2, "a"), (0.2, "b")) == "ab"
        assert typed((0, begin), (0.2, "会議です")) == "会議です"
    assert typed((0, "\x1b[?62"), *((0.2, letter) for letter in "会abc")) == "会abc"


def test_every_key_that_textual_knows_arrives_as_there() -> None:
    for sequence in (one for one in ANSI_SEQUENCES_KEYS if len(one) > 2 or one[0] != ESC):
        assert keys_of(came((0, sequence))) == keys_of(list(XTermParser().feed(sequence))), repr(sequence)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=ESC), min_size=1), st.data())
def test_text_arrives_whole_however_it_is_cut(text: str, data: st.DataObject) -> None:
    whole = text.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=4)))
    parts = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    found = came(*((0.3, part) for part in parts if part))
    expected = keys_of(list(XTermParser().feed(text)))
    assert keys_of(found) == expected


@given(st.binary(max_size=64), st.lists(st.sampled_from((0.01, 0.3, 0.7)), max_size=6), st.data())
def test_no_bytes_end_the_program_and_what_is_typed_then_arrives(
    noise: bytes, gaps: list[float], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(noise)), min_size=len(gaps), max_size=len(gaps))))
    parts = [noise[a:b] for a, b in zip([0, *cuts], [*cuts, len(noise)], strict=True)]
    found = came(*zip([0.0, *gaps], parts, strict=True), (2.5, "終わり"))
    assert keys_of(found)[-3:] == list("終わり") or pasted(found)


@pytest.mark.parametrize(("codec", "name"), [("cp932", "CP932"), ("euc_jp", "EUC-JP")])
def test_a_terminal_with_another_encoding_is_noticed_once(codec: str, name: str) -> None:
    data = "連携の困りごとを共有する".encode(codec)
    found = came((0, data), (0.3, data), (0.3, "a\r"))
    assert [one.encoding for one in found if isinstance(one, ForeignBytes)] == [name]
    assert keys_of(found)[-2:] == ["a", "enter"]
    assert "\ufffd" in "".join(one.character or "" for one in found if isinstance(one, events.Key))


def test_noise_is_noticed_once_and_a_replacement_that_was_typed_is_none() -> None:
    found = came((0, b"\xff"), (0.3, b"\xfe\x80a"))
    assert [one.encoding for one in found if isinstance(one, ForeignBytes)] == [""]
    assert not [one for one in came((0, "a\ufffdb")) if isinstance(one, ForeignBytes)]
    assert keys_of(came((0, b"\x1b[M \xff\xfeq"))) == ["q"]


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_paste_arrives_whole_with_its_lines_and_sequences_in_it(cut: int) -> None:
    text = "一行目\r\n\x1b[31m二\x1b[0m行目\x1b]0;x"
    data = f"\x1b[200~{text}\x1b[201~続き".encode()
    for place in (cut, len(data) - cut):
        found = came((0, data[:place]), (0.6, data[place:]))
        assert pasted(found) == [text]
        assert [key for key in keys_of(found) if key != "escape"] == ["続", "き"]


def test_a_paste_without_its_end_is_kept_and_deafens_no_longer_than_two_seconds() -> None:
    found = came((0, "\x1b[200~貼り付けた\n文"), *((0.3, "\x1b[20~") for _ in range(8)))
    assert len(pasted(found)) == 1
    assert pasted(found)[0].startswith("貼り付けた\n文")
    assert keys_of(found) == ["f9"] * 2
    assert PASTE_SECONDS + 0.1 < 2
    long = "長い文。" * 20
    assert pasted(came((0, f"\x1b[200~{long}"), (1.5, long), (1.5, f"{long}\x1b[201~"))) == [long * 3]
    late = came((0, "\x1b[200~文"), (2.5, "\x1b[201~a"))
    assert (pasted(late), keys_of(late)) == (["文"], ["a"])
