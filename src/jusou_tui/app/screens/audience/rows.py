"""A page of the shared screen as lines of cells: exactly as many and as wide as the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jusou_tui.app.drawing.pieces import Drawn, Piece, fit, width_of
from jusou_tui.app.screens.audience.frame import Frame, filled, with_margin
from jusou_tui.app.screens.audience.numbers import Numbers, arranged, stacks
from jusou_tui.app.screens.audience.tables import (
    STRIP_LINES,
    day_strip,
    decision_blocks,
    sheet_table,
    shown_decisions,
)
from jusou_tui.app.screens.audience.text_rows import Block, blocks_of, fitted
from jusou_tui.audience.page import Page
from jusou_tui.text.terminal import cell_width, cut
from jusou_tui.wording import t

SMALL_LETTERS = 100
"""Columns above which a terminal's letters do not survive a call: the page says so before the start."""

STRIP_FROM = 120
YELLOW = frozenset({"before", "break"})
"""States whose chip says when something starts, or that it is a break."""
LEAST_LINES = 4
"""Lines of a window from which on the last one is set apart."""
SMALLER = 3
"""By so many sizes the number is smaller above a sheet or decisions."""
QUARTER = 4

MOST_UNEVEN = 2
"""Rows, one less, that may stand apart partly; more of them, as of an agenda, look broken then."""

LEAST_LIST, MOST_LIST = 7, 100
"""Lines that a sheet or decisions want at the least where they have as many, before the numbers become
smaller; and as many as are counted."""


def lay_out(page: Page, width: int, height: int, *, steps: int = 0, keys: str = "") -> Drawn:
    """Return a page in a window of cells: `height` lines of pieces, each `width` cells wide.

    `steps`: by how many sizes this window shows larger than the page asks for, or smaller. `keys`: words that
    stand in the last line meanwhile. The question is never cut where the window can hold it.
    """
    frame = Frame(width, height, page.enlarge + steps)
    tail = _tail(page, frame, keys)
    body = _with_numbers(page, frame, len(tail)) if page.bigs else _without_numbers(page, frame, len(tail))
    lines = [_top_line(page, frame), *body]
    missing = height - len(lines) - len(tail)
    lines += [filled([], width) for _ in range(missing)]
    return [*lines[: max(height - len(tail), 0)], *tail][:height]


def _top_line(page: Page, frame: Frame) -> list[Piece]:
    """Return the town and the meeting at the left, warnings and the clock at the right."""
    panel = "@panel"
    margin = min(frame.margin, 2) if frame.width < SMALL_LETTERS else frame.margin
    right: list[Piece] = []
    for word in page.warning:
        right += [(f" {word} ", "chip-late"), ("  ", panel)]
    if page.clock:
        right.append((page.clock, f"strong-text{panel}"))
    left: list[Piece] = []
    if page.mark:
        left += [(f" {page.mark} ", "chip-late"), (" ", panel)]
    if page.organisation:
        left += [(page.organisation, f"muted{panel}"), (" ", panel)]
    left.append((page.title, f"strong-text{panel}"))
    room = max(frame.width - 2 * margin - width_of(right) - 2, 0)
    if width_of(left) > room and page.organisation:
        left = [piece for piece in left if piece[0] != page.organisation]
    shown = filled([(piece, style or panel) for piece, style in fit(left, room)], room + 2, panel)
    edge: Piece = (" " * margin, panel)
    return filled([edge, *shown, *right, edge], frame.width, panel)


def _tail(page: Page, frame: Frame, keys: str) -> Drawn:
    """Return the quiet last line, above it the address of the browser's page."""
    if frame.height < LEAST_LINES:
        return []
    left = page.tail
    if page.state == "before" and frame.width > SMALL_LETTERS:
        left = t("screen.small_letters")
    right = "" if keys else page.tail_right
    style = "strong" if keys else "muted"
    left = keys or left
    room = frame.body - (cell_width(right) + 2 if right else 0)
    if left == page.tail and cell_width(left) > room and page.short_tail:
        left = page.short_tail
    line: list[Piece] = [(left, style)]
    if left and room > 0:
        line = filled(fit(line, room), frame.body - cell_width(right))
    elif right:
        line = [(" " * max(frame.body - cell_width(right), 0), "")]
    address: Drawn = [
        [(page.address[start : start + frame.body], "strong")]
        for start in range(0, len(page.address), max(frame.body, 1))
    ]
    return with_margin([*address, [*line, (right, "muted")] if right else line], frame)


