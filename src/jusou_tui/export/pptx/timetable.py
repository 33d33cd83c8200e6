"""The day's timetable on a slide: a table of hours, titles and minutes, with bars as long as the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jusou_tui.export.pptx.looks import (
    BAR,
    BOTTOM,
    INNER,
    LEFT,
    LINE,
    PRIMARY,
    SMALLEST,
    SURFACE,
    TOP,
    UNIT,
    Box,
    cells,
    line_height,
)
from jusou_tui.export.pptx.xml import Shapes, Style, paragraph
from jusou_tui.report.documents.model import AgendaLine
from jusou_tui.text.terminal import clean, wrap
from jusou_tui.wording import t
from jusou_tui.wording.values import minutes_text

_HIGHEST = 73
_TOP = TOP - 6
_COLUMNS = (190, 620, 190, 152)
"""The widths of hour, title, bar and minutes."""
_LONGEST_BAR = 156
_BAR_HEIGHT = 18
_SIZES = (28, 26, 24, 22, 20, SMALLEST)


def most_rows() -> int:
    """Return how many rows a slide holds at the smallest size, each of one line."""
    return int((BOTTOM - _TOP) // (line_height(SMALLEST) * 1.1))


def timetable(shapes: Shapes, lines: Sequence[AgendaLine], longest: int, tag: str) -> None:
    """Add the table and its bars. `longest`: the minutes of the longest bar."""
    points, titles, heights = _sized(lines)
    rows = "".join(
        _row(line, title, points, height, tag)
        for line, title, height in zip(lines, titles, heights, strict=True)
    )
    grid = "".join(f'<a:gridCol w="{width * UNIT}"/>' for width in _COLUMNS)
    table = f"<a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
    shapes.table(Box(LEFT, _TOP, INNER, sum(heights)), table, about=t("slides.table_about"))
    top = float(_TOP)
    for line, height in zip(lines, heights, strict=True):
        if line.minutes and longest:
            width = max(8.0, _LONGEST_BAR * line.minutes / longest)
            box = Box(LEFT + sum(_COLUMNS[:2]) + 20, top + (height - _BAR_HEIGHT) / 2, width, _BAR_HEIGHT)
            about = f"{line.title} {minutes_text(line.minutes)}"
            shapes.bar(box, BAR, about=about, hollow=line.hollow)
        top += height


class _Sized(NamedTuple):
    """The points of a title, the lines of each, the heights of the rows."""

    points: int
    titles: list[tuple[str, ...]]
    heights: list[float]


def _sized(lines: Sequence[AgendaLine]) -> _Sized:
    """Return rows at the largest size at which each is one line, else at the largest at which all fit."""
    found = [_at(lines, points) for points in _SIZES]
    fitting = [one for one in found if sum(one.heights) <= BOTTOM - _TOP] or found[-1:]
    single = (one for one in fitting if all(len(title) == 1 for title in one.titles))
    best = next(single, fitting[0])
    spare = (BOTTOM - _TOP - sum(best.heights)) / max(1, len(best.heights))
    raised = [max(height, min(_HIGHEST, height + max(0.0, spare))) for height in best.heights]
    return best._replace(heights=raised)


def _at(lines: Sequence[AgendaLine], points: int) -> _Sized:
    width = cells(points, _COLUMNS[1] - 24)
    titles = [tuple(wrap(clean(line.title), width)) for line in lines]
    heights = [max(line_height(points + 5), line_height(points) * len(title)) + 6 for title in titles]
    return _Sized(points, titles, heights)


def _row(line: AgendaLine, title: tuple[str, ...], points: int, height: float, tag: str) -> str:
    minutes = minutes_text(line.minutes) if line.minutes is not None else ""
    hour = Style(points + 5, colour=PRIMARY, bold=True, tag=tag)
    texts = (
        paragraph([line.at], hour),
        paragraph(title, Style(points, bold=True, tag=tag)),
        paragraph([], Style(SMALLEST, tag=tag)),
        paragraph([minutes], Style(points, align="r", tag=tag)),
    )
    filled = SURFACE if line.hollow else ""
    drawn = "".join(_cell(text, filled, last=line.minutes is None) for text in texts)
    return f'<a:tr h="{round(height * UNIT)}">{drawn}</a:tr>'


def _cell(text: str, filled: str, *, last: bool) -> str:
    none = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    rule = f'<a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill>'
    under = '<a:lnB w="0"><a:noFill/></a:lnB>' if last else f'<a:lnB w="{2 * UNIT}">{rule}</a:lnB>'
    ground = f'<a:solidFill><a:srgbClr val="{filled}"/></a:solidFill>' if filled else "<a:noFill/>"
    sides = f'marL="{14 * UNIT}" marR="{10 * UNIT}" marT="0" marB="0" anchor="ctr"'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f"<a:tcPr {sides}>{none}{under}{ground}</a:tcPr></a:tc>"
    )
