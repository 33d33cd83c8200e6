"""Pages of the shared screen made by hand, one of each state; all in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from jusou_tui.audience.page import Page
from jusou_tui.audience.page_parts import Big, Row, SeatRow
from jusou_tui.audience.view import DayPart, Seat, SharedSheet, TimeLeft

DAY = datetime(2026, 12, 10, 13, 0).astimezone()
QUESTION = "「困ったな」「助かったな」と感じた連携は、どんな場面でしたか。"
LONG_QUESTION = (
    "「困ったな」と感じた連携と「助かったな」と感じた連携は、それぞれどんな場面で、"
    "そのとき相手の側からはどのように見えていたと思いますか。"
)
LONG_TITLE = "包括的な支援体制の構築に向けた連携・協働について理解を深める"
PARTS = (
    ("はじめの一言", 15),
    ("連携のしかたを学ぶ", 55),
    ("休憩", 10),
    ("わがまちの連携を振り返る", 60),
    ("次回に向けた準備", 30),
    ("おわりの一言", 10),
)


def day(now: int = -1) -> tuple[DayPart, ...]:
    """Return the agenda of the day; `now`: the row that runs, -1 for none yet."""
    made, start = [], DAY
    for number, (title, minutes) in enumerate(PARTS):
        state = "done" if number < now else "now" if number == now else "coming"
        made.append(DayPart(title, start, minutes, state, is_break=title == "休憩"))
        start += timedelta(minutes=minutes)
    return tuple(made)


def seats(speaking: int, last: int) -> SeatRow:
    """Return a round in the order of its numbers."""
    made = tuple(
        Seat(
            n,
            "done"
            if n < speaking
            else "speaking"
            if n == speaking
            else "next"
            if n == speaking + 1
            else "waiting",
        )
        for n in range(1, last + 1)
    )
    left = last - speaking
    return SeatRow("一巡", made, "済", (f"あと{left}人", f"約{left}分"))


BASE = Page(
    organisation="見本市",
    title="つなぐ窓口の会 第1回",
    clock="14:43",
    done_word="済",
    now_word="いま",
    break_word="休",
    day=day(3),
    tail_right="終わり 16:00",
)
RUNNING = replace(
    BASE,
    where="3/5",
    form="対話",
    heading="わがまちの連携を振り返る",
    short_heading="連携の振り返り",
    bigs=(Big("36:48", "left", "残り", ("15:20 まで",), TimeLeft(36 * 60 + 48, 3600, goes=True)),),
    share=0.38,
    rows=(
        Row("問い", (QUESTION,), "question"),
        Row(
            "いま",
            (
                "思い出した場面を一人ずつ付箋に書きます。",
                "だれかを責める時間ではありません。名前は書かないでおきましょう。",
            ),
            "now",
            2,
        ),
        Row("次は", ("付箋を見せ合い、似たものを近くに集めます。",), "plain", 1),
    ),
    tail="このあと 15:20 次回に向けた準備",
)
SOON = replace(
    RUNNING,
    clock="15:19",
    bigs=(Big("00:52", "soon", "あと少し", ("15:20 まで",), TimeLeft(52, 3600, goes=True)),),
    share=0.985,
    rows=(
        RUNNING.rows[0],
        Row("いま", ("話し合ったことを、一言にまとめます。",), "now", 2),
        Row("次は", ("次回に向けた準備（30分）",), "plain", 1),
    ),
    tail="書きかけの付箋は、あとで足せます",
)
LONG = replace(
    RUNNING,
    where="2/4",
    form="講義",
    heading=LONG_TITLE,
    short_heading="連携・協働について理解を深める",
    bigs=(Big("59:48", "left", "残り", ("15:43 まで",), TimeLeft(59 * 60 + 48, 3600, goes=True)),),
    share=0.055,
    rows=(
        Row("問い", (LONG_QUESTION,), "question"),
        Row("いま", ("思い出した場面を一人ずつ付箋に書きます。",), "now", 2),
        Row("次は", ("付箋を見せ合い、似たものを近くに集めてから、順番を決めます。",), "plain", 1),
    ),
    tail="15:43 わがまちの連携を振り返る",
    tail_right="終わり 16:30",
)
HOURS = replace(
    RUNNING,
    bigs=(
        Big("1:42", "left", "残り", ("16:25 まで",), TimeLeft(102 * 60 + 9, 7200, goes=True), unit="時間"),
    ),
    share=0.15,
)
PAUSED = replace(
    RUNNING,
    bigs=(Big("36:48", "waiting", "止まっています", (), TimeLeft(36 * 60 + 48, 3600, goes=False)),),
)
ROUND = replace(
    BASE,
    state="round",
    clock="13:07",
    where="1/5",
    form="対話",
    heading="はじめの一言",
    bigs=(
        Big("3", "turn", "話す番", ("番の方",), tight=True),
        Big("0:42", "left", "残り", (), TimeLeft(42, 60, goes=True)),
    ),
    share=0.3,
    rows=(
        Row("問い", ("お名前と、ふだんのお仕事。最近うれしかったことを一つ。",), "question"),
        Row("次は", ("4番の方", "順番が来るまで、ゆっくりお聞きください。"), "turn", 2),
    ),
    seats=seats(3, 8),
    day=day(0),
    tail="話したくないときは「パス」でかまいません",
    tail_right="13:15 まで",
)
ROUND_NAMED = replace(
    ROUND,
    bigs=(replace(ROUND.bigs[0], beside=("番の方", "雛形さん")), ROUND.bigs[1]),
    rows=(
        ROUND.rows[0],
        Row("次は", ("4番の方　見本さん", "順番が来るまで、ゆっくりお聞きください。"), "turn", 2),
    ),
)
SEAT_12 = replace(
    ROUND,
    bigs=(replace(ROUND.bigs[0], text="12"), ROUND.bigs[1]),
    rows=(
        ROUND.rows[0],
        Row("次は", ("13番の方", "順番が来るまで、ゆっくりお聞きください。"), "turn", 2),
    ),
    seats=seats(12, 15),
)
TURN_OVER = replace(
    ROUND,
    bigs=(
        ROUND.bigs[0],
        Big("0:00", "waiting", "お時間です", (), TimeLeft(0, 60, goes=True), chip_ink="soon"),
    ),
    share=1.0,
)
GROUPS = replace(
    RUNNING,
    state="groups",
    form="ワーク",
    bigs=(
        Big("36:48", "left", "全体", ("15:20 まで",), TimeLeft(36 * 60 + 48, 3600, goes=True)),
        Big("04:30", "left", "グループ", (), TimeLeft(270, 600, goes=True)),
    ),
    rows=(
        RUNNING.rows[0],
        Row("いま", ("3つの組に分かれて話し合います。",), "now", 2),
        Row("次は", ("組ごとに、話したことを一言ずつ聞かせてください。",), "plain", 1),
    ),
)
BREAK = replace(
    BASE,
    state="break",
    clock="14:14",
    bigs=(
        Big("14:20", "restart", "休憩", ("に再開します",), tight=True),
        Big("05:36", "left", "あと", (), TimeLeft(336, 600, goes=True)),
    ),
    share=0.44,
    rows=(
        Row("次は", ("わがまちの連携を振り返る（60分）",), "question", 2),
        Row("手元に", ("付箋とペン",), "plain", 1),
    ),
    day=day(2),
    tail="飲み物をどうぞ。窓を少し開けています",
)
BREAK_SOON = replace(
    BREAK,
    bigs=(BREAK.bigs[0], Big("00:36", "soon", "まもなく再開します", (), TimeLeft(36, 600, goes=True))),
    share=0.94,
)
TIME_UP = replace(
    RUNNING,
    state="time_up",
    clock="15:20",
    bigs=(
        Big("00:00", "waiting", "時間です", ("15:20 まで",), TimeLeft(0, 3600, goes=True), chip_ink="soon"),
    ),
    share=1.0,
    rows=(
        Row("いま", ("時間になりました。きりのよいところで、まとめに入りましょう。",), "now"),
        Row("次は", ("次回に向けた準備（30分）",), "question", 1),
    ),
    tail="書きかけの付箋は、あとで足せます",
)
CURTAIN = replace(
    BASE,
    clock="",
    bigs=(Big("14:47", "time", "いまの時刻", tight=True),),
    band="資料を配っています。少しお待ちください。",
    rows=(
        Row("いま", ("わがまちの連携を振り返る",), "now", 4, "15:20まで"),
        Row("15:20", ("次回に向けた準備",), "plain", 3, "30分"),
        Row("15:50", ("おわりの一言",), "plain", 2, "10分"),
        Row("16:00", ("終わりの予定",), "plain", 1),
    ),
    day=(),
    tail_right="画面はこのままで大丈夫です",
)
BEFORE = replace(
    BASE,
    state="before",
    clock="12:52",
    where="13:00 開始",
    heading="ようこそ。お好きな席にどうぞ。",
    bigs=(Big("07:25", "waiting", "開始まで", ("13:00 から",), TimeLeft(445, 600, goes=True)),),
    rows=(
        Row("手元に", ("名札、付箋、ペン、きょうの資料（机の上です）",), "question", 3),
        Row("はじめ", ("一人ずつの「はじめの一言」から始めます。",), "plain", 2),
        Row("場所", ("見本市役所 3階 大会議室",), "plain", 1),
    ),
    day=day(),
    tail="音が聞こえにくい方は、声をかけてください",
)
FINISHED = replace(
    BASE,
    state="finished",
    clock="16:01",
    band="おつかれさまでした",
    band_note="みなさんの言葉で、ここまで進みました。",
    decisions_title="きょう決まったこと",
    decisions=(
        ("決定1", "次の回から、席は所属を混ぜて座る。"),
        ("決定2", "窓口どうしの連絡先を、一枚の紙にまとめる。"),
        ("決定3", "次回は、暮らしの場面を3つ持ち寄る。"),
    ),
    rows=(
        Row(
            "次回",
            ("1月15日（金） 13:00-16:00", "見本市役所 3階 大会議室", "それまでに：配った紙を一度読んでおく"),
            "meeting",
        ),
    ),
    day=(),
    tail="忘れ物はありませんか。お気をつけて。",
    tail_right="",
)
STILL = replace(
    RUNNING,
    clock="14:46",
    warning=("止まっています",),
    bigs=(Big("36:48", "still", "14:43時点", ("のままです",), TimeLeft(36 * 60 + 48, 3600, goes=False)),),
    rows=(
        Row(
            "知らせ",
            (
                "進行の画面から、3分ほど知らせが届いていません。",
                "届きしだい、ひとりでに戻ります。話し合いは続けてください。",
            ),
            "warning",
        ),
        Row("問い", (QUESTION,), "question"),
    ),
    tail="右上の時刻は動いています",
    tail_right="",
)
STILL_ROUND = replace(
    ROUND,
    warning=STILL.warning,
    bigs=(
        replace(ROUND.bigs[0], ink="still"),
        Big("0:42", "still", "13:07時点", ("のままです",), TimeLeft(42, 60, goes=False)),
    ),
    rows=(STILL.rows[0], ROUND.rows[0]),
    seats=None,
    tail=STILL.tail,
    tail_right="",
)
STILL_LONG = replace(
    STILL,
    clock="",
    bigs=(Big("14:58", "time", "いまの時刻", tight=True),),
    share=None,
)
SHEET = replace(
    RUNNING,
    form="ワーク",
    sheet=SharedSheet(
        "わがまちの連携",
        ("場面", "うまくいったこと", "つぎに試すこと"),
        (
            ("窓口で待たせたとき", "隣の課が先に声をかけた", "声のかけ方をそろえる"),
            ("書類が二度いるとき", "控えを回した", "控えの置き場所を決める"),
            ("急ぎの相談", "昼休みに集まった", ""),
        ),
        writing=2,
    ),
)
DECISIONS = replace(
    RUNNING,
    decisions_title="決まったこと",
    decisions=FINISHED.decisions,
)
REHEARSAL = replace(RUNNING, mark="リハーサル")
MESSAGE = replace(RUNNING, band="14:20 に再開します")
ADDRESS = replace(BEFORE, address="http://192.0.2.7:8765/8f14e45fceea167a5a36dedd4bea2543/")

PAGES: dict[str, Page] = {
    "running": RUNNING,
    "soon": SOON,
    "long": LONG,
    "hours": HOURS,
    "paused": PAUSED,
    "round": ROUND,
    "round_named": ROUND_NAMED,
    "seat_12": SEAT_12,
    "turn_over": TURN_OVER,
    "groups": GROUPS,
    "break": BREAK,
    "break_soon": BREAK_SOON,
    "time_up": TIME_UP,
    "curtain": CURTAIN,
    "before": BEFORE,
    "finished": FINISHED,
    "still": STILL,
    "still_round": STILL_ROUND,
    "still_long": STILL_LONG,
    "sheet": SHEET,
    "decisions": DECISIONS,
    "rehearsal": REHEARSAL,
    "message": MESSAGE,
    "address": ADDRESS,
}
