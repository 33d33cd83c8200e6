"""Every dialog: made of one base, readable in all themes, its page behind it; opening writes nothing."""

from __future__ import annotations

import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen

from app.stage import (
    BEGIN,
    SIZES,
    app_of,
    command,
    lines_fit,
    live_of,
    make_live,
    press,
    rows,
    shown,
    stage,
    still_clock,
    until,
    wait,
)
from app.test_themes import contrast
from jusou_tui import app as app_package
from jusou_tui.app import theme
from jusou_tui.app.screens.people.assign import AssignScreen
from jusou_tui.app.screens.people.likely import LikelyScreen
from jusou_tui.app.screens.run.links import LinksDialog
from jusou_tui.app.screens.run.screen import RunScreen
from jusou_tui.app.shell.dialogs import Answer, Ask, Dialog
from jusou_tui.app.shell.palette import Palette
from jusou_tui.live.meeting_words.links import Link
from jusou_tui.live.session import LiveSession
from jusou_tui.session.people.mentions import Passage
from jusou_tui.session.people.roster.reading import read_text
from jusou_tui.wording import t
from proof import first_then_others

Open = Callable[[Pilot[int]], Awaitable[None]]


def by_keys(*keys: str) -> Open:
    async def show(pilot: Pilot[int]) -> None:
        await press(pilot, *keys)

    return show


def of_people(action: str) -> Open:
    async def show(pilot: Pilot[int]) -> None:
        app_of(pilot).show_page("people")
        await pilot.pause()
        await command(pilot, action)

    return show


def made(make: Callable[[], Dialog[object]]) -> Open:
    async def show(pilot: Pilot[int]) -> None:
        await app_of(pilot).push_screen(make())
        await pilot.pause()

    return show


LINKS = [
    Link("動画1", "7:43-12:51", "https://example.com/watch?v=1&t=463s"),
    Link("手引き", "", "https://example.com/"),
]
ROSTER = "名前,役割\n見本 花子,司会\n例野 一郎,書記\n"

DIALOGS: dict[str, Open] = {
    "menu": by_keys("ctrl+d"),
    "menu of a row": by_keys("f2", "down", "ctrl+d"),
    "add": by_keys("f2", "down", "insert"),
    "a length": by_keys("f2", "down", "ctrl+d", "3"),
    "next": by_keys("f2", "f9"),
    "go there": by_keys("f2", "end", "enter", "enter"),
    "end on time": by_keys("ctrl+e"),
    "who is here": by_keys("ctrl+w"),
    "palette": by_keys("ctrl+p"),
    "groups": of_people("show_dialog('groups')"),
    "take in": of_people("take_in"),
    "farewell": of_people("farewell"),
    "links": made(lambda: LinksDialog(LINKS)),
    "columns": made(lambda: AssignScreen(read_text(ROSTER))),
    "likely": made(lambda: LikelyScreen("見本 花子", PASSAGES)),
}
PASSAGES = [Passage("前の", "花子", "後の言葉"), Passage("", "見本さん", "")]


async def late(pilot: Pilot[int]) -> None:
    """Begin, and be late in the second activity."""
    await press(pilot, "f9")
    await wait(pilot, 27 * 60)
    await press(pilot, "f9")


def a_live(place: Path) -> LiveSession:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=BEGIN.replace(hour=16, minute=20))
    return live


def box_of(pilot: Pilot[int]) -> Region:
    """Return where the dialog in sight is."""
    screen = pilot.app.screen
    if isinstance(screen, Palette):
        return screen.query_one("#--container").region
    return screen.query_one(".modal").region


