"""What a product is made of, as CycloneDX 1.6 (JSON): from the METADATA and hashes of the wheels alone."""

from __future__ import annotations

import json
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from wheels import PRODUCT, Closure, Wheel

_LONGEST_LICENCE = 80


class Runtime(NamedTuple):
    """The Python that is packed with it: its version, and the hash of the archive that it came in."""

    version: str
    archive: str
    algorithm: str
    hash: str


def sbom(found: Closure, target: str, runtime: Runtime | None = None) -> bytes:
    """Return the document; the same for the same wheels. The program is its subject."""
    subject = next(wheel for wheel in found.wheels if wheel.name == PRODUCT.replace("_", "-"))
    others = [wheel for wheel in found.wheels if wheel is not subject]
    components = [_component(wheel) for wheel in others]
    if runtime is not None:
        components.append(_runtime(runtime))
    dependencies = [
        {
            "ref": _purl(wheel),
            "dependsOn": sorted(_purl(one) for one in found.wheels if one.name in found.needs[wheel.name]),
        }
        for wheel in found.wheels
    ]
    contents = {
        "metadata": {
            "component": {**_component(subject), "type": "application"},
            "properties": [{"name": "jusou:target", "value": target}],
        },
        "components": components,
        "dependencies": dependencies,
    }
    number = uuid5(NAMESPACE_URL, json.dumps(contents, sort_keys=True))
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        **contents,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def licence(wheel: Wheel) -> str:
    """Return the licence in one line as the wheel names it, "" where it names none."""
    fields = wheel.metadata
    named = [*fields.get("License-Expression", []), *fields.get("License", [])]
    classified = (
        one.rpartition(" :: ")[2] for one in fields.get("Classifier", []) if one.startswith("License")
    )
    short = (one for one in (*named, *classified) if one and "\n" not in one and len(one) <= _LONGEST_LICENCE)
    return next(short, "")


def _component(wheel: Wheel) -> dict[str, object]:
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": _purl(wheel),
        "name": wheel.name,
        "version": str(wheel.version),
        "purl": _purl(wheel),
        "hashes": [{"alg": "SHA-256", "content": wheel.hash}],
        "properties": [{"name": "jusou:file", "value": wheel.path.name}],
    }
    if summary := next(iter(wheel.metadata.get("Summary", [])), ""):
        component["description"] = summary
    if expression := wheel.metadata.get("License-Expression"):
        component["licenses"] = [{"expression": expression[0]}]
    elif name := licence(wheel):
        component["licenses"] = [{"license": {"name": name}}]
    return component


def _runtime(runtime: Runtime) -> dict[str, object]:
    return {
        "type": "platform",
        "bom-ref": f"pkg:generic/python@{runtime.version}",
        "name": "python",
        "version": runtime.version,
        "purl": f"pkg:generic/python@{runtime.version}",
        "hashes": [{"alg": runtime.algorithm, "content": runtime.hash}],
        "licenses": [{"license": {"id": "PSF-2.0"}}],
        "properties": [{"name": "jusou:file", "value": runtime.archive}],
    }


def _purl(wheel: Wheel) -> str:
    return f"pkg:pypi/{wheel.name}@{wheel.version}"
