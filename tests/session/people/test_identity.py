"""Who is who: spellings of one person, people of one name, what each is called."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusou_tui.session.people.identity import (
    Match,
    keys_of_names,
    labels,
    match_people,
    name_key,
    people_called,
)
from jusou_tui.session.people.person import Person

WELFARE, TAX = Person("例野 太郎", "福祉課"), Person("例野太郎", "税務課")
ALONE, OTHER = Person("例野 太郎"), Person("見本 花子", "総務課")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("見本花子", "見本　花 子"),
        ("ﾐﾎﾝ ﾊﾞﾅｺ", "ミホンバナコ"),
        ("Hanako Mihon", "ＨＡＮＡＫＯ　mihon"),
        ("がくや", unicodedata.normalize("NFD", "がくや")),
        ("見本\u200b花子", "見本\ufeff花子"),
        ("葛\U000e0100城", "葛城"),
        ("神田", "神田"),
    ],
)
def test_blanks_width_case_and_composition_do_not_distinguish_people(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("髙橋", "高橋"), ("見本 花子", "見本 花"), ("みほん", "ミホン")])
def test_variants_of_a_kanji_and_readings_do(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_the_affiliation_tells_people_of_one_name_apart_else_a_number() -> None:
    people = {"4": ALONE, "1": WELFARE, "2": TAX, "3": ALONE, "5": OTHER}
    found = labels(people)
    assert list(found) == list(people)
    assert [found[key] for key in sorted(found)] == [
        "例野 太郎（福祉課）",
        "例野太郎（税務課）",
        "例野 太郎（1）",
        "例野 太郎（2）",
        "見本 花子",
    ]
    assert labels({"1": WELFARE, "2": Person("例野太郎", "福祉 課")})["2"] == "例野太郎（福祉 課 2）"


def test_a_label_names_one_person_and_a_name_everybody_who_has_it() -> None:
    people = {"1": WELFARE, "2": TAX, "3": OTHER}
    assert people_called(people, "例野太郎(税務課)") == ["2"]
    assert people_called(people, "例野　太郎") == ["1", "2"]
    assert people_called(people, " 見本花子") == ["3"]
    assert people_called(people, "見本") == people_called(people, " ") == []


def test_owners_of_one_person_have_one_key_however_they_were_typed() -> None:
    people = {"1": WELFARE, "2": TAX, "3": OTHER}
    typed = ["例野太郎(福祉課)", "例野 太郎", "見本花子", "見本 花子", "ﾀﾞﾚｶ", "ダレカ", ""]
    assert list(keys_of_names(people, typed).values()) == ["1", "例野太郎", "3", "3", "ダレカ", "ダレカ", ""]


def test_one_name_with_two_affiliations_is_two_people() -> None:
    assert match_people({}, [WELFARE, TAX, OTHER]) == [Match(namesake=True), Match(namesake=True), Match()]
    assert match_people({"a": WELFARE}, [TAX, WELFARE]) == [Match(namesake=True), Match("a", namesake=True)]


def test_spellings_of_one_name_are_one_person_where_no_affiliation_says_otherwise() -> None:
    assert match_people({}, [ALONE, Person("例野太郎")]) == [Match(), Match(repeats=0)]
    assert match_people({}, [ALONE, WELFARE]) == [Match(repeats=1), Match()]
    assert match_people({"a": ALONE}, [WELFARE]) == match_people({"a": WELFARE}, [ALONE]) == [Match("a")]


def test_who_may_have_moved_is_known_by_the_name_where_nobody_else_can_be_meant() -> None:
    assert match_people({"a": WELFARE}, [TAX], moving=True)[0].known == "a"
    assert [match.known for match in match_people({"a": WELFARE}, [TAX, WELFARE], moving=True)] == [None, "a"]
    assert match_people({"a": WELFARE, "b": TAX}, [Person("例野太郎", "総務課")], moving=True)[0].is_new


def test_a_name_alone_that_several_have_goes_to_them_one_after_another() -> None:
    found = match_people({"a": WELFARE, "b": TAX}, [ALONE, ALONE, ALONE])
    assert [match.known for match in found] == ["a", "b", None]
    assert found[2].is_new


@given(st.lists(st.builds(Person, st.sampled_from(["例野", "見本"]), st.sampled_from(["", "甲課", "乙課"]))))
def test_whoever_was_taken_in_is_known_the_next_time(people: list[Person]) -> None:
    first = match_people({}, people)
    known = {str(place): person for place, person in enumerate(people) if first[place].is_new}
    stated = [person for person in people if person.affiliation]
    assert all(match.known is not None for match in match_people(known, stated))
    assert all(match.repeats is None or first[match.repeats].is_new for match in first)


@pytest.mark.parametrize("person", [ALONE, WELFARE])
def test_people_whom_nothing_tells_apart_are_meant_one_after_another(person: Person) -> None:
    found = match_people({"a": person, "b": person}, [person, person, person])
    assert [match.known for match in found] == ["a", "b", "a"]
