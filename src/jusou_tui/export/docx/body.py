"""The text of a Word document: sections of blocks, each on its own pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jusou_tui.export.docx.grids import grid
from jusou_tui.export.docx.numbering import Lists
from jusou_tui.export.docx.page import Page, page_of, section_properties
from jusou_tui.export.docx.paragraphs import Setting, blank, checks, heading, item, text
from jusou_tui.export.docx.styles import StyleSet, style_sets
from jusou_tui.export.docx.tables import fields, notice, pairs, table, zones
from jusou_tui.export.docx.xml import W
from jusou_tui.export.xml import HEAD, R
from jusou_tui.report.blocks import Item, Pairs, Paragraph, ReportHeading, Table
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
        parts.extend(_blocks(setting, section.blocks))
        properties = section_properties(page, footer_id(place))
        last = place == len(pages) - 1
        parts.append(properties if last else f"<w:p><w:pPr>{_gap_style(setting)}{properties}</w:pPr></w:p>")
    xml = f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(parts)}</w:body></w:document>'
    return Body(xml, pages, tuple(sets[page] for page in pages), lists)


def _gap_style(setting: Setting) -> str:
    return f'<w:pStyle w:val="{setting.styles.named("Gap")}"/>'


def _blocks(setting: Setting, blocks: tuple[DocumentBlock, ...]) -> Iterator[str]:
    """Yield the blocks of a section. A new page begins with the paragraph that follows, if one does."""
    new_page = False
    after_table = False
    for block in blocks:
        match block:
            case NewPage():
                new_page = True
                continue
            case Grid() | Table() | Pairs() | Notice() | Fields() | Zones():
                if new_page or after_table:
                    yield setting.gap(new_page=new_page)
                setting.lists.ended()
                yield _as_table(setting, block)
                after_table = True
            case _:
                if after_table:
                    yield setting.gap()
                yield from _as_paragraphs(setting, block, new_page=new_page)
                after_table = False
        new_page = False
    if after_table or not blocks:
        yield setting.gap()  # a table is never the last thing


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
