"""The models of what leaves the program: documents, slides, workbooks, calendars. They know no file format.

A document is made of a report's blocks (`report/blocks.py`) and, since paper can do more than a terminal, of
grids whose cells hold blocks, space to write in, zones, boxes to tick. Texts are clean and plain: a format's
module escapes them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from jusou_tui.report.blocks import Block
from jusou_tui.report.documents.form_fields import FormValues

Paper = Literal["A4", "A3"]
Align = Literal["left", "center", "right"]
PAPER_SIZES: dict[Paper, tuple[int, int]] = {"A4": (210, 297), "A3": (297, 420)}
"""Short and long side in millimetres."""
MARGIN, BOTTOM = 12, 17
"""The margins of a page, at the left, the right and the top, and at the bottom, where the footer stands."""
SPACING, CLOSE_SPACING, DESK_SPACING = 1.5, 1.25, 1.2
"""The distance of lines of text as part of their size, usually, where pages are to be few, and on a desk."""
READING = 1.125
"""How much larger than running text what is read aloud usually is."""
LINE_HEIGHTS: dict[Paper, float] = {"A4": 8.4, "A3": 12}
"""The height of a line to write on by hand, in millimetres."""
LEAST_POINTS, DESK_POINTS = 12, 10
"""No text on paper is smaller; and none on a page that one person has on the desk (`Section.desk`)."""
_SMALL = 0.75
"""The size of a footer, as part of running text's, as far as that is allowed."""
Size = Literal["normal", "reading", "large"]
"""`normal` is the section's text size; `reading`, of what is read aloud, 1.125 times of it; `large` 1.333."""


class Words(NamedTuple):
    """Running text of a weight and a size; newlines are kept."""

    text: str
    strong: bool = False
    size: Size = "normal"
    align: Align = "left"


class Quote(NamedTuple):
    """What somebody reads aloud, or quoted from elsewhere: behind a thick line at its left."""

    text: str


class Notice(NamedTuple):
    """A framed line behind a black block with a word in it, such as 取扱注意."""

    label: str
    text: str


class Checks(NamedTuple):
    """Entries, each behind a box to tick; `done` ones are ticked."""

    texts: tuple[str, ...]
    done: frozenset[int] = frozenset()
    strong: bool = False


class Fields(NamedTuple):
    """Short labels side by side at the right edge, each with a line to write on, such as 書いた人."""

    labels: tuple[str, ...]


class Blank(NamedTuple):
    """Empty lines to write on by hand; `ruled` draws them."""

    lines: int
    ruled: bool = True


class GridCell(NamedTuple):
    """A cell of a grid: its blocks. `head`: a heading of its row or column, on grey.

    `span`: how many columns it takes, `down`: how many rows; those below have no cell of their own there.
    """

    blocks: tuple[CellBlock, ...] = ()
    head: bool = False
    span: int = 1
    align: Align = "left"
    down: int = 1


class GridRow(NamedTuple):
    """A row of a grid. `shaded`: on light grey, as breaks are; `lines`: at least so many lines high."""

    cells: tuple[GridCell, ...]
    shaded: bool = False
    lines: int = 1


class Grid(NamedTuple):
    """A table whose cells hold blocks.

    `shares`: the columns' widths, relative to one another. `heads`: rows that are repeated on each page, and
    are headings for a screen reader. `about`: what the table is, for who cannot see it. `frame`: lines around
    all cells, between rows only, or none. A row is not parted between two pages unless it is higher than one.
    """

    shares: tuple[float, ...]
    rows: tuple[GridRow, ...]
    heads: tuple[GridRow, ...] = ()
    about: str = ""
    frame: Literal["all", "rows", "none"] = "all"


class Zone(NamedTuple):
    """One zone of a sheet: its heading, its hint, its entries; empty ones leave space for notes."""

    title: str
    hint: str = ""
    entries: tuple[str, ...] = ()


_TWO_AND_THEIR_OVERLAP = 3


class Zones(NamedTuple):
    """Zones that lie in one another, from the inside out, distinguished by number and by kind of line.

    `overlapping`: they lie side by side; the last one is where the two before it overlap. `lines`: empty ones
    are as high as so many lines to write on, 0 for a good part of a page. `note`: stands in a frame of the
    true size of a sticky note, 75 by 25 mm, in a corner of empty ones, where the format can draw it.
    """

    zones: tuple[Zone, ...]
    overlapping: bool = False
    lines: int = 0
    note: str = ""

    @property
    def overlap(self) -> bool:
        """Whether they can be drawn as two with what they have in common."""
        return self.overlapping and len(self.zones) == _TWO_AND_THEIR_OVERLAP


class NewPage(NamedTuple):
    """What follows begins on a page of its own."""


DocumentBlock = Block | Words | Quote | Notice | Checks | Fields | Blank | Grid | Zones | NewPage
CellBlock = Block | Words | Quote | Checks | Blank
"""What may stand in the cell of a grid."""


