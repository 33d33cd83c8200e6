"""The rows of the prompt card: of an activity, before a meeting starts, and after its end.

A card carries over the memo for the activity, topics kept back, ToDos still open, the groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jusou_tui.curriculum.model import Activity, Curriculum, Step
from jusou_tui.live.entries import shown_todo
from jusou_tui.live.meeting_words.links import links
from jusou_tui.live.meeting_words.prompt_rows import Mark, PromptRow, labelled_rows
from jusou_tui.live.meeting_words.segments import segment_title
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model.queries import notes_of
from jusou_tui.session.model.records import Todo
from jusou_tui.session.people.groups import groups_left
from jusou_tui.session.programme.checklist import kept_back, memo_of
from jusou_tui.session.programme.run_steps import base_of, keys_of
from jusou_tui.session.programme.todos import due_order, left_open
from jusou_tui.text.reading_time import reading_seconds
from jusou_tui.timekeeping.history.account import whole_rows
from jusou_tui.timekeeping.history.meeting_record import MeetingRecord
from jusou_tui.timekeeping.plan.read_aloud import read_aloud
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row, Schedule
from jusou_tui.timekeeping.running.time_signals import CueState, cue_states
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    contents_language_text,
    list_text,
    minutes_text,
    rough_length_text,
    slides_text,
)

_MARKS: dict[CueState, Mark] = {"come": "done", "next": "next"}


def activity_prompts(
    curriculum: Curriculum, activity: Activity, segments: tuple[PlannedSegment, ...]
) -> list[PromptRow]:
    """Return the prompt card of an activity, in the order in which a facilitator needs it."""
    rows = labelled_rows(t("common.slides"), slides(activity))
    rows += labelled_rows(t("app.prompt_purpose"), activity.purpose)
    if activity.read_aloud:
        takes = rough_length_text(reading_seconds(activity.read_aloud))
        rows.append(PromptRow(t("app.prompt_read_aloud"), activity.read_aloud, "strong", note=takes))
    rows += labelled_rows(t("app.prompt_questions"), activity.questions, "strong")
    steps = t("common.parts") if activity.segments else t("app.prompt_what")
    for number, segment in enumerate(segments, 1):
        label = steps if number == 1 else ""
        rows.append(PromptRow(label, segment_title(segment), "step", key=segment.key, number=number))
        if segment.what and segment.what != segment.title:
            rows.append(PromptRow("", segment.what, "detail"))
    if activity.segments:
        rows += labelled_rows(t("app.prompt_what"), activity.what)
    rows += [
        PromptRow(
            t("app.prompt_cue") if number == 0 else "",
            t("app.cue", minutes=cue.after, text=cue.text),
            "cue",
            key=f"cue-{number}",
        )
        for number, cue in enumerate(activity.cues)
    ]
    rows += labelled_rows(t("common.goals"), activity.goals)
    rows += labelled_rows(t("app.prompt_cautions"), activity.cautions)
    rows += labelled_rows(t("common.tips"), activity.tips)
    rows += labelled_rows(t("app.materials"), curriculum.materials(activity))
    shown = (link.shown for link in links(curriculum, activity))
    return _in_their_language(rows + labelled_rows(t("app.links"), shown, "link"), curriculum)


def _in_their_language(rows: list[PromptRow], curriculum: Curriculum) -> list[PromptRow]:
    """Say in the first row which language the card is written in, where it is not the one in use."""
    contents = contents_language_text(curriculum.language)
    if not rows or not contents:
        return rows
    return [rows[0]._replace(note=rows[0].note or contents), *rows[1:]]


def row_prompts(curriculum: Curriculum, row: Row) -> list[PromptRow]:
    """Return the prompt card of any row of the agenda; a row without an activity has none but its name."""
    if row.activity is None:
        return [PromptRow(t("app.prompt_what"), row.title, "plain")]
    return activity_prompts(curriculum, row.activity, row.segments)


def cue_marks(snapshot: MeetingSnapshot) -> dict[str, Mark]:
    """Return the marks of the cues on the prompt card of what runs: come, or the next one."""
    row = snapshot.row
    if row is None or row.activity is None:
        return {}
    states = cue_states(snapshot.progress, row.key, row.activity.cues)
    return {f"cue-{number}": _MARKS[state] for number, state in enumerate(states) if state in _MARKS}


def slides(activity: Activity) -> tuple[str, ...]:
    """Return the slides to show with an activity, one text or none."""
    return (slides_text(activity.slides.deck, *activity.slides.pages),) if activity.slides else ()


def break_prompts(curriculum: Curriculum, snapshot: MeetingSnapshot) -> list[PromptRow]:
    """Return the card of a break: what comes next, and what to have at hand for it."""
    row = snapshot.next_row
    if row is None:
        return [PromptRow(t("app.then"), t("app.then_end"), "strong")]
    minutes = max(0, row.minutes + snapshot.progress.pending.get(row.key, 0))
    title = f"{minutes_text(minutes)}  {row.title}" if minutes else row.title
    found = curriculum.materials(row.activity) if row.activity else ()
    at_hand = [PromptRow(t("app.at_hand"), list_text(found), whole=found)] if found else []
    return [PromptRow(t("app.then"), title, "strong", whole=(minutes_text(minutes),)), *at_hand]


def step_prompts(
    curriculum: Curriculum, step: Step, people: Sequence[str], schedule: Schedule
) -> list[PromptRow]:
    """Return the card before a meeting starts: who is here, what is needed, why, what reads long."""
    rows: list[PromptRow] = []
    if people:
        named = t("common.people_named", count=len(people), names=list_text(people))
        rows.append(PromptRow(t("app.prompt_present"), named, whole=tuple(people)))
    first = next((row.activity for row in schedule.rows if row.activity and not row.skipped), None)
    needed = (*step.materials, *(curriculum.materials(first) if first else ()))
    rows += labelled_rows(t("app.materials"), dict.fromkeys(needed))
    rows += labelled_rows(t("app.prompt_purpose"), step.purpose)
    rows += labelled_rows(t("app.prompt_read_aloud"), _long_texts(schedule))
    rows += labelled_rows(t("app.prompt_organiser"), (*step.organiser_preparation, *step.organiser_remarks))
    rows += labelled_rows(t("common.members"), step.member_preparation)
    return rows + labelled_rows(t("app.prompt_cautions"), step.cautions)


def _long_texts(schedule: Schedule) -> tuple[str, ...]:
    return tuple(
        t(
            "timekeeping.reading_card",
            label=text.row.label,
            length=rough_length_text(text.seconds),
            minutes=text.row.minutes,
        )
        for text in read_aloud(schedule)
        if text.is_long
    )


def finished_prompts(meeting: MeetingView, snapshot: MeetingSnapshot) -> list[PromptRow]:
    """Return the card after a meeting: planned against actual, what was decided, what is to be done."""
    session, step = meeting.book.session, meeting.step.id
    decisions = (note.text.strip() for _, note in notes_of(session, step, kind="decision"))
    today = meeting.live.clock.now().date()
    todos = (
        _todo_text(todo, today) for _, todo in meeting.live.todos(step) if todo.done is None and not todo.item
    )
    return [
        *_times_taken(snapshot),
        *labelled_rows(t("common.kind_decision"), decisions),
        *labelled_rows(t("common.kind_todo"), todos),
    ]


def _times_taken(snapshot: MeetingSnapshot) -> list[PromptRow]:
    """Return what each activity was planned to take and took, one with a break in it as a whole.

    Both figures stay on one line.
    """
    rows: list[PromptRow] = []
    for entry in whole_rows(MeetingRecord(snapshot.schedule, snapshot.progress, snapshot.forecast)):
        if entry.state != "done":
            continue
        label, planned = entry.row.label, entry.row.minutes
        text = t("app.actual_row", label=label, planned=planned, actual=entry.actual_minutes or 0)
        heading = "" if rows else t("common.time_taken")
        rows.append(PromptRow(heading, text, whole=(text.removeprefix(label).strip(),)))
    return rows


def _todo_text(todo: Todo, today: date) -> str:
    """Return a ToDo in a line: what, who, until when."""
    return "  ".join(part for part in shown_todo(todo, today) if part)


MOST_TODOS = 8


class Carried(NamedTuple):
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
    whole = here and meeting.record.parts.get(here, here)
    found = _memo(meeting, whole) + _groups(meeting, row) + _brought(meeting, row)
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
    record = meeting.record
    groups, reporting = groups_left(record.groups, record.reporting, meeting.present)
    if activity is None or not groups or not activity.is_work:
        return []
    rows = [
        f"{t('programme.group', number=number)}  "
        + list_text(name for person in people if (name := meeting.live.name_of(person)))
        for number, people in sorted(groups.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]
    rows.append(t("programme.reporting", order=list_text(reporting)))
    return labelled_rows(t("programme.groups"), rows)


def _brought(meeting: MeetingView, row: Row | None) -> list[PromptRow]:
    """Return that there are cards and prompts for an activity, and where."""
    activity = row.activity if row else None
    if activity is None:
        return []
    live, step = meeting.live, base_of(meeting.live.curriculum, meeting.step.id)[0]
    found = []
    if cards := live.supplements.cards(step, activity.id):
        found.append(PromptRow(t("supplement.cards_label"), t("supplement.cards_there", count=len(cards))))
    if prompts := live.supplements.prompts(step, activity.id):
        found.append(
            PromptRow(t("supplement.prompts_label"), t("supplement.prompts_there", count=len(prompts)))
        )
    return found


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
    found = sorted(left_open(meeting.book.session, meeting.live.curriculum, earlier), key=due_order)
    today = meeting.live.clock.now().date()
    lines = []
    for _, todo in found[:MOST_TODOS]:
        lines.append(_todo_text(todo, today))
    if len(found) > MOST_TODOS:
        lines.append(t("programme.more_todos", count=len(found) - MOST_TODOS))
    return labelled_rows(t("programme.prompt_left_open"), lines)
