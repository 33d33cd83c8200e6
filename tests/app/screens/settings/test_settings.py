"""The settings page: each row turned on and off, saved at once, tried; a broken file asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from app.stage import (
    HOSTILE,
    SIZES,
    app_of,
    choose,
    command,
    flashes,
    focus_of,
    joined,
    lines_fit,
    make_live,
    misplaced,
    page_name,
    press,
    primary_in_sight,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
    until,
)
from jusou_tui import paths, settings, wording
from jusou_tui.app.alerts.flash import Flash
from jusou_tui.app.screens.settings.rows import NAMES, SHARE, example_alerts
from jusou_tui.wording import t
from proof import first_quick

OPEN = "show_dialog('settings')"


async def test_home_opens_them_and_escape_leads_back(place: Path) -> None:
    async with stage() as pilot:
        await command(pilot, OPEN)
        assert page_name(pilot) == "SettingsScreen"
        assert "設定" in shown(pilot)
        await command(pilot, OPEN)
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"


@pytest.mark.proof
async def test_every_page_of_a_session_opens_them_and_gets_its_focus_back(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        for keys in ((), ("f2",), ("f3",), ("f4",), ("f11",)):
            await press(pilot, *keys)
            in_field = focus_of(pilot) == "entry-text"
            if in_field:
                await type_text(pilot, "書きかけ")
            before = page_name(pilot), focus_of(pilot)
            await command(pilot, OPEN)
            assert page_name(pilot) == "SettingsScreen", keys
            await press(pilot, "escape")
            assert (page_name(pilot), focus_of(pilot)) == before
            assert ("書きかけ" in shown(pilot)) == in_field
            await press(pilot, *["escape"] * len(keys))


@pytest.mark.parametrize("query", first_quick(["Settings", "設定"]))
async def test_the_palette_finds_them_by_either_name(place: Path, query: str) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, query)
        options = pilot.app.screen.query_one(OptionList)
        await until(
            pilot,
            lambda: options.option_count and str(options.get_option_at_index(0).prompt).startswith("設定"),
        )
        await press(pilot, "enter")
        await until(pilot, lambda: page_name(pilot) == "SettingsScreen")


async def test_each_row_is_turned_off_and_on_and_is_in_the_file_at_once(place: Path) -> None:
    async with stage() as pilot:
        await command(pilot, OPEN)
        for key in NAMES:
            if key != SHARE:
                await press(pilot, "enter")
                assert settings.load() == settings.Settings(**{key: False})
                assert f"オフ  {t(NAMES[key][0])}" in shown(pilot)
                await press(pilot, "enter")
                assert settings.load() == settings.Settings()
                assert "オフ" not in shown(pilot)
            await press(pilot, "down")


async def test_a_row_is_turned_off_and_on_by_each_of_its_keys(place: Path) -> None:
    async with stage() as pilot:
        await command(pilot, OPEN)
        for off, on in (("enter", "enter"), ("left", "right"), ("left", "delete")):
            await press(pilot, off)
            assert settings.load() == settings.Settings(screen_flash=False), off
            assert "オフ" in text_of(pilot, "#list"), off
            await press(pilot, on)
            assert settings.load() == settings.Settings(), on
        assert "既定の値に戻しました" in said(pilot)[-1]


async def test_the_share_goes_up_and_down_within_its_bounds(place: Path) -> None:
    async with stage() as pilot:
        await command(pilot, OPEN)
        await press(pilot, "end")
        for keys, share in (
            (("left",), 70),
            (("left",) * 9, 50),
            (("right",), 60),
            (("delete",), 80),
            (("right",) * 9, 100),
        ):
            await press(pilot, *keys)
            assert settings.load().shortest_share == share
            assert f"{share}%" in shown(pilot)
        await press(pilot, "enter")
        assert settings.load().shortest_share == 90
        await press(pilot, *["enter"] * 5)
        assert settings.load().shortest_share == 100


async def test_each_signal_can_be_tried_even_where_it_is_off(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    monkeypatch.delenv("TMUX", raising=False)
    async with stage(flash=True) as pilot:
        app, heard = app_of(pilot), list[str]()
        monkeypatch.setattr(app, "bell", lambda: heard.append("bell"))
        monkeypatch.setattr(app.notifier, "write", heard.append)
        app.notifier.title._write = heard.append
        await command(pilot, OPEN)
        for key in NAMES:
            if key not in {SHARE, "hints"}:
                settings.change(key, False)
                await press(pilot, "ctrl+d")
                await choose(pilot, "try_it")
                _check_trial(key, flashes(pilot), heard, joined(pilot))
                assert focus_of(pilot) == "list"
                settings.change(key, True)
            for flash in pilot.app.screen.query(Flash):
                flash.end()
            heard.clear()
            await press(pilot, "down")
            heard.clear()


def _check_trial(key: str, flashed: bool, heard: list[str], page: str) -> None:
    """Check that what was tried is shown and heard, each way of telling alone and each moment by all ways."""
    sentence = example_alerts(key)[0].sentence
    if key == "screen_flash":
        assert (flashed, heard) == (True, [])
    elif key == "bell":
        assert (flashed, heard) == (False, ["bell"])
    elif key == "title_flash":
        assert heard == [f"\x1b[22;2t\x1b]2;{sentence}\x07"]
    elif key == "desktop_notice":
        assert heard == [f"\x1b]9;{sentence}\x07"]
    else:
        assert flashed
        assert len(heard) == 3
    assert not flashed or "".join(sentence.split()) in page


async def test_what_cannot_be_tried_or_given_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERM_PROGRAM", "TMUX", "KITTY_WINDOW_ID", "WT_SESSION", "VTE_VERSION", "LC_TERMINAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with stage() as pilot:
        await command(pilot, OPEN)
        await press(pilot, "end")
        await command(pilot, "try_it")
        assert said(pilot)[-1] == t("settings.no_try")
        await press(pilot, "home", "down", "down")
        await command(pilot, "try_it")
        assert said(pilot)[-1] == t("settings.no_notice")
        await press(pilot, "end", "up")
        await command(pilot, "try_it")
        assert said(pilot)[-1] == t("timekeeping.hint_next", key="F9")


async def test_a_file_that_cannot_be_read_is_said_and_asked_about(place: Path) -> None:
    path = paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {HOSTILE!r}\nbell = 5\n", encoding="utf-8")
    before = path.read_bytes()
    async with stage() as pilot:
        await command(pilot, OPEN)
        assert "設定ファイルを読めないので、既定の設定で動いています" in joined(pilot)
        await press(pilot, "enter", "escape")
        assert path.read_bytes() == before
        await press(pilot, "enter", "1")
        assert settings.load() == settings.Settings(screen_flash=False)
        assert path.with_name("settings-1.toml").read_bytes() == before
        assert "settings-1.toml" in said(pilot)[-1]
        assert "読めない" not in shown(pilot)


async def test_settings_that_cannot_be_written_are_said_to_be_so(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = place.parent / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("JUSOU_SETTINGS", str(blocked / "deep" / "settings.toml"))
    async with stage() as pilot:
        await command(pilot, OPEN)
        await press(pilot, "enter", *["enter"] * 2)
        assert "設定を保存できませんでした" in said(pilot)[-1]
        assert page_name(pilot) == "SettingsScreen"


@pytest.mark.proof
@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_the_page_fits(place: Path, language: str) -> None:
    wording.use(language)
    async with stage(size=SIZES[0]) as pilot:
        await command(pilot, OPEN)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            for key in ("home", "end"):
                await press(pilot, key)
                assert lines_fit(pilot)
                assert misplaced(pilot) == []
                assert primary_in_sight(pilot)
            assert t("settings.share") in shown(pilot)
