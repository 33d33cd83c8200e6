"""What stands where on each slide. What does not fit goes on on a further one, and is not made smaller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from jusou_tui.export.pptx.looks import (
    ACCENT,
    BOTTOM,
    GROUND,
    INNER,
    LEFT,
    MUTED,
    PRIMARY,
    RIGHT,
    SMALLEST,
    TEXT,
    TOP,
    Box,
    Fit,
    cells,
    fitted,
    line_height,
    question_sizes,
)
from jusou_tui.export.pptx.timetable import most_rows, timetable
from jusou_tui.export.pptx.xml import (
    FOOTER,
    NUMBER,
    SOURCE,
    Shapes,
    Style,
    body,
    number_field,
    paragraph,
)
from jusou_tui.export.xml import language_tag
from jusou_tui.report.documents.model import Deck, Slide
from jusou_tui.text.terminal import CUT, cell_width, clean, cut, wrap

Layout = Literal["title", "text", "question"]
_HEADER = Box(LEFT, 40, INNER, 60)
_GAP = 14
_SIZES = (36, 32, 28, 24)
_SPLIT_SIZE = 28
"""Of entries that do not fit on one slide at any size."""
_CHIP_POINTS = 24
_MANY = 3
"""Lines of a title from which on it begins higher."""


class Page(NamedTuple):
    """A slide as it is written: its layout, its shapes, what the speaker has beside it."""

    layout: Layout
    tree: str
    notes: str


class _Sheet:
    """One slide being filled."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self.shapes = Shapes()
        self.tag = language_tag(deck.language)

    def set(
        self, fit: Fit, *, colour: str = TEXT, bold: bool = False, bullet: bool = False, after: float = 0
    ) -> str:
        """Return a fitted text as a paragraph."""
        style = Style(fit.points, colour, bold=bold, bullet=bullet, after=after, tag=self.tag)
        return paragraph(fit.lines, style)

    def line(self, text: str, points: int, colour: str) -> str:
        """Return a paragraph of one line."""
        return paragraph([text], Style(points, colour, tag=self.tag))

    def chip(self, label: str) -> None:
        """Add a word on a ground of its own, at the left of the title."""
        box = Box(LEFT, _HEADER.top + 4, _chip_width(label), 52)
        style = Style(_CHIP_POINTS, GROUND, bold=True, align="ctr", tag=self.tag)
        self.shapes.text(box, body([paragraph([label], style)], anchor="ctr"), name="chip", fill=PRIMARY)

    def finish(self, layout: Layout, slide: Slide, notes: str) -> Page:
        """Add the footer, whose pages it stands for and the number, and return the slide."""
        small = Style(SMALLEST, MUTED, tag=self.tag)
        if self.deck.footer:
            width = cells(SMALLEST, FOOTER.width)
            line = wrap(clean(self.deck.footer), width)[:1]
            text = body([paragraph(line, small)], anchor="ctr")
            self.shapes.placeholder("ftr", FOOTER, text, index=11)
        if slide.source:
            line = wrap(clean(slide.source), cells(SMALLEST, SOURCE.width))[:1]
            text = body([paragraph(line, small._replace(align="r"))], anchor="ctr")
            self.shapes.text(SOURCE, text, name="source")
        field = number_field(small._replace(align="r"))
        self.shapes.placeholder("sldNum", NUMBER, body([field], anchor="ctr"), index=12)
        return Page(layout, self.shapes.tree(), notes)


def pages_of(deck: Deck, slide: Slide) -> Iterator[Page]:
    """Yield a slide, and further ones where it holds more than one takes. The notes are with the first."""
    match slide.kind:
        case "title":
            yield _title(deck, slide)
        case "agenda":
            yield from _agenda(deck, slide)
        case "question":
            yield from _question(deck, slide)
        case "break":
            yield _break(deck, slide)
        case "points" | "next":
            yield from _points(deck, slide)


