"""What tomllib refuses is told by what is wrong, where, and in which key; its own words are not shown."""

import inspect
import re
import tomllib
from tomllib import _parser  # type: ignore[attr-defined]  # its sentences are what is tested

import pytest

from jusou_tui.toml.syntax import _EXPLAIN, SyntaxMistake, syntax_mistake


def mistake(text: str) -> SyntaxMistake:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    return syntax_mistake(caught.value, text)


def test_every_sentence_that_tomllib_has_is_known() -> None:
    raised = re.findall(r'suffixed_err\(\s*src, \w+, f?"(.+?)"\s*\)', inspect.getsource(_parser))
    assert len(raised) > 20
    known = [start for start, _ in _EXPLAIN]
    assert [one for one in raised if not one.replace("\\\\", "\\").startswith(tuple(known))] == []


@pytest.mark.parametrize(
    ("text", "message_id", "place", "key"),
    [
        ('a = 1\n[t]\ntitle = "例" 余分\n', "after_value", (3, 13), "t.title"),
        ('[t]\ntitle = "例\n', "text_not_closed", (2, 11), "t.title"),
        ("[t]\ntitle = “例”\n", "quotes", (2, 9), "t.title"),
        ("[t]\ntitle = 「例」\n", "quotes", (2, 9), "t.title"),
        ("schema　= 1\n", "wide_blank", (1, 7), "schema"),
        ("[t]\nschema ＝ 1\n", "wide_sign", (2, 8), "t.schema"),
        ("　schema = 1\n", "wide_blank", (1, 1), ""),
        ("［t］\n", "wide_sign", (1, 1), ""),
        ("[t]\ntitle =\n", "no_value", (2, 8), "t.title"),
        ("[t]\ntitle = # 例\n", "no_value", (2, 9), "t.title"),
        ("[t]\ntitle = 例\n", "bad_value", (2, 9), "t.title"),
        ("[t]\nat = 2026-13-01\n", "bad_date", (2, 10), "t.at"),
        ("[t]\nat = 2026/12/10\n", "bad_date", (2, 10), "t.at"),
        ("[t]\n題名 = 1\n", "bad_statement", (2, 1), "t"),
        ("[t]\na.題名 = 1\n", "bad_key", (2, 3), "t"),
        ("[t]\ntitle\n", "no_equals", (2, 6), "t.title"),
        ("[t\na = 1\n", "heading_not_closed", (1, 3), ""),
        ("[t]\na = [1, 2\nb = 3\n", "list_not_closed", (3, 1), "t.a"),
        ("[t]\na = { b = 1\nc = 3\n", "table_not_closed", (2, 12), "t.a.b"),
        ('[t]\na = "\\q"\n', "backslash", (2, 6), "t.a"),
        ('[t]\na = """x\n\n[u]\n', "text_not_closed", (2, 5), "t.a"),
        ("[t]\na = 'x\nb = 1\n", "text_not_closed", (2, 5), "t.a"),
        ('[t]\na = "x\x01"\n', "invisible", (2, 7), "t.a"),
        ("[t]\n\ufeffa = 1\n", "invisible", (2, 1), "t"),
        ("[t]\n<<<<<<< HEAD\n", "merge_marks", (2, 1), "t"),
        ("[t]\na = 1\n=======\n", "merge_marks", (3, 1), "t"),
        ("[t]\na = 1\n>>>>>>> x\n", "merge_marks", (3, 1), "t"),
    ],
)
def test_a_mistake_has_its_place_and_its_key(
    text: str, message_id: str, place: tuple[int, int], key: str
) -> None:
    found = mistake(text)
    assert found.message_id == f"toml.{message_id}"
    assert (found.line, found.column) == place
    assert ".".join(map(str, found.key)) == key
    windows = mistake(text.replace("\n", "\r\n"))
    assert (windows.message_id, windows.line, windows.column) == (found.message_id, *place)


@pytest.mark.parametrize(
    ("text", "place", "key", "first"),
    [
        ('[t]\ntitle = "あ"\nother = 1\ntitle = """\nい\n"""\n', (4, 1), "t.title", 2),
        ("[t]\na = 1\n[u]\n[t]\n", (4, 1), "t", 1),
        ("a = { b = 1, b = 2 }\n", (1, 14), "a.b", 1),
        ("[[t]]\na = 1\n[[t]]\na = 1\na = 2\n", (5, 1), "t.1.a", 4),
    ],
)
def test_what_is_written_twice_is_told_with_the_line_of_the_first(
    text: str, place: tuple[int, int], key: str, first: int
) -> None:
    found = mistake(text)
    assert (found.message_id, found.facts) == ("toml.twice_first", {"first": first})
    assert (found.line, found.column) == place
    assert ".".join(map(str, found.key)) == key


@pytest.mark.parametrize(
    "text", ["a = { b = 1 }\n[a.c]\n", "a = 1\n[a.b]\n", "[[a]]\n[a]\n", "a = []\n[[a]]\n"]
)
def test_what_is_there_in_another_form_is_told_as_that(text: str) -> None:
    assert mistake(text).message_id == "toml.twice"


def test_an_error_without_a_place_is_told_at_the_beginning() -> None:
    found = syntax_mistake(RecursionError(), "a = 1")
    assert (found.message_id, found.line, found.column) == ("toml.not_toml", 1, 1)
