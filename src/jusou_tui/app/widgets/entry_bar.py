"""The line in which notes are written: kind, author, text; for a ToDo also who and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, getters, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.lines import Lines
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.notice import Notice
from jusou_tui.live.entries import Entry
from jusou_tui.text.terminal import cell_width, wrap_phrases
from jusou_tui.wording import t
from jusou_tui.wording.values import kind_options

NOBODY = ""


class EntryBar(Vertical):
    """Posts `Drafted` at each change and `Filed` on Enter; without a text Enter goes to the next field.

    A `masked` one shows no letter of what is typed, no author, and nothing of a ToDo but its kind.
    `keys`: keys of the field, as shown, and what each does; they stand below it where the bar is `hinted`, as
    long as the text needs one line. A notice stands above the field, so that the field stays where it is.
    """

    DEFAULT_CSS = """
    EntryBar { height: auto; background: $panel; }
    EntryBar > Horizontal { height: 1; }
    EntryBar #entry-todo { display: none; }
    EntryBar.-todo #entry-todo { display: block; }
    EntryBar.-masked #entry-todo, EntryBar.-masked #entry-author { display: none; }
    EntryBar #entry-kind { width: auto; margin: 0 1 0 1; }
    EntryBar #entry-author { width: auto; max-width: 14; margin: 0 1 0 0; }
    EntryBar #entry-line { height: auto; max-height: 6; }
    EntryBar #entry-text { width: 1fr; }
    EntryBar .entry-label { width: auto; color: $muted; margin: 0 1; }
    EntryBar #entry-owner { width: 18; }
    EntryBar #entry-due { width: 16; }
    EntryBar #entry-remark { width: 1fr; height: 1; color: $muted; margin: 0 1; }
    EntryBar #entry-below { height: auto; margin: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_field(1)", show=False),
        Binding("shift+tab", "next_field(-1)", show=False),
    ]

    area = getters.query_one("#entry-text", NoteArea)
    kind_choice = getters.query_one("#entry-kind", Choice)
    owner_field = getters.query_one("#entry-owner", LineInput)
    due_field = getters.query_one("#entry-due", LineInput)
    remark = getters.query_one("#entry-remark", Static)
    below = getters.query_one("#entry-below", Lines)

    @dataclass
    class Drafted(Message):
        """Something in the bar changed."""

        entry: Entry

    @dataclass
    class Filed(Message):
        """Enter was pressed on a text that is not empty."""

        entry: Entry

    def __init__(
        self,
        entry: Entry,
        authors: Sequence[tuple[str, str]],
        *,
        keys: Sequence[tuple[str, str]] = (),
        masked: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id, classes="-masked" if masked else None)
        self._masked = masked
        self._keys = tuple(keys)
        self._below = ""
        self.hinted = False
        self._entry = entry
        self._authors = [(NOBODY, t("app.author_none")), *authors]

    def compose(self) -> ComposeResult:
        """Yield the notice, the ToDo line (hidden for other kinds), the text line and what stands below."""
        yield Notice()
        names = [name for person, name in self._authors if person != NOBODY]
        with Horizontal(id="entry-todo"):
            yield Static(t("app.todo_owner"), classes="entry-label", markup=False)
            yield LineInput(
                self._entry.owner, placeholder=t("common.name"), offered=names, waits=True, id="entry-owner"
            )
            yield Static(t("app.todo_due"), classes="entry-label", markup=False)
            yield LineInput(self._entry.due, placeholder=t("app.todo_due_hint"), waits=True, id="entry-due")
            yield Static(t("app.todo_keys"), id="entry-remark", markup=False)
        with Horizontal(id="entry-line"):
            kinds = kind_options()
            yield _chosen_by_key(Choice(kinds, self._entry.kind, shown_as="chip", id="entry-kind"))
            if len(self._authors) > 1:
                author = self._entry.author or NOBODY
                yield _chosen_by_key(Choice(self._authors, author, shown_as="name", id="entry-author"))
            hint = t("app.note_hint_alone")
            yield NoteArea(
                self._entry.text, placeholder=hint, id="entry-text", classes="page-field", masked=self._masked
            )
        yield Lines(id="entry-below")

    def on_mount(self) -> None:
        """Show the ToDo line where it is needed."""
        self.set_class(self._entry.kind == "todo", "-todo")
        self.show_below()

    @property
    def entry(self) -> Entry:
        """The entry as the bar last posted it."""
        return self._entry

    @property
    def typed(self) -> Entry:
        """The entry as it is in the fields, also where the message about it is still on its way."""
        return self._entry._replace(
            text=self.area.text, owner=self.owner_field.value, due=self.due_field.value
        )

    def show(self, entry: Entry) -> None:
        """Put `entry` into the bar; posts nothing."""
        if entry == self._entry:
            return
        self._entry = entry
        self.set_class(entry.kind == "todo", "-todo")
        with self.prevent(Choice.Changed, LineInput.Changed, NoteArea.Edited, NoteArea.Changed):
            if self.area.text != entry.text:
                self.area.load(entry.text)
            self.kind_choice.value = entry.kind
            for chooser in self.query("#entry-author").results(Choice):
                chooser.value = entry.author or NOBODY
            self.owner_field.value = entry.owner
            self.due_field.value = entry.due
        self.say_below("")

    def say(self, sentence: str) -> None:
        """Say something beside the ToDo's fields, such as how its date was read."""
        self.remark.update(sentence)

    def on_key(self, event: events.Key) -> None:
        """Tab: a ToDo's fields stand above its text and come after it."""
        forward = event.key == "tab" and self.area.has_focus and self._entry.kind == "todo"
        if forward or (event.key == "shift+tab" and self.owner_field.has_focus):
            event.stop()
            event.prevent_default()
            (self.owner_field if forward else self.area).focus()

    def say_below(self, sentence: str) -> None:
        """Say below the fields what was wrong with one, until something is typed; "" takes it away."""
        self._below = sentence
        self.show_below()

    def show_below(self) -> None:
        """Show what was said below the fields, else the keys where there is room for them."""
        self.area.show_hint(t("app.note_closed") if self.disabled else self._hint())
        lines: Drawn = []
        if self._below:
            lines = [
                [(line, "strong-late")] for line in wrap_phrases(self._below, max(self.size.width - 2, 2))
            ]
        elif self.hinted and not self.disabled and self.area.wrapped_document.height <= self.area.rows:
            lines = [
                [piece for key, label in self._keys for piece in ((key, "now"), (f" {label}   ", "muted"))]
            ]
        self.below.show(lines)

    def _hint(self) -> str:
        """Return what the empty field says, with the keys that fit whole, where they do not stand below."""
        said = t("app.note_hint_alone")
        for number, (key, label) in enumerate(() if self.hinted else self._keys):
            more = f"{said}{'  ' if number else '   '}{key} {label}"
            if cell_width(more) > self.area.content_size.width:
                break
            said = more
        return said

    def on_resize(self) -> None:
        """Show the keys that fit now."""
        self.call_after_refresh(self.show_below)

    def action_next_field(self, by: int) -> None:
        """Go to the next field of a ToDo, or the one before; of another kind the key is the page's."""
        fields = [self.owner_field, self.due_field, self.area]
        here = next((number for number, field in enumerate(fields) if field.has_focus), None)
        if self._entry.kind != "todo" or here is None:
            raise SkipAction
        fields[(here + by) % len(fields)].focus()

    def next_kind(self) -> None:
        """Choose the next kind."""
        self.kind_choice.next()

    def next_author(self) -> None:
        """Choose the next author."""
        for chooser in self.query("#entry-author").results(Choice):
            chooser.next()

    @on(NoteArea.Edited)
    def _edited(self, event: NoteArea.Edited) -> None:
        event.stop()
        self._changed(text=event.text)

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        if event.choice.id == "entry-kind":
            self._changed(kind=event.value)
            self.set_class(event.value == "todo", "-todo")
        else:
            self._changed(author=event.value or None)

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._changed(**{"owner" if event.input.id == "entry-owner" else "due": event.value})

    @on(LineInput.Submitted)
    @on(NoteArea.Submitted)
    def _file(self, event: Message) -> None:
        event.stop()
        if self._entry.text.strip():
            self.post_message(self.Filed(self._entry))
        elif isinstance(event, LineInput.Submitted):
            self.screen.focus_next()

    def _changed(self, **changes: object) -> None:
        entry = self._entry._replace(**changes)  # type: ignore[arg-type] # names and types are those of Entry
        self.say_below("")
        if entry != self._entry:
            self._entry = entry
            self.post_message(self.Drafted(entry))


def _chosen_by_key(choice: Choice) -> Choice:
    """Return a choice that the caret never goes to: a key of the page, or a click, takes the next option."""
    choice.can_focus = False
    return choice
