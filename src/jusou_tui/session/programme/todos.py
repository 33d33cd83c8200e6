"""The ToDos of a session: records of their own, and the rows of sheets that are ToDos.

The curriculum says which columns of a table hold what is to be done, who does it, until when. A row's cells
are the home of these three; a record of the row's id adds only that it is done or private, and mirrors them
for programs that do not know of rows. Rows that stand as the blank has them are examples, and no ToDos.

A day without a year is the first one from when the row was made. What names a day by the day of writing
(tomorrow, next Friday) is not read: nobody knows that day any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from operator import is_not
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.errors import InputError
from jusou_tui.session.model import normalise
from jusou_tui.session.model.ids import moment
from jusou_tui.session.model.queries import worksheet_name
from jusou_tui.session.worksheets.layout import block_id, is_blank_row, number_column
from jusou_tui.text.parse import parse_when
from jusou_tui.text.terminal import clean_line, stored_text
from jusou_tui.wording import t

if TYPE_CHECKING:  # as in model/queries.py; so are the imports inside functions
    from collections.abc import Mapping

    from jusou_tui.curriculum.model import Curriculum, Worksheet
    from jusou_tui.session.model.records import Session, Sheet, SheetTodo, Todo

_LONGEST_USE = timedelta(days=366)
"""From a sheet's beginning to its last new row."""


class TodoColumns(NamedTuple):
    """The addresses of a table's columns that hold the parts of a ToDo, "" for a column that is not there."""

    what: str
    owner: str = ""
    due: str = ""


class TodoRow(NamedTuple):
    """A row of a table of ToDos: its id and its sheet's, the blank of that, and its columns."""

    row: str
    sheet: str
    worksheet: Worksheet
    columns: TodoColumns


def todo_columns(worksheet: Worksheet) -> dict[str, TodoColumns]:
    """Return the columns that make rows ToDos, by the ids of the blocks that have such columns."""
    found = {}
    for block in worksheet.blocks:
        parts = {column.todo: f"{block.id}/{column.id}" for column in block.columns if column.todo}
        if "what" in parts:
            found[block.id] = TodoColumns(parts["what"], parts.get("owner", ""), parts.get("due", ""))
    return found


def todo_rows(
    sheets: Mapping[str, Sheet], curriculum: Curriculum | None, only: str | None = None
) -> Iterator[TodoRow]:
    """Yield the rows of tables of ToDos, empty ones too; of one row's id only that one."""
    blanks = {one.id: one for one in curriculum.worksheets} if curriculum else {}
    for key, sheet in sheets.items():
        worksheet = blanks.get(sheet.worksheet)
        if worksheet is None or not (tables := todo_columns(worksheet)):
            continue
        for row in sheet.rows if only is None else sheet.rows.keys() & {only}:
            columns = tables.get(block_id(next(iter(sheet.rows[row]), "")))
            if columns is not None:
                yield TodoRow(row, key, worksheet, columns)


def place_of(worksheet: Worksheet, sheet: str, row: str, cells: Mapping[str, str]) -> TodoRow | None:
    """Return the place of a row in a table of ToDos, None where its table is none."""
    columns = todo_columns(worksheet).get(block_id(next(iter(cells), "")))
    return TodoRow(row, sheet, worksheet, columns) if columns is not None else None


