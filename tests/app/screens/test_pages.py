"""Home, help, links, who is here, and the palette, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from app.stage import (
    HOSTILE,
    SIZES,
    app_of,
    bar_of,
    command,
    facts,
    focus_of,
    joined,
    kinds,
    last_event,
    lines_fit,
    live_of,
    make_live,
    misplaced,
    page_name,
    press,
    primary_in_sight,
    rows,
    said,
    shown,
    stage,
    still_clock,
    type_text,
    until,
)
from jusou_tui import wording
from jusou_tui.app.screens.home.list_view import HomeList
from jusou_tui.app.screens.run.screen import RunScreen
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, PAGES_WITHOUT_KEY
from jusou_tui.app.shell.palette import CommandSource
from jusou_tui.app.widgets.digits import BigTime
from jusou_tui.app.widgets.notice import Notice
from jusou_tui.paths import shipped
from jusou_tui.wording import t
from proof import first_quick

CURRICULUM_TEXT = """
schema = 1
id = "hostile"
version = "1"

[programme]
title = "[/] [b]x[/b] \\\\[ {y}"
short_title = "[/]{y}"

[[variants]]
id = "standard"
title = "[/]"

[[steps]]
id = "one"
kind = "meeting"
title = "[/b] [red]"
label = "[/]"
purpose = ["[/] {y}"]

[[steps.activities]]
id = "first"
title = "[/] [link=x]{z}"
form = "対話"
duration = { minutes = 10 }
purpose = ["[@click=app.quit]x[/]"]
what = ["[/]"]
read_aloud = "[/] {x}"
materials = ["[/]"]

