"""How a meeting could still end on time: fewer minutes for the rows to come, some of them left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from jusou_tui.live.planning.plan_edits import add_minutes
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.programme.attendance import case_count
from jusou_tui.settings import load
from jusou_tui.timekeeping.forecast.fit import Fit, fit
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.forecast.minimums import minimums, still_needed
from jusou_tui.timekeeping.running.progress import Progress, adjusted
from jusou_tui.wording import t


def usual_share(live: LiveSession) -> int:
    """Return the per cent of its minutes that a row keeps: of the curriculum, else of the settings."""
    share = live.curriculum.shortest_share
    return load().shortest_share if share is None else share


def propose(meeting: MeetingView, share: int | None = None, without: Collection[str] = ()) -> Fit:
    """Return how the meeting could end on time, rows of `without` left out.

    `share`: per cent of its minutes that a row keeps at least, where nothing says it in minutes; None: as
    usual (see `usual_share`).
    """
    snapshot = meeting.snapshot()
    row = snapshot.row
    floor = minimums(
        snapshot.schedule,
        participants=len(meeting.present),
        cases=case_count(meeting.step, meeting.record.cases),
        share=usual_share(meeting.live),
        chosen=share,
        floors={row.key: still_needed(row, snapshot.progress, snapshot.round)} if row else None,
    )
    return fit(
        snapshot.schedule,
        _without(snapshot, without),
        snapshot.now,
        minimums=floor,
        not_before=meeting.not_before(),
    )


def end_with(meeting: MeetingView, more: Mapping[str, int], without: Collection[str] = ()) -> datetime:
    """Return when the meeting would end with so many minutes more for rows, others left out."""
    snapshot = meeting.snapshot()
    found = adjusted(_without(snapshot, without), more)
    return forecast(snapshot.schedule, found, snapshot.now, not_before=meeting.not_before()).end


def take_fit(
    meeting: MeetingView, found: Fit, keys: Collection[str] | None = None, without: Collection[str] = ()
) -> bool:
    """Take a fit, or those of its rows that `keys` names, and leave rows out: one step for undo."""
    wanted = {key: more for key, more in found.changes.items() if keys is None or key in keys}
    with meeting.book.together("timekeeping.change_fit"):
        for key in without:
            meeting.add_event("skip", activity=key)
        if wanted:
            add_minutes(meeting, wanted, "timekeeping.change_fit")
    return bool(wanted or without)


def row_change_text(label: str, before: int, after: int) -> str:
    """Return a row's change of minutes: `振り返り 60→52分`."""
    return t("timekeeping.row_change", label=label, before=before, after=after)


def _without(snapshot: MeetingSnapshot, keys: Collection[str]) -> Progress:
    return replace(snapshot.progress, skipped=snapshot.progress.skipped | frozenset(keys))