class RowReader:
    """Reads the rows of one session's sheets again and again, each once as long as it stays."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[tuple[object, ...], SheetTodo | None]] = {}

    def todo(self, session: Session, place: TodoRow) -> SheetTodo | None:
        """Return the ToDo that a row is, None where it is none (see `is_todo`)."""
        from jusou_tui.session.model.privacy import is_sensitive_sheet

        sheet = session.sheets[place.sheet]
        # Rows that a change leaves alone stay the same objects, and records are never changed.
        parts = (sheet.rows[place.row], session.todos.get(place.row), place.worksheet)
        sensitive = is_sensitive_sheet(place.worksheet, sheet)
        of_sheet = (place.sheet, sheet.at, sheet.step, sheet.title, sensitive)
        known = self._read.get(place.row)
        if known is None or known[0][3:] != of_sheet or any(map(is_not, known[0], parts)):
            todo = _of_row(session, place) if is_todo(session, place) else None
            known = self._read[place.row] = ((*parts, *of_sheet), todo)
        return known[1]


def todos_of(
    session: Session,
    curriculum: Curriculum | None,
    step: str | None = None,
    reader: RowReader | None = None,
) -> list[tuple[str, Todo]]:
    """Return all ToDos as (id, todo) by (rank, at, id), or those of a step: rows of sheets as `SheetTodo`.

    Without a curriculum rows are only known where they have a record. The session is not changed. With the
    `reader` of the session rows that stay as they were are not read again.
    """
    reader = reader or RowReader()
    rows = {place.row: place for place in todo_rows(session.sheets, curriculum)}
    found: dict[str, Todo] = {}
    for key, todo in session.todos.items():
        if todo.sheet is None:
            found[key] = todo
        elif key not in rows or rows[key].sheet != todo.sheet:
            found[key] = _without_row(session, curriculum, todo)
    for row, place in rows.items():
        if row not in found and (read := reader.todo(session, place)) is not None:
            found[row] = read
    listed = [pair for pair in found.items() if step is None or pair[1].step == step]
    return sorted(listed, key=lambda pair: (pair[1].rank, pair[1].at, pair[0]))


def row_of(session: Session, curriculum: Curriculum | None, identifier: str) -> TodoRow | None:
    """Return the row that is the ToDo of an id, None for a ToDo of its own, or where there is none."""
    own = session.todos.get(identifier)
    for place in todo_rows(session.sheets, curriculum, identifier):
        if own is None or own.sheet == place.sheet:
            return place if is_todo(session, place) else None
    return None


def todo_of(session: Session, curriculum: Curriculum | None, identifier: str) -> Todo | None:
    """Return the ToDo of an id as `todos_of` lists it, None where there is none."""
    if (place := row_of(session, curriculum, identifier)) is not None:
        return _of_row(session, place)
    own = session.todos.get(identifier)
    return own if own is None or own.sheet is None else _without_row(session, curriculum, own)


def is_todo(session: Session, place: TodoRow) -> bool:
    """Return whether a row says what is to be done, and somebody wrote that, or who does it or until when.

    A row that was ticked off is one as well. What stands beside these columns makes no example a ToDo.
    """
    cells = session.sheets[place.sheet].rows[place.row]
    if not cells.get(place.columns.what, "").strip():
        return False
    own = session.todos.get(place.row)
    return (own is not None and own.sheet == place.sheet) or not is_blank_row(
        place.worksheet, cells, place.columns
    )


def left_open(session: Session, curriculum: Curriculum | None, steps: set[str]) -> list[tuple[str, Todo]]:
    """Return the ToDos of these steps that are not done."""
    return [
        (key, todo) for key, todo in todos_of(session, curriculum) if todo.done is None and todo.step in steps
    ]


def due_order(pair: tuple[str, Todo]) -> tuple[bool, bool, str, int, datetime, str]:
    """Return the key that orders ToDos: open before done, then by day, those without a day last."""
    key, todo = pair
    day = todo.due.isoformat() if todo.due else ""
    return (todo.done is not None, todo.due is None, day, todo.rank, todo.at, key)


def unread_due(todo: Todo) -> str:
    """Return the date of a ToDo as it is written, where it cannot be read; else ""."""
    from jusou_tui.session.model.records import SheetTodo

    return todo.due_text if isinstance(todo, SheetTodo) else ""


def without_contents(todo: Todo) -> Todo:
    """Return a ToDo without what a sheet about persons says: only which sheet it is in, and the day."""
    from jusou_tui.session.model.privacy import is_sensitive_todo

    if not is_sensitive_todo(todo):
        return todo
    what = t("common.todo_of_sheet", sheet=todo.sheet_name)
    return todo.model_copy(update={"what": stored_text(what), "owner": "", "due_text": "", "note": ""})


def as_record(todo: Todo) -> Todo:
    """Return a ToDo with the fields of a record, and `due_text` where its date cannot be read."""
    from jusou_tui.session.model.records import SheetTodo, Todo

    if not isinstance(todo, SheetTodo):
        return todo
    fields = {name: getattr(todo, name) for name in Todo.model_fields} | (todo.model_extra or {})
    return Todo.model_validate(fields | ({"due_text": todo.due_text} if todo.due_text else {}))


def without_todos(sheet: Sheet, key: str, rows: Mapping[str, TodoRow]) -> Sheet:
    """Return a sheet without what its `rows` say as ToDos, and without their numbers. The rows stay."""
    mine = {row: rows[row] for row in sheet.rows if row in rows and rows[row].sheet == key}
    if not mine:
        return sheet
    kept = dict(sheet.rows)
    for row, place in mine.items():
        columns = place.columns
        said = {columns.what, columns.owner, columns.due, *map(number_column, place.worksheet.blocks)}
        beside = {name: text for name, text in sheet.rows[row].items() if name not in said}
        kept[row] = {columns.what: "", **beside}
    return sheet.model_copy(update={"rows": kept})


def mirrored(sheet: Sheet, place: TodoRow, own: Todo | None) -> Todo:
    """Return the record of a row, `own` where there is one, with what the row says now.

    Of a sheet about persons it says no more than the name of the sheet: other programs show all of a record.
    """
    from jusou_tui.session.model.privacy import is_sensitive_sheet
    from jusou_tui.session.model.records import Todo

    said = _said(sheet, place) | {"sheet": place.sheet}
    said.pop("due_text", None)
    if is_sensitive_sheet(place.worksheet, sheet):
        said |= {"what": stored_text(place.worksheet.name), "owner": "", "due": None}
    if own is not None:
        return own.model_copy(update=said)
    at, step = _made(sheet, place.row), sheet.step
    return Todo.model_validate(said | {"at": at, "step": step, "activity": _activity(place.worksheet, step)})


def is_needed(own: Todo, columns: TodoColumns) -> bool:
    """Return whether the record of a row says anything that the row does not, or has no column for."""
    beside = (own.owner and not columns.owner) or (own.due and not columns.due)
    return bool(own.done or own.private or own.note.strip() or own.model_extra or beside)


def read_due(text: str, written: date) -> date | None:
    """Return the day that a cell names, as it was meant when its row was `written`; None: it names none.

    Of several days it is the last one; a time of that day is left out.
    """
    try:
        day = _last_day(text, written)
    except (InputError, OverflowError):
        return None
    try:
        later = _last_day(text, written + timedelta(days=35))
    except (InputError, OverflowError):  # the weekday that was typed with it belongs to one year only
        return day
    same = day is not None and later is not None and (day.month, day.day) == (later.month, later.day)
    return day if same else None


def _last_day(text: str, written: date) -> date | None:
    found = parse_when(text, written)
    return found.last or found.day


def _of_row(session: Session, place: TodoRow) -> SheetTodo:
    from jusou_tui.session.model.records import SheetTodo

    sheet, own = session.sheets[place.sheet], session.todos.get(place.row)
    step = sheet.step
    fields: dict[str, object] = {
        "at": _made(sheet, place.row),
        "step": step,
        "activity": _activity(place.worksheet, step),
    }
    return SheetTodo.model_validate(
        fields
        | (_own_fields(own) if own is not None else {})
        | _said(sheet, place)
        | {"sheet": place.sheet, "step": step}
        | _source(place.worksheet, sheet)
    )


def _without_row(session: Session, curriculum: Curriculum | None, own: Todo) -> SheetTodo:
    """Return the record of a row that is gone, or of which nobody knows what it says: as it is mirrored."""
    from jusou_tui.session.model.records import SheetTodo

    sheet = session.sheets.get(own.sheet or "")
    worksheet = curriculum.worksheet(sheet.worksheet) if curriculum and sheet else None
    return SheetTodo.model_validate(_own_fields(own) | _source(worksheet, sheet))


def _own_fields(own: Todo) -> dict[str, object]:
    """Return a record's fields without those that only a ToDo has that was read from a row."""
    from jusou_tui.session.model.records import SheetTodo, Todo, fields_of

    read = SheetTodo.model_fields.keys() - Todo.model_fields.keys()
    return {name: value for name, value in fields_of(own).items() if name not in read}


