"""The tour's lines on the page in sight: what to do now, how far one is, the key that skips it or leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from jusou_tui.app.drawing.pieces import Drawn, Piece, hanging, width_of
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.lines import Lines, TopLine
from jusou_tui.app.widgets.notice import notice_lines
from jusou_tui.live.tour.stage import remember_taken
from jusou_tui.wording import t
from jusou_tui.wording.values import kind_label

if TYPE_CHECKING:  # what the tour needs is imported when it begins
    from typing import Any

    from textual.app import App
    from textual.screen import Screen
    from textual.timer import Timer

    from jusou_tui.live.session import LiveSession
    from jusou_tui.live.tour.progress import Tour
    from jusou_tui.session.book.history import BookChange

NAMED = {
    "next": keys.NEXT,
    "kind": keys.KIND,
    "more": keys.MORE,
    "sheet": keys.SHEET,
    "undo": keys.UNDO,
    "pause": keys.PAUSE,
    "help": keys.HELP,
    "back": keys.BACK,
    "quit": keys.QUIT,
}
"""The keys by the names that the texts of the tour have for them."""
LEAST_LINES = 2
AROUND = 2
"""Cells of the margins at the left and the right."""
LOOK_SECONDS = 1.0
"""How often is looked besides: what a double press refused is tried again, another width is used."""


class TourLines(Lines):
    """The tour's lines; a click on the right half of the last one is the key that stands there."""

    async def on_click(self, event: events.Click) -> None:
        """Skip a step or leave the tour."""
        place = event.get_content_offset(self)
        if place is not None and place.y == self.size.height - 1 and place.x > self.size.width // 2:
            event.stop()
            await self.app.run_action("leave")


class TourGuide:
    """Runs the tour in the open session from `begin` to `end`; all of it lies above the page's own lines."""

    def __init__(self, app: App[Any], live: Callable[[], LiveSession | None]) -> None:
        self._app = app
        self._live = live
        self._tour: Tour | None = None
        self._timer: Timer | None = None
        self._stop: Callable[[], None] | None = None
        self._question: Screen[Any] | None = None

    @property
    def is_on(self) -> bool:
        """Whether the tour goes on."""
        return self._tour is not None

    @property
    def lines(self) -> int:
        """How many lines of a page it takes, 0 where it does not go on."""
        return 0 if self._tour is None else len(tour_lines(self._tour, self._app.size.width - AROUND))

    def begin(self) -> None:
        """Begin the tour in the open session."""
        live = self._live()
        if live is None or self._tour is not None:
            return
        from jusou_tui.live.tour.progress import Tour

        self._tour = Tour(live)
        self._stop = live.book.subscribe(self._changed)
        self._timer = self._app.set_interval(LOOK_SECONDS, self.show)
        self._app.call_after_refresh(self.show)

    def end(self) -> None:
        """End the tour, finished or not, and remember that it was taken."""
        tour, self._tour = self._tour, None
        if tour is None:
            return
        tour.close()
        if self._timer is not None:
            self._timer.stop()
        if self._stop is not None:
            self._stop()
        remember_taken()

    def leave(self) -> None:
        """Ask whether the step is left out or the tour ends; at its end, and asked already, it ends."""
        tour, page = self._tour, self._page()
        if tour is None or page is None:
            return
        host = host_of(page)
        if tour.is_at_end or self._app.screen is self._question:
            host.show_home()
            return
        from jusou_tui.app.shell.dialogs import choose_one

        def take(answer: str) -> None:
            if answer == "skip":
                tour.skip()
                self.show()
            else:
                host.show_home()

        offered = [MenuChoice("skip", t("tour.skip")), MenuChoice("end", t("tour.leave"))]
        choose_one(host, t("tour.skip_or_leave_title"), offered, take)
        self._question = self._app.screen

    def show(self) -> None:
        """Look at what was done, and show what to do now on the page in sight."""
        from jusou_tui.app.shell.help_screen import GuideScreen
        from jusou_tui.live.tour.steps import HELP

        tour, page = self._tour, self._page()
        if tour is None or page is None or self._live() is not tour.live:
            return
        tour.see(HELP if isinstance(page, GuideScreen) else page.PAGE)
        place = next(iter(page.query("#tour").results(TourLines)), None)
        if place is None:
            place = TourLines(id="tour")
            page.mount(place, after=page.query(TopLine).first())
        place.show(tour_lines(tour, self._app.size.width - AROUND))

    def _changed(self, change: BookChange) -> None:
        """Look when the change has been handled."""
        del change
        self._app.call_later(self.show)

    def _page(self) -> JusouScreen | None:
        """Return the page in sight, also below a dialog; None while it is composed."""
        stack = reversed(self._app.screen_stack)
        page = next((one for one in stack if isinstance(one, JusouScreen)), None)
        return page if page is not None and page.is_mounted and page.query(TopLine) else None


def tour_lines(tour: Tour, cells: int) -> Drawn:
    """Return the lines for a width: how far one is, praise, what to do, the key to skip or leave."""
    named = {name: meaning.key_shown for name, meaning in NAMED.items()}
    front: list[Piece] = [(f" {tour.number}/{tour.count} ", "chip-decided"), (" ", "")]
    praise = t(tour.praise, activity=tour.activity) if tour.praise else ""
    text = t(tour.text, now=kind_label(tour.kind), **named)
    if praise:
        text = t("tour.praised", praise=praise, text=text)
    lines = hanging(front, notice_lines(text, cells - width_of(front)), "strong")
    first = lines[0][-1][0]
    if praise and first.startswith(praise):
        lines[0][-1:] = [(praise, "strong-decided"), (first.removeprefix(praise), "strong")]
    word = t("tour.leave" if tour.is_at_end else "tour.skip_or_leave")
    leave: list[Piece] = [(named["quit"], "now"), (f" {word}", "muted")]
    while len(lines) < LEAST_LINES or width_of(lines[-1]) + 2 + width_of(leave) > cells:
        lines.append([])
    lines[-1] += [(" " * (cells - width_of(lines[-1]) - width_of(leave)), ""), *leave]
    return lines
