"""The dialogs of every page: a question with a few answers, and a line to type."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region, Size
from textual.screen import ModalScreen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.drawing.pieces import Piece, fit
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.keys import shown
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.errors import InputError
from jusou_tui.text.terminal import clean, clean_line, wrap
from jusou_tui.wording import message_text, t

MODAL_STYLES = Path(__file__).with_name("modal.tcss")
"""Of every dialog: a box in the middle of a dimmed page."""

FEW = 2
"""So many answers need no line about how one is chosen; nor do those below a text."""

WIDTH = 64
KEYS_LINES = 2
"""Lines of the sentence about how one chooses, with the blank one beside it."""
LEAST_TEXT = 3
"""Lines of the text that stay in sight, whatever number of answers there is."""


@dataclass(frozen=True)
class Answer:
    """An answer: its id is the dialog's result. `key` is a key's name such as "f9" or "y".

    Enter begins at the `primary` one; Esc answers with the `safe` one, else the last.
    """

    id: str
    label: str
    key: str = ""
    primary: bool = False
    safe: bool = False


class Wrapped(Widget):
    """Text wrapped between phrases."""

    DEFAULT_CSS = "Wrapped { height: auto; width: 1fr; }"

    def __init__(self, text: str, style: str = "") -> None:
        super().__init__()
        self._text = clean(text).strip("\n")
        self._style_name = style

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(wrap(self._text, width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        lines = wrap(self._text, self.size.width)
        return strip_of(self, [(lines[y], self._style_name)] if y < len(lines) else [], self.size.width)


class AnswerList(Widget, can_focus=True):
    """The answers, one a line, one of them highlighted."""

    DEFAULT_CSS = "AnswerList { height: auto; width: 1fr; margin: 1 0 0 0; }"

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.answers = tuple(answers)
        self.index = next((i for i, answer in enumerate(self.answers) if answer.primary), 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of answers."""
        return len(self.answers)

    def move(self, by: int) -> None:
        """Highlight another answer."""
        self.index = (self.index + by) % len(self.answers)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one answer."""
        if y >= len(self.answers):
            return strip_of(self, (), self.size.width)
        answer, here = self.answers[y], y == self.index
        key = f" ({shown(answer.key)})" if answer.key else ""
        label = clean_line(answer.label)
        pieces: list[Piece] = (
            [(f"> {label}{key} ", "chip-now")] if here else [(f"  {label}", ""), (f"{key} ", "strong-now")]
        )
        return strip_of(self, fit(pieces, self.size.width), self.size.width)


class Dialog(ModalScreen[ScreenResultType]):
    """A page over the page, which is left once, also where two keys that leave it come in one read.

    F1 says its `about`, a message id; without one it shows the general help.
    """

    about: ClassVar[str] = ""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave the dialog with a result; what comes once it is left does nothing."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Ask(Dialog[str]):
    """Asks; dismissed with the id of an answer. Keys of answers work in their full-width form too.

    The answers stay in sight: a text that is longer than the window scrolls above them.
    """

    DEFAULT_CSS = """
    Ask { align: center middle; background: $background 60%; }
    Ask > #ask {
        width: 64; max-width: 94%; height: auto; max-height: 90%;
        padding: 1 2; background: $panel; overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    Ask #ask > Wrapped { margin: 0 0 1 0; }
    Ask #ask > #ask-text { height: auto; scrollbar-size-vertical: 1; }
    Ask #ask > Wrapped.-keys { margin: 1 0 0 0; }
    Ask #ask > #ask-more { margin: 0; }
    """
    AUTO_FOCUS = ""  # a focus of its own: Textual would scroll to the end of a long list
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left,shift+tab", "move(-1)", show=False, priority=True),
        Binding("down,right,tab", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("escape", "safe", show=False, priority=True),
    ]

    box = getters.query_one("#ask", Vertical)
    text_part = getters.query_one("#ask-text", VerticalScroll)
    more = getters.query_one("#ask-more", Wrapped)
    answer_list = getters.query_one(AnswerList)

    def __init__(self, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        if not answers:
            raise ValueError("a question needs an answer")
        self._title = clean_line(title)
        self._text = text
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """Yield title, text and answers."""
        with Vertical(id="ask"):
            yield Wrapped(self._title, "strong-digits")
            with VerticalScroll(id="ask-text", can_focus=False) as part:
                yield Wrapped(self._text)
            part.display = bool(self._text.strip())
            more = Wrapped(t("app.ask_more"), "muted")
            more.id = "ask-more"
            more.display = False
            yield more
            yield AnswerList(self._answers)
            if len(self._answers) > FEW and not self._text.strip():
                keys = Wrapped(t("app.ask_keys"), "muted")
                keys.add_class("-keys")
                yield keys

    def on_resize(self) -> None:
        """Give the text the lines that title and answers leave."""
        width = min(WIDTH, self.size.width * 94 // 100) - 4
        room = self.size.height * 9 // 10 - 2 - len(wrap(self._title, width)) - 1 - len(self._answers) - 1
        text = clean(self._text).strip("\n")
        is_long = bool(text) and len(wrap(text, width)) > room
        self.more.display = is_long
        for keys in self.query(".-keys"):  # in sight also where the answers are not all
            if room < KEYS_LINES:
                self.box.move_child(keys, before=self.answer_list)
        self.text_part.styles.max_height = max(LEAST_TEXT, room - is_long)

    def on_mount(self) -> None:
        """Begin at the top, with the highlighted answer in sight."""
        self.answer_list.focus(scroll_visible=False)
        self.call_after_refresh(self.action_move, 0)

    def action_page(self, by: int) -> None:
        """Scroll a long text by a page, down or up."""
        step = max(1, self.text_part.size.height - 1)
        self.text_part.scroll_relative(y=by * step, animate=False)

    def action_move(self, by: int) -> None:
        """Highlight another answer."""
        answers = self.answer_list
        answers.move(by)
        line = answers.virtual_region.y + answers.index if answers.index else 0
        self.box.scroll_to_region(Region(0, line, 1, 1), animate=False)

    def action_take(self) -> None:
        """Give the highlighted answer."""
        self.dismiss(self._answers[self.answer_list.index].id)

    def action_safe(self) -> None:
        """Give the answer that changes least."""
        self.dismiss(next((answer.id for answer in self._answers if answer.safe), self._answers[-1].id))

    def on_key(self, event: events.Key) -> None:
        """Give the answer that a key names."""
        typed = unicodedata.normalize("NFKC", event.character).casefold() if event.character else ""
        for number, answer in enumerate(self._answers, 1):
            if answer.key and (event.key == answer.key or typed == answer.key.casefold()):
                event.stop()
                self.dismiss(answer.id)
                return
            if typed == str(number):
                event.stop()
                self.dismiss(answer.id)
                return

    def on_click(self, event: events.Click) -> None:
        """Give the answer that was clicked."""
        answers = self.answer_list
        place = event.get_content_offset(answers)
        if place is not None and place.y < len(self._answers):
            self.dismiss(self._answers[place.y].id)


_DIGITS = range(1, 10)
"""Choices that a digit takes; further ones are chosen with the arrows."""


def choose_one(
    host: Host, title: str, offered: Sequence[tuple[str, str]], take: Callable[[str], None]
) -> None:
    """Ask for one of `offered`, as (id, label), or for nothing. `take` gets the id that was chosen."""
    answers = [
        Answer(name, label, str(number) if number in _DIGITS else "", primary=number == 1)
        for number, (name, label) in enumerate(offered, 1)
    ]
    answers.append(Answer("leave", t("timekeeping.leave"), "escape", safe=True))

    def answered(answer: str | None) -> None:
        if answer is not None and answer != "leave":
            take(answer)

    host.push_screen(Ask(title, "", answers), answered)


class LineDialog(Dialog[bool]):
    """Asks for a line; `take` does what it says, or raises InputError. Dismissed with what it returned."""

    CSS_PATH = [MODAL_STYLES, "line_dialog.tcss"]
    AUTO_FOCUS = "LineInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
    ]

    field = getters.query_one(LineInput)
    remark = getters.query_one("#remark", Static)

    def __init__(self, title: str, hint: str, take: Callable[[str], bool]) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._take = take

    def compose(self) -> ComposeResult:
        """Yield the question, the field and the line for what is wrong with it."""
        with Vertical(classes="modal"):
            yield Static(self._title, classes="modal-title", markup=False)
            yield Wrapped(self._hint, "muted")
            yield LineInput(id="typed")
            yield Static("", id="remark", markup=False)
            yield Static(t("timekeeping.type_keys"), classes="modal-keys", markup=False)

    @on(LineInput.Submitted)
    def _entered(self) -> None:
        self.action_take()

    def action_take(self) -> None:
        """Do what was typed, once; what cannot be read stays to be changed."""
        if not self.is_current:
            return
        try:
            done = self._take(self.field.value)
        except InputError as error:
            self.remark.update(message_text(error))
            return
        self.dismiss(done)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)
