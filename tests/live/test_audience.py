"""What the facilitator sets for the shared screen, which meeting it shows, and who has which seat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import STEP, TEAM, make_live, on_disk, reopen, still_clock
from jusou_tui.live import attendance, audience, controls, undoing
from jusou_tui.live.session import LiveSession


@pytest.fixture
def live(place: Path) -> Iterator[LiveSession]:
    live = make_live(place, still_clock())
    yield live
    live.close()


def later(live: LiveSession, seconds: float = 5) -> None:
    live.clock.advance(seconds)  # type: ignore[attr-defined]  # the stage's own clock


def seats(live: LiveSession) -> dict[str, int]:
    return {live.name_of(person): number for person, number in audience.seats_of(live.current).items()}


def test_a_new_session_shows_no_names_and_has_nothing_in_its_file(live: LiveSession) -> None:
    settings = audience.audience_of(live)
    assert settings == type(settings)()
    assert not settings.names
    assert b"audience" not in live.store.path.read_bytes()


def test_what_is_set_stays_after_a_restart(live: LiveSession) -> None:
    audience.draw_curtain(live, True)
    audience.set_message(live, "  14:20 に再開します ")
    audience.show_names(live, True)
    audience.show_decisions(live, True)
    for _ in range(9):
        audience.enlarge(live, 1)
    again = reopen(live)
    kept = audience.audience_of(again)
    assert kept == audience.audience_of(live)
    assert (kept.curtain, kept.message, kept.names, kept.decisions) == (
        True,
        "14:20 に再開します",
        True,
        True,
    )
    assert kept.enlarge == 5
    again.close()


def test_undo_leaves_the_screen_alone(live: LiveSession) -> None:
    audience.draw_curtain(live, True)
    assert "元に戻せる操作はありません" in undoing.undone_text(live, undoing.undo(live))
    assert audience.audience_of(live).curtain


def test_a_sheet_about_persons_is_never_shown(live: LiveSession) -> None:
    sheets = live.curriculum.worksheets
    about, harmless = (next(one.id for one in sheets if one.sensitive is wanted) for wanted in (True, False))
    private, public = live.book.sheets.add(about, step=STEP), live.book.sheets.add(harmless, step=STEP)
    assert not audience.show_sheet(live, private)
    assert not audience.show_sheet(live, "nowhere")
    assert audience.show_sheet(live, public)
    assert audience.audience_of(live).sheet == public
    assert audience.show_sheet(live, None)
    assert audience.audience_of(live).sheet is None


def test_seats_are_given_at_the_start_and_to_latecomers_behind_the_others(live: LiveSession) -> None:
    assert seats(live) == {}
    controls.go_on(live.current)
    given = dict(zip(TEAM, (1, 2, 3, 4), strict=True))
    assert seats(live) == given
    assert len(on_disk(live).meetings[STEP].seats) == 4
    later(live)
    guest = attendance.add_guest(live.current, "例野 次郎")
    assert seats(live) == given | {"例野 次郎": 5}
    live.book.people.order([guest])
    first = next(iter(audience.seats_of(live.current)))
    later(live)
    attendance.leave(live.current, first)
    undoing.undo(live)
    assert seats(live) == given | {"例野 次郎": 5}


def test_undoing_the_start_takes_no_seat_away(live: LiveSession) -> None:
    live.book.set_view(screen="run", step=STEP)
    later(live)
    controls.go_on(live.current)
    later(live)
    undoing.undo(live)
    assert live.current.started() is None
    assert [*seats(live).values()] == [1, 2, 3, 4]


def test_who_has_no_seat_yet_has_the_next_one_and_looking_writes_nothing(live: LiveSession) -> None:
    controls.go_on(live.current)
    later(live)
    live.book.people.add("例野 次郎")
    assert seats(live)["例野 次郎"] == 5
    live.save()
    before = live.store.path.read_bytes()
    with_look = LiveSession.open(live.store.path, still_clock(), look=True)
    audience.give_seats(with_look.current)
    assert audience.seats_of(with_look.current) == audience.seats_of(live.current)
    with_look.close()
    assert live.store.path.read_bytes() == before


def test_whoever_only_reads_a_session_gets_what_the_screen_shows(live: LiveSession) -> None:
    looker = LiveSession.open(live.store.path, still_clock(), look=True)
    looker.book.set_view(screen="notes")
    audience.draw_curtain(live, True)
    live.save()
    looker.store.follower.update()  # unless its worker was quicker
    assert audience.audience_of(looker).curtain
    assert looker.view.screen == "notes"
    looker.close()


def test_the_meeting_shown_is_the_one_under_way_whatever_is_in_view(live: LiveSession) -> None:
    assert audience.audience_meeting(live).step.id == STEP
    controls.go_on(live.current)
    live.book.set_view(step="step2")
    assert audience.audience_meeting(live).step.id == STEP
    later(live)
    live.meeting(STEP).add_event("finish")
    assert audience.audience_meeting(live).step.id == STEP
    later(live, timedelta(days=1).total_seconds())
    assert audience.audience_meeting(live).step.id == "step2"


def test_what_was_shown_for_a_meeting_ends_with_it(live: LiveSession) -> None:
    controls.go_on(live.current)
    audience.set_message(live, "14:20 に再開します")
    audience.show_names(live, True)
    audience.show_decisions(live, True)
    while live.current.snapshot().state != "finished":
        later(live)
        controls.go_on(live.current)
    shown = audience.audience_of(live)
    assert (shown.message, shown.sheet, shown.decisions, shown.names) == ("", None, False, True)