def weak(pilot: Pilot[int]) -> Iterator[str]:
    """Yield what is hard to read in the dialog in sight: text with a contrast below 4.5."""
    box = box_of(pilot)
    for y, strip in enumerate(pilot.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            place, x = x, x + segment.cell_length
            style = segment.style
            inside = box.contains(place, y) and segment.text.strip(" ▁▂▃▄▅▆▇█▔─━▎▊")
            if not inside or style is None or style.color is None or style.bgcolor is None:
                continue
            front, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            if style.reverse:
                front, back = back, front
            if style.dim or contrast(front, back) < 4.5:
                yield f"{segment.text!r} {front.hex} on {back.hex}"


def test_every_dialog_is_made_of_one_base() -> None:
    for module in pkgutil.walk_packages(app_package.__path__, f"{app_package.__name__}."):
        import_module(module.name)

    def below(kind: type) -> set[type]:
        return {kind}.union(*map(below, kind.__subclasses__()))

    ours = {kind for kind in below(ModalScreen) if kind.__module__.startswith("jusou_tui")}
    assert {kind.__name__ for kind in ours if not issubclass(kind, Dialog)} == {"Palette"}


@pytest.mark.parametrize("names", first_then_others(DIALOGS))
async def test_opening_a_dialog_writes_nothing_and_it_reads_in_every_theme_and_size(
    place: Path, names: tuple[str, ...]
) -> None:
    live = a_live(place)
    async with stage(live) as pilot:
        await late(pilot)
        await press(pilot, "f2")
        await press(pilot, "escape")
        for named in (theme.DARK, theme.LIGHT):
            app_of(pilot).theme = named
            for name in names:
                live.save()
                content, revision = live.book.session, live.content_version
                await DIALOGS[name](pilot)
                assert isinstance(pilot.app.screen, Dialog | Palette), name
                assert live_of(pilot).content_version == revision, name
                assert live.book.session.model_copy(update={"view": content.view}) == content, name
                assert list(weak(pilot)) == [], (name, named)
                for size in SIZES if named == theme.DARK else ():
                    await pilot.resize_terminal(*size)
                    await until(pilot, lambda: lines_fit(pilot))  # painted anew in this size
                    assert pilot.app.screen.region.contains_region(box_of(pilot)), (name, size)
                await pilot.resize_terminal(80, 24)
                await close_all(pilot)


async def close_all(pilot: Pilot[int]) -> None:
    """Close every dialog, and lead back to the page of the meeting."""
    while len(pilot.app.screen_stack) > 1:
        pilot.app.pop_screen()
    await pilot.pause()
    if not isinstance(pilot.app.screen, RunScreen):
        await press(pilot, "escape")
    assert isinstance(pilot.app.screen, RunScreen)


async def test_the_page_stays_in_sight_behind_a_dialog_and_its_countdown_goes_on(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2")
        top = rows(pilot)[0]
        assert "残り 14:5" in top
        await press(pilot, "down", "ctrl+d")
        assert isinstance(pilot.app.screen, Ask)
        await pass_seconds(pilot, 35, 30)
        await until(pilot, lambda: "残り 13:5" in rows(pilot)[0])


async def test_a_dialog_over_a_dialog_shows_the_page_and_none_of_the_lower_box(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9", "f2", "down", "ctrl+d")
        menu = pilot.app.screen
        assert isinstance(menu, Ask)
        title = next(row for row in rows(pilot) if "できること" in row)
        await pass_seconds(pilot, 65)
        await until(pilot, lambda: t("app.gap_title") in shown(pilot))
        await until(pilot, lambda: "残り 13:5" in rows(pilot)[0])
        assert pilot.app.screen is not menu
        assert title not in rows(pilot)


async def pass_seconds(pilot: Pilot[int], *parts: float) -> None:
    """Let time pass, with a look at it after each part: none longer than a minute is a gap of the program."""
    for seconds in parts:
        live_of(pilot).clock.advance(seconds)  # type: ignore[attr-defined]
        app_of(pilot).heartbeat.now()
        await pilot.pause()


async def test_a_question_begins_at_what_changes_nothing(place: Path) -> None:
    live = a_live(place)
    async with stage(live) as pilot:
        await late(pilot)
        for opened in ("next", "go there", "farewell"):
            await DIALOGS[opened](pilot)
            question = pilot.app.screen
            assert isinstance(question, Ask)
            answers = question.answer_list
            assert answers.answers[answers.index].safe, opened
            before = live.content_version
            await press(pilot, "enter")
            assert live.content_version == before
            for _ in range(3):
                await press(pilot, "escape")


async def test_a_digit_marks_all_passages_and_ctrl_a_is_left_to_fields(place: Path) -> None:
    found: list[object] = []
    async with stage(a_live(place)) as pilot:
        pilot.app.push_screen(LikelyScreen("見本 花子", PASSAGES), found.append)
        await press(pilot, "ctrl+a", "1", "enter")
        assert found == [PASSAGES]


async def test_a_box_stays_in_its_columns_when_something_is_said_below_it(place: Path) -> None:
    async with stage(make_live(place, still_clock()), size=SIZES[0], notices=True) as pilot:
        await press(pilot, "f9", "ctrl+w")
        before = box_of(pilot)
        app_of(pilot).say(t("app.typed_refused"))
        await pilot.pause()
        box = box_of(pilot)
        assert (box.x, box.width) == (before.x, before.width)
        assert t("app.typed_refused")[:10] in shown(pilot)


async def test_what_is_said_below_a_full_question_hides_no_answer(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(60, 20), notices=True) as pilot:
        answers = [Answer(str(number), f"答え{number}", safe=number == 3) for number in range(4)]
        await pilot.app.push_screen(Ask("長い質問", "説明の一文です。" * 40, answers))
        await pilot.pause()
        app_of(pilot).say("二行にわたる長い知らせを質問の下に出して、答えが隠れないことを見ます。")
        await pilot.pause()
        shown_rows = rows(pilot)
        assert any("二行にわたる" in line for line in shown_rows)
        for number in range(4):
            assert any(f"答え{number}" in line for line in shown_rows), "\n".join(shown_rows)
