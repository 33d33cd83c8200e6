"""Typed fields: what can be read is recorded at once, what cannot stays as a draft."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from app.stage import BEGIN, make_live, still_clock
from fake_clock import FakeClock
from jusou_tui.app.meeting_text.entry_rows import entry_rows
from jusou_tui.live.entries import Entry, due_hint, file, listed
from jusou_tui.live.fields import Editing, item_fields, person_fields, step_fields, step_remarks
from jusou_tui.session.model.records import Todo
from jusou_tui.session.programme.checklist import ChecklistItem, items_of


def test_a_day_that_cannot_be_read_stays_as_typed_and_the_record_as_it_was(place: Path) -> None:
    live = make_live(place, still_clock())
    step = live.meeting("step2").step
    step_fields(live, step)["first"].type("12/20")
    assert live.meeting("step2").record.date == date(2026, 12, 20)
    step_fields(live, step)["first"].type("12/")
    fields = step_fields(live, step)
    assert fields["first"].text() == "12/"
    assert fields["first"].wrong()
    assert live.meeting("step2").record.date == date(2026, 12, 20)
    fields["first"].type("12/21")
    assert not step_fields(live, step)["first"].wrong()
    assert not live.book.session.drafts
    live.close()


def test_a_name_that_is_being_emptied_stays_what_it_was(place: Path) -> None:
    live = make_live(place, still_clock())
    person = live.current.present[0]
    before = live.name_of(person)
    person_fields(live, person)["name"].type("")
    assert live.name_of(person) == before
    person_fields(live, person)["left"].type("2026-12-10")
    assert person not in live.current.present
    live.close()


def test_a_day_without_its_year_fits_the_order_of_the_steps(place: Path) -> None:
    live = make_live(place, FakeClock(BEGIN - timedelta(days=13)))
    preparation, step1 = live.meeting("preparation").step, live.meeting("step1").step
    assert live.meeting("step1").record.date == date(2026, 12, 10)
    step_fields(live, preparation)["first"].type("11/1")
    assert live.meeting("preparation").record.date == date(2026, 11, 1)
    step_fields(live, preparation)["last"].type("11/20")
    assert live.meeting("preparation").record.until == date(2026, 11, 20)
    step_fields(live, live.meeting("step2").step)["first"].type("1/14 13:30〜16:00")
    record = live.meeting("step2").record
    assert record.date == date(2027, 1, 14)
    assert record.start is not None
    assert record.booked_end is not None
    assert (f"{record.start:%m-%d %H:%M}", f"{record.booked_end:%H:%M}") == ("01-14 13:30", "16:00")
    assert step_remarks(live, step1, "12/10") == []
    step_fields(live, step1)["first"].type("1/20")
    assert step_remarks(live, step1, "1/20") == [
        "日付の順が Step の順と違います：Step1 2027年1月20日（水）、Step2 2027年1月14日（木）"
    ]
    live.close()


def test_both_days_of_a_step_may_be_typed_at_once_and_a_time_is_not_lost(place: Path) -> None:
    live = make_live(place, still_clock())
    preparation = live.meeting("preparation").step
    step_fields(live, preparation)["first"].type("11/1〜11/20")
    record = live.meeting("preparation").record
    assert (record.date, record.until) == (date(2026, 11, 1), date(2026, 11, 20))
    step_fields(live, preparation)["first"].type("11月1日〜22日")
    assert live.meeting("preparation").record.until == date(2026, 11, 22)
    step_fields(live, preparation)["first"].type("11/2 13:30")
    field = step_fields(live, preparation)["first"]
    assert (field.text(), live.meeting("preparation").record.date) == ("11/2 13:30", date(2026, 11, 1))
    assert "11/2" in field.wrong()
    live.close()


def test_a_meeting_on_another_day_keeps_its_clock_times(place: Path) -> None:
    live = make_live(place, still_clock())
    step_fields(live, live.current.step)["first"].type("2027-07-08")
    record = live.current.record
    assert record.start is not None
    assert record.booked_end is not None
    assert f"{record.start:%Y-%m-%d %H:%M}" == "2027-07-08 13:30"
    assert f"{record.booked_end:%Y-%m-%d %H:%M}" == "2027-07-08 16:30"
    live.close()


def test_who_left_lately_left_this_year(place: Path) -> None:
    live = make_live(place, still_clock())
    person = live.current.present[0]
    person_fields(live, person)["left"].type("11/30")
    assert live.book.session.participants[person].left == date(2026, 11, 30)
    live.close()


def test_a_day_of_a_checklist_without_its_year_is_before_the_meeting(place: Path) -> None:
    live = make_live(place, FakeClock(BEGIN - timedelta(days=13)))
    for step, typed, expected in (
        ("preparation", "11/20", date(2026, 11, 20)),
        ("step1", "11/20", date(2026, 11, 20)),
        ("step1", "12/9（水）", date(2026, 12, 9)),
        ("step1", "12/20", date(2026, 12, 20)),
        ("step3", "11/20", date(2027, 11, 20)),
    ):
        meeting = live.meeting(step)
        item = next(one for one in items_of(live.book.session, meeting.step) if one.tickable)
        item_fields(meeting, item)["due"].type(typed)
        item = next(one for one in items_of(live.book.session, meeting.step) if one.tickable)
        assert item.todo is not None
        assert item.todo.due == expected
    live.close()


def test_a_visit_has_a_day_and_a_time_any_other_line_only_a_day(place: Path) -> None:
    live = make_live(place, FakeClock(BEGIN - timedelta(days=13)))
    meeting = live.meeting("step1")
    live.book.checklist.add_visit("step1", "みほん商店", note="土産を持つ")

    def visit() -> ChecklistItem:
        return next(one for one in items_of(live.book.session, meeting.step) if one.kind == "visit")

    item_fields(meeting, visit())["due"].type("12/5 14:00")
    assert (visit().todo or Todo(at=BEGIN, what="")).due == date(2026, 12, 5)
    assert item_fields(meeting, visit())["due"].text() == "2026年12月5日 14:00"
    assert item_fields(meeting, visit())["note"].text() == "土産を持つ"
    item_fields(meeting, visit())["note"].type("土産を二つ持つ")
    assert item_fields(meeting, visit())["due"].text() == "2026年12月5日 14:00"
    item_fields(meeting, visit())["note"].type("土産を持つ")
    item_fields(meeting, visit())["due"].type("12/6")
    assert item_fields(meeting, visit())["note"].text() == "土産を持つ"
    item_fields(meeting, visit())["due"].type("14:00")
    assert "日付として" in item_fields(meeting, visit())["due"].wrong()
    live.book.checklist.add_line("step1", "名札を置く")
    line = next(one for one in items_of(live.book.session, meeting.step) if one.kind == "own")
    item_fields(meeting, line)["due"].type("12/5 14:00")
    assert "時刻" in item_fields(meeting, line)["due"].wrong()
    live.close()


def test_while_a_text_cannot_be_read_the_value_before_the_edit_holds(place: Path) -> None:
    live, editing = make_live(place, still_clock()), Editing()
    for name, day in (("step2", "2027-02-10"), ("preparation", None)):
        step = live.meeting(name).step
        if day:
            step_fields(live, step)["first"].type(day)
        for length in range(1, 5):
            step_fields(live, step)["first"].type("2/30"[:length], editing)
        recorded = live.meeting(name).record.date
        assert (str(recorded) if recorded else None, step_fields(live, step)["first"].text()) == (day, "2/30")
    live.close()


def test_a_day_of_another_year_is_shown_with_its_year(place: Path) -> None:
    live = make_live(place, still_clock())
    past = Entry("資料を送る", "todo", None, "", "11/20")
    assert due_hint(past, live) == "2027年11月20日（土）"
    assert due_hint(Entry("資料を送る", "todo", None, "", "12/20"), live) == "12月20日（日）"
    file(live.current, past)
    assert "2027/11/20まで" in entry_rows(live, listed(live))[-1].text
    live.close()
