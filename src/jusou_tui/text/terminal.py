"""Texts as a terminal shows them: sanitised, measured in cells, cut, padded, broken into lines.

`clean` removes terminal escape sequences, control characters, lone surrogates, invisible format
characters (they can turn or hide text), blank "letters", noncharacters, and variation selectors 1-16
(they change a character's width). It keeps an ideographic variation selector right after its ideograph,
because it distinguishes 辻 in one family's name from 辻 in another's and takes no cell of its own, and
private-use characters, because towns keep the ideographs of names (外字) there. Whatever is typed,
pasted or read from a file goes through it before anything else uses it.

Lines are broken for Japanese: always by 禁則, between phrases (文節) on request. Every index of a
paragraph gets a strength, how good a break before it is; each line ends at the last strongest one that
fits. BudouX finds the phrases; it is loaded when they are first needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, Protocol

TAB = "    "

# Strings but for _SUSPECT: re compiles each at its first use, and most texts need none of them.
_NEWLINES = "\r\n|[\r\v\f\x85\u2028\u2029]"
_ESCAPES = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colour, cursor, keys
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x1b\x07\x9c\n]*(?:\x07|\x1b\\\\|\x9c)"  # titles, links
    "|\x1b[ -/]*[0-Z\\\\^-~]"  # the short ones
)
_DROPPED = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U00013438"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_DROP = f"[{_DROPPED}]+|(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]+"
_SUSPECT = re.compile(f"[{_DROPPED}\t\r\v\f\u3099\u309a\U000e0100-\U000e01ef]")

_PLAIN = "うかきくけこさしすせそたちつてとはひふへほゝウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲヽ"
_VOICED = "ゔがぎぐげござじずぜぞだぢづでどばびぶべぼゞヴガギグゲゴザジズゼゾダヂヅデドバビブベボヷヸヹヺヾ"
_COMPOSED = {plain + "\u3099": voiced for plain, voiced in zip(_PLAIN, _VOICED, strict=True)} | {
    plain + "\u309a": voiced
    for plain, voiced in zip("はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ", strict=True)
}
_DECOMPOSED = f"[{_PLAIN}][\u3099\u309a]"


def clean(text: str) -> str:
    """Return `text` with plain newlines and without terminal control sequences. Idempotent.

    Tabs become four spaces. Kana with a separate voicing mark, as macOS file names have them, become one
    character; ideographs are never normalised (that would change people's names).
    """
    if not _SUSPECT.search(text):
        return text
    text = re.sub(_NEWLINES, "\n", text)
    text = re.sub(_ESCAPES, "", text)
    text = re.sub(_DROP, "", text.replace("\t", TAB))
    return re.sub(_DECOMPOSED, lambda match: _COMPOSED.get(match[0], match[0]), text)


def clean_line(text: str) -> str:
    """Return `clean(text)` on one line: line breaks become single spaces, the ends are stripped."""
    return " ".join(part for line in clean(text).split("\n") if (part := line.strip()))


def stored_text(text: str) -> str:
    """Return `clean(text)` ending in exactly one newline, the form in which files store it; "" for ""."""
    body = clean(text).rstrip("\n")
    return f"{body}\n" if body else ""


CUT = ".."
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Return the cells of one character: 0 for a combining mark or a control, 2 for a wide one, else 1.

    East Asian ambiguous characters such as ※ and ① count 1, as Textual draws them.
    """
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def cell_width(text: str) -> int:
    """Return the cells of a text on one line."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(char_width, text))


def _head(text: str, cells: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > cells:
            return text[:index]
    return text


def cut(text: str, cells: int, ending: str = CUT) -> str:
    """Return `text` in at most `cells` cells, ending in `ending` where something was cut.

    A wide character is never halved, so the result may be a cell shorter; no bracket is opened before the
    ending. Where not even the ending fits, as much of it as fits is returned.
    """
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(ending)
    return _head(text, room).rstrip("".join(NOT_LAST)) + ending if room >= 0 else _head(ending, max(cells, 0))


def pad(text: str, cells: int, align: Literal["left", "right", "center"] = "left") -> str:
    """Return `text` filled up with spaces to `cells` cells; a longer text is returned as it is."""
    missing = max(cells - cell_width(text), 0)
    before = {"left": 0, "right": missing, "center": missing // 2}[align]
    return " " * before + text + " " * (missing - before)


TERMS: tuple[str, ...] = (
    "重層的支援体制整備事業",
    "包括的な支援体制",
    "地域共生社会",
    "多機関協働",
    "参加支援",
    "相談支援",
    "地域づくり",
    "アウトリーチ",
    "重層事業",
    "チームづくり編",
    "地域資源",
    "事務局",
    "進行役",
    "参加メンバー",
)
"""Terms of the programmes that are not broken unless longer than a line."""

NOT_FIRST = frozenset(
    "、。，．・：；？！ー～〜ゝゞ々ヽヾ〻゛゜…‥‐–％）〕］｝〉》」』】〙〛〗〟’”»"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    ",.:;?!)]}%｡､｣･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
"""Characters that begin no line."""

NOT_LAST = frozenset("（〔［｛〈《「『【〘〚〖〝‘“«([{｢¥￥＄$＃№")
"""Characters that end no line."""

_SPACES = " \u3000"
_PAIRS = frozenset("—―…‥─")
_UNITS = frozenset("年月日時分秒人名件回個歳週円％%")
_JAPANESE = "[\u3040-\u30ff]|[\u3400-\u9fff]"
"""Two ranges apart: of one set of both Python would make a table of all characters first."""
_KANA = "[\u3041-\u309f]"
_MEASURE = r"\d+(?:時間|[年月日時分秒])(?:\d+(?:時間|[年月日時分秒]))+"
"""A length, a time or a date of several parts: `12分51秒`, `12月10日`."""
_QUOTED = '「[^「」]*」|『[^『』]*』|（[^（）]*）|\\([^()]*\\)|"[^"]*"'
"""A title or an aside: a line breaks before it, not in it, where it takes at most two thirds of a line."""
_WORD = "[!-~\u00a1-\u058f]+|[０-９Ａ-Ｚａ-ｚ]+"
_GAP = f"[{_SPACES}]+"

_NEVER, _FORCED, _SPLIT, _FREE, _PHRASE = range(5)
"""Strengths: inside a character with its marks; anywhere; in a word; by 禁則; between phrases."""


class _Parser(Protocol):
    def parse(self, sentence: str) -> list[str]: ...


@lru_cache(maxsize=1)
def _parser() -> _Parser:
    import budoux

    parser: _Parser = budoux.load_default_japanese_parser()
    return parser


@lru_cache(maxsize=8)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted((term for term in terms if term), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def may_break(before: str, after: str) -> bool:
    """Return whether 禁則 allows a break between the characters `before` and `after`."""
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    if before == after and before in _PAIRS:
        return False
    return not (after in _UNITS and before.isdigit())


def _strengths(text: str, phrases: bool, terms: tuple[str, ...]) -> list[int]:
    """Return the strength of a break before each index of `text`."""
    found = [_NEVER] + [
        (_FREE if may_break(text[index - 1], text[index]) else _FORCED) if char_width(text[index]) else _NEVER
        for index in range(1, len(text))
    ]
    _hold(found, re.finditer(_WORD, text))
    if phrases and re.search(_JAPANESE, text):
        place = 0
        for phrase in _parser().parse(text):
            if place and found[place] == _FREE:
                found[place] = _PHRASE
            place += len(phrase)
    for gap in re.finditer(_GAP, text):
        start, end = gap.span()
        free = start > 0 and (end == len(text) or may_break(text[start - 1], text[end]))
        # "Step2 の": a space before kana is between characters like any other, not the end of a phrase.
        best = _PHRASE if phrases and not re.match(_KANA, text[end : end + 1]) else _FREE
        for index in range(max(start, 1), min(end + 1, len(text))):
            found[index] = best if free else min(found[index], _FORCED)
    pattern = _pattern(terms)
    _hold(found, re.finditer(_MEASURE, text))
    _hold(found, pattern.finditer(text) if pattern else ())  # the last word: a name holds over its space
    return found


def _hold(strengths: list[int], wholes: Iterable[re.Match[str]]) -> None:
    """Let nothing within the matches break unless it must."""
    for whole in wholes:
        for index in range(whole.start() + 1, whole.end()):
            strengths[index] = min(strengths[index], _SPLIT)


def _choose(strengths: list[int], start: int, limit: int, enough: int) -> int:
    """Return the end index of the line from `start`, at most `limit`.

    Ends of phrases count from `enough` on, so that a long phrase does not leave a line half empty.
    """
    last = [0] * (_PHRASE + 1)
    for index in range(start + 1, limit + 1):
        last[strengths[index]] = index
    if last[_PHRASE] >= enough and last[_PHRASE] > start:
        return last[_PHRASE]
    if free := max(last[_FREE], last[_PHRASE]):
        return free
    if forced := last[_SPLIT] or last[_FORCED]:
        return forced
    end = start + 1
    while end < len(strengths) and strengths[end] == _NEVER:
        end += 1
    return end


@lru_cache(maxsize=4096)
def _lines(text: str, cells: int, phrases: bool, terms: tuple[str, ...]) -> tuple[str, ...]:
    if cell_width(text) <= cells:
        return (text,)
    widths = [char_width(char) for char in text]
    strengths = _strengths(text, phrases, terms)
    if phrases:
        _hold(
            strengths,
            (found for found in re.finditer(_QUOTED, text) if cell_width(found[0]) * 3 <= cells * 2),
        )
    lines: list[str] = []
    start = 0
    while start < len(text):
        used, limit, enough = 0, start, start
        while limit < len(text) and used + widths[limit] <= cells:
            used += widths[limit]
            limit += 1
            if used * 2 < cells:
                enough = limit + 1
        end = len(text) if limit == len(text) else _choose(strengths, start, limit, enough)
        line = text[start:end]
        lines.append(line.rstrip(_SPACES) or line)
        while end < len(text) and text[end] in _SPACES:
            end += 1
        start = end
    return tuple(lines)


_uncached = _lines.__wrapped__
_MOST_CACHED = 2000
"""Characters of the longest cached paragraph: longer ones are rare and would fill the memory."""


def phrases_of(text: str) -> list[str]:
    """Return the phrases (文節) of a text; joined they are the text."""
    return _parser().parse(text) if text else []


def wrap(text: str, cells: int, phrases: bool = True, terms: tuple[str, ...] = TERMS) -> list[str]:
    """Return the lines of `text`, each at most `cells` cells wide. Newlines are kept; "" is one empty line.

    Breaks are between phrases where `phrases`, and not within a short quotation, else wherever 禁則 allows;
    words of Latin letters and `terms` are kept whole while they fit. Only spaces at a break are lost. Only a
    wide character on a line of one cell exceeds the width.
    """
    cells = max(cells, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        broken = _lines if len(paragraph) <= _MOST_CACHED else _uncached
        lines.extend(broken(paragraph, cells, phrases, terms))
    return lines


def wrap_phrases(text: str, cells: int, terms: tuple[str, ...] = TERMS) -> list[str]:
    """Return the lines of `text`, broken between phrases alone; a phrase longer than a line as by `wrap`.

    For short texts that are read at a glance: lines may be much shorter than `cells`.
    """
    cells = max(cells, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for phrase in _unbroken(paragraph, terms):
            if lines[-1] and cell_width((lines[-1] + phrase).rstrip(_SPACES)) > cells:
                lines.append("")
            lines[-1] += phrase if lines[-1] else phrase.lstrip(_SPACES)
    return [part for line in lines for part in wrap(line.rstrip(_SPACES), cells, terms=terms)]


def _unbroken(text: str, terms: tuple[str, ...]) -> list[str]:
    """Return the phrases of a text, those that part one of the `terms` joined."""
    pattern = _pattern(terms)
    wholes = (re.finditer(_MEASURE, text), pattern.finditer(text) if pattern else ())
    held = [found.span() for several in wholes for found in several]
    phrases: list[str] = []
    place = 0
    for phrase in phrases_of(text):
        inside = any(begin < place < end for begin, end in held)
        if phrases and (inside or not may_break(phrases[-1][-1], phrase[0])):
            phrases[-1] += phrase
        else:
            phrases.append(phrase)
        place += len(phrase)
    return phrases


def wrap_fast(text: str, cells: int) -> list[str]:
    """Return the lines of `text` by 禁則 alone, fast enough for a field while typing."""
    return wrap(text, cells, phrases=False)
