"""What a review of one meeting holds: its account, decisions, open entries, speakers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.report.attendance import Attendee, attendees_of
from jusou_tui.report.checklist import todo_due_text
from jusou_tui.report.planned_when import planned_when
from jusou_tui.report.session.entries import Entries
from jusou_tui.session.model.queries import meeting_of, parts_of
from jusou_tui.session.model.records import Note, Session, Todo
from jusou_tui.session.people.identity import labels
from jusou_tui.timekeeping.history.account import Account, account
from jusou_tui.timekeeping.history.meeting_record import meeting_record
from jusou_tui.timekeeping.running.rounds import speaking_times
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, date_text, list_text, tag_text


class Speaker(NamedTuple):
    """Who spoke in rounds, for how many seconds, in how many turns. `known`: still in the list of members.

    For the facilitator only: it is shown to no audience, and a report has it only when asked for.
    """

    name: str
    seconds: float
    turns: int
    later: int = 0
    passed: int = 0
    known: bool = True


@dataclass(frozen=True)
class Review:
    """How one meeting went. `hidden`: how many private entries, and speakers, were left out.

    `planned_for`: for when it was planned, in words, where that was another day; `planned`: from when
    to when, as far as that is known.
    """

    title: str
    day: str
    account: Account
    decisions: tuple[str, ...]
    todos: tuple[str, ...]
    questions: tuple[str, ...]
    kept: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    attendees: tuple[Attendee, ...] = ()
    hidden: int = 0
    rehearsal: bool = False
    planned_for: str = ""
    planned: tuple[datetime, datetime] | None = None

    @property
    def is_moved(self) -> bool:
        """Whether the plan is accounted for at other times than it was made for: from the actual start on."""
        return self.planned is not None and self.planned[0] != self.account.planned[0]

    @property
    def chapters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The lists with their headings."""
        return (
            (t("report.decisions"), self.decisions),
            (t("review.todos"), self.todos),
            (t("review.questions"), self.questions),
            (t("review.kept"), self.kept),
        )


def meeting_review(
    session: Session,
    curriculum: Curriculum,
    step: Step,
    *,
    include_private: bool = False,
    include_sensitive: bool = False,
) -> Review | None:
    """Return how a step's meeting went, or goes, as of the last recorded moment; None where it has not begun.

    Private entries and speakers are included only with `include_private`, contents of ToDos in sheets about
    persons with `include_sensitive`.
    """
    record = meeting_record(session, curriculum, step)
    result = account(record) if record is not None else None
    if result is None:
        return None
    entries = Entries(session, curriculum, include_private=True, include_sensitive=include_sensitive)
    notes = [note for note in entries.notes if note.step == step.id]
    todos = [todo for todo in entries.todos if todo.step == step.id and todo.done is None]
    people = _speakers(session, step.id)

    def texts(belongs: Callable[[Note], bool]) -> tuple[str, ...]:
        return tuple(
            _tagged(note.text.strip(), private=entries.is_private(note))
            for note in notes
            if belongs(note) and (include_private or not entries.is_private(note))
        )

    listed = [note for note in notes if _is_decision(note) or _is_question(note) or _is_kept(note)]
    hidden = sum(map(entries.is_private, listed)) + sum(map(entries.is_private, todos)) + len(people)
    return Review(
        title=f"{step.label} {step.title}",
        day=date_text(result.started),
        account=result,
        decisions=texts(_is_decision),
        questions=texts(_is_question),
        kept=texts(_is_kept),
        todos=tuple(
            _todo_text(todo, private=entries.is_private(todo))
            for todo in todos
            if include_private or not entries.is_private(todo)
        ),
        speakers=people if include_private else (),
        attendees=attendees_of(session, step.id),
        hidden=0 if include_private else hidden,
        rehearsal=session.session.rehearsal,
        planned_for=planned_when(curriculum, session, step.id),
        planned=_planned(session, step.id, result),
    )


def _planned(session: Session, step: str, result: Account) -> tuple[datetime, datetime]:
    """Return from when to when a meeting was planned; without a start of its own as it is accounted for."""
    start = meeting_of(session, step).start
    begins, ends = result.planned
    return (begins, ends) if start is None else (start, start + (ends - begins))


def _is_decision(note: Note) -> bool:
    return note.kind == "decision"


def _is_question(note: Note) -> bool:
    return note.kind == "question" and not _is_kept(note)


def _is_kept(note: Note) -> bool:
    return note.kept and note.settled is None and note.kind != "decision"


def _speakers(session: Session, step: str) -> tuple[Speaker, ...]:
    """Return who had turns, erased people under a number instead of their name."""
    events = [(key, event) for key, event in session.events.items() if event.step == step]
    names = labels(session.participants)
    found = []
    unknown = 0
    for one in speaking_times(events, parts_of(session, step)):
        name = names.get(one.participant)
        unknown += name is None
        label = name or t("review.person_gone", number=unknown)
        found.append(Speaker(label, one.seconds, one.turns, one.later, one.passed, name is not None))
    return tuple(found)


def _todo_text(todo: Todo, *, private: bool) -> str:
    """Return a ToDo with its owner and due date in brackets."""
    due = date_text(todo.due) if todo.due else todo_due_text(todo)
    parts = [part for part in (todo.owner, due) if part]
    about = bracketed(list_text(parts))
    return _tagged(f"{todo.what.strip()}{about}", private=private)


def _tagged(text: str, *, private: bool) -> str:
    return tag_text(t("common.private")) + text if private else text
