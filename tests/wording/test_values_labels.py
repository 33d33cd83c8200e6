"""Labels of roles and kinds, lists, tags and brackets."""

from typing import get_args

import pytest

from jusou_tui.session.model.records import EntryKind, Role
from jusou_tui.wording import LANGUAGES, use
from jusou_tui.wording.values import bracketed, kind_options, labelled, list_text, role_options, tag_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_and_kind_has_a_label_of_its_own(language: str) -> None:
    use(language)
    for options, values in ((role_options(), get_args(Role)), (kind_options(), get_args(EntryKind))):
        assert {value for value, _ in options} == set(values)
        assert len({label for _, label in options}) == len(values)
    use("ja")


def test_lists_tags_and_brackets_follow_the_language() -> None:
    texts = list_text(["佐藤", "鈴木"]), tag_text("非公開"), bracketed("例")
    assert texts == ("佐藤、鈴木", "［非公開］", "（例）")
    assert (labelled("担当", "例野"), bracketed("")) == ("担当：例野", "")
    use("en")
    assert (list_text(["A", "B"]), tag_text("private"), bracketed("x")) == ("A, B", "[private] ", " (x)")
    assert labelled("Owner", "A") == "Owner: A"
    use("ja")
