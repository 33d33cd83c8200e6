"""ToDos that are rows of sheets, on the pages: written in one place, seen, ticked, counted in the other."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.stage import (
    BEGIN,
    bar_of,
    joined,
    make_live,
    on_disk,
    page_name,
    press,
    shown,
    stage,
    type_text,
)
from fake_clock import FakeClock
from jusou_tui import paths
from jusou_tui.app.meeting_text.entry_rows import entry_rows
from jusou_tui.app.screens.todos.rows import ALL, DONE, DUE, OPEN, owners, todo_rows
from jusou_tui.errors import InputError
from jusou_tui.live import entries
from jusou_tui.live.entries import Entry, todos_due_text
from jusou_tui.live.meeting_words.prompts import carried_prompts
from jusou_tui.live.session import LiveSession
from jusou_tui.session.programme.todos import unread_due

NAMES = ("tasks/task", "tasks/owner", "tasks/due")
HALL = ("会場を押さえる", "例野 一郎", "12/9")
UNREAD = ("名札をつくる", "見本 花子", "年度内に")
DAYS = timedelta(days=10)


def with_rows(
    place: Path, *rows: tuple[str, str, str], screen: str = "todos"
) -> tuple[LiveSession, list[str]]:
    """Return a session, and the ids of rows that were written in a sheet of it ten days ago."""
    clock = FakeClock(BEGIN - DAYS)
    live = make_live(place, clock)
    worksheet = live.curriculum.worksheet("step2-preparation")
    assert worksheet is not None
    sheet = live.book.sheets.start(worksheet, "", "step1")
    made = [
        live.book.sheets.add_row(sheet, dict(zip(NAMES, row, strict=True)), worksheet=worksheet)
        for row in rows
    ]
    live.book.set_view(screen=screen, sheet=sheet, cell=f"{made[0]}:tasks/task")
    clock.advance(DAYS.total_seconds())
    return live, made


def texts(live: LiveSession, *filters: str) -> list[str]:
    return [row.text for row in todo_rows(live, *filters)]


def test_rows_are_listed_with_all_others_and_overdue_like_them(place: Path) -> None:
    live, _ = with_rows(place, HALL, UNREAD)
    live.book.todos.add("お礼を書く", owner="仮名 太郎", due=date(2026, 12, 20), step="step1")

    assert texts(live) == ["会場を押さえる", "お礼を書く", "名札をつくる"]
    assert texts(live, DUE) == ["会場を押さえる"]
    hanako = {name: key for key, name in owners(live)}["見本 花子"]
    assert texts(live, OPEN, hanako) == ["名札をつくる"]
    assert [name for _, name in owners(live)[1:]] == ["仮名 太郎", "例野 一郎", "見本 花子"]
    assert todos_due_text(live)[1] == "late"
    late, _, unread = todo_rows(live)
    assert (late.ink, unread.ink) == ("late", "muted")
    assert "年度内に" in unread.right
    assert "Step1  Step2に向けた準備シート" in unread.right
    among_notes = [row.text for row in entry_rows(live, entries.listed(live))]
    assert "会場を押さえる（例野 一郎、12/9まで）" in among_notes
    live.close()


def test_a_row_is_ticked_and_edited_by_its_todo_and_undo_takes_one_step_each(place: Path) -> None:
    live, [hall, _] = with_rows(place, HALL, UNREAD)
    sheet = next(iter(live.book.session.sheets))

    def cells(row: str) -> list[str | None]:
        return [live.book.session.sheets[sheet].rows[row].get(name) for name in NAMES]

    assert entries.tick(live, hall)
    assert texts(live, DONE) == ["会場を押さえる"]
    live.book.undo()
    assert not live.book.session.todos

    entry = entries.entry_of(live, hall)
    assert entry == Entry("会場を押さえる", "todo", None, "例野 一郎", "2026-12-09", hall)
    entries.file(live.current, Entry("会場を二つ押さえる", "todo", None, "例野 一郎", "2026-12-09", hall))
    assert cells(hall) == ["会場を二つ押さえる", "例野 一郎", "12/9"]
    entries.file(live.current, Entry("会場を二つ押さえる", "todo", None, "", "1/20", hall))
    assert cells(hall) == ["会場を二つ押さえる", None, "1/20"]
    entries.file(live.current, Entry("会場を二つ押さえる", "todo", None, "", "明日", hall))
    assert dict(live.todos())[hall].due == date(2026, 12, 11)
    live.book.undo()
    live.book.undo()
    live.book.undo()
    assert cells(hall) == list(HALL)
    live.close()


def test_a_date_that_cannot_be_read_stays_when_the_rest_is_edited_and_is_refused_when_it_is_new(
    place: Path,
) -> None:
    live, [row] = with_rows(place, UNREAD)
    entry = entries.entry_of(live, row)
    assert entry is not None
    assert entry.due == "年度内に"
    entries.file(live.current, Entry("名札を二色つくる", "todo", None, "", "年度内に", row))
    assert unread_due(dict(live.todos())[row]) == "年度内に"
    with pytest.raises(InputError):
        entries.file(live.current, Entry("名札を二色つくる", "todo", None, "", "そのうち", row))
    assert unread_due(dict(live.todos())[row]) == "年度内に"
    live.close()


def test_a_row_is_removed_and_made_a_note_like_any_todo(place: Path) -> None:
    live, [hall, badge] = with_rows(place, HALL, UNREAD)
    sheet = next(iter(live.book.session.sheets))
    entries.tick(live, hall)
    assert entries.remove(live, hall)
    assert hall not in live.book.session.sheets[sheet].rows
    assert not live.book.session.todos
    live.book.undo()
    assert texts(live, DONE) == ["会場を押さえる"]

    entries.file(live.current, Entry("名札の話", "note", None, "", "", badge))
    assert [note.text for note in live.book.session.notes.values()] == ["名札の話\n"]
    assert badge not in live.book.session.sheets[sheet].rows
    live.book.undo()
    assert badge in live.book.session.sheets[sheet].rows
    assert not live.book.session.notes
    live.close()


def test_a_row_of_a_sheet_about_persons_is_listed_without_its_words(place: Path) -> None:
    text = (paths.shipped("curricula") / "team-building.toml").read_text("utf-8")
    source = place / "team-building.toml"
    source.parent.mkdir(exist_ok=True)
    title = 'title = "Step2に向けた準備シート"\n'
    source.write_text(text.replace(title, f"{title}sensitive = true\n"), "utf-8")
    live = make_live(place, FakeClock(BEGIN), source=source)
    worksheet = live.curriculum.worksheet("step2-preparation")
    assert worksheet is not None
    sheet = live.book.sheets.start(worksheet, "", "step1")
    row = live.book.sheets.add_row(sheet, dict(zip(NAMES, HALL, strict=True)), worksheet=worksheet)

    [listed] = todo_rows(live, ALL)
    assert "会場" not in listed.text
    assert "例野" not in listed.right
    assert "準備シート" in listed.text
    assert texts(live, ALL, "anyone", "会場") == []
    assert [name for _, name in owners(live)[1:]] == [owners(live)[-1][1]]
    assert entries.tick(live, row)
    assert live.book.session.todos[row].what == "Step2に向けた準備シート\n"
    live.close()


async def test_a_row_written_in_a_sheet_is_seen_ticked_and_changed_on_the_page_of_todos(place: Path) -> None:
    live, [hall] = with_rows(place, HALL)
    async with stage(live) as pilot:
        assert page_name(pilot) == "TodosScreen"
        assert "会場を押さえる" in shown(pilot)
        assert "1日超過" in shown(pilot)
        await press(pilot, "enter")
        assert bar_of(pilot).entry.owner == "例野 一郎"
        await type_text(pilot, "。二部屋")
        await press(pilot, "enter")
        await press(pilot, "ctrl+r")
        assert "会場" not in shown(pilot)
        saved = on_disk(live)
        [sheet] = saved.sheets.values()
        assert sheet.rows[hall]["tasks/task"] == "会場を押さえる。二部屋"
        assert saved.todos[hall].done is not None
        await press(pilot, "ctrl+z")
        assert not on_disk(live).todos


async def test_a_sheet_shows_which_rows_are_over_or_done_and_ticks_them(place: Path) -> None:
    live, [hall, badge] = with_rows(place, HALL, UNREAD, screen="sheet")
    async with stage(live, size=(120, 40)) as pilot:
        assert page_name(pilot) == "SheetScreen"
        assert "書いた行はToDoの一覧にも表示されます" in joined(pilot)
        assert "12/9（超過）" in joined(pilot)
        assert "期限「年度内に」" not in joined(pilot)
        assert "12月9日（水）1日超過" in joined(pilot)
        await press(pilot, "ctrl+r")
        assert "12/9（済）" in joined(pilot)
        assert set(on_disk(live).todos) == {hall}
        await press(pilot, "down")
        assert "期限「年度内に」（日付として読み取れません）" in joined(pilot)
        await press(pilot, "ctrl+z")
        assert "12/9（超過）" in joined(pilot)
        assert badge in live.book.session.sheets[live.view.sheet or ""].rows


async def test_the_programme_page_counts_late_rows(place: Path) -> None:
    live, _ = with_rows(place, HALL, screen="programme")
    async with stage(live) as pilot:
        assert "期限を過ぎた ToDo 1件" in shown(pilot)


def test_opening_a_session_lists_its_rows_and_leaves_its_file_as_it_is(place: Path) -> None:
    live, _ = with_rows(place, HALL)
    path, clock = live.store.path, live.clock
    live.close()
    before = path.read_bytes()
    for look in (True, False):
        again = LiveSession.open(path, clock, look=look)
        assert texts(again) == ["会場を押さえる"]
        again.close()
        assert path.read_bytes() == before


def test_an_open_row_stands_on_the_card_of_the_next_step_and_goes_when_it_is_ticked(place: Path) -> None:
    live, [hall] = with_rows(place, HALL)
    meeting = live.meeting("step2")

    def carried() -> str:
        return str(carried_prompts(meeting, meeting.snapshot(), None).below)

    assert "会場を押さえる  例野 一郎  12月9日（水） 1日超過" in carried()
    entries.tick(live, hall)
    assert "会場" not in carried()
    live.close()
