"""Values as texts in the language in use: times, dates, lengths, lateness, roles, kinds, names.

Times have 24 hours and run to the minute, as the value's own zone shows them. Weekdays are short: `木`,
`Thu`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Literal

from jusou_tui.wording import language, t


def time_text(at: time | datetime, *, day: int = 0) -> str:
    """Return `13:30`; `day` midnights after the first day `00:30（+1日）`."""
    return f"{at:%H:%M}" + (t("common.day_after", days=f"{day:+d}") if day else "")


def time_range_text(start: datetime, end: datetime, *, day: int = 0) -> str:
    """Return `13:30-14:15`; `day` counts the midnights between the first day and `start`."""
    return f"{time_text(start, day=day)}-{time_text(end)}"


def meeting_span_text(start: datetime, end: datetime) -> str:
    """Return from when to when a whole meeting is, `13:30-16:20`, past midnight `22:00-00:50（+1日）`."""
    return f"{time_text(start)}-{time_text(end, day=(end.date() - start.date()).days)}"


_WEEKDAYS = (
    "common.weekday_monday",
    "common.weekday_tuesday",
    "common.weekday_wednesday",
    "common.weekday_thursday",
    "common.weekday_friday",
    "common.weekday_saturday",
    "common.weekday_sunday",
)
_COUNTED_DAYS = 14
"""Days before a due date from which the text counts them."""


def weekday_label(day: date) -> str:
    """Return the short name of a date's weekday."""
    return t(_WEEKDAYS[day.weekday()])


def date_text(day: date) -> str:
    """Return `2026年12月10日（木）`."""
    return t("common.full_date", year=day.year, month=day.month, day=day.day, weekday=weekday_label(day))


_ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"))


def era_date_text(day: date) -> str:
    """Return a date as Japanese offices write it, `令和8年12月10日（木）`; in English as elsewhere."""
    era = next(((first, name) for first, name in _ERAS if day >= first), None)
    if era is None or language() != "ja":
        return date_text(day)
    first, name = era
    year = day.year - first.year + 1
    return t(
        "common.full_date",
        year=f"{name}{year if year > 1 else '元'}",
        month=day.month,
        day=day.day,
        weekday=weekday_label(day),
    )


def month_day_text(day: date) -> str:
    """Return `12月10日（木）`."""
    return t("common.month_day", month=day.month, day=day.day, weekday=weekday_label(day))


def short_date_text(day: date, today: date) -> str:
    """Return a date without its year where that is the year of `today`."""
    return month_day_text(day) if day.year == today.year else date_text(day)


def shortest_date_text(day: date, today: date | None = None) -> str:
    """Return `12/10`, for lines with few cells; `2025/12/10` where that is not the year of `today`."""
    year = "" if today is None or day.year == today.year else f"{day.year}/"
    return f"{year}{day.month}/{day.day}"


def typed_date_text(day: date) -> str:
    """Return a date for an input field: `parse_date` reads the same day from it on any day."""
    return t("common.typed_date", year=day.year, month=day.month, day=day.day)


def date_time_text(at: datetime) -> str:
    """Return `2026年12月10日（木） 13:30`, in the datetime's own zone."""
    return f"{date_text(at)} {time_text(at)}"


def period_text(day: date | None, until: date | None, start: datetime | None, today: date) -> str:
    """Return when a step is held: one day, with its start time where known, or a period; "" without dates."""
    if day is None:
        return t("common.until", day=short_date_text(until, today)) if until else ""
    first = short_date_text(day, today)
    if until is not None and until != day:
        return t("common.period", first=first, last=short_date_text(until, today))
    return f"{first} {time_text(start)}" if start else first