class Section(NamedTuple):
    """Pages of one size. `points`: the size of running text wished for; headings are larger.

    `footer`: stands on its pages in place of the document's; they are then numbered on their own. `close`:
    they are to be few: lines are closer, and what is read aloud is no larger than running text. `desk`: one
    person has them on the desk, so that text may be as small as is usual in an office.
    """

    blocks: tuple[DocumentBlock, ...]
    paper: Paper = "A4"
    landscape: bool = False
    points: float = 12
    footer: str = ""
    close: bool = False
    desk: bool = False

    @property
    def size(self) -> float:
        """The size of running text in points: the wished one, unless that is too small."""
        return max(self.points, self._least)

    @property
    def footer_size(self) -> float:
        """The size of a footer in points."""
        return max(self.points * _SMALL, self._least)

    @property
    def _least(self) -> float:
        return DESK_POINTS if self.desk else LEAST_POINTS

    @property
    def spacing(self) -> float:
        """The distance of lines of text, as part of their size."""
        if self.desk:
            return DESK_SPACING
        return CLOSE_SPACING if self.close else SPACING

    @property
    def reading(self) -> float:
        """The size of what is read aloud, as part of running text's."""
        return 1 if self.close else READING

    @property
    def line_height(self) -> float:
        """The height of a line to write on by hand, in millimetres."""
        return LINE_HEIGHTS[self.paper]


class Document(NamedTuple):
    """A whole document. `language`: ja or en. `footer`: stands left on each page, its number at the right.

    `subject`: what it is about in one line, for the file's properties. It names no author: programs would
    put a machine's user there.
    """

    title: str
    sections: tuple[Section, ...]
    footer: str = ""
    language: str = "ja"
    subject: str = ""


Value = str | int | float | date | datetime | None
"""A cell of a workbook. A text is never a formula, whatever it begins with."""


class WorkbookColumn(NamedTuple):
    """A column: its heading, its hint, about how many half-width characters it holds."""

    title: str
    width: int = 16
    hint: str = ""


class WorkbookSheet(NamedTuple):
    """One sheet: `name` (made unique and shortened by the writer), columns and rows.

    `above`: lines of text over the heads.
    """

    name: str
    columns: tuple[WorkbookColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    above: tuple[str, ...] = ()


class FormLine(NamedTuple):
    """A line of a form: its cells from the left.

    `title` and `note` have one cell, which goes across the form; `heads` has headings of columns; of an
    `entry` the first `headings` cells are headings, the others are written in. `key`: what the program finds
    the line again by. `lines`: at least so many lines high.
    """

    kind: Literal["title", "note", "heads", "entry", "space"]
    cells: tuple[str, ...] = ()
    key: str = ""
    headings: int = 1
    lines: int = 1


class WorkbookForm(NamedTuple):
    """A sheet of a workbook to be filled in.

    `widths` as of a WorkbookColumn. `key`: what the program finds the form again by when it comes back, ""
    where it is only read.
    """

    name: str
    widths: tuple[int, ...]
    lines: tuple[FormLine, ...]
    key: str = ""


class Workbook(NamedTuple):
    """A workbook, or as CSV its first sheet."""

    title: str
    sheets: tuple[WorkbookSheet | WorkbookForm, ...]
    language: str = "ja"


class AgendaLine(NamedTuple):
    """A row of the timetable on a slide: hour, title, minutes; `hollow`: a break."""

    at: str
    title: str
    minutes: int | None = None
    hollow: bool = False


class Slide(NamedTuple):
    """One slide. `label`: the word in its chip (問い, 目標), `lead`: one large sentence, `points`: a list.

    `below`: quieter lines under it (how, until when). `agenda`: the timetable instead of a list. `notes`:
    what is read aloud, and what the speaker needs besides. `source`: whose pages it stands for (事務局資料).
    """

    kind: Literal["title", "agenda", "points", "question", "break", "next"]
    title: str
    label: str = ""
    lead: str = ""
    points: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    notes: str = ""
    source: str = ""


class Deck(NamedTuple):
    """Slides, 16:9. `footer` stands left on each."""

    title: str
    slides: tuple[Slide, ...]
    footer: str = ""
    language: str = "ja"


Groupware = Literal["cybozu", "desknets"]


class CalendarEntry(NamedTuple):
    """A meeting, days of fieldwork, or a ToDo that is due.

    `key`: the same in each export of the same thing. `revision`: grows when it changes. `start` and `end` are
    aware datetimes, or dates for whole days, `end` the last of them then. `cancelled`: it had a day before.
    """

    key: str
    revision: int
    title: str
    start: datetime | date
    end: datetime | date
    place: str = ""
    about: str = ""
    todo: bool = False
    done: bool = False
    cancelled: bool = False


class Calendar(NamedTuple):
    """Dates for a calendar program. `changed`: when the session last changed, for the time stamps.

    `key`: of whom the dates are, the same in each export. `program`: whose CSV it is to be.
    """

    title: str
    entries: tuple[CalendarEntry, ...]
    key: str
    changed: datetime
    language: str = "ja"
    program: Groupware = "cybozu"


Product = Document | Workbook | Deck | Calendar


class LeftOut(NamedTuple):
    """What is not in a product: how many of what, and why, as a message id with its facts.

    Never the withheld text itself.
    """

    message_id: str
    number: int = 1
    name: str = ""


class Made(NamedTuple):
    """A product, what was left out of it, and what was missing in it (`missing`: message ids of fields).

    `form`: what the fields of a town's own form are filled with, None where there are none.
    """

    product: Product
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()
    form: FormValues | None = None
