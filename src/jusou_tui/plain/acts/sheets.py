"""The command for sheets: which one, its cells by number, and typing them one after another."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from jusou_tui.live.worksheets import sheets
from jusou_tui.live.worksheets.sheet_editor import SheetEditor
from jusou_tui.plain.asking import Answer, Line, with_way_out
from jusou_tui.plain.talk import Act, Talk
from jusou_tui.session.worksheets.layout import Cell
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, labelled, list_text


def choose(talk: Talk, _: str) -> None:
    """Ask for a sheet: those of what runs, else all of the step."""
    found = sheets.of_activity(talk.meeting)
    answers = [_sheet_answer(talk, one) for one in found]
    known = {one.key for one in found}
    others = [one for one in sheets.listed(talk.meeting) if one.key not in known]
    if others and answers:
        answers.append(Answer(t("plain.other_sheets"), partial(_choose_of, talk, others)))
    elif others:
        answers = [_sheet_answer(talk, one) for one in others]
    talk.ask_or(t("plain.no_sheets"), t("plain.which_sheet"), answers)


def _choose_of(talk: Talk, listed: list[sheets.Listed]) -> None:
    talk.ask(with_way_out(t("plain.which_sheet"), [_sheet_answer(talk, one) for one in listed]))


def _sheet_answer(talk: Talk, one: sheets.Listed) -> Answer:
    begun = bracketed(t("plain.sheet_begun")) if one.state == "begun" else ""
    title = f"{one.name} {one.title}".strip()
    return Answer(title + begun, partial(_open, talk, one))


def _open(talk: Talk, wanted: sheets.Listed) -> None:
    identifier = sheets.open_or_start(talk.meeting, wanted)
    if identifier is None:
        talk.say(t("plain.no_sheets"))
    else:
        _ask_cell(talk, SheetEditor(talk.live, identifier))


def _ask_cell(talk: Talk, editor: SheetEditor) -> None:
    """Read the cells out, those of a row of a table as one, and ask which one is to be written in."""
    empty = _next_empty(editor, -1)
    first = [Answer(t("plain.first_empty"), partial(_type, talk, editor, empty, ""))] if empty else []
    rows = [list(cells) for _, cells in groupby(editor.cells, partial(_row_of, editor))]
    answers = [_row_answer(talk, editor, cells) for cells in rows]
    talk.ask(with_way_out(t("plain.which_cell", name=editor.name), [*first, *answers]))


def _row_of(editor: SheetEditor, cell: Cell) -> str:
    """Return what cells that are read out as one have in common."""
    editor.key = cell.key
    return f"{cell.row}" if editor.row_name else cell.key


def _row_answer(talk: Talk, editor: SheetEditor, cells: list[Cell]) -> Answer:
    """Return the answer for cells side by side, by their texts; it asks for one of them."""
    if len(cells) == 1:
        return _cell_answer(talk, editor, cells[0])
    editor.key = cells[0].key
    name = editor.row_name
    texts = list_text(clean_line(cell.text) for cell in cells if cell.text.strip())
    mark = bracketed(t("plain.example")) if texts and cells[0].is_example else ""

    def ask() -> None:
        answers = [_cell_answer(talk, editor, cell) for cell in cells]
        talk.ask(with_way_out(t("plain.which_cell", name=name), answers))

    return Answer(labelled(name, (texts or t("plain.empty_cell")) + mark), ask)


def _cell_answer(talk: Talk, editor: SheetEditor, cell: Cell) -> Answer:
    return Answer(_cell_text(editor, cell), partial(_ask_text, talk, editor, cell.key))


def _next_empty(editor: SheetEditor, place: int) -> str | None:
    """Return the first cell behind a place in reading order in which nobody has written, None without one."""
    return next(
        (cell.key for cell in editor.cells[place + 1 :] if cell.is_example or not cell.text.strip()), None
    )


def _cell_text(editor: SheetEditor, cell: Cell) -> str:
    editor.key = cell.key
    text = clean_line(cell.text) or t("plain.empty_cell")
    if cell.is_example:
        text += bracketed(t("plain.example"))
    return labelled(editor.place_name, text)


def _ask_text(talk: Talk, editor: SheetEditor, key: str) -> None:
    """Ask for the text of a cell; in one that is written in, whether to go on or to write anew."""
    editor.go(key)
    own = editor.own_text.strip()
    if own:
        answers = [
            Answer(t("plain.add_to_cell"), partial(_type, talk, editor, key, own)),
            Answer(t("plain.rewrite"), partial(_type, talk, editor, key, "")),
            Answer(t("plain.empty_it"), partial(_write, talk, editor, key, "")),
        ]
        talk.ask(with_way_out(labelled(editor.place_name, clean_line(own)), answers))
    else:
        _type(talk, editor, key, "")


def _type(talk: Talk, editor: SheetEditor, key: str, before: str) -> None:
    editor.go(key)
    hint = editor.cell.hint or ""
    question = t("plain.type_cell", place=editor.place_name)

    def take(typed: str) -> None:
        if not typed:
            talk.say(t("plain.sheet_closed", name=editor.name))
        else:
            _write(talk, editor, key, f"{before}\n{typed}" if before else typed)

    talk.ask(Line(f"{question}\n{clean_line(hint)}", take, optional=True))


def _write(talk: Talk, editor: SheetEditor, key: str, text: str) -> None:
    """Write a cell, and ask for the next empty one."""
    editor.go(key)
    editor.write(text, typing=False)
    place = next((at for at, cell in enumerate(editor.cells) if cell.key == editor.key), -1)
    following = _next_empty(editor, place)
    if following is None or not text:
        talk.say(t("plain.sheet_closed", name=editor.name))
    else:
        _type(talk, editor, following, "")


ACTS: dict[str, Act] = {"sheet": choose}
