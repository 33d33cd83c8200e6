"""People as they are typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.people.parse import Person, parse_people, people_text
from jusou_tui.text.terminal import clean


def test_a_table_pasted_into_a_field_keeps_its_columns() -> None:
    assert parse_people(clean("見本 花子\t\t進行役\n例野 一郎\t企画課")) == [
        Person("見本 花子", "", "facilitator"),
        Person("例野 一郎", "企画課"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("小比類巻真理子　福祉総務課　事務局", Person("小比類巻真理子", "福祉総務課", "organiser")),
        ("例野　一郎", Person("例野　一郎")),
        ("　例野　一郎　", Person("例野　一郎")),
        ("勅使河原　一郎", Person("勅使河原　一郎")),
        ("勅使河原　一郎　進行役", Person("勅使河原　一郎", "", "facilitator")),
        ("見本　政市", Person("見本　政市")),
        ("例野　一郎　福祉総務課", Person("例野　一郎", "福祉総務課")),
        ("例野　一郎　総務　地域福祉係　記録係", Person("例野　一郎", "総務　地域福祉係", "scribe")),
        ("例野一郎　見本市社協", Person("例野一郎", "見本市社協")),
        ("見本 花子　進行役", Person("見本 花子", "", "facilitator")),
        ("例野　一郎、福祉　総務、進行役", Person("例野　一郎", "福祉　総務", "facilitator")),
        ("進行役　事務局", Person("進行役", "", "organiser")),
    ],
)
def test_full_width_spaces_part_a_line_only_where_it_is_more_than_a_name(line: str, expected: Person) -> None:
    assert parse_people(line) == [expected]


def test_columns_named_with_full_width_spaces_between_are_taken_as_they_stand() -> None:
    assert parse_people("氏名　役割　所属\n例野一郎　進行役　企画\n見本 花子") == [
        Person("例野一郎", "企画", "facilitator"),
        Person("見本 花子"),
    ]


@given(st.text("例野一郎課市進行役事務局　 、\n", max_size=30))
@settings(max_examples=100, deadline=None)
def test_what_is_read_of_people_is_read_the_same_once_it_is_written(text: str) -> None:
    people = [person for person in parse_people(text) if person.affiliation or person.role != "member"]
    assert parse_people("氏名、所属、役割\n" + people_text(people)) == people
