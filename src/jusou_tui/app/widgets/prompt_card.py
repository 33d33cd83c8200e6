"""What the facilitator needs now: purpose, the words to read aloud, the steps with the current one marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jusou_tui.app.drawing.line_view import LineView
from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.live.meeting_words.prompt_rows import Mark, PromptKind, PromptRow
from jusou_tui.text.terminal import TERMS, cell_width, clean, clean_line, cut, pad, wrap
from jusou_tui.wording import t

_STYLES: dict[PromptKind, str] = {
    "plain": "",
    "strong": "strong",
    "step": "",
    "detail": "muted",
    "link": "digits",
    "cue": "",
}
_MARKED: dict[Mark, tuple[str, str]] = {"done": ("app.row_done", "muted"), "next": ("common.next", "strong")}
"""The word of a mark and the style of a row that has it."""
_NUMBER = 3
"""Cells of a step's number and the gap after it; a detail is set in as far."""

SENTENCE_ENDS = ("。", "！", "？", ".", "!", "?", "。」", "。）", "！」", "？」")
"""What the last line of a sentence ends in."""
_WIDEST_LABEL = 12
_GAP = 2


class _Shown(NamedTuple):
    """A row with what its drawing depends on."""

    row: PromptRow
    label_cells: int
    now_word: str = ""
    is_now: bool = False
    mark: Mark | None = None
    air: bool = False


