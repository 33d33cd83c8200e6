"""What undo takes back on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.stage import make_live, still_clock
from jusou_tui.live import controls, entries, undoing
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import events_of, meeting_of, notes_of


@pytest.fixture
def live(place: Path) -> Iterator[LiveSession]:
    live = make_live(place, still_clock())
    yield live
    live.close()


def at(live: LiveSession, page: str, sheet: str | None = None, step: str = "step1") -> None:
    """Go to a page; two acts are seconds apart."""
    live.clock.advance(5)  # type: ignore[attr-defined]  # the stage's own clock
    live.book.set_view(screen=page, sheet=sheet, step=step)


def undone(live: LiveSession) -> str:
    return undoing.undone_text(live, undoing.undo(live))


def texts(live: LiveSession) -> list[str]:
    return [note.text.strip() for _, note in notes_of(live.book.session)]


def test_a_start_is_taken_back_on_the_run_page_and_nowhere_else(live: LiveSession) -> None:
    at(live, "notes")
    entries.file(live.current, entries.Entry("一"))
    controls.go_on(live.current)  # F9 on the page of notes
    at(live, "sheet", "x")
    assert "元に戻せる操作はありません" in undone(live)
    at(live, "notes")
    assert "メモ" in undone(live)
    assert "元に戻せる操作はありません" in undone(live)
    assert (texts(live), len(events_of(live.book.session))) == ([], 1)
    at(live, "run")
    undoing.undo(live)
    assert events_of(live.book.session) == []


def test_the_run_page_takes_back_the_meeting_s_acts_and_its_own_notes_only(live: LiveSession) -> None:
    at(live, "run")
    controls.go_on(live.current)
    at(live, "run")
    entries.file(live.current, entries.Entry("会で"))
    at(live, "schedule")
    controls.adjust(live.current, 3)
    at(live, "notes")
    entries.file(live.current, entries.Entry("あとで"))
    at(live, "run")
    undoing.undo(live)
    assert live.current.snapshot().progress.adjustment == 0
    undoing.undo(live)
    assert texts(live) == ["あとで"]
    undoing.redo(live)
    assert texts(live) == ["会で", "あとで"]


def test_a_sheet_undoes_its_own_cells(live: LiveSession) -> None:
    first, second = (live.book.sheets.add("idea", "step1") for _ in range(2))
    for sheet in (first, second):
        at(live, "sheet", sheet)
        live.book.sheets.set_cell(sheet, "sheet/first", "朝市")
    at(live, "sheet", first)
    undoing.undo(live)
    cells = [live.book.session.sheets[sheet].cells for sheet in (first, second)]
    assert cells == [{}, {"sheet/first": "朝市"}]


def test_why_something_stays_is_said_with_both_acts(live: LiveSession) -> None:
    at(live, "run")
    entries.file(live.current, entries.Entry("一"))
    ((key, _),) = notes_of(live.book.session)
    at(live, "notes")
    live.book.notes.delete(key)
    at(live, "run")
    assert undone(live).startswith("「メモの追加」は元に戻せません。")
    assert "メモの削除" in undone(live)


def test_one_meeting_s_page_leaves_what_was_done_to_another_meeting(live: LiveSession) -> None:
    at(live, "run")
    controls.go_on(live.current)
    for page in ("schedule", "look", "review"):
        at(live, page, step="step2")
        live.book.meetings.set("step2", cases=3)
    at(live, "run", step="step2")
    live.book.events.add("adjust", "step2", activity="opening", minutes=2)
    for page in ("run", "schedule", "look", "review"):
        at(live, page)
        for _ in range(2):
            undoing.undo(live)
    assert [event.step for _, event in events_of(live.book.session)] == ["step2"]
    assert meeting_of(live.book.session, "step2").cases == 3
    at(live, "run", step="step2")
    undoing.undo(live)
    assert events_of(live.book.session) == []


def test_the_page_of_all_steps_takes_back_what_it_did_to_any_of_them(live: LiveSession) -> None:
    at(live, "programme")
    live.book.meetings.set("step2", left_out=True)
    at(live, "programme", step="step3")
    undoing.undo(live)
    assert not meeting_of(live.book.session, "step2").left_out


def test_a_dialog_with_an_undo_of_its_own_leaves_the_page_below_alone(live: LiveSession) -> None:
    at(live, "notes")
    entries.file(live.current, entries.Entry("一"))
    assert undoing.undo(live, "who") is None
    with undoing.made_in("who", live):
        live.book.people.add("見本 太郎")
    assert undoing.undo(live, "groups") is None
    assert "メモの追加" in undone(live)
    assert "元に戻せる操作はありません" in undone(live)
    at(live, "run", step="step2")
    assert undoing.undo(live, "who") is None
    at(live, "run")
    undoing.undo(live)
    assert "見本 太郎" not in live.labels.values()


def test_what_goes_on_from_another_page_is_an_act_of_the_meeting_s_own_page(live: LiveSession) -> None:
    at(live, "people", step="step2")
    with undoing.made_on_the_run_page(live.meeting("step1")):
        live.book.meetings.set("step1", cases=3)
    assert live.view.screen == "people"
    assert "元に戻せる操作はありません" in undone(live)
    at(live, "run")
    undoing.undo(live)
    assert meeting_of(live.book.session, "step1").cases is None


def test_where_the_newest_change_was_made_elsewhere_the_run_page_offers_both_and_takes_back_neither_unasked(
    live: LiveSession,
) -> None:
    at(live, "run")
    entries.file(live.current, entries.Entry("一"))
    controls.go_on(live.current)
    assert undoing.choices(live) is None
    at(live, "notes")
    [(note, _)] = notes_of(live.book.session)
    entries.remove(live, note)
    assert undoing.choices(live) is None  # the page of notes takes back what it did
    at(live, "run")
    found = undoing.choices(live)
    assert found is not None
    assert [one.label for one in found] == ["メモの削除（メモのページ）", "実施内容の開始（このページ）"]
    undoing.undo_change(live, found[0].change)
    assert (texts(live), live.current.is_under_way) == (["一"], True)
    assert undoing.choices(live) is None
    undoing.undo(live)
    assert (texts(live), live.current.is_under_way) == (["一"], False)


def test_what_was_undone_names_the_kind_of_note_and_how_it_is_done_again(live: LiveSession) -> None:
    at(live, "run")
    entries.file(live.current, entries.Entry("名札を使う", kind="decision"))
    assert undone(live).splitlines()[0] == "元に戻しました：決定の追加"
    assert texts(live) == []
    undoing.redo(live)
    assert texts(live) == ["名札を使う"]
