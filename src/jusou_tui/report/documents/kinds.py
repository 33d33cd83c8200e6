"""Which products there are, what each is made of, and in which formats it can be had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.report.documents.model import Groupware, Made
from jusou_tui.session.model.records import Session
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, list_text

DOCUMENT = (".docx", ".html", ".md", ".pdf")


class Wish(NamedTuple):
    """What is asked for.

    `session` is None where a curriculum is exported as it is; `curriculum` where the one of a session cannot
    be found. `path`: the file that it comes from. `now`: when it is exported. `step`: the meeting, None: the
    one that is due, or all. `detail`: what stands behind the colon (`sheet:ID`). `sheets`: single sheets
    that are to be in it although they are withheld, by their ids or their worksheets'. `ending`: of the file,
    as some products differ by it. `large`: A3 in large print. `blank`: a single sheet without what is
    written in it. `examples`: blank sheets with their worked examples. `people`, `cases`, `start`: of a
    curriculum's meeting, which has none of its own. `program`: whose CSV dates are written as. `speakers`:
    minutes name them. `sizes`, `phases`: only cards of these, of any without one.
    """

    session: Session | None
    curriculum: Curriculum | None
    path: Path
    now: datetime
    step: str | None = None
    detail: str = ""
    sheets: frozenset[str] = frozenset()
    include_private: bool = False
    include_sensitive: bool = False
    speakers: bool = False
    ending: str = ".docx"
    large: bool = False
    blank: bool = False
    examples: bool = True
    people: int | None = None
    cases: int | None = None
    start: str | None = None
    program: Groupware = "cybozu"
    sizes: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()


class Kind(NamedTuple):
    """A product: the module whose `make(wish)` makes it, the endings it is written in, what it needs.

    `label`: the message id of what it is called. `of_meeting`: it is about one meeting, hence asks for which.
    `takes`: the fields of a wish that only some products go by, and this one does.
    """

    module: str
    endings: tuple[str, ...]
    label: str
    needs: Literal["session", "curriculum", "either"] = "either"
    of_meeting: bool = False
    takes: frozenset[str] = frozenset()


_OPTIONS: Mapping[str, str] = {
    "large": "--large",
    "examples": "--no-examples",
    "speakers": "--speakers",
    "people": "--participants",
    "cases": "--cases",
    "start": "--start",
    "program": "--for",
    "sizes": "--size",
    "phases": "--phase",
}
"""The fields of a wish that only some products go by, and the options that set them."""
_PLAN = frozenset({"people", "cases", "start"})
_PAPER = frozenset({"large", "examples", "people", "cases"})

_HOME = "jusou_tui.report.documents"
KINDS: Mapping[str, Kind] = {
    "minutes": Kind(
        f"{_HOME}.minutes.document",
        DOCUMENT,
        "minutes.title",
        "session",
        of_meeting=True,
        takes=frozenset({"speakers"}),
    ),
    "form": Kind(f"{_HOME}.minutes.form", (".docx",), "form.title"),
    "proposal": Kind(f"{_HOME}.programme.proposal", DOCUMENT, "minutes.proposal", "curriculum"),
    "record": Kind(f"{_HOME}.record", DOCUMENT, "export.what_record"),
    "agenda": Kind(
        f"{_HOME}.meetings.agenda", DOCUMENT, "agenda.what", "curriculum", of_meeting=True, takes=_PLAN
    ),
    "cards": Kind(
        f"{_HOME}.cards",
        (*DOCUMENT, ".pptx"),
        "supplement.cards_title",
        "curriculum",
        takes=frozenset({"sizes", "phases"}),
    ),
    "calendar": Kind(
        f"{_HOME}.meetings.calendar",
        (".ics", ".csv"),
        "calendar.what",
        "session",
        takes=frozenset({"program"}),
    ),
    "table": Kind(f"{_HOME}.meetings.tables", (".xlsx", ".csv"), "tables.product", "session"),
    "slides": Kind(
        f"{_HOME}.meetings.slides", (".pptx",), "common.slides", "curriculum", of_meeting=True, takes=_PLAN
    ),
    "sheets": Kind(
        f"{_HOME}.sheets.making", (*DOCUMENT, ".xlsx"), "export.what_sheets", "curriculum", takes=_PAPER
    ),
    "sheet": Kind(
        f"{_HOME}.sheets.making",
        (*DOCUMENT, ".xlsx", ".csv"),
        "export.what_sheet",
        "curriculum",
        takes=_PAPER,
    ),
}
"""WHAT -> how it is made. `sheet` is written with its id behind a colon."""


def kind_name(given: str) -> str:
    """Return WHAT for a product that is called as it is on the pages, `会議録`; anything else as it is."""
    return next((name for name, kind in KINDS.items() if given == t(kind.label) and name != "sheet"), given)


def kind_of(what: str, ending: str) -> Kind:
    """Return the product that is named `what`, to be had with that ending. Raises InputError."""
    name, colon, key = what.partition(":")
    kind = KINDS.get(name)
    if kind is None or bool(colon) != (name == "sheet") or (colon and not key.strip()):
        known = list_text(
            (f"{one}:ID" if one == "sheet" else one) + bracketed(t(shown.label))
            for one, shown in KINDS.items()
        )
        raise InputError("export.unknown_what", given=what, known=known)
    if ending not in kind.endings:
        given, known = ending or t("minutes.none"), " ".join(kind.endings)
        raise InputError("export.unknown_ending", what=name, given=given, known=known)
    return kind


def make(kind: Kind, wish: Wish) -> Made:
    """Return the product.

    Raises InputError where the session or the curriculum does not have it, or what is asked for is not its.
    """
    asked = wish._asdict()
    for field, option in _OPTIONS.items():
        if field not in kind.takes and asked[field] != Wish._field_defaults[field]:
            raise InputError("export.not_its_option", option=option, what=t(kind.label))
    if kind.needs == "session" and wish.session is None:
        raise InputError("export.needs_session")
    if wish.curriculum is None and kind.needs == "curriculum":
        raise InputError("export.needs_curriculum")
    made: Made = import_module(kind.module).make(wish)
    return made
