"""A session as text: what is in it, in which order, and what is kept back."""

from datetime import date, timedelta

import pytest

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Item, Paragraph, ReportHeading, Table
from jusou_tui.report.layout import lay_out
from jusou_tui.report.session.session import session_blocks
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.checklist import items_of
from jusou_tui.wording import use
from make import NOW, activity, book, curriculum, session, step

PROGRAMME = curriculum(
    step(activity(), activity(id="talk", title="話し合い", duration={"minutes": 30})),
    worksheets=[
        {
            "id": name,
            "title": title,
            "layout": "form",
            "sensitive": sensitive,
            "blocks": [
                {"id": "who", "title": "だれ", "layout": "form", "rows": [{"id": "name", "title": "氏名"}]}
            ],
        }
        for name, title, sensitive in (("open", "開いたシート", False), ("case", "ケースのシート", True))
    ],
)


def report_text(opened: Session, programme: Curriculum | None = PROGRAMME, **options: object) -> str:
    return "\n".join(line.text for line in lay_out(session_blocks(opened, programme, **options), 80))  # type: ignore[arg-type]


def test_todos_stand_open_first_by_date_then_done() -> None:
    opened = book()
    for what, due in (
        ("遅い", date(2027, 3, 1)),
        ("いつか", None),
        ("早い", date(2027, 1, 1)),
        ("済んだ", None),
    ):
        done = opened.todos.add(what, "例野 一郎", due)
    opened.todos.tick(done, done=True)
    items = [block for block in session_blocks(opened.session, PROGRAMME) if isinstance(block, Item)]
    assert [(item.mark, item.text.split("（")[0]) for item in items] == [
        ("[ ] ", "早い"),
        ("[ ] ", "遅い"),
        ("[ ] ", "いつか"),
        ("[x] ", "済んだ"),
    ]
    assert "担当 例野 一郎、期限 2027年1月1日（金）" in items[0].text


def test_notes_stand_under_their_activity_in_the_agenda_s_order() -> None:
    opened = book()
    opened.meetings.set("step1", start=NOW)
    opened.notes.add("二つめで", step="step1", activity="talk")
    opened.notes.add("はじめに", step="step1", activity="opening")
    opened.notes.add("どこでもない", step="step1", activity="gone")
    opened.notes.add("外で")
    text = report_text(opened.session)
    places = [text.index(note) for note in ("はじめに", "二つめで", "どこでもない", "外で")]
    assert places == sorted(places)


def test_decisions_and_questions_are_marked_and_collected() -> None:
    opened = book()
    opened.notes.add("用語集を作る", "decision", "step1")
    opened.notes.add("だれが作るか", "question", "step1")
    text = report_text(opened.session)
    assert "［決定］用語集を作る" in text
    assert text.count("用語集を作る") == text.count("だれが作るか") == 2


def test_planned_and_actual_stand_side_by_side() -> None:
    moment = [NOW]
    opened = book(now=lambda: moment[0])
    opened.meetings.set("step1", start=NOW)
    opened.events.add("start", "step1", activity="opening")
    moment[0] += timedelta(minutes=14)
    opened.events.add("start", "step1", activity="talk")
    moment[0] += timedelta(minutes=6)
    opened.set_view(seen=moment[0])
    [table] = [block for block in session_blocks(opened.session, PROGRAMME) if isinstance(block, Table)]
    assert table.rows == (
        ("オープニング", "13:30-13:40 10分", "13:30-13:44 14分", "済"),
        ("話し合い", "13:40-14:10 30分", "13:44- 6分", "いま"),
    )


def test_one_file_gives_one_report_whenever_it_is_read() -> None:
    opened = book()
    opened.meetings.set("step1", start=NOW)
    opened.events.add("start", "step1", activity="opening")
    assert report_text(opened.session) == report_text(opened.session)
    assert "13:30- 0分" in report_text(opened.session)


def test_private_entries_are_counted_and_not_told() -> None:
    opened = book()
    opened.notes.add("内緒の話", private=True)
    opened.notes.add("内緒の決定", "decision", "step1", private=True)
    opened.todos.edit(opened.todos.add("内緒の用事"), private=True)
    text = report_text(opened.session)
    assert "内緒" not in text
    assert "3件" in text
    assert "1件" in report_text(opened.session, step="step1")
    assert report_text(opened.session, include_private=True).count("内緒") == 4


