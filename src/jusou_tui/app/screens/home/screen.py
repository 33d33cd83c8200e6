"""Home: sessions to go on with, curricula to start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from jusou_tui.app.screens.home import rows
from jusou_tui.app.shell.commands import APP_COMMANDS, Command, bindings
from jusou_tui.app.shell.host import BeginSession, OpenSession
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.compare.conflict_copies import conflict_copies
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.errors import JusouError
from jusou_tui.live.demo import EXAMPLE, demo_folder, prepare_demo
from jusou_tui.paths import rehearsals_folder
from jusou_tui.session.library import list_sessions
from jusou_tui.text.clean import clean, clean_line
from jusou_tui.timekeeping.clock.rehearsal import speed_of
from jusou_tui.wording import message_text, t

REHEARSE = Command(
    "rehearse", "timekeeping.rehearse", "timekeeping.rehearse_help", ("f7", "ctrl+r"), ("p",), rank=3
)
DELETE = Command(
    "delete_rehearsal",
    "timekeeping.delete_rehearsal",
    "timekeeping.delete_rehearsal_help",
    ("f8", "ctrl+d"),
    ("x",),
    rank=4,
)
AROUND = 8
"""Cells beside an entry's text."""


class HomeScreen(JusouScreen):
    """The first page. Enter opens what is marked."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("open", "common.open", "app.open_help", ("f9",), (), rank=0, primary=True),
        Command("compare", "compare.home_compare", "compare.home_compare_help", ("f6",), ("d",), rank=5),
        Command("refresh", "app.refresh", "app.refresh_help", ("f5",), ("r",), rank=6),
        REHEARSE,
        DELETE,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._choices: dict[str, Path] = {}
        self._rehearsals: dict[str, str] = {}
        self._to_compare: Path | None = None

    def body(self) -> ComposeResult:
        """Yield the greeting and the list."""
        yield TopLine(id="top")
        yield Static(t("app.home_greeting"), id="greeting", markup=False)
        yield OptionList(id="choices", markup=False)
        yield Static("", id="where", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.query_one(TopLine).show(t("app.home_title"), t("app.name"), ())
        if speed_of(self.jusou.clock) > 1:
            self.query_one("#greeting", Static).update(t("timekeeping.rehearse_greeting"))
        self.query_one("#where", Static).update(clean(t("app.home_folder", folder=self._folder)))
        self._fill()

    def commands(self) -> Iterable[Command]:
        """Return the commands of the page, the settings, and how to leave: no page stands before this one."""
        ranks = {"leave": 2, "settings": 3}
        of_the_app = [command for command in APP_COMMANDS if command.action in ranks]
        away = DELETE if self._marked not in self._rehearsals else REHEARSE
        shown = (command for command in self.PAGE_COMMANDS if command is not away)
        return (*shown, *(replace(one, rank=ranks[one.action]) for one in of_the_app))

    @property
    def _marked(self) -> str:
        """The name of the entry that keys act on, "" where none is marked."""
        option = self.query_one(OptionList).highlighted_option
        return (option.id if option else None) or ""

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_keys()

    def _fill(self) -> None:
        """Show the newest sessions first, then the curricula, then what one practises with."""
        choices = self.query_one(OptionList)
        choices.clear_options()
        self._choices.clear()
        self._rehearsals.clear()
        curricula = sorted(library.available(), key=rows.place)
        titles = {entry.id: entry.short_title or entry.title for entry in curricula}
        found = list_sessions(self._folder) if self._folder.is_dir() else []
        sessions = [one for one in found if not (one.demo or one.rehearsal)]
        if sessions:
            choices.add_option(_heading(t("app.home_sessions")))
        for number, summary in enumerate(sessions):
            told = rows.session_lines(summary, titles)
            self._add(choices, f"session-{number}", summary.path, told, bad=summary.problem is not None)
        for number, copy in enumerate(conflict_copies(self._folder)):
            told = (
                t("compare.home_copy", name=copy.copy.name),
                t("compare.home_copy_text", name=copy.original.name),
            )
            self._add(choices, f"copy-{number}", copy.copy, told, bad=False)
        choices.add_option(_heading(t("app.home_curricula"), air=bool(sessions)))
        for number, entry in enumerate(curricula):
            told = rows.curriculum_lines(entry, self.jusou.size.width - AROUND)
            self._add(choices, f"curriculum-{number}", entry.path, told, bad=entry.problem is not None)
        choices.add_option(_heading(t("app.home_try"), air=True))
        below = rehearsals_folder(self._folder)
        found += list_sessions(below) if below != self._folder else []
        practised = [one for one in found if (one.demo and not rows.ships(one.path)) or one.rehearsal]
        for number, summary in enumerate(practised, len(sessions)):
            told = rows.session_lines(summary, titles)
            self._add(choices, f"session-{number}", summary.path, told, bad=summary.problem is not None)
            if summary.rehearsal:
                self._rehearsals[f"session-{number}"] = summary.title
        told = (t("app.home_example"), t("app.home_example_help"))
        self._add(choices, EXAMPLE, Path(), told, bad=False)
        choices.highlighted = next(
            place for place in range(choices.option_count) if not choices.get_option_at_index(place).disabled
        )
        choices.focus()

    def _add(self, choices: OptionList, key: str, path: Path, told: tuple[str, str], *, bad: bool) -> None:
        self._choices[key] = path
        title, rest = (clean_line(line) for line in told)
        mark = t("app.home_broken") if bad else ""
        choices.add_option(Option(Content.assemble((title, "bold"), mark, "\n", rest), id=key))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_id)

    def action_open(self) -> None:
        """Open what is marked."""
        choices = self.query_one(OptionList)
        if choices.highlighted is not None:
            self._open(choices.get_option_at_index(choices.highlighted).id)

    def action_refresh(self) -> None:
        """Look into the folders again."""
        self._fill()

    def action_compare(self) -> None:
        """Mark a session, then show what differs from it in the next one marked; a copy: in its original."""
        from jusou_tui.app.screens.home import compare_dialogs

        key = self._marked
        if not key.startswith(("session", "copy")):
            self.jusou.say(t("compare.home_only_sessions"))
            return
        self._to_compare = compare_dialogs.compare_next(self.jusou, self._to_compare, self._choices[key])

    def action_rehearse(self) -> None:
        """Rehearse what is marked: a curriculum, or the plan of a session; ask how fast."""
        from jusou_tui.app.screens.home import rehearsal_dialogs

        key = self._marked
        if not key.startswith(("session", "curriculum")):
            self.jusou.say(t("timekeeping.rehearse_what"))
            return
        path, is_session = self._choices[key], key.startswith("session")
        rehearsal_dialogs.ask_speed(self.jusou, path, is_session=is_session)

    def action_delete_rehearsal(self) -> None:
        """Delete the marked rehearsal, after a question; nothing else is deleted here."""
        from jusou_tui.app.screens.home import rehearsal_dialogs

        title = self._rehearsals.get(self._marked)
        if title is None:
            self.jusou.say(t("timekeeping.delete_only_rehearsals"))
            return
        rehearsal_dialogs.offer_to_delete(self.jusou, self._choices[self._marked], title, self._fill)

    def _open(self, key: str | None) -> None:
        path = self._choices.get(key or "")
        if path is None:
            return
        if (key or "").startswith("copy"):
            from jusou_tui.app.screens.home import compare_dialogs

            compare_dialogs.offer_to_join(self.jusou, path, self._fill)
            return
        if key == EXAMPLE:
            path, key = prepare_demo(demo_folder(), self.jusou.clock.now()), "session"
        if (key or "").startswith("session"):
            self.post_message(OpenSession(path))
            return
        if speed_of(self.jusou.clock) > 1:
            from jusou_tui.app.screens.home import rehearsal_dialogs

            rehearsal_dialogs.rehearse_curriculum(self.jusou, path, speed_of(self.jusou.clock))
            return
        try:
            self.post_message(BeginSession(path, load(path)))
        except JusouError as error:
            self.jusou.say(message_text(error), failed=True)


def _heading(text: str, *, air: bool = False) -> Option:
    """Return a heading, with a blank line above it where there is a list before."""
    return Option(Content.assemble("\n" if air else "", (text, "$primary")), disabled=True)
