"""Who is one person on both sides of a merge."""

from __future__ import annotations

from jusou_tui.session.merge.same_people import unite_people
from jusou_tui.session.model.records import Participant, Session
from session.samples import identity, meta

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