@dataclass(frozen=True)
class _Lower:
    """What stands below the numbers. `is_whole`: what never gives way is not cut; `is_full`: no row went;
    `is_easy`: there is a line to spare besides.
    """

    lines: Drawn
    is_whole: bool
    is_full: bool
    is_easy: bool


def _with_numbers(page: Page, frame: Frame, tail: int) -> Drawn:
    """Return the body of a page with its numbers as large as they can be."""
    best: Drawn = []
    for rows, stacked, only_if_easy in _plans(page, frame):
        numbers = arranged(page, frame, rows, stacked=stacked)
        if stacked and not numbers.lines:
            continue
        for band_apart in _places_of_band(page, frame):
            upper = _upper(page, frame, numbers, band_apart=band_apart)
            lower = _lower(page, frame, frame.height - 1 - len(upper) - tail)
            best = [*upper, *lower.lines]
            is_given = not band_apart or lower.is_full or not frame.above
            if lower.is_easy or (lower.is_whole and is_given and not only_if_easy):
                return best
    return best


def _places_of_band(page: Page, frame: Frame) -> tuple[bool, ...]:
    """Return whether the message may stand apart from the bar, what is to be tried first first.

    In a low window that costs no line; in others it is so where no row gives way for it.
    """
    if not page.band:
        return (False,)
    return (True, False) if frame.above else (True,)


def _plans(page: Page, frame: Frame) -> Iterator[tuple[int, bool, bool]]:
    """Yield how high the number may be, whether a smaller one stands above it, and whether that is only so
    where nothing gives way for it; the best first.
    """
    usual = frame.sizes()
    if stacks(page):
        yield from ((rows, True, True) for rows in usual if rows * QUARTER >= frame.height)
    if page.sheet is not None or page.decisions:
        yield from ((rows, False, True) for rows in usual if rows * QUARTER >= frame.height)
        usual = frame.sizes(smaller=SMALLER)
    yield from ((rows, False, False) for rows in usual)


def _upper(page: Page, frame: Frame, numbers: Numbers, *, band_apart: bool) -> Drawn:
    """Return what stands between the top line and the rows.

    `band_apart`: a line is between the bar and the message; in a low window that is the bar itself, and the
    message stands in the line that else is empty below the number.
    """
    gap: Drawn = [[] for _ in range(frame.gap)]
    heading = list(numbers.heading) or _heading(page, frame)
    takes_heading = numbers.is_stacked and not heading
    lines: Drawn = [[] for _ in range(frame.above)]
    if not takes_heading:
        lines.append(heading)
    if numbers.lines:
        lines += [*([] if takes_heading else gap), *numbers.lines, *(gap[:1] if numbers.is_stacked else gap)]
    made = with_margin(lines, frame)
    bar = _bar(page, frame, numbers)
    band = _band(page, frame)
    if page.share is None and band and not numbers.chip and not numbers.right:
        return [*made[: len(made) - (frame.is_tall and not numbers.is_stacked)], *band]
    if band_apart and not frame.above and numbers.lines and not numbers.is_stacked:
        return [*made[: len(made) - len(gap)], *band, *with_margin([bar], frame)]
    return [*made, *with_margin([bar, *([[]] if band_apart else [])], frame), *band]


def _heading(page: Page, frame: Frame) -> list[Piece]:
    """Return where we are: a chip, the form, the title, cut or short where it does not fit."""
    line: list[Piece] = []
    if page.where:
        line += [(f" {page.where} ", "chip-now" if page.state in YELLOW else "chip-digits"), (" ", "")]
    if page.form:
        line += [(page.form, "strong-digits"), ("  ", "")]
    elif page.where:
        line.append((" ", ""))
    room = frame.body - width_of(line)
    title = page.heading
    if cell_width(title) > room and page.short_heading:
        title = page.short_heading
    if not line and not title and page.bigs and page.bigs[-1].ink == "time":
        return [(page.bigs[-1].chip, "muted")]
    return [*line, (cut(title, max(room, 0)), "strong")] if title else line


