"""Dates for calendars: what is in them, and the files as calendar programs read them."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from jusou_tui.errors import InputError
from jusou_tui.export import calendar_csv, ics
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings import calendar
from jusou_tui.report.documents.model import Calendar, Made
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Event, Meeting, Note, Session, Todo, View
from make import JST, NOW, activity, curriculum, session, step

IDS = [encode(int(NOW.timestamp() * 1000) + number, number) for number in range(9)]


def programme() -> object:
    return curriculum(
        step(activity(), member_preparation=["資料を読む"]),
        step(id="step2", label="Step2", kind="fieldwork", title="歩いてみる"),
        step(activity(id="talk"), id="step3", label="Step3", title="出し合う"),
    )


def opened(**changed: object) -> Session:
    tables: dict[str, object] = {
        "meetings": {
            "step1": Meeting(start=datetime(2026, 12, 10, 13, 30, tzinfo=JST), place="見本会館; 2階, 奥"),
            "step2": Meeting(date=date(2026, 12, 11), until=date(2027, 1, 10)),
            "step3": Meeting(date=date(2027, 1, 20), left_out=True),
        },
        "notes": {IDS[0]: Note(at=NOW, text="内緒の話\n", private=True)},
        "todos": {
            IDS[1]: Todo(at=NOW, what="名簿を作る\n", owner="例野", due=date(2026, 12, 18)),
            IDS[2]: Todo(at=NOW, what="内緒で頼む\n", due=date(2026, 12, 19), private=True),
            IDS[3]: Todo(at=NOW, what="いつか\n"),
            IDS[4]: Todo(at=NOW, what="=1+1\n", due=date(2026, 12, 20), done=NOW),
        },
    }
    return session(**(tables | changed))


def made(one: Session, **asked: object) -> Made:
    return calendar.make(Wish(one, programme(), Path("a"), NOW)._replace(**asked))  # type: ignore[arg-type]


def dates(one: Session, **asked: object) -> Calendar:
    product = made(one, **asked).product
    assert isinstance(product, Calendar)
    return product


def events(data: bytes) -> dict[str, icalendar.Event]:
    read = icalendar.Calendar.from_ical(data)
    return {str(event["UID"]).partition("-")[0]: event for event in read.walk("VEVENT")}


def test_meetings_fieldwork_and_todos_are_in_it_and_private_ones_are_not() -> None:
    found = made(opened())
    read = events(ics.render(dates(opened())))

    assert set(read) == {"step1", "step2", "step3", IDS[1], IDS[4]}
    assert read["step1"].decoded("DTSTART") == datetime(2026, 12, 10, 13, 30, tzinfo=JST)
    assert read["step1"].decoded("DTEND") == datetime(2026, 12, 10, 13, 40, tzinfo=JST)
    assert str(read["step1"]["LOCATION"]) == "見本会館; 2階, 奥"
    assert read["step2"].decoded("DTEND") == date(2027, 1, 11), "the day behind the last one"
    assert str(read["step3"]["STATUS"]) == "CANCELLED"
    assert "名簿を作る" in str(read[IDS[1]]["SUMMARY"])
    assert [(left.message_id, left.number) for left in found.left_out] == [
        ("export.left_out_private_todos", 1)
    ]


def test_a_meeting_keeps_the_hour_for_which_it_was_set_when_it_begins_at_another() -> None:
    at = datetime(2026, 12, 10, 13, 20, tzinfo=JST)
    begun = {IDS[6]: Event(at=at, step="step1", kind="start", activity="opening")}
    read = events(ics.render(dates(opened(events=begun))))

    assert read["step1"].decoded("DTSTART") == datetime(2026, 12, 10, 13, 30, tzinfo=JST)


def test_the_file_has_a_zone_and_lines_of_at_most_75_octets() -> None:
    data = ics.render(dates(opened(meta={"title": "とても長い題名の記録です" * 9})))

    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n" in data
    assert b"TZOFFSETTO:+0900" in data
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data == ics.render(dates(opened(meta={"title": "とても長い題名の記録です" * 9})))


def test_an_entry_keeps_its_uid_and_its_sequence_grows_with_each_save() -> None:
    first = ics.render(dates(opened(view=View(saves={IDS[5]: 3}))))
    later = ics.render(dates(opened(view=View(saves={IDS[5]: 4}))))
    next_run = encode(int(NOW.timestamp() * 1000) + 60_000, 1)
    after = ics.render(dates(opened(view=View(saves={IDS[5]: 200, next_run: 1}))))

    numbers = [int(events(data)["step1"]["SEQUENCE"]) for data in (first, later, after)]
    assert numbers == sorted(set(numbers))
    assert {str(one["UID"]) for one in events(first).values()} == {
        str(one["UID"]) for one in events(after).values()
    }


def test_cybozu_and_desknets_have_columns_of_their_own_and_no_formulas() -> None:
    cybozu = calendar_csv.render(dates(opened()))
    desknets = calendar_csv.render(dates(opened(meta={"title": "﹦𠮷田—é﹐会"}), program="desknets"))

    assert cybozu.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(cybozu.decode("utf-8-sig"))))
    assert rows[0] == ["開始日付", "開始時刻", "終了日付", "終了時刻", "予定", "予定詳細", "メモ"]
    assert rows[1][:5] == ["2026/12/10", "13:30", "2026/12/10", "13:40", "会議"]
    assert rows[2][:4] == ["2026/12/11", "", "2027/01/10", ""]
    assert len(rows) == 5, "what is cancelled cannot be taken back by a CSV"
    read = list(csv.reader(io.StringIO(desknets.decode("cp932"))))
    assert read[0] == ["開始日", "開始時刻", "終了日", "終了時刻", "予定", "場所", "内容"]
    assert read[1][4].startswith("'=〓田―e,会"), "the nearest letters are no formula and part no cells"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in [*rows, *read] for cell in row)


def test_a_session_without_its_curriculum_has_its_days_and_a_curriculum_has_none() -> None:
    wish = Wish(opened(), None, Path("a"), NOW)
    product = calendar.make(wish).product
    assert isinstance(product, Calendar)
    step1 = product.entries[0]
    assert isinstance(step1.start, datetime)
    assert step1.end == step1.start + timedelta(hours=2)
    with pytest.raises(InputError):
        calendar.make(wish._replace(session=None))


def test_hostile_texts_and_other_zones_do_no_harm() -> None:
    start = datetime.fromisoformat("2026-12-10T13:30:00-05:30")
    one = opened(
        meetings={"step1": Meeting(start=start, place="a\x00b\r\nBEGIN:VEVENT\ud800")},
        meta={"title": "\x1b[31m;\n,\\"},
    )
    data = ics.render(dates(one))

    assert len(events(data)) == 3
    assert b"TZID:UTC-05:30" in data
    assert calendar_csv.render(dates(one, program="desknets"))
