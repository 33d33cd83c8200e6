"""A sheet on its pages: title and fields, what it is for, its caution, its parts, a box at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jusou_tui.curriculum.model import Worksheet
from jusou_tui.curriculum.supplement import Example
from jusou_tui.report.blocks import Item, Pairs, Paragraph, ReportHeading
from jusou_tui.report.documents.model import Checks, DocumentBlock, Fields, NewPage, Notice, Section
from jusou_tui.report.documents.sheets.body import body, lies_across, written
from jusou_tui.report.documents.sheets.choice import Copy, blank_sheet
from jusou_tui.report.documents.sheets.fitting import fitted
from jusou_tui.report.documents.sheets.measures import Measures, page_for
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.example import example_sheet
from jusou_tui.session.worksheets.layout import SheetLayout, new_rows, sheet_layout
from jusou_tui.wording import t

_TITLE = 2.1
"""The height of a title in lines of text."""


class Place(NamedTuple):
    """Where a sheet is used: `footer` names town, meeting and sheet; `large`: in large print.

    `spare`: lines of text that a format may need more than estimated.
    """

    footer: str
    large: bool = False
    spare: float = 0


def blank_pages(
    worksheet: Worksheet, copies: Sequence[Copy], example: Example | None, place: Place
) -> list[Section]:
    """Return copies of a blank sheet to write on by hand, and behind them its worked example.

    What the sheet is for stands on it; where that would take the room to write, behind it, on the example's
    page if there is one.
    """
    layout = sheet_layout(worksheet, blank_sheet(worksheet).model_copy(update={"rows": new_rows(worksheet)}))
    aims = _aims(worksheet)
    collected: list[DocumentBlock] = [Checks((t("paper.collected"),))] if worksheet.sensitive else []
    around = (*_title(worksheet, Copy()), *_cautions(worksheet), *collected)
    parts = layout.parts
    usual = page_for(landscape=lies_across(layout), large=place.large, spare=place.spare)
    closer = usual._replace(close=True)
    tries = (usual, closer, *([closer._replace(least=2)] if len(parts) == 1 else []))
    page = next((one for one in tries if fitted(parts, one, _height(around, one))), usual)
    used = _height(around, page)
    with_aims = used + _height(aims, page)
    on_one_page = fitted(parts, page, used)
    has_room = fitted(parts, page, with_aims) or (not on_one_page and fitted(parts[:1], page, with_aims))
    above, behind = (aims, ()) if has_room else ((), aims)
    blocks = [*above, *body(layout, page, with_aims if has_room else used), *collected]
    if example is None and behind:
        blocks += [NewPage(), ReportHeading(t("paper.how_to", name=worksheet.name)), *behind]
    pages = [
        _section([*_title(worksheet, copy), *_cautions(worksheet), *blocks], page, place) for copy in copies
    ]
    return pages if example is None else [*pages, _example_page(worksheet, example, behind, place)]


def _example_page(
    worksheet: Worksheet, example: Example, aims: Sequence[DocumentBlock], place: Place
) -> Section:
    """Return the worked example of a worksheet, which says that it is one."""
    layout = sheet_layout(worksheet, example_sheet(worksheet, example))
    page = page_for(landscape=lies_across(layout), large=place.large)
    about = [Paragraph(text) for text in (example.title, example.about) if text]
    blocks: list[DocumentBlock] = [
        ReportHeading(t("supplement.example_of", name=worksheet.name)),
        Notice(t("paper.example"), t("supplement.example_is_invented")),
        *aims,
        *about,
        *written(layout),
    ]
    return _section(blocks, page._replace(close=True), place)


def filled_page(worksheet: Worksheet, sheet: Sheet, place: Place) -> Section:
    """Return a sheet with what is written in it."""
    layout = sheet_layout(worksheet, sheet)
    page = page_for(landscape=lies_across(layout), large=place.large)
    title = f"{worksheet.name}　{sheet.title}".strip("　")
    notice = [_notice(worksheet)] if worksheet.sensitive else []
    blocks: list[DocumentBlock] = [
        ReportHeading(title),
        *notice,
        *written(layout),
        *_leftover(layout),
    ]
    return _section(blocks, page, place)


def _section(blocks: list[DocumentBlock], page: Measures, place: Place) -> Section:
    return Section(tuple(blocks), page.paper, page.landscape, page.points, place.footer, page.close)


def _title(worksheet: Worksheet, copy: Copy) -> list[DocumentBlock]:
    return [ReportHeading(worksheet.name), Fields(tuple(_fields(worksheet, copy)))]


def _fields(worksheet: Worksheet, copy: Copy) -> list[str]:
    """Return what is filled at the head of a sheet: the case, who wrote it, the day."""
    labels = []
    if worksheet.per_case:
        labels.append(copy.case or t("supplement.title_label"))
    if worksheet.per_member or (worksheet.per_case and not worksheet.large_print):
        labels.append(f"{t('supplement.person_label')}　{copy.person}".strip("　"))
    return [*labels, t("paper.day")]


def _cautions(worksheet: Worksheet) -> list[DocumentBlock]:
    return [_notice(worksheet)] if worksheet.sensitive or worksheet.caution else []


def _aims(worksheet: Worksheet) -> tuple[DocumentBlock, ...]:
    """Return the goal and the hints."""
    goal = [Paragraph(worksheet.goal)] if worksheet.goal else []
    return (*goal, *(Item(hint) for hint in worksheet.hints))


def _notice(worksheet: Worksheet) -> Notice:
    label = t("sheet.sensitive") if worksheet.sensitive else t("supplement.caution")
    return Notice(label, worksheet.caution or t("sheet.caution"))


def _leftover(layout: SheetLayout) -> list[DocumentBlock]:
    """Return what stands in cells that the worksheet no longer has."""
    if not layout.leftover:
        return []
    rows = tuple((" / ".join(cell.headings), cell.text) for cell in layout.leftover)
    return [ReportHeading(t("sheet.leftover"), 2), Pairs(rows)]


def _height(blocks: Sequence[DocumentBlock], page: Measures) -> float:
    """Return about how high the blocks above and below a sheet's parts are."""
    height = 0.0
    for block in blocks:
        match block:
            case ReportHeading():
                height += _TITLE * page.text
            case Notice():
                height += page.texts((block.text,), 0.82) + page.text * 0.6
            case Paragraph():
                height += page.texts((block.text,), 0.97) + page.text * 0.3
            case Item():
                height += page.texts((block.text,), 0.97)
            case Checks():
                height += page.texts(block.texts) + page.text * 0.5
    return height
