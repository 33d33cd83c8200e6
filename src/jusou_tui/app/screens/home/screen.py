"""Home: sessions to go on with, curricula to start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from jusou_tui.app.screens.home import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, Command, bindings
from jusou_tui.app.shell.host import BeginSession, OpenSession
from jusou_tui.app.shell.keys import Group, in_menu, only_in_palette
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.curriculum.load import load
from jusou_tui.errors import JusouError
from jusou_tui.live.beginning.demo import demo_folder, prepare_demo
from jusou_tui.text.terminal import clean, clean_line
from jusou_tui.timekeeping.clock.clock import speed_of
from jusou_tui.wording import message_text, t

REHEARSE = Command(
    "rehearse",
    "timekeeping.rehearse",
    "timekeeping.rehearse_help",
    in_menu(Group.ROW),
    rank=3,
    unconverted=("f7", "ctrl+r"),
)
DELETE = Command(
    "delete_rehearsal",
    "timekeeping.delete_rehearsal",
    "timekeeping.delete_rehearsal_help",
    keys.REMOVE,
    rank=4,
    unconverted=("f8", "ctrl+d"),
)
AROUND = 8
"""Cells beside an entry's text."""


class HomeScreen(JusouScreen):
    """The first page. Enter opens what is highlighted."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("open", "common.open", "app.open_help", keys.NEXT, rank=0, primary=True),
        Command(
            "compare",
            "compare.home_compare",
            "compare.home_compare_help",
            in_menu(Group.ROW),
            rank=5,
            unconverted=("f6",),
        ),
        Command(
            "refresh",
            "app.refresh",
            "app.refresh_help",
            only_in_palette(Group.PAGES),
            rank=6,
            unconverted=("f5",),
        ),
        REHEARSE,
        DELETE,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    choices = getters.query_one(OptionList)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._entries: dict[str, rows.HomeEntry] = {}
        self._to_compare: Path | None = None

    def body(self) -> ComposeResult:
        """Yield the greeting and the list."""
        yield TopLine(id="top")
        yield Static(t("app.home_greeting"), id="greeting", markup=False)
        yield OptionList(id="choices", markup=False)
        yield Static("", id="where", markup=False)

    def prepare(self) -> None:
        """Fill the list."""
        super().prepare()
        self.query_one(TopLine).show(t("app.home_title"), t("app.name"), ())
        if speed_of(self.host.clock) > 1:
            self.query_one("#greeting", Static).update(t("timekeeping.rehearse_greeting"))
        self.query_one("#where", Static).update(clean(t("app.home_folder", folder=self._folder)))
        self._fill()

    def commands(self) -> Iterable[Command]:
        """Return the commands of the page, the settings, and how to leave: no page is below this one."""
        ranks = {"leave": 2, "settings": 3}
        of_the_app = [command for command in APP_COMMANDS if command.action in ranks]
        is_rehearsal = self._highlighted is not None and self._highlighted.rehearsal is not None
        away = REHEARSE if is_rehearsal else DELETE
        shown = (command for command in self.PAGE_COMMANDS if command is not away)
        return (*shown, *(replace(one, rank=ranks[one.action]) for one in of_the_app))

    @property
    def _highlighted(self) -> rows.HomeEntry | None:
        """The highlighted entry."""
        option = self.choices.highlighted_option
        return self._entries.get((option.id if option else None) or "")

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_keys()

    def _fill(self) -> None:
        """List what is there now, the first entry highlighted."""
        options: list[Option] = []
        today = self.host.clock.now().date()
        self._entries = {}
        for section in rows.sections(self._folder, self.host.size.width - AROUND, today):
            if section.heading:
                options.append(_heading(section.heading, air=bool(options)))
            self._entries |= {entry.key: entry for entry in section.entries}
            options += map(_option, section.entries)
        self.choices.clear_options()
        self.choices.add_options(options)
        self.choices.highlighted = next(place for place, one in enumerate(options) if not one.disabled)
        self.choices.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open what is highlighted: a session, the set-up of a curriculum, the question about a copy."""
        entry = self._highlighted
        if entry is None:
            return
        if entry.kind == "copy":
            from jusou_tui.app.screens.home import dialogs

            dialogs.offer_to_join(self.host, entry.path, self._fill)
        elif entry.kind == "curriculum":
            self._begin(entry.path)
        else:
            is_example = entry.kind == "example"
            path = prepare_demo(demo_folder(), self.host.clock.now()) if is_example else entry.path
            self.post_message(OpenSession(path))

    def _begin(self, source: Path) -> None:
        """Begin a session of a curriculum; where the program was started to rehearse, a rehearsal."""
        if speed_of(self.host.clock) > 1:
            from jusou_tui.app.screens.home.dialogs import rehearse_curriculum

            rehearse_curriculum(self.host, source, speed_of(self.host.clock))
            return
        try:
            self.post_message(BeginSession(source, load(source)))
        except JusouError as error:
            self.host.say(message_text(error), failed=True)

    def action_refresh(self) -> None:
        """Look into the folders again."""
        self._fill()

    def action_compare(self) -> None:
        """Mark a session, then show what differs from it in the next one marked; a copy: in its original."""
        from jusou_tui.app.screens.home import dialogs

        entry = self._highlighted
        if entry is None or entry.kind not in {"session", "copy"}:
            self.host.say(t("compare.home_only_sessions"))
            return
        self._to_compare = dialogs.compare_next(self.host, self._to_compare, entry.path)

    def action_rehearse(self) -> None:
        """Rehearse what is highlighted: a curriculum, or the plan of a session; ask how fast."""
        from jusou_tui.app.screens.home.dialogs import ask_speed

        entry = self._highlighted
        if entry is None or entry.kind not in {"session", "curriculum"}:
            self.host.say(t("timekeeping.rehearse_what"))
            return
        ask_speed(self.host, entry.path, is_session=entry.kind == "session")

    def action_delete_rehearsal(self) -> None:
        """Delete the highlighted rehearsal, after a question; nothing else is deleted here."""
        from jusou_tui.app.screens.home.dialogs import offer_to_delete

        entry = self._highlighted
        if entry is None or entry.rehearsal is None:
            self.host.say(t("timekeeping.delete_only_rehearsals"))
            return
        offer_to_delete(self.host, entry.path, entry.rehearsal, self._fill)


def _heading(text: str, *, air: bool = False) -> Option:
    """Return a heading, with a blank line above it where there is a list before."""
    return Option(Content.assemble("\n" if air else "", (text, "$primary")), disabled=True)


def _option(entry: rows.HomeEntry) -> Option:
    broken = t("app.home_broken") if entry.is_broken else ""
    lines = Content.assemble((clean_line(entry.title), "bold"), broken, "\n", clean_line(entry.detail))
    return Option(lines, id=entry.key)
