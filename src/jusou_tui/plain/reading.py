"""What a typed line means: a note, a command, or nothing that is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from jusou_tui.plain import commands
from jusou_tui.plain.commands import Command
from jusou_tui.text.terminal import clean

_SIGNS = ("/", "／")
_DOTS = ("・", "･")
"""What the key of the slash writes while an IME is on."""
_MINUTES = re.compile(r"(?P<sign>[-+ー−－＋])\s*(?P<minutes>[0-9]{1,3})\s*(?:分|min\w*)?")
_NUMBER = re.compile(r"[0-9]{1,6}")
_APART = re.compile(r"[\s:：、,]+")


@dataclass(frozen=True)
class Text:
    """Words that are no command; "" for an empty line."""

    text: str


@dataclass(frozen=True)
class Order:
    """A command and what was typed behind it. `text`: the whole line."""

    command: Command
    rest: str
    text: str

    @property
    def has_too_much(self) -> bool:
        """Whether something stands behind a command that takes nothing: it may have been meant as a note."""
        return bool(self.rest) and not self.command.takes


@dataclass(frozen=True)
class Doubtful:
    """What may be a command written with the mark that an IME gives for the slash, or a note."""

    order: Order


@dataclass(frozen=True)
class Unknown:
    """What begins as a command and is none: its first word, and the rest. `text`: the whole line."""

    word: str
    rest: str
    text: str


Typed = Text | Order | Doubtful | Unknown


def read(line: str) -> Typed:
    """Return what a line means. A note that begins with a slash is typed with two of them."""
    text = clean(line).strip()
    if text.startswith(_SIGNS):
        if text.startswith(_SIGNS, 1):
            return Text(text[1:])
        return _order(text[1:].strip(), text)
    if text.startswith(_DOTS):
        found = _order(text[1:].strip(), text)
        if isinstance(found, Order):
            return Doubtful(found)
    return Text(text)


def _order(body: str, text: str) -> Order | Unknown:
    """Return the command that the words behind a slash mean."""
    folded = unicodedata.normalize("NFKC", body)
    if minutes := _MINUTES.fullmatch(folded.strip()):
        more = minutes["sign"] == "+"
        return Order(commands.named("extend" if more else "shorten"), minutes["minutes"], text)
    word, *rest = _APART.split(body, maxsplit=1) if body else [""]
    behind = rest[0].strip() if rest else ""
    if command := commands.find(word):
        return Order(command, behind, text)
    if digit := re.search(r"[0-9０-９]", word):  # 延長5分
        begins = digit.start()
        if command := commands.find(word[:begins]):
            return Order(command, body[begins:].strip(), text)
    return Unknown(word, behind, text)


def number_in(text: str) -> int | None:
    """Return the number that a text is and nothing else, in any width; None where it is none."""
    folded = unicodedata.normalize("NFKC", text).strip().rstrip(".。番")
    return int(folded) if _NUMBER.fullmatch(folded) else None
