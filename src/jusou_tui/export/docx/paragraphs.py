"""Blocks that are paragraphs, in a page or in a cell."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_tui.export.docx.numbering import Lists
from jusou_tui.export.docx.page import Page
from jusou_tui.export.docx.styles import StyleSet, font_size
from jusou_tui.export.docx.xml import Shape, paragraph, run
from jusou_tui.report.blocks import Item, Paragraph, ReportHeading, Style
from jusou_tui.report.documents.lists import list_kind
from jusou_tui.report.documents.model import Blank, Checks, Quote, Words
from jusou_tui.text.terminal import cell_width, wrap

_SIZES = {"normal": "Normal", "reading": "Reading", "large": "Large"}
_HANGING = 3
_LATIN = 0.22
"""How much wider a half-width character is than half a square, bold ones included."""
_QUOTE = 320
"""Room for the thick line at the left of a quotation, which else would lie outside of a cell."""
_INDENT = 2
_STRONG = {"title", "heading", "warning"}


class Setting:
    """What blocks are set with: the page, its styles, the document's lists, the width there is."""

    def __init__(self, page: Page, styles: StyleSet, lists: Lists, width: int) -> None:
        self.page = page
        self.styles = styles
        self.lists = lists
        self.width = width

    def within(self, width: int) -> Setting:
        """Return the same with another width, that of a cell."""
        return Setting(self.page, self.styles, self.lists, width)

    def paragraph(self, style: str, runs: str, shape: Shape | None = None) -> str:
        """Return a paragraph of a style of this page's size."""
        return paragraph(self.styles.named(style), runs, shape)

    def width_of(self, text: str) -> int:
        """Return about how wide a line of text is: letters and figures take more than half a square."""
        cells = cell_width(text)
        return round((cells + _LATIN * max(0, 2 * len(text) - cells)) * self.page.cell)

    def gap(self, *, new_page: bool = False) -> str:
        """Return an empty paragraph of little height: two tables in a row would become one."""
        return self.paragraph("Gap", "", Shape(new_page=new_page) if new_page else None)


def heading(setting: Setting, block: ReportHeading, *, new_page: bool = False) -> str:
    """Return a heading."""
    setting.lists.ended()
    shape, runs = Shape(new_page=new_page), run(block.text)
    if block.aside:
        shape = shape._replace(tabs=(("right", setting.width),))
        # It is text, no part of the heading's weight and size.
        runs += "<w:r><w:tab/></w:r>" + run(
            block.aside, f'<w:b w:val="0"/><w:bCs w:val="0"/>{font_size(setting.page.points)}'
        )
    return setting.paragraph(f"Heading{block.level}", runs, shape)


def text(setting: Setting, block: Paragraph | Words | Quote, *, new_page: bool = False) -> str:
    """Return a running text. What is read aloud is broken between phrases, which Word cannot do."""
    setting.lists.ended()
    shape = Shape(new_page=new_page)
    match block:
        case Quote():
            inset = _QUOTE
            latin = any(char.isascii() and char.isalnum() for char in block.text)  # wider than half a square
            cells = int((setting.width - inset) / (setting.page.cell * setting.page.reading)) - latin
            lines = "\n".join(wrap(block.text, cells))
            return setting.paragraph("Quote", run(lines), shape._replace(left=inset))
        case Words():
            return setting.paragraph(
                _SIZES[block.size],
                run(block.text, "<w:b/><w:bCs/>" if block.strong else ""),
                shape._replace(align=block.align),
            )
        case Paragraph():
            style = (
                "Warning" if block.style == "warning" else "Strong" if block.style in _STRONG else "Normal"
            )
            left = block.indent * setting.page.cell + (120 if style == "Warning" else 0)
            return setting.paragraph(style, run(block.text.strip("\n")), shape._replace(left=left))


def item(setting: Setting, block: Item, *, new_page: bool = False) -> str:
    """Return an entry of a real list; behind a mark of another kind, such as an hour, it only hangs."""
    mark = block.mark.strip()
    bold = "<w:b/><w:bCs/>" if block.style in _STRONG else ""
    words = run(block.text.strip("\n"), bold)
    level = block.indent // _INDENT
    cell = setting.page.cell
    hanging = _HANGING * cell
    shape = Shape(new_page=new_page, left=block.indent * cell + hanging, hanging=hanging)
    kind, number = list_kind(block)
    if kind == "boxes":
        place = setting.lists.box(ticked=mark == "[x]")
        return setting.paragraph("ListBullet", words, shape._replace(numbering=place))
    if kind == "numbered":
        place = setting.lists.numbered(number, level)
        return setting.paragraph("ListNumber", words, shape._replace(numbering=place))
    if kind == "bullets":
        return setting.paragraph("ListBullet", words, shape._replace(numbering=setting.lists.bullet(level)))
    hanging = (cell_width(mark) + 2) * cell
    left = block.indent * cell + hanging
    lead = f"{run(mark)}<w:r><w:tab/></w:r>"
    return setting.paragraph(
        "Normal",
        f"{lead}{words}",
        Shape(new_page=new_page, left=left, hanging=hanging, tabs=(("left", left),)),
    )


def checks(setting: Setting, block: Checks, *, new_page: bool = False) -> Iterator[str]:
    """Yield entries behind boxes."""
    for number, entry in enumerate(block.texts):
        mark = "[x]" if number in block.done else "[ ]"
        style: Style = "heading" if block.strong else "plain"
        yield item(setting, Item(entry, mark, style), new_page=new_page and number == 0)


def blank(setting: Setting, block: Blank, *, in_cell: bool = False, new_page: bool = False) -> Iterator[str]:
    """Yield lines to write on; the last one in a cell has no rule: the cell has one below it."""
    setting.lists.ended()
    for number in range(block.lines):
        style = ("Ruled", "RuledBeside")[number % 2] if block.ruled else "Unruled"
        if in_cell and number == block.lines - 1:
            style = "Unruled"
        yield setting.paragraph(style, "", Shape(new_page=new_page and number == 0))
