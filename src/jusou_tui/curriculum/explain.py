"""From pydantic's errors to mistakes in a file: the path, a message id, and what is allowed there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jusou_tui.curriculum.check import MOST, Mistake, shown
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.text.nearest import nearest
from jusou_tui.toml.positions import KeyPath

_WANTED = {
    "string_type": "curriculum.want_text",
    "int_type": "curriculum.want_whole_number",
    "int_from_float": "curriculum.want_whole_number",
    "float_type": "curriculum.want_number",
    "finite_number": "curriculum.want_number",
    "bool_type": "curriculum.want_true_or_false",
    "tuple_type": "curriculum.want_list",
    "model_type": "curriculum.want_table",
    "model_attributes_type": "curriculum.want_table",
    "dict_type": "curriculum.want_table",
    "string_too_short": "curriculum.text_empty",
}
_BOUNDS = {
    "string_too_long": ("curriculum.text_too_long", "max_length"),
    "greater_than_equal": ("curriculum.too_small", "ge"),
    "less_than_equal": ("curriculum.too_large", "le"),
    "too_long": ("curriculum.list_too_long", "max_length"),
    "too_short": ("curriculum.list_too_short", "min_length"),
}
_PATTERNS = (
    ("id", "curriculum.want_id"),
    ("filled_in", "curriculum.want_place"),
    ("read_in", "curriculum.want_place"),
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


def explain(error: ValidationError, data: dict[str, Any]) -> Iterator[Mistake]:
    """Yield one mistake for each thing wrong: branches of a union are one, follow-on errors none."""
    mistakes = list(_each(error, data))
    meant = {(*one.path[:-1], one.facts["meant"]) for one in mistakes if "meant" in one.facts}
    for mistake in mistakes:
        if mistake.message_id != "curriculum.missing_key" or mistake.path not in meant:
            yield mistake


def _each(error: ValidationError, data: dict[str, Any]) -> Iterator[Mistake]:
    merged: set[KeyPath] = set()
    for detail in error.errors(include_url=False, include_input=False)[:MOST]:
        path, in_union = _real_path(detail, data)
        value = value_at(data, path)
        if in_union:
            if path not in merged:
                merged.add(path)
                yield Mistake(path, "curriculum.want_minutes", {"found": literal(value)})
        elif not _follows_on(detail, value):
            yield _mistake(detail, path, data)


def literal(value: object) -> str:
    """Return a value about as it is written in TOML, short and plain."""
    return shown(json.dumps(value, ensure_ascii=False, default=str))


def value_at(data: object, path: KeyPath) -> object:
    """Return the value at `path`, None where there is none."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


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


def _mistake(detail: ErrorDetails, path: KeyPath, data: dict[str, Any]) -> Mistake:
    kind, facts, value = detail["type"], detail.get("ctx", {}), value_at(data, path)
    if kind == "extra_forbidden":
        return _unknown_key(path)
    if kind == "missing":
        return _missing(path)
    if kind == "value_error" and str(facts["error"]).startswith("curriculum."):
        return Mistake(path, str(facts["error"]))
    found: dict[str, object] = {"found": literal(value)}
    if kind in _WANTED:
        return Mistake(path, _WANTED[kind], found)
    return _out_of_bounds(detail, path, shown(value) if isinstance(value, str) else literal(value))


def _out_of_bounds(detail: ErrorDetails, path: KeyPath, found: str) -> Mistake:
    """The right type, but not a value that is allowed."""
    kind, facts = detail["type"], detail.get("ctx", {})
    if kind == "literal_error":
        allowed = re.sub(r"' or '|', '", ", ", str(facts["expected"])).strip("'")
        return Mistake(path, "curriculum.want_one_of", {"found": found, "allowed": allowed})
    if kind == "string_pattern_mismatch":
        return Mistake(path, _pattern_message(path), {"found": found})
    if kind in _BOUNDS:
        message_id, name = _BOUNDS[kind]
        return Mistake(path, message_id, {"found": found, "limit": facts[name]})
    return Mistake(path, "curriculum.not_allowed", {"found": found, "detail": detail["msg"]})


def _unknown_key(path: KeyPath) -> Mistake:
    allowed = allowed_keys(path[:-1])
    name = str(path[-1])
    facts: dict[str, object] = {"found": shown(name), "allowed": ", ".join(allowed)}
    meant = nearest(name, allowed)
    if meant is None:
        return Mistake(path, "curriculum.unknown_key", facts, at_key=True)
    return Mistake(path, "curriculum.unknown_key_meant", {**facts, "meant": meant}, at_key=True)


def _missing(path: KeyPath) -> Mistake:
    if isinstance(path[-1], int):
        return Mistake(path[:-1], "curriculum.want_two_numbers")
    return Mistake(path, "curriculum.missing_key", {"missing": path[-1]}, at_key=True)


def _pattern_message(path: KeyPath) -> str:
    names = [part for part in path if isinstance(part, str)]
    name = names[-1] if names else ""
    if name in _SLUG_LISTS or name in _SLUG_KEYS:
        return "curriculum.want_id"
    return dict(_PATTERNS).get(name, "curriculum.want_one_line")


def allowed_keys(path: KeyPath) -> list[str]:
    """Return the keys that the table at `path` of a curriculum may have, in the model's order."""
    model: type[BaseModel] | None = Curriculum
    for part in path:
        if isinstance(part, str) and model is not None:
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            model = _model_in(fields[part].annotation) if part in fields else None
    if model is None:
        return []
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for argument in get_args(annotation) if (model := _model_in(argument))), None)
