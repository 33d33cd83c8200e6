"""Filled sheets that come back as files or pasted rows: whose they are, what they change, taken in.

Nothing is changed before `take_in`: `incoming` says what would be, for a preview.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.curriculum.model import Curriculum, Worksheet
from jusou_tui.errors import InputError
from jusou_tui.session.model.queries import sheets_of
from jusou_tui.session.model.records import Session, Sheet
from jusou_tui.session.people.identity import labels, people_called, people_of_family
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.attendance import prepares, preparing_members
from jusou_tui.session.programme.case_titles import case_number, numbers
from jusou_tui.session.programme.checklist import ChecklistItem
from jusou_tui.session.programme.hand_ins import hand_ins
from jusou_tui.session.worksheets.filled_table import Filled, is_table_of, read_rows
from jusou_tui.session.worksheets.layout import new_rows
from jusou_tui.session.worksheets.lines import SheetKey, read_sheet_key
from jusou_tui.session.worksheets.taking_in import TakingIn, compare
from jusou_tui.text.terminal import TAB, clean_line
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text

if TYPE_CHECKING:  # read by whoever has opened one
    from jusou_tui.session.book.book import SessionBook
    from jusou_tui.session.tables.workbook import Page


MOST_ROWS = 2_000
"""Of one sheet of a file, blank ones among them; a filled worksheet has a tenth of them at the most."""


class Incoming(NamedTuple):
    """What came of one sheet. `sheet`: the one it goes into, None where it begins one with that `title`.

    `page`: what the sheet is called in the file; `uncomputed`: its cells whose formula has no value.
    """

    worksheet: Worksheet
    sheet: str | None
    title: str
    filled: Filled
    taken: TakingIn
    page: str = ""
    uncomputed: tuple[str, ...] = ()


class HandIn(NamedTuple):
    """A line of a meeting's checklist: somebody hands in a sheet."""

    step: str
    item: ChecklistItem


def incoming(
    session: Session, curriculum: Curriculum, pages: Sequence[Page], wanted: SheetKey | None = None
) -> list[Incoming]:
    """Return what filled sheets bring; blank ones bring nothing and are left out.

    `wanted`: a worksheet, or one sheet of it, where the file does not say it, or another. Raises InputError
    where it is not clear which sheet it is, or the file holds others.
    """
    found = []
    for page, key in _keyed(curriculum, pages, wanted):
        worksheet = curriculum.worksheet(key.worksheet)
        if worksheet is None:
            known = ", ".join(one.id for one in curriculum.worksheets)
            raise InputError("supplement.sheet_unknown", given=key.worksheet, known=known)
        if len(page.rows) > MOST_ROWS:
            raise InputError("supplement.too_many_rows", count=len(page.rows), most=MOST_ROWS)
        filled = read_rows(worksheet, page.rows)
        if filled.is_empty and not filled.unread and not page.uncomputed:
            continue
        sheet = key.sheet if key is wanted else None
        title = _title(session, worksheet, filled)
        sheet = sheet or _target(session, worksheet, key, title)
        taken = compare(worksheet, sheet_before(session, worksheet, sheet), filled)
        found.append(Incoming(worksheet, sheet, title, filled, taken, page.title, page.uncomputed))
    return found


def named(session: Session, given: str) -> SheetKey:
    """Return what an id names: a sheet of the session, else a worksheet."""
    sheet = session.sheets.get(given)
    return SheetKey(sheet.worksheet, given) if sheet else SheetKey(given)


def pasted(worksheet: Worksheet | None, text: str) -> Page:
    """Return a pasted text as rows, its cells parted by tabs, else by commas where that makes a table.

    Running text has commas as well, and stays as it is.
    """
    from jusou_tui.session.tables.reading import page_of_text

    if worksheet is not None and TAB not in text and "\t" not in text:
        for sign in (",", ";"):
            page = page_of_text(text, sign)
            if is_table_of(worksheet, page.rows):
                return page
    return page_of_text(text)


def _keyed(
    curriculum: Curriculum, pages: Sequence[Page], wanted: SheetKey | None
) -> Iterator[tuple[Page, SheetKey]]:
    """Yield the sheets of a file that are filled worksheets, and of which."""
    marked = [(page, key) for page in pages if (key := _key_of(page)) is not None]
    if marked:
        same = [(page, key) for page, key in marked if wanted is None or key.worksheet == wanted.worksheet]
        if wanted is not None and not same:
            names = dict.fromkeys(_name(curriculum, key.worksheet) for _, key in marked)
            raise InputError(
                "supplement.other_sheet", name=_name(curriculum, wanted.worksheet), there=list_text(names)
            )
        yield from [(page, wanted or key) for page, key in same] if len(same) == 1 else same
        return
    if wanted is None:
        known = list_text(f"{one.name} {one.id}" for one in curriculum.worksheets)
        raise InputError("supplement.which_sheet", known=known)
    for page in [page for page in pages if page.is_visible and any(map(any, page.rows))][:1]:
        yield page, wanted


def _key_of(page: Page) -> SheetKey | None:
    firsts = (row[0] for row in page.rows if row)
    return next((key for first in firsts if (key := read_sheet_key(first))), None)


def _name(curriculum: Curriculum, key: str) -> str:
    worksheet = curriculum.worksheet(key)
    return worksheet.name if worksheet is not None else key


def _title(session: Session, worksheet: Worksheet, filled: Filled) -> str:
    """Return what tells the sheet from others of its worksheet: its title, or whose it is if each has one."""
    if filled.title or not worksheet.per_member or not filled.person:
        return filled.title
    person = person_of(session, filled.person)
    return clean_line(session.participants[person].name if person is not None else filled.person)


