"""The home page, where names of files and folders are somebody else's."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    app_of,
    focus_of,
    live_of,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    type_text,
    until,
)
from jusou_tui.app.screens.home.list_view import HomeList
from jusou_tui.app.screens.home.rows import HomeEntry, listed
from jusou_tui.app.screens.home.screen import HomeScreen
from jusou_tui.app.screens.home.session_rows import sections
from jusou_tui.text.terminal import cell_width
from jusou_tui.wording import t

ESCAPE = "\x1b]0;x\x07\x1b[2J"


def painted(pilot: Pilot[int]) -> str:
    """Return every character that the page sends to the terminal."""
    strips = app_of(pilot).screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


def entries_of(place: Path, *facts: dict[str, Any]) -> list[HomeEntry]:
    """The sessions of a folder as they are listed on 27 November, one for each of `facts`."""
    for number, one in enumerate(facts):
        live = make_live(place, still_clock())
        live.book.set_meta(title=f"第{number}回", organisation="見本市")
        live.book.meetings.set("step1", **one)
        live.close()
    today = date(2026, 11, 27)
    return [one for one in listed(sections(place, today), matches_all) if one.kind == "session"]


def home_of(pilot: Pilot[int]) -> HomeScreen:
    assert isinstance(pilot.app.screen, HomeScreen)
    return pilot.app.screen


def matches_all(*_: str) -> bool:
    return True


def test_a_session_shows_its_town_and_the_day_of_its_meeting_and_not_that_of_its_file(place: Path) -> None:
    (entry,) = entries_of(place, {})
    assert (entry.state, entry.town, entry.when) == ("これから", "見本市", "Step1 12月10日（木） 13:30")


def test_those_of_today_come_first(place: Path) -> None:
    now = BEGIN.replace(month=11, day=27)
    found = entries_of(place, {}, {"date": now.date(), "start": now}, {"closed": now}, {})
    assert (found[0].title, found[0].is_today) == ("第1回", True)
    assert sorted(one.state for one in found) == ["これから", "これから", "これから", "終了"]


@pytest.mark.parametrize("cells", [56, 76, 116])
def test_columns_stand_below_one_another(place: Path, cells: int) -> None:
    now = BEGIN.replace(month=11, day=27)
    found = entries_of(place, {}, {"date": now.date(), "start": now}, {"date": None, "start": None})
    listing = HomeList()
    listing.show(found)
    lines = ["".join(text for text, _ in line) for one in found for line in listing.draw(one, cells)]
    for words in ("第", "見本市", "Step1"):
        places = {cell_width(line[: line.index(words)]) for line in lines if words in line}
        assert len(places) == 1, lines
    assert all(cell_width(line.rstrip()) <= cells for line in lines)


async def test_typing_searches_and_f9_opens_what_is_found(place: Path) -> None:
    make_live(place, still_clock()).close()
    async with stage(folder=place) as pilot:
        assert focus_of(pilot) == "search"
        await type_text(pilot, "第1回")
        assert "おためし" not in shown(pilot)
        await press(pilot, "f9")
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("RunScreen", "step1")


async def test_a_search_that_finds_nothing_says_so_as_long_as_it_stands(place: Path) -> None:
    async with stage(folder=place) as pilot:
        await type_text(pilot, "ありえない")
        assert "「ありえない」に当てはまる行はありません" in shown(pilot)
        await press(pilot, "escape")
        assert "上下キーで選んで" in shown(pilot)


async def test_curricula_are_told_apart_where_their_titles_do_not_fit(place: Path) -> None:
    async with stage(folder=place, size=(60, 20)) as pilot:
        await press(pilot, "end", "insert")
        assert {"チームづくり編", "地域づくり編"} <= set(shown(pilot).split())


def test_copies_stand_under_their_session_whatever_the_search_finds(place: Path) -> None:
    for number in (1, 2):
        live = make_live(place, still_clock())
        live.book.set_meta(title=f"第{number}回")
        live.close()
        (place / "控え").mkdir(exist_ok=True)
        for letter in "abcdef"[: number * 3]:
            (place / "控え" / f"{letter}{number}.session.toml").write_bytes(live.store.path.read_bytes())
    (section,) = [one for one in sections(place, BEGIN.date()) if one.entries[0].kind == "session"]
    shown = [one.title for one in section.entries]
    of_two = [title for title in shown if title.startswith("写し") and "1.session" not in title]
    assert (len(shown), len(of_two)) == (2 + 3 + 4, 4)
    assert of_two[-1] == "写し：ほかに3件"
    assert [shown[at + 1][:3] for at in range(len(shown)) if shown[at].startswith("第")] == ["写し："] * 2
    for words in ("第1回", "a1.session"):
        found = listed([section], lambda *texts, words=words: any(words in text for text in texts))
        assert [one.kind for one in found] == ["session", "copy", "copy", "copy"]
    listing = HomeList()
    listing.show(listed([section], matches_all))
    lines = ["".join(text for text, _ in line) for one in listing.items for line in listing.draw(one, 56)]
    assert all(cell_width(line) <= 56 for line in lines)
    starts = {cell_width(line[: line.index("写し：")]) for line in lines if "写し：" in line}
    assert starts == {cell_width(line[: line.index("第")]) for line in lines if "第" in line}


def test_sessions_of_one_title_are_told_apart_by_their_files(place: Path) -> None:
    for _ in range(2):
        make_live(place, still_clock()).close()
    found = listed(sections(place, BEGIN.date()), matches_all)
    names = {one.detail for one in found if one.kind == "session"}
    assert len(names) == 2
    assert all(name.endswith(".session.toml") for name in names)


@pytest.mark.parametrize("cells", [56, 76])
def test_nothing_is_cut_and_all_sessions_take_as_many_lines(place: Path, cells: int) -> None:
    town = "霧笛市 くらしの支援課"
    for title in ("第1回", "2026年12月10日（木）の回"):
        live = make_live(place, still_clock())
        live.book.set_meta(title=title, organisation=town)
        live.close()
    found = [one for one in listed(sections(place, BEGIN.date()), matches_all) if one.kind == "session"]
    listing = HomeList()
    listing.show(found)
    drawn = [listing.draw(one, cells) for one in found]
    texts = ["".join(text for line in lines for text, _ in line) for lines in drawn]
    assert all(town in text for text in texts)
    assert len({len(lines) - bool(one.above) for lines, one in zip(drawn, found, strict=True)}) == 1


async def test_home_marks_the_session_that_one_comes_from(place: Path) -> None:
    for number in range(3):
        live = make_live(place, still_clock())
        live.book.set_meta(title=f"第{number}回")
        live.close()
    async with stage(folder=place) as pilot:
        await press(pilot, "down")
        marked = pilot.app.screen.query_one(HomeList).highlighted_key
        await press(pilot, "enter")
        assert page_name(pilot) != "home"
        app_of(pilot).show_home()
        await pilot.pause()
        await until(pilot, lambda: not home_of(pilot).is_reading)
        assert pilot.app.screen.query_one(HomeList).highlighted_key == marked


async def test_a_new_session_is_begun_by_a_key_wherever_the_mark_is(place: Path) -> None:
    make_live(place, still_clock()).close()
    async with stage(folder=place) as pilot:
        await press(pilot, "insert", "1")
        assert page_name(pilot) == "SetupScreen"


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such file names")
async def test_names_of_files_and_folders_command_no_terminal(tmp_path: Path) -> None:
    folder = tmp_path / f"会{ESCAPE}の"
    folder.mkdir()
    (folder / f"見本{ESCAPE}市.session.toml").write_text("broken")
    async with stage(folder=folder, size=(160, 40)) as pilot:
        assert "見本市.session.toml" in painted(pilot)
        assert "会の" in painted(pilot)
        assert "\x1b" not in painted(pilot)


async def test_what_is_said_in_passing_commands_no_terminal() -> None:
    async with stage() as pilot:
        app_of(pilot).say(f"保存{ESCAPE}しました")
        assert said(pilot)[-1] == "保存しました"


async def test_a_session_that_was_deleted_comes_back_with_one_key(place: Path) -> None:
    live = make_live(place, still_clock())
    path = live.store.path
    live.close()
    async with stage(folder=place) as pilot:
        await press(pilot, "f12")
        assert said(pilot)[-1] == t("app.home_nothing_to_undo")
        await press(pilot, "home", "delete", "1")
        assert not path.exists()
        await press(pilot, "f12")
        assert path.is_file()
        assert said(pilot)[-1] == t("app.home_brought_back", title=live.book.meta.title)
