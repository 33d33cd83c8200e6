"""Where a text names somebody."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusou_tui.session.people.mentions import Mention, NameSearch, Passage, fold, passage_of, pieces
from jusou_tui.session.people.person import Person

TWO = (Person("例野 太郎", "福祉課"), Person("例野太郎", "税務課"))


def found(text: str, name: str | Person, *others: str | Person) -> list[tuple[str, bool]]:
    """Return what in a text names the first person, and whether surely."""
    people = [one if isinstance(one, Person) else Person(one) for one in (name, *others)]
    search = NameSearch({str(key): person for key, person in enumerate(people)}, "0", people[0].name)
    return [(text[one.start : one.stop], one.sure) for one in search.mentions(text)]


@pytest.mark.parametrize(
    ("name", "text", "spelling"),
    [
        ("見本花子", "見本 花子さん", "見本 花子"),
        ("髙橋 一郎", "高橋一郎さん", "高橋一郎"),
        ("ﾐﾎﾝ ﾊﾅｺ", "ミホン ハナコさん", "ミホン ハナコ"),
        ("Hanako Mihon", "hanako mihonさん", "hanako mihon"),
        ("見本 花子（みほん はなこ）", "見本花子さん", "見本花子"),
        ("見本 花子（みほん はなこ）", "見本花子（みほんはなこ）さん", "見本花子（みほんはなこ）"),
        (
            "がく まなぶ",
            unicodedata.normalize("NFD", "がく まなぶさん"),
            unicodedata.normalize("NFD", "がく まなぶ"),
        ),
        ("ミホン バナコ", "ﾐﾎﾝﾊﾞﾅｺ様", "ﾐﾎﾝﾊﾞﾅｺ"),
        ("山﨑 邉", "山崎辺が話す", "山崎辺"),
        ("佐々木 例", "佐佐木例さん", "佐佐木例"),
        ("葛\U000e0100城 例", "葛城例さん", "葛城例"),
        ("見本 花子", "見　本　花　子", "見　本　花　子"),
        ("見本 花子", "見本\n花子さん", "見本\n花子"),
        ("見本 花子", "福祉課見本花子課長", "見本花子"),
        ("Zoë Reino", "to zoe.reino@town.example", "zoe.reino"),
        ("龍ヶ崎 例", "竜ケ崎例さん", "竜ケ崎例"),
        ("林", "林\n", "林"),
    ],
)
def test_a_name_is_found_in_every_spelling(name: str, text: str, spelling: str) -> None:
    assert found(text, name) == [(spelling, True)]


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("森林の話、小林さん", "林", ()),
        ("アンケートを取る", "アン", ()),
        ("Annalisa and Hannah", "Anna", ()),
        ("見本花子さん", "見本 花", ("見本 花子",)),
        ("参加者10", "参加者1", ("参加者10",)),
        ("例野 太郎（税務課）", TWO[0], TWO[1:]),
        ("高橋一郎さん", "髙橋 一郎", ("高橋 一郎",)),
    ],
)
def test_another_word_and_another_person_are_left_alone(
    text: str, name: str | Person, others: tuple[str | Person, ...]
) -> None:
    assert found(text, name, *others) == []


@pytest.mark.parametrize(
    ("text", "name", "others", "likely"),
    [
        ("佐藤さんの案", "佐藤 例", ("佐藤 見本",), "佐藤"),
        ("佐藤さんの案", "佐藤", ("佐藤 見本",), "佐藤"),
        ("花子さん", "見本 花子", (), "花子"),
        ("見本市の話", "見本 花子", (), "見本"),
        ("小見本花子さん", "見本 花子", (), "見本花子"),
        ("見本花子さん", "見本 花", (), "見本花"),
        ("みほん はなこ", "見本 花子（みほん はなこ）", (), "みほん はなこ"),
        ("ミホンさん", "見本 花子（みほん はなこ）", (), "ミホン"),
        ("みほんはなこ", "ミホン ハナコ", (), "みほんはなこ"),
        ("Mihon, Hanako", "Hanako Mihon", (), "Mihon, Hanako"),
        ("例野 太郎さん", TWO[0], TWO[1:], "例野 太郎"),
        ("林さん", "林", (), "林"),
        ("見本さん", "見本花子", (), "見本"),
    ],
)
def test_what_may_be_another_is_only_likely(
    text: str, name: str | Person, others: tuple[str | Person, ...], likely: str
) -> None:
    assert found(text, name, *others) == [(likely, False)]


def test_the_label_of_one_of_several_is_that_person() -> None:
    assert found("例野太郎(福祉課)と例野太郎（税務課）", *TWO) == [("例野太郎(福祉課)", True)]
    assert found("髙橋一郎と高橋一郎", "髙橋 一郎", "高橋 一郎") == [("髙橋一郎", True)]


def test_a_former_name_is_only_likely_and_the_beginning_of_one_is_none() -> None:
    search = NameSearch({}, None, "見本 花子", ["例野 花子", "見", "見本", "見本花子"])
    text = "例野花子、見本を見る、見本花子"
    assert [(text[one.start : one.stop], one.sure) for one in search.mentions(text)] == [
        ("例野花子", False),
        ("見本", False),
        ("見本花子", True),
    ]
    assert NameSearch({}, None, "見本花子", ["見本"]).mentions("見本を見る") == ()


def test_a_likely_mention_is_shown_in_its_line() -> None:
    text = "はじめに\nきょうは佐藤さんが話す\nおわり"
    [mention] = NameSearch({}, None, "佐藤 例").mentions(text)
    assert passage_of(text, mention) == Passage("きょうは", "佐藤", "さんが話す")


@given(st.text("見本花子ﾊﾞハ\u3099 々Ａａ\u200b\n（）さん、", max_size=30))
def test_mentions_are_in_order_apart_and_add_up_to_the_text(text: str) -> None:
    mentions = NameSearch({}, None, "見本 花子", ["バ々"]).mentions(text)
    edges = [edge for one in mentions for edge in (one.start, one.stop)]
    assert edges == sorted(edges)
    assert "".join(piece for piece, _ in pieces(text, mentions)) == text
    assert [one for _, one in pieces(text, mentions) if one is not None] == list(mentions)
    folded = fold(text)
    assert fold(text + "\u200b").text == folded.text
    assert len(folded.starts) == len(folded.text) + 1
    assert list(folded.starts) == sorted(folded.starts)


@given(st.lists(st.sampled_from(["", " ", "　", "\u200b"]), min_size=4, max_size=4))
def test_blanks_hide_no_name(blanks: list[str]) -> None:
    text = "".join(letter + blank for letter, blank in zip("見本花子", blanks, strict=True))
    [mention] = NameSearch({}, None, "見本花子").mentions(f"きょう{text}さん")
    assert mention == Mention(3, 3 + len(text.rstrip(" 　")), sure=True)
