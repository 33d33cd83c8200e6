"""Whatever is in a file: a value or a clear error, soon, and no control characters in any sentence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark_module import benchmark
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.records import Session
from session.samples import full_session, sessions

pytestmark = pytest.mark.proof

fuzz = benchmark("fuzz")
FILES = fuzz.corpus()
_KEYS = st.sampled_from(
    ["schema", "session", "notes", "id", "at", "steps", "end", "x", '"あ"', "'.'", '"\\u001b"']
)
_VALUES = st.sampled_from([*fuzz.VALUES, *fuzz.HOSTILE]).map(lambda value: value.decode(errors="replace"))
_LINES = (
    st.builds("[{}.{}]".format, _KEYS, _KEYS)
    | st.builds("[[{}]]".format, _KEYS)
    | st.builds("{} = {}".format, _KEYS, _VALUES)
    | st.builds("{}.{} = {{ {} = {} }}".format, _KEYS, _KEYS, _KEYS, _VALUES)
    | _VALUES
    | st.text(max_size=30)
)


def read(kind: str, data: bytes) -> str:
    """Read as the benchmark does, within a second of processor time."""
    begun = time.process_time()
    outcome = str(fuzz.outcome(kind, data))
    assert time.process_time() - begun < fuzz.MOST_SECONDS
    return outcome


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 1 << 40))
def test_shipped_files_changed_at_random(number: int) -> None:
    read(*fuzz.make(number, 7, FILES))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(fuzz.KINDS), st.lists(_LINES, max_size=25).map("\n".join))
def test_lines_of_toml_in_any_order(kind: str, text: str) -> None:
    read(kind, text.encode(errors="surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(fuzz.KINDS), st.binary(max_size=400))
def test_bytes_of_any_kind(kind: str, data: bytes) -> None:
    read(kind, data)


@settings(max_examples=40, deadline=None)
@given(sessions(), st.data())
def test_any_session_with_a_part_taken_out_or_put_in(session: Session, data: st.DataObject) -> None:
    whole = render(session)
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, len(whole)))
    put = data.draw(st.binary(max_size=20) | st.sampled_from(fuzz.HOSTILE))
    read("session", whole[:begin] + put + whole[end:])


def test_the_files_that_are_changed_are_good_ones() -> None:
    assert {kind for kind, _ in FILES} == set(fuzz.KINDS)
    assert {read(kind, data) for kind, data in FILES} == {"read"}
    assert read("session", render(full_session())) == "read"
    seen = {read(*fuzz.make(number, 3, FILES)) for number in range(400)}
    assert "read" in seen
    assert len(seen) > 15


def test_a_number_of_thousands_of_hexadecimal_digits_is_refused() -> None:
    number = b"0x" + b"f" * 5000
    assert read("curriculum", b"schema = " + number) == "curriculum.number_too_long"
    assert read("session", b"schema = " + number + b"\n[end]\n") == "session.too_deep"


def test_signs_that_are_not_assigned_or_private_are_told_and_what_a_terminal_obeys_is_not() -> None:
    assert read("curriculum", 'id = """\ud7fc\ue000　\n"""'.encode()) != "read"
    assert fuzz.is_harmless("\ud7fc\ue000　")
    assert not any(fuzz.is_harmless(f"文{char}") for char in "\x1b\x9b\n\u2028\u202e\u200b")
