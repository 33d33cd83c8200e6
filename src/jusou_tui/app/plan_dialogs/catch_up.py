"""To end on time: which rows give how much. Take all, a part, leave something out, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from jusou_tui.app.plan_dialogs.page import PlanPage
from jusou_tui.app.shell.styles import MODAL_STYLES
from jusou_tui.app.widgets.pieces import Drawn
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.live import lunch, plan_edits
from jusou_tui.live.session import MeetingView
from jusou_tui.settings import LEAST_SHARE, MOST_SHARE, SHARE_STEP
from jusou_tui.text.clean import clean_line
from jusou_tui.text.wrap import wrap
from jusou_tui.timekeeping.forecast.fit import Fit, minutes_over
from jusou_tui.wording import t
from jusou_tui.wording.labels import bracketed
from jusou_tui.wording.lengths import long_minutes_text
from jusou_tui.wording.times import time_text

OFFERS = 4


@dataclass(frozen=True)
class CatchUpLine:
    """A row that can be marked: to be shortened, or (`out`) to be left out."""

    key: str
    text: str
    marked: bool
    out: bool = False


class CatchUpList(SelectableView[CatchUpLine]):
    """The rows with their marks, as high as they are."""

    DEFAULT_CSS = "CatchUpList { height: auto; max-height: 10; margin: 1 0; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines of all rows."""
        cells = max(width - self.mark_cells, 1)
        return max(1, sum(len(self.draw(item, cells)) for item in self.items))

    def key_of(self, item: CatchUpLine) -> str:
        """Return what names a row."""
        return f"{'out' if item.out else 'cut'} {item.key}"

    def draw(self, item: CatchUpLine, cells: int) -> Drawn:
        """Return mark and text."""
        lines = wrap(clean_line(item.text), max(cells - 4, 10))
        mark = ("[x] ", "strong-decided") if item.marked else ("[ ] ", "muted")
        return [[mark if number == 0 else ("    ", ""), (line, "")] for number, line in enumerate(lines)]


def open_catch_up(page: PlanPage, meeting: MeetingView) -> None:
    """Show how a meeting could end on time; where it is over or ends on time as it is, say so."""
    if meeting.snapshot().state == "finished":
        page.host.say(t("timekeeping.fit_finished"))
        return
    found = plan_edits.propose(meeting)
    if not found.over:
        end, target = time_text(found.end_before), time_text(found.target)
        page.host.say(t("timekeeping.fit_nothing", end=end, target=target))
        return

    def closed(changed: bool | None) -> None:
        if changed:
            page.after_change()

    page.host.push_screen(CatchUpDialog(meeting), closed)


