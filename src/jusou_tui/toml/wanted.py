"""From pydantic's errors to message ids: what is allowed where a value is not; its own are not shown."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from jusou_tui.errors import Phrase
from jusou_tui.text.terminal import clean_line

if TYPE_CHECKING:  # what validates loads it
    from pydantic_core import ErrorDetails

_SHOWN = 40
_WANTED = {
    "string_type": "toml.want_text",
    "int_type": "toml.want_whole_number",
    "int_from_float": "toml.want_whole_number",
    "int_parsing": "toml.want_whole_number",
    "float_type": "toml.want_number",
    "float_parsing": "toml.want_number",
    "finite_number": "toml.want_number",
    "bool_type": "toml.want_true_or_false",
    "tuple_type": "toml.want_list",
    "list_type": "toml.want_list",
    "model_type": "toml.want_table",
    "model_attributes_type": "toml.want_table",
    "dict_type": "toml.want_table",
    "datetime_type": "toml.want_instant",
    "timezone_aware": "toml.no_offset",
    "date_type": "toml.want_date",
    "string_too_short": "toml.text_empty",
}
_BOUNDS = {
    "string_too_long": ("toml.text_too_long", "max_length"),
    "greater_than_equal": ("toml.too_small", "ge"),
    "less_than_equal": ("toml.too_large", "le"),
    "too_long": ("toml.list_too_long", "max_length"),
    "too_short": ("toml.list_too_short", "min_length"),
}
PRIVATE = Phrase("toml.private_value")
"""What is said in the place of a value that must not be quoted."""


def wanted(detail: ErrorDetails, value: object, *, quoted: bool = True) -> tuple[str, dict[str, object]]:
    """Return the message id, and its facts, of one of pydantic's errors about `value`.

    `quoted`: whether the sentence may quote it. Errors that a kind of file has words of its own for (missing
    and unknown keys, patterns) are not for here.
    """
    kind, facts = detail["type"], detail.get("ctx", {})
    found: object = literal(value) if quoted else PRIVATE
    if kind in _WANTED:
        return _WANTED[kind], {"found": found}
    if quoted and isinstance(value, str):
        found = shown(value)
    if kind == "literal_error":
        allowed = ", ".join(one.strip("'") for one in re.split(r", | or ", str(facts["expected"])))
        return "toml.want_one_of", {"found": found, "allowed": allowed}
    if kind in _BOUNDS:
        message_id, name = _BOUNDS[kind]
        return message_id, {"found": found, "limit": facts[name]}
    return "toml.not_allowed", {"found": found}


def literal(value: object) -> str:
    """Return a value about as it is written in TOML, short and plain."""
    import json

    return shown(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def shown(text: str) -> str:
    """Return a text as one short line that a terminal can show."""
    line = clean_line(text[: _SHOWN * 2])
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
