"""ULIDs of our own."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from jusou_tui.session.model.ids import encode, following, id_behind, new_id
from session.samples import START


@given(st.integers(0, (1 << 48) - 1), st.integers(0, (1 << 80) - 1))
def test_the_encoder_agrees_with_the_library(milliseconds: int, randomness: int) -> None:
    assert encode(milliseconds, randomness) == str(ULID.from_int(milliseconds << 80 | randomness))


def test_an_id_tells_its_instant() -> None:
    assert ULID.from_str(new_id(START)).datetime == START


def test_ids_of_one_millisecond_sort_in_the_order_in_which_they_were_made() -> None:
    made = [new_id(START) for _ in range(1000)]
    assert made == sorted(set(made))


def test_later_instants_sort_later() -> None:
    assert new_id(START) < new_id(START + timedelta(milliseconds=1))


@given(st.integers(0, (1 << 128) - 2))
def test_the_id_that_follows_is_the_next_number(value: int) -> None:
    given_id = str(ULID.from_int(value))
    assert following(given_id) == str(ULID.from_int(value + 1))


def test_the_last_id_of_all_has_none_behind_it() -> None:
    assert following("7" + "Z" * 25) == "7" + "Z" * 25


@given(st.integers(0, (1 << 128) - 2))
def test_a_new_id_behind_another_sorts_behind_it_and_is_never_made_twice(value: int) -> None:
    given_id = str(ULID.from_int(value))
    assert id_behind(given_id) > given_id
    if value >> 80 < (1 << 48) - 1:
        assert id_behind(given_id) != id_behind(given_id)
