"""The workflow for a host of the repository is well-formed, may only read, and runs what exists."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="pyyaml, of the extra test, is missing")

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / ".github/workflows/tests.yml"


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    """The workflow; YAML 1.1 reads its `on` as True."""
    read: dict[Any, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return read


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_it_is_run_by_pushes_and_by_hand_and_may_only_read(workflow: dict[Any, Any]) -> None:
    assert {"push", "workflow_dispatch"} <= set(workflow[True])
    assert workflow["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in workflow["jobs"].values())
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())
    assert "secrets." not in FILE.read_text("utf-8")


def test_linux_macos_and_windows_have_their_jobs(workflow: dict[Any, Any]) -> None:
    elsewhere = workflow["jobs"]["elsewhere"]["strategy"]["matrix"]

    assert workflow["jobs"]["linux"]["runs-on"] == "ubuntu-latest"
    assert elsewhere["system"] == ["windows-latest", "macos-latest"]
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert all(f"Python :: {python}" in project for python in elsewhere["python"])


def test_each_step_names_an_action_by_its_major_version_or_a_command_that_exists(
    workflow: dict[Any, Any],
) -> None:
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"actions/(?:checkout|setup-python)@v\d+", step["uses"])
        elif step["run"] == ".ci/run":
            assert os.access(ROOT / ".ci/run", os.X_OK) or os.name == "nt"
        else:
            module = re.match(r"python -m (pip|pytest|jusou_tui) ", step["run"])
            assert module is not None, step["run"]
    commands = [step["run"] for step in steps(workflow) if "run" in step]
    assert 'python -m pip install -e ".[test]"' in commands
    markers = {mark for command in commands for mark in re.findall(r'-m "?(?:not )?(\w+)"?$', command)}
    assert markers == {"proof"}
