"""What is done by ear is in the file as if it had been done by keys on the meeting's page."""

from __future__ import annotations

from pathlib import Path

from app.stage import TEAM, make_live, press, stage, still_clock, type_text
from jusou_tui.plain.program import Begin
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session
from plain.plain_stage import Typist

PRESSED = ("f9", "", "f5", "f5", "ctrl+l", "ctrl+t", "f8", "f7", "f6", "f6", "f9", "1", "ctrl+b")
TYPED = ("/次", "", "/巡", "/巡", "/後回し", "/パス", "/+1", "/-1", "/一時停止", "/再開", "/次", "1", "/戻る")
"""The keys and the lines that do the same; "" stands for a note."""
NOTE = "用語がそろっていない"


def contents(session: Session) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return events and notes without their ids and times."""
    place = {person: number for number, person in enumerate(session.participants)}
    events = [
        (
            one.kind,
            one.step,
            one.activity,
            one.segment,
            place.get(one.participant or ""),
            one.minutes,
            one.counted,
        )
        for one in session.events.values()
    ]
    notes = [(one.kind, one.text, one.step, one.activity, one.author) for one in session.notes.values()]
    return events, notes


async def test_the_same_events_and_notes_are_written_line_by_line_and_on_the_page(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        for key in PRESSED:
            live.clock.advance(3)  # type: ignore[attr-defined]  # the stage's own clock
            if key:
                await press(pilot, key)
            else:
                await type_text(pilot, NOTE)
                await press(pilot, "enter")
    pressed = read(live.store.path)
    clock = still_clock()
    other = make_live(place / "typed", clock)
    other.close()
    typist = Typist(Begin(place, other.store.path), clock)
    typist.type(*(line or NOTE for line in TYPED))
    assert contents(typist.close()) == contents(pressed)
    assert len(pressed.participants) == len(TEAM)
