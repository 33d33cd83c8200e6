"""People whom both sides of a merge added under ids of their own: one name is one person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from jusou_tui.session.model.records import Participant, Session
from jusou_tui.session.people.identity import name_key
from jusou_tui.session.people.one_id import replaced_ids, with_ids, with_united


@dataclass(frozen=True)
class United:
    """The sides of a merge in which a person whom both added has one id. `people`: how many that are."""

    base: Session | None
    ours: Session
    theirs: Session
    people: int = 0


def unite_people(base: Session | None, ours: Session, theirs: Session, *, keep_ours: bool = False) -> United:
    """Return the sides of a merge with one id for whoever was added on each of them.

    That is somebody whom only one side has, with the name of exactly one person whom only the other has,
    unless their affiliations differ, or the base has both: then each side removed one of them. The id that
    the base has stays, else the older one, always ours with `keep_ours`. Who is anonymous has no name.
    """
    known = base.participants if base is not None else {}
    mine, others = _only_in(ours, theirs), _only_in(theirs, ours)
    renamed_ours: dict[str, str] = {}
    renamed_theirs: dict[str, str] = {}
    for name in mine.keys() & others.keys():
        if len(mine[name]) > 1 or len(others[name]) > 1:
            continue
        [our_id], [their_id] = mine[name], others[name]
        if our_id in known and their_id in known:
            continue
        if _agree(ours.participants[our_id], theirs.participants[their_id]):
            if keep_ours or (our_id not in known, our_id) < (their_id not in known, their_id):
                renamed_theirs[their_id] = our_id
            else:
                renamed_ours[our_id] = their_id
    if not renamed_ours and not renamed_theirs:
        return United(base, ours, theirs)
    ours, theirs = with_ids(ours, renamed_ours), with_ids(theirs, renamed_theirs)
    for key in (*renamed_ours.values(), *renamed_theirs.values()):
        _align(ours, theirs, key, ours_first=key in renamed_theirs.values())
    people = len(renamed_ours) + len(renamed_theirs)
    return United(None if base is None else with_ids(base, renamed_theirs), ours, theirs, people)


def with_one_id(
    base: Session | None, ours: Session, theirs: Session, undone_by: Session | None = None
) -> tuple[Session | None, Session, Session]:
    """Return the sides of a merge in which records of one person that one side made one are one on each.

    Where the base has them as one already, the other side parted them again; with `undone_by` only that side
    can have done so.
    """
    before = set(replaced_ids(base)) if base is not None else set()
    if undone_by is not None:
        before &= undone_by.participants.keys()
    ids = {old: key for old, key in replaced_ids(theirs, ours).items() if old not in before}
    base = None if base is None else with_united(base, ids)
    return base, with_united(ours, ids), with_united(theirs, ids)


def _only_in(session: Session, other: Session) -> dict[str, list[str]]:
    """Return the ids of the people whom only one side has, by the key of their name."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, person in session.participants.items():
        if key not in other.participants and not person.anonymous:
            found[name_key(person.name)].append(key)
    return found


def _agree(one: Participant, other: Participant) -> bool:
    first, second = name_key(one.affiliation), name_key(other.affiliation)
    return first == second or not first or not second


def _align(ours: Session, theirs: Session, key: str, *, ours_first: bool) -> None:
    """Give both sides' record of one person the same spelling and place, so that these are no conflict."""
    mine, other = ours.participants[key], theirs.participants[key]
    first, second = (mine, other) if ours_first else (other, mine)
    facts = {
        "name": first.name,
        "rank": first.rank,
        "affiliation": first.affiliation or second.affiliation,
        "role": second.role if first.role == "member" else first.role,
    }
    ours.participants[key] = mine.model_copy(update=facts)
    theirs.participants[key] = other.model_copy(update=facts)
