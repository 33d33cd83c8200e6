"""A stage for the app's tests: a session with a team and a still clock, the app on it, what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from fake_clock import FakeClock
from jusou_tui import paths
from jusou_tui.app.alerts.flash import Flash
from jusou_tui.app.main import JusouApp
from jusou_tui.app.screens.home.screen import HomeScreen
from jusou_tui.app.shell.dialogs import AnswerList
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.start import Start
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.live import controls
from jusou_tui.live.meeting_words.alerts import Alert, joined_sentence
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Event, Note, Session
from jusou_tui.session.storage.backups import rescue
from jusou_tui.text.terminal import cell_width
from session.samples import identity

BEGIN = datetime(2026, 12, 10, 13, 30).astimezone()
"""In the zone of the machine, whichever it is: pages show times in it."""
CURRICULUM = paths.shipped("curricula") / "team-building.toml"
TEAM = ("見本 花子", "例野 一郎", "雛形 健", "仮名 太郎")
SIZES = ((60, 20), (80, 24), (120, 40))
STEP = "step1"
LOOKS = 2000
"""How often is looked for something that comes by itself, ten milliseconds apart at least."""
HOSTILE = "[/] [b]x[/b] \\[ \x1b[2J\x1b]0;x\x07 $x {y}"
"""What must never be taken as markup, as a terminal's sequence or as a field of a sentence."""


def curriculum() -> Curriculum:
    return load(CURRICULUM)


def still_clock() -> FakeClock:
    return FakeClock(BEGIN)


def make_live(
    folder: Path, clock: FakeClock, *, team: tuple[str, ...] = TEAM, source: Path = CURRICULUM, **view: Any
) -> LiveSession:
    """Return a session whose meeting is set up for 13:30 to 16:30 and has not begun."""
    live = LiveSession.create(load(source), source, folder, "2026年度 第1回", clock)
    for name in team:
        live.book.people.add(name, "見本市")
    end = BEGIN.replace(hour=16)
    live.book.meetings.set(
        live.current.step.id, date=BEGIN.date(), start=BEGIN, booked_end=end.replace(minute=30)
    )
    live.book.set_view(**({"screen": "run", "step": live.current.step.id} | view))
    return live


def leave_unsaved(live: LiveSession, text: str) -> LiveSession:
    """Close a session of which a note could not be saved, number 80; return it opened once more."""
    live.save()
    rescued = read(live.store.path)
    rescued.notes[identity(80)] = Note(at=BEGIN, text=f"{text}\n")
    live.close()
    rescue(live.book.meta.id, render(rescued), RealFileSystem())
    return LiveSession.open(live.store.path, live.clock)


def book_until_plan_ends(live: LiveSession) -> None:
    """Book the meeting in view until its plan ends, so that late by the one is late by the other."""
    live.book.meetings.set(live.current.step.id, booked_end=live.current.schedule().end)


def go_on(live: LiveSession, seconds: float = 1) -> None:
    """Begin, or go to the next row, without a page; then let so much time pass."""
    controls.go_on(live.current)
    live.clock.advance(seconds)  # type: ignore[attr-defined]  # the stage's own clock


class StagedApp(JusouApp):
    """The app, which remembers what it told in passing."""

    shows_notices = True
    draws_seldom = True

    def remember(self, sentence: str) -> None:
        self.told = [*getattr(self, "told", []), sentence]

    def notify(self, message: str, **facts: Any) -> None:
        self.remember(message)
        if self.shows_notices:
            super().notify(message, **facts)


@asynccontextmanager
async def stage(
    live: LiveSession | None = None,
    *,
    folder: Path = Path("sessions"),
    source: Path | None = None,
    clock: FakeClock | None = None,
    size: tuple[int, int] = (80, 24),
    notices: bool = False,
    flash: bool = False,
) -> AsyncIterator[Pilot[int]]:
    """Run the app on a session, on a set-up (`source`), or at home; `notices` and `flash` show those."""
    kind = "session" if live else "setup" if source else "home"
    app = StagedApp(
        Start(kind, folder, curriculum=source),
        live=live,
        curriculum=load(source) if source else None,
        clock=clock or (None if live else still_clock()),
    )
    app.shows_notices = notices
    show_band = app.notifier.flash

    def say_by_band(alerts: Sequence[Alert]) -> None:
        app.remember(joined_sentence(alerts))
        if flash:
            show_band(alerts)

    app.notifier.flash = say_by_band  # type: ignore[method-assign]
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await listed(pilot)
            yield pilot
    finally:
        app.close_session()
        if live is not None:
            live.close()


def app_of(pilot: Pilot[int]) -> JusouApp:
    assert isinstance(pilot.app, JusouApp)
    return pilot.app


def live_of(pilot: Pilot[int]) -> LiveSession:
    return app_of(pilot).open_live


def page_name(pilot: Pilot[int]) -> str:
    return type(pilot.app.screen).__name__


def bar_of(pilot: Pilot[int]) -> EntryBar:
    return pilot.app.screen.query_one(EntryBar)


def focus_of(pilot: Pilot[int]) -> str | None:
    return pilot.app.focused.id if pilot.app.focused else None


