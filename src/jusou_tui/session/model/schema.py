"""The JSON Schema of session files, for editors and other programs."""

from __future__ import annotations

from jusou_tui.session.model.records import Session


def json_schema() -> dict[str, object]:
    """Return the JSON Schema that `jusou schema session` prints."""
    schema = Session.model_json_schema(by_alias=True)
    schema["required"] = ["schema", "session", "end"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "jusou session", **schema}
