"""One declaration per command: key binding, key bar, palette and help all read it.

A command says what it means (`keys`), not which key it has. The commands that several pages have are here;
`Command.but` varies one where a page says it in other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.actions import parse
from textual.binding import Binding, BindingType

from jusou_tui.app.shell import keys
from jusou_tui.app.shell.keys import Group, Meaning, in_menu, only_in_palette
from jusou_tui.app.widgets.key_bar import KeyHint
from jusou_tui.wording import t


class Command(NamedTuple):
    """Something a user can do on a screen.

    `label` and `help` are message ids. `rank` orders the key bar (0 stays longest); None keeps it out.
    `short`: a label for a key bar that is too narrow for the other one.
    `of_group`: of the help, where the meaning's does not fit. `writes`: whether it changes the session,
    where the meaning does not say it. `also`: a message id, further words by which the palette finds it.
    `digit`: what does it besides on a page that is one open question.
    """

    action: str
    label: str
    help: str
    meaning: Meaning
    rank: int | None = None
    primary: bool = False
    of_group: Group | None = None
    writes: bool | None = None
    short: str = ""
    also: str = ""
    digit: str = ""

    def but(
        self,
        *,
        rank: int | None = None,
        label: str | None = None,
        help: str | None = None,  # noqa: A002 - the field's name
        meaning: Meaning | None = None,
    ) -> Command:
        """Return the command with another rank, label, help or meaning; what is None stays."""
        return self._replace(
            rank=self.rank if rank is None else rank,
            label=self.label if label is None else label,
            help=self.help if help is None else help,
            meaning=self.meaning if meaning is None else meaning,
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that it has, the usual one first."""
        return self.meaning.keys

    @property
    def is_refused_to_onlookers(self) -> bool:
        """Whether it changes the session, which whoever only looks on may not."""
        return self.meaning.writes if self.writes is None else self.writes

    @property
    def group(self) -> Group:
        """Where the help shows it."""
        return self.of_group or self.meaning.group

    @property
    def key_shown(self) -> str:
        """The key as it is shown, "" where it has none."""
        return self.meaning.key_shown

    @property
    def key_in_help(self) -> str:
        """The key as the help shows it, else the digit that does it, "" where it has neither."""
        return self.key_shown or self.digit


DOCTOR = Command("show_dialog('doctor')", "doctor.title", "doctor.open_help", only_in_palette(Group.PROGRAM))

