"""What a card carries over: the memo for the activity, topics kept back, ToDos still open, the groups."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.app.drawing.row_models import PromptRow, labelled_rows
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.programme.checklist import due_order, kept_back, left_open, memo_of
from jusou_tui.session.programme.progress import keys_of
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t
from jusou_tui.wording.labels import list_text
from jusou_tui.wording.times import due_text

WORK = "ワーク"
"""The form (形式) in which small groups work."""

MOST_TODOS = 8


@dataclass(frozen=True)
class Carried:
    """Rows above and below a card's own prompts."""

    above: tuple[PromptRow, ...] = ()
    below: tuple[PromptRow, ...] = ()


def carried_prompts(meeting: MeetingView, snapshot: MeetingSnapshot, row: Row | None) -> Carried:
    """Return what goes with the prompts of a row; without a row, with the card before the start.

    Before the start and in the first activity: what earlier steps left. In the last one: topics kept back.
    """
    if snapshot.state == "finished":
        return Carried()
    rows = [row.key for row in snapshot.schedule.rows if row.activity is not None and not row.skipped]
    here = row.key if row else None
    first, last = here is None or [here] == rows[:1], here is not None and [here] == rows[-1:]
    found = _memo(meeting, here) + _groups(meeting, row)
    if first or last:
        found += _kept(meeting, all_steps=last)
    return Carried(tuple(found), tuple(_left_open(meeting)) if first else ())


def _memo(meeting: MeetingView, activity: str | None) -> list[PromptRow]:
    memo = memo_of(meeting.book.session, meeting.step.id, activity) if activity else None
    if memo is None:
        return []
    return [PromptRow(t("programme.prompt_memo"), memo[1].text.strip(), "strong")]


def _groups(meeting: MeetingView, row: Row | None) -> list[PromptRow]:
    activity = row.activity if row else None
    groups = meeting.record.groups
    if activity is None or not groups or WORK not in {activity.form, *activity.forms}:
        return []
    rows = [
        f"{t('programme.group', number=number)}  "
        + list_text(name for person in people if (name := meeting.live.name_of(person)))
        for number, people in sorted(groups.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]
    rows.append(t("programme.reporting", order=list_text(meeting.record.reporting)))
    return labelled_rows(t("programme.groups"), rows)


def _kept(meeting: MeetingView, *, all_steps: bool) -> list[PromptRow]:
    """Return the topics that were kept back; at a start only those of other meetings."""
    step = meeting.step.id
    kept = [
        note.text.strip() for _, note in kept_back(meeting.book.session) if all_steps or note.step != step
    ]
    return labelled_rows(t("programme.prompt_kept"), kept)


def _left_open(meeting: MeetingView) -> list[PromptRow]:
    """Return the ToDos that earlier steps left open, the ones due first."""
    order = keys_of(meeting.live.curriculum, meeting.book.session)
    step = meeting.step.id
    earlier = set(order[: order.index(step)]) if step in order else set()
    found = sorted(left_open(meeting.book.session, earlier), key=due_order)
    today = meeting.live.clock.now().date()
    lines = []
    for _, todo in found[:MOST_TODOS]:
        parts = [part for part in (todo.owner, due_text(todo.due, today)) if part]
        lines.append("  ".join([todo.what.strip(), *parts]))
    if len(found) > MOST_TODOS:
        lines.append(t("programme.more_todos", count=len(found) - MOST_TODOS))
    return labelled_rows(t("programme.prompt_left_open"), lines)