def _bar(page: Page, frame: Frame, numbers: Numbers) -> list[Piece]:
    """Return the bar, between what has no room beside the number."""
    left: list[Piece] = [*numbers.chip, (" ", "")] if numbers.chip else []
    right: list[Piece] = [(" ", ""), *numbers.right] if numbers.right else []
    room = frame.body - width_of(left) - width_of(right)
    if page.share is None and not left and not right:
        return []
    if room < 1:
        return fit([*left, *right], frame.body)
    full = int(min(max(page.share or 0.0, 0.0), 1.0) * room + 1e-9)
    quiet = bool(page.bigs) and page.bigs[-1].ink in {"waiting", "still"}
    return [
        *left,
        (" " * full, "on-bar-quiet" if quiet else "on-bar"),
        (" " * (room - full), "on-track"),
        *right,
    ]


def _band(page: Page, frame: Frame) -> Drawn:
    """Return the message in a band from edge to edge."""
    if not page.band:
        return []
    words: list[Piece] = [(" " * frame.margin, "@panel"), (cut(page.band, frame.body), "strong-now@panel")]
    empty = [filled([], frame.width, "@panel")] if frame.is_tall else []
    return [*empty, filled(words, frame.width, "@panel"), *empty]


def _lower(page: Page, frame: Frame, room: int) -> _Lower:
    """Return the rows below the numbers in `room` lines, with a sheet or decisions below the question."""
    blocks = blocks_of(page, frame.body)
    if page.sheet is not None or page.decisions:
        return _with_list(page, frame, room, blocks)
    space = max(room - 1, 0)
    rows, is_whole = fitted(blocks, space, gaps=bool(page.band))
    if not is_whole:
        rows, is_whole = fitted(blocks, room)
    free = room - sum(map(len, rows))
    spare = max(free - 1, 0)
    is_full = len(rows) == len(blocks)
    is_easy = is_full and spare > 0
    below_band = bool(page.band) and page.share is not None
    if free == len(rows) - below_band:
        spare = free  # the line above the last one of the page, where with it all rows stand apart
    strip: Drawn = []
    if frame.width >= STRIP_FROM and spare >= STRIP_LINES + frame.gap + len(rows):
        strip = day_strip(page, frame.body)
    spare -= len(strip) + bool(strip)
    lines = _spaced(rows, spare, frame, below_band=below_band)
    if strip:
        lines += [[] for _ in range(space - len(lines) - len(strip))]
        lines += strip
    return _Lower(with_margin(lines, frame), is_whole, is_full, is_easy)


def _spaced(rows: Sequence[Drawn], spare: int, frame: Frame, *, below_band: bool = False) -> Drawn:
    """Return the rows with spare lines above them and between them, one each, the first ones first.

    `below_band`: a message sets them apart already, so that the lines between come first. Rows of an agenda
    stand apart where all do.
    """
    inner = max(len(rows) - 1, 0)
    above = 0 if below_band and spare <= inner else min(spare, 1)
    spare -= above
    between = min(spare, inner)
    if between < inner > MOST_UNEVEN:
        between = 0
    spare -= between
    above += min(spare, frame.gap - above)
    lines: Drawn = [[] for _ in range(above)]
    for number, row in enumerate(rows):
        lines += [[]] * (0 < number <= between)
        lines += row
    return lines


def _with_list(page: Page, frame: Frame, room: int, blocks: Sequence[tuple[Block, int]]) -> _Lower:
    """Return the rows and below them the sheet or the decisions, then the day.

    What gives way goes where the list would have fewer lines than it needs, or than it wants at the least.
    """
    space = max(room - 1, 0)
    whole = sum(map(bool, _listed(page, frame, MOST_LIST)))
    wanted = min(whole, LEAST_LIST)
    rows, is_whole = fitted(blocks, space - wanted - 2)
    if not is_whole:
        rows, is_whole = fitted([block for block in blocks if not block[1]], space)
    used = sum(map(len, rows))
    left = space - used
    above, between = left > wanted, bool(rows) and left > wanted + 1
    left -= above + between
    listed = _listed(page, frame, left)
    written = sum(map(bool, listed))
    apart = max(len(rows) - 1, 0) if left - len(listed) >= len(rows) - 1 else 0
    lines = _spaced(rows, above + apart, replace(frame, height=0)) if above else _flat(rows)
    lines = [*lines, *([[]] if between else []), *listed]
    free = space - len(lines)
    strip = day_strip(page, frame.body) if frame.width >= STRIP_FROM and free > STRIP_LINES else []
    if strip:
        lines += [*([[]] * (free - len(strip))), *strip]
    is_full = len(rows) == len(blocks)
    is_whole = is_whole and written >= wanted
    return _Lower(with_margin(lines, frame), is_whole, is_full, is_full and written == whole)


