"""The workbook of a run: ToDos, attendance, times planned and actual."""

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl

from jusou_tui.export.xlsx import render
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings import calendar, tables
from jusou_tui.report.documents.model import Made, Workbook
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Event, Meeting, Participant, Presence, Session, Todo
from make import JST, NOW, activity, curriculum, session, step

IDS = [encode(int(NOW.timestamp() * 1000) + number, number) for number in range(20)]


def opened() -> Session:
    at = datetime(2026, 12, 10, 13, 32, tzinfo=JST)
    return session(
        participants={
            IDS[0]: Participant(name="見本 花子", role="facilitator"),
            IDS[1]: Participant(name="例野 一郎", affiliation="架空町 総務課"),
            IDS[2]: Participant(name="仮名 太郎"),
        },
        meetings={
            "step1": Meeting(start=datetime(2026, 12, 10, 13, 30, tzinfo=JST), present=[IDS[0], IDS[1]]),
            "step2": Meeting(start=datetime(2027, 1, 14, 10, 0, tzinfo=JST)),
        },
        presence={
            IDS[3]: Presence(at=at.replace(minute=35), kind="arrived", participant=IDS[1], step="step1")
        },
        events={
            IDS[4]: Event(at=at, step="step1", kind="start", activity="opening"),
            IDS[5]: Event(at=at.replace(minute=44), step="step1", kind="finish"),
        },
        todos={
            IDS[6]: Todo(at=NOW, what="＝名簿を作る\n", owner="例野", due=date(2026, 12, 18), step="step1"),
            IDS[7]: Todo(at=NOW, what="内緒で頼む\n", private=True),
            IDS[8]: Todo(at=NOW, what="-いつか\n"),
        },
    )


def made() -> Made:
    programme = curriculum(step(), step(activity(id="talk", title="話し合い"), id="step2", label="Step2"))
    return tables.make(Wish(opened(), programme, Path("a"), NOW))


def sheets() -> dict[str, list[tuple[object, ...]]]:
    product = made().product
    assert isinstance(product, Workbook)
    book = openpyxl.load_workbook(io.BytesIO(render(product)))
    return {sheet.title: list(sheet.iter_rows(values_only=True))[2:] for sheet in book}


def test_todos_have_owner_and_day_or_say_that_these_are_open_and_private_ones_are_left_out() -> None:
    product = made().product
    assert isinstance(product, Workbook)
    assert product.sheets[0].rows == (  # type: ignore[union-attr]
        ("＝名簿を作る", "例野", date(2026, 12, 18), "まだ", "Step1"),
        ("-いつか", "（未定）", "（未定）", "まだ", ""),
    )
    assert [left.message_id for left in made().left_out] == ["export.left_out_private_todos"]
    assert len(sheets()) == 3


def test_what_came_of_a_closed_item_is_left_out_of_tables_and_dates() -> None:
    one = opened()
    one.meetings["step1"] = one.meetings["step1"].model_copy(update={"closed_items": ("opening",)})
    secret = Todo(at=NOW, what="閉じた話\n", due=date(2026, 12, 18), step="step1", activity="opening")
    one.todos[IDS[9]] = secret
    wish = Wish(one, curriculum(), Path("a"), NOW)

    assert "閉じた話" not in repr(tables.make(wish))
    assert "閉じた話" not in repr(calendar.make(wish))
    assert "閉じた話" in repr(tables.make(wish._replace(include_private=True)))


def test_attendance_says_who_came_late_and_who_was_absent_and_nothing_of_a_meeting_to_come() -> None:
    product = made().product
    assert isinstance(product, Workbook)
    assert product.sheets[1].rows == (  # type: ignore[union-attr]
        ("見本 花子", "", "進行役", "出席", ""),
        ("例野 一郎", "架空町 総務課", "メンバー", "遅れて到着 13:35", ""),
        ("仮名 太郎", "", "メンバー", "欠席", ""),
    )


def test_times_stand_as_planned_and_as_they_were_and_a_meeting_to_come_as_planned() -> None:
    product = made().product
    assert isinstance(product, Workbook)
    assert product.sheets[2].rows == (  # type: ignore[union-attr]
        ("Step1", date(2026, 12, 10), "オープニング", "13:30", 10, "13:32", 12, 2),
        ("Step2", date(2027, 1, 14), "話し合い", "10:00", 10, None, None, None),
    )


def test_a_session_without_its_curriculum_has_its_todos_and_attendance() -> None:
    product = tables.make(Wish(opened(), None, Path("a"), NOW)).product
    assert isinstance(product, Workbook)
    assert len(product.sheets[0].rows) == 2  # type: ignore[union-attr]
    assert product.sheets[1].rows[0][3] == "出席"  # type: ignore[union-attr]
