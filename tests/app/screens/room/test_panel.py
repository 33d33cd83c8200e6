"""The panel of what the room sees: what it says before, and what each choice does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.stage import (
    SIZES,
    TEAM,
    app_of,
    choose,
    go_on,
    joined,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    type_text,
    wait,
)
from jusou_tui.app.screens.room import window
from jusou_tui.app.shell.dialogs import AnswerList
from jusou_tui.app.terminal.second_window import SecondWindow
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.audience.making import view_of
from jusou_tui.audience.page import page_of
from jusou_tui.audience.web import server
from jusou_tui.live import audience
from jusou_tui.live.elsewhere import screen_link
from jusou_tui.live.session import LiveSession
from jusou_tui.timekeeping.running.countdown import timer_countdown
from jusou_tui.wording import t


def a_live(place: Path) -> LiveSession:
    live = make_live(place, still_clock())
    go_on(live)
    return live


def squeezed(text: str) -> str:
    return "".join(text.split())


def opened_sheets(live: LiveSession) -> tuple[str, str]:
    """Begin a sheet that may be shown, and one about persons; return their ids."""
    found = {worksheet.sensitive: worksheet.id for worksheet in live.curriculum.worksheets}
    return live.book.sheets.add(found[False]), live.book.sheets.add(found[True])


async def test_digits_turn_on_and_off_what_the_room_sees(place: Path) -> None:
    live = a_live(place)
    async with stage(live, notices=True) as pilot:
        await press(pilot, "f10")
        assert squeezed(t("room.not_open")) in joined(pilot)
        await press(pilot, "1")
        assert audience.audience_of(live).curtain
        assert squeezed(t("room.sees_curtain")) in joined(pilot)
        await press(pilot, "1", "4")
        assert not audience.audience_of(live).curtain
        assert not audience.audience_of(live).decisions  # there is none to show
        assert squeezed(t("room.no_decisions", notes="F3", menu="Ctrl+D")) in joined(pilot)
        decision = live.book.notes.add("次回は持ち寄る", kind="decision", step=live.current.step.id)
        live.book.notes.edit(decision, public=True)
        await press(pilot, "4")
        assert audience.audience_of(live).decisions
        await press(pilot, "4", "6")
        assert not audience.audience_of(live).decisions
        assert audience.audience_of(live).enlarge == 1
        await press(pilot, *"77777777")
        assert squeezed(t("room.size_limit")) in joined(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        await press(pilot, "ctrl+z")
        assert audience.audience_of(live).enlarge < 0  # no part of undo


async def test_the_curtain_is_drawn_under_any_question(place: Path) -> None:
    """What must be hidden cannot wait for an answer: the question stays; the panel says what is seen now."""
    live = a_live(place)
    async with stage(live, notices=True) as pilot:
        await press(pilot, "f10", "2", "4", "ctrl+u")
        assert audience.audience_of(live).curtain
        assert pilot.app.screen.query_one(LineInput).value == ""
        await press(pilot, "escape", "ctrl+u")
        assert not audience.audience_of(live).curtain
        await press(pilot, "ctrl+u")
        assert squeezed(t("room.sees_curtain")) in joined(pilot)
        await press(pilot, "escape", "ctrl+d", "ctrl+u")
        assert not audience.audience_of(live).curtain
        assert squeezed(t("room.curtain_gone", key="Ctrl+U")) in joined(pilot)
        assert pilot.app.screen.query(AnswerList) or page_name(pilot) != "RunScreen"


async def test_names_come_after_a_question_and_go_at_once(place: Path) -> None:
    live = a_live(place)
    async with stage(live) as pilot:
        await press(pilot, "f10", "5")
        assert squeezed(t("room.names_question")) in joined(pilot)
        await press(pilot, "escape")
        assert not audience.audience_of(live).names
        await press(pilot, "5", "1")
        assert audience.audience_of(live).names
        await press(pilot, "f5")
        await press(pilot, "5")
        assert not audience.audience_of(live).names


async def test_a_message_is_ready_made_or_typed_and_taken_away_again(place: Path) -> None:
    live = a_live(place)
    async with stage(live) as pilot:
        await press(pilot, "f10", "2")
        answers = [one.label for one in pilot.app.screen.query_one(AnswerList).answers]
        assert t("room.message_soon") in answers
        await choose(pilot, "own")
        await type_text(pilot, "資料は机の上にあります")
        await press(pilot, "enter")
        assert audience.audience_of(live).message == "資料は机の上にあります"
        assert "資料は机の上にあります" in joined(pilot)
        await press(pilot, "2", "2")  # to be changed: the line stands in the field, whole
        await type_text(pilot, "、ご覧ください")
        assert "資料は机の上にあります、ご覧ください" in joined(pilot)
        await press(pilot, "enter")
        assert audience.audience_of(live).message == "資料は机の上にあります、ご覧ください"
        await press(pilot, "2", "3")
        assert audience.audience_of(live).message == answers[0]
        await press(pilot, "2", "1")
        assert audience.audience_of(live).message == ""


async def test_text_typed_over_the_messages_begins_one_and_over_the_panel_is_a_note(place: Path) -> None:
    """Nothing of it is shown to the room before Enter in the message's own field."""
    live = a_live(place)
    async with stage(live) as pilot:
        await press(pilot, "f10")
        await type_text(pilot, "ひとこと")
        assert said(pilot)[-1] == t("app.typed_over")
        await press(pilot, "2")
        await type_text(pilot, "資料は机の上です")
        assert pilot.app.screen.query_one(LineInput).value == "資料は机の上です"
        await pilot.press("enter")  # in one go with the text
        assert audience.audience_of(live).message == ""
        await press(pilot, "enter")
        assert audience.audience_of(live).message == "資料は机の上です"
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(NoteArea).text == "ひとこと"


