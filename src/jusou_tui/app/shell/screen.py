"""What every screen shares: size classes, the key bar, stylesheets, the sentence for too small a window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widgets import Input, Static, TextArea

from jusou_tui.app.meeting_text.rehearsal_mark import rehearsal_mark
from jusou_tui.app.shell.commands import APP_COMMANDS, Command, hints
from jusou_tui.app.shell.host import Host, host_of
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.wording import t

BASE_STYLES = Path(__file__).with_name("base.tcss")
"""Of every page: its body, its top line and its key bar."""

NOTES_STYLES = Path(__file__).with_name("notes_pane.tcss")
"""Of the pages that show all notes."""

MODAL_STYLES = Path(__file__).with_name("modal.tcss")
"""Of every dialog: a box in the middle of a dimmed page."""


SMALLEST = (60, 20)
NORMAL = 76
WIDE = 120
TALL = 34
LEAVING = frozenset({"ctrl+q", "ctrl+c"})


class JusouScreen(Screen[None]):
    """A page of the program. Subclasses define PAGE_COMMANDS and `body`."""

    PAGE: ClassVar[str] = ""
    """The page's name in app/navigation.py and in a session's view; "" where it is shown by no name."""
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    CSS_PATH: ClassVar[CSSPathType | None] = "base.tcss"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (SMALLEST[0], "-narrow"),
        (NORMAL, "-normal"),
        (WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-flat"),
        (SMALLEST[1], "-short"),
        (24, "-medium"),
        (TALL, "-tall"),
    ]

    key_bar = getters.query_one(KeyBar)

    @property
    def host(self) -> Host:
        """The program."""
        return host_of(self)

    def compose(self) -> ComposeResult:
        """Yield the body, the key bar and the sentence for a small window."""
        # The size's classes first: set on the first Resize, they would style every widget a second time.
        across, down = self.app.size
        sizes = ((across, self.HORIZONTAL_BREAKPOINTS), (down, self.VERTICAL_BREAKPOINTS))
        self.add_class(*(_class_for(cells, classes or ()) for cells, classes in sizes), update=False)
        yield from self.body()
        yield KeyBar(id="keys")
        yield Static(t("app.too_small", columns=SMALLEST[0], rows=SMALLEST[1]), id="too-small", markup=False)

    def ignores(self, event: events.Key) -> bool:
        """Return whether a key does nothing: where the window is too small to show what it would do.

        Leaving works always, and what is typed into a field is kept.
        """
        across, down = self.app.size
        if (across >= SMALLEST[0] and down >= SMALLEST[1]) or event.key in LEAVING:
            return False
        typed = bool(event.character) and event.is_printable
        return not (typed and isinstance(self.focused, Input | TextArea))

    def body(self) -> ComposeResult:
        """Yield what the screen is made of."""
        yield from ()

    def commands(self) -> Iterable[Command]:
        """Return the commands that make sense now; the key bar shows these."""
        return self.PAGE_COMMANDS

    def after_refresh(self, show: Callable[[], object]) -> None:
        """Call `show` once the page is painted anew, unless it was left meanwhile and has no widgets."""
        self.call_after_refresh(lambda: show() if self in self.app.screen_stack else None)

    def keep_typed(self) -> None:
        """Keep what is typed in the fields, also where the message about it is still on its way."""

    def on_mount(self) -> None:
        """Prepare the page; show its keys, and on each page of a rehearsal that it is one."""
        self.prepare()
        self.refresh_keys()
        self.show_mark()

    def prepare(self) -> None:
        """Show what the page begins with; called once. Subclasses extend it rather than `on_mount`.

        Textual calls each class's own `on_mount`, besides what `super()` calls.
        """

    def show_mark(self, *words: str) -> None:
        """Begin the top line with the word of a rehearsal, and with other `words` that must be seen."""
        mark = " ".join(word for word in (rehearsal_mark(self.host.live, self.host.clock), *words) if word)
        for line in self.query(TopLine):
            line.mark(mark)

    def refresh_keys(self) -> None:
        """Show the commands that make sense now."""
        self.key_bar.show(hints((*APP_COMMANDS, *self.commands())))

    def action_back(self) -> None:
        """Return to the page below."""
        self.host.back()

    async def run_command(self, action: str) -> None:
        """Run an action of this page, else of the app."""
        target = self if hasattr(self, f"action_{action.partition('(')[0]}") else self.app
        await target.run_action(action)

    def on_key_bar_hint_clicked(self, event: KeyBar.HintClicked) -> None:
        """Do what was clicked."""
        event.stop()
        self.call_later(self.run_command, event.action)


def _class_for(cells: int, classes: Iterable[tuple[int, str]]) -> str:
    """Return the class of so many cells: the one of the largest breakpoint within them."""
    return max(entry for entry in classes if entry[0] <= cells)[1]
