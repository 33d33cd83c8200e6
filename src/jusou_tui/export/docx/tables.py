"""Blocks that are tables: tables, labels with values, notices, zones, labels to write behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from jusou_tui.export.docx.frames import ALL, LINE, PADDING, Cell, Row, border, borders, framed, shared
from jusou_tui.export.docx.page import Page
from jusou_tui.export.docx.paragraphs import Setting, item
from jusou_tui.export.docx.styles import GREY, title_height
from jusou_tui.export.docx.xml import BOLD, WHITE, Shape, run
from jusou_tui.report.blocks import Item, Pairs, Table, cell_text
from jusou_tui.report.documents.lists import stays_whole
from jusou_tui.report.documents.model import Fields, Notice, Zone, Zones
from jusou_tui.report.documents.zone_titles import numbered
from jusou_tui.text.terminal import cell_width
from jusou_tui.wording.values import list_text

_THICK = 18
_SPACE = "　　"
_TO_WRITE = 1100
"""Room for a name or a date behind a label: as much by hand, whatever the letters' size is."""
_ZONES_SHARE = 0.66
_ZONE_LINES = (
    ("single", 36),
    ("dashed", 18),
    ("dotted", 18),
    ("double", 6),
    ("dotDash", 12),
    ("dotDotDash", 12),
)
"""Kinds of lines of zones, from the inside out, distinguishable without colour."""


def table(setting: Setting, block: Table) -> str:
    """Return a table under its columns. What is flexible has the width that the others leave."""
    widths = _column_widths(setting, block)
    heads = [
        Cell(setting.paragraph("CellHead", run(column.title), Shape(align=column.align)), width, ground=GREY)
        for column, width in zip(block.columns, widths, strict=True)
    ]
    rows = [
        Row(
            tuple(
                Cell(setting.paragraph("Normal", run(cell_text(cell)), Shape(align=column.align)), width)
                for cell, column, width in zip(row, block.columns, widths, strict=True)
            )
        )
        for row in block.rows
    ]
    whole = stays_whole(block)
    return framed(widths, [Row(tuple(heads), head=True), *rows], borders(ALL), whole=whole)


def _column_widths(setting: Setting, block: Table) -> list[int]:
    """Return widths that fill the page: of each column what its texts need, as far as there is room."""
    needs: list[float] = []
    for place, column in enumerate(block.columns):
        texts = [column.title, *(cell_text(row[place]) for row in block.rows)]
        longest = max(setting.width_of(line) for one in texts for line in one.split("\n"))
        needs.append(max(4 * setting.page.cell, longest) + PADDING + setting.page.cell)
    room = setting.width - sum(needs)
    flexible = [place for place, column in enumerate(block.columns) if column.flexible] or list(
        range(len(needs))
    )
    if room >= 0:
        for place in flexible:
            needs[place] += room / len(flexible)
        return shared(setting.width, needs)
    fixed = sum(need for place, need in enumerate(needs) if place not in flexible)
    left = setting.width - fixed
    least = 8 * setting.page.cell + PADDING
    if left < least * len(flexible):  # no room even so: all become narrower
        cap = setting.width * 1.5 / len(needs)
        return shared(setting.width, [min(need, cap) for need in needs])
    wide = [min(needs[place], left) for place in flexible]
    for place, share in zip(flexible, _fair(wide, left), strict=True):
        needs[place] = share
    return shared(setting.width, needs)


def _fair(wanted: Sequence[float], room: float) -> list[float]:
    """Return a room dealt out: who wants no more than an even share has it, the others share the rest."""
    given = [0.0] * len(wanted)
    open_places = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for done, place in enumerate(open_places):
        given[place] = min(wanted[place], room / (len(wanted) - done))
        room -= given[place]
    return given


