"""Lines without columns."""

import pytest

from jusou_tui.session.people.person import Person
from jusou_tui.session.people.roster.reading import read_text
from jusou_tui.text.terminal import clean


def test_a_table_pasted_into_a_field_keeps_its_columns() -> None:
    assert read_text(clean("見本 花子\t\t進行役\n例野 一郎\t企画課")).people == [
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
        ("仮名 太郎、見本市 高齢支援課", Person("仮名 太郎", "見本市 高齢支援課")),
    ],
)
def test_blanks_part_a_line_only_where_it_is_more_than_a_name(line: str, expected: Person) -> None:
    assert read_text(line).people == [expected]


def test_a_short_family_name_is_no_town() -> None:
    people = read_text("例野 福祉課、古市 高齢課").people
    assert people == [Person("例野", "福祉課"), Person("古市", "高齢課")]


def test_headings_with_blanks_between_are_nobody() -> None:
    assert read_text("氏名　役割　所属\n例野一郎　進行役　企画\n見本 花子").people == [
        Person("例野一郎", "企画", "facilitator"),
        Person("見本 花子"),
    ]
