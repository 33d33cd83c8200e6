"""docs/keys.md tells every key that the pages declare."""

import re
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from jusou_tui.app.screens.checklist.screen import ChecklistScreen
from jusou_tui.app.screens.home.screen import HomeScreen
from jusou_tui.app.screens.notes.screen import NotesScreen
from jusou_tui.app.screens.people.screen import PeopleScreen
from jusou_tui.app.screens.programme.screen import ProgrammeScreen
from jusou_tui.app.screens.run.screen import RunScreen
from jusou_tui.app.screens.schedule.screen import LookScreen, ScheduleScreen
from jusou_tui.app.screens.settings.screen import SettingsScreen
from jusou_tui.app.screens.setup.screen import SetupScreen
from jusou_tui.app.screens.todos.screen import TodosScreen
from jusou_tui.app.shell.commands import APP_COMMANDS, Command, shown, twin, with_twins
from jusou_tui.app.shell.screen import JusouScreen

PAGE = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
FIRST = PAGE.split("\n## ")[0]
SCREENS = (
    RunScreen,
    ScheduleScreen,
    LookScreen,
    NotesScreen,
    ProgrammeScreen,
    ChecklistScreen,
    TodosScreen,
    PeopleScreen,
    SettingsScreen,
    SetupScreen,
    HomeScreen,
)


def letters_of(screen: type[JusouScreen]) -> set[str]:
    return {letter for command in screen.PAGE_COMMANDS for letter in command.letters}


@pytest.mark.parametrize(
    ("section", "commands"),
    [
        (FIRST, [command for command in APP_COMMANDS if command.keys]),
        (SECTIONS["Run"], RunScreen.PAGE_COMMANDS),
        (SECTIONS["Schedule"], ScheduleScreen.PAGE_COMMANDS[:4]),
        (SECTIONS["Look ahead"], LookScreen.PAGE_COMMANDS[:9]),
        (SECTIONS["Notes"], NotesScreen.PAGE_COMMANDS[:5]),
        (SECTIONS["Programme"], ProgrammeScreen.PAGE_COMMANDS[:10]),
        (SECTIONS["Checklist"], ChecklistScreen.PAGE_COMMANDS[:9]),
        (SECTIONS["ToDos"], TodosScreen.PAGE_COMMANDS[:6]),
        (SECTIONS["Members"], PeopleScreen.PAGE_COMMANDS[:9]),
        (SECTIONS["Settings"], SettingsScreen.PAGE_COMMANDS),
        (SECTIONS["Home and set-up"], [HomeScreen.PAGE_COMMANDS[0], *HomeScreen.PAGE_COMMANDS[3:]]),
        (SECTIONS["Home and set-up"], [SetupScreen.PAGE_COMMANDS[-1]]),
    ],
    ids=[
        "app",
        "run",
        "schedule",
        "look",
        "notes",
        "programme",
        "checklist",
        "todos",
        "members",
        "settings",
        "home",
        "set-up",
    ],
)
def test_the_keys_page_tells_the_first_key_of_every_command(section: str, commands: list[Command]) -> None:
    missing = [
        f"{command.action}: {shown(command.keys[0])}"
        for command in commands
        if command.keys and command.keys[0] not in {"f2", "f3"} and shown(command.keys[0]) not in section
    ]
    assert missing == []


@pytest.mark.parametrize("letter", sorted({letter for one in SCREENS for letter in letters_of(one)}))
def test_a_letter_and_its_twin_are_named_as_textual_names_them(letter: str) -> None:
    assert with_twins((letter,)) == (_character_to_key(letter), _character_to_key(twin(letter)))


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_things_on_one_page(screen: type[RunScreen]) -> None:
    keys = [
        key for command in (*screen.PAGE_COMMANDS, *APP_COMMANDS) for key in (*command.keys, *command.letters)
    ]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
