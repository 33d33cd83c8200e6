"""A round's time: shared out anew by the change menu, more of it for one turn by a key."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from app.stage import (
    bar_of,
    facts,
    joined,
    live_of,
    make_live,
    on_disk,
    press,
    reopen,
    said,
    stage,
    still_clock,
    type_text,
    wait,
)
from jusou_tui.live import controls
from jusou_tui.live.planning import rounds
from jusou_tui.timekeeping.running.countdown import Countdown
from jusou_tui.timekeeping.running.rounds import TimeShare
from jusou_tui.wording.values import exact_length_text


async def test_what_is_left_is_shared_among_those_left_by_the_change_menu_and_undone(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 5 * 60)
        await press(pilot, "f5")
        snapshot = live.current.snapshot()
        assert snapshot.round is not None
        assert snapshot.segment is not None
        assert snapshot.segment.seconds_per_participant == 60
        assert snapshot.round.left == 4
        await press(pilot, "f5")
        await wait(pilot, 8 * 60)
        found = rounds.offer(live.current)
        assert found is not None
        assert (found.people, found.before) == (3, 60)
        await press(pilot, "ctrl+d")
        wanted = rounds.offer(live.current)
        assert wanted is not None
        assert f"3人で分け直す（1人1分→{exact_length_text(wanted.after)}）" in joined(pilot)
        await press(pilot, "2")
        state = live.current.snapshot()
        assert state.round is not None
        assert state.round.seconds == wanted.after
        assert state.turn_countdown is not None
        assert state.turn_countdown.budget == wanted.after
        assert f"残りの3人は1人{exact_length_text(wanted.after)}です" in said(pilot)[-1]
        await press(pilot, "ctrl+z")
        assert live_of(pilot).current.snapshot().round.seconds is None  # type: ignore[union-attr]
        assert state.progress.adjustment == 0


async def test_the_menu_offers_no_share_outside_of_a_round(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        assert rounds.offer(live.current) is None
        assert not rounds.take(live.current)
        await press(pilot, "f9", "ctrl+d")
        assert "分ける（" not in joined(pilot)


def test_what_comes_behind_a_round_keeps_its_time(place: Path) -> None:
    live = make_live(place, still_clock())
    step = live.curriculum.steps[1]
    opening = step.activities[0]
    more = opening.segments[0].model_copy(update={"id": "behind", "minutes": 6, "seconds": None})
    longer = opening.model_copy(update={"segments": (*opening.segments, more)})
    steps = tuple(
        one.model_copy(update={"activities": (longer, *one.activities[1:])})
        if one is live.current.step
        else one
        for one in live.curriculum.steps
    )
    live.curriculum = live.curriculum.model_copy(update={"steps": steps})
    live._meetings.clear()
    controls.go_on(live.current)
    live.clock.advance(5 * 60)  # type: ignore[attr-defined]
    controls.advance(live.current)
    assert live.current.snapshot().round is not None
    assert rounds.offer(live.current) is None  # four minutes for four people: as planned
    live.clock.advance(60)  # type: ignore[attr-defined]
    live.clock.advance(60)  # type: ignore[attr-defined]
    controls.advance(live.current)
    assert rounds.offer(live.current) == TimeShare(people=3, before=60, after=40)
    live.close()


def left_of(pilot: Pilot[int]) -> Countdown:
    found = live_of(pilot).current.snapshot().turn_countdown
    assert found is not None
    return found


async def test_a_key_gives_the_speaker_half_a_minute_and_another_takes_it_back(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5")
        await type_text(pilot, "書きかけのメモ")
        await press(pilot, "ctrl+right", "ctrl+right")
        assert left_of(pilot).budget == 120
        assert "見本 花子さんの時間を延ばしました（延長は合わせて1分）" in said(pilot)[-1]
        assert "+1分" in facts(pilot)
        assert live.current.snapshot().progress.adjustment == 0
        await press(pilot, "ctrl+left")
        assert left_of(pilot).budget == 90
        assert "+30秒" in facts(pilot)
        await press(pilot, "ctrl+left")
        assert "延長は合わせて0秒" in said(pilot)[-1]
        await press(pilot, "ctrl+left")
        assert "まだ延ばしていません" in said(pilot)[-1]
        assert left_of(pilot).budget == 60
        assert bar_of(pilot).area.text == "書きかけのメモ"
        await press(pilot, "ctrl+z")  # what is typed and not filed goes first
        assert bar_of(pilot).area.text == ""
        await press(pilot, "f12", "ctrl+z")
        assert left_of(pilot).budget == 120


async def test_extra_time_is_in_the_file_and_not_the_next_person_s(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5", "ctrl+right", "f5")
        assert left_of(pilot).budget == 60
        await press(pilot, "ctrl+right")
        assert [event.seconds for event in on_disk(live).events.values() if event.kind == "adjust"] == [
            30,
            30,
        ]
    again = reopen(live)
    state = again.current.snapshot().round
    assert state is not None
    assert (again.name_of(state.current), state.extra) == ("例野 一郎", 30)
    again.close()


async def test_the_speaker_s_signals_come_again_after_extra_time(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5")
        await wait(pilot, 61)
        assert "持ち時間が終わりました" in said(pilot)[-1]
        await press(pilot, "ctrl+right")
        await wait(pilot, 20)
        assert "持ち時間はもう少しです" in said(pilot)[-1]
        await wait(pilot, 20)
        assert "持ち時間が終わりました" in said(pilot)[-1]


async def test_without_a_turn_the_arrow_moves_in_the_note_field(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "one two")
        await press(pilot, "ctrl+left")
        assert bar_of(pilot).area.cursor_location == (0, 4)
        assert [event.kind for _, event in live.current.events] == ["start"]


async def test_the_change_menu_gives_the_speaker_a_minute(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5", "ctrl+d")
        assert "見本花子さんの時間を1分延ばす" in joined(pilot)
        await press(pilot, "3")
        assert left_of(pilot).budget == 120


async def test_a_note_begins_as_the_speaker_s_and_stays_whose_it_was_begun_as(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5")
        await type_text(pilot, "畑を借りた")
        await press(pilot, "enter", "f5")
        await type_text(pilot, "春から窓口")
        await press(pilot, "f5", "enter")
        notes = [note for note in live.book.session.notes.values() if note.kind == "note"]
        assert [live.name_of(note.author) for note in notes] == ["見本 花子", "例野 一郎"]
        assert live.name_of(bar_of(pilot).entry.author) == "雛形 健"


async def test_without_a_turn_later_and_pass_say_so(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9")
        for key in ("ctrl+l", "ctrl+t"):
            await press(pilot, key)
            assert said(pilot)[-1] == "いまは、話す番の人がいません。一巡のときに使います。"
        assert len(said(pilot)) == 2
