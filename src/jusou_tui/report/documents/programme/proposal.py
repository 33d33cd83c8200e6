"""The proposal of a run (企画書): why, for whom, when, with whom, and what it asks of people.

Facts are the curriculum's and the session's; of a curriculum alone days and people are left to write in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.errors import InputError
from jusou_tui.report.attendance import role_text
from jusou_tui.report.blocks import Block, Item, Pairs, Paragraph, ReportHeading
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import (
    CellBlock,
    Document,
    DocumentBlock,
    Grid,
    GridCell,
    GridRow,
    Made,
    Section,
    Words,
)
from jusou_tui.report.documents.run_title import run_title
from jusou_tui.report.lengths import document_length_text
from jusou_tui.session.model.records import Role, Session
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import current_members
from jusou_tui.session.programme.run_steps import Stage, set_start, stages
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    era_date_text,
    labelled,
    length_text,
    list_text,
    role_label,
    time_text,
)


def make(wish: Wish) -> Made:
    """Return the proposal. Raises InputError where the curriculum is not known."""
    curriculum, session = wish.curriculum, wish.session
    if curriculum is None:
        raise InputError("export.needs_curriculum")
    run = _steps(wish, curriculum)
    people = current_members(session, wish.now.date()) if session is not None else ()
    programme = curriculum.programme
    subject = "　".join(filter(None, (programme.short_title, session.session.title if session else "")))
    blocks: list[DocumentBlock] = [
        ReportHeading(t("minutes.proposal"), 1),
        Pairs(tuple(_facts(curriculum, session, people, run))),
        *_chapter(t("report.purpose"), programme.purpose),
        *_chapter(t("report.background"), programme.background),
        *_chapter(t("report.target"), programme.target),
        *_chapter(t("report.effects"), programme.effects),
        ReportHeading(t("minutes.proposal_days"), 2),
        _days(run, wish.session),
        ReportHeading(t("minutes.proposal_asked"), 2),
        *_asked(run),
        *_chapter(t("report.materials"), _once(text for step, _ in run for text in step.materials)),
    ]
    if session is not None and people:
        blocks += [ReportHeading(t("common.members"), 2), _people(session, people)]
    else:
        blocks += _chapter(t("report.participants"), programme.participants)
    if programme.source:
        blocks.append(Paragraph(labelled(t("minutes.proposal_source"), programme.source)))
    organisation = session.session.organisation if session is not None else ""
    footer = run_title(organisation, subject)
    title = f"{t('minutes.proposal')} {subject}"
    return Made(Document(title, (Section(tuple(blocks)),), footer, curriculum.language, subject))


def _steps(wish: Wish, curriculum: Curriculum) -> list[tuple[Step, Stage | None]]:
    """Return the steps that are held, with their days where a session knows them."""
    if wish.session is None:
        return [(step, None) for step in curriculum.steps]
    found = stages(curriculum, wish.session, wish.now.date())
    return [(stage.step, stage) for stage in found if stage.state != "left_out"]


def _facts(
    curriculum: Curriculum,
    session: Session | None,
    members: Iterable[str],
    run: list[tuple[Step, Stage | None]],
) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    programme = curriculum.programme
    yield t("minutes.subject"), programme.title
    if session is not None:
        if session.session.organisation:
            yield t("common.organisation"), session.session.organisation
        names = labels(session.participants)
        roles: tuple[Role, ...] = ("organiser", "facilitator", "scribe")
        for role in roles:
            people = [names[key] for key in members if session.participants[key].role == role]
            if people:
                label = role_label(role)
                yield label[:1].upper() + label[1:], tuple(people)
    else:
        yield t("common.organisers"), "\n".join(programme.organisers)
    days = [day for _, stage in run if stage is not None for day in (stage.day, stage.until) if day]
    if days:
        _, final = run[-1]
        is_open = final is None or final.day is None
        first = era_date_text(min(days))
        last = t("minutes.undecided") if is_open else era_date_text(max(days))
        span = t("common.period", first=first, last=last)
        yield t("minutes.proposal_period"), first if first == last else span
    else:
        periods = (labelled(one.title, document_length_text(one.length)) for one in programme.periods)
        yield t("minutes.proposal_period"), list_text(periods)


def _days(run: list[tuple[Step, Stage | None]], session: Session | None) -> Grid:
    labels_ = ("common.step", "common.date", "report.length", "minutes.proposal_aim")
    heads = GridRow(tuple(_cell(t(label), head=True) for label in labels_))
    rows = tuple(
        GridRow(
            (
                _cell(step.title if step.label in step.title else f"{step.label}\n{step.title}"),
                _cell(_when(stage, session)),
                _cell(document_length_text(step.length) if step.length is not None else ""),
                GridCell(tuple(Item(text) for text in step.purpose)),
            )
        )
        for step, stage in run
    )
    return Grid((1.6, 1.5, 0.9, 2.6), rows, (heads,), t("minutes.proposal_days"))


def _when(stage: Stage | None, session: Session | None) -> str:
    """Return the days of a step, `（未定）` where none is set."""
    if stage is None or stage.day is None or session is None:
        return t("minutes.undecided")
    if stage.until is not None and stage.until != stage.day:
        return t("common.period", first=era_date_text(stage.day), last=era_date_text(stage.until))
    day = era_date_text(stage.day)
    start = set_start(session, stage)
    return f"{day} {time_text(start)}" if start is not None else day


def _asked(run: list[tuple[Step, Stage | None]]) -> Iterator[Block]:
    """Yield what is asked of the members: the hours of the meetings, and what they do before each."""
    spans = [
        step.length.minutes
        for step, _ in run
        if step.kind == "meeting" and step.length is not None and step.length.minutes is not None
    ]
    if spans:
        low, high = sum(span[0] for span in spans), sum(span[1] for span in spans)
        hours = length_text(low * 60.0)
        if high > low:
            hours = t("common.number_range", low=hours, high=length_text(high * 60.0))
        yield Paragraph(t("minutes.proposal_hours", meetings=len(spans), hours=hours))
    for step, _ in run:
        for text in step.member_preparation:
            yield Item(labelled(step.label, text))


def _people(session: Session, people: Iterable[str]) -> Grid:
    names = labels(session.participants, beside_affiliation=True)
    heads = GridRow(
        tuple(_cell(t(label), head=True) for label in ("common.name", "common.affiliation", "common.role"))
    )
    rows = tuple(
        GridRow(
            (
                _cell(names[key]),
                _cell(session.participants[key].affiliation),
                _cell(role_text(session.participants[key])),
            )
        )
        for key in people
    )
    return Grid((1.5, 2.5, 1.0), rows, (heads,), t("common.members"))


def _chapter(title: str, texts: Iterable[str]) -> Iterator[Block]:
    listed = list(texts)
    if listed:
        yield ReportHeading(title, 2)
        yield from (Item(text) for text in listed)


def _once(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(texts)


def _cell(text: str, *, head: bool = False) -> GridCell:
    blocks: tuple[CellBlock, ...] = (Words(text, strong=head),)
    return GridCell(blocks, head=head)
