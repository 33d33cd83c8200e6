"""Notes by keys: filing, changing, deleting, undo, drafts that survive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.stage import (
    SIZES,
    TEAM,
    bar_of,
    choose,
    command,
    focus_of,
    joined,
    live_of,
    make_live,
    on_disk,
    page_name,
    press,
    reopen,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
    wait,
)
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import notes_of
from jusou_tui.session.model.records import Note, Todo
from jusou_tui.wording import LANGUAGES, t, use

TEXT = "「連携」の　意味が、課ごとに違う。"


def notes(live: LiveSession) -> list[Note]:
    return [note for _, note in notes_of(live.book.session)]


def todos(live: LiveSession) -> list[Todo]:
    return [todo for _, todo in live.todos()]


async def test_enter_files_a_note_with_its_time_author_and_activity(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 120)
        await press(pilot, "ctrl+o", "ctrl+o")
        await type_text(pilot, TEXT)
        await press(pilot, "enter")
        (note,) = notes(live)
        assert note.text == f"{TEXT}\n"
        assert (note.kind, note.step, note.activity) == ("note", "step1", "opening")
        assert live.name_of(note.author) == TEAM[1]
        assert note.at == live.clock.now()
        assert TEXT in text_of(pilot, "#notes")
        assert bar_of(pilot).area.text == ""
        assert live.book.session.drafts.get("note") is None


async def test_the_kind_is_chosen_with_one_key(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        chosen = []
        for presses, kind, tag in ((1, "decision", "決定"), (3, "question", "問い"), (4, "note", "")):
            await press(pilot, *["ctrl+k"] * presses)
            await type_text(pilot, "次の回は席を混ぜる")
            await press(pilot, "enter")
            chosen.append(kind)
            assert [note.kind for note in notes(live)] == chosen
            assert tag in text_of(pilot, "#notes")


async def test_a_todo_takes_who_and_until_when(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+k", "ctrl+k")
        await type_text(pilot, "連絡先の一覧を作る")
        pilot.app.screen.query_one("#entry-owner").focus()
        await type_text(pilot, "雛形　健")
        await press(pilot, "tab")
        assert focus_of(pilot) == "entry-due"
        for due in ("12/24", "１２／２４", "12月24日", "2026-12-24"):
            pilot.app.screen.query_one("#entry-due", LineInput).value = ""
            await type_text(pilot, due)
            assert "  12月24日（木）" in shown(pilot)
        await press(pilot, "enter")
        (todo,) = todos(live)
        assert (todo.what, todo.due) == ("連絡先の一覧を作る\n", date(2026, 12, 24))
        assert todo.owner.split() == ["雛形", "健"]
        assert "12/24まで" in text_of(pilot, "#notes")


async def test_a_date_that_cannot_be_read_is_said_and_nothing_is_lost(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+k", "ctrl+k")
        await type_text(pilot, "様式をそろえる")
        pilot.app.screen.query_one("#entry-due").focus()
        await type_text(pilot, "13/45")
        assert text_of(pilot, "#entry-remark").split() == ["読み取れません"]
        await press(pilot, "enter")
        assert "「13/45」を日付として読み取れません" in joined(pilot)
        assert todos(live) == []
        assert focus_of(pilot) == "entry-due"
        assert bar_of(pilot).area.text == "様式をそろえる"
        assert said(pilot) == []  # it stands beside the field


@pytest.mark.proof
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_due_date_is_read_back_whole_at_every_size(place: Path, language: str) -> None:
    use(language)
    async with stage(make_live(place, still_clock()), size=SIZES[0]) as pilot:
        await press(pilot, "ctrl+k", "ctrl+k")
        for typed, told in (
            ("らいげつ", t("app.setup_unread")),
            ("2026-12-24", t("common.month_day", month=12, day=24, weekday=t("common.weekday_thursday"))),
        ):
            field = pilot.app.screen.query_one("#entry-due", LineInput)
            field.value = ""
            field.focus()
            await type_text(pilot, typed)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                assert "".join(text_of(pilot, "#entry-remark").split()) == "".join(told.split())


async def test_enter_goes_from_who_to_when_to_the_text_while_there_is_no_text(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "ctrl+k", "ctrl+k")
        pilot.app.screen.query_one("#entry-owner").focus()
        await press(pilot, "enter")
        assert focus_of(pilot) == "entry-due"


async def test_a_note_may_have_several_lines(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await type_text(pilot, "一つめ\n二つめ")
        await press(pilot, "enter")
        assert notes(live)[0].text == "一つめ\n二つめ\n"


async def test_an_empty_field_files_nothing(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "enter")
        await type_text(pilot, "　 ")
        await press(pilot, "enter")
        assert notes(live) == []


async def test_words_typed_and_filed_in_one_burst_stay_whole(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await type_text(pilot, "振り返りの時間をとる")
        await pilot.press("enter", *"あいうえお", "enter")
        await pilot.pause()
        assert [note.text for note in notes(live)] == ["振り返りの時間をとる\n", "あいうえお\n"]


async def test_a_half_typed_note_survives_other_pages_and_another_day(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+k")
        await type_text(pilot, "書きかけの決")
        await press(pilot, "f3")
        assert bar_of(pilot).area.text == "書きかけの決"
        bar_of(pilot).area.focus()
        await type_text(pilot, "定")
        await press(pilot, "f2", "escape", "escape")
        assert page_name(pilot) == "RunScreen"
        assert bar_of(pilot).area.text == "書きかけの決定"
    again = LiveSession.open(live.store.path, live.clock)
    async with stage(again) as pilot:
        assert bar_of(pilot).area.text == "書きかけの決定"
        assert bar_of(pilot).entry.kind == "decision"
        await press(pilot, "enter")
        assert [(note.kind, note.text) for note in notes(again)] == [("decision", "書きかけの決定\n")]


async def test_a_note_is_changed_deleted_and_brought_back(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("古い文", step="step1")
    live.book.notes.add("残る文", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "home", "enter")
        assert bar_of(pilot).area.text == "古い文"
        await type_text(pilot, "を直した")
        await press(pilot, "enter")
        assert notes(live)[0].text == "古い文を直した\n"
        assert len(notes(live)) == 2
        await press(pilot, "home", "delete")
        assert [note.text for note in notes(live)] == ["残る文\n"]
        await press(pilot, "ctrl+z")
        assert [note.text for note in notes(live)] == ["古い文を直した\n", "残る文\n"]
        await command(pilot, "redo")
        assert [note.text for note in notes(live)] == ["残る文\n"]
        await press(pilot, "ctrl+z", "ctrl+z")
        assert notes(live)[0].text == "古い文\n"
        assert any(text.startswith("元に戻しました") for text in said(pilot))


async def test_undo_never_leaves_a_field_with_text(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("残る文", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3")
        await type_text(pilot, "けした")
        await press(pilot, "ctrl+a", "delete")
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert bar_of(pilot).area.text == ""  # what was deleted came back, then typing was taken back
        await type_text(pilot, "決め")
        await press(pilot, "escape", "f3")
        assert bar_of(pilot).area.text == "決め"
        await press(pilot, *["ctrl+z"] * 3)
        assert (len(notes(live)), bar_of(pilot).area.text) == (1, "決め")  # typed on another page's field


async def test_an_edit_is_left_with_escape_and_changes_nothing(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("このまま", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "enter")
        await type_text(pilot, "ではない")
        await press(pilot, "escape")
        assert [note.text for note in notes(live)] == ["このまま\n"]
        assert bar_of(pilot).area.text == ""


async def test_a_half_written_note_is_not_overwritten_by_an_edit(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("前のメモ", step="step1")
    async with stage(live) as pilot:
        await type_text(pilot, "書きかけ")
        await press(pilot, "f3")
        await command(pilot, "edit")
        assert bar_of(pilot).area.text == "書きかけ"
        assert "書きかけの文があります" in said(pilot)[-1]


async def test_a_todo_is_ticked_off_and_on_again(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.todos.add("一覧を作る", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "ctrl+r")
        assert todos(live)[0].done == live.clock.now()
        assert "済" in text_of(pilot, "#list")
        await press(pilot, "ctrl+r")
        assert todos(live)[0].done is None


async def test_a_note_in_hand_can_become_a_todo(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("一覧を作る", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "enter", "ctrl+k", "ctrl+k", "enter")
        assert notes(live) == []
        assert [todo.what for todo in todos(live)] == ["一覧を作る\n"]


async def test_the_list_is_narrowed_by_kind_and_by_words(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("夜間の電話", step="step1")
    live.book.notes.add("電話の一覧を作ると決めた", "decision", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "ctrl+f")
        await type_text(pilot, "夜間　電話")
        assert "夜間の電話" in text_of(pilot, "#list")
        assert "一覧" not in text_of(pilot, "#list")
        await press(pilot, *["backspace"] * 9)
        pilot.app.screen.query_one("#kind").focus()
        await press(pilot, "right", "right")
        assert "夜間" not in text_of(pilot, "#list")
        assert "決めた" in text_of(pilot, "#list")


async def test_ctrl_z_takes_back_typing_in_a_field_that_has_text(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("残る", step="step1")
    async with stage(live) as pilot:
        await type_text(pilot, "打ち間違い")
        await press(pilot, "ctrl+z")
        assert bar_of(pilot).area.text != "打ち間違い"
        assert len(notes(live)) == 1


async def test_what_was_filed_is_in_the_file(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await type_text(pilot, TEXT)
        await press(pilot, "enter")
        assert [note.text for note in on_disk(live_of(pilot)).notes.values()] == [f"{TEXT}\n"]


async def test_a_reopened_session_shows_its_notes_page_again(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f3")
    again = reopen(live)
    async with stage(again) as pilot:
        assert page_name(pilot) == "NotesScreen"
        assert "メモはまだありません" in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


async def test_a_search_without_a_hit_says_so(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f3")
        assert "メモはまだありません" in shown(pilot)
        live.book.notes.add("用語集", step="step1")
        await press(pilot, "escape", "f3", "ctrl+f")
        await type_text(pilot, "ない言葉")
        assert "見つかりませんでした" in shown(pilot)
        assert "メモはまだありません" not in shown(pilot)


async def test_the_bar_tells_how_an_edit_ends_and_which_note_the_keys_mean(place: Path) -> None:
    live = make_live(place, still_clock())
    note = live.book.notes.add("用語集", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3")
        assert "Enter 編集" in shown(pilot)
        await press(pilot, "enter")
        assert focus_of(pilot) == "entry-text"
        assert "Enter 変更を保存" in shown(pilot)
        assert "Del" not in shown(pilot)
        assert ">" in text_of(pilot, "#list")
        await type_text(pilot, "を作る")
        await press(pilot, "enter")
        assert live.book.session.notes[note].text == "用語集を作る\n"
        assert "Enter 編集" in shown(pilot)
        await press(pilot, "enter", "escape")
        assert "Enter 編集" in shown(pilot)


async def test_ctrl_f_goes_to_the_words_and_from_there_to_the_kinds(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("用語集", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "ctrl+f")
        assert focus_of(pilot) == "words"
        await press(pilot, "ctrl+f", "right")
        assert (focus_of(pilot), "見つかりませんでした" in shown(pilot)) == ("kind", False)
        await press(pilot, "right")
        assert "見つかりませんでした" in shown(pilot)
        await press(pilot, "あ")
        assert (focus_of(pilot), bar_of(pilot).area.text) == ("entry-text", "あ")
        await press(pilot, "escape")
        assert (page_name(pilot), "用語集" in shown(pilot)) == ("NotesScreen", True)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


async def test_what_was_just_filed_is_marked(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("古い", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "あ", "enter", "delete")
        assert [note.text for note in notes(live)] == ["古い\n"]


async def test_the_menu_keeps_a_note_back_and_del_deletes_only_beside_an_empty_field(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("用語集", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3", "ctrl+d")
        assert "できること：用語集" in shown(pilot)
        await choose(pilot, "keep_back")
        assert notes(live)[0].kept
        await press(pilot, "あ", "home", "delete")
        assert (len(notes(live)), bar_of(pilot).area.text) == (1, "")
        await press(pilot, "delete")
        assert notes(live) == []
        assert said(pilot)[-1] == t("common.removed")
        await press(pilot, "f12")
        assert len(notes(live)) == 1


async def test_the_facts_of_a_todo_stay_while_the_kind_changes_and_comes_back(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+k", "ctrl+k")
        assert "Tab で移る" in shown(pilot)
        await press(pilot, "tab")
        await type_text(pilot, "例")
        await press(pilot, "right", "tab")
        await type_text(pilot, "12/24")
        await press(pilot, "ctrl+k", "ctrl+k", "ctrl+k", "ctrl+k")
        assert (bar_of(pilot).entry.owner, bar_of(pilot).entry.due) == (TEAM[1], "12/24")
        assert TEAM[1] in shown(pilot)


async def test_a_list_that_begins_at_its_end_has_its_scrollbar_there(place: Path) -> None:
    live = make_live(place, still_clock())
    for number in range(40):
        live.book.notes.add(f"{number}つ目の話", step="step1")
    async with stage(live) as pilot:
        await press(pilot, "f3")
        listing = pilot.app.screen.query_one(EntryList)
        assert listing.scroll_y > 0
        assert listing.vertical_scrollbar.position == listing.scroll_y
