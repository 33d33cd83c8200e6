"""Makes the tables of docs/keys.md from what the pages declare; run it where a command or a key changed."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from jusou_tui import wording
from jusou_tui.app import screens
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, EVERY_PAGE_COMMANDS, SESSION_COMMANDS, Command
from jusou_tui.app.shell.keys import shown
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.wording import t

KEYS = Path(__file__).with_name("keys.md")
SHARED = (*EVERY_PAGE_COMMANDS, *SESSION_COMMANDS)
BEGIN, END = "<!-- made by make_keys.py -->", "<!-- end -->"

TITLES = {
    "RunScreen": "Run",
    "ScheduleScreen": "Schedule",
    "LookScreen": "Look ahead",
    "ReviewScreen": "Review",
    "NotesScreen": "Notes",
    "TodosScreen": "ToDos",
    "ChecklistScreen": "Checklist",
    "PeopleScreen": "Members",
    "SheetsScreen": "All sheets",
    "SheetScreen": "Sheet",
    "ProgrammeScreen": "Programme",
    "SetupScreen": "Set-up",
    "HomeScreen": "Home",
    "SettingsScreen": "Settings",
    "DiffScreen": "Differences",
    "ConflictsScreen": "Conflicts",
    "ScribeScreen": "Scribe",
    "AloudScreen": "Read-aloud text",
    "CoverScreen": "Names and notes hidden",
}


def pages() -> dict[str, type[JusouScreen]]:
    """Return every page of the features that has commands of its own, by the name of its class."""
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    found: dict[str, type[JusouScreen]] = {}
    waiting = [JusouScreen]
    while waiting:
        page = waiting.pop()
        waiting += page.__subclasses__()
        if page.PAGE_COMMANDS and page.__module__.startswith(screens.__name__):
            found[page.__name__] = page
    return found


def tables() -> str:
    """Return the tables of all pages, in English; what every page of a session has comes once."""
    known = pages()
    parts = [
        "## On every page\n",
        *_table(APP_COMMANDS),
        "\n## On every page of an open session\n",
        *_table(SHARED),
    ]
    for name in [*TITLES, *sorted(known.keys() - TITLES.keys())]:
        if name in known:
            own = _own(known[name])
            parts += [f"\n## {TITLES.get(name, name)}\n", *_table(own)]
    parts += ["\n## What a key means\n", "| key | meaning |", "|---|---|"]
    parts += [f"| {', '.join(map(shown, one.keys))} | {one.name} |" for one in keys.TABLE]
    return "\n".join(parts)


def _table(commands: Iterable[Command]) -> list[str]:
    """Return the table of the commands that are worth a line: those with a key first."""
    listed = sorted(commands, key=lambda command: not command.keys)
    return ["| what | key | else by |", "|---|---|---|", *map(_line, listed)]


def _own(page: type[JusouScreen]) -> list[Command]:
    """Return what a page does beside what every page of an open session does, where it is one."""
    shared = {_said(one) for one in SHARED} if issubclass(page, SessionScreen) else set()
    return [one for one in page.PAGE_COMMANDS if _said(one) not in shared]


def _said(command: Command) -> tuple[object, ...]:
    """Return what a line says of a command: a page's form with the same is that of every page."""
    return command.meaning, command.label, command.help


def _line(command: Command) -> str:
    others = [shown(key) for key in command.keys[1:]]
    by = keys.MENU if command.meaning.found is keys.Without.MENU else keys.PALETTE
    found = others if command.meaning is by else [*others, *map(shown, by.keys)]
    help_text = t(command.help).replace("|", "\\|").replace("\n", " ")
    return f"| **{t(command.label)}** {help_text} | {command.key_shown} | {', '.join(found)} |"


def page() -> str:
    """Return docs/keys.md as it should be."""
    before = wording.language()
    wording.use("en")
    try:
        made = tables()
    finally:
        wording.use(before)
    text = KEYS.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    tail = rest.partition(END)[2]
    return f"{head}{BEGIN}\n\n{made}\n\n{END}{tail}"


if __name__ == "__main__":
    KEYS.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{KEYS}\n")
