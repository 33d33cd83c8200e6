"""When a page shared with the network ends."""

from __future__ import annotations

from dataclasses import replace

from audience.pages import DAY, FINISHED
from audience.web.served import sight_of
from jusou_tui.audience.view import AudienceView, Reception, State
from jusou_tui.audience.watching import Sight
from jusou_tui.audience.web.lifetime import LEFT_AFTER, LONGEST_END, LONGEST_SILENCE, Lifetime


def sight(state: State, step: str = "Step1", age: float = 0.0) -> Sight:
    return replace(
        sight_of(FINISHED), view=AudienceView(state, DAY, step=step), reception=Reception(None, age)
    )


def ended() -> Lifetime:
    """Return that of a meeting that was finished at 100."""
    lifetime = Lifetime()
    assert not lifetime.is_over(sight("running"), 50)
    assert not lifetime.is_over(sight("finished"), 100)
    return lifetime


def test_a_meeting_that_was_not_finished_goes_on_although_nothing_is_heard_for_hours() -> None:
    lifetime = Lifetime()
    assert not any(lifetime.is_over(sight("running", age=9000), at) for at in (0, 5000, 50000))


def test_a_meeting_that_nobody_finishes_is_not_shown_for_ever() -> None:
    lifetime = Lifetime()
    assert not lifetime.is_over(sight("before", age=LONGEST_SILENCE + 1), 0)
    assert not lifetime.is_over(sight("running"), 50)
    assert lifetime.is_over(sight("running", age=LONGEST_SILENCE + 1), 60)


def test_another_meeting_is_not_shown_under_the_address_of_one_that_had_begun() -> None:
    lifetime = Lifetime()
    assert not lifetime.is_over(sight("before", "Step1"), 0)
    assert not lifetime.is_over(sight("before", "Step2"), 10)
    assert not lifetime.is_over(sight("running", "Step2"), 20)
    assert not lifetime.is_over(sight("before", "Step2"), 30)
    assert lifetime.is_over(sight("before", "Step3"), 40)


def test_a_curtain_is_no_other_meeting() -> None:
    lifetime = Lifetime()
    assert not lifetime.is_over(sight("running"), 50)
    assert not lifetime.is_over(sight("running", ""), 60)
    assert not lifetime.is_over(sight("finished", ""), 100)
    assert not lifetime.is_over(sight("finished"), 110)
    assert not lifetime.is_over(sight("finished", ""), 120)


def test_the_end_is_shown_until_the_program_is_left() -> None:
    lifetime = ended()
    assert not lifetime.is_over(sight("finished", age=LEFT_AFTER / 2), 200)
    assert lifetime.is_over(sight("finished", age=LEFT_AFTER + 1), 300)


def test_the_next_meeting_is_another_one() -> None:
    assert ended().is_over(sight("running", "Step2"), 200)
    assert ended().is_over(sight("before"), 200)


def test_the_end_is_not_shown_for_ever() -> None:
    assert ended().is_over(sight("finished"), 101 + LONGEST_END)


def test_an_end_that_is_taken_back_is_none() -> None:
    lifetime = ended()
    assert not lifetime.is_over(sight("running"), 130)
    assert not lifetime.is_over(sight("running", age=LEFT_AFTER + 1), 5000)
