"""What is wrong with a session's file, as problems with their places. What is private is not quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pydantic import ValidationError

from jusou_tui.errors import Problem, SessionFileError
from jusou_tui.session.model.privacy import may_be_quoted
from jusou_tui.text.days import FIRST_KEPT, LAST_KEPT, may_be_kept
from jusou_tui.text.terminal import clean_line
from jusou_tui.toml.limits import MOST_PROBLEMS
from jusou_tui.toml.positions import KeyPath, find_positions, value_at
from jusou_tui.toml.wanted import PRIVATE, literal, shown, wanted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KEY = "[key]"
"""How pydantic's path to a key of a table ends, where the key itself is wrong."""
_PLAIN = re.compile(r"[A-Za-z0-9_/-]+")


def refused(
    path: Path, message_id: str, line: int = 1, column: int = 1, key: str = "", **facts: object
) -> SessionFileError:
    """Return the error of a file with one mistake."""
    problem = Problem(path, line, column, key, message_id, facts)
    return SessionFileError("session.file_unusable", path, (problem,))


def not_toml(path: Path, text: str, error: Exception) -> SessionFileError:
    """Return the error of a text that tomllib refused with `error`."""
    from jusou_tui.toml.syntax import syntax_mistake

    found = syntax_mistake(error, text)
    problem = Problem(path, found.line, found.column, _shown_key(found.key), found.message_id, found.facts)
    return SessionFileError("session.file_unusable", path, (problem,))


def unusual_dates(document: Mapping[str, object]) -> list[KeyPath]:
    """Return the places of all instants, and days of meetings, of years with which nothing can be reckoned.

    Other days, such as a ToDo's, may be any: nothing follows from them.
    """
    if not _has_odd_years(document):
        return []
    found: list[KeyPath] = []
    left: list[tuple[KeyPath, object]] = [((), document)]
    while left:
        path, inside = left.pop()
        entries = inside.items() if isinstance(inside, dict) else enumerate(cast("list[object]", inside))
        for key, entry in entries:
            if isinstance(entry, dict | list):
                left.append(((*path, key), entry))
            elif isinstance(entry, date) and not may_be_kept(entry) and _is_reckoned_with(path, entry):
                found.append((*path, key))
    return found


def _has_odd_years(document: Mapping[str, object]) -> bool:
    """Return whether any date or instant is of a year with which nothing can be reckoned."""
    left: list[object] = [document]
    while left:
        inside = left.pop()
        for entry in inside.values() if isinstance(inside, dict) else cast("list[object]", inside):
            if type(entry) is str:
                continue
            if isinstance(entry, dict | list):
                left.append(entry)
            elif isinstance(entry, date) and not may_be_kept(entry):
                return True
    return False


def _is_reckoned_with(path: KeyPath, day: date) -> bool:
    return isinstance(day, datetime) or path[:1] == ("meetings",)


def no_session(
    path: Path, text: str, document: Mapping[str, object], error: ValidationError | None
) -> SessionFileError:
    """Return the error of a file that is TOML but no session, with its mistakes in the order of the file.

    From `MOST_PROBLEMS` on they are only counted. `error`: what pydantic refused; None where only dates are
    unusual.
    """
    odd = unusual_dates(document)
    details = error.errors(include_url=False) if error else []
    count = len(odd) + len(details)
    details = details[:MOST_PROBLEMS]
    odd = odd[: MOST_PROBLEMS - len(details)]
    found = find_positions(text, [_written(place, document) for place in (*odd, *map(_place, details))])
    problems = []
    for place in odd:
        given = literal(value_at(document, place)) if may_be_quoted(place, document) else PRIVATE
        facts: dict[str, object] = {"found": given, "first": FIRST_KEPT, "last": LAST_KEPT}
        problems.append(Problem(path, *found.key(place), _shown_key(place), "toml.want_year", facts))
    for detail in details:
        place = _place(detail)
        message_id, facts = _mistake(detail, place, document)
        problems.append(Problem(path, *found.key(place), _shown_key(place), message_id, facts))
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return SessionFileError("session.file_unusable", path, problems, more=count - len(problems))


def _place(detail: ErrorDetails) -> KeyPath:
    return tuple(part for part in detail["loc"] if part != _KEY)


def _written(place: KeyPath, document: Mapping[str, object]) -> KeyPath:
    """Return a place, or the nearest above it that the document has."""
    while place and value_at(document, place) is None:
        place = place[:-1]
    return place


def _mistake(detail: ErrorDetails, place: KeyPath, document: object) -> tuple[str, dict[str, object]]:
    quoted = may_be_quoted(place, document)
    if detail["type"] == "missing":
        return "toml.missing_key", {"missing": place[-1]}
    if detail["type"] == "string_pattern_mismatch":
        name = detail["loc"][-1] == _KEY
        found = shown_part(place[-1], place) if name else shown(str(value_at(document, place)))
        return "session.not_an_id", {"given": found if quoted or name else PRIVATE}
    return wanted(detail, value_at(document, place), quoted=quoted)


def _shown_key(path: KeyPath) -> str:
    """Return a path as a message shows it: dotted, clean, at most 200 characters."""
    return clean_line(".".join(shown_part(part, path) for part in path))[:200]


def shown_part(part: str | int, path: KeyPath) -> str:
    """Return one key of a path; in a table of what may be private "?" for one that somebody made up."""
    text = str(part)
    return text if may_be_quoted(path[:1], {}) or _PLAIN.fullmatch(text) else "?"
