"""A curriculum as readable text: the programme's own pages, then its steps and their activities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast

from jusou_tui.curriculum.model import Activity, Curriculum, Programme, Reference, Segment, Step
from jusou_tui.report.blocks import Block, Item, Level, Pairs, Paragraph, ReportHeading, numbered, section
from jusou_tui.report.lengths import document_length_text, number_range_text, planned_length_text
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    bracketed,
    contents_language_text,
    exact_length_text,
    form_label,
    labelled,
    list_text,
    minutes_text,
    slides_text,
    video_span_text,
)


def curriculum_blocks(curriculum: Curriculum) -> list[Block]:
    """Return the whole curriculum."""
    blocks = programme_blocks(curriculum)
    for step in curriculum.steps:
        blocks += step_blocks(curriculum, step)
    return blocks


def programme_blocks(curriculum: Curriculum) -> list[Block]:
    """Return the programme's own pages."""
    programme = curriculum.programme
    facts = [
        (t("report.curriculum_id"), f"{curriculum.id} {curriculum.version}"),
        *((period.title, document_length_text(period.length)) for period in programme.periods),
        *_language(curriculum),
    ]
    blocks: list[Block] = [ReportHeading(programme.title), Pairs(tuple(facts))]
    if programme.source:
        blocks.append(Paragraph(programme.source, "muted"))
    blocks.append(ReportHeading(t("report.overview"), 2))
    blocks += _pages(programme)
    for use in programme.ways_of_use:
        blocks += section(use.title, use.points)
    variants = [
        labelled(variant.title + bracketed(variant.id), variant.description or "")
        for variant in curriculum.variants
    ]
    blocks += section(t("report.variants"), variants)
    blocks += section(
        t("report.glossary"), (labelled(term.term, term.meaning) for term in programme.glossary)
    )
    return blocks


def _language(curriculum: Curriculum) -> list[tuple[str, str]]:
    """Return the fact in which language the contents are, none where it is the one in use."""
    contents = contents_language_text(curriculum.language)
    return [(t("report.contents"), contents)] if contents else []


def _pages(programme: Programme) -> list[Block]:
    pages = (
        (t("report.about"), programme.about),
        (t("report.background"), programme.background),
        (t("report.purpose"), programme.purpose),
        (t("report.target"), programme.target),
        (t("report.effects"), programme.effects),
        (t("common.organisers"), programme.organisers),
        (t("report.participants"), programme.participants),
        (t("report.use"), programme.use),
    )
    return [block for title, texts in pages for block in section(title, texts)]


def step_blocks(curriculum: Curriculum, step: Step, level: Literal[1, 2] = 2) -> list[Block]:
    """Return one step: what it is for, what to prepare, and its activities.

    Its heading has `level`, what is below it the next, and each section the one after.
    """
    below, inner = cast("Level", level + 1), cast("Level", level + 2)
    facts = [(t("report.step_id"), step.id)]
    if step.length is not None:
        facts.append((t("report.length"), document_length_text(step.length)))
    if step.cases is not None:
        facts.append((t("common.cases"), number_range_text(*step.cases)))
    if level == 1:
        facts += _language(curriculum)
    title = step.title if step.label in step.title else f"{step.label} {step.title}"
    blocks: list[Block] = [ReportHeading(title, level), Pairs(tuple(facts))]
    if step.may_be_left_out:
        blocks.append(Paragraph(t("report.may_be_left_out"), "muted"))
    if about := _about(curriculum, step, inner):
        blocks += [ReportHeading(t("report.about_step"), below), *about]
    for number, activity in enumerate(step.activities, 1):
        blocks.append(ReportHeading(f"{number}. {activity.title}{_facts(activity)}", below))
        blocks += _activity(curriculum, activity, inner)
    return blocks


