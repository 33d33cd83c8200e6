"""What the catch-up dialog offers: which rows yield minutes, which are left out, what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.live.planning import lunch
from jusou_tui.live.planning.plan_edits import end_with, propose, row_change_text, take_fit, usual_share
from jusou_tui.live.session import MeetingView
from jusou_tui.settings import LEAST_SHARE, MOST_SHARE, SHARE_STEP
from jusou_tui.timekeeping.forecast.fit import Fit, FitRow, minutes_over
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, long_minutes_text, minutes_text, time_text

OFFERS = 4
"""Rows that are offered to be left out, at most."""


@dataclass(frozen=True)
class CatchUpLine:
    """A row that can be marked: to be shortened, or (`out`) to be left out."""

    key: str
    text: str
    marked: bool
    out: bool = False

    @property
    def name(self) -> str:
        """The key of the line in the list: a row can be offered to be shortened and to be left out."""
        return f"{'out' if self.out else 'cut'} {self.key}"


class CatchUpChoice:
    """A proposal for a meeting to end on time, and what the user changes about it before it is taken."""

    def __init__(self, meeting: MeetingView) -> None:
        self._meeting = meeting
        self._share: int | None = None
        self._without: set[str] = set()
        self._kept: set[str] = set()
        self._own: dict[str, int] = {}
        self._fit: Fit | None = None

    @property
    def fit(self) -> Fit:
        """The proposal, with the chosen share and without the rows that are left out."""
        if self._fit is None:
            self._fit = propose(self._meeting, self._share, self._without)
        return self._fit

    @property
    def share(self) -> int:
        """The per cent of their minutes that rows keep: as usual, until another share is chosen."""
        return usual_share(self._meeting.live.curriculum) if self._share is None else self._share

    @property
    def left_out(self) -> frozenset[str]:
        """The keys of the rows that are marked to be left out."""
        return frozenset(self._without)

    @property
    def minutes(self) -> dict[str, int]:
        """The minutes that the marked rows get more, below 0 fewer, by row."""
        return {
            row.key: after - row.before
            for row in self.fit.rows
            if row.key not in self._kept and (after := self._after(row)) != row.before
        }

    def _after(self, row: FitRow) -> int:
        """Return the minutes that a row is left, as set by hand within its bounds, else as proposed."""
        return min(row.before, max(row.least, self._own.get(row.key, row.after)))

    def change_minutes(self, name: str, by: int) -> None:
        """Leave the row of a line a minute more or less by hand; its line is marked."""
        kind, _, key = name.partition(" ")
        row = next((row for row in self.fit.rows if row.key == key), None)
        if kind == "cut" and row is not None:
            self._kept.discard(key)
            self._own[key] = min(row.before, max(row.least, self._after(row) + by))

    def toggle(self, name: str) -> None:
        """Mark a line, or take its mark: shorten a row or not, leave it out or not."""
        kind, _, key = name.partition(" ")
        group = self._kept if kind == "cut" else self._without
        group ^= {key}
        if kind == "out":
            self._fit = None

    def change_share(self, steps: int) -> None:
        """Let rows keep a larger share of their minutes, with `steps` below 0 a smaller one."""
        self._own.clear()
        self._share = min(MOST_SHARE, max(LEAST_SHARE, self.share + steps * SHARE_STEP))
        self._fit = None

    def take(self) -> bool:
        """Change the plan by what is marked. Return whether something changed."""
        return take_fit(self._meeting, self.minutes, sorted(self._without))

    def title(self) -> str:
        """Return what it is about; of a day with several meetings, which of them."""
        title = t("timekeeping.fit_title")
        only = len(self._meeting.meetings_today) == 1
        return title if only else title + bracketed(self._meeting.step.label)

    def lines(self) -> list[CatchUpLine]:
        """Return the rows that yield minutes, then those left out and those that could be."""
        found = [
            CatchUpLine(
                row.key,
                self._row_text(row),
                row.key not in self._kept,
            )
            for row in self.fit.rows
            if row.given or row.key in self._own
        ]
        schedule = self._meeting.schedule()
        out = [row for key in sorted(self._without) if (row := schedule.row(key)) is not None]
        offers = [(row.key, row.label, row.minutes) for row in out]
        offers += [(offer.key, offer.label, offer.minutes) for offer in self.fit.offers[:OFFERS]]
        for key, label, minutes in offers:
            text = t("timekeeping.fit_offer", label=label, minutes=minutes)
            found.append(CatchUpLine(key, text, key in self._without, out=True))
        return found

    def _row_text(self, row: FitRow) -> str:
        """Return what a row's line says: its change where it is marked, else the minutes that it keeps."""
        if row.key in self._kept:
            return f"{row.label} {minutes_text(row.before)}"
        return row_change_text(row.label, row.before, self._after(row))

    def now_text(self) -> str:
        """Return when the meeting ends as planned now, and what the break behind it takes up."""
        end, target = end_with(self._meeting, {}), self.fit.target
        times = {"end": time_text(end), "target": time_text(target)}
        over = minutes_over(end, target)
        text = (
            t("timekeeping.fit_over", length=long_minutes_text(over), **times)
            if over > 0
            else t("timekeeping.fit_fine", **times)
        )
        absorbed = lunch.absorption_text(self._meeting)
        return f"{text}\n{absorbed}" if absorbed else text

    def then_text(self) -> str:
        """Return when the meeting ends with what is marked, and the share that rows keep."""
        end = end_with(self._meeting, self.minutes, self._without)
        missing = minutes_over(end, self.fit.target)
        text = (
            t("timekeeping.fit_missing", end=time_text(end), length=long_minutes_text(missing))
            if missing > 0
            else t("timekeeping.fit_done", end=time_text(end))
        )
        return f"{text}\n{t(self._share_sentence, share=self.share)}"

    @property
    def _share_sentence(self) -> str:
        """The message id that says for which rows the share holds, and whether it is the usual one."""
        if self._own:
            return "timekeeping.fit_share_others"
        usual = self.share == usual_share(self._meeting.live.curriculum)
        return "timekeeping.fit_share" if usual else "timekeeping.fit_share_chosen"
