"""The lines of a checklist as rows of a list, and what is shown of the highlighted one."""

from __future__ import annotations

from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.curriculum.model import Step
from jusou_tui.live.entries import urgency
from jusou_tui.live.meeting_words.prompt_rows import PromptRow, labelled_rows
from jusou_tui.live.session import LiveSession
from jusou_tui.report.checklist import KINDS, hand_in_text
from jusou_tui.session.programme.checklist import ChecklistItem, hour_and_note
from jusou_tui.session.programme.run_steps import begun_count, lines_of
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, due_text, short_date_text


def items(live: LiveSession, step: Step) -> list[ChecklistItem]:
    """Return the lines of a step's checklist."""
    return lines_of(live.curriculum, live.book.session, step, live.clock.now().date())


def line_text(live: LiveSession, item: ChecklistItem) -> str:
    """Return what a line says: of a sheet that somebody hands in who that is, too."""
    return hand_in_text(item.text, live.name_of(item.person)) if item.person else item.text


def item_rows(live: LiveSession, step: Step) -> list[ListRow]:
    """Return the lines of a step's checklist as rows."""
    today = live.clock.now().date()
    rows = []
    for item in items(live, step):
        todo = item.todo
        hour, note = hour_and_note(todo) if todo and todo.due else ("", todo.note if todo else "")
        due = due_text(todo.due, today, done=item.done) if todo else ""
        if todo and todo.due and hour:
            due = f"{short_date_text(todo.due, today)} {hour}"
        owner = todo.owner if todo else ""
        ink = urgency(todo.due if todo else None, today, done=item.done)
        memo = t("programme.has_memo") if item.memo else ""
        right = "  ".join(part for part in (owner, due, memo) if part)
        state = t("common.done") if item.done else t("programme.chip_open") if item.tickable else ""
        rows.append(
            ListRow(
                item.key,
                state,
                "decided" if item.done else "muted",
                t(KINDS[item.kind]),
                line_text(live, item),
                right,
                ink,
                "muted" if item.done else "",
                note.strip(),
            )
        )
    return rows


def item_detail(live: LiveSession, step: Step, item: ChecklistItem) -> list[PromptRow]:
    """Return what is shown of an activity: purpose, what to do, sheets, materials, cautions, tips.

    Of any other line nothing: the list says all of it.
    """
    activity = step.activity(item.activity) if item.activity else None
    if activity is None:
        return []
    rows = labelled_rows(t("app.prompt_purpose"), activity.purpose)
    rows += labelled_rows(t("app.prompt_what"), activity.what)
    sheets = []
    for name in (*activity.fills, *(one for one in activity.reads if one not in activity.fills)):
        sheet = live.curriculum.worksheet(name)
        if sheet is not None:
            there = begun_count(live.book.session, sheet)
            state = t("programme.sheets_filled", count=there) if there else t("programme.sheet_blank")
            sheets.append(f"{sheet.name}{bracketed(state)}")
    rows += labelled_rows(t("common.sheets"), sheets)
    rows += labelled_rows(t("app.materials"), activity.materials)
    rows += labelled_rows(t("app.prompt_cautions"), activity.cautions)
    return rows + labelled_rows(t("common.tips"), activity.tips)
