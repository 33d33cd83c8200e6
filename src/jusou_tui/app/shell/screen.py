"""What every screen shares: size classes, the key bar, stylesheets, the sentence for too small a window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, TypeGuard

from textual import events, getters, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widgets import Static
from textual.worker import Worker

from jusou_tui.app.drawing.compositor import BandCompositor
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.shell import menu
from jusou_tui.app.shell.commands import (
    APP_COMMANDS,
    SCROLL_DOWN,
    SCROLL_UP,
    Command,
    hints,
    hints_of_onlookers,
    is_of_facilitator,
    is_refused,
    with_shared,
)
from jusou_tui.app.shell.host import Host, host_of
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.ime import ImeCursor, takes_text, typed_text
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.live.meeting_words.rehearsal_mark import rehearsal_mark
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.app.widgets.note_area import NoteArea

BASE_STYLES = Path(__file__).with_name("base.tcss")
"""Of every page: its body, its top line and its key bar."""

NOTES_STYLES = Path(__file__).with_name("notes_pane.tcss")
"""Of the pages that show all notes."""


SMALLEST = (60, 20)
NORMAL = 76
WIDE = 120
MEDIUM = 24
TALL = 34
LEAVING = frozenset({"ctrl+q", "ctrl+c"})


class MarkedRows(Protocol):
    """The rows of a page, one of them marked."""

    def action_move(self, by: Literal[-1, 1]) -> None:
        """Mark the row before, or the next one."""

    def action_page(self, by: int) -> None:
        """Mark a row about a view before, or further on."""

    def action_first(self) -> None:
        """Mark the first row."""

    def action_last(self) -> None:
        """Mark the last row."""


class JusouScreen(Screen[None]):
    """A page of the program. Subclasses define PAGE_COMMANDS and `body`.

    The page's field is its one place for text: the caret stands in it before the first character comes. It
    is the field with the class `page-field`. Up, Down and the page keys move the marked row meanwhile.
    """

    PAGE: ClassVar[str] = ""
    """The page's name in app/navigation.py and in a session's view; "" where it is shown by no name."""
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    SHARED_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    """What pages of this kind do besides, unless a key of PAGE_COMMANDS says otherwise."""
    ONLY_IN_PALETTE: ClassVar[tuple[Command, ...]] = ()
    """What only the palette finds on pages of this kind."""
    CSS_PATH: ClassVar[CSSPathType | None] = "base.tcss"
    PASTE_CUT: ClassVar[str] = "app.paste_cut"
    """The message id of the sentence that a field of one line took the first of several."""
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (SMALLEST[0], "-narrow"),
        (NORMAL, "-normal"),
        (WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-flat"),
        (SMALLEST[1], "-short"),
        (MEDIUM, "-medium"),
        (TALL, "-tall"),
    ]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark('row', -1)", show=False),
        Binding("down", "mark('row', 1)", show=False),
        Binding("pageup", "mark('page', -1)", show=False, priority=True),
        Binding("pagedown", "mark('page', 1)", show=False, priority=True),
        Binding("home", "of_row(\"mark('end', -1)\")", show=False, priority=True),
        Binding("end", "of_row(\"mark('end', 1)\")", show=False, priority=True),
    ]

    key_bar = getters.query_one(KeyBar)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = BandCompositor()

    _was_in_sight = False
    _known_size: Size | None = None

    @property
    def host(self) -> Host:
        """The program."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """Yield the body and the key bar, in too small a window the sentence about that."""
        # The size's classes first: set on the first Resize, they would style every widget a second time.
        across, down = self.app.size
        sizes = ((across, self.HORIZONTAL_BREAKPOINTS), (down, self.VERTICAL_BREAKPOINTS))
        self.add_class(*(_class_for(cells, classes or ()) for cells, classes in sizes))
        yield from self.body()
        yield KeyBar(id="keys")
        if is_too_small(self.app.size):
            yield _too_small()

    @on(events.ScreenResume)
    def _keep_styles(self, event: events.ScreenResume) -> None:
        """Style nothing anew when the page first comes in sight: each widget was styled when mounted."""
        event.refresh_styles = event.refresh_styles and self._was_in_sight
        self._was_in_sight = True

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, but no size a second time: Textual sends the first one up to three times."""
        if isinstance(event, events.Resize):
            if event.size == self._known_size:
                return
            self._known_size = event.size
            if is_too_small(event.size) and not self.query("#too-small"):
                self.mount(_too_small())
        await super().on_event(event)

    @on(events.Resize)
    def _keep_layout(self, event: events.Resize) -> None:
        """Lay out nothing anew at the size for which the page is laid out: the layout sent this event."""
        if event.size == self._compositor.size:
            event.prevent_default()

    @on(events.ScreenResume)
    def _show_notice(self) -> None:
        """Show here what was said on the page or dialog that lay over this one."""
        self.host.notices.show()
        if self.host.tour.is_on:
            self.host.tour.show()

    def body(self) -> ComposeResult:
        """Yield what the screen is made of."""
        yield from ()

    def commands(self) -> Iterable[Command]:
        """Return the commands that make sense now; the key bar shows these."""
        return self.PAGE_COMMANDS

    @property
    def page_field(self) -> LineInput | NoteArea | None:
        """The page's one place for text, None where it has none, or nothing may be written."""
        fields = self.query(".page-field")
        found = (field for field in fields if isinstance(field, LineInput) or is_area(field))
        return next((field for field in found if field.focusable and field.display), None)

    @property
    def marked_rows(self) -> MarkedRows | None:
        """The rows that the arrows move in while the caret stays in the page's field."""
        return None

    def focus_field(self) -> None:
        """Put the caret into the page's field."""
        if (field := self.page_field) is not None:
            field.focus()

    @property
    def field_comes_first(self) -> bool:
        """Whether Enter, Del and Shift+arrows belong to the field with the caret, not to the marked row."""
        focused = self.focused
        if focused is not None and focused is self.page_field:
            return is_area(focused) and bool(focused.text)
        is_field = takes_text(focused) or isinstance(focused, Choice)
        return is_field and not isinstance(focused, SearchField)

    async def action_of_row(self, action: str) -> None:
        """Do something with the marked row; where a field comes first leave the key to it."""
        if self.field_comes_first or not await self.app.run_action(action, self):
            raise SkipAction

    @property
    def _rows(self) -> MarkedRows:
        """The marked rows. Raises SkipAction where there are none: the key is somebody else's."""
        if (rows := self.marked_rows) is None:
            raise SkipAction
        return rows

    def action_mark(self, how: Literal["row", "page", "end"], by: Literal[-1, 1]) -> None:
        """Mark the row before or the next one, one about a view away, or the first or the last one."""
        rows = self._rows
        if how == "row":
            rows.action_move(by)
        elif how == "page":
            rows.action_page(by)
        elif by < 0:
            rows.action_first()
        else:
            rows.action_last()

    @on(SearchField.FoundNothing)
    def _say_nothing_found(self, event: SearchField.FoundNothing) -> None:
        self.host.say(event.text)

    def _on_note_area_edge(self, event: NoteArea.Edge) -> None:
        """Up in the first line of the page's field, Down in its last one."""
        if event.area is self.page_field and (rows := self.marked_rows) is not None:
            rows.action_move(event.direction)

    def action_new_line(self) -> None:
        """Begin a new line in the field with the caret."""
        if not is_area(focused := self.focused):
            raise SkipAction
        focused.action_new_line()

    @on(events.Key)
    def _take_letter(self, event: events.Key) -> None:
        """Take what is typed elsewhere than in a field: it is text, and goes into the page's."""
        field, text = self.page_field, typed_text(event)
        if field is None or not text or takes_text(self.focused):
            return
        event.stop()
        field.focus()
        field.write(text)

    @on(events.Paste)
    def _take_paste(self, event: events.Paste) -> None:
        """Take whole into the page's field what no other one takes: also several lines in a search."""
        field, focused = self.page_field, self.focused
        if takes_text(focused) and not isinstance(focused, SearchField):
            return
        event.stop()
        if field is None:
            self.host.say(t("app.typed_refused"))
            return
        field.focus()
        field.write(event.text)

    @on(LineInput.PasteCut)
    def _say_paste_cut(self, event: LineInput.PasteCut) -> None:
        """Say that a field of one line took the first one."""
        event.stop()
        self.host.say(t(self.PASTE_CUT, count=event.lines))

    def action_escape(self) -> None:
        """Esc: out of another place into the page's field, out of a search, out of the page."""
        if not self.step_back():
            self.action_back()

    def step_back(self) -> bool:
        """Go back to where the page begins; return False where one is there."""
        field = self.page_field
        if field is not None and self.focused is not field:
            field.focus()
            return True
        if isinstance(field, SearchField) and field.value:
            field.value = ""
            return True
        return False

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what the page's menu offers now."""
        live = self.host.live
        runs = live is not None and live.under_way().is_under_way
        offered = with_shared(tuple(self.commands()), self.SHARED_COMMANDS if runs else ())
        return menu.choices_of(usable(self, offered))

    @on(Choice.Opened)
    def _show_options(self, event: Choice.Opened) -> None:
        from jusou_tui.app.shell.dialogs import show_options

        show_options(self.host, event.choice)

    @property
    def marked_text(self) -> str:
        """What the marked thing says, "" where there is none."""
        return ""

    def action_change_row(self) -> None:
        """Show the menu of all that can be done with the marked thing."""
        menu.open_menu(self)

    def keep_typed(self) -> None:
        """Keep what is typed in the fields, also where the message about it is still on its way."""

    @on(events.Mount)
    def _prepare_once(self) -> None:
        """Prepare the page; show its keys, and on each page of a rehearsal that it is one."""
        self.prepare()
        self.refresh_keys()
        self.show_mark()

    def prepare(self) -> None:
        """Show what the page begins with; called once. Subclasses extend it rather than handle Mount.

        Textual calls each class's own handler, besides what `super()` calls.
        """

    def show_mark(self, *words: str) -> None:
        """Begin the top line with that one only looks on, the word of a rehearsal, and other `words`."""
        looks_on = t("app.looks_on") if self.looks_on else ""
        rehearses = rehearsal_mark(self.host.live, self.host.clock)
        mark = " ".join(word for word in (looks_on, rehearses, *words) if word)
        for line in self.query(TopLine):
            line.mark(mark)

    def refresh_keys(self) -> None:
        """Show the commands that make sense now."""
        shown = (*APP_COMMANDS, *self.commands())
        self.key_bar.show(hints_of_onlookers(shown) if self.looks_on else hints(shown))

    @property
    def looks_on(self) -> bool:
        """Whether a session is open that is only looked at: nothing can be changed."""
        live = self.host.live
        return live is not None and live.store.read_only

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse whoever only looks on what changes the session, and say so."""
        if self.looks_on and is_refused(declared_commands(self), action, parameters):
            self.host.say(t("recover.looking"))
            return False
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Return to the page below."""
        self.host.back()

    async def run_command(self, action: str) -> None:
        """Run an action of this page, else of the app."""
        target = self if hasattr(self, f"action_{action.partition('(')[0]}") else self.app
        await target.run_action(action)

    @on(KeyBar.HintClicked)
    def _do_clicked(self, event: KeyBar.HintClicked) -> None:
        """Do what was clicked."""
        event.stop()
        self.call_later(self.run_command, event.action)

    @on(KeyBar.HintMarked)
    def _say_marked(self, event: KeyBar.HintMarked) -> None:
        """Say that the next click does it."""
        event.stop()
        self.host.say(t("app.click_again", key=event.hint.key, label=event.hint.label))


