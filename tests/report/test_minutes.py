"""The minutes of a meeting: who, when, what was said and decided, and nothing of what is closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.documents.minutes.document import document
from jusou_tui.report.documents.minutes.making import MinutesOptions, minutes_of
from jusou_tui.report.documents.minutes.model import Minutes, Task
from jusou_tui.report.documents.minutes.texts import due_text, publicity_text, when_text
from jusou_tui.report.documents.plain import plain_blocks
from jusou_tui.report.documents.run_title import run_title
from jusou_tui.report.markdown import markdown
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.records import Role, Session
from jusou_tui.wording import use
from jusou_tui.wording.values import era_date_text
from make import NOW, activity, book, curriculum, step

BREAK = {"id": "rest", "title": "休憩", "form": "休憩"}


ROLES: dict[str, Role] = {
    "見本 花子": "facilitator",
    "例野 一郎": "member",
    "仮名 太郎": "member",
    "雛形 健": "scribe",
}


def blank() -> Curriculum:
    return curriculum(
        step(activity(), activity(**BREAK), activity(id="talk", title="事例を分かち合う")),
        step(id="step2", label="Step2", title="次の集まり"),
    )


def held(**meeting: Any) -> SessionBook:
    """Return a session whose first meeting was held from 13:30 to 14:20, with a break of ten minutes."""
    opened = book()
    for minutes, key in ((0, "opening"), (16, "rest"), (26, "talk")):
        opened.events.add("start", "step1", NOW + timedelta(minutes=minutes), activity=key)
    opened.events.add("finish", "step1", NOW + timedelta(minutes=50))
    opened.meetings.set("step1", **{"start": NOW, "date": NOW.date()} | meeting)
    return opened


def minutes(session: Session, **options: bool) -> Minutes:
    return minutes_of(session, blank(), "step1", NOW + timedelta(days=1), MinutesOptions(**options))


def text_of(one: Minutes) -> str:
    (section,) = document(one, "ja").sections
    return markdown(list(plain_blocks(section.blocks)))


def test_when_and_where_a_meeting_was_held_is_said_in_full() -> None:
    found = minutes(held(place="架空会館").session)

    assert when_text(found) == "令和8年12月10日（木）13時30分から14時20分まで（休憩10分を含む）"
    assert found.place == "架空会館"
    assert [(item.number, item.title) for item in found.items] == [
        (1, "オープニング"),
        (2, "事例を分かち合う"),
    ]


def test_everybody_is_named_observers_and_who_was_absent_apart() -> None:
    opened = held()
    people = {name: opened.people.add(name, "住まい課", role) for name, role in ROLES.items()}
    opened.people.edit(people["仮名 太郎"], observer=True)
    opened.meetings.set(
        "step1", present=tuple(people[name] for name in ("見本 花子", "仮名 太郎", "雛形 健"))
    )
    opened.presence.add("step1", people["雛形 健"], "left", NOW + timedelta(minutes=35))

    found = minutes(opened.session)

    assert [one.name for one in found.attendees] == ["見本 花子", "雛形 健"]
    assert [one.name for one in (*found.observers, *found.absent)] == ["仮名 太郎", "例野 一郎"]
    assert "雛形 健（住まい課、退席 14:05）" in text_of(found)
    assert (found.facilitators[0].name, found.scribes[0].name) == ("見本 花子", "雛形 健")


def filled(**meeting: Any) -> Session:
    opened = held(**meeting)
    opened.notes.add("公にする要点", step="step1", activity="opening")
    opened.notes.add("席を混ぜる", step="step1", activity="opening", kind="decision")
    opened.notes.add("内緒の要点", step="step1", activity="opening", private=True)
    opened.notes.add("事例の要点", step="step1", activity="talk")
    opened.notes.add("事例の決定", step="step1", activity="talk", kind="decision")
    opened.todos.add("事例のすること", step="step1", activity="talk")
    opened.todos.add("名簿を配る", step="step1", activity="opening", owner="見本 花子", due=date(2027, 1, 8))
    return opened.session


def test_a_closed_item_keeps_number_and_title_and_nothing_else() -> None:
    found = minutes(filled(closed_items=("talk",), closed_reason="個人に関わるため"), include_private=True)
    text = text_of(found)

    assert "議題2　事例を分かち合う（非公開）" in text
    assert publicity_text(found) == "一部公開　議題2は載せていません（理由：個人に関わるため）"
    for secret in ("事例の要点", "事例の決定", "事例のすること"):
        assert secret not in text
        assert secret not in repr(found)


def test_decisions_are_numbered_and_point_to_their_item() -> None:
    found = minutes(filled())

    assert [(one.number, one.text, one.item) for one in found.decisions] == [
        (1, "席を混ぜる", 1),
        (2, "事例の決定", 2),
    ]
    assert "内緒" not in repr(found)


def test_what_is_private_is_marked_where_it_was_asked_for() -> None:
    opened = held()
    opened.notes.add("内緒の要点", step="step1", activity="opening", private=True)
    opened.notes.add("内緒の決定", step="step1", activity="opening", kind="decision", private=True)
    todo = opened.todos.add("内緒のこと", step="step1", activity="opening")
    opened.todos.edit(todo, private=True)
    opened.notes.add("公にする要点", step="step1", activity="opening")

    text = text_of(minutes(opened.session, include_private=True))

    for secret in ("内緒の要点", "内緒の決定", "内緒のこと"):
        assert f"［非公開］{secret}" in text
    assert "］公にする要点" not in text


def test_what_is_open_stands_as_open() -> None:
    found = minutes(filled())

    assert [due_text(task, found.day) for task in found.tasks] == ["（未定）", "令和9年1月8日（金）"]
    assert due_text(Task("a", due=date(2026, 12, 24), done=True), found.day) == "12月24日（木）（済）"
    assert "minutes.publicity" in found.missing
    assert "common.place" in found.missing


def test_speakers_are_named_only_where_that_is_asked_for() -> None:
    opened = held()
    person = opened.people.add("見本 花子")
    opened.notes.add("話したこと", step="step1", activity="opening", author=person)

    assert "見本 花子：話したこと" not in text_of(minutes(opened.session))
    assert "見本 花子：話したこと" in text_of(minutes(opened.session, speakers=True))


def test_a_session_without_its_curriculum_and_without_notes_has_minutes() -> None:
    found = minutes_of(held().session, None, "step1", NOW)

    assert len(found.items) == 3
    assert "決定事項はありません" in text_of(found)


def test_of_a_meeting_to_come_there_is_what_is_planned() -> None:
    opened = book()
    opened.people.add("見本 花子")
    assert when_text(minutes(opened.session)) == "（未定）（予定）"
    opened.meetings.set("step1", start=NOW, date=NOW.date())

    assert "出席予定" in text_of(minutes(opened.session))
    assert when_text(minutes(opened.session)).endswith("（休憩10分を含む）（予定）")


def test_who_came_is_asked_for_as_such_while_nobody_ticked_it_off() -> None:
    assert "minutes.attendance_unticked" in minutes(held().session).missing


@pytest.mark.parametrize(
    ("organisation", "title", "text"),
    [
        ("見本市", "2026年度 第1回", "見本市　2026年度 第1回"),
        ("見本市", "見本市 つなぐ会", "見本市 つなぐ会"),
        ("", "つなぐ会", "つなぐ会"),
    ],
)
def test_a_town_is_named_once(organisation: str, title: str, text: str) -> None:
    assert run_title(organisation, title) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2019, 5, 1), "令和元年5月1日（水）"),
        (date(2019, 4, 30), "平成31年4月30日（火）"),
        (date(1988, 1, 1), "1988年1月1日（金）"),
        (date(2026, 12, 10), "令和8年12月10日（木）"),
    ],
)
def test_years_are_counted_by_era(day: date, text: str) -> None:
    assert era_date_text(day) == text


def test_english_minutes_have_plain_dates() -> None:
    use("en")
    assert era_date_text(NOW.date()) == "Thu 2026-12-10"
    assert "Minutes" in text_of(minutes(filled()))
