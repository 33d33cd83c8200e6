"""The set-up form: typed texts become records, and what cannot be read stays as it was typed."""

from __future__ import annotations

import time as machine_time
from pathlib import Path

import pytest

from app.stage import CURRICULUM, curriculum, still_clock
from jusou_tui.live.beginning.new_run import NewRun
from jusou_tui.live.beginning.setup import SetupForm, title_hint
from jusou_tui.live.session import LiveSession
from jusou_tui.session.people.person import Person


@pytest.fixture
def form(place: Path) -> SetupForm:
    return SetupForm(still_clock(), None, NewRun(curriculum(), CURRICULUM, place))


def test_the_file_is_made_at_the_first_key_and_not_before(place: Path, form: SetupForm) -> None:
    made: list[LiveSession] = []
    form = SetupForm(still_clock(), None, NewRun(curriculum(), CURRICULUM, place), made.append)
    form.choose_step("step2")
    assert not list(place.iterdir())
    form.type("title", "第3回")
    assert made == [form.live]
    assert made[0].book.meta.title == "第3回"
    assert made[0].view.step == "step2"
    made[0].close()


def test_a_folder_that_refuses_is_asked_about_once_and_no_letter_is_lost(place: Path) -> None:
    in_the_way = place / "file"
    in_the_way.write_text("no folder", encoding="utf-8")
    refused: list[str] = []
    form = SetupForm(
        still_clock(),
        None,
        NewRun(curriculum(), CURRICULUM, in_the_way),
        refused=lambda error: refused.append(error.message_id),
    )
    form.type("title", "架")
    form.type("title", "架空町")
    form.type("cases", "2")
    assert (form.value("title"), form.live, refused) == ("架空町", None, ["session.folder_unwritable"])
    form.stay()
    form.type("title", "架空町の")
    assert len(refused) == 2
    form.move_to(place / "elsewhere")
    assert form.live is not None
    assert form.live.store.path.parent == (place / "elsewhere").resolve()
    assert form.live.book.meta.title == "架空町の"
    form.live.close()


def test_what_cannot_be_read_stays_as_a_draft_and_is_called_wrong(form: SetupForm) -> None:
    form.type("start", "いつか")
    assert form.value("start") == "いつか"
    assert form.reading("start")[1]
    form.type("start", "13:30")
    assert form.reading("start") == ("13:30", False)
    live = form.keep()
    assert not live.book.session.drafts
    assert live.current.record.start is not None
    live.close()


def test_a_field_that_is_emptied_is_empty_in_the_records(form: SetupForm) -> None:
    form.type("date", "12/10")
    form.type("date", "")
    live = form.keep()
    assert live.current.record.date is None
    assert form.reading("date") == ("", False)
    live.close()


def test_lines_of_members_that_are_not_understood_are_said_and_kept(form: SetupForm) -> None:
    typed = "参加者名簿\n見本 花子、福祉課\n12:00\n例野 一郎"
    form.type("members", typed)
    live = form.keep()
    assert [person.name for _, person in live.book.session.people] == ["見本 花子", "例野 一郎"]
    unread, skipped = form.members_doubts()
    assert "3行目" in unread
    assert "12:00" in unread
    assert "1行目" in skipped
    form.forget_typed()
    assert form.value("members") == typed
    live.book.people.add("仮名 太郎")
    assert form.value("members") == "見本 花子、福祉課\n例野 一郎\n仮名 太郎\n12:00"
    form.type("members", "見本 花子、福祉課\n例野 一郎")
    form.forget_typed()
    assert form.value("members") == "見本 花子、福祉課\n例野 一郎"
    assert form.members_doubts() == []
    live.close()


def test_a_member_stays_while_the_line_is_not_understood(form: SetupForm) -> None:
    form.type("members", "見本 花子\n例野 一郎")
    live = form.keep()
    before = [key for key, _ in live.book.session.people]
    form.type("members", "見本 花子 福祉課 例野 一郎 総務課\n例野 一郎")
    assert {key for key, _ in live.book.session.people} == set(before)
    form.type("members", "見本 花子、福祉課\n例野 一郎")
    assert [key for key, _ in live.book.session.people] == before
    live.close()


