"""How the lines of a checklist are said: who hands in which sheet, visits, everything else."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading
from jusou_tui.session.model.items import VISIT, who_hands_in
from jusou_tui.session.model.privacy import is_private
from jusou_tui.session.model.records import Session, Todo
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.checklist import ChecklistItem, Kind, hour_and_note, stored_lines
from jusou_tui.session.programme.days import held
from jusou_tui.session.programme.run_steps import lines_of, step_of
from jusou_tui.session.programme.todos import unread_due
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, date_text, labelled, list_text

KINDS: dict[Kind, str] = {
    "organiser": "common.organisers",
    "members": "common.members",
    "handed": "programme.handed_in",
    "visit": "programme.visit",
    "own": "programme.own_line",
    "activity": "common.activity",
}


def item_label(todo: Todo) -> str:
    """Return what kind of line a ToDo of a checklist is: a sheet handed in, or not yet, a visit, a line."""
    item = todo.item or ""
    if who_hands_in(item) is not None:
        return t("programme.handed_in" if todo.done is not None else "report.not_handed_in")
    return t("programme.visit" if item.startswith(VISIT) else "programme.checklist")


def item_text(todo: Todo, names: Mapping[str, str]) -> str:
    """Return what a ToDo is about; of a sheet that somebody hands in who that is, too, by `names` by id."""
    found = who_hands_in(todo.item)
    name = names.get(found[1]) if found is not None else None
    return hand_in_text(todo.what.strip(), name) if name is not None else todo.what.strip("\n")


def hand_in_text(sheet: str, name: str) -> str:
    """Return which sheet somebody hands in: `ケース検討シート（青空 花子さん）`."""
    return t("report.hand_in", sheet=sheet, name=name)


def todo_due_text(todo: Todo) -> str:
    """Return until when something is to be done, as it is written where that is no date; "" for no day."""
    if written := unread_due(todo):
        return t("common.due_unread", written=written)
    if todo.due is None:
        return ""
    hour, _ = hour_and_note(todo)
    return f"{date_text(todo.due)} {hour}" if hour else t("report.due", day=date_text(todo.due))


def todo_item(todo: Todo, label: str = "") -> Item:
    """Return a ToDo with its box, owner, day and note. `label`: what stands before it."""
    what = todo.what.rstrip()
    return _line(labelled(label, what) if label else what, todo)


def checklist_blocks(
    session: Session,
    curriculum: Curriculum | None,
    step: str,
    *,
    include_private: bool = False,
) -> list[Block]:
    """Return a step's checklist: what is done and what is open, who has handed in which sheet, and who not.

    Of a list that nobody touched only the sheets to hand in stay once the meeting has begun.
    Without a curriculum only the lines are known that somebody touched.
    """
    lines = _lines(session, curriculum, step, include_private=include_private)
    if held(session, step) is not None and all(line.todo is None for line in lines):
        lines = [line for line in lines if line.kind == "handed"]
    blocks: list[Block] = [_listed(line) for line in lines if line.kind != "handed"]
    handed = [line for line in lines if line.kind == "handed"]
    blocks += _hand_ins(handed, labels(session.participants))
    if not blocks:
        return []
    done = t("programme.items_done", count=len(lines), done=sum(line.done for line in lines))
    return [ReportHeading(t("programme.checklist"), 3), Paragraph(done, "muted"), *blocks]


def _lines(
    session: Session, curriculum: Curriculum | None, step: str, *, include_private: bool
) -> list[ChecklistItem]:
    """Return the lines that can be ticked off: the curriculum's, then what was stored of other ones."""
    known = step_of(curriculum, step) if curriculum is not None else None
    lines = lines_of(curriculum, session, known) if curriculum is not None and known is not None else []
    lines += stored_lines(session, step, {line.key for line in lines})
    hidden = [line.todo is not None and is_private(line.todo) and not include_private for line in lines]
    return [line for line, away in zip(lines, hidden, strict=True) if line.tickable and not away]


def _listed(line: ChecklistItem) -> Item:
    """Return a line with whose it is; an activity and a line of one's own have nothing before them."""
    text = labelled(t(KINDS[line.kind]), line.text) if line.kind not in {"activity", "own"} else line.text
    return _line(text, line.todo)


def _line(text: str, todo: Todo | None) -> Item:
    if todo is None:
        return Item(text, "[ ] ")
    owner = t("report.owner", name=todo.owner) if todo.owner else ""
    behind = bracketed(list_text(part for part in (owner, todo_due_text(todo)) if part))
    rest = hour_and_note(todo)[1] if todo.due is not None else todo.note
    note = f"\n{rest.rstrip()}" if rest.strip() else ""
    return Item(f"{text}{behind}{note}", "[x] " if todo.done else "[ ] ", "done" if todo.done else "plain")


def _hand_ins(lines: list[ChecklistItem], names: Mapping[str, str]) -> list[Block]:
    """Return for each sheet who has handed it in, and who has not."""
    blocks: list[Block] = []
    for sheet in dict.fromkeys(line.text for line in lines):
        of_sheet = [line for line in lines if line.text == sheet]
        done = [names[line.person] for line in of_sheet if line.done]
        open_ = [names[line.person] for line in of_sheet if not line.done]
        parts = [t("report.handed_in", count=len(done), names=list_text(done))] if done else []
        parts += [t("report.not_handed_in_by", count=len(open_), names=list_text(open_))] if open_ else []
        mark = "[ ] " if open_ else "[x] "
        blocks.append(Item(labelled(sheet, list_text(parts)), mark, "plain" if open_ else "done"))
    return blocks
