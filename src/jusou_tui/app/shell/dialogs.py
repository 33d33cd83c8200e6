"""The dialogs of every page: a question with a few answers, and a line to type."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from rich.console import RenderableType
from textual import events, getters, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Offset, Region, Size
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.strip import Strip
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.drawing.pieces import Piece, fit
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.behind import LinesBehind, dimmed
from jusou_tui.app.shell.host import Host, host_of
from jusou_tui.app.shell.keys import Meaning, shown
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.notice import Notice
from jusou_tui.text.terminal import cell_width, clean, clean_line, cut, pad, wrap
from jusou_tui.wording import t

MODAL_STYLES = Path(__file__).with_name("modal.tcss")
"""Of every dialog: a box in the middle of a dimmed page."""

SPACE = "space,ideographic_space"
"""The key that marks a row, also of an IME."""

_DIRECTIONS = {"up": "common.up", "down": "common.down", "left": "app.move_left", "right": "app.move_right"}
_DIGITS = "1234567890abcdefghijklmnopqrstuvwxyz"
"""What takes each answer, in their order: digits as long as there are some, then letters."""
FEW = 2
"""So many answers need no line about how one is chosen; nor do those below a text."""

WIDTH = 64
KEYS_LINES = 2
"""Lines of the sentence about how one chooses, with the blank one beside it."""
LEAST_TEXT = 3
"""Lines of the text that stay in sight, whatever number of answers there is."""


def bound(meaning: Meaning, action: str) -> Binding:
    """Return what binds the keys of a meaning to an action of a dialog."""
    return Binding(",".join(meaning.keys), action, show=False, priority=True)


@dataclass(frozen=True)
class Answer:
    """An answer: its id is the dialog's result. `key` is a key's name such as "f9" or "y".

    Esc answers with the `safe` one, which changes nothing or loses nothing; each question has one.
    `beside`: what is shown at the right, such as the key of a command.
    """

    id: str
    label: str
    key: str = ""
    beside: str = ""
    safe: bool = False


class AnswerList(Widget, can_focus=True):
    """The answers, one a line with its key, one of them highlighted."""

    DEFAULT_CSS = "AnswerList { height: auto; width: 1fr; }"

    def __init__(self, answers: Sequence[Answer], begin: str | None = None) -> None:
        super().__init__()
        self.answers = tuple(answers)
        self.index = _first(self.answers, begin)
        self._keys = [_key_of(answer, number) for number, answer in enumerate(self.answers, 1)]
        self._clicked: int | None = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of answers."""
        return len(self.answers)

    @property
    def marked_at(self) -> Offset:
        """Where on the screen the highlighted answer stands."""
        return self.content_region.offset + Offset(0, self.index)

    def move(self, by: int) -> None:
        """Highlight another answer."""
        self.index = (self.index + by) % len(self.answers)
        self._clicked = None
        self.refresh()

    def click(self, index: int) -> bool:
        """Highlight what was clicked; return whether the click before did: then this one takes it."""
        is_second = index == self._clicked == self.index
        self.index = self._clicked = index
        self.refresh()
        return is_second

    def render_line(self, y: int) -> Strip:
        """Return one answer."""
        if y >= len(self.answers):
            return strip_of(self, (), self.size.width)
        answer, here = self.answers[y], y == self.index
        key_cells = max(map(cell_width, self._keys))
        numbered = f"{pad(self._keys[y], key_cells)}  " if key_cells else ""
        label = clean_line(answer.label)
        room = self.size.width - 2 - cell_width(numbered) - 1
        beside = f"  {pad(answer.beside, self._beside_cells)}" if answer.beside else ""
        text_cells = room - cell_width(beside)
        text = pad(cut(label, text_cells), text_cells) if self._beside_cells else label
        pieces: list[Piece]
        if here:
            pieces = [(f"> {numbered}{text}{beside} ", "chip-now")]
        else:
            pieces = [("  ", ""), (numbered, "strong-now"), (text, ""), (beside, "muted")]
        return strip_of(self, fit(pieces, self.size.width), self.size.width)

    @property
    def _beside_cells(self) -> int:
        return max(cell_width(answer.beside) for answer in self.answers)


