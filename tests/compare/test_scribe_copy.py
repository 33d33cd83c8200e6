"""A second note-taker's copy: it follows the facilitator's file, and joins it without a question."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from jusou_tui.compare import scribe_copy
from jusou_tui.compare.merge import merge_files
from jusou_tui.errors import InputError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.beside import base_path
from make import NOW, book, session


def sync(following: scribe_copy.ScribeSync) -> scribe_copy.FacilitatorState | None:
    """Bring what changed into the copy; return what was there, None where there is nothing new."""
    found = following.read()
    if found is not None:
        following.absorb(found)
    return found


def made(folder: Path) -> tuple[Path, Path, SessionBook, SessionBook]:
    """Return the facilitator's file and the copy, and both books."""
    source, mine = folder / "a.session.toml", folder / "mine.session.toml"
    held = book()
    held.notes.add("初めの話")
    held.drafts.set("note", "進行役の書きかけ")
    source.write_bytes(render(held.session))
    copy = scribe_copy.start_copy(source, mine)
    return source, mine, held, SessionBook(copy, lambda: NOW)


def test_what_the_facilitator_writes_comes_into_the_copy(tmp_path: Path) -> None:
    source, mine, held, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    sync(following)
    note = copy.notes.add("記録係の話")
    held.events.add("start", "step1", NOW, activity="opening")
    fresh = held.notes.add("進行役の話")
    source.write_bytes(render(held.session))
    assert sync(following) is not None
    assert following.seen
    assert {note, fresh} <= copy.session.notes.keys()
    assert copy.session.events == held.session.events
    assert copy.session.drafts == {}
    assert sync(following) is None


def test_both_are_joined_without_a_question(tmp_path: Path) -> None:
    source, mine, held, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    sync(following)
    copy.notes.add("記録係の話")
    first = next(iter(held.session.notes))
    held.notes.edit(first, text="直した話")
    source.write_bytes(render(held.session))
    mine.write_bytes(render(copy.session))
    merged = merge_files(source, [mine], source)
    assert merged.conflicts == 0
    found = read(source)
    assert {note.text for note in found.notes.values()} == {"直した話\n", "記録係の話\n"}
    assert found.drafts["note"].text == "進行役の書きかけ"


def test_a_file_that_cannot_be_seen_changes_nothing(tmp_path: Path) -> None:
    source, mine, _, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    sync(following)
    source.write_text("[", encoding="utf-8")
    assert sync(following) is None
    assert not following.seen
    source.unlink()
    assert sync(following) is None
    assert copy.session.notes


def test_another_runs_file_is_not_followed(tmp_path: Path) -> None:
    source, mine, _, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    source.write_bytes(render(session(meta={"id": "01ZZZZZZZZZZZZZZZZZZZZZZZZ"})))
    assert sync(following) is None
    assert not following.seen


def test_the_facilitators_own_file_is_no_copy(tmp_path: Path) -> None:
    source, _, _, _ = made(tmp_path)
    with pytest.raises(InputError):
        scribe_copy.start_copy(source, source)


def test_the_base_is_what_the_copy_holds_of_the_facilitators(tmp_path: Path) -> None:
    source, mine, held, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    held.notes.add("後の話")
    source.write_bytes(render(held.session))
    sync(following)
    following.write_base()
    base = base_path(mine)
    assert b"\xe5\xbe\x8c\xe3\x81\xae\xe8\xa9\xb1" in base.read_bytes()
    assert not base.name.endswith(".toml")


def test_who_writes_is_found_by_name_or_added(tmp_path: Path) -> None:
    _, _, _, copy = made(tmp_path)
    person = copy.people.add("例野 一郎")
    assert scribe_copy.scribe_author(copy, "例野 一郎") == person
    added = scribe_copy.scribe_author(copy, "見本 花子")
    assert copy.session.participants[added].role == "scribe"


