"""The catalogues: every sentence a user reads, by message id, in Japanese and in English.

How dates, times, lengths, roles, kinds and lists of names are said is in `values`, once.

`<language>/*.po` hold the sentences; the build (and the tests) merge them into `<language>.mo`, gettext's
format.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from jusou_tui.errors import Phrase, Problem
from jusou_tui.wording.catalogue import Catalogue

LANGUAGES = ("ja", "en")
DEFAULT = "ja"
_FOLDER = Path(__file__).parent
_INNER_QUOTES = str.maketrans("「」『』", "『』「」")
_EXACT = frozenset({"found", "given", "path", "folder", "text", "typed"})
"""Fields whose values are quoted as they stand: they are looked for, compared or typed anew."""


class Message(Protocol):
    """A sentence that is not put into words yet: its message id and the facts that fill its fields."""

    @property
    def message_id(self) -> str:
        """The id of the sentence in the catalogues."""
        ...

    @property
    def facts(self) -> Mapping[str, object]:
        """The values of the sentence's fields by name."""
        ...


_open: dict[str, Catalogue] = {}
_language = DEFAULT


def use(language: str | None = None) -> str:
    """Choose the language: the argument, else JUSOU_LANG, else Japanese. Return the one now in use."""
    global _language  # noqa: PLW0603 - one program speaks one language
    wanted = (language or os.environ.get("JUSOU_LANG") or DEFAULT).replace("_", "-").split("-")[0].lower()
    _language = wanted if wanted in LANGUAGES else DEFAULT
    return _language


def language() -> str:
    """Return the language in use."""
    return _language


def catalogue(name: str) -> Catalogue:
    """Return the compiled catalogue of a language."""
    if name not in _open:
        _open[name] = Catalogue((_FOLDER / f"{name}.mo").read_bytes())
    return _open[name]


def t(message_id: str, **facts: object) -> str:
    """Return the sentence for `message_id` in the language in use, its {fields} filled from `facts`.

    A fact that is a phrase is worded too; one between 「」 has 『』 for marks of quotation of its own.
    """
    sentence = catalogue(_language).gettext(message_id)
    if not facts:
        return sentence
    words = {name: message_text(fact) if isinstance(fact, Phrase) else fact for name, fact in facts.items()}
    if "「{" in sentence:
        words = {name: _quoted(sentence, name, word) for name, word in words.items()}
    return sentence.format(**words)


def _quoted(sentence: str, name: str, word: object) -> object:
    """Return the value of a field; of one between 「」 with inner marks of quotation, unless it is exact."""
    if not isinstance(word, str) or name in _EXACT or f"「{{{name}}}」" not in sentence:
        return word
    return word.translate(_INNER_QUOTES)


def message_text(message: Message) -> str:
    """Return the sentence of an error, a warning or anything else with a message id and its facts."""
    return t(message.message_id, **message.facts)


def problem_text(problem: Problem) -> str:
    """Return `file:line:column: key: what is wrong and what is allowed`; a file without lines by its name."""
    place = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else str(problem.path)
    return ": ".join(part for part in (place, problem.key, message_text(problem)) if part)
