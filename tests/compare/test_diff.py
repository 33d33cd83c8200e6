"""What changed between two states of one session."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given, settings

from compare.triples import loaded, triples
from jusou_tui.compare.change import Change
from jusou_tui.compare.diff import as_change, diff, fields_left_open, values_of
from jusou_tui.compare.merge import merge
from jusou_tui.report.differences.changes import ChangeTexts
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.queries import events_of
from jusou_tui.session.model.records import Note, Session
from make import NOW, activity, book, curriculum, session, step
from session.samples import full_session


def copied(held: SessionBook) -> Session:
    return loaded(held.session)


def told(changes: list[Change]) -> list[tuple[object, ...]]:
    return [(one.kind, one.table, one.field, one.before, one.after) for one in changes]


def test_a_state_and_itself_have_no_difference() -> None:
    held = book()
    held.notes.add("同じ")
    assert diff(copied(held), copied(held), everything=True) == []


def test_notes_are_told_as_added_removed_and_changed() -> None:
    held = book()
    kept, gone = held.notes.add("初め", step="step1"), held.notes.add("消える", step="step1")
    before = copied(held)
    held.notes.edit(kept, text="後")
    held.notes.delete(gone)
    new = held.notes.add("来た", step="step1")
    found = diff(before, copied(held))
    assert {(one.kind, one.id, one.field) for one in found} == {
        ("changed", kept, "text"),
        ("removed", gone, ""),
        ("added", new, ""),
    }


def test_a_note_put_in_another_place_is_the_only_one_that_moved() -> None:
    held = book()
    ids = [held.notes.add(f"{number}") for number in range(5)]
    before = copied(held)
    after = copied(held)
    for place, key in enumerate([ids[4], *ids[:4]]):
        after.notes[key] = after.notes[key].model_copy(update={"rank": place})
    (change,) = diff(before, after)
    assert (change.kind, change.id, change.before, change.after) == ("moved", ids[4], ids[3], None)


def test_a_note_of_another_activity_has_moved_there() -> None:
    held = book()
    key = held.notes.add("話", step="step1", activity="opening")
    before, after = copied(held), copied(held)
    after.notes[key] = after.notes[key].model_copy(update={"activity": "closing"})
    (change,) = diff(before, after)
    assert told([change]) == [("moved", "notes", "activity", "step1/opening", "step1/closing")]


def test_people_and_the_plan_are_told_by_field() -> None:
    held = book()
    person = held.people.add("例野 一郎", "見本課")
    held.meetings.set("step1", cases=1, minutes={"opening": 10})
    before = copied(held)
    held.people.edit(person, affiliation="架空課")
    held.meetings.set("step1", cases=2, minutes={"opening": 15, "closing": 5})
    found = told(diff(before, copied(held)))
    assert found[0] == ("changed", "participants", "affiliation", "見本課", "架空課")
    assert set(found[1:]) == {
        ("changed", "meetings", "cases", 1, 2),
        ("added", "meetings", "minutes/closing", None, 5),
        ("changed", "meetings", "minutes/opening", 10, 15),
    }


def test_times_are_told_as_minutes_and_not_as_events() -> None:
    held = book()
    held.events.add("start", "step1", NOW, activity="opening")
    held.events.add("finish", "step1", NOW + timedelta(minutes=10))
    before = copied(held)
    last = events_of(held.session, "step1")[-1][0]
    held.events.undo(last)
    held.events.add("finish", "step1", NOW + timedelta(minutes=14))
    found = diff(before, copied(held))
    assert {one.table for one in found} == {"timing"}
    assert ("changed", "timing", "minutes/opening", 10, 14) in told(found)
    assert {one.table for one in diff(before, copied(held), everything=True)} == {"timing", "events"}


def test_minutes_are_those_between_the_times_that_are_shown() -> None:
    held = book()
    before = copied(held)
    held.events.add("start", "step1", NOW.replace(second=50), activity="opening")
    held.events.add("finish", "step1", NOW.replace(second=5) + timedelta(minutes=10))
    assert ("added", "timing", "minutes/opening", None, 10) in told(diff(before, copied(held)))


def test_sheets_are_told_cell_by_cell_and_row_by_row() -> None:
    held = book()
    key = held.sheets.add("cases")
    held.sheets.set_cell(key, "a/b/c", "一")
    rows = [held.sheets.add_row(key, {"t/x": f"{number}"}) for number in range(3)]
    before = copied(held)
    held.sheets.set_cell(key, "a/b/c", "二")
    held.sheets.set_cell(key, "t/x", "新", row=rows[0])
    held.sheets.order_rows(key, [rows[2], rows[0], rows[1]])
    assert set(told(diff(before, copied(held)))) == {
        ("changed", "sheets", "cells/a/b/c", "一", "二"),
        ("changed", "sheets", f"rows/{rows[0]}/t/x", "0", "新"),
        ("moved", "sheets", f"rows/{rows[2]}", rows[1], None),
    }


def test_an_entry_taken_to_another_zone_has_moved() -> None:
    held = book()
    key = held.sheets.add("zones")
    row = held.sheets.add_row(key, {"z/near": "寺"})
    before = copied(held)
    held.sheets.move_entry(key, row, "z/far")
    assert ("moved", "sheets", f"rows/{row}", "z/near", "z/far") in told(diff(before, copied(held)))


def test_bookkeeping_is_told_only_when_asked_for() -> None:
    held = book()
    before = copied(held)
    held.set_view(screen="notes", seen=NOW)
    held.drafts.set("note", "書きかけ")
    after = copied(held)
    assert diff(before, after) == []
    assert {one.table for one in diff(before, after, everything=True)} == {"drafts", "view"}


def test_changes_come_as_the_meeting_went() -> None:
    programme = curriculum(step(activity(id="zz"), activity(id="aa")), step(activity(id="first"), id="astep"))
    held = book(session())
    before = copied(held)
    held.notes.add("一", step="astep", activity="first")
    held.notes.add("二", step="step1", activity="aa")
    held.notes.add("三", step="step1", activity="zz")
    held.todos.add("四")
    held.people.add("見本 花子")
    texts = [one.title for one in diff(before, copied(held), programme)]
    assert texts == ["見本 花子", "三", "二", "一", "四"]


def test_unknown_keys_and_tables_are_told() -> None:
    assert told(diff(session(), session(later_table={"a": 1}))) == [("added", "unknown", "", None, {"a": 1})]


@settings(max_examples=60, deadline=None)
@given(triples())
def test_what_differs_is_told_and_fits_into_json(triple: tuple[Session, Session, Session]) -> None:
    _, ours, theirs = triple
    found = diff(ours, theirs, everything=True)
    assert bool(found) == (ours != theirs)
    back = diff(theirs, ours, everything=True)
    assert len([one for one in found if one.kind == "added"]) == len([o for o in back if o.kind == "removed"])
    json.dumps([one.document() for one in found])


def test_the_document_of_a_changed_text_holds_its_parts() -> None:
    change = Change("changed", "notes", "x", "text", before="期限は10日\n", after="期限は24日\n")
    parts = change.document()["parts"]
    assert parts == [["same", "期限は"], ["removed", "10"], ["added", "24"], ["same", "日\n"]]


def test_who_came_and_went_is_told_by_name_and_time_and_by_no_id() -> None:
    held = book()
    one, two = held.people.add("例野 一郎"), held.people.add("見本 花子")
    held.events.add("start", "step1", activity="opening")
    late = held.presence.add("step1", one, "arrived", NOW + timedelta(minutes=35))
    gone = held.presence.add("step1", one, "left", NOW + timedelta(minutes=90))
    before = copied(held)
    held.presence.move(late, NOW + timedelta(minutes=30))
    held.presence.remove(gone)
    held.presence.add("step1", two, "left", NOW + timedelta(minutes=100))
    after = copied(held)
    changes = diff(before, after)
    assert {one.title for one in changes} == {"例野 一郎", "見本 花子"}
    texts = ChangeTexts(before, after, None)
    assert sorted(map(texts.text, changes)) == [
        "退席：例野 一郎 15:00",
        "退席：見本 花子 15:10",
        "遅れて到着 「例野 一郎」 時刻：[-2026年12月10日（木） 14:05-]{+2026年12月10日（木） 14:00+}",
    ]
    assert diff(before, copied(held)) != [] == diff(after, copied(held))


def test_a_time_that_both_put_right_is_left_open_under_the_name() -> None:
    held = book()
    gone = held.presence.add("step1", held.people.add("例野 一郎"), "left", NOW + timedelta(minutes=90))
    base, ours = copied(held), copied(held)
    held.presence.move(gone, NOW + timedelta(minutes=95))
    moved = ours.presence[gone].model_copy(update={"at": NOW + timedelta(minutes=85)})
    ours.presence[gone] = moved
    joined = merge(ours, copied(held), base).session
    [field] = fields_left_open(joined)
    assert ChangeTexts(joined, joined, None).label(as_change(joined, field)) == "退席 「例野 一郎」 時刻"


def test_a_key_of_a_newer_program_is_compared_like_any_other_whatever_its_name() -> None:
    old, new = full_session(), full_session()
    for one, text in ((old, "いつか"), (new, "来春")):
        key, note = next(iter(one.notes.items()))
        one.notes[key] = Note.model_validate({**values_of(note), "due_text": text})

    [change] = diff(old, new)

    assert (change.table, change.field, change.before, change.after) == (
        "notes",
        "due_text",
        "いつか",
        "来春",
    )


def test_of_people_and_rows_that_a_field_lists_those_are_said_that_came_and_went() -> None:
    held = book()
    ids = [held.people.add(name) for name in ("見本 花子", "例野 一郎", "雛形 健")]
    held.meetings.set("step1", present=(ids[0], ids[1]))
    before = copied(held)
    held.meetings.set("step1", present=(ids[1], ids[2]), seats={ids[2]: 3})
    after = copied(held)
    texts = ChangeTexts(before, after, None)
    found = {texts.label(one): texts.detail(one) for one in diff(before, after)}
    assert found == {"予定 出席": "[-見本 花子-]{+雛形 健+}", "予定 席の番号 雛形 健": "{+3+}"}


def test_the_time_of_an_activity_is_named_where_no_heading_names_it() -> None:
    made = curriculum()
    row = made.steps[0].activities[0]
    change = Change("changed", "timing", row.id, "minutes", "step1", row.id, 10, 12)
    texts = ChangeTexts(session(), session(), made)
    title = row.title
    assert texts.label(change) == "時間 実績"
    assert texts.label(change, alone=True) == f"時間 「{title}」 実績"
