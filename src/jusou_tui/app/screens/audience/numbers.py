"""The huge numbers of a page with the words beside them, as lines of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jusou_tui.app.drawing.digit_shapes import HUGE, Strokes, drawn
from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.app.screens.audience.frame import Frame, cells_between
from jusou_tui.audience.page import Page
from jusou_tui.audience.page_parts import Big, Ink
from jusou_tui.text.terminal import cell_width, cut, wrap

COLOURS: dict[Ink, str] = {
    "left": "digits",
    "soon": "soon",
    "turn": "now",
    "restart": "now",
    "time": "text",
    "waiting": "muted",
    "still": "still",
}
"""The colours of huge numbers. Their words are in the same, but for what stands still: see `_chip`."""

USUAL = "00:00"
"""A countdown is as wide as this at the least, so that nothing jumps when it has one digit less."""

AIR = 18
"""Cells between a turn and its time that are pleasant, and looked for in a window of this many cells."""
AIR_FROM = 70
STACK_FROM = 70
CHIP = 6
"""Cells of the usual chip of a turn's time; a longer one stands in the bar's line where it has no room."""
LITTLE = 2
"""Rows that a number may be lower than wanted and still have the place of the wanted one."""

Placed = tuple[int, Piece]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a page. `lines`: those of the body, as wide as they are; none where there is no room.

    `chip` and `right`: what stands in the bar's line, left and right of it, for lack of room beside the
    number. `heading`: what takes the place of the heading; `is_stacked`: one number stands above the other,
    and the upper one takes that place where there is no heading.
    """

    lines: Drawn
    chip: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    heading: tuple[Piece, ...] = ()
    is_stacked: bool = False


def arranged(page: Page, frame: Frame, rows: int, *, stacked: bool = False) -> Numbers:
    """Return the numbers of a page, at most `rows` rows high, or as text where that is too few.

    `stacked`: of two numbers the smaller one is drawn as well, above the other.
    """
    if not page.bigs:
        return Numbers([])
    if len(page.bigs) == 1:
        return _single(page.bigs[0], frame, rows, has_heading=_has_heading(page))
    if not stacks(page):
        return _side_by_side(page, frame, rows)
    if stacked:
        return _stacked(page, frame, rows)
    return _smaller_as_text(page, frame, rows)


def stacks(page: Page) -> bool:
    """Return whether a smaller number is to stand above the larger one; a turn stands beside its time."""
    return len(page.bigs) > 1 and page.state != "round" and page.bigs[0].ink != "turn"


def _has_heading(page: Page) -> bool:
    return bool(page.heading or page.where)


def _chip(big: Big) -> Piece:
    """Return the chip of a number; orange where it says since when a time stands still."""
    ink = big.chip_ink or big.ink
    colour = COLOURS[ink]
    if ink == "still":
        colour = "muted" if big.time is None else "late"
    return (f" {big.chip} ", f"chip-{colour}")


def _word_style(big: Big) -> str:
    """Return the style of words in a number's colour; that of a number that stands still is too faint."""
    return f"strong-{'muted' if big.ink == 'still' else COLOURS[big.ink]}"


def _sizes(rows: int) -> Iterator[Strokes]:
    return (strokes for strokes in HUGE if strokes.rows <= rows)


def _width(big: Big, strokes: Strokes, *, text: str | None = None) -> int:
    shown = big.text if text is None else text
    width = len(drawn(shown, strokes, tight=big.tight)[0])
    if big.tight or ":" not in shown or text is not None:
        return width
    return max(width, len(drawn(USUAL, strokes)[0])) if len(shown) >= len(USUAL) else width


def _put(big: Big, strokes: Strokes, x: int) -> list[list[Placed]]:
    """Return the cells of a number at a column, a list a row."""
    style = f"on-{COLOURS[big.ink]}"
    placed: list[list[Placed]] = []
    for row in drawn(big.text, strokes, tight=big.tight):
        runs: list[Placed] = []
        at = 0
        for run in row.split(" "):
            if run:
                runs.append((x + at, (" " * len(run), style)))
            at += len(run) + 1
        placed.append(runs)
    return placed


def _lines(placed: list[list[Placed]], width: int) -> Drawn:
    return [cells_between(row, width) for row in placed]


def _as_text(big: Big) -> tuple[Piece, ...]:
    return (_chip(big), (f" {big.text} {big.unit}".rstrip(), _word_style(big)))


def _first(big: Big) -> tuple[Piece, ...]:
    return ((big.beside[0], "strong"),) if big.beside else ()


def _single(big: Big, frame: Frame, rows: int, *, has_heading: bool) -> Numbers:
    strokes = next((one for one in _sizes(rows) if _width(big, one) <= frame.body), None)
    if strokes is None:
        return Numbers([], _as_text(big), _first(big))
    placed = _put(big, strokes, 0)
    x = _width(big, strokes) + (3 if frame.is_tall else 2)
    room = frame.body + max(frame.margin - 1, 0) - x
    if big.unit and cell_width(big.unit) <= room + 1:
        placed[strokes.rows - 1].append((x - 1, (big.unit, _word_style(big))))
    words: list[Piece] = [(text, "strong") for text in big.beside]
    chip: Piece = _chip(big)
    if big.ink == "time":
        chip = (big.chip if has_heading else "", "muted")
    beside = [one for one in (chip, *words) if one[0]]
    lines = _kept_in_place(placed, rows)
    unit_row = strokes.rows - 1 if big.unit else strokes.rows
    if all(cell_width(text) <= room for text, _ in beside):
        for number, piece in enumerate(beside):
            if 2 * number < unit_row:
                placed[2 * number].append((x, piece))
        return Numbers(_lines(lines, frame.body + frame.margin))
    return Numbers(_lines(lines, frame.body), (chip,) if chip[0] else (), _first(big))


