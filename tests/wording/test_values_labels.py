"""Labels of roles and kinds, lists, tags and brackets."""

from typing import get_args

import pytest

from jusou_tui.curriculum.model import FORMS
from jusou_tui.session.model.records import EntryKind, Role
from jusou_tui.wording import LANGUAGES, use
from jusou_tui.wording.values import (
    bracketed,
    contents_language_text,
    form_label,
    inline,
    kind_options,
    labelled,
    list_text,
    role_options,
    tag_text,
)


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


def test_a_label_within_a_line_has_no_capital_but_for_a_name() -> None:
    assert [inline(label) for label in ("Decision", "ToDo", "決定", "Open question")] == [
        "decision",
        "ToDo",
        "決定",
        "open question",
    ]


def test_the_programmes_own_forms_have_a_label_in_each_language_and_other_words_stay() -> None:
    assert [form_label(form) for form in (*FORMS, "休憩", "朗読", None)] == [*FORMS, "休憩", "朗読", ""]
    use("en")
    labels = [form_label(form) for form in FORMS]
    assert all(label.isascii() for label in labels)
    assert len(set(labels)) == len(FORMS)
    assert form_label("朗読") == "朗読"
    use("ja")


def test_contents_are_marked_where_they_are_in_another_language() -> None:
    assert [contents_language_text(one) for one in ("ja", "en", "fr")] == ["", "英語", "fr"]
    use("en")
    assert [contents_language_text(one) for one in ("ja", "en", "fr")] == ["in Japanese", "", "fr"]
    use("ja")
