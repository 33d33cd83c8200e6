"""The panel: what the room sees, and what the facilitator lets it see. Digits choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from jusou_tui.app.alerts import WORDLESS
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.meeting_text.room import seen_text
from jusou_tui.app.plan_dialogs.line_dialog import LineDialog
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import Answer, Ask, bound, choose_one, digit_of
from jusou_tui.app.shell.host import Host, host_of
from jusou_tui.audience.making import view_of
from jusou_tui.live import audience, controls
from jusou_tui.live.fields import LineDraft
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import worksheet_name
from jusou_tui.timekeeping.clock.instants import local
from jusou_tui.timekeeping.forecast.forecast import ForecastRow
from jusou_tui.wording import t
from jusou_tui.wording.values import length_text, time_text

TIMERS = (1, 3, 5, 10, 15, 20)
"""Minutes offered for the timer of work in groups."""

_LABELS = {
    "curtain": ("room.curtain", "room.curtain_off"),
    "message": ("room.message", "room.message_off"),
    "sheet": ("room.sheet", "room.sheet_off"),
    "decisions": ("room.decisions", "room.decisions_off"),
    "names": ("room.names", "room.names_off"),
    "larger": ("room.larger", "room.larger"),
    "smaller": ("room.smaller", "room.smaller"),
    "timer": ("room.timer", "room.timer"),
    "window": ("room.window", "room.window"),
    "cover": ("room.cover", "room.cover_off"),
    "web": ("room.web", "room.web"),
    "seats": ("room.seats", "room.seats"),
}
"""What a choice is called, and while it is turned on."""
_OF_ONLOOKERS = frozenset({"window", "web", "seats"})
"""What can be chosen where the session is only read: nothing that changes what the room sees."""


def show_panel(host: Host, closed: Callable[[], None]) -> None:
    """Lay the panel over the page in sight; `closed` is called when it goes."""
    Panel(host, closed).ask()


class RoomDialog(Ask):
    """The question of the panel; the curtain's key chooses its row.

    `word`: what is said below it when it comes in sight. On the page it would stand behind the panel.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bound(keys.CURTAIN, "turn_curtain")]
    word = ""

    @on(events.Mount)
    def _say_word(self) -> None:
        if self.word:
            self.call_after_refresh(host_of(self).say, self.word)

    def action_turn_curtain(self) -> None:
        """Draw the curtain or take it away, where that may be chosen."""
        if any(answer.id == "curtain" for answer in self.answer_list.answers):
            self.dismiss("curtain")


