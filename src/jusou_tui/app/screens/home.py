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

from jusou_tui import paths
from jusou_tui.app.commands import APP_COMMANDS, Command, bindings
from jusou_tui.app.example import EXAMPLE, demo_folder, prepare_demo
from jusou_tui.app.screens.base import JusouScreen
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.app.words import said_date, said_time
from jusou_tui.compare.conflict_copies import conflict_copies
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.errors import JusouError
from jusou_tui.messages import t, word
from jusou_tui.session.library import Summary, list_sessions
from jusou_tui.text.clean import clean, clean_line
from jusou_tui.text.width import cell_width, cut

IN_ORDER = ("team-building", "community-building", "trial")
"""The curricula that ship, as one does them; one's own stand behind them."""
AROUND = 8
"""Cells beside an entry's text."""


class HomeScreen(JusouScreen):
    """The first page. Enter opens what is marked."""

    CSS_PATH = ["base.tcss", "home.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("open", "app.open", "app.open_help", ("f9",), (), rank=0, primary=True),
        Command("compare", "compare.home_compare", "compare.home_compare_help", ("f6",), ("d",), rank=5),
        Command("refresh", "app.refresh", "app.refresh_help", ("f5",), ("r",), rank=4),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._choices: dict[str, Path] = {}
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
        self.query_one("#where", Static).update(clean(t("app.home_folder", folder=self._folder)))
        self._fill()

    def commands(self) -> Iterable[Command]:
        """Return the commands of the page, the settings, and how to leave: no page stands before this one."""
        ranks = {"leave": 2, "settings": 3}
        of_the_app = [command for command in APP_COMMANDS if command.action in ranks]
        return (*self.PAGE_COMMANDS, *(replace(one, rank=ranks[one.action]) for one in of_the_app))

    def _fill(self) -> None:
        """Show the newest sessions first, then the curricula, then what one practises with."""
        choices = self.query_one(OptionList)
        choices.clear_options()
        self._choices.clear()
        curricula = sorted(library.available(), key=_place)
        titles = {entry.id: entry.short_title or entry.title for entry in curricula}
        found = list_sessions(self._folder) if self._folder.is_dir() else []
        sessions = [summary for summary in found if not summary.demo]
        if sessions:
            choices.add_option(_heading(t("app.home_sessions")))
        for number, summary in enumerate(sessions):
            told = _session_lines(summary, titles)
            self._add(choices, f"session-{number}", summary.path, told, bad=summary.problem is not None)
        for number, copy in enumerate(conflict_copies(self._folder)):
            told = (
                t("compare.home_copy", name=copy.copy.name),
                t("compare.home_copy_told", name=copy.original.name),
            )
            self._add(choices, f"copy-{number}", copy.copy, told, bad=False)
        choices.add_option(_heading(t("app.home_curricula"), air=bool(sessions)))
        for number, entry in enumerate(curricula):
            told = _curriculum_lines(entry, self.jusou.size.width - AROUND)
            self._add(choices, f"curriculum-{number}", entry.path, told, bad=entry.problem is not None)
        choices.add_option(_heading(t("app.home_try"), air=True))
        practised = [summary for summary in found if summary.demo and not _ships(summary.path)]
        for number, summary in enumerate(practised, len(sessions)):
            told = _session_lines(summary, titles)
            self._add(choices, f"session-{number}", summary.path, told, bad=summary.problem is not None)
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
        from jusou_tui.app import joining

        choices = self.query_one(OptionList)
        option = choices.highlighted_option
        key = (option.id if option else None) or ""
        if not key.startswith(("session", "copy")):
            self.jusou.say(t("compare.home_only_sessions"))
            return
        self._to_compare = joining.compare_next(self.jusou, self._to_compare, self._choices[key])

    def _open(self, key: str | None) -> None:
        path = self._choices.get(key or "")
        if path is None:
            return
        if (key or "").startswith("copy"):
            from jusou_tui.app import joining

            joining.offer_to_join(self.jusou, path, self._fill)
            return
        if key == EXAMPLE:
            path, key = prepare_demo(demo_folder(), self.jusou.clock.now()), "session"
        if (key or "").startswith("session"):
            self.jusou.open_session(path)
            return
        try:
            self.jusou.begin(path, load(path))
        except JusouError as error:
            self.jusou.say(word(error), failed=True)


def _heading(text: str, *, air: bool = False) -> Option:
    """Return a heading, with a blank line above it where there is a list before."""
    return Option(Content.assemble("\n" if air else "", (text, "$primary")), disabled=True)


def _place(entry: library.Entry) -> tuple[bool, int]:
    return entry.problem is not None, IN_ORDER.index(entry.id) if entry.id in IN_ORDER else len(IN_ORDER)


def _ships(path: Path) -> bool:
    """Return whether a session is the example itself, of which the practice opens a copy."""
    example = paths.shipped("sessions") / EXAMPLE
    return example.exists() and path.exists() and path.samefile(example)


def _curriculum_lines(entry: library.Entry, cells: int) -> tuple[str, str]:
    """Return a curriculum's two lines: its title, then what it is for and its id, or what is wrong."""
    if entry.problem is not None:
        return entry.title or entry.path.name, word(entry.problem)
    ending = t("app.home_curriculum", id=entry.id)
    purpose = cut(clean_line(entry.purpose), max(cells - cell_width(ending) - 2, 0))
    return entry.title or entry.path.name, f"{purpose}  {ending}".lstrip()


def _session_lines(summary: Summary, titles: dict[str, str]) -> tuple[str, str]:
    """Return a session's two lines: its title, then what it is and how far it is."""
    if summary.problem is not None:
        return summary.path.name, word(summary.problem)
    title = "  ".join(part for part in (summary.title, summary.organisation) if part)
    changed = summary.changed.astimezone()
    state = t("app.home_finished") if summary.finished else t("app.home_open")
    second = "  ".join(
        [
            titles.get(summary.curriculum, summary.curriculum),
            state,
            f"{said_date(changed.date())} {said_time(changed)}",
        ]
    )
    return title, second