class PromptCard(LineView[_Shown]):
    """Rows of labels and wrapped text; it scrolls by itself so that the current step is in sight.

    `now_word` is the word that marks the current step. With `roomy` a blank line stands before each label.
    A block of rows under one label that is not all in sight keeps its label in sight. The first one that is
    cut has the lines that are in sight of how many, and below it `page_keys`, how the keys that scroll are
    shown.
    """

    DEFAULT_CSS = "PromptCard { height: 1fr; padding: 0 0 0 2; }"

    def __init__(
        self,
        *,
        now_word: str = "",
        page_keys: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.now_word = now_word
        self._page_keys = page_keys
        self._label_cells = 0
        self._beside: tuple[object, Mapping[int, Piece]] = (None, {})
        self.links: tuple[str, ...] = ()
        self._rows: tuple[PromptRow, ...] = ()
        self._current: str | None = None
        self._from_top = False
        self._marks: Mapping[str, Mark] = {}

    def show_space(self) -> None:
        """Put the blank lines before the labels, or take them away."""
        self._put()

    def show(
        self,
        rows: Sequence[PromptRow],
        current: str | None,
        marks: Mapping[str, Mark] | None = None,
        *,
        from_top: bool = False,
    ) -> None:
        """Show rows; `current` is the key of the step that is now. Other rows start at the top again.

        `marks` say by key which rows are done and which is next; another mark moves nothing. With `from_top`
        the card stays at its top, whether or not the current step is in sight there.
        """
        self._from_top = from_top
        same_rows, same_current = tuple(rows) == self._rows, current == self._current
        if same_rows and same_current and (marks or {}) == self._marks:
            return
        self._rows, self._current, self._marks = tuple(rows), current, dict(marks or {})
        self.links = tuple(clean(row.text) for row in rows if row.kind == "link")
        self._put()
        if not same_rows and self.is_mounted:
            self.scroll_to(y=0, animate=False, force=True)
        if not (same_rows and same_current):
            self._show_current()

    def draw(self, item: _Shown, cells: int) -> Drawn:
        """Return the label and, beside it, the wrapped text; a cell stays free beside the scrollbar."""
        row, cells = item.row, cells - 1
        indent = min(item.label_cells, cells // 3)
        inset = _NUMBER if row.kind in ("step", "detail") else 0
        style = "strong-now" if item.is_now else _MARKED[item.mark][1] if item.mark else _STYLES[row.kind]
        terms = (*TERMS, *map(clean, row.whole))
        lines = wrap(clean(row.text).strip("\n"), max(cells - indent - inset, 2), terms=terms)
        number = str(row.number) if row.number is not None and row.kind == "step" else ""
        words = (row.label, row.note) if row.note else (row.label,)
        beside_text = [pad(cut(clean_line(word), max(indent - 1, 0)), indent) for word in words]
        if row.note and len(lines) == 1:
            lines = [*lines, ""]
        drawn: Drawn = [[]] if item.air else []
        for count, line in enumerate(lines):
            beside = pad(number if count == 0 else "", inset)
            number_style = "strong-now" if item.is_now else "muted"
            first: Piece = (beside_text[count], "muted") if count < len(beside_text) else (" " * indent, "")
            drawn.append([first, (beside, number_style), (line, style)])
        if item.is_now and item.now_word:
            self._add_word(drawn, (f" {item.now_word} ", "chip-now"), cells, indent + inset)
        elif item.mark:
            ink = "muted" if item.mark == "done" else "chip-digits"
            self._add_word(drawn, (f" {t(_MARKED[item.mark][0])} ", ink), cells, indent)
        return drawn

    @staticmethod
    def _add_word(drawn: Drawn, chip: Piece, cells: int, indent: int) -> None:
        """Put a word such as "now" after the text, on a line of its own where it does not fit."""
        used = sum(cell_width(text) for text, _ in drawn[-1])
        if used + _GAP + cell_width(chip[0]) <= cells:
            drawn[-1] += [(" " * _GAP, ""), chip]
        else:
            drawn.append([(" " * indent, ""), chip])

    def as_seen(self, y: int, pieces: list[Piece]) -> list[Piece]:
        """Return a line, in its column of labels what is said of a block that is not all in sight."""
        key = (self.scroll_offset.y, self.rows_in_sight, self.cells, tuple(self._starts))
        if self._beside[0] != key:
            self._beside = (key, self._words_beside())
        said = self._beside[1].get(y)
        if said is None or not pieces:
            return pieces
        indent = min(self._label_cells, self.cells // 3)
        return [(pad(cut(said[0], max(indent - 1, 0)), indent), said[1]), *pieces[1:]]

    def _words_beside(self) -> dict[int, Piece]:
        """Return by line of the view what stands in the column of labels instead of what is drawn there."""
        found: dict[int, Piece] = {}
        for first, end in self._blocks():
            label = self.items[first]
            top = self._starts[first] + label.air
            seen = self.rows_in_sight
            begin, last = self.scroll_offset.y - top, self.scroll_offset.y + seen - top
            count = self._starts[end] - top
            shown = range(max(begin, 0), min(last, count))
            if not label.row.label or not shown or len(shown) == count:
                continue
            words = self._words_of(label.row, shown, count, counted=not any(found))
            found |= {
                shown[0] - begin + number: word for number, word in enumerate(words) if word is not None
            }
        return found

    def _words_of(self, row: PromptRow, shown: range, count: int, *, counted: bool) -> list[Piece | None]:
        """Return the words beside the lines of a block that are `shown`; None where a line keeps its own."""
        room = max(min(self._label_cells, self.cells // 3) - 1, 0)
        lines = t("app.lines_in_sight", first=shown[0] + 1, last=shown[-1] + 1, count=count)
        extent: list[Piece | None] = [(lines, "muted")] if counted and cell_width(lines) <= room else []
        keys = next(
            (one for one in (self._page_keys, self._page_keys.split(" ")[-1]) if cell_width(one) <= room), ""
        )
        if counted and keys:
            extent.append((keys, "muted"))
        if not shown[0]:
            return [None, *([None] if row.note else []), *extent][: len(shown)]
        label: Piece = (clean_line(row.label), "strong-now")
        more: Piece = (t("app.continued"), "muted")
        words = [label, more, *extent]
        return (words if len(shown) >= len(words) else [label, *extent])[: len(shown)]

    def _blocks(self) -> list[tuple[int, int]]:
        """Return the rows under one label that are in sight, as (first, behind the last one)."""
        if not self.items or not self._measured_for:
            return []
        first, last = (
            self.index_at(self.scroll_offset.y),
            self.index_at(self.scroll_offset.y + self.rows_in_sight - 1),
        )
        while first > 0 and not self.items[first].row.label:
            first -= 1
        begins = [i for i in range(first, last + 1) if i == first or self.items[i].row.label]
        behind = last + 1
        while behind < len(self.items) and not self.items[behind].row.label:
            behind += 1
        return list(zip(begins, [*begins[1:], behind], strict=True))

    def scroll_pages(self, count: int) -> None:
        """Scroll down by so many pages, below 0 up."""
        self.scroll_lines(count * max(1, self.size.height - 1))

    def on_resize(self, event: object) -> None:
        """Keep the current step in sight."""
        del event
        self.call_later(self._show_current)

    def _put(self) -> None:
        words = [clean_line(word) for row in self._rows for word in (row.label, row.note)]
        widest = max((cell_width(word) for word in words), default=0)
        label_cells = self._label_cells = min(widest, _WIDEST_LABEL) + _GAP if widest else 0
        plain = [_Shown(row, label_cells) for row in self._rows]
        self.set_items(
            [
                shown._replace(
                    is_now=(now := shown.row.key is not None and shown.row.key == self._current),
                    now_word=clean_line(self.now_word) if now else "",
                    mark=self._marks.get(shown.row.key or ""),
                    air=self._roomy and index > 0 and bool(shown.row.label),
                )
                for index, shown in enumerate(plain)
            ]
        )

    def _show_current(self) -> None:
        """Bring the current step in sight, with the step after it where there is room."""
        index = next((i for i, shown in enumerate(self.items) if shown.is_now), None)
        if index is None or self._from_top or not self._measured_for:
            return
        itself_and_neighbours = 3
        if self.rows_in_sight > itself_and_neighbours * len(self.lines_of(self.items[index])):
            self.show_item(min(index + 1, len(self.items) - 1))
        self.show_item(index)
        self._begin_with_a_sentence(index)

    def _begin_with_a_sentence(self, index: int) -> None:
        """Scroll on to where a sentence begins, else back to where one does, an item staying in sight."""
        y, seen = self.scroll_offset.y, self.rows_in_sight
        on = (line for line in range(y, self._starts[index] + 1) if self._begins_sentence(line))
        best = next(on, y)
        if best > self.max_scroll_y:
            least = max(self._starts[index + 1] - seen, 0)
            best = next((line for line in range(y, least - 1, -1) if self._begins_sentence(line)), y)
        if best != y:
            self.scroll_to(y=best, animate=False, force=True)

    def _begins_sentence(self, line: int) -> bool:
        """Return whether a line is the first one of its item, or follows the end of a sentence."""
        index = self.index_at(line)
        within = line - self._starts[index]
        if within <= self.items[index].air:
            return True
        before = self.lines_of(self.items[index])[within - 1]
        return bool(before) and before[-1][0].rstrip().endswith(SENTENCE_ENDS)
