"""The documents of sheets: blank ones of a curriculum or a session, filled ones of a session."""

from __future__ import annotations

from jusou_tui.curriculum.model import Curriculum, Worksheet
from jusou_tui.errors import InputError
from jusou_tui.report.documents.brought import Examples, examples_for
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import Document, LeftOut, Made, Section
from jusou_tui.report.documents.run_title import run_title
from jusou_tui.report.documents.sheets.choice import (
    copies_of,
    filled,
    single,
    step_of,
    without_private,
    worksheets_of,
)
from jusou_tui.report.documents.sheets.page import Place, blank_pages, filled_page
from jusou_tui.session.programme.run_steps import step_of as step_by_key

_WORKBOOKS = frozenset({".xlsx", ".csv"})
_SPARE = {".docx": 3, ".html": 2}
"""Lines of text by which these take more room than PDF: fields below titles, lines broken at phrases."""


def make(wish: Wish) -> Made:
    """Return the sheets that are asked for.

    Without `wish.detail` it is a blank one of each worksheet, of the wish's step or of all, with its worked
    example behind it. `wish.detail` names one: a filled sheet of the session by its id, the filled ones of a
    worksheet by its id, a blank one where nobody filled it. Raises InputError where there is none, or where
    it is withheld.
    """
    if wish.ending in _WORKBOOKS:
        from jusou_tui.report.documents import sheet_forms

        return sheet_forms.make(wish)
    curriculum = wish.curriculum
    if curriculum is None:
        raise InputError("export.needs_curriculum")
    if not wish.detail:
        worksheets = list(worksheets_of(wish, curriculum))
        if not worksheets:
            raise InputError("paper.no_sheets")
        examples = examples_for(wish)
        sections = [page for one in worksheets for page in _blank(wish, curriculum, one, examples)]
        return Made(_document(wish, curriculum, sections), examples.left_out)
    there = filled(wish, curriculum)
    if not there:
        worksheet, _, _ = single(wish, curriculum)
        examples = examples_for(wish)
        blank = _blank(wish, curriculum, worksheet, examples)
        return Made(_document(wish, curriculum, blank, worksheet.name), examples.left_out)
    pages, left_out = [], 0
    for worksheet, key, sheet in there:
        shown = without_private(wish, curriculum, key, sheet)
        left_out += len(sheet.rows) - len(shown.rows)
        pages.append(filled_page(worksheet, shown, _place(wish, curriculum, worksheet)))
    gone = (LeftOut("export.left_out_private_todos", left_out),) if left_out else ()
    return Made(_document(wish, curriculum, pages, there[0][0].name), gone)


def _blank(wish: Wish, curriculum: Curriculum, worksheet: Worksheet, examples: Examples) -> list[Section]:
    """Return the copies of a blank worksheet, and its example."""
    example = examples.supplement.example(worksheet.id)
    copies = copies_of(wish, curriculum, worksheet)
    return blank_pages(worksheet, copies, example, _place(wish, curriculum, worksheet))


def _place(wish: Wish, curriculum: Curriculum, worksheet: Worksheet) -> Place:
    """Return where a sheet is used: town and run, the meeting, the sheet."""
    step = step_by_key(curriculum, step_of(wish, curriculum, worksheet))
    names = [_run(wish, curriculum), step.label if step else "", worksheet.name]
    return Place("　".join(filter(None, names)), wish.large, _SPARE.get(wish.ending, 0))


def _run(wish: Wish, curriculum: Curriculum) -> str:
    if wish.session is None:
        return curriculum.programme.short_title or curriculum.programme.title
    meta = wish.session.session
    return run_title(meta.organisation, meta.title)


def _document(wish: Wish, curriculum: Curriculum, pages: list[Section], name: str = "") -> Document:
    title = "　".join(filter(None, (_run(wish, curriculum), name)))
    return Document(title, tuple(pages), title, curriculum.language)
