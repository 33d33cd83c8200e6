"""The text of a Word document: sections of blocks, each on its own pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from jusou_tui.export.docx.grids import grid
from jusou_tui.export.docx.numbering import Lists
from jusou_tui.export.docx.page import Page, page_of, section_properties
from jusou_tui.export.docx.paragraphs import Setting, blank, checks, heading, item, text
from jusou_tui.export.docx.styles import LARGEST, StyleSet, style_sets
from jusou_tui.export.docx.tables import (
    fields,
    fields_beside_title,
    fields_widths,
    notice,
    pairs,
    table,
    zones,
)
from jusou_tui.export.docx.xml import W, kept_with_next
from jusou_tui.export.xml import HEAD, R
from jusou_tui.report.blocks import Item, Pairs, Paragraph, ReportHeading, Table
from jusou_tui.report.documents.lists import introduces
from jusou_tui.report.documents.model import (
    Blank,
    Checks,
    Document,
    DocumentBlock,
    Fields,
    Grid,
    NewPage,
    Notice,
    Quote,
    Words,
    Zones,
)
from jusou_tui.text.terminal import cell_width


class Body(NamedTuple):
    """document.xml with what it refers to: pages and styles of the sections, the lists.

    The footer of the section at place n is the relationship `footer_id(n)`.
    """

    xml: str
    pages: tuple[Page, ...]
    styles: tuple[StyleSet, ...]
    lists: Lists


def footer_id(place: int) -> str:
    """Return the relationship of a section's footer."""
    return f"rIdFooter{place + 1}"


def body(document: Document) -> Body:
    """Return the text of a document."""
    pages = tuple(page_of(section) for section in document.sections)
    sets = style_sets(pages)
    lists = Lists()
    parts: list[str] = []
    for place, (section, page) in enumerate(zip(document.sections, pages, strict=True)):
        setting = Setting(page, sets[page], lists, page.inner_width)
        parts.extend(_Flow(setting).parts(section.blocks))
        properties = section_properties(page, footer_id(place))
        last = place == len(pages) - 1
        parts.append(_end(setting, place, "" if last else properties))
        if last:
            parts.append(properties)
    xml = f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(parts)}</w:body></w:document>'
    return Body(xml, pages, tuple(sets[page] for page in pages), lists)


def end_mark(place: int) -> str:
    """Return the bookmark at the end of a section."""
    return f"jusou_end_{place + 1}"


def _end(setting: Setting, place: int, properties: str) -> str:
    """Return the last paragraph of a section: a table is never the last thing."""
    style = f'<w:pStyle w:val="{setting.styles.named("End")}"/>'
    mark = f'<w:bookmarkStart w:id="{place}" w:name="{end_mark(place)}"/><w:bookmarkEnd w:id="{place}"/>'
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{mark}</w:p>"


class _Flow:
    """The blocks of a section one after the other, and what stood before: two tables would become one."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._new_page = False
        self._before: Literal["", "heading", "text", "table"] = ""

    def parts(self, blocks: tuple[DocumentBlock, ...]) -> Iterator[str]:
        """Yield the blocks. A new page begins with the paragraph that follows, if one does."""
        rest = list(blocks)
        while rest:
            block = rest.pop(0)
            together = {type(block), type(rest[0])} if rest else set()
            at_top = self._new_page or not self._before
            if at_top and together == {ReportHeading, Fields} and self._fits(block, rest[0]):
                yield from self._heading_with_fields(block, rest.pop(0))
            elif isinstance(block, NewPage):
                self._new_page = True
            elif isinstance(block, Grid | Table | Pairs | Notice | Fields | Zones):
                yield from self._table(block)
            elif introduces(block, rest[:3], below_heading=self._before == "heading"):
                yield from map(kept_with_next, self._paragraphs(block))
                self._before = "heading"
            else:
                yield from self._paragraphs(block)

    def _table(self, block: Grid | Table | Pairs | Notice | Fields | Zones) -> Iterator[str]:
        if self._new_page or self._before in {"table", "text"}:
            yield self._setting.gap(new_page=self._new_page)
        self._setting.lists.ended()
        yield _as_table(self._setting, block)
        self._before, self._new_page = "table", False

    def _paragraphs(
        self, block: ReportHeading | Paragraph | Words | Quote | Item | Checks | Blank
    ) -> Iterator[str]:
        if self._before == "table":
            yield self._setting.gap()
        yield from _as_paragraphs(self._setting, block, new_page=self._new_page)
        self._before = "heading" if isinstance(block, ReportHeading) else "text"
        self._new_page = False

    def _fits(self, *blocks: DocumentBlock) -> bool:
        """Return whether a heading and labels to write behind have room side by side."""
        widths = (_width(self._setting, block) for block in blocks)
        return sum(widths) <= self._setting.width

    def _heading_with_fields(self, *blocks: DocumentBlock) -> Iterator[str]:
        """Yield the heading at the top of a page with labels to write behind at its right."""
        for block in sorted(blocks, key=lambda one: isinstance(one, Fields)):
            if isinstance(block, Fields):
                yield fields_beside_title(self._setting, block)
            elif isinstance(block, ReportHeading):
                yield from self._paragraphs(block)


def _width(setting: Setting, block: DocumentBlock) -> float:
    """Return the width that a heading or labels to write behind need at most."""
    if isinstance(block, Fields):
        return sum(fields_widths(setting, block))
    text_cells = cell_width(block.text) if isinstance(block, ReportHeading) else 0
    return text_cells * setting.page.cell * LARGEST


def _as_table(setting: Setting, block: Grid | Table | Pairs | Notice | Fields | Zones) -> str:
    match block:
        case Grid():
            return grid(setting, block)
        case Table():
            return table(setting, block)
        case Pairs():
            return pairs(setting, block)
        case Notice():
            return notice(setting, block)
        case Fields():
            return fields(setting, block)
        case Zones():
            return zones(setting, block)


def _as_paragraphs(
    setting: Setting,
    block: ReportHeading | Paragraph | Words | Quote | Item | Checks | Blank,
    *,
    new_page: bool,
) -> Iterator[str]:
    match block:
        case ReportHeading():
            yield heading(setting, block, new_page=new_page)
        case Paragraph() | Words() | Quote():
            yield text(setting, block, new_page=new_page)
        case Item():
            yield item(setting, block, new_page=new_page)
        case Checks():
            yield from checks(setting, block, new_page=new_page)
        case Blank():
            yield from blank(setting, block, new_page=new_page)
