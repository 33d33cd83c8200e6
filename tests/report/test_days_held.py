"""A meeting that was held on another day than planned: every report has the day on which it was held."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from jusou_tui.report.layout import lay_out
from jusou_tui.report.planned_when import planned_when
from jusou_tui.report.review.blocks import review_blocks, time_pairs
from jusou_tui.report.review.document import review_document
from jusou_tui.report.review.meeting_review import meeting_review
from jusou_tui.report.session.session import session_blocks
from jusou_tui.report.sessions import meeting_text
from jusou_tui.session.format.chunks import render
from jusou_tui.session.library import summarise
from jusou_tui.session.model.records import Session
from make import NOW, book, curriculum, step

PROGRAMME = curriculum(
    step(id="preparation", kind="preparation", label="準備", title="準備する"),
    step(),
    step(id="step2", label="Step2", title="振り返る"),
)
TODAY = NOW.date()
PLANNED = NOW + timedelta(days=13)


def held_early(*, minutes: int = 10) -> Session:
    """Return a session whose meeting was planned for 23 December and held on 10 December."""
    at = [NOW]
    opened = book(now=lambda: at[0])
    opened.meetings.set("step1", date=PLANNED.date(), start=PLANNED, booked_end=PLANNED + timedelta(hours=3))
    opened.events.add("start", "step1", activity="opening")
    at[0] += timedelta(minutes=minutes)
    opened.events.add("finish", "step1")
    return opened.session


def text_of(opened: Session) -> str:
    return "\n".join(line.text for line in lay_out(session_blocks(opened, PROGRAMME), 80))


def test_the_record_has_the_day_it_was_held_and_the_planned_one_as_such() -> None:
    text = text_of(held_early())
    lines = {line.split()[0]: line for line in text.splitlines() if line.split()}
    assert "2026年12月10日（木） 13:30-13:40" in lines["日時"]
    assert "2026年12月23日（水） 13:30-16:30" in lines["予定していた日時"]
    assert text.count("12月23日") == 1
    assert text.count("計画の時刻は、実際に始めた時刻に合わせてあります。") == 1
    assert "会場の終了" not in text


def test_a_booked_end_after_midnight_is_planned_as_such() -> None:
    opened = book(held_early())
    opened.meetings.set("step1", booked_end=PLANNED + timedelta(hours=11))
    assert planned_when(PROGRAMME, opened.session, "step1") == "2026年12月23日（水） 13:30-00:30（+1日）"


def test_what_is_after_midnight_says_so_before_the_meeting_and_in_its_review() -> None:
    opened = book()
    opened.meetings.set("step1", date=NOW.date(), start=NOW, booked_end=NOW + timedelta(hours=11))
    assert re.search(r"会場の終了時刻 +00:30（\+1日）", text_of(opened.session))
    review = meeting_review(held_early(minutes=12 * 60), PROGRAMME, PROGRAMME.steps[1])
    assert review is not None
    assert dict(time_pairs(review.account))["実績"] == "13:30-01:30（+1日）"


def test_half_a_day_from_its_time_is_not_as_planned_either() -> None:
    opened = book(held_early())
    evening = NOW + timedelta(hours=9)
    opened.meetings.set("step1", date=NOW.date(), start=evening, booked_end=evening + timedelta(hours=1))
    assert planned_when(PROGRAMME, opened.session, "step1") == ""
    opened.meetings.set("step1", start=NOW - timedelta(hours=12))
    assert planned_when(PROGRAMME, opened.session, "step1") == "2026年12月10日（木） 01:30-23:30"


def test_on_the_planned_day_nothing_else_is_said() -> None:
    opened = book(held_early())
    opened.meetings.set("step1", date=NOW.date(), start=NOW)
    text = text_of(opened.session)
    assert "2026年12月10日（木） 13:30-13:40" in text
    assert "予定していた日時" not in text
    assert "計画の時刻" not in text


def test_a_meeting_over_midnight_says_that_its_end_is_the_next_day() -> None:
    assert "2026年12月10日（木） 13:30-01:30（+1日）" in text_of(held_early(minutes=12 * 60))


def test_the_review_has_the_day_it_was_held_and_the_plan_as_it_was() -> None:
    review = meeting_review(held_early(), PROGRAMME, PROGRAMME.steps[1])
    assert review is not None
    assert review.day == "2026年12月10日（木）"
    assert review.planned_for == "2026年12月23日（水） 13:30-16:30"
    text = "\n".join(line.text for line in lay_out(review_blocks(review), 80))
    assert "予定していた日時" in text
    planned = review_document("step1", review)["planned"]
    assert planned == [PLANNED.isoformat(), (PLANNED + timedelta(minutes=10)).isoformat()]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 1), "Step1 12月23日（水） 13:30 これから"),
        (date(2026, 12, 23), "Step1 12月23日（水） 13:30 これから"),
        (date(2026, 12, 24), "Step1 12月23日（水） 13:30 予定日を過ぎています"),
    ],
)
def test_a_list_says_when_the_next_meeting_is(tmp_path: Path, today: date, expected: str) -> None:
    opened = book()
    opened.meetings.set("preparation", date=date(2026, 12, 24))
    opened.meetings.set("step1", date=PLANNED.date(), start=PLANNED)
    assert listed(tmp_path, opened.session, today) == expected


def test_a_list_says_which_meeting_runs_and_which_was_held_on_its_own_day(tmp_path: Path) -> None:
    opened = book(held_early())
    assert listed(tmp_path, opened.session) == "Step1 12月10日（木） 終了"
    opened.meetings.set("step2", date=PLANNED.date())
    assert listed(tmp_path, opened.session) == "Step2 12月23日（水） これから"
    opened.events.add("start", "step2", activity="opening")
    assert listed(tmp_path, opened.session) == "Step2 12月10日（木） 進行中"
    opened.meetings.set("step2-2", date=PLANNED.date())
    opened.events.add("finish", "step2")
    assert listed(tmp_path, opened.session) == "Step2 (2) 12月23日（水） これから"
    assert listed(tmp_path, book().session) == ""


def listed(folder: Path, opened: Session, today: date = TODAY) -> str:
    path = folder / "x.session.toml"
    path.write_bytes(render(opened))
    meetings = {one.id: one.label for one in PROGRAMME.steps if one.kind == "meeting"}
    return meeting_text(summarise(path, today), meetings, today)
