"""Extra time for one turn: whose it is, and when it is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.plan.durations import PlannedSegment
from jusou_tui.timekeeping.running import rounds
from jusou_tui.timekeeping.running.countdown import Countdown, turn_countdown
from jusou_tui.timekeeping.running.progress import progress
from jusou_tui.timekeeping.running.rounds import RoundState, TimeShare, speaking_times
from jusou_tui.timekeeping.running.time_signals import signals_due
from timekeeping.story import Story

MEMBERS = ("A", "B", "C", "D")
ROUND = PlannedSegment("around", "around", "一巡", None, 240, is_round=True, seconds_per_participant=60)


def around(story: Story, members: tuple[str, ...] = MEMBERS) -> RoundState:
    return rounds.round_state(members, story.progress, segment="around")


def begun() -> Story:
    return Story().then("start", "a").wait(100).then("segment", "a", segment="around")


def more(story: Story, who: str, seconds: float = 30.0) -> str:
    return story.do("adjust", "a", participant=who, seconds=seconds)


def left(story: Story) -> Countdown:
    found = turn_countdown(ROUND, around(story))
    assert found is not None
    return found


def test_extra_time_is_that_of_the_turn_and_not_the_next_ones() -> None:
    story = begun().wait(50)
    more(story, "A")
    more(story, "A")
    assert (left(story).budget, left(story).remaining) == (120.0, 70.0)
    story.wait(70).then("next_turn", "a", participant="A")
    assert (around(story).current, around(story).extra, left(story).budget) == ("B", 0, 60.0)


def test_extra_time_gives_the_activity_no_minutes() -> None:
    story = begun()
    more(story, "A")
    assert story.progress.adjustment == 0
    assert story.progress.pending == {}
    assert dict(story.progress.shares) == {}


def test_extra_time_is_taken_back_down_to_none() -> None:
    story = begun()
    more(story, "A", 60.0)
    more(story, "A", -30.0)
    assert around(story).extra == 30
    more(story, "A", -90.0)
    assert around(story).extra == 0
    more(story, "A")
    assert around(story).extra == 30


def test_undo_takes_extra_time_away_and_its_undo_brings_it_again() -> None:
    story = begun()
    key = more(story, "A")
    undo = story.do("undo", target=key)
    assert around(story).extra == 0
    story.do("undo", target=undo)
    assert around(story).extra == 30


def test_the_signals_of_a_turn_come_again_after_extra_time() -> None:
    story = begun().wait(59)
    before = left(story)
    over = left(story.wait(2))
    assert signals_due(before, over) == ("over",)
    more(story, "A")
    longer = left(story)
    assert signals_due(over, longer) == ()
    assert signals_due(longer, left(story.wait(12))) == ("soon",)
    assert signals_due(longer, left(story.wait(18))) == ("soon", "over")


def test_who_comes_later_has_the_usual_time_again() -> None:
    story = begun()
    more(story, "A")
    story.wait(40).then("later", "a", participant="A")
    assert (around(story).current, around(story).extra) == ("B", 0)
    for who in ("B", "C", "D"):
        story.then("next_turn", "a", participant=who)
    assert (around(story).current, around(story).extra) == ("A", 0)


def test_who_alone_is_left_and_waits_keeps_turn_and_extra_time() -> None:
    story = begun()
    for who in ("A", "B", "C"):
        story.then("next_turn", "a", participant=who)
    more(story, "D")
    story.then("later", "a", participant="D")
    assert (around(story).current, around(story).extra) == ("D", 30)


def test_case_34_someone_absent_added_or_gone_leaves_the_speaker_the_extra_time() -> None:
    story = begun().then("next_turn", "a", participant="A").wait(20)
    more(story, "B")
    story.then("absent", "a", participant="D").then("later", "a", participant="C")
    assert (around(story).current, around(story).extra) == ("B", 30)
    assert around(story, ("Z", *MEMBERS, "E")).extra == 30
    gone = around(story, ("A", "C", "D"))
    assert (gone.current, gone.extra) == ("C", 0)


def test_case_24_extra_time_does_not_leak_into_the_next_run_or_another_round() -> None:
    story = begun()
    more(story, "A")
    assert rounds.round_state(MEMBERS, story.progress, segment="other").extra == 0
    story.then("segment", "a", segment="talk").wait(5).then("segment", "a", segment="around")
    assert around(story).extra == 0
    more(story, "A")
    story.wait(5).then("start", "a").then("segment", "a", segment="around")
    assert around(story).extra == 0


def test_extra_time_in_a_round_that_nobody_chose_is_the_first_ones() -> None:
    story = Story().then("start", "a").wait(20)
    more(story, "A")
    assert rounds.round_state(MEMBERS, story.progress, segment="around").extra == 30


def test_extra_time_for_an_activity_that_does_not_run_is_nothing() -> None:
    story = begun()
    story.do("adjust", "b", participant="A", seconds=30.0)
    assert around(story).extra == 0
    assert story.progress.pending == {}


def test_a_key_put_right_leaves_the_extra_time_with_whom_it_was_given_to() -> None:
    story = begun().wait(60)
    turn = story.do("next_turn", "a", participant="A")
    story.wait(20)
    more(story, "B")
    for seconds in (-40.0, 90.0):  # 20 seconds earlier than it was, then later than the extra time
        story.wait(60).do("correct", target=turn, seconds=seconds)
        assert (around(story).current, around(story).extra) == ("B", 30)


def test_the_speaker_s_extra_time_is_no_part_of_what_is_shared_out() -> None:
    story = begun().wait(60).then("next_turn", "a", participant="A").wait(20)
    more(story, "B")
    assert rounds.share_out(around(story), 60, 130) == TimeShare(people=3, before=60, after=40)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["next_turn", "later", "absent", "more", "less", "pause", "resume"]),
        st.sampled_from([0.5, 10.0, 45.0, 61.0]),
    ),
    max_size=16,
)


def told(steps: list[tuple[str, float]]) -> tuple[Story, list[tuple[str, float]]]:
    """Play keys of a round; return the story, and who spoke for how long by the turn's own time."""
    story, spoke = begun(), []
    for kind, seconds in steps:
        story.wait(seconds)
        state = around(story)
        if kind in {"pause", "resume"}:
            story.then(kind, "a")
        elif state.current is not None and kind in {"more", "less"}:
            more(story, state.current, 30.0 if kind == "more" else -30.0)
        elif state.current is not None:
            if kind == "next_turn":
                spoke.append((state.current, state.turn_elapsed))
            story.then(kind, "a", participant=state.current)
    return story, spoke


