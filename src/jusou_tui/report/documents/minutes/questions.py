"""What minutes want to know that nobody said yet, and how an answer is read.

Whoever asks (a command line, a page) writes the changes that an answer makes. Nothing here writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.live.planning.meeting_times import read_into
from jusou_tui.report.documents.minutes.model import Item, Minutes
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Session, changed
from jusou_tui.session.programme.run_steps import expected_days
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.wording import t
from jusou_tui.wording.values import date_time_text, list_text, typed_date_text

Topic = Literal["place", "closed_items", "closed_reason", "handouts", "next", "minutes_checked"]
"""What can be asked for, by the meeting's field; `next`: day and hour of the meeting that follows."""


class Question(NamedTuple):
    """One field of the minutes. `label`, `hint`: message ids; `known`: the answer so far, as it is typed."""

    topic: Topic
    label: str
    hint: str
    known: str = ""
    is_open: bool = False


class Changes(NamedTuple):
    """What an answer changes: fields of a step's meeting; {} where it changes nothing."""

    step: str
    fields: Mapping[str, object]


def questions(session: Session, minutes: Minutes) -> tuple[Question, ...]:
    """Return what can be asked for the minutes of a meeting, in order."""
    meeting, coming = meeting_of(session, minutes.step), minutes.next
    closed = list_text(map(str, minutes.closed_numbers)) or t("minutes.none")
    found = [
        Question("place", "common.place", "app.place_hint", minutes.place),
        Question(
            "closed_items",
            "minutes.closed_items",
            "minutes.closed_items_hint",
            "" if meeting.closed_items is None else closed,
        ),
    ]
    if minutes.closed_numbers:
        reason = minutes.closed_reason
        found.append(Question("closed_reason", "minutes.closed_reason", "minutes.closed_reason_hint", reason))
    found.append(Question("handouts", "minutes.handouts", "minutes.handouts_hint", minutes.handouts))
    if coming is not None:
        when = date_time_text(coming.start) if coming.start is not None else ""
        if coming.day is not None and not when:
            when = typed_date_text(coming.day)
        if not coming.began:
            found.append(Question("next", "minutes.next", "minutes.next_hint", when))
    checked = minutes.checked_by
    found.append(Question("minutes_checked", "minutes.checked_by", "minutes.checked_by_hint", checked))
    return tuple(one._replace(is_open=not one.known) for one in found)


def read_answer(
    session: Session, curriculum: Curriculum | None, minutes: Minutes, topic: Topic, typed: str
) -> Changes:
    """Return what a typed answer changes. An empty one empties the field; items become undecided again.

    `minutes.made` is the day on which it is typed. Raises InputError where it cannot be read.
    """
    text = clean_line(typed).strip()
    if topic == "closed_items":
        return Changes(minutes.step, {"closed_items": _items(text, minutes.items) if text else None})
    if topic == "next":
        return _next(session, curriculum, minutes, text)
    return Changes(minutes.step, {topic: text})


def with_changes(session: Session, changes: Changes) -> Session:
    """Return the session as it is with an answer; the one given stays as it is."""
    meeting = changed(meeting_of(session, changes.step), changes.fields)
    return session.model_copy(update={"meetings": {**session.meetings, changes.step: meeting}})


_NOTHING = frozenset({"0", "なし", "無し", "ない", "無", "none", "no"})


def _items(text: str, items: tuple[Item, ...]) -> tuple[str, ...]:
    """Return the ids of the items of which the numbers were typed. Raises InputError."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    if folded in _NOTHING:
        return ()
    keys = {item.number: item.key for item in items}
    words = [word for word in re.split(r"[,、，・\s]+", folded) if word]
    numbers = [re.fullmatch(r"(?:議題)?([0-9]{1,4})", word) for word in words]
    found = [int(match[1]) for match in numbers if match is not None]
    if len(found) < len(words) or not all(number in keys for number in found):
        raise InputError("minutes.not_items", typed=cut(text, 40), last=len(items))
    return tuple(keys[number] for number in sorted(set(found)))


def _next(session: Session, curriculum: Curriculum | None, minutes: Minutes, text: str) -> Changes:
    """Return the day and the hour of the next meeting. Raises InputError."""
    coming = minutes.next
    if coming is None or curriculum is None:
        return Changes("", {})
    expected = expected_days(curriculum, session, coming.step, minutes.made)
    record = meeting_of(session, coming.step)
    return Changes(coming.step, read_into(record, "date", text, minutes.made, expected))


def open_questions(session: Session, minutes: Minutes) -> Iterator[Question]:
    """Yield the questions that nobody has answered yet."""
    yield from (one for one in questions(session, minutes) if one.is_open)
