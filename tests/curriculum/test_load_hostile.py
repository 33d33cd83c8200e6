"""Files that are no curriculum: each is a CurriculumError, and none costs time or memory."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.sample import PATH, TEXT, problems
from jusou_tui.curriculum.load import load, parse
from jusou_tui.errors import CurriculumError
from jusou_tui.toml.limits import CURRICULUM_BYTES, excess
from jusou_tui.wording import problem_text

HOSTILE = {
    "empty": (b"", "curriculum.file_empty"),
    "only comments": ("# 何もない\n".encode(), "curriculum.file_empty"),
    "binary": (bytes(range(256)) * 40, "curriculum.encoding"),
    "UTF-16": (TEXT.encode("utf-16"), "curriculum.encoding"),
    "Shift_JIS": (TEXT.encode("cp932"), "curriculum.encoding"),
    "too large": (b"#" * (CURRICULUM_BYTES + 1), "curriculum.file_too_large"),
    "nested arrays": (b"a = " + b"[" * 100_000, "curriculum.nested_too_deep"),
    "nested closed arrays": (b"a = " + b"[" * 500 + b"]" * 500, "curriculum.nested_too_deep"),
    "nested inline tables": (b"a = " + b"{a = " * 500 + b"1" + b"}" * 500, "curriculum.nested_too_deep"),
    "dotted key": (b"a." * 100_000 + b"a = 1", "curriculum.key_too_long"),
    "dotted quoted key": (b'"a" . ' * 20_000 + b"a = 1", "curriculum.key_too_long"),
    "dotted header": (b"[" + b"a." * 20_000 + b"a]", "curriculum.key_too_long"),
    "dotted key inside": (b"x = {" + b"a." * 20_000 + b"a = 1}", "curriculum.key_too_long"),
    "5,000 digits": (b"a = " + b"1" * 5_000, "curriculum.number_too_long"),
    "5,000 digits with underscores": (b"a = " + b"1_0" * 2_500, "curriculum.number_too_long"),
    "a time code of 5,000 digits": (
        TEXT.replace("0:10", "9" * 5_000 + ":00:10").encode(),
        "curriculum.want_time_code",
    ),
    "too many steps": (b"steps = [" + b"{}," * 600_000 + b"]", "curriculum.too_many_parts"),
    "too many headers": (b"[[steps]]\n" * 190_000, "curriculum.too_many_parts"),
    "too many keys": (b"".join(b"k%d=1\n" % number for number in range(60_000)), "curriculum.too_many_parts"),
    "many broken steps": (b"steps = [" + b"{}," * 15_000 + b"]", "toml.missing_key"),
    "many unknown ids": (
        TEXT.replace('["list"]', str([f"z{one}" for one in range(30_000)])).encode(),
        "curriculum.id_unknown",
    ),
    "lone surrogate": (b'a = "\\ud800"', "toml.backslash"),
    "unclosed string": (b'a = "text', "toml.text_not_closed"),
    "unclosed long string": (b'a = """text', "toml.text_not_closed"),
    "unclosed array": (b"a = [1, 2", "toml.list_not_closed"),
    "unclosed inline table": (b"a = {b = 1", "toml.table_not_closed"),
    "no value": (b"a =", "toml.no_value"),
    "no equals sign": (b"a\n", "toml.no_equals"),
    "a key twice": (b"a = 1\na = 2", "toml.twice_first"),
    "a table twice": (b"[a]\n[a]", "toml.twice_first"),
    "a bare word": (b"a = yes", "toml.bad_value"),
    "an unclosed header": (b"[a\nb = 1", "toml.heading_not_closed"),
    "a Japanese key": ("題名 = 1".encode(), "toml.bad_statement"),
    "two on a line": (b"a = 1 b = 2", "toml.after_value"),
    "a bad date": (b"a = 2026-02-31", "toml.bad_date"),
    "a null byte": (b"a = 1\x00", "toml.invisible"),
    "long string of dots": (b'a = "' + b"." * 200_000 + b'"', "curriculum.unknown_key"),
    "many quotation marks": (b'a = "' + b'\\"' * 400_000, "toml.text_not_closed"),
}


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_fast_with_its_reason_in_a_short_clean_sentence(
    data: bytes, message: str
) -> None:
    started = time.process_time()
    found = problems(data)
    assert time.process_time() - started < 2, "the cheapest bomb took minutes without the limits"
    assert message in {one.message_id for one in found}
    for one in found[:5]:
        sentence = problem_text(one)
        assert len(sentence) < 600
        assert sentence.isprintable()
        assert "curriculum." not in sentence, "an id without a sentence"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_garbage_is_always_a_curriculum_error(data: bytes) -> None:
    with pytest.raises(CurriculumError):
        parse(data, PATH)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_file_cut_or_changed_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    raw = TEXT.encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 30)))
    put = data.draw(
        st.binary(max_size=4) | st.sampled_from([b"[", b"]", b'"', b"{", b"\n", b"=", b"[[", b"1", b"."])
    )
    for problem in problems(raw[:start] + put + raw[end:]):
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem_text(problem)


def test_limits_pass_over_strings_and_comments() -> None:
    dots = "." * 500
    brackets = "[" * 500
    text = f'a = "{dots}{brackets}"\nb = """\n{dots}\n{brackets}\n""""\n# {dots}{brackets}\nc = \'{dots}\'\n'
    assert excess(text) is None
    assert excess("x = [" + "1.5, " * 500 + "]") is None


def test_the_place_of_an_excess_is_told() -> None:
    (problem,) = problems("a = 1\nb = " + "7" * 500)
    assert (problem.line, problem.column) == (2, 5)


def test_an_endless_file_is_not_read() -> None:
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("this system has no endless file")
    with pytest.raises(CurriculumError) as caught:
        load(endless)
    assert [one.message_id for one in caught.value.problems] == ["curriculum.file_unreadable"]
