"""What a typed line means."""

from __future__ import annotations

from itertools import combinations

import pytest

from jusou_tui import wording
from jusou_tui.plain import commands, reading
from jusou_tui.plain.reading import Doubtful, Order, Text, Unknown
from jusou_tui.wording import LANGUAGES


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("/次", "next", ""),
        ("／次", "next", ""),
        ("　／ 次　", "next", ""),
        ("/next", "next", ""),
        ("／ＮＥＸＴ", "next", ""),
        ("/決定 来月も集まる", "decision", "来月も集まる"),
        ("/決定：来月も集まる", "decision", "来月も集まる"),
        ("/todo　用語集を作る", "todo", "用語集を作る"),
        ("/延長5", "extend", "5"),
        ("／延長　５分", "extend", "５分"),
        ("/+5", "extend", "5"),
        ("／＋１０分", "extend", "10"),
        ("/-5", "shorten", "5"),
        ("／ー５", "shorten", "5"),
    ],
)
def test_a_command_is_known_in_any_language_and_width(line: str, name: str, rest: str) -> None:
    found = reading.read(line)
    assert isinstance(found, Order)
    assert (found.command.name, found.rest) == (name, rest)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("次へ進むことにした", "次へ進むことにした"),
        ("3", "3"),
        ("・用語集を作る", "・用語集を作る"),
        ("//次", "/次"),
        ("／／次", "／次"),
        ("", ""),
        ("  ", ""),
        ("\x1b[31m赤", "赤"),
    ],
)
def test_anything_else_is_a_note(line: str, text: str) -> None:
    assert reading.read(line) == Text(text)


@pytest.mark.parametrize("line", ["/つぎぎ", "/", "／etc／hosts", "/次のことを決めた"])
def test_what_begins_as_a_command_and_is_none_is_neither_run_nor_a_note(line: str) -> None:
    assert isinstance(reading.read(line), Unknown)


def test_the_dot_of_an_ime_before_a_commands_word_is_doubtful() -> None:
    found = reading.read("・次")
    assert isinstance(found, Doubtful)
    assert found.order.command.name == "next"


@pytest.mark.parametrize(("text", "number"), [("2", 2), ("２", 2), ("12番", 12), ("二", None), ("2つ", None)])
def test_a_number_is_digits_alone(text: str, number: int | None) -> None:
    assert reading.number_in(text) == number


def test_no_word_means_two_commands() -> None:
    for one, other in combinations(commands.COMMANDS, 2):
        assert {*map(commands.folded, one.words)} & {*map(commands.folded, other.words)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_is_shown_in_the_language_in_use_and_says_what_it_does(language: str) -> None:
    wording.use(language)
    assert commands.shown("next") == {"ja": "/次", "en": "/next"}[language]
    assert all(one.help and "plain." not in one.help and one.words for one in commands.COMMANDS)
    assert all(commands.find(word) is one for one in commands.COMMANDS for word in one.words)


def test_a_mistyped_word_has_its_nearest_commands() -> None:
    assert commands.nearest("つぎぎ")[0].name == "next"
    assert commands.nearest("decison")[0].name == "decision"
