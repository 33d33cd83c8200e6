"""The steps of a programme as rows, and for one of them what it needs and what it is for."""

from __future__ import annotations

from datetime import date

from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.curriculum.model import Step
from jusou_tui.live.meeting_words.prompt_rows import PromptRow, labelled_rows
from jusou_tui.live.session import LiveSession
from jusou_tui.report.attendance import attendance_text, attendees_of
from jusou_tui.report.lengths import step_length_text
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.checklist import items_of
from jusou_tui.session.programme.run_steps import Need, Stage, State, Topic, needs
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, labelled, list_text, period_text, short_date_text

STATES: dict[State, tuple[str, str]] = {
    "not_begun": ("programme.state_not_begun", "muted"),
    "under_way": ("programme.state_under_way", "now"),
    "held": ("programme.state_held", "decided"),
    "left_out": ("common.left_out", "muted"),
}
READY: dict[Topic, str] = {
    "day": "programme.has_day",
    "start": "programme.has_start",
    "members": "programme.has_members",
    "cases": "programme.has_cases",
    "sheet": "programme.has_sheet",
    "handed": "programme.has_handed",
    "organiser": "programme.has_organiser",
    "preparation": "programme.has_preparation",
    "todos": "programme.has_todos",
}
MISSING: dict[Topic, str] = {
    "day": "programme.wants_day",
    "order": "programme.out_of_order",
    "start": "programme.wants_start",
    "members": "programme.wants_members",
    "cases": "programme.wants_cases",
    "sheet": "programme.wants_sheet",
    "handed": "programme.wants_handed",
    "organiser": "programme.wants_organiser",
    "preparation": "programme.wants_preparation",
    "todos": "programme.wants_todos",
}


def today_of(live: LiveSession) -> date:
    """Return the day it is here."""
    return live.clock.now().date()


def stages(live: LiveSession) -> list[Stage]:
    """Return the run's steps with their states."""
    return run_steps.stages(live.curriculum, live.book.session, today_of(live))


def stage_rows(live: LiveSession, found: list[Stage]) -> list[ListRow]:
    """Return the list of steps."""
    today = today_of(live)
    rows = []
    for stage in found:
        word, ink = STATES[stage.state]
        when = period_text(stage.day, stage.until, stage.start, today)
        away = stage.state == "left_out"
        rows.append(
            ListRow(
                stage.step.id,
                t(word),
                ink,
                stage.step.label,
                stage.step.name,
                when or step_length_text(stage.step.length),
                "strong" if when and stage.state == "not_begun" else "muted",
                "muted" if away else "",
            )
        )
    return rows


def detail_rows(live: LiveSession, found: list[Stage], key: str) -> list[PromptRow]:
    """Return what is shown of one step: its title and length, what it needs before it starts, its purpose."""
    stage = next((one for one in found if one.step.id == key), None)
    if stage is None:
        return []
    step = stage.step
    span = step_length_text(step.length)
    title = f"{step.label} {step.title}" + (bracketed(span))
    rows = [PromptRow(t("common.step"), title, "strong")]
    if stage.state == "left_out":
        rows.append(PromptRow("", t("programme.left_out_text"), "plain"))
    elif stage.state == "held":
        rows.append(PromptRow("", t("programme.held_text"), "plain"))
        rows += planned_rows(live, stage)
        there = attendance_text(attendees_of(live.book.session, key)) if step.kind == "meeting" else ""
        rows += labelled_rows(t("common.attendance"), [there] if there else [])
    elif stage.state == "under_way" and step.kind == "meeting":
        rows.append(PromptRow("", t("programme.under_way_text"), "plain"))
        rows += planned_rows(live, stage)
    else:
        rows += need_rows(needs(live.curriculum, live.book.session, found, key))
        rows += list_rows(live, step)
    return rows + purpose_rows(step)


def planned_rows(live: LiveSession, stage: Stage) -> list[PromptRow]:
    """Return for which day a meeting was planned that is held on another one, [] for none."""
    if stage.planned is None:
        return []
    day = short_date_text(stage.planned, today_of(live))
    return [PromptRow("", t("programme.planned_for", day=day), "plain")]


def need_rows(listed: list[Need]) -> list[PromptRow]:
    """Return what a step needs: what is still to come first, then what is there, on one line."""
    missing = [need for need in listed if not need.ready]
    there = [need_text(need) for need in listed if need.ready]
    rows = labelled_rows(t("programme.before_start"), [need_text(need) for need in missing])
    if not missing and there:
        rows.append(PromptRow(t("programme.before_start"), t("programme.all_ready"), "plain"))
    if there:
        rows.append(PromptRow(t("programme.there"), list_text(there), "plain"))
    return rows


def list_rows(live: LiveSession, step: Step) -> list[PromptRow]:
    """Return how far the list of a step is that is no meeting."""
    items = items_of(live.book.session, step) if step.kind != "meeting" else []
    items = [item for item in items if item.tickable]
    if not items:
        return []
    done = t("programme.items_done", count=len(items), done=sum(item.done for item in items))
    return [PromptRow("", labelled(t("programme.checklist"), done), "plain")]


def need_text(need: Need) -> str:
    """Return a need in words."""
    return t((READY if need.ready else MISSING)[need.topic], **need.facts)


def purpose_rows(step: Step) -> list[PromptRow]:
    """Return what a step is for."""
    return labelled_rows(t("app.prompt_purpose"), step.purpose)
