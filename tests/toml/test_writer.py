"""The deterministic writer."""

import difflib
import tomllib
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import tomli_w
from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Note, Session
from jusou_tui.toml import writer
from jusou_tui.toml.limits import dotted_run
from session.samples import NOTES, SESSIONS, START, full_session, identity, meta, session

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\r\t.#a\x00\x1b\x7f'), max_size=40
)
HERE = Path("見本.session.toml")


@holds_for(100, SESSIONS, also=[(full_session(),)])
def test_what_is_written_reads_back_equal_and_is_written_the_same_again(given_session: Session) -> None:
    data = render(given_session)
    read = parse(data, HERE)
    assert read == given_session
    assert render(read) == data


@holds_for(100, SESSIONS, NOTES, st.integers(1, 1000))
def test_another_note_only_inserts_lines(given_session: Session, note: Note, number: int) -> None:
    before = render(given_session).decode().split("\n")
    more = given_session.model_copy(
        update={"notes": {**given_session.notes, encode(1 << 47, number): note}},
    )
    after = render(more).decode().split("\n")
    kinds = {tag for tag, *_ in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()}
    assert kinds <= {"equal", "insert"}


def test_the_layout_is_the_documented_one() -> None:
    text = render(full_session()).decode()
    headers = [line for line in text.split("\n") if line.startswith("[") and "x]" not in line]
    names = [header.strip("[]").split(".")[0] for header in headers]
    assert list(dict.fromkeys(names)) == [
        "session",
        "participants",
        "meetings",
        "events",
        "notes",
        "sheets",
        "todos",
        "drafts",
        "view",
        "conflicts",
        "presence",
        "later_table",
        "end",
    ]
    assert text.startswith("schema = 1\n")
    assert text.endswith("\n[end]\n")


def test_an_event_is_one_line() -> None:
    text = render(full_session()).decode()
    assert (
        f'[events]\n{identity(2)} = {{ at = 2026-12-10T13:30:02.120+09:00, step = "step1", '
        'kind = "start", activity = "opening" }\n'
    ) in text


def test_a_text_is_a_block_that_ends_on_a_line_of_its_own() -> None:
    assert writer.pair("text", "一\n二\n") == 'text = """\n一\n二\n"""\n'


def test_a_text_without_a_last_newline_keeps_its_end_exactly() -> None:
    assert writer.pair("text", "一\n二 ") == 'text = """\n一\n二 \\\n"""\n'
    assert tomllib.loads(writer.pair("text", "一\n二 ")) == {"text": "一\n二 "}


@pytest.mark.parametrize("text", ["\r", "\x1b[2J\n", "\x7f", "a\tb\n", "\\u0041", '"""', '""""\n', "\x00"])
def test_any_string_survives(text: str) -> None:
    assert tomllib.loads(writer.pair("k", text)) == {"k": text}


@holds_for(300, TEXTS)
def test_any_text_reads_back_the_same_on_one_line_and_in_a_block(text: str) -> None:
    assert tomllib.loads(f"k = {writer.line(text)}\n")["k"] == text
    assert tomllib.loads(f"k = {writer.block(text)}\n")["k"] == text
    assert tomllib.loads(f"{writer.key(text)} = 1\n") == {text: 1}
    assert "\n" not in writer.line(text)


@holds_for(300, TEXTS)
def test_texts_are_escaped_as_tomli_w_escapes_them(text: str) -> None:
    if text.count(".") >= 64:
        return
    assert f"k = {writer.line(text)}\n" == tomli_w.dumps({"k": text})
    if "\n" in text and "\r" not in text and text.endswith("\n"):
        assert f"k = {writer.block(text)}\n" == tomli_w.dumps({"k": text}, multiline_strings=True)


@pytest.mark.parametrize("text", ["a." * 70, "a.b\n" * 40, "x\n" + "a." * 70 + "\n", '"a".' * 70])
def test_no_text_is_written_so_that_a_reader_takes_it_for_a_hostile_key(text: str) -> None:
    written = writer.pair("k", text)
    assert dotted_run(written) is None
    assert tomllib.loads(written) == {"k": text}


def test_records_stand_by_instant_and_then_by_id_whatever_the_order_of_the_dictionary() -> None:
    early, late = Note(at=START, text="a\n"), Note(at=START + timedelta(hours=1), text="b\n")
    one = session(notes={identity(1): late, identity(2): early, identity(3): early})
    other = session(notes={identity(3): early, identity(2): early, identity(1): late})
    assert render(one) == render(other)
    assert list(parse(render(one), HERE).notes) == [identity(2), identity(3), identity(1)]


def test_an_instant_has_milliseconds_and_an_offset() -> None:
    assert writer.instant(START) == "2026-12-10T13:30:02.120+09:00"
    assert writer.instant(START.replace(microsecond=0)) == "2026-12-10T13:30:02.000+09:00"


def test_an_offset_with_seconds_is_rounded_and_the_instant_stays() -> None:
    old = datetime(1887, 1, 1, 12, tzinfo=timezone(timedelta(hours=9, minutes=18, seconds=59)))
    written = writer.instant(old)
    assert written.endswith("+09:19")
    assert tomllib.loads(f"at = {written}")["at"] == old


def test_one_newline_in_one_value_changes_no_other_line() -> None:
    before = writer.table("x", {"rows": [{"a": "b"}, {"a": "c"}]}).split("\n")
    after = writer.table("x", {"rows": [{"a": "b\n"}, {"a": "c"}]}).split("\n")
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_lone_surrogate_is_refused_before_any_file_is_touched() -> None:
    with pytest.raises(UnicodeEncodeError):
        render(session(session=meta(title="\ud800")))


def test_what_toml_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError):
        writer.inline(None)
