"""What can be read of a damaged file: every table that is whole, and words for all that is not taken."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import SessionFileError
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.pieces import pieces
from jusou_tui.session.format.read import parse
from jusou_tui.session.model.records import Address, Meeting, Note, Participant, entries
from jusou_tui.session.storage.salvage import Loss, Salvaged, remains, salvage, text_without
from session.samples import full_session, identity

EXAMPLE = (Path(__file__).parents[3] / "sessions" / "mihon.session.toml").read_text("utf-8")
FULL = render(full_session()).decode()
TARO = ("participants", "01M8WQG4H00000000000000004")
SEATS = ("notes", "01M9F4A9R0000000000000000V")


def line_of(words: str) -> int:
    """Return the number of the example's first line that holds these words."""
    return EXAMPLE[: EXAMPLE.index(words)].count("\n") + 1


def records_of(text: str) -> dict[Address, object]:
    """Return the records of a text that is whole."""
    return dict(entries(parse(text.encode(), Path("x"))))


def read(text: str) -> Salvaged:
    """Return what can be read of a text that is no session."""
    with pytest.raises(SessionFileError):
        parse(text.encode(), Path("x"))
    return salvage(text.encode())


def places(text: str) -> dict[Address, tuple[int, int]]:
    """Return the first and last line of each record."""
    found: dict[Address, tuple[int, int]] = {}
    for piece in pieces(text):
        if piece.path == ("events",):
            lines = enumerate(piece.lines[1:], piece.first + 1)
            found |= {("events", line.split()[0]): (number, number) for number, line in lines if line.strip()}
        elif piece.path and piece.path[0] != "end":
            address = (piece.path[0], piece.path[1] if piece.path[1:] else "")
            found[address] = (found.get(address, (piece.first, 0))[0], piece.last)
    return found


def test_a_quotation_mark_that_is_missing_costs_nothing_else() -> None:
    found = read(EXAMPLE.replace('"仮名 太郎"', '"仮名 太郎'))
    assert found.whole == {key: one for key, one in records_of(EXAMPLE).items() if key != TARO}
    assert found.partial == {TARO: Participant(name="仮名 太郎", affiliation="見本市 高齢支援課")}
    name = line_of('"仮名 太郎"')
    assert [(loss.kind, loss.first, loss.last, loss.address, loss.key) for loss in found.losses] == [
        ("guessed", name, name, TARO, "name")
    ]


@pytest.mark.parametrize("end", ['"\n', '""\n', ""])
def test_a_text_that_is_not_closed_ends_before_the_keys_behind_it(end: str) -> None:
    text = "次の回から、席は所属を混ぜて座る。\n"
    found = read(EXAMPLE.replace(f'{text}"""\n', f"{text}{end}"))
    expected = records_of(EXAMPLE)
    assert found.whole | found.partial == expected
    assert list(found.partial) == [SEATS]
    assert [(loss.kind, loss.first, loss.address, loss.key) for loss in found.losses] == [
        ("guessed", line_of(text) - 1, SEATS, "text")
    ]


def test_a_name_that_is_lost_loses_the_person_who_is_named_by_the_rest() -> None:
    found = read(EXAMPLE.replace('name = "仮名 太郎"', "@@"))
    assert TARO not in found.whole | found.partial
    name = line_of('"仮名 太郎"')
    assert found.losses == (
        Loss("table", name - 1, name + 1, TARO, known={"affiliation": "見本市 高齢支援課"}),
    )


def test_a_key_that_cannot_be_read_leaves_the_others() -> None:
    found = read(EXAMPLE.replace("start = 2026-12-10T13:30", "start = 2026-12-10T13-30"))
    kept = found.partial["meetings", "step1"]
    assert isinstance(kept, Meeting)
    assert (kept.start, str(kept.date), kept.booked_end is None) == (None, "2026-12-10", False)
    assert [(loss.kind, loss.first, loss.key) for loss in found.losses] == [
        ("key", line_of("start = 2026-12-10T13:30"), "start")
    ]


def test_a_value_that_is_not_allowed_leaves_the_others() -> None:
    found = read(EXAMPLE.replace('role = "scribe"', 'role = "scrybe"'))
    assert [(loss.kind, loss.key, loss.known["name"]) for loss in found.losses] == [
        ("key", "role", "雛形 健")
    ]


@pytest.mark.parametrize("head", ["@@ garbage", "session]", "[session", "[essio]"])
def test_what_is_left_makes_a_session_also_where_its_head_is_damaged(head: str) -> None:
    found = read(EXAMPLE.replace("[session]", head))
    made = remains(found)
    assert made is not None
    assert len(made.participants) == 8
    assert made.session.id == "01M8WQG4H00000000000000000" or found.losses


