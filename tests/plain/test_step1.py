"""The whole of Step1 by typed lines, with a clock that goes only when it is told to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fake_clock import FakeClock
from jusou_tui.live import controls, entries
from jusou_tui.live.planning import plan_edits
from jusou_tui.live.session import LiveSession
from jusou_tui.plain.program import Begin
from jusou_tui.session.model.records import Session
from plain.plain_stage import BEGIN, SOURCE, TEAM, Typist, make_session, resumed

SETUP = ("", "12/10", "13:30", "16:30", *TEAM, "", "", "", "", "")


def kinds(session: Session) -> list[tuple[str, str | None, str | None, str | None, int | None]]:
    """Return what each event says, in order."""
    return [
        (one.kind, one.activity, one.segment, one.participant, one.minutes) for one in session.events.values()
    ]


def test_a_new_session_is_set_up_by_questions_and_run_to_its_end(place: Path) -> None:
    typist = Typist(Begin(place, curriculum=SOURCE))
    printed = typist.type(*SETUP)
    assert any("見本 花子" in line for line in printed)
    assert printed[-2:] == ["次は「オープニング」、15分です。", "始めるときは /次 です。"]
    assert "メンバー" in " ".join(printed)
    typist.type("/開始", "/次の手順")
    for _ in TEAM:
        typist.type("/巡")
    typist.type("用語がそろっていない", "/決定 来月も集まる", "/やること 用語集を作る", "例野 一郎", "12/20")
    typist.type("/次", "/休憩 10", "/次", "/次", "/次", "/次", "1")
    assert typist.live.current.snapshot().state == "finished"
    assert typist.paper.lines[-1] == "メモはまだ書けます。終了は /閉じる です。"
    typist.type("/閉じる")
    assert typist.program.is_over
    session = typist.close()
    assert "jusou resume" in typist.paper.lines[-1]
    assert typist.paper.lines[-1].endswith(" --plain")
    assert [one.name for one in session.participants.values()] == list(TEAM)
    meeting = session.meetings["step1"]
    assert (meeting.start, meeting.booked_end) == (BEGIN, BEGIN.replace(hour=16))
    assert [(one.what.strip(), one.owner, one.due) for one in session.todos.values()] == [
        ("用語集を作る", "例野 一郎", date(2026, 12, 20))
    ]
    assert [(one.kind, one.text.strip()) for one in session.notes.values()] == [
        ("note", "用語がそろっていない"),
        ("decision", "来月も集まる"),
    ]
    assert session.drafts == {}
    assert [one.kind for one in session.events.values()][-1] == "finish"


def test_the_file_is_what_the_pages_keys_would_have_written(place: Path) -> None:
    typist = resumed(place / "typed")
    typist.type("/次", "覚え書き", "/巡", "/巡", "/後回し", "/パス", "/巡", "/+5", "/一時停止", "/再開")
    typist.type("/休憩 10", "/次", "/やること 送る", "", "", "/次", "/決定 集まる", "/次", "/次", "/次", "1")
    typed = typist.close()
    clock = FakeClock(BEGIN)
    live = LiveSession.open(make_session(place / "pressed", clock), clock)
    meeting = live.current

    def press(act: object) -> None:
        assert act
        clock.advance(3)

    for step in (controls.go_on, None, controls.advance, controls.advance, controls.speak_later):
        press(step(meeting) if step else entries.file(meeting, entries.Entry("覚え書き")))
    press(controls.pass_turn(meeting))
    press(controls.advance(meeting))
    press(controls.adjust(meeting, 5))
    press(controls.toggle_pause(meeting))
    press(controls.toggle_pause(meeting))
    press(plan_edits.break_now(meeting, 10))
    press(controls.go_on(meeting))
    press(entries.file(meeting, entries.Entry("送る", "todo")))
    press(controls.go_on(meeting))
    press(entries.file(meeting, entries.Entry("集まる", "decision")))
    for _ in range(3):
        press(controls.go_on(meeting))
    live.close()
    pressed = live.book.session
    by_name = [{one: number for number, one in enumerate(s.participants)} for s in (typed, pressed)]
    rows = [{one: number for number, one in enumerate(s.meetings["step1"].inserts)} for s in (typed, pressed)]
    found = [
        [
            (kind, row.get(activity or "", activity), segment, people.get(who or ""), minutes)
            for kind, activity, segment, who, minutes in kinds(session)
        ]
        for session, people, row in zip((typed, pressed), by_name, rows, strict=True)
    ]
    assert found[0] == found[1]
    for one in (typed, pressed):
        assert [note.text for note in one.notes.values()] == ["覚え書き\n", "集まる\n"]
        assert [todo.what.strip() for todo in one.todos.values()] == ["送る"]


def test_a_late_meeting_is_made_to_end_on_time_after_a_numbered_question(place: Path) -> None:
    typist = resumed(place)
    typist.type("/次")
    typist.wait(40 * 60)
    typist.type("/次")
    before = typist.live.current.snapshot().forecast.late_minutes
    assert before > 0
    printed = typist.type("/収める")
    assert printed[1].startswith("1 このとおりにする（")
    assert typist.type("2")[1].startswith("1 ")  # a line is turned over, and the question asked again
    assert "取り入れました" in typist.type("2", "1")[-1]
    assert typist.live.current.snapshot().forecast.late_minutes <= 0
    typist.type("/取り消し")
    assert typist.live.current.snapshot().forecast.late_minutes == pytest.approx(before, abs=1)
    typist.close()


def test_who_comes_late_or_leaves_is_recorded_by_numbers(place: Path) -> None:
    typist = resumed(place)
    assert typist.type("/人", "3", "2")[-1] == "雛形 健さんを、はじめから欠席と記録しました。"
    typist.type("/次", "/人", "3", "1")
    typist.type("/ゲスト 仮名 太郎")
    live = typist.live
    assert [live.name_of(one) for one in live.current.present] == [*TEAM, "仮名 太郎"]
    typist.close()


def test_a_sheet_is_filled_in_cell_by_cell(place: Path) -> None:
    typist = resumed(place)
    typist.type("/次", "/次", "/次")
    rows = [line for line in typist.type("/シート", "1") if "行目：" in line]
    assert rows
    assert not any(" / " in line for line in rows)  # a row of a table is read out as one
    typist.type("/やめる")
    printed = typist.type("/シート", "1", "1", "用語が違う", "相談先が分からない")
    assert any("空の Enter で、シートを閉じます" in line for line in printed)
    assert typist.type("")[-1].endswith("を閉じました。")
    assert typist.type("2026")[-1] == "メモとして記録しました。"
    (sheet,) = typist.close().sheets.values()
    texts = [*sheet.cells.values(), *(text for row in sheet.rows.values() for text in row.values())]
    assert {"用語が違う", "相談先が分からない"} <= {text.strip() for text in texts}


def test_going_on_tells_where_one_stands(place: Path) -> None:
    typist = resumed(place)
    typist.type("/次", "/巡")
    path, clock = typist.live.store.path, typist.clock
    typist.close()
    again = Typist(Begin(place, path), clock)
    assert "1/4 対話 オープニング 13:30-13:45" in again.paper.lines
    assert any("1/3 見本 花子さんの番です" in line for line in again.paper.lines)
    again.close()
