"""What lines do to questions, notes and signals."""

from __future__ import annotations

from pathlib import Path

import pytest

from fake_clock import FakeClock
from jusou_tui import settings, wording
from jusou_tui.curriculum.load import load
from jusou_tui.live import entries
from jusou_tui.live.session import LiveSession
from jusou_tui.plain.program import Begin
from jusou_tui.plain.terminal import LineSplitter
from jusou_tui.session.format.read import read
from jusou_tui.timekeeping.clock.clock import RehearsalClock
from plain.plain_stage import BEGIN, SOURCE, Typist, resumed


@pytest.fixture
def typist(place: Path) -> Typist:
    return resumed(place)


def notes(typist: Typist) -> list[str]:
    """Return the notes that are on the disk."""
    return [note.text.strip() for note in read(typist.live.store.path).notes.values()]


def test_a_note_is_on_the_disk_when_it_is_confirmed(typist: Typist) -> None:
    typist.program.take("来月も集まる")
    assert notes(typist) == ["来月も集まる"]
    typist.close()


def test_digits_choose_only_while_a_question_is_open(typist: Typist) -> None:
    typist.type("2")
    typist.type("/つぎぎ", "9")
    assert typist.paper.lines[-1].startswith("番号は1から")
    typist.type("3")  # to do nothing
    typist.type("3")
    assert notes(typist) == ["2", "3"]
    assert typist.live.current.events == []
    typist.close()


def test_an_unknown_command_is_neither_run_nor_lost(typist: Typist) -> None:
    printed = typist.type("/けつてい これを残す")
    assert printed[0] == "「/けつてい これを残す」という命令はありません。"
    number = next(line for line in printed if "メモにする" in line).split()[0]
    assert notes(typist) == []
    typist.type(number)
    assert notes(typist) == ["/けつてい これを残す"]
    typist.close()


def test_words_typed_while_a_question_is_open_are_a_note_and_the_question_stays(typist: Typist) -> None:
    typist.type("/人")
    printed = typist.type("これはメモ")
    assert printed[0] == "メモとして記録しました。"
    assert printed[-1].endswith("（空の Enter でもこれ）")
    assert typist.type("1")[0] == "見本 花子さん"
    assert notes(typist) == ["これはメモ"]
    typist.close()


def test_a_todo_is_filed_before_its_person_is_asked_for_and_undone_as_one(typist: Typist) -> None:
    typist.program.take("/やること 用語集を作る")
    (todo,) = read(typist.live.store.path).todos.values()
    assert (todo.what.strip(), todo.owner, todo.due) == ("用語集を作る", "", None)
    assert typist.type("例野", "12/20")[-1] == "ToDo：用語集を作る（例野、12/20まで）"
    typist.type("/取り消し")
    assert typist.close().todos == {}


def test_what_a_page_left_unfinished_is_offered_and_may_stay_so(typist: Typist) -> None:
    live, clock = typist.live, typist.clock
    entries.keep_draft(live.current, entries.Entry("書きかけの文"))
    typist.close()
    for answer in ("", "1"):
        again = Typist(Begin(live.store.path.parent, live.store.path), clock)
        assert any("書きかけの文" in line for line in again.paper.lines)
        again.type(answer, "ほかのメモ")
        kept = again.close()
    assert [note.text.strip() for note in kept.notes.values()] == ["ほかのメモ", "書きかけの文", "ほかのメモ"]
    assert kept.drafts == {}


def test_a_terminals_foreign_bytes_are_said(typist: Typist) -> None:
    assert "UTF-8" in typist.type("\ufffd\ufffdです")[0]
    typist.close()


def test_a_date_that_cannot_be_read_is_asked_for_again(typist: Typist) -> None:
    printed = typist.type("/やること 送る", "例野", "いつか")
    assert "いつか" in printed[-2]
    typist.type("12/20")
    (todo,) = typist.close().todos.values()
    assert (todo.owner, str(todo.due)) == ("例野", "2026-12-20")


def test_a_private_note_is_private(typist: Typist) -> None:
    typist.type("/内緒 言いにくいこと")
    (note,) = typist.close().notes.values()
    assert note.private


def test_signals_come_once_each_in_a_line_with_the_bell_that_the_settings_want(typist: Typist) -> None:
    typist.type("/次")
    printed = typist.wait(16 * 60)
    assert [line for line in printed if "残り時間が2割" in line] == [
        "13:42 残り時間が2割になりました。残り3分。"
    ]
    assert "13:44 残り1分です。" in printed
    assert any("時間になりました" in line for line in printed)
    assert typist.paper.bells == 3
    settings.change("bell", value=False)
    settings.change("overtime", value=False)
    assert not any("超過" in line for line in typist.wait(20 * 60))
    assert typist.paper.bells == 3
    typist.close()


