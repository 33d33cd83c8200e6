"""The JSON Schema of curriculum files, so that editors complete and check while one writes."""

from __future__ import annotations

from typing import Any

from jusou_tui.curriculum.descriptions import MODELS, describe
from jusou_tui.curriculum.model import Curriculum

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the schema of a curriculum file as TOML writes it: no null, keys by their TOML names."""
    schema = Curriculum.model_json_schema(by_alias=True)
    models = {"Curriculum": schema, **schema["$defs"]}
    for name, model in models.items():
        _describe(name, model)
    definitions = schema.pop("$defs")
    return {"$schema": DIALECT, **schema, "$defs": definitions}


def _describe(name: str, model: dict[str, Any]) -> None:
    """Describe the model and its keys; drop what TOML cannot say."""
    model["description"] = MODELS[name]
    for key, entry in model["properties"].items():
        stated = _without_null(entry)
        stated.pop("title", None)
        if stated.get("default", 0) is None:
            del stated["default"]
        model["properties"][key] = {"description": describe(name, key), **stated}


def _without_null(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry without the branch that allows null: a key left out is the null of TOML."""
    branches = [branch for branch in entry.get("anyOf", []) if branch != {"type": "null"}]
    if not branches:
        return entry
    rest = {key: value for key, value in entry.items() if key != "anyOf"}
    return {**rest, **branches[0]} if len(branches) == 1 else {**rest, "anyOf": branches}
