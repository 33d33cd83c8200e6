"""Signals in words: what is told when, cues with their text, hints once, the window's title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.stage import (
    CURRICULUM,
    app_of,
    facts,
    flashes,
    joined,
    make_live,
    press,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    wait,
)
from fake_clock import FakeClock
from jusou_tui import settings
from jusou_tui.app.alerts.flash import Flash
from jusou_tui.app.alerts.notifier import Notifier
from jusou_tui.app.shell.keys import CONTROLS
from jusou_tui.live import controls
from jusou_tui.live.meeting_words.alerts import SETTING_OF, alerts_between, title_of
from jusou_tui.live.session import LiveSession

CUED = """
schema = 1
id = "cued"
version = "1"
programme = { title = "見本", short_title = "見本" }

[[steps]]
id = "one"
kind = "meeting"
title = "合図のある集まり"
label = "Step1"

[[steps.activities]]
id = "first"
title = "話す"
duration = { minutes = 10 }
segments = [
    { id = "alone", title = "一人で書く", minutes = 3 },
    { id = "share", title = "分かち合う", minutes = 4 },
]
cues = [
    { after = 4, text = "シート1を配る" },
    { after = 8, text = "シート2を配る [/]" },
    { after = 9, text = "窓を開ける" },
]

[[steps.activities]]
id = "second"
title = "まとめる"
duration = { minutes = 10 }
"""


@pytest.fixture
def cued(place: Path) -> LiveSession:
    source = place.parent / "cued.toml"
    source.write_text(CUED, encoding="utf-8")
    return make_live(place, still_clock(), source=source)


async def test_a_cue_is_told_with_its_text_at_its_minute(cued: LiveSession) -> None:
    async with stage(cued, flash=True) as pilot:
        rung: list[int] = []
        app_of(pilot).bell = lambda: rung.append(1)  # type: ignore[method-assign]
        await press(pilot, "f9")
        await wait(pilot, 3 * 60 + 50)
        count = len(rung)
        await wait(pilot, 10)
        assert "4分経過しました。シート1を配る" in said(pilot)[-1]
        assert len(rung) == count + 1
        assert "シート1を配る" in joined(pilot)
        await wait(pilot, 30)
        assert len(rung) == count + 1


async def test_a_cue_at_the_minute_of_another_signal_is_told_with_it(cued: LiveSession) -> None:
    async with stage(cued) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 5 * 60)
        await wait(pilot, 3 * 60)
        assert said(pilot)[-1].replace("\n", "").startswith("残り時間が2割になりました。")
        assert "シート2を配る [/]" in said(pilot)[-1]


async def test_a_late_look_names_all_cues_the_last_first(cued: LiveSession) -> None:
    async with stage(cued) as pilot:
        await press(pilot, "f9")
        before = cued.current.snapshot()
        await wait(pilot, 5)
        app_of(pilot).clock.advance(530)  # type: ignore[attr-defined]
        found = alerts_between(before, cued.current.snapshot(), CONTROLS)
        assert found is not None
        assert [one.sentence for one in found.alerts if one.moment == "cue"] == [
            "8分経過しました。シート2を配る [/]",
            "4分経過しました。シート1を配る",
        ]


async def test_the_card_marks_the_cues_that_came_and_the_next_without_moving(cued: LiveSession) -> None:
    async with stage(cued, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        card = text_of(pilot, "#card")
        assert "シート1を配る   次" in card
        assert card.count(" 済") == 0
        await wait(pilot, 4 * 60)
        card = text_of(pilot, "#card")
        assert "シート1を配る   済" in card
        assert "シート2を配る [/]   次" in card
        await wait(pilot, 6 * 60)
        assert text_of(pilot, "#card").count("   済") == 3
        await press(pilot, "f9", "ctrl+b")
        assert text_of(pilot, "#card").count("   済") == 3, "the key was pressed by mistake"
        await press(pilot, "f9")
        await wait(pilot, 2 * 60)
        await press(pilot, "ctrl+b", "2")
        assert text_of(pilot, "#card").count("   済") == 0, "another run begins anew"


async def test_a_hint_comes_when_the_last_timed_part_is_over_once_in_a_run(cued: LiveSession) -> None:
    async with stage(cued) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 3 * 60)
        assert "この手順の時間が終わりました。" in said(pilot)[-1]
        assert "よいころ" not in said(pilot)[-1], "a part is to come"
        await press(pilot, "f5")
        await wait(pilot, 4 * 60)
        assert "そろそろ次へ進んでもよいころです（F9）。" in said(pilot)[-1]
        await press(pilot, "ctrl+up", "f5")
        await wait(pilot, 5 * 60)
        assert [text for text in said(pilot) if "よいころ" in text] == [said(pilot)[-2]]
        assert cued.current.snapshot().row.key == "first", "nothing goes on by itself"


async def test_a_hint_comes_with_the_end_of_the_time_where_no_part_is_left(cued: LiveSession) -> None:
    async with stage(cued) as pilot:
        await press(pilot, "f9", "f9")
        await wait(pilot, 9 * 60)
        await wait(pilot, 60)
        assert said(pilot)[-1].replace("\n", "") == "時間になりました。そろそろ終えてもよいころです（F9）。"
        settings.change("hints", False)
        await press(pilot, "ctrl+b", "2", "f9")
        await wait(pilot, 10 * 60)
        assert said(pilot)[-1].replace("\n", "") == "時間になりました。区切りのよいところで次へ進みましょう。"


async def test_who_asks_for_a_part_behind_the_last_one_is_told_so_each_time(cued: LiveSession) -> None:
    async with stage(cued) as pilot:
        await press(pilot, "f9", "f5")
        count = len(said(pilot))
        await pilot.press("f5")
        assert len(said(pilot)) == count, "a double press asks for nothing"
        await press(pilot, "f5")
        assert "最後の手順まで来ました。" in said(pilot)[-1]
        await press(pilot, "f5")
        assert len(said(pilot)) == count + 2


class Program:
    """What a notifier asks of the program; keeps what was said."""

    _driver = None
    is_headless = True
    screen: Any = None

    def __init__(self) -> None:
        self.said = ""

    def say(self, text: str, *, failed: bool = False, about: str = "") -> None:
        self.said += text.replace("\n", "")

    def bell(self) -> None: ...

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Any: ...

    def run_worker(self, work: Callable[[], None], *, thread: bool, exit_on_error: bool) -> object: ...

    def call_from_thread(self, callback: Callable[[str], None], argument: str) -> None: ...


@pytest.mark.parametrize("key", sorted(set(SETTING_OF.values())))
def test_each_moment_can_be_turned_off(cued: LiveSession, key: str) -> None:
    words = {
        "fifth_left": "2割",
        "last_minute": "残り1分です",
        "time_up": "時間になりました",
        "overtime": "分超過しました",
        "cues": "経過しました",
        "turns": "この手順の時間が終わりました",
        "hints": "そろそろ",
    }
    settings.change(key, False)
    settings.change("screen_flash", False)
    meeting, clock, program = cued.current, cued.clock, Program()
    notifier = Notifier(program)
    controls.go_on(meeting)
    assert isinstance(clock, FakeClock)
    for number in range(32):
        if number == 6:
            controls.advance(meeting)
        before = meeting.snapshot()
        clock.advance(30)
        if batch := alerts_between(before, meeting.snapshot(), CONTROLS):
            notifier.deliver(batch)
    assert {name for name, word in words.items() if word not in program.said} == {key}
    cued.close()


async def test_a_signal_comes_again_after_added_time(cued: LiveSession) -> None:
    async with stage(cued) as pilot:
        await press(pilot, "f9")
        for _ in range(20):
            await wait(pilot, 30)
        for _ in range(5):
            await press(pilot, "f8")
        for _ in range(10):
            await wait(pilot, 30)
        told = " ".join(said(pilot))
        assert told.count("残り1分です") == 2
        assert told.count("時間になりました") == 2


async def test_the_title_tells_where_the_meeting_is_by_the_minute(cued: LiveSession) -> None:
    async with stage(cued) as pilot:
        told: list[str] = []
        app_of(pilot).notifier.title.show = told.append  # type: ignore[method-assign]
        await press(pilot, "f9")
        for _ in range(9):
            await wait(pilot, 20)
        assert told == ["残り10分 話す", "残り9分 話す", "残り8分 話す", "残り7分 話す"]
        await press(pilot, "f6")
        assert told[-1] == "一時停止中 話す"
        await wait(pilot, 300)
        assert told[-1] == "一時停止中 話す"
        await press(pilot, "f6")
        await wait(pilot, 7 * 60)
        assert told[-1] == "時間です 話す"
        await wait(pilot, 125)
        assert told[-1] == "2分超過 話す"
        settings.change("title_flash", False)
        await wait(pilot, 60)
        assert told[-1] == ""
        settings.change("title_flash", True)
        await press(pilot, "f9")
        assert told[-1] == "残り10分 まとめる"
        await press(pilot, "f9", "1")
        assert told[-1] == ""
        assert title_of(cued.current.snapshot()) == ""


async def test_leaving_the_meeting_gives_the_title_back(place: Path) -> None:
    async with stage(make_live(place, still_clock(), source=CURRICULUM)) as pilot:
        sent: list[str] = []
        app_of(pilot).notifier.title._write = sent.append
        await press(pilot, "f9")
        assert sent[-1].startswith("\x1b[22;2t\x1b]2;残り15分")
        app_of(pilot).show_home()
        await pilot.pause()
        assert sent[-1] == "\x1b]2;\x07\x1b[23;2t"


async def test_settings_that_cannot_be_read_are_said_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = place.parent / "broken.toml"
    broken.write_text("bell =", encoding="utf-8")
    monkeypatch.setenv("JUSOU_SETTINGS", str(broken))
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 120)
        assert sum("設定ファイルを読めない" in text.replace("\n", "") for text in said(pilot)) == 1
        assert "残り" in facts(pilot)
        assert "オープニング" in shown(pilot)
    assert broken.read_text(encoding="utf-8") == "bell ="


async def test_a_signal_in_a_band_is_not_said_a_second_time_and_ends_with_its_activity(place: Path) -> None:
    async with stage(make_live(place, still_clock()), flash=True, notices=True) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 14 * 60)
        assert flashes(pilot)
        assert joined(pilot).count("残り1分です") == 1
        await press(pilot, "f9")
        assert not flashes(pilot)


async def test_what_is_said_about_a_turn_goes_when_its_time_is_up(place: Path) -> None:
    settings.change("screen_flash", False)
    async with stage(make_live(place, still_clock()), notices=True) as pilot:
        await press(pilot, "f9", "f5")
        await wait(pilot, 50)
        assert "持ち時間はもう少しです" in joined(pilot)
        await wait(pilot, 11)
        assert "持ち時間はもう少しです" not in joined(pilot)


async def test_what_an_act_said_goes_with_the_next_one(place: Path) -> None:
    async with stage(make_live(place, still_clock()), notices=True) as pilot:
        await press(pilot, "f9", "f12")
        assert "元に戻しました" in joined(pilot)
        await press(pilot, "pagedown")
        assert "元に戻しました" in joined(pilot)
        await press(pilot, "f1")
        assert "元に戻しました" not in joined(pilot)
        await press(pilot, "escape")
        assert "元に戻しました" not in joined(pilot)


async def test_in_a_small_window_a_band_leaves_text_and_log_in_sight_and_help_whole(place: Path) -> None:
    async with stage(make_live(place, still_clock()), size=(60, 20), flash=True, notices=True) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 14 * 60)
        (band,) = pilot.app.screen.query(Flash)
        assert flashes(pilot)
        page = pilot.app.screen
        for part in ("#clock", "#bar", "#across", "#card", "#notes", "#entry"):
            assert not band.region.overlaps(page.query_one(part).region), part
        assert "残り1分です" in joined(pilot)
        await press(pilot, "f1")
        still = app_of(pilot).clock
        assert isinstance(still, FakeClock)
        for _ in range(4):
            still.advance(15)
            app_of(pilot).heartbeat.now()
        await pilot.pause()
        assert not flashes(pilot)
        assert "時間になりました" in joined(pilot)
