"""Whatever is in a session and whatever happened in its meetings, the room sees something, and it is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.stage import BEGIN, CURRICULUM, STEP, curriculum, still_clock
from jusou_tui.audience.making import view_of
from jusou_tui.audience.page import Page, page_of
from jusou_tui.audience.view import AudienceView, Reception
from jusou_tui.live import audience, controls
from jusou_tui.live.planning import plan_edits
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.model.records import AudienceSettings, Meeting, Session, View
from jusou_tui.session.storage.store import Store
from jusou_tui.wording.values import time_text
from session.samples import HandWorker, sessions

SETTINGS = st.builds(
    AudienceSettings,
    curtain=st.booleans(),
    message=st.sampled_from(("", "14:20 に再開します", "長い" * 80)),
    names=st.booleans(),
    decisions=st.booleans(),
    enlarge=st.integers(-5, 5),
)
MOVES: dict[str, Callable[[MeetingView], object]] = {
    "go on": controls.go_on,
    "advance": controls.advance,
    "back": controls.go_back,
    "pause": controls.toggle_pause,
    "later": controls.speak_later,
    "pass": controls.pass_turn,
    "more": lambda meeting: controls.adjust(meeting, 5),
    "less": lambda meeting: controls.adjust(meeting, -20),
    "skip": controls.skip,
    "break": lambda meeting: plan_edits.break_now(meeting, 10),
    "timer": lambda meeting: controls.set_timer(meeting, 3),
    "finish": lambda meeting: meeting.add_event("finish"),
    "groups": lambda meeting: meeting.set_record(groups={"1": meeting.present[:1], "x": meeting.present[1:]}),
    "nobody": lambda meeting: meeting.set_record(present=()),
    "undo": lambda meeting: meeting.book.undo(),
    "public": lambda meeting: [
        meeting.book.notes.edit(key, public=True) for key in meeting.book.session.notes
    ],
}
STEPS = st.lists(st.tuples(st.sampled_from([*MOVES]), st.sampled_from((0, 2, 61, 1000, 20_000))), max_size=12)


HOUR = re.compile(r"\d?\d:\d\d")


def hours_of(page: Page) -> set[str]:
    """Return the clock times that can be read on a page, but in the message and of what is done or runs."""
    bigs = [(big.chip, big.beside, "" if big.time or big.ink == "turn" else big.text) for big in page.bigs]
    rows = [(row.label, row.right, row.lines) for row in page.rows]
    coming = [time_text(part.start) for part in page.day if part.state == "coming" and part.start]
    return {*HOUR.findall(repr((page.clock, page.where, bigs, rows, page.tail, page.tail_right))), *coming}


def check_times(view: AudienceView) -> None:
    """Check that no time is past, and that what is to come is over by the end."""
    parts = [part for part in view.day if part.state == "coming" and part.start]
    now = view.now.replace(second=0, microsecond=0)
    following = view.next_meeting
    ahead = [view.ends, view.restart, view.meeting_end, *(part.start for part in parts)]
    ahead += [following.start, following.end] if following else [view.meeting_start]
    if view.curtain:
        ahead += [part.start + timedelta(minutes=part.minutes) for part in view.day if part.start]
    ahead += [view.coming.start] if view.coming else []
    true = {time_text(at) for at in (view.now, *ahead) if at is not None and at >= now}
    assert hours_of(page_of(replace(view, message=""))) <= true
    for part in parts:
        over = part.start and part.start.replace(second=0, microsecond=0) + timedelta(minutes=part.minutes)
        assert view.meeting_end is not None
        assert over is not None
        assert over <= view.meeting_end


def check(view: AudienceView) -> None:
    """Check what is true of each view and its pages."""
    check_times(view)
    times = [view.time, view.timer, view.turns.time if view.turns else None]
    assert all(time is None or 0 <= time.seconds <= max(time.budget, time.seconds) for time in times)
    if view.turns is not None:
        numbers = [seat.number for seat in view.turns.seats]
        assert len({*numbers}) == len(numbers)
        assert [seat.state for seat in view.turns.seats].count("speaking") == 1
    assert all(part.minutes >= 0 for part in view.day)
    for reception in (None, Reception(view.now, 12), Reception(view.now, 2000)):
        page = page_of(view, reception)
        assert not any("-" in big.text or "+" in big.text for big in page.bigs)
        assert page.clock or any(big.ink == "time" for big in page.bigs)
        assert len(page.rows) <= 3 or view.curtain
        assert all(line for row in page.rows for line in row.lines)


@given(moves=STEPS, shown=SETTINGS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_happens_in_a_meeting(moves: list[tuple[str, int]], shown: AudienceSettings) -> None:
    with TemporaryDirectory() as folder:
        clock = still_clock()
        live = LiveSession.create(curriculum(), CURRICULUM, Path(folder), "2026年度", clock)
        for name in ("例野 一郎", "例野 次郎", "見本 花子"):
            live.book.people.add(name, "見本市")
        live.book.meetings.set(STEP, start=BEGIN, date=BEGIN.date())
        live.book.set_audience(**dict(shown))
        for move, seconds in moves:
            MOVES[move](live.meeting(STEP))
            clock.advance(seconds)
            check(view_of(audience.audience_meeting(live)))
        live.close()


@given(any_session=sessions(), meeting=st.builds(Meeting, start=st.just(BEGIN) | st.none()), shown=SETTINGS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_in_a_session(any_session: Session, meeting: Meeting, shown: AudienceSettings) -> None:
    sheet = next(iter(any_session.sheets), None)
    any_session.meetings[STEP] = meeting
    any_session.view = View(audience=shown.model_copy(update={"sheet": sheet}))
    with TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "x.session.toml", any_session, worker=HandWorker)
        live = LiveSession(store, curriculum(), still_clock())
        check(view_of(audience.audience_meeting(live)))
        for step in ("preparation", STEP, "step2", "fieldwork"):
            if any(one.id == step for one in live.curriculum.steps):
                check(view_of(live.meeting(step)))
        live.clock.advance(timedelta(days=40).total_seconds())  # type: ignore[attr-defined]
        check(view_of(audience.audience_meeting(live)))
        live.close()
