"""Every sentence is there in every language, is used, and says the same fields."""

import ast
import re
import string
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from jusou_tui import wording
from jusou_tui.wording import LANGUAGES

PACKAGE = Path(wording.__file__).parent.parent
CATALOGUES = PACKAGE / "wording"
AREAS = {path.stem for language in LANGUAGES for path in (CATALOGUES / language).glob("*.po")}
MESSAGE_ID = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")
FIELD = re.compile(r"[a-z][a-z_]*")
FILE_ENDINGS = {
    *(
        "toml",
        "tcss",
        "py",
        "po",
        "mo",
        "json",
        "md",
        "csv",
        "txt",
        "html",
        "svg",
        "lock",
        "tmp",
        "log",
        "bak",
    ),
    *("docx", "xlsx", "pptx"),
}
NOT_MESSAGES = {"app.quit", "app.focus_next", "app.focus_previous", "screen.dismiss"}
"""Textual's own actions, which look like ids of the areas `app` and `screen`."""


TAKE_FACTS = {"t", "_refused", "JusouError", "InputError", "StoreError"}
"""What is called with a message id and its facts by name; elsewhere the facts travel in a dictionary."""


@lru_cache(maxsize=1)
def nodes(source: str) -> tuple[ast.AST, ...]:
    """Return all nodes of a source, which are costly to find: of the last one asked about they are kept."""
    return tuple(ast.walk(ast.parse(source)))


def literal_ids(source: str, areas: set[str]) -> Iterator[tuple[int, str]]:
    """Yield line and text of each whole string literal in `source` that is a message id of one of `areas`."""
    skipped: set[int] = set()
    for node in nodes(source):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
    for node in nodes(source):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in skipped:
            continue
        if not MESSAGE_ID.fullmatch(node.value) or node.value in NOT_MESSAGES:
            continue
        first, *_, last = node.value.split(".")
        if first in areas and last not in FILE_ENDINGS:
            yield node.lineno, node.value


@cache
def found_in_source() -> tuple[dict[str, str], list[tuple[str, str, set[str]]]]:
    """Return the message ids that the package uses, each with the place of a use; its `fillings` by place."""
    ids: dict[str, str] = {}
    filled: list[tuple[str, str, set[str]]] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        source, place = path.read_text(encoding="utf-8"), path.relative_to(PACKAGE)
        ids |= {found: f"{place}:{line}" for line, found in literal_ids(source, AREAS)}
        filled += ((f"{place}:{line}", found, names) for line, found, names in fillings(source))
    return ids, filled


def ids_in_source() -> dict[str, str]:
    """Return each message id used in the package with the place of one of its uses."""
    return found_in_source()[0]


@cache
def sentences(language: str) -> dict[str, str]:
    """Return the sentences of a language by id."""
    found: dict[str, str] = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True):
            if message.id:
                found[str(message.id)] = str(message.string)
    return found


