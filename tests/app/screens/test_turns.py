"""A round's time shared out anew by the change menu."""

from __future__ import annotations

from pathlib import Path

from app.stage import desk_of, joined, make_desk, press, said, stage, still_clock, wait
from jusou_tui.app import turns
from jusou_tui.timekeeping.rounds import Share


async def test_what_is_left_is_shared_among_those_left_by_the_change_menu_and_undone(place: Path) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 5 * 60)
        await press(pilot, "f5")
        standing = desk.standing()
        assert standing.round is not None
        assert standing.segment is not None
        assert standing.segment.seconds_per_participant == 60
        assert standing.round.left == 4
        await press(pilot, "f5")
        await wait(pilot, 8 * 60)
        found = turns.offer(desk)
        assert found is not None
        assert (found.people, found.before) == (3, 60)
        await press(pilot, "ctrl+d")
        wanted = turns.offer(desk)
        assert wanted is not None
        assert f"残りの3人で分ける（一人60→{wanted.after}秒）" in joined(pilot)
        await press(pilot, "2")
        state = desk.standing()
        assert state.round is not None
        assert state.round.seconds == wanted.after
        assert state.turn_countdown is not None
        assert state.turn_countdown.budget == wanted.after
        assert f"残りの3人は一人{wanted.after}秒です" in said(pilot)[-1]
        await press(pilot, "ctrl+z")
        assert desk_of(pilot).standing().round.seconds is None  # type: ignore[union-attr]
        assert state.progress.adjustment == 0


async def test_the_menu_offers_no_share_outside_of_a_round(place: Path) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        assert turns.offer(desk) is None
        assert not turns.take(desk)
        await press(pilot, "f9", "ctrl+d")
        assert "分ける（" not in joined(pilot)


def test_what_comes_behind_a_round_keeps_its_time(place: Path) -> None:
    desk = make_desk(place, still_clock())
    step = desk.curriculum.steps[1]
    opening = step.activities[0]
    more = opening.segments[0].model_copy(update={"id": "behind", "minutes": 6, "seconds": None})
    longer = opening.model_copy(update={"segments": (*opening.segments, more)})
    steps = tuple(
        one.model_copy(update={"activities": (longer, *one.activities[1:])}) if one is desk.step else one
        for one in desk.curriculum.steps
    )
    desk.curriculum = desk.curriculum.model_copy(update={"steps": steps})
    desk._steps.clear()
    desk.go_on()
    desk.clock.advance(5 * 60)  # type: ignore[attr-defined]
    desk.advance()
    assert desk.standing().round is not None
    assert turns.offer(desk) is None  # four minutes for four people: as planned
    desk.clock.advance(60)  # type: ignore[attr-defined]
    desk.clock.advance(60)  # type: ignore[attr-defined]
    desk.advance()
    assert turns.offer(desk) == Share(people=3, before=60, after=40)
    desk.close()
