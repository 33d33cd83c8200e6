"""From a wish to a file: the product made, written in its format, put in its place; what is to be said."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jusou_tui.export.formats import render
from jusou_tui.export.writing import check_free, put
from jusou_tui.report.documents.kinds import Wish, kind_of, make
from jusou_tui.report.documents.model import Made
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text


class Exported(NamedTuple):
    """A file that was written, and sentences about it: what was left out, and what was missing."""

    path: Path
    sentences: tuple[str, ...]


def export(wish: Wish, what: str, path: Path, *, replace: bool = False) -> Exported:
    """Write the product `what`, in the format of the path's ending.

    `wish` need not name what the path and `what` say. Raises InputError where it cannot be had so, where the
    extra for its format is missing or where something is there already; OSError where it cannot be written.
    """
    ending = path.suffix.lower()
    kind = kind_of(what, ending)
    check_free(path, replace=replace)  # before the work, not behind it
    made = make(kind, wish._replace(detail=what.partition(":")[2], ending=ending))
    put(path, render(made.product, ending), replace=replace)
    return Exported(path, sentences(made))


def sentences(made: Made) -> tuple[str, ...]:
    """Return what was left out of a product and why, and what was not known; never the texts themselves."""
    left = (t(one.message_id, count=one.number, name=one.name) for one in made.left_out)
    missing = list_text(map(t, made.missing))
    return (*left, t("export.missing", what=missing)) if missing else tuple(left)