class Panel:
    """The panel of an open session: comes back after each choice, so that several can be made."""

    def __init__(self, host: Host, closed: Callable[[], None]) -> None:
        self._host = host
        self._closed = closed
        self._choices: dict[str, Callable[[], None]] = {
            "curtain": self._turn_curtain,
            "message": self._ask_message,
            "sheet": self._ask_sheet,
            "decisions": self._turn_decisions,
            "names": self._turn_names,
            "larger": lambda: self._enlarge(1),
            "smaller": lambda: self._enlarge(-1),
            "timer": self._ask_timer,
            "window": self._open_window,
            "cover": self._turn_cover,
            "web": self._open_page,
            "seats": self._show_seat_cards,
        }

    @property
    def _live(self) -> LiveSession:
        return self._host.open_live

    def ask(self, begin: str | None = None, word: str = "") -> None:
        """Show what the room sees and ask what is to be changed; `word` is said below it."""
        answers = [
            Answer(name, self._label(name), digit_of(number))
            for number, name in enumerate(self._choices, 1)
            if not self._live.store.read_only or name in _OF_ONLOOKERS
        ]
        answers.append(Answer("leave", t("app.close"), "escape", safe=True))

        def answered(answer: str | None) -> None:
            if answer in self._choices:
                self._choices[answer]()
            else:
                self._closed()

        dialog = RoomDialog(t("room.title"), self._text(), answers, begin=begin or answers[0].id)
        self._host.push_screen(dialog, answered)
        dialog.word = word

    def _text(self) -> str:
        seen = seen_text(view_of(audience.audience_meeting(self._live)))
        if self._host.heartbeat.is_screen_open:
            return seen
        return "\n".join((t("room.not_open"), seen))

    def _label(self, name: str) -> str:
        settings = audience.audience_of(self._live)
        on = {
            "curtain": settings.curtain,
            "message": bool(settings.message),
            "sheet": settings.sheet is not None,
            "decisions": settings.decisions,
            "names": settings.names,
            "cover": self._is_covered,
        }.get(name, False)
        return t(_LABELS[name][on], text=settings.message)

    def _again(self, begin: str, word: str = "") -> None:
        self._host.call_later(self.ask, begin, word)

    def _turn_curtain(self) -> None:
        audience.draw_curtain(self._live, not audience.audience_of(self._live).curtain)
        self._again("curtain")

    @property
    def _is_covered(self) -> bool:
        """Whether the panel lies over the page without names and notes."""
        return any(page.has_class(WORDLESS) for page in self._host.screen_stack)

    def _turn_cover(self) -> None:
        """Hide names and notes on the facilitator's own page, or show them again."""
        if self._is_covered:
            self._host.back()
        else:
            self._host.show_page("cover")

    def _turn_decisions(self) -> None:
        """Show the public decisions or hide them; where there are none, say how one is made public."""
        shown = audience.audience_of(self._live).decisions
        if shown or audience.has_public_decisions(self._live):
            audience.show_decisions(self._live, not shown)
            self._again("decisions")
        else:
            how = t("room.no_decisions", notes=keys.NOTES.key_shown, menu=keys.MENU.key_shown)
            self._again("decisions", how)

    def _turn_names(self) -> None:
        """Hide names at once; show them after a question that says what that means."""
        if audience.audience_of(self._live).names:
            audience.show_names(self._live, False)
            self._again("names")
            return

        def answered(answer: str | None) -> None:
            if answer == "show":
                audience.show_names(self._live, True)
            self._again("names")

        answers = (
            Answer("show", t("room.names_show"), "1"),
            Answer("leave", t("room.names_leave"), "2", safe=True),
        )
        self._host.push_screen(Ask(t("room.names"), t("room.names_question"), answers), answered)

    def _enlarge(self, by: int) -> None:
        before = audience.audience_of(self._live).enlarge
        audience.enlarge(self._live, by)
        stands = audience.audience_of(self._live).enlarge == before
        self._again("larger" if by > 0 else "smaller", t("room.size_limit") if stands else "")

    def _ask_message(self) -> None:
        """Offer the lines that are ready and one of one's own; of a line that stands, its end and its change.

        What is typed over the offer begins a line of one's own.
        """
        shown = audience.audience_of(self._live).message
        ready = self._ready_messages()
        offered = [MenuChoice(str(number), text) for number, text in enumerate(ready)]
        if shown:
            offered[:0] = [
                MenuChoice("none", t("room.message_none")),
                MenuChoice("own", t("room.message_change")),
            ]
        else:
            offered.append(MenuChoice("own", t("room.message_own")))

        def take(answer: str) -> None:
            if answer == "own":
                self._type_message(shown)
            else:
                audience.set_message(self._live, "" if answer == "none" else ready[int(answer)])
                self._again("message")

        choose_one(self._host, t("room.message"), offered, take, typed=self._type_message)

    def _ready_messages(self) -> list[str]:
        """Return the hour at which a break ends, where one runs or comes next, and usual lines."""
        snapshot = audience.audience_meeting(self._live).snapshot()
        breaks = (row for row in snapshot.forecast.rows if row.row.kind == "break" and _is_ahead(row))
        found = next(breaks, None)
        hours = []
        if found is not None:
            end = local(found.end, snapshot.now.tzinfo)
            hours = [t("room.message_restart", time=time_text(end))]
        return [*hours, t("audience.wait"), t("room.message_soon"), t("room.message_listen")]

    def _type_message(self, begun: str) -> None:
        """Ask for a line of one's own, which begins with `begun` unless one was left half-typed."""

        def take(typed: str) -> bool:
            audience.set_message(self._live, typed)
            return True

        draft = LineDraft(self._live.book, "audience_message")
        dialog = LineDialog(t("room.message"), t("room.message_hint"), take, draft, begun)
        self._host.push_screen(dialog, lambda _: self._again("message"))

    def _ask_sheet(self) -> None:
        """Show no sheet any more, or ask which one; say which ones may never be shown."""
        if audience.audience_of(self._live).sheet is not None:
            audience.show_sheet(self._live, None)
            self._again("sheet")
            return
        sheets = self._live.book.session.sheets
        offered = [MenuChoice(key, self._sheet_name(key)) for key in audience.showable_sheets(self._live)]
        if not offered:
            self._again("sheet", t("room.no_sheet"))
            return

        def take(sheet: str) -> None:
            shown = audience.show_sheet(self._live, sheet)
            self._again("sheet", "" if shown else t("room.sheet_withheld"))

        current = self._live.view.sheet
        begin = current if any(one.id == current for one in offered) else None
        title = t("room.sheet_which") if len(offered) == len(sheets) else t("room.sheet_which_withheld")
        choose_one(self._host, title, offered, take, begin=begin)

    def _sheet_name(self, key: str) -> str:
        sheet = self._live.book.session.sheets[key]
        worksheet = self._live.curriculum.worksheet(sheet.worksheet)
        return f"{worksheet_name(worksheet, sheet)} {sheet.title}".strip()

    def _ask_timer(self) -> None:
        """Ask for the length of the timer of work in groups, beside the plenary's."""
        meeting = audience.audience_meeting(self._live)
        if not meeting.is_under_way:
            self._again("timer", t("room.timer_before"))
            return
        offered = [MenuChoice(str(minutes), length_text(minutes * 60)) for minutes in TIMERS]
        if meeting.progress().timer is not None:
            offered.append(MenuChoice("0", t("timekeeping.timer_off")))

        def take(minutes: str) -> None:
            controls.set_timer(meeting, int(minutes))
            self._host.heartbeat.now()
            self._again("timer")

        choose_one(self._host, t("room.timer"), offered, take)

    def _open_window(self) -> None:
        from jusou_tui.app.screens.room.window import open_screen

        open_screen(self._host, self._closed)

    def _open_page(self) -> None:
        """Serve the shared screen for a browser, where what that needs is there."""
        from jusou_tui.audience.web.server import is_installed

        if not is_installed():
            self._again("web", t("web.needs_extra"))
            return
        from jusou_tui.app.screens.room.window import open_screen

        open_screen(self._host, self._closed, web=True)

    def _show_seat_cards(self) -> None:
        from jusou_tui.app.screens.room.window import show_seat_cards

        show_seat_cards(self._host, audience.audience_meeting(self._live).step.id, self._closed)


def turn_curtain(host: Host) -> None:
    """Draw the curtain or take it away, and say what the room sees now."""
    live = host.open_live
    audience.draw_curtain(live, not audience.audience_of(live).curtain)
    drawn = audience.audience_of(live).curtain
    key = keys.CURTAIN.key_shown
    host.say(t("room.curtain_drawn" if drawn else "room.curtain_gone", key=key))
    host.heartbeat.now()


def _is_ahead(row: ForecastRow) -> bool:
    return row.state in {"now", "next"}
