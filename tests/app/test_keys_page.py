"""docs/keys.md is made from what the pages declare."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_keys_is_as_make_keys_makes_it() -> None:
    spec = importlib.util.spec_from_file_location("make_keys", DOCS / "make_keys.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.page() == (DOCS / "keys.md").read_text(encoding="utf-8"), "run python docs/make_keys.py"
