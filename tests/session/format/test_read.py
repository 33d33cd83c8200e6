"""Reading, and refusing, session files."""

import tomllib
from pathlib import Path
from random import Random

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import Problem, SessionFileError
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import opened, parse, parse_opened, read
from jusou_tui.session.model.ids import encode
from jusou_tui.toml import limits
from jusou_tui.toml.limits import MOST_PROBLEMS
from jusou_tui.wording import problem_text, use
from session.samples import full_session, identity

HERE = Path("見本.session.toml")
TEXT = render(full_session()).decode()


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """Return what is wrong with a file."""
    with pytest.raises(SessionFileError) as caught:
        parse(text.encode() if isinstance(text, str) else text, HERE)
    return caught.value.problems


def test_every_truncation_at_a_line_end_is_refused() -> None:
    lines = TEXT.splitlines(keepends=True)
    for count in range(len(lines) - 1):
        assert problems("".join(lines[:count])), count


def test_a_truncation_that_is_valid_toml_is_told_as_one() -> None:
    (problem,) = problems(TEXT.split("[todos.")[0])
    assert problem.message_id == "session.truncated"


@given(st.integers(0, len(TEXT.encode()) - 8))
@settings(max_examples=100, deadline=None)
def test_no_truncation_anywhere_is_taken_for_a_session(size: int) -> None:
    assert problems(TEXT.encode()[:size])


def test_a_table_behind_the_end_is_read_and_the_file_said_to_be_rearranged() -> None:
    note = f'[notes.{identity(77)}]\nat = 2026-12-10T14:00:00+09:00\ntext = "あとから書いた"\n'
    found = parse_opened(f"{TEXT}\n{note}".encode(), HERE)
    assert found.rearranged
    assert found.session.notes[identity(77)].text == "あとから書いた"
    assert not parse_opened(TEXT.encode(), HERE).rearranged


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_a_file_whose_tables_a_formatter_sorted_says_the_same(chance: Random) -> None:
    """Tables in any order, `[end]` anywhere, inline tables opened, keys sorted."""
    document = tomllib.loads(TEXT)
    tables = [name for name, value in document.items() if isinstance(value, dict)]
    plain = [name for name in document if name not in tables]
    chance.shuffle(tables)
    arranged = {name: in_order(document[name]) for name in (*sorted(plain), *tables)}
    text = tomli_w.dumps(arranged, multiline_strings=True)
    assert parse(text.encode(), HERE) == full_session()
    without = {name: value for name, value in arranged.items() if name != "end"}
    (problem,) = problems(tomli_w.dumps(without))
    assert problem.message_id == "session.truncated"


def in_order(value: object) -> object:
    """Return a table with its keys sorted, and those of the tables in it."""
    return {key: in_order(value[key]) for key in sorted(value)} if isinstance(value, dict) else value


def test_the_last_line_need_not_have_its_newline() -> None:
    assert parse(TEXT.rstrip("\n").encode(), HERE) == full_session()


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    assert parse(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(), HERE) == full_session()


@pytest.mark.parametrize(
    ("data", "message_id"),
    [
        (b"", "session.empty"),
        (b" \n\n", "session.empty"),
        (TEXT.encode("utf-16"), "session.not_utf8"),
        (TEXT.encode("cp932", errors="replace"), "session.not_utf8"),
        (b"<<<<<<< ours\n", "toml.merge_marks"),
        (b"x = " + b"[" * 5000, "session.too_deep"),
        (b"x = " + b"[" * 100 + b"]" * 100 + b"\n[end]\n", "session.too_deep"),
        (b"x = " + b"9" * 5000, "session.too_deep"),
        (b"a." * 20000 + b"a = 1\n[end]\n", "session.too_deep"),
        (b"x = {" + b'"a" . ' * 200 + b"a = 1}\n[end]\n", "session.too_deep"),
        (b"[" + b"'a'." * 200 + b"a]\n[end]\n", "session.too_deep"),
        (b"[end]\n", "toml.missing_key"),
    ],
)
def test_what_is_no_session_is_refused_in_one_sentence(data: bytes, message_id: str) -> None:
    assert [problem.message_id for problem in problems(data)] == [message_id]