def test_a_name_in_another_spelling_is_the_same_author_and_of_several_one_is_to_be_named(
    tmp_path: Path,
) -> None:
    *_, copy = made(tmp_path)
    hanako = copy.people.add("見本 花子", "総務課")
    assert [scribe_copy.scribe_author(copy, typed) for typed in ("見本花子", "見本", "花子")] == [hanako] * 3
    copy.people.add("見本花子", "税務課")
    with pytest.raises(InputError) as refused:
        scribe_copy.scribe_author(copy, "見本 花子")
    assert "見本 花子（総務課）" in str(refused.value.facts["people"])
    assert scribe_copy.scribe_author(copy, "見本花子（総務課）") == hanako


def test_who_was_added_on_both_sides_stays_the_author_of_what_the_scribe_wrote(tmp_path: Path) -> None:
    source, mine, held, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    sync(following)
    scribe = scribe_copy.scribe_author(copy, "見本 花子")
    copy.notes.add("記録係の話", author=scribe)
    there = held.people.add("見本花子", "総務課")
    held.notes.add("花子の話", author=there)
    for _ in range(2):
        held.notes.add("次の話", author=there)
        source.write_bytes(render(held.session))
        sync(following)
        assert [(key, one.affiliation) for key, one in copy.session.people] == [(scribe, "総務課")]
        assert {note.author for note in copy.session.notes.values()} == {scribe, None}


def saved(held: SessionBook, writer: str, count: int) -> bytes:
    """Return the facilitator's file after so many saves."""
    held.ledger.mark_saves({writer: count})
    return render(held.session)


def test_an_older_file_in_the_place_of_the_facilitators_takes_nothing_from_the_copy(tmp_path: Path) -> None:
    source, mine, held, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    older = saved(held, "01M8E497B2DDHZRA3QQTDRA86W", 1)
    fresh = held.notes.add("後の話")
    first = next(iter(held.session.notes))
    held.notes.edit(first, text="直した話")
    source.write_bytes(saved(held, "01M8E497B2DDHZRA3QQTDRA86W", 2))
    sync(following)
    source.write_bytes(older)
    sync(following)
    assert copy.session.notes.keys() == held.session.notes.keys()
    assert copy.session.notes[first].text == "直した話\n"
    held.notes.delete(fresh)
    source.write_bytes(saved(held, "01M8E497B2DDHZRA3QQTDRA86W", 3))
    sync(following)
    assert fresh not in copy.session.notes


def test_a_file_of_somebody_else_in_the_place_of_the_facilitators_only_adds(tmp_path: Path) -> None:
    source, mine, held, copy = made(tmp_path)
    following = scribe_copy.ScribeSync(source, mine, copy)
    first = next(iter(held.session.notes))
    other = SessionBook(read(source), lambda: NOW)
    held.notes.edit(first, text="直した話")
    source.write_bytes(saved(held, "01M8E497B2DDHZRA3QQTDRA86W", 1))
    sync(following)
    added = other.notes.add("よその話")
    source.write_bytes(saved(other, "01M8E497B2DDHZRA3QQTDRA86X", 1))
    sync(following)
    assert copy.session.notes[first].text == "直した話\n"
    assert added in copy.session.notes
    assert copy.session.conflicts == {}


def test_both_write_while_the_newest_event_lies_ahead_of_the_clock(tmp_path: Path) -> None:
    source, mine, held, copy = made(tmp_path)
    held.events.add("start", "step1", NOW + timedelta(minutes=3), activity="opening")
    source.write_bytes(render(held.session))
    following = scribe_copy.ScribeSync(source, mine, copy)
    sync(following)
    texts = {"初めの話"}
    for number in range(3):
        held.notes.add(f"進行役の話{number}")
        copy.notes.add(f"記録係の話{number}")
        held.events.add("pause", "step1", NOW)
        texts |= {f"進行役の話{number}", f"記録係の話{number}"}
    source.write_bytes(render(held.session))
    sync(following)
    following.write_base()
    mine.write_bytes(render(copy.session))
    merged = merge_files(source, [mine], source)
    assert merged.conflicts == 0
    assert {note.text.strip() for note in copy.session.notes.values()} == texts
    assert {note.text.strip() for note in read(source).notes.values()} == texts
