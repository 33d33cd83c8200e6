"""The rows of the prompt card: of an activity, before a meeting starts, and after its end."""

from __future__ import annotations

from jusou_tui.app.drawing.row_models import Mark, PromptRow, labelled_rows
from jusou_tui.app.meeting_text.links import links
from jusou_tui.app.meeting_text.segments import segment_title
from jusou_tui.curriculum.model import Activity, Curriculum, Step
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model.queries import notes_of, todos_of
from jusou_tui.text.reading_time import reading_seconds
from jusou_tui.timekeeping.plan.read_aloud import read_aloud
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row, Schedule
from jusou_tui.timekeeping.running.time_signals import CueState, cue_states
from jusou_tui.wording import t
from jusou_tui.wording.labels import list_text
from jusou_tui.wording.times import rough_length_text

_MARKS: dict[CueState, Mark] = {"come": "done", "next": "next"}


def activity_prompts(
    curriculum: Curriculum, activity: Activity, segments: tuple[PlannedSegment, ...]
) -> list[PromptRow]:
    """Return the prompt card of an activity, in the order in which a facilitator needs it."""
    rows = labelled_rows(t("app.prompt_purpose"), activity.purpose)
    if activity.read_aloud:
        takes = rough_length_text(reading_seconds(activity.read_aloud))
        rows.append(PromptRow(t("app.prompt_read_aloud"), activity.read_aloud, "strong", note=takes))
    rows += labelled_rows(t("app.prompt_questions"), activity.questions, "strong")
    for number, segment in enumerate(segments, 1):
        label = t("app.prompt_segments") if number == 1 else ""
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
    rows += labelled_rows(t("app.prompt_tips"), activity.tips)
    rows += labelled_rows(t("app.materials"), materials(curriculum, activity))
    shown = (link.shown for link in links(curriculum, activity))
    return rows + labelled_rows(t("app.links"), shown, "link")


def row_prompts(curriculum: Curriculum, row: Row) -> list[PromptRow]:
    """Return the prompt card of any row of the agenda; a break has none but its name."""
    if row.activity is None:
        return [PromptRow(t("app.prompt_segments"), row.title, "plain")]
    return activity_prompts(curriculum, row.activity, row.segments)


def cue_marks(snapshot: MeetingSnapshot) -> dict[str, Mark]:
    """Return the marks of the cues on the prompt card of what runs: come, or the next one."""
    row = snapshot.row
    if row is None or row.activity is None:
        return {}
    states = cue_states(snapshot.progress, row.key, row.activity.cues)
    return {f"cue-{number}": _MARKS[state] for number, state in enumerate(states) if state in _MARKS}


def materials(curriculum: Curriculum, activity: Activity) -> tuple[str, ...]:
    """Return what an activity needs: materials, slides, the worksheets that are filled."""
    found = list(activity.materials)
    if activity.slides:
        first, last = activity.slides.pages
        found.append(t("app.slides", deck=activity.slides.deck, first=first, last=last))
    sheets = (curriculum.worksheet(name) for name in activity.fills)
    found += [sheet.name for sheet in sheets if sheet is not None]
    return tuple(dict.fromkeys(found))


def step_prompts(step: Step, people: list[str], schedule: Schedule) -> list[PromptRow]:
    """Return the card before a meeting starts: why, who is here, what reads long, what is needed."""
    rows = labelled_rows(t("app.prompt_purpose"), step.purpose)
    names = list_text(people)
    rows += labelled_rows(
        t("app.prompt_present"),
        (t("app.present", count=len(people), names=names),) if people else (),
    )
    rows += labelled_rows(t("app.prompt_read_aloud"), _long_texts(schedule))
    rows += labelled_rows(t("app.materials"), step.materials)
    rows += labelled_rows(t("app.prompt_organiser"), step.organiser_preparation)
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
    times = (
        t("app.actual_row", label=row.row.label, planned=row.row.minutes, actual=row.actual_minutes or 0)
        for row in snapshot.forecast.rows
        if row.state == "done"
    )
    decisions = (note.text.strip() for _, note in notes_of(session, step) if note.kind == "decision")
    todos = (todo.what.strip() for _, todo in todos_of(session, step) if todo.done is None)
    return [
        *labelled_rows(t("common.time_taken"), times),
        *labelled_rows(t("common.kind_decision"), decisions),
        *labelled_rows(t("common.kind_todo"), todos),
    ]
