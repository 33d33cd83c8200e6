"""The steps of the tour as data, each with its rule when it is done: by what is seen of the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jusou_tui.live import entries
from jusou_tui.live.tour.stage import STEP

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession

RUN, SHEET, SCHEDULE, HELP, REVIEW = "run", "sheet", "schedule", "help", "review"
"""Names of the pages that a step can be on; "" in a step means any."""
ROUND = ("opening",)
"""The activity of the trial curriculum that has a round."""
WITH_SHEETS = ("voices", "ideas", "closing")
"""Its activities that fill a sheet."""
CAN_YIELD = ("voices",)
"""The one during which others can yield minutes, and that has a sheet."""
ANY = (*ROUND, *WITH_SHEETS)


@dataclass(frozen=True, slots=True)
class Look:
    """What the rules see of a session at an instant, and which page is in sight.

    `notes`, `decisions`, `longer`, `shorter`, `written`: numbers of notes, decisions, minutes given and taken
    by key, and characters in sheets. `fits`, `undone`: how often a meeting was made to end on time, and
    something undone, since the tour began. `turns`, `later`, `passed`: of the round that goes on.
    """

    page: str = RUN
    state: str = "before"
    activity: str | None = None
    speaker: str | None = None
    turns: int = 0
    later: int = 0
    passed: int = 0
    notes: int = 0
    decisions: int = 0
    kind: str = "note"
    longer: int = 0
    shorter: int = 0
    written: int = 0
    fits: int = 0
    undone: int = 0


def look(live: LiveSession, page: str, *, fits: int = 0, undone: int = 0) -> Look:
    """Return what is seen of the tour's meeting while a page is in sight."""
    meeting, session = live.meeting(STEP), live.book.session
    snapshot, turns = meeting.snapshot(), meeting.snapshot().round
    minutes = [event.minutes or 0 for _, event in meeting.events if event.kind == "adjust"]
    kinds = [note.kind for note in session.notes.values()]
    cells = [
        cell
        for sheet in session.sheets.values()
        for place in (sheet.cells, *sheet.rows.values())
        for cell in place.values()
    ]
    return Look(
        page=page,
        state=snapshot.state,
        activity=meeting.running_activity,
        speaker=turns.current if turns else None,
        turns=len(turns.done) if turns else 0,
        later=len(turns.later) if turns else 0,
        passed=len(turns.passed) if turns else 0,
        notes=len(kinds),
        decisions=kinds.count("decision"),
        kind=entries.drafted(live).kind,
        longer=sum(one > 0 for one in minutes),
        shorter=sum(one < 0 for one in minutes),
        written=sum(map(len, cells)),
        fits=fits,
        undone=undone,
    )


Rule = Callable[[Look, Look], bool]
"""Whether a step is done, by what was seen when it began and what is seen now."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """One thing to do.

    `text`: the message id of what to do, with keys by the names of `app/tour.py`. `page`: where it is done,
    "" for any page; `way`: the message id of how to get there. `at`: activities of which one must run, ()
    where that is the same. `turns`: somebody must have the turn. `late`: the meeting must be ending late.
    """

    text: str
    done: Rule
    page: str = RUN
    way: str = "tour.to_run"
    at: tuple[str, ...] = ANY
    turns: bool = False
    late: bool = False


def _on(page: str) -> Rule:
    """Return the rule that a page is in sight."""
    return lambda _, now: now.page == page


def _is(state: str) -> Rule:
    """Return the rule that the meeting is in a state."""
    return lambda _, now: now.state == state


def _noted(before: Look, now: Look) -> bool:
    return now.notes > before.notes


def _decided(before: Look, now: Look) -> bool:
    return now.decisions > before.decisions


def _next_turn(before: Look, now: Look) -> bool:
    return now.turns > before.turns


def _put_off(before: Look, now: Look) -> bool:
    return now.later > before.later


def _passed(before: Look, now: Look) -> bool:
    return now.passed > before.passed


def _made_longer(before: Look, now: Look) -> bool:
    return now.longer > before.longer


def _made_shorter(before: Look, now: Look) -> bool:
    return now.shorter > before.shorter


def _written(before: Look, now: Look) -> bool:
    return now.written > before.written


def _fitted(before: Look, now: Look) -> bool:
    return now.fits > before.fits


def _undone(before: Look, now: Look) -> bool:
    return now.undone > before.undone


STEPS = (
    TourStep("tour.begin", _is("running"), at=()),
    TourStep("tour.note", _noted),
    TourStep("tour.kind", lambda _, now: now.kind == "decision"),
    TourStep("tour.decision", _decided),
    TourStep("tour.part", lambda _, now: now.speaker is not None, at=ROUND),
    TourStep("tour.turn", _next_turn, at=ROUND, turns=True),
    TourStep("tour.later", _put_off, at=ROUND, turns=True),
    TourStep("tour.pass", _passed, at=ROUND, turns=True),
    TourStep("tour.next", lambda _, now: now.activity in WITH_SHEETS),
    TourStep("tour.longer", _made_longer),
    TourStep("tour.shorter", _made_shorter),
    TourStep("tour.sheet", _on(SHEET), at=WITH_SHEETS),
    TourStep("tour.cell", _written, page=SHEET, way="tour.to_sheet", at=WITH_SHEETS),
    TourStep("tour.to_run", _on(RUN), page=""),
    TourStep("tour.schedule", _on(SCHEDULE)),
    TourStep("tour.on_time", _fitted, page=SCHEDULE, way="tour.to_schedule", at=CAN_YIELD, late=True),
    TourStep("tour.undo", _undone, page=SCHEDULE, way="tour.to_schedule"),
    TourStep("tour.to_run", _on(RUN), page=""),
    TourStep("tour.pause", _is("paused")),
    TourStep("tour.resume", _is("running")),
    TourStep("tour.help", _on(HELP)),
    TourStep("tour.to_run", _on(RUN), page=""),
    TourStep("tour.finish", _is("finished"), at=()),
    TourStep("tour.review", _on(REVIEW), at=()),
    TourStep("tour.record", lambda _, now: now.page != REVIEW, page="", at=()),
    TourStep("tour.own", lambda *_: False, page="", at=()),
)
"""All steps in order. The last one is done by leaving the tour."""
