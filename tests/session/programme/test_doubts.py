"""What is doubtful in a session's file although it can be read."""

from pathlib import Path

import pytest

from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.format.read import parse, parse_opened
from jusou_tui.session.programme.doubts import Doubt, doubts
from jusou_tui.wording import t

PATH = Path(__file__).parents[3] / "sessions" / "mihon.session.toml"
EXAMPLE = PATH.read_text("utf-8")
LOST = "資料は当日配り、その日のうちに集める。\n"


def found(text: str) -> list[Doubt]:
    """Return the doubts about a changed example."""
    session = parse(text.encode(), PATH)
    return doubts(text, session, curriculum_of(session, PATH))


def line(text: str, what: str) -> int:
    """Return the line on which something stands first."""
    return text[: text.index(what)].count("\n") + 1


def test_nothing_is_doubtful_in_what_ships() -> None:
    assert found(EXAMPLE) == []


@pytest.mark.parametrize(
    ("old", "new", "message_id", "facts"),
    [
        (
            "affiliation =",
            "affilation =",
            "session.doubt_key",
            {"found": "affilation", "meant": "affiliation"},
        ),
        ("booked_end = 2026-12-10T16", "booked_end = 2026-12-10T12", "session.doubt_end", {}),
        ('author = "01M8WQG4H0', 'author = "01M8WQG4HZ', "session.doubt_author", {}),
        ('activity = "opening" }', 'activity = "opning" }', "session.doubt_activity", {"found": "opning"}),
        ('step = "step1"\n', 'step = "stepp1"\n', "session.doubt_step", {"found": "stepp1"}),
        ("[meetings.step1]", "[meetings.step9]", "session.doubt_step", {"found": "step9"}),
    ],
)
def test_it_is_named_at_its_line(old: str, new: str, message_id: str, facts: dict[str, str]) -> None:
    text = EXAMPLE.replace(old, new, 1)
    (doubt,) = found(text)
    assert doubt == Doubt(line(text, new), message_id, facts)
    assert t(message_id, **facts)


def test_marks_of_a_merge_inside_a_text_are_named_once_for_each_place() -> None:
    both = f"<<<<<<< こちら\n{LOST}=======\n持ち帰ってよい。\n>>>>>>> あちら\n"
    text = EXAMPLE.replace(LOST, both)
    assert found(text) == [Doubt(line(text, "<<<<<<<"), "toml.merge_marks")]
    assert found(EXAMPLE.replace(LOST, f"見出し\n=======\n{LOST}")) == []


def test_what_may_be_private_is_not_quoted() -> None:
    note = EXAMPLE.replace(
        'step = "step1"\nactivity = "understanding"', 'private = true\nactivity = "ひみつ"', 1
    )
    (doubt,) = found(note)
    assert "ひみつ" not in t(doubt.message_id, **doubt.facts)


def test_the_same_place_is_named_once_and_rows_of_the_plan_are_known() -> None:
    text = EXAMPLE.replace('activity = "understanding"', 'activity = "break-1"')
    assert [doubt.message_id for doubt in found(text)] == ["session.doubt_activity"]
    row = '[meetings.step1.inserts.break-1]\ntitle = "休憩"\nminutes = 5\n\n[events]'
    assert found(text.replace("[events]", row)) == []


@pytest.mark.parametrize(
    ("header", "key", "shown"),
    [
        ("[participants.01M8WQG4H00000000000000001]\n", "name =", "[participants.…]"),
        ("[meetings.step1]\n", "date =", "[meetings.…]"),
    ],
)
def test_a_header_that_is_gone_is_named_where_its_keys_are(header: str, key: str, shown: str) -> None:
    assert header in EXAMPLE
    at = EXAMPLE.index(header)
    text = EXAMPLE.replace(header, "", 1)
    (doubt,) = (one for one in found(text) if one.message_id == "session.doubt_header")
    assert doubt.facts == {"found": key.removesuffix(" ="), "header": shown}
    assert doubt.line == text[: text.index(key, at)].count("\n") + 1
    (lost,) = parse_opened(text.encode(), PATH).lost_headers
    assert f"{lost.line}行目" in t(lost.phrase.message_id, **lost.phrase.facts)
