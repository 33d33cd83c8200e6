"""People: the members in the order of rounds; added, changed, moved, gone, made anonymous."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui.app.screens.people import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    CHANGE_ROW,
    GROUPS,
    OF_NOTE_FIELD,
    WHO,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.screen import BASE_STYLES, NORMAL, after_refresh, start_worker
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.lines import TopLine, Wrapped
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.errors import StoreError
from jusou_tui.live import leaving
from jusou_tui.live.fields import person_fields
from jusou_tui.session.model.records import Participant
from jusou_tui.session.people.mentions import Passage
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import inline, role_options

MOST_NAMESAKES = 3
"""People of the same name with whom somebody can be made one, from here."""


class PeopleScreen(ListScreen):
    """The list above, the highlighted person's fields below. What is typed counts at once."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "people"
    PASTE_CUT = "programme.paste_hint"
    FIELDS = ("name", "affiliation", "left")
    SHOWS_TIME = False
    _is_short = False
    _fresh: tuple[str, Participant] | None = None
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("fields", "common.edit", "programme.change_help", keys.TAKE, rank=1, writes=True),
        Command("add", "programme.add", "programme.add_help", keys.ADD, rank=2),
        Command("farewell", "programme.farewell", "programme.farewell_help", keys.REMOVE, rank=4),
        CHANGE_ROW.but(rank=3, label="app.menu_title", help="app.menu_help"),
        Command("take_in", "programme.take_in", "programme.take_in_help", in_menu(Group.PAGES), writes=True),
        Command("observer", "minutes.observer", "minutes.observer_help", in_menu(Group.ROW), writes=True),
        GROUPS.but(meaning=in_menu(Group.PAGES)),
        WHO.but(rank=5),
        Command("move(-1)", "common.up", "programme.move_help", keys.MOVE_UP),
        Command("move(1)", "common.down", "programme.move_help", keys.MOVE_DOWN),
        BACK,
        *session_commands(*OF_NOTE_FIELD, WHO),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield the list and the fields."""
        yield TopLine(id="top")
        yield RowList(id="people")
        yield Static(t("programme.people_none"), id="none", markup=False)
        with Vertical(id="person"):
            with Horizontal(classes="line"):
                yield Static(t("common.name"), classes="label", markup=False)
                yield LineInput(placeholder=inline(t("common.name")), id="name")
                yield Static(t("programme.affiliation"), classes="label", markup=False)
                yield LineInput(placeholder=t("programme.affiliation_hint"), id="affiliation")
            with Horizontal(classes="line"):
                yield Static(t("common.role"), classes="label", id="role-label", markup=False)
                with Horizontal(id="role-field"):
                    yield Choice(role_options(), "member", id="role")
                yield Static(t("programme.left"), classes="label", markup=False)
                yield LineInput(placeholder=t("app.todo_due_hint"), id="left")
            yield Wrapped("", id="remark")
        yield SearchField()

    def show_list(self) -> None:
        """Show the members."""
        self._is_short = self.app.size.width < NORMAL
        people = rows.person_rows(self.live, short=self._is_short)
        count = t("common.people_count", count=len(people))
        self.query_one(TopLine).show_page(t("common.members"), self.live.book.meta.title, [(count, "muted")])
        self.show_rows(people)

    def on_resize(self) -> None:
        """Say in fewer cells from when on somebody is gone, where the list became narrow."""
        if self._is_short != (self.app.size.width < NORMAL):
            after_refresh(self, self.show_entries)

    @property
    def _highlighted(self) -> str | None:
        key = self.highlighted_key
        return key if key in self.live.book.session.participants else None

    @property
    def marked_text(self) -> str:
        """The name of the highlighted person."""
        key = self._highlighted
        return "" if key is None else self.live.book.session.participants[key].name

    def show_highlighted(self, *, anew: bool = False) -> None:
        """Show the highlighted person's fields; one in which someone types stays as it is."""
        key = self._highlighted
        self.query_one("#person").display = key is not None
        if key is None:
            return
        fields = person_fields(self.live, key)
        self.show_fields(fields, anew=anew)
        with self.prevent(Choice.Changed):
            self.query_one("#role", Choice).value = self.live.book.session.participants[key].role
        wrong = fields["left"].wrong()
        remark = self.query_one("#remark", Wrapped)
        remark.show(wrong or rows.left_text(self.live, key))
        remark.set_class(bool(wrong), "wrong")

    def type_field(self, name: str, text: str) -> None:
        """Take what was typed about the highlighted person."""
        key = self._highlighted
        if key is not None:
            person_fields(self.live, key)[name].type(text, self.editing)
            self.show_entries()

    @on(Choice.Changed, "#role")
    def _chose_role(self, event: Choice.Changed) -> None:
        if key := self._highlighted:
            self.live.book.people.edit(key, role=event.value)
            self.show_entries()

    @on(LineInput.Submitted)
    def _next_field(self, event: LineInput.Submitted) -> None:
        if event.input.id == "left":
            self.focus_start()
        else:
            self.focus_next()

    def on_key(self, event: events.Key) -> None:
        """Enter goes on from the choice of a role as from any field."""
        if event.key == "enter" and isinstance(self.focused, Choice):
            event.stop()
            self.focus_next()

    def on_paste(self, event: events.Paste) -> None:
        """A table pasted into the list is taken in after a look at it."""
        event.stop()
        event.prevent_default()
        self._open_take_in(event.text)

    def edit_highlighted(self) -> None:
        """Enter on the highlighted person: go to the name."""
        self.action_fields()

    def action_fields(self) -> None:
        """Go to the highlighted person's name."""
        if self._highlighted:
            self.query_one("#name").focus()

    def action_add(self) -> None:
        """Add a person and write the name."""
        if not self.live.book.ledger.permits():
            return
        number = len(self.live.book.session.people) + 1
        self._fresh = None
        key = self.live.book.people.add(t("programme.new_person", number=number))
        if hint := rows.newcomer_hint(self.live):
            self.host.say(hint)
        with self.prevent(LineInput.Changed):
            self.query_one(SearchField).value = ""  # the new name is none that was looked for
        self._fresh = (key, self.live.book.session.participants[key])
        self.show_entries()
        self.listing.highlight(key)
        self.show_highlighted(anew=True)
        field = self.query_one("#name", LineInput)
        field.focus()
        field.select_all()

    def step_back(self) -> bool:
        """Go back to the search; a person who was added, and of whom nothing was typed, is none."""
        fresh, self._fresh = self._fresh, None
        if fresh is not None and self.live.book.session.participants.get(fresh[0]) == fresh[1]:
            self.live.book.undo_of(lambda change: ("participants", fresh[0]) in change.addresses)
            self.host.say(t("programme.nobody_added"))
            self.after_change()
        return super().step_back()

    def action_move(self, by: int) -> None:
        """Move the highlighted person up or down in the order of rounds, past the next one in sight."""
        key = self._highlighted
        shown = [row.key for row in self.query_one(RowList).items]
        place = shown.index(key) + by if key in shown else -1
        if key is None:
            return
        if not 0 <= place < len(shown):
            self.host.say(t("common.nothing_to_move"))
            return
        order = [one for one, _ in self.live.book.session.people if one != key]
        order.insert(order.index(shown[place]) + (by > 0), key)
        self.live.book.people.order(order)
        self.show_entries()
        self.listing.highlight(key)

    def action_observer(self) -> None:
        """Let the highlighted person be an observer, who stands apart in the minutes, or a member again."""
        if key := self._highlighted:
            observer = not self.live.book.session.participants[key].observer
            self.live.book.people.edit(key, observer=observer)
            message = "minutes.observer_set" if observer else "minutes.observer_unset"
            self.host.say(t(message, name=self.live.name_of(key)))
            self.show_entries()

    def action_take_in(self) -> None:
        """Take people in from a table: pasted, or a file."""
        self._open_take_in("")

    def _open_take_in(self, text: str) -> None:
        from jusou_tui.app.screens.people.take_in import TakeInScreen

        self.app.push_screen(TakeInScreen(text), lambda _: self.after_change())

    def action_farewell(self) -> None:
        """Ask what is to become of the highlighted person: gone from today, anonymous, erased."""
        key = self._highlighted
        if key is None or not self.live.book.ledger.permits():
            return
        name, left = self.live.name_of(key), self.live.book.session.participants[key].left
        stays = t("programme.farewell_returns")
        if left is None:
            today = leaving.first_day_away(self.live, key) == self.live.clock.now().date()
            stays = t("programme.farewell_left" if today else "programme.farewell_tomorrow")
        answers = [
            Answer("left", stays, "1"),
            Answer("anonymous", t("programme.farewell_anonymous"), "2"),
            Answer("erase", t("programme.farewell_erase"), "3"),
            Answer("stay", t("programme.farewell_nothing"), "4", safe=True),
        ]
        for number, other in enumerate(leaving.namesakes(self.live, key)[:MOST_NAMESAKES], len(answers) + 1):
            same = t("programme.farewell_unite", name=self.live.name_of(other))
            answers.append(Answer(other, same, str(number)))
        question = Ask(
            t("programme.farewell_title", name=name), leaving.leaving_text(self.live, key), answers
        )
        self.app.push_screen(question, lambda answer: self._parted(key, answer))

    def _parted(self, person: str, answer: str | None) -> None:
        if person not in self.live.book.session.participants:
            return
        if answer == "left":
            self.host.say(leaving.toggle_left(self.live, person))
            self.after_change()
        elif answer in self.live.book.session.participants:
            self.host.say(leaving.unite(self.live, person, answer))
            self.after_change()
        elif answer in {"anonymous", "erase"}:
            start_worker(self, partial(self._look_for, person, erases=answer == "erase"), exclusive=True)

    async def _look_for(self, person: str, *, erases: bool) -> None:
        """Find where a person is named, ask about what is not sure, then take the name out."""
        from jusou_tui.app.screens.people.likely import LikelyScreen

        self.host.say(t("programme.farewell_looking"))
        found = await asyncio.to_thread(leaving.leaving(self.live, person, erases=erases).prepared)
        if found.likely:
            question = LikelyScreen(self.live.name_of(person), found.likely, erases=erases)
            self.app.push_screen(question, lambda accepted: self._take_out(found, accepted))
        else:
            self._take_out(found, ())

    def _take_out(self, found: leaving.Prepared, accepted: Collection[Passage] | None) -> None:
        if accepted is not None and found.leaving.person in self.live.book.session.participants:
            taken_out = leaving.take_out(self.live, found, accepted)
            self.after_change()
            start_worker(
                self, partial(self._finish, taken_out), group="finish"
            )  # goes on when another one leaves

    async def _finish(self, taken_out: leaving.TakenOut) -> None:
        """Take a name out of all that is kept of the session, and show what is not reached."""
        try:
            report = await asyncio.to_thread(taken_out.finish)
        except StoreError as error:
            self.host.say(message_text(error), failed=True)
            return
        read = Answer("read", t("recover.erase_read"), "1", safe=True)
        self.app.push_screen(Ask(t("recover.erase_report"), report, [read]))
