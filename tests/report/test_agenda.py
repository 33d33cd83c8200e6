"""The facilitator's page: hours of the schedule, what is at hand, what to do when late."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings import agenda
from jusou_tui.report.documents.model import Document, Grid, GridRow, Made
from jusou_tui.report.documents.plain import plain_blocks
from jusou_tui.report.markdown import markdown
from jusou_tui.session.model.records import Insert, Meeting, Session
from make import JST, NOW, activity, book, curriculum, session, step

CURRICULA = Path(__file__).parents[2] / "curricula"


def made(opened: Session | None, programme: Curriculum, **asked: object) -> Made:
    return agenda.make(Wish(opened, programme, Path("a"), NOW)._replace(**asked))


def text_of(found: Made) -> str:
    assert isinstance(found.product, Document)
    return markdown(plain_blocks(found.product.sections[0].blocks))


def rows_of(found: Made) -> tuple[GridRow, ...]:
    assert isinstance(found.product, Document)
    return next(block for block in found.product.sections[0].blocks if isinstance(block, Grid)).rows


def test_hours_follow_the_plan_of_the_session_and_a_break_says_when_it_goes_on() -> None:
    programme = curriculum(
        step(
            activity(
                read_aloud="ようこそ。", cautions=["名前は書かない"], cues=[{"after": 5, "text": "紙を配る"}]
            ),
            activity(id="talk", title="話し合い", duration={"minutes": [20, 30]}, materials=["付箋"]),
        )
    )
    meeting = Meeting(
        start=datetime(2026, 12, 10, 13, 0, tzinfo=JST),
        booked_end=datetime(2026, 12, 10, 14, 15, tzinfo=JST),
        place="見本会館",
        inserts={"b": Insert(title="休憩", minutes=10, after="opening")},
    )

    found = made(session(meetings={"step1": meeting}), programme)

    text = text_of(found)
    for said in (
        "12月10日（木） 13:00-14:15",
        "見本会館",
        "13:05 紙を配る",
        "ようこそ。",
        "13時20分に再開します",
        "手元に：付箋",
        "「話し合い」　30分→20分",
        "終わり（部屋は14:15まで）",
        "名前は書かない",
    ):
        assert said in text, text
    assert [row.shaded for row in rows_of(found)] == [False, True, False, False]
    assert found.missing == ()


def test_parts_that_are_sentences_do_not_end_within_their_list() -> None:
    programme = curriculum(
        step(
            activity(what=["順番を考えます。", "分担を決めます。"]),
            activity(id="talk", what=["見る", "話す"]),
        )
    )

    text = text_of(made(session(), programme))

    assert "順番を考えます、分担を決めます" in text
    assert "見る、話す" in text


def test_who_leads_is_named_as_who_is_there() -> None:
    opened = book()
    for name in ("見本 花子", "仮名 太郎", "雛形 健"):
        opened.people.add(name, "", "facilitator")
    there, left, away = opened.session.participants
    opened.people.edit(left, left=NOW.date() + timedelta(days=30))
    opened.meetings.set("step1", start=NOW, date=NOW.date(), present=(there, left))

    text = text_of(made(opened.session, curriculum(step(activity()))))

    assert "見本 花子" in text
    assert "仮名 太郎" in text  # leaves later
    assert "雛形 健" not in text
    assert away


def test_a_meeting_without_a_start_is_reckoned_from_the_usual_one_and_says_so() -> None:
    found = made(session(), curriculum())

    assert "13:30-13:40" in text_of(found)
    assert found.missing == ("agenda.missing_start",)


def test_a_curriculum_takes_people_cases_and_the_start() -> None:
    programme = load(CURRICULA / "community-building.toml")

    text = text_of(made(None, programme, step="step1", people=20, cases=3, start="9:30"))

    assert "20人" in text
    assert "ケース3件" in text
    assert "09:30" in text


def test_what_a_session_says_itself_is_not_asked_for_and_fieldwork_has_no_agenda() -> None:
    with pytest.raises(InputError):
        made(session(), curriculum(), people=3)
    with pytest.raises(InputError):
        made(None, load(CURRICULA / "community-building.toml"), step="step2")


@pytest.mark.parametrize("name", ["team-building", "community-building"])
def test_every_meeting_has_its_page(name: str) -> None:
    programme = load(CURRICULA / f"{name}.toml")
    for one in programme.steps:
        if one.kind == "meeting":
            rows = rows_of(made(None, programme, step=one.id))
            assert len(rows) == len(one.activities) + 1
            assert "。、" not in text_of(made(None, programme, step=one.id)), (
                "sentences in a list have no end"
            )
