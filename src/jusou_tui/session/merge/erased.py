"""What stays gone in a merge: names of people made anonymous or erased, records erased for good.

A copy made before holds them still. Whoever was taken out on one side is taken out of the other, of its texts
too, whatever else changed there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jusou_tui.session.merge.three_way import conflict_key
from jusou_tui.session.model.records import (
    KEYED,
    Address,
    Entry,
    Session,
    Sheet,
    shallow_copy,
    table_of,
)
from jusou_tui.session.people.mentions import NameSearch, Passage, passage_of
from jusou_tui.session.people.replace_name import NameRemoval, texts_of
from jusou_tui.wording import t

_THERE, _ANONYMOUS, _ERASED = 0, 1, 2


@dataclass(frozen=True)
class Erasure:
    """What is taken out of states of a session: people's names, and records by id."""

    removals: tuple[NameRemoval, ...] = ()
    records: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.removals or self.records)

    def session(self, session: Session) -> Session:
        """Return another state of the session without all that."""
        for removal in self.removals:
            session = removal.applied(session)
        return without_records(session, self.records)

    def entry(self, address: Address, entry: Entry) -> Entry | None:
        """Return one record without it, None where the record goes."""
        if address[1] in self.records and address[0] != "events":
            return None
        left: Entry | None = entry
        for removal in self.removals:
            left = None if left is None else removal.entry(address, left)
        return _without_rows(left, self.records) if isinstance(left, Sheet) else left

    def text(self, text: str) -> str:
        """Return a text without the names."""
        for removal in self.removals:
            text = removal.replaced(text)
        return text


@dataclass(frozen=True)
class Kept:
    """The sides of a merge without what was erased on either of them.

    `lost`: what was taken out of `ours`; `others_lost`: out of `theirs`. `likely`: what may mean somebody
    whose name is gone, and nobody has decided on.
    """

    base: Session | None
    ours: Session
    theirs: Session
    lost: Erasure = Erasure()
    others_lost: Erasure = Erasure()
    likely: tuple[Passage, ...] = ()


def keep_gone(base: Session | None, ours: Session, theirs: Session, undone_by: Session | None = None) -> Kept:
    """Return the sides of a merge without what was erased on either of them.

    `undone_by`: the side that is newer than `base` for sure; what `base` has erased and this side has, was
    brought back there.
    """
    undone = _undone(base, undone_by)
    lost: dict[str, list[NameRemoval]] = {"ours": [], "theirs": []}
    likely: list[Passage] = []
    for person in sorted((_taken_out(ours) | _taken_out(theirs)) - undone):
        if _strength(ours, person) >= _strength(theirs, person):
            winner, loser, name = ours, theirs, "theirs"
        else:
            winner, loser, name = theirs, ours, "ours"
        found = _removal(person, winner, loser, base)
        if base is not None and (known := _removal(person, winner, base)) is not None:
            base = known.applied(base)
        if found is not None:
            lost[name].append(found)
            likely += _undecided(loser, winner, found)
            loser = found.applied(loser)
        ours, theirs = (winner, loser) if name == "theirs" else (loser, winner)
    gone = frozenset({*ours.session.erased, *theirs.session.erased} - undone)
    mine, others = gone & _ids(ours), gone & _ids(theirs)
    base = None if base is None else without_records(base, gone)
    return Kept(
        base,
        _saying(without_records(ours, mine), gone, undone),
        _saying(without_records(theirs, others), gone, undone),
        Erasure(tuple(lost["ours"]), mine),
        Erasure(tuple(lost["theirs"]), others),
        tuple(dict.fromkeys(likely)),
    )


def without_records(session: Session, records: Collection[str]) -> Session:
    """Return a session without some records, rows of sheets among them, and without conflicts about them."""
    if not records:
        return session
    after, gone = shallow_copy(session), frozenset(records)
    for table in KEYED:
        if table != "events":
            entries = table_of(after, table)
            for identifier in gone & entries.keys():
                del entries[identifier]
                after.conflicts.pop(conflict_key(table, identifier), None)
    for key, sheet in after.sheets.items():
        after.sheets[key] = _without_rows(sheet, gone)
    return after


