"""Cases are one number: the pages, the documents and what is learned say the same of each meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import still_clock
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.live import steps
from jusou_tui.live.beginning.setup import SetupForm
from jusou_tui.live.session import LiveSession
from jusou_tui.live.worksheets import sheets
from jusou_tui.report.blocks import Pairs
from jusou_tui.report.session.session import session_blocks
from jusou_tui.session.programme.run_steps import needs, stages
from jusou_tui.timekeeping.history.meeting_record import planned_schedule
from jusou_tui.timekeeping.plan.schedule import Schedule, plan
from jusou_tui.wording import t


@pytest.fixture
def live(place: Path) -> LiveSession:
    source = library.find("community-building")
    live = LiveSession.create(load(source), source, place, "2026年度 第1回", still_clock())
    live.book.people.add("見本 一郎")
    return live


def cases_by_page(live: LiveSession, step: str) -> set[int]:
    """Return the numbers of cases of a step that pages and documents have."""
    live.book.set_view(step=step)
    meeting, session, curriculum = live.meeting(step), live.book.session, live.curriculum
    assert meeting is not None
    listed = needs(curriculum, session, stages(curriculum, session, live.clock.now().date()), step)
    blocks = [block for block in session_blocks(session, curriculum, step) if isinstance(block, Pairs)]
    told = [need.facts["cases"] for need in listed if need.topic == "cases"]
    told += [text for block in blocks for name, text in block.rows if name == t("common.cases")]
    begin = meeting.schedule().start
    plans = [meeting.schedule(), planned_schedule(session, curriculum, meeting.step, begin)]
    for name, made in zip(("run", "review"), plans, strict=True):
        assert [row.minutes for row in made.rows] == [row.minutes for row in planned(live, step).rows], name
    return {meeting.case_count, *(int(str(number)) for number in told)}


def planned(live: LiveSession, step: str) -> Schedule:
    """Return the plan of a step for the cases that it has."""
    meeting = live.meeting(step)
    assert meeting is not None
    return plan(
        meeting.step, participants=1, cases=meeting.case_count, start=live.clock.now(), meeting=meeting.record
    )


def test_the_number_of_the_first_step_holds_for_later_ones_on_every_page(live: LiveSession) -> None:
    live.book.meetings.set("step1", cases=3)
    for step in ("step1", "step2", "step3"):
        assert cases_by_page(live, step) == {3}


def test_a_number_that_is_changed_later_holds_from_there_on(live: LiveSession) -> None:
    live.book.meetings.set("step1", cases=3)
    live.book.meetings.set("step3", cases=1)
    assert [cases_by_page(live, step) for step in ("step1", "step2", "step3")] == [
        {3},
        {3},
        {1},
    ]


def test_without_a_number_all_have_the_fewest_of_the_curriculum(live: LiveSession) -> None:
    live.book.meetings.set("step1", start=live.clock.now())
    assert [cases_by_page(live, step) for step in ("step1", "step3")] == [{2}, {2}]


def test_a_meeting_that_is_held_once_more_has_as_many_cases(live: LiveSession) -> None:
    live.book.meetings.set("step1", cases=3)
    stage = stages(live.curriculum, live.book.session, live.clock.now().date())[1]
    key = steps.plan_again(live, stage)
    assert live.meeting(key).case_count == 3


def test_the_plan_of_a_later_step_follows_at_once(live: LiveSession) -> None:
    live.book.set_view(step="step3")
    assert live.current.schedule() == live.current.schedule()
    assert live.current.case_count == 2
    live.book.meetings.set("step1", cases=3)
    assert live.current.case_count == 3
    assert [row.minutes for row in live.current.schedule().rows] == [
        row.minutes for row in planned(live, "step3").rows
    ]


def test_the_blank_sheets_are_one_for_each_case(live: LiveSession) -> None:
    live.book.meetings.set("step1", cases=3)
    for step in ("step1", "step3"):
        live.book.set_view(step=step)
        per_case = {sheet.id for sheet in live.curriculum.worksheets if sheet.per_case}
        blanks = [one.title for one in sheets.listed(live.current) if one.worksheet in per_case]
        assert blanks
        assert set(blanks) == {t("sheet.case", number=number) for number in (1, 2, 3)}


def test_the_set_up_says_how_many_there_are_where_none_are_chosen(live: LiveSession) -> None:
    live.book.meetings.set("step1", cases=3)
    live.book.set_view(step="step3")
    form = SetupForm(live.clock, live)
    assert (form.value("cases"), form.reading("cases")) == ("", (t("app.setup_cases_taken", cases=3), False))
