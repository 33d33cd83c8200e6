"""How what minutes hold is said, in a document of our own as in a town's form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from jusou_tui.report.documents.minutes.model import Decision, Item, Minutes, NextMeeting, Person, Point, Task
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    bracketed,
    era_date_text,
    kind_label,
    labelled,
    list_text,
    month_day_text,
    tag_text,
    time_range_text,
    time_text,
)


def subject_text(minutes: Minutes) -> str:
    """Return what the minutes are about: `2026年度 第1回　Step1 キックオフ`."""
    return "　".join(filter(None, (minutes.title, minutes.meeting)))


def when_text(minutes: Minutes) -> str:
    """Return when the meeting was: `令和8年12月10日（木）13時00分から16時00分まで（休憩10分を含む）`."""
    planned = "" if minutes.held else bracketed(t("minutes.planned"))
    if minutes.day is None:
        return t("minutes.undecided") + planned
    text = era_date_text(minutes.day)
    if minutes.start is not None:
        text = t("minutes.from_hour", day=text, start=hour_text(minutes.start))
        if minutes.end is not None:
            days = (minutes.end.date() - minutes.start.date()).days
            end = hour_text(minutes.end) if not days else time_text(minutes.end, day=days)
            text = t("minutes.until_hour", start=text, end=end)
    if minutes.rest_minutes:
        text += bracketed(t("minutes.rest", minutes=minutes.rest_minutes))
    return text + planned


def hour_text(at: datetime) -> str:
    """Return `13時00分`."""
    return t("minutes.hour", hour=at.hour, minute=at.minute)


def person_text(person: Person) -> str:
    """Return `手本 大輔（福祉課、遅れて到着 14:05）`."""
    return person.name + bracketed(list_text(filter(None, (person.affiliation, person.remark))))


def people_text(people: Iterable[Person]) -> str:
    """Return how many they are and who, `2人　手本 大輔（福祉課）、仮名 太郎（住まい課）`; "" for nobody."""
    return list_text(people_names(people))


def people_names(people: Iterable[Person]) -> tuple[str, ...]:
    """Return the same one by one, how many they are before the first of them."""
    names = [person_text(person) for person in people]
    return (t("minutes.people", count=len(names), names=names[0]), *names[1:]) if names else ()


def publicity_text(minutes: Minutes) -> str:
    """Return whether the meeting is public, which items are not, and why."""
    words = {
        "public": t("compare.field_public"),
        "partly": t("minutes.partly_public"),
        "closed": t("minutes.not_public"),
        "unknown": t("minutes.not_written"),
    }
    text = words[minutes.publicity]
    if not minutes.closed_numbers:
        return text
    items = list_text(map(str, minutes.closed_numbers))
    reason = minutes.closed_reason or t("minutes.not_written")
    return "　".join((text, t("minutes.closed_because", items=items, reason=reason)))


def owner_text(task: Task) -> str:
    """Return who does it, `（未定）` where that is open."""
    if task.withheld:
        return t("minutes.withheld")
    return task.owner or t("minutes.undecided")


def due_text(task: Task, day: date | None) -> str:
    """Return until when, `（未定）` where that is open. The year is left out where it is that of `day`."""
    text = task.due_text or t("minutes.undecided")
    if task.due is not None:
        same_year = day is not None and task.due.year == day.year
        text = month_day_text(task.due) if same_year else era_date_text(task.due)
    return text + bracketed(t("common.done")) if task.done else text


def decision_text(decision: Decision) -> str:
    """Return a decision with the item in which it was made: `席は所属を混ぜて座る。（議題3）`."""
    where = t("minutes.of_item", number=decision.item) if decision.item is not None else ""
    return _marked(decision.text, private=decision.private) + bracketed(where)


def what_text(task: Task) -> str:
    """Return what is to be done, marked where it is private."""
    return _marked(task.what, private=task.private)


def _marked(text: str, *, private: bool) -> str:
    return tag_text(t("common.private")) + text if private else text


def point_text(point: Point) -> str:
    """Return a point, behind what it is where it is a question, a topic that was kept back, or private."""
    tags = {"note": "", "question": kind_label("question"), "kept": t("common.kept_back")}
    tag = tags[point.kind]
    text = labelled(point.speaker, point.text) if point.speaker else point.text
    return (tag_text(tag) if tag else "") + _marked(text, private=point.private)


def item_time_text(item: Item) -> str:
    """Return when an item was held, `13:00-13:16`; of a closed one that it is not public."""
    if item.closed:
        return t("minutes.not_public")
    if item.start is None:
        return ""
    return time_range_text(item.start, item.end) if item.end is not None else f"{time_text(item.start)}-"


def next_text(coming: NextMeeting | None) -> str:
    """Return when and where the next meeting is, as far as that is known."""
    if coming is None:
        return t("minutes.none")
    if coming.day is None:
        return "　".join((t("minutes.undecided"), coming.title))
    day = era_date_text(coming.day)
    when = t("minutes.from_hour", day=day, start=hour_text(coming.start)) if coming.start else day
    return "　".join(filter(None, (when, coming.place, coming.title)))
