"""Two people of one name: two in every list, and told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import go_on, make_live, still_clock
from jusou_tui.app.meeting_text.entry_rows import entry_rows
from jusou_tui.app.screens.people.rows import group_rows, person_rows
from jusou_tui.cli.main import run
from jusou_tui.live import controls, entries
from jusou_tui.live.planning.rounds import speaker
from jusou_tui.live.session import LiveSession
from jusou_tui.session.people.person import Person

TWO = [Person("例野 太郎", "福祉課"), Person("例野太郎", "税務課")]
LABELS = ["例野 太郎（福祉課）", "例野太郎（税務課）"]


@pytest.fixture
def live(place: Path) -> LiveSession:
    live = make_live(place, still_clock(), team=())
    assert live.book.people.take_in(TWO) == (2, 0)
    assert live.book.people.take_in(TWO) == (0, 0)
    return live


def test_each_list_tells_them_apart(live: LiveSession, capsys: pytest.CaptureFixture[str]) -> None:
    ids = tuple(live.labels)
    assert list(live.labels.values()) == LABELS
    assert [row.text.split() for row in person_rows(live)] == [
        ["例野", "太郎", "福祉課"],
        ["例野太郎", "税務課"],
    ]
    [group] = group_rows(live, {"1": ids}, ())
    assert group.text == "、".join(LABELS)
    for person in ids:
        note = live.book.notes.add("話", author=person, step="step1")
    live.book.notes.convert(note, "todo")
    [todo] = live.book.session.todos.values()
    assert todo.owner == LABELS[1]
    listed = [repr(row) for row in entry_rows(live, entries.listed(live))]
    assert all(any(label in row for row in listed) for label in LABELS)
    live.close()
    assert run(["show", str(live.store.path), "--markdown"]) == 0
    said = capsys.readouterr().out
    assert all(label in said for label in LABELS)


def test_a_round_calls_each_of_them(live: LiveSession) -> None:
    go_on(live, 60)
    called = []
    for _ in range(40):
        called.append(speaker(live, live.current.snapshot()))
        if not controls.advance(live.current):
            go_on(live)
        live.clock.advance(60)  # type: ignore[attr-defined]  # the stage's own clock
    named = [name for name in called if name]
    assert named[:2] == LABELS