@pytest.mark.parametrize(
    ("table", "mark"), [("notes", "private"), ("todos", "private"), ("sheets", "sensitive")]
)
def test_what_may_have_lost_its_mark_is_taken_as_private(table: str, mark: str) -> None:
    at = FULL.index("\n", FULL.index("\nat = ", FULL.index(f"[{table}.")) + 1) + 1
    found = read(f"{FULL[:at]}rpivate ~ true\n{FULL[at:]}")
    (entry,) = [one for (name, _), one in found.partial.items() if name == table]
    assert dict(entry)[mark] is True
    assert {loss.kind for loss in found.losses} == {"marked", "key"}


def test_no_word_of_a_note_is_known_of_a_loss() -> None:
    for loss in read(FULL.replace('kind = "note"', "kind = ~")).losses:
        assert "の話" not in repr(loss)


def test_two_sides_of_a_merge_that_was_left_are_told_apart_by_their_lines() -> None:
    name = 'name = "仮名 太郎"\n'
    found = read(EXAMPLE.replace(name, f'<<<<<<< a\n{name}=======\nname = "仮名 次郎"\n>>>>>>> b\n'))
    assert len(found.whole) == len(records_of(EXAMPLE)) - 1
    lines = {line for loss in found.losses for line in range(loss.first, loss.last + 1)}
    assert lines >= {line_of(name) + later for later in (0, 2, 3)}


def test_a_record_is_taken_out_of_a_damaged_text_wherever_the_damage_is() -> None:
    damaged = EXAMPLE.replace('"仮名 太郎"', '"仮名 太郎')
    left = text_without(damaged, [SEATS])
    assert "席は所属を混ぜて" not in left
    assert len(damaged) - len(left) == len(next(one.text for one in pieces(EXAMPLE) if one.path == SEATS))


Damage = tuple[str, int, int]


@st.composite
def damages(draw: st.DrawFn, text: str) -> Damage:
    """Return a text with one line damaged, which one, and by how many lines what follows moved."""
    lines = text.split("\n")
    place = draw(st.integers(0, len(lines) - 3))
    line = lines[place]
    kind = draw(st.sampled_from(["cut", "remove", "insert", "replace", "repeat", "garbage"]))
    if kind == "garbage":
        into = draw(st.integers(0, len(line)))
        rubbish = draw(st.sampled_from(['"', '"""', "[", "]", "x", "=", "\\", "\x01", "\ufffd", "# ", "{"]))
        new = [line[:into] + rubbish + line[into:]]
    elif kind == "cut":
        marks = [found.start() for found in re.finditer(r'["\[\]{}=.]', line)] or [0]
        into = draw(st.sampled_from(marks))
        new = [line[:into] + line[into + 1 :]]
    else:
        new = {"remove": [], "insert": ["@@ x", line], "replace": ["@@ x"], "repeat": [line, line]}[kind]
    return "\n".join([*lines[:place], *new, *lines[place + 1 :]]), place + 1, len(new) - 1


@pytest.mark.parametrize("whole", [EXAMPLE, FULL], ids=["example", "full"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_one_line_suffers_every_other_table_is_there_or_named(
    whole: str, data: st.DataObject
) -> None:
    text, damaged, moved = data.draw(damages(whole))
    with suppress(SessionFileError):
        parse(text.encode(), Path("x"))
        return
    found = salvage(text.encode())
    there = found.whole | found.partial
    known = records_of(whole)
    named = {line for loss in found.losses for line in range(loss.first, loss.last + 1)}
    for address, (begin, end) in places(whole).items():
        if address[0] != "later_table" and there.get(address) != known[address]:
            shift = moved if begin > damaged else 0
            assert named & set(range(begin + min(shift, 0), end + max(shift, 0) + 1)), (address, found.losses)
    assert isinstance(remains(found), type(full_session()))


def test_nothing_of_a_damaged_text_is_named_that_is_whole() -> None:
    assert salvage(EXAMPLE.encode()).losses == ()
    assert salvage(FULL.encode()).losses == ()
    assert salvage(FULL.encode()).whole == records_of(FULL)
    assert salvage(FULL.replace("\n", "\r\n").encode()).whole == records_of(FULL)
    note = salvage(FULL.encode()).whole["notes", identity(3)]
    assert isinstance(note, Note)
    assert note.text.startswith("[notes.x]")