@pytest.mark.parametrize(
    ("old", "new", "message_id", "key"),
    [
        ('text = """', "text = 5 #", "toml.bad_statement", ""),
        ("schema = 1", "schema = true", "toml.want_whole_number", "schema"),
        ("schema = 1", "schema = 0", "toml.too_small", "schema"),
        ("schema = 1", "", "toml.missing_key", "schema"),
        ("cases = 2", 'cases = "2"', "toml.want_whole_number", "meetings.step1.cases"),
        ('kind = "note"', 'kind = "song"', "toml.want_one_of", f"notes.{identity(3)}.kind"),
        ('role = "scribe"', "role = 1", "toml.want_one_of", f"participants.{identity(1)}.role"),
        (f"[notes.{identity(3)}]", "[notes.x]", "session.not_an_id", "notes.x"),
        ('kind = "start"', 'kind = "begin"', "toml.want_one_of", f"events.{identity(2)}.kind"),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, message_id: str, key: str) -> None:
    place = TEXT.index(old)
    (problem, *_) = problems(TEXT.replace(old, new, 1))
    assert problem.message_id == message_id
    if key:
        assert problem.key == key
        if new:
            assert problem.line == TEXT.count("\n", 0, place) + 1
        for language in ("ja", "en"):
            use(language)
            assert problem_text(problem)


def test_all_mistakes_are_told_at_once_in_order() -> None:
    text = TEXT.replace("cases = 2", "cases = -2").replace('title = "2026年度 第1回"', "title = 5")
    found = problems(text)
    assert [problem.key for problem in found] == ["session.title", "meetings.step1.cases"]
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_of_very_many_mistakes_the_first_are_placed_and_the_rest_is_counted() -> None:
    text = TEXT.replace('variant = "standard"', "variant = 5").removesuffix("[end]\n")
    text += "".join(f"[notes.{encode(1, number)}]\n" for number in range(20_000)) + "[end]\n"
    with pytest.raises(SessionFileError) as caught:
        parse(text.encode(), HERE)
    found = caught.value.problems
    assert (len(found), caught.value.more) == (MOST_PROBLEMS, 40_001 - MOST_PROBLEMS)
    assert found[0].key == "session.variant"
    assert found[-1].line == 1 + text[: text.index(f"[notes.{encode(1, 49)}]")].count("\n")
    assert caught.value.facts["count"] == 40_001


def test_a_time_without_an_offset_is_refused() -> None:
    (problem,) = problems(TEXT.replace("13:30:02.120+09:00\ncases", "13:30:02\ncases", 1))
    assert (problem.message_id, problem.key) == ("toml.no_offset", "meetings.step1.start")


def test_a_number_is_not_taken_for_a_time() -> None:
    text = TEXT.replace("seen = 2026-12-10T13:30:02.120+09:00", "seen = 5")
    assert [problem.key for problem in problems(text)] == ["view.seen"]


def test_no_control_sequence_comes_out_of_a_file() -> None:
    raw = TEXT.replace("例野 一郎", "例野\\u001b[2J 一郎").replace("書きかけ", "書き\x9b2Jかけ")
    found = parse_opened(raw.encode(), HERE)
    assert "\x1b" not in render(found.session).decode()
    assert found.session.participants[identity(1)].name == "例野 一郎"
    assert found.session.drafts["note"].text == "書きかけ\nの文"
    assert not found.as_written


def test_no_control_sequence_comes_out_of_a_message() -> None:
    for text in (TEXT.replace("[view]", '[view]\n"\\u001b[2J" = 1\nscreen = 5 #'), '"\\u001b" = 1 = 2'):
        for problem in problems(text):
            assert "\x1b" not in problem_text(problem)


def test_a_file_of_a_newer_program_can_be_looked_at() -> None:
    found = parse_opened(TEXT.replace("schema = 1", "schema = 9").encode(), HERE)
    assert (found.read_only, found.reason) == (True, "session.newer")


def test_a_newer_file_that_makes_no_sense_here_says_that_it_is_newer() -> None:
    (problem,) = problems(TEXT.replace("schema = 1", "schema = 9").replace("cases = 2", 'cases = "many"'))
    assert problem.message_id == "session.newer_unreadable"


def test_unknown_keys_and_tables_survive() -> None:
    text = TEXT.replace('name = "例野 一郎"', 'name = "例野 一郎"\nbirthday = 07:30:00')
    assert b"birthday = 07:30:00" in render(parse(text.encode(), HERE))


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SessionFileError) as caught:
        opened(tmp_path / "none.session.toml")
    assert caught.value.problems[0].message_id == "session.unreadable"


def test_a_file_beyond_all_measure_is_not_even_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.session.toml"
    with huge.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(SessionFileError) as caught:
        read(huge)
    assert caught.value.problems[0].message_id == "session.too_large"


def test_a_file_that_is_damaged_or_laid_out_otherwise_may_hold_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SESSION_PARTS", int(sum(map(TEXT.count, ".=[{,")) / limits.OTHERWISE / 2))
    for old, new in (("schema = 1", "schema=1"), ("\n", "\r\n"), ("=", "")):
        (problem,) = problems(TEXT.replace(old, new))
        assert problem.message_id == "session.too_much_otherwise"
    assert parse(TEXT.encode(), HERE) == full_session()