def _target(session: Session, worksheet: Worksheet, key: SheetKey, title: str) -> str | None:
    """Return the sheet that is meant, None where it is a new one. Raises InputError where several may be."""
    there = sheets_of(session, worksheet=worksheet.id)
    if any(identifier == key.sheet for identifier, _ in there):
        return key.sheet
    if title:
        named = [identifier for identifier, sheet in there if clean_line(sheet.title) == title]
        if not named and (number := case_number(title)) is not None:
            of_cases = zip(numbers(sheet.title for _, sheet in there), there, strict=True)
            named = [identifier for case, (identifier, _) in of_cases if case == number]
        there = [one for one in there if one[0] in named]
    if len(there) > 1:
        listed = ", ".join(f"{identifier} {sheet.title}".strip() for identifier, sheet in there)
        raise InputError("supplement.several_sheets", name=worksheet.name, known=listed)
    return there[0][0] if there else None


def sheet_before(session: Session, worksheet: Worksheet, identifier: str | None) -> Sheet:
    """Return a sheet of the session, else the blank one that would be begun."""
    if identifier in session.sheets:
        return session.sheets[identifier]
    return Sheet(at=session.session.created, worksheet=worksheet.id, rows=new_rows(worksheet))


def take_in(book: SessionBook, curriculum: Curriculum, came: Incoming, *, replace: bool) -> str | None:
    """Write what came into its sheet, as one change. Return the sheet's id, None where nothing is new.

    `replace`: also over other texts. Raises InputError, and changes nothing, where there is no room.
    """
    worksheet = came.worksheet
    if came.taken.is_nothing:
        return came.sheet
    with book.ledger.together("supplement.change_taken_in"):
        identifier = came.sheet
        if identifier is None or book.sheets.get(identifier) is None:
            step = next((place.partition("/")[0] for place in worksheet.filled_in), None)
            known = step is not None and curriculum.step(step) is not None
            identifier = book.sheets.start(worksheet, came.title, step if known else None)
        sheet = book.sheets.get(identifier)
        if sheet is not None:
            taken = compare(worksheet, sheet, came.filled)
            book.sheets.take_in(identifier, taken, worksheet, replace=replace)
    return identifier


def person_of(session: Session, typed: str) -> str | None:
    """Return the id of the one person of that name or family name, None where nobody, or several, have it."""
    people = dict(session.people)
    found = people_called(people, typed) or people_of_family(people, typed)
    return found[0] if len(found) == 1 else None


def known_person(session: Session, typed: str) -> str:
    """Return the id of the person of that name. Raises InputError with the names that there are."""
    found = person_of(session, typed)
    if found is None:
        known = ", ".join(labels(dict(session.people)).values())
        raise InputError("supplement.person_unknown", given=typed, known=known)
    return found


def hand_in_of(session: Session, curriculum: Curriculum, worksheet: Worksheet, person: str) -> HandIn | None:
    """Return the line of the checklist on which a person hands in a sheet: the first that is not ticked.

    None where the sheet is handed in before no meeting, or has been, or nothing is asked of the person.
    """
    if not prepares(session.participants[person]):
        return None
    for key in run_steps.keys_of(curriculum, session):
        step = run_steps.step_of(curriculum, key)
        if step is None or worksheet not in run_steps.to_hand_in(curriculum, session, step):
            continue
        (item,) = hand_ins(session, key, [worksheet], [person])
        if not item.done:
            return HandIn(key, item)
    return None


def still_to_hand_in(session: Session, curriculum: Curriculum, worksheet: Worksheet) -> dict[str, HandIn]:
    """Return the line of each member who has a sheet to hand in that is not ticked, by the person's id."""
    asked = [
        person
        for key in run_steps.keys_of(curriculum, session)
        if (step := run_steps.step_of(curriculum, key)) is not None
        and worksheet in run_steps.to_hand_in(curriculum, session, step)
        for person in preparing_members(session, key)
    ]
    found = {person: hand_in_of(session, curriculum, worksheet, person) for person in asked}
    return {person: one for person, one in found.items() if one is not None}


def tick(book: SessionBook, hand_in: HandIn) -> None:
    """Tick a line of the checklist: the sheet was handed in."""
    book.checklist.tick(hand_in.step, hand_in.item, True)


def unknown_writer(session: Session, came: Incoming) -> str:
    """Return the name of a sheet's writer where nobody, or several, are called so, else ""."""
    called = came.filled.person
    return called if called and person_of(session, called) is None else ""


class Ticked(NamedTuple):
    """Whether who wrote a sheet is a member, and a sentence about what was ticked, "" for nothing."""

    is_known: bool
    sentence: str


def tick_writer(book: SessionBook, curriculum: Curriculum, came: Incoming, who: str | None = None) -> Ticked:
    """Tick who handed a sheet in: the person with the id `who`, else whoever the sheet says wrote it."""
    session = book.session
    person = who or person_of(session, came.filled.person)
    if person is None:
        called = unknown_writer(session, came)
        return Ticked(False, t("supplement.nobody_called", name=called) if called else "")
    hand_in = hand_in_of(session, curriculum, came.worksheet, person)
    if hand_in is None:
        return Ticked(True, "")
    tick(book, hand_in)
    name = session.participants[person].name
    return Ticked(True, t("supplement.ticked", name=name, sheet=came.worksheet.name))
