"""The set-up form by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual import events

from app.stage import (
    BEGIN,
    CURRICULUM,
    HOSTILE,
    app_of,
    command,
    focus_of,
    joined,
    live_of,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    type_text,
)
from jusou_tui.app.shell.keys import shown as shown_key
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.live import controls
from jusou_tui.live.planning.plan_edits import insert
from jusou_tui.session.library import list_sessions
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.wording import t


async def test_looking_at_the_setup_makes_no_file(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        await press(pilot, "tab", "tab", "f1", "escape", "escape")
        assert page_name(pilot) == "HomeScreen"
        assert list_sessions(Path("sessions"), BEGIN.date()) == []


async def test_the_outcome_follows_each_field(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#start").focus()
        await type_text(pilot, "１３３０")
        pilot.app.screen.query_one("#members").focus()
        await type_text(pilot, "20")
        assert "13:30-16:30180分実施内容4つ20人" in joined(pilot)


async def test_a_plan_past_the_booked_end_is_said(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#start").focus()
        await type_text(pilot, "13:30")
        await press(pilot, "enter")
        await type_text(pilot, "16:00")
        live = live_of(pilot)
        assert [warning.message_id for warning in live.current.schedule().warnings]
        assert "16:00" in joined(pilot)


async def test_what_cannot_be_read_is_said_and_stops_the_way_on(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#start").focus()
        await type_text(pilot, "25:99")
        await press(pilot, "f9")
        assert page_name(pilot) == "SetupScreen"
        assert focus_of(pilot) == "start"
        assert "読み取れませんでした" in joined(pilot)
        assert said(pilot) == ["「開始時刻」を読み取れません。書き直してから、もう一度 F9 を押してください。"]


async def test_a_half_filled_form_comes_back(place: Path) -> None:
    clock = still_clock()
    async with stage(source=CURRICULUM, clock=clock) as pilot:
        await type_text(pilot, "見本市の第1回")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "12月")
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
        assert "見本市の第1回" in shown(pilot)
        await press(pilot, "f9")
        assert page_name(pilot) == "SetupScreen"
        assert pilot.app.screen.query_one("#title", LineInput).value == "見本市の第1回"
        assert pilot.app.screen.query_one("#date", LineInput).value == "12月"


async def test_japanese_goes_into_every_field(place: Path) -> None:
    text = "重層的支援　体制整備事業"
    async with stage(source=CURRICULUM) as pilot:
        for field in pilot.app.screen.query("LineInput, NoteArea"):
            field.focus()
            await type_text(pilot, text)
            typed = field.value if isinstance(field, LineInput) else field.text
            assert typed == text, field.id
        assert app_of(pilot).is_running


async def test_hostile_text_goes_into_every_field_and_breaks_nothing(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        for field in list(pilot.app.screen.query("LineInput, NoteArea")):
            field.focus()
            await pilot.pause()
            await type_text(pilot, "[/] [b]{x}\\[")
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
        assert "[/] [b]{x}" in shown(pilot)


async def test_members_keep_their_ids_while_their_names_are_mended(place: Path) -> None:
    live = make_live(place, still_clock(), screen="setup")
    before = live.current.present
    async with stage(live) as pilot:
        area = pilot.app.screen.query_one("#members", NoteArea)
        area.load(area.text.replace("例野 一郎", "例野 二郎"))
        area.focus()
        await press(pilot, "end")
        await type_text(pilot, "\n新顔 さくら")
        assert live.current.present[:4] == before
        assert [live.name_of(person) for person in live.current.present[1:]][-1] == "新顔 さくら"


def write_list(path: Path) -> None:
    path.write_bytes("氏名,所属\r\n例野 一郎,福祉課\r\n計,1名\r\n".encode("cp932"))


async def test_a_list_in_a_file_is_taken_in_from_the_setup(place: Path) -> None:
    write_list(Path("meibo.csv"))
    async with stage(source=CURRICULUM) as pilot:
        await command(pilot, "take_in")
        await press(pilot, "tab")
        await type_text(pilot, "meibo.csv")
        assert "例野 一郎 | 福祉課" in shown(pilot)
        await press(pilot, "enter", "enter")
        assert page_name(pilot) == "SetupScreen"
        assert pilot.app.screen.query_one("#members", NoteArea).text == "例野 一郎、福祉課"
        assert [person.name for _, person in live_of(pilot).book.session.people] == ["例野 一郎"]


async def test_the_setup_can_be_changed_during_a_meeting(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await command(pilot, "edit_setup")
        assert page_name(pilot) == "SetupScreen"
        pilot.app.screen.query_one("#end").focus()
        await press(pilot, "end", *["backspace"] * 5)
        await type_text(pilot, "17:00")
        await press(pilot, "f9")
        assert page_name(pilot) == "RunScreen"
        assert live.current.schedule().booked_end.hour == 17
        assert live.current.snapshot().row.key == "opening"


async def test_the_schedule_is_one_key_away_and_comes_back(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        await press(pilot, "f2")
        assert page_name(pilot) == "ScheduleScreen"
        await press(pilot, "escape")
        assert page_name(pilot) == "SetupScreen"
        assert live_of(pilot).current.record.date is None or live_of(pilot).current.record.date == date(
            2026, 12, 10
        )


async def test_undo_after_a_look_at_the_schedule_is_the_set_up_s(place: Path) -> None:
    live = make_live(place, still_clock(), screen="setup")
    async with stage(live) as pilot:
        await press(pilot, "f2", "end", "delete", "escape")
        left_out = live.current.snapshot().progress.skipped
        assert left_out
        await press(pilot, "f12")
        assert live.current.snapshot().progress.skipped == left_out
        await type_text(pilot, "改")
        await press(pilot, "f12")
        assert live.book.meta.title == "2026年度 第1回"


async def test_a_hostile_title_from_a_file_is_shown_as_it_is(place: Path) -> None:
    live = make_live(place, still_clock(), team=(HOSTILE,), screen="setup")
    live.book.set_meta(title=HOSTILE)
    async with stage(live) as pilot:
        assert "[/] [b]x[/b]" in shown(pilot)


async def test_the_arrows_go_on_choosing_the_step(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#step").focus()
        await press(pilot, "right", "right", "left")
        assert focus_of(pilot) == "step"
        assert pilot.app.screen.query_one("#step", Choice).value == "step2"
        await press(pilot, "enter")
        assert focus_of(pilot) == "title"
        assert not pilot.app.screen.query_one("#cases").display or "ケースの数" in shown(pilot)


async def test_the_hint_of_an_empty_field_breaks_between_phrases(place: Path) -> None:
    async with stage(source=CURRICULUM, size=(60, 20)) as pilot:
        page = shown(pilot)
        assert all(words in page for words in ("氏名が", "未定なら、", "人数だけ", "入力します。"))
        pilot.app.screen.query_one("#members", NoteArea).show_hint("[bold]架空の例[/]")
        await pilot.pause()
        assert "[bold]架空の例[/]" in shown(pilot)


async def test_letters_typed_where_a_step_is_chosen_choose_nothing_and_this_is_said(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#step").focus()
        await pilot.press("a")
        await pilot.pause()
        assert said(pilot) == ["「行う Step」は、左右キーで選びます。"]
        assert pilot.app.screen.query_one("#step", Choice).value == "step1"


async def test_a_typed_day_stays_with_its_step_and_holds_for_the_one_chosen_next(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        for field, typed in (("date", "12/10"), ("start", "13:30"), ("end", "17:00")):
            pilot.app.screen.query_one(f"#{field}").focus()
            await type_text(pilot, typed)
        pilot.app.screen.query_one("#step").focus()
        await press(pilot, "right", "right")
        book = live_of(pilot).book
        first, passed, chosen = (meeting_of(book.session, step) for step in ("step1", "step2", "step3"))
        assert first.date == chosen.date == date(2026, 12, 10)
        assert (chosen.start, chosen.booked_end) == (first.start, first.booked_end)
        assert passed.date is None
        assert passed.start is None
        assert pilot.app.screen.query_one("#date", LineInput).value == "2026年12月10日"
        assert "Step1の日付と時刻を、Step3にも案として" in joined(pilot)
        assert said(pilot) == []


async def test_a_day_of_its_own_is_kept_and_one_changed_after_taking_over_stays(place: Path) -> None:
    live = make_live(place, still_clock(), screen="setup")
    live.book.meetings.set("step2", date=date(2027, 1, 20))
    async with stage(live) as pilot:
        choice = pilot.app.screen.query_one("#step")
        choice.focus()
        await press(pilot, "right")
        assert meeting_of(live.book.session, "step2").date == date(2027, 1, 20)
        assert said(pilot) == []
        await press(pilot, "right")
        field = pilot.app.screen.query_one("#date", LineInput)
        field.value = ""
        field.focus()
        await type_text(pilot, "2/3")
        choice.focus()
        await press(pilot, "right")
        assert meeting_of(live.book.session, "step3").date == date(2027, 2, 3)


async def test_half_of_a_date_that_cannot_be_read_is_not_recorded(place: Path) -> None:
    live = make_live(place, still_clock(), screen="setup")
    live.book.meetings.set(live.current.step.id, date=date(2027, 1, 20))
    async with stage(live) as pilot:
        field = pilot.app.screen.query_one("#date", LineInput)
        field.focus()
        await pilot.pause()
        field.value = ""
        await type_text(pilot, "2/30")
        assert field.value == "2/30"
        assert live.current.record.date == date(2027, 1, 20)


async def test_the_day_of_a_meeting_that_has_begun_is_not_taken_over(place: Path) -> None:
    live = make_live(place, still_clock())
    controls.go_on(live.current)
    live.book.set_view(screen="setup")
    async with stage(live) as pilot:
        pilot.app.screen.query_one("#step").focus()
        await press(pilot, "right")
        assert meeting_of(live.book.session, "step2").date is None


async def test_an_end_after_midnight_is_told_and_asked_about_once(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#start").focus()
        await type_text(pilot, "１６：３０")
        pilot.app.screen.query_one("#end").focus()
        await type_text(pilot, "１：３０")
        assert "翌日01:30" in joined(pilot)
        pilot.app.screen.query_one("#members").focus()
        team = "例野 一郎、福祉課、進行役\n見本 花子、福祉課、記録係\n雛形 健、福祉課、事務局"
        await type_text(pilot, team)
        assert "開始（16:30）より前です。翌日まで続く会なら" in joined(pilot)
        await press(pilot, "f9")
        assert page_name(pilot) == "SetupScreen"
        assert focus_of(pilot) == "end"
        assert "もう一度F9" in joined(pilot)
        await press(pilot, "f9")
        assert page_name(pilot) == "RunScreen"


async def test_lines_pasted_into_a_field_of_one_line_are_told(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#title").post_message(events.Paste("見本市の第1回\n福祉課\n"))
        await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.query_one("#title", LineInput).value == "見本市の第1回"
        assert "2行" in said(pilot)[-1]


async def test_a_day_with_a_range_fills_the_fields_of_start_and_end(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#date").focus()
        await type_text(pilot, "1/14 13:30〜16:00")
        values = [
            pilot.app.screen.query_one(f"#{name}", LineInput).value for name in ("date", "start", "end")
        ]
        assert values == ["1/14 13:30〜16:00", "13:30", "16:00"]
        assert "1月14日（木）" in joined(pilot)


async def test_the_step_that_the_page_shows_is_the_one_that_opens(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#step").focus()
        for key in ("right", "right", "f9"):
            pilot.app.post_message(events.Key(key, None))
        await pilot.pause()
        await pilot.pause()
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("RunScreen", "step3")


async def test_an_added_break_counts_in_the_outcome_as_a_break(place: Path) -> None:
    live = make_live(place, still_clock(), screen="setup")
    async with stage(live) as pilot:
        assert "170分実施内容4つ4人" in joined(pilot)
        insert(live.current, "reflection", "休憩", 10)
        pilot.app.screen._show_readings()  # type: ignore[attr-defined] # the set-up's
        await pilot.pause()
        assert "180分実施内容4つと休憩1回4人" in joined(pilot)


async def test_the_number_of_cases_is_asked_for_from_any_page(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await command(pilot, "show_dialog('cases')")
        assert "Step2で検討するケースの数" in joined(pilot)
        await type_text(pilot, "三つ")
        await press(pilot, "enter", *["backspace"] * 2)
        await type_text(pilot, "３")
        await press(pilot, "enter")
        assert page_name(pilot) == "RunScreen"
        assert live_of(pilot).meeting("step2").case_count == 3
        assert said(pilot)[-1] == "Step2で検討するケースを3件にしました。"
        assert live_of(pilot).view.step == "step1"


async def test_the_number_of_cases_is_found_in_the_set_up_s_menu(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        await command(pilot, "cases")
        await type_text(pilot, "2")
        await press(pilot, "enter")
        assert live_of(pilot).meeting("step2").case_count == 2


async def test_a_long_list_of_members_is_shown_from_its_beginning_a_line_each(place: Path) -> None:
    team = tuple(f"見本 {name}子" for name in "花月雪風雲空")
    live = make_live(place, still_clock(), team=team, screen="setup")
    for key in live.current.present:
        live.book.people.edit(key, affiliation="見本市 みほん地域包括支援センター")
    async with stage(live, size=(60, 20)) as pilot:
        await pilot.pause()
        assert "見本 花子、見本市" in shown(pilot)
        assert "1-2/6行" in shown(pilot)
        pilot.app.screen.query_one("#members").focus()
        await pilot.pause()
        assert "5-6/6行" in shown(pilot)
        await press(pilot, "ctrl+home")
        assert "1-2/6行" in shown(pilot)
        await press(pilot, "end")
        assert "見本 花子、見本市" in shown(pilot)
        await press(pilot, "shift+tab")
        await pilot.pause()
        assert "見本 花子、見本市" in shown(pilot)
        await press(pilot, "tab", "ctrl+home")
        assert "を表示）" in shown(pilot)


async def test_a_line_of_members_that_is_not_understood_is_gone_to_before_going_on(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        members = pilot.app.screen.query_one("#members")
        members.focus()
        await type_text(pilot, "見本 花子\n15:00")
        await press(pilot, "shift+tab", "f9")
        assert (page_name(pilot), focus_of(pilot)) == ("SetupScreen", "members")
        assert said(pilot)[-1] == t("app.setup_members_doubt")
        await press(pilot, "f9")
        assert page_name(pilot) == "RunScreen"
        assert said(pilot)[-1].startswith("日付、開始時刻は空のままです。")
        await command(pilot, "edit_setup")
        assert page_name(pilot) == "SetupScreen"


async def test_an_end_without_a_start_is_compared_with_nothing(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#end").focus()
        await type_text(pilot, "0:30")
        await press(pilot, "tab")
        assert "過ぎます" not in shown(pilot)


async def test_a_key_without_a_use_here_says_so_and_no_key_but_the_field_s_own_deletes(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        await type_text(pilot, "見本 第1回")
        await press(pilot, "left")
        for key in ("ctrl+u", "ctrl+k", "ctrl+f", "ctrl+w", "f5"):
            await press(pilot, key)
            assert said(pilot)[-1] == f"{shown_key(key)} は、このページでは使いません。"
        pilot.app.screen.query_one("#members").focus()
        await type_text(pilot, "例野 一郎")
        await press(pilot, "ctrl+u", "ctrl+k", "ctrl+w")
        assert live_of(pilot).book.meta.title == "見本 第1回"
        assert [one.name for _, one in live_of(pilot).book.session.people] == ["例野 一郎"]
        await press(pilot, "ctrl+s")
        assert said(pilot)[-1] == "入力したものは、その場で保存されています。"


async def test_where_the_meeting_is_held_is_asked_in_the_menu_and_begins_with_what_is_known(
    place: Path,
) -> None:
    live = make_live(place, still_clock(), screen="setup")
    async with stage(live) as pilot:
        for typed, known in (("見本市民会館", "見本市民会館"), ("2階", "見本市民会館2階")):
            await command(pilot, "place")
            assert not any("place" in name for name in live.book.session.drafts)
            await type_text(pilot, typed)
            await press(pilot, "enter")
            assert live.current.record.place == known
        await command(pilot, "place")
        await press(pilot, "escape")
        assert live.current.record.place == "見本市民会館2階"
