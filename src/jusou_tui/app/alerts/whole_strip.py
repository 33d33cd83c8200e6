"""A line that may be cut anywhere and keeps its wide characters whole.

Where widgets lie over one another Textual cuts every line at the edges of all of them, also of those that are
covered, and half of a wide character becomes a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from jusou_tui.text.width import cell_width

_WIDE = 2
_LOOK_BACK = 8
"""Characters back to where a phrase begins at the most."""
_Char = tuple[str, Style | None]


class WholeStrip(Strip):
    """Text moves on by a cell where a cut would go through a character; spaces at the line's end give way."""

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts between cuts."""
        places = [cut for cut in cuts if cut <= self.cell_length]
        moved = Strip(_moved(list(self), set(places), self.cell_length), self.cell_length)
        return [WholeStrip(part, part.cell_length) for part in moved.divide(places)]

    def crop(self, start: int, end: int | None = None) -> Strip:
        """Return a part; a wide character at its end stays in it, one cell beyond."""
        last = self.cell_length if end is None else min(end, self.cell_length)
        if last < self.cell_length and last in {place + 1 for _, place in _wide(_chars(self))}:
            last += 1
        return super().crop(start, last)


def _chars(segments: Iterable[Segment]) -> list[_Char]:
    return [(char, segment.style) for segment in segments for char in segment.text]


def _wide(chars: Sequence[_Char]) -> Iterator[tuple[int, int]]:
    """Yield number and first cell of each wide character."""
    place = 0
    for number, (char, _) in enumerate(chars):
        width = cell_width(char)
        if width == _WIDE:
            yield number, place
        place += width


def _moved(segments: Sequence[Segment], cuts: set[int], cells: int) -> list[Segment]:
    """Return the segments with as many spaces between as it takes for no cut to go through a character."""
    chars = _chars(segments)
    done = 0  # up to here it is settled
    while (hit := _first_cut(chars, cuts, done)) is not None:
        done = hit
        # Between two phrases a space disturbs least, where it is of use.
        for number in range(hit, max(hit - _LOOK_BACK, 0), -1):
            if _begins_phrase(chars, number):
                tried = _spaced(chars, number)
                if (_first_cut(tried, cuts, number) or len(tried)) > hit + 1:
                    done = number
                break
        chars = _spaced(chars, done)
    place = sum(cell_width(char) for char, _ in chars)
    while place > cells and chars[-1][0] == " ":
        chars.pop()
        place -= 1
    runs = groupby(chars, key=lambda char: char[1])
    return [Segment("".join(text for text, _ in run), style) for style, run in runs]


def _first_cut(chars: Sequence[_Char], cuts: set[int], begin: int) -> int | None:
    return next((number for number, place in _wide(chars) if place + 1 in cuts and number >= begin), None)


def _spaced(chars: Sequence[_Char], number: int) -> list[_Char]:
    return [*chars[:number], (" ", chars[number][1]), *chars[number:]]


def _begins_phrase(chars: Sequence[_Char], number: int) -> bool:
    """Return whether a phrase may begin here: after punctuation, or where kana are followed by others."""
    before, here = chars[number - 1][0], chars[number][0]
    if before in " \u3000。、）」":
        return True
    return _is_kana(before) and not _is_kana(here) and here not in "。、）」"


def _is_kana(char: str) -> bool:
    return "ぁ" <= char <= "ん"