async def listed(pilot: Pilot[int]) -> None:
    """Wait until the page in sight lists all that there is: home reads its sessions in a thread."""
    page = pilot.app.screen
    if isinstance(page, HomeScreen) and page.is_reading:
        await until(pilot, lambda: not page.is_reading or not page.is_attached)
        await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, a second between them: nobody is faster on purpose."""
    clock = app_of(pilot).clock
    for key in keys:
        if isinstance(clock, FakeClock):
            clock.advance(1.0)
        await pilot.press(key)
    await pilot.pause()
    await listed(pilot)


async def choose(pilot: Pilot[int], answer: str) -> None:
    """Give an answer of the dialog in sight, by its id, with the key that it shows."""
    answers = pilot.app.screen.query_one(AnswerList).answers
    await press(pilot, next(one.key for one in answers if one.id == answer))


async def command(pilot: Pilot[int], action: str) -> None:
    """Choose a command of the page or the program as the palette does, by its action."""
    page, clock = pilot.app.screen, app_of(pilot).clock
    assert isinstance(page, JusouScreen)
    if isinstance(clock, FakeClock):
        clock.advance(1.0)
    await page.run_command(action)
    await pilot.pause()
    await listed(pilot)


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type as an IME commits: all characters at once. A newline is Ctrl+J."""
    for character in text:
        if character == "\n":
            await pilot.press("ctrl+j")
        else:
            pilot.app.post_message(events.Key(_character_to_key(character), character))
    await pilot.pause()
    await pilot.pause()


async def until(pilot: Pilot[int], ready: Callable[[], object]) -> None:
    """Wait for what a thread or a timer of Textual's brings; fail with the page where it never comes."""
    for _ in range(LOOKS):
        if ready():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"waited in vain\n{shown(pilot)}")


async def wait(pilot: Pilot[int], seconds: float) -> None:
    """Let time pass with the program alive and awake, and show where that leads."""
    clock, live = app_of(pilot).clock, live_of(pilot)
    assert isinstance(clock, FakeClock)
    clock.advance(seconds)
    live.continuity.watch.read()
    live.continuity.heartbeat(force=True)
    pilot.app.screen.after_change()  # type: ignore[attr-defined]
    await pilot.pause()


def rows(pilot: Pilot[int]) -> list[str]:
    """Return what is on the screen, a text a line."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def shown(pilot: Pilot[int]) -> str:
    """Return what is on the screen as one text, lines apart by newlines."""
    return "\n".join(line.rstrip() for line in rows(pilot))


def joined(pilot: Pilot[int]) -> str:
    """Return what is on the screen without any space or line end: sentences are found wherever they wrap."""
    return "".join(shown(pilot).split())


def said(pilot: Pilot[int]) -> list[str]:
    """Return the sentences that were told in passing, newest last."""
    return list(getattr(pilot.app, "told", []))


def flashes(pilot: Pilot[int]) -> bool:
    """Return whether a signal is shown across the page."""
    return any(flash.display for flash in pilot.app.screen.query(Flash))


def facts(pilot: Pilot[int]) -> str:
    """Return the words beside the digits."""
    return text_of(pilot, "#details-top", "#part-line", "#details-next")


def text_of(pilot: Pilot[int], *selectors: str) -> str:
    """Return what widgets show."""
    found: list[str] = []
    for selector in selectors:
        widget = pilot.app.screen.query_one(selector)
        found += [strip.text.rstrip() for strip in widget.render_lines(widget.outer_size.region)]
    return "\n".join(found)


def kinds(live: LiveSession) -> list[str]:
    return [event.kind for _, event in live.current.events]


def last_event(live: LiveSession) -> Event:
    return live.current.events[-1][1]


def on_disk(live: LiveSession) -> Session:
    """Save, and read what is in the file."""
    live.save()
    return read(live.store.path)


def reopen(live: LiveSession) -> LiveSession:
    """Close a session and open its file again, by the same clock."""
    live.close()
    return LiveSession.open(live.store.path, live.clock)


def misplaced(pilot: Pilot[int]) -> list[str]:
    """Return what stands outside the screen or upon something else, in words; [] is what a page wants."""
    screen = pilot.app.screen
    leaves = [
        widget
        for widget in screen.walk_children(Widget)
        if not list(widget.walk_children(Widget)) and _is_seen(widget)
    ]
    wrong = [
        f"{_named(widget)} at {widget.region} is not on the screen"
        for widget in leaves
        if not _scrolls(widget) and not screen.region.contains_region(widget.region)
    ]
    for number, one in enumerate(leaves):
        for other in leaves[number + 1 :]:
            common = one.region.intersection(other.region)
            if common.area and not (_scrolls(one) or _scrolls(other)):
                wrong.append(f"{_named(one)} overlaps {_named(other)} at {common}")
    return wrong


def primary_in_sight(pilot: Pilot[int]) -> bool:
    """Return whether the last line of the screen shows the whole primary hint."""
    bar = pilot.app.screen.query_one(KeyBar)
    primary = next(hint for hint in bar._hints if hint.primary)
    return rows(pilot)[-1].rstrip().endswith(f"{primary.key} {primary.label}")


def lines_fit(pilot: Pilot[int]) -> bool:
    """Return whether every line takes as many cells as the screen has."""
    width = pilot.app.screen.size.width
    return all(cell_width(line) == width for line in rows(pilot))


def _is_seen(widget: Widget) -> bool:
    flashing = any(isinstance(one, Flash) for one in (widget, *widget.ancestors))
    return widget.display and widget.is_on_screen and widget.region.area > 0 and not flashing


def _scrolls(widget: Widget) -> bool:
    return any(ancestor.id == "form" for ancestor in widget.ancestors if isinstance(ancestor, Widget))


def _named(widget: Widget) -> str:
    return f"{type(widget).__name__}#{widget.id}"
