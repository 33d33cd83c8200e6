"""Marks before names, rows that show how a form is filled in, addresses, what stands behind names."""

from __future__ import annotations

import pytest

from jusou_tui.session.people.roster.reading import read_text


def names(text: str) -> list[str]:
    return [one.name for one in read_text(text).people]


@pytest.mark.parametrize(
    "text",
    [
        "★佐藤 太郎\n☆例野 花子\n※見本 一郎",
        "氏名,所属\n★佐藤 太郎,架空課\n○例野 花子,架空課\n※見本 一郎,架空課",
    ],
)
def test_a_mark_is_no_part_of_the_name_and_is_said(text: str) -> None:
    found = read_text(text)
    assert names(text) == ["佐藤 太郎", "例野 花子", "見本 一郎"]
    assert [note.text for note in found.listed[0].notes if note.kind == "aside"] == ["★"]


def test_what_marks_mean_is_a_remark() -> None:
    found = read_text("★印は進行役、○印は記録係\n★佐藤 太郎\n例野 花子\n※敬称略")
    assert [one.person.name for one in found.listed] == ["佐藤 太郎", "例野 花子"]
    assert [one.reason for one in found.skipped] == ["remark", "remark"]


@pytest.mark.parametrize(
    "sample",
    [
        "（例）例野 太郎,○○課",
        "記入例：例野 太郎,○○課",
        "例野 太郎（記入例）,○○課",
        "例,○○課",
        "［見本］例野,○○課",
    ],
)
def test_the_row_that_shows_how_to_fill_in_the_form_is_nobody(sample: str) -> None:
    found = read_text(f"氏名,所属\n{sample}\n見本 花子,架空課\n架空 次郎,架空課")
    assert [one.person.name for one in found.listed] == ["見本 花子", "架空 次郎"]
    assert [one.reason for one in found.skipped] == ["header", "sample"]


def test_a_family_name_like_the_word_for_a_sample_is_a_person() -> None:
    assert names("姓,名\n見本,花子\n例野,一郎") == ["見本 花子", "例野 一郎"]


def test_two_names_in_one_cell_are_not_one_person() -> None:
    found = read_text("氏名,所属\n例野・見本,架空課\n架空 花子,架空課\n架空 次郎,架空課")
    assert [one.reason for one in found.unread] == ["several_ways"]


@pytest.mark.parametrize(
    "text",
    [
        "佐藤 太郎,sato@mihon.example,架空課\n見本 花子,mihon@mihon.example,架空課",
        "佐藤 太郎 sato@mihon.example\n見本 花子 mihon@mihon.example",
        "佐藤 太郎 <sato@mihon.example>; 見本 花子 <mihon@mihon.example>",
        "E-Mail,お名前\nsato@mihon.example,佐藤 太郎\nmihon@mihon.example,見本 花子",
    ],
)
def test_addresses_are_neither_names_nor_affiliations(text: str) -> None:
    assert names(text) == ["佐藤 太郎", "見本 花子"]
    assert not any("@" in one.affiliation for one in read_text(text).people)


def test_what_stands_behind_a_name_out_of_politeness_is_no_part_of_it() -> None:
    text = "例野太郎様\n見本花子さん\n架空 一郎さま\n例野殿\n見本先生\n架空次郎氏\n鵜殿\nスミスさん"
    assert names(text) == [
        *("例野太郎", "見本花子", "架空 一郎", "例野", "見本", "架空次郎", "鵜殿", "スミス"),
    ]
