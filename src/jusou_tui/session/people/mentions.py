"""Where a text names a person, in whatever spelling, and how sure that is.

A name in another spelling is sure: other blanks, width, case, composition, a variant of a kanji, with or
without the reading that follows it in brackets. Only likely, to be shown to somebody, is what may mean
another person or another word: a part of the name, its reading, a name of several people, a name in a longer
word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from jusou_tui.session.people.identity import Named, labels, name_key
from jusou_tui.session.people.variants import VARIANTS

CONTEXT = 24
"""Letters before and behind a mention that show what it means."""

_MARKS = (
    r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef"
    r"\u00ad\u034f\u200b-\u200f\u2060\ufeff]"
)
_CLUSTER = re.compile(rf".{_MARKS}*", re.DOTALL)
"""A letter with the marks, glyph selectors and invisible characters that follow it."""

_MARKED = re.compile(f"{_MARKS}|々")
"""What makes a letter fold otherwise than alone."""

_SEPARATORS = r"[ \n・.,_=\-]"
"""What stands between the parts of a name."""

_TITLES = (
    "さん|さま|サン|サマ|様|氏|くん|クン|君|ちゃん|チャン|殿|先生|せんせい|課長|係長|部長|局長|室長|所長|会長|次長|班長|組長"
    "|主任|主事|主査|主幹|参事|専門員|委員|議員|教授|代表|理事|社長|専務|常務|館長|園長|校長|院長|町長|市長|村長|区長"
    "|座長|保健師|相談員|支援員|職員|民生委員|部員|課員|係員|進行|司会|記録|担当|作成|作|著|記|談|印|宛|分|案|他|外|等"
    "|達|たち|ら(?![ぁ-ん])"
)
_PARTICLES = "はがをにのともへやでか、"
_PLACES = "課係部局室所会社校園院店班組町市村区県府都道長員者役師協団体館"
"""Last letters of affiliations and posts, which a name may follow without a blank."""

Script = Literal["kanji", "hiragana", "katakana", "latin", ""]


class Folded(NamedTuple):
    """A text in one spelling of everything, and for each letter of it where that stands in the text.

    `starts` has one more place, the end of the text.
    """

    text: str
    starts: Sequence[int]


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    if cluster[0].isspace():
        return "\n" if cluster[0] == "\n" else " "
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    letters = []
    for letter in folded:
        category = unicodedata.category(letter)
        if category in {"Cf", "Cc"} or "\ufe00" <= letter <= "\ufe0f" or letter >= "\U000e0100":
            continue
        base = unicodedata.normalize("NFD", letter)[0]
        plain = base if base.isascii() else letter
        if category != "Mn" or plain in "\u3099\u309a":
            letters.append({"ヶ": "ケ", "ヵ": "カ"}.get(plain, plain).translate(VARIANTS))
    return "".join(letters)


class _Letters(dict[int, str]):
    """What letters that no mark follows fold to, made when first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_cluster(chr(code))
        return folded


_LETTERS = _Letters()


