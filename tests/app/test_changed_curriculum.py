"""A curriculum that is edited while a session uses it: the session stays usable, and keeps all it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.stage import make_live, page_name, press, shown, stage, still_clock, type_text, wait
from cli.calling import call
from fake_clock import FakeClock
from jusou_tui.curriculum.starter import starting_file
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession

EDITS = {
    "the first activity renamed": ("opening", "hajime"),
    "the running activity renamed": ("talk", "hanasu"),
    "a segment renamed": ("share", "misear"),
    "a worksheet renamed": ("thoughts", "kizuki"),
    "the step renamed": ("step1", "step9"),
}
"""An id of the starting file, and what it becomes."""


def changed(text: str, found: str, put: str) -> str:
    """Return the curriculum with an id changed wherever it stands."""
    return re.sub(rf'(?<=["/]){found}(?=["/])', put, text)


def half_way(place: Path, clock: FakeClock) -> tuple[Path, Path]:
    """Return a curriculum and a session of it that stands in the second activity, with a note in each."""
    source = place.parent / "curricula" / "my-curriculum.toml"
    source.parent.mkdir()
    source.write_text(starting_file("架空町", "my-curriculum"), encoding="utf-8")
    live = make_live(place, clock, source=source)
    for activity in ("opening", "talk"):
        controls.go_on(live.current)
        live.book.notes.add(f"{activity}のメモ", step="step1", activity=activity)
        clock.advance(300)
    controls.advance(live.current)
    clock.advance(60)
    sheet = live.book.sheets.add("thoughts", step="step1")
    live.book.sheets.set_cell(sheet, "fields/good", "うまくいったこと")
    live.book.meetings.set("step1", minutes={"talk": 50, "opening": 20}, skipped=("closing",))
    live.save()
    live.close()
    return source, live.store.path


@pytest.mark.proof
@pytest.mark.parametrize("edit", EDITS)
async def test_the_pages_go_on_and_the_notes_are_there(place: Path, edit: str) -> None:
    clock = still_clock()
    source, path = half_way(place, clock)
    source.write_text(changed(source.read_text(encoding="utf-8"), *EDITS[edit]), encoding="utf-8")
    live = LiveSession.open(path, clock)
    assert live.curriculum_changed
    async with stage(live, size=(120, 40) if "activity" in edit else (80, 24)) as pilot:
        for key in ("f2", "escape", "f4", "escape", "f3"):
            await press(pilot, key)
        assert page_name(pilot) == "NotesScreen"
        for note in ("openingのメモ", "talkのメモ"):
            assert note in shown(pilot)
        await press(pilot, "escape")
        await type_text(pilot, "直したあとのメモ")
        await press(pilot, "enter")
        for _ in range(4):
            await press(pilot, "f5", "f9")
            if page_name(pilot) == "Ask":  # whether to end before the planned end
                await press(pilot, "enter")
            await wait(pilot, 60)
        assert "直したあとのメモ" in [note.text.strip() for note in live.book.session.notes.values()]
    said = "".join(call("show", str(path), "--include-sensitive").out.split())
    for text in ("openingのメモ", "talkのメモ", "直したあとのメモ", "うまくいったこと"):
        assert text in said


@pytest.mark.parametrize("edit", EDITS)
def test_show_names_unknown_steps_and_sheets_by_id_and_activities_in_words(place: Path, edit: str) -> None:
    source, path = half_way(place, still_clock())
    lost, put = EDITS[edit]
    source.write_text(changed(source.read_text(encoding="utf-8"), lost, put), encoding="utf-8")
    assert call("check", str(source)).status == 0
    result = call("show", str(path))
    assert (result.status, result.err) == (0, "")
    headings = [line for line in result.out.splitlines() if re.search(rf"(^|：){lost}$", line)]
    assert bool(headings) is (lost in {"step1", "thoughts"})
    assert ("現在のカリキュラムにない内容" in result.out) is (lost in {"opening", "talk"})
    step = "step9" if lost == "step1" else "step1"
    assert call("schedule", str(source), step).status == 0


def test_a_curriculum_that_is_broken_or_gone_is_told_and_the_session_is_untouched(place: Path) -> None:
    source, path = half_way(place, still_clock())
    before = path.read_bytes()
    for text in ("schema = 1\n", None):
        if text is None:
            source.unlink()
        else:
            source.write_text(text, encoding="utf-8")
        said = call("show", str(path))
        assert (said.status, said.err) == (0, "")
        assert "talkのメモ" in said.out
        assert path.read_bytes() == before


def test_a_changed_curriculum_is_noted_with_the_first_change_and_opening_alone_writes_nothing(
    place: Path,
) -> None:
    clock = still_clock()
    source, path = half_way(place, clock)
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("minutes = 10", "minutes = 11", 1), encoding="utf-8")
    before = path.read_bytes()
    for _ in range(2):
        live = LiveSession.open(path, clock)
        assert live.curriculum_changed
        live.close()
        assert path.read_bytes() == before

    live = LiveSession.open(path, clock)
    notes = len(live.book.session.notes)
    live.book.notes.add("直したあとのメモ")
    live.book.undo()
    assert len(live.book.session.notes) == notes
    live.close()
    again = LiveSession.open(path, clock)
    assert not again.curriculum_changed
    again.close()