async def test_a_sheet_about_persons_is_not_offered_and_that_is_said(place: Path) -> None:
    live = a_live(place)
    harmless, sensitive = opened_sheets(live)
    async with stage(live, notices=True) as pilot:
        await press(pilot, "f10", "3")
        assert [one.id for one in pilot.app.screen.query_one(AnswerList).answers if one.key != "escape"] == [
            harmless
        ]
        assert squeezed(t("room.sheet_which_withheld")) in joined(pilot)
        await press(pilot, "1")
        assert audience.audience_of(live).sheet == harmless
        await press(pilot, "3")
        assert audience.audience_of(live).sheet is None
        live.book.sheets.remove(harmless)
        await press(pilot, "3")
        assert squeezed(t("room.no_sheet")) in joined(pilot)
    assert not audience.show_sheet(live, sensitive)


async def test_the_timer_of_groups_stands_beside_the_plenarys(place: Path) -> None:
    live = a_live(place)
    async with stage(live) as pilot:
        await press(pilot, "f10", "8", "2")
        left = timer_countdown(live.current.snapshot().progress)
        assert left is not None
        assert left.budget == 180
        await press(pilot, "8")
        await choose(pilot, "0")
        assert timer_countdown(live.current.snapshot().progress) is None


@pytest.mark.parametrize("size", SIZES)
async def test_the_window_is_asked_for_or_the_line_shown(
    place: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    live = a_live(place)
    line = f"jusou screen {live.store.path}"
    found = [SecondWindow("by_hand", None, line), SecondWindow("kitty", ("kitty",), line)]
    monkeypatch.setattr(window, "second_window", lambda *_, **__: found.pop(0))
    monkeypatch.setattr(window, "open_window", lambda _: True)
    async with stage(live, size=size) as pilot:
        await press(pilot, "f10", "9")
        assert squeezed(line)[:20] in joined(pilot)
        await press(pilot, "1")
        assert said(pilot)[-1] == t("room.line_copied")
        await press(pilot, "f10", "9")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert said(pilot)[-1] == t("room.window_large")
        assert page_name(pilot) == "RunScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_for_a_browser_and_the_seat_cards_are_offered_too(
    place: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    live = a_live(place)
    monkeypatch.setattr(window.os, "environ", {})
    copied: list[str] = []
    async with stage(live, size=size) as pilot:
        monkeypatch.setattr(pilot.app, "copy_to_clipboard", copied.append)
        await press(pilot, "f10", "a")
        assert "--web" in joined(pilot)
        await press(pilot, "1")
        await press(pilot, "f10", "b", "1")
        assert said(pilot)[-1] == t("room.line_copied")
    web, seats = copied
    assert "screen --web" in web
    assert live.store.path.name in web
    assert seats.endswith(f"{live.current.step.id} --seats")


async def test_without_the_extra_for_browsers_that_is_said(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = a_live(place)
    monkeypatch.setattr(server, "is_installed", lambda: False)
    async with stage(live) as pilot:
        await press(pilot, "f10", "a")
        assert said(pilot)[-1] == t("web.needs_extra")


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_room_sees_stands_above_the_choices_however_much_it_is(
    place: Path, size: tuple[int, int]
) -> None:
    live = a_live(place)
    harmless, _ = opened_sheets(live)
    audience.set_message(live, "休憩のあとは、大きい机に集まってください")
    audience.show_sheet(live, harmless)
    async with stage(live, size=size) as pilot:
        await press(pilot, "f10")
        assert squeezed(t("room.sees", what=""))[:5] in joined(pilot)
        assert not any(name.split()[0] in shown(pilot).split("メモ")[0] for name in TEAM)


@pytest.mark.proof
@pytest.mark.parametrize("size", SIZES)
async def test_the_top_line_says_it_beside_the_clock_in_every_state(
    place: Path, size: tuple[int, int]
) -> None:
    live = a_live(place)
    async with stage(live, size=size) as pilot:
        for seconds in (1, 30 * 60, 100 * 60):
            await wait(pilot, seconds)
            assert t("room.mark_curtain") not in shown(pilot).splitlines()[0]
            for key in ("ctrl+u", "f2", "escape", "f3", "escape", "f4", "escape"):
                await press(pilot, key)
                top = shown(pilot).splitlines()[0]
                assert t("room.mark_curtain") in top
                assert f"{live.clock.now():%H:%M}" in top
            await press(pilot, "ctrl+u")


async def test_looking_ahead_shows_the_room_nothing_of_it(place: Path) -> None:
    live = a_live(place)
    seen = page_of(view_of(audience.audience_meeting(live)))
    async with stage(live) as pilot:
        pilot.app.show_page("look")  # type: ignore[attr-defined]
        await pilot.pause()
        await press(pilot, "right", "right")
        assert page_name(pilot) == "LookScreen"
        after = page_of(view_of(audience.audience_meeting(live)))
        assert (after.where, after.heading, after.rows) == (seen.where, seen.heading, seen.rows)


class Link:
    """What follows the session in place of the thread that looks for shared screens."""

    is_watched = False

    def __init__(
        self,
        _: object,
        __: object,
        draw: Callable[[bool], object],
        *___: object,
        watched: Callable[[bool], object],
    ) -> None:
        self.draw = draw
        self.say_watched = watched
        type(self).made = self

    made: Link

    def close(self) -> None:
        """Say no more."""


async def test_a_screen_that_opens_is_said_at_once_and_people_have_seats(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = a_live(place)
    monkeypatch.setattr(screen_link, "ScreenLink", Link)
    async with stage(live) as pilot:
        host = app_of(pilot)
        host.heartbeat._link(live, screen_link.Beside(None, None))
        live.book.people.add("追加 次郎", "見本市")
        live.current.set_record(present=tuple(live.book.session.participants))
        for is_open in (True, False):
            Link.made.is_watched = is_open
            Link.made.say_watched(is_open)
            await pilot.pause()
            assert (t("room.mark_open") in shown(pilot).splitlines()[0]) is is_open
        assert sorted(live.current.record.seats.values()) == [1, 2, 3, 4, 5]
        Link.made.draw(True)
        await pilot.pause()
        assert t("room.mark_curtain") in shown(pilot).splitlines()[0]


async def test_whoever_only_looks_on_changes_nothing_of_what_the_room_sees(place: Path) -> None:
    live = a_live(place)
    live.store.read_only = True
    async with stage(live) as pilot:
        await press(pilot, "f10")
        assert squeezed(t("room.not_open")) in joined(pilot)
        answers = pilot.app.screen.query_one(AnswerList).answers
        assert [(one.id, one.key) for one in answers] == [
            ("window", "9"),
            ("web", "a"),
            ("seats", "b"),
            ("leave", "escape"),
        ]
        await press(pilot, "escape", "ctrl+u")
        assert not audience.audience_of(live).curtain


@pytest.mark.proof
async def test_the_panel_and_the_curtain_leave_every_page_where_it_is(place: Path) -> None:
    live = a_live(place)
    pages = (
        "schedule",
        "look",
        "aloud",
        "notes",
        "todos",
        "checklist",
        "people",
        "sheets",
        "review",
        "cover",
    )
    async with stage(live) as pilot:
        for name in pages:
            app_of(pilot).show_page(name)
            await pilot.pause()
            page = page_name(pilot)
            await press(pilot, "f10")
            assert squeezed(t("room.title")) in joined(pilot), name
            await press(pilot, "escape")
            assert page_name(pilot) == page, name
            for drawn in (True, False):
                await press(pilot, "ctrl+u")
                assert audience.audience_of(live).curtain is drawn, name
                assert page_name(pilot) == page, name
            await press(pilot, "escape")
