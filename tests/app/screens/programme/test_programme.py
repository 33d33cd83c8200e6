"""The programme page and the checklist, played by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.stage import (
    HOSTILE,
    SIZES,
    app_of,
    command,
    focus_of,
    go_on,
    joined,
    lines_fit,
    live_of,
    make_live,
    misplaced,
    on_disk,
    page_name,
    press,
    primary_in_sight,
    reopen,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
)
from jusou_tui import paths
from jusou_tui.app.shell.host import OpenSession
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.programme.checklist import items_of

COMMUNITY = paths.shipped("curricula") / "community-building.toml"


def programme(place: Path, **facts: object) -> LiveSession:
    return make_live(place, still_clock(), screen="programme", **facts)  # type: ignore[arg-type] # what stage takes


@pytest.mark.proof
@pytest.mark.parametrize("size", SIZES)
async def test_every_page_fits_with_hostile_words_in_it(place: Path, size: tuple[int, int]) -> None:
    live = programme(place, team=("見本 花子", HOSTILE))
    live.book.set_meta(title=HOSTILE)
    live.book.todos.add(HOSTILE, owner=HOSTILE, due=date(2026, 12, 1), step="step1")
    step = live.curriculum.step("preparation")
    assert step is not None
    live.book.checklist.set_item(
        "preparation", items_of(live.book.session, step)[0], note=HOSTILE, owner=HOSTILE
    )
    async with stage(live, size=size) as pilot:
        for keys in ((), ("down",), "checklist", "show_page('todos')", "show_page('people')", "date"):
            await (command(pilot, keys) if isinstance(keys, str) else press(pilot, *keys))
            assert misplaced(pilot) == [], keys
            assert lines_fit(pilot), keys
            assert primary_in_sight(pilot), keys
            assert "[2J" not in shown(pilot), keys
            while page_name(pilot) != "ProgrammeScreen":
                await press(pilot, "escape" if page_name(pilot) != "RunScreen" else "f11")


async def test_the_steps_stand_with_their_days_and_what_they_want(place: Path) -> None:
    async with stage(programme(place)) as pilot:
        text = shown(pilot)
        assert "事前準備" in text
        assert "1〜2か月" in text
        assert "12月10日（木） 13:30" in text
        assert "日付が未入力です" in text
        await press(pilot, "down")
        assert "メンバーの準備：1件のうち0件" in shown(pilot)


async def test_a_date_typed_stands_in_the_list_and_in_the_file(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await press(pilot, "down", "down")
        await command(pilot, "date")
        assert focus_of(pilot) == "first"
        await type_text(pilot, "1/2")
        await type_text(pilot, "0")
        assert "2027年1月20日（水）" in shown(pilot)
        await press(pilot, "enter")
        assert focus_of(pilot) == "search"
        assert on_disk(live).meetings["step2"].date == date(2027, 1, 20)


async def test_a_date_half_typed_is_kept_and_told(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await command(pilot, "date")
        await type_text(pilot, "13/4")
        assert on_disk(live).drafts["step-preparation-first"].text == "13/4"
        await press(pilot, "escape", "down", "up")
        assert "13/4" in shown(pilot)
        await command(pilot, "date")
        await press(pilot, "end", *["backspace"] * 4)
        await type_text(pilot, "12/24")
        assert "step-preparation-first" not in on_disk(live).drafts
        assert "12月24日（木）" in shown(pilot)


async def test_enter_opens_the_meeting_and_f11_leads_back(place: Path) -> None:
    async with stage(programme(place)) as pilot:
        await press(pilot, "down", "down", "enter")
        assert page_name(pilot) == "RunScreen"
        assert live_of(pilot).current.step.id == "step2"
        await press(pilot, "f11")
        assert page_name(pilot) == "ProgrammeScreen"
        await press(pilot, "down", "enter")
        assert page_name(pilot) == "RunScreen"
        await press(pilot, "ctrl+right_square_bracket")
        assert page_name(pilot) == "ProgrammeScreen"


async def test_a_session_opens_at_the_meeting_that_is_due_wherever_it_was_left(place: Path) -> None:
    clock = still_clock()
    live = make_live(place, clock)
    path = live.store.path
    live.book.set_view(screen="checklist", step="preparation")
    live.close()
    async with stage(folder=place, clock=clock) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("RunScreen", "step1")
        await press(pilot, "f9")
        assert live_of(pilot).current.is_under_way
        await press(pilot, "f11", "up", "enter")
        assert page_name(pilot) == "ChecklistScreen"
        app_of(pilot).show_home()
        await pilot.pause()
        assert "保存して閉じました" in said(pilot)[-1]
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("RunScreen", "step1")


async def test_leaving_for_the_home_page_is_asked_about_while_a_meeting_runs(place: Path) -> None:
    live = make_live(place, still_clock(), screen="programme")
    async with stage(live) as pilot:
        go_on(live)
        await press(pilot, "escape")
        assert "進行中です" in shown(pilot)
        await press(pilot, "enter")
        assert page_name(pilot) == "ProgrammeScreen"
        await press(pilot, "escape", "1")
        assert page_name(pilot) == "HomeScreen"


async def test_a_step_is_left_out_and_taken_in_again(place: Path) -> None:
    live = programme(place, source=COMMUNITY)
    async with stage(live) as pilot:
        await press(pilot, *["down"] * 4, "delete")
        assert "step4" in live.left_out
        assert "行わない" in shown(pilot)
        await press(pilot, "enter")
        assert page_name(pilot) == "ProgrammeScreen"
        assert "Del" in said(pilot)[-1]
        await press(pilot, "ctrl+z")
        assert "step4" not in live.left_out
        await press(pilot, "ｘ", "ｘ")
        assert "step4" not in live.left_out


async def test_the_variant_is_chosen_here(place: Path) -> None:
    live = programme(place, source=COMMUNITY)
    async with stage(live) as pilot:
        pilot.app.screen.query_one("#variant").focus()
        await press(pilot, "right")
        assert on_disk(live).session.variant == live.curriculum.variants[1].id
        assert live.left_out == live.curriculum.variants[1].without


async def test_a_step_is_held_twice_and_both_meetings_keep_their_events(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await press(pilot, "down", "enter", "f9", "f11", "insert", "enter")
        assert live.current.step.id == "step1-2"
        assert "(2)" in shown(pilot)
        assert live.current.snapshot().state == "before"
        await press(pilot, "f9")
        assert live.current.snapshot().row.key == "opening"  # type: ignore[union-attr] # it runs
    saved = on_disk(reopen(live))
    assert [event.step for event in saved.events.values()] == ["step1", "step1-2"]


async def test_a_step_is_marked_as_held_and_open_again(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await press(pilot, "down")
        await command(pilot, "held")
        assert "終了" in shown(pilot)
        await press(pilot, "ctrl+d", "4")
        assert meeting_of(live.book.session, "step1").closed is None


async def test_the_checklist_takes_owner_day_and_note_at_once(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await press(pilot, "enter")
        assert page_name(pilot) == "ChecklistScreen"
        await press(pilot, "enter")
        await type_text(pilot, "例野 一郎")
        await press(pilot, "enter")
        await type_text(pilot, "１２／２４")
        await press(pilot, "enter")
        await type_text(pilot, "部長に相談\n印をもらう")
        (todo,) = on_disk(live).todos.values()
        assert (todo.owner, todo.due, todo.note) == (
            "例野 一郎",
            date(2026, 12, 24),
            "部長に相談\n印をもらう\n",
        )
        assert (todo.step, todo.item) == ("preparation", "activity-organisers")
        await press(pilot, "ctrl+r")
        assert live.book.session.todos[next(iter(live.book.session.todos))].done is not None
        await press(pilot, "down", "ctrl+r")
        assert sum(todo.done is not None for todo in live.book.session.todos.values()) == 2
        await press(pilot, "escape")
        assert page_name(pilot) == "ProgrammeScreen"
        assert "4件のうち2件" in shown(pilot)


async def test_a_line_that_is_left_keeps_its_own_fields(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await press(pilot, "enter", "enter")
        await type_text(pilot, "見本")
        await press(pilot, "escape", "down", "enter")
        await type_text(pilot, "例野")
        await press(pilot, "escape")
        owners = {todo.item: todo.owner for todo in live.book.session.todos.values()}
        assert owners == {"activity-organisers": "見本", "activity-cases": "例野"}


async def test_own_lines_are_added_marked_and_cleared_and_a_remark_is_not_ticked(place: Path) -> None:
    live = make_live(place, still_clock(), source=COMMUNITY, screen="checklist", step="step2")
    remark = next(one for one in items_of(live.book.session, live.current.step) if not one.tickable)
    live.book.checklist.set_item("step2", remark, note="控え")
    async with stage(live) as pilot:
        await press(pilot, "ctrl+r")
        assert "案内なので" in said(pilot)[-1]
        written = dict(live.book.session.todos)
        await press(pilot, "insert")
        assert live.book.session.todos == written
        await type_text(pilot, "みほん商店")
        await press(pilot, "enter")
        assert focus_of(pilot) == "owner"
        await type_text(pilot, "例野・見本")
        await press(pilot, "escape", "ctrl+r")
        visit = next(todo for todo in on_disk(live).todos.values() if todo.what == "みほん商店\n")
        assert (visit.owner, visit.done is not None) == ("例野・見本", True)
        await command(pilot, "add_line")
        await type_text(pilot, "名札")
        await press(pilot, "enter", "escape")
        assert "名札" in shown(pilot)
        await press(pilot, "delete")
        assert "名札" not in text_of(pilot, "#items")
        await press(pilot, "f12")
        assert "名札" in text_of(pilot, "#items")


async def test_a_memo_written_beforehand_is_on_the_card_when_its_activity_begins(place: Path) -> None:
    live = programme(place)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "down")
        await command(pilot, "checklist")
        await press(pilot, "end", "up")
        await type_text(pilot, "窓口の話から入る")
        await press(pilot, "escape", "f11", "home", "down", "enter", "f9")
        assert "窓口の話から入る" not in shown(pilot)
        await press(pilot, "f9", "f9")
        assert live.current.snapshot().row.key == "reflection"  # type: ignore[union-attr] # it runs
        assert "窓口の話から入る" in shown(pilot)
        (note,) = on_disk(live).notes.values()
        assert (note.private, note.memo) == (True, True)
        await press(pilot, "f3")
        assert "窓口の話から入る" not in shown(pilot)


async def test_a_topic_kept_back_comes_up_in_the_last_activity_until_it_is_ticked(place: Path) -> None:
    live = make_live(place, still_clock())
    key = live.book.notes.add("夜の電話はだれが受けるか", "question", "step1")
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f3")
        await command(pilot, "keep_back")
        await press(pilot, "escape", "f9", "f9", "f9")
        assert "保留の話題" not in shown(pilot)
        await press(pilot, "f9")
        assert "保留の話題" in shown(pilot)
        await press(pilot, "f3", "ctrl+r", "escape")
        assert live.book.session.notes[key].settled is not None
        assert "保留の話題" not in shown(pilot)


async def test_what_step1_left_open_stands_on_the_card_of_step2(place: Path) -> None:
    live = make_live(place, still_clock(), step="step2")
    live.book.todos.add("連絡先の一覧を作る", "見本 花子", date(2026, 12, 24), "step1")
    live.book.notes.keep_back(live.book.notes.add("名札のこと", step="step1"), True)
    async with stage(live, size=(120, 40)) as pilot:
        assert "連絡先の一覧を作る見本花子12月24日（木）あと14日" in joined(pilot)
        assert "名札のこと" in shown(pilot)


async def test_the_sheet_of_a_line_opens_from_the_checklist(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await press(pilot, "enter", "down", "down")
        await command(pilot, "sheets")
        assert page_name(pilot) == "SheetScreen"
        opened = live.book.sheets.get(live.view.sheet or "")
        assert opened is not None
        assert opened.worksheet == "preparation-sheet"
        assert live.book.session.sheets == {}
        await press(pilot, "enter")
        await type_text(pilot, "書く")
        assert [sheet.worksheet for sheet in live.book.session.sheets.values()] == ["preparation-sheet"]
        await press(pilot, "escape", "escape")
        assert page_name(pilot) == "ChecklistScreen"


async def test_escape_leads_back_to_the_meeting_one_came_from_or_home(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f11", "up", "enter", "f11")
        assert page_name(pilot) == "ProgrammeScreen"
        await command(pilot, "date")
        await press(pilot, "escape")
        assert focus_of(pilot) == "search"
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert live_of(pilot).current.step.id == "step1"
    async with stage(programme(place)) as pilot:
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"


async def test_the_bar_names_help_the_way_back_and_the_set_up(place: Path) -> None:
    async with stage(programme(place)) as pilot:
        bar = shown(pilot).splitlines()[-1]
        for told in ("F1", "Esc 戻る", "Ctrl+D", "Enter 開く"):
            assert told in bar
        await press(pilot, "down", "ctrl+d")
        assert "チェックリスト" in shown(pilot)
        await press(pilot, "down", "enter")
        assert page_name(pilot) == "SetupScreen"


async def test_a_meeting_that_runs_is_told_so_and_wants_no_date(place: Path) -> None:
    live = programme(place)
    live.book.meetings.set("step1", date=None, start=None, booked_end=None)
    live.book.events.add("start", "step1", activity="opening")
    async with stage(live) as pilot:
        assert "進行中です" in shown(pilot)
        assert "日付が未入力です" not in shown(pilot)


async def test_a_field_shows_a_date_in_words(place: Path) -> None:
    async with stage(programme(place)) as pilot:
        await press(pilot, "down")
        assert "2026年12月10日" in shown(pilot)
        assert "2026-12-10" not in shown(pilot)


async def test_a_late_message_of_a_field_that_was_left_changes_no_other_step(place: Path) -> None:
    live = programme(place)
    async with stage(live) as pilot:
        await command(pilot, "date")
        field = pilot.app.screen.query_one("#first", LineInput)
        pilot.app.screen.query_one(SearchField).focus()
        await pilot.pause()
        field.post_message(LineInput.Changed(field, "2027-03-03"))
        await pilot.pause()
        assert not any("2027" in str(meeting) for meeting in live.book.session.meetings.values())
