"""Documents against an empty one by the same library, in processor time, libraries imported before.

python benchmarks/export.py

A row of `ROWS` is one document: what is made of what, in which format, and the empty one.
"""

from __future__ import annotations

import gc
import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from common import Figure, main, sample

ROUNDS = 7


class Row(NamedTuple):
    """A document, and what it is compared with. `make` returns what is written before the clock starts.

    Without an `empty` one the limit is in milliseconds: an empty calendar is four lines.
    """

    name: str
    make: Callable[[], Callable[[], bytes]]
    empty: Callable[[], bytes] | None
    limit: float


def minutes(ending: str, notes: int) -> Callable[[], bytes]:
    """Return what makes and writes the minutes of a meeting with so many notes."""
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.export.formats import render
    from jusou_tui.report.documents.kinds import KINDS, Wish, make
    from jusou_tui.session.format.read import parse
    from jusou_tui.session.model.ids import following, new_id
    from jusou_tui.session.model.records import Event

    session = parse(sample(notes), Path("sample.session.toml"))
    at, key = session.session.created, new_id(session.session.created)
    for number, activity in enumerate(("opening", "understanding", "reflection", "next-step", None)):
        key, moment = following(key), at + timedelta(minutes=25 * number)
        session.events[key] = Event(
            at=moment, step="step1", kind="start" if activity else "finish", activity=activity
        )
    curriculum = load(library.find("team-building"))
    now = at + timedelta(days=2)
    wish = Wish(session, curriculum, Path("sample.session.toml"), now, step="step1", ending=ending)
    return lambda: render(make(KINDS["minutes"], wish).product, ending)


def blank_sheets(ending: str) -> Callable[[], bytes]:
    """Return what makes and writes the blank worksheets of both programmes as one document."""
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.export.formats import render
    from jusou_tui.report.documents.kinds import KINDS, Wish, make
    from jusou_tui.report.documents.model import Document

    paths = [library.find(name) for name in ("team-building", "community-building")]
    now = datetime(2026, 11, 28, tzinfo=UTC)
    wishes = [Wish(None, load(path), path, now, ending=ending, examples=False) for path in paths]

    def written() -> bytes:
        made = [make(KINDS["sheets"], wish).product for wish in wishes]
        pages = [page for one in made if isinstance(one, Document) for page in one.sections]
        return render(Document("sheets", tuple(pages)), ending)

    return written


def empty_pdf() -> bytes:
    """Return an empty document by typst, its fonts looked for as ours are."""
    import typst

    typst.Fonts().families()
    made = typst.compile(b" ", format="pdf")
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


def empty_docx() -> bytes:
    """Return an empty document by python-docx."""
    import docx

    data = io.BytesIO()
    docx.Document().save(data)
    return data.getvalue()


def forty_slides() -> Callable[[], bytes]:
    """Return what writes forty slides: those of a meeting, over again, with notes, question and timetable."""
    from itertools import cycle, islice

    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.export.formats import render
    from jusou_tui.report.documents.kinds import KINDS, Wish, make
    from jusou_tui.report.documents.model import Deck

    now = datetime(2026, 12, 10, 13, 30, tzinfo=UTC)
    wish = Wish(None, load(library.find("community-building")), Path("a"), now, step="step3", ending=".pptx")
    deck = make(KINDS["slides"], wish).product
    if not isinstance(deck, Deck):
        raise TypeError
    forty = deck._replace(slides=tuple(islice(cycle(deck.slides), 40)))
    return lambda: render(forty, ".pptx")


def empty_pptx() -> bytes:
    """Return an empty presentation by python-pptx."""
    import pptx

    data = io.BytesIO()
    pptx.Presentation().save(data)
    return data.getvalue()


def sheets_to_fill() -> Callable[[], bytes]:
    """Return what makes and writes the blank worksheets of both programmes as workbooks."""
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.export.formats import render
    from jusou_tui.report.documents.kinds import KINDS, Wish, make

    now = datetime(2026, 12, 10, 13, 30, tzinfo=UTC)
    found = [library.find(name) for name in ("team-building", "community-building")]
    wishes = [Wish(None, load(path), path, now, ending=".xlsx", examples=False) for path in found]
    return lambda: b"".join(render(make(KINDS["sheets"], wish).product, ".xlsx") for wish in wishes)


_SHEETS = 20
"""Of both workbooks together: the blanks, one of which both programmes have."""


def empty_xlsx(sheets: int = 1) -> bytes:
    """Return a workbook by xlsxwriter with so many sheets, all empty."""
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    for _ in range(sheets):
        book.add_worksheet()
    book.close()
    return data.getvalue()


def forty_dates() -> Callable[[], bytes]:
    """Return what writes forty dates for a calendar."""
    from jusou_tui.export.formats import render
    from jusou_tui.report.documents.model import Calendar, CalendarEntry

    now = datetime(2026, 12, 10, 13, 30, tzinfo=timezone(timedelta(hours=9)))
    about = "参考資料に目を通しておきます。" * 4
    entries = tuple(
        CalendarEntry(f"step{number}", 7, "見本市 第1回 Step1 キックオフ", now, now, about=about)
        for number in range(40)
    )
    calendar = Calendar("見本市", entries, "a", now)
    return lambda: render(calendar, ".ics")


ROWS = (
    Row("minutes of 500 notes, .docx", lambda: minutes(".docx", 500), empty_docx, 8),
    Row("19 blank sheets, .docx", lambda: blank_sheets(".docx"), empty_docx, 10),
    Row("19 blank sheets, .html, to an empty .docx", lambda: blank_sheets(".html"), empty_docx, 10),
    Row("19 blank sheets, .pdf", lambda: blank_sheets(".pdf"), empty_pdf, 10),
    Row("40 slides, .pptx", forty_slides, empty_pptx, 8),
    Row("19 blank sheets, .xlsx, to as many empty sheets", sheets_to_fill, lambda: empty_xlsx(_SHEETS), 10),
    Row("19 blank sheets, .xlsx, to a workbook of one empty sheet", sheets_to_fill, empty_xlsx, 22),
    Row("40 dates, .ics", forty_dates, None, 100),
)


def seconds(job: Callable[[], bytes]) -> float:
    """Return the median of the processor time of a job."""
    job()
    spent = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        if len(job()) == 0:
            raise AssertionError
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def measure() -> list[Figure]:
    """Return a figure for each row, in milliseconds."""
    return [
        Figure(
            row.name,
            seconds(row.make()) * 1000,
            seconds(row.empty) * 1000 if row.empty else None,
            row.limit,
            "ms",
        )
        for row in ROWS
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