def test_a_member_whom_no_line_can_say_is_left_alone(form: SetupForm) -> None:
    live = form.keep()
    number = live.book.people.add("合計")
    form.type("members", "見本 花子")
    assert number in live.book.session.participants
    assert form.value("members") == "見本 花子"
    assert form.members_doubts() == ["この欄に書けない氏名の人もいます：合計。メンバーの画面で変更できます。"]
    form.type("members", "")
    assert list(live.book.session.participants) == [number]
    live.close()


def test_the_field_shows_whoever_was_taken_in_also_numbers_for_names(form: SetupForm) -> None:
    form.type("members", "見本 花子\n例野 一郎\n架空 桜")
    live = form.keep()
    live.book.people.take_in([Person("101", "福祉課"), Person("102"), Person("見本 次郎")])
    form.forget_typed()
    shown = form.value("members")
    assert all(name in shown for name in ("見本 花子", "例野 一郎", "架空 桜", "101", "102", "見本 次郎"))
    assert form.members_reading()[0].startswith("6人")
    assert form.members_doubts() == []
    form.type("members", shown.replace("101,福祉課", "101,総務課"))
    assert [one.affiliation for _, one in live.book.session.people][3] == "総務課"
    assert len(live.book.session.people) == 6
    live.close()


def test_who_has_a_reading_in_the_name_is_shown_and_stays(form: SetupForm) -> None:
    live = form.keep()
    person = live.book.people.add("例野 太郎（れいの たろう）", "福祉課")
    assert form.value("members") == "例野 太郎（れいの たろう）、福祉課"
    form.type("members", "例野 太郎（れいの たろう）、総務課")
    assert live.book.session.participants[person].name == "例野 太郎（れいの たろう）"
    assert live.book.session.participants[person].affiliation == "総務課"
    assert form.members_doubts() == []
    live.close()


def test_a_letter_more_in_a_line_is_the_same_person_and_a_visit_one_step_for_undo(form: SetupForm) -> None:
    team = "見本 花子、福祉課\n手本 大輔、みほん自立相談支援センター\n雛形 健、企画課"
    form.enter("members")
    form.type("members", team)
    book = form.keep().book
    before = dict(book.session.people)
    form.enter("title")
    form.enter("members")
    for typed in ("S", "SS"):
        form.type("members", team.replace("センター", f"センター{typed}"))
        form.type("members", team)
        form.type("members", team.replace("大輔", f"大輔{typed}"))
        form.type("members", team)
    form.type("members", team.replace("センター", "センターS"))
    assert [person.name for person in before.values()] == [one.name for _, one in book.session.people]
    assert [key for key, _ in book.session.people] == list(before)
    assert list(dict(book.session.people).values())[1].affiliation == "みほん自立相談支援センターS"
    book.undo()
    form.forget_typed()
    assert (form.value("members"), dict(book.session.people)) == (team, before)
    form.type("members", f"{team}\n例野 一郎")
    form.type("members", team)
    book.undo()  # what was typed and taken away again is no step: this one takes the list
    assert book.session.participants == {}


def test_more_members_than_a_session_takes_are_refused_and_the_text_stays(form: SetupForm) -> None:
    form.type("members", "見本 花子")
    form.type("members", "9999")
    live = form.keep()
    assert [person.name for _, person in live.book.session.people] == ["見本 花子"]
    assert "500人まで" in form.members_doubts()[0]
    form.forget_typed()
    assert form.value("members") == "9999"
    live.close()


def times(form: SetupForm) -> tuple[str, ...]:
    return tuple(form.value(name) for name in ("date", "start", "end"))


def test_a_day_with_a_time_sets_both_and_a_range_the_end_as_well(form: SetupForm) -> None:
    form.type("start", "10:00")
    form.type("date", "1/14 13:30")
    assert times(form) == ("1/14 13:30", "13:30", "")
    assert form.reading("date") == ("2027年1月14日（木）", False)
    form.type("start", "午後2時〜4時半")
    assert times(form) == ("2027年1月14日", "午後2時〜4時半", "16:30")
    assert form.reading("start") == ("14:00", False)
    form.type("end", "17時まで")
    assert times(form) == ("2027年1月14日", "14:00", "17時まで")
    assert form.remarks() == []
    record = form.keep().current.record
    assert (str(record.date), f"{record.start:%H:%M}", f"{record.booked_end:%H:%M}") == (
        "2027-01-14",
        "14:00",
        "17:00",
    )
    form.keep().close()


