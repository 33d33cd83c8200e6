"""The pages and dialogs by name, each imported when it is first shown.

A page lies over the one it was opened from. A base page may also stand alone; an overlay never does, and its
name in a session's view is the page to lie over the base again. A dialog lies over any page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from jusou_tui.app.shell.host import Host, PlanPage
from jusou_tui.wording import t

if TYPE_CHECKING:
    from textual.command import Provider

    from jusou_tui.app.start import Start
    from jusou_tui.compare.sides import Sides
    from jusou_tui.live.session import LiveSession

Closed = Callable[[], None]
Make = Callable[[Path], Screen[None]]
"""Makes a page; the path is the folder in which home looks for sessions."""


def command_source() -> type[Provider]:
    """Return where the palette finds commands."""
    from jusou_tui.app.shell.palette import CommandSource

    return CommandSource


def load_ahead() -> None:
    """Load what a fault, the palette and fields of several lines need, before there are any."""
    import jusou_tui.app.shell.palette
    import jusou_tui.app.terminal.crash_report
    import jusou_tui.app.widgets.note_area  # noqa: F401


def _home(folder: Path) -> Screen[None]:
    from jusou_tui.app.screens.home.screen import HomeScreen

    return HomeScreen(folder)


def _opening(_: Path) -> Screen[None]:
    from jusou_tui.app.screens.opening.screen import OpeningScreen

    return OpeningScreen()


def _setup(_: Path) -> Screen[None]:
    from jusou_tui.app.screens.setup.screen import SetupScreen

    return SetupScreen()


def _programme(_: Path) -> Screen[None]:
    from jusou_tui.app.screens.programme.screen import ProgrammeScreen

    return ProgrammeScreen()


def _run(_: Path) -> Screen[None]:
    from jusou_tui.app.screens.run.screen import RunScreen

    return RunScreen()


def _review() -> Screen[None]:
    from jusou_tui.app.screens.review.screen import ReviewScreen

    return ReviewScreen()


def _schedule() -> Screen[None]:
    from jusou_tui.app.screens.schedule.screen import ScheduleScreen

    return ScheduleScreen()


def _look_ahead() -> Screen[None]:
    from jusou_tui.app.screens.schedule.screen import LookScreen

    return LookScreen()


def _aloud() -> Screen[None]:
    from jusou_tui.app.screens.aloud.screen import AloudScreen

    return AloudScreen()


def _notes() -> Screen[None]:
    from jusou_tui.app.screens.notes.screen import NotesScreen

    return NotesScreen()


def _todos() -> Screen[None]:
    from jusou_tui.app.screens.todos.screen import TodosScreen

    return TodosScreen()


def _checklist() -> Screen[None]:
    from jusou_tui.app.screens.checklist.screen import ChecklistScreen

    return ChecklistScreen()


def _people() -> Screen[None]:
    from jusou_tui.app.screens.people.screen import PeopleScreen

    return PeopleScreen()


def _sheet() -> Screen[None]:
    from jusou_tui.app.screens.sheets.sheet import SheetScreen

    return SheetScreen()


def _sheets() -> Screen[None]:
    from jusou_tui.app.screens.sheets.list import SheetsScreen

    return SheetsScreen()


def _cover() -> Screen[None]:
    from jusou_tui.app.screens.audience.rows import lay_out
    from jusou_tui.app.screens.room.cover import CoverScreen

    return CoverScreen(lay_out)


_BASES: dict[str, Make] = {
    "home": _home,
    "opening": _opening,
    "setup": _setup,
    "programme": _programme,
    "run": _run,
}
_OVERLAYS: dict[str, Callable[[], Screen[None]]] = {
    "review": _review,
    "schedule": _schedule,
    "look": _look_ahead,
    "aloud": _aloud,
    "notes": _notes,
    "todos": _todos,
    "checklist": _checklist,
    "people": _people,
    "sheet": _sheet,
    "sheets": _sheets,
    "cover": _cover,
}


def first_page(start: Start, live: LiveSession | None) -> str:
    """Return the name of the base page to begin with: where the session was left, a set-up, or home.

    A session that is still to be opened has a page that says so.
    """
    if live is not None:
        return "setup" if live.needs_setup else page_of(live)
    if start.kind == "session":
        return "opening"
    return "home" if start.curriculum is None else "setup"


def page_of(live: LiveSession) -> str:
    """Return the name of the page under all others of an open session."""
    return "run" if live.current.step.kind == "meeting" and live.view.screen != "programme" else "programme"


def base(name: str, folder: Path) -> Screen[None]:
    """Return a new base page. Raises KeyError for a name that is none."""
    return _BASES[name](folder)


def page(name: str, folder: Path) -> Screen[None]:
    """Return a new page to lie over another. Raises KeyError for a name that is none."""
    return _OVERLAYS[name]() if name in _OVERLAYS else _BASES[name](folder)


def differences(sides: Sides) -> Screen[None]:
    """Return the page that shows what differs between two sides."""
    from jusou_tui.app.screens.compare.screen import DiffScreen

    return DiffScreen(sides)


def is_overlay(name: str | None) -> bool:
    """Return whether there is a page of that name that lies over another."""
    return name in _OVERLAYS


def _who(host: Host, closed: Closed) -> None:
    from jusou_tui.app.screens.people.attendance import AttendanceScreen

    host.push_screen(AttendanceScreen(), lambda _: closed())


def _groups(host: Host, closed: Closed) -> None:
    from jusou_tui.app.screens.people.groups import GroupsScreen

    host.push_screen(GroupsScreen(), lambda _: closed())


def _conflicts(host: Host, _: Closed) -> None:
    if not host.open_live.book.session.conflicts:
        host.say(t("recover.conflicts_none"))
        return
    from jusou_tui.app.screens.compare.screen import ConflictsScreen

    host.push_screen(ConflictsScreen())


def _bring_back(host: Host, _: Closed) -> None:
    from jusou_tui.app.screens.recovery.open_session import offer_deleted

    offer_deleted(host)


def _settings(host: Host, _: Closed) -> None:
    from jusou_tui.app.screens.settings.screen import SettingsScreen

    if not isinstance(host.screen, SettingsScreen):
        host.push_screen(SettingsScreen())


def _doctor(host: Host, _: Closed) -> None:
    from jusou_tui.app.screens.doctor.screen import DoctorScreen

    if not isinstance(host.screen, DoctorScreen):
        host.push_screen(DoctorScreen())


def _take_in(host: Host, closed: Closed) -> None:
    from jusou_tui.app.screens.people.take_in import TakeInScreen

    host.push_screen(TakeInScreen(), lambda _: closed())


def _cases(host: Host, closed: Closed) -> None:
    from jusou_tui.app.plan_dialogs.cases import ask_cases

    ask_cases(host, closed)


def _minutes(host: Host, closed: Closed) -> None:
    from jusou_tui.app.plan_dialogs.minutes import ask_about_minutes

    ask_about_minutes(host, closed)


def _room(host: Host, closed: Closed) -> None:
    from jusou_tui.app.screens.room.panel import show_panel

    show_panel(host, closed)


def _curtain(host: Host, _: Closed) -> None:
    from jusou_tui.app.screens.room.panel import turn_curtain

    turn_curtain(host)


def _export(host: Host, closed: Closed) -> None:
    from jusou_tui.app.screens.export.dialogs import ask_export

    ask_export(host, closed)


def _export_sheet(host: Host, closed: Closed) -> None:
    from jusou_tui.app.screens.export.dialogs import ask_export_sheet

    ask_export_sheet(host, closed)


_DIALOGS: dict[str, Callable[[Host, Closed], None]] = {
    "who": _who,
    "groups": _groups,
    "take_in": _take_in,
    "conflicts": _conflicts,
    "bring_back": _bring_back,
    "settings": _settings,
    "doctor": _doctor,
    "cases": _cases,
    "minutes": _minutes,
    "room": _room,
    "curtain": _curtain,
    "export": _export,
    "export_sheet": _export_sheet,
}


def show_dialog(host: Host, name: str, closed: Closed) -> None:
    """Lay a dialog over whatever page is in sight; `closed` is called when it goes. Raises KeyError."""
    _DIALOGS[name](host, closed)


def control(name: str, page: PlanPage) -> None:
    """Do with the meeting under way what a key of time says on a page that is not the meeting's own."""
    from jusou_tui.app.plan_dialogs import going_on

    going_on.control(name, page)
