"""The run page: a whole meeting by keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size

from app.stage import (
    CURRICULUM,
    HOSTILE,
    SIZES,
    TEAM,
    app_of,
    bar_of,
    book_until_plan_ends,
    command,
    facts,
    focus_of,
    kinds,
    last_event,
    live_of,
    make_live,
    page_name,
    press,
    rows,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
    wait,
)
from jusou_tui.live import controls
from jusou_tui.session.format.read import read
from jusou_tui.wording import t


@pytest.mark.proof
async def test_step1_runs_from_setup_to_its_end_by_keys_alone(place: Path) -> None:
    clock = still_clock()
    async with stage(source=CURRICULUM, clock=clock) as pilot:
        assert page_name(pilot) == "SetupScreen"
        await type_text(pilot, "架空町の回")
        await press(pilot, "enter", "enter", "enter")
        await type_text(pilot, "１３：３０")
        await press(pilot, "enter")
        await type_text(pilot, "1630")
        await press(pilot, "enter")
        await type_text(pilot, "見本 花子、見本市\n例野 一郎")
        await press(pilot, "f9")
        live = live_of(pilot)
        assert page_name(pilot) == "RunScreen"
        assert [live.name_of(person) for person in live.current.present] == ["見本 花子", "例野 一郎"]
        assert (live.current.schedule().start.hour, live.current.schedule().booked_end.hour) == (13, 16)
        titles = []
        for _ in range(4):
            await press(pilot, "f9")
            await wait(pilot, 25 * 60)
            titles.append(live.current.snapshot().row.key)
        assert titles == ["opening", "understanding", "reflection", "next-step"]
        assert "F9 会を終える" in shown(pilot)
        await press(pilot, "f9")
        assert live.current.snapshot().state == "finished"
        assert "おつかれさまでした" in shown(pilot)
        assert kinds(live) == ["start"] * 4 + ["finish"]
        await press(pilot, "f9")
        assert page_name(pilot) == "ReviewScreen"
        await press(pilot, "f9")
        assert page_name(pilot) == "ProgrammeScreen"


async def test_a_double_press_counts_once(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        for key, kind in (
            ("f9", "start"),
            ("f6", "pause"),
            ("f6", "resume"),
            ("f5", "segment"),
            ("f5", "next_turn"),
            ("ctrl+l", "later"),
            ("ctrl+t", "absent"),
            ("1", "start"),
            *[("f9", "start")] * 2,
            ("f9", "finish"),
        ):
            if kind == "finish":
                await press(pilot, "escape")  # the second press asked whether to end so early
            await wait(pilot, 3600 if kind == "finish" else 10)
            if key == "1":
                await press(pilot, "f9")  # asks whether to leave the round
            count = len(live.current.events)
            await pilot.press(key, key)
            await pilot.pause()
            assert kinds(live)[count:] == [kind]


async def test_pause_stops_the_countdown_and_resume_lets_it_go_on(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 59)
        await press(pilot, "f6")
        left = live.current.snapshot().countdown.remaining
        assert "一時停止中" in facts(pilot)
        assert "F6 再開" in shown(pilot)
        await wait(pilot, 600)
        assert live.current.snapshot().countdown.remaining == left
        await press(pilot, "f6")
        await wait(pilot, 10)
        assert live.current.snapshot().countdown.remaining == left - 10
        assert "一時停止中" not in facts(pilot)


async def test_minutes_are_added_and_taken_and_shown_beside_the_plan(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        before = live.current.snapshot().countdown.remaining
        await pilot.press("f8", "f8", "f8", "f7")
        await pilot.pause()
        assert live.current.snapshot().countdown.remaining == before + 120
        assert "15分 +2" in facts(pilot)


async def test_back_and_skip_move_between_activities(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9")
        assert live.current.snapshot().row.key == "understanding"
        await press(pilot, "ctrl+b")
        assert live.current.snapshot().row.key == "opening"
        await command(pilot, "skip")
        assert live.current.snapshot().progress.skipped == frozenset({"opening"})
        assert live.current.snapshot().row.key == "understanding"
        assert " 2/4 " in text_of(pilot, "#head")


async def test_going_back_at_once_takes_the_key_back_and_later_asks_what_it_means(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 4 * 60)
        assert "Ctrl+B" not in rows(pilot)[-1]
        await press(pilot, "f9")
        await wait(pilot, 20)
        assert "Ctrl+B 前へ戻る" in rows(pilot)[-1]
        await press(pilot, "ctrl+b")
        assert "「オープニング」に戻りました" in said(pilot)[-1]
        found = live.current.snapshot()
        assert found.progress.elapsed == (found.now - found.progress.started).total_seconds()
        await press(pilot, "f9")
        left = live.current.progress().runs[0].elapsed
        await wait(pilot, 90)
        assert "Ctrl+B" not in rows(pilot)[-1]
        await press(pilot, "ctrl+b")
        assert "続きから（残っていた時間で）" in shown(pilot)
        assert "もう一度、はじめから" in shown(pilot)
        await press(pilot, "1")
        found = live.current.snapshot()
        assert found.row.key == "opening"
        assert left <= found.progress.elapsed <= left + 2
        assert len(found.progress.runs) == 3


async def test_segments_go_forward_and_back(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9")
        assert live.current.snapshot().segment.key == "introduction-video"
        await press(pilot, "f5", "f5")
        assert live.current.snapshot().segment.key == "lecture-video"
        assert "動画3" in facts(pilot)
        await press(pilot, "ctrl+up")
        assert live.current.snapshot().segment.key == "talk-video"
        await press(pilot, "ctrl+up", "ctrl+up", "ctrl+up")
        assert live.current.snapshot().segment.key == "introduction-video"


async def test_a_round_goes_by_the_people_with_later_and_absent(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5")
        assert TEAM[0] in facts(pilot)
        assert "F5 次の人" in shown(pilot)
        await press(pilot, "ctrl+l")
        assert live.name_of(live.current.snapshot().round.current) == TEAM[1]
        assert f"{TEAM[0].split()[0]} 後で" in shown(pilot)
        await press(pilot, "f5", "ctrl+t", "f5")
        assert live.name_of(live.current.snapshot().round.current) == TEAM[0]
        assert [last_event(live).kind, live.name_of(last_event(live).participant)] == ["next_turn", TEAM[3]]
        await press(pilot, "f5")
        assert live.current.snapshot().round.current is None
        assert "一巡しました" in facts(pilot)


async def test_each_signal_is_given_once(place: Path) -> None:
    live = make_live(place, still_clock())
    rung = []
    async with stage(live) as pilot:
        pilot.app.bell = lambda: rung.append(live.current.snapshot().countdown.remaining)  # type: ignore[method-assign]
        await press(pilot, "f9")
        for _ in range(18 * 2):
            await wait(pilot, 30)
        assert [text for text in said(pilot) if text.startswith(("残り", "時間"))] == [
            "残り時間が2割になりました。",
            "残り1分です。",
            "時間になりました。区切りのよいところで次へ進みましょう。",
        ]
        assert len(rung) == 3


async def test_overtime_counts_up_with_a_plus_and_a_word(place: Path) -> None:
    live = make_live(place, still_clock())
    book_until_plan_ends(live)
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 15 * 60 + 135)
        assert "時間超過" in facts(pilot)
        assert [glyph._char for glyph in pilot.app.screen.query("Glyph") if glyph.display] == list("+02:15")
        assert "分遅れ" in shown(pilot)
        assert live.current.snapshot().state == "running"


async def test_letters_digits_and_spaces_are_text_also_after_escape(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "escape", "escape")
        assert focus_of(pilot) == "entry-text"
        await type_text(pilot, "nanika x8 ｎＮp　")
        assert page_name(pilot) == "RunScreen"
        assert live.book.session.drafts.get("note").text.strip("\n") == "nanika x8 ｎＮp　"
        assert live.current.events == []


async def test_escape_keeps_the_draft_and_leads_from_a_todos_fields_back_to_the_text(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await type_text(pilot, "書きかけ")
        bar_of(pilot).next_kind()
        bar_of(pilot).next_kind()
        await pilot.pause()
        bar_of(pilot).owner_field.focus()
        await press(pilot, "escape", "escape")
        assert focus_of(pilot) == "entry-text"
        assert bar_of(pilot).area.text == "書きかけ"


async def test_ctrl_c_and_its_kind_never_end_the_program(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await type_text(pilot, "書きかけ")
        for key in ("ctrl+c", "ctrl+d", "ctrl+backslash", "ctrl+x"):
            await press(pilot, key, "escape", key, "escape")
            assert pilot.app.is_running
            assert app_of(pilot).live is live
            bar_of(pilot).area.focus()


async def test_ctrl_c_outside_a_field_says_how_to_leave(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        pilot.app.screen.set_focus(None)
        await press(pilot, "ctrl+c")
        assert said(pilot)[-1].startswith("Ctrl+C では終わりません")


async def test_ctrl_q_saves_and_leaves(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await type_text(pilot, "最後の言葉")
        await press(pilot, "ctrl+q")
        assert pilot.app.return_value == 0
        assert "jusou resume" in str(pilot.app._exit_renderables[0])
    assert read(live.store.path).drafts["note"].text == "最後の言葉"


async def test_ctrl_q_in_a_meeting_asks_once_and_esc_stays(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "ctrl+q", "ctrl+q")
        assert "会の途中です" in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert live.current.is_under_way
        await press(pilot, "ctrl+q", "1")
        assert pilot.app.return_value == 0


async def test_ways_out_are_named_before_the_meeting(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "escape")
        assert "準備の画面" in said(pilot)[-1]
        await press(pilot, "ctrl+d")
        assert "準備" in shown(pilot)
        assert t("app.home") in shown(pilot)


async def test_a_kind_that_is_back_to_a_note_is_said(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "ctrl+k")
        await type_text(pilot, "名札を使う")
        await press(pilot, "enter")
        assert said(pilot)[-1] == "「決定」として残しました。次の種類は「メモ」に戻っています。"
        await press(pilot, "f12")
        assert said(pilot)[-1].startswith("元に戻しました：決定の追加")


async def test_keys_of_time_that_do_nothing_say_why(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        for key in ("f5", "f6", "f7"):
            await press(pilot, key)
            assert "まだ始まっていません" in said(pilot)[-1]
        await press(pilot, "f9")
        controls.adjust(live.current, -60)
        await press(pilot, "f7")
        assert t("app.no_minutes_left") in said(pilot)


async def test_undo_never_takes_the_meeting_s_move_back_unasked_for_a_newer_act_elsewhere(
    place: Path,
) -> None:
    live = make_live(place, still_clock())
    note = live.book.notes.add("一言", "note", "step1")
    async with stage(live) as pilot:
        await press(pilot, "f9", "f3", "delete", "escape", "f12")
        assert note not in live.book.session.notes
        assert "メモの削除（メモのページ）" in shown(pilot)
        await press(pilot, "enter")
        assert note in live.book.session.notes
        assert live.current.is_under_way


async def test_foreign_markup_and_sequences_never_break_the_page(place: Path) -> None:
    live = make_live(place, still_clock(), team=(HOSTILE, "例野 一郎"))
    live.book.set_meta(title=HOSTILE, organisation=HOSTILE)
    for kind in ("note", "decision", "question"):
        live.book.notes.add(HOSTILE, kind, "step1", "opening", live.current.present[0])
    live.book.todos.add(HOSTILE, HOSTILE, None, "step1")
    async with stage(live, size=(120, 40)) as pilot:
        for key in ("f9", "f5", "f6", "f6", "f3", "f4", "f2", "ctrl+w"):
            await press(pilot, key)
        while page_name(pilot) != "RunScreen":
            await press(pilot, "escape")
        await press(pilot, "ctrl+o")
        assert "[/]" in shown(pilot)
        assert "\x1b" not in shown(pilot)


@pytest.mark.parametrize(("sooner", "asks"), [(30, False), (90, True)])
async def test_a_start_far_from_the_plan_is_asked_about_once(place: Path, sooner: int, asks: bool) -> None:
    clock = still_clock()
    clock.advance(-sooner * 60)
    live = make_live(place, clock)
    async with stage(live) as pilot:
        await press(pilot, "f9")
        assert (page_name(pilot) == "Ask") == asks
        if not asks:
            assert kinds(live) == ["start"]
            return
        assert "予定は2026年12月10日（木）" in shown(pilot)
        await press(pilot, "enter")
        assert kinds(live) == []
        await press(pilot, "f9", "1")
        assert kinds(live) == ["start"]


async def test_an_end_far_from_the_plan_is_asked_about_once(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9", "f9", "f9", "f9")
        assert page_name(pilot) == "Ask"
        await press(pilot, "escape")
        assert kinds(live)[-1] == "start"
        await press(pilot, "f9", "1")
        assert kinds(live)[-1] == "finish"


async def test_a_meeting_that_ends_as_planned_is_not_asked_about(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9", "f9", "f9")
        await wait(pilot, live.current.snapshot().countdown.remaining - 60)
        await press(pilot, "f9")
        assert kinds(live)[-1] == "finish"


async def test_who_is_put_last_or_taken_out_of_a_round_is_told(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5", "ctrl+l")
        assert said(pilot)[-1] == "見本 花子さんを、最後に回しました。"
        await press(pilot, "ctrl+t")
        assert said(pilot)[-1].startswith("例野 一郎さんは、この一巡だけパスします。")
        assert len(live.current.present) == len(TEAM)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_round_shows_its_keys_and_always_who_is_next(place: Path, size: tuple[int, int]) -> None:
    team = ("見本 花子", "勅使河原 壮一郎", "小比類巻 真理子")
    async with stage(make_live(place, still_clock(), team=team), size=size) as pilot:
        await press(pilot, "f9")
        assert "Ctrl+L" not in shown(pilot)
        await press(pilot, "f5")
        for following in (team[1][:2], team[2][:2]):
            assert "Ctrl+L 後回し" in shown(pilot)
            assert "Ctrl+T パス" in shown(pilot)
            assert f"次は  {following}" in facts(pilot)
            await press(pilot, "f5")


async def test_who_is_here_is_told_in_words(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+w")
        assert shown(pilot).count("出席") >= len(TEAM)
        assert "X" not in shown(pilot)
        await press(pilot, "space")
        assert re.search(r"欠席 +見本 花子", shown(pilot))
        assert len(live.current.present) == len(TEAM) - 1


async def test_what_is_now_takes_a_second_line_where_there_is_room(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9", "f9", "f5")
        assert "（はじめ〜46分5秒）" in facts(pilot)


async def test_many_names_are_all_shown_before_the_start(place: Path) -> None:
    team = tuple(f"架空 {number}郎" for number in range(16))
    live = make_live(place, still_clock(), team=team)
    async with stage(live) as pilot:
        assert "15郎" in shown(pilot)
        await type_text(pilot, "席を混ぜる")
        await press(pilot, "enter")
        assert "席を混ぜる" in text_of(pilot, "#notes")


async def test_the_card_tells_about_how_long_the_text_to_read_aloud_takes(place: Path) -> None:
    async with stage(make_live(place, still_clock()), size=SIZES[1]) as pilot:
        await press(pilot, "f9")
        for size in SIZES[1:]:
            await pilot.resize_terminal(*size)
            lines = rows(pilot)
            label = next(number for number, line in enumerate(lines) if "読み上げ" in line)
            assert "約40秒" in lines[label + 1]


async def test_a_page_that_is_left_in_the_moment_of_a_resize_paints_nothing_more(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        page = pilot.app.screen
        pilot.app.post_message(events.Resize(Size(120, 40), Size(120, 40)))
        app_of(pilot).show_programme()
        page.post_message(events.Resize(Size(120, 40), Size(120, 40)))
        await pilot.pause()
        assert page_name(pilot) == "ProgrammeScreen"
