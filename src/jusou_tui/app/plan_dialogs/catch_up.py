"""To end on time: which rows yield how much. Take all, a part, leave something out, or nothing."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Static

from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import MODAL_STYLES, SPACE, Dialog, bound
from jusou_tui.app.shell.host import PlanPage
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.live.planning.catch_up import CatchUpChoice, CatchUpLine
from jusou_tui.live.planning.plan_edits import propose
from jusou_tui.live.session import MeetingView
from jusou_tui.text.terminal import clean_line, wrap
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text


class CatchUpList(SelectableView[CatchUpLine]):
    """The rows with their marks, as high as they are."""

    DEFAULT_CSS = "CatchUpList { height: auto; max-height: 10; margin: 1 0; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines of all rows."""
        cells = max(width - self.mark_cells, 1)
        return max(1, sum(len(self.draw(item, cells)) for item in self.items))

    def key_of(self, item: CatchUpLine) -> str:
        """Return what names a row."""
        return item.name

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
    found = propose(meeting)
    if not found.over:
        end, target = time_text(found.end_before), time_text(found.target)
        page.host.say(t("timekeeping.fit_nothing", end=end, target=target))
        return

    def closed(changed: bool | None) -> None:
        if changed:
            page.after_change()
            page.host.say(t("timekeeping.fit_taken", end=time_text(meeting.snapshot().forecast.end)))

    page.host.push_screen(CatchUpDialog(meeting), closed)


class CatchUpDialog(Dialog[bool]):
    """A list with a mark for each row that gives minutes, and for each that could be left out."""

    CSS_PATH = [MODAL_STYLES, "catch_up.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (22, "-roomy")]
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "leave"),
        bound(keys.TAKE, "take"),
        Binding(SPACE, "mark", show=False, priority=True),
        bound(keys.LESS, "minutes(-1)"),
        bound(keys.MORE, "minutes(1)"),
        bound(keys.LEFT, "share(-1)"),
        bound(keys.RIGHT, "share(1)"),
    ]

    now = getters.query_one("#fit-now", Wrapped)
    rows = getters.query_one("#fit-rows", CatchUpList)
    then = getters.query_one("#fit-then", Wrapped)

    def __init__(self, meeting: MeetingView) -> None:
        super().__init__()
        self._choice = CatchUpChoice(meeting)

    def compose(self) -> ComposeResult:
        """Yield what it is about, the rows, and the keys."""
        with Vertical(classes="modal"):
            yield Static(self._choice.title(), classes="modal-title", markup=False)
            yield Wrapped("", id="fit-now")
            yield CatchUpList(id="fit-rows")
            yield Wrapped("", id="fit-then")
            yield DialogKeys(
                KeyHint(keys.TAKE.key_shown, t("timekeeping.fit_take"), "take"),
                KeyHint("Space", t("timekeeping.fit_mark"), "mark"),
                KeyHint(keys.LESS.key_shown, t("app.minus"), "minutes(-1)"),
                KeyHint(keys.MORE.key_shown, t("app.plus"), "minutes(1)"),
                KeyHint(keys.LEFT.key_shown, t("timekeeping.fit_shorter"), "share(-1)"),
                KeyHint(keys.RIGHT.key_shown, t("timekeeping.fit_longer"), "share(1)"),
                KeyHint(keys.BACK.key_shown, t("timekeeping.leave"), "leave"),
            )

    def on_mount(self) -> None:
        """Show the proposal."""
        self._show()
        self.rows.focus()

    def _show(self) -> None:
        """Show the rows, and what comes of their marks."""
        key = self.rows.highlighted_key
        self.rows.set_items(self._choice.lines())
        self.rows.keep_highlight(key)
        self.rows.refresh(layout=True)
        self.now.show(self._choice.now_text())
        self.then.show(self._choice.then_text())

    @on(CatchUpList.Chosen)
    def _chosen(self, event: CatchUpList.Chosen) -> None:
        self._toggle(event.key)

    def _toggle(self, name: str) -> None:
        self._choice.toggle(name)
        self._show()

    def action_minutes(self, by: int) -> None:
        """Leave the highlighted row a minute more, or less."""
        if (name := self.rows.highlighted_key) is not None:
            self._choice.change_minutes(name, by)
            self._show()

    def action_share(self, steps: int) -> None:
        """Let rows keep a larger or a smaller share of their minutes."""
        self._choice.change_share(steps)
        self._show()

    def action_mark(self) -> None:
        """Mark the highlighted row, or take its mark."""
        name = self.rows.highlighted_key
        if name is not None:
            self._toggle(name)

    def action_take(self) -> None:
        """Take what is marked, once."""
        if self.is_current:
            self.dismiss(self._choice.take())

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)
