"""Rounds: each in turn, whoever waits, is missing, comes or goes."""

from __future__ import annotations

from jusou_tui.timekeeping import rounds
from jusou_tui.timekeeping.rounds import RoundState
from timekeeping.story import Story

MEMBERS = ("A", "B", "C", "D")


def around(story: Story, members: tuple[str, ...] = MEMBERS) -> RoundState:
    return rounds.state(members, story.events, story.now)


def begun() -> Story:
    return Story().then("start", "a").wait(100).then("segment", "a", segment="around")


def test_a_round_begins_with_the_first_at_the_segments_start() -> None:
    found = around(begun().wait(20))
    assert (found.current, found.next, found.turn_elapsed, found.finished) == ("A", "B", 20.0, False)


def test_without_a_chosen_segment_the_round_is_the_first_one() -> None:
    story = Story().then("start", "a").wait(20).then("next_turn", "a", participant="A").wait(5)
    assert (around(story).current, around(story).turn_elapsed) == ("B", 5.0)
    assert rounds.state(MEMBERS, story.events, story.now, segment="around").done == ("A",)
    assert rounds.state(MEMBERS, story.events, story.now, segment="around").current == "B"


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
    assert (around(story).current, around(story).absent) == ("B", ("A",))
    assert around(story.then("later", participant="A")).later == ("A",)
    assert around(story.then("absent", participant="A")).absent == ("A",)
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