def test_a_half_typed_text_is_not_told() -> None:
    opened = book()
    opened.drafts.set("note", "書きかけの話")
    assert "書きかけ" not in report_text(opened.session, include_private=True)


def test_sensitive_sheets_are_named_and_not_opened() -> None:
    opened = book()
    for worksheet in ("open", "case", "unknown"):
        opened.sheets.set_cell(opened.sheets.add(worksheet, "その1"), "who/name", f"{worksheet}の中身")
    text = report_text(opened.session)
    assert "開いたシート その1" in text
    assert "氏名  openの中身" in text
    assert "ケースのシート" in text
    assert "ケースのシート その1" not in text
    assert "unknown その1" not in text
    for options in ({}, {"include_private": True}):
        assert "caseの中身" not in report_text(opened.session, **options)
        assert "unknownの中身" not in report_text(opened.session, **options)
    assert "ケースのシート その1" in report_text(opened.session, include_sensitive=True)
    assert "caseの中身" in report_text(opened.session, include_sensitive=True)
    assert "unknownの中身" in report_text(opened.session, include_sensitive=True)


def test_what_the_blank_no_longer_has_is_told_behind_the_rest() -> None:
    opened = book()
    sheet = opened.sheets.add("open")
    opened.sheets.add_row(sheet, {"name": "仮名 太郎"})
    opened.sheets.set_cell(sheet, "who/age", "昔の欄")
    text = report_text(opened.session)
    assert text.index("現在の様式にない欄") < text.index("昔の欄")
    assert "仮名 太郎" in text


def test_a_sheet_with_nothing_in_it_says_so() -> None:
    opened = book()
    opened.sheets.add("open", "その2")
    blocks = session_blocks(opened.session, PROGRAMME)
    assert blocks[-2:] == [
        ReportHeading("開いたシート その2", 2),
        Paragraph("未記入です。", "muted"),
    ]


def test_checklists_memos_and_topics_kept_back_have_their_places() -> None:
    opened = book()
    prepared = PROGRAMME.steps[0].model_copy(
        update={"organiser_preparation": ("付箋を用意する", "机を並べる", "名札を置く")}
    )
    programme = PROGRAMME.model_copy(update={"steps": (prepared,)})
    [item, other, *_] = items_of(opened.session, prepared)
    opened.checklist.set_item("step1", other, owner="仮名 太郎", due=date(2026, 12, 9))
    opened.checklist.set_item("step1", item, owner="例野 一郎", note="二束")
    opened.checklist.tick("step1", item, True)
    opened.checklist.set_memo("step1", "opening", "はじめに窓を開ける")
    opened.notes.keep_back(opened.notes.add("予算の話", step="step1"), True)
    blocks = session_blocks(opened.session, programme)
    headings = [block.text for block in blocks if isinstance(block, ReportHeading)]
    assert "チェックリスト" in headings
    assert "保留している話題" in headings
    assert "ToDo" not in headings
    text = report_text(opened.session, programme)
    assert "3件のうち1件が済んでいます。" in text
    assert "[x] 事務局：付箋を用意する（担当 例野 一郎）\n    二束" in text
    assert "[ ] 事務局：机を並べる（担当 仮名 太郎、期限 2026年12月9日（水））\n" in text
    assert "[ ] 事務局：名札を置く" in text
    assert "［保留］予算の話" in text
    assert "窓を開ける" not in text


def test_further_meetings_of_a_step_follow_it() -> None:
    opened = book()
    opened.meetings.set("step1-2", start=NOW + timedelta(days=7))
    opened.meetings.set("step1", start=NOW)
    headings = [
        block.text for block in session_blocks(opened.session, PROGRAMME) if isinstance(block, ReportHeading)
    ]
    assert headings[1:] == ["Step1 顔合わせ", "Step1 (2) 顔合わせ"]


