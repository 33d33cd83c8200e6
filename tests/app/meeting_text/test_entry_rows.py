"""Notes as rows: each is made once, and again where anything that it says changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import make_live, still_clock
from jusou_tui.app.meeting_text import entry_rows
from jusou_tui.app.meeting_text.entry_rows import EntryRows
from jusou_tui.live import entries

NOTES = 30


def test_a_note_is_made_a_row_again_only_where_it_says_something_else(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = make_live(place, still_clock())
    person = next(iter(live.book.session.participants))
    keys = [live.book.notes.add(f"見本のメモ {number}", author=person) for number in range(NOTES)]
    made: list[str] = []
    make = entry_rows._note_row
    monkeypatch.setattr(entry_rows, "_note_row", lambda key, *given: (made.append(key), make(key, *given))[1])
    rows = EntryRows(live)

    def of_all() -> list[str]:
        made.clear()
        found = rows.rows(entries.listed(live))
        assert found == EntryRows(live).rows(entries.listed(live))
        del made[-NOTES:]  # those of the other one
        return [row.text for row in found]

    of_all()
    assert made == keys
    of_all()
    assert made == []
    live.book.notes.edit(keys[3], text="別のメモ")
    assert "別のメモ" in of_all()
    assert made == [keys[3]]
    live.book.people.edit(person, name="別名 花子")
    of_all()
    assert made == keys
    live.close()