def test_no_sentence_names_a_key_of_the_pages(typist: Typist) -> None:
    typist.type("/次", "/巡", "/巡", "/巡", "/巡", "/巡", "/手順", "/次", "/次", "/取り消し", "/やり直し")
    typist.wait(90 * 60, every=10)
    typist.type("/戻る", "", "/パス", "/一時停止", "/再開", "/収める", "")
    assert [line for line in typist.paper.lines if "F9" in line or "Ctrl+" in line or "F12" in line] == []
    typist.close()


def test_a_second_press_within_a_second_counts_once(typist: Typist) -> None:
    typist.program.take("/次")
    typist.program.take("/次")
    assert "1回として扱いました" in typist.paper.lines[-1]
    assert len(typist.live.current.events) == 1
    typist.close()


def test_time_without_the_program_is_asked_about_until_it_is_answered(place: Path) -> None:
    typist = resumed(place)
    typist.type("/次")
    path, clock = typist.live.store.path, typist.clock
    typist.close()
    clock.advance(12 * 60)
    again = Typist(Begin(place, path), clock)
    assert any("12分のあいだ動いていませんでした" in line for line in again.paper.lines)
    printed = again.type("/時間")
    assert printed[-1].startswith("2 含めない")
    assert not any("答えないまま" in line for line in printed)
    again.type("2")
    assert [event.kind for _, event in again.live.current.events][-1] == "gap"
    assert again.live.current.snapshot().progress.elapsed < 60
    again.close()


def test_leaving_asks_while_a_meeting_runs_and_the_second_interrupt_leaves(typist: Typist) -> None:
    typist.type("/次", "/閉じる")
    assert not typist.program.is_over
    typist.type("")
    typist.program.interrupted()
    assert not typist.program.is_over
    typist.program.interrupted()
    assert typist.program.is_over
    typist.close()
    assert "jusou resume" in typist.paper.lines[-1]


def test_who_looks_on_writes_nothing(typist: Typist) -> None:
    path, clock = typist.live.store.path, typist.clock
    typist.close()
    before = path.read_bytes()
    looker = Typist(Begin(path.parent, path, look=True), clock)
    printed = looker.type("これはメモ", "/次", "/決定 集まる", "/時間", "/予定")
    assert printed[:3] == ["閲覧専用です。変更はできません。"] * 3
    looker.program.close()
    assert looker.paper.lines[-1] == "終了しました。"  # and not that anything was saved
    assert path.read_bytes() == before


def test_the_set_up_asks_again_what_it_cannot_read_and_goes_back(place: Path) -> None:
    typist = Typist(Begin(place, curriculum=SOURCE))
    printed = typist.type("", "いつか")
    assert "いつか" in printed[-2]
    assert printed[-1].startswith("日付：")
    typist.type("12/10", "/戻る")
    assert typist.paper.lines[-1].startswith("日付：いまは 12/10")
    typist.type("/閉じる")
    assert typist.program.is_over
    assert typist.close().meetings["step1"].date is not None


def test_without_a_curriculum_one_is_chosen_by_number(place: Path) -> None:
    typist = Typist(Begin(place))
    typist.type("9999")
    assert typist.type("1")[0].endswith("の準備をします。")
    assert typist.program.close() == 0
    assert list(place.glob("*.toml")) == []


def test_it_speaks_english(place: Path) -> None:
    wording.use("en")
    typist = resumed(place)
    typist.type("/next", "/time", "/help", "7", "/turn", "/finish", "2")
    assert not any("plain." in line for line in typist.paper.lines)
    assert any(line.startswith("1 of 4: ") for line in typist.paper.lines)
    typist.close()
    wording.use("ja")


def test_a_session_is_chosen_by_number_or_a_new_one_begun(place: Path) -> None:
    typist = resumed(place)
    clock = typist.clock
    typist.close()
    home = Typist(Begin(place, home=True), clock)
    assert home.paper.lines[1].startswith("1 2026年度 第1回")
    assert home.type("1")[0] == "2026年度 第1回　Step1 キックオフ"
    home.close()
    home = Typist(Begin(place, home=True), clock)
    assert home.type("2")[0].startswith("どのカリキュラム")
    home.program.close()


