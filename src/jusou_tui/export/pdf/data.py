"""A document as plain data for the template: texts are clean, headings do not skip a level.

Nothing in a text is markup: the template gets JSON and sets its strings as texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from jusou_tui.report.blocks import Bar, Item, Pairs, Paragraph, ReportHeading, Table
from jusou_tui.report.documents.lists import (
    BOXES,
    Entries,
    Introduction,
    Titled,
    grouped,
    list_kind,
    stays_whole,
)
from jusou_tui.report.documents.model import (
    BOTTOM,
    MARGIN,
    PAPER_SIZES,
    Blank,
    Checks,
    Document,
    DocumentBlock,
    Fields,
    Grid,
    GridRow,
    NewPage,
    Notice,
    Quote,
    Section,
    Words,
    Zones,
)
from jusou_tui.report.documents.zone_titles import numbered
from jusou_tui.report.markdown import LINK
from jusou_tui.text.terminal import cell_width, clean, cut, phrases_of
from jusou_tui.wording import t

Data = Mapping[str, object]
Linked = list["str | Data"]

_STRONG = frozenset({"title", "heading"})
_LINES_OF_A_PAGE = 20
"""A row of more lines may be parted between two pages: it might be higher than one."""
_MM_PER_POINT = 0.3528
_FOOTER_SHARE = 0.8
"""How much of the width a footer's text may take, the page's number beside it."""
_LABEL_SHARE, _LABEL_LINES = 0.28, 4
"""The width of the label in the smallest ellipse, as a share of the page's, and how many lines fit there."""
_WIDER = 0.5
"""How much more of the width the label of the outermost has."""


def data_of(document: Document, fonts: Sequence[str], replaced: Callable[[str], str]) -> Data:
    """Return a document for the template. `replaced`: puts a stand-in for what no font can show."""
    writer = _Writer(replaced)
    return {
        "title": writer.text(document.title) or "-",
        "subject": writer.text(document.subject),
        "language": document.language,
        "fonts": list(fonts),
        "margins": [MARGIN, BOTTOM],
        "sections": [writer.section(section, document.footer) for section in document.sections],
    }


