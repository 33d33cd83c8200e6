"""Keys that sentences and documents name: there are such keys, and both languages name the same ones."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from jusou_tui import wording
from jusou_tui.app.shell import keys
from jusou_tui.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("README*.md"), ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])

NAMED = re.compile(
    r"(?<![A-Za-z0-9_+])(?:F\d{1,2}(?![0-9A-Za-z_-])|(?:Ctrl|Shift|Alt)\+(?:[A-Za-z]+|\d|[\]\[\\^])"
    r"|(?:Esc|Tab|Enter|Del|Ins|PgUp|PgDn)(?![A-Za-z-]))"
)
"""A key as it is written. Home, End and Space are words of English, too, and not looked for."""

THE_FIELDS_OWN = {"Ctrl+C", "Ctrl+Y"}
"""Keys that are named although they do nothing but what they do in any field."""
SEVERAL = {"Shift+arrows", "Ctrl+arrows"}


@cache
def _there_are() -> set[str]:
    """Return the keys of the table as they are shown."""
    return {keys.shown(key) for meaning in keys.TABLE for key in meaning.keys}


def _named(text: str) -> set[str]:
    return set(NAMED.findall(text))


def _unknown(text: str) -> set[str]:
    return _named(text) - _there_are() - THE_FIELDS_OWN - SEVERAL


@cache
def _sentences(language: str) -> dict[str, str]:
    return {
        str(message.id): str(message.string)
        for path in sorted((Path(wording.__file__).parent / language).glob("*.po"))
        for message in read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
        if message.id
    }


def test_both_languages_name_the_same_keys() -> None:
    first, second = (
        {key: _named(text) for key, text in _sentences(language).items()} for language in LANGUAGES
    )
    assert {key: (first[key], second[key]) for key in first if first[key] != second[key]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_a_sentence_names_is_there(language: str) -> None:
    assert {key: found for key, text in _sentences(language).items() if (found := _unknown(text))} == {}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_key_that_a_document_names_is_there(path: Path) -> None:
    assert _unknown(path.read_text(encoding="utf-8")) == set()


def test_the_search_finds_keys_and_nothing_that_only_looks_like_one() -> None:
    text = "Press **F7**, Ctrl+H or Ctrl+] and Enter; UTF8, F16A, Entering, `Table` and Shift+Left"
    assert _named(text) == {"F7", "Ctrl+H", "Ctrl+]", "Enter", "Shift+Left"}
    assert _unknown(text) == {"Ctrl+H"}