def test_what_cannot_be_read_stays_with_its_step(form: SetupForm) -> None:
    form.type("date", "2/30")
    form.choose_step("step2")
    assert (form.value("date"), form.reading("date")[1]) == ("", False)
    form.type("date", "2/20")
    form.choose_step("step1")
    assert (form.value("date"), form.reading("date")[1]) == ("2/30", True)
    form.keep().close()


def test_suggested_times_stay_if_one_goes_on_and_go_with_the_next_choice(form: SetupForm) -> None:
    def day_of(step: str) -> str:
        return str(form.keep().meeting(step).record.date)

    form.type("date", "12/10 13:30〜16:00")
    assert "Step2" in form.choose_step("step2")
    assert day_of("step2") == "2026-12-10"
    form.choose_step("step3")
    assert (day_of("step2"), day_of("step3")) == ("None", "2026-12-10")
    form.choose_step("step2")
    form.type("cases", "2")
    form.choose_step("step3")
    assert (day_of("step2"), day_of("step3")) == ("2026-12-10", "2026-12-10")
    form.finish()
    assert day_of("step3") == "2026-12-10"
    form.keep().close()


def test_an_end_that_is_not_after_the_start_is_refused_at_its_field(form: SetupForm) -> None:
    form.type("start", "16:00")
    form.type("end", "13:30")
    said = "終了（13:30）には、開始（16:00）より後の時刻を入力してください。"
    assert (form.reading("start"), form.doubt()) == (("16:00", False), "")
    assert form.reading("end")[0].startswith(said)
    assert form.reading("end")[1]
    record = form.keep().current
    assert record.record.booked_end is None
    form.type("start", "9:00")
    form.type("end", "13:30")
    assert not form.reading("end")[1]
    form.type("start", "16:00")  # moved first: the end is next
    assert form.reading("end")[0].startswith(said)
    form.type("end", "3:30")
    assert (form.reading("end"), bool(form.doubt())) == (("翌日 03:30", False), True)
    form.keep().close()


def test_an_end_at_the_start_is_called_that_and_not_unreadable(form: SetupForm) -> None:
    form.type("start", "12:50")
    form.type("end", "12:50")
    assert form.reading("end")[0].startswith("終了が開始（12:50）と同じ時刻です。")
    assert form.fault("end") == "開始と同じです"
    form.type("end", "昼")
    assert form.fault("end") == "読み取れません"
    form.keep().close()


def test_a_title_that_nobody_typed_is_the_day_of_the_meeting_and_shown_as_suggested(form: SetupForm) -> None:
    form.type("title", "")
    form.type("date", "12/10")
    live = form.keep()
    assert live.book.meta.title == "2026年12月10日（木）の回"
    assert form.value("title") == ""
    assert title_hint(live) == "空のときは「2026年12月10日（木）の回」"
    form.type("date", "12/17")
    assert live.book.meta.title == "2026年12月17日（木）の回"
    live.book.undo()
    form.forget_typed()
    assert live.current.record.date is None
    assert "12月17日" not in live.book.meta.title
    form.type("title", "くらしの会")
    form.type("date", "12/11")
    assert live.book.meta.title == "くらしの会"
    form.type("title", "")
    assert live.book.meta.title == "2026年12月11日（金）の回"
    live.close()


def test_a_line_that_is_no_member_counts_for_none_however_it_was_typed(form: SetupForm) -> None:
    for typed in ("1", "15", "15:", "15:0", "15:00"):
        form.type("members", typed)
    live = form.keep()
    assert live.book.session.people == []
    assert "読み取れなかった" in form.members_doubts()[0] or "不明" in form.members_doubts()[0]
    live.close()


def test_without_a_start_the_plan_says_its_length_and_no_time(form: SetupForm) -> None:
    form.type("date", "12/10")
    assert ":" not in form.outcome()
    assert "開始時刻を入力" in form.outcome()
    form.type("start", "13:30")
    assert form.outcome().startswith("13:30-")
    form.keep().close()


