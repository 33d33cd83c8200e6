"""A change that was begun before another writer's came in keeps both."""

from datetime import UTC, datetime

from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.records import Edit
from make import session

NOW = datetime(2026, 12, 10, 14, 0, tzinfo=UTC)


def test_an_edit_begun_on_an_older_record_keeps_what_another_writer_changed_in_it() -> None:
    book = SessionBook(session(), lambda: NOW)
    key = book.todos.add("資料を配る", owner="見本 花子")
    before = book.session.todos[key]
    book.session.todos = {**book.session.todos, key: before.model_copy(update={"owner": "例野 一郎"})}
    mine = before.model_copy(update={"what": "資料を配って回る\n"})
    book.ledger.commit("session.change_todo_edited", Edit(("todos", key), before, mine))
    assert (book.session.todos[key].what, book.session.todos[key].owner) == (
        "資料を配って回る\n",
        "例野 一郎",
    )


def test_where_both_changed_one_field_the_one_who_types_keeps_theirs() -> None:
    book = SessionBook(session(), lambda: NOW)
    key = book.todos.add("資料を配る", owner="見本 花子")
    before = book.session.todos[key]
    book.session.todos = {**book.session.todos, key: before.model_copy(update={"owner": "例野 一郎"})}
    mine = before.model_copy(update={"owner": "仮名 太郎"})
    book.ledger.commit("session.change_todo_edited", Edit(("todos", key), before, mine))
    assert book.session.todos[key].owner == "仮名 太郎"