def _side_by_side(page: Page, frame: Frame, rows: int) -> Numbers:
    """Return a turn at the left and its time at the right, in digits of one size."""
    turn, time = page.bigs
    widest = _widest_seat(page)
    least = max((CHIP, *(cell_width(text) for text in turn.beside[:1]))) + 3
    wanted = AIR if frame.body >= AIR_FROM else least
    for air, lowest in ((wanted, rows * 3 // 4), (least, 0)):
        for strokes in _sizes(rows):
            left = max(_width(turn, strokes), _width(turn, strokes, text=widest))
            if strokes.rows < lowest:
                break
            if left + _width(time, strokes) + air <= frame.body:
                return _beside_each_other(turn, time, strokes, frame, rows)
    return Numbers([], (*_as_text(turn), *_words(turn), (" ", ""), *_as_text(time)))


def _words(big: Big) -> tuple[Piece, ...]:
    return tuple((f" {text}", _word_style(big)) for text in big.beside)


def _widest_seat(page: Page) -> str:
    """Return the widest number of the round: the digits keep their size from turn to turn."""
    last = max((seat.number for seat in page.seats.seats), default=0) if page.seats else 0
    return "0" * len(str(last))


def _beside_each_other(turn: Big, time: Big, strokes: Strokes, frame: Frame, rows: int) -> Numbers:
    seat, start = _width(turn, strokes), frame.body - _width(time, strokes)
    pairs = zip(_put(turn, strokes, 0), _put(time, strokes, start), strict=True)
    placed = [[*left, *right] for left, right in pairs]
    turn_chip, time_chip = _chip(turn), _chip(time)
    turn_cells, time_cells = cell_width(turn_chip[0]), cell_width(time_chip[0])
    between = start - seat
    near = 2 if between >= time_cells + 3 else 1
    has_room = time_cells + 2 * near <= between
    fits_both = turn_cells + time_cells + 2 + 2 * near <= between
    has_turn_chip = fits_both or turn_cells + 3 <= between
    if has_turn_chip:
        placed[0].append((seat + 2, turn_chip))
    below = 2 if has_turn_chip and not fits_both else 0
    if has_room:
        placed[below].append((start - near - time_cells, time_chip))
    words = _words_below(turn, between - 3, max(strokes.rows - below - 2, 1), frame.gap)
    for up, text in words:
        placed[strokes.rows - 1 - up].append((seat + 2, (text, _word_style(turn))))
    return Numbers(_lines(_kept_in_place(placed, rows), frame.body), () if has_room else (time_chip,))


def _words_below(turn: Big, cells: int, rows: int, step: int) -> list[tuple[int, str]]:
    """Return the words of a turn with the rows that they stand above the last one, `step` apart.

    What is wider than `cells`, as a long name, takes several lines; what has no row then is left out.
    """
    broken = [_in_lines(text, cells) for text in turn.beside]
    while len(broken) > 1 and sum(map(len, broken)) + (step - 1) * (len(broken) - 1) > rows:
        broken.pop(0)
    placed: list[tuple[int, str]] = []
    up = 0
    for lines in reversed(broken):
        kept = lines if len(lines) <= rows else [*lines[: rows - 1], cut("".join(lines[rows - 1 :]), cells)]
        placed += [(up + number, text) for number, text in enumerate(reversed(kept))]
        up += len(kept) + step - 1
    return placed


def _in_lines(text: str, cells: int) -> list[str]:
    """Return a name in lines of `cells` cells, the last one no single letter: さん is not parted."""
    lines = wrap(text, cells, phrases=False)
    return wrap(text, cells - 2, phrases=False) if len(lines) > 1 and len(lines[-1]) == 1 else lines


def _kept_in_place(placed: list[list[Placed]], rows: int) -> list[list[Placed]]:
    """Return a number a little lower than wanted with empty lines below it: the bar does not jump."""
    missing = rows - len(placed)
    return [*placed, *([] for _ in range(missing))] if missing <= LITTLE else placed


def _stacked(page: Page, frame: Frame, rows: int) -> Numbers:
    """Return the smaller number above the larger one; no lines where that cannot be."""
    small, large = page.bigs
    half = max(rows // 2, 5)
    chip = _chip(small)
    x = cell_width(chip[0]) + 3
    words = small.beside[0] if small.beside else ""
    needed = x + (cell_width(words) + 2 if words else 0)
    strokes = next((one for one in _sizes(half) if needed + _width(small, one) <= frame.body), None)
    below = _single(large, frame, rows, has_heading=True)
    if strokes is None or not below.lines or frame.body < STACK_FROM:
        return Numbers([])
    placed = _put(small, strokes, x)
    placed[0].append((0, chip))
    style = _word_style(small)
    placed[-1].append((x + _width(small, strokes) + 2, (words, style)))
    lines = [*_lines(placed, frame.body), [], *below.lines]
    return replace(below, lines=lines, is_stacked=True)


def _smaller_as_text(page: Page, frame: Frame, rows: int) -> Numbers:
    """Return the larger number, and the smaller one as words: as the heading, else in the bar's line."""
    small, large = page.bigs
    made = _single(large, frame, rows, has_heading=True)
    text = _word_style(small)
    if _has_heading(page):
        if not made.chip and not made.lines:
            return made
        return replace(made, right=(_chip(small), (f" {small.text}", text)))
    words = " ".join((small.text, *small.beside[:1]))
    return replace(made, heading=(_chip(small), (f" {words}", text)))
