"""Signals: each once, again after added time, never those of another run."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jusou_tui.curriculum.model import Cue
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.timekeeping.running.countdown import Countdown, countdown, phase_of, segment_countdown
from jusou_tui.timekeeping.running.progress import Progress
from jusou_tui.timekeeping.running.rounds import round_state
from jusou_tui.timekeeping.running.time_signals import (
    Signal,
    cue_states,
    cues_due,
    is_row_done,
    overtime_due,
    part_signal_due,
    signals_due,
)
from timekeeping.story import START, Story, activity, planned, segment

TEN = planned(activity("a", 10), activity("b", 10)).rows


def told(story: Story, seconds: int, row: Row = TEN[0], tick: int = 1) -> list[Signal]:
    """The signals given while so many seconds pass."""
    signals: list[Signal] = []
    before = countdown(row, story.progress)
    for _ in range(0, seconds, tick):
        now = countdown(row, story.wait(tick).progress)
        signals += signals_due(before, now)
        before = now
    return signals


def test_case_16_each_signal_is_given_once() -> None:
    assert told(Story().then("start", "a"), 700, tick=7) == ["soon", "last_minute", "over"]


def test_case_16_signals_come_again_after_added_time() -> None:
    story = Story().then("start", "a")
    assert told(story, 605, tick=5) == ["soon", "last_minute", "over"]
    before = countdown(TEN[0], story.progress)
    after = countdown(TEN[0], story.then("adjust", minutes=5).progress)
    assert signals_due(before, after) == ()
    assert told(story, 400, tick=5) == ["soon", "last_minute", "over"]


def test_taken_time_gives_what_became_due() -> None:
    story = Story().then("start", "a").wait(60)
    before = countdown(TEN[0], story.progress)
    after = countdown(TEN[0], story.then("adjust", minutes=-8).progress)
    assert signals_due(before, after) == ("last_minute",)


def test_case_16_taking_all_minutes_gives_the_end_of_the_time_once() -> None:
    story = Story().then("start", "a").wait(60)
    before = countdown(TEN[0], story.progress)
    after = countdown(TEN[0], story.then("adjust", minutes=-10).progress)
    assert signals_due(before, after) == ("over",)
    assert told(story, 60) == []


def test_case_16_a_threshold_longer_than_the_activity_gives_nothing() -> None:
    short = planned(activity("a", 1)).rows[0]
    assert told(Story().then("start", "a"), 70, short) == ["soon", "over"]


def test_a_fifth_of_a_short_activity_is_not_told_after_its_last_minute() -> None:
    short = planned(activity("a", 2)).rows[0]
    assert told(Story().then("start", "a"), 130, short) == ["last_minute", "over"]


def test_case_17_an_activity_of_zero_minutes_gives_no_signal() -> None:
    assert told(Story().then("start", "a"), 120, planned(activity("a", 0)).rows[0], tick=10) == []


def test_a_first_look_gives_nothing_so_a_resume_in_overtime_is_calm() -> None:
    assert signals_due(None, countdown(TEN[0], Story().then("start", "a").wait(700).progress)) == ()


def test_case_24_the_signals_of_one_run_do_not_ring_in_another() -> None:
    story = Story().then("start", "a")
    before = countdown(TEN[0], story.progress)
    story.wait(700).then("start", "b").wait(650)
    assert signals_due(before, countdown(TEN[1], story.progress)) == ()
    assert signals_due(before, countdown(TEN[0], story.then("start", "a").wait(700).progress)) == ()


def test_a_pause_gives_no_signal() -> None:
    assert told(Story().then("start", "a").wait(479).then("pause"), 600, tick=10) == []


def test_a_late_look_gives_the_mildest_first() -> None:
    story = Story().then("start", "a")
    before = countdown(TEN[0], story.progress)
    assert signals_due(before, countdown(TEN[0], story.wait(900).progress)) == ("soon", "last_minute", "over")


def part(seconds: int, remaining: float) -> Countdown:
    phase = phase_of(remaining, seconds, part=True)
    return Countdown("a/b", START, remaining, seconds, 0.5, phase, part=True)


def activity_with(remaining: float) -> Countdown:
    return Countdown("a", START, remaining, 1200.0, 0.5, phase_of(remaining, 1200.0))


def test_a_part_gives_one_early_signal_a_fifth_or_a_minute_before_its_end() -> None:
    far = activity_with(800.0)
    assert part_signal_due(part(2765, 61), part(2765, 59), far) == "soon"
    assert part_signal_due(part(2765, 554), part(2765, 552), far) is None
    assert part_signal_due(part(90, 61), part(90, 59), far) is None
    assert part_signal_due(part(90, 19), part(90, 17), far) == "soon"
    assert part_signal_due(part(90, 1), part(90, -1), far) == "over"
    assert part_signal_due(part(90, 20), part(90, -1), far) == "over"
    assert part_signal_due(None, part(90, -1), far) is None


def test_a_part_that_ends_with_its_activity_gives_no_signal_of_its_own() -> None:
    assert part_signal_due(part(300, 1), part(300, -1), activity_with(4.0)) is None
    assert part_signal_due(part(300, 61), part(300, 59), activity_with(63.0)) is None
    assert part_signal_due(part(300, 61), part(300, 59), activity_with(240.0)) is None
    assert part_signal_due(part(300, 1), part(300, -1), activity_with(60.0)) == "over"
    untimed = Countdown("a", START, 0.0, 0.0, 1.0, "untimed")
    assert part_signal_due(part(300, 1), part(300, -1), untimed) == "over"


def fives(story: Story, seconds: int, row: Row = TEN[0], tick: int = 1) -> list[int]:
    """The minutes of overtime told while so many seconds pass."""
    told: list[int] = []
    before = countdown(row, story.progress)
    for _ in range(0, seconds, tick):
        now = countdown(row, story.wait(tick).progress)
        told += [minutes for minutes in [overtime_due(before, now)] if minutes]
        before = now
    return told


def test_overtime_is_told_every_five_minutes_and_a_late_look_tells_the_last() -> None:
    assert fives(Story().then("start", "a").wait(590), 920, tick=10) == [5, 10, 15]
    assert fives(Story().then("start", "a"), 1300, tick=1300) == [10]


def test_case_16_overtime_is_told_again_after_added_time() -> None:
    story = Story().then("start", "a").wait(600)
    assert fives(story, 400, tick=10) == [5]
    story.then("adjust", minutes=5)
    assert fives(story, 300, tick=10) == [5]


def test_overtime_of_an_untimed_activity_is_never_told() -> None:
    assert fives(Story().then("start", "a"), 1200, planned(activity("a", 0)).rows[0], tick=60) == []


CUES = tuple(Cue(after=minutes, text=f"{minutes}分の合図") for minutes in (4, 0, 8, 25))


def cued(story: Story, seconds: int, tick: int = 1) -> list[int]:
    """The minutes of the cues that come while so many seconds pass."""
    told: list[int] = []
    before = story.progress
    for _ in range(0, seconds, tick):
        now = story.wait(tick).progress
        told += [cue.after for cue in cues_due(before, now, CUES)]
        before = now
    return told


def test_each_cue_comes_once_at_its_minute_and_also_behind_the_activity_s_end() -> None:
    story = Story().then("start", "a")
    assert cued(story, 239) == []
    assert cued(story, 1) == [4]
    assert cued(story, 2400, tick=7) == [8, 25]


def test_a_cue_of_minute_zero_comes_as_the_activity_begins() -> None:
    story = Story()
    before = story.progress
    assert [cue.after for cue in cues_due(before, story.then("start", "a").wait(1).progress, CUES)] == [0]


def test_a_late_look_names_every_cue_in_order() -> None:
    story = Story().then("start", "a")
    before = story.progress
    assert [cue.after for cue in cues_due(before, story.wait(minutes=9).progress, CUES)] == [4, 8]


def test_cues_leave_pauses_out_and_added_minutes_do_not_move_them() -> None:
    story = Story().then("start", "a").wait(200)
    before = story.progress
    story.then("pause").wait(minutes=30)
    assert cues_due(before, story.progress, CUES) == ()
    story.then("resume").then("adjust", minutes=-3)
    assert cued(story, 39) == []
    assert cued(story, 1) == [4]


def test_a_first_look_gives_no_cue_so_a_resume_is_calm() -> None:
    assert cues_due(None, Story().then("start", "a").wait(minutes=9).progress, CUES) == ()
    assert cues_due(None, Story().progress, CUES) == ()


def test_case_24_cues_come_again_in_another_run_and_never_from_the_one_before() -> None:
    story = Story().then("start", "a").wait(minutes=9).then("start", "b").wait(minutes=9)
    before = story.progress
    story.then("start", "a")
    assert cued(story, 300) == [4]
    assert [cue.after for cue in cues_due(before, story.progress, CUES)] == [0, 4]


def test_going_back_by_undo_to_a_run_that_went_on_gives_no_cue() -> None:
    story = Story().then("start", "a").wait(minutes=3)
    key = story.do("start", "b")
    before = story.wait(minutes=3).progress
    story.do("undo", target=key)
    assert story.progress.activity == "a"
    assert cues_due(before, story.progress, CUES) == ()


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_however_one_looks_each_cue_within_the_time_comes_exactly_once(waits: list[int]) -> None:
    story = Story()
    looks: list[Progress] = [story.progress]
    story.then("start", "a")
    looks += [story.wait(wait).progress for wait in waits]
    told = [cue.after for before, after in pairwise(looks) for cue in cues_due(before, after, CUES)]
    assert told == sorted(cue.after for cue in CUES if cue.after * 60 <= sum(waits))


def test_the_cues_that_have_come_and_the_next_one_are_known() -> None:
    story = Story().then("start", "a").wait(minutes=5)
    assert cue_states(story.progress, "a", CUES) == ("come", "come", "next", "to_come")
    assert cue_states(story.progress, "b", CUES) == ("to_come",) * 4
    assert cue_states(story.wait(minutes=60).progress, "a", CUES) == ("come",) * 4


def is_done(story: Story, row: Row, members: tuple[str, ...] = ()) -> bool:
    """Whether nothing is left to do in a row."""
    now = story.progress
    current = row.segment(now.segment)
    turns = round_state(members, now, segment=current.key) if current and members else None
    key = current.key if current else None
    return is_row_done(row, key, segment_countdown(row, now), turns, countdown(row, now))


def test_nothing_is_left_when_the_last_timed_part_is_over_and_not_before() -> None:
    row = planned(activity("a", 20, segments=[segment("x", minutes=2), segment("y", minutes=3)])).rows[0]
    story = Story().then("start", "a").wait(minutes=3)
    assert not is_done(story, row)
    story.then("segment", "a", segment="y").wait(179)
    assert not is_done(story, row)
    assert is_done(story.wait(1), row)


def test_nothing_is_left_when_the_last_round_is_through() -> None:
    row = planned(activity("a", 20, segments=[segment("x", seconds_per_participant=60)])).rows[0]
    story = Story().then("start", "a").wait(30).then("next_turn", "a", participant="01")
    assert not is_done(story, row, ("01", "02"))
    assert is_done(story.then("next_turn", "a", participant="02"), row, ("01", "02"))


def test_without_a_time_of_its_own_the_last_part_is_done_when_the_activity_is() -> None:
    row = planned(activity("a", 10, segments=[segment("x", minutes=2), segment("y")])).rows[0]
    story = Story().then("start", "a").wait(minutes=11)
    assert not is_done(story, row), "the first part is the current one still"
    assert is_done(story.then("segment", "a", segment="y"), row)
    assert is_done(Story().then("start", "a").wait(minutes=10), TEN[0])
    assert not is_done(Story().then("start", "a").wait(minutes=9), TEN[0])
    assert not is_done(Story().then("start", "a").wait(minutes=99), planned(activity("a", 0)).rows[0])
