"""What the documents about session files name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (
    ROOT,
    ROOT / "src" / "jusou_tui" / "session",
    ROOT / "src" / "jusou_tui",
    ROOT / "tests" / "session",
)


@pytest.mark.parametrize("name", ["durability.md", "session-format.md"])
def test_every_file_of_python_that_a_document_names_exists(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    named = set(re.findall(r"`(?:python )?([\w/]+\.py)\b", text))
    assert named
    assert [file for file in named if not any((folder / file).is_file() for folder in FOLDERS)] == []
