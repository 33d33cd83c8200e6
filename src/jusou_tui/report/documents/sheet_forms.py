"""Worksheets as forms of a workbook: to be filled on a PC, and taken in again."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_tui.curriculum.addresses import layout_of
from jusou_tui.curriculum.model import Block, Curriculum, Worksheet
from jusou_tui.curriculum.supplement import Example
from jusou_tui.errors import InputError
from jusou_tui.report.documents.brought import examples_for
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import FormLine, LeftOut, Made, Workbook, WorkbookForm
from jusou_tui.report.documents.sheets.choice import (
    blank_sheet,
    case_titles,
    filled,
    single,
    without_private,
    worksheets_of,
)
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.example import example_sheet
from jusou_tui.session.worksheets.layout import new_rows, number_column
from jusou_tui.session.worksheets.lines import PERSON_KEY, TITLE_KEY, Line, SheetKey, block_lines
from jusou_tui.wording import t

_ACROSS = 116
"""How many half-width characters fit on A4, landscape, in 12 points."""
_NARROW, _SHORT, _HEADING = 6, 16, 30
_SHARED = 0
"""The width of a column that shares what the others leave."""
_SHORT_PARTS = frozenset({"owner", "due"})
_MOST_LINES = 30
_ENTRIES = 4
"""Lines of a zone."""
_ROWS = 10
"""Empty lines of a table at least."""
_HIGH = {"heads": 1, "cell": 5, "row": 2, "entry": 2}
"""Lines of space to write in."""


def make(wish: Wish) -> Made:
    """Return a form for each worksheet, of the wish's step or of all, each with its example.

    `wish.detail` names a sheet of the session by its id, or those of a worksheet by that one's, as they are
    filled; a blank one where nobody filled it. Raises InputError where there is none, or it is withheld.
    """
    curriculum = wish.curriculum
    if curriculum is None:
        raise InputError("export.needs_curriculum")
    examples = examples_for(wish)
    title = wish.session.session.title if wish.session else curriculum.programme.short_title
    forms: list[WorkbookForm] = []
    left_out = 0
    for worksheet, sheet, key in _chosen(wish, curriculum):
        shown = without_private(wish, curriculum, key.sheet or "", sheet)
        left_out += len(sheet.rows) - len(shown.rows)
        forms.append(form_of(worksheet, shown, key))
        example = examples.supplement.example(worksheet.id)
        if example is not None and all(one.name != _example_name(worksheet) for one in forms):
            forms.append(example_form(worksheet, example))
    gone = (LeftOut("export.left_out_private_todos", left_out),) if left_out else ()
    return Made(Workbook(title, tuple(forms), curriculum.language), (*gone, *examples.left_out))


def form_of(worksheet: Worksheet, sheet: Sheet, key: SheetKey) -> WorkbookForm:
    """Return a form with what is written in a sheet of the worksheet, else with what a new one says."""
    name = f"{sheet.title} {worksheet.name}".strip()
    is_new = key.sheet is None
    if is_new and not sheet.rows:
        sheet = sheet.model_copy(update={"rows": new_rows(worksheet)})
    fields = _blocks(worksheet, sheet, blank=True, ids=not is_new)
    lines = [*_head(worksheet), *_labels(worksheet, sheet), *fields]
    return WorkbookForm(name, _widths(worksheet), tuple(lines), str(key))


def example_form(worksheet: Worksheet, example: Example) -> WorkbookForm:
    """Return the example of a worksheet, to be read only."""
    sheet = example_sheet(worksheet, example)
    title = FormLine("title", (_example_name(worksheet),))
    notes = [
        FormLine("note", (text,)) for text in (t("supplement.example_is_invented"), example.about) if text
    ]
    lines = [title, *notes, FormLine("space"), *_blocks(worksheet, sheet, blank=False)]
    return WorkbookForm(_example_name(worksheet), _widths(worksheet), tuple(lines))


def _example_name(worksheet: Worksheet) -> str:
    return t("supplement.example_of", name=worksheet.name)


def _chosen(wish: Wish, curriculum: Curriculum) -> Iterator[tuple[Worksheet, Sheet, SheetKey]]:
    """Yield worksheets, what is written in them, and what they are found again by."""
    if wish.detail and (there := filled(wish, curriculum)):
        yield from ((worksheet, sheet, SheetKey(worksheet.id, key)) for worksheet, key, sheet in there)
        return
    if wish.detail:
        worksheet, _, sheet = single(wish, curriculum)
        yield worksheet, sheet, SheetKey(worksheet.id)
        return
    for worksheet in worksheets_of(wish, curriculum):
        for title in case_titles(wish, curriculum, worksheet):
            yield worksheet, blank_sheet(worksheet, title), SheetKey(worksheet.id)


def _head(worksheet: Worksheet) -> Iterator[FormLine]:
    yield FormLine("title", (worksheet.name,))
    if worksheet.caution:
        label = t("sheet.sensitive") if worksheet.sensitive else t("supplement.caution")
        yield FormLine("note", (f"【{label}】 {worksheet.caution}",))
    yield from (FormLine("note", (text,)) for text in (worksheet.goal, *worksheet.hints) if text)


def _labels(worksheet: Worksheet, sheet: Sheet) -> Iterator[FormLine]:
    if worksheet.per_case or sheet.title:
        yield FormLine("entry", (t("supplement.title_label"), sheet.title), TITLE_KEY)
    yield FormLine("entry", (t("supplement.person_label"), ""), PERSON_KEY)


def _blocks(worksheet: Worksheet, sheet: Sheet, *, blank: bool, ids: bool = False) -> Iterator[FormLine]:
    """Yield the lines of all blocks. `ids`: free rows are found again by the ids that they have."""
    for block in worksheet.blocks:
        yield FormLine("space")
        if block.title:
            yield FormLine("note", (f"■ {block.title}",))
        yield from (FormLine("note", (hint,)) for hint in block.hints)
        for line in block_lines(worksheet, block, sheet, _blank_lines(block) if blank else 0):
            found = line if ids else line._replace(row=None)
            yield _form_line(found)._replace(lines=_HIGH[line.kind] if blank else 1)


def _blank_lines(block: Block) -> int:
    return min(max(block.blank_rows, _ROWS), _MOST_LINES) if block.columns else _ENTRIES


def _form_line(line: Line) -> FormLine:
    hints = (*line.hints, *[""] * len(line.cells))
    if line.kind == "heads":
        groups = (*line.groups, *[""] * len(line.cells))
        cells = [
            "\n".join(filter(None, (title, group and f"（{group}）", hint)))
            for title, group, hint in zip(line.cells, groups, hints, strict=False)
        ]
        return FormLine("heads", tuple(cells))
    headings = sum(not place for place in line.addresses)
    cells = [
        f"{text}\n{hint}" if hint and not place else text
        for text, place, hint in zip(line.cells, line.addresses, hints, strict=False)
    ]
    return FormLine("entry", tuple(cells), line.key, headings)


def _widths(worksheet: Worksheet) -> tuple[int, ...]:
    """Return the widths of the columns: what is short gets little, the rest shares the page."""
    wanted: dict[int, int] = {}
    for block in worksheet.blocks:
        for place, width in enumerate(_column_widths(worksheet, block)):
            wanted[place] = max(wanted.get(place, _SHARED), width)
    shared = [place for place, width in wanted.items() if width == _SHARED]
    share = (_ACROSS - sum(wanted.values())) // len(shared) if shared else 0
    return tuple(wanted[place] or max(share, _SHORT) for place in range(len(wanted)))


def _column_widths(worksheet: Worksheet, block: Block) -> list[int]:
    """Return the widths of a block's columns from the left."""
    if layout_of(worksheet, block) != "table":
        beside = [] if block.columns and not block.rows else [_HEADING]
        return [*beside, *[_SHARED] * max(len(block.columns), 1)]
    number = number_column(block)
    widths = [_SHORT if column.todo in _SHORT_PARTS else _SHARED for column in block.columns]
    return [_NARROW, *widths[1:]] if number else widths or [_SHARED]
