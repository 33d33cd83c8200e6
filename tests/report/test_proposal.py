"""The proposal of a run: facts of the curriculum and of the session, what is open stands as open."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import Document
from jusou_tui.report.documents.plain import plain_blocks
from jusou_tui.report.documents.programme.proposal import make
from jusou_tui.report.markdown import markdown
from jusou_tui.session.model.records import Session
from make import NOW, book, curriculum, step


def text_of(session: Session | None) -> str:
    blank = curriculum(
        step(purpose=["顔を合わせます。"], length={"minutes": [90, 120]}, materials=["名札", "付箋"]),
        step(id="step2", label="Step2", title="次の集まり", length={"minutes": [60, 60]}, materials=["付箋"]),
        programme={"title": "架空町の集まり", "short_title": "集まり", "purpose": ["知り合います。"]},
    )
    found = make(Wish(session, blank, Path("a.toml"), NOW)).product
    assert isinstance(found, Document)
    return markdown(list(plain_blocks(found.sections[0].blocks)))


def test_a_session_gives_days_and_people() -> None:
    opened = book()
    opened.people.add("見本 花子", "住まい課", "facilitator")
    opened.meetings.set("step1", date=date(2026, 12, 10), start=NOW)

    text = text_of(opened.session)

    assert "令和8年12月10日（木） 13:30" in text
    assert "令和8年12月10日（木）〜（未定）" in text  # while the last meeting has no day
    assert "| 見本 花子 | 住まい課 | 進行役 |" in text
    assert "（未定）" in text  # the second meeting
    assert "あわせて2時間30分〜3時間" in text
    assert text.count("付箋") == 1


def test_a_meeting_that_began_earlier_stands_with_the_hour_for_which_it_was_set() -> None:
    opened = book()
    opened.meetings.set("step1", date=NOW.date(), start=NOW + timedelta(minutes=10))
    opened.events.add("start", "step1", NOW, activity="opening")

    assert "令和8年12月10日（木） 13:40" in text_of(opened.session)


def test_who_has_left_is_not_named_and_observers_are_named_as_such() -> None:
    opened = book()
    opened.people.add("見本 花子", "", "organiser")
    opened.people.add("雛形 健", observer=True)
    opened.people.edit(opened.people.add("仮名 太郎", "", "organiser"), left=NOW.date())

    text = text_of(opened.session)

    assert "見本 花子" in text
    assert "仮名 太郎" not in text
    assert "| 雛形 健 |  | オブザーバー |" in text


def test_a_curriculum_alone_leaves_them_open() -> None:
    text = text_of(None)

    assert text.count("（未定）") == 2
    assert "知り合います。" in text
