"""The review: where the time went, what was decided and is open, who spoke."""

from __future__ import annotations

from datetime import timedelta

import make
from jusou_tui.report.blocks import Table
from jusou_tui.report.review import Review, review, review_blocks
from jusou_tui.session.book import SessionBook
from jusou_tui.session.records import Session

STEP = make.step(
    make.activity(),
    make.activity(
        id="talk",
        title="話す",
        duration={"minutes": 30},
        segments=[{"id": "round", "title": "一巡", "seconds_per_participant": 60}],
    ),
    make.activity(id="end", title="終わり", duration={"minutes": 5}),
)
CURRICULUM = make.curriculum(STEP)


def held() -> tuple[SessionBook, list[str]]:
    """A meeting: 3 minutes late, opening 14 for 10, talk 20 for 30 with a pause of 2, the end left out."""
    opened = make.book()
    team = [opened.add_participant(name) for name in ("見本 花子", "例野 一郎")]
    opened.set_meeting("step1", start=make.NOW)

    def at(minutes: float) -> object:
        return make.NOW + timedelta(minutes=minutes)

    def event(kind: str, minutes: float, **facts: object) -> None:
        opened.add_event(kind, "step1", at(minutes), **facts)  # type: ignore[arg-type]

    event("start", 3, activity="opening")
    event("start", 17, activity="talk")
    event("next_turn", 18.5, activity="talk", segment="round", participant=team[0])
    event("pause", 19)
    event("resume", 21)
    event("next_turn", 23.5, activity="talk", segment="round", participant=team[1])
    event("skip", 30, activity="end")
    event("finish", 39)
    opened.add_note("窓口を一つにする", "decision", "step1")
    opened.add_note("内緒", "decision", "step1", private=True)
    opened.add_note("だれが受けるか", "question", "step1")
    opened.add_todo("一覧を作る", "例野", step="step1")
    done = opened.add_todo("済んだこと", step="step1")
    opened.tick_todo(done, True)
    return opened, team


def found(session: Session, **options: bool) -> Review:
    made = review(session, CURRICULUM, STEP, **options)
    assert made is not None
    return made


def test_planned_stands_against_actual_with_what_was_lost_and_won() -> None:
    opened, _ = held()
    seen = found(opened.session)
    assert [(row.planned, row.actual, row.lost, row.state) for row in seen.rows] == [
        (10, 14, 4, "done"),
        (30, 20, -10, "done"),
        (5, None, 0, "skipped"),
    ]
    assert (seen.lost, seen.won, seen.late_start, seen.late_end, seen.paused) == (4, 15, 3, -6, 2)
    assert (seen.planned, seen.actual) == (("13:30", "14:15"), ("13:33", "14:09"))


def test_who_spoke_is_told_without_pauses() -> None:
    opened, _ = held()
    assert [tuple(one) for one in found(opened.session).speakers] == [
        ("見本 花子", 90.0, 1),
        ("例野 一郎", 180.0, 1),
    ]


def test_what_is_decided_and_open_is_told_and_what_is_private_only_when_asked_for() -> None:
    opened, _ = held()
    seen = found(opened.session)
    assert seen.decisions == ("窓口を一つにする",)
    assert seen.questions == ("だれが受けるか",)
    assert seen.todos == ("一覧を作る（例野）",)
    assert found(opened.session, include_private=True).decisions == ("窓口を一つにする", "内緒")


def test_a_meeting_that_has_not_begun_has_no_review() -> None:
    assert review(make.session(), CURRICULUM, STEP) is None


def test_the_report_has_a_table_of_all_rows() -> None:
    opened, _ = held()
    (table,) = [block for block in review_blocks(found(opened.session)) if isinstance(block, Table)]
    assert table.rows[0] == ("オープニング", "10分", "14分", "+4分")
    assert table.rows[2][2] == "省略"


def test_a_meeting_held_on_another_day_stands_against_its_plan_moved_there() -> None:
    opened = make.book()
    day = timedelta(days=1)
    opened.set_meeting("step1", start=make.NOW + day, booked_end=make.NOW + day + timedelta(hours=1))
    opened.add_event("start", "step1", make.NOW, activity="opening")
    opened.add_event("finish", "step1", make.NOW + timedelta(minutes=50))
    seen = found(opened.session)
    assert (seen.late_start, seen.late_end) == (0, 5)