def test_a_rehearsal_says_that_it_is_one(place: Path) -> None:
    clock = RehearsalClock(FakeClock(BEGIN), 10.0)
    live = LiveSession.create(load(SOURCE), SOURCE, place, "練習の回", clock)
    live.book.set_view(screen="run", step="step1")
    live.close()
    typist = Typist(Begin(place, live.store.path), FakeClock(BEGIN))
    assert typist.paper.lines[0].startswith("練習")
    typist.close()
    assert typist.paper.lines[-1].endswith("を保存して閉じました。")


def test_blocks_of_bytes_become_lines_wherever_they_are_cut() -> None:
    data = "次\r\nメモ\rそのまま\n\n終わり".encode()
    for cut in range(len(data)):
        splitter = LineSplitter("utf-8")
        found = [*splitter.take(data[:cut]), *splitter.take(data[cut:]), *splitter.end()]
        assert found == ["次", "メモ", "そのまま", "", "終わり"]


def test_a_line_of_members_that_is_not_understood_is_said_at_once(place: Path) -> None:
    typist = Typist(Begin(place, curriculum=SOURCE))
    typist.type("", "", "", "")
    assert typist.type("見本 花子 見本市 進行役")[0].startswith("見本 花子（")
    assert "氏名の欄が数字です" in typist.type("8")[0]
    typist.type("/閉じる")
    assert [one.name for one in typist.close().participants.values()] == ["見本 花子"]


def test_to_leave_a_question_changes_nothing_and_is_said(typist: Typist) -> None:
    assert typist.type("/やめる") == ["いま開いている質問はありません。"]
    typist.type("/人")
    assert typist.type("/やめる") == ["前の質問は、答えないままにしました。"]
    typist.type("1")
    assert notes(typist) == ["1"]
    typist.close()


def test_words_behind_a_command_that_takes_none_are_not_lost(typist: Typist) -> None:
    assert typist.type("/次 の話題に進みたい")[0] == "「/次 の話題に進みたい」は、命令ですか、メモですか。"
    assert typist.live.current.events == []
    typist.type("2")
    assert notes(typist) == ["/次 の話題に進みたい"]
    typist.type("/次 へ", "1")
    assert len(typist.live.current.events) == 1
    typist.close()


def test_the_time_names_what_it_is_about(typist: Typist) -> None:
    typist.type("/次")
    assert typist.type("/時間")[0].startswith("オープニング：残り")
    typist.close()


def test_a_refused_answer_of_the_set_up_is_asked_for_anew_and_an_empty_line_takes_the_old_one_back(
    place: Path,
) -> None:
    typist = Typist(Begin(place, curriculum=SOURCE))
    typist.type("", "12/10", "13:30", "16:00", "例野", "", "", "")
    assert [line for line in typist.type("4") if "終了時刻" in line] == ["会場の終了時刻：いまは 16:00"]
    why, again = typist.type("12:00")
    assert "終了（12:00）には" in why
    assert again.startswith("会場の終了時刻：もう一度入力してください（例：16:30）。")
    assert again.endswith("空の Enter なら、16:00 に戻します。")
    printed = typist.type("25時")
    assert "いまは" not in " ".join(printed)
    printed = typist.type("")
    assert printed[-7] == "1 よい。会へ進む（空の Enter でもこれ）"  # no other one is asked for
    typist.type("")
    end = typist.close().meetings["step1"].booked_end
    assert end is not None
    assert end.hour == 16


def test_a_set_up_with_an_answer_that_cannot_be_read_says_so_without_a_key(place: Path) -> None:
    typist = Typist(Begin(place, curriculum=SOURCE))
    typist.type("", "12/10", "13:30", "25時", "/戻る", "14:00")
    assert typist.paper.lines[-1].endswith("空の Enter なら、空にします。")
    typist.type("", "", "", "", "")
    assert typist.close().meetings["step1"].booked_end is None
    assert not any("F9" in line for line in typist.paper.lines)


def test_what_a_page_left_in_its_note_field_outlives_notes_typed_here(typist: Typist) -> None:
    entries.keep_draft(typist.live.current, entries.Entry("頁で書きかけ"))
    path, clock = typist.live.store.path, typist.clock
    typist.close()
    again = Typist(Begin(path.parent, path), clock)
    again.type("/次", "べつのメモ")
    again.close()
    last = Typist(Begin(path.parent, path), clock)
    assert "書きかけのメモがあります：頁で書きかけ" in last.paper.lines
    last.type("またメモ", "1")
    session = last.close()
    assert [note.text.strip() for note in session.notes.values()] == [
        "べつのメモ",
        "またメモ",
        "頁で書きかけ",
    ]
    assert session.drafts == {}


