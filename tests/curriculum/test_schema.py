"""The JSON Schema: the shipped curricula fit it, what the loader refuses does not, every key is described."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from curriculum.sample import TEXT, changed, problems
from jusou_tui import paths
from jusou_tui.curriculum.library import available
from jusou_tui.curriculum.schema import DIALECT, KEYS, MODELS, json_schema

SHIPPED = [entry.path for entry in available([paths.shipped("curricula")])]
FORMAT_PAGE = (Path(__file__).parents[2] / "docs" / "curriculum-format.md").read_text(encoding="utf-8")


def errors(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(json_schema())
    return [error.message for error in validator.iter_errors(tomllib.loads(text))]


def objects() -> dict[str, dict[str, Any]]:
    schema = json_schema()
    return {"Curriculum": schema, **schema["$defs"]}


def test_the_schema_is_a_schema_and_json() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_curriculum_fits_the_schema(path: Any) -> None:
    assert errors(path.read_text(encoding="utf-8")) == []


def test_there_are_shipped_curricula() -> None:
    assert "team-building" in [path.stem for path in SHIPPED]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('label = "Step1"', 'lable = "Step1"'),
        ('kind = "meeting"', 'kind = "party"'),
        ("minutes = 20 }", 'minutes = "20" }'),
        ("[30, 60]", "[30]"),
        ('id = "film"', 'id = "動画"'),
        ("schema = 1", "schema = 2"),
    ],
)
def test_what_the_loader_refuses_does_not_fit(old: str, new: str) -> None:
    assert errors(TEXT) == []
    assert errors(changed(old, new))


def test_every_model_and_key_is_described() -> None:
    for model in objects().values():
        assert model["description"]
        for key, entry in model["properties"].items():
            assert entry["description"], key


def test_no_description_is_left_over() -> None:
    found = objects()
    assert set(MODELS) == set(found)
    used = {f"{name}.{key}" for name, model in found.items() for key in model["properties"]}
    assert {key for key in KEYS if "." in key} <= used
    assert {key for key in KEYS if "." not in key} <= {key.split(".")[1] for key in used}


def test_toml_has_no_null_and_neither_has_the_schema() -> None:
    assert '"null"' not in json.dumps(json_schema())
    assert "null" not in json.dumps([model["properties"] for model in objects().values()])


def test_every_key_is_told_on_the_format_page() -> None:
    told = set(re.findall(r"`([a-z_]+)`", FORMAT_PAGE))
    keys = {key for model in objects().values() for key in model["properties"]}
    assert keys <= told


def test_the_whole_file_on_the_format_page_loads() -> None:
    example = re.search(r"```toml\n(schema = 1\n.*?)```", FORMAT_PAGE, re.DOTALL)
    assert example
    assert problems(example[1]) == ()
