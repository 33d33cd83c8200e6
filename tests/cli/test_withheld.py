"""What is private, or about a person, is in no output of any command unless its option is given."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.calling import Result, call
from example_session import EXAMPLE
from jusou_tui.errors import SessionFileError
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse, read
from jusou_tui.session.model.records import Draft, Event, Note, Participant, Session, Sheet, Todo
from jusou_tui.wording import message_text, problem_text
from session.samples import START, identity, session

SECRET = "ひみつ"
BOTH = ("--include-private", "--include-sensitive")


def secret(name: str) -> str:
    return f"{SECRET}-{name}"


def guarded() -> Session:
    """Return a session with a secret in each field that is not for everybody, and things that are."""
    held = session()
    note, todo, sheet, row = (identity(number) for number in (11, 12, 13, 14))
    held.participants[identity(1)] = Participant(name="例野 一郎", affiliation="見本課")
    held.notes[note] = Note(
        at=START, text=secret("note"), step="step1", private=True, author=secret("author")
    )
    held.notes[identity(21)] = Note(at=START, text=secret("memo"), step="step1", memo=True)
    held.notes[identity(22)] = Note(at=START, text="公にしてよい話", step="step1")
    held.todos[todo] = Todo(
        at=START,
        what=secret("what"),
        owner=secret("owner"),
        note=secret("todo-note"),
        step="step1",
        private=True,
    )
    held.sheets[sheet] = Sheet(
        at=START,
        worksheet="case-review",
        title=secret("sheet"),
        step="step1",
        cells={"case/person": secret("cell")},
        rows={row: {"facts/what": secret("row")}},
    )
    held.sheets[identity(23)] = Sheet(at=START, worksheet="nobody-knows", cells={"a/b": secret("unknown")})
    held.events[identity(31)] = Event(at=START, step="step1", kind="next_turn", participant=secret("turn"))
    held.drafts["note"] = Draft(at=START, text=secret("draft"), owner=secret("draft-owner"))
    for key, table in ((note, "notes"), (todo, "todos"), (sheet, "sheets"), (identity(99), "notes")):
        values = {"ours": secret(f"{table}-ours"), "theirs": secret(f"{table}-theirs")}
        held.conflicts[key] = {"table": table, "fields": {"text": values}}
    assert held.model_extra is not None
    held.model_extra["later"] = {"text": secret("later")}
    return held


def changed() -> Session:
    """Return another state of the same session: each of its secrets is another, some records are gone."""
    held = guarded()
    for table in (held.notes, held.todos, held.sheets, held.drafts):
        for key, record in list(table.items()):
            kept = {name: value for name, value in record if isinstance(value, str)}
            more = {name: f"{value}2" for name, value in kept.items() if value.startswith(SECRET)}
            table[key] = record.model_copy(update=more)  # type: ignore[assignment]  # the same kind of record
    del held.notes[identity(21)]
    assert held.model_extra is not None
    held.model_extra["later"] = {"text": secret("later2")}
    return held


def files(folder: Path, **sessions: Session) -> list[str]:
    found = []
    for name, one in sessions.items():
        path = folder / f"{name}.session.toml"
        path.write_bytes(render(one))
        found.append(str(path))
    return found


def outputs(path: str, other: str) -> Iterator[tuple[str, Result]]:
    """Yield what every command that reads a session says of one, without any option that shows more."""
    folder = str(Path(path).parent)
    for arguments in (
        ("show", path),
        ("show", path, "step1"),
        ("show", path, "--json"),
        ("show", path, "--markdown"),
        ("show", path, "--review"),
        ("show", path, "--review", "--json"),
        ("check", path),
        ("check", path, "--json"),
        ("list", folder),
        ("list", folder, "--json"),
        ("stats", folder),
        ("stats", folder, "--json"),
        ("diff", path, other),
        ("diff", path, other, "--json"),
        ("diff", path, other, "--all"),
        ("diff", path, other, "--all", "--json"),
        ("diff", other, path, "--all"),
        ("merge", path, other, "-o", f"{folder}/joined.session.toml"),
        ("git-diff", "x", path, "0", "100644", other, "0", "100644"),
        ("git-diff", "x", path, "0", "100644", "/dev/null", "0", "100644"),
        ("git-merge", other, path, other, "7", "x"),
        ("recover", path, "--list"),
        ("recover", path, "--list", "--json"),
        ("recover", path),
        ("new", "--from", path, "--title", "次", "-o", f"{folder}/new.session.toml"),
    ):
        yield " ".join(arguments), call(*arguments)
        for made in ("joined", "new", "one.recovered"):
            Path(folder, f"{made}.session.toml").unlink(missing_ok=True)


def told(path: str, other: str) -> list[str]:
    return [name for name, result in outputs(path, other) if SECRET in result.out + result.err]


def test_no_secret_is_in_any_output_without_its_option(place: Path) -> None:
    one, two = files(place, one=guarded(), two=changed())
    assert told(one, two) == []
    assert told(two, one) == []


def test_two_runs_keep_their_secrets_too(place: Path) -> None:
    other = changed()
    other.session = other.session.model_copy(update={"id": identity(500)})
    one, two = files(place, one=guarded(), two=other)
    assert told(one, two) == []


def test_json_counts_what_it_withholds_and_shows_it_when_asked(place: Path) -> None:
    (path,) = files(place, one=guarded())
    document = json.loads(call("show", path, "--json").out)
    assert document.pop("withheld") == {
        "private_notes": 2,
        "private_todos": 1,
        "sensitive_todos": 0,
        "sensitive_sheets": 2,
        "closed_sheets": 0,
        "turns": 1,
        "drafts": 1,
        "conflicts": 4,
        "unknown_tables": 1,
    }
    assert set(document["notes"]) == {identity(22)}
    assert document["sheets"][identity(13)]["worksheet"] == "case-review"
    Session.model_validate_json(json.dumps(document))

    private = json.loads(call("show", path, "--json", BOTH[0]).out)
    assert private["withheld"] == {
        "private_notes": 0,
        "private_todos": 0,
        "sensitive_todos": 0,
        "sensitive_sheets": 2,
        "closed_sheets": 0,
        "turns": 0,
        "drafts": 1,
        "conflicts": 1,
        "unknown_tables": 1,
    }
    assert secret("note") in private["notes"][identity(11)]["text"]

    full = json.loads(call("show", path, "--json", *BOTH).out)
    assert set(full.pop("withheld").values()) == {0}
    assert Session.model_validate_json(json.dumps(full)) == read(Path(path))


def test_a_session_with_nothing_to_withhold_is_whole_and_says_so(place: Path) -> None:
    (path,) = files(place, one=session())
    document = json.loads(call("show", path, "--json").out)
    assert set(document.pop("withheld").values()) == {0}
    assert Session.model_validate_json(json.dumps(document)) == session()


Spot = tuple[str, ...]


def spots() -> list[Spot]:
    """Return the place of every value in the records that may be private."""
    document = tomllib.loads(render(guarded()).decode())
    found: list[Spot] = []

    def walk(value: object, path: Spot) -> None:
        if path:
            found.append(path)
        if isinstance(value, dict):
            for key, entry in value.items():
                walk(entry, (*path, key))

    for table in ("participants", "notes", "todos", "sheets", "drafts", "conflicts"):
        for key, record in document[table].items():
            if key != identity(22):
                walk(record, (table, key))
    return found


WRONG: list[Any] = [SECRET, [SECRET], {SECRET: SECRET}, {"x": {"y": SECRET}}, [[SECRET]]]


def with_value(spot: Spot, value: object) -> str:
    """Return the guarded session's file with another value at one place."""
    document: dict[str, Any] = tomllib.loads(render(guarded()).decode())
    inside = document
    for part in spot[:-1]:
        inside = inside[part]
    inside[spot[-1]] = value
    return tomli_w.dumps(document)


