"""From pydantic's errors to mistakes in a file: the path, a message id, and what is allowed there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jusou_tui.curriculum.check import MOST, Mistake
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.text.nearest import nearest
from jusou_tui.toml.positions import KeyPath, value_at
from jusou_tui.toml.wanted import literal, shown, wanted

_PATTERNS = (
    ("id", "curriculum.want_id"),
    ("filled_in", "curriculum.want_place"),
    ("read_in", "curriculum.want_place"),
    ("used_in", "curriculum.want_place"),
    ("url", "curriculum.want_url"),
    ("video", "curriculum.want_url"),
    ("pin", "curriculum.want_clock_time"),
    ("until", "curriculum.want_clock_time"),
    ("start", "curriculum.want_time_code"),
    ("end", "curriculum.want_time_code"),
    ("version", "curriculum.want_version"),
    ("language", "curriculum.want_language"),
)
_SLUG_LISTS = {"fills", "reads", "references", "member_references", "without", "only", "same_day"}
_SLUG_KEYS = {"reference", "needs_step"}


def explain(
    error: ValidationError, data: dict[str, Any], model: type[BaseModel] = Curriculum
) -> Iterator[Mistake]:
    """Yield one mistake for each thing wrong: branches of a union are one, follow-on errors none.

    `model`: what the file is to be.
    """
    mistakes = list(_each(error, data, model))
    meant = {(*one.path[:-1], one.facts["meant"]) for one in mistakes if "meant" in one.facts}
    for mistake in mistakes:
        if mistake.message_id != "toml.missing_key" or mistake.path not in meant:
            yield mistake


def _each(error: ValidationError, data: dict[str, Any], model: type[BaseModel]) -> Iterator[Mistake]:
    merged: set[KeyPath] = set()
    for detail in error.errors(include_url=False, include_input=False)[:MOST]:
        path, in_union = _real_path(detail, data)
        value = value_at(data, path)
        if in_union:
            if path not in merged:
                merged.add(path)
                yield Mistake(path, "curriculum.want_minutes", {"found": literal(value)})
        elif not _follows_on(detail, value):
            yield _mistake(detail, path, data, model)


def _real_path(detail: ErrorDetails, data: object) -> tuple[KeyPath, bool]:
    """Return the path without pydantic's names of union branches, and whether there were any."""
    path: KeyPath = ()
    for number, part in enumerate(detail["loc"]):
        inside = _has(data, part)
        missing = detail["type"] == "missing" and number == len(detail["loc"]) - 1
        if not inside and not missing:
            return path, True
        path = (*path, part)
        data = value_at(data, (part,))
    return path, False


def _has(data: object, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _follows_on(detail: ErrorDetails, value: object) -> bool:
    """Whether a list is only called too short because its entries were found wrong."""
    if detail["type"] != "too_short" or not isinstance(value, list):
        return False
    return len(value) >= int(detail["ctx"]["min_length"])


def _mistake(detail: ErrorDetails, path: KeyPath, data: dict[str, Any], model: type[BaseModel]) -> Mistake:
    kind, facts, value = detail["type"], detail.get("ctx", {}), value_at(data, path)
    if kind == "extra_forbidden":
        return _unknown_key(path, model)
    if kind == "missing":
        return _missing(path)
    if kind == "value_error" and str(facts["error"]).startswith("curriculum."):
        return Mistake(path, str(facts["error"]))
    if kind == "string_pattern_mismatch":
        return Mistake(path, _pattern_message(path), {"found": shown(str(value))})
    return Mistake(path, *wanted(detail, value))


def _unknown_key(path: KeyPath, model: type[BaseModel]) -> Mistake:
    allowed = allowed_keys(path[:-1], model)
    name = str(path[-1])
    facts: dict[str, object] = {"found": shown(name), "allowed": ", ".join(allowed)}
    meant = nearest(name, allowed)
    if meant is None:
        return Mistake(path, "curriculum.unknown_key", facts, at_key=True)
    return Mistake(path, "curriculum.unknown_key_meant", {**facts, "meant": meant}, at_key=True)


def _missing(path: KeyPath) -> Mistake:
    if isinstance(path[-1], int):
        return Mistake(path[:-1], "curriculum.want_two_numbers")
    return Mistake(path, "toml.missing_key", {"missing": path[-1]}, at_key=True)


def _pattern_message(path: KeyPath) -> str:
    names = [part for part in path if isinstance(part, str)]
    name = names[-1] if names else ""
    if name in _SLUG_LISTS or name in _SLUG_KEYS:
        return "curriculum.want_id"
    return dict(_PATTERNS).get(name, "curriculum.want_one_line")


def allowed_keys(path: KeyPath, outermost: type[BaseModel] = Curriculum) -> list[str]:
    """Return the keys that the table at `path` of a file may have, in the model's order."""
    model: type[BaseModel] | None = outermost
    by_name = False
    for part in path:
        if by_name:  # a key of the file's own, under which a table lies
            by_name = False
        elif isinstance(part, str) and model is not None:
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            annotation = fields[part].annotation if part in fields else None
            by_name, model = get_origin(annotation) is dict, _model_in(annotation)
    if model is None:
        return []
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for argument in get_args(annotation) if (model := _model_in(argument))), None)
