"""What the words of a list mean: headings, roles, affiliations, totals, titles; which text can be a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from jusou_tui.text.terminal import clean_line

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Role

Kind = Literal["name", "family", "given", "affiliation", "role", "title", "unused"]
"""What a column holds. "title": a position such as 課長, which says a role only where it is a role's word."""

OPEN, CLOSE = "（(〔［[【", "）)〕］]】"
BRACKETED = re.compile(f"[{re.escape(OPEN)}][^{re.escape(OPEN + CLOSE)}]*[{re.escape(CLOSE)}]")

_ROLE_WORDS: dict[Role, str] = {
    "facilitator": "進行役 進行 進行係 進行担当 司会 司会者 司会進行 司会役 司会進行役 しかい"
    " 総合司会 ファシリテーター ファシリテータ ファシリ ファシ 主ファシリテーター"
    " メインファシリテーター facilitator moderator chair",
    "scribe": "記録係 記録 記録者 記録役 記録担当 書記 書記係 しょき 議事録 議事録係 議事録担当 会議録"
    " scribe recorder notetaker note-taker minutes",
    "organiser": "事務局 事務局員 事務局担当 主催 主催者 主催側 運営 運営担当 運営スタッフ スタッフ 企画運営"
    " organiser organizer staff secretariat",
    "member": "メンバー 参加メンバー 参加者 参加 受講者 受講生 出席者 委員 一般 member participant attendee",
}
ROLE_WORDS: dict[str, Role] = {word: role for role, words in _ROLE_WORDS.items() for word in words.split()}
_OBSERVER_WORDS = "オブザーバー オブザーバ 見学 見学者 傍聴 傍聴者 陪席 陪席者 観察者 observer"
_OBSERVERS = frozenset(_OBSERVER_WORDS.split())
_OTHER_ROLE_WORDS = (
    "助言者 アドバイザー 講師 受付 受付係"
    " タイムキーパー 時計係 発表者 発表係 リーダー グループリーダー 班長 副班長 サブ 補助"
    " サブファシリテーター 副進行 副進行役 advisor timekeeper"
)
"""Roles in a meeting for which the program has no role of its own."""
_OTHER_ROLES = _OBSERVERS | frozenset(_OTHER_ROLE_WORDS.split())
_ROLE_PARTS = re.compile("[・/、,，&+＋兼]|と")


def fold(text: str) -> str:
    """Return a text as words are compared: width, case and blanks do not count."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role | None:
    """Return the role that a word names, None for another word. Brackets do not count: 事務局（主）."""
    return ROLE_WORDS.get(fold(BRACKETED.sub("", text)))


@lru_cache(maxsize=4096)
def is_role(text: str) -> bool:
    """Return whether a word names a role in a meeting, one of the program's or another."""
    return role_of(text) is not None or fold(BRACKETED.sub("", text)) in _OTHER_ROLES


def without_observer(text: str) -> tuple[str, bool]:
    """Return a role without the words for who is there to listen, and whether it had any."""
    parts = _ROLE_PARTS.split(text)
    kept = [part for part in parts if fold(BRACKETED.sub("", part)) not in _OBSERVERS]
    return (text, False) if len(kept) == len(parts) else ("・".join(kept), True)


def first_role_of(text: str) -> Role | None:
    """Return the first role of several words in one cell: 司会・記録."""
    return next((role for part in _ROLE_PARTS.split(text) if (role := role_of(part))), None)


_ORGANISATION = re.compile(
    r"\S+(?:課|係|社協|センター|ｾﾝﾀｰ|協議会|委員会|事業所|事務所|役所|役場|チーム|グループ|法人|担当|研究所|病院|学校|大学"
    r"|支所|支援室|推進室|保健所|株式会社|有限会社|自治会|町内会|民児協|包括|NPO|ＮＰＯ)"
    r"|(?:株式会社|有限会社|社会福祉法人|医療法人|一般社団法人|公益社団法人|NPO|ＮＰＯ|特定非営利|合同会社|\(株\)|（株）)\S*"
)
_STRONG = re.compile(r"\S{2,}[局署]|\S{4,}[部会所院園校室寮館]|\S{5,}[市町村区県]")
_WEAK = re.compile(r"\S{2,}[部会所院園校市町村区県室館]")
_POSITION = re.compile(
    r"\S*(?:課|係|部|局|室|所|会|館|園|校|センター|次|班|団|院)長|(?:課長|係長)補佐|主任\S{0,3}|主[事査幹]|参事|理事長?|副\S*長"
    r"|職員|相談員|専門員|保健師|看護師|社会福祉士|民生委員\S*|区長|代表\S{0,2}"
)


