"""The JSON Schema of session files."""

import json
import tomllib

import jsonschema
import pytest

from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import json_schema
from session.samples import full_session


def document() -> dict[str, object]:
    """Return a full session as JSON has it."""
    return json.loads(
        json.dumps(tomllib.loads(render(full_session()).decode()), default=lambda at: at.isoformat())
    )


def test_the_schema_is_one_and_a_session_meets_it() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(document(), json_schema())


@pytest.mark.parametrize("key", ["session", "schema"])
def test_what_every_session_must_have_is_required(key: str) -> None:
    found = document()
    del found[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, json_schema())
