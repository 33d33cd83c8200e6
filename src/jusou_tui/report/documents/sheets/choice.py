"""Which worksheets and sheets are asked for, and how many copies there are of a blank one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum, Worksheet
from jusou_tui.errors import InputError
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.session.model.queries import sheets_of
from jusou_tui.session.model.records import Session, Sheet
from jusou_tui.session.programme.attendance import preparing_members
from jusou_tui.session.programme.privacy import Privacy, is_picked, without_rows
from jusou_tui.session.programme.run_steps import base_of, sheets_for_cases
from jusou_tui.wording import t

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class Copy(NamedTuple):
    """A copy of a blank worksheet: about which case, for whom; "" where that is written by hand."""

    case: str = ""
    person: str = ""


def blank_sheet(worksheet: Worksheet, title: str = "") -> Sheet:
    """Return a sheet in which nobody has written."""
    return Sheet(at=_NO_TIME, worksheet=worksheet.id, title=title)


def worksheets_of(wish: Wish, curriculum: Curriculum) -> Iterator[Worksheet]:
    """Yield the worksheets that the wish's step fills, all of them without a step."""
    step = base_of(curriculum, wish.step)[0] if wish.step is not None else None
    for worksheet in curriculum.worksheets:
        if step is None or any(place.partition("/")[0] == step for place in worksheet.filled_in):
            yield worksheet


def step_of(wish: Wish, curriculum: Curriculum, worksheet: Worksheet) -> str:
    """Return the step for which a worksheet is printed: the wish's, else the first that fills it, "" none."""
    if wish.step is not None:
        return wish.step
    first = next((place.partition("/")[0] for place in worksheet.filled_in), "")
    return first if any(one.id == first for one in curriculum.steps) else ""


def case_titles(wish: Wish, curriculum: Curriculum, worksheet: Worksheet) -> list[str]:
    """Return the names of the cases that a worksheet has a copy each for, [""] where it has one for all."""
    if not worksheet.per_case:
        return [""]
    step = step_of(wish, curriculum, worksheet)
    known = wish.session is not None and step
    count = sheets_for_cases(curriculum, wish.session, step) if wish.session and known else wish.cases or 1
    return [t("sheet.case", number=number) for number in range(1, count + 1)]


def copies_of(wish: Wish, curriculum: Curriculum, worksheet: Worksheet) -> list[Copy]:
    """Return the copies of a blank worksheet: one for each case, for each member, or for the group.

    Of a curriculum of which nobody said how many people and cases there are, there is one.
    """
    if worksheet.per_case:
        counted = wish.session is not None or wish.cases is not None
        return [Copy(case=title if counted else "") for title in case_titles(wish, curriculum, worksheet)]
    if not worksheet.per_member:
        return [Copy()]
    if wish.session is None:
        return [Copy()] * max(1, wish.people or 1)
    step = step_of(wish, curriculum, worksheet)
    people = wish.session.participants
    day = wish.now.date()
    return [Copy(person=people[key].name) for key in preparing_members(wish.session, step, today=day)] or [
        Copy()
    ]


def single(wish: Wish, curriculum: Curriculum) -> tuple[Worksheet, str | None, Sheet]:
    """Return the worksheet that `wish.detail` names, or the sheet of the session with its id.

    The id is None of a blank one. Raises InputError where there is none, or where it is withheld.
    """
    worksheet = curriculum.worksheet(wish.detail)
    if worksheet is not None:
        return worksheet, None, blank_sheet(worksheet)
    sheet = wish.session.sheets.get(wish.detail) if wish.session else None
    worksheet = curriculum.worksheet(sheet.worksheet) if sheet else None
    if wish.session is None or sheet is None or worksheet is None:
        known = ", ".join(one.id for one in curriculum.worksheets)
        raise InputError("supplement.sheet_unknown", given=wish.detail, known=known)
    if wish.blank:
        return worksheet, None, blank_sheet(worksheet)
    if is_withheld(wish, curriculum, wish.session, wish.detail):
        raise InputError("supplement.sheet_withheld", name=worksheet.name, id=wish.detail)
    return worksheet, wish.detail, sheet


def filled(wish: Wish, curriculum: Curriculum) -> list[tuple[Worksheet, str, Sheet]]:
    """Return the sheets of the session that `wish.detail` names, by its own id or by its worksheet's.

    Each with its worksheet and its id; none where only the blank is wanted. Those that are withheld are not
    among them. Raises InputError where a sheet is withheld that was named by its id, or where all of a
    worksheet's are.
    """
    worksheet, key, sheet = single(wish, curriculum)
    if wish.session is None or wish.blank:
        return []
    if key is not None:
        return [(worksheet, key, sheet)]
    there = sheets_of(wish.session, worksheet=worksheet.id)
    open_ones = [one for one in there if not is_withheld(wish, curriculum, wish.session, one[0])]
    if there and not open_ones:
        raise InputError("supplement.sheet_withheld", name=worksheet.name, id=worksheet.id)
    return [(worksheet, identifier, one) for identifier, one in open_ones]


def is_withheld(wish: Wish, curriculum: Curriculum, session: Session, key: str) -> bool:
    """Return whether a sheet's contents are withheld: neither asked for as all are, nor by name."""
    if is_picked(key, session.sheets[key], wish.sheets):
        return False
    withheld = set(Privacy(curriculum, session).of_sheet(key, rows=()))
    asked = {"private": wish.include_private, "sensitive": wish.include_sensitive}
    return any(not asked[reason] for reason in withheld)


def without_private(wish: Wish, curriculum: Curriculum, key: str, sheet: Sheet) -> Sheet:
    """Return a sheet without its rows that are private ToDos, unless those are asked for."""
    if wish.session is None or wish.include_private:
        return sheet
    privacy = Privacy(curriculum, wish.session)
    return without_rows(sheet, privacy.marked if is_picked(key, sheet, wish.sheets) else privacy.private)
