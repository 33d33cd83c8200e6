"""What the run screen says, made from a `Standing`: prompt rows, agenda rows, the top line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jusou_tui.app.screens.schedule.outlook import overlap
from jusou_tui.app.widgets.row_models import AgendaRow, Mark, PromptRow
from jusou_tui.app.words import said_about, said_behind, said_exactly, said_lateness, said_time
from jusou_tui.curriculum.model import Activity, Curriculum, Step
from jusou_tui.live.session import Desk, Standing
from jusou_tui.text.reading import reading_seconds
from jusou_tui.timekeeping.forecast.forecast import ForecastRow
from jusou_tui.timekeeping.plan.read_aloud import read_aloud
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row, Schedule
from jusou_tui.timekeeping.running.countdown import Phase
from jusou_tui.timekeeping.running.signals import CueState, cue_states
from jusou_tui.wording import t

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


@dataclass(frozen=True)
class SegmentWords:
    """What a segment is called, and its time or its time codes, which must be readable in a small room, too.

    `front`: what of the title must stay as well, such as the number of a case.
    """

    title: str
    time: str
    front: str = ""

    @property
    def facts(self) -> str:
        """The time in brackets, as it stands behind the title; "" where there is none."""
        return t("programme.in_brackets", what=self.time) if self.time else ""

    @property
    def whole(self) -> str:
        """Title and time."""
        return self.title + self.facts


def segment_words(segment: PlannedSegment) -> SegmentWords:
    """Return a segment's title, of a case with its number and name, and its time codes or its time."""
    title, front = segment.title, ""
    if segment.case is not None:
        front = t("sheet.case", number=segment.case)
        case = f"{front} {segment.case_title}".strip()
        title = t("app.segment_case", case=case, title=segment.title)
    return SegmentWords(title, _time_of(segment), front)


def _time_of(segment: PlannedSegment) -> str:
    if segment.clip is not None:
        return f"{segment.clip.start}-{segment.clip.end}"
    if segment.seconds_per_participant is not None:
        return t("app.segment_round", length=said_exactly(segment.seconds_per_participant))
    return "" if segment.seconds is None else said_exactly(segment.seconds)


def segment_title(segment: PlannedSegment) -> str:
    """Return a segment's title with its time, and with a word where each works alone."""
    words = segment_words(segment)
    if not segment.alone:
        return words.whole
    time = f"{t('timekeeping.alone')} {words.time}".strip()
    return words.title + t("programme.in_brackets", what=time)


def activity_prompts(
    curriculum: Curriculum, activity: Activity, segments: tuple[PlannedSegment, ...]
) -> list[PromptRow]:
    """Return the prompt card of an activity, in the order in which a facilitator needs it."""
    rows = _plain(t("app.prompt_purpose"), activity.purpose)
    if activity.read_aloud:
        takes = said_about(reading_seconds(activity.read_aloud))
        rows.append(PromptRow(t("app.prompt_read_aloud"), activity.read_aloud, "strong", note=takes))
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


def row_prompts(curriculum: Curriculum, row: Row) -> list[PromptRow]:
    """Return the prompt card of any row of the agenda; a break has none but its name."""
    if row.activity is None:
        return [PromptRow(t("app.prompt_way"), row.title, "plain")]
    return activity_prompts(curriculum, row.activity, row.segments)


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


def step_prompts(step: Step, people: list[str], schedule: Schedule) -> list[PromptRow]:
    """Return the card before a meeting starts: why, who is here, what reads long, what must be at hand."""
    rows = _plain(t("app.prompt_purpose"), step.purpose)
    names = t("programme.list_comma").join(people)
    rows += _plain(
        t("app.prompt_present"),
        (t("app.present", count=len(people), names=names),) if people else (),
    )
    rows += _plain(t("app.prompt_read_aloud"), _long_texts(schedule))
    rows += _plain(t("app.prompt_materials"), step.materials)
    rows += _plain(t("app.prompt_organiser"), step.organiser_preparation)
    rows += _plain(t("app.prompt_members"), step.member_preparation)
    return rows + _plain(t("app.prompt_cautions"), step.cautions)


def _long_texts(schedule: Schedule) -> tuple[str, ...]:
    return tuple(
        t(
            "timekeeping.reading_card",
            label=text.row.label,
            length=said_about(text.seconds),
            minutes=text.row.minutes,
        )
        for text in read_aloud(schedule)
        if text.is_long
    )


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


def agenda_row(row: ForecastRow, *, compact: bool, key: str = "", days: int = 0) -> AgendaRow:
    """Return a row of the agenda table, compact or full.

    `key` names it in the table, where that is not the row's own. `days`: midnights between the start of the
    day and that of the row's meeting.
    """
    plan = row.row
    state = t(STATE_WORDS[row.state]) if row.state in STATE_WORDS else ""
    if compact:
        minutes = t("common.minutes", minutes=row.expected_minutes)
        return AgendaRow(plan.key, (state, said_time(row.start, day=row.day), plan.label, minutes), row.state)
    late = row.state == "next" and row.behind_minutes > 0
    return AgendaRow(
        key or plan.key,
        (
            t("app.row_late") if late else state,
            "" if plan.skipped else said_span(plan.start, plan.end, plan.day + days),
            plan.form or "",
            plan.title,
            t("common.minutes", minutes=plan.minutes),
            "" if row.actual_minutes is None else t("common.minutes", minutes=row.actual_minutes),
            "" if row.state == "skipped" else said_span(row.start, row.end, row.day + days),
            said_lateness(row.behind_minutes) if row.state in {"now", "next"} and row.behind_minutes else "",
        ),
        row.state,
        warn=overlap(row),
        late=late,
    )


def said_span(start: datetime, end: datetime, days: int = 0) -> str:
    """Return `13:30-13:45`, with the days where it begins on a later one."""
    return f"{said_time(start, day=days)}-{said_time(end)}"


def top_right(standing: Standing, *, short: bool, plain: bool = False) -> list[tuple[str, str]]:
    """Return the right of the top line: when it ends, how late, the clock; `plain`: the clock alone."""
    clock = [(said_time(standing.now), "clock")]
    if plain or standing.state == "finished":
        return clock
    late = standing.forecast.behind_minutes
    chip = "late" if late > 0 else "early" if late < 0 else "muted"
    ends = t("app.ends_short") if short else t("app.ends")
    return [
        (ends, "muted"),
        (said_time(standing.forecast.end, day=standing.forecast.end_day), "strong"),
        (said_behind(standing.forecast), chip),
        *clock,
    ]