@pytest.mark.parametrize("typed", ["12/10〜14", "12/10-12/14", "12月10日〜14日", "12/10～12/14"])
def test_a_meeting_is_of_one_day(form: SetupForm, typed: str) -> None:
    for name in ("date", "start", "end"):
        form.type(name, typed)
        assert form.reading(name)[1]
        assert "何日にもわたります。ここには12/10のように一日だけ" in form.reading(name)[0]
    form.type("date", "12/10 13:30〜16:00")
    assert times(form)[1:] == ("13:30", "16:00")
    form.keep().close()


def test_what_a_field_is_not_for_is_refused_and_stays_as_typed(form: SetupForm) -> None:
    for name, text in (("date", "13:30"), ("start", "〜16:00"), ("start", "12/10"), ("end", "16:00〜")):
        form.type(name, text)
        assert form.value(name) == text
        assert form.reading(name)[1]
    form.type("start", "12/10（金） 13:30")
    assert "（木）" in form.reading("start")[0]
    form.keep().close()


def test_a_start_in_the_small_hours_is_said(form: SetupForm) -> None:
    form.type("start", "1:30〜4:00")
    assert form.remarks() == ["01:30は夜中の時刻です。午後のことなら13:30と入力してください。"]
    assert not form.reading("start")[1]
    form.type("start", "午後1:30〜4:00")
    assert form.remarks() == []
    form.keep().close()


def test_days_out_of_order_are_said_and_stop_nothing(form: SetupForm) -> None:
    form.type("date", "12/20")
    form.choose_step("step2")
    form.type("date", "12/18")
    assert len(form.remarks()) == 1
    assert not form.reading("date")[1]
    form.type("date", "12/20")
    assert form.remarks() == []
    form.keep().close()


def test_a_start_in_the_gap_of_a_time_change_is_said(
    form: SetupForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    machine_time.tzset()
    try:
        form.type("date", "2027/3/14")
        form.type("start", "2:30")
        assert form.remarks() == [
            "02:30はこの日の時計にありません（夏時間への切り替えのため）。03:30としました。"
        ]
        form.type("start", "8:30")
        assert form.remarks() == []
        form.keep().close()
    finally:
        monkeypatch.undo()
        machine_time.tzset()


def test_a_line_more_leaves_two_people_of_one_name_who_they_are(form: SetupForm) -> None:
    live = form.keep()
    pair = {live.book.people.add("見本 花子"), live.book.people.add("見本 花子")}
    form.type("members", form.value("members") + "\n例田 次郎")
    assert {key for key, person in live.book.session.people if person.name == "見本 花子"} == pair
    assert len(live.book.session.people) == 3
    live.close()


def test_somebody_listed_twice_is_one_person_with_all_that_was_typed_and_it_is_said(form: SetupForm) -> None:
    typed = "見本 花子\n例野 一郎\n見本花子、税務課\n見本花子、、記録係"
    form.type("members", typed)
    live = form.keep()
    team = [(person.name, person.affiliation, person.role) for _, person in live.book.session.people]
    assert team == [("見本 花子", "税務課", "scribe"), ("例野 一郎", "", "member")]
    [said] = form.members_doubts()
    assert "1行目と同じ人" in said
    assert form.members_reading()[0].startswith("2人")
    form.forget_typed()
    assert form.value("members") == typed
    form.type("members", "例野 一郎\n見本 花子\n例野 一郎\n例田 次郎")
    assert [person.name for _, person in live.book.session.people] == ["例野 一郎", "見本 花子", "例田 次郎"]
    live.close()


def test_of_a_text_that_cannot_be_read_no_half_of_it_stays_recorded(form: SetupForm) -> None:
    for length in range(1, 5):
        form.type("date", "2/30"[:length])
    live = form.keep()
    assert live.current.record.date is None
    assert (form.value("date"), form.reading("date")[1]) == ("2/30", True)
    form.type("date", "12/17")
    form.enter("start")
    text = "午後1時半〜4時0"
    for length in range(1, len(text) + 1):
        form.type("start", text[:length])
    record = live.current.record
    assert (str(record.date), record.start, record.booked_end) == ("2026-12-17", None, None)
    form.type("start", text[:-1])
    form.enter("end")
    form.enter("start")
    form.type("start", text)
    assert (form.value("end"), form.value("start")) == ("16:00", text)
    live.close()