def _first(answers: Sequence[Answer], begin: str | None) -> int:
    """Return at which answer Enter begins: the one of the id `begin`, without that the safe one."""
    marks = [answer.safe if begin is None else answer.id == begin for answer in answers]
    return marks.index(True) if any(marks) else 0


def _key_of(answer: Answer, number: int) -> str:
    """Return the key of an answer as it is shown: its own, else the digit of its place."""
    if answer.key:
        return shown(answer.key)
    return digit_of(number)


def digit_of(number: int) -> str:
    """Return the digit or letter that takes the answer of a number, from 1; "" where none does."""
    return _DIGITS[number - 1] if number <= len(_DIGITS) else ""


class Dialog(ModalScreen[ScreenResultType]):
    """A box (class `modal`) over the dimmed page, whose countdown goes on; left once, however keys come.

    F1 says its `about`, a message id; without one it shows the general help.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = MODAL_STYLES
    about: ClassVar[str] = ""
    _box = Region()
    _behind: LinesBehind | None = None

    @property
    def box(self) -> Region:
        """Where the box is."""
        return next((box.region for box in self.query(".modal")), Region())

    @property
    def keys_in_bar(self) -> Sequence[Piece]:
        """What the page's key bar shows meanwhile: nothing where the box shows the dialog's keys."""
        return ()

    def render(self) -> RenderableType:
        """Return the page behind."""
        return dimmed(self) or super().render()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the page behind; what stands in their place is looked up once for all."""
        self._behind = LinesBehind(self, self.box, self.keys_in_bar)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a line of the page behind, or what stands in its place."""
        return (self._behind and self._behind.line(y)) or super().render_line(y)

    @on(events.Mount)
    def _paint_behind(self) -> None:
        """Show other lines of the page where the box changes."""
        self.screen_layout_refresh_signal.subscribe(self, self._look_at_box)

    def _look_at_box(self, _: Screen[Any]) -> None:
        if self.box != self._box:
            self._box = self.box
            self.refresh()

    @on(Choice.Opened)
    def _show_options(self, event: Choice.Opened) -> None:
        show_options(host_of(self), event.choice)

    @on(events.Paste)
    def _take_paste(self, event: events.Paste) -> None:
        """Take what is pasted while no field has the caret: whole into the first one."""
        fields = (field for field in self.query("*") if isinstance(field, LineInput | NoteArea))
        field = next((one for one in fields if one.focusable and one.display), None)
        if field is not None and not isinstance(self.focused, LineInput | NoteArea):
            event.stop()
            field.focus()
            field.write(event.text)

    @on(LineInput.PasteCut)
    def _say_paste_cut(self, event: LineInput.PasteCut) -> None:
        """Say that a field of one line took the first one."""
        event.stop()
        host_of(self).say(t("app.paste_cut", count=event.lines))

    def chooses(self, typed: str) -> bool:
        """Return whether a character alone, not one of a text, does something here."""
        return typed in self._bindings.key_to_bindings

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave the dialog with a result; what comes once it is left does nothing."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Ask(Dialog[str]):
    """Asks; dismissed with the id of an answer. Keys of answers work in their full-width form too.

    Enter begins at the safe answer; in a menu, where each answer is as good, at the one of the id `begin`.

    The answers stay in sight: a text that is longer than the window scrolls above them.
    `typed`: takes a text that is typed meanwhile in place of an answer; the question is left.
    """

    DEFAULT_CSS = """
    Ask > #ask { width: 64; }
    Ask #ask > Wrapped { margin: 0 0 1 0; }
    Ask #ask > VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    Ask #ask > #ask-answers { margin: 1 0 0 0; }
    Ask #ask > Wrapped.-keys { margin: 1 0 0 0; }
    Ask #ask > #ask-more { margin: 0; }
    """
    AUTO_FOCUS = ""  # a focus of its own: Textual would scroll to the end of a long list
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left,shift+tab", "move(-1)", show=False, priority=True),
        Binding("down,right,tab", "move(1)", show=False, priority=True),
        bound(keys.PAGE_UP, "page(-1)"),
        bound(keys.PAGE_DOWN, "page(1)"),
        bound(keys.TAKE, "take"),
        bound(keys.BACK, "safe"),
    ]

    text_part = getters.query_one("#ask-text", VerticalScroll)
    answers_part = getters.query_one("#ask-answers", VerticalScroll)
    more = getters.query_one("#ask-more", Wrapped)
    answer_list = getters.query_one(AnswerList)

    def __init__(
        self,
        title: str,
        text: str,
        answers: Sequence[Answer],
        *,
        begin: str | None = None,
        typed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._begin = begin
        self._typed = typed
        self._notice_lines = 0
        if not any(answer.safe for answer in answers):
            raise ValueError("a question needs a safe answer")
        self._title = clean_line(title)
        self._text = text
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """Yield title, text and answers."""
        with Vertical(id="ask", classes="modal"):
            yield Wrapped(self._title, "strong-digits")
            with VerticalScroll(id="ask-text", can_focus=False) as part:
                yield Wrapped(self._text)
            part.display = bool(self._text.strip())
            more = Wrapped(t("app.ask_more"), "muted")
            more.id = "ask-more"
            more.display = False
            yield more
            with VerticalScroll(id="ask-answers", can_focus=False):
                yield AnswerList(self._answers, self._begin)
            if self._says_keys:
                line = Wrapped(t("app.ask_keys"), "muted")
                line.add_class("-keys")
                yield line

    @property
    def keys_in_bar(self) -> Sequence[Piece]:
        """How one chooses."""
        named = (("app.ask_move_keys", "app.ask_move"), ("app.ask_take_keys", "app.ask_take"))
        safe = self._safe.label
        hints = [(t(key), t(label)) for key, label in named] + [(shown("escape"), clean_line(safe))]
        return [
            piece for key, label in hints for piece in ((f" {key}", "strong-now"), (f" {label} ", "muted"))
        ]

    @property
    def _safe(self) -> Answer:
        """The answer that changes least."""
        return next(one for one in self._answers if one.safe)

    @property
    def _says_keys(self) -> bool:
        """Whether a line says how one chooses."""
        return len(self._answers) > FEW and not self._text.strip()

    def on_resize(self) -> None:
        """Give the text the lines that title and answers leave; what is more of either scrolls."""
        self._fit(0)

    def _fit_beside_notice(self, _: object) -> None:
        """Leave a notice below the box its lines, so that it takes none of an answer's."""
        lines = sum(notice.region.height for notice in self.query(Notice) if notice.display)
        if lines != self._notice_lines:
            self._fit(lines)

    def _fit(self, notice_lines: int) -> None:
        self._notice_lines = notice_lines
        width = min(WIDTH, self.size.width * 94 // 100) - 4
        lines = (self.size.height - notice_lines) * 9 // 10 - 2 - len(wrap(self._title, width)) - 1 - 1
        text_lines = len(wrap(clean(self._text).strip("\n"), width)) if self._text.strip() else 0
        least = text_lines if text_lines <= LEAST_TEXT else LEAST_TEXT + 1
        key_lines = KEYS_LINES if self._says_keys else 0
        self.answers_part.styles.max_height = max(1, lines - least - key_lines)
        room = lines - len(self._answers)
        is_long = text_lines > max(LEAST_TEXT, room)
        self.more.display = is_long
        self.text_part.styles.max_height = max(LEAST_TEXT, room - is_long)
        self.call_after_refresh(self._show_first)

    def on_mount(self) -> None:
        """Begin at the top, with the highlighted answer in sight."""
        self.answer_list.focus(scroll_visible=False)
        self.call_after_refresh(self._show_first)
        self.screen_layout_refresh_signal.subscribe(self, self._fit_beside_notice)

    def _show_first(self) -> None:
        """Bring the highlighted answer into sight, where the dialog was not left meanwhile."""
        if self.query(AnswerList):
            self.action_move(0)

    def action_page(self, by: int) -> None:
        """Scroll a long text by a page, down or up."""
        step = max(1, self.text_part.size.height - 1)
        self.text_part.scroll_relative(y=by * step, animate=False)

    def action_move(self, by: int) -> None:
        """Highlight another answer."""
        answers = self.answer_list
        answers.move(by)
        self.answers_part.scroll_to_region(Region(0, answers.index, 1, 1), animate=False)
        self.call_after_refresh(self._say_rest)

    def _say_rest(self) -> None:
        """Say how many answers are below those in sight; nothing where the dialog was left meanwhile."""
        if not self.query("#ask-answers"):
            return
        part = self.answers_part
        below = len(self._answers) - round(part.scroll_y) - part.size.height
        for line in self.query(".-keys").results(Wrapped):
            line.show(t("app.ask_keys_more", count=below) if below > 0 else t("app.ask_keys"))

    def action_take(self) -> None:
        """Give the highlighted answer."""
        self.dismiss(self._answers[self.answer_list.index].id)

    def action_safe(self) -> None:
        """Give the answer that changes least."""
        self.dismiss(self._safe.id)

    def take_text(self, text: str) -> bool:
        """Take a text that was typed in place of an answer; return whether it is one's own."""
        if self._typed is None:
            return False
        self.dismiss(None)
        self._typed(text)
        return True

    def chooses(self, typed: str) -> bool:
        """Return whether a character is the key or the number of an answer."""
        return self._answer_of("", typed) is not None

    def _answer_of(self, key: str, typed: str) -> Answer | None:
        """Return the answer that a key or a character stands for, None where it stands for none."""
        for number, answer in enumerate(self._answers, 1):
            named = {answer.key.casefold(), digit_of(number)} - {""}
            if named & {key, typed}:
                return answer
        return None

    def on_key(self, event: events.Key) -> None:
        """Give the answer that a key names."""
        typed = unicodedata.normalize("NFKC", event.character).casefold() if event.character else ""
        if (answer := self._answer_of(event.key, typed)) is not None:
            event.stop()
            self.dismiss(answer.id)

    def on_click(self, event: events.Click) -> None:
        """Highlight the answer that was clicked; a second click gives it."""
        answers = self.answer_list
        place = event.get_content_offset(answers)
        if place is not None and place.y < len(self._answers) and answers.click(place.y):
            self.dismiss(self._answers[place.y].id)


def choose_one(
    host: Host,
    title: str,
    offered: Sequence[MenuChoice],
    take: Callable[[str], None],
    *,
    begin: str | None = None,
    typed: Callable[[str], None] | None = None,
) -> None:
    """Ask for one of `offered`, or for nothing.

    `take` gets the id that was chosen. Enter begins at `begin`, else at the first one. `typed`: as of `Ask`.
    """
    first = offered[0].id if begin is None else begin
    answers = [Answer(one.id, one.label, digit_of(number), one.key) for number, one in enumerate(offered, 1)]
    answers.append(Answer("leave", t("timekeeping.leave"), "escape", safe=True))

    def answered(answer: str | None) -> None:
        if answer is not None and answer != "leave":
            take(answer)

    host.push_screen(Ask(title, "", answers, begin=first, typed=typed), answered)


def show_options(host: Host, choice: Choice) -> None:
    """Show the options of a chooser that was clicked twice; the one taken is marked."""

    def take(value: str) -> None:
        choice.value = value

    options = [MenuChoice(value, label) for value, label in choice.options]
    choose_one(host, t("app.options_title"), options, take, begin=choice.value)


class MoveRow(Dialog[None]):
    """Lets plain arrows move the marked row of the page below, which stays in sight above it.

    `moves`: actions of the page by arrow; `run` does one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.TAKE, "leave"),
        bound(keys.BACK, "leave"),
        *(
            Binding(f"{arrow},shift+{arrow}", f"move('{arrow}')", show=False, priority=True)
            for arrow in ("up", "down", "left", "right")
        ),
    ]

    def __init__(self, moves: Mapping[str, str], run: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._moves = moves
        self._run = run

    def compose(self) -> ComposeResult:
        """Yield what the arrows do, and for a mouse each move."""
        with Vertical(classes="modal"):
            yield Static(t("app.move_title"), classes="modal-title", markup=False)
            hints = [
                KeyHint(shown(arrow), t(_DIRECTIONS[arrow]), f"move('{arrow}')") for arrow in self._moves
            ]
            yield DialogKeys(*hints, KeyHint(keys.TAKE.key_shown, t("app.move_done"), "leave"))

    async def action_move(self, arrow: str) -> None:
        """Move the row by one place, where the page has that move."""
        if arrow in self._moves:
            await self._run(self._moves[arrow])

    def action_leave(self) -> None:
        """Leave the row where it is now."""
        self.dismiss(None)