class _Writer:
    """Turns blocks into data, and keeps the level of the heading before."""

    def __init__(self, replaced: Callable[[str], str]) -> None:
        self._replaced = replaced
        self._level = 0
        self._cells = 0.0

    def text(self, text: str) -> str:
        """Return a text that can be shown, without newlines at its ends."""
        return self._replaced(clean(text).strip("\n"))

    def linked(self, text: str) -> Linked:
        """Return a text in parts: those that are addresses lead there."""
        text = self.text(text)
        parts: Linked = []
        place = 0
        for link in LINK.finditer(text):
            parts += [text[place : link.start()], {"link": link.group()}]
            place = link.end()
        return [*parts, text[place:]]

    def section(self, section: Section, footer: str) -> Data:
        points, small = section.size, section.footer_size
        width = PAPER_SIZES[section.paper][section.landscape] - 2 * MARGIN
        self._cells = width / (points / 2 * _MM_PER_POINT)
        return {
            "paper": section.paper,
            "landscape": section.landscape,
            "points": points,
            "small": small,
            "line": section.line_height,
            "leading": section.spacing - 1,
            "reading": section.reading,
            "footer": cut(
                self.text(section.footer or footer), int(self._cells * points / small * _FOOTER_SHARE)
            ),
            "own": bool(section.footer),
            "blocks": list(self.blocks(section.blocks)),
        }

    def blocks(self, blocks: Sequence[DocumentBlock]) -> Iterator[Data]:
        """Yield blocks: neighbouring entries as lists, fields beside their title."""
        for one in grouped(blocks):
            match one:
                case Titled():
                    labels = [self.text(label) for label in one.fields.labels]
                    yield {**self._heading(one.heading), "type": "titled", "labels": labels}
                case Entries():
                    yield self._list(list(one.items))
                case Introduction():
                    yield {**self._text(one.paragraph), "sticky": True}
                case _:
                    yield self._one(one)

    def _one(self, block: DocumentBlock) -> Data:
        match block:
            case ReportHeading():
                return self._heading(block)
            case Paragraph() | Words() | Quote():
                return self._text(block)
            case Item():
                return self._list([block])
            case Checks():
                marks = ("[x]" if number in block.done else "[ ]" for number in range(len(block.texts)))
                items = [Item(text, mark) for text, mark in zip(block.texts, marks, strict=True)]
                return {**self._list(items), "strong": block.strong}
            case Pairs() | Table() | Grid():
                return self._rows(block)
            case _:
                return self._on_paper(block)

    def _on_paper(self, block: Notice | Fields | Blank | Zones | NewPage) -> Data:
        match block:
            case Notice():
                return {"type": "notice", "label": self.text(block.label), "text": self.linked(block.text)}
            case Fields():
                return {"type": "fields", "labels": [self.text(label) for label in block.labels]}
            case Blank():
                return {"type": "blank", "lines": block.lines, "ruled": block.ruled}
            case Zones():
                return self._zones(block)
            case NewPage():
                return {"type": "new-page"}

    def _heading(self, block: ReportHeading) -> Data:
        """Return a heading, at most one level below the one before, as a screen reader expects."""
        self._level = min(block.level, self._level + 1)
        return {
            "type": "heading",
            "level": self._level,
            "text": self.text(block.text) or "-",
            "aside": self.text(block.aside),
        }

    def _text(self, block: Paragraph | Words | Quote) -> Data:
        text = self.linked(block.text)
        match block:
            case Quote():
                lines = self.text(block.text).split("\n")
                return {"type": "quote", "lines": [phrases_of(line) for line in lines]}
            case Words():
                looks = {"size": block.size, "align": block.align, "strong": block.strong, "indent": 0}
            case Paragraph(style="warning"):
                return {"type": "warning", "text": text}
            case Paragraph():
                strong = block.style in _STRONG
                looks = {"size": "normal", "align": "left", "strong": strong, "indent": block.indent}
        return {"type": "text", "text": text, **looks}

    def _list(self, items: list[Item]) -> Data:
        kind, number = list_kind(items[0])
        entries = [
            {
                "kind": kind,
                "number": number,
                "indent": item.indent,
                "mark": self.text(BOXES.get(item.mark.strip(), item.mark.strip())),
                "text": self.linked(item.text),
            }
            for item in items
        ]
        return {"type": "list", "items": entries}

    def _rows(self, block: Pairs | Table | Grid) -> Data:
        match block:
            case Pairs():
                rows = [
                    (
                        self.text(label),
                        self.linked(value)
                        if isinstance(value, str)
                        else {"names": [self.text(name) for name in value]},
                    )
                    for label, value in block.rows
                ]
                return {"type": "pairs", "rows": rows, "comma": t("common.list_comma")}
            case Table():
                return self._table(block)
            case Grid():
                return self._grid(block)

    def _table(self, block: Table) -> Data:
        bars = {place for row in block.rows for place, cell in enumerate(row) if isinstance(cell, Bar)}
        flexible = [column.flexible or place in bars for place, column in enumerate(block.columns)]
        shares = [
            min(40, max(6, *(_longest(row[place]) for row in block.rows), 6)) if flexible[place] else 0
            for place in range(len(block.columns))
        ]
        room = self._cells / max(1, len(block.columns))
        return {
            "type": "table",
            "indent": block.indent,
            "columns": [{"title": self.text(one.title), "align": one.align} for one in block.columns],
            "widths": shares,
            "whole": stays_whole(block),
            "rows": [
                {
                    "cells": [_bar(cell) if isinstance(cell, Bar) else self.linked(cell) for cell in row],
                    "keep": all(
                        _lines(cell, room) < _LINES_OF_A_PAGE for cell in row if isinstance(cell, str)
                    ),
                }
                for row in block.rows
            ],
        }

    def _grid(self, block: Grid) -> Data:
        return {
            "type": "grid",
            "shares": list(block.shares),
            "frame": block.frame,
            "whole": stays_whole(block),
            "heads": [self._row(row, block.shares) for row in block.heads],
            "rows": [self._row(row, block.shares) for row in block.rows],
        }

    def _row(self, row: GridRow, shares: Sequence[float]) -> Data:
        cells: list[Data] = [
            {
                "head": cell.head,
                "span": cell.span,
                "down": cell.down,
                "align": cell.align,
                "blocks": list(self.blocks(cell.blocks)),
            }
            for cell in row.cells
        ]
        rooms = [self._cells * share / (sum(shares) or 1) for share in _widths(row, shares)]
        keep = all(
            sum(_height(one, room) for one in cell.blocks) < _LINES_OF_A_PAGE
            for cell, room in zip(row.cells, rooms, strict=True)
        )
        return {"shaded": row.shaded, "lines": row.lines, "keep": keep, "cells": cells}

    def _zones(self, block: Zones) -> Data:
        zones = [
            {
                "title": self.text(numbered(number, zone.title)),
                "hint": self.text(zone.hint),
                "entries": [self.text(entry) for entry in zone.entries],
            }
            for number, zone in enumerate(block.zones, 1)
        ]
        steps = max(1, len(block.zones) - 1)
        rooms = [self._cells * (_LABEL_SHARE + _WIDER * place / steps) for place in range(len(block.zones))]
        short = all(
            _lines(zone.title, room) + _lines(zone.hint, room) < _LABEL_LINES + 2
            for zone, room in zip(block.zones, rooms, strict=True)
        )
        rings = short and not any(zone.entries for zone in block.zones)
        return {
            "type": "zones",
            "zones": zones,
            "overlap": block.overlap,
            "rings": rings,
            "lines": block.lines,
            "note": self.text(block.note),
        }


def _widths(row: GridRow, shares: Sequence[float]) -> list[float]:
    """Return about how wide a row's cells are: as if none of a row before reached down into it."""
    begin, widths = 0, []
    for cell in row.cells:
        widths.append(sum(shares[begin : begin + cell.span]) or min(shares, default=1))
        begin += cell.span
    return widths


def _bar(bar: Bar) -> Data:
    longest = bar.longest or 1
    within, rest = min(bar.planned, bar.actual) / longest, abs(bar.actual - bar.planned) / longest
    return {"within": within, "rest": rest, "over": bar.actual > bar.planned}


def _longest(cell: str | Bar) -> int:
    """Return how wide a cell's longest line is, in half-width characters."""
    return 30 if isinstance(cell, Bar) else max(map(cell_width, cell.split("\n")))


def _lines(text: str, room: float) -> float:
    return sum(1 + cell_width(line) / max(1, room) for line in text.split("\n"))


def _height(block: object, room: float) -> float:
    """Return about how many lines a block of a cell takes."""
    match block:
        case Blank():
            return block.lines * 1.3
        case Words() | Paragraph() | Quote() | ReportHeading() | Item():
            return _lines(block.text, room)
        case Checks():
            return sum(_lines(text, room) for text in block.texts)
    return _LINES_OF_A_PAGE
