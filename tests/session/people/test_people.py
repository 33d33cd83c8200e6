"""People: tables read, groups dealt, persons made anonymous or erased."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from jusou_tui.errors import InputError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.people import replace_name
from jusou_tui.session.people.groups import groups_of, next_shuffle, reporting_of
from jusou_tui.session.people.parse import Person, parse_people, people_text
from jusou_tui.session.people.people_file import read_people
from jusou_tui.text.clean import clean

TABLE = "氏名,所属,役割\r\n見本 花子,福祉総務課,進行役\r\n例野 一郎,高齢支援課,\r\n"
PEOPLE = [Person("見本 花子", "福祉総務課", "facilitator"), Person("例野 一郎", "高齢支援課", "member")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_table_is_read_however_a_spreadsheet_wrote_it(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "名簿.csv"
    path.write_bytes(TABLE.replace(",", separator).encode(encoding))
    assert read_people(path) == PEOPLE


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", "氏名,所属\r\n".encode(), b"\x81"])
def test_a_file_without_names_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_people(path)
    assert caught.value.message_id == "programme.file_without_names"


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError) as caught:
            read_people(path)
        assert caught.value.message_id == "programme.file_unreadable"


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


def test_taking_a_table_in_adds_new_people_updates_known_ones_and_removes_nobody() -> None:
    book = make.book()
    known = book.people.add("見本花子", role="member")
    other = book.people.add("雛形 健")
    assert book.people.take_in(PEOPLE) == (1, 1)
    assert book.people.take_in(PEOPLE) == (0, 0)
    person = book.session.participants[known]
    assert (person.name, person.affiliation, person.role) == ("見本花子", "福祉総務課", "facilitator")
    assert other in book.session.participants
    book.undo()
    assert len(book.session.people) == 2


@given(st.integers(0, 60), st.integers(0, 5))
@settings(max_examples=80, deadline=None)
def test_everyone_is_in_one_group_and_groups_are_of_four_or_five_where_possible(
    count: int, shuffles: int
) -> None:
    people = [f"p{number}" for number in range(count)]
    groups = groups_of(people, shuffles)
    assert sorted(person for group in groups.values() for person in group) == sorted(people)
    sizes = [len(group) for group in groups.values()]
    assert all(size <= 5 for size in sizes)
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    if count >= 12 or count in {4, 5, 8, 9, 10}:
        assert min(sizes) >= 4
    assert groups == groups_of(people, shuffles)
    assert sorted(reporting_of(groups, shuffles)) == sorted(groups)


def test_neighbours_in_the_list_sit_in_different_groups() -> None:
    groups = groups_of(list("abcdefgh"))
    assert groups == {"1": ("a", "c", "e", "g"), "2": ("b", "d", "f", "h")}


def test_dealing_again_gives_other_groups() -> None:
    people = list("abcdefghijkl")
    groups = groups_of(people)
    number = next_shuffle(people, groups)
    assert number == 1
    assert groups_of(people, number) != groups
    assert next_shuffle(people, groups_of(people, number)) == 2


def full_book() -> tuple[SessionBook, str, str]:
    book = make.book()
    person = book.people.add("見本 花子", "見本花子事務所")
    friend = book.people.add("例野 一郎")
    book.notes.add("見本 花子さんと見本花子さんに聞く", author=person, step="step1")
    book.notes.add("見本さんの話")
    book.todos.add("名札", owner="見本　花子")
    book.todos.add("見本 花子に電話する")
    book.drafts.set("note", "見本 花子は", author=person)
    book.session.sheets[book.ledger.fresh_id()] = Sheet(
        at=make.NOW,
        worksheet="w",
        title="見本 花子のケース",
        cells={"a": "見本 花子"},
        rows={"r": {"c": "と見本 花子"}},
    )
    book.meetings.set("step1", present=(person, friend), groups={"1": (person, friend)}, reporting=("1",))
    book.events.add("next_turn", "step1", participant=person)
    return book, person, friend


def test_the_places_of_a_name_are_counted_before_anything_is_done() -> None:
    book, _, _ = full_book()
    before = render(book.session)
    assert replace_name.mentions(book.session, "見本 花子") == 5
    assert replace_name.surname_mentions(book.session, "見本 花子") == 1
    assert render(book.session) == before


def test_an_anonymous_person_is_named_nowhere_and_stays_in_rounds() -> None:
    book, person, friend = full_book()
    assert book.people.anonymise(person, "匿名1") == 5
    text = render(book.session).decode()
    assert "花子" not in text
    assert book.session.participants[person].name == "匿名1"
    assert meeting_of(book.session, "step1").present == (person, friend)


def test_an_erased_person_is_in_no_list_and_said_nothing_by_name() -> None:
    book, person, friend = full_book()
    book.people.erase(person, "（氏名削除）")
    text = render(book.session).decode()
    assert "花子" not in text
    assert person not in book.session.participants
    assert meeting_of(book.session, "step1").present == (friend,)
    assert meeting_of(book.session, "step1").groups == {"1": (friend,)}
    assert all(note.author is None for note in book.session.notes.values())


@pytest.mark.parametrize("way", ["anonymise", "erase"])
def test_undo_brings_everything_back(way: str) -> None:
    book, person, _ = full_book()
    before = render(book.session)
    getattr(book.people, way)(person, "だれか")
    assert render(book.session) != before
    book.undo()
    assert render(book.session) == before


def test_another_person_of_the_same_name_keeps_it() -> None:
    book, person, _ = full_book()
    other = book.people.add("見本 花子")
    book.people.anonymise(person, "匿名1")
    assert book.session.participants[other].name == "見本 花子"


def test_a_name_of_one_letter_is_not_searched_for_inside_words() -> None:
    book = make.book()
    person = book.people.add("林")
    book.notes.add("森林の話")
    book.todos.add("名札", owner="林")
    assert book.people.anonymise(person, "匿名1") == 1
    assert [note.text for note in book.session.notes.values()] == ["森林の話\n"]


@given(st.text("見本花子 \\1(", min_size=1, max_size=6), st.text("見本花子。 \n", max_size=20))
@settings(max_examples=100, deadline=None)
def test_a_replaced_name_is_gone_whatever_letters_it_has(name: str, text: str) -> None:
    replaced = replace_name.replacing(name, "Ｘ")(text)
    if len("".join(name.split())) > 1 and name.strip():
        assert name.strip() not in replaced or name.strip() not in text


def test_people_are_moved_by_one_change() -> None:
    book = make.book()
    ids = [book.people.add(name) for name in ("見本 花子", "例野 一郎", "雛形 健")]
    book.people.order([ids[2], ids[0]])
    assert [key for key, _ in book.session.people] == [ids[2], ids[0], ids[1]]
    book.undo()
    assert [key for key, _ in book.session.people] == ids


def test_a_name_being_typed_is_one_change_for_undo() -> None:
    book = make.book()
    person = book.people.add("参加者1")
    for typed in ("見", "見本", "見本 花子"):
        book.people.edit_typed(person, name=typed)
    book.undo()
    assert book.session.participants[person].name == "参加者1"


def test_who_left_is_kept_with_a_day() -> None:
    book = make.book()
    person = book.people.add("例野 一郎")
    book.people.edit(person, left=date(2026, 12, 24))
    assert book.session.participants[person].left == date(2026, 12, 24)