def fold(text: str) -> Folded:
    """Return a text as all its spellings fold: width, case, composition, accents, variants of kanji."""
    if not _MARKED.search(text):
        alone = text.translate(_LETTERS)
        if len(alone) == len(text) and all(len(_LETTERS[ord(letter)]) == 1 for letter in set(text)):
            return Folded(alone, range(len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    for match in _CLUSTER.finditer(text):
        for letter in _fold_cluster(match[0]):
            letters.append(letters[-1] if letter == "々" and letters else letter)
            starts.append(match.start())
    return Folded("".join(letters), (*starts, len(text)))


def script(letter: str) -> Script:
    """Return which script a folded letter belongs to; "" for blanks, marks and signs."""
    if not letter:
        return ""
    if "\u3041" <= letter <= "\u309f":
        return "hiragana"
    if "\u30a1" <= letter <= "\u30fa" or letter in "ーヽヾ":
        return "katakana"
    if letter in "々〆〇" or unicodedata.name(letter, "").startswith("CJK"):
        return "kanji"
    return "latin" if letter.isalnum() else ""


@dataclass(frozen=True)
class Mention:
    """The text from `start` to `stop` names the person; `sure`: nobody and nothing else."""

    start: int
    stop: int
    sure: bool


@dataclass(frozen=True)
class Passage:
    """A mention that is only likely, with what stands before and behind it."""

    before: str
    found: str
    behind: str


def passage_of(text: str, mention: Mention) -> Passage:
    """Return a mention with the rest of its line, at most `CONTEXT` letters on each side."""
    before = text[: mention.start].rpartition("\n")[2][-CONTEXT:]
    behind = text[mention.stop :].partition("\n")[0][:CONTEXT]
    return Passage(before, text[mention.start : mention.stop], behind)


_ASIDE = re.compile(r"[(\[〔【](.*?)[)\]〕】]")


class _Name(NamedTuple):
    """A name taken apart: its parts without what stands in brackets, which is `aside`."""

    parts: tuple[str, ...]
    aside: tuple[str, ...]


def _taken_apart(name: str) -> _Name:
    folded = fold(name).text
    parts = _split(_ASIDE.sub(" ", folded))
    aside = tuple(aside for aside in _ASIDE.findall(folded) if _split(aside))
    return _Name(parts, aside) if parts else _Name(_split(folded), ())


def _spelled(parts: Sequence[str]) -> str:
    """Return a pattern for the parts of a name, apart or not; letters of Japanese names may be spaced."""
    letters = sum(map(len, parts))
    found = []
    for part in parts:
        spaced = letters > 2 and script(part[0]) != "latin"  # noqa: PLR2004 - two letters and a blank are no name
        found.append((" {0,2}" if spaced else "").join(map(re.escape, part)))
    return f"{_SEPARATORS}{{0,3}}".join(found)


def _alternatives(patterns: Iterable[str]) -> re.Pattern[str] | None:
    kept = sorted(set(filter(None, patterns)), key=len, reverse=True)
    return re.compile("|".join(f"(?:{pattern})" for pattern in kept)) if kept else None


def _kana(text: str) -> tuple[str, str]:
    """Return a text in katakana and in hiragana."""
    katakana = "".join(chr(ord(one) + 0x60) if "\u3041" <= one <= "\u3096" else one for one in text)
    hiragana = "".join(chr(ord(one) - 0x60) if "\u30a1" <= one <= "\u30f6" else one for one in text)
    return katakana, hiragana


def _is_kana(text: str) -> bool:
    return bool(text) and all(script(letter) in {"hiragana", "katakana", ""} for letter in text)


class NameSearch:
    """Finds where texts name one person: `name`, and what the person was called before, which is only likely.

    `people`: everybody, so that another's longer name is left alone, and a name of several is only likely;
    `person`: the id among them, if any.
    """

    def __init__(
        self, people: Mapping[str, Named], person: str | None, name: str, former: Iterable[str] = ()
    ) -> None:
        apart = [_taken_apart(name), *map(_taken_apart, _real_names(name, former))]
        self._spelling = "".join(apart[0].parts)
        named = labels(people)
        others = [key for key in people if key != person]
        other_names = [_taken_apart(people[key].name) for key in others]
        self._key = name_key(name)
        self._parts_of = {"".join(one.parts): one.parts for one in apart}
        self._keys_of_others = {name_key(people[key].name) for key in others}
        self._spellings_of_others = {"".join(one.parts) for one in other_names}
        self._parts_of_others = {part for one in other_names for part in one.parts if len(one.parts) > 1}
        self._own_label = _alternatives(
            _label(people[key], label) for key, label in named.items() if key == person
        )
        self._whole = _alternatives(map(_with_aside, apart))
        self._likely = _alternatives(pattern for one in apart for pattern in _likely(one))
        self._others = _alternatives(
            [*map(_with_aside, other_names), *(_label(people[key], named[key]) for key in others)]
        )
        self._known: dict[str, Sequence[Mention]] = {}
        self._possible = _joined([self._own_label, self._whole, self._likely])

    def mentions(self, text: str) -> Sequence[Mention]:
        """Return where a text names the person, in order and without overlaps."""
        if text not in self._known:
            self._known[text] = tuple(self._mentions(text))
        return self._known[text]

    def _mentions(self, text: str) -> list[Mention]:
        if not _MARKED.search(text) and not self._possible.search(text.translate(_LETTERS)):
            return []
        folded = fold(text)
        candidates = list(self._candidates(text, folded))
        if all(sure is None for _, _, sure in candidates):
            return []
        taken: list[tuple[int, int, bool | None]] = []
        for start, stop, sure in sorted(candidates, key=lambda one: (one[0] - one[1], one[2] is not None)):
            if all(stop <= first or last <= start for first, last, _ in taken):
                taken.append((start, stop, sure))
        return [
            Mention(folded.starts[start], _end(text, folded, stop), sure)
            for start, stop, sure in sorted(taken, key=lambda one: one[:2])
            if sure is not None
        ]

    def _candidates(self, text: str, folded: Folded) -> Iterator[tuple[int, int, bool | None]]:
        """Yield the stretches that may name the person, whether surely; None: they name somebody else."""
        for match in _found(self._own_label, folded):
            yield *match.span(), True
        for match in _found(self._whole, folded):
            original = text[folded.starts[match.start()] : _end(text, folded, match.end())]
            yield from self._judged(folded.text, *match.span(), name_key(original))
        for match in _found(self._likely, folded):
            yield *match.span(), False
        for match in _found(self._others, folded):
            if _bare(match[0]) not in self._parts_of:
                yield *match.span(), None

    def _judged(self, text: str, start: int, stop: int, key: str) -> Iterator[tuple[int, int, bool | None]]:
        """Yield a stretch with the name in some spelling, unless it is a part of another word."""
        spelled = _bare(_ASIDE_BEHIND.sub("", text[start:stop]))
        parts = self._parts_of.get(spelled, (spelled,))
        if key in self._keys_of_others and key != self._key:
            yield start, stop, None
        elif spelled != self._spelling or self._is_shared(spelled, key, parts):
            yield start, stop, False
        elif not text[:start].strip() and not text[stop:].strip():
            yield start, stop, True
        elif len(spelled) > 1:
            free = _is_free(text, start, stop, parts)
            if free or len(parts) > 1 or script(spelled[0]) not in {"katakana", "latin"}:
                yield start, stop, free

    def _is_shared(self, spelled: str, key: str, parts: Sequence[str]) -> bool:
        """Return whether a spelling may be another person's as well."""
        if key == self._key and key in self._keys_of_others:
            return True
        if spelled in self._spellings_of_others and key != self._key:
            return True
        return len(parts) == 1 and spelled in self._parts_of_others


_ASIDE_BEHIND = re.compile(r" ?[(\[〔【].*$")


def _real_names(name: str, former: Iterable[str]) -> list[str]:
    """Return former names but for those that are only the beginning of the name, from while it was typed."""
    whole, keys = name_key(name), {name_key(one): one for one in former}
    return [one for key, one in keys.items() if len(key) > 1 and not whole.startswith(key)]


def _joined(patterns: Iterable[re.Pattern[str] | None]) -> re.Pattern[str]:
    """Return one pattern that matches wherever one of several does."""
    return re.compile("|".join(pattern.pattern for pattern in patterns if pattern is not None) or "(?!)")


def _found(pattern: re.Pattern[str] | None, folded: Folded) -> Iterator[re.Match[str]]:
    return iter(()) if pattern is None else pattern.finditer(folded.text)


def _with_aside(name: _Name) -> str:
    """Return a pattern for a name, which what stands in brackets may follow."""
    if not name.parts:
        return ""
    asides = "|".join(_spelled(_split(aside)) for aside in name.aside)
    return _spelled(name.parts) + (rf"(?: ?[(\[〔【](?:{asides})[)\]〕】])?" if asides else "")


def _label(person: Named, label: str) -> str:
    """Return a pattern for a person's label; "" where that is the name alone."""
    parts = _taken_apart(person.name).parts
    distinction = _split(fold(label.removeprefix(person.name)).text.strip(" ()"))
    return rf"{_spelled(parts)} ?[(\[〔【]{_spelled(distinction)}[)\]〕】]" if parts and distinction else ""


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(rf"{_SEPARATORS}+", text) if part)


def _bare(found: str) -> str:
    return re.sub(rf"{_SEPARATORS}", "", found)


def _end(text: str, folded: Folded, stop: int) -> int:
    """Return where in the text the letter before `stop` ends, with all marks that belong to it."""
    match = _CLUSTER.match(text, folded.starts[stop - 1])
    return match.end() if match else len(text)


def _is_free(text: str, start: int, stop: int, parts: Sequence[str]) -> bool:
    """Return whether a name stands for itself: no letter of its script goes on with it on either side."""
    before, behind = text[start - 1 : start], text[stop : stop + 1]
    if before and script(before) == script(text[start]) and not (len(parts) > 1 and before in _PLACES):
        return False
    if not behind or script(behind) != script(text[stop - 1]):
        return True
    if re.match(_TITLES, text[stop:]):
        return True
    spaced = any(not script(letter) for letter in text[start:stop])
    anchored = spaced or len({script(letter) for part in parts for letter in part}) > 1
    return script(behind) == "hiragana" and anchored and behind in _PARTICLES


_LONG_READING = 4
"""Letters from which a reading is looked for inside texts, not only before a title."""


def _likely(name: _Name) -> Iterator[str]:
    """Yield patterns of what may mean the person: readings, parts of the name, another order of them."""
    parts, whole = name.parts, "".join(name.parts)
    titled = rf"(?=[ ]?(?:{_TITLES}))"
    for reading in [*name.aside, " ".join(parts)] if _is_kana(whole) else name.aside:
        apart = _split(reading)
        if len("".join(apart)) >= _LONG_READING:
            yield from (_spelled([_kana(part)[way] for part in apart]) for way in (0, 1))
        for part in apart:
            yield from (_part(spelled, titled) for spelled in _kana(part) if len(part) > 1)
    if len(parts) > 1:
        yield from (_part(part, titled) for part in (parts[0], parts[-1]))
        if script(whole[0]) == "latin":
            yield rf"\b{_spelled(parts[::-1])}\b"
    elif script(whole[0]) == "kanji" and len(whole) > 2:  # noqa: PLR2004 - a family and a given name
        yield from (_part(whole[:length], titled, short=True) for length in (1, 2, 3) if length < len(whole))
    elif len(whole) == 1:
        yield _part(whole, titled)


def _part(part: str, titled: str, *, short: bool = False) -> str:
    """Return a pattern for one part of a name; a `short` one only before a title and not inside a word."""
    if script(part[0]) == "latin":
        return rf"(?<![^\W\d_]){re.escape(part)}(?![^\W\d_])"
    if script(part[0]) == "kanji" and len(part) > 1 and not short:
        return re.escape(part)
    return rf"(?<![{_SAME_SCRIPT.get(script(part[0]), '')}\0]){re.escape(part)}{titled}"


_SAME_SCRIPT = {"kanji": "\u3400-\u9fff々", "katakana": "ァ-ヺー"}


def pieces(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention | None]]:
    """Yield a text cut at its mentions, each piece with its mention, None between them."""
    bounds = [0, *(edge for one in mentions for edge in (one.start, one.stop)), len(text)]
    by_start = {one.start: one for one in mentions}
    for start, stop in pairwise(bounds):
        if start < stop:
            mention = by_start.get(start)
            yield text[start:stop], mention if mention is not None and mention.stop == stop else None
