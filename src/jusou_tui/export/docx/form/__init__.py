"""A town's own form, a Word file with fields in double braces: read, checked, filled.

Owns: what a form may be (`package`), where its fields are and which cannot be filled (`places`, `checking`),
how they are filled (`filling`). A form is data: a name in braces is looked up among the fields that there
are (`report/documents/form_fields.py`) and nothing is ever computed, so that a form from anywhere does no
harm. What is repeated needs no marks: a row, or paragraphs, with fields of a list stand once per entry.
"""

from __future__ import annotations

from pathlib import Path

from jusou_tui.errors import FileProblems, InputError, Problem
from jusou_tui.export.docx.form.checking import has_fields, problems_of
from jusou_tui.export.docx.form.filling import filled
from jusou_tui.export.docx.form.package import FormPackage, read_form
from jusou_tui.report.documents.form_fields import FormValues

MOST_PROBLEMS = 20


def checked(path: Path) -> FormPackage:
    """Return a form that can be filled.

    Raises FileProblems for all that is wrong with it, InputError where it has no field at all, OSError.
    """
    try:
        form = read_form(path)
    except InputError as error:
        problem = Problem(path, 0, 0, "", error.message_id, error.facts)
        raise FileProblems("form.invalid", path, [problem]) from error
    found = problems_of(form)
    if found:
        raise FileProblems("form.invalid", path, found[:MOST_PROBLEMS], max(0, len(found) - MOST_PROBLEMS))
    if not has_fields(form):
        raise InputError("form.no_fields", path=path)
    return form


def fill(form: FormPackage, values: FormValues) -> bytes:
    """Return a checked form with its fields filled, as a Word file that opens.

    Raises InputError where the result would be too large or would not open.
    """
    return filled(form, values)
