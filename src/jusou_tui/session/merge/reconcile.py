"""The sides of a merge made ready for the union: one id for one thing, what was erased gone from both."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.session.merge.erased import Erasure, keep_gone
from jusou_tui.session.merge.same_ids import separate_records
from jusou_tui.session.merge.same_people import unite_people, with_one_id
from jusou_tui.session.merge.three_way import Union
from jusou_tui.session.model.records import Address, Entry, Session, entries
from jusou_tui.session.people.mentions import Passage


@dataclass(frozen=True)
class Sides:
    """The sides of a merge, ready for the union.

    `people`: how many people whom both sides had added got one id. `lost`, `others_lost`: what was taken out
    of ours and of theirs because the other side had erased it. `likely`: what may still mean somebody whose
    name is gone.
    """

    base: Session | None
    ours: Session
    theirs: Session
    people: int
    lost: Erasure
    others_lost: Erasure
    likely: tuple[Passage, ...]

    def changes(self, before: Session, union: Union) -> dict[Address, Entry | None]:
        """Return what ours as it was `before` must change to become the union of the sides."""
        was, now = entries(before), entries(self.ours)
        found = {key: now.get(key) for key in {**was, **now} if was.get(key) != now.get(key)}
        return {**found, **union.changes}


def reconcile(
    base: Session | None,
    ours: Session,
    theirs: Session,
    *,
    keep_ours: bool = False,
    undone_by: Session | None = None,
) -> Sides:
    """Return the sides of a merge, ready for the union.

    With `keep_ours` no id of ours gives way to one of theirs. `undone_by`: the side that is newer than `base`
    for sure: what it does not have any more was taken back there. The other may be an older copy.
    """
    base, ours, theirs = with_one_id(base, ours, theirs, undone_by)
    ours, theirs = separate_records(base, ours, theirs, keep_ours=keep_ours)
    kept = keep_gone(base, ours, theirs, undone_by)
    united = unite_people(kept.base, kept.ours, kept.theirs, keep_ours=keep_ours)
    return Sides(
        united.base, united.ours, united.theirs, united.people, kept.lost, kept.others_lost, kept.likely
    )
