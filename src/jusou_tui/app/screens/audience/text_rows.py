"""The labelled rows of a page: broken into lines, and what of them gives way where room is short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jusou_tui.app.drawing.pieces import Drawn, Piece, fit, width_of
from jusou_tui.audience.page import Page
from jusou_tui.audience.page_parts import Row, SeatRow
from jusou_tui.audience.view import Seat
from jusou_tui.text.terminal import CUT, cell_width, cut, pad, wrap

LABEL = 8
"""Cells for a label and the gap behind it, unless one needs more."""

STYLES = {
    "question": "strong",
    "now": "strong-now",
    "plain": "",
    "turn": "strong",
    "warning": "strong-late",
    "meeting": "strong-now",
}
SEATS_GIVE_WAY = 3
"""When the round as numbers goes: behind what is next."""

AIRY = 56
"""Cells from which on the numbers of a round stand further apart."""
LAST_DONE = 2
"""Seats that are done and stand for themselves, next to the one whose turn it is."""

Block = list[Drawn]
"""The forms of a row, from the whole one to what is left of it at the least; [] is a row that is gone."""


def blocks_of(page: Page, cells: int) -> list[tuple[Block, int]]:
    """Return the rows of a page, each with its forms and when it gives way (0: never)."""
    label = label_width(page, cells)
    made = [(_forms(row, label, cells), row.gives_way) for row in page.rows]
    if page.seats is not None:
        made.append(([[_seat_line(page.seats, label, cells)], []], SEATS_GIVE_WAY))
    return made


def label_width(page: Page, cells: int) -> int:
    """Return the cells of the column of labels."""
    labels = [row.label for row in page.rows] + ([page.seats.label] if page.seats else [])
    chips = 2 if any(row.weight == "meeting" for row in page.rows) else 0
    widest = max((cell_width(label) for label in labels), default=0) + chips + 2
    return min(max(widest, LABEL), max(cells // 3, 1))


def _forms(row: Row, label: int, cells: int) -> Block:
    room = max(cells - label, 1)
    if row.right:
        forms = [[_agenda_line(row, label, cells)]]
    else:
        forms = [_labelled(row, label, _whole(row, room))]
        if row.weight != "question" or row.gives_way:
            style, text = STYLES[row.weight], row.lines[0] if row.lines else ""
            forms.append(_labelled(row, label, [[(line, style)] for line in wrap(text, room)]))
            forms.append(_labelled(row, label, [[(cut(text, room), style)]]))
    return [*forms, []] if row.gives_way else forms


def _whole(row: Row, room: int) -> Drawn:
    """Return all lines of a row."""
    if row.weight == "turn":
        return [_in_one_line(row, room)]
    made: Drawn = []
    for number, text in enumerate(row.lines):
        style = STYLES[row.weight] if number == 0 or row.weight == "question" else ""
        if row.weight == "meeting" and number == 1:
            style = "strong"
        made += [[(line, style)] for line in wrap(text, room)]
    return made


def _in_one_line(row: Row, room: int) -> list[Piece]:
    """Return the first line bold, the others beside it as long as they fit."""
    pieces: list[Piece] = [(text, "strong") for text in row.lines[:1]]
    for text in row.lines[1:]:
        if width_of(pieces) + 2 + cell_width(text) > room:
            break
        pieces.append((f"  {text}", ""))
    return fit(pieces, room)


def _labelled(row: Row, label: int, lines: Drawn) -> Drawn:
    """Return the lines behind their label."""
    front: list[Piece] = [
        (pad(cut(row.label, label - 1), label), "late" if row.weight == "warning" else "muted")
    ]
    if row.weight == "meeting":
        chip = f" {cut(row.label, label - 3)} "
        front = [(chip, "chip-now"), (" " * (label - cell_width(chip)), "")]
    blank: list[Piece] = [(" " * label, "")]
    return [[*(blank if number else front), *line] for number, line in enumerate(lines)]


def _agenda_line(row: Row, label: int, cells: int) -> list[Piece]:
    """Return one line with words at its right end."""
    style = STYLES[row.weight]
    right = cut(row.right, cells // 3)
    room = cells - label - cell_width(right) - 2
    text = pad(cut(row.lines[0] if row.lines else "", room), max(room, 0))
    return [
        (pad(cut(row.label, label - 1), label), style or "muted"),
        (text, style),
        ("  ", ""),
        (right, "muted"),
    ]


def _seat_line(row: SeatRow, label: int, cells: int) -> list[Piece]:
    """Return the round as numbers: those that are done gathered, the last ones cut, as far as must be."""
    front: list[Piece] = [(pad(cut(row.label, label - 1), label), "muted")]
    room = max(cells - label, 1)
    gap = " " if room >= AIRY else ""
    for count in range(len(row.left), -1, -1):
        words: list[Piece] = [(f" {word} ", "muted") for word in row.left[:count]]
        for seats in _gathered(row):
            line = _joined([*seats, *words], gap)
            if width_of(line) <= room:
                return [*front, *line]
    return [*front, *fit(_joined(_from_speaker(row), gap), room)]


def _joined(pieces: Sequence[Piece], gap: str) -> list[Piece]:
    """Return pieces with gaps between them, without blanks at the end."""
    line: list[Piece] = []
    for piece in pieces:
        line += [*([(gap, "")] if line and gap else []), piece]
    if line and line[-1][1] != "chip-now":
        line[-1] = (line[-1][0].rstrip(" "), line[-1][1])
    return line


def _gathered(row: SeatRow) -> Iterator[list[Piece]]:
    """Return the seats, the first done ones in one piece: first but for the last two of them, then more."""
    done = 0
    while done < len(row.seats) and row.seats[done].state == "done":
        done += 1
    for count in range(max(done - LAST_DONE, 1), max(done, 1) + 1):
        if count == 1:
            yield [_seat(seat, row) for seat in row.seats]
            continue
        yield [(f"{row.gathered(count)} ", "muted"), *(_seat(seat, row) for seat in row.seats[count:])]


def _from_speaker(row: SeatRow) -> list[Piece]:
    """Return the seats from the one whose turn it is."""
    at = next((n for n, seat in enumerate(row.seats) if seat.state == "speaking"), 0)
    return [*([(f"..{row.done} ", "muted")] if at else []), *(_seat(seat, row) for seat in row.seats[at:])]


def _seat(seat: Seat, row: SeatRow) -> Piece:
    texts: dict[str, Piece] = {
        "done": (f"{seat.number}{row.done} ", "muted"),
        "speaking": (f" {seat.number} ", "chip-now"),
        "next": (f" {seat.number} ", "strong"),
        "waiting": (f" {seat.number} ", ""),
    }
    return texts[seat.state]


def fitted(blocks: Sequence[tuple[Block, int]], room: int, *, gaps: int = 0) -> tuple[list[Drawn], bool]:
    """Return the rows in at most `room` lines, and whether nothing that never gives way is cut.

    First the further lines go, then rows, each in its order; what never gives way is whole or, where even
    that is too much, cut at its end. Further lines also go where without them the rows can stand apart (for
    that `gaps` more lines may be used), or at least below an empty line.
    """
    chosen = (
        _chosen(blocks, room + gaps - len(blocks), _without_further_lines(blocks))
        or _chosen(blocks, room - 1, _without_further_lines(blocks))
        or _chosen(blocks, room, _reductions(blocks))
        or [len(forms) - 1 for forms, _ in blocks]
    )
    made = [forms[at] for (forms, _), at in zip(blocks, chosen, strict=True)]
    is_whole = all(not at or order for (_, order), at in zip(blocks, chosen, strict=True))
    return _cut_rows(made, room), is_whole and sum(map(len, made)) <= room


def _chosen(
    blocks: Sequence[tuple[Block, int]], room: int, reductions: Iterable[tuple[int, int]]
) -> list[int] | None:
    """Return the form of each row with as few reductions as fit into the room; None where all are too few."""
    chosen = [0] * len(blocks)
    if _height(blocks, chosen) <= room:
        return chosen
    for number, form in reductions:
        chosen[number] = max(chosen[number], min(form, len(blocks[number][0]) - 1))
        if _height(blocks, chosen) <= room:
            return chosen
    return None


def _height(blocks: Sequence[tuple[Block, int]], chosen: Sequence[int]) -> int:
    return sum(len(forms[at]) for (forms, _), at in zip(blocks, chosen, strict=True))


def _giving_way(blocks: Sequence[tuple[Block, int]]) -> list[int]:
    """Return the rows that may go, in their order."""
    going = [(order, number) for number, (_, order) in enumerate(blocks) if order]
    return [number for _, number in sorted(going)]


def _without_further_lines(blocks: Sequence[tuple[Block, int]]) -> Iterator[tuple[int, int]]:
    """Yield rows of more than one form with the one that has the first line only."""
    return ((number, 1) for number in _giving_way(blocks) if blocks[number][0][1:2] not in ([], [[]]))


def _reductions(blocks: Sequence[tuple[Block, int]]) -> Iterator[tuple[int, int]]:
    """Yield row and form in the order in which rows go."""
    yield from _without_further_lines(blocks)
    for number in _giving_way(blocks):
        yield from ((number, form) for form in range(1, len(blocks[number][0])))
    for number, (forms, order) in enumerate(blocks):
        if not order:
            yield from ((number, form) for form in range(1, len(forms)))


def _cut_rows(rows: Sequence[Drawn], room: int) -> list[Drawn]:
    """Return the rows without those lines that are beyond the room."""
    made: list[Drawn] = []
    left = max(room, 0)
    for row in rows:
        kept = row[:left]
        if 0 < len(kept) < len(row):
            kept = [*kept[:-1], [*kept[-1], (CUT, "")]]
        if kept:
            made.append(kept)
        left -= len(kept)
    return made
