"""Rounds: each in turn, whoever waits, is missing, comes or goes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.timekeeping.running import rounds
from jusou_tui.timekeeping.running.rounds import RoundState, TimeShare
from timekeeping.story import Story

MEMBERS = ("A", "B", "C", "D")


def around(story: Story, members: tuple[str, ...] = MEMBERS) -> RoundState:
    return rounds.round_state(members, story.progress)


def begun() -> Story:
    return Story().then("start", "a").wait(100).then("segment", "a", segment="around")


def test_a_round_begins_with_the_first_at_the_segments_start() -> None:
    found = around(begun().wait(20))
    assert (found.current, found.next, found.turn_elapsed, found.finished) == ("A", "B", 20.0, False)


def test_without_a_chosen_segment_the_round_is_the_first_one() -> None:
    story = Story().then("start", "a").wait(20).then("next_turn", "a", participant="A").wait(5)
    assert (around(story).current, around(story).turn_elapsed) == ("B", 5.0)
    assert rounds.round_state(MEMBERS, story.progress, segment="around").done == ("A",)
    assert rounds.round_state(MEMBERS, story.progress, segment="around").current == "B"


def test_before_the_start_there_is_no_turn() -> None:
    assert around(Story()) == RoundState(MEMBERS)


def test_each_has_a_turn_and_then_the_round_is_finished() -> None:
    story = begun()
    spoken = []
    for _ in MEMBERS:
        spoken.append(around(story).current)
        story.wait(60).then("next_turn", "a", participant=spoken[-1])
    assert tuple(spoken) == MEMBERS
    found = around(story)
    assert (found.current, found.next, found.done, found.finished) == (None, None, MEMBERS, True)
    assert found.turn_elapsed == 0.0


def test_a_turn_leaves_pauses_and_uncounted_gaps_out() -> None:
    story = begun().wait(60).then("next_turn", participant="A").wait(10).then("pause").wait(500)
    assert around(story).turn_elapsed == 10.0
    story.then("resume").wait(10).wait(700).then("gap", seconds=700.0, counted=False)
    assert around(story).turn_elapsed == 20.0


def test_who_wants_to_come_later_comes_after_all_others() -> None:
    story = begun().then("later", participant="A").then("next_turn", participant="B")
    found = around(story)
    assert (found.current, found.later) == ("C", ("A",))
    story.then("later", participant="C").then("next_turn", participant="D")
    assert (around(story).current, around(story).next) == ("A", "C")
    story.then("later", participant="A")
    assert (around(story).current, around(story).next) == ("C", "A")


def test_who_alone_is_left_and_wants_to_wait_is_still_the_one() -> None:
    story = begun().then("next_turn", participant="A").wait(30).then("later", participant="B").wait(5)
    assert around(story, ("A", "B")).current == "B"
    assert not around(story, ("A", "B")).finished


def test_who_is_absent_has_no_turn_and_may_still_come() -> None:
    story = begun().then("absent", participant="A")
    assert (around(story).current, around(story).passed) == ("B", ("A",))
    assert around(story.then("later", participant="A")).later == ("A",)
    assert around(story.then("absent", participant="A")).passed == ("A",)
    assert around(story.then("next_turn", participant="A")).done == ("A",)


def test_after_one_who_speaks_out_of_turn_it_goes_on_from_there_and_forgets_nobody() -> None:
    story = begun().wait(20).then("next_turn", participant="C").wait(5)
    assert (around(story).current, around(story).next, around(story).turn_elapsed) == ("D", "A", 5.0)
    story.then("next_turn", participant="D").then("next_turn", participant="A")
    assert (around(story).current, around(story).next) == ("B", None)


def test_someone_else_who_is_absent_or_waits_takes_no_time_from_the_current_one() -> None:
    story = begun().wait(20).then("absent", participant="C").then("later", participant="B").wait(5)
    found = around(story)
    assert (found.current, found.next, found.turn_elapsed) == ("A", "D", 25.0)


def test_an_event_without_a_name_is_the_current_ones() -> None:
    assert around(begun().then("next_turn").then("next_turn")).done == ("A", "B")


def test_the_same_turn_written_twice_counts_once() -> None:
    story = begun().then("next_turn", participant="A").then("next_turn", participant="A")
    assert (around(story).current, around(story).done) == ("B", ("A",))


def test_an_undo_gives_the_turn_back() -> None:
    story = begun().wait(60)
    key = story.do("next_turn", participant="A")
    story.wait(5).do("undo", target=key)
    assert (around(story).current, around(story).turn_elapsed) == ("A", 65.0)


def test_case_34_someone_added_in_the_middle_comes_at_the_end() -> None:
    story = begun().then("next_turn", participant="A").then("next_turn", participant="B").wait(7)
    found = around(story, ("A", "B", "C", "D", "E"))
    assert (found.current, found.turn_elapsed) == ("C", 7.0)
    early = around(story, ("Z", *MEMBERS))
    assert (early.current, early.next, early.turn_elapsed) == ("C", "D", 7.0)
    story.then("next_turn", participant="C").then("next_turn", participant="D")
    assert around(story, ("Z", *MEMBERS)).current == "Z"


def test_case_34_someone_added_after_the_end_opens_the_round_again() -> None:
    story = begun()
    for member in MEMBERS:
        story.then("next_turn", participant=member)
    found = around(story, (*MEMBERS, "E"))
    assert (found.current, found.finished) == ("E", False)


def test_case_34_someone_gone_in_the_middle_leaves_no_hole() -> None:
    story = begun().then("next_turn", participant="A")
    assert (around(story, ("A", "C", "D")).current, around(story, ("A", "C", "D")).next) == ("C", "D")
    assert around(story, ("B", "C", "D")).current == "B"


def test_case_34_the_turn_after_one_who_has_left_has_its_own_time() -> None:
    story = begun().wait(60).then("next_turn", participant="A").wait(9)
    found = around(story, ("B", "C"))
    assert (found.current, found.turn_elapsed, found.done) == ("B", 9.0, ())


def test_case_34_with_nobody_there_there_is_no_turn_and_no_end() -> None:
    found = around(begun(), ())
    assert (found.current, found.finished) == (None, False)


def test_case_34_all_absent_is_a_finished_round() -> None:
    story = begun().then("absent").then("absent")
    assert around(story, ("A", "B")).finished


def test_a_round_gone_back_to_goes_on_where_it_stood() -> None:
    story = begun().then("next_turn", "a", participant="A").wait(30).then("segment", "a", segment="talk")
    assert around(story).done == ()
    story.wait(30).then("segment", "a", segment="around").wait(4)
    assert (around(story).current, around(story).turn_elapsed) == ("B", 4.0)


def test_case_24_a_second_run_begins_a_new_round() -> None:
    story = begun().then("next_turn", participant="A").then("start", "a").then("segment", segment="around")
    assert (around(story).current, around(story).done) == ("A", ())


def shared(story: Story, left: float, usual: int = 60) -> TimeShare | None:
    return rounds.share_out(around(story), usual, left)


def test_what_is_left_is_shared_by_those_who_are_left() -> None:
    story = begun().wait(60).then("next_turn", "a", participant="A")
    assert shared(story, 90) == TimeShare(people=3, before=60, after=30)
    assert shared(story, 270) == TimeShare(people=3, before=60, after=90)
    assert shared(story, 180) is None
    assert shared(story, 180, usual=45) == TimeShare(people=3, before=45, after=60)


def test_what_the_speaker_has_had_is_a_part_of_the_time_shared() -> None:
    story = begun().wait(60).then("next_turn", "a", participant="A").wait(20)
    assert shared(story, 100) == TimeShare(people=3, before=60, after=40)


def test_who_has_had_more_than_the_share_ends_and_the_others_share_the_rest() -> None:
    story = begun().wait(60).then("next_turn", "a", participant="A").wait(200)
    assert shared(story, 100) == TimeShare(people=3, before=60, after=50)
    story.then("next_turn", "a", participant="B").then("next_turn", "a", participant="C").wait(200)
    assert shared(story, 5) is None  # one person alone has nobody to share with


def test_case_34_the_absent_leave_their_share_and_those_who_wait_keep_theirs() -> None:
    story = begun().then("absent", "a", participant="B").then("later", "a", participant="A")
    assert shared(story, 90) == TimeShare(people=3, before=60, after=30)


def test_too_little_time_and_a_finished_round_are_not_shared() -> None:
    story = begun()
    assert shared(story, 0) is None
    assert shared(story, -30) is None
    assert shared(story, 39) is None
    assert shared(story, 40) == TimeShare(people=4, before=60, after=10)
    for member in MEMBERS:
        story.then("next_turn", "a", participant=member)
    assert shared(story, 300) is None
    assert rounds.share_out(around(Story()), 60, 300) is None


def test_a_share_holds_for_this_round_of_this_run_until_it_is_undone() -> None:
    story = begun()
    event = story.do("adjust", "a", segment="around", seconds=45.0)
    assert around(story).seconds == 45
    assert story.progress.adjustment == 0
    assert rounds.round_state(MEMBERS, story.progress, segment="other").seconds is None
    assert shared(story, 120) == TimeShare(people=4, before=45, after=30)
    story.do("adjust", "a", segment="around", seconds=30.0)
    assert around(story).seconds == 30
    story.do("adjust", "b", segment="around", seconds=99.0)
    assert around(story).seconds == 30
    story.do("undo", target=story.events[-2][0])
    assert around(story).seconds == 45
    story.do("undo", target=event)
    assert around(story).seconds is None


def test_case_24_a_share_does_not_leak_into_the_next_run() -> None:
    story = begun().then("adjust", "a", segment="around", seconds=45.0)
    story.then("start", "a").then("segment", "a", segment="around")
    assert around(story).seconds is None


@given(
    left=st.floats(0, 10_000), usual=st.integers(1, 3600), elapsed=st.floats(0, 4000), gone=st.integers(0, 3)
)
@settings(max_examples=100, deadline=None)
def test_a_share_never_takes_more_than_there_is(left: float, usual: int, elapsed: float, gone: int) -> None:
    state = RoundState(MEMBERS, current=MEMBERS[gone], done=MEMBERS[:gone], turn_elapsed=elapsed)
    found = rounds.share_out(state, usual, left)
    if found is None:
        return
    assert found.people == 4 - gone
    mine = max(0.0, found.after - elapsed)
    assert mine + found.after * (found.people - 1) <= left + 1e-6


def test_a_round_is_short_by_what_those_who_are_left_lack() -> None:
    story = begun().wait(60).then("next_turn", "a", participant="A").wait(20)
    assert rounds.seconds_short(around(story), 60, 160) == 0
    assert rounds.seconds_short(around(story), 60, 100) == 60
    assert rounds.seconds_short(around(story.wait(100)), 60, 0) == 120
    story.then("adjust", "a", segment="around", seconds=30.0)
    assert rounds.seconds_short(around(story), 60, 0) == 60
    story.then("adjust", "a", participant="B", seconds=100.0)
    assert rounds.seconds_short(around(story), 60, 0) == 70
    for member in ("B", "C", "D"):
        story.then("next_turn", "a", participant=member)
    assert rounds.seconds_short(around(story), 60, 0) == 0


@given(
    left=st.floats(0, 10_000), usual=st.integers(10, 3600), elapsed=st.floats(0, 4000), gone=st.integers(0, 3)
)
@settings(max_examples=100, deadline=None)
def test_a_round_that_was_shared_out_anew_is_not_short(
    left: float, usual: int, elapsed: float, gone: int
) -> None:
    state = RoundState(MEMBERS, current=MEMBERS[gone], done=MEMBERS[:gone], turn_elapsed=elapsed)
    found = rounds.share_out(state, usual, left)
    if found is not None:
        assert rounds.seconds_short(state._replace(seconds=found.after), usual, left) == 0
