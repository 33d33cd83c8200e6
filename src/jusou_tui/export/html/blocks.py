"""Blocks of a document as elements of HTML: real headings, real lists, tables with heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jusou_tui.export.html.markup import escaped, inline
from jusou_tui.export.html.zones import zones
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
    Blank,
    CellBlock,
    Checks,
    DocumentBlock,
    Fields,
    Grid,
    GridCell,
    GridRow,
    NewPage,
    Notice,
    Quote,
    Words,
    Zones,
)
from jusou_tui.wording import t

_STRONG = frozenset({"title", "heading"})


class Writer:
    """Writes blocks, and remembers which heights of rows and which indents the style has to know."""

    def __init__(self) -> None:
        self.lines: set[int] = set()
        self.indents: set[int] = set()

    def blocks(self, blocks: Sequence[DocumentBlock]) -> str:
        """Return blocks one after the other: neighbouring entries as one list, fields beside their title."""
        return "\n".join(self._pieces(blocks))

    def _pieces(self, blocks: Sequence[DocumentBlock]) -> Iterator[str]:
        for one in grouped(blocks):
            match one:
                case Titled():
                    yield f'<div class="head">{self._one(one.heading)}{self._one(one.fields)}</div>'
                case Entries():
                    yield self._list(list(one.items))
                case Introduction():
                    yield f'<div class="intro">{self._one(one.paragraph)}</div>'
                case _:
                    yield self._one(one)

    def _one(self, block: DocumentBlock) -> str:
        match block:
            case ReportHeading():
                return _heading(block)
            case Paragraph() | Words() | Quote():
                return self._text(block)
            case Item() | Checks():
                return self._list(_items(block), strong=isinstance(block, Checks) and block.strong)
            case Pairs() | Table() | Grid():
                return self._rows(block)
            case Zones(lines=lines):
                self.lines |= {lines} if lines else set()
                return zones(block)
            case _:
                return _on_paper(block)

    def _rows(self, block: Pairs | Table | Grid) -> str:
        match block:
            case Pairs():
                return self._pairs(block)
            case Table():
                return self._table(block)
            case Grid():
                return self._grid(block)

    def _indent(self, cells: int) -> str:
        """Return the name of an indent's class, "" without one."""
        if not cells:
            return ""
        self.indents.add(cells)
        return f"in{cells}"

    def _text(self, block: Paragraph | Words | Quote) -> str:
        names: tuple[str, ...]
        match block:
            case Quote():
                return f"<blockquote>{inline(block.text)}</blockquote>"
            case Words():
                size = "" if block.size == "normal" else block.size
                align = "" if block.align == "left" else block.align
                names = (size, align, "strong" if block.strong else "plain")
            case Paragraph():
                strong = "strong" if block.style in _STRONG else ""
                names = (
                    self._indent(block.indent),
                    "warning" if block.style == "warning" else "",
                    strong,
                )
        return f"<p{_classes(*names)}>{inline(block.text)}</p>"

    def _list(self, items: list[Item], *, strong: bool = False) -> str:
        """Return entries of one kind as a list: numbered, with boxes, behind hours, or with bullets."""
        indent = self._indent(items[0].indent)
        texts = [inline(item.text) for item in items]
        kind, number = list_kind(items[0])
        if kind == "numbered":
            start = "" if number == 1 else f' start="{number}"'
            return f"<ol{_classes(indent)}{start}>{''.join(f'<li>{text}</li>' for text in texts)}</ol>"
        marks = [item.mark.strip() for item in items]
        if kind == "boxes":
            boxes = "".join(_box(mark, text) for mark, text in zip(marks, texts, strict=True))
            return f"<ul{_classes('boxes', 'strong' if strong else '', indent)}>{boxes}</ul>"
        if kind == "bullets":
            return f"<ul{_classes(indent)}>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"
        pairs = (
            f'<li><span class="mark">{inline(mark)}</span><span class="value">{text}</span></li>'
            for mark, text in zip(marks, texts, strict=True)
        )
        return f"<ul{_classes('marks', indent)}>{''.join(pairs)}</ul>"

    def _pairs(self, block: Pairs) -> str:
        rows = (
            f'<tr><th scope="row">{inline(label)}</th><td>{_value(value)}</td></tr>'
            for label, value in block.rows
        )
        return f'<table class="pairs"><tbody>{"".join(rows)}</tbody></table>'

    def _table(self, block: Table) -> str:
        rights = [column.align == "right" for column in block.columns]
        heads = "".join(
            f'<th scope="col"{_classes("right" if right else "")}>{inline(column.title)}</th>'
            for column, right in zip(block.columns, rights, strict=True)
        )
        rows = (
            "".join(_cell(cell, right=right) for cell, right in zip(row, rights, strict=False))
            for row in block.rows
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        head = f"<thead><tr>{heads}</tr></thead>" if any(column.title for column in block.columns) else ""
        whole = "whole" if stays_whole(block) else ""
        return f"<table{_classes(self._indent(block.indent), whole)}>{head}<tbody>{body}</tbody></table>"

    def _grid(self, block: Grid) -> str:
        whole = sum(block.shares) or 1
        columns = "".join(f'<col width="{share / whole:.1%}">' for share in block.shares)
        caption = f"<caption>{inline(block.about)}</caption>" if block.about else ""
        heads = "".join(self._row(row, "col") for row in block.heads)
        rows = "".join(self._row(row, "row") for row in block.rows)
        head = f"<thead>{heads}</thead>" if heads else ""
        names = _classes("grid", block.frame, "whole" if stays_whole(block) else "")
        return f"<table{names}>{caption}<colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"

    def _row(self, row: GridRow, scope: str) -> str:
        height = ""
        if row.lines > 1:
            self.lines.add(row.lines)
            height = f"h{row.lines}"
        cells = "".join(self._grid_cell(cell, scope) for cell in row.cells)
        parted = "parted" if any(cell.down > 1 for cell in row.cells) else ""
        return f"<tr{_classes('shaded' if row.shaded else '', height, parted)}>{cells}</tr>"

    def _grid_cell(self, cell: GridCell, scope: str) -> str:
        name = "th" if cell.head else "td"
        head = f' scope="{scope}"' if cell.head else ""
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
        write = "write" if any(isinstance(one, Blank) for one in cell.blocks) else ""
        align = "" if cell.align == "left" else cell.align
        return f"<{name}{head}{span}{down}{_classes(write, align)}>{self._inside(cell.blocks)}</{name}>"

    def _inside(self, blocks: tuple[CellBlock, ...]) -> str:
        return "".join(self._pieces(blocks))


def _items(block: Item | Checks) -> list[Item]:
    """Return the entries of a list."""
    if isinstance(block, Item):
        return [block]
    return [Item(text, "[x]" if number in block.done else "[ ]") for number, text in enumerate(block.texts)]


def _on_paper(block: Notice | Fields | Blank | NewPage) -> str:
    """Return what there is on paper only."""
    match block:
        case Notice():
            label = f"<b>{inline(block.label)}</b>"
            return f'<div class="note" role="note">{label}<span>{inline(block.text)}</span></div>'
        case Fields():
            fields = "".join(f'<span class="field">{inline(label)}</span>' for label in block.labels)
            return f'<div class="fields">{fields}</div>'
        case Blank():
            return _rules(block)
        case NewPage():
            return '<div class="page-break"></div>'


def _classes(*names: str) -> str:
    given = " ".join(filter(None, names))
    return f' class="{given}"' if given else ""


def _box(mark: str, text: str) -> str:
    """Return an entry behind a box; a screen reader hears whether it is ticked."""
    said = f'<span class="unseen">{escaped(t("common.done"))}</span>' if mark == "[x]" else ""
    return f'<li><span class="box" aria-hidden="true">{BOXES[mark]}</span>{said}{text}</li>'


def _value(value: str | tuple[str, ...]) -> str:
    """Return the value of a pair; of several names none is parted by a line's end."""
    if isinstance(value, str):
        return inline(value)
    names = (f'<span class="keep">{inline(name)}</span>' for name in value)
    return escaped(t("common.list_comma")).join(names)


def _cell(cell: str | Bar, *, right: bool) -> str:
    if isinstance(cell, str):
        return f"<td{_classes('right' if right else '')}>{inline(cell)}</td>"
    return f"<td>{_bar(cell)}</td>"


def _bar(bar: Bar) -> str:
    """Return a bar: black within the plan, dashed beyond it, hollow where time was won.

    It is hidden from screen readers, as its figures stand beside it.
    """
    if not bar.longest:
        return ""
    within = min(bar.planned, bar.actual) / bar.longest * 100
    rest = abs(bar.actual - bar.planned) / bar.longest * 100
    dash = ' stroke="#000" stroke-dasharray="2 1"' if bar.actual > bar.planned else ' stroke="#000"'
    more = f'<rect x="{within:.1f}" y="1" width="{rest:.1f}" height="8" fill="#fff"{dash}/>' if rest else ""
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect x="0" y="1" width="{within:.1f}" height="8" fill="#000"/>{more}</svg>'
    )


def _rules(block: Blank) -> str:
    name = "rules" if block.ruled else "rules bare"
    return f'<div class="{name}" aria-hidden="true">{"<i></i>" * block.lines}</div>'


def _heading(block: ReportHeading) -> str:
    """Return a heading; what stands beside it goes to the right edge, where there is room on its line."""
    if not block.aside:
        return f"<h{block.level}>{inline(block.text)}</h{block.level}>"
    texts = f'<span>{inline(block.text)}</span> <span class="aside">{inline(block.aside)}</span>'
    return f'<h{block.level} class="beside">{texts}</h{block.level}>'
