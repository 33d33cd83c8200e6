"""The list of what a product is made of fits CycloneDX's own schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from packages.invented import wheel

from sbom import Runtime, sbom  # isort: skip
from targets import PORTABLE  # isort: skip
from wheels import closure, root, wheels_in  # isort: skip

RUNTIME = Runtime("3.12.10", "python-3.12.10-embed-amd64.zip", "SHA-256", "a" * 64)


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    """An SBOM of invented wheels."""
    wheel(tmp_path, "jusou_tui", "9.8.7", requires=("one", 'two; extra == "web"'))
    wheel(tmp_path, "one", requires=("two",))
    wheel(tmp_path, "two", "2.0")
    found = closure(wheels_in(tmp_path, PORTABLE), root(("web",)), PORTABLE)
    made = sbom(found, PORTABLE.name, RUNTIME)
    assert sbom(found, PORTABLE.name, RUNTIME) == made
    read: dict[str, Any] = json.loads(made)
    return read


def test_each_library_is_named_with_version_hash_licence_and_what_it_needs(document: dict[str, Any]) -> None:
    components = {one["name"]: one for one in document["components"]}
    needs = {one["ref"]: one["dependsOn"] for one in document["dependencies"]}

    assert set(components) == {"one", "two", "python"}
    assert document["metadata"]["component"]["name"] == "jusou-tui"
    assert components["two"]["purl"] == "pkg:pypi/two@2.0"
    assert components["two"]["licenses"] == [{"expression": "MIT"}]
    assert len(components["two"]["hashes"][0]["content"]) == 64
    assert needs["pkg:pypi/jusou-tui@9.8.7"] == ["pkg:pypi/one@1.0", "pkg:pypi/two@2.0"]
    assert needs["pkg:pypi/one@1.0"] == ["pkg:pypi/two@2.0"]


def test_it_fits_the_schema(document: dict[str, Any]) -> None:
    schema = pytest.importorskip(
        "cyclonedx.schema", reason="cyclonedx-python-lib, of the extra test, is missing"
    )
    validation = pytest.importorskip("cyclonedx.validation.json")
    validator = validation.JsonStrictValidator(schema.SchemaVersion.V1_6)

    assert validator.validate_str(json.dumps(document)) is None
    assert validator.validate_str(json.dumps({**document, "bomFormat": "other"})) is not None
