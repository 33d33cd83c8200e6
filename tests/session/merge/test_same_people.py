"""Who is one person on both sides of a merge."""

from __future__ import annotations

import pytest

from jusou_tui.compare.merge import merge
from jusou_tui.session.merge.same_people import unite_people
from jusou_tui.session.model.records import Note, Participant, Session, shallow_copy
from jusou_tui.session.people.one_id import united
from session.samples import START, identity, meta

NAMESAKE = Participant(name="見本 花子")


def team(*numbers: int) -> Session:
    return Session(session=meta(), participants={identity(number): NAMESAKE for number in numbers})


def test_two_of_one_name_of_whom_each_side_removed_one_stay_removed() -> None:
    united = unite_people(team(1, 2), team(1), team(2))
    assert (united.people, list(united.ours.participants)) == (0, [identity(1)])
    assert list(united.theirs.participants) == [identity(2)]


def test_who_was_removed_and_added_anew_or_added_on_both_sides_is_one_person() -> None:
    for base in (team(1), team(), None):
        united = unite_people(base, team(1), team(2))
        assert united.people == 1
        assert list(united.ours.participants) == list(united.theirs.participants) == [identity(1)]


def united_copy(base: Session, kept: int, other: int) -> Session:
    after = shallow_copy(base)
    for edit in united(base, identity(kept), identity(other)):
        if edit.address[0] == "participants":
            after.participants.pop(edit.address[1])
            if isinstance(edit.after, Participant):
                after.participants[edit.address[1]] = edit.after
    return after


def test_what_somebody_writes_while_another_makes_two_records_one_keeps_its_author() -> None:
    base = team(1, 2, 3)
    writing, making = shallow_copy(base), united_copy(base, 1, 2)
    writing.notes[identity(9)] = Note(at=START, kind="note", text="話\n", author=identity(2))
    for merged in (merge(writing, making, base), merge(making, writing, base)):
        assert merged.conflicts == 0
        assert set(merged.session.participants) == {identity(1), identity(3)}
        assert merged.session.notes[identity(9)].author == identity(1)


@pytest.mark.parametrize("pair", [(1, 2), (2, 1)])
def test_two_records_made_one_on_both_sides_are_one(pair: tuple[int, int]) -> None:
    base = team(1, 2)
    ours, theirs = united_copy(base, 1, 2), united_copy(base, *pair)
    for merged in (merge(ours, theirs, base), merge(theirs, ours, base)):
        assert merged.conflicts == 0
        assert list(merged.session.participants) == [identity(1)]


def test_who_was_made_one_and_is_two_again_stays_two() -> None:
    undone = team(1, 2)
    base = united_copy(undone, 1, 2)
    for merged in (merge(undone, base, base), merge(base, undone, base)):
        assert merged.session.participants == undone.participants
