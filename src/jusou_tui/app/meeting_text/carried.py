"""What a card carries over: the memo for the activity, topics kept back, ToDos still open, the groups."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.app.widgets.row_models import PromptRow, labelled_rows
from jusou_tui.live.session import Desk, Standing
from jusou_tui.session.programme.checklist import due_order, kept_back, left_open, memo_of
from jusou_tui.session.programme.progress import keys_of
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t
from jusou_tui.wording.dates import due_text
from jusou_tui.wording.labels import list_text

WORK = "ワーク"
"""The form (形式) in which small groups work."""

MOST_TODOS = 8


@dataclass(frozen=True)
class Carried:
    """Rows above and below a card's own prompts."""

    above: tuple[PromptRow, ...] = ()
    below: tuple[PromptRow, ...] = ()


def carried_prompts(desk: Desk, standing: Standing, row: Row | None) -> Carried:
    """Return what goes with the prompts of a row; without a row, with the card before the start.

    Before the start and in the first activity: what earlier steps left. In the last one: topics kept back.
    """
    if standing.state == "finished":
        return Carried()
    rows = [row.key for row in standing.schedule.rows if row.activity is not None and not row.skipped]
    here = row.key if row else None
    first, last = here is None or [here] == rows[:1], here is not None and [here] == rows[-1:]
    found = _memo(desk, here) + _groups(desk, row)
    if first or last:
        found += _kept(desk, all_steps=last)
    return Carried(tuple(found), tuple(_left_open(desk)) if first else ())


def _memo(desk: Desk, activity: str | None) -> list[PromptRow]:
    memo = memo_of(desk.book.session, desk.step.id, activity) if activity else None
    if memo is None:
        return []
    return [PromptRow(t("programme.prompt_memo"), memo[1].text.strip(), "strong")]


def _groups(desk: Desk, row: Row | None) -> list[PromptRow]:
    activity = row.activity if row else None
    groups = desk.meeting.groups
    if activity is None or not groups or WORK not in {activity.form, *activity.forms}:
        return []
    rows = [
        f"{t('programme.group', number=number)}  "
        + list_text(name for person in people if (name := desk.name_of(person)))
        for number, people in sorted(groups.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]
    rows.append(t("programme.reporting", order=list_text(desk.meeting.reporting)))
    return labelled_rows(t("programme.groups"), rows)


def _kept(desk: Desk, *, all_steps: bool) -> list[PromptRow]:
    """Return the topics that were kept back; at a start only those of other meetings."""
    step = desk.step.id
    kept = [note.text.strip() for _, note in kept_back(desk.book.session) if all_steps or note.step != step]
    return labelled_rows(t("programme.prompt_kept"), kept)


def _left_open(desk: Desk) -> list[PromptRow]:
    """Return the ToDos that earlier steps left open, the ones due first."""
    order = keys_of(desk.curriculum, desk.book.session)
    step = desk.step.id
    earlier = set(order[: order.index(step)]) if step in order else set()
    found = sorted(left_open(desk.book.session, earlier), key=due_order)
    today = desk.clock.now().date()
    lines = []
    for _, todo in found[:MOST_TODOS]:
        parts = [part for part in (todo.owner, due_text(todo.due, today)) if part]
        lines.append("  ".join([todo.what.strip(), *parts]))
    if len(found) > MOST_TODOS:
        lines.append(t("programme.more_todos", count=len(found) - MOST_TODOS))
    return labelled_rows(t("programme.prompt_left_open"), lines)
