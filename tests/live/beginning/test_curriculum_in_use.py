"""A curriculum that broke, or went, in between stops no meeting from being gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import make_live, said, shown, stage, still_clock
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.starter import starting_file
from jusou_tui.live import controls
from jusou_tui.live.elsewhere.scribe import open_copy
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from jusou_tui.session.programme.stand_in import stand_in
from session.samples import full_session

BROKEN = {
    "gone": None,
    "cut off": b'schema = 1\nid = "my-curr',
    "of another kind": b"x = 1\n",
    "no text": b"\xff\xfe\x00",
    "empty": b"",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a curriculum's own file."""
    source = tmp_path / "curricula" / "my-curriculum.toml"
    source.parent.mkdir()
    source.write_text(starting_file("架空町", "my-curriculum"), encoding="utf-8")
    return source


@pytest.fixture
def path(place: Path, source: Path) -> Path:
    """Return a session of it that stands in its first activity."""
    live = make_live(place, still_clock(), source=source)
    controls.go_on(live.current)
    live.book.notes.add("始まりのメモ", step="step1", activity="opening")
    live.close()
    return live.store.path


def spoil(source: Path, state: bytes | None) -> None:
    source.unlink() if state is None else source.write_bytes(state)


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_the_last_good_state_is_used(source: Path, path: Path, broken: bytes | None) -> None:
    good, before = load(source), path.read_bytes()
    spoil(source, broken)
    live = LiveSession.open(path, still_clock())
    assert live.curriculum == good
    assert live.curriculum_fault is not None
    assert live.curriculum_fault.message_id == "app.curriculum_kept"
    assert not live.curriculum_changed
    assert live.current.running_activity == "opening"
    live.close()
    assert path.read_bytes() == before, "opening writes nothing"


def test_a_later_good_state_takes_its_place_and_a_mended_file_counts_again(source: Path, path: Path) -> None:
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("架空町", "例示町"), encoding="utf-8")
    LiveSession.open(path, still_clock()).close()
    later = load(source)
    spoil(source, b"")
    live = LiveSession.open(path, still_clock())
    live.close()
    assert live.curriculum == later
    source.write_text(text, encoding="utf-8")
    live = LiveSession.open(path, still_clock())
    live.close()
    assert (live.curriculum_fault, live.curriculum) == (None, load(source))


@pytest.mark.parametrize("broken", [None, b"x = 1\n"])
def test_without_one_notes_and_times_stay_usable(
    source: Path, path: Path, state: Path, broken: bytes | None
) -> None:
    spoil(source, broken)
    for kept in (state / "curricula").iterdir():
        kept.write_bytes(b"")
    live = LiveSession.open(path, still_clock())
    assert live.curriculum_fault is not None
    assert live.curriculum_fault.message_id == "app.curriculum_stand_in"
    assert live.current.running_activity == "opening"
    live.book.notes.add("続きのメモ", step="step1")
    controls.go_on(live.current)
    live.close()
    assert {note.text for note in read(path).notes.values()} == {"始まりのメモ\n", "続きのメモ\n"}


def test_a_second_note_taker_goes_on_too(source: Path, path: Path, place: Path) -> None:
    mine = place / "mine.session.toml"
    open_copy(path, mine, "見本 花子", still_clock()).live.close()
    spoil(source, b"")
    scribe = open_copy(path, mine, "見本 花子", still_clock())
    assert scribe.live.curriculum_fault is not None
    scribe.live.close()


async def test_it_is_said_on_the_first_page(source: Path, path: Path, place: Path) -> None:
    spoil(source, b"")
    live = LiveSession.open(path, still_clock())
    async with stage(live) as pilot:
        assert "前に読めたときの内容で続けます" in said(pilot)[-1]
        assert "始まりのメモ" in shown(pilot)


@pytest.mark.parametrize("page", ["schedule", "notes", "sheets", "programme", "people", "todos", "review"])
async def test_without_any_each_page_opens(source: Path, path: Path, state: Path, page: str) -> None:
    spoil(source, None)
    for kept in (state / "curricula").iterdir():
        kept.unlink()
    live = LiveSession.open(path, still_clock())
    live.book.sheets.set_cell(live.book.sheets.add("thoughts", step="step1"), "fields/good", "うまくいった")
    async with stage(live) as pilot:
        assert "前の内容も残っていません" in said(pilot)[-1]
        pilot.app.show_page(page)  # type: ignore[attr-defined]
        await pilot.pause()
        assert shown(pilot)


def test_whatever_a_session_names_there_is_something_that_stands_in() -> None:
    session = full_session()
    session.session = session.session.model_copy(update={"curriculum": "\u7b2c1回/../x" * 40})
    for name in ("", "STEP", "a" * 500, "あ"):
        session.meetings[name] = next(iter(session.meetings.values()))
    assert stand_in(session).steps
    session.meetings.clear()
    session.events.clear()
    session.notes.clear()
    assert [step.id for step in stand_in(session).steps] == ["meeting"]
