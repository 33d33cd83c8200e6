"""ToDos, checklist lines and people as rows of a list."""

from __future__ import annotations

from datetime import date

from jusou_tui.app.widgets.row_list import Row
from jusou_tui.app.widgets.row_models import PromptRow
from jusou_tui.curriculum.model import Step
from jusou_tui.live.meeting import Readings
from jusou_tui.session.model.records import Todo
from jusou_tui.session.programme import progress
from jusou_tui.session.programme.checklist import Item, Kind, due_order, items_of
from jusou_tui.session.programme.readiness import filled
from jusou_tui.text.width import cell_width, pad
from jusou_tui.wording import t
from jusou_tui.wording.dates import due_text, short_date_text
from jusou_tui.wording.labels import bracketed, list_text, role_label

OPEN, DUE, DONE, ALL = "open", "due", "done", "all"
FILTERS = {
    OPEN: "programme.filter_open",
    DUE: "programme.filter_due",
    DONE: "programme.filter_done",
    ALL: "common.all",
}
ANYONE = "anyone"
OWNER = "owner-"
_WIDEST_NAME = 16
KINDS: dict[Kind, str] = {
    "organiser": "common.organisers",
    "members": "common.members",
    "activity": "common.activity",
}


def todo_rows(desk: Readings, show: str = OPEN, owner: str = ANYONE, words: str = "") -> list[Row]:
    """Return the ToDos of all steps that the filters let through: open ones first, by day."""
    today = desk.clock.now().date()
    found = []
    for key, todo in sorted(desk.book.todos_of(), key=due_order):
        if not _is_shown(todo, show, today) or owner not in {ANYONE, f"{OWNER}{todo.owner}"}:
            continue
        if all(part in f"{todo.what} {todo.owner} {todo.note}" for part in words.split()):
            found.append(_todo_row(desk, key, todo, today))
    return found


def owners(desk: Readings) -> list[tuple[str, str]]:
    """Return who owns ToDos, to choose from; a name is never taken for the choice of anyone."""
    names = sorted({todo.owner for _, todo in desk.book.todos_of() if todo.owner})
    nobody = any(not todo.owner for _, todo in desk.book.todos_of())
    found = [(ANYONE, t("programme.owner_anyone")), *((f"{OWNER}{name}", name) for name in names)]
    return [*found, (OWNER, t("programme.owner_none"))] if nobody else found


def _is_shown(todo: Todo, show: str, today: date) -> bool:
    if show == DUE:
        return todo.done is None and todo.due is not None and todo.due <= today
    return show == ALL or (todo.done is not None) == (show == DONE)


def _todo_row(desk: Readings, key: str, todo: Todo, today: date) -> Row:
    done = todo.done is not None
    step = progress.step_of(desk.curriculum, todo.step) if todo.step else None
    due = due_text(todo.due, today, done=done)
    text = todo.what.strip()
    ink = "decided" if done else due_style(todo.due, today)
    state = t("common.done") if done else _due_word(todo.due, today)
    right = "  ".join(part for part in (todo.owner, due, step.label if step else "") if part)
    right_style = "muted" if done else ink
    return Row(key, state, ink, "", text, right, right_style, "muted" if done else "", todo.note.strip())


def due_style(due: date | None, today: date, *, done: bool = False) -> str:
    """Return the style of a due date: `late`, `soon` or `muted`."""
    if due is None or done or due > today:
        return "muted"
    return "late" if due < today else "soon"


def _due_word(due: date | None, today: date) -> str:
    if due is None or due > today:
        return ""
    return t("programme.chip_today") if due == today else t("programme.chip_over")


def item_rows(desk: Readings, step: Step) -> list[Row]:
    """Return the lines of a step's checklist."""
    today = desk.clock.now().date()
    rows = []
    for item in items_of(desk.book, step):
        todo = item.todo
        due = due_text(todo.due, today, done=item.done) if todo else ""
        owner = todo.owner if todo else ""
        ink = due_style(todo.due if todo else None, today, done=item.done)
        memo = t("programme.has_memo") if item.memo else ""
        right = "  ".join(part for part in (owner, due, memo) if part)
        state = t("common.done") if item.done else t("programme.chip_open") if item.tickable else ""
        rows.append(
            Row(
                item.key,
                state,
                "decided" if item.done else "muted",
                t(KINDS[item.kind]),
                item.text,
                right,
                ink,
                "muted" if item.done else "",
                todo.note.strip() if todo else "",
            )
        )
    return rows


def item_detail(desk: Readings, step: Step, item: Item) -> list[PromptRow]:
    """Return what is told of a line: why, what to do, its sheets, cautions."""
    activity = step.activity(item.activity) if item.activity else None
    if activity is None:
        return [PromptRow(t(KINDS[item.kind]), item.text, "plain")]
    rows = _told(t("app.prompt_purpose"), activity.purpose)
    rows += _told(t("app.prompt_what"), activity.what)
    sheets = []
    for name in (*activity.fills, *(one for one in activity.reads if one not in activity.fills)):
        sheet = desk.curriculum.worksheet(name)
        if sheet is not None:
            there = filled(desk.book, sheet)
            told = t("programme.sheets_filled", count=there) if there else t("programme.sheet_blank")
            sheets.append(f"{sheet.name}{bracketed(told)}")
    rows += _told(t("common.sheets"), tuple(sheets))
    rows += _told(t("app.materials"), activity.materials)
    rows += _told(t("app.prompt_cautions"), activity.cautions)
    return rows + _told(t("app.prompt_tips"), activity.tips)


def person_rows(desk: Readings) -> list[Row]:
    """Return the members in the order of rounds."""
    today = desk.clock.now().date()
    people = desk.book.participants
    widest = min(max((cell_width(person.name) for _, person in people), default=0), _WIDEST_NAME)
    rows = []
    for number, (key, person) in enumerate(people, 1):
        left = person.left
        gone = left is not None and left <= today
        state = t("programme.left_on", day=short_date_text(left, today)) if left else ""
        role = "" if person.role == "member" else role_label(person.role)
        text = f"{pad(person.name, widest)}  {person.affiliation}".rstrip()
        right = "  ".join(part for part in (state, role) if part)
        style = "muted" if gone else ""
        rows.append(Row(key, "", "muted", str(number), text, right, "late" if left else "digits", style))
    return rows


def group_rows(desk: Readings, groups: dict[str, tuple[str, ...]], reporting: tuple[str, ...]) -> list[Row]:
    """Return small groups with their people and their place in the order of reporting back."""
    places = {number: place for place, number in enumerate(reporting, 1)}
    return [
        Row(
            number,
            "",
            "muted",
            t("programme.group", number=number),
            list_text(desk.name_of(person) for person in people),
            t("programme.reports_at", place=places[number]) if number in places else "",
        )
        for number, people in sorted(groups.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]


def _told(label: str, lines: tuple[str, ...]) -> list[PromptRow]:
    return [PromptRow(label if number == 0 else "", line, "plain") for number, line in enumerate(lines)]
