"""The keys of a page on one screen, in columns."""

from __future__ import annotations

from jusou_tui.app.screens.notes.screen import NotesScreen
from jusou_tui.app.shell.commands import APP_COMMANDS, with_shared
from jusou_tui.app.shell.help_rows import by_group, short_help
from jusou_tui.wording import t


def test_no_group_of_keys_is_parted_where_the_page_has_the_room() -> None:
    commands = [*with_shared(NotesScreen.PAGE_COMMANDS, NotesScreen.SHARED_COMMANDS), *APP_COMMANDS]
    lines = ["".join(text for text, _ in line) for line in short_help(commands, 78, 21)]
    headings = {t(group) for group in by_group(commands)}
    top = lines[0]
    assert any(top.startswith(heading) for heading in headings)
    assert any(heading in top[len(top) // 3 :] for heading in headings)