def pairs(setting: Setting, block: Pairs) -> str:
    """Return labels on grey with their values beside them."""
    longest = max((setting.width_of(label) for label, _ in block.rows), default=0)
    label_width = min(longest + setting.page.cell + PADDING, setting.width // 3)
    widths = [label_width, setting.width - label_width]
    inner = widths[1] - PADDING
    rows = [
        Row(
            (
                Cell(setting.paragraph("CellHead", run(label)), widths[0], ground=GREY),
                Cell(setting.paragraph("Normal", run(_kept(value, inner // setting.page.cell))), widths[1]),
            )
        )
        for label, value in block.rows
    ]
    return framed(widths, rows, borders(ALL))


def _kept(value: str | tuple[str, ...], cells: int) -> str:
    """Return a list of names with lines of at most so many cells, none of which parts a name."""
    if isinstance(value, str):
        return value.strip("\n")
    comma = list_text(("", ""))
    lines = [""]
    for number, name in enumerate(value):
        entry = name if number == len(value) - 1 else f"{name}{comma}"
        if lines[-1] and cell_width(lines[-1] + entry) > cells:
            lines.append("")
        lines[-1] += entry
    return "\n".join(lines)


def notice(setting: Setting, block: Notice) -> str:
    """Return a framed line behind a black block."""
    label = min((cell_width(block.label) + 2) * setting.page.cell + PADDING, setting.width // 3)
    widths = [label, setting.width - label]
    cells = (
        Cell(
            setting.paragraph("CellHead", run(block.label, BOLD + WHITE), Shape(align="center")),
            widths[0],
            ground="000000",
            middle=True,
        ),
        Cell(setting.paragraph("Normal", run(block.text)), widths[1], middle=True),
    )
    return framed(widths, [Row(cells)], borders(["top", "left", "bottom", "right"], ("single", _THICK)))


def fields(setting: Setting, block: Fields) -> str:
    """Return labels at the right edge, each above a line to write on."""
    widths = fields_widths(setting, block)
    line = border("bottom", *LINE)
    cells: list[Cell] = []
    for place, label in enumerate(block.labels):
        gap, wide = widths[2 * place : 2 * place + 2]
        cells.append(Cell(setting.paragraph("Normal", ""), gap))
        cells.append(Cell(setting.paragraph("Normal", run(label)), wide, lines=line))
    return framed(widths, [Row(tuple(cells))], "", align="right", side=0)


def fields_beside_title(setting: Setting, block: Fields) -> str:
    """Return the same beside the title before them, which is the first thing on its page."""
    widths = fields_widths(setting, block)
    stops = list(accumulate(widths))
    line = "<w:r><w:rPr>{u}</w:rPr><w:tab/></w:r>"
    underlined = '<w:u w:val="single"/>'
    runs = "".join(
        f"{line.format(u='')}{run(label, underlined)}{line.format(u=underlined)}" for label in block.labels
    )
    frame = (stops[-1], _below_top(setting.page))
    tabs = tuple(("left", stop) for stop in stops)
    return setting.paragraph("Normal", runs, Shape(tabs=tabs, frame=frame))


def _below_top(page: Page) -> int:
    """Return how far below a page's top a row stands that ends where the title's line ends."""
    return max(1, round(page.points * 20 * (title_height() - page.spacing)))


def fields_widths(setting: Setting, block: Fields) -> list[int]:
    """Return the widths of labels to write behind, each behind that of the gap before it."""
    cell = setting.page.cell
    widths: list[int] = []
    for label in block.labels:
        room = 2 * cell if _SPACE in label else _TO_WRITE  # a date is written between its own words
        widths += [cell, cell_width(label) * cell + room]
    return widths if sum(widths) <= setting.width else shared(setting.width, widths)


def zones(setting: Setting, block: Zones) -> str:
    """Return zones as frames in one another, the first one innermost."""
    height = block.lines * setting.page.ruled or round(setting.page.inner_height * 0.66)
    ring = round(setting.page.points * 20 * 2)
    content = ""
    count = len(block.zones)
    if block.overlap:
        return _overlapping(setting, block, height)
    for number, zone in enumerate(block.zones):
        depth = count - 1 - number
        width = setting.width - 2 * ring * depth
        inner = setting.within(width - PADDING)
        lines = list(_zone(inner, number, zone))
        if content:
            lines += [content, inner.gap()]
        cell = Cell("".join(lines), width, ground=GREY if number == 0 and count > 1 else "")
        least = round(height * (number + 1) / count)
        kind = _ZONE_LINES[min(number, len(_ZONE_LINES) - 1)]
        content = framed(
            [width],
            [Row((cell,), least, parted=True)],
            borders(["top", "left", "bottom", "right"], kind),
            about=_zone_title(number, zone),
            align="center",
        )
    return content


def _zone(setting: Setting, number: int, zone: Zone) -> Iterator[str]:
    """Yield what stands in a zone: its number and heading, its hint, its entries, space."""
    title = run(_zone_title(number, zone))
    yield setting.paragraph("Strong", title, Shape(align="center", keep_next=True))
    if zone.hint:
        yield setting.paragraph("Normal", run(zone.hint), Shape(align="center"))
    yield from (item(setting, Item(entry)) for entry in zone.entries)
    yield setting.paragraph("Unruled", "")


def _zone_title(number: int, zone: Zone) -> str:
    return numbered(number + 1, zone.title)


def _lines(kinds: Iterable[tuple[str, int]]) -> str:
    """Return a cell's lines of these kinds: above, at the left, below, at the right."""
    sides = ("top", "left", "bottom", "right")
    return "".join(border(side, *kind) for side, kind in zip(sides, kinds, strict=True))


def _overlapping(setting: Setting, block: Zones, height: int) -> str:
    """Return two zones side by side, and between them the part that lies in the frames of both."""
    widths = shared(setting.width, (1, 1, 1))
    first, second = _ZONE_LINES[:2]
    frames = (
        (first, first, first, second),
        (first, second, first, first),
        (second, first, second, second),
    )
    cells: list[Cell] = []
    for number, width, kinds in zip((0, 2, 1), widths, frames, strict=True):
        content = "".join(_zone(setting.within(width - PADDING), number, block.zones[number]))
        cells.append(Cell(content, width, lines=_lines(kinds)))
    about = list_text(_zone_title(number, zone) for number, zone in enumerate(block.zones))
    return framed(widths, [Row(tuple(cells), height, parted=True)], "", about=about)
