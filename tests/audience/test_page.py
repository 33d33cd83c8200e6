"""What the shared screen says, in both languages, beyond what the states of a meeting show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from audience.hand_follower import VIEW
from jusou_tui import wording
from jusou_tui.audience.digits import countdown_digits
from jusou_tui.audience.page import page_of
from jusou_tui.audience.view import NextMeeting, Reception, Seat, TimeLeft, Turns
from jusou_tui.wording import t

NOW = VIEW.now.replace(second=0)
RUNNING = replace(VIEW, now=NOW, doing=("付箋に書きます。", "名前は書きません。"))


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    wording.use(request.param)
    yield request.param
    wording.use("ja")


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "00:00"),
        (0.2, "00:01"),
        (59.99, "01:00"),
        (36 * 60 + 47.4, "36:48"),
        (5999, "99:59"),
        (-3, "00:00"),
    ],
)
def test_each_second_is_shown_once_and_nothing_below_none(seconds: float, shown: str) -> None:
    assert countdown_digits(seconds) == (shown, "")


def test_from_100_minutes_on_it_is_hours() -> None:
    assert countdown_digits(6000) == ("1:40", "時間")
    assert countdown_digits(6001) == ("1:41", "時間")


def test_a_turn_has_one_digit_of_minutes() -> None:
    assert countdown_digits(42, of_turn=True)[0] == "0:42"


def test_every_word_is_there_in_both_languages(language: str) -> None:
    turns = Turns((Seat(1, "speaking"), Seat(2, "next")), 1, TimeLeft(5, 60, goes=True), "雛形", "見本")
    following = NextMeeting("Step2", NOW.date(), NOW, NOW + timedelta(hours=3), "会議室", ("読む", "書く"))
    states = [
        RUNNING,
        replace(RUNNING, state="before", meeting_start=NOW, at_hand=("付箋",)),
        replace(RUNNING, state="round", turns=turns),
        replace(RUNNING, state="groups", groups=3, reporting=(2, 1, 3), timer=TimeLeft(5, 60, goes=True)),
        replace(RUNNING, state="break", restart=NOW),
        replace(RUNNING, state="time_up"),
        replace(RUNNING, state="finished", next_meeting=following, decisions=((1, "決めた"),)),
        replace(RUNNING, curtain=True, day=(RUNNING.coming,) if RUNNING.coming else ()),
        replace(RUNNING, rehearsal=True, speed=10.0),
    ]
    for view in states:
        for reception in (None, Reception(NOW, 15), Reception(NOW, 130), Reception(NOW, 800)):
            page = page_of(view, reception)
            assert "audience." not in repr(page), language
            assert "{" not in repr(page), language


def test_the_last_line_says_what_comes_and_when_it_ends() -> None:
    page = page_of(RUNNING)
    assert (page.tail, page.tail_right) == ("このあと 15:20 次回に向けた準備", "終わり 16:00")
    assert page.bigs[0].beside == ("15:20 まで",)
    assert page.rows[1].lines == ("付箋に書きます。", "名前は書きません。")


def test_without_a_question_the_goals_stand_there() -> None:
    page = page_of(replace(RUNNING, questions=(), goals=("役割が分かっている。",)))
    assert (page.rows[0].label, page.rows[0].lines) == ("目標", ("役割が分かっている。",))


def test_behind_the_last_part_comes_the_next_activity_with_its_minutes() -> None:
    page = page_of(replace(RUNNING, following="次回に向けた準備"))
    assert page.rows[2].lines == ("次回に向けた準備（30分）",)
    assert page_of(replace(RUNNING, following="", coming=None)).rows[2].lines == ("これで終わりです",)


def test_what_has_no_time_shows_the_time_of_day() -> None:
    page = page_of(replace(RUNNING, time=None))
    assert (page.bigs[0].text, page.bigs[0].ink, page.clock, page.share) == ("14:43", "time", "", None)


def test_a_page_that_stands_still_says_since_when_and_counts_nothing() -> None:
    page = page_of(RUNNING, Reception(NOW, 190))
    [big] = page.bigs
    assert (big.text, big.ink, big.chip, big.time and big.time.goes) == ("36:48", "still", "14:43時点", False)
    assert (page.clock, page.warning) == ("14:46", ("止まっています",))
    assert page.rows[0].lines[0] == "進行の画面から、3分ほど知らせが届いていません。"
    assert page.rows[1].label == "問い"


def test_after_ten_minutes_the_time_of_day_takes_the_place_of_the_digits() -> None:
    page = page_of(RUNNING, Reception(NOW, 600))
    assert (page.bigs[0].text, page.bigs[0].ink, page.clock) == ("14:53", "time", "")


def test_news_end_it_and_nothing_stands_still_before_the_start_and_behind_a_curtain() -> None:
    assert page_of(RUNNING, Reception()) == page_of(RUNNING)
    for view in (
        replace(RUNNING, state="before"),
        replace(RUNNING, state="finished"),
        replace(RUNNING, curtain=True),
    ):
        assert page_of(view, Reception(NOW, 60)) == page_of(view)


def test_a_restart_hour_stays_true_while_nothing_comes() -> None:
    view = replace(RUNNING, state="break", restart=NOW + timedelta(minutes=2))
    page = page_of(view, Reception(NOW, 60))
    assert [(big.ink, big.text) for big in page.bigs] == [("restart", "14:45"), ("still", "36:48")]
    assert [big.ink for big in page_of(view, Reception(NOW, 180)).bigs] == ["still"]


def test_a_rehearsal_is_marked_with_its_speed() -> None:
    assert page_of(replace(RUNNING, rehearsal=True)).mark == "リハーサル"
    assert page_of(replace(RUNNING, rehearsal=True, speed=60.0)).mark == "リハーサル（60倍速）"
    assert page_of(RUNNING).mark == ""


def test_beside_a_turn_or_in_a_break_a_timer_is_told_by_the_clock_and_does_not_tick() -> None:
    turns = Turns((Seat(1, "speaking"), Seat(2, "next")), 1, TimeLeft(5, 60, goes=True))
    for view in (replace(RUNNING, state="round", turns=turns), replace(RUNNING, state="break", restart=NOW)):
        shown = [
            next(row.lines for row in page_of(replace(view, **facts)).rows if row.label == t("common.timer"))
            for facts in (
                {"timer": TimeLeft(130, 300, goes=True)},
                {"timer": TimeLeft(129, 300, goes=True), "now": NOW + timedelta(seconds=1)},
                {"timer": TimeLeft(0, 300, goes=False)},
            )
        ]
        assert shown == [("14:45 まで",), ("14:45 まで",), ("お時間です",)]