def is_affiliation(text: str, *, surely: bool = False) -> bool:
    """Return whether a word is most likely a place of work or a position. `surely`: never a family name.

    長谷部, 伊集院 and 小室 are names: a short word in 部 or 院 is an affiliation only behind a name.
    """
    if is_organisation(text) or _STRONG.fullmatch(text):
        return True
    return not surely and bool(_POSITION.fullmatch(text) or _WEAK.fullmatch(text))


def is_organisation(text: str) -> bool:
    """Return whether a word says what kind of place it is: 福祉課, 架空社協. Names of people never do."""
    return _ORGANISATION.fullmatch(text) is not None


def is_position(text: str) -> bool:
    """Return whether a word is a position, such as 課長."""
    return _POSITION.fullmatch(text) is not None


_GIVEN_LAST = frozenset(
    "郎朗太子美男夫雄介助也哉人斗樹輝彦之恵香奈菜穂紀希貴孝浩博弘宏裕祐佑勇健賢翔誠聡智織莉依衣乃葉実未帆結佳"
    "茂隆修進薫葵亨豊稔剛仁透徹聖淳純潤晃毅崇敏渉望翼忍勝勉猛巧努操弥綾舞蘭凛凜渚遥悠瞳忠"
)
"""Letters in which given names end; those in which family names end as well are left out."""


def is_given_name(text: str) -> bool:
    """Return whether a word alone looks like a given name: it ends as many do, or is kana."""
    return bool(re.fullmatch("[\u3041-\u3096\u30a1-\u30fc]{2,6}", text)) or (
        1 < len(text) <= 3 and text[-1] in _GIVEN_LAST  # noqa: PLR2004 - 花子, 真理子
    )


def is_whole_name(text: str) -> bool:
    """Return whether a text looks like a family name with a given name."""
    words = text.split()
    if len(words) == 2:  # noqa: PLR2004 - 例野 一郎
        return all(len(word) <= 4 for word in words) and not is_affiliation(words[1])  # noqa: PLR2004
    return len(words) == 1 and 3 <= len(text) <= 6 and text[-1] in _GIVEN_LAST  # noqa: PLR2004 - 例野一郎


_HEADINGS: dict[Kind, str] = {
    "name": "氏名 名前 姓名 参加者名 出席者名 受講者名 参加者氏名 出席者氏名 職員氏名 職員名 委員名 担当者名"
    " 利用者名 メンバー名 ネーム フルネーム 漢字氏名 氏名漢字 なまえ しめい"
    " name fullname membername participantname",
    "family": "姓 氏 苗字 名字 みょうじ familyname lastname surname",
    "given": "名 下の名前 したのなまえ givenname firstname",
    "affiliation": "所属 所属名 所属先 所属部署 所属部署名 所属課 所属課名 所属団体 所属団体名 所属機関"
    " 所属機関名 所属組織 所属係 所属事業所 部署 部署名 部課 部課名 部局 部局名 部 部名 課 課名 課係 係 係名"
    " 担当課 担当部署 団体 団体名 組織 組織名 機関 機関名 会社 会社名 法人 法人名 事業所 事業所名 施設"
    " 施設名 勤務先 勤務先名 職場 職場名 学校名 地区 自治体 自治体名 市町村 市町村名 しょぞく"
    " ぶしょ affiliation"
    " organisation organization department dept company section division office belongsto",
    "role": "役割 役 役目 担当 役割分担 分担 当日の役割 当日役割 会での役割 ワークショップでの役割 係分担"
    " やくわり role roles task",
    "title": "役職 役職名 職名 補職名 職位 職種 肩書 肩書き 職 やくしょく title position jobtitle",
    "unused": "番号 連番 通し番号 整理番号 受付番号 職員番号 社員番号 会員番号 項番 項 no no. № # id"
    " タイムスタンプ 日時 受付日 受付日時 回答日時 申込日 ふりがな フリガナ よみがな ヨミガナ 読み"
    " ばんごう ひらがな"
    " 読み仮名 読みがな よみ カナ かな 氏名カナ 氏名かな カナ氏名 かな氏名 氏名フリガナ 氏名ふりがな"
    " せい めい セイ メイ ローマ字 メール メールアドレス 電話 電話番号 連絡先 内線 住所 年齢 性別 備考"
    " 摘要 メモ 出欠 参加方法 参加形態 状態 権限 email e-mail mail tel phone timestamp note notes"
    " remarks kana reading furigana",
}
_KINDS: dict[str, Kind] = {word: kind for kind, words in _HEADINGS.items() for word in words.split()}
_GROUP_HEADINGS = frozenset(
    {"参加者", "出席者", "受講者", "メンバー", "参加メンバー", "受講生", "委員", "member", "participant"}
)
"""Words over the column of names where the row has other headings too; alone they may be a title."""
_AFFILIATION_HEADING = re.compile(
    r"所属\w{0,4}|\w{0,4}(?:所属|部署|団体|機関|組織|事業所|法人|施設|勤務先|課所)名?称?"
)
_ROLE_HEADING = re.compile(r"\w{0,8}役割\w{0,3}")
_NAME_ENDS = ("氏名", "のお名前", "の名前", "者名")
_READING = re.compile("ふりがな|フリガナ|よみ|ヨミ|読み|カナ|かな|ローマ字|英字|アルファベット|romaji|kana")
_READING_HEADING = re.compile(
    f"(?:{_READING.pattern})?(?:氏名?|(?:お)?名前|姓名?|名|\\w{{1,4}}氏名|\\w{{1,3}}者名)?(?:の)?(?:{_READING.pattern})(?:名|氏名|姓|表記)?"
)
_HONORIFIC = re.compile(r"^(?:ご|お|御)(?=[^\s])")


