"""What the cases of a meeting are called: the titles of the sheets about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count

from jusou_tui.curriculum.model import Activity, Curriculum, Worksheet
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.programme.run_steps import base_of
from jusou_tui.wording import LANGUAGES, catalogue

_AROUND = " \u3000:：-－・"
_BRACKETS = (("（", "）"), ("(", ")"), ("「", "」"))


@cache
def _numbered() -> re.Pattern[str]:
    """Return what a title begins with that was not changed: `ケース2`, `Case 2`, in any language of ours."""
    forms = (catalogue(language).gettext("sheet.case") for language in LANGUAGES)
    ends = [[re.escape(part.strip()) for part in form.split("{number}")] for form in forms]
    return re.compile("|".join(rf"(?:{before}\s*(\d{{1,3}})(?!\d){after})" for before, after in ends))


def case_number(title: str) -> int | None:
    """Return the number of the case that a title begins with, None where there is none."""
    found = _numbered().match(title)
    return int(next(digits for digits in found.groups() if digits)) if found else None


def own_title(title: str) -> str:
    """Return a sheet's title without the number of its case."""
    found = _numbered().match(title)
    rest = title[found.end() :] if found else title
    rest = rest.strip(_AROUND)
    for opening, closing in _BRACKETS if found else ():
        if rest.startswith(opening) and rest.endswith(closing):
            rest = rest[1:-1]
    return rest.strip(_AROUND)


def numbers(titles: Iterable[str]) -> list[int]:
    """Return which case each sheet of a worksheet is about, from their titles in the order they were begun.

    A title that begins with a number (`ケース2`) is about that case; the others take the cases that are left.
    """
    given = [case_number(title) for title in titles]
    taken: set[int] = set()
    found: list[int | None] = []
    for number in given:  # of two with one number the first is right
        found.append(number if number and number not in taken else None)
        taken.add(number or 0)
    free = (number for number in count(1) if number not in taken)
    return [next(free) if number is None else number for number in found]


def about_cases(curriculum: Curriculum, step_id: str, activities: Iterable[Activity]) -> list[Worksheet]:
    """Return the worksheets with a sheet for each case that activities of a step fill or read."""
    base, _ = base_of(curriculum, step_id)
    named: set[str] = set()
    places = {base}
    for activity in activities:
        named |= {*activity.fills, *activity.reads}
        places.add(f"{base}/{activity.id}")
    return [
        sheet
        for sheet in curriculum.worksheets
        if sheet.per_case and (sheet.id in named or places & {*sheet.filled_in, *sheet.read_in})
    ]


def case_titles(
    worksheets: Iterable[Worksheet], sheets: Mapping[str, Sheet], *, include_sensitive: bool = True
) -> dict[int, str]:
    """Return the titles by the number of the case; where two worksheets name a case the first one's."""
    found: dict[int, str] = {}
    for worksheet in worksheets:
        if worksheet.sensitive and not include_sensitive:
            continue
        filled = [one for one in sorted(sheets.items(), key=_begun) if one[1].worksheet == worksheet.id]
        titles = [sheet.title for _, sheet in filled]
        for number, title in zip(numbers(titles), titles, strict=True):
            if own := own_title(title):
                found.setdefault(number, own)
    return found


def _begun(entry: tuple[str, Sheet]) -> tuple[object, str]:
    return entry[1].at, entry[0]
