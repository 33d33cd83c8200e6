"""The members' page, played by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.pilot import Pilot

from app.stage import (
    SIZES,
    TEAM,
    app_of,
    command,
    focus_of,
    joined,
    lines_fit,
    make_live,
    misplaced,
    on_disk,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    type_text,
    until,
)
from jusou_tui.app.screens.people.rows import attendance_rows, group_rows
from jusou_tui.app.widgets.key_bar import DialogKeys
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live import leaving
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Session
from jusou_tui.text.terminal import cell_width
from jusou_tui.wording import t


def people(place: Path, **facts: object) -> LiveSession:
    return make_live(place, still_clock(), screen="people", **facts)  # type: ignore[arg-type] # what stage takes


def names(live: LiveSession) -> list[str]:
    return [person.name for _, person in live.book.session.people]


async def click_key(pilot: Pilot[int], label: str) -> None:
    """Click a key of the dialog on top by its label."""
    keys = pilot.app.screen.query_one(DialogKeys)
    for y, line in enumerate(strip.text for strip in keys.render_lines(keys.size.region)):
        if label in line:
            await pilot.click(keys, offset=(cell_width(line[: line.index(label)]), y))
            await pilot.pause()
            return
    raise AssertionError(f"no key for {label}")


def write_table(path: Path) -> None:
    path.write_bytes("氏名,所属\r\n見本 次郎,福祉課\r\n".encode("cp932"))


async def test_a_person_is_added_and_named_at_once(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await press(pilot, "insert")
        await type_text(pilot, "試作 ゆき")
        await press(pilot, "enter")
        await type_text(pilot, "社会福祉協議会")
        await press(pilot, "enter", "right")
        person = list(on_disk(live).participants.values())[-1]
        assert (person.name, person.affiliation, person.role) == ("試作 ゆき", "社会福祉協議会", "organiser")


def test_roles_stand_below_one_another_where_attendance_is_taken(place: Path) -> None:
    live = people(place)
    affiliations = ("福祉課", "みほん地域包括支援センター")
    for key, affiliation in zip(live.current.present, affiliations, strict=False):
        live.book.people.edit(key, affiliation=affiliation, role="organiser")
    texts = [row.text for row in attendance_rows(live.current)[:2]]
    assert len({cell_width(text[: text.index("事務局")]) for text in texts}) == 1
    live.close()


async def test_enter_goes_through_all_fields_of_a_person_and_the_menu_names_them(place: Path) -> None:
    async with stage(people(place)) as pilot:
        passed = []
        for _ in range(5):
            await press(pilot, "enter")
            passed.append(focus_of(pilot))
        assert passed == ["name", "affiliation", "role", "left", "search"]
        await press(pilot, "ctrl+d")
        assert "できること：見本 花子" in shown(pilot)


async def test_a_name_is_never_empty(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await press(pilot, "enter", "end", *["backspace"] * 8)
        assert names(live)[0] == "見"
        await press(pilot, "escape")
        assert "見" in shown(pilot)


async def test_people_are_moved_up_and_down(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await press(pilot, "shift+down", "shift+down")
        assert names(live) == [TEAM[1], TEAM[2], TEAM[0], TEAM[3]]
        await press(pilot, "shift+up")
        assert names(live) == [TEAM[1], TEAM[0], TEAM[2], TEAM[3]]
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert names(live) == list(TEAM)


async def test_who_left_is_out_of_later_rounds_and_in_earlier_ones(place: Path) -> None:
    live = people(place)
    live.book.meetings.set("step2", date=date(2027, 1, 20))
    async with stage(live) as pilot:
        await press(pilot, "down", "enter", "tab", "tab", "tab")
        await type_text(pilot, "2027-01-10")
        assert on_disk(live).participants[live.book.session.people[1][0]].left == date(2027, 1, 10)
        assert len(live.current.present) == 4
        live.book.set_view(step="step2")
        assert [live.name_of(person) for person in live.current.present] == [TEAM[0], TEAM[2], TEAM[3]]


async def test_a_table_pasted_into_the_list_is_shown_and_taken_in(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        pilot.app.post_message(events.Paste("見本 次郎\t福祉課\t記録係\r\n例野 一郎\t企画課\r\n"))
        await pilot.pause()
        await pilot.pause()
        assert "2人を読み取りました（新しい人 2人）" in shown(pilot)
        await press(pilot, "enter")
        found = [(live.name_of(key), person.role) for key, person in live.book.session.people]
        assert found[-2:] == [("見本 次郎", "scribe"), ("例野 一郎（企画課）", "member")]
        assert len(found) == 6


async def test_a_csv_file_is_taken_in_and_a_wrong_path_is_naming(place: Path) -> None:
    live = people(place)
    write_table(Path("meibo.csv"))
    async with stage(live) as pilot:
        await command(pilot, "take_in")
        await press(pilot, "f1", "tab")
        assert page_name(pilot) == "TakeInScreen"
        await type_text(pilot, "meibo.xls")
        assert "ファイルを開けません" in shown(pilot)
        await press(pilot, "backspace", "backspace", "backspace")
        await type_text(pilot, "csv")
        await press(pilot, "enter")
        assert "見本 次郎 | 福祉課" in shown(pilot)
        assert names(live) == list(TEAM)
        await press(pilot, "enter")
        assert names(live)[-1] == "見本 次郎"
        assert page_name(pilot) == "PeopleScreen"


async def test_columns_and_unknown_roles_are_chosen_before_anything_is_taken(place: Path) -> None:
    live = people(place, team=())
    table = "番号\t呼び名\t担当\n1\t例野 一郎\tアドバイザー\n2\t見本 花子\t司会\n"
    async with stage(live) as pilot:
        pilot.app.post_message(events.Paste(table))
        await pilot.pause()
        await pilot.pause()
        assert "「アドバイザー」はメンバーとして" in shown(pilot)
        await press(pilot, "ctrl+d", "down", "down", "down", "right", "enter")
        assert names(live) == []
        assert "例野 一郎 | " in shown(pilot)
        await press(pilot, "ctrl+d", "right", "enter")
        assert "「氏名」が2列以上あります（番号、呼び名）" in shown(pilot)
        await press(pilot, "down", "end", "enter")
        assert "氏名の欄が数字のようです" in shown(pilot)
        await press(pilot, "ctrl+d", "end", "down", "home", "enter", "enter")
        assert [(one.name, one.role) for _, one in live.book.session.people] == [
            ("例野 一郎", "member"),
            ("見本 花子", "facilitator"),
        ]


async def test_a_list_that_was_hardly_understood_is_asked_about_once(place: Path) -> None:
    live = people(place, team=())
    async with stage(live) as pilot:
        pilot.app.post_message(events.Paste("氏名\t所属\n101\t福祉課\n102\t総務課\n"))
        await pilot.pause()
        await pilot.pause()
        await press(pilot, "enter")
        assert names(live) == []
        assert page_name(pilot) == "TakeInScreen"
        await press(pilot, "enter")
        assert names(live) == ["101", "102"]


async def test_a_pasted_list_is_taken_in_behind_the_field_for_a_file(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await command(pilot, "take_in")
        assert t("programme.take_in_nothing") not in shown(pilot)
        await type_text(pilot, "見本 次郎、福祉課")
        await press(pilot, "tab")
        assert f"Tab {t('programme.take_in_look')}" in shown(pilot)
        await press(pilot, "tab", "enter")
        assert names(live)[-1] == "見本 次郎"


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    path = tmp_path / "名簿 1.csv"
    path.write_text("氏名,所属\n見本花子,見本市 福祉総務課\n例野 一郎,例野法律事務所\n", encoding="utf-8")
    return path


async def test_a_path_in_the_field_for_the_list_is_read_and_one_person_written_otherwise_is_one(
    place: Path, list_file: Path
) -> None:
    live = people(place, team=("見本 花子", "例野 一郎"))
    live.book.people.edit(live.book.session.people[0][0], affiliation="福祉総務課")
    async with stage(live) as pilot:
        await command(pilot, "take_in")
        pilot.app.post_message(events.Paste(f"'{list_file}'"))
        await pilot.pause()
        await press(pilot, "tab", "tab")
        assert "所属は「福祉総務課」のまま" in shown(pilot)
        assert "別の人です" in shown(pilot)
        await press(pilot, "down", "space")
        assert "別の人です" not in shown(pilot)
        await press(pilot, "enter")
        assert [(one.name, one.affiliation) for _, one in live.book.session.people] == [
            ("見本 花子", "福祉総務課"),
            ("例野 一郎", "見本市"),
        ]


async def test_a_half_pasted_table_is_still_there_later(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await command(pilot, "take_in")
        await type_text(pilot, "見本 次郎、福祉課")
        await press(pilot, "escape")
        await command(pilot, "take_in")
        assert "見本 次郎、福祉課" in shown(pilot)
        assert names(live) == list(TEAM)


def naming(session: Session) -> tuple[object, ...]:
    """Return what a session tells of its people."""
    return session.notes, session.todos, session.participants


async def test_a_person_leaves_in_the_way_that_is_chosen(place: Path) -> None:
    live = people(place)
    live.book.notes.add("例野 一郎さんに聞く", step="step1")
    live.book.todos.add("名札", owner="例野 一郎")
    before = naming(on_disk(live))
    async with stage(live) as pilot:
        for key, gone in (("1", False), ("2", True), ("3", True), ("4", False), ("escape", False)):
            await press(pilot, "home", "down", "delete")
            assert "2か所" in shown(pilot)
            await press(pilot, key)
            if gone:
                assert "書き出した文書" in joined(pilot)
                await press(pilot, "enter")
            assert ("例野" not in on_disk(live).model_dump_json(exclude={"drafts"})) == gone
            if naming(on_disk(live)) != before:
                await press(pilot, "ctrl+z")
            assert naming(on_disk(live)) == before


async def test_what_erasing_did_not_reach_is_shown_also_where_another_leaves_meanwhile(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiet.WORKERS_COUNT", False)
    finish, held, begun = leaving.TakenOut.finish, Event(), list[leaving.TakenOut]()

    def finish_the_first_last(taken_out: leaving.TakenOut) -> str:
        begun.append(taken_out)
        if len(begun) == 1:
            held.wait()
        return finish(taken_out)

    monkeypatch.setattr(leaving.TakenOut, "finish", finish_the_first_last)
    async with stage(people(place)) as pilot:
        try:
            await press(pilot, "home", "down", "delete", "3")
            await until(pilot, lambda: len(begun) == 1)
            await press(pilot, "home", "down", "delete", "3")
            await until(pilot, lambda: "書き出した文書" in joined(pilot))
            await press(pilot, "enter")
            assert "書き出した文書" not in joined(pilot)
        finally:
            held.set()
        await until(pilot, lambda: "書き出した文書" in joined(pilot))


async def test_who_was_added_and_got_no_name_goes_again(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await press(pilot, "ctrl+n")
        assert len(names(live)) == len(TEAM) + 1
        await press(pilot, "escape")
        assert names(live) == list(TEAM)
        await press(pilot, "ctrl+n")
        await type_text(pilot, "手本 大輔")
        await press(pilot, "escape")
        assert names(live)[-1] == "手本 大輔"


async def test_two_records_of_one_person_are_made_one(place: Path) -> None:
    live = people(place)
    live.book.people.add("例野一郎", "税務課")
    async with stage(live) as pilot:
        await press(pilot, "down", "delete", "4")
        assert len(live.book.session.people) == 5
        await press(pilot, "delete", "5")
        assert [live.name_of(key) for key, _ in live.book.session.people] == list(TEAM)


async def test_what_may_mean_the_person_is_decided_on_one_by_one(place: Path) -> None:
    live = people(place)
    for text in ("例野さんに聞く", "例野市に聞く"):
        live.book.notes.add(text, step="step1")
    async with stage(live) as pilot:
        await press(pilot, "down", "delete")
        assert "かもしれない所が2か所" in joined(pilot)
        await press(pilot, "2")
        assert "そのまま" in shown(pilot)
        assert lines_fit(pilot)
        await press(pilot, "escape")
        assert live.book.session.people[1][1].name == "例野 一郎"
        await press(pilot, "delete", "3")
        assert "「消す」にして" in joined(pilot)
        await press(pilot, "escape", "delete", "2", "ctrl+a", "ctrl+a")
        for key in ("space", "enter"):  # in one read
            pilot.app.post_message(events.Key(key, " " if key == "space" else None))
        await pilot.pause()
        await press(pilot, "enter")
        assert [note.text for note in on_disk(live).notes.values()] == ["匿名1さんに聞く\n", "例野市に聞く\n"]


async def test_groups_are_made_dealt_anew_and_shown_while_people_work(place: Path) -> None:
    live = people(place, team=tuple(f"見本 {letter}" for letter in "あいうえおかきく"))
    async with stage(live, size=SIZES[0]) as pilot:
        before = dict(live.book.session.meetings)
        await command(pilot, "show_dialog('groups')")
        assert "まだ分けていません" in shown(pilot)
        assert live.book.session.meetings == before
        await press(pilot, "enter")
        first = live.current.record.groups
        assert [len(group) for group in first.values()] == [4, 4]
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert "グループ2" in shown(pilot)
            assert lines_fit(pilot)
        await press(pilot, "enter")
        assert page_name(pilot) == "PeopleScreen"
        await command(pilot, "show_dialog('groups')")
        assert live.current.record.groups == first
        await press(pilot, "ctrl+d", "enter")
        assert live.current.record.groups == first
        await press(pilot, "ctrl+d", "1")
        assert live.current.record.groups != first
        assert live.current.record.reporting == ("2", "1")
        await press(pilot, "ctrl+d")
        assert "ペア：2人ずつ（4組）" in shown(pilot)
        await press(pilot, "2")
        assert [len(group) for group in live.current.record.groups.values()] == [2, 2, 2, 2]
        await press(pilot, "ctrl+z")
        await press(pilot, "ctrl+z")
        assert live.current.record.groups == first
        assert said(pilot)[-1].startswith("元に戻しました")
        await press(pilot, "f12", "f12")
        assert live.current.record.groups == {}
        assert said(pilot)[-1].startswith(t("app.nothing_to_undo"))
        await press(pilot, "escape")
        assert page_name(pilot) == "PeopleScreen"
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert misplaced(pilot) == []


async def test_nobody_yet_is_told_with_the_way_to_begin(place: Path) -> None:
    async with stage(people(place, team=())) as pilot:
        assert "Ctrl+N" in shown(pilot)
        await press(pilot, "delete", "enter", "shift+up", "insert")
        assert "メンバー1" in shown(pilot)
        assert page_name(pilot) == "PeopleScreen"
        assert app_of(pilot).open_live.view.screen == "people"


async def test_a_move_in_a_search_passes_the_next_one_in_sight_and_a_new_one_ends_the_search(
    place: Path,
) -> None:
    live = people(place)
    live.book.people.add("例野 二郎", "企画課")
    async with stage(live) as pilot:
        await type_text(pilot, "例野")
        assert TEAM[0] not in shown(pilot)
        await press(pilot, "shift+down")
        assert names(live) == [TEAM[0], TEAM[2], TEAM[3], "例野 二郎", TEAM[1]]
        await press(pilot, "ctrl+n")
        await type_text(pilot, "試作 ゆき")
        assert names(live)[-1] == "試作 ゆき"
        await press(pilot, "escape")
        assert TEAM[0] in shown(pilot)


async def test_who_is_here_is_ticked_by_mouse_with_the_second_click(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await press(pilot, "ctrl+w")
        before = live.book.session.meetings
        listing = pilot.app.screen.query_one(RowList)
        await pilot.click(listing, offset=(8, 0))
        await pilot.click(listing, offset=(8, 1))
        assert live.book.session.meetings == before
        await pilot.click(listing, offset=(8, 1))
        assert len(live.current.present) == 3
        await click_key(pilot, "元に戻す")
        assert len(live.current.present) == 4
        await click_key(pilot, "閉じる")
        assert page_name(pilot) == "PeopleScreen"


async def test_groups_are_made_and_left_by_mouse(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await command(pilot, "show_dialog('groups')")
        await click_key(pilot, "分ける")
        assert live.current.record.groups
        await click_key(pilot, "グループなし")
        assert live.current.record.groups == {}
        await click_key(pilot, "閉じる")
        assert page_name(pilot) == "PeopleScreen"


async def test_a_person_of_whom_nothing_was_typed_is_not_added(place: Path) -> None:
    live = people(place)
    async with stage(live) as pilot:
        await press(pilot, "insert", "escape")
        assert (names(live), said(pilot)[-1]) == (list(TEAM), t("programme.nobody_added"))
        await press(pilot, "insert")
        await type_text(pilot, "雛田")
        await press(pilot, "escape")
        assert names(live) == [*TEAM, "雛田"]


async def test_a_guest_is_at_this_meeting_only(place: Path) -> None:
    live = people(place)
    live.book.meetings.set("step2", date=date(2027, 1, 20))
    async with stage(live) as pilot:
        await press(pilot, "ctrl+w", "insert")
        await type_text(pilot, "見学 太郎、県社協")
        await press(pilot, "enter")
        guest, record = live.book.session.people[-1]
        assert (record.name, record.affiliation) == ("見学 太郎", "県社協")
        assert guest in live.current.present
        for day in (None, date(2026, 12, 10)):
            live.book.meetings.set("step2", date=day)
            assert guest not in live.meeting("step2").expected
        await press(pilot, "ctrl+z", "enter")
        assert names(live) == list(TEAM)
        assert page_name(pilot) == "PeopleScreen"


async def test_undo_in_a_dialog_leaves_what_the_page_below_did(place: Path) -> None:
    live = make_live(place, still_clock(), screen="notes")
    async with stage(live) as pilot:
        await type_text(pilot, "メモ")
        await press(pilot, "enter", "ctrl+w", "f12")
        what = t("session.change_note_added")
        assert said(pilot)[-1] == t("app.undo_elsewhere", what=what, page=t("app.notes"))
        assert [note.text for note in live.book.session.notes.values()] == ["メモ\n"]
        await press(pilot, "space", "f12")
        assert len(live.current.present) == len(TEAM)


async def test_a_narrow_list_keeps_each_member_on_a_line_where_one_leaves(place: Path) -> None:
    live = people(place)
    first, second = (key for key, _ in live.book.session.people[:2])
    live.book.people.edit(first, role="facilitator", left=date(2026, 12, 24), affiliation="見本市 福祉総務課")
    live.book.people.edit(second, role="scribe")
    async with stage(live, size=(60, 20)) as pilot:
        lines = shown(pilot).split("\n")
        assert " ".join(lines[1].split()) == "> 1 見本 花子 見本市 福祉総務課 12/24離任 進行役"
        assert lines[2].split()[-1] == "記録係"
        assert "氏名は記録に残ります。" in joined(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "12月24日（木）から離任" in shown(pilot)


def test_a_group_s_names_are_whole_at_a_line_s_end(place: Path) -> None:
    live = people(place, team=("見本 はなこ", "例野 いちろう", "雛形 たけしろう"))
    rows = group_rows(live, {"1": live.current.present}, ())
    assert rows[0].whole == ("見本 はなこ", "例野 いちろう", "雛形 たけしろう")


async def test_an_observer_is_marked_and_stands_apart_in_the_minutes(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        app_of(pilot).show_page("people")
        await pilot.pause()
        await command(pilot, "observer")
        assert t("minutes.observers") in shown(pilot)
        assert next(person.observer for _, person in live.book.session.people)
        await command(pilot, "observer")
        assert not any(person.observer for _, person in live.book.session.people)