@pytest.mark.parametrize("value", WRONG, ids=["text", "list", "table", "tables", "lists"])
def test_a_wrong_value_in_a_private_record_is_quoted_nowhere(value: object) -> None:
    quoted = []
    refused = 0
    for spot in spots():
        text = with_value(spot, value)
        try:
            parse(text.encode(), Path("x"))
        except SessionFileError as error:
            refused += 1
            said = [message_text(error), *map(problem_text, error.problems)]
            quoted += [(spot, one) for one in said if SECRET in one]
    assert quoted == []
    assert refused > 10


@pytest.mark.parametrize("spot", [("notes", identity(11), "rank"), ("notes", identity(11), "private")])
def test_no_command_quotes_a_wrong_value_of_a_private_note(place: Path, spot: Spot) -> None:
    (two,) = files(place, two=changed())
    one = place / "one.session.toml"
    one.write_text(with_value(spot, SECRET), encoding="utf-8")
    assert told(str(one), two) == []
    assert told(two, str(one)) == []


def test_a_value_that_everybody_may_see_is_quoted() -> None:
    for spot in (("meetings", "step1", "cases"), ("notes", identity(22), "rank")):
        document: dict[str, Any] = tomllib.loads(render(guarded()).decode())
        document.setdefault("meetings", {}).setdefault("step1", {})
        inside = document
        for part in spot[:-1]:
            inside = inside[part]
        inside[spot[-1]] = "たくさん"
        with pytest.raises(SessionFileError) as caught:
            parse(tomli_w.dumps(document).encode(), Path("x"))
        assert "たくさん" in problem_text(caught.value.problems[0])


TEXT = render(guarded()).decode()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, len(TEXT)),
    st.integers(0, 6),
    st.sampled_from(["", '"', "'", '"""', "[", "]", "=", "　", "\n"]),
)
def test_no_damage_makes_a_message_quote_a_secret(at: int, taken: int, put: str) -> None:
    damaged = TEXT[:at] + put + TEXT[at + taken :]
    try:
        parse(damaged.encode(), Path("x"))
    except SessionFileError as error:
        said = [message_text(error), *map(problem_text, error.problems)]
        assert [one for one in said if SECRET in one] == []


def test_lines_of_a_file_that_cannot_be_read_are_not_shown_where_they_may_be_private(place: Path) -> None:
    (two,) = files(place, two=changed())
    text = render(guarded()).decode()
    held = session(notes={identity(21): guarded().notes[identity(21)]})
    memo = render(held).decode()
    one = place / "one.session.toml"
    for damaged in (
        memo.replace("memo = true", "memo=true #").replace("schema", "schema　"),
        memo[: memo.index("memo = true")],
        text.replace("[end]", ""),
        text[: text.index("private = true")],
    ):
        one.write_text(damaged, encoding="utf-8")
        for sides in ((str(one), two), (two, str(one)), (str(one), "/dev/null")):
            result = call("git-diff", "x", sides[0], "0", "100644", sides[1], "0", "100644")
            assert SECRET not in result.out + result.err


def test_the_example_says_what_it_withholds() -> None:
    withheld = json.loads(call("show", str(EXAMPLE), "--json").out)["withheld"]
    assert withheld["drafts"] == len(read(EXAMPLE).drafts)