class CatchUpDialog(ModalScreen[bool]):
    """A list with a mark for each row that gives minutes, and for each that could be left out."""

    CSS_PATH = [MODAL_STYLES, "catch_up.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (22, "-roomy")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("f9,ctrl+g,enter", "take", show=False, priority=True),
        Binding("space,ideographic_space", "mark", show=False, priority=True),
        Binding("minus,f7,fullwidth_hyphen_minus", "share(-1)", show=False, priority=True),
        Binding("plus,f8,fullwidth_plus_sign", "share(1)", show=False, priority=True),
    ]

    def __init__(self, meeting: MeetingView) -> None:
        super().__init__()
        self.meeting = meeting
        self._picked: int | None = None
        self._without: set[str] = set()
        self._kept: set[str] = set()
        self._found: Fit | None = None

    @property
    def found(self) -> Fit:
        """What is proposed."""
        if self._found is None:
            self._found = plan_edits.propose(self.meeting, self._picked, self._without)
        return self._found

    @property
    def share(self) -> int:
        """The per cent that rows keep: as usual, until another is chosen here."""
        return plan_edits.usual_share(self.meeting.live) if self._picked is None else self._picked

    def compose(self) -> ComposeResult:
        """Yield what it is about, the rows, and the keys."""
        with Vertical(classes="modal"):
            yield Static(self._title(), classes="modal-title", markup=False)
            yield Static("", id="fit-now", markup=False)
            yield CatchUpList(id="fit-rows")
            yield Static("", id="fit-then", markup=False)
            yield Static(t("timekeeping.fit_keys"), classes="modal-keys", markup=False)

    def _title(self) -> str:
        """Return what it is about; of a day with several meetings, which of them."""
        title = t("timekeeping.fit_title")
        if len(self.meeting.meetings_today) == 1:
            return title
        return title + bracketed(self.meeting.step.label)

    def on_mount(self) -> None:
        """Say how it stands."""
        self._show()
        self.query_one(CatchUpList).focus()

    def _rows(self) -> list[CatchUpLine]:
        rows = [
            CatchUpLine(
                row.key, plan_edits.said_change(row.label, row.before, row.after), row.key not in self._kept
            )
            for row in self.found.rows
            if row.given
        ]
        schedule = self.meeting.schedule()
        out = [(key, schedule.row(key)) for key in sorted(self._without)]
        offers = [(row.key, row.label, row.minutes) for _, row in out if row is not None]
        offers += [(offer.key, offer.label, offer.minutes) for offer in self.found.offers[:OFFERS]]
        return rows + [
            CatchUpLine(
                key,
                t("timekeeping.fit_offer", label=label, minutes=minutes),
                key in self._without,
                out=True,
            )
            for key, label, minutes in offers
        ]

    def _show(self) -> None:
        """Show the rows, and what comes of their marks."""
        rows = self.query_one(CatchUpList)
        key = rows.highlighted_key
        rows.set_items(self._rows())
        rows.keep_highlight(key)
        rows.refresh(layout=True)
        self._say()

    def _say(self) -> None:
        found = self.found
        target = time_text(found.target)
        before = plan_edits.end_with(self.meeting, {})
        over = minutes_over(before, found.target)
        now = (
            t("timekeeping.fit_over", end=time_text(before), target=target, length=long_minutes_text(over))
            if over > 0
            else t("timekeeping.fit_fine", end=time_text(before), target=target)
        )
        absorbed = lunch.said_absorbed(self.meeting)
        self.query_one("#fit-now", Static).update(f"{now}\n{absorbed}" if absorbed else now)
        end = plan_edits.end_with(self.meeting, self._taken(), self._without)
        lacks = minutes_over(end, found.target)
        then = (
            t("timekeeping.fit_missing", end=time_text(end), length=long_minutes_text(lacks))
            if lacks > 0
            else t("timekeeping.fit_done", end=time_text(end))
        )
        share = t("timekeeping.fit_share", share=self.share)
        self.query_one("#fit-then", Static).update(f"{then}\n{share}")

    def _taken(self) -> dict[str, int]:
        return {key: more for key, more in self.found.changes.items() if key not in self._kept}

    @on(CatchUpList.Chosen)
    def _chosen(self, event: CatchUpList.Chosen) -> None:
        self._toggle(event.key)

    def _toggle(self, name: str) -> None:
        """Take a row, or leave it as it is; leave a row out, or not."""
        kind, _, key = name.partition(" ")
        group = self._kept if kind == "cut" else self._without
        group ^= {key}
        if kind == "out":
            self._found = None
        self._show()

    def action_share(self, by: int) -> None:
        """Let rows keep a larger or a smaller share of their minutes."""
        self._picked = min(MOST_SHARE, max(LEAST_SHARE, self.share + by * SHARE_STEP))
        self._found = None
        self._show()

    def action_mark(self) -> None:
        """Mark the row at hand, or take its mark."""
        name = self.query_one(CatchUpList).highlighted_key
        if name is not None:
            self._toggle(name)

    def action_take(self) -> None:
        """Take what is marked."""
        self.dismiss(plan_edits.take_fit(self.meeting, self.found, set(self._taken()), sorted(self._without)))

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)
