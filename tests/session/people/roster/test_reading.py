"""Lists of people as towns keep them: who is read, which rows are nobody, which were not understood."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import InputError
from jusou_tui.session.people.person import Person
from jusou_tui.session.people.roster.reading import MOST_PEOPLE, Choices, Roster, read_text
from jusou_tui.session.people.roster.words import ROLE_WORDS
from jusou_tui.session.people.roster.written import people_text
from jusou_tui.session.tables.encoding import decode

Rows = list[tuple[int, str]]


def people(roster: Roster) -> list[tuple[str, str, str]]:
    return [(one.name, one.affiliation, one.role) for one in roster.people]


def skipped(roster: Roster) -> Rows:
    return [(row.number, row.reason) for row in roster.skipped if row.reason != "header"]


def unread(roster: Roster) -> Rows:
    return [(row.number, row.reason) for row in roster.unread]


HANAKO, ICHIRO = ("見本 花子", "福祉課", "facilitator"), ("例野 一郎", "総務課", "member")


@pytest.mark.parametrize(
    ("text", "expected", "nobody"),
    [
        (
            '氏名,所属,役割\r\n見本 花子,"福祉課\r\n相談係",進行役\r\n例野 一郎,総務課,\r\n',
            [("見本 花子", "福祉課 相談係", "facilitator"), ICHIRO],
            [],
        ),
        (
            '見本 花子\t福祉課\t進行役\n例野 一郎\t"総務\n課"\t\n',
            [HANAKO, ("例野 一郎", "総務 課", "member")],
            [],
        ),
        ("氏　名,所　属,役　割\n見本 花子,福祉課,進行役\n", [HANAKO], []),
        ("受付番号,参加者名,所属,出欠\n1,例野 一郎,総務課,欠席\n", [ICHIRO], []),
        (
            "日時,お名前（漢字）,お名前（カナ）,ご所属\n2026/11/20 9:15,例野 一郎,レイノ,総務課\n",
            [ICHIRO],
            [],
        ),
        ("番号,姓,名,ふりがな,所属部署\n7,例野,一郎,れいの いちろう,総務課\n", [ICHIRO], []),
        (
            "番号,部署,課,氏名,役職\n1,総務部,総務課,例野 一郎,課長\n",
            [("例野 一郎", "総務部 総務課", "member")],
            [],
        ),
        (
            "令和8年度 参加者名簿,,\n,,\n12月10日,,\n氏名,所属,役割\n見本 花子,福祉課,進行役\n",
            [HANAKO],
            [(1, "above"), (3, "above")],
        ),
        ("参加者,,役割\n氏名,所属,\n見本 花子,福祉課,進行役\n", [HANAKO], []),
        ("氏名,所属,\n姓,名,\n例野,一郎,\n", [("例野 一郎", "", "member")], []),
        ("氏名，所属，役割\n見本 花子，福祉課，進行役\n", [HANAKO], []),
        ("氏名;所属;役割\n見本 花子;福祉課;進行役\n", [HANAKO], []),
        ("氏名、所属、役割\n見本 花子、福祉課、進行役\n", [HANAKO], []),
        (
            "氏名,所属,役割\n見本 花子,福祉課、健康課（兼務）,進行役\n",
            [("見本 花子", "福祉課、健康課（兼務）", "facilitator")],
            [],
        ),
        (
            '氏名,所属,役割\n見本 花子,"福祉課,相談係",進行役\n',
            [("見本 花子", "福祉課,相談係", "facilitator")],
            [],
        ),
        ('氏名,所属\n"見本 花子,福祉課\n例野 一郎,総務課\n', [("見本 花子", "福祉課", "member"), ICHIRO], []),
        (
            '氏名,所属\n見本 花子,"福祉課\n例野 一郎,総務課"\n',
            [("見本 花子", "福祉課", "member"), ICHIRO],
            [],
        ),
        (
            "氏名,所属\n見本 花子,福祉課\n例野 一郎,総務課\n合計,2名\n以上,\n※敬称略,\n",
            [("見本 花子", "福祉課", "member"), ICHIRO],
            [(4, "total"), (5, "total"), (6, "remark")],
        ),
        (
            "1,見本 花子,福祉課\n2,例野 一郎,総務課\n3,,\n,計,2名\n",
            [("見本 花子", "福祉課", "member"), ICHIRO],
            [(3, "number_only"), (4, "total")],
        ),
        ("氏名,所属\n例野 一郎,福祉課\n例野 一郎,総務課\n", [("例野 一郎", "福祉課", "member"), ICHIRO], []),
        (
            "所属,氏名\n【福祉課】,\n総務課,例野 一郎\n所属,氏名\n福祉課,見本 花子\n",
            [ICHIRO, ("見本 花子", "福祉課", "member")],
            [(2, "section")],
        ),
        ("氏名,所属,役割\n見本 花子,福祉課,司会・記録\n", [HANAKO], []),
        (
            "Name,Department,Role\nMihon Hanako,Welfare,Facilitator\n",
            [("Mihon Hanako", "Welfare", "facilitator")],
            [],
        ),
        (
            "企画,例野 一郎\n福祉課,見本 花子\n",
            [("例野 一郎", "企画", "member"), ("見本 花子", "福祉課", "member")],
            [],
        ),
        ("職・氏名,所属\n課長 例野 一郎,総務課\n", [("例野 一郎", "総務課 課長", "member")], []),
        (
            "見本,花子,みほん はなこ,福祉課\n例野,一郎,れいの いちろう,総務課\n",
            [("見本 花子", "福祉課", "member"), ICHIRO],
            [],
        ),
        (
            "氏名,所属\n見本 花子様,福祉課\n1. 例野 一郎,総務課\n",
            [("見本 花子", "福祉課", "member"), ICHIRO],
            [],
        ),
    ],
)
def test_a_table_is_read_as_a_whole(text: str, expected: list[tuple[str, str, str]], nobody: Rows) -> None:
    roster = read_text(text)
    assert people(roster) == expected
    assert skipped(roster) == nobody
    assert unread(roster) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("例野 太郎 福祉課 進行役", [("例野 太郎", "福祉課", "facilitator")]),
        ("例野　太郎　福祉課　進行役", [("例野　太郎", "福祉課", "facilitator")]),
        ("福祉課 例野 太郎", [("例野 太郎", "福祉課", "member")]),
        ("例野 太郎 福祉課 課長 司会", [("例野 太郎", "福祉課 課長", "facilitator")]),
        ("例野 太郎 福祉課 オブザーバー", [("例野 太郎", "福祉課", "member")]),
        ("例野太郎（福祉課、書記）", [("例野太郎", "福祉課", "scribe")]),
        ("例野太郎（れいの たろう）", [("例野太郎", "", "member")]),
        ("例野 太郎（れいの たろう） 架空課", [("例野 太郎", "架空課", "member")]),
        ("架空 花（旧姓 見本）", [("架空 花（旧姓 見本）", "", "member")]),
        ("【リーダー】見本 花子 総務課", [("見本 花子", "総務課", "member")]),
        ("【司会】見本 花子", [("見本 花子", "", "facilitator")]),
        ("見本 花子【書記】", [("見本 花子", "", "scribe")]),
        ("見本 花子（リーダー）", [("見本 花子", "", "member")]),
        ("（福祉課）見本 花子", [("見本 花子", "福祉課", "member")]),
        ("市 町村", [("市 町村", "", "member")]),
        ("例野 太郎・見本 花子", []),
        ("ジョン・スミス", [("ジョン・スミス", "", "member")]),
        ("司会：例野 太郎", [("例野 太郎", "", "facilitator")]),
        ("・例野 太郎 様", [("例野 太郎", "", "member")]),
        ("長谷部 花子", [("長谷部 花子", "", "member")]),
        ("長谷部 花子 福祉課", [("長谷部 花子", "福祉課", "member")]),
        ("例野、仮名、架空", [(name, "", "member") for name in ("例野", "仮名", "架空")]),
        ("例野 仮名 架空", [(name, "", "member") for name in ("例野", "仮名", "架空")]),
        ("例野 太郎、見本 花子", [(name, "", "member") for name in ("例野 太郎", "見本 花子")]),
        ("Mihon Van An", [("Mihon Van An", "", "member")]),
        ("Hanako da Mihon\nTaro Reino", [(name, "", "member") for name in ("Hanako da Mihon", "Taro Reino")]),
        ("例野 太郎 見本 花子", [(name, "", "member") for name in ("例野 太郎", "見本 花子")]),
        ("例野 太郎　見本 花子", [(name, "", "member") for name in ("例野 太郎", "見本 花子")]),
        (
            "例野太郎, 見本花子, 仮名次郎",
            [(name, "", "member") for name in ("例野太郎", "見本花子", "仮名次郎")],
        ),
        ("参加者：例野、仮名", [(name, "", "member") for name in ("例野", "仮名")]),
        (
            "例野 太郎 福祉課、見本 花子 税務課",
            [("例野 太郎", "福祉課", "member"), ("見本 花子", "税務課", "member")],
        ),
        ("例野 太郎、企画", [("例野 太郎", "企画", "member")]),
        ("例野 太郎 研修企画課 司会", [("例野 太郎", "研修企画課", "facilitator")]),
        ("参加者1\n参加者2", [("参加者1", "", "member"), ("参加者2", "", "member")]),
        ("* 例野 太郎\n* 仮名 次郎", [("例野 太郎", "", "member"), ("仮名 次郎", "", "member")]),
        ("佐々木政市、なし、ー", [("佐々木政市", "", "member")]),
        ("会長　例野 太郎　架空商店会", [("例野 太郎", "架空商店会 会長", "member")]),
        ("福祉課：例野、仮名", [(name, "福祉課", "member") for name in ("例野", "仮名")]),
        ("例野さん、仮名さん", [(name, "", "member") for name in ("例野", "仮名")]),
        ("8", [(f"参加者{number}", "", "member") for number in range(1, 9)]),
    ],
)
def test_a_line_is_read_as_people_write_it(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert people(read_text(line)) == expected


def test_people_side_by_side_are_all_read() -> None:
    text = "名簿,,,,,\nNo.,氏名,所属,No.,氏名,所属\n1,見本 花子,福祉課,3,仮名 太郎,税務課\n"
    text += "2,例野 一郎,総務課,,,\n計,3名,,,,\n"
    roster = read_text(text)
    assert people(roster) == [
        ("見本 花子", "福祉課", "member"),
        ("例野 一郎", "総務課", "member"),
        ("仮名 太郎", "税務課", "member"),
    ]
    assert [one.number for one in roster.listed] == [3, 4, 3]
    assert (skipped(roster), unread(roster)) == ([(1, "above"), (5, "total")], [])


@pytest.mark.parametrize("piece", ["　", "見本 ", '"a', "（", "1", "a:", "【", "-", "と"])
def test_a_row_that_is_far_too_long_is_not_understood(piece: str) -> None:
    roster = read_text(f"氏名\n見{piece * 90_000}本\n例野 一郎")
    assert [one.name for one in roster.people] == ["例野 一郎"]
    assert unread(roster) == [(2, "long_name")]


def test_a_row_of_far_too_many_cells_is_refused() -> None:
    with pytest.raises(InputError):
        read_text("見本," * 2_000)


def test_a_text_that_is_no_list_is_not_understood() -> None:
    roster = read_text("これは名簿ではありません。\n会の進め方について\nよろしくお願いします")
    assert roster.people == []
    assert roster.doubt == "half"


@pytest.mark.parametrize(
    "title",
    [
        "令和8年度 研修参加者名簿",
        "見本市ワークショップ",
        "日時：12月10日 13:30",
        "会場 見本市役所",
        "第1回 チームづくり編",
    ],
)
def test_titles_above_lines_are_skipped(title: str) -> None:
    roster = read_text(f"{title}\n例野 一郎\n見本 花子")
    assert [one.name for one in roster.people] == ["例野 一郎", "見本 花子"]
    assert skipped(roster) == [(1, "title")]


def test_a_sign_for_the_cell_above_is_that_cell() -> None:
    roster = read_text("氏名|所属名称\n見本 花子|福祉課\n例野 一郎|〃\n仮名 太郎|同上\n")
    assert [one.affiliation for one in roster.people] == ["福祉課"] * 3


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            "氏名,所属\n,福祉課\n12,総務課\n他3名,\n見本@example.jp,総務課\n",
            [(2, "no_name"), (3, "number"), (4, "not_a_name"), (5, "not_a_name")],
        ),
        ("例野 太郎 福祉課 見本 花子 税務課", [(1, "several_ways")]),
        ("Hanako Mihon Taro Reino", [(1, "several_ways")]),
        ("例 小 龍", [(1, "several_ways")]),
        ("例野 蒼空 見本 美月", [(1, "several_ways")]),
        ("例野\n12:00\n福祉課\n進行役", [(2, "number"), (3, "no_name"), (4, "no_name")]),
        ("例野、仮名、他3名", [(1, "not_a_name")]),
        ("氏名,所属\n" + "長" * 61 + ",\n", [(2, "long_name")]),
    ],
)
def test_what_is_not_understood_is_listed_with_its_row(text: str, reasons: Rows) -> None:
    assert unread(read_text(text)) == reasons


def test_all_of_many_people_are_read_and_too_many_are_refused() -> None:
    rows = [f"例野 {number}郎,課{number}" for number in range(MOST_PEOPLE + 1)]
    assert len(read_text("\n".join(["氏名,所属", *rows[:250]])).people) == 250
    assert len(read_text("\n".join(["氏名,所属", *rows[:-1]])).people) == MOST_PEOPLE
    for text in ("\n".join(["氏名,所属", *rows]), str(MOST_PEOPLE + 1), "9999999", "\n".join(["1"] * 9999)):
        with pytest.raises(InputError):
            read_text(text)


@pytest.mark.parametrize(
    "word", ["司会", "ファシリテーター", "進行", "ﾌｧｼﾘﾃｰﾀｰ", "Facilitator", "進行役（主）"]
)
def test_role_words_are_known_however_they_are_written(word: str) -> None:
    assert read_text(f"氏名,役割\n例野 一郎,{word}").people[0].role == "facilitator"
    assert read_text(f"例野 一郎 {word}").people[0].role == "facilitator"


def test_a_role_that_is_unknown_is_asked_about_and_can_be_answered() -> None:
    text = "氏名,役割\n例野 一郎,アドバイザー\n見本 花子,進行・記録"
    roster = read_text(text)
    assert roster.role_words == ["アドバイザー", "進行・記録"]
    assert [one.role for one in roster.people] == ["member", "facilitator"]
    answered = read_text(text, Choices(roles={"アドバイザー": "organiser", "進行・記録": "scribe"}))
    assert [one.role for one in answered.people] == ["organiser", "scribe"]
    assert answered.role_words == []


def test_columns_can_be_given_another_meaning() -> None:
    text = "1,見本,福祉課,ハナ\n2,例野,総務課,イチ"
    assert people(read_text(text, Choices(columns={1: "affiliation", 2: "name"}))) == []
    taken = read_text(text, Choices(columns={1: "family", 3: "given"}))
    assert people(taken) == [("見本 ハナ", "福祉課", "member"), ("例野 イチ", "総務課", "member")]
    assert [column.kind for column in taken.columns] == ["unused", "family", "affiliation", "given"]


def test_numbers_are_names_only_when_that_is_said() -> None:
    text = "氏名,所属\n101,福祉課\n102,総務課\n"
    roster = read_text(text)
    assert (roster.people, roster.doubt) == ([], "numbers")
    accepted = read_text(text, Choices(numbers=True))
    assert [one.name for one in accepted.people] == ["101", "102"]
    assert accepted.doubt == "numbers"


def test_less_than_half_understood_is_doubtful() -> None:
    assert read_text("氏名,所属\n例野 一郎,福祉課\n,福祉課\n,総務課\n").doubt == "half"
    assert read_text("氏名,所属\n例野 一郎,福祉課\n,福祉課\n").doubt is None


WORDS = (
    "見本|花子|例野 一郎|福祉課|進行役|氏名|所属|合計|12|※|以上|名簿|1.|課長|なし|〃|姓|名|参加者：|様|他3名"
)
SIGNS = '・|/|\x00|｜|,|、|\t|；| |　|\n|\r\n|"|（|）|：|;|，|    |\n'
PIECES = st.sampled_from(f"{WORDS}|{SIGNS}".split("|"))


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=300, deadline=None)
def test_every_row_that_is_not_blank_is_a_person_or_named_as_none(text: str) -> None:
    try:
        roster = read_text(text)
    except InputError:  # refused in words: too many
        return
    told = {one.number for one in (*roster.listed, *roster.skipped, *roster.unread)}
    assert {row.number for row in roster.table.rows} <= told
    assert all(person.name.strip() for person in roster.people)
    lines = len(text.splitlines())
    assert roster.table.separator or len(roster.table.rows) <= lines


@given(st.binary(max_size=200), st.sampled_from(["", "氏名,所属\n", "\x1b$B", "\ufeff"]))
@settings(max_examples=300, deadline=None)
def test_reading_raises_for_no_bytes_at_all(data: bytes, before: str) -> None:
    decoded = decode(before.encode() + data)
    if decoded is not None:
        with suppress(InputError):
            read_text(decoded.text)


TEAMS = st.lists(
    st.builds(
        Person,
        st.sampled_from(["見本 花子", "例野　一郎", "長谷部 太郎", "仮名 政市", "架空まり", "試作 健"]),
        st.sampled_from(["", "福祉課", "総務部 人事課", "企画", "架空社協"]),
        st.sampled_from(sorted(set(ROLE_WORDS.values()))),
    ),
    min_size=1,
    max_size=8,
)
NAMES = st.sampled_from(
    ["氏名", "お名前（漢字）", "参加者名", "1. ご氏名 *", "氏　名", "参加者の氏名", "メンバー"]
)
AFFILIATIONS = st.sampled_from(["所属", "ご所属（課名）", "部署", "団体名", "所属機関名", "課"])
ROLES = {"organiser": "事務局", "facilitator": "司会", "scribe": "書記", "member": ""}


@given(
    TEAMS,
    st.tuples(NAMES, AFFILIATIONS),
    st.sampled_from([",", "\t", ";", "，", "|"]),
    st.integers(0, 7),
    st.permutations(range(4)),
)
@settings(max_examples=150, deadline=None)
def test_a_table_gives_back_who_was_written_into_it(
    team: list[Person], headings: tuple[str, str], sign: str, around: int, order: list[int]
) -> None:
    rows = [["番号", *headings, "役割"]]
    rows += [[str(at), one.name, one.affiliation, ROLES[one.role]] for at, one in enumerate(team, 1)]
    rows = [[row[at] for at in order] for row in rows]
    if around & 1:
        rows = [["令和8年度 参加者名簿", "", "", ""], ["", "", "", ""], *rows]
    if around & 2:
        rows.append(["合計", f"{len(team)}名", "", ""])
    if around & 4:
        rows.append(["※敬称略", "", "", ""])
    text = "\r\n".join(sign.join(row) for row in rows)
    decoded = decode(text.encode("cp932"))
    assert decoded is not None
    roster = read_text(decoded.text)
    assert roster.people == team
    assert roster.unread == ()


def test_people_side_by_side_in_blocks_of_different_lengths_are_all_read() -> None:
    left = "番号,氏名,所属,番号,氏名,所属\n1,例野 太郎,架空課,3,見本 花子,総務課\n2,例野 桜,架空課\n"
    right = "番号,氏名,所属,番号,氏名,所属\n1,例野 太郎,架空課,2,見本 花子,総務課\n,,,3,見本 桜,総務課\n"
    assert people(read_text(left)) == [
        ("例野 太郎", "架空課", "member"),
        ("例野 桜", "架空課", "member"),
        ("見本 花子", "総務課", "member"),
    ]
    assert people(read_text(right)) == [
        ("例野 太郎", "架空課", "member"),
        ("見本 花子", "総務課", "member"),
        ("見本 桜", "総務課", "member"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("なまえ,しょぞく\n例野 太郎,架空課\n", [("例野 太郎", "架空課", "member")]),
        ("おなまえ\tごしょぞく\n例野 太郎\t架空課\n", [("例野 太郎", "架空課", "member")]),
        (
            "ひらがな,しょぞく,やくわり\nれいの たろう,架空課,しかい\n",
            [("れいの たろう", "架空課", "facilitator")],
        ),
        ("なまえ,氏名\nれいの たろう,例野 太郎\n", [("例野 太郎", "", "member")]),
        (
            "氏名,所属\n市 町村,\n例野 太郎,架空課\n",
            [("市 町村", "", "member"), ("例野 太郎", "架空課", "member")],
        ),
        (
            "氏名,備考\n例野 太郎,司会\n見本 花子,書記\n",
            [("例野 太郎", "", "facilitator"), ("見本 花子", "", "scribe")],
        ),
    ],
)
def test_headings_in_kana_and_roles_among_remarks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert people(read_text(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("どなた,どこから\n例野 太郎,架空課\n見本 花子,総務課\n", {"どなた": ("first_unlike", "")}),
        ("例野,架空課\n例野 太郎,架空課\n見本 花子,総務課\n", {}),
        (
            "氏名,出欠\n例野 太郎,×\n見本 花子,○\n架空 桜,欠席\n",
            {"例野 太郎": ("aside", "出欠: ×"), "架空 桜": ("aside", "出欠: 欠席")},
        ),
        (
            "氏名,備考\n例野 太郎,司会\n見本 花子,遅れます\n架空 桜,午後から\n",
            {"例野 太郎": ("aside", "備考: 司会")},
        ),
        ("氏名,所属\n例野 太郎（れいの たろう）,架空課\n", {"例野 太郎": ("aside", "（れいの たろう）")}),
        (
            "部,係,氏名\n福祉部,保護係,例野 太郎\n,支援係,見本 花子\n総務部,庶務係,架空 桜\n",
            {"見本 花子": ("carried", "福祉部")},
        ),
        ("課,氏名\n福祉課,例野 太郎\n,見本 花子\n", {"見本 花子": ("blank_below", "")}),
        ("氏名,所属\n例野 太郎,架空課\n見本 花子,\n", {}),
    ],
)
def test_what_is_not_used_or_guessed_is_noted_with_the_person(
    text: str, expected: dict[str, tuple[str, str]]
) -> None:
    listed = read_text(text).listed
    assert {one.person.name: (note.kind, note.text) for one in listed for note in one.notes} == expected


def test_an_upper_part_of_affiliations_is_carried_down_only_where_it_is_merged() -> None:
    merged = "部,係,氏名\n福祉部,保護係,例野 太郎\n,支援係,見本 花子\n総務部,庶務係,架空 桜\n"
    repeated = "部,係,氏名\n福祉部,保護係,例野 太郎\n福祉部,支援係,架空 桜\n,会計係,見本 花子\n"
    assert [one.affiliation for one in read_text(merged).people] == [
        "福祉部 保護係",
        "福祉部 支援係",
        "総務部 庶務係",
    ]
    assert read_text(repeated).people[2].affiliation == "会計係"


def test_a_tab_parts_cells_also_where_most_lines_are_names_alone() -> None:
    found = read_text("例野一郎\t社協\t記録係\n見本花子\n雛形健 福祉課")
    assert [(one.name, one.affiliation, one.role) for one in found.people] == [
        ("例野一郎", "社協", "scribe"),
        ("見本花子", "", "member"),
        ("雛形健", "福祉課", "member"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "氏名,所属,役割\n例野 一郎,福祉課,オブザーバー\n見本 花子,住まい課,進行役・オブザーバー",
        "例野 一郎、福祉課、オブザーバー\n見本 花子、住まい課、進行役・オブザーバー",
        "オブザーバー：例野 一郎、福祉課\n見本 花子（傍聴）、住まい課、進行役",
    ],
)
def test_who_is_there_to_listen_is_an_observer(text: str) -> None:
    roster = read_text(text)

    assert [(one.name, one.affiliation, one.role, one.observer) for one in roster.people] == [
        ("例野 一郎", "福祉課", "member", True),
        ("見本 花子", "住まい課", "facilitator", True),
    ]
    assert read_text(people_text(roster.people)).people == roster.people
