"""The steps of the tour as data, each with its rule when it is done: by what is seen of the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jusou_tui.live import entries
from jusou_tui.live.tour.stage import STEP

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession

RUN, SHEET, HELP = "run", "sheet", "help"
"""Names of the pages that a step can be on; "" in a step means any."""
WITH_SHEETS = ("voices", "ideas", "closing")
"""The activities of the trial curriculum that fill a sheet."""
ANY = ("opening", *WITH_SHEETS)


@dataclass(frozen=True, slots=True)
class Look:
    """What the rules see of a session at an instant, and which page is in sight.

    `notes`, `decisions`, `longer`, `written`: numbers of notes, decisions, minutes given by key, and
    characters in sheets. `kind`: of the note that is begun. `undone`: how often something was undone since
    the tour began.
    """

    page: str = RUN
    state: str = "before"
    activity: str | None = None
    notes: int = 0
    decisions: int = 0
    kind: str = "note"
    longer: int = 0
    written: int = 0
    undone: int = 0


def look(live: LiveSession, page: str, *, undone: int = 0) -> Look:
    """Return what is seen of the tour's meeting while a page is in sight."""
    meeting, session = live.meeting(STEP), live.book.session
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
        state=meeting.snapshot().state,
        activity=meeting.running_activity,
        notes=len(kinds),
        decisions=kinds.count("decision"),
        kind=entries.drafted(live).kind,
        longer=sum(one > 0 for one in minutes),
        written=sum(map(len, cells)),
        undone=undone,
    )


Rule = Callable[[Look, Look], bool]
"""Whether a step is done, by what was seen when it began and what is seen now."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """One thing to do.

    `text`: the message id of what to do, with keys by the names of `app/tour.py`; `now` in it is the kind of
    the note that is begun. `until`: the message id said in its place as long as a rule does not hold. `page`:
    where it is done, "" for any page; `way`: the message id of how to get there. `at`: activities of which
    one must run, () where that is the same. `skips`: done before its turn it ends the steps before it too.
    `follows`: makes no sense where the step before it was left out.
    """

    text: str
    done: Rule
    page: str = RUN
    way: str = "tour.to_run"
    at: tuple[str, ...] = ANY
    until: tuple[Rule, str] | None = None
    skips: bool = False
    follows: bool = False

    def text_at(self, before: Look, now: Look) -> str:
        """Return the message id of what to do as things are now."""
        if self.page not in {"", now.page}:
            return self.way
        if self.until is not None and not self.until[0](before, now):
            return self.until[1]
        return self.text


def _on(page: str) -> Rule:
    """Return the rule that a page is in sight."""
    return lambda _, now: now.page == page


def _is(state: str) -> Rule:
    """Return the rule that the meeting is in a state."""
    return lambda _, now: now.state == state


def _noted(before: Look, now: Look) -> bool:
    return now.notes > before.notes


def _is_decision(_: Look, now: Look) -> bool:
    return now.kind == "decision"


def _decided(before: Look, now: Look) -> bool:
    return now.decisions > before.decisions


def _made_longer(before: Look, now: Look) -> bool:
    return now.longer > before.longer


def _written(before: Look, now: Look) -> bool:
    return now.written > before.written


def _undone(before: Look, now: Look) -> bool:
    return now.undone > before.undone


STEPS = (
    TourStep("tour.begin", _is("running"), at=()),
    TourStep("tour.note", _noted),
    TourStep("tour.decision", _decided, until=(_is_decision, "tour.kind")),
    TourStep("tour.next", lambda _, now: now.activity in WITH_SHEETS, skips=True),
    TourStep("tour.longer", _made_longer),
    TourStep("tour.undo", _undone, follows=True),
    TourStep("tour.pause", _is("paused")),
    TourStep("tour.resume", _is("running"), follows=True),
    TourStep("tour.cell", _written, page=SHEET, way="tour.sheet", at=WITH_SHEETS),
    TourStep("tour.to_run", _on(RUN), page=""),
    TourStep("tour.help", _on(HELP)),
    TourStep("tour.to_run", _on(RUN), page=""),
    TourStep("tour.finish", _is("finished"), at=()),
    TourStep("tour.own", lambda *_: False, page="", at=()),
)
"""All steps in order. The last one is done by leaving the tour."""
