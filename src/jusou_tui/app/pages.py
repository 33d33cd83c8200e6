"""What the run screen says, made from a `Standing`: prompt rows, agenda rows, the top line."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.app.desk import Desk, Standing
from jusou_tui.app.outlook import overlap
from jusou_tui.app.widgets.agenda import AgendaRow
from jusou_tui.app.widgets.prompt_card import Mark, PromptRow
from jusou_tui.app.words import said_behind, said_length, said_time
from jusou_tui.curriculum.model import Activity, Curriculum, Step
from jusou_tui.messages import t
from jusou_tui.timekeeping.countdown import Phase
from jusou_tui.timekeeping.forecast import ForecastRow
from jusou_tui.timekeeping.schedule import PlannedSegment
from jusou_tui.timekeeping.signals import CueState, cue_states

PHASE_WORDS: dict[Phase, str] = {
    "idle": "app.phase_idle",
    "untimed": "app.phase_untimed",
    "running": "app.phase_running",
    "soon": "app.phase_soon",
    "last_minute": "app.phase_last_minute",
    "over": "app.phase_over",
}
_MARKS: dict[CueState, Mark] = {"come": "done", "next": "next"}
STATE_WORDS = {
    "done": "app.row_done",
    "now": "app.row_now",
    "skipped": "app.row_skipped",
}


@dataclass(frozen=True)
class Link:
    """Something to open outside: its title, where in it, its address."""

    title: str
    part: str
    url: str

    @property
    def shown(self) -> str:
        """Title, part and address on one line."""
        return "  ".join(part for part in (self.title, self.part, self.url) if part)


def links(curriculum: Curriculum, activity: Activity) -> list[Link]:
    """Return every link of an activity: its clips first, then its references."""
    found = [
        Link(segment.title, f"{segment.clip.start}-{segment.clip.end}", segment.clip.url)
        for segment in activity.segments
        if segment.clip and segment.clip.url
    ]
    seen = {link.url for link in found}
    for name in activity.references:
        reference = curriculum.reference(name)
        if reference is None:
            continue
        candidates = [
            Link(reference.title, reference.pages or "", url)
            for url in (reference.url, reference.video)
            if url
        ]
        candidates += [Link(clip.title, f"{clip.start}-{clip.end}", clip.url) for clip in reference.clips]
        found += [link for link in candidates if link.url not in seen]
        seen |= {link.url for link in candidates}
    return found


def segment_title(segment: PlannedSegment) -> str:
    """Return a segment's title with its time codes or its case."""
    if segment.case is not None:
        return t("app.segment_case", title=segment.title, case=segment.case)
    if segment.clip is not None:
        span = f"{segment.clip.start}-{segment.clip.end}"
        return segment.title + t("programme.in_brackets", what=span)
    if segment.seconds_per_participant is not None:
        return t(
            "app.segment_round", title=segment.title, length=said_length(segment.seconds_per_participant)
        )
    if segment.seconds is not None:
        return t("app.segment_timed", title=segment.title, length=said_length(segment.seconds))
    return segment.title


def activity_prompts(
    curriculum: Curriculum, activity: Activity, segments: tuple[PlannedSegment, ...]
) -> list[PromptRow]:
    """Return the prompt card of an activity, in the order in which a facilitator needs it."""
    rows = _plain(t("app.prompt_purpose"), activity.purpose)
    if activity.read_aloud:
        rows.append(PromptRow(t("app.prompt_read_aloud"), activity.read_aloud, "strong"))
    rows += [
        PromptRow(t("app.prompt_questions") if number == 0 else "", line, "strong")
        for number, line in enumerate(activity.questions)
    ]
    for number, segment in enumerate(segments, 1):
        label = t("app.prompt_way") if number == 1 else ""
        rows.append(PromptRow(label, segment_title(segment), "step", key=segment.key, number=number))
        if segment.what and segment.what != segment.title:
            rows.append(PromptRow("", segment.what, "detail"))
    if activity.segments:
        rows += _plain(t("app.prompt_what"), activity.what)
    rows += [
        PromptRow(
            t("app.prompt_cue") if number == 0 else "",
            t("app.cue", minutes=cue.after, text=cue.text),
            "cue",
            key=f"cue-{number}",
        )
        for number, cue in enumerate(activity.cues)
    ]
    rows += _plain(t("app.prompt_goals"), activity.goals)
    rows += _plain(t("app.prompt_cautions"), activity.cautions)
    rows += _plain(t("app.prompt_tips"), activity.tips)
    rows += _plain(t("app.prompt_materials"), materials(curriculum, activity))
    return rows + [
        PromptRow(t("app.prompt_links") if number == 0 else "", link.shown, "link")
        for number, link in enumerate(links(curriculum, activity))
    ]


