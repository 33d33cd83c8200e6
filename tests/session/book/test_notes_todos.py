"""Changes of ToDos."""

from datetime import date

from jusou_tui.session.programme.todos import todos_of
from session.samples import START, book


def test_a_todo_is_ticked_off_at_an_instant_and_reopened() -> None:
    open_book = book()
    key = open_book.todos.add("送る", "例野 一郎", date(2027, 1, 8), "step1")
    open_book.todos.tick(key, True)
    assert open_book.session.todos[key].done == START
    open_book.todos.tick(key, False)
    assert open_book.session.todos[key].done is None
    assert todos_of(open_book.session, None, "step1") == [(key, open_book.session.todos[key])]
