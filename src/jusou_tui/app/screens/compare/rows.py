"""What the pages of differences and of conflicts show: rows, and the passages about the highlighted one."""

from __future__ import annotations

from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.app.screens.compare.marked_text import Passage, sides_of
from jusou_tui.compare.change import Change, ChangeKind
from jusou_tui.compare.diff import OpenField, as_change, as_record
from jusou_tui.compare.text_diff import TextPart
from jusou_tui.report.differences.changes import MARKS, ChangeTexts
from jusou_tui.session.model.records import Session
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, list_text

_TITLE = 12
"""Letters of a title in the list; the change beside it has all of it."""
INKS: dict[ChangeKind, str] = {"added": "decided", "removed": "failed", "changed": "late", "moved": "digits"}
KINDS: dict[ChangeKind, str] = {
    "added": "common.added",
    "removed": "compare.kind_removed",
    "changed": "compare.kind_changed",
    "moved": "compare.kind_moved",
}
VALUES: tuple[str, ...] = (
    "compare.take_ours",
    "compare.take_theirs",
    "compare.take_third",
    "compare.take_fourth",
    "compare.take_fifth",
    "compare.take_sixth",
    "compare.take_seventh",
)
"""What the values of a field in conflict are called; that many can be taken by a digit each."""


def change_row(number: int, change: Change, texts: ChangeTexts) -> ListRow:
    """Return a change as a row; its key is the number."""
    label = texts.label(change, _TITLE, alone=True)
    return ListRow(str(number), MARKS[change.kind].strip(), INKS[change.kind], "", label)


def change_passages(change: Change, texts: ChangeTexts) -> list[Passage]:
    """Return a change in full: where it is, what kind it is, what differs."""
    where = texts.chapter(change)
    if change.step and change.activity:
        where = f"{where}\n{texts.activity(change.step, change.activity)}"
    return [
        Passage(where, "muted"),
        Passage(f"{t(KINDS[change.kind])}{t('common.colon')}{texts.label(change)}", "strong"),
        Passage(" ", "muted"),
        *(_detail(texts.detail(change)) if change.field else [Passage(texts.detail(change) or " ")]),
    ]


def _detail(marked: str) -> list[Passage]:
    """Return what differs as it was before and is now; the text alone where that is no change of a text."""
    before, after = sides_of(marked)
    if before == after:
        return [Passage(marked or " ")]
    sides = (("compare.was", before, "failed"), ("compare.is_now", after, "decided"))
    found = [
        [Passage(t(label), "muted"), Passage("", parts=parts, differs=style), Passage(" ")]
        for label, parts, style in sides
        if parts
    ]
    return [passage for passages in found for passage in passages]


def open_row(number: int, field: OpenField, session: Session, texts: ChangeTexts) -> ListRow:
    """Return an open field as a row; its key is the number."""
    return ListRow(str(number), "", "muted", "", texts.label(as_change(session, field), _TITLE))


def _value_name(number: int) -> str:
    """Return what a value is called, counted from 0; also one for which no digit is left."""
    return t(VALUES[number]) if number < len(VALUES) else t("compare.further_value", number=number + 1)


def open_passages(field: OpenField, session: Session, texts: ChangeTexts) -> list[Passage]:
    """Return the values of an open field in full, each with the files that have it; of two what differs."""
    change, choices = as_change(session, field), field.choices
    first, second, *others = choices
    is_change = not others and first.value is not None and second.value is not None
    marked = sides_of(texts.detail(change)) if is_change else ((),) * len(choices)
    found: list[tuple[str, object, tuple[TextPart, ...]]] = [
        (f"{_value_name(number)}{bracketed(list_text(one.files))}", one.value, parts)
        for number, (one, parts) in enumerate(zip(choices, marked, strict=True))
    ]
    if "base" in field.values:
        found.append((t("compare.side_base"), field.values["base"], ()))
    passages = []
    for label, value, parts in found:
        text = texts.value_text(change, as_record(change.table, field, value)) or t("compare.nothing_there")
        passages += [Passage(label, "muted"), Passage(text, "text", parts), Passage(" ", "muted")]
    return passages
