"""The way through a programme: steps, their states, further meetings, what a step needs."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import make
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.checklist import items_of
from jusou_tui.session.programme.run_steps import begun_count, needs
from jusou_tui.text.typed_days import Expected

TODAY = date(2026, 12, 10)
CURRICULUM = make.curriculum(
    make.step(id="preparation", kind="preparation", label="準備", title="準備する"),
    make.step(cases=[2, 3], member_preparation=["動画を見ます。"]),
    make.step(id="walk", kind="fieldwork", label="Step2", title="聞いて回る", length={"weeks": [2, 4]}),
    make.step(id="step3", label="Step3", title="振り返る"),
    variants=[
        {"id": "standard", "title": "通して行う"},
        {"id": "short", "title": "実践なし", "without": ["walk"]},
        {"id": "first", "title": "最初だけ", "only": ["preparation", "step1"]},
        {"id": "one-day", "title": "同じ日に", "same_day": ["step1", "step3"]},
    ],
    worksheets=[
        {
            "id": "case-sheet",
            "title": "ケースの紙",
            "layout": "memo",
            "blocks": [{"id": "text"}],
            "filled_in": ["preparation"],
            "read_in": ["step1"],
            "per_case": True,
        },
        {
            "id": "talk-sheet",
            "title": "聞き取りの紙",
            "layout": "memo",
            "blocks": [{"id": "text"}],
            "filled_in": ["walk"],
            "read_in": ["step3/opening"],
        },
    ],
)


def states(book: SessionBook, today: date = TODAY) -> dict[str, str]:
    return {stage.step.id: stage.state for stage in run_steps.stages(CURRICULUM, book.session, today)}


def missing(book: SessionBook, key: str) -> list[str]:
    found = run_steps.stages(CURRICULUM, book.session, TODAY)
    return [need.topic for need in needs(CURRICULUM, book.session, found, key) if not need.ready]


def with_variant(variant: str) -> SessionBook:
    return make.book(make.session(meta={"variant": variant}))


def test_a_new_run_has_everything_before_it() -> None:
    assert set(states(make.book()).values()) == {"not_begun"}


def test_a_meeting_is_under_way_from_its_start_and_held_from_its_finish() -> None:
    book = make.book()
    book.events.add("start", "step1", activity="opening")
    assert states(book)["step1"] == "under_way"
    book.events.add("finish", "step1")
    assert states(book)["step1"] == "held"
    book.events.add("start", "step1", activity="opening")
    assert states(book)["step1"] == "under_way"


def test_undoing_the_only_start_makes_a_meeting_one_to_come_again() -> None:
    book = make.book()
    book.events.add("start", "step1", activity="opening")
    book.undo()
    assert states(book)["step1"] == "not_begun"


def test_fieldwork_is_under_way_from_its_first_day() -> None:
    book = make.book()
    book.meetings.set("walk", date=TODAY + timedelta(days=1))
    assert states(book)["walk"] == "not_begun"
    assert states(book, TODAY + timedelta(days=1))["walk"] == "under_way"


def test_preparation_is_over_when_every_line_is_ticked_off() -> None:
    book = make.book()
    step = CURRICULUM.step("preparation")
    for item in items_of(book.session, step):
        book.checklist.tick("preparation", item, True)
    assert states(book)["preparation"] == "held"


def test_a_step_that_was_held_without_the_program_is_declared_held() -> None:
    book = make.book()
    book.meetings.set("step1", closed=make.NOW)
    assert states(book)["step1"] == "held"


def test_a_variant_leaves_steps_out_and_they_can_be_taken_in_again() -> None:
    assert run_steps.left_out(CURRICULUM, with_variant("short").session) == ("walk",)
    assert run_steps.left_out(CURRICULUM, with_variant("first").session) == ("walk", "step3")
    book = with_variant("short")
    book.meetings.set("walk", left_out=False)
    book.meetings.set("step3", left_out=True)
    assert run_steps.left_out(CURRICULUM, book.session) == ("step3",)


def test_what_has_begun_is_never_shown_as_left_out() -> None:
    book = with_variant("first")
    book.events.add("start", "step3", activity="opening")
    assert states(book)["step3"] == "under_way"


def test_steps_of_one_day_share_the_date() -> None:
    book = with_variant("one-day")
    book.meetings.set("step1", date=TODAY)
    found = {stage.step.id: stage.day for stage in run_steps.stages(CURRICULUM, book.session, TODAY)}
    assert found["step3"] == TODAY
    assert found["walk"] is None


def test_a_second_meeting_has_a_step_of_its_own_behind_the_first() -> None:
    book = make.book()
    key = run_steps.further_key(CURRICULUM, book.session, "step1")
    book.meetings.set(key, left_out=False)
    assert key == "step1-2"
    assert run_steps.further_key(CURRICULUM, book.session, key) == "step1-3"
    assert run_steps.keys_of(CURRICULUM, book.session) == ["preparation", "step1", "step1-2", "walk", "step3"]
    again = run_steps.step_of(CURRICULUM, key)
    assert (again.id, again.label, again.activities) == (
        "step1-2",
        "Step1 (2)",
        CURRICULUM.step("step1").activities,
    )
    book.events.add("start", key, activity="opening")
    assert states(book)["step1"] == "not_begun"
    assert states(book)["step1-2"] == "under_way"


def test_a_step_whose_own_id_ends_in_a_number_is_no_second_meeting() -> None:
    curriculum = make.curriculum(make.step(), make.step(id="step1-2", label="Step1b"))
    assert run_steps.base_of(curriculum, "step1-2") == ("step1-2", 1)
    assert run_steps.further_key(curriculum, make.session(), "step1") == "step1-3"


@given(st.text("abc-23", max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_key_makes_a_step_out_of_nothing(key: str) -> None:
    step = run_steps.step_of(CURRICULUM, key)
    assert step is None or step.id == key


def begin(book: SessionBook, key: str, at: datetime) -> None:
    book.events.add("start", key, at, activity="opening")


def test_a_meeting_that_was_held_has_that_day_and_the_planned_one_only_where_it_differs() -> None:
    book = make.book()
    book.meetings.set("step1", date=TODAY, start=make.NOW)
    begin(book, "step1", make.NOW + timedelta(minutes=3))
    stage = run_steps.stages(CURRICULUM, book.session, TODAY)[1]
    assert (stage.day, stage.start, stage.planned) == (TODAY, make.NOW + timedelta(minutes=3), None)
    book = make.book()
    book.meetings.set("step1", date=TODAY, start=make.NOW)
    begin(book, "step1", make.NOW - timedelta(days=13))
    stage = run_steps.stages(CURRICULUM, book.session, TODAY)[1]
    assert (stage.day, stage.planned) == (TODAY - timedelta(days=13), TODAY)
    assert stage.start == make.NOW - timedelta(days=13)


def test_days_out_of_order_are_said_and_refused_nowhere() -> None:
    book = make.book()
    book.meetings.set("preparation", date=TODAY, until=TODAY + timedelta(days=5))
    book.meetings.set("step1", date=TODAY + timedelta(days=4), start=make.NOW + timedelta(days=4))
    found = run_steps.stages(CURRICULUM, book.session, TODAY)
    days = {"day": "2026年12月15日（火）", "before": "2026年12月14日（月）"}
    facts = days | {"earlier": "準備", "later": "Step1"}
    assert run_steps.disorder(found) == run_steps.disorder(found, "step1") == [facts]
    assert run_steps.disorder(found, "step3") == []
    assert "order" in missing(book, "preparation")
    book.meetings.set("preparation", until=TODAY + timedelta(days=4))
    assert run_steps.disorder(run_steps.stages(CURRICULUM, book.session, TODAY)) == []


def test_a_further_meeting_need_not_come_before_the_next_step_but_after_its_first() -> None:
    book = make.book()
    book.meetings.set("step1", date=TODAY)
    book.meetings.set("step3", date=TODAY + timedelta(days=7))
    book.meetings.set("step1-2", date=TODAY + timedelta(days=9))
    assert run_steps.disorder(run_steps.stages(CURRICULUM, book.session, TODAY)) == []
    book.meetings.set("step1-2", date=TODAY - timedelta(days=9))
    assert len(run_steps.disorder(run_steps.stages(CURRICULUM, book.session, TODAY))) == 1


def test_a_day_is_expected_between_those_of_the_steps_around_it() -> None:
    book = make.book()
    book.meetings.set("step1", date=TODAY)
    book.meetings.set("step3", date=TODAY + timedelta(days=60))

    def expected(key: str) -> Expected:
        return run_steps.expected_days(CURRICULUM, book.session, key, TODAY)

    assert expected("preparation") == Expected(last=TODAY)
    assert expected("walk") == Expected(TODAY, TODAY + timedelta(days=60))
    assert expected("step1") == Expected(last=TODAY + timedelta(days=60))
    begin(book, "step3", make.NOW)
    assert expected("step3") == Expected(near=TODAY)
    assert expected("step3-2") == Expected(TODAY)


def test_a_meeting_wants_day_time_members_cases_preparation_and_closed_todos() -> None:
    book = make.book()
    book.todos.add("部屋を取る", step="preparation")
    assert missing(book, "step1") == ["day", "start", "members", "cases", "preparation", "todos"]


def test_a_ready_meeting_wants_nothing() -> None:
    book = make.book()
    book.people.add("例野 一郎")
    book.meetings.set("step1", date=TODAY, start=make.NOW, cases=1)
    book.checklist.tick("step1", items_of(book.session, CURRICULUM.step("step1"))[0], True)
    write_sheet(book, "case-sheet", "よるの電話")
    assert missing(book, "step1") == []


def test_cases_are_counted_by_the_sheets_that_hold_text() -> None:
    book = make.book()
    book.meetings.set("step1", cases=2)
    write_sheet(book, "case-sheet", "")
    write_sheet(book, "case-sheet", "ひとつめ")
    found = run_steps.stages(CURRICULUM, book.session, TODAY)
    need = next(need for need in needs(CURRICULUM, book.session, found, "step1") if need.topic == "cases")
    assert (need.ready, need.facts["there"], need.facts["cases"]) == (False, 1, 2)


def test_after_a_meeting_one_goes_on_behind_it_also_where_something_before_it_is_open() -> None:
    book = make.book()

    def goes_on() -> str:
        stage = run_steps.current(run_steps.stages(CURRICULUM, book.session, TODAY))
        return stage.step.id if stage else ""

    assert goes_on() == "preparation"
    book.meetings.set("step1", closed=make.NOW)
    assert goes_on() == "walk"
    book.meetings.set("step3", closed=make.NOW)
    assert goes_on() == "preparation"
    book.meetings.set("step3", closed=None)
    book.events.add("start", "step3", activity="opening")
    book.meetings.set("walk", closed=make.NOW)
    assert goes_on() == "step3"


def test_a_sheet_that_only_holds_what_its_blank_brings_along_is_not_written() -> None:
    table = {"id": "list", "columns": [{"id": "number", "title": "No."}, {"id": "what", "title": "何"}]}
    worksheet = Worksheet.model_validate(
        {"id": "list-sheet", "title": "一覧", "layout": "table", "blocks": [{**table, "blank_rows": 2}]}
    )
    book = make.book()
    sheet = book.sheets.start(worksheet, "", "step1")
    assert begun_count(book.session, worksheet) == 0
    book.sheets.add_row(sheet, {"list/what": "空き家"}, worksheet=worksheet)
    assert begun_count(book.session, worksheet) == 1


def test_a_meeting_that_is_being_held_wants_nothing_any_more() -> None:
    book = make.book()
    assert "day" in missing(book, "step1")
    book.events.add("start", "step1", activity="opening")
    assert missing(book, "step1") == []


def test_a_sheet_of_a_step_that_is_left_out_is_not_asked_for() -> None:
    assert "sheet" in missing(make.book(), "step3")
    assert "sheet" not in missing(with_variant("short"), "step3")


def test_a_step_that_is_over_wants_nothing() -> None:
    book = make.book()
    book.meetings.set("step1", closed=make.NOW)
    assert missing(book, "step1") == []


def test_all_of_it_stands_in_the_file() -> None:
    book = make.book()
    person = book.people.add("例野 一郎")
    book.people.edit(person, left=TODAY)
    book.meetings.set("step1-2", left_out=False, until=TODAY, groups={"1": (person,)}, reporting=("1",))
    book.checklist.set_item(
        "preparation",
        items_of(book.session, CURRICULUM.step("preparation"))[0],
        note="聞く\n見る",
        owner="例野",
    )
    book.checklist.set_memo("step1", "opening", "あいさつ")
    book.notes.keep_back(book.notes.add("あとで"), True)
    assert parse(render(book.session), Path("x.session.toml")) == book.session


def write_sheet(book: SessionBook, worksheet: str, text: str) -> None:
    from jusou_tui.session.model.records import Sheet

    key = book.ledger.fresh_id()
    book.session.sheets[key] = Sheet(
        at=book.ledger.now(), worksheet=worksheet, cells={"text": text} if text else {}
    )


def today(book: SessionBook, key: str = "step1", *, since: date = date.min) -> tuple[str, ...]:
    return run_steps.meetings_of_the_day(CURRICULUM, book.session, key, since=since)


def test_the_meetings_of_a_day_are_those_of_one_date_or_of_the_variant() -> None:
    book = with_variant("one-day")
    assert today(book) == ("step1", "step3")
    assert today(book, "walk") == ("walk",)
    book.meetings.set("step3", date=TODAY)
    assert today(book) == ("step1", "step3")
    book.meetings.set("step1", date=TODAY + timedelta(days=1))
    assert today(book) == ("step1",)
    other = with_variant("standard")
    assert today(other) == ("step1",)
    for key in ("step1", "walk", "step3", "step1-2"):
        other.meetings.set(key, date=TODAY)
    assert today(other) == ("step1", "step1-2", "step3")
    other.meetings.set("step3", left_out=True)
    assert today(other) == ("step1", "step1-2")
    assert today(other, "step1-9") == ("step1-9",)


def test_what_was_held_on_another_day_or_is_over_shares_no_day() -> None:
    book = make.book()
    for key in ("step1", "step3"):
        book.meetings.set(key, date=TODAY)
    begin(book, "step1", make.NOW)
    assert today(book, "step3") == ("step1", "step3")
    assert today(book, "step3", since=TODAY) == ("step1", "step3")
    assert today(book, "step3", since=TODAY + timedelta(days=1)) == ("step3",)
    begin(book, "step3", make.NOW + timedelta(days=7))
    assert today(book, "step3") == ("step3",)


def test_the_meetings_of_a_day_go_by_their_starts_where_all_have_one() -> None:
    book = with_variant("one-day")
    noon = datetime(2026, 12, 10, 12, tzinfo=UTC)
    book.meetings.set("step1", date=TODAY, start=noon)
    assert today(book) == ("step1", "step3")
    book.meetings.set("step3", date=TODAY, start=noon - timedelta(hours=3))
    assert today(book) == ("step3", "step1")


def test_how_a_lunch_is_set_survives_writing_and_reading_beside_what_nobody_knows() -> None:
    book = with_variant("one-day")
    book.meetings.set("step3", lunch=45, least_lunch=0)
    text = render(book.session).decode().replace("\nlunch = 45", '\nlunch = 45\nmenu = "そば"')
    meeting = parse(text.encode(), Path("x.session.toml")).meetings["step3"]
    assert (meeting.lunch, meeting.least_lunch, meeting.model_extra) == (45, 0, {"menu": "そば"})
