"""All dialogs, found by their classes: one style, whole lines behind, keys shown, the safe answer first."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import app_of, live_of, press, rows, said, stage
from app.test_dialogs import DIALOGS, Open, a_live, box_of, by_keys, late, made
from app.test_typed_over import burst
from jusou_tui import app as app_package
from jusou_tui.app.plan_dialogs.line_dialog import LineDialog
from jusou_tui.app.screens.home import dialogs as of_home
from jusou_tui.app.screens.recovery import open_session
from jusou_tui.app.screens.sheets.take_in import TakeInSheet
from jusou_tui.app.shell.dialogs import AnswerList, Ask, Dialog, MoveRow
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.key_bar import DialogKeys
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.live.fields import LineDraft
from jusou_tui.session.worksheets.lines import SheetKey
from jusou_tui.wording import t


async def bring_back(pilot: Pilot[int]) -> None:
    book = live_of(pilot).book
    book.notes.delete(book.notes.add("消すメモ", step="step1"))
    await press(pilot, "f2", "escape")
    open_session.offer_deleted(app_of(pilot))
    await pilot.pause()


async def leave(pilot: Pilot[int]) -> None:
    app_of(pilot).leave_session()
    await pilot.pause()


async def a_line(pilot: Pilot[int]) -> None:
    draft = LineDraft(live_of(pilot).book, "題")
    await made(lambda: LineDialog("題", "文", lambda _: True, draft))(pilot)


async def still(_: str) -> None:
    """Do nothing."""


OTHERS: dict[str, Open] = {
    "a line": a_line,
    "move": made(lambda: MoveRow({"up": "a", "down": "b"}, still)),
    "bring back": bring_back,
    "one of them": lambda pilot: _then(pilot, bring_back, "enter"),
    "leave": leave,
    "break": by_keys("ctrl+d", "1"),
    "timer": by_keys("ctrl+d", "2"),
    "rows of a sheet": made(lambda: TakeInSheet(SheetKey("A"), lambda: None)),
    "room": by_keys("f10"),
    "names for the room": by_keys("f10", "5"),
    "a message for the room": by_keys("f10", "2"),
    "a timer for groups": by_keys("f10", "8"),
}


async def _then(pilot: Pilot[int], show: Open, *keys: str) -> None:
    await show(pilot)
    await press(pilot, *keys)


def below(kind: type[Dialog[object]]) -> set[type[Dialog[object]]]:
    """Return the dialogs that are shown as they are: those that no other is made from."""
    found = kind.__subclasses__()
    return {kind}.union(*map(below, found)) if found else {kind}


def every_dialog() -> set[str]:
    for module in pkgutil.walk_packages(app_package.__path__, f"{app_package.__name__}."):
        import_module(module.name)
    kinds = {kind for kind in below(Dialog) if kind.__module__.startswith("jusou_tui")}  # type: ignore[type-abstract]
    return {kind.__name__ for kind in kinds} - {"Dialog"}


def check_style(pilot: Pilot[int], name: str) -> None:
    """Check what is seen: the box, nothing beside it, the dialog's keys and none of the page's."""
    dialog, box, lines = pilot.app.screen, box_of(pilot), rows(pilot)
    strips = dialog._compositor.render_strips()
    for y in range(box.y, box.bottom):
        strip = strips[y]
        beside = strip.crop(0, box.x).text + strip.crop(box.right).text
        assert not beside.strip(), (name, y, lines[y])
    assert "F1" not in lines[-1].split(), name
    shows_keys = any(keys.region.area for keys in dialog.query(DialogKeys))
    assert shows_keys or "Enter" in lines[-1], name


TAKES_TEXT = "a message for the room"
"""It opens a field of its own for what is typed over it; an Enter right behind takes nothing there either."""


async def check_answers(pilot: Pilot[int], name: str) -> None:
    """Check a question: one click marks, text answers nothing; but for a menu the safe answer is first."""
    dialog = pilot.app.screen
    if isinstance(dialog, Ask):
        answers = dialog.answer_list
        if dialog._begin is None:
            assert answers.answers[answers.index].safe, name
        place = len(answers.answers) - 1 if answers.index == 0 else 0
        if answers.region.height > place and dialog.answers_part.region.height > place:
            await pilot.click(AnswerList, offset=(4, place))
            assert pilot.app.screen is dialog, name
            assert answers.index == place, name
    if not dialog.query("Input, LineInput, TextArea"):
        await burst(pilot, "1人の話\n")
        if name == TAKES_TEXT:
            assert pilot.app.screen.query_one(LineInput).value == "1人の話", name
        else:
            assert pilot.app.screen is dialog, name
        assert said(pilot)[-1] == t("app.typed_enter"), name


def check_cursor(pilot: Pilot[int], name: str) -> None:
    """Check that the terminal cursor, which screen readers follow, is where the next key acts."""
    focused, place = pilot.app.screen.focused, pilot.app.cursor_position
    if focused is None or not focused.region:
        return
    assert focused.region.contains(*place), name
    if isinstance(focused, AnswerList) or (isinstance(focused, SelectableView) and focused.items):
        assert ">" in rows(pilot)[place.y], name


@pytest.mark.proof
async def test_every_dialog_of_the_program_is_in_one_style_and_answers_nothing_by_chance(place: Path) -> None:
    live = a_live(place)
    seen: set[str] = set()
    async with stage(live) as pilot:
        await late(pilot)
        for name, show in {**DIALOGS, **OTHERS}.items():
            if name == "palette":
                continue
            await show(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, Dialog), name
            seen.add(type(dialog).__name__)
            check_style(pilot, name)
            check_cursor(pilot, name)
            await check_answers(pilot, name)
            for _ in range(6):
                if pilot.app.screen is pilot.app.screen_stack[0]:
                    break
                await press(pilot, "escape")
            for field in pilot.app.screen.query(NoteArea):
                field.clear()
            await pilot.pause()
    assert seen == every_dialog()


async def test_questions_of_the_home_page_too(tmp_path: Path) -> None:
    async with stage(folder=tmp_path) as pilot:
        app, path = app_of(pilot), tmp_path / "a.session.toml"
        for show in (
            lambda: of_home.offer_to_delete(app, path, "題", lambda: None),
            lambda: of_home.offer_to_put_away(app, path, "題", lambda: None, print),
            lambda: of_home.ask_speed(app, path, is_session=True),
        ):
            show()
            await pilot.pause()
            check_style(pilot, "home")
            dialog = pilot.app.screen
            assert isinstance(dialog, Ask)
            assert dialog._begin is not None or dialog.answer_list.answers[dialog.answer_list.index].safe
            await burst(pilot, "話\n")
            assert said(pilot)[-2:] == [t("app.typed_refused"), t("app.typed_enter")]
            assert pilot.app.screen is dialog
            await press(pilot, "escape")
