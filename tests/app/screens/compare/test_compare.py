"""Differences and conflicts on screen, by keys."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import (
    BEGIN,
    SIZES,
    app_of,
    command,
    live_of,
    make_live,
    on_disk,
    page_name,
    press,
    rows,
    said,
    stage,
    still_clock,
    type_text,
)
from jusou_tui.app.screens.compare.rows import open_passages
from jusou_tui.app.screens.compare.screen import DiffScreen, Sides
from jusou_tui.app.shell.host import OpenSession
from jusou_tui.compare.diff import fields_left_open
from jusou_tui.compare.merge import merge, merge_all, merge_files
from jusou_tui.compare.sides import join_copy
from jusou_tui.report.differences.changes import ChangeTexts
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import parse, read
from jusou_tui.session.model.records import Session
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.lock import HeldElsewhere, take_lock

pytestmark = pytest.mark.usefixtures("place")


def written(folder: Path, name: str, *notes: str, onto: Path | None = None) -> Path:
    """Write a session with these notes, a copy of `onto` with more of them."""
    path = folder / name
    if onto is None:
        live = make_live(folder, still_clock())
        made = live.store.path
        live.close()
        made.rename(path)
    else:
        path.write_bytes(onto.read_bytes())
    from app.stage import curriculum
    from fake_clock import FakeClock
    from jusou_tui.live.session import LiveSession

    clock = FakeClock(BEGIN + timedelta(minutes=len(name)))
    if notes:
        live = LiveSession.open(path, clock)
        for text in notes:
            live.book.notes.add(text, step="step1", activity=curriculum().steps[1].activities[0].id)
        live.close()
    return path


def copy_of(session: Session) -> Session:
    return parse(render(session), Path("x.session.toml"))


def conflicted(folder: Path) -> Path:
    """Write a session with two open conflicts."""
    path = written(folder, "a.session.toml", "共通の話", "もう一つ")
    base = read(path)
    ours, theirs = copy_of(base), copy_of(base)
    for side, word in ((ours, "甲"), (theirs, "乙乙")):
        for key, note in side.notes.items():
            side.notes[key] = note.model_copy(update={"text": f"{word}{note.text}"})
    path.write_bytes(render(merge(ours, theirs, base).session))
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_two_sessions_are_compared_from_home(place: Path, size: tuple[int, int]) -> None:
    first = written(place, "a.session.toml", "用語集を作る")
    written(place, "b.session.toml", "増えた話", onto=first)
    async with stage(folder=place, size=size) as pilot:
        await command(pilot, "compare")
        await press(pilot, "down")
        await command(pilot, "compare")
        assert page_name(pilot) == "DiffScreen"
        assert "メモ「" in "".join(rows(pilot)).replace(" ", "")
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"


async def test_the_keys_go_from_change_to_change_and_the_filter_leaves_some_out(place: Path) -> None:
    first = written(place, "a.session.toml", "消える話", "残る話")
    old = read(first)
    new = copy_of(old)
    (gone, kept) = sorted(new.notes, key=lambda key: new.notes[key].text, reverse=True)
    del new.notes[gone]
    new.notes[kept] = new.notes[kept].model_copy(update={"text": "残った話\n"})
    async with stage(folder=place) as pilot:
        pilot.app.push_screen(DiffScreen(Sides(old, new, "a", "b")))
        await pilot.pause()
        seen = {"\n".join(rows(pilot))}
        await press(pilot, "down")
        seen.add("\n".join(rows(pilot)))
        [both] = [text.replace(" ", "") for text in seen if "変更前" in text]
        assert "残る話" in both.split("変更前")[1].split("変更後")[0]
        assert "残った話" in both.split("変更後")[1]
        assert not any(mark in both for mark in ("[-", "{+"))
        assert any("消える話" in text for text in seen)
        await press(pilot, "ctrl+f")
        assert "違いはありません" in "\n".join(rows(pilot))
        await press(pilot, "ctrl+f")
        assert "消える話" in "\n".join(rows(pilot))
        assert "残った" not in "\n".join(rows(pilot))
        await press(pilot, "escape", "残")
        assert "消える" not in "\n".join(rows(pilot))
        await press(pilot, "escape", "enter")
        assert pilot.app.screen.query_one("#changes").display is False
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#changes").display is True


@pytest.mark.parametrize(("key", "text"), [("1", "甲"), ("2", "乙乙"), ("３", "甲共通の話\n乙乙共通の話\n")])
async def test_a_conflict_is_settled_with_one_key_and_undone(place: Path, key: str, text: str) -> None:
    path = conflicted(place)
    async with stage(folder=place) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        assert "食い違いが2件あります。Ctrl+P の「食い違い」で" in said(pilot)[-1]
        from jusou_tui.app.screens.compare.screen import ConflictsScreen

        pilot.app.push_screen(ConflictsScreen())
        await pilot.pause()
        assert "甲" in "\n".join(rows(pilot))
        assert "乙乙" in "\n".join(rows(pilot))
        held = live_of(pilot).book.session
        identifier = next(iter(held.conflicts))
        await press(pilot, "f1")
        assert "3 両方" in "\n".join(" ".join(row.split()) for row in rows(pilot))
        await press(pilot, "escape", key)
        assert held.notes[identifier].text.startswith(text[:1])
        assert len(live_of(pilot).book.session.conflicts) == 1
        await press(pilot, "enter")
        assert "1から4の数字で" in said(pilot)[-1]
        assert "次の食い違い" in "\n".join(rows(pilot))
        await press(pilot, "1")
        assert "次の食い違い" not in "\n".join(rows(pilot))
        await press(pilot, "ctrl+z")
        await press(pilot, "ctrl+z")
        assert len(live_of(pilot).book.session.conflicts) == 2


async def test_of_three_copies_each_value_stands_with_its_file_and_can_be_taken(place: Path) -> None:
    path = written(place, "a.session.toml", "共通の話")
    base = read(path)
    [key] = base.notes
    names = []
    for number, word in enumerate(("甲", "ずっと長い乙", "丙"), 1):
        copy = copy_of(base)
        copy.notes[key] = copy.notes[key].model_copy(update={"text": f"{word}\n"})
        names.append(place / f"t{number}.toml")
        names[-1].write_bytes(render(copy))
    gone = copy_of(base)
    del gone.notes[key]
    names.append(place / "t4.toml")
    names[-1].write_bytes(render(gone))
    origin = place / "t0.toml"
    origin.write_bytes(render(base))
    merge_files(names[0], names[1:], path, origin)
    async with stage(folder=place) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        from jusou_tui.app.screens.compare.screen import ConflictsScreen

        pilot.app.push_screen(ConflictsScreen())
        await pilot.pause()
        shown = {}
        for field in ("record", "text"):
            shown[field] = "".join("".join(rows(pilot)).split())
            await press(pilot, "down")
        wordings = next(
            one for one in shown.values() if "t3.toml" in one and "1値12値23値34すべて残す" in one
        )
        assert wordings.index("t1.toml") < wordings.index("甲") < wordings.index("t2.toml")
        whole = next(one for one in shown.values() if "t4.toml" in one)
        assert "（削除されています）" in whole
        assert "kind" not in whole
        await press(pilot, "3")
        assert live_of(pilot).book.session.notes[key].text == "丙\n"
        await press(pilot, "f12", "down", "4")
        assert live_of(pilot).book.session.notes[key].text == "甲\nずっと長い乙\n丙\n"


def test_every_value_is_shown_also_one_for_which_no_digit_is_left(place: Path) -> None:
    base = read(written(place, "a.session.toml", "共通の話"))
    [key] = base.notes
    copies = [copy_of(base) for _ in "甲乙丙丁戊己庚辛"]
    for copy, word in zip(copies, "甲乙丙丁戊己庚辛", strict=True):
        copy.notes[key] = copy.notes[key].model_copy(update={"text": f"{word}\n"})
    made = merge_all(copies[0], ((copy, base) for copy in copies[1:])).session
    [field] = fields_left_open(made)
    shown = [one.text for one in open_passages(field, made, ChangeTexts(made, made, None))]
    assert "値8" in shown
    assert {text.strip() for text in shown} >= {*"甲乙丙丁戊己庚辛"}


async def test_what_this_program_does_not_know_is_said_to_need_a_look(place: Path) -> None:
    path = written(place, "a.session.toml")
    held = read(path)
    held.conflicts["unknown"] = {"table": "unknown", "fields": {"x/y": {"ours": 1, "theirs": 2}}}
    path.write_bytes(render(held))
    async with stage(folder=place) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        from jusou_tui.app.screens.compare.screen import ConflictsScreen

        pilot.app.push_screen(ConflictsScreen())
        await pilot.pause()
        await press(pilot, "2")
        assert "両方の値を残します" in said(pilot)[-1]
        assert "unknown" in live_of(pilot).book.session.conflicts


async def test_a_conflict_is_settled_by_writing_anew(place: Path) -> None:
    path = conflicted(place)
    async with stage(folder=place) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        from jusou_tui.app.screens.compare.screen import ConflictsScreen

        pilot.app.push_screen(ConflictsScreen())
        await pilot.pause()
        identifier = next(iter(live_of(pilot).book.session.conflicts))
        await press(pilot, "あ")
        assert "両方" in "\n".join(rows(pilot))
        await press(pilot, "4")
        await type_text(pilot, "と1丙")
        assert any("と1丙" in draft.text for draft in on_disk(live_of(pilot)).drafts.values())
        await press(pilot, "escape", "enter", "enter", "4", "enter")
        text = live_of(pilot).book.session.notes[identifier].text
        assert text.endswith("と1丙\n")
        assert "甲" in text
        assert "乙乙" in text
        await press(pilot, "1")
        assert live_of(pilot).book.session.conflicts == {}
        await press(pilot, "escape")
        assert page_name(pilot) != "ConflictsScreen"
    assert read(path).conflicts == {}


async def test_a_text_written_anew_goes_to_the_record_it_was_begun_for(place: Path) -> None:
    path = conflicted(place)
    async with stage(folder=place) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        from jusou_tui.app.screens.compare.screen import ConflictsScreen

        pilot.app.push_screen(ConflictsScreen())
        await pilot.pause()
        first, second = live_of(pilot).book.session.conflicts
        await press(pilot, "4")
        await type_text(pilot, "書き直し")
        for y in (0, 1, 1):
            await pilot.click("#open", offset=(4, y))
        await press(pilot, "down", "1", "enter")
        notes = live_of(pilot).book.session.notes
        assert ("書き直し" in notes[first].text, "書き直し" in notes[second].text) == (True, False)
        assert list(live_of(pilot).book.session.conflicts) == [second]


async def test_a_conflict_copy_is_offered_at_home_and_joined(place: Path) -> None:
    first = written(place, "a.session.toml", "元の話")
    copy = written(place, "a-PC1.session.toml", "よその話", onto=first)
    copy = copy.rename(place / "a.session-PC1.toml")
    written(place, "b.session.toml")
    async with stage(folder=place) as pilot:
        listed = [row for row in rows(pilot) if "第1回" in row or "写し：" in row]
        assert ["写し：a.session-PC1.toml" in row for row in listed] == [False, False, True]
        await press(pilot, "down", "down")
        assert "Enter まとめる" in rows(pilot)[-1]
        await press(pilot, "enter")
        assert page_name(pilot) == "Ask"
        assert "追加 1" in "\n".join(rows(pilot))
        await press(pilot, "1")
        assert "写し：" not in "\n".join(rows(pilot))
        assert [row[1] for row in rows(pilot) if "第1回" in row] == [">", " "]
        assert "Enter 開く" in rows(pilot)[-1]
    assert {note.text for note in read(first).notes.values()} == {"元の話\n", "よその話\n"}
    assert not copy.exists()
    assert copy.with_name(f"{copy.name}.joined").exists()


def test_a_copy_that_somebody_has_open_is_not_taken_away(place: Path) -> None:
    first = written(place, "a.session.toml", "元の話")
    copy = written(place, "記録係 - コピー.session.toml", "よその話", onto=first)
    lock = take_lock(copy, lambda: BEGIN)
    try:
        with pytest.raises(HeldElsewhere):
            join_copy(first, copy)
    finally:
        lock.release()
    assert {note.text for note in read(first).notes.values()} == {"元の話\n"}
    merged, away = join_copy(first, copy)
    assert (merged.conflicts, away.name) == (0, f"{copy.name}.joined")
    assert [path.name for path in place.iterdir() if "コピー" in path.name] == [away.name]


async def test_a_copy_that_cannot_be_joined_can_be_opened_or_deleted(place: Path) -> None:
    first = written(place, "a.session.toml", "元の話")
    copy = written(place, "a (1).session.toml", onto=first)
    first.write_bytes(first.read_bytes()[:-8])
    async with stage(folder=place) as pilot:
        await press(pilot, "down", "enter")
        assert "まとめられません" in "\n".join(rows(pilot))
        await press(pilot, "1")
        assert live_of(pilot).store.path.name == copy.name
    async with stage(folder=place) as pilot:
        await press(pilot, "down", "delete", "1")
        assert "写し" not in "\n".join(rows(pilot)[:-4])
    assert (place / "deleted" / copy.name).exists()


async def test_the_programme_page_tells_what_changed_since_the_last_meeting(place: Path) -> None:
    path = written(place, "a.session.toml", "集まりでの話")
    held = read(path)
    async with stage(folder=place) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        live = live_of(pilot)
        live.book.events.add("start", "step1", BEGIN, activity="opening")
        live.book.events.add("finish", "step1", BEGIN + timedelta(minutes=30))
        data = render(live.book.session)
        backups.keep_copy(held.session.id, path, data, BEGIN + timedelta(minutes=31), RealFileSystem())
        live.book.todos.add("集まりのあとの仕事")
        app_of(pilot).show_programme()
        await pilot.pause()
        await pilot.pause()
        await command(pilot, "since")
        assert page_name(pilot) == "DiffScreen"
        assert "集まりのあとの仕事" in "\n".join(rows(pilot))


async def test_what_the_copy_has_can_be_compared_before_and_after_a_recovery(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("写しにある話")
    live.save()
    path = live.store.path
    backups.keep_copy(live.book.meta.id, path, path.read_bytes(), BEGIN, RealFileSystem())
    live.book.notes.add("写しの後の話")
    live.close()
    path.write_bytes(path.read_bytes() + b"[broken\n")
    async with stage(folder=place) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        await press(pilot, "3")
        assert page_name(pilot) == "DiffScreen"
        assert "写しの後の話" in "".join("".join(rows(pilot)).split())
        await press(pilot, "escape")
        assert "控えとの違いを見る" in "".join("".join(rows(pilot)).split())
        assert app_of(pilot).live is None
        await press(pilot, "1")
        assert live_of(pilot).store.path != path
        await press(pilot, "2")
        assert page_name(pilot) == "DiffScreen"
        assert "写しの後の話" in "".join("".join(rows(pilot)).split())
        await press(pilot, "escape")
        assert page_name(pilot) not in ("DiffScreen", "Ask")
        assert len(live_of(pilot).book.session.notes) == 2
