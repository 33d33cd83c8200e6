"""The quick reader: whatever the text, what tomllib makes of it."""

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.records import Session
from jusou_tui.toml import reader
from session.samples import SESSIONS, full_session
from toml.test_positions import KEYS, VALUES

STATEMENTS = [
    *("", "[a]", "[a.b]", '["a".b]', "[a.b.c]", '["a.b"]', "[b]", "[ a ]", "[[a]]", "[[a.b]]", '[""]'),
    *("[a]#", "[", "a = 1", "a = 1.5", "a = true", "a = +1", "a = 01", "a = 1_0"),
    *("a = 100000000000000000", "a = 9999999999999999999", "a = nan", "b = 1", "a.b = 1", '"a" = 1'),
    *("'a' = 1", '"" = 1', '"a.b" = 1', "a= 1", "a =1", " a = 1", "a = 1 ", "a = ", "a = 2026-12-10"),
    *("a = 2026-13-10", "a = 2026-02-30", "a = 0000-01-01", "a = 13:30:00", "a = 2026-12-10 # x"),
    *("a = 2026-12-10T13:30:02", "a = 2026-12-10T13:30:02Z", "a = 2026-12-10T13:30:02+09:00"),
    *("a = 2026-12-10T13:30:02-00:00", "a = 2026-12-10T13:30:02.12+09:00"),
    *("a = 2026-12-10T13:30:02+24:00", "a = 2026-12-10T13:30:02+09:60"),
    *("a = 2026-12-10T13:30:02.120+09:00", "a = 2026-12-10T13:30:02.1200+09:00"),
    *("a = 2026-12-10T13:30:60+09:00", "a = 2026-12-10T13:30:02.123456-03:30"),
    *("a = 2026-12-10t13:30:02+09:00", "a = 2026-12-10 13:30:02+09:00"),
    *("a = 2026-12-10T24:00:00+09:00", 'a = "x"', 'a = ""', 'a = "x\\n"', 'a = "x\\q"', 'a = "\t"'),
    *('a = "x', 'a = "x" # y', "a = 'x'", "a = '''", 'a = """', 'b = """', '"""', '""""', '"""""'),
    *('""""""', 'x"""', 'x""""', "x\\", "x", '"', "\\", "'''", "\t", "a = [", "  1,", '  "x",', "  ["),
    *("]", "a = [1, 2]", "a = []", "a = [[1], {b = 2}]", "a = {b = 1}", "a = {}"),
    *("a = { b = 1, c = { d = 1 } }", "a = {b = 1, b = 2}", "a = {", "}", "# x", '# """'),
    *("x = 1 y = 2", "\x00", "あ = 1", '"あ" = "い"', "a = あ", "\x7f", "a = 1\r", "\r", "\x85"),
    *("a = 0x1F", "a = -0", "a = inf"),
]


def made_of(text: str, loads: object) -> str:
    """Return what a reader makes of a text: types, order and zones as well; or what it raises."""
    assert callable(loads)
    try:
        return repr(loads(text))
    except (ValueError, RecursionError) as error:
        return f"{type(error).__name__}: {error}"


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(STATEMENTS), max_size=12),
    st.sampled_from(["\n", "\n", "\n", "\r\n"]),
    st.booleans(),
)
@example(["[a.b]", "[a]", "c = 1"], "\n", True)
@example(["[a]", "b = 1", "[a.b]"], "\n", True)
@example(["[a]", 'b = """', "[a.b]", 'x"""', "[a.b]"], "\n", True)
@example(["[a.b]", "", "[[a.b]]"], "\n", True)
def test_any_row_of_statements_is_read_as_tomllib_reads_it(lines: list[str], end: str, ended: bool) -> None:
    text = end.join(lines) + (end if ended else "")
    assert made_of(text, reader.loads) == made_of(text, tomllib.loads)


@holds_for(
    100,
    SESSIONS,
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 30), st.sampled_from(STATEMENTS)), max_size=2),
    also=[(full_session(), [])],
)
def test_a_session_is_read_so_whatever_was_put_into_it(
    session: Session, edits: list[tuple[int, int, str]]
) -> None:
    text = render(session).decode()
    for place, length, put in edits:
        at = place % len(text)
        text = text[:at] + put + text[at + length :]
    assert made_of(text, reader.loads) == made_of(text, tomllib.loads)


@holds_for(100, SESSIONS, st.dictionaries(KEYS, VALUES, max_size=4))
def test_whatever_the_program_writes_is_laid_out_so(session: Session, unknown: dict[str, object]) -> None:
    tables = {f"x {name}": value for name, value in unknown.items()}
    text = render(Session.model_validate(dict(session) | {"schema": 1} | tables)).decode()
    assert repr(reader.laid_out(text)) == repr(tomllib.loads(text))


def test_what_the_program_writes_is_not_left_to_tomllib(monkeypatch: pytest.MonkeyPatch) -> None:
    text = render(full_session()).decode()
    given_to_it: list[str] = []

    def watched(part: str, loads: object = tomllib.loads) -> object:
        assert callable(loads)
        given_to_it.append(part)
        return loads(part)

    monkeypatch.setattr(reader.tomllib, "loads", watched)
    assert reader.loads(text)["schema"] == 1
    assert text not in given_to_it
    assert max(map(len, given_to_it)) < 1000