def without_extra(events: list[tuple[str, Event]]) -> list[tuple[str, Event]]:
    return [(key, event) for key, event in events if event.kind != "adjust"]


@settings(max_examples=80, deadline=None)
@given(STEPS, st.randoms())
def test_case_35_the_replay_of_a_round_in_any_order_is_the_live_state(steps: Any, random: Any) -> None:
    story, _ = told(steps)
    shuffled = list(story.events)
    random.shuffle(shuffled)
    now = story.now + timedelta(seconds=7)
    assert rounds.round_state(MEMBERS, progress(shuffled, now)) == rounds.round_state(
        MEMBERS, progress(story.events, now)
    )


@settings(max_examples=80, deadline=None)
@given(STEPS)
def test_extra_time_changes_nothing_but_the_time_of_the_turn(steps: Any) -> None:
    story, spoke = told(steps)
    plain = rounds.round_state(MEMBERS, progress(without_extra(story.events), story.now))
    state = around(story)
    assert state.extra >= 0
    assert (state.current, state.done, state.later, state.passed) == (
        plain.current,
        plain.done,
        plain.later,
        plain.passed,
    )
    assert state.turn_elapsed == plain.turn_elapsed
    total: dict[str, float] = {}
    for who, seconds in spoke:
        total[who] = total.get(who, 0.0) + seconds
    counted = {one.participant: one.seconds for one in speaking_times(story.events) if one.turns}
    assert counted.keys() == total.keys()
    assert all(abs(counted[who] - total[who]) < 0.001 for who in total)


@settings(max_examples=80, deadline=None)
@given(STEPS, st.sampled_from([30.0, -30.0]))
def test_case_35_undo_of_extra_time_restores_the_round(steps: Any, seconds: float) -> None:
    story, _ = told(steps)
    before = around(story)
    key = more(story, before.current or "A", seconds)
    story.do("undo", target=key)
    assert around(story) == before


@settings(max_examples=100, deadline=None)
@given(
    remaining=st.floats(0, 10_000),
    usual=st.integers(1, 3600),
    elapsed=st.floats(0, 4000),
    extra=st.integers(0, 600),
    gone=st.integers(0, 3),
)
def test_a_share_beside_extra_time_never_takes_more_than_there_is(
    remaining: float, usual: int, elapsed: float, extra: int, gone: int
) -> None:
    state = RoundState(MEMBERS, current=MEMBERS[gone], done=MEMBERS[:gone], turn_elapsed=elapsed, extra=extra)
    found = rounds.share_out(state, usual, remaining)
    if found is not None:
        mine = max(0.0, found.after + extra - elapsed)
        assert mine + found.after * (found.people - 1) <= remaining + 1e-6
