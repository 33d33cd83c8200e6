"""Quotations in quotations: 『』 inside 「」, in sentences and in what ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jusou_tui import wording
from jusou_tui.wording import t

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "curricula").glob("*.toml"), *Path(wording.__file__).parent.glob("ja/*.po")])
TITLE = "「例」と『見本』について"


def test_a_title_with_quotation_marks_has_inner_ones_between_others() -> None:
    assert "「『例』と「見本」について」" in t("app.moved_on", label=TITLE)


def test_elsewhere_and_where_it_must_be_found_again_a_value_stands_as_it_is() -> None:
    assert t("compare.moved_behind", what=TITLE).startswith(TITLE)
    assert t("compare.quoted", text=TITLE) == f"「{TITLE}」"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_quotation_that_ships_has_the_same_marks_inside(path: Path) -> None:
    assert re.findall(r"「[^「」\n]*「.*", path.read_text(encoding="utf-8")) == []
