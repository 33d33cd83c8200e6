"""Which module writes which product with which ending, and which extra it needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from jusou_tui.errors import InputError
from jusou_tui.native_parts import PARTS, refused_part, refused_parts
from jusou_tui.paths import is_portable
from jusou_tui.report.documents.model import Calendar, Deck, Document, Product, Workbook

_HOME = "jusou_tui.export"


class Format(NamedTuple):
    """A format: the module with `render`, and the extra that brings its library, "" where it needs none."""

    module: str
    extra: str = ""


FORMATS: Mapping[type, Mapping[str, Format]] = {
    Document: {
        ".docx": Format(f"{_HOME}.docx", "office"),
        ".html": Format(f"{_HOME}.html"),
        ".md": Format(f"{_HOME}.md"),
        ".pdf": Format(f"{_HOME}.pdf", "pdf"),
    },
    Deck: {".pptx": Format(f"{_HOME}.pptx", "office")},
    Workbook: {".xlsx": Format(f"{_HOME}.xlsx", "office"), ".csv": Format(f"{_HOME}.csv")},
    Calendar: {".ics": Format(f"{_HOME}.ics", "calendar"), ".csv": Format(f"{_HOME}.calendar_csv")},
}
FORMS: Mapping[str, Format] = {".docx": Format(f"{_HOME}.docx.form", "office")}
"""Ending -> what fills a town's own form."""
FORM_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
"""Of files that may be forms; those with macros are refused in words."""


def render(product: Product, ending: str) -> bytes:
    """Return the product as the bytes of a file with that ending.

    Raises InputError where the extra is not installed that brings the format's library.
    """
    data: bytes = loaded(FORMATS[type(product)][ending], ending).render(product)
    return data


def loaded(form: Format, ending: str) -> ModuleType:
    """Return a format's module.

    Raises InputError where the extra is not installed that it needs, PartRefused where the system does not
    load a part of it.
    """
    try:
        return import_module(form.module)
    except ModuleNotFoundError as error:
        if not form.extra or (error.name or "").startswith("jusou_tui"):
            raise
        missing = "export.extra_not_carried" if is_portable() else "export.extra_missing"
        raise InputError(missing, ending=ending, extra=form.extra) from error
    except ImportError as error:  # some libraries hide which part was refused
        of_extra = (part for part in PARTS if part.extra == form.extra)
        if refused := refused_part(error) or next(iter(refused_parts(of_extra)), None):
            raise refused from error
        raise
