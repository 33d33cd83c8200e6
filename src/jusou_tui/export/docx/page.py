"""The page of a section in twips, twentieths of a point."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.report.documents.model import (
    BOTTOM,
    MARGIN,
    PAPER_SIZES,
    READING,
    SPACING,
    Section,
)

TWIPS_PER_MM = 1440 / 25.4
_FOOTER = 8
"""How far the footer, which stands in the lower margin, is from the edge: in millimetres."""


def twips(mm: float) -> int:
    """Return a length in twips."""
    return round(mm * TWIPS_PER_MM)


class Page(NamedTuple):
    """Measures of a section's pages. `points`: size of running text; `ruled`: between lines to write on.

    `counted`: its pages are numbered on their own. `spacing`: the distance of lines, `reading`: the size of
    what is read aloud, as parts of the size of running text.
    """

    width: int
    height: int
    side: int
    top: int
    bottom: int
    footer: int
    points: float
    ruled: int
    landscape: bool
    counted: bool = False
    spacing: float = SPACING
    reading: float = READING

    @property
    def inner_width(self) -> int:
        """Width between the margins."""
        return self.width - 2 * self.side

    @property
    def inner_height(self) -> int:
        """Height between the margins; the footer stands in the lower one."""
        return self.height - self.top - self.bottom

    @property
    def cell(self) -> int:
        """Width of a half-width character."""
        return round(self.points * 10)


def page_of(section: Section) -> Page:
    """Return the measures of a section's pages."""
    short, long = (twips(side) for side in PAPER_SIZES[section.paper])
    width, height = (long, short) if section.landscape else (short, long)
    return Page(
        width,
        height,
        twips(MARGIN),
        twips(MARGIN),
        twips(BOTTOM),
        twips(_FOOTER),
        section.size,
        twips(section.line_height),
        section.landscape,
        bool(section.footer),
        section.spacing,
        section.reading,
    )


def section_properties(page: Page, footer: str) -> str:
    """Return the properties of a section; `footer`: the relationship of its footer."""
    orient = ' w:orient="landscape"' if page.landscape else ""
    side = page.side
    anew = '<w:pgNumType w:start="1"/>' if page.counted else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{orient}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{side}" w:bottom="{page.bottom}" w:left="{side}"'
        f' w:header="{page.footer}" w:footer="{page.footer}" w:gutter="0"/>{anew}</w:sectPr>'
    )
