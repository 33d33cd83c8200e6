"""ToDos that are rows of sheets: told and joined as one thing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from jusou_tui.compare.change import Change
from jusou_tui.compare.diff import diff
from jusou_tui.compare.merge import merge
from jusou_tui.compare.runs import compare_runs
from jusou_tui.compare.withhold import sensitive_ids, withhold
from jusou_tui.report.differences.changes import ChangeTexts
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.book.restore import open_fields
from jusou_tui.session.model.records import Session, shallow_copy
from jusou_tui.session.programme.todos import TodoRow, row_of, todo_of, todos_of
from session.todo_sheets import CURRICULUM, WRITTEN, curriculum, with_row, worksheet

LATER = WRITTEN + timedelta(days=1)


def copy_of(session: Session, days: int = 1) -> SessionBook:
    """Return a copy of a session that somebody goes on with some days later."""
    return make.book(shallow_copy(session), now=lambda: WRITTEN + timedelta(days=days))


def place_in(opened: SessionBook, row: str) -> TodoRow:
    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    return place


def said(old: Session, new: Session) -> list[str]:
    texts = ChangeTexts(old, new, CURRICULUM)
    return [texts.text(change) for change in diff(old, new, CURRICULUM)]


def told(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.table, change.field) for change in changes]


def test_a_tick_is_told_as_a_change_of_the_todo_and_not_as_a_new_one() -> None:
    opened, _, row = with_row()
    other = copy_of(opened.session)
    other.todo_rows.tick(place_in(other, row), done=True)

    [change] = diff(opened.session, other.session, CURRICULUM)

    assert (change.table, change.id, change.field, change.title) == ("todos", row, "done", "会場を押さえる")
    assert (change.before, change.after, change.step) == (None, LATER, "step1")


def test_an_edited_row_is_told_as_the_todo_and_only_once() -> None:
    opened, sheet, row = with_row()
    opened.todo_rows.tick(place_in(opened, row), done=True)
    other = copy_of(opened.session)
    other.sheets.set_cell(sheet, "tasks/owner", "見本 花子", row, worksheet=worksheet())
    other.sheets.set_cell(sheet, "tasks/due", "年度内に", row, worksheet=worksheet())
    other.sheets.set_cell(sheet, "tasks/remark", "鍵は窓口", row, worksheet=worksheet())

    changes = diff(opened.session, other.session, CURRICULUM)

    assert sorted(told(changes)) == [
        ("added", "sheets", f"rows/{row}/tasks/remark"),
        ("changed", "todos", "due"),
        ("changed", "todos", "owner"),
    ]
    assert any("年度内に" in text for text in said(opened.session, other.session))
    assert diff(opened.session, shallow_copy(opened.session), CURRICULUM) == []


def test_a_new_row_is_a_new_todo_and_a_removed_one_is_told_with_owner_and_date() -> None:
    opened, sheet, row = with_row()
    other = copy_of(opened.session)
    other.sheets.remove_row(sheet, row, worksheet())
    assert told(diff(opened.session, other.session, CURRICULUM)) == [("removed", "todos", "")]
    [text] = said(other.session, opened.session)
    assert "会場を押さえる" in text
    assert "例野 一郎" in text
    assert "12月5日" in text


def test_a_tick_here_and_an_edit_of_the_row_there_unite_without_a_conflict() -> None:
    opened, sheet, row = with_row()
    mine, theirs = copy_of(opened.session), copy_of(opened.session)
    mine.todo_rows.tick(place_in(mine, row), done=True)
    theirs.sheets.set_cell(sheet, "tasks/owner", "見本 花子", row, worksheet=worksheet())
    theirs.sheets.set_cell(sheet, "tasks/due", "12/18", row, worksheet=worksheet())

    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(one.session, other.session, opened.session)
        todo = todo_of(merged.session, CURRICULUM, row)
        assert merged.conflicts == 0
        assert todo is not None
        assert (todo.owner, todo.due, todo.done) == ("見本 花子", date(2026, 12, 18), LATER)


@pytest.mark.parametrize("with_base", [True, False])
def test_two_who_tick_and_edit_the_same_row_have_one_todo_done_since_the_first_tick(with_base: bool) -> None:
    opened, sheet, row = with_row()
    mine, theirs = copy_of(opened.session), copy_of(opened.session, days=3)
    mine.todo_rows.tick(place_in(mine, row), done=True)
    theirs.sheets.set_cell(sheet, "tasks/owner", "見本 花子", row, worksheet=worksheet())
    theirs.todo_rows.tick(place_in(theirs, row), done=True)

    merged = merge(mine.session, theirs.session, opened.session if with_base else None)

    assert set(merged.session.conflicts) <= ({sheet} if not with_base else set())
    [(key, todo)] = todos_of(merged.session, CURRICULUM)
    assert (key, todo.done) == (row, LATER)


def test_a_tick_taken_back_here_and_an_edit_there_unite_too() -> None:
    opened, sheet, row = with_row()
    opened.todo_rows.tick(place_in(opened, row), done=True)
    mine, theirs = copy_of(opened.session), copy_of(opened.session)
    mine.todo_rows.tick(place_in(mine, row), done=False)
    theirs.sheets.set_cell(sheet, "tasks/task", "会場を二つ押さえる", row, worksheet=worksheet())

    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(one.session, other.session, opened.session)
        todo = todo_of(merged.session, CURRICULUM, row)
        assert (merged.conflicts, row in merged.session.todos) == (0, False)
        assert todo is not None
        assert (todo.what, todo.done) == ("会場を二つ押さえる\n", None)


def test_a_row_ticked_here_and_removed_there_is_still_told() -> None:
    opened, sheet, row = with_row()
    mine, theirs = copy_of(opened.session), copy_of(opened.session)
    mine.todo_rows.tick(place_in(mine, row), done=True)
    theirs.sheets.remove_row(sheet, row, worksheet())
    merged = merge(mine.session, theirs.session, opened.session)
    assert [todo.what for _, todo in todos_of(merged.session, CURRICULUM)] == ["会場を押さえる\n"]


def test_a_private_row_and_one_about_persons_keep_their_words_to_themselves() -> None:
    opened, sheet, row = with_row()
    other = copy_of(opened.session)
    other.todo_rows.keep_private(place_in(other, row), private=True)
    other.sheets.set_cell(sheet, "tasks/task", "内緒の用事", row, worksheet=worksheet())
    other.sheets.set_cell(sheet, "tasks/remark", "内緒の話", row, worksheet=worksheet())
    about = curriculum(sensitive=True)
    for programme in (CURRICULUM, about):
        changes = withhold(
            diff(opened.session, other.session, programme), opened.session, other.session, programme
        )
        texts = ChangeTexts(opened.session, other.session, programme)
        written = " ".join(f"{texts.text(change)} {change.document()}" for change in changes)
        assert changes
        assert "内緒" not in written
        assert "会場" not in written
    assert row in sensitive_ids(about, opened.session)


def test_between_runs_rows_are_compared_as_todos_by_their_words() -> None:
    opened, _, _ = with_row()
    other, _, _ = with_row("会場を押さえる", "別野 次郎", "1/10")
    other.session.session = other.meta.model_copy(update={"id": other.ledger.fresh_id()})
    third, _, _ = with_row("名札をつくる")

    def todo_changes(old: Session, new: Session) -> list[tuple[str, str, str]]:
        found = compare_runs(old, new, CURRICULUM, CURRICULUM).changes
        return [(one.kind, one.table, one.title) for one in found if one.table in {"todos", "sheets"}]

    assert todo_changes(opened.session, other.session) == []
    assert sorted(todo_changes(opened.session, third.session)) == [
        ("added", "todos", "名札をつくる"),
        ("removed", "todos", "会場を押さえる"),
    ]


ACTS = st.lists(
    st.tuples(st.sampled_from(["tick", "untick", "owner", "due", "what", "remark"]), st.integers(0, 2)),
    max_size=6,
)


def act(opened: SessionBook, sheet: str, rows: list[str], acts: list[tuple[str, int]], word: str) -> None:
    """Do things to rows by their ToDos and by their sheet, as one person does."""
    for name, number in acts:
        place = place_in(opened, rows[number])
        if name in {"tick", "untick"}:
            opened.todo_rows.tick(place, done=name == "tick")
        elif name == "remark":
            opened.sheets.set_cell(sheet, "tasks/remark", word, rows[number], worksheet=worksheet())
        else:
            text = {"owner": word, "due": "1/20", "what": f"{word}の用事"}[name]
            opened.todo_rows.edit(place, **{name: text})


@settings(max_examples=60, deadline=None)
@given(ACTS, ACTS)
def test_whatever_two_people_do_to_rows_no_conflict_is_about_what_a_record_mirrors(
    mine: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> None:
    opened, sheet, first = with_row()
    rows = [first]
    rows += [
        opened.sheets.add_row(sheet, {"tasks/task": what}, worksheet=worksheet())
        for what in ("名札をつくる", "鍵を借りる")
    ]
    opened.todo_rows.tick(place_in(opened, rows[2]), done=True)
    ours, other = copy_of(opened.session), copy_of(opened.session, days=2)
    act(ours, sheet, rows, mine, "見本")
    act(other, sheet, rows, theirs, "例野")

    one, two = (merge(*sides, opened.session) for sides in _both(ours.session, other.session))

    conflicts = one.session.conflicts
    about_ticks = {field for key in conflicts.keys() - {sheet} for field in open_fields(conflicts[key])}
    assert about_ticks <= {"done", "record"}
    assert todos_of(one.session, CURRICULUM) == todos_of(two.session, CURRICULUM)
    cells = one.session.sheets[sheet].rows
    for key, todo in todos_of(one.session, CURRICULUM):
        assert todo.owner == cells[key].get("tasks/owner", "")
        assert todo.what.strip() == cells[key]["tasks/task"]
    for key, record in one.session.todos.items():
        assert (record.sheet, key in rows) == (sheet, True)


def _both(ours: Session, theirs: Session) -> list[tuple[Session, Session]]:
    return [(ours, theirs), (theirs, ours)]


def test_between_two_runs_a_row_of_a_sheet_about_persons_keeps_what_it_says() -> None:
    about = curriculum(sensitive=True)
    (old, _, _), (new, _, _) = with_row(of=about), with_row(what="相談先を探す", of=about)
    found = compare_runs(old.session, new.session, about, about).changes

    shown = withhold(found, old.session, new.session, about)
    todos = [change for change in shown if change.table == "todos"]

    assert [(change.kind, change.withheld) for change in todos] == [
        ("removed", "sensitive"),
        ("added", "sensitive"),
    ]
    assert {(change.title, change.before, change.after) for change in todos} == {("", None, None)}
    told_all = withhold(found, old.session, new.session, about, include_sensitive=True)
    assert told_all == list(found)


def test_between_two_runs_nothing_that_stands_beside_a_private_todo_is_told() -> None:
    (old, sheet, first), (new, other, second) = with_row(), with_row("名札をつくる")
    for number, (opened, key, row) in enumerate(((old, sheet, first), (new, other, second))):
        opened.sheets.set_cell(key, "tasks/remark", f"内緒の話{number}", row, worksheet=worksheet())
        opened.todo_rows.keep_private(place_in(opened, row), private=True)

    def told_with(*, private: bool) -> str:
        found = compare_runs(old.session, new.session, CURRICULUM, CURRICULUM, include_private=private)
        shown = withhold(found.changes, old.session, new.session, CURRICULUM, include_private=private)
        return " ".join(str(change.document()) for change in shown)

    assert "内緒" not in told_with(private=False)
    assert "内緒" in told_with(private=True)