def test_activities_that_left_the_curriculum_keep_their_times_and_notes() -> None:
    moment = [NOW]
    opened = book(now=lambda: moment[0])
    opened.meetings.set("step1", start=NOW)
    opened.events.add("start", "step1", activity="opening")
    moment[0] += timedelta(minutes=10)
    opened.events.add("start", "step1", activity="old-name")
    opened.notes.add("前の名前のとき", step="step1", activity="old-name")
    opened.notes.add("いつとも知れない", step="step1")
    moment[0] += timedelta(minutes=5)
    opened.events.add("start", "step1", activity="talk")
    blocks = session_blocks(opened.session, PROGRAMME)
    [table] = [block for block in blocks if isinstance(block, Table)]
    assert table.rows[-1] == ("現在のカリキュラムにない内容", "", "13:40-13:45 5分", "済")
    headings = [block.text for block in blocks if isinstance(block, ReportHeading)]
    assert headings[-2:] == ["メモ：現在のカリキュラムにない内容", "メモ：そのほか"]


def test_absent_members_are_not_among_those_present() -> None:
    opened = book()
    here = opened.people.add("例野 一郎")
    opened.people.add("見本 花子")
    opened.meetings.set("step1", start=NOW, present=(here,))
    assert "出席 1人  例野 一郎\n" in report_text(opened.session)


def test_who_came_late_left_early_or_passed_is_named_among_those_present() -> None:
    opened = book()
    one, two, three = (opened.people.add(name) for name in ("例野 一郎", "見本 花子", "雛形 健"))
    opened.events.add("start", "step1", NOW, activity="opening")
    opened.events.add("absent", "step1", NOW, activity="opening", participant=three)
    opened.presence.add("step1", one, "arrived", NOW + timedelta(minutes=35))
    opened.presence.add("step1", two, "left", NOW + timedelta(minutes=100))
    told = "出席 3人  例野 一郎（遅れて到着 14:05）、見本 花子（退席 15:10）、雛形 健"
    assert told in report_text(opened.session)


def test_a_session_with_conflicts_or_without_its_curriculum_says_so() -> None:
    blocks = session_blocks(session(conflicts={"x": {"table": "notes"}}), None)
    warnings = [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "warning"]
    assert len(warnings) == 2
    assert "sample" in warnings[0]


def test_notes_of_a_step_that_the_curriculum_lost_are_still_told() -> None:
    opened = book()
    opened.notes.add("昔の話", step="step9", activity="gone")
    assert "昔の話" in report_text(opened.session)
    assert "昔の話" in report_text(opened.session, None)


@pytest.mark.parametrize(("spoken", "heading"), [("ja", "ToDo"), ("en", "To do")])
def test_headings_are_in_the_language_in_use(spoken: str, heading: str) -> None:
    use(spoken)
    opened = book()
    opened.todos.add("x")
    assert heading in [
        block.text for block in session_blocks(opened.session, None) if isinstance(block, ReportHeading)
    ]


def test_a_memo_written_beforehand_is_for_its_author_alone() -> None:
    opened = book()
    opened.meetings.set("step1", start=NOW)
    opened.checklist.set_memo("step1", "opening", "名前を間違えない")
    assert "名前を間違えない" not in report_text(opened.session)
    assert "1件" in report_text(opened.session)
    assert "［非公開］名前を間違えない" in report_text(opened.session, include_private=True)


def test_a_skipped_activity_is_said_to_be_skipped_and_one_planned_out_to_be_left_out() -> None:
    moment = [NOW]
    opened = book(now=lambda: moment[0])
    opened.meetings.set("step1", start=NOW)
    opened.events.add("start", "step1", activity="opening")
    opened.events.add("skip", "step1", activity="opening")
    opened.events.add("start", "step1", activity="talk")
    [table] = [block for block in session_blocks(opened.session, PROGRAMME) if isinstance(block, Table)]
    assert table.rows[0][2:] == ("", "省略")
    opened.meetings.set("step1", skipped=("opening",))
    [table] = [block for block in session_blocks(opened.session, PROGRAMME) if isinstance(block, Table)]
    assert table.rows[0][2:] == ("", "行わない")


def test_where_a_meeting_is_held_stands_with_its_times() -> None:
    opened = book()
    opened.meetings.set("step1", place="見本市民会館 大会議室", date=date(2026, 12, 10))
    assert "場所" in report_text(opened.session)
    assert "見本市民会館 大会議室" in report_text(opened.session)