def _header(sheet: _Sheet, slide: Slide, counted: str = "") -> None:
    """Add the title, behind its chip where there is one; without one it is larger."""
    title = f"{clean(slide.title)}{counted}"
    left = LEFT
    if slide.label:
        left += round(_chip_width(slide.label)) + 26
    sizes = (24, 22, 20, SMALLEST) if slide.label else (36, 32, 28, 24, 20, SMALLEST)
    fit = fitted(title, RIGHT - left, 68, sizes)
    fit = fit._replace(lines=fit.lines[: max(1, int(76 // line_height(fit.points)))])
    box = Box(left, _HEADER.top - 4, RIGHT - left, 68)
    text = body([sheet.set(fit, bold=True)], anchor="ctr")
    sheet.shapes.placeholder("title", box, text)
    if slide.label:
        sheet.chip(slide.label)


def _chip_width(label: str) -> float:
    return cell_width(label) / 2 * _CHIP_POINTS * 4 / 3 * 1.05 + 42


def _title(deck: Deck, slide: Slide) -> Page:
    sheet = _Sheet(deck)
    title = fitted(slide.title, INNER, 270, (54, 48, 40, 32, 24), phrases=True)
    top = 250 if len(title.lines) < _MANY else 200
    box = Box(LEFT, top, INNER, max(80.0, title.height))
    sheet.shapes.placeholder("ctrTitle", box, body([sheet.set(title, bold=True)]))
    above = [fitted(text, INNER, 60, (28, 24, 20)) for text in (slide.lead, slide.label) if text]
    looks = (MUTED, PRIMARY)
    words = [sheet.set(fit, colour=one, bold=one == PRIMARY) for fit, one in zip(above, looks, strict=False)]
    sheet.shapes.text(Box(LEFT, top - 120, INNER, 110), body(words, anchor="b"), name="above")
    below = [fitted(text, INNER, 60, (28, 24, 20)) for text in slide.below]
    if below:
        box = Box(LEFT, top + title.height + 34, INNER, sum(fit.height for fit in below))
        text = body([sheet.set(fit) for fit in below])
        sheet.shapes.placeholder("subTitle", box, text, index=1)
    return sheet.finish("title", slide, slide.notes)


def _agenda(deck: Deck, slide: Slide) -> Iterator[Page]:
    """Yield the timetable: the hours first and largest, bars as long as the minutes, breaks hollow."""
    most = most_rows()
    groups = [slide.agenda[start : start + most] for start in range(0, len(slide.agenda), most)] or [()]
    longest = max((line.minutes or 0 for line in slide.agenda), default=0)
    for number, lines in enumerate(groups, 1):
        sheet = _Sheet(deck)
        _header(sheet, slide, _counted(number, len(groups)))
        if slide.lead:
            width = cell_width(clean(slide.title)) / 2 * 36 * 4 / 3 + 46
            words = sheet.line(slide.lead, 20, MUTED)
            beside = Box(LEFT + width, _HEADER.top + 4, max(200, INNER - width), 52)
            sheet.shapes.text(beside, body([words], anchor="ctr"), name="when")
        timetable(sheet.shapes, lines, longest, sheet.tag)
        yield sheet.finish("text", slide, slide.notes if number == 1 else "")


def _question(deck: Deck, slide: Slide) -> Iterator[Page]:
    """Yield one question, as large as it can be; how it is gone through stands below it."""
    below = _below_height(slide.below)
    room = BOTTOM - TOP - (below + _GAP * 2 if below else 0)
    fit = fitted(slide.lead, INNER, room, question_sizes(), phrases=True)
    parts = _split(fit, room)
    for number, part in enumerate(parts, 1):
        sheet = _Sheet(deck)
        box = Box(LEFT, TOP + 8, INNER, room)
        sheet.shapes.placeholder("title", box, body([sheet.set(part, bold=True)], anchor="ctr"))
        title = "" if slide.title == slide.lead else clean(slide.title)
        name = f"{title}{_counted(number, len(parts))}"
        width = RIGHT - LEFT - _chip_width(slide.label) - 26
        small = fitted(name, width, 60, (24, 22, 20, SMALLEST))
        sheet.chip(slide.label)
        beside = Box(RIGHT - width, _HEADER.top, width, 60)
        if name:
            sheet.shapes.text(beside, body([sheet.set(small, bold=True)], anchor="ctr"), name="activity")
        _below(sheet, slide.below)
        yield sheet.finish("question", slide, slide.notes if number == 1 else "")


def _break(deck: Deck, slide: Slide) -> Page:
    sheet = _Sheet(deck)
    _header(sheet, slide)
    fit = fitted(slide.lead, INNER, 260, (80, 66, 54, 44, 36, 28))
    words = sheet.set(fit, bold=True, colour=PRIMARY)
    sheet.shapes.placeholder("body", Box(LEFT, 210, INNER, 260), body([words], anchor="ctr"), index=1)
    _below(sheet, slide.below)
    return sheet.finish("text", slide, slide.notes)


def _points(deck: Deck, slide: Slide) -> Iterator[Page]:
    """Yield a list, on as many slides as it takes; its lead stands over it on the first."""
    below = _below_height(slide.below)
    room = BOTTOM - TOP - (below + _GAP * 2 if below else 0)
    lead = fitted(slide.lead, INNER, room * 0.4, (32, 28, 24)) if slide.lead else Fit(24, ())
    kept = list(_split(lead, room))
    whole = sum(part.height for part in kept[:1])
    fits = _list(slide.points, room - whole - (_GAP * 2 if whole else 0))
    groups = _grouped([*kept[1:], *fits], kept[0], room)
    for number, group in enumerate(groups, 1):
        sheet = _Sheet(deck)
        _header(sheet, slide, _counted(number, len(groups)))
        words = [
            sheet.set(fit, bold=True, after=_GAP * 1.5)
            if fit in kept and fit.lines
            else sheet.set(fit, bullet=len(slide.points) > 1, after=_GAP)
            for fit in group
            if fit.lines
        ]
        if words:
            sheet.shapes.placeholder("body", Box(LEFT, TOP + 8, INNER, room), body(words), index=1)
        _below(sheet, slide.below)
        yield sheet.finish("text", slide, slide.notes if number == 1 else "")


def _list(texts: Sequence[str], room: float) -> list[Fit]:
    """Return entries at the largest size at which all of them fit on a slide, else each cut to one."""
    for points in (*_SIZES, _SPLIT_SIZE):
        width = cells(points, INNER - points * 1.5)
        found = [Fit(points, tuple(wrap(clean(text).strip("\n"), width))) for text in texts]
        if sum(fit.height + _GAP for fit in found) <= room:
            return found
    return [part for fit in found for part in _split(fit, room)]


def _grouped(fits: list[Fit], lead: Fit, room: float) -> list[list[Fit]]:
    """Return which entries stand on which slide, the lead on the first."""
    groups: list[list[Fit]] = [[lead]]
    used = lead.height + (_GAP * 2 if lead.lines else 0)
    for fit in fits:
        if used + fit.height > room and any(one.lines for one in groups[-1]):
            groups.append([])
            used = 0
        groups[-1].append(fit)
        used += fit.height + _GAP
    return groups


def _split(fit: Fit, room: float) -> list[Fit]:
    """Return a text in pieces that each fit into a room."""
    most = max(1, int(room // line_height(fit.points)))
    lines = fit.lines
    return [Fit(fit.points, lines[start : start + most]) for start in range(0, len(lines), most)] or [fit]


def _counted(number: int, count: int) -> str:
    return f"（{number}/{count}）" if count > 1 else ""


_BELOW_SIZES = (25, 22, 20, SMALLEST)
_MOST_BELOW = 190
_BELOW_WIDTH = INNER - 36


def _below_fits(texts: Sequence[str]) -> list[Fit]:
    """Return the lines below; of texts that have no room there at any size, the beginning."""
    found: list[Fit] = []
    for points in _BELOW_SIZES:
        found = [Fit(points, tuple(wrap(clean(text), cells(points, _BELOW_WIDTH)))) for text in texts]
        if sum(fit.height for fit in found) <= _MOST_BELOW:
            return found
    return list(_beginning(found))


def _beginning(fits: Iterable[Fit]) -> Iterator[Fit]:
    """Yield of texts what has room below, with the sign that there is more."""
    left = int(_MOST_BELOW // line_height(SMALLEST))
    for fit in fits:
        lines = list(fit.lines[:left])
        if lines and len(lines) < len(fit.lines):
            width = cells(fit.points, _BELOW_WIDTH)
            lines[-1] = cut(lines[-1], width - cell_width(CUT)).removesuffix(CUT) + CUT
        left -= len(lines)
        if lines:
            yield fit._replace(lines=tuple(lines))


def _below_height(texts: Sequence[str]) -> float:
    return sum(fit.height for fit in _below_fits(texts))


def _below(sheet: _Sheet, texts: Sequence[str]) -> None:
    """Add the lines that stand lowest, behind a thick line."""
    fits = _below_fits(texts)
    height = sum(fit.height for fit in fits)
    if not height:
        return
    top = BOTTOM - height
    sheet.shapes.edge(Box(LEFT, top, 10, height), ACCENT)
    words = [sheet.set(fit, bold=True, colour=TEXT) for fit in fits]
    sheet.shapes.text(Box(LEFT + 36, top, _BELOW_WIDTH, height), body(words), name="below")