def due_text(due: date | None, today: date, *, done: bool = False) -> str:
    """Return a due date and, unless done or more than 14 days away, how far off it is; "" for None."""
    if due is None:
        return ""
    day = short_date_text(due, today)
    left = (due - today).days
    if done or left > _COUNTED_DAYS:
        return t("common.due", day=day)
    if left < 0:
        return t("common.due_over", day=day, days=-left)
    if left == 0:
        return t("common.due_today", day=day)
    if left == 1:
        return t("common.due_tomorrow", day=day)
    return t("common.due_in", day=day, days=left)


_LONGEST_IN_MINUTES = 120


def minutes_text(minutes: object) -> str:
    """Return `15分`; `minutes` may be a range that is a text already, `10-15`."""
    return t("common.minutes", minutes=minutes)


def length_text(seconds: float) -> str:
    """Return a length in its largest units: `40秒`, `5分`, `2時間10分`, `3日4時間`. Fractions are cut off."""
    if seconds < 60:  # noqa: PLR2004
        return t("common.seconds", seconds=int(seconds))
    minutes = int(seconds // 60)
    if minutes < 60:  # noqa: PLR2004
        return minutes_text(minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:  # noqa: PLR2004
        message_id = "common.length_hours" if minutes else "common.length_whole_hours"
        return t(message_id, hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return t("common.length_days" if hours else "common.length_whole_days", days=days, hours=hours)


def long_minutes_text(minutes: int) -> str:
    """Return minutes below two hours as `95分`, from there on in hours or days."""
    return minutes_text(minutes) if minutes < _LONGEST_IN_MINUTES else length_text(minutes * 60.0)


def exact_length_text(seconds: int) -> str:
    """Return a length to the second: `45秒`, `1分`, `1分30秒`."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or not rest:
        return length_text(seconds)
    return t("common.length_exact", minutes=minutes, seconds=rest)


def video_span_text(start: int, end: int) -> str:
    """Return from where to where in a video, in seconds from its beginning: `10分16秒〜29分24秒`."""
    return t("common.video_span", start=_video_position(start), end=_video_position(end))


def _video_position(seconds: int) -> str:
    """Return a position in a video, which must not look like a time of the day."""
    if not seconds:
        return t("common.video_start")
    hours, rest = divmod(seconds, 3600)
    part = t("common.length_exact", minutes=rest // 60, seconds=rest % 60)
    return t("common.video_hours", hours=hours, rest=part) if hours else part


def rough_length_text(seconds: int) -> str:
    """Return a length rounded up to ten seconds, `約40秒`, from a minute on to half a minute, `約1分半`."""
    tens = -(-seconds // 10) * 10
    if tens < 60:  # noqa: PLR2004
        return t("common.rough_length", length=length_text(tens))
    minutes, half = divmod(-(-seconds // 30), 2)
    return t("common.rough_length_half" if half else "common.rough_length_minutes", minutes=minutes)


def clock_length_text(seconds: float) -> str:
    """Return minutes and seconds, `1:05`; minutes run on beyond 60."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def lateness_text(minutes: int) -> str:
    """Return `6分遅れ`, below 0 `3分早い`, for 0 `予定どおり`."""
    if not minutes:
        return t("common.on_time")
    return t("common.behind" if minutes > 0 else "common.ahead", length=long_minutes_text(abs(minutes)))


def difference_text(minutes: int | None) -> str:
    """Return `+5分`, `-3分`, `0分`, "" for None."""
    if minutes is None:
        return ""
    return minutes_text(f"{minutes:+d}" if minutes else 0)


_FORMS = {
    "対話": "common.form_dialogue",
    "講義": "common.form_lecture",
    "説明": "common.form_explanation",
    "ワーク": "common.form_work",
    "各自発表": "common.form_each",
    "発表・対話": "common.form_present_and_talk",
    "フィールドワーク": "common.form_fieldwork",
    "休憩": "timekeeping.break_title",
}
_CONTENTS = {"ja": "common.language_ja", "en": "common.language_en"}
_ROLES = {
    "organiser": "common.role_organiser",
    "facilitator": "common.role_facilitator",
    "scribe": "common.role_scribe",
    "member": "common.role_member",
}
_KINDS = {
    "note": "common.kind_note",
    "decision": "common.kind_decision",
    "todo": "common.kind_todo",
    "question": "common.kind_question",
}


def form_label(form: str | None) -> str:
    """Return the label of an activity's form: a known one translated, any other as written; "" for None."""
    return t(_FORMS[form]) if form in _FORMS else form or ""


def contents_language_text(contents: str) -> str:
    """Return which language a curriculum is written in, `in Japanese`; "" where that is the one in use."""
    if contents == language():
        return ""
    return t(_CONTENTS[contents]) if contents in _CONTENTS else contents


def role_label(role: str) -> str:
    """Return the label of a participant's role."""
    return t(_ROLES[role])


def role_options() -> list[tuple[str, str]]:
    """Return the roles with their labels, for a choice."""
    return [(role, t(message_id)) for role, message_id in _ROLES.items()]


_MOVEMENTS: dict[Literal["late", "left", "back"], str] = {
    "late": "common.came_late",
    "left": "common.left_early",
    "back": "common.came_back",
}


def movement_label(kind: Literal["late", "left", "back"]) -> str:
    """Return the label of a movement: came late, left early, came back."""
    return t(_MOVEMENTS[kind])


def kind_label(kind: str) -> str:
    """Return the label of a kind of entry: a note, decision, ToDo or question."""
    return t(_KINDS[kind])


def kind_options() -> list[tuple[str, str]]:
    """Return the kinds of entries with their labels, for a choice."""
    return [(kind, t(message_id)) for kind, message_id in _KINDS.items()]


def inline(label: str) -> str:
    """Return a label for use within a line: without the capital that English labels begin with.

    A name with capitals inside, as ToDo, stays.
    """
    first = label.partition(" ")[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def slides_text(deck: str, first: int, last: int) -> str:
    """Return the pages of a deck of slides, `事務局資料１－① p3〜p5`."""
    if first == last:
        return t("common.slides_page", deck=deck, page=first)
    return t("common.slides_pages", deck=deck, first=first, last=last)


def list_text(names: Iterable[str]) -> str:
    """Return names one after the other, `佐藤、鈴木`."""
    return t("common.list_comma").join(names)


RECORD_COUNTS = {
    "meetings": "recover.count_meetings",
    "events": "recover.count_events",
    "notes": "recover.count_notes",
    "todos": "recover.count_todos",
    "sheets": "recover.count_sheets",
    "participants": "recover.count_participants",
    "presence": "recover.count_presence",
    "drafts": "recover.count_drafts",
    "session": "recover.count_title",
}
"""The message ids of so many records of a table, in the order in which they are listed."""


def record_counts_text(numbers: Mapping[str, int]) -> str:
    """Return how many records there are by table, `メモ3件、シート1枚`; "" for none."""
    found = {name: numbers.get(table, 0) for table, name in RECORD_COUNTS.items()}
    return list_text(t(name, count=count) for name, count in found.items() if count)


def bracketed(text: str) -> str:
    """Return a text in brackets, to follow another text: `（text）`, in English ` (text)`; "" for ""."""
    return t("common.in_brackets", what=text) if text else ""


def tag_text(label: str) -> str:
    """Return a label in square brackets, to go before a text: `［非公開］`, in English `[private] `."""
    return t("common.tag", what=label)


def labelled(label: str, text: str) -> str:
    """Return `label：text`, in English `label: text`."""
    return f"{label}{t('common.colon')}{text}"


def gone_titles(keys: Iterable[str]) -> dict[str, str]:
    """Return what activities are called that the curriculum no longer has, by id; numbered where several."""
    found = list(dict.fromkeys(keys))
    if len(found) == 1:
        return {found[0]: t("common.gone_activity")}
    return {key: t("common.gone_activity_numbered", number=number) for number, key in enumerate(found, 1)}
