"""A merge with a copy made before somebody was made anonymous or erased brings no name back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jusou_tui.compare.merge import likely_text, merge
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse
from jusou_tui.session.merge.reconcile import reconcile
from jusou_tui.session.model.records import Session, shallow_copy
from jusou_tui.session.people.replace_name import passages, removal_of
from session import samples as make

NAME = "見本 花子"


def team() -> tuple[SessionBook, str]:
    """Return a session in which a person is named in texts, some of them only likely, and wrote one."""
    book = make.book()
    person = book.people.add(NAME, "見本課")
    book.people.add("例野 一郎")
    book.notes.add("見本花子さんに聞く", author=person)
    book.notes.add("見本さんが来る\nほかの行")
    book.notes.add("見本市の話")
    book.todos.add("名札", owner="見本　花子")
    return book, person


def copy_of(book: SessionBook) -> Session:
    return parse(render(book.session), Path("写し.session.toml"))


def take_out(book: SessionBook, person: str, *, erases: bool, new: str = "匿名1") -> None:
    """Take the person out as the pages do, with 「見本さん」 accepted and 「見本市」 left."""
    likely = passages([book.session], removal_of(book.session, person, new))
    accepted = [one for one in likely if one.behind.startswith("さん")]
    book.people.take_out(removal_of(book.session, person, new, erases=erases, accepted=accepted))


def named(session: Session) -> list[str]:
    """Return what of the name is left in a session's file."""
    text = render(session).decode()
    return [part for part in ("花子", "見本さん", "見本課") if part in text]


@pytest.mark.parametrize("erases", [False, True])
@pytest.mark.parametrize("with_base", [False, True])
@pytest.mark.parametrize("ours_first", [False, True])
def test_a_name_that_is_gone_on_one_side_is_gone_from_both(
    erases: bool, with_base: bool, ours_first: bool
) -> None:
    book, person = team()
    base = copy_of(book)
    older = make.book(copy_of(book))
    said = older.notes.add("見本 花子は来月も来る", author=person)
    older.people.edit(person, affiliation="見本課 例係")
    take_out(book, person, erases=erases, new="（氏名削除）" if erases else "匿名1")
    sides = (book.session, older.session) if ours_first else (older.session, book.session)
    merged = merge(*sides, base if with_base else None)
    assert (merged.conflicts, merged.likely) == (0, ())
    assert named(merged.session) == []
    assert (person in merged.session.participants) == (not erases)
    assert "は来月も来る" in merged.session.notes[said].text
    assert "見本市の話" in render(merged.session).decode()
    assert bool(merged.lost) == (not ours_first)


def test_what_nobody_decided_on_is_said_with_the_words_to_look_for() -> None:
    book, person = team()
    older = make.book(copy_of(book))
    older.notes.add("見本さんの席")
    take_out(book, person, erases=False)
    merged = merge(book.session, older.session)
    assert [one.found for one in merged.likely] == ["見本"]
    assert "見本" in likely_text(merged.likely)


def test_the_base_of_a_conflict_does_not_hold_the_name_either() -> None:
    book, person = team()
    base = copy_of(book)
    [first, *_] = book.session.notes
    older = make.book(copy_of(book))
    older.notes.edit(first, text="見本花子さんに聞いてみた")
    take_out(book, person, erases=False)
    book.notes.edit(first, text="匿名1さんに聞かない")
    merged = merge(book.session, older.session, base)
    assert merged.conflicts == 1
    assert named(merged.session) == []


def test_two_who_were_made_anonymous_on_one_side_each_stay_two() -> None:
    book = make.book()
    left, right = make.book(copy_of(book)), make.book(copy_of(book))
    for side, name in ((left, "見本 花子"), (right, "例野 一郎")):
        take_out(side, side.people.add(name), erases=False)
    assert len(merge(left.session, right.session).session.participants) == 2


def test_what_the_newer_side_took_back_is_back_and_an_older_copy_changes_nothing() -> None:
    book, person = team()
    before = copy_of(book)
    take_out(book, person, erases=True, new="（氏名削除）")
    taken_out = copy_of(book)
    book.undo()
    sides = reconcile(taken_out, book.session, taken_out, keep_ours=True, undone_by=book.session)
    assert sides.ours.participants[person].name == NAME
    sides = reconcile(taken_out, shallow_copy(taken_out), before, keep_ours=True, undone_by=taken_out)
    assert named(sides.theirs) == []


@pytest.mark.parametrize("with_base", [False, True])
def test_a_record_erased_for_good_does_not_come_back(with_base: bool) -> None:
    book, _ = team()
    [first, *_] = book.session.notes
    base, older = copy_of(book), make.book(copy_of(book))
    older.notes.edit(first, text="あとで直した")
    book.notes.delete(first)
    book.restore.erase([("notes", first)])
    for sides in ((book.session, older.session), (older.session, book.session)):
        merged = merge(*sides, base if with_base else None)
        assert first not in merged.session.notes
        assert merged.conflicts == 0


def test_a_record_erased_for_good_is_no_matter_of_undo_and_redo() -> None:
    book, _ = team()
    kept = book.notes.add("残るメモ")
    gone = book.notes.add("消すメモ")
    book.notes.edit(gone, text="消すメモを直す")
    book.notes.delete(gone)
    book.restore.erase([("notes", gone)])
    steps: list[Callable[[], object]] = [book.undo] * 2 + [book.redo] * 2
    for step in steps:
        step()
        assert gone not in book.session.notes
    assert kept in book.session.notes