def fillings(source: str) -> Iterator[tuple[int, str, set[str]]]:
    """Yield line, message id and filled fields of each call that names an id and each of its facts.

    A name that the called function of the same file takes for itself fills no field.
    """
    taken = {
        node.name: {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
        for node in nodes(source)
        if isinstance(node, ast.FunctionDef)
    }
    for node in nodes(source):
        if not isinstance(node, ast.Call) or any(one.arg is None for one in node.keywords):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        for one in node.args if name in TAKE_FACTS else ():
            if (
                isinstance(one, ast.Constant)
                and isinstance(one.value, str)
                and MESSAGE_ID.fullmatch(one.value)
            ):
                yield (
                    node.lineno,
                    one.value,
                    {word.arg or "" for word in node.keywords} - taken.get(name, set()),
                )


def fields(sentence: str) -> set[str]:
    """Return the names of the {fields} of a sentence; none where it speaks of braces and is never filled."""
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    except ValueError:
        return set()
    return names if any(map(FIELD.fullmatch, names)) else set()


def unsuitable(sentence: str) -> list[str]:
    """Return the emoji, variation selectors, three-dot characters and controls of a sentence."""
    return [
        char
        for char in sentence
        if char in "…⋯"
        or ord(char) >= 0x1F000
        or 0x2600 <= ord(char) <= 0x27BF
        or 0x231A <= ord(char) <= 0x23FF
        or 0x2B00 <= ord(char) <= 0x2BFF
        or 0xFE00 <= ord(char) <= 0xFE0F
        or (unicodedata.category(char).startswith("C") and char != "\n")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_id_that_is_used_has_a_sentence(language: str) -> None:
    known = sentences(language)
    assert {found: place for found, place in ids_in_source().items() if found not in known} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_used(language: str) -> None:
    assert sorted(sentences(language).keys() - ids_in_source().keys()) == []


def test_both_languages_have_the_same_ids_and_fields() -> None:
    first, second = (
        {key: fields(text) for key, text in sentences(language).items()} for language in LANGUAGES
    )
    assert {
        key: (first.get(key), second.get(key)) for key in first | second if first.get(key) != second.get(key)
    } == {}


def test_no_sentence_has_two_ids() -> None:
    ids: dict[tuple[str, ...], list[str]] = {}
    for key in sentences(LANGUAGES[0]):
        ids.setdefault(tuple(sentences(language)[key] for language in LANGUAGES), []).append(key)
    assert {texts: keys for texts, keys in ids.items() if len(keys) > 1} == {}


def test_every_call_with_an_id_fills_all_fields_of_its_sentence() -> None:
    known = sentences("ja")
    calls = [call for call in found_in_source()[1] if call[1] in known]
    assert len(calls) > 300
    assert [call for call in calls if not fields(known[call[1]]) <= call[2]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_plain_name(language: str) -> None:
    named = {(key, name) for key, text in sentences(language).items() for name in fields(text)}
    assert [pair for pair in named if not FIELD.fullmatch(pair[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_fuzzy_or_defined_twice(language: str) -> None:
    seen: set[str] = set()
    for path in sorted((CATALOGUES / language).glob("*.po")):
        text = path.read_text(encoding="utf-8")
        ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
        assert len(ids) == len(set(ids)), path
        assert not seen & set(ids), path
        seen |= set(ids)
        for message in read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True):
            if not message.id:
                continue
            assert str(message.string).strip(), message.id
            assert not message.fuzzy, message.id
            assert str(message.id).startswith(f"{path.stem}."), message.id
            assert MESSAGE_ID.fullmatch(str(message.id)), message.id
    assert seen == sentences(language).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_holds_what_a_terminal_may_draw_wrongly(language: str) -> None:
    assert {key: found for key, text in sentences(language).items() if (found := unsuitable(text))} == {}


@pytest.mark.parametrize("char", ["…", "⚠", "\ufe0f", "✓", "⏱", "\U0001f600", "\x1b", "\u200b"])
def test_the_search_for_unsuitable_characters_finds_them(char: str) -> None:
    assert unsuitable(f"残り{char}") == [char]


def test_the_scan_finds_a_planted_id_and_nothing_that_only_looks_like_one() -> None:
    source = '''
"""text.in_a_docstring"""
NAME = "text.missing_in_every_catalogue"
"text.a_bare_string"
CSS_PATH = "text.tcss"
FILE = "text.session.toml"
MODULE = "elsewhere.text"
ACTION = "app.quit"
BUILT = f"text.built_from_{NAME}"
SENTENCE = "see text.inside_a_sentence"
WORDS = {"one": "text.in_a_table"}
'''
    found = [key for _, key in literal_ids(source, {"text", "app"})]
    assert found == ["text.missing_in_every_catalogue", "text.in_a_table"]
    assert "text.missing_in_every_catalogue" not in sentences("ja")


def test_the_scan_of_facts_finds_a_name_that_the_called_function_takes_for_itself() -> None:
    source = """
def _refused(message_id, line=1, **facts): ...
_refused("session.truncated", line=2, lines=2)
_refused("session.truncated", line=2)
t("session.truncated", **facts)
other("session.truncated")
"""
    assert list(fillings(source)) == [(3, "session.truncated", {"lines"}), (4, "session.truncated", set())]


def test_the_scan_sees_the_package() -> None:
    assert "text.not_a_time" in ids_in_source()
