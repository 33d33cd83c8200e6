"""Who hands in which sheet before a meeting, and visits of a fieldwork."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import make
from jusou_tui import paths
from jusou_tui.compare.diff import diff
from jusou_tui.curriculum.load import load
from jusou_tui.errors import InputError
from jusou_tui.live.worksheets.taking_in import hand_in_of
from jusou_tui.report.checklist import checklist_blocks
from jusou_tui.report.differences.changes import ChangeTexts
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.sheets.choice import copies_of
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.merge.three_way import union
from jusou_tui.session.model.records import Session, entries, shallow_copy
from jusou_tui.session.people.one_id import with_ids
from jusou_tui.session.people.replace_name import removal_of
from jusou_tui.session.programme.checklist import ChecklistItem, items_of
from jusou_tui.session.programme.run_steps import lines_of, needs, stages, step_of, to_hand_in

TODAY = make.NOW.date()
COMMUNITY = load(paths.shipped("curricula") / "community-building.toml")
TEAM = load(paths.shipped("curricula") / "team-building.toml")


def wanted(name: str, step: str) -> list[str]:
    curriculum = {"community": COMMUNITY, "team": TEAM}[name]
    found = step_of(curriculum, step)
    assert found is not None
    return [sheet.id for sheet in to_hand_in(curriculum, make.session(), found)]


@pytest.mark.parametrize(
    ("curriculum", "step", "sheets"),
    [
        ("community", "preparation", []),
        ("community", "step1", ["case-sheet"]),
        ("community", "step2", []),
        ("community", "step3", ["interview"]),
        ("community", "step3-2", ["interview"]),
        ("community", "step5", ["feasibility"]),
        ("team", "step1", []),
        ("team", "step2", ["case-review"]),
        ("team", "step3", []),
    ],
)
def test_sheets_that_members_prepare_before_a_meeting_are_handed_in(
    curriculum: str, step: str, sheets: list[str]
) -> None:
    assert wanted(curriculum, step) == sheets


def opened() -> SessionBook:
    book = make.book()
    for name in ("例野 一郎", "見本 花子"):
        book.people.add(name)
    return book


def lines(session: Session, kind: str = "handed") -> list[ChecklistItem]:
    step = COMMUNITY.step("step3")
    assert step is not None
    return [item for item in lines_of(COMMUNITY, session, step, TODAY) if item.kind == kind]


def test_each_member_is_ticked_and_what_is_missing_is_counted() -> None:
    book = opened()
    first, second = lines(book.session)
    assert (first.text, first.done, first.person) == ("インタビューシート", False, book.session.people[0][0])
    book.checklist.tick("step3", second, done=True)
    assert [item.done for item in lines(book.session)] == [False, True]
    found = needs(COMMUNITY, book.session, stages(COMMUNITY, book.session, TODAY), "step3")
    assert [(one.ready, one.facts["done"], one.facts["count"]) for one in found if one.topic == "handed"] == [
        (False, 1, 2)
    ]
    shown = repr(checklist_blocks(book.session, COMMUNITY, "step3"))
    assert "インタビューシート：1人が提出（見本 花子）、未提出 1人（例野 一郎）" in shown
    [change] = diff(opened().session, book.session)
    words = ChangeTexts(opened().session, book.session, COMMUNITY).text(change)
    assert words == "提出：インタビューシート（見本 花子さん）"


def test_who_has_not_handed_in_is_listed_also_while_nobody_has_and_once_the_meeting_began() -> None:
    book = opened()
    missing = "インタビューシート：未提出 2人（例野 一郎、見本 花子）"
    assert missing in repr(checklist_blocks(book.session, COMMUNITY, "step3"))
    book.events.add("start", "step3", activity="opening")
    found = repr(checklist_blocks(book.session, COMMUNITY, "step3"))
    assert missing in found
    assert found.count("[ ]") == 1


def test_of_an_observer_no_sheet_is_asked() -> None:
    book = opened()
    listener = book.people.add("傍聴 みほ", observer=True)
    assert listener not in {item.person for item in lines(book.session)}
    interview = COMMUNITY.worksheet("interview")
    assert interview is not None
    wish = Wish(book.session, COMMUNITY, Path("a.session.toml"), make.NOW, step="step3")
    assert [copy.person for copy in copies_of(wish, COMMUNITY, interview)] == ["例野 一郎", "見本 花子"]
    assert hand_in_of(book.session, COMMUNITY, interview, listener) is None


def test_two_people_who_tick_one_hand_in_write_one_record() -> None:
    base = opened().session
    mine, theirs = make.book(shallow_copy(base)), make.book(shallow_copy(base))
    for book in (mine, theirs):
        book.checklist.tick("step3", lines(base)[0], done=True)
    assert mine.session.todos.keys() == theirs.session.todos.keys()
    assert union(entries(base), entries(mine.session), entries(theirs.session)).conflicts == {}


@pytest.mark.parametrize("erases", [False, True])
def test_who_is_anonymous_or_erased_is_named_no_more(erases: bool) -> None:
    book = opened()
    person = book.session.people[0][0]
    book.checklist.tick("step3", lines(book.session)[0], done=True)
    book.checklist.add_visit("step2", "みほん商店", owner="例野 一郎、見本 花子")
    book.people.take_out(removal_of(book.session, person, "匿名1", erases=erases))
    assert [todo.item for todo in book.session.todos.values() if person in (todo.item or "")] == (
        [] if erases else [f"handed-interview-{person}"]
    )
    assert [todo.owner for todo in book.session.todos.values() if todo.owner] == ["匿名1、見本 花子"]


def test_a_person_who_is_removed_hands_in_nothing() -> None:
    book = opened()
    book.checklist.tick("step3", lines(book.session)[0], done=True)
    book.people.remove(book.session.people[0][0])
    assert book.session.todos == {}


def test_a_hand_in_goes_with_its_person_to_another_id() -> None:
    book = opened()
    other, kept = (key for key, _ in book.session.people)
    book.checklist.tick("step3", lines(book.session)[0], done=True)
    moved = with_ids(book.session, {other: kept})
    book.people.unite(kept, other)
    assert moved.todos == book.session.todos
    assert [item.done for item in lines(book.session)] == [True]
    book.undo()
    assert [item.done for item in lines(book.session)] == [True, False]


def test_a_visit_is_planned_for_two_people_with_a_day_and_ticked() -> None:
    book = opened()
    step = COMMUNITY.step("step2")
    assert step is not None
    item = book.checklist.add_visit("step2", " みほん商店 ", owner="例野・見本", due=date(2026, 12, 24))
    again = book.checklist.add_visit("step2", "みほん　商店")
    assert again == f"{item}-2"
    first, second = (one for one in items_of(book.session, step) if one.kind == "visit")
    assert (first.text, first.todo and first.todo.owner, second.key) == ("みほん商店", "例野・見本", again)
    book.checklist.tick("step2", first, done=True)
    book.checklist.set_item("step2", first, owner="", due=None, done=None)
    book.checklist.remove_line("step2", second)
    assert [one.text for one in items_of(book.session, step) if one.kind == "visit"] == ["みほん商店"]
    with pytest.raises(InputError):
        book.checklist.add_visit("step2", " ")


def test_two_people_who_plan_one_visit_write_one_record() -> None:
    base = opened().session
    mine, theirs = make.book(shallow_copy(base)), make.book(shallow_copy(base))
    mine.checklist.add_visit("step2", "みほん商店", owner="例野・見本")
    theirs.checklist.add_visit("step2", "みほん商店", due=date(2026, 12, 24))
    joined = union(entries(base), entries(mine.session), entries(theirs.session))
    (record,) = joined.changes.values()
    assert (record.owner, record.due, joined.conflicts) == ("例野・見本", date(2026, 12, 24), {})