def cue_marks(standing: Standing) -> dict[str, Mark]:
    """Return the marks of the cues on the prompt card of what runs: come, or the next one."""
    row = standing.row
    if row is None or row.activity is None:
        return {}
    states = cue_states(standing.progress, row.key, row.activity.cues)
    return {f"cue-{number}": _MARKS[state] for number, state in enumerate(states) if state in _MARKS}


def materials(curriculum: Curriculum, activity: Activity) -> tuple[str, ...]:
    """Return what must be at hand: materials, slides, the worksheets that are filled."""
    found = list(activity.materials)
    if activity.slides:
        first, last = activity.slides.pages
        found.append(t("app.slides", deck=activity.slides.deck, first=first, last=last))
    sheets = (curriculum.worksheet(name) for name in activity.fills)
    found += [sheet.name for sheet in sheets if sheet is not None]
    return tuple(dict.fromkeys(found))


def step_prompts(step: Step, people: list[str]) -> list[PromptRow]:
    """Return the card before a meeting starts: why, what must be at hand, who is here."""
    rows = _plain(t("app.prompt_purpose"), step.purpose)
    names = t("programme.list_comma").join(people)
    rows += _plain(
        t("app.prompt_present"),
        (t("app.present", count=len(people), names=names),) if people else (),
    )
    rows += _plain(t("app.prompt_materials"), step.materials)
    rows += _plain(t("app.prompt_organiser"), step.organiser_preparation)
    rows += _plain(t("app.prompt_members"), step.member_preparation)
    return rows + _plain(t("app.prompt_cautions"), step.cautions)


def finished_prompts(desk: Desk, standing: Standing) -> list[PromptRow]:
    """Return the card after a meeting: planned against actual, what was decided, what is to be done."""
    rows = [
        PromptRow(
            t("app.prompt_actual") if number == 0 else "",
            t("app.actual_row", label=row.row.label, planned=row.row.minutes, actual=row.actual_minutes or 0),
            "plain",
        )
        for number, row in enumerate(entry for entry in standing.forecast.rows if entry.state == "done")
    ]
    decisions = [note.text.strip() for _, note in desk.book.notes_of(desk.step.id) if note.kind == "decision"]
    rows += _plain(t("app.prompt_decisions"), tuple(decisions))
    todos = [todo.what.strip() for _, todo in desk.book.todos_of(desk.step.id) if todo.done is None]
    return rows + _plain(t("app.prompt_todos"), tuple(todos))


def _plain(label: str, lines: tuple[str, ...]) -> list[PromptRow]:
    return [PromptRow(label if number == 0 else "", line, "plain") for number, line in enumerate(lines)]


def agenda_row(row: ForecastRow, *, compact: bool) -> AgendaRow:
    """Return a row of the agenda table: state, time, form, title, planned, actual, expected."""
    plan = row.row
    state = t(STATE_WORDS[row.state]) if row.state in STATE_WORDS else ""
    day = t("app.day_after", days=plan.day) if plan.day else ""
    starts = said_time(row.start) + day
    if compact:
        minutes = t("common.minutes", minutes=row.expected_minutes)
        return AgendaRow(plan.key, (state, starts, plan.label, minutes), row.state)
    actual = "" if row.actual_minutes is None else t("common.minutes", minutes=row.actual_minutes)
    expected = "" if row.state in ("done", "skipped") else f"{starts}-{said_time(row.end)}"
    return AgendaRow(
        plan.key,
        (
            state,
            f"{said_time(plan.start)}-{said_time(plan.end)}",
            plan.form or "",
            plan.title,
            t("common.minutes", minutes=plan.minutes),
            actual,
            expected,
        ),
        row.state,
        warn=overlap(row),
    )


def top_right(standing: Standing, *, short: bool) -> list[tuple[str, str]]:
    """Return the right of the top line: when it ends, how late, the clock."""
    clock = [(said_time(standing.now), "clock")]
    if standing.state == "finished":
        return clock
    late = standing.forecast.behind_minutes
    chip = "late" if late > 0 else "early" if late < 0 else "muted"
    ends = t("app.ends_short") if short else t("app.ends")
    return [
        (ends, "muted"),
        (said_time(standing.forecast.end), "strong"),
        (said_behind(standing.forecast), chip),
        *clock,
    ]
