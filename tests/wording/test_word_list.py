"""One word for each thing and one spelling, in every sentence of the catalogues."""

import re
import string
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from jusou_tui import wording
from jusou_tui.curriculum.schema import KEYS as SCHEMA_TEXTS
from jusou_tui.wording import LANGUAGES

KANA = r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff々]"
"""A letter of Japanese text, without brackets and points."""

THREE_DOTS = r"[.．…]{3}"

BANNED = [
    (r"集合", "会: 集合 reads as an order to assemble"),
    (r"形態", "形式, the programme's own word"),
    (r"さがす|さがし|しぼり", "探す, 絞り込み"),
    (r"いない人|だれがいるか|がいない", "欠席, 出欠: nothing blunt beside a name"),
    (r"ひとつ|一つ(?!ずつ)|二つ|二度", "1つ, 2つ, 2回; 一つずつ is an idiom"),
    (
        r"のばし|のばす|組みかえ|置きかえ|切りかえ|書きかえ|付けかえ|入れかえ",
        "延ばす, 組み替える, 置き換える, 切り替える",
    ),
    (r"(?<![りみけ付組れ])替え", "変える, 変更する; 替える only inside 切り替える and its like"),
    (r"写し取", "コピーする"),
    (r"打[つちっ]", "入力する"),
    (r"こちらの内容|相手の内容", "値1, 値2: after merging three copies neither is mine"),
    (r"(?<!読み)飛ば|省く|省いた", "省略 on the day; 行わない by the plan"),
    (r"入れてください", "入力してください"),
    (r"間に合わせ", "終了時刻に合わせる: 間に合わせ is a makeshift"),
    (r"できごと", "進行の記録"),
    (r"両方で変わった", "食い違い"),
    (r"行い方", "実施パターン"),
    (r"主催(?!者)", "実施団体"),
    (r"こつ(?!こつ)", "ポイント"),
    (r"最初の画面|一覧へ", "はじめの画面"),
    (r"(?<![とか])記録のファイル|会のファイル", "記録ファイル"),
    (r"(?<!出)(?<!初)版(?!権)", "バージョン"),
    (r"(?<!昨)今(?![回日後月週年])", "いま"),
    (r"あす(?!か)", "明日"),
    (r"こわれ|壊れ", "読めなくなった"),
    (r"私たち|われわれ", "the program speaks for nobody"),
    (r"もとの|もとに戻|もとにした", "元の, 元に戻す"),
    (r"中身", "内容"),
    (r"要る|要ら|要り|要ります", "必要"),
    (r"\uff5e", "\u301c, one character for ranges in words"),
    (rf"[{KANA[1:-1]}）」』］]: ", "full-width colon after Japanese"),
    (rf"(?<![{{A-Za-z0-9_./\\<=+\[-]){KANA}[A-Za-z]{{2,}}", "a blank between Japanese and Latin letters"),
    (rf"(?<![{{A-Za-z0-9_./\\<=+\[-])[A-Za-z]{{2,}}{KANA}", "a blank between Latin and Japanese letters"),
    (r"[^\S\n]+(\n|$)", "no blank at the end of a line"),
    (THREE_DOTS, "no three dots"),
    (r"「[^」]*「", "『』 inside 「」"),
]
"""What no Japanese sentence holds, and what is said instead, or why."""

EXCEPTIONS = {
    ("plain.words_now", r"(?<!昨)今(?![回日後月週年])"): "may be typed",
    ("toml.bad_value", THREE_DOTS): "shows how TOML writes a text",
    ("toml.want_text", THREE_DOTS): "shows how TOML writes a text",
}
"""Message and pattern that may meet all the same, each with its reason."""


@cache
def sentences(language: str) -> dict[str, str]:
    """Return the sentences of a language by id."""
    folder = Path(wording.__file__).parent / language
    return {
        str(one.id): str(one.string)
        for path in sorted(folder.glob("*.po"))
        for one in read_po(BytesIO(path.read_bytes()), locale=language)
        if one.id
    }


def without_fields(sentence: str) -> str:
    """Return a sentence with 0 in place of each of its fields."""
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError:
        return sentence
    return "".join(text + ("" if name is None else "0") for text, name, _, _ in parts)


@pytest.mark.parametrize(("pattern", "instead"), BANNED, ids=[pattern for pattern, _ in BANNED])
def test_a_sentence_holds_no_other_word_for_the_same_thing(pattern: str, instead: str) -> None:
    found = {
        key: text
        for key, text in (sentences("ja") | SCHEMA_TEXTS).items()
        if re.search(pattern, without_fields(text)) and (key, pattern) not in EXCEPTIONS
    }
    assert found == {}, instead


def test_each_exception_is_one() -> None:
    for (key, pattern), reason in EXCEPTIONS.items():
        assert reason
        assert re.search(pattern, sentences("ja")[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_of_one_kind(language: str) -> None:
    assert {key: text for key, text in sentences(language).items() if re.search("[“”‘’＂]", text)} == {}


@pytest.mark.parametrize(("language", "stop"), [("ja", "。"), ("en", ".")])
def test_what_explains_a_command_or_an_option_is_a_sentence(language: str, stop: str) -> None:
    explained = {
        key: text
        for key, text in sentences(language).items()
        if key.endswith("_help") or ".option_" in key or ".argument_" in key
    }
    assert {key: text for key, text in explained.items() if text[-1] != stop} == {}
    if language == "en":
        assert {key: text for key, text in explained.items() if text[0].islower()} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_names_the_same_key_for_undo(language: str) -> None:
    named = {key for key, text in sentences(language).items() if "Ctrl+Z" in text}
    # These say what Ctrl+Z does besides, in a field.
    assert named == {"app.undo_help", "app.edit_again", "app.no_typing_to_undo"}
