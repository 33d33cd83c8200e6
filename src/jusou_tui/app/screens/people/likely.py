"""Passages that may mean a person: which of them are to lose the name, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from jusou_tui.app.drawing.paint import style_of
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import MODAL_STYLES, SPACE, Dialog, bound
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.session.people.mentions import Passage
from jusou_tui.text.terminal import cell_width, clean_line, pad
from jusou_tui.wording import t

TEXTUALS_BUTTON = 4
"""Segments with which Textual begins a line: a cross in a box, in Japan the sign for "not"."""


ALL = "1"
"""The digit that marks all passages."""
_BEFORE = 14
"""Letters shown before what was found, so that this stays in sight on a narrow window."""


class PassageList(SelectionList[str]):
    """Passages, each with the word for what becomes of it."""

    DEFAULT_CSS = "PassageList { margin: 1 0 0 0; }"

    def __init__(self, *passages: Selection[str], erases: bool = False) -> None:
        self._erases = erases
        super().__init__(*passages)

    def _get_left_gutter_width(self) -> int:
        return max(map(cell_width, self._words())) + 2

    def _words(self) -> tuple[str, str]:
        yes = "programme.likely_erase_yes" if self._erases else "programme.likely_yes"
        return t("programme.likely_no"), t(yes)

    def render_line(self, y: int) -> Strip:
        """Return one line: the word in the place of Textual's button."""
        segments = list(super().render_line(y))
        index = self.scroll_offset.y + y
        if index >= self.option_count:
            return Strip(segments)
        chosen = self.get_option_at_index(index).value in self.selected
        word = pad(self._words()[chosen], self._get_left_gutter_width())
        on_row = segments[TEXTUALS_BUTTON - 1].style
        is_marked = index == self.highlighted  # its own colour is the one that reads there
        ground = on_row and Style.from_color(on_row.color, on_row.bgcolor)
        style = on_row if is_marked and on_row else style_of(self, "decided" if chosen else "muted", ground)
        return Strip([Segment(word, style + Style(meta={"option": index})), *segments[TEXTUALS_BUTTON:]])


class LikelyScreen(Dialog[list[Passage]]):
    """A list with a mark for each passage. Dismissed with the marked ones; None where it was left."""

    CSS_PATH = MODAL_STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "leave"),
        bound(keys.TAKE, "go_on"),
        Binding(f"{ALL},fullwidth_digit_one", "all", show=False, priority=True),
        Binding(SPACE, "mark", show=False, priority=True),
    ]

    def __init__(self, name: str, passages: Sequence[Passage], *, erases: bool = False) -> None:
        super().__init__()
        self._name, self._erases = name, erases
        self._passages = passages

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(classes="modal"):
            title = t("programme.likely_title", name=self._name)
            yield Static(title, classes="modal-title", markup=False)
            text = t("programme.likely_erase_text" if self._erases else "programme.likely_text")
            yield Wrapped(text)
            yield PassageList(
                *(Selection(_shown(one), str(number)) for number, one in enumerate(self._passages)),
                erases=self._erases,
            )
            yield DialogKeys(
                KeyHint("Space", t("programme.likely_mark"), "mark"),
                KeyHint(ALL, t("common.all"), "all"),
                KeyHint(keys.TAKE.key_shown, t("roster.assign_done"), "go_on"),
                KeyHint(keys.BACK.key_shown, t("timekeeping.leave"), "leave"),
            )

    @property
    def _list(self) -> PassageList:
        return self.query_one(PassageList)

    def action_mark(self) -> None:
        """Mark a passage, or no longer."""
        self._list.action_select()

    def action_all(self) -> None:
        """Mark all, or none where all are marked."""
        if len(self._list.selected) == len(self._passages):
            self._list.deselect_all()
        else:
            self._list.select_all()

    def chooses(self, typed: str) -> bool:
        """Return whether a digit is the one that marks all."""
        return typed == ALL

    def action_go_on(self) -> None:
        """Take the marked ones."""
        self.dismiss([self._passages[int(number)] for number in self._list.selected])

    def action_leave(self) -> None:
        """Leave without deciding."""
        self.dismiss(None)


def _shown(passage: Passage) -> Content:
    before, behind = clean_line(passage.before)[-_BEFORE:], clean_line(passage.behind)
    return Content.assemble(before, (clean_line(passage.found), "bold underline"), behind)
