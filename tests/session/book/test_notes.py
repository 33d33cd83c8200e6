"""Changes of notes."""

import pytest

from jusou_tui.errors import InputError
from jusou_tui.session.model.records import Note
from session.samples import START, book


def test_a_note_is_filed_with_the_instant_and_a_last_newline() -> None:
    open_book = book()
    key = open_book.notes.add("一\r\n二", "decision", "step1", "opening", "someone")
    assert open_book.session.notes[key] == Note(
        at=START, kind="decision", text="一\n二\n", step="step1", activity="opening", author="someone"
    )


@pytest.mark.parametrize("text", ["", " \n\n", "\x1b[2J"])
def test_an_empty_note_is_not_filed(text: str) -> None:
    open_book = book()
    with pytest.raises(InputError):
        open_book.notes.add(text)
    with pytest.raises(InputError):
        open_book.todos.add(text)
    assert open_book.ledger.revision == 0


def test_a_note_cannot_be_emptied_by_editing() -> None:
    open_book = book()
    key = open_book.notes.add("一")
    with pytest.raises(InputError):
        open_book.notes.edit(key, text=" ")
    assert open_book.session.notes[key].text == "一\n"


def test_a_field_that_does_not_exist_is_refused() -> None:
    open_book = book()
    key = open_book.notes.add("一")
    with pytest.raises(TypeError):
        open_book.notes.edit(key, txt="二")
    with pytest.raises(TypeError):
        open_book.events.add("start", "step1", activty="opening")


def test_a_note_becomes_a_todo_and_comes_back_with_text_time_and_author() -> None:
    open_book = book()
    author = open_book.people.add("見本 花子")
    key = open_book.notes.add("用語集を作る", "note", "step1", "opening", author)
    before = open_book.session.notes[key]
    open_book.notes.convert(key, "todo")
    todo = open_book.session.todos[key]
    assert (todo.what, todo.at, todo.owner, todo.author) == (before.text, before.at, "見本 花子", author)
    assert key not in open_book.session.notes
    open_book.notes.convert(key, "decision")
    assert open_book.session.notes[key] == before.model_copy(update={"kind": "decision"})
    open_book.undo()
    open_book.undo()
    assert open_book.session.notes == {key: before}
    assert open_book.session.todos == {}
