"""What the room sees of a meeting, from its start to its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.stage import BEGIN, CURRICULUM, STEP, curriculum, make_live, still_clock
from fake_clock import FakeClock
from jusou_tui.audience.making import view_of
from jusou_tui.audience.page import Page, page_of
from jusou_tui.audience.view import AudienceView
from jusou_tui.live import attendance, audience, controls, entries
from jusou_tui.live.planning import plan_edits
from jusou_tui.live.session import LiveSession
from jusou_tui.timekeeping.clock.clock import RehearsalClock

ROUND = "introductions"


@pytest.fixture
def live(place: Path) -> Iterator[LiveSession]:
    live = make_live(place, still_clock())
    yield live
    live.close()


def later(live: LiveSession, seconds: float) -> None:
    live.clock.advance(seconds)  # type: ignore[attr-defined]  # the stage's own clock


def seen(live: LiveSession) -> AudienceView:
    return view_of(audience.audience_meeting(live))


def said(live: LiveSession) -> Page:
    return page_of(seen(live))


def chip(live: LiveSession) -> tuple[str, str]:
    big = said(live).bigs[-1]
    return big.text, big.chip


def begin(live: LiveSession, activity: int = 1) -> None:
    """Begin the meeting, up to an activity."""
    for _ in range(activity):
        later(live, 5)
        controls.go_on(live.current)


def test_before_the_start_the_room_knows_what_when_and_what_for(live: LiveSession) -> None:
    live.book.meetings.set(STEP, place="見本市民会館")
    later(live, -600)
    view, page = seen(live), said(live)
    assert (view.state, view.place, view.time and view.time.seconds) == ("before", "見本市民会館", 600)
    assert view.coming is not None
    assert (page.where, chip(live)) == ("13:30 開始", ("10:00", "開始まで"))
    assert [row.label for row in page.rows] == ["手元に", "きょう", "会場"]
    later(live, 700)
    assert (said(live).where, chip(live)) == ("", ("13:31", "まもなく始まります"))
    later(live, -3 * 86400)
    assert (said(live).where, said(live).bigs[0].ink) == ("12月10日（木） 13:30 開始", "time")


def test_a_start_far_ahead_is_counted_in_hours(live: LiveSession) -> None:
    later(live, -(101 * 60))
    assert (said(live).bigs[0].text, said(live).bigs[0].unit) == ("1:41", "時間")
    later(live, 61)
    assert chip(live)[0] == "99:59"


def test_what_runs_has_its_question_its_part_what_is_next_and_the_promised_end(live: LiveSession) -> None:
    begin(live)
    later(live, 60)
    page = said(live)
    assert (page.where, page.form, page.heading) == ("1/4", "対話", "オープニング")
    assert [row.label for row in page.rows] == ["問い", "いま", "次は"]
    assert page.rows[1].lines[0] == "事務局から趣旨を話す"
    assert page.rows[2].lines == ("1人ずつ自己紹介をする",)
    assert (page.tail_right, chip(live)) == ("終わり 16:30", ("14:00", "残り"))
    later(live, 13 * 60 + 10)
    assert chip(live) == ("00:50", "あと少し")


def test_time_up_counts_nothing_and_keeps_the_promise(live: LiveSession) -> None:
    begin(live)
    later(live, 20 * 60)
    view, page = seen(live), said(live)
    assert (view.state, chip(live)) == ("time_up", ("00:00", "時間です"))
    assert page.tail_right == "終わり 16:30"
    assert page.bigs[0].beside == ()
    assert [part.start is not None for part in view.day] == [True, False, False, False]
    later(live, 600)
    assert view.day == seen(live).day
    live.book.meetings.set(STEP, booked_end=live.clock.now().replace(hour=16, minute=45))
    assert said(live).tail_right == "終わり 16:45"


def test_a_pause_lets_the_digits_stand(live: LiveSession) -> None:
    begin(live)
    later(live, 60)
    controls.toggle_pause(live.current)
    later(live, 60)
    assert chip(live) == ("14:00", "一時停止中")
    assert seen(live).paused
    assert seen(live).ends is None
    controls.toggle_pause(live.current)
    later(live, 20 * 60)
    assert chip(live) == ("00:00", "時間です")
    controls.toggle_pause(live.current)
    assert chip(live) == ("00:00", "一時停止中")


def test_a_late_meeting_promises_no_times_it_cannot_keep(live: LiveSession) -> None:
    begin(live)
    later(live, 600)
    assert said(live).tail.startswith("このあと 13:45")
    later(live, 1200)
    controls.go_on(live.current)
    later(live, 60)
    assert said(live).tail.startswith("このあと ")
    assert ":" not in said(live).tail
    audience.draw_curtain(live, True)
    page = said(live)
    assert [row.label for row in page.rows] == ["いま", "次は", "", "16:30"]
    live.book.meetings.set(STEP, booked_end=live.clock.now().replace(hour=17, minute=0))
    assert [row.label for row in said(live).rows][-1] == "17:00"
    assert all(row.label for row in said(live).rows)


def test_a_round_has_seats_and_no_names(live: LiveSession) -> None:
    begin(live)
    controls.advance(live.current)
    later(live, 18)
    page = said(live)
    assert [(big.text, big.chip) for big in page.bigs] == [("1", "話す番"), ("0:42", "残り")]
    assert page.seats is not None
    assert [seat.state for seat in page.seats.seats] == ["speaking", "next", "waiting", "waiting"]
    assert page.seats.left == ("このあと3人", "約3分")
    assert page.rows[1].lines[0] == "2番の方"
    controls.speak_later(live.current)
    assert said(live).bigs[0].text == "2"
    turns = seen(live).turns
    assert turns
    assert [seat.number for seat in turns.seats] == [2, 3, 4, 1]
    later(live, 100)
    assert [(big.text, big.chip) for big in said(live).bigs] == [("2", "話す番"), ("0:00", "お時間です")]


def test_seats_stay_when_the_order_changes_and_names_show_only_where_switched_on(live: LiveSession) -> None:
    begin(live)
    guest = attendance.add_guest(live.current, "例野 次郎（秘密課）")
    live.book.people.order([guest])
    controls.advance(live.current)
    later(live, 5)
    view = seen(live)
    assert view.turns is not None
    assert [seat.number for seat in view.turns.seats] == [5, 1, 2, 3, 4]
    assert (view.turns.speaker, view.turns.following) == ("", "")
    audience.show_names(live, True)
    assert said(live).bigs[0].beside == ("番の方", "例野 次郎さん")  # the family has two here
    assert "秘密課" not in repr(seen(live))
    assert said(live).rows[1].lines[0] == "1番の方　見本さん"


def test_a_break_says_when_it_goes_on_and_follows_at_once(live: LiveSession) -> None:
    begin(live)
    later(live, 15 * 60 - 5)
    plan_edits.break_now(live.current, 10)
    later(live, 60)
    page = said(live)
    assert seen(live).state == "break"
    assert [(big.text, big.ink) for big in page.bigs] == [("13:55", "restart"), ("09:00", "left")]
    assert page.rows[0].label == "次は"
    controls.adjust(live.current, 5)
    assert said(live).bigs[0].text == "14:00"
    later(live, 14 * 60)
    assert chip(live)[1] == "まもなく再開します"
    later(live, 120)
    assert [(big.text, big.ink) for big in said(live).bigs] == [("00:00", "waiting")]


def test_work_in_groups_has_a_time_of_its_own(live: LiveSession) -> None:
    begin(live, 4)
    assert seen(live).state == "running"
    people = live.current.present
    live.book.meetings.set(STEP, groups={"1": people[:2], "2": people[2:]}, reporting=("2", "1"))
    controls.set_timer(live.current, 5)
    later(live, 30)
    view, page = seen(live), said(live)
    assert (view.state, view.groups, view.reporting) == ("groups", 2, (2, 1))
    assert [(big.text, big.chip) for big in page.bigs] == [("29:30", "全体"), ("04:30", "グループの残り")]
    later(live, 290)
    assert said(live).bigs[1].chip == "お時間です"
    later(live, 60)
    assert len(said(live).bigs) == 1


def test_a_timer_is_shown_also_where_nobody_formed_groups(live: LiveSession) -> None:
    begin(live, 4)
    controls.set_timer(live.current, 5)
    later(live, 30)
    assert [(big.text, big.chip) for big in said(live).bigs] == [("29:30", "全体"), ("04:30", "タイマー")]
    controls.set_timer(live.current, 0)
    assert seen(live).state == "running"
    later(live, 60 * 60)
    assert seen(live).state == "time_up"
    controls.set_timer(live.current, 1)
    assert [(big.text, big.chip) for big in said(live).bigs] == [("01:00", "タイマー")]


def test_a_rehearsal_is_marked_goes_by_its_clock_and_waits_before_it_begins(place: Path) -> None:
    clock = still_clock()
    live = LiveSession.create(curriculum(), CURRICULUM, place, "練習", RehearsalClock(clock, 60))
    live.book.people.add("例野 一郎")
    live.book.meetings.set(STEP, start=BEGIN + timedelta(minutes=5), date=BEGIN.date())
    assert (said(live).mark, said(live).bigs[0].text, seen(live).speed) == ("リハーサル", "05:00", 0)
    clock.advance(30)
    assert said(live).bigs[0].text == "05:00"
    controls.go_on(live.current)
    clock.advance(10)
    page = said(live)
    assert (page.mark, page.bigs[0].text, page.clock) == ("リハーサル（60倍速）", "05:00", "13:45")
    live.close()


def test_looking_ahead_does_not_show(live: LiveSession) -> None:
    begin(live)
    before = seen(live)
    live.book.set_view(screen="look", step="step2")
    assert seen(live) == before


def test_only_public_decisions_show_with_their_numbers(live: LiveSession) -> None:
    begin(live)
    notes = [live.book.notes.add(text, kind="decision", step=STEP) for text in ("一つめ", "二つめ", "三つめ")]
    hidden = live.book.notes.add("ないしょ", kind="decision", step=STEP, private=True)
    for note in (notes[0], notes[2], hidden):
        live.book.notes.edit(note, public=True)
    assert seen(live).decisions == ()
    audience.show_decisions(live, True)
    assert seen(live).decisions == ((1, "一つめ"), (3, "三つめ"))
    assert said(live).decisions[1] == ("決定3", "三つめ")


def test_the_end_thanks_and_says_what_comes_next(live: LiveSession) -> None:
    day = (live.clock.now() + timedelta(days=36)).date()
    live.book.meetings.set("step2", date=day, place="見本市役所 3階")
    begin(live)
    live.book.notes.edit(live.book.notes.add("用語集をつくる", kind="decision", step=STEP), public=True)
    later(live, 60)
    live.current.add_event("finish")
    page = said(live)
    assert (page.state, page.bigs, page.band) == ("finished", (), "おつかれさまでした")
    assert page.decisions == (("決定1", "用語集をつくる"),)
    assert page.rows[0].lines[0] == "1月15日（金）"
    assert "見本市役所 3階" in page.rows[0].lines
    assert any(line.startswith("それまでに：") for line in page.rows[0].lines)


def test_a_curtain_leaves_the_time_a_line_and_the_agenda(live: LiveSession) -> None:
    begin(live)
    controls.advance(live.current)
    audience.draw_curtain(live, True)
    view, page = seen(live), said(live)
    kept = {"state", "now", "organisation", "title", "speed", "curtain", "day", "meeting_end"}
    bare = AudienceView(view.state, view.now)
    assert {name for name in view.__slots__ if getattr(view, name) != getattr(bare, name)} <= kept
    assert (page.band, page.bigs[0].ink, page.clock) == ("しばらくお待ちください", "time", "")
    assert [row.label for row in page.rows] == ["いま", "13:45", "14:50", "15:50", "16:30"]
    audience.set_message(live, "資料を配っています")
    assert said(live).band == "資料を配っています"
    audience.draw_curtain(live, False)
    assert said(live).seats is not None
    assert said(live).band == "資料を配っています"


def test_a_shown_sheet_has_no_private_row_and_no_owner_and_goes_when_it_gets_sensitive(
    live: LiveSession,
) -> None:
    worksheet = next(
        one
        for one in live.curriculum.worksheets
        if not one.sensitive
        and len(one.blocks) == 1
        and any(c.todo == "owner" for c in one.blocks[0].columns)
    )
    block = worksheet.blocks[0]
    roles = {column.todo: f"{block.id}/{column.id}" for column in block.columns}
    sheet = live.book.sheets.add(worksheet.id, step=STEP)
    rows = [live.book.sheets.add_row(sheet, {roles["what"]: text, roles["owner"]: "例野"}) for text in "甲乙"]
    begin(live)
    assert audience.show_sheet(live, sheet)
    live.book.set_view(sheet=sheet, cell=f"{rows[1]}:{roles['what']}")
    shown = seen(live).sheet
    assert shown is not None
    assert "例野" not in repr(shown)
    assert "甲" in repr(shown.rows)
    assert shown.writing is not None
    assert "乙" in shown.rows[shown.writing]
    entries.keep_private(live, rows[0])
    shown = seen(live).sheet
    assert shown is not None
    assert "甲" not in repr(shown)
    audience.show_names(live, True)
    assert "例野" in repr(seen(live).sheet)
    record = live.book.session.sheets[sheet]
    live.book.session.sheets[sheet] = record.model_validate({**record.model_dump(), "sensitive": True})
    assert seen(live).sheet is None


def test_a_sheet_of_a_closed_item_is_not_offered_and_goes_when_its_item_is_closed(live: LiveSession) -> None:
    worksheet = next(one for one in live.curriculum.worksheets if not one.sensitive and one.filled_in)
    step, _, item = worksheet.filled_in[0].partition("/")
    sheet = live.book.sheets.add(worksheet.id, step=step)
    begin(live)
    assert audience.show_sheet(live, sheet)
    assert seen(live).sheet is not None

    live.book.meetings.set(step, closed_items=(item,))

    assert seen(live).sheet is None
    assert audience.showable_sheets(live) == []
    assert not audience.show_sheet(live, sheet)


def instants(part: object) -> Iterator[datetime]:
    """Yield the instants in a view."""
    if isinstance(part, datetime):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from instants(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from instants(getattr(part, one.name))


def test_every_hour_is_the_one_that_the_clocks_of_the_place_show(place: Path) -> None:
    """Wherever this test runs: the clock's zone is another one than the machine's."""
    zone = timezone(timedelta(hours=5, minutes=45))
    made = make_live(place, FakeClock(BEGIN.astimezone(zone)))
    states = []
    for step in (lambda: None, lambda: begin(made), lambda: plan_edits.break_now(made.current, 10)):
        step()
        later(made, 60)
        view = seen(made)
        assert {one.utcoffset() for one in instants(view)} == {timedelta(hours=5, minutes=45)}, view.state
        states.append(view.state)
    assert states == ["before", "running", "break"]
    made.close()