[[steps.activities.segments]]
id = "only"
title = "[/] \\\\["
clip = { start = "0:00", end = "1:00", url = "https://example.invalid/[/]" }
"""


def written(path: Path | str, text: str) -> Path:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)


async def test_home_offers_the_curricula_and_opens_one(place: Path) -> None:
    async with stage() as pilot:
        assert "新しく始める" in shown(pilot)
        assert "続きから" not in shown(pilot).split("\n", 3)[3]
        listing = pilot.app.screen.query_one(HomeList)
        listing.highlight(next(one.key for one in listing.items if one.kind == "curriculum"))
        await press(pilot, "enter")
        assert page_name(pilot) == "SetupScreen"


async def test_home_shows_a_broken_session_with_its_mistake_and_leaves_it_alone(place: Path) -> None:
    broken = written(place / "壊れた.session.toml", "これは TOML ではありません")
    async with stage() as pilot:
        assert "壊れた.session.toml" in shown(pilot)
        await press(pilot, "home", "enter")
        assert "読めません" in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
    assert broken.read_text(encoding="utf-8") == "これは TOML ではありません"


async def test_a_session_that_is_open_elsewhere_is_said_on_home(place: Path) -> None:
    holder = make_live(place, still_clock())
    async with stage() as pilot:
        await press(pilot, "home", "enter")
        assert "開いています" in joined(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
    holder.close()


async def test_home_looks_again_by_a_command(place: Path) -> None:
    async with stage() as pilot:
        make_live(place, still_clock()).close()
        assert "2026年度 第1回" not in shown(pilot)
        await command(pilot, "refresh")
        assert "2026年度 第1回" in shown(pilot)


async def test_hostile_file_names_and_titles_on_home_break_nothing(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.set_meta(title=HOSTILE, organisation=HOSTILE)
    live.close()
    written(place / "[b]x[red].session.toml", "[")
    async with stage() as pilot:
        assert "[b]x[red].session.toml" in shown(pilot)
        assert "[/] [b]x[/b]" in shown(pilot)


async def test_a_curriculum_full_of_markup_runs_like_any_other(place: Path) -> None:
    live = make_live(place, still_clock(), source=written("curricula/hostile.toml", CURRICULUM_TEXT))
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9", "f2", "escape", "f3", "escape", "f1", "escape")
        await command(pilot, "links")
        assert "[/]" in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert "[@click=app.quit]x[/]" in shown(pilot)
        await command(pilot, "edit_setup")
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        await command(pilot, "home")
        await press(pilot, "1")
        assert page_name(pilot) == "HomeScreen"
        assert "[/] [b]x[/b]" in shown(pilot)


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_help_tells_every_command_of_the_page_one_came_from(place: Path, language: str) -> None:
    wording.use(language)
    live = make_live(place, still_clock())
    async with stage(live, size=(160, 120)) as pilot:
        await press(pilot, "f1", "tab")
        for one in (*RunScreen.PAGE_COMMANDS, *APP_COMMANDS):
            assert t(one.label) in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_help_shows_every_key_of_a_meeting_on_one_screen_by_what_one_wants(
    place: Path, language: str
) -> None:
    wording.use(language)
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9", "f1")
        page = shown(pilot)
        for one in (*RunScreen.PAGE_COMMANDS, *APP_COMMANDS):
            if one.keys and one.meaning not in (keys.PAGE_UP, keys.PAGE_DOWN, keys.OTHER_PLACE):
                assert one.key_shown in page, one
        for group in keys.Group:
            assert t(group) in page
        assert lines_fit(pilot)


async def test_help_opens_from_every_page_and_closes_again(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        for there in ((), ("f2",), ("f3",)):
            await press(pilot, *there)
            before = page_name(pilot)
            for key in ("escape", "f1"):
                await press(pilot, "f1")
                assert page_name(pilot) == "GuideScreen"
                await press(pilot, key)
                assert page_name(pilot) == before
        assert kinds(live) == []


async def test_help_scrolls_to_its_end(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(60, 20)) as pilot:
        pilot.app.animation_level = "none"
        await press(pilot, "f1", "tab", *["pagedown"] * 12)
        assert t("app.theme_help")[-7:] in shown(pilot)  # of the last entry


async def test_links_are_copied_with_enter(place: Path) -> None:
    live = make_live(place, still_clock())
    copied: list[str] = []
    async with stage(live) as pilot:
        pilot.app.copy_to_clipboard = copied.append  # type: ignore[method-assign]
        await press(pilot, "f9", "f9")
        await command(pilot, "links")
        assert page_name(pilot) == "LinksDialog"
        assert "7分43秒〜12分51秒" in shown(pilot)
        await press(pilot, "down", "enter")
        assert copied == ["https://youtu.be/5Xr6_1nTbFM?si=aVNLXN7VCyxLVCFd"]
        assert page_name(pilot) == "RunScreen"


async def test_an_activity_without_links_says_so(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await command(pilot, "links")
        assert page_name(pilot) == "RunScreen"
        assert said(pilot)[-1] == t("app.no_links")


@pytest.mark.parametrize("space", ["space", "　"])
async def test_who_is_ticked_off_leaves_the_rounds_and_the_plan(place: Path, space: str) -> None:
    live = make_live(place, still_clock(), team=tuple(f"例野 {number}郎" for number in range(1, 21)))
    assert live.current.schedule().row("opening").minutes == 25
    async with stage(live) as pilot:
        await press(pilot, "ctrl+w")
        assert page_name(pilot) == "AttendanceScreen"
        await press(pilot, "home", space, "down", space)
        assert len(live.current.present) == 18
        await press(pilot, "escape", "f9", "f5")
        assert "例野 3郎" in facts(pilot)
        assert live.current.schedule().row("opening").minutes == 23


async def test_who_leaves_and_who_comes_late_is_set_on_the_page_and_taken_back(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "ctrl+w", "space")
        assert page_name(pilot) == "Ask"
        await press(pilot, "1")
        assert page_name(pilot) == "AttendanceScreen"
        assert f"退席 {live.clock.now():%H:%M}" in shown(pilot)
        assert len(live.current.present) == 3
        await press(pilot, "ctrl+z")
        assert len(live.current.present) == 4
        await press(pilot, "down", "space", "4")
        assert len(live.current.attendance.attendees) == 3
        await press(pilot, "space", "1")
        assert "遅れて到着" in shown(pilot)
        assert len(live.current.present) == 4
        assert misplaced(pilot) == []


async def test_who_shows_hostile_names_as_they_are(place: Path) -> None:
    live = make_live(place, still_clock(), team=(HOSTILE,))
    async with stage(live) as pilot:
        await press(pilot, "ctrl+w")
        assert "[/] [b]x[/b]" in shown(pilot)
        assert misplaced(pilot) == []


async def test_who_says_when_there_is_nobody(place: Path) -> None:
    live = make_live(place, still_clock(), team=())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+w", "escape")
        assert page_name(pilot) == "RunScreen"


@pytest.mark.parametrize("query", first_quick(["一時停止", "Pause"]))
async def test_the_palette_finds_a_command_by_either_name(place: Path, query: str) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "ctrl+p")
        await type_text(pilot, query)
        options = pilot.app.screen.query_one(OptionList)
        await until(
            pilot,
            lambda: (
                options.option_count and str(options.get_option_at_index(0).prompt).startswith("一時停止  F6")
            ),
        )
        await press(pilot, "enter")
        await until(pilot, lambda: kinds(live)[-1] == "pause")
        assert last_event(live).kind == "pause"


async def test_the_palette_lists_all_and_closes_with_escape(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+p")
        options = pilot.app.screen.query_one(OptionList)
        every = len({one.label for one in (*RunScreen.PAGE_COMMANDS, *PAGES_WITHOUT_KEY, *APP_COMMANDS)})
        await until(pilot, lambda: options.option_count == every)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


async def test_the_page_can_be_light_or_dark(place: Path) -> None:
    async with stage() as pilot:
        before = pilot.app.theme
        await pilot.app.run_action("switch_theme")
        assert pilot.app.theme != before
        await pilot.app.run_action("switch_theme")
        assert pilot.app.theme == before


async def test_ctrl_c_on_home_says_how_to_leave(place: Path) -> None:
    async with stage() as pilot:
        await press(pilot, "ctrl+c")
        assert pilot.app.is_running
        assert app_of(pilot).live is None
        assert said(pilot) == [t("app.no_kill")]


async def test_ctrl_s_says_where_it_is_saved(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "ctrl+s")
        assert live_of(pilot).store.path.name in said(pilot)[-1]
        assert focus_of(pilot) == "entry-text"


async def test_the_palette_says_when_nothing_is_found_and_how_to_leave_it(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "ctrl+p")
        assert "Esc やめる" in shown(pilot)
        await type_text(pilot, "らくだ")
        await until(pilot, lambda: "見つかりません" in shown(pilot))
        assert "その名前の操作は見つかりません" in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_notice_has_lines_of_its_own_above_the_field_and_loses_no_letter(
    place: Path, size: tuple[int, int]
) -> None:
    sentence = "次の集まりは、2026年12月10日（木）です。" * 3
    async with stage(make_live(place, still_clock()), size=size, notices=True) as pilot:
        await press(pilot, "f9")
        field, digits = bar_of(pilot).area.region, pilot.app.screen.query_one(BigTime).region
        app_of(pilot).say(sentence)
        await pilot.pause()
        await pilot.pause()
        [notice] = [one for one in pilot.app.screen.query(Notice) if one.display]
        place = notice.region
        strips = pilot.app.screen._compositor.render_strips()[place.y : place.bottom]
        lines = [strip.crop(place.x, place.right).text for strip in strips]
        assert "".join("".join(lines).split()) == sentence
        assert sum(line.count("2026年12月10日（木）") for line in lines) == 3  # no date is parted
        assert bar_of(pilot).area.region == field  # what is typed stays where it is
        assert pilot.app.screen.query_one(BigTime).region == digits
        assert notice.region.bottom <= field.y
        assert misplaced(pilot) == []
        assert primary_in_sight(pilot)


async def test_a_notice_ends_with_its_activity(place: Path) -> None:
    async with stage(make_live(place, still_clock()), notices=True) as pilot:
        await press(pilot, "f9")
        app_of(pilot).say("お知らせです")
        await pilot.pause()
        assert "お知らせです" in shown(pilot)
        await press(pilot, "f9")
        assert "お知らせです" not in shown(pilot)


async def test_a_notice_of_a_dialog_that_closes_stands_on_the_page_below(place: Path) -> None:
    async with stage(make_live(place, still_clock()), notices=True) as pilot:
        await press(pilot, "ctrl+w")
        app_of(pilot).say("お知らせです")
        await pilot.pause()
        await pilot.pause()
        assert "お知らせです" in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert "お知らせです" in shown(pilot)


async def test_a_notice_stays_on_its_page_and_a_failure_goes_along(place: Path) -> None:
    async with stage(make_live(place, still_clock()), notices=True) as pilot:
        for failed in (False, True):
            app_of(pilot).say("お知らせです", failed=failed)
            await press(pilot, "f2")
            assert ("お知らせです" in shown(pilot)) == failed
            await press(pilot, "f9")
            assert ("お知らせです" in shown(pilot)) == failed


async def test_home_begins_with_the_first_curriculum_and_says_what_each_is_for(place: Path) -> None:
    async with stage() as pilot:
        text = shown(pilot)
        assert text.index("（チームづくり編）") < text.index("（地域づくり編）") < text.index("おためし")
        assert "協働が必要な実際のケース" in text
        assert "上下キー" in text
        assert "Ctrl+Q" in rows(pilot)[-1]


async def test_the_example_in_the_folder_is_no_session_to_go_on_with(place: Path) -> None:
    async with stage(folder=shipped("sessions")) as pilot:
        assert "続きから\n" not in shown(pilot)
        assert "2026年度 第1回" not in shown(pilot)


async def test_a_rehearsal_that_was_left_is_found_under_practice(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.set_meta(demo=True)
    live.close()
    async with stage() as pilot:
        choices = pilot.app.screen.query_one(HomeList)
        practised = [one for one in choices.items if one.above == "練習する"]
        assert [one.title for one in practised] == ["2026年度 第1回"]
        choices.highlight(practised[0].key)
        await press(pilot, "enter")
        assert page_name(pilot) != "HomeScreen"


def test_git_leaves_out_peoples_sessions_and_keeps_the_example() -> None:
    lines = (Path(__file__).parents[3] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert lines.index("sessions/*.session.toml") < lines.index("!sessions/mihon.session.toml")


@pytest.mark.parametrize("page", first_quick(["people", "run", "schedule", "notes"]))
async def test_the_palette_finds_the_pages_that_have_no_key_from_every_page(place: Path, page: str) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        if page != "run":
            await command(pilot, f"show_page({page!r})")
        source = CommandSource(pilot.app.screen)
        for query, label in (
            ("チェックリスト", "チェックリスト"),
            ("todos", "ToDo"),
            ("ホーム", "はじめの画面へ"),
            ("look ahead", "先を見る"),
            ("読み上げ", "読み上げ"),
            ("振り返り", "振り返る"),
            ("review", "振り返る"),
            ("ペア", "グループ"),
            ("group", "グループ"),
            ("訪問", "チェックリスト"),
            ("持ち越し", "先を見る"),
            ("引き継ぎ", "ToDo"),
            ("前回", "振り返る"),
            ("colour", "画面の配色を切り替える"),
            ("trash", "消したものを戻す"),
        ):
            assert label in [str(hit.text).split("  ")[0].strip() async for hit in source.search(query)]
        members = [str(hit.text).strip() async for hit in source.search("メンバー")]
        assert ("メンバー" in members) == (page != "people")