APP_COMMANDS = (
    Command("guide", "app.help", "app.help_help", keys.HELP, rank=0),
    Command("command_palette", "app.palette", "app.palette_help", keys.PALETTE),
    Command(
        "show_dialog('settings')", "settings.settings", "settings.open_help", only_in_palette(Group.PROGRAM)
    ),
    DOCTOR,
    Command(
        "switch_theme", "app.theme", "app.theme_help", only_in_palette(Group.PROGRAM), also="app.theme_also"
    ),
    Command("leave", "app.leaving", "app.leaving_help", keys.QUIT),
)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the Textual bindings of the commands."""
    return [
        Binding(key, _action(command), show=False, priority=key not in keys.FIELD_GETS_FIRST)
        for command in commands
        for key in command.keys
    ]


def _action(command: Command) -> str:
    """Return the action of a key: where a field may come first, by way of the page, which decides."""
    return f"of_row({command.action!r})" if command.meaning.field_first else command.action


def hints(commands: Iterable[Command]) -> list[KeyHint]:
    """Return what the key bar shows of the commands."""
    return [
        KeyHint(
            command.key_shown,
            t(command.label),
            command.action,
            short=t(command.short) if command.short else "",
            primary=command.primary,
            rank=command.rank,
            twice=command.meaning in keys.CLICKED_TWICE,
        )
        for command in commands
        if command.rank is not None
    ]


def hints_of_onlookers(commands: Iterable[Command]) -> list[KeyHint]:
    """Return what the key bar shows to whoever only looks on: nothing that is refused, no primary key."""
    allowed = [one._replace(primary=False) for one in commands if not one.is_refused_to_onlookers]
    return hints(allowed)


def is_refused(commands: Iterable[Command], action: str, parameters: tuple[object, ...]) -> bool:
    """Return whether whoever only looks on may not run an action with these parameters."""
    refused = (parse(one.action)[1:] for one in commands if one.is_refused_to_onlookers)
    return (action, parameters) in refused


BACK = Command("escape", "common.back", "common.back_help", keys.BACK, rank=0, primary=True)
GO_ON = Command("control('go_on')", "app.next", "app.next_elsewhere_help", keys.NEXT, rank=9)
SCHEDULE = Command(
    "show_page('schedule')",
    "app.schedule",
    "app.schedule_help",
    keys.SCHEDULE,
    rank=5,
    also="app.schedule_also",
)
NOTES = Command("show_page('notes')", "app.notes", "app.notes_help", keys.NOTES)
PEOPLE = Command(
    "show_page('people')",
    "common.members",
    "programme.people_help",
    in_menu(Group.PAGES),
)
TODOS = Command(
    "show_page('todos')",
    "programme.todos",
    "programme.todos_help",
    in_menu(Group.PAGES),
    also="programme.todos_also",
)
SHEETS = Command("sheets", "common.sheets", "sheet.open_help", keys.SHEET)
EDIT = Command("edit", "common.edit", "app.edit_help", keys.TAKE, rank=2, writes=True)
REMOVE = Command("remove", "common.remove", "app.remove_help", keys.REMOVE, rank=3)
TICK = Command("tick", "app.tick", "app.tick_help", keys.DONE, rank=4)
KEEP_PRIVATE = Command(
    "keep_private", "app.keep_private", "app.keep_private_help", in_menu(Group.ROW), writes=True
)
FILTER = Command("filter", "app.filter", "app.filter_help", keys.FIND, rank=3)
SCROLL_DOWN = Command("scroll(1)", "app.scroll_down", "app.scroll_help", keys.PAGE_DOWN)
SCROLL_UP = Command("scroll(-1)", "app.scroll_up", "app.scroll_up_help", keys.PAGE_UP)

NEXT_KIND = Command("next_kind", "app.next_kind", "app.next_kind_help", keys.KIND)
NEXT_AUTHOR = Command("next_author", "app.next_author", "app.next_author_help", keys.AUTHOR)
NEW_LINE = Command("new_line", "app.new_line", "app.new_line_help", keys.NEW_LINE)
UNDO = Command("undo", "app.undo", "app.undo_help", keys.UNDO)
REDO = Command("redo", "app.redo", "app.redo_help", only_in_palette(Group.WRITE), writes=True)
BRING_BACK = Command(
    "show_dialog('bring_back')",
    "recover.bring_back",
    "recover.bring_back_help",
    only_in_palette(Group.WRITE),
    writes=True,
    also="recover.bring_back_also",
)
CONFLICTS = Command(
    "show_dialog('conflicts')",
    "recover.conflicts",
    "recover.conflicts_help",
    only_in_palette(Group.PROGRAM),
    writes=True,
)
WHO = Command("show_dialog('who')", "app.who", "app.who_help", keys.WHO)
PROGRAMME = Command(
    "programme",
    "programme.programme",
    "programme.programme_help",
    keys.PROGRAMME,
    also="programme.programme_also",
)
SETUP = Command("edit_setup", "app.setup", "app.setup_help", only_in_palette(Group.PAGES), writes=True)
CASES = Command(
    "show_dialog('cases')", "common.cases", "app.cases_help", only_in_palette(Group.PAGES), writes=True
)
TO_FIELD = Command("escape", "app.leave_field", "app.leave_field_help", keys.BACK, of_group=Group.WRITE)
"""Esc on a page that it never leaves."""
ROOM = Command("show_dialog('room')", "room.title", "room.title_help", keys.ROOM, also="room.title_also")
CURTAIN = Command("show_dialog('curtain')", "room.curtain", "room.curtain_help", keys.CURTAIN, writes=True)
MINUTES = Command(
    "show_dialog('minutes')",
    "minutes.facts",
    "minutes.facts_help",
    only_in_palette(Group.PAGES),
    writes=True,
    also="minutes.facts_also",
)
EXPORT = Command(
    "show_dialog('export')",
    "export.title",
    "export.open_help",
    only_in_palette(Group.PAGES),
    also="export.title_also",
)
SAVE = Command("save", "app.save", "app.save_help", keys.SAVE)
HOME = Command("home", "app.home", "app.home_help", only_in_palette(Group.PROGRAM))

CATCH_UP = Command(
    "catch_up", "timekeeping.fit", "timekeeping.fit_help", keys.ON_TIME, short="timekeeping.fit_short"
)
CHANGE_ROW = Command("change_row", "app.menu_title", "timekeeping.change_help", keys.MENU)

TIME_COMMANDS = (
    Command("control('advance')", "app.advance", "app.advance_help", keys.NEXT_PART),
    Command("control('pause')", "common.pause", "app.pause_help", keys.PAUSE),
    Command("control('minus')", "app.minus", "app.minus_help", keys.LESS),
    Command("control('plus')", "app.plus", "app.plus_help", keys.MORE),
)
"""What each page of an open session does with the meeting that runs, unless its rows are activities."""

EVERY_PAGE_COMMANDS = (
    *TIME_COMMANDS,
    Command("control('go_back')", "app.back", "app.back_elsewhere_help", keys.BEFORE),
    Command("control('catch_up')", "timekeeping.fit", "timekeeping.fit_help", keys.ON_TIME),
    CHANGE_ROW.but(label="app.menu_title", help="app.menu_help"),
    SCHEDULE,
    NOTES,
    SHEETS,
)
"""What each page of an open session does, also where it does not name it, unless it has a form of its own."""

SESSION_COMMANDS = (
    GO_ON,
    NEXT_KIND,
    NEXT_AUTHOR,
    NEW_LINE,
    UNDO,
    REDO,
    BRING_BACK,
    CONFLICTS,
    WHO,
    PROGRAMME,
    SETUP,
    CASES,
    ROOM,
    CURTAIN,
    MINUTES,
    EXPORT,
    SAVE,
    HOME,
)
"""What every page of an open session can do, in the order of the help page."""

CHECKLIST = Command(
    "show_page('checklist')",
    "programme.checklist",
    "programme.checklist_help",
    only_in_palette(Group.PAGES),
    also="programme.checklist_also",
)
GROUPS = Command(
    "show_dialog('groups')",
    "programme.groups",
    "programme.groups_help",
    only_in_palette(Group.PAGES),
    also="programme.groups_also",
)
LOOK = Command(
    "show_page('look')", "app.look", "app.look_help", only_in_palette(Group.PAGES), also="app.look_also"
)
ALOUD = Command("show_page('aloud')", "app.prompt_read_aloud", "app.aloud_help", only_in_palette(Group.PAGES))
REVIEW = Command(
    "show_page('review')",
    "review.open",
    "review.page_help",
    only_in_palette(Group.PAGES),
    also="review.open_also",
)
OF_A_MEETING = frozenset({"schedule", "look", "aloud", "review"})
"""Pages that are of a meeting, never of a step that is a list to work through."""
PAGES_WITHOUT_KEY = (PEOPLE, TODOS, CHECKLIST, LOOK, ALOUD, REVIEW, GROUPS)
"""Pages of a session, and the groups, that no key opens: the palette finds them on every page of one."""

OF_NOTE_FIELD = (NEXT_KIND, NEXT_AUTHOR, NEW_LINE)
"""Commands of the note field, for pages without one."""


def with_shared(own: Sequence[Command], shared: Sequence[Command]) -> tuple[Command, ...]:
    """Return a page's own commands, and those of the shared ones whose keys it has no command for."""
    own_keys = {key for command in own for key in command.keys}
    return (*own, *(command for command in shared if not own_keys.intersection(command.keys)))


DIALOGS_OF_FACILITATOR = frozenset({"groups", "room", "curtain"})
"""What opens, or is done at once, only in the facilitator's program."""
_PAGES_OF_FACILITATOR = frozenset(
    f"show_page('{name}')" for name in ("schedule", "people", "todos", "checklist", "look", "aloud", "review")
) | {f"show_dialog('{name}')" for name in DIALOGS_OF_FACILITATOR}


def is_of_facilitator(command: Command) -> bool:
    """Return whether only the facilitator's program does it: the keys of time, pages of the meeting."""
    return command.action.startswith("control(") or command.action in _PAGES_OF_FACILITATOR


def session_commands(*without: Command) -> tuple[Command, ...]:
    """Return the commands of an open session but for those that a page has no use for, or its own form of."""
    return tuple(command for command in SESSION_COMMANDS if command not in without)
