"""What pydantic refuses is said in our words, by what is allowed: of every field, for every kind of value."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from jusou_tui import wording
from jusou_tui.curriculum.load import parse as parse_curriculum
from jusou_tui.curriculum.starter import starting_file
from jusou_tui.errors import FileProblems, Problem
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse as parse_session
from jusou_tui.wording import message_text
from session.samples import full_session

pytestmark = pytest.mark.proof

HERE = Path("x.toml")
VALUES: list[Any] = [
    *(True, -1, 10**18, 1.5, float("nan"), "", "例", [], [[1]], {}, {"a": 1}),
    dt.date(1, 1, 1),
    dt.time(13, 30),
    dt.datetime(2026, 12, 10),  # noqa: DTZ001 - as TOML may have it
    dt.datetime(1, 1, 1, tzinfo=dt.UTC),
]
ENGLISH = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
Spot = tuple[str | int, ...]


def spots(value: object, path: Spot = ()) -> Iterator[Spot]:
    """Yield the place of every value, of lists only that of the first."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from spots(entry, (*path, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value[:1]):
            yield from spots(entry, (*path, number))


def problems(text: str, kind: str) -> Iterator[Problem]:
    """Yield the mistakes of a file for each other value at each of its places, records of a kind once."""
    document = tomllib.loads(text)
    known: set[tuple[object, ...]] = set()
    for spot in list(spots(document)):
        field = tuple("#" if re.fullmatch("[0-9A-Z]{26}", str(part)) else part for part in spot)
        if field in known:
            continue
        known.add(field)
        inside: Any = document
        for part in spot[:-1]:
            inside = inside[part]
        before = inside[spot[-1]]
        for value in VALUES:
            inside[spot[-1]] = value
            data = tomli_w.dumps(document).encode()
            try:
                (parse_session if kind == "session" else parse_curriculum)(data, HERE)
            except FileProblems as error:
                yield from error.problems
        inside[spot[-1]] = before


TEXTS = {
    "session": lambda: render(full_session()).decode(),
    "curriculum": lambda: starting_file("mihon", "mihon"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_no_sentence_of_pydantic_is_shown(kind: str) -> None:
    found = list(problems(TEXTS[kind](), kind))
    assert len({problem.message_id for problem in found}) > 10
    assert [problem for problem in found if problem.message_id == "toml.not_allowed"] == []
    wording.use("ja")
    assert [said for problem in found if ENGLISH.search(said := message_text(problem))] == []
    wording.use("en")
    assert [said for problem in found if not (said := message_text(problem)) or "Input" in said] == []