def is_too_small(size: Size) -> bool:
    """Return whether a window has not the lines or columns that the pages need."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


def _too_small() -> Static:
    """Return the sentence that stands in too small a window; most windows never need it."""
    return Static(t("app.too_small", columns=SMALLEST[0], rows=SMALLEST[1]), id="too-small", markup=False)


def is_area(widget: object) -> TypeGuard[NoteArea]:
    """Return whether a widget is a field of several lines, without loading those: many pages have none."""
    return isinstance(widget, ImeCursor) and widget.HAS_LINES


def ignores(page: Screen[Any], event: events.Key) -> bool:
    """Return whether a page does nothing at a key: where the window is too small to show what it would do.

    Leaving works always, and what is typed into a field is kept.
    """
    if not is_too_small(page.app.size) or event.key in LEAVING:
        return False
    typed = bool(event.character) and event.is_printable
    return isinstance(page, JusouScreen) and not (typed and takes_text(page.focused))


def after_refresh(page: Screen[Any], show: Callable[[], object]) -> None:
    """Call `show` once a page is painted anew, unless it was left meanwhile and has no widgets."""
    page.call_after_refresh(lambda: show() if page in page.app.screen_stack else None)


def start_worker(
    page: Screen[Any],
    work: Callable[[], Coroutine[Any, Any, None]],
    *,
    group: str = "default",
    exclusive: bool = False,
    exit_on_error: bool = True,
) -> None:
    """Run `work` beside the page; the other arguments are those of Textual's `run_worker`.

    The coroutine is made where the worker begins: one that is made before is never awaited where the page is
    left at once, of which Python warns.
    """
    _: Worker[None] = page.run_worker(work, group=group, exclusive=exclusive, exit_on_error=exit_on_error)


def declared_commands(page: Screen[Any]) -> tuple[Command, ...]:
    """Return all that a page declares, possible now or not, in the words of now; nothing of a dialog."""
    if not isinstance(page, JusouScreen):
        return ()
    now = {one.action: one for one in page.commands()} if page.is_mounted else {}
    return tuple(now.get(one.action, one) for one in with_shared(page.PAGE_COMMANDS, page.SHARED_COMMANDS))


def is_command(page: Screen[Any], action: str) -> bool:
    """Return whether an action, which may be one `of_row`, is a command that does more than scroll."""
    # By what the class declares: the words of now are not needed, and this is asked at every key.
    of_page = with_shared(page.PAGE_COMMANDS, page.SHARED_COMMANDS) if isinstance(page, JusouScreen) else ()
    return any(
        action in (one.action, f"of_row({one.action!r})")
        for one in (*of_page, *APP_COMMANDS)
        if one not in (SCROLL_UP, SCROLL_DOWN)
    )


def usable(page: Screen[Any], commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return those that can be done in this program: without what an onlooker or a note-taker may not."""
    live = page.host.live if isinstance(page, JusouScreen) else None
    if live is None:
        return tuple(commands)
    is_refused = live.store.read_only
    return tuple(
        one
        for one in commands
        if not (is_refused and one.is_refused_to_onlookers)
        and (live.keeps_time or not is_of_facilitator(one))
    )


def _class_for(cells: int, classes: Iterable[tuple[int, str]]) -> str:
    """Return the class of so many cells: the one of the largest breakpoint within them."""
    return max(entry for entry in classes if entry[0] <= cells)[1]
