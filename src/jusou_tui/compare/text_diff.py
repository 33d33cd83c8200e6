"""What changed in a text, down to the words: lines, in them phrases, in those runs of one script, characters.

Japanese has no spaces: words of a word differ would be too coarse, single characters too shredded. Phrases
(文節), and runs of kanji, hiragana, katakana, letters or digits lie between; tiny equal islands between
changes are swallowed. Phrases cost time: only short passages are compared by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from jusou_tui.text.alignment import EqualBlock, common_ends, equal_blocks

Op = Literal["same", "removed", "added"]
MOST_CHARACTERS = 20_000
"""Characters of a changed passage above which it counts as a whole: the matcher's memory is their square."""

MOST_INSIDE_LINES = 1_000
"""Changes in one report above which texts are compared by lines only: half a second of processor time."""

_MOST_PHRASED = 1_000
_MOST_RUN = 400
_TINY = 2
_RUNS = re.compile(
    "[\u4e00-\u9fff\u3400-\u4dbf々〆]+|[\u3041-\u309f]+|[\u30a0-\u30ffｦ-ﾟ]+"
    "|[A-Za-z]+|[0-9０-９]+|[ \u3000]+|.",
    re.DOTALL,
)
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_WHOLE = re.compile("[A-Za-z0-9０-９]*")


class TextPart(NamedTuple):
    """A part of both texts, of the old one only, or of the new one only."""

    op: Op
    text: str


def text_parts(old: str, new: str, *, inside_lines: bool = True) -> list[TextPart]:
    """Return what became of `old`: the same and removed parts make up it, the same and added ones `new`.

    Without `inside_lines` a line is the same or another: a twentieth of the time.
    """
    parts: list[TextPart] = []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for same, left, right in _blocks(before, after):
        if same:
            parts.append(TextPart("same", "".join(left)))
        else:
            compare = _passage if inside_lines else _replaced
            parts += compare("".join(left), "".join(right))
    return _tidied(parts)


def _passage(old: str, new: str) -> list[TextPart]:
    """Return the changes of a few lines, by phrases where they are short, in those by runs of one script."""
    if old.endswith("\n") and new.endswith("\n"):
        return [*_passage(old[:-1], new[:-1]), TextPart("same", "\n")]
    if not old or not new or len(old) + len(new) > MOST_CHARACTERS:
        return _replaced(old, new)
    parts: list[TextPart] = []
    for same, left, right in _phrases(old, new):
        parts += [TextPart("same", left)] if same else _by_runs(left, right)
    swallowed = _without_islands(_tidied(parts))
    same_length = sum(len(part.text) for part in swallowed if part.op == "same")
    return swallowed if same_length * 4 >= min(len(old), len(new)) else _replaced(old, new)


def _phrases(old: str, new: str) -> Iterator[tuple[bool, str, str]]:
    """Yield alternately what both have and what differs, by phrases; a long passage as one that differs."""
    if len(old) + len(new) > _MOST_PHRASED or not (_JAPANESE.search(old) and _JAPANESE.search(new)):
        yield False, old, new
        return
    from jusou_tui.text.terminal import phrases_of

    for same, left, right in _blocks(phrases_of(old), phrases_of(new)):
        yield same, "".join(left), "".join(right)


def _by_runs(old: str, new: str) -> list[TextPart]:
    """Return the changes of a passage by runs of one script."""
    parts: list[TextPart] = []
    for same, left, right in _blocks(_RUNS.findall(old), _RUNS.findall(new)):
        gone, come = "".join(left), "".join(right)
        parts += [TextPart("same", gone)] if same else _run(gone, come)
    return parts


def _run(old: str, new: str) -> list[TextPart]:
    """Return the changes inside a run by characters; numbers, Latin words, unlike runs as a whole."""
    if not old or not new or len(old) + len(new) > _MOST_RUN or _WHOLE.fullmatch(old + new):
        return _replaced(old, new)
    parts = [
        part
        for same, left, right in _blocks(old, new)
        for part in ([TextPart("same", "".join(left))] if same else _replaced("".join(left), "".join(right)))
    ]
    swallowed = _without_islands(_tidied(parts))
    same_length = sum(len(part.text) for part in swallowed if part.op == "same")
    return swallowed if same_length * 2 >= min(len(old), len(new)) else _replaced(old, new)


def _replaced(old: str, new: str) -> list[TextPart]:
    return [part for part in (TextPart("removed", old), TextPart("added", new)) if part.text]


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield alternately what both have (True) and what differs, as slices of both."""
    place = other = 0
    for block in (*_equal(old, new), EqualBlock(len(old), len(new), 0)):
        if block.old > place or block.new > other:
            yield False, old[place : block.old], new[other : block.new]
        place, other = block.old + block.length, block.new + block.length
        if block.length:
            yield True, old[block.old : place], new[block.new : other]


def _equal(old: Sequence[str], new: Sequence[str]) -> list[EqualBlock]:
    """Return what both have in common; of sequences that are too long only their common ends."""
    first, last = common_ends(old, new)
    if (len(old) - first - last) * (len(new) - first - last) <= MOST_CHARACTERS**2:
        return equal_blocks(old, new)
    return [EqualBlock(0, 0, first), EqualBlock(len(old) - last, len(new) - last, last)]


def _without_islands(parts: list[TextPart]) -> list[TextPart]:
    """Return the parts with equal ones of a character or two, between two changes, counted as changed."""
    found: list[TextPart] = []
    for place, part in enumerate(parts):
        inside = 0 < place < len(parts) - 1
        if part.op == "same" and inside and len(part.text) <= _TINY and "\n" not in part.text:
            before = sum(len(one.text) for one in parts[max(place - 2, 0) : place] if one.op != "same")
            behind = sum(len(one.text) for one in parts[place + 1 : place + 3] if one.op != "same")
            if min(before, behind) >= len(part.text):
                found += [TextPart("removed", part.text), TextPart("added", part.text)]
                continue
        found.append(part)
    return _tidied(found)


def _tidied(parts: list[TextPart]) -> list[TextPart]:
    """Return the parts with neighbours of a kind joined, of each change first what went, then what came."""
    found: list[TextPart] = []
    gone, come = "", ""
    for part in [*parts, TextPart("same", "")]:
        if part.op == "removed":
            gone += part.text
        elif part.op == "added":
            come += part.text
        else:
            found += _replaced(gone, come)
            gone, come = "", ""
            if not part.text:
                continue
            if found and found[-1].op == "same":
                found[-1] = TextPart("same", found[-1].text + part.text)
            else:
                found.append(part)
    return found
