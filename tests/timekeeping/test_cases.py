"""docs/timekeeping.md names a test for each of the 35 cases, and those tests are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = range(1, 36)
TEXT = (ROOT / "docs" / "timekeeping.md").read_text(encoding="utf-8")
LISTED = {
    int(number): re.findall(r"^- `(.+?)`: `(.+?)`$", body, re.MULTILINE)
    for number, body in re.findall(r"^\*\*(\d+)\.\*\* (.*?)(?=^\*\*\d+\.|\Z)", TEXT, re.MULTILINE | re.DOTALL)
}


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_told_with_tests_that_are_there(case: int) -> None:
    assert LISTED.get(case)
    for file, name in LISTED[case]:
        assert case in [int(number) for number in re.findall(r"\d+", name.partition("case_")[2][:9])]
        assert re.search(rf"^(async )?def {name}\(", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE)


def test_no_numbered_test_is_missing_from_the_list() -> None:
    named = {name for tests in LISTED.values() for _, name in tests}
    written = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_case_\d\w+)\(", file.read_text("utf-8"), re.MULTILINE)
    }
    assert written - named == set()
    assert sorted(LISTED) == list(CASES)
