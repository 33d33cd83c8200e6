"""The review: where the time went, what was decided and is open, who spoke."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

import make
from jusou_tui.report.blocks import BAR_CELLS, Bar, Pairs, Paragraph, Table, bar_parts, cell_text
from jusou_tui.report.review.blocks import end_text, review_blocks, sums
from jusou_tui.report.review.document import review_document
from jusou_tui.report.review.meeting_review import Review, meeting_review
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.records import Session
from jusou_tui.session.people.replace_name import removal_of
from jusou_tui.timekeeping.history.meeting_record import meeting_record

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
    team = [opened.people.add(name) for name in ("見本 花子", "例野 一郎")]
    opened.meetings.set("step1", start=make.NOW)

    def at(minutes: float) -> object:
        return make.NOW + timedelta(minutes=minutes)

    def event(kind: str, minutes: float, **facts: object) -> None:
        opened.events.add(kind, "step1", at(minutes), **facts)  # type: ignore[arg-type]

    event("start", 3, activity="opening")
    event("start", 17, activity="talk")
    event("next_turn", 18.5, activity="talk", segment="round", participant=team[0])
    event("pause", 19)
    event("resume", 21)
    event("next_turn", 23.5, activity="talk", segment="round", participant=team[1])
    event("skip", 30, activity="end")
    event("finish", 39)
    opened.notes.add("窓口を一つにする", "decision", "step1")
    opened.notes.add("内緒", "decision", "step1", private=True)
    opened.notes.add("だれが受けるか", "question", "step1")
    opened.todos.add("一覧を作る", "例野", step="step1")
    done = opened.todos.add("済んだこと", step="step1")
    opened.todos.tick(done, True)
    return opened, team


def found(session: Session, **options: bool) -> Review:
    made = meeting_review(session, CURRICULUM, STEP, **options)
    assert made is not None
    return made


def paragraphs(seen: Review) -> list[str]:
    return [block.text for block in review_blocks(seen) if isinstance(block, Paragraph)]


def test_planned_is_compared_with_actual_with_what_was_lost_and_won() -> None:
    opened, _ = held()
    seen = found(opened.session).account
    assert [(row.planned, row.actual, row.difference, row.state) for row in seen.rows] == [
        (10, 14, 4, "done"),
        (30, 20, -10, "done"),
        (5, None, -5, "skipped"),
    ]
    assert (seen.lost, seen.won, seen.late_start, seen.late_end, seen.paused) == (4, 15, 3, -6, 2)
    assert [moment.strftime("%H:%M") for moment in (*seen.planned, seen.started, seen.ended)] == [
        "13:30",
        "14:15",
        "13:33",
        "14:09",
    ]


def test_the_sums_lead_from_the_planned_end_to_the_real_one() -> None:
    opened, _ = held()
    assert [value for _, value in sums(found(opened.session).account)] == [
        "+3分",
        "+4分",
        "-15分",
        "+2分",
        "-6分",
    ]


def test_who_spoke_is_shown_without_pauses_and_only_when_asked_for() -> None:
    opened, _ = held()
    speakers = found(opened.session, include_private=True).speakers
    assert [(one.name, one.seconds, one.turns) for one in speakers] == [
        ("見本 花子", 90.0, 1),
        ("例野 一郎", 180.0, 1),
    ]
    plain = found(opened.session)
    assert plain.speakers == ()
    names = "見本 花子", "例野 一郎"
    assert not any(name in repr(review_blocks(plain)) for name in names)
    assert any(
        "--include-private" in block.text for block in review_blocks(plain) if isinstance(block, Paragraph)
    )


def test_who_waited_or_was_not_there_is_shown_behind_those_who_spoke() -> None:
    opened, team = held()
    third = opened.people.add("雛形 健")
    for kind, minutes, person in (("later", 24, third), ("absent", 25, third), ("later", 26, team[1])):
        at = make.NOW + timedelta(minutes=minutes)
        opened.events.add(kind, "step1", at, activity="talk", segment="round", participant=person)  # type: ignore[arg-type]
    speakers = found(opened.session, include_private=True).speakers
    assert [(one.name, one.turns, one.later, one.passed) for one in speakers] == [
        ("見本 花子", 1, 0, 0),
        ("例野 一郎", 1, 1, 0),
        ("雛形 健", 0, 1, 1),
    ]


def test_an_erased_person_keeps_the_time_without_a_name_and_an_anonymous_one_has_the_new_name() -> None:
    opened, team = held()
    opened.people.take_out(removal_of(opened.session, team[0], "（氏名を消しました）", erases=True))
    opened.people.take_out(removal_of(opened.session, team[1], "メンバーA"))
    speakers = found(opened.session, include_private=True).speakers
    assert [(one.name, one.seconds, one.known) for one in speakers] == [
        ("名簿にない人1", 90.0, False),
        ("メンバーA", 180.0, True),
    ]


def test_what_is_decided_and_open_is_shown_and_what_is_private_only_when_asked_for() -> None:
    opened, _ = held()
    topic = opened.notes.add("あとで話すこと", "note", "step1")
    opened.notes.edit(topic, kept=True)
    opened.todos.edit(opened.todos.add("こっそり", step="step1"), private=True)
    seen = found(opened.session)
    assert seen.decisions == ("窓口を一つにする",)
    assert seen.questions == ("だれが受けるか",)
    assert seen.todos == ("一覧を作る（例野）",)
    assert seen.kept == ("あとで話すこと",)
    assert seen.hidden == 4
    everything = found(opened.session, include_private=True)
    assert everything.decisions == ("窓口を一つにする", "［非公開］内緒")
    assert everything.todos[-1] == "［非公開］こっそり"
    assert everything.hidden == 0


def test_a_meeting_that_has_not_begun_has_no_review() -> None:
    assert meeting_review(make.session(), CURRICULUM, STEP) is None


def test_the_report_has_a_table_of_all_rows_with_their_sums_and_one_of_bars() -> None:
    opened, _ = held()
    table, bars = [block for block in review_blocks(found(opened.session)) if isinstance(block, Table)]
    assert table.rows[0] == ("オープニング", "13:30", "13:33", "10分", "14分", "+4分")
    assert table.rows[2] == ("終わり", "14:10", "", "5分", "省略", "-5分")
    assert table.rows[3] == ("合計", "", "", "45分", "34分", "-11分")
    drawn = [cell_text(row[1]) for row in bars.rows]
    assert drawn[0].strip("=+").strip() == ""
    assert "+" in drawn[0]
    assert set(drawn[2]) == {"."}


def test_the_document_has_the_same_figures() -> None:
    opened, _ = held()
    document = review_document("step1", found(opened.session))
    assert (document["late_start"], document["lost"], document["won"], document["late_end"]) == (3, 4, 15, -6)
    rows = document["rows"]
    assert isinstance(rows, list)
    assert [row["difference"] for row in rows] == [4, -10, -5]


def test_a_meeting_held_on_another_day_is_compared_with_its_plan_moved_there() -> None:
    opened = make.book()
    day = timedelta(days=1)
    opened.meetings.set("step1", start=make.NOW + day, booked_end=make.NOW + day + timedelta(hours=1))
    opened.events.add("start", "step1", make.NOW, activity="opening")
    opened.events.add("finish", "step1", make.NOW + timedelta(minutes=50))
    seen = found(opened.session).account
    assert (seen.late_start, seen.late_end) == (0, 5)


def test_a_rehearsal_says_that_it_is_one() -> None:
    opened, _ = held()
    opened.set_meta(rehearsal=True)
    assert any(
        "練習" in block.text for block in review_blocks(found(opened.session)) if isinstance(block, Paragraph)
    )


@given(
    planned=st.integers(0, 600),
    actual=st.integers(0, 600),
    more=st.integers(0, 600),
    cells=st.integers(2, 60),
)
def test_a_bar_fits_and_shows_on_which_side_of_the_plan_it_ends(
    planned: int, actual: int, more: int, cells: int
) -> None:
    longest = max(1, planned, actual) + more
    made = bar_parts(Bar(planned, actual, longest), cells)
    assert 0 <= made.within + made.over + made.won <= cells
    assert min(made) >= 0
    assert (made.over > 0) == (actual > planned)
    assert (made.won > 0) == (actual < planned)
    drawn = Bar(planned, actual, longest)
    assert len(cell_text(drawn)) == sum(bar_parts(drawn, BAR_CELLS))


def test_who_came_late_or_left_early_is_named_with_the_time() -> None:
    opened, team = held()
    opened.presence.add("step1", team[0], "left", make.NOW + timedelta(minutes=30))
    review = found(opened.session)
    facts = [row for block in review_blocks(review) if isinstance(block, Pairs) for row in block.rows]
    assert ("出席", "2人  見本 花子（退席 14:00）") in facts
    assert review_document("step1", review)["attendees"] == [
        {"name": "見本 花子", "movements": [{"kind": "left", "at": "2026-12-10T14:00:00+09:00"}]},
        {"name": "例野 一郎", "movements": []},
    ]


def test_rows_that_are_over_keep_the_plan_for_those_who_were_there() -> None:
    step = make.step(
        *(
            make.activity(id=name, title=name, duration={"minutes": 1, "base": 0, "per_participant": 5})
            for name in ("opening", "talk", "end")
        )
    )
    opened = make.book()
    team = [opened.people.add(name) for name in ("見本 花子", "例野 一郎", "雛形 健")]

    def event(kind: str, minutes: float, **facts: object) -> None:
        opened.events.add(kind, "step1", make.NOW + timedelta(minutes=minutes), **facts)  # type: ignore[arg-type]

    def planned() -> list[int]:
        record = meeting_record(opened.session, make.curriculum(step), step)
        assert record is not None
        return [row.minutes for row in record.schedule.rows]

    event("start", 0, activity="opening")
    event("start", 20, activity="talk")
    opened.presence.add("step1", team[0], "arrived", make.NOW + timedelta(minutes=22))
    opened.presence.add("step1", team[1], "left", make.NOW + timedelta(minutes=30))
    event("pause", 25)
    assert planned() == [10, 15, 15]
    event("resume", 31)
    assert planned() == [10, 10, 10]
    event("start", 40, activity="end")
    opened.presence.add("step1", team[1], "arrived", make.NOW + timedelta(minutes=41))
    event("pause", 42)
    assert planned() == [10, 10, 15]


def test_the_end_is_judged_by_the_booked_one_as_on_every_page() -> None:
    opened, _ = held()
    seen = found(opened.session).account
    assert (seen.verdict, end_text(seen)) == (-6, "予定より6分早く終わりました")
    for minutes, expected in (
        (9, "約束の14:00より9分遅く終わりました"),
        (0, "約束の14:09ちょうどに終わりました"),
        (-1, "約束の14:10より1分早く終わりました"),
    ):
        booked = seen.ended - timedelta(minutes=minutes)
        opened.meetings.set("step1", booked_end=booked)
        judged = found(opened.session).account
        assert (judged.verdict, end_text(judged), judged.late_end) == (minutes, expected, -6)
