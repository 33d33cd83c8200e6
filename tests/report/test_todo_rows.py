"""ToDos that are rows of sheets in documents: among the ToDos and in their sheet, withheld like it."""

from __future__ import annotations

import make
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Table
from jusou_tui.report.markdown import markdown
from jusou_tui.report.review.meeting_review import meeting_review
from jusou_tui.report.session.document import session_document
from jusou_tui.report.session.session import session_blocks
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.programme.todos import row_of
from session.todo_sheets import CURRICULUM, WRITTEN, curriculum, with_row, worksheet


def held(due: str = "12/5", of: Curriculum = CURRICULUM) -> tuple[SessionBook, str]:
    """Return a session whose first meeting was held, and the row that was written in it."""
    opened, _, row = with_row(due=due, of=of)
    opened.meetings.set("step1", start=WRITTEN)
    opened.events.add("start", "step1", activity="opening")
    opened.events.add("finish", "step1")
    return opened, row


def document(opened: SessionBook, of: Curriculum = CURRICULUM, **options: bool) -> str:
    return markdown(session_blocks(opened.session, of, **options))


def keep_private(opened: SessionBook, row: str) -> None:
    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    opened.todo_rows.keep_private(place, private=True)


def test_a_row_is_among_the_todos_and_in_its_sheet_and_both_say_that_it_is_done() -> None:
    opened, row = held()
    assert "- [ ] 会場を押さえる（担当 例野 一郎、期限 2026年12月5日（土））" in document(opened)
    [table] = [
        block
        for block in session_blocks(opened.session, CURRICULUM)
        if isinstance(block, Table) and "会場を押さえる" in str(block.rows)
    ]
    assert len(table.columns) == 5

    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    opened.todo_rows.tick(place, done=True)

    assert "- [x] 会場を押さえる" in document(opened)
    [table] = [
        block
        for block in session_blocks(opened.session, CURRICULUM)
        if isinstance(block, Table) and "会場を押さえる" in str(block.rows)
    ]
    assert [cells[-1] for cells in table.rows if "会場を押さえる" in cells] == ["済"]


def test_a_date_that_cannot_be_read_is_shown_as_it_is_written_and_said_to_be_so() -> None:
    opened, _ = held("年度内に")
    assert "会場を押さえる（担当 例野 一郎、期限「年度内に」（日付として読み取れません））" in document(
        opened
    )
    review = meeting_review(opened.session, CURRICULUM, make.step())
    assert review is not None
    assert review.todos == ("会場を押さえる（例野 一郎、期限「年度内に」（日付として読み取れません））",)


def test_a_review_lists_open_rows_of_its_step() -> None:
    opened, _ = held()
    review = meeting_review(opened.session, CURRICULUM, make.step())
    assert review is not None
    assert review.todos == ("会場を押さえる（例野 一郎、2026年12月5日（土））",)


def test_a_private_row_is_neither_among_the_todos_nor_in_its_sheet_and_is_counted() -> None:
    opened, row = held()
    keep_private(opened, row)
    assert "会場を押さえる" not in document(opened)
    assert "1件" in document(opened)
    assert document(opened, include_private=True).count("会場を押さえる") == 2
    review = meeting_review(opened.session, CURRICULUM, make.step())
    assert review is not None
    assert (review.todos, review.hidden) == ((), 1)


def test_rows_of_a_sheet_about_persons_are_withheld_like_the_sheet() -> None:
    about = curriculum(sensitive=True)
    opened, _ = held(of=about)
    place = next(iter(opened.session.sheets.values())).rows
    assert place
    said = document(opened, about)
    assert "会場を押さえる" not in said
    assert "例野 一郎" not in said
    assert "「準備シート」の行" in said
    assert document(opened, about, include_sensitive=True).count("会場を押さえる") == 2
    review = meeting_review(opened.session, about, make.step())
    asked_for = meeting_review(opened.session, about, make.step(), include_sensitive=True)
    assert review is not None
    assert asked_for is not None
    assert "会場" not in str(review.todos)
    assert "会場" in str(asked_for.todos)


def test_without_its_curriculum_no_row_comes_out() -> None:
    opened, row = held()
    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    opened.todo_rows.tick(place, done=True)
    assert "会場" not in markdown(session_blocks(opened.session, None))
    assert worksheet().name not in markdown(session_blocks(opened.session, None))


def todos_in(document: dict[str, object]) -> dict[str, dict[str, object]]:
    found = document["todos"]
    assert isinstance(found, dict)
    return found


def test_the_json_document_lists_rows_among_the_todos_and_withholds_them_like_the_text() -> None:
    opened, row = held("年度内に")
    document = session_document(opened.session, CURRICULUM)
    found = todos_in(document)[row]
    assert (found["what"], found["owner"], found["due"]) == ("会場を押さえる\n", "例野 一郎", None)
    assert (found["due_text"], found["sheet"]) == ("年度内に", next(iter(opened.session.sheets)))

    keep_private(opened, row)
    hidden = session_document(opened.session, CURRICULUM)
    assert "会場" not in str(hidden)
    assert hidden["withheld"]["private_todos"] == 1  # type: ignore[index]
    assert row in todos_in(session_document(opened.session, CURRICULUM, include_private=True))

    about = curriculum(sensitive=True)
    opened, row = held(of=about)
    bare = session_document(opened.session, about)
    assert "会場" not in str(bare)
    assert "例野" not in str(bare)
    assert todos_in(bare)[row]["due"] == "2026-12-05"
    assert bare["withheld"]["sensitive_todos"] == 1  # type: ignore[index]
    full = session_document(opened.session, about, include_sensitive=True)
    assert todos_in(full)[row]["what"] == "会場を押さえる\n"
