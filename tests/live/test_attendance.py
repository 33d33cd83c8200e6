"""Who is at a meeting while it runs: out of rounds, groups and plan from the time on that is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import BEGIN, STEP, TEAM, make_live, on_disk, reopen, still_clock
from jusou_tui.app.plan_dialogs.row_choices import choices
from jusou_tui.app.screens.people.rows import newcomer_hint
from jusou_tui.app.screens.programme.rows import detail_rows, stages
from jusou_tui.app.screens.review.rows import TextLine, lines
from jusou_tui.errors import InputError
from jusou_tui.live import attendance, controls, leaving
from jusou_tui.live.beginning.members_field import MembersField
from jusou_tui.live.planning.cases import meetings_of
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.report.markdown import markdown
from jusou_tui.report.review.meeting_review import meeting_review
from jusou_tui.report.session.session import session_blocks
from jusou_tui.session.people.groups import groups_left, groups_of
from jusou_tui.session.people.replace_name import removal_of
from jusou_tui.session.programme.run_steps import lines_of
from jusou_tui.wording import t

EIGHT = (*TEAM, "例野 次郎", "例野 三郎", "例野 四郎", "例野 五郎")


@pytest.fixture
def live(place: Path) -> LiveSession:
    """A meeting of eight that began at 13:30."""
    live = make_live(place, still_clock(), team=EIGHT)
    controls.go_on(live.current)
    return live


def pass_minutes(live: LiveSession, minutes: float) -> None:
    live.clock.advance(minutes * 60)  # type: ignore[attr-defined]  # the stage's own clock


def names(live: LiveSession) -> list[str]:
    return [live.name_of(person) for person in live.current.present]


def person(live: LiveSession, name: str) -> str:
    return next(key for key, one in live.book.session.people if one.name == name)


def minutes_of(live: LiveSession) -> str:
    return markdown(session_blocks(on_disk(live), live.curriculum, STEP))


def test_who_passes_is_present_in_the_record_and_in_the_next_round(live: LiveSession) -> None:
    meeting = live.current
    controls.advance(meeting)
    pass_minutes(live, 1)
    first = meeting.snapshot().round.current
    assert controls.pass_turn(meeting)
    assert meeting.snapshot().round.passed == (first,)
    assert "出席 8人" in minutes_of(live)
    pass_minutes(live, 10)
    controls.go_on(meeting)
    assert first in meeting.present
    assert len(names(live)) == 8


def test_who_leaves_is_out_of_the_rounds_and_named_with_the_time(live: LiveSession) -> None:
    meeting = live.current
    controls.advance(meeting)
    pass_minutes(live, 100)
    speaker = meeting.snapshot().round.current
    attendance.leave(meeting, speaker)
    turns = meeting.snapshot().round
    assert speaker not in turns.order
    assert (live.name_of(turns.current), turns.turn_elapsed) == (EIGHT[1], 0)
    text = minutes_of(live)
    assert "出席 8人" in text
    assert f"{EIGHT[0]}（退席 15:10）" in text
    pass_minutes(live, 1)
    controls.go_on(meeting)
    assert names(live) == list(EIGHT[1:])
    assert reopen(live).current.present == meeting.present


def test_leaving_is_taken_back_by_one_undo(live: LiveSession) -> None:
    meeting = live.current
    controls.advance(meeting)
    pass_minutes(live, 100)
    speaker = meeting.snapshot().round.current
    attendance.leave(meeting, speaker)
    assert live.book.undo().message_id == "session.change_left"
    assert meeting.snapshot().round.current == speaker
    assert len(meeting.present) == 8
    assert "退席" not in minutes_of(live)
    live.book.redo()
    assert f"{EIGHT[0]}（退席 15:10）" in minutes_of(live)


def test_who_left_while_speaking_and_comes_back_has_a_turn_at_the_end(live: LiveSession) -> None:
    meeting = live.current
    controls.advance(meeting)
    pass_minutes(live, 1)
    speaker = meeting.snapshot().round.current
    attendance.leave(meeting, speaker)
    pass_minutes(live, 1)
    attendance.arrive(meeting, speaker)
    turns = meeting.snapshot().round
    assert (turns.later, turns.left) == ((speaker,), 8)
    assert f"{EIGHT[0]}（退席 13:31、戻り 13:32）" in minutes_of(live)


def test_who_comes_late_before_the_speaker_in_the_order_speaks_at_the_end(live: LiveSession) -> None:
    meeting, late = live.current, person(live, EIGHT[0])
    attendance.set_attends(meeting, late, False)
    controls.advance(meeting)
    pass_minutes(live, 3)
    before = meeting.snapshot().round
    attendance.arrive(meeting, late)
    turns = meeting.snapshot().round
    assert (turns.current, turns.turn_elapsed) == (before.current, before.turn_elapsed)
    assert (turns.later, turns.left) == ((late,), 8)
    live.book.undo()
    assert meeting.snapshot().round == before


def test_who_was_away_and_is_said_to_be_there_speaks_at_the_end_too(live: LiveSession) -> None:
    meeting, other = live.current, person(live, EIGHT[0])
    attendance.set_attends(meeting, other, False)
    controls.advance(meeting)
    pass_minutes(live, 3)
    before = meeting.snapshot().round
    attendance.set_attends(meeting, other, True)
    turns = meeting.snapshot().round
    assert (turns.current, turns.turn_elapsed) == (before.current, before.turn_elapsed)
    assert turns.later == (other,)


def test_where_the_speaker_was_never_there_the_next_one_has_a_full_turn(live: LiveSession) -> None:
    meeting = live.current
    controls.advance(meeting)
    pass_minutes(live, 3)
    before = meeting.snapshot().round
    attendance.set_attends(meeting, before.current, False)
    turns = meeting.snapshot().round
    assert (turns.current, turns.turn_elapsed) == (before.next, 0)
    live.book.undo()
    turns = meeting.snapshot().round
    assert (turns.current, turns.turn_elapsed) == (before.current, before.turn_elapsed)


@pytest.mark.parametrize("act", [controls.pass_turn, controls.speak_later, controls.advance])
def test_undo_of_a_turn_names_the_person(live: LiveSession, act: Callable[[MeetingView], bool]) -> None:
    controls.advance(live.current)
    pass_minutes(live, 1)
    assert act(live.current)
    undone = live.book.undo()
    assert EIGHT[0] in t(undone.message_id, **undone.facts)


def test_whose_turn_it_is_can_leave_from_the_menu_of_the_row(live: LiveSession) -> None:
    meeting = live.current
    offered = dict(choices(meeting, "opening"))
    assert "who" in offered
    assert "leaves" not in offered
    controls.advance(meeting)
    assert {"leaves", "who"} <= dict(choices(meeting, "opening")).keys()


def test_who_was_away_and_comes_is_named_as_late_and_has_turns_from_then_on(live: LiveSession) -> None:
    meeting, late = live.current, person(live, EIGHT[3])
    attendance.set_attends(meeting, late, False)
    assert attendance.state_of(meeting, late) == "away"
    assert "出席 7人" in minutes_of(live)
    pass_minutes(live, 35)
    attendance.arrive(meeting, late)
    assert names(live) == list(EIGHT)
    assert f"{EIGHT[3]}（遅れて到着 14:05）" in minutes_of(live)
    assert "出席 8人" in minutes_of(live)
    live.book.undo()
    assert attendance.state_of(meeting, late) == "away"


def test_groups_are_without_who_has_left(live: LiveSession) -> None:
    meeting = live.current
    dealt = groups_of(meeting.present)
    meeting.set_record(groups=dealt, reporting=tuple(dealt))
    attendance.leave(meeting, dealt["1"][0])
    left, reporting = groups_left(meeting.record.groups, meeting.record.reporting, meeting.present)
    assert left == {**dealt, "1": dealt["1"][1:]}
    assert reporting == tuple(dealt)
    assert groups_left({"1": ("a",), "2": ("b",)}, ("2", "1"), {"a"}) == ({"1": ("a",)}, ("1",))


def test_a_time_is_put_right_afterwards_also_days_later(live: LiveSession) -> None:
    meeting, who = live.current, person(live, EIGHT[2])
    pass_minutes(live, 100)
    attendance.leave(meeting, who)
    pass_minutes(live, 80)
    for _ in range(4):
        pass_minutes(live, 1)
        controls.go_on(meeting)
    assert meeting.snapshot().state == "finished"
    pass_minutes(live, 3 * 24 * 60)
    [gone] = attendance.moved(meeting, who)
    assert attendance.put_right(meeting, who, gone.id, "15時5分")
    assert f"{EIGHT[2]}（退席 15:05）" in minutes_of(live)
    late = attendance.typed_moment(meeting, who, "14:05", late=True)
    attendance.arrive(meeting, who, late)
    assert f"{EIGHT[2]}（遅れて到着 14:05、退席 15:05）" in minutes_of(live)
    attendance.set_attends(meeting, who, True)
    assert f"{EIGHT[2]}（" not in minutes_of(live)


def test_the_programme_and_the_review_name_them_too(live: LiveSession) -> None:
    meeting, who = live.current, person(live, EIGHT[2])
    pass_minutes(live, 100)
    attendance.leave(meeting, who)
    for _ in range(4):
        pass_minutes(live, 1)
        controls.go_on(meeting)
    told = f"8人  {EIGHT[2]}（退席 15:10）"
    assert ("出席", told) in [(row.label, row.text) for row in detail_rows(live, stages(live), STEP)]
    review = meeting_review(live.book.session, live.curriculum, meeting.step)
    assert review is not None
    assert f"出席 {told}" in [line.text for line in lines(review) if isinstance(line, TextLine)]


@pytest.mark.parametrize("typed", ["13:00", "16:00", "14:40", "300"])
def test_a_time_outside_the_meeting_or_before_what_is_known_is_refused(live: LiveSession, typed: str) -> None:
    meeting, who = live.current, person(live, EIGHT[0])
    pass_minutes(live, 80)
    attendance.leave(meeting, who)
    pass_minutes(live, 20)
    with pytest.raises(InputError) as raised:
        attendance.typed_moment(meeting, who, typed)
    assert raised.value.message_id == "timekeeping.not_in_meeting"
    assert raised.value.facts["first"] == "14:50"


def test_typed_minutes_count_back_from_now_not_from_the_next_movement_or_the_end(live: LiveSession) -> None:
    meeting, who = live.current, person(live, EIGHT[0])
    pass_minutes(live, 20)
    attendance.leave(meeting, who)
    pass_minutes(live, 40)
    attendance.arrive(meeting, who)
    pass_minutes(live, 40)
    gone, back = attendance.moved(meeting, who)
    assert attendance.put_right(meeting, who, gone.id, "50")
    assert live.here(attendance.moved(meeting, who)[0].at).strftime("%H:%M") == "14:20"
    with pytest.raises(InputError, match="not_in_meeting"):
        attendance.put_right(meeting, who, gone.id, "30分前")
    for _ in range(4):
        pass_minutes(live, 1)
        controls.go_on(meeting)
    pass_minutes(live, 60)
    with pytest.raises(InputError, match="not_in_meeting"):
        attendance.put_right(meeting, who, back.id, "10")


def test_what_the_clock_was_stepped_by_is_no_part_of_a_typed_time(live: LiveSession) -> None:
    meeting, who = live.current, person(live, EIGHT[0])
    pass_minutes(live, 60)
    attendance.leave(meeting, who)
    pass_minutes(live, 10)
    live.clock.step(-300)  # type: ignore[attr-defined]  # the stage's own clock
    meeting.add_event("clock", seconds=-300.0)
    [gone] = attendance.moved(meeting, who)
    assert live.here(gone.at).strftime("%H:%M") == "14:25"
    attendance.put_right(meeting, who, gone.id, "14:20")
    [gone] = attendance.moved(meeting, who)
    assert live.here(gone.at).strftime("%H:%M") == "14:20"


def test_who_is_erased_leaves_no_coming_or_going(live: LiveSession) -> None:
    who = person(live, EIGHT[0])
    attendance.leave(live.current, who)
    live.book.people.take_out(removal_of(live.book.session, who, "（氏名なし）", erases=True))
    assert on_disk(live).presence == {}
    live.book.undo()
    assert len(on_disk(live).presence) == 1
    live.book.people.remove(who)
    assert on_disk(live).presence == {}


def test_who_is_added_while_a_meeting_runs_is_said_to_count_from_its_start(live: LiveSession) -> None:
    assert "Ctrl+W" in newcomer_hint(live)
    new = live.book.people.add("新田 歩")
    assert new in live.current.present
    controls.toggle_pause(live.current)
    live.current.add_event("finish")
    assert newcomer_hint(live) == ""


def test_who_leaves_the_programme_after_todays_meeting_attended_it(live: LiveSession) -> None:
    stayed, who = person(live, EIGHT[0]), person(live, EIGHT[1])
    attendance.set_attends(live.current, stayed, False)
    assert "明日から" in leaving.toggle_left(live, who)
    assert "今日で" in leaving.toggle_left(live, stayed)
    assert "出席 7人" in minutes_of(live)
    assert [live.book.session.participants[one].left for one in (stayed, who)] == [
        BEGIN.date(),
        BEGIN.date() + timedelta(days=1),
    ]


@pytest.mark.parametrize(
    ("typed", "name", "affiliation"),
    [
        ("助言 太郎、県社協", "助言 太郎", "県社協"),
        ("架空 桜、みほん法人まる", "架空 桜", "みほん法人まる"),
        ("県社協 助言 太郎", "助言 太郎", "県社協"),
        ("助言 太郎", "助言 太郎", ""),
    ],
)
def test_a_guest_is_of_one_meeting_whose_sheets_nobody_awaits(
    live: LiveSession, typed: str, name: str, affiliation: str
) -> None:
    guest = attendance.add_guest(live.current, typed)
    record = live.book.session.participants[guest]
    assert (record.name, record.affiliation) == (name, affiliation)
    assert guest in live.current.present
    curriculum, session, today = live.curriculum, live.book.session, live.clock.now().date()
    for one in meetings_of(curriculum, session):
        assert guest not in {item.person for item in lines_of(curriculum, session, one, today)}
        assert (guest in live.meeting(one.id).expected) == (one.id == STEP)
    text = markdown(session_blocks(session, curriculum))
    assert t("report.members_guests", count=len(EIGHT), guests=1) in text
    assert t("report.guest_of", step="Step1") in text
    field = MembersField(live.book)
    assert (name not in field.text(), field.unlisted()) == (True, "")
    field.type(f"{field.text()}\n{name}")
    assert guest in live.meeting("step2").expected


def test_before_somebody_leaves_it_is_said_where_else_the_name_stands(live: LiveSession) -> None:
    who = person(live, "例野 四郎")
    assert "名簿のほかには出てきません" in leaving.leaving_text(live, who)
    live.book.notes.add("例野 四郎さんの話", step=STEP)
    assert "名簿のほかに1か所に出てきます" in leaving.leaving_text(live, who)
