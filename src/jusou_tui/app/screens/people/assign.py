"""Choosing what the columns of a list hold and which roles its unknown words mean."""

from __future__ import annotations

from typing import ClassVar, get_args

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import MODAL_STYLES, Dialog, bound
from jusou_tui.app.widgets.fields import Choice
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.live.beginning.roster_preview import column_label, kind_options
from jusou_tui.session.model.records import Role
from jusou_tui.session.people.roster.reading import Choices, Roster
from jusou_tui.session.people.roster.words import Kind
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text, role_options

_ONCE = frozenset({"name", "family", "given", "role"})
"""Kinds that only one column can have."""


class AssignScreen(Dialog[Choices | None]):
    """A choice for each column and each unknown role word of a list; the result is what was chosen."""

    CSS_PATH = [MODAL_STYLES, "take_in.tcss"]
    about = "roster.assign_text"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "dismiss"),
        bound(keys.TAKE, "done"),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    remark = getters.query_one("#twice", Wrapped)

    def __init__(self, roster: Roster) -> None:
        super().__init__()
        self._roster = roster
        self._columns = [column for column in roster.columns if column.heading or column.sample]

    def compose(self) -> ComposeResult:
        """Yield a line per column and per word."""
        with Vertical(classes="modal"):
            yield Static(t("roster.assign"), classes="modal-title", markup=False)
            yield Wrapped(t("roster.assign_text"), "muted").add_class("explanation")
            with VerticalScroll(id="choices", can_focus=False):
                for column in self._columns:
                    with Horizontal(classes="choice"):
                        yield Static(column_label(column.heading, column.index), markup=False)
                        yield Static(column.sample, classes="sample", markup=False)
                        yield Choice(kind_options(), column.kind, classes="column")
                for word in self._roster.role_words:
                    with Horizontal(classes="choice"):
                        yield Static(word, markup=False)
                        yield Static(t("roster.kind_role"), classes="sample", markup=False)
                        yield Choice(role_options(), self._role_of(word), classes="word")
            yield Wrapped("", id="twice")
            yield DialogKeys(
                KeyHint("Down", t("roster.assign_next"), "app.focus_next"),
                KeyHint(keys.RIGHT.key_shown, t("roster.assign_choose"), "app.simulate_key('right')"),
                KeyHint(keys.TAKE.key_shown, t("roster.assign_done"), "done"),
                KeyHint(keys.BACK.key_shown, t("timekeeping.leave"), "dismiss"),
            )

    def on_mount(self) -> None:
        """Begin at the first choice."""
        self.query(Choice).first().focus()

    def _role_of(self, word: str) -> str:
        return next(one.person.role for one in self._roster.listed if one.role_word == word)

    @on(Choice.Changed, ".column")
    def _chose(self) -> None:
        """Say where two columns hold what only one can; which of them it is remains to be chosen."""
        self.remark.show(self._twice())

    def _twice(self) -> str:
        """Return what is wrong with the columns as they are chosen, "" where nothing is."""
        chosen: dict[str, list[str]] = {}
        for column, choice in zip(self._columns, self.query(".column").results(Choice), strict=True):
            chosen.setdefault(choice.value, []).append(column_label(column.heading, column.index))
        labels = dict(kind_options())
        return "\n".join(
            t("roster.twice", kind=labels[kind], columns=list_text(names))
            for kind, names in chosen.items()
            if kind in _ONCE and len(names) > 1
        )

    def action_done(self) -> None:
        """Return what was chosen, unless two columns hold what only one can."""
        if twice := self._twice():
            self.remark.show(twice)
            return
        kinds = {kind: kind for kind in get_args(Kind)}
        roles = {role: role for role in get_args(Role)}
        columns = self.query(".column").results(Choice)
        words = self.query(".word").results(Choice)
        self.dismiss(
            Choices(
                {one.index: kinds[choice.value] for one, choice in zip(self._columns, columns, strict=True)},
                {
                    word: roles[choice.value]
                    for word, choice in zip(self._roster.role_words, words, strict=True)
                },
            )
        )