def _about(curriculum: Curriculum, step: Step, level: Level) -> list[Block]:
    members = (*step.member_preparation, *_references(curriculum, step.member_references))
    sections = (
        (t("report.purpose"), step.purpose),
        (t("report.materials"), step.materials),
        (t("report.organiser_preparation"), (*step.organiser_preparation, *step.organiser_remarks)),
        (t("report.member_preparation"), members),
        (t("report.cautions"), step.cautions),
        (t("report.step_notes"), step.notes),
    )
    return [block for title, texts in sections for block in section(title, texts, level)]


def _facts(activity: Activity) -> str:
    """Return the form and the length of an activity, in brackets."""
    about = [form_label(activity.form)] if activity.form else []
    if activity.duration is not None:
        about.append(planned_length_text(activity.duration))
    if activity.as_needed:
        about.append(t("report.as_needed"))
    return bracketed(list_text(about))


def _activity(curriculum: Curriculum, activity: Activity, level: Level) -> list[Block]:
    """Return an activity below its heading. One list is numbered: its segments, else what to do."""
    blocks = section(t("report.purpose"), activity.purpose, level)
    listed = section if activity.segments else numbered
    blocks += listed(t("report.what"), activity.what, level)
    if activity.read_aloud:
        blocks += [
            ReportHeading(t("report.read_aloud"), level),
            Paragraph(activity.read_aloud.strip(), indent=2),
        ]
    blocks += section(t("report.questions"), activity.questions, level)
    blocks += numbered(t("common.parts"), [_segment(segment) for segment in activity.segments])
    blocks += section(t("common.goals"), activity.goals, level)
    blocks += section(t("report.cautions"), activity.cautions, level)
    blocks += section(t("common.tips"), activity.tips, level)
    blocks += section(
        t("report.cues"), (t("report.cue", minutes=cue.after, what=cue.text) for cue in activity.cues), level
    )
    if activity.slides:
        blocks += section(
            t("common.slides"), [slides_text(activity.slides.deck, *activity.slides.pages)], level
        )
    blocks += section(t("report.materials"), activity.materials, level)
    blocks += section(t("report.fills"), _worksheets(curriculum, activity.fills), level)
    blocks += section(t("report.reads"), _worksheets(curriculum, activity.reads), level)
    links = list(_references(curriculum, activity.references))
    if links:
        blocks += [ReportHeading(t("report.references"), level), *(Item(link) for link in links)]
    return blocks


def _segment(segment: Segment) -> str:
    """Return a segment's title with its time."""
    if segment.clip is not None:
        time = video_span_text(*segment.clip.span)
    elif segment.seconds_per_participant is not None:
        time = t("common.each_length", length=exact_length_text(segment.seconds_per_participant))
    elif segment.minutes_per_case is not None:
        time = t("report.minutes_each_case", minutes=segment.minutes_per_case)
    elif segment.minutes is not None:
        time = minutes_text(segment.minutes)
    elif segment.seconds is not None:
        time = exact_length_text(segment.seconds)
    else:
        time = ""
    title = f"{segment.title}{bracketed(time)}" if time else segment.title
    url = f"\n{segment.clip.link}" if segment.clip is not None and segment.clip.link else ""
    return f"{title}\n{segment.what}{url}" if segment.what else f"{title}{url}"


def _worksheets(curriculum: Curriculum, ids: Iterable[str]) -> list[str]:
    found = (curriculum.worksheet(worksheet_id) for worksheet_id in ids)
    return [worksheet.name for worksheet in found if worksheet is not None]


def _references(curriculum: Curriculum, ids: Iterable[str]) -> list[str]:
    found = (curriculum.reference(reference_id) for reference_id in ids)
    return [_reference(reference) for reference in found if reference is not None]


def _reference(reference: Reference) -> str:
    lines = [reference.title]
    lines += [url for url in (reference.url, reference.video) if url]
    lines += [f"{clip.title} {video_span_text(*clip.span)} {clip.link}" for clip in reference.clips]
    return "\n".join(lines)
