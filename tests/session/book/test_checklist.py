"""Checklists, memos and topics kept back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from jusou_tui.curriculum.model import Step
from jusou_tui.errors import InputError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.merge.three_way import union
from jusou_tui.session.model.items import item_id
from jusou_tui.session.model.queries import notes_of
from jusou_tui.session.model.records import entries, shallow_copy
from jusou_tui.session.programme.checklist import (
    ChecklistItem,
    items_of,
    kept_back,
    memo_of,
)
from jusou_tui.session.programme.todos import due_order, left_open, todos_of

STEP = make.step(
    make.activity(),
    make.activity(id="talk", title="話す"),
    organiser_preparation=["資料を用意します。", "部屋を取ります。"],
    member_preparation=["動画を見ます。"],
)
WALK = make.step(id="walk", kind="fieldwork", label="Step2", title="聞いて回る")


def test_a_remark_about_the_preparation_is_no_line_to_tick_off() -> None:
    step = make.step(
        make.activity(), organiser_preparation=["部屋を取ります。"], organiser_remarks=["準備はありません。"]
    )
    (line, remark, _) = items_of(make.book().session, step)
    assert [(one.text, one.tickable) for one in (line, remark)] == [
        ("部屋を取ります。", True),
        ("準備はありません。", False),
    ]


def test_a_line_of_one_s_own_stays_when_it_is_cleared_and_goes_when_it_is_removed() -> None:
    book = make.book()
    key = book.checklist.add_line("step1", " 名札を作る ", owner="見本 花子")
    (own,) = (item for item in items_of(book.session, STEP) if item.kind == "own")
    assert (own.key, own.text, own.added) == (key, "名札を作る", True)
    assert book.checklist.clear("step1", own)
    (own,) = (item for item in items_of(book.session, STEP) if item.kind == "own")
    assert own.todo is not None
    assert (own.todo.owner, book.checklist.clear("step1", own)) == ("", False)
    book.checklist.remove_line("step1", own)
    assert [item.kind for item in items_of(book.session, STEP) if item.kind == "own"] == []
    with pytest.raises(InputError):
        book.checklist.add_line("step1", "　")


def line(book: SessionBook, step: Step, number: int) -> ChecklistItem:
    return items_of(book.session, step)[number]


def test_the_list_has_preparation_first_and_then_the_activities() -> None:
    kinds = [(item.kind, item.text, item.tickable) for item in items_of(make.book().session, STEP)]
    assert kinds == [
        ("organiser", "資料を用意します。", True),
        ("organiser", "部屋を取ります。", True),
        ("members", "動画を見ます。", True),
        ("activity", "オープニング", False),
        ("activity", "話す", False),
    ]
    assert [item.tickable for item in items_of(make.book().session, WALK)] == [True]


def test_a_line_is_a_record_only_while_something_is_written_for_it() -> None:
    book = make.book()
    book.checklist.set_item("step1", line(book, STEP, 0), owner="見本 花子")
    assert [todo.what for todo in book.session.todos.values()] == ["資料を用意します。\n"]
    assert line(book, STEP, 0).todo.owner == "見本 花子"
    book.checklist.set_item("step1", line(book, STEP, 0), owner="")
    assert book.session.todos == {}


def test_a_ticked_line_keeps_its_tick_when_it_is_reworded() -> None:
    book = make.book()
    book.checklist.tick("step1", line(book, STEP, 1), done=True)
    worded = make.step(
        organiser_preparation=["部屋を予約します。", "机を並べ、 部屋を 取ります。", "資料を用意します。"]
    )
    done = {item.text for item in items_of(book.session, worded) if item.done}
    assert len(done) == 1
    (item,) = [item for item in items_of(book.session, worded) if item.done]
    book.checklist.tick("step1", item, done=False)
    assert book.session.todos == {}
    other = make.step(organiser_preparation=["お茶とお菓子を人数分そろえておくこと"])
    book.checklist.tick("step1", line(book, STEP, 1), done=True)
    assert not any(item.done for item in items_of(book.session, other))


def test_a_tick_keeps_owner_day_and_note_and_can_be_taken_back() -> None:
    book = make.book()
    book.checklist.set_item(
        "step1", line(book, STEP, 1), owner="例野", due=date(2026, 12, 24), note="鍵を借りる"
    )
    book.checklist.tick("step1", line(book, STEP, 1), True)
    todo = line(book, STEP, 1).todo
    assert (todo.done, todo.owner, todo.due, todo.note) == (
        make.NOW,
        "例野",
        date(2026, 12, 24),
        "鍵を借りる\n",
    )
    book.undo()
    assert not line(book, STEP, 1).done


def test_typing_a_note_is_one_change_for_undo() -> None:
    book = make.book()
    book.checklist.set_item("step1", line(book, STEP, 0), owner="例野")
    for text in ("か", "かぎ", "かぎを"):
        book.checklist.set_item("step1", line(book, STEP, 0), note=text)
    book.undo()
    assert (line(book, STEP, 0).todo.owner, line(book, STEP, 0).todo.note) == ("例野", "")


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_line_has_one_id_in_a_run_whoever_touches_it(step: str, item: str) -> None:
    one, other = make.book(), make.book()
    other.notes.add("まえの記録")
    assert item_id(one.session, step, item) == item_id(other.session, step, item)
    assert item_id(one.session, step, item) != item_id(one.session, step + "x", item)


def test_two_people_who_touch_one_line_make_one_record_without_a_conflict() -> None:
    base = make.session()
    mine, theirs = make.book(shallow_copy(base)), make.book(shallow_copy(base))
    mine.checklist.set_item("step1", line(mine, STEP, 0), owner="例野")
    theirs.checklist.set_item("step1", line(theirs, STEP, 0), due=date(2026, 12, 24))
    joined = union(entries(base), entries(mine.session), entries(theirs.session))
    (record,) = joined.changes.values()
    assert (record.owner, record.due, joined.conflicts) == ("例野", date(2026, 12, 24), {})


def test_a_memo_is_private_one_for_each_activity_and_goes_when_it_is_emptied() -> None:
    book = make.book()
    book.checklist.set_memo("step1", "talk", "先に例を話す")
    book.checklist.set_memo("step1", "talk", "先に例を話す。3分")
    ((_, note),) = notes_of(book.session)
    assert (note.text, note.private, note.memo) == ("先に例を話す。3分\n", True, True)
    assert memo_of(book.session, "step1", "opening") is None
    assert items_of(book.session, STEP)[4].memo == note.text
    book.checklist.set_memo("step1", "talk", " ")
    assert memo_of(book.session, "step1", "talk") is None


def test_a_topic_kept_back_comes_up_until_it_is_settled() -> None:
    book = make.book()
    first, second = book.notes.add("夜の電話"), book.notes.add("名札")
    book.notes.keep_back(first, True)
    book.notes.keep_back(second, True)
    assert [key for key, _ in kept_back(book.session)] == [first, second]
    book.notes.settle(first, True)
    assert [key for key, _ in kept_back(book.session)] == [second]
    book.notes.settle(first, False)
    book.notes.keep_back(second, False)
    assert [key for key, _ in kept_back(book.session)] == [first]


def test_todos_that_earlier_steps_left_open_are_found_by_step() -> None:
    book = make.book()
    open_one = book.todos.add("一覧を作る", step="step1")
    book.todos.tick(book.todos.add("印刷する", step="step1"), True)
    book.todos.add("次の部屋", step="step3")
    assert [key for key, _ in left_open(book.session, None, {"step1"})] == [open_one]


def test_todos_stand_open_before_done_and_by_day_with_undated_ones_last() -> None:
    book = make.book()
    undated = book.todos.add("いつか")
    done = book.todos.add("済んだ", due=date(2026, 1, 1))
    late = book.todos.add("遅い", due=date(2026, 12, 1))
    soon = book.todos.add("もうすぐ", due=date(2026, 12, 20))
    book.todos.tick(done, True)
    in_order = sorted(todos_of(book.session, None), key=due_order)
    assert [key for key, _ in in_order] == [late, soon, undated, done]