def _without_rows(sheet: Sheet, gone: frozenset[str]) -> Sheet:
    if not gone & sheet.rows.keys():
        return sheet
    rows = {row: cells for row, cells in sheet.rows.items() if row not in gone}
    return sheet.model_copy(update={"rows": rows, "order": tuple(row for row in sheet.order if row in rows)})


def _taken_out(session: Session) -> set[str]:
    anonymous = (key for key, person in session.participants.items() if person.anonymous)
    return {*anonymous, *session.session.erased}


def _state(session: Session, person: str) -> int:
    known = session.participants.get(person)
    if known is None:
        return _ERASED if person in session.session.erased else _THERE
    return _ANONYMOUS if known.anonymous else _THERE


def _strength(session: Session, person: str) -> tuple[int, str]:
    """Return how surely a person is gone, then, so that both sides choose alike, under which name."""
    known = session.participants.get(person)
    return _state(session, person), known.name if known is not None else ""


def _undone(base: Session | None, newer: Session | None) -> set[str]:
    """Return who was taken out in `base` and is back in the newer state."""
    if base is None or newer is None:
        return set()
    return {
        key
        for key in _taken_out(base)
        if key in newer.participants and _state(base, key) > _state(newer, key)
    }


def _removal(person: str, winner: Session, side: Session, base: Session | None = None) -> NameRemoval | None:
    """Return what takes a person out of a side as the winning one has it; None where that is so already.

    `base`: where a side that lacks the person has the name from.
    """
    state = _state(winner, person)
    known = side.participants.get(person) or (base.participants.get(person) if base else None)
    if known is None or state == _THERE:
        return None
    new = t("programme.erased_name") if state == _ERASED else winner.participants[person].name
    if state == _state(side, person) and (state == _ERASED or known.name == new):
        return None
    search = NameSearch(side.participants, person, known.name)
    removal = NameRemoval(person, search, new, state == _ERASED)
    return NameRemoval(person, search, new, state == _ERASED, frozenset(_accepted(side, winner, removal)))


def _accepted(side: Session, winner: Session, removal: NameRemoval) -> Iterator[Passage]:
    """Yield what is only likely to name the person and was replaced in the same line of the other side."""
    for found, replaced, _ in _likely_lines(side, winner, removal):
        if replaced:
            yield from found


def _undecided(side: Session, winner: Session, removal: NameRemoval) -> Iterator[Passage]:
    """Yield what is only likely to name the person, in lines that the other side does not have."""
    for found, replaced, left in _likely_lines(side, winner, removal):
        if not replaced and not left:
            yield from (one for one in found if one not in removal.accepted)


def _likely_lines(
    side: Session, winner: Session, removal: NameRemoval
) -> Iterator[tuple[list[Passage], bool, bool]]:
    """Yield lines with passages that are only likely, and whether the winner has these replaced, or left."""
    lines: set[str] | None = None
    for line in _lines(side, removal.person):
        found = [passage_of(line, one) for one in removal.search.mentions(line) if not one.sure]
        if not found:
            continue
        lines = set(_lines(winner, removal.person)) if lines is None else lines
        bare = NameRemoval(removal.person, removal.search, removal.new)
        every = NameRemoval(removal.person, removal.search, removal.new, accepted=frozenset(found))
        yield found, every.replaced(line) in lines, bare.replaced(line) in lines


def _lines(session: Session, person: str) -> Iterator[str]:
    return (line for text in dict.fromkeys(texts_of(session, person)) for line in text.splitlines())


def _ids(session: Session) -> frozenset[str]:
    rows = (row for sheet in session.sheets.values() for row in sheet.rows)
    tables = (key for table in KEYED if table != "events" for key in table_of(session, table))
    return frozenset({*rows, *tables})


def _saying(session: Session, gone: frozenset[str], undone: set[str]) -> Session:
    """Return a side that names all that one of the sides has erased."""
    erased = tuple(sorted({*gone, *(undone & {*session.session.erased})}))
    if set(erased) == set(session.session.erased):
        return session
    return session.model_copy(update={"session": session.session.model_copy(update={"erased": erased})})