def test_a_question_that_must_be_answered_comes_again_after_an_interrupt(place: Path) -> None:
    typist = resumed(place)
    typist.type("/次")
    path, clock = typist.live.store.path, typist.clock
    typist.close()
    clock.advance(12 * 60)
    again = Typist(Begin(place, path), clock)
    again.program.interrupted()
    assert "含めますか" in " ".join(again.type(""))
    again.type("1")
    assert "残り" in " ".join(again.wait(3 * 60))
    again.close()


def test_a_meeting_goes_on_while_the_set_up_is_gone_through_again(typist: Typist) -> None:
    typist.type("/次", "/準備")
    assert any("時間になりました" in line for line in typist.wait(16 * 60))
    typist.program.interrupted()
    assert not typist.program.is_over
    assert "記録" in " ".join(typist.type("", "メモ"))
    typist.type("/準備", "/やめる")
    assert not typist.program.is_over
    assert not any("止まっていた" in line for line in typist.paper.lines)
    typist.close()


def test_a_mistyped_command_runs_with_what_was_typed_behind_it(typist: Typist) -> None:
    typist.type("/決底 来月も集まる", "1")
    (note,) = typist.close().notes.values()
    assert (note.kind, note.text.strip()) == ("decision", "来月も集まる")


def test_words_behind_a_mistyped_command_that_takes_none_are_not_lost(typist: Typist) -> None:
    assert typist.type("/次え みなさん", "1")[-1] == "2 メモにする：/次え みなさん（空の Enter でもこれ）"
    typist.type("")
    assert notes(typist) == ["/次え みなさん"]
    assert typist.live.current.events == []
    typist.close()


def test_an_empty_line_makes_a_note_of_what_may_be_a_command(typist: Typist) -> None:
    typist.type("・次", "")
    assert notes(typist) == ["・次"]
    assert typist.live.current.events == []
    typist.close()


def test_one_undo_takes_an_early_end_back(typist: Typist) -> None:
    typist.type("/次", "/終わり", "1")
    assert [event.kind for _, event in typist.live.current.events] == [
        "start",
        "skip",
        "skip",
        "skip",
        "finish",
    ]
    assert typist.live.current.snapshot().state == "finished"
    typist.type("/取り消し")
    assert [event.kind for _, event in typist.live.current.events] == ["start"]
    typist.close()


def test_the_end_of_a_round_is_said_once_and_how_to_go_on(typist: Typist) -> None:
    typist.type("/次", "/巡", *["/巡"] * 3)
    printed = [line for line in typist.paper.lines if "一巡が終わりました" in line]
    assert printed == ["一巡が終わりました。そろそろ次へ進んでもよいころです（/次）。"]
    typist.close()


def test_a_todo_is_said_to_be_recorded_before_anything_is_asked(typist: Typist) -> None:
    typist.type("/次")
    assert typist.type("/やること 名簿をつくる")[0] == "ToDoとして記録しました。"
    assert typist.type("例野 一郎", "12/20")[-1].startswith("ToDo：名簿をつくる（例野 一郎、")
    typist.close()


def test_the_help_says_each_command_by_one_word_and_all_words_of_one(typist: Typist) -> None:
    typist.type("/ヘルプ")
    assert typist.type("1")[0].startswith("/次：")
    assert typist.type("/ヘルプ 次")[0].startswith("/次 /次へ /つぎ /next")
    typist.close()


def test_a_line_of_members_is_taken_away_again(place: Path) -> None:
    typist = Typist(Begin(place, curriculum=SOURCE))
    typist.type("", "12/10", "13:30", "16:00", "例野 一郎", "まちがい 太郎", "12:00")
    assert typist.type("/取り消し") == ["消しました：12:00"]
    assert typist.type("/取り消し", "25:00", "見本 花子", "あやまり 健")[0] == "消しました：まちがい 太郎"
    assert typist.type("/取り消し") == ["消しました：あやまり 健"]
    assert [one.name for _, one in typist.live.book.session.people] == ["例野 一郎", "見本 花子"]
    typist.type("/取り消し", "/取り消し", "見本 花子")
    typist.type("", "", "", "")
    session = typist.close()
    assert [one.name for one in session.participants.values()] == ["例野 一郎", "見本 花子"]
    assert session.drafts == {}


def test_no_line_of_members_can_be_taken_away_where_there_is_none(place: Path) -> None:
    typist = Typist(Begin(place, curriculum=SOURCE))
    typist.type("", "", "", "")
    assert typist.type("/取り消し") == ["元に戻せる操作はありません。"]
    typist.program.close()