def _flat(rows: Sequence[Drawn]) -> Drawn:
    return [line for row in rows for line in row]


def _listed(page: Page, frame: Frame, room: int) -> Drawn:
    """Return the sheet or the decisions in at most `room` lines."""
    if page.sheet is not None:
        return sheet_table(page.sheet, page.now_word, frame.body, room)
    return shown_decisions(page, frame.body, room)


def _without_numbers(page: Page, frame: Frame, tail: int) -> Drawn:
    """Return a page on which nothing runs: thanks, decisions, what is next."""
    room = frame.height - 1 - tail
    made: Drawn = []
    if page.band:
        made += _thanks(page, frame)
    elif heading := _heading(page, frame):
        made += with_margin([*([[]] * frame.above), heading], frame)
    rows, _ = fitted(blocks_of(page, frame.body), max(room - len(made) - 1, 0))
    below = sum(map(len, rows))
    if page.sheet is not None:
        left = room - len(made) - below - 2
        listed = [[], *sheet_table(page.sheet, page.now_word, frame.body, left)]
        return [*made, *with_margin(listed, frame), *with_margin(_spaced(rows, 1, frame), frame)]
    title: Drawn = [[(page.decisions_title, "muted")]] if page.decisions and page.decisions_title else []
    decisions = decision_blocks(page, frame.body)
    used = len(made) + below + len(title) + 1
    decisions = _decisions_in(decisions, room - used - 2)
    spare = room - used - sum(map(len, decisions))
    return [*made, *with_margin(_ending(title, decisions, rows, spare, frame), frame)]


def _thanks(page: Page, frame: Frame) -> Drawn:
    """Return the band at the top: the thanks, and what is said with them beside or below."""
    surface = "@surface"
    edge: Piece = (" " * frame.margin, surface)
    thanks: Piece = (cut(page.band, frame.body), f"strong-digits{surface}")
    note: Piece = (cut(page.band_note, frame.body), surface)
    lines: list[list[Piece]] = [[edge, thanks]]
    beside = cell_width(page.band) + 2 + cell_width(page.band_note) <= frame.body
    if page.band_note and not frame.above and beside:
        lines = [[edge, thanks, ("  ", surface), note]]
    elif page.band_note:
        lines.append([edge, note])
    empty: list[list[Piece]] = [[] for _ in range(2 if frame.is_tall else 1)]
    band = [filled(line, frame.width, surface) for line in (*empty, *lines, *empty)]
    return [*(filled([], frame.width) for _ in range(frame.above)), *band]


def _decisions_in(blocks: Sequence[Drawn], room: int) -> list[Drawn]:
    """Return the decisions in at most `room` lines: each in one line where that helps, then the last ones."""
    if sum(map(len, blocks)) <= room:
        return list(blocks)
    short = [[block[0]] for block in blocks]
    return short[-room:] if room > 0 else []


def _ending(
    title: Drawn, decisions: Sequence[Drawn], rows: Sequence[Drawn], spare: int, frame: Frame
) -> Drawn:
    """Return title, decisions and rows with the spare lines between them."""
    gaps = {"above": 0, "rows": 0, "title": 0, "decisions": 0, "more": 0}
    wants = [("above", 1), ("rows", 1 if decisions else 0), ("decisions", max(len(decisions) - 1, 0))]
    wants += [("title", 1 if decisions else 0), ("rows", 1 if decisions else 0)]
    wants += [("more", max(len(decisions) - 1, 0))] if frame.is_tall else []
    for name, lines in wants:
        if lines and spare >= lines:
            gaps[name] += 1
            spare -= lines
    lines_of: Drawn = [[] for _ in range(gaps["above"])]
    lines_of += title
    for number, block in enumerate(decisions):
        before = gaps["decisions"] + gaps["more"] if number else gaps["title"]
        lines_of += [*([[]] * before), *block]
    lines_of += [[]] * (gaps["rows"] if rows else 0)
    between = 1 if frame.is_tall and spare >= sum(map(len, rows)) else 0
    for line in (line for row in rows for line in row):
        lines_of += [line, *([[]] * between)]
    return lines_of
