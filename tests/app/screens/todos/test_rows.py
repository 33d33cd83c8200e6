"""ToDos as rows: which ones the filters let through, in which order, with which words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import make_live, still_clock
from jusou_tui.app.screens.todos.rows import ALL, DONE, DUE, OPEN, OWNER, owners, todo_rows
from jusou_tui.live.entries import todos_due_text
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.items import handed_item
from jusou_tui.session.programme.checklist import ChecklistItem


@pytest.fixture
def live(place: Path) -> Iterator[LiveSession]:
    made = make_live(place, still_clock())
    today = made.clock.now().date()
    for what, owner, days in (("名簿", "例野", 3), ("案内", "", 0), ("会場", "例野", -2), ("茶菓", "", None)):
        due = None if days is None else today + timedelta(days=days)
        made.book.todos.add(what, owner=owner, due=due, step="step1", activity=None)
    done = made.book.todos.add("看板", owner="", due=None, step="step1", activity=None)
    made.book.todos.tick(done, done=True)
    yield made
    made.close()


def shown(live: LiveSession, *filters: str) -> list[str]:
    return [row.text for row in todo_rows(live, *filters)]


def test_open_ones_come_by_their_day_and_those_without_one_last(live: LiveSession) -> None:
    assert shown(live, OPEN) == ["会場", "案内", "名簿", "茶菓"]


def test_the_filters_let_through_what_is_due_done_owned_or_has_the_words(live: LiveSession) -> None:
    assert shown(live, DUE) == ["会場", "案内"]
    assert shown(live, DONE) == ["看板"]
    assert set(shown(live, ALL)) == {"会場", "案内", "名簿", "茶菓", "看板"}
    assert shown(live, OPEN, f"{OWNER}例野") == ["会場", "名簿"]
    assert shown(live, OPEN, OWNER) == ["案内", "茶菓"]
    assert shown(live, OPEN, "anyone", "名簿 例野") == ["名簿"]


def test_a_sheet_handed_in_a_visit_and_a_line_are_named_as_what_they_are(live: LiveSession) -> None:
    person = live.book.session.people[0][0]
    sheet = ChecklistItem(handed_item("case", person), "handed", "ケース検討シート", person=person)
    live.book.checklist.set_item("step1", sheet, owner="見本 花子")
    live.book.checklist.add_visit("step1", "みほん商店")
    live.book.checklist.add_line("step1", "名札を置く")
    words = {"未提出：ケース検討シート（見本 花子さん）", "訪問：みほん商店", "チェックリスト：名札を置く"}
    assert words <= set(shown(live, OPEN))


def test_owners_are_offered_once_and_nobody_where_some_have_none(live: LiveSession) -> None:
    assert [key for key, _ in owners(live)] == ["anyone", f"{OWNER}例野", OWNER]


def test_what_is_late_or_due_today_is_said_and_coloured(live: LiveSession) -> None:
    states = {row.text: (row.state, row.ink) for row in todo_rows(live)}
    assert [bool(states[what][0]) for what in ("会場", "案内", "名簿")] == [True, True, False]
    assert [states[what][1] for what in ("会場", "案内", "名簿")] == ["late", "soon", "muted"]
    assert todos_due_text(live)[1] == "late"
