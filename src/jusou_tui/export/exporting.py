"""From a wish to a file: the product made, written in its format, put in its place; what is to be said."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jusou_tui.errors import InputError, Phrase
from jusou_tui.export.formats import FORM_ENDINGS, FORMS, loaded, render
from jusou_tui.export.writing import check_free, put
from jusou_tui.report.documents.kinds import Wish, kind_of, make
from jusou_tui.report.documents.model import Made
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text


class Exported(NamedTuple):
    """A file that was written, and sentences about it: what was left out, and what was missing.

    `left_out`: the message ids of what was left out.
    """

    path: Path
    sentences: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def export(
    wish: Wish, what: str, path: Path, *, replace: bool = False, template: Path | None = None
) -> Exported:
    """Write the product `what`, in the format of the path's ending.

    `wish` need not name what the path and `what` say. `template`: a town's own form, which is filled. Raises
    InputError where it cannot be had so, where the extra for its format is missing or where something is
    there already; FileProblems for a form that cannot be filled; OSError where it cannot be written.
    """
    ending = path.suffix.lower()
    kind = kind_of(what, ending)
    check_free(path, replace=replace, read=() if template is None else (template,))  # before the work
    made = make(kind, wish._replace(detail=what.partition(":")[2], ending=ending))
    in_form = _InForm(None) if template is None else _filled(made, what, template, path)
    put(path, render(made.product, ending) if in_form.data is None else in_form.data, replace=replace)
    left_out = tuple(one.message_id for one in made.left_out)
    return Exported(path, (*sentences(made), *in_form.sentences), left_out)


class _InForm(NamedTuple):
    """A filled form; None where it cannot be written, and why."""

    data: bytes | None
    sentences: tuple[str, ...] = ()


def _filled(made: Made, what: str, template: Path, path: Path) -> _InForm:
    """Return a town's form with what the product puts into it."""
    ending = path.suffix.lower()
    if made.form is None or ending not in FORMS or template.suffix.lower() not in FORM_ENDINGS:
        raise InputError("form.not_for_this", what=what, template=template.name, path=path.name)
    module = loaded(FORMS[ending], ending)
    form = module.checked(template)
    try:
        data: bytes = module.fill(form, made.form)
    except InputError as error:
        why = Phrase(error.message_id, error.facts)
        return _InForm(None, (t("form.own_layout", why=why),))
    return _InForm(data, tuple(map(t, form.notes)))


def sentences(made: Made) -> tuple[str, ...]:
    """Return what was left out of a product and why, and what was not known; never the texts themselves."""
    left = (t(one.message_id, count=one.number, name=one.name) for one in made.left_out)
    missing = list_text(map(t, made.missing))
    return (*left, t("export.missing", what=missing)) if missing else tuple(left)
