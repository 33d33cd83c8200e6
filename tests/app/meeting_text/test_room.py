"""What the room sees, in words: nothing that is not on the page, in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from jusou_tui.app.meeting_text.room import seen_text
from jusou_tui.audience.page import page_of
from jusou_tui.audience.view import AudienceView, NextMeeting, Seat, TimeLeft, Turns
from jusou_tui.wording import t

NOW = datetime(2026, 12, 10, 14, 0).astimezone()
SEATS = (Seat(1, "done"), Seat(2, "speaking"), Seat(3, "next"))
LEFT, OVER = TimeLeft(42, 60, goes=True), TimeLeft(0, 60, goes=True)
RUNNING = AudienceView("running", NOW, activity="対話の時間", time=LEFT, questions=("どうでしたか。",))
ROUND = replace(RUNNING, state="round", turns=Turns(SEATS, 1, LEFT))
BREAK = replace(RUNNING, state="break", restart=NOW, questions=())
LEFT_WORD = t("room.sees_left")


@pytest.mark.parametrize(
    ("view", "word"),
    [
        (RUNNING, LEFT_WORD),
        (replace(RUNNING, time=None), ""),
        (replace(RUNNING, paused=True, time=replace(LEFT, goes=False)), t("audience.paused")),
        (ROUND, LEFT_WORD),
        (replace(ROUND, turns=Turns(SEATS, 1, OVER)), t("audience.turn_over")),
        (replace(ROUND, turns=Turns(SEATS, 1, OVER), paused=True), t("audience.paused")),
        (BREAK, LEFT_WORD),
        (replace(BREAK, time=OVER), t("audience.restarts_soon")),
        (replace(RUNNING, state="time_up", time=OVER), t("timekeeping.label_over")),
        (replace(RUNNING, state="time_up", time=OVER, paused=True), t("audience.paused")),
    ],
)
def test_the_word_for_the_time_is_the_one_on_the_page(view: AudienceView, word: str) -> None:
    seen = seen_text(view)
    assert word in seen
    assert (LEFT_WORD in seen) == (word == LEFT_WORD)
    chips = [big.chip for big in page_of(view).bigs]
    assert not word or word == LEFT_WORD or word in chips


def test_what_is_not_on_the_page_is_not_named() -> None:
    before = AudienceView("before", NOW)
    assert seen_text(before) == t("room.sees", what=t("room.sees_before"))
    assert t("room.sees_before_hand") in seen_text(replace(before, at_hand=("付箋",)))
    finished = AudienceView("finished", NOW)
    assert seen_text(finished) == t("room.sees", what=t("room.sees_finished"))
    more = replace(
        finished, next_meeting=NextMeeting("第2回", date(2027, 1, 15)), decisions=((1, "持ち寄る"),)
    )
    assert t("room.sees_next") in seen_text(more)
    assert t("room.sees_decisions", count=1) in seen_text(more)
    assert seen_text(replace(RUNNING, curtain=True)) == t("room.sees_curtain")
