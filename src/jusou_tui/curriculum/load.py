"""Reads a curriculum file, or another one of its kind: all mistakes at once, with line and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from jusou_tui.curriculum.check import MOST, Mistake, cross_check
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import CurriculumError, Problem, system_words
from jusou_tui.files import read_beginning
from jusou_tui.text.terminal import clean_line
from jusou_tui.toml import limits, positions
from jusou_tui.toml.limits import MOST_PROBLEMS, cleaned
from jusou_tui.toml.positions import KeyPath

_Model = TypeVar("_Model", bound=BaseModel)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def load(path: Path) -> Curriculum:
    """Return the curriculum of a file. Raises CurriculumError with all problems found."""
    return parse(load_bytes(path), path)


def load_bytes(path: Path) -> bytes:
    """Return a curriculum file's bytes, one more than allowed of one too large. Raises CurriculumError."""
    try:
        return read_beginning(path, limits.CURRICULUM_BYTES + 1)
    except FileNotFoundError:
        raise _broken(path, Problem(path, 1, 1, "", "curriculum.file_missing")) from None
    except OSError as error:
        facts: dict[str, object] = {"reason": system_words(error)}
        raise _broken(path, Problem(path, 1, 1, "", "curriculum.file_unreadable", facts)) from error


def parse(data: bytes, path: Path) -> Curriculum:
    """Return the curriculum of a file's bytes; `path` names it in problems. Raises CurriculumError."""
    return parse_as(Curriculum, data, path, cross_check)


def parse_as(
    model: type[_Model], data: bytes, path: Path, check: Callable[[dict[str, Any]], Iterable[Mistake]]
) -> _Model:
    """Return what a file's bytes are to be. `check` finds in the raw table what a model cannot.

    Raises CurriculumError with all problems found.
    """
    text = _decoded(data, path)
    table = _table(text, path)
    mistakes = list(islice(_control_characters(table), MOST))
    found = None
    try:
        found = model.model_validate(cleaned(table, keys=False))
    except ValidationError as error:
        from jusou_tui.curriculum.explain import explain

        mistakes += explain(error, table, model)
    mistakes += islice(check(table), MOST)
    if mistakes or found is None:
        problems = _problems(mistakes, table, text, path)
        more = max(0, len(problems) - MOST_PROBLEMS)
        raise CurriculumError("curriculum.broken", path, problems[:MOST_PROBLEMS], more)
    return found


def _broken(path: Path, *problems: Problem) -> CurriculumError:
    return CurriculumError("curriculum.broken", path, problems)


def _decoded(data: bytes, path: Path) -> str:
    """Return the text as tomllib takes it. A byte order mark is welcome."""
    if len(data) > limits.CURRICULUM_BYTES:
        facts: dict[str, object] = {"most": limits.CURRICULUM_BYTES // 1_000_000}
        raise _broken(path, Problem(path, 1, 1, "", "curriculum.file_too_large", facts))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line, column = positions.undecodable_position(data, error)
        raise _broken(path, Problem(path, line, column, "", "curriculum.encoding")) from None


def _table(text: str, path: Path) -> dict[str, Any]:
    """Return what tomllib reads, within the limits that it does not set itself."""
    too_much = limits.excess(text)
    if too_much is not None:
        line, column = positions.position(text, too_much.offset)
        raise _broken(path, Problem(path, line, column, "", too_much.message_id, {"most": too_much.most}))
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(path, _syntax_problem(error, text, path)) from None
    if not table:
        raise _broken(path, Problem(path, 1, 1, "", "curriculum.file_empty"))
    return table


def _syntax_problem(error: Exception, text: str, path: Path) -> Problem:
    from jusou_tui.toml.syntax import syntax_mistake

    found = syntax_mistake(error, text)
    key = _readable(found.key, {})
    return Problem(path, found.line, found.column, key, found.message_id, found.facts)


def _control_characters(value: object, path: KeyPath = ()) -> Iterator[Mistake]:
    """Yield where a text or key holds what a terminal would obey: escape sequences and their like."""
    if isinstance(value, str):
        if found := _CONTROL.search(value):
            yield Mistake(path, "curriculum.control_character", {"code": f"U+{ord(found.group()):04X}"})
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _control_characters(entry, (*path, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _control_characters(entry, (*path, number))


def _problems(mistakes: list[Mistake], table: dict[str, Any], text: str, path: Path) -> list[Problem]:
    """Return the mistakes with their places, in the order of the file."""
    found = positions.find_positions(text)
    problems = []
    for mistake in mistakes:
        line, column = (found.key if mistake.at_key else found.value)(mistake.path)
        key = _readable(mistake.path, table)
        problems.append(Problem(path, line, column, key, mistake.message_id, mistake.facts))
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return problems


def _readable(path: KeyPath, table: dict[str, Any]) -> str:
    """Return `steps[step1].activities[2].title`: entries by their id, else by their number from 1."""
    words = ""
    for number, part in enumerate(path):
        if isinstance(part, str):
            words += f".{_short(part)}" if words else _short(part)
            continue
        entry = positions.value_at(table, (*path[: number + 1], "id"))
        words += f"[{_short(entry)}]" if isinstance(entry, str) and entry else f"[{part + 1}]"
    return words


def _short(name: str) -> str:
    return clean_line(name[:60])
