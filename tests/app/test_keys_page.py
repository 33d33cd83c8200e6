"""docs/keys.md is made from what the pages declare."""

from __future__ import annotations

from docs_script import DOCS, docs_script


def test_the_page_of_keys_is_as_make_keys_makes_it() -> None:
    made = docs_script("make_keys").page()
    assert made == (DOCS / "keys.md").read_text(encoding="utf-8"), "run python docs/make_keys.py"
