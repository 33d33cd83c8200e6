"""The scanner that tells where a key stands: whatever tomllib reads, it finds."""

import re
import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.toml.positions import KeyPath, find_positions

KEYS = st.text(min_size=1, max_size=6) | st.from_regex(r"[a-z][a-z0-9_-]{0,6}", fullmatch=True)
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS = LETTERS | st.integers(-9999, 9999) | st.booleans() | st.floats(allow_nan=False) | st.datetimes()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=6)


def paths_of(value: object, path: KeyPath = ()) -> list[KeyPath]:
    """Return the paths of everything inside a document."""
    entries: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    found: list[KeyPath] = []
    for part, entry in entries:
        found += [(*path, part), *paths_of(entry, (*path, part))]
    return found


def text_at(text: str, place: tuple[int, int]) -> str:
    line, column = place
    return "\n".join([text.split("\n")[line - 1][column - 1 :], *text.split("\n")[line:]])


def first_key(text: str) -> str:
    """Return the key with which a text begins, as TOML means it."""
    found = re.match(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""", text)
    assert found, f"no key at {text[:20]!r}"
    return next(iter(tomllib.loads(f"{found.group()} = 1")))


@holds_for(100, DOCUMENTS, st.booleans())
def test_every_key_and_value_of_a_generated_document_is_found(
    document: dict[str, Any], multiline: bool
) -> None:
    text = tomli_w.dumps(document, multiline_strings=multiline).replace("\r\n", "\n")
    data = tomllib.loads(text)
    positions = find_positions(text)
    assert set(paths_of(data)) == set(positions.keys)
    for path in paths_of(data):
        assert find_positions(text, [path, ()]).key(path) == positions.key(path)
        if isinstance(path[-1], str):
            assert first_key(text_at(text, positions.key(path))) == path[-1]


@holds_for(100, DOCUMENTS)
def test_each_scalar_is_where_it_is_said_to_be(document: dict[str, Any]) -> None:
    text = tomli_w.dumps(document)
    positions = find_positions(text)
    for path in paths_of(document):
        value: Any = document
        for part in path:
            value = value[part]
        if not isinstance(value, dict | list):
            written = tomli_w.dumps({"k": value}).removeprefix("k = ").removesuffix("\n")
            assert text_at(text, positions.value(path)).startswith(written)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 3))
def test_entries_of_arrays_of_tables_are_told_apart(steps: int, activities: int, blank: int) -> None:
    lines, expected = ["# a comment with [[steps]]"], {}
    for step in range(steps):
        lines += ["", "[[steps]]"]
        for activity in range(activities):
            lines += [*[""] * blank, "[[steps.activities]]", "  title = '''a", "[[steps]]'''  # and so on"]
            expected["steps", step, "activities", activity, "title"] = (len(lines) - 1, 3)
            lines += ["[steps.activities.duration]", f"minutes = {step}"]
            expected["steps", step, "activities", activity, "duration", "minutes"] = (len(lines), 1)
    text = "\n".join(lines)
    positions = find_positions(text)
    assert {path: positions.key(path) for path in expected} == expected


CASES: list[tuple[str, KeyPath, tuple[int, int], tuple[int, int]]] = [
    ("a = 1", ("a",), (1, 1), (1, 5)),
    ("  a  =  'x'", ("a",), (1, 3), (1, 9)),
    ("a.b . c = 2", ("a", "b", "c"), (1, 7), (1, 11)),
    ("a.b . c = 2", ("a", "b"), (1, 3), (1, 3)),
    ('"a.b"."c\\u0064" = 2', ("a.b", "cd"), (1, 7), (1, 19)),
    ("[a.'b c']\nd = 3", ("a", "b c", "d"), (2, 1), (2, 5)),
    ("[ a . b ]", ("a", "b"), (1, 7), (1, 7)),
    ("a = {b = [1, {c = 2}]}", ("a", "b", 1, "c"), (1, 15), (1, 19)),
    ("a = [ # one\n  1, # two\n  2,\n]\nb = 3", ("a", 1), (3, 3), (3, 3)),
    ("a = [ # one\n  1, # two\n  2,\n]\nb = 3", ("b",), (5, 1), (5, 5)),
    ('a = """\n[b]\n"quoted" \\"""\nb = 1\n"""""\nc = 4', ("c",), (6, 1), (6, 5)),
    ("a = '''\nb = 1''''\nc = 4", ("c",), (3, 1), (3, 5)),
    ("あ = 1".replace("あ", '"あ"'), ("あ",), (1, 1), (1, 7)),
    ("a = 1979-05-27 07:32:00Z # when\nb = -inf", ("b",), (2, 1), (2, 5)),
    ("[[a]]\n[[a.b]]\nc=1\n[[a.b]]\nc=2\n[[a]]\n[[a.b]]\nc=3", ("a", 1, "b", 0, "c"), (8, 1), (8, 3)),
]


@pytest.mark.parametrize(("text", "path", "key", "value"), CASES)
def test_places_are_exact(text: str, path: KeyPath, key: tuple[int, int], value: tuple[int, int]) -> None:
    tomllib.loads(text)
    positions = find_positions(text)
    assert (positions.key(path), positions.value(path)) == (key, value)


def test_a_path_that_is_not_written_takes_the_place_of_its_nearest_parent() -> None:
    positions = find_positions("a = 1\n[b]\nc = 2\n")
    assert positions.key(("b", "x", 3)) == (2, 2)
    assert positions.key(("nothing",)) == (1, 1)