@lru_cache(maxsize=4096)
def heading_kind(cell: str) -> Kind | None:
    """Return what a heading says of its column, None where the word is no known heading.

    Blanks, width, a number before it, marks and brackets do not count: 氏　名, お名前（漢字）, 1. ご所属 *.
    """
    if _is_name_of_two_words(cell):
        return None
    text = fold(cell)
    within = "".join(BRACKETED.findall(text))
    bare = re.sub(r"^\d{1,2}[.)、:]", "", BRACKETED.sub("", text) or text).strip("*※:・■●◆○【】<>「」")
    bare = bare.removesuffix("欄")
    plain = _HONORIFIC.sub("", bare)
    kind = _KINDS.get(bare) or _KINDS.get(plain)
    if kind is None and _READING_HEADING.fullmatch(bare):
        return "unused"
    if kind is None and bare.endswith(_NAME_ENDS):
        kind = "name"
    if kind is None and _AFFILIATION_HEADING.fullmatch(plain):
        kind = "affiliation"
    if kind is None and _ROLE_HEADING.fullmatch(plain):
        kind = "role"
    if kind is None:
        kind = _kind_of_several(bare)
    if kind in {"name", "family", "given"} and _READING.search(within):
        return "unused"
    if kind is None and plain in _GROUP_HEADINGS:
        return "name"
    return kind


def _is_name_of_two_words(cell: str) -> bool:
    """Return whether a cell is 市 町村 rather than a word with blanks between its letters, such as 氏 名."""
    words = cell.split()
    kanji = re.fullmatch(r"[\u3400-\u9fff々]+\s+[\u3400-\u9fff々]+", cell.strip()) is not None
    return kanji and any(len(word) > 1 for word in words) and not any(word in _KINDS for word in words)


def _kind_of_several(bare: str) -> Kind | None:
    """Return the kind of a heading of several words, the one that tells most: 所属・役職, 職・氏名."""
    words = re.split("[・/／&＆]|および|及び", bare)
    kinds = [_KINDS.get(word) or _KINDS.get(_HONORIFIC.sub("", word)) for word in words]
    if len(words) == 1 or None in kinds:
        return None
    order: tuple[Kind, ...] = ("name", "affiliation", "role", "title", "unused")
    return next((kind for kind in order if kind in kinds), None)


def is_remark_heading(cell: str) -> bool:
    """Return whether a heading is over remarks: 備考."""
    return fold(cell) in {"備考", "備考欄", "摘要", "メモ", "note", "notes", "remarks"}


def is_group_heading(cell: str) -> bool:
    """Return whether a heading names the people only as a group: 参加者."""
    return _HONORIFIC.sub("", fold(cell)) in _GROUP_HEADINGS


_KANA = "[ぁ-ゖァ-ー・\\s\u3000]+"


def is_kana(text: str) -> bool:
    """Return whether a text is kana throughout, as readings are."""
    return re.fullmatch(_KANA, unicodedata.normalize("NFKC", text)) is not None


