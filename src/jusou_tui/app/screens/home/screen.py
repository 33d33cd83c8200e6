"""Home: sessions to go on with, curricula to start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.screens.home import rows
from jusou_tui.app.screens.home.list_view import HomeList
from jusou_tui.app.screens.home.reading import Reading, is_empty
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, CHANGE_ROW, EXPORT, UNDO, Command, bindings
from jusou_tui.app.shell.host import BeginSession, OpenSession
from jusou_tui.app.shell.keys import Group, in_menu, only_in_palette
from jusou_tui.app.shell.menu import choice_of
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.errors import JusouError
from jusou_tui.live.beginning.demo import demo_folder, prepare_demo
from jusou_tui.live.tour.stage import prepare_tour, tour_folder
from jusou_tui.paths import rehearsals_folder
from jusou_tui.text.terminal import cell_width, clean
from jusou_tui.timekeeping.clock.clock import USUAL_REHEARSAL_SPEED, speed_of
from jusou_tui.wording import message_text, t

OPEN = Command("open", "common.open", "app.open_help", keys.TAKE, rank=0, primary=True)
JOIN = OPEN.but(label="compare.join_yes", help="compare.join_help")
DELETE = Command("delete", "common.remove", "app.home_delete_help", keys.REMOVE, rank=5)
REHEARSE = Command("rehearse", "timekeeping.rehearse", "timekeeping.rehearse_help", in_menu(Group.ROW))
REHEARSE_AT = Command("rehearse_at", "app.rehearse_at", "app.rehearse_at_help", in_menu(Group.ROW))
COMPARE = Command("compare", "compare.home_compare", "compare.home_compare_help", in_menu(Group.ROW))

BESIDE_ANSWER = 18
"""Cells of the window that the answers of a question leave beside them at the most."""

HOLD_SECONDS = 0.5
"""So long a key waits at most for the list that it is about."""


class HomeScreen(JusouScreen):
    """The first page. Typing searches; Enter opens what is marked."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "home"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        OPEN,
        Command("open_next", "common.open", "app.open_help", keys.NEXT, of_group=Group.ROW),
        Command("new", "app.home_new", "app.home_new_help", keys.ADD, rank=4),
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=1),
        REHEARSE,
        REHEARSE_AT,
        COMPARE,
        EXPORT.but(meaning=in_menu(Group.ROW)),
        DELETE,
        UNDO.but(help="app.home_undo_help"),
        Command("refresh", "app.refresh", "app.refresh_help", only_in_palette(Group.PAGES)),
        Command("escape", "app.search_clear", "app.search_clear_help", keys.BACK, of_group=Group.WRITE),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    choices = getters.query_one(HomeList)
    search = getters.query_one(SearchField)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._sections: list[rows.Section] = []
        self._reading: Reading | None = None
        self._is_reading = True
        self._marked_next: str | None = None
        self._to_compare: Path | None = None
        self._came_from: Path | None = None
        self._put_away: list[tuple[Path, Path, str]] = []

    def body(self) -> ComposeResult:
        """Yield the greeting, the list and the search."""
        yield TopLine(id="top")
        yield Static(t("app.home_greeting"), id="greeting", markup=False)
        yield HomeList(id="choices")
        yield SearchField()
        yield Static("", id="where", markup=False)

    def prepare(self) -> None:
        """Fill the list; the caret stands in the search."""
        super().prepare()
        self.query_one(TopLine).show(t("app.home_title"), t("app.name"), ())
        self.query_one("#where", Static).update(clean(t("app.home_folder", folder=self._folder)))
        self.choices.take_no_focus()
        self._came_from = self.host.came_from
        empty = all(is_empty(one) for one in (self._folder, rehearsals_folder(self._folder)))
        self._sections = rows.first_sections(is_empty=empty)
        self._show()
        self.focus_field()
        self.host.keys_in_order.hold(HOLD_SECONDS)
        self.host.first_frame.then(self._begin_reading)

    def _begin_reading(self) -> None:
        if self.is_attached:
            self._fill()

    @on(events.Unmount)
    def _leave(self) -> None:
        """Read no further."""
        if self._reading is not None:
            self._reading.end()
            self.host.keys_in_order.release()

    @property
    def is_reading(self) -> bool:
        """Whether not all that is there is listed yet."""
        return self._is_reading

    def commands(self) -> Iterable[Command]:
        """Return the commands of the page, and how to leave: no page is below this one.

        To delete is among them where that can be done with what is marked; Enter joins a copy.
        """
        entry = self._highlighted if self.is_mounted else None
        own = list(self.PAGE_COMMANDS)
        if entry is not None and not entry.can_be_deleted:
            own.remove(DELETE)
        if entry is not None and entry.original is not None:
            own[own.index(OPEN)] = JOIN
        ranks = {"leave": 2}
        of_the_app = [command for command in APP_COMMANDS if command.action in ranks]
        return (*own, *(one._replace(rank=ranks[one.action]) for one in of_the_app))

    @property
    def marked_rows(self) -> HomeList:
        """The list."""
        return self.choices

    @property
    def _highlighted(self) -> rows.HomeEntry | None:
        """The marked entry."""
        key = self.choices.highlighted_key
        return next((one for one in self.choices.items if one.key == key), None)

    def _fill(self, marked: str | None = None, *, anew: bool = False) -> None:
        """List what is there now; the mark goes to the entry with the key `marked`, else it stays.

        Keys wait for the list, or for its first part: they are about the rows that it has then.
        """
        if self._reading is not None:
            self._reading.end()
        self._marked_next = marked
        self._is_reading = True
        self.host.keys_in_order.hold(HOLD_SECONDS)
        self._reading = Reading(
            self._folder,
            self.host.clock.now().date(),
            lambda *found: self.call_later(self._take, *found),
            lambda error: self.call_later(self._fail, error),
        )
        self._reading.begin(anew=anew)

    def _take(self, reading: Reading, found: list[rows.Section], is_all: bool) -> None:
        """Show what was read, unless it is read once more meanwhile."""
        if reading is not self._reading:
            return
        self._sections = found
        self._show()
        self.choices.keep_highlight(self._marked_next or self.choices.highlighted_key)
        self._mark_last()
        if is_all:
            self._reading, self._is_reading = None, False
        self.refresh_keys()
        self.host.keys_in_order.release()

    @staticmethod
    def _fail(error: Exception) -> None:
        raise error

    def _mark_last(self) -> None:
        """Mark the session from which one came."""
        last, self._came_from = self._came_from, None
        if last is None:
            return
        file = last.resolve()
        found = (
            one.key for one in self.choices.items if one.kind == "session" and one.path.resolve() == file
        )
        if (key := next(found, None)) is not None:
            self.choices.highlight(key)

    def _show(self) -> None:
        """Show what the search finds; where that is nothing, say so."""
        self.choices.show(rows.listed(self._sections, self.search.lets_through))
        is_rehearsal = speed_of(self.host.clock) > 1
        greeting = t("timekeeping.rehearse_greeting" if is_rehearsal else "app.home_greeting")
        self.query_one("#greeting", Static).update(
            greeting if self.choices.items else clean(self.search.nothing_found)
        )

    @on(LineInput.Changed)
    def _searched(self) -> None:
        self._show()

    @on(HomeList.Highlighted)
    def _marked_another(self) -> None:
        self.refresh_keys()

    @on(HomeList.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_back(self) -> None:
        """Stay: there is no page below."""

    def action_open_next(self) -> None:
        """Open what is marked."""
        self.action_open()

    def action_new(self) -> None:
        """Begin a session: of the marked curriculum, else of one that is asked for."""
        entry = self._highlighted
        offered = [one for section in self._sections for one in section.entries if one.kind == "curriculum"]
        if entry is not None and entry.kind == "curriculum":
            self._begin(entry.path)
            return
        paths = {one.key: one.path for one in offered}
        from jusou_tui.app.shell.dialogs import choose_one

        choose_one(
            self.host,
            t("app.home_curricula"),
            [MenuChoice(one.key, self._fitting(one)) for one in offered if not one.is_broken],
            lambda key: self._begin(paths[key]),
        )

    def _fitting(self, curriculum: rows.HomeEntry) -> str:
        """Return a curriculum's title, its short one where an answer has no room for the whole."""
        room = self.app.size.width - BESIDE_ANSWER
        return (
            curriculum.short_title or curriculum.title
            if cell_width(curriculum.title) > room
            else curriculum.title
        )

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what can be done with what is marked."""
        entry = self._highlighted
        if entry is None:
            return []
        fitting = set()
        if entry.kind in {"session", "curriculum"} and entry.rehearsal is None and not entry.is_broken:
            fitting |= {REHEARSE.action, REHEARSE_AT.action}
        if self.marked_file is not None:
            fitting.add(EXPORT.action)
        if entry.kind in {"session", "copy"}:
            fitting.add(COMPARE.action)
        if entry.can_be_deleted:
            fitting.add(DELETE.action)
        offered = [choice for choice in super().menu_choices() if choice.id in fitting]
        return [choice_of(OPEN if entry.original is None else JOIN), *offered]

    @property
    def marked_file(self) -> Path | None:
        """The file of the marked session or curriculum, None where none is marked that can be read."""
        entry = self._highlighted
        if entry is None or entry.is_broken or entry.kind not in {"session", "curriculum"}:
            return None
        return entry.path

    @property
    def marked_text(self) -> str:
        """What is marked."""
        return "" if (entry := self._highlighted) is None else entry.title

    def action_open(self) -> None:
        """Open what is highlighted: a session, the set-up of a curriculum, the question about a copy."""
        entry = self._highlighted
        if entry is None or entry.kind == "reading":
            return
        if entry.original is not None:
            from jusou_tui.app.screens.home import dialogs

            joined = partial(self._fill, entry.below)
            if entry.others:
                dialogs.choose_copy(self.host, entry.original, entry.others, joined)
            else:
                dialogs.offer_to_join(self.host, entry.original, entry.path, joined)
        elif entry.kind == "curriculum":
            self._begin(entry.path)
        elif entry.kind in {"tour", "example"}:
            self._practise(is_tour=entry.kind == "tour")
        else:
            self.post_message(OpenSession(entry.path))

    def _practise(self, *, is_tour: bool) -> None:
        """Open the tour's session, or the example, in a folder that nobody keeps."""
        try:
            if is_tour:
                path = prepare_tour(tour_folder(), self.host.clock)
                self.post_message(OpenSession(path, opened=self.host.tour.begin))
            else:
                self.post_message(OpenSession(prepare_demo(demo_folder(), self.host.clock.now())))
        except JusouError as error:
            self.host.say(message_text(error), failed=True)

    def _begin(self, source: Path) -> None:
        """Begin a session of a curriculum; where the program was started to rehearse, a rehearsal."""
        if speed_of(self.host.clock) > 1:
            from jusou_tui.app.screens.home.dialogs import rehearse_curriculum

            rehearse_curriculum(self.host, source, speed_of(self.host.clock))
            return
        from jusou_tui.curriculum.load import load

        try:
            self.post_message(BeginSession(source, load(source)))
        except JusouError as error:
            self.host.say(message_text(error), failed=True)

    def action_refresh(self) -> None:
        """Look into the folders again, and into every file."""
        self._fill(anew=True)

    def action_compare(self) -> None:
        """Mark a session, then show what differs from it in the next one marked; a copy: in its session."""
        from jusou_tui.app.screens.home import dialogs

        entry = self._highlighted
        if entry is None or entry.kind not in {"session", "copy"}:
            self.host.say(t("compare.home_only_sessions"))
            return
        self._to_compare = dialogs.compare_next(self.host, self._to_compare, entry.path, entry.original)

    def action_rehearse(self) -> None:
        """Rehearse what is marked, a curriculum or the plan of a session, at the usual speed."""
        from jusou_tui.app.screens.home import dialogs

        if (entry := self._rehearsed) is not None:
            begin = dialogs.rehearse_session if entry.kind == "session" else dialogs.rehearse_curriculum
            begin(self.host, entry.path, USUAL_REHEARSAL_SPEED)

    def action_rehearse_at(self) -> None:
        """Ask how fast to rehearse what is marked."""
        from jusou_tui.app.screens.home.dialogs import ask_speed

        if (entry := self._rehearsed) is not None:
            ask_speed(self.host, entry.path, is_session=entry.kind == "session")

    @property
    def _rehearsed(self) -> rows.HomeEntry | None:
        """The marked entry, None where that cannot be rehearsed, which is said."""
        entry = self._highlighted
        if entry is None or entry.kind not in {"session", "curriculum"}:
            self.host.say(t("timekeeping.rehearse_what"))
            return None
        return entry

    def action_delete(self) -> None:
        """Delete the marked rehearsal, or put the marked session or copy away, after a question."""
        from jusou_tui.app.screens.home import dialogs

        entry = self._highlighted
        if entry is None or not entry.can_be_deleted:
            self.host.say(t("app.home_delete_what"))
        elif entry.rehearsal is not None:
            dialogs.offer_to_delete(self.host, entry.path, entry.rehearsal, self._fill)
        else:
            title = entry.title if entry.original is None else entry.path.name
            path = entry.path
            dialogs.offer_to_put_away(
                self.host, path, title, self._fill, lambda away: self._put_away.append((away, path, title))
            )

    def action_undo(self) -> None:
        """Bring back the session or copy that was deleted last, since the program began."""
        if not self._put_away:
            self.host.say(t("app.home_nothing_to_undo"))
            return
        from jusou_tui.session.storage.put_away import bring_back

        away, path, title = self._put_away.pop()
        try:
            bring_back(away, path)
        except JusouError as error:
            self.host.say(message_text(error), failed=True)
        else:
            self.host.say(t("app.home_brought_back", title=title))
        self._fill()
