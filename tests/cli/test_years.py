"""Dates at the ends of the calendar, in files and options: the right output, or one sentence."""

import os
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from cli.calling import call, is_one_sentence
from example_session import EXAMPLE

DAYS = ("0001-01-01", "9999-12-31", "1800-01-01", "3099-12-31")
INSTANTS = (
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00-09:00",
    "9999-12-31T23:59:59.999-23:59",
    "1800-01-01T00:00:00Z",
    "3099-12-31T23:59:59Z",
)
Spot = tuple[str, ...]


def dates(value: object, path: Spot = ()) -> Iterator[Spot]:
    """Yield the place of every date in a document."""
    if isinstance(value, date | datetime):
        yield path
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from dates(entry, (*path, key))


def example() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    return found


def spots() -> list[Spot]:
    """Return one place of each field that holds a date: those of the example, and those that it lacks."""
    document = example()
    fields = {(path[0], path[-1]): path for path in dates(document)}
    person = next(iter(document["participants"]))
    more: list[Spot] = [
        ("meetings", "step1", "until"),
        ("meetings", "step1", "pins", "opening"),
        ("meetings", "step2", "ends", "opening"),
        ("meetings", "step2", "closed"),
        ("session", "closed"),
        ("participants", person, "left"),
    ]
    return [*fields.values(), *more]


@pytest.mark.proof  # a property, tried at every place of a file that holds a date
@pytest.mark.parametrize("spot", spots(), ids=lambda spot: f"{spot[0]}-{spot[-1]}")
@pytest.mark.parametrize("end", ["first", "last"])
def test_a_date_at_an_end_of_the_calendar_is_shown_or_refused_in_a_sentence(
    place: Path, spot: Spot, end: str
) -> None:
    is_day = spot[-1] in {"date", "until", "left", "due"}
    written = [one for one in (DAYS if is_day else INSTANTS) if (one[0] in "01") is (end == "first")]
    other = place / "b.session.toml"
    other.write_bytes(EXAMPLE.read_bytes())
    path = place / "a.session.toml"
    for value in written:
        document = example()
        inside = document
        for part in spot[:-1]:
            inside = inside.setdefault(part, {})
        inside[spot[-1]] = tomllib.loads(f"at = {value}")["at"]
        path.write_text(tomli_w.dumps(document), encoding="utf-8")
        checked = call("check", str(path))
        is_refused = checked.status == 2
        assert is_refused is (value[:4] in {"0001", "9999"} and spot[-1] not in {"left", "due"})
        if is_refused:
            assert "1800年から3099年まで" in checked.out
        for arguments in (
            ("show", str(path)),
            ("show", str(path), "--json"),
            ("show", str(path), "--review"),
            ("list", str(place)),
            ("stats", str(place)),
            ("diff", str(path), str(other), "--all"),
            ("merge", str(path), str(other), "-o", str(place / "joined.toml")),
            ("recover", str(path), "--list"),
            ("new", "--from", str(path), "--title", "次", "--keep-todos", "-o", str(place / "new.toml")),
        ):
            result = call(*arguments)
            assert "Traceback" not in result.err
            assert result.status in {0, 1, 2}
            (place / "new.toml").unlink(missing_ok=True)


@pytest.mark.parametrize(
    "start", ["0001-01-01 00:00", "1899-12-31 13:00", "3000-01-01 9:00", "9999-12-31 23:59"]
)
def test_a_year_that_cannot_be_meant_is_refused_in_a_sentence(place: Path, start: str) -> None:
    path = place / "new.session.toml"
    result = call("new", "team-building", "--title", "次", "--start", start, "-o", str(path))
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    assert "1900年から2999年まで" in result.err
    assert not path.exists()


@pytest.mark.parametrize("start", ["1900-01-01 00:00", "2999-12-31 23:59"])
def test_the_first_and_the_last_year_that_may_be_typed_work(place: Path, start: str) -> None:
    path = place / "new.session.toml"
    assert call("new", "team-building", "--title", "次", "--start", start, "-o", str(path)).status == 0
    assert call("show", str(path)).status == 0


@pytest.mark.parametrize("seconds", [-(1 << 36), 0, 253402300799, 1 << 40])
def test_a_file_written_at_an_impossible_time_is_listed(place: Path, seconds: int) -> None:
    path = place / "a.session.toml"
    path.write_bytes(EXAMPLE.read_bytes())
    try:
        os.utime(path, (seconds, seconds))
    except (OSError, OverflowError):
        pytest.skip("not on this disk")
    assert call("list", str(place)).status == 0
    assert call("list", str(place), "--json").status == 0
    path.write_bytes(path.read_bytes()[:-6])
    os.utime(path, (seconds, seconds))
    assert call("recover", str(path), "--list").status == 0


def test_dates_where_a_curriculum_wants_none_are_mistakes_with_a_place(place: Path) -> None:
    path = place / "a.toml"
    for value in ("0001-01-01", "9999-12-31T23:59:59.999-23:59", "23:59:59"):
        path.write_text(f'schema = 1\nid = "a"\nversion = {value}\n[programme]\ntitle = {value}\n')
        result = call("check", str(path))
        assert result.status == 2
        assert f"{path}:3:11: version: 「" in result.out