def without_reading(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the readings in brackets behind names, and these: 例野 太郎（れいの たろう）."""
    readings = [
        one
        for one in BRACKETED.finditer(text)
        if is_kana(one[0][1:-1])
        and not is_role(one[0][1:-1].strip())
        and re.search(r"[^\W\d_]\s*$", text[: one.start()])
    ]
    for one in reversed(readings):
        text = f"{text[: one.start()].rstrip()}{text[one.end() :]}"
    return text, tuple(one[0] for one in readings)


_ABSENT = frozenset({"欠席", "欠", "×", "✕", "✖", "x", "不参加", "不在", "欠席者", "不可", "absent"})


def is_absence(text: str) -> bool:
    """Return whether a cell says that somebody does not come: 欠席, ×."""
    return fold(BRACKETED.sub("", text)) in _ABSENT


def is_several_names(text: str) -> bool:
    """Return whether a text is several names, whole ones or of kanji: 例野 太郎・見本 花子, 例野/見本."""
    names = [one.strip() for one in re.split("[・/／&＆]", text)]
    kanji = all(re.fullmatch(r"[\u3400-\u9fff々]{1,6}", name) for name in names)
    return len(names) > 1 and (kanji or all(is_whole_name(name) and not is_kana(name) for name in names))


def is_name_with_reading(cell: str) -> bool:
    """Return whether a heading asks for a name with its reading in brackets: 氏名（ふりがな）."""
    text = fold(cell)
    bare = _HONORIFIC.sub("", BRACKETED.sub("", text))
    return _KINDS.get(bare) == "name" and bool(_READING.search("".join(BRACKETED.findall(text))))


_TOTAL = re.compile(
    r"(?:(?:合計|小計|総計|総数|計|総人数|人数|合計人数|参加人数|参加者数|出席者数|参加者計|total|sum)[:：]?\(?(?:\d+(?:人|名)?)?\)?"
    r"|(?:以上|全|参加者|出席者|受講者|メンバー)?[:、]?(?:合?計)?\d+(?:人|名)|以上)"
)
_TITLE = re.compile(
    "名簿|一覧|メンバー表|(?<![ァ-ー])リスト|令和[\\d元]|年度|第\\d+回|について|^(?:日時|会場|場所|開催)"
    "|roster|list of"
)
_PERHAPS_TITLE = re.compile("研修|会議|ワークショップ|事業|プログラム|編")
_MARKS = "★☆◎※♪✓✔▲△▼▽＊*"
"""Marks that somebody put before some names, which mean something that only that person knows."""
_MARKED = re.compile(rf"[{_MARKS}]+\s*(?=[^\W\d_])")
_LEGEND = re.compile(rf"[{_MARKS}○●◯◇◆□■]\s*印?\s*(?:は|が|[:：=＝…→])")
_SAMPLE_WORDS = "記入例|記載例|入力例|例|サンプル|ｻﾝﾌﾟﾙ|sample|example"
_SAMPLE_ASIDE = rf"[(（【〔［\[<＜]\s*(?:{_SAMPLE_WORDS}|見本)\s*[)）】〕］\]>＞]"
_SAMPLE = re.compile(
    rf"(?:{_SAMPLE_ASIDE}|(?:{_SAMPLE_WORDS})\s*[)）:：]).*|.*{_SAMPLE_ASIDE}|{_SAMPLE_WORDS}", re.IGNORECASE
)
"""The word alone is no 見本: that is a family name."""
MAIL = re.compile(
    r"[<＜(（\[［]?(?:mailto:)?(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}[@＠][A-Za-z0-9-]{1,63}"
    r"(?:[.．][A-Za-z0-9-]{1,63}){1,8}[>＞)）\]］]?"
)
"""An address in a list, with the brackets around it."""
_REMARK = re.compile("[※#＃]|注[)）:：]|備考[:：]|[（(].*敬称略|敬称略")
_SECTION = re.compile("[【〔\\[［<＜].*[】〕\\]］>＞]|[■◆●▼◎□◇].*(?:課|係|部|班|組|グループ|チーム)")
_NUMBER = re.compile(
    r"[^\w]*(?:[a-z]{1,4}[-_. ]?(?=\d{3}))?\d[\d\s.,:/\-年月日時分()+*%]*(?:人|名|番|号)?[^\w]*"
)
_OTHERS = re.compile(r"(?:他|ほか|外|その他)\d*(?:人|名)?")
_STRANGE = re.compile(
    r"[@|:。！？!?「」『』<>{}=]|(?:です|ます|ました|ません|ください|について)$"
    r"|\.(?:csv|tsv|txt|xlsx?|xlsm|pdf|docx?)$"
)
"""In addresses, names of files and sentences."""
LONGEST_NAME = 60
LONGEST_CELL = 300
"""Letters of a name with all that may stand beside it; a longer text is no person."""


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Return whether a cell counts people: 合計, 計 8名, 以上."""
    return _TOTAL.fullmatch(fold(text)) is not None


def is_title(text: str, *, surely: bool = True) -> bool:
    """Return whether a row of one cell looks like the title of a list, or says when and where.

    Not `surely`: by words that are in names of places of work too, 研修 or 事業.
    """
    pattern = _TITLE if surely else _PERHAPS_TITLE
    return pattern.search(unicodedata.normalize("NFKC", text).casefold()) is not None


def is_remark(text: str) -> bool:
    """Return whether a row is a remark or a rule: ※敬称略, ★は進行役, ----. ※例野 一郎 is a person."""
    if mark_of(text) and is_whole_name(text[len(mark_of(text)) :].strip()):
        return False
    return bool(_REMARK.match(text) or _LEGEND.match(text)) or not re.search(r"\w", text)


def is_sample(text: str) -> bool:
    """Return whether a cell shows how a form is to be filled in: （例）例野 太郎, 記入例."""
    return len(text) <= LONGEST_CELL and _SAMPLE.fullmatch(text.strip()) is not None


def mark_of(text: str) -> str:
    """Return the mark before a name, such as ★, "" where there is none."""
    found = _MARKED.match(text.lstrip("\u3000 "))
    return found[0].strip() if found else ""


def is_section(text: str) -> bool:
    """Return whether a row heads the rows below it: 【福祉課】, ■福祉課."""
    return _SECTION.fullmatch(text.strip()) is not None


NameFault = Literal["number", "not_a_name", "long_name"]


@lru_cache(maxsize=4096)
def name_fault(name: str) -> NameFault | None:
    """Return why a text cannot be a person's name, None where it can: it has letters and is no number."""
    if len(name) > LONGEST_NAME:  # first: the patterns take their time over a long text
        return "long_name"
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    if _NUMBER.fullmatch(folded):
        return "number"
    strange = _STRANGE.search(folded) or _OTHERS.fullmatch(fold(name))
    if strange or not re.search(r"[^\W\d_]", folded):
        return "not_a_name"
    return None


_BEFORE = re.compile(
    rf"(?:[{_MARKS}・●○◯■□◆◇▪•‐–—-]+\s*|[（(]\d{{1,3}}[)）]\s*|(?:[Nn][Oo]\.?\s*)?\d{{1,3}}(?:[)）.．:：、]\s*|\s+)|[①-⑳]\s*)(?=\S)"
)
_AFTER = re.compile(
    r"(?:\s*様|\s+(?:さん|さま|くん|ちゃん|殿|氏|先生)|(?<=[\u3400-\u9fff々ァ-ヺー])(?:さん|さま|くん|ちゃん)"
    r"|(?<=[\u3400-\u9fff々]{2})(?:殿|先生)|(?<=[\u3400-\u9fff々]{3})氏)$"
)
"""With 殿, 先生 and 氏 right behind a name that is long enough: 鵜殿 is one."""


_NOTHING = re.compile("[-ー―－–—ｰ・./×]+|なし|無し?|特になし|該当なし|未定|n/?a|none")


def said(text: str) -> str:
    """Return a cell's text, "" where it says that there is nothing: なし, ー."""
    return "" if _NOTHING.fullmatch(fold(text)) else text


def bare_name(text: str) -> str:
    """Return a name without what a list puts around it: a bullet or number before it, 様 after it."""
    name = without_bullet(text)
    if len(name) > LONGEST_CELL:
        return name
    shorter = _AFTER.sub("", name)
    return shorter if re.search(r"[^\W\d_]", shorter) else name


def without_bullet(text: str) -> str:
    """Return a clean line without the bullet or number before it."""
    line = clean_line(text).strip('\u3000 "')
    shorter = _BEFORE.sub("", line, count=1) if _BEFORE.match(line) else line
    return shorter if re.search(r"[^\W\d_]", shorter) else line


def share(found: Iterable[bool]) -> float:
    """Return how many of some answers are yes, 0 for none at all."""
    answers = list(found)
    return sum(answers) / len(answers) if answers else 0.0
