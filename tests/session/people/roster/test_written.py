"""People as the text of a field, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.people.person import Person
from jusou_tui.session.people.roster.reading import Choices, read_text
from jusou_tui.session.people.roster.written import listable, people_text
from jusou_tui.text.terminal import clean_line

NAMES = st.one_of(
    st.sampled_from(
        ["見本 花子", "例野", "仮名太郎", "12", "合計", "氏名", "参加者1", "A", "長谷部 花子", "事務局"]
    ),
    st.text('例野一郎課市進行役事務局　 、,"（）：', max_size=8).map(clean_line).filter(bool),
)
PERSONS = st.builds(
    Person,
    NAMES,
    st.one_of(
        st.sampled_from(["", "福祉課", "企画", "福祉 総務", "事務局"]),
        st.text('福祉課、, "', max_size=5).map(clean_line),
    ),
    st.sampled_from(["member", "facilitator", "scribe", "organiser"]),
)


@given(st.lists(PERSONS, max_size=6))
@settings(max_examples=200, deadline=None)
def test_who_can_be_listed_is_read_back_from_the_text(team: list[Person]) -> None:
    listed = [person for person in team if listable(person)]
    names = frozenset(one.name for one in listed)
    affiliations = frozenset((one.name, one.affiliation) for one in listed)
    choices = Choices(numbers=True, names=names, affiliations=affiliations)
    assert read_text(people_text(listed), choices).people == listed


@pytest.mark.parametrize(
    ("team", "text"),
    [
        (
            [Person("見本 花子", "福祉課", "facilitator"), Person("例野 一郎")],
            "見本 花子、福祉課、進行役\n例野 一郎",
        ),
        ([Person("例野 一郎", "福祉課, 相談係")], '氏名,所属,役割\n例野 一郎,"福祉課, 相談係",メンバー'),
    ],
)
def test_a_team_is_a_line_each_where_that_says_it_all(team: list[Person], text: str) -> None:
    assert people_text(team) == text


def test_whose_name_is_no_name_cannot_be_listed() -> None:
    assert [listable(Person(name)) for name in ("例野", "12", "合計", "A、B")] == [True, True, False, False]