def _source(worksheet: Worksheet | None, sheet: Sheet | None) -> dict[str, object]:
    """Return which sheet a ToDo is in; the title of one about persons was typed for those who were there."""
    from jusou_tui.session.model.privacy import is_sensitive_sheet

    sensitive = is_sensitive_sheet(worksheet, sheet)
    title = sheet.title if sheet is not None and not sensitive else ""
    name = worksheet_name(worksheet, sheet) if sheet is not None else worksheet.name if worksheet else ""
    return {"sheet_name": f"{name} {title}".strip(), "sensitive": sensitive}


def _said(sheet: Sheet, place: TodoRow) -> dict[str, object]:
    """Return what the cells of a row say: `what`, `owner`, `due`, and `due_text` where that is no date.

    What has no column is left out.
    """
    cells, columns = sheet.rows[place.row], place.columns
    said: dict[str, object] = {"what": stored_text(cells.get(columns.what, ""))}
    if columns.owner:
        said["owner"] = clean_line(cells.get(columns.owner, ""))
    if columns.due:
        written = clean_line(cells.get(columns.due, ""))
        due = read_due(written, _made(sheet, place.row).date()) if written else None
        said |= {"due": due, "due_text": "" if due else written}
    return said


def _made(sheet: Sheet, row: str) -> datetime:
    """Return when a row was made, by the clocks where its sheet was: its id says so, the same for all.

    An id that lies before the sheet, or a year behind it, was not made by a clock.
    """
    made = moment(row)
    try:
        likely = made is not None and timedelta() <= made - sheet.at <= _LONGEST_USE
        return normalise.instant(made.astimezone(sheet.at.tzinfo) if made and likely else sheet.at)
    except OverflowError:  # at the end of the calendar
        return sheet.at


def _activity(worksheet: Worksheet, step: str | None) -> str | None:
    """Return the activity of a step in which a worksheet is filled, None where none is named."""
    places = (place.partition("/") for place in worksheet.filled_in)
    return next((activity or None for base, _, activity in places if base == step), None)
