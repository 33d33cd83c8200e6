"""The page of all ToDos, played by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from app.stage import (
    bar_of,
    choose,
    command,
    live_of,
    make_live,
    on_disk,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
)
from jusou_tui.live import entries
from jusou_tui.live.session import LiveSession
from jusou_tui.session.programme.todos import due_order
from jusou_tui.session.worksheets.layout import row_order
from jusou_tui.wording import t

TO_MOVE = (("一", None), ("二", None), ("三", date(2026, 12, 24)))


def with_todos(place: Path) -> LiveSession:
    live = make_live(place, still_clock(), screen="programme")
    book = live.book
    book.todos.add("印刷しておく", "雛形 健", date(2026, 12, 24), "step1")
    book.todos.add("一覧を作る", "見本 花子", date(2026, 12, 9), "step2")
    book.todos.tick(book.todos.add("部屋を取る", "見本 花子", None, "preparation"), True)
    return live


async def todos_page(pilot: Pilot[int]) -> None:
    await command(pilot, "show_page('todos')")


async def test_open_todos_of_all_steps_stand_by_day_and_late_ones_are_told(place: Path) -> None:
    async with stage(with_todos(place)) as pilot:
        assert "期限を過ぎた ToDo 1件" in shown(pilot)
        await todos_page(pilot)
        text = shown(pilot)
        assert page_name(pilot) == "TodosScreen"
        assert text.index("一覧を作る") < text.index("印刷しておく")
        assert "1日超過" in text
        assert "部屋を取る" not in text


async def test_filters_show_done_ones_late_ones_and_one_owners(place: Path) -> None:
    async with stage(with_todos(place)) as pilot:
        await todos_page(pilot)
        await press(pilot, "ctrl+f", "ctrl+f", "right")
        assert ("一覧を作る" in shown(pilot), "印刷しておく" in shown(pilot)) == (True, False)
        await press(pilot, "right")
        assert ("部屋を取る" in shown(pilot), "一覧を作る" in shown(pilot)) == (True, False)
        await press(pilot, "right", "tab", "right")
        assert ("見本 花子" in shown(pilot), "雛形 健" in shown(pilot)) == (True, False)
        await press(pilot, "tab")
        await type_text(pilot, "部屋")
        assert ("部屋を取る" in shown(pilot), "一覧を作る" in shown(pilot)) == (True, False)


async def test_a_todo_is_ticked_deleted_and_brought_back(place: Path) -> None:
    live = with_todos(place)
    async with stage(live) as pilot:
        await todos_page(pilot)
        await press(pilot, "ctrl+r")
        assert "一覧を作る" not in shown(pilot)
        await press(pilot, "delete")
        assert len(live.book.session.todos) == 2
        await press(pilot, "ctrl+z", "ctrl+z")
        assert sum(todo.done is None for todo in on_disk(live).todos.values()) == 2


async def test_a_todo_is_changed_in_the_field_below(place: Path) -> None:
    live = with_todos(place)
    async with stage(live) as pilot:
        await todos_page(pilot)
        await press(pilot, "enter")
        assert bar_of(pilot).entry.owner == "見本 花子"
        await type_text(pilot, "。全課分")
        await press(pilot, "enter")
        texts = [todo.what for todo in on_disk(live).todos.values()]
        assert "一覧を作る。全課分\n" in texts
        assert len(texts) == 3


def test_a_todo_moves_among_those_of_its_day_only(place: Path) -> None:
    live = make_live(place, still_clock())
    first, second, dated = (live.book.todos.add(text, due=day) for text, day in TO_MOVE)
    listed = [dated, first, second]
    assert not entries.move(live, first, -1, listed)
    assert not entries.move(live, second, 1, listed)
    assert entries.move(live, second, -1, listed)
    assert [key for key, _ in sorted(live.todos(), key=due_order)] == [dated, second, first]
    live.book.undo()
    assert [key for key, _ in sorted(live.todos(), key=due_order)] == listed
    live.close()


async def test_typing_ins_and_the_menu_write_tick_and_move_todos(place: Path) -> None:
    live = make_live(place, still_clock(), screen="programme")
    async with stage(live) as pilot:
        await todos_page(pilot)
        for text in ("一", "二"):
            await press(pilot, text, "enter")
        assert [todo.what for _, todo in live.todos()] == ["一\n", "二\n"]
        await press(pilot, "home", "enter", "insert", "三", "enter", "end", "shift+up")
        assert [todo.what for _, todo in live.todos()] == ["一\n", "三\n", "二\n"]
        await press(pilot, "ctrl+d")
        await choose(pilot, "tick")
        assert [todo.what for _, todo in live.todos() if todo.done] == ["三\n"]


async def test_a_changed_todo_is_lost_neither_by_ins_nor_by_esc(place: Path) -> None:
    live = with_todos(place)
    async with stage(live) as pilot:
        await todos_page(pilot)
        for left, sentence in (("escape", "app.edit_dropped"), ("insert", "programme.todo_begun_aside")):
            await press(pilot, "enter")
            await type_text(pilot, "。全課分")
            assert t("app.edit_drop") in shown(pilot)
            await press(pilot, left)
            assert (bar_of(pilot).typed.text, said(pilot)[-1]) == ("", t(sentence))
            assert "一覧を作る。全課分\n" not in [todo.what for todo in on_disk(live).todos.values()]
            await press(pilot, "enter")
            assert (bar_of(pilot).typed.text, said(pilot)[-1]) == ("一覧を作る。全課分", t("app.edit_again"))
            await press(pilot, "ctrl+z")
            assert bar_of(pilot).typed.text == "一覧を作る"
            await press(pilot, "escape")
        await press(pilot, "enter")
        await type_text(pilot, "。全課分")
        await press(pilot, "escape", "enter", "enter")
        assert "一覧を作る。全課分\n" in [todo.what for todo in on_disk(live).todos.values()]
        assert list(live.book.session.drafts) == []


async def test_ins_sets_a_half_written_note_aside_until_another_page_shows_its_field(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await type_text(pilot, "庁内で言葉の意味")
        await todos_page(pilot)
        await press(pilot, "insert")
        assert said(pilot)[-1] == t("programme.todo_begun_aside")
        for text in ("会場を予約する", "名札を作る"):
            await type_text(pilot, text)
            await press(pilot, "enter")
        assert [todo.what for _, todo in live.todos()] == ["会場を予約する\n", "名札を作る\n"]
        assert live.book.session.notes == {}
        await press(pilot, "escape")
        assert (bar_of(pilot).typed.text, bar_of(pilot).typed.kind) == ("庁内で言葉の意味", "note")
        assert said(pilot)[-1] == t("app.draft_back")


def focused(pilot: Pilot[int]) -> str | None:
    return pilot.app.focused.id if pilot.app.focused is not None else None


async def test_tab_leads_from_the_text_to_owner_and_day_and_back(place: Path) -> None:
    async with stage(with_todos(place)) as pilot:
        await todos_page(pilot)
        await press(pilot, "enter")
        found = [focused(pilot)]
        for _ in range(3):
            await press(pilot, "tab")
            found.append(focused(pilot))
        assert found == ["entry-text", "entry-owner", "entry-due", "entry-text"]
        await press(pilot, "tab", "shift+tab")
        assert focused(pilot) == "entry-text"


async def test_what_is_said_of_a_day_goes_with_it(place: Path) -> None:
    async with stage(with_todos(place)) as pilot:
        await todos_page(pilot)
        await press(pilot, "enter", "tab", "tab")
        await type_text(pilot, " ")
        assert "12月9日" in text_of(pilot, "#entry-remark")
        await press(pilot, "enter")
        assert bar_of(pilot).entry.due == ""
        assert text_of(pilot, "#entry-remark").strip() == t("app.todo_keys").strip()


def test_notes_todos_and_rows_of_sheets_are_marked_private_and_public_again(place: Path) -> None:
    live = with_todos(place)
    worksheet = live.curriculum.worksheet("step2-preparation")
    assert worksheet is not None
    sheet = live.book.sheets.start(worksheet)
    row = live.book.sheets.add_row(sheet, {"tasks/task": "名札を作る"}, worksheet=worksheet)
    assert row in row_order(live.book.session.sheets[sheet])
    note = live.book.notes.add("ここだけの話")
    for key in (note, next(iter(live.book.session.todos)), row):
        assert entries.keep_private(live, key) is True
        records = {**live.book.session.notes, **dict(live.todos())}
        assert records[key].private
        assert entries.keep_private(live, key) is False
    assert entries.keep_private(live, "nobody") is None
    live.close()


async def test_a_todo_is_marked_private_from_the_palette_s_commands_and_says_so(place: Path) -> None:
    live = with_todos(place)
    async with stage(live) as pilot:
        await todos_page(pilot)
        await pilot.app.screen.run_action("keep_private")
        await press(pilot, "home")
        assert "一覧を作る（非公開）" in shown(pilot)
        await pilot.app.screen.run_action("keep_private")
        await press(pilot, "home")
        assert "一覧を作る（非公開）" not in shown(pilot)


async def test_a_new_line_in_the_empty_field_becomes_a_todo(place: Path) -> None:
    live = make_live(place, still_clock(), screen="programme")
    async with stage(live) as pilot:
        await todos_page(pilot)
        await type_text(pilot, "名札を作る")
        await press(pilot, "enter")
        await type_text(pilot, "席を決める")
        await press(pilot, "enter")
        assert [todo.what for todo in live_of(pilot).book.session.todos.values()] == [
            "名札を作る\n",
            "席を決める\n",
        ]
        await press(pilot, "escape")
        assert page_name(pilot) == "ProgrammeScreen"
