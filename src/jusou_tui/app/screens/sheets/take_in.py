"""Taking in what was filled in elsewhere: rows that are pasted, or a file, with a preview of what changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from jusou_tui import paths
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import Answer, Ask, Dialog, bound, choose_one
from jusou_tui.app.shell.host import Host, host_of
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.lines import Wrapped
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.errors import JusouError
from jusou_tui.live.session import LiveSession
from jusou_tui.live.worksheets.taking_in import (
    Incoming,
    incoming,
    pasted,
    still_to_hand_in,
    take_in,
    tick_writer,
    unknown_writer,
)
from jusou_tui.live.worksheets.taking_in_preview import preview
from jusou_tui.session.people.identity import labels
from jusou_tui.session.people.roster.files import path_in
from jusou_tui.session.tables.reading import pages_in
from jusou_tui.session.worksheets.lines import SheetKey
from jusou_tui.wording import message_text, t


class TakeInSheet(Dialog[None]):
    """A field for rows or the path of a file, and below it what would become of the sheet; Enter writes it.

    `done` is called when something was written. Texts that say something else than the sheet does are asked
    about.
    """

    DEFAULT_CSS = """
    TakeInSheet .modal { height: 90%; }
    TakeInSheet NoteArea { margin: 1 0; }
    TakeInSheet VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """
    about = "supplement.take_in_text"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound(keys.BACK, "dismiss"),
        bound(keys.PAGE_UP, "page(-1)"),
        bound(keys.PAGE_DOWN, "page(1)"),
    ]

    area = getters.query_one(NoteArea)
    outcome = getters.query_one("#take-in-outcome", Wrapped)
    scroll = getters.query_one("#take-in-scroll", VerticalScroll)

    def __init__(self, sheet: SheetKey, done: Callable[[], None]) -> None:
        super().__init__()
        self._sheet = sheet
        self._done = done
        self._came: list[Incoming] = []
        self._refusal = ""

    @property
    def _live(self) -> LiveSession:
        return host_of(self).open_live

    @property
    def _draft(self) -> str:
        return f"take-in-{self._sheet.sheet}"

    def compose(self) -> ComposeResult:
        """Yield the field, the preview and the keys."""
        draft = self._live.book.session.drafts.get(self._draft)
        with Vertical(classes="modal"):
            yield Static(t("supplement.take_in"), classes="modal-title", markup=False)
            yield Wrapped(t("supplement.take_in_text"), "muted")
            yield NoteArea(
                draft.text if draft else "",
                placeholder=t("supplement.take_in_hint"),
                rows=3,
                id="take-in-sheet",
            )
            with VerticalScroll(id="take-in-scroll", can_focus=False):
                yield Wrapped("", id="take-in-outcome")
            yield DialogKeys()

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one(DialogKeys).show(
            KeyHint(keys.TAKE.key_shown, t("supplement.take_in_do"), "take"),
            KeyHint(keys.BACK.key_shown, t("timekeeping.leave"), "dismiss"),
        )
        self.area.focus()
        self._read()

    def action_page(self, by: int) -> None:
        """Scroll the preview."""
        self.scroll.scroll_relative(y=by * max(1, self.scroll.size.height - 1), animate=False)

    def keep_typed(self) -> None:
        """Keep what is in the field, unless it was taken in."""
        if not self.is_current:
            return
        drafts = self._live.book.drafts
        if self.area.text.strip():
            drafts.set(self._draft, self.area.text)
        elif self._live.book.session.drafts.get(self._draft):
            drafts.clear(self._draft)

    @on(NoteArea.Edited)
    def _edited(self, event: NoteArea.Edited) -> None:
        event.stop()
        self.keep_typed()
        self._read()

    @on(NoteArea.Submitted)
    def _submitted(self, event: NoteArea.Submitted) -> None:
        event.stop()
        self.action_take()

    def _read(self) -> None:
        """Read the rows, or the file, anew, and show what would become of the sheet."""
        live, text = self._live, self.area.text
        self._came, self._refusal = [], ""
        if not text.strip():
            self.outcome.show("")
            return
        try:
            named = path_in(text)
            worksheet = live.curriculum.worksheet(self._sheet.worksheet)
            running = partial(pasted, worksheet)
            pages = pages_in(paths.typed(named), running=running) if named else [running(text)]
            self._came = incoming(live.book.session, live.curriculum, pages, self._sheet)
            if named and not self._came:
                self._refusal = t("supplement.nothing_filled", path=named)
        except JusouError as error:
            self._refusal = message_text(error)
        lines = [line for one in self._came for line in preview(live.book.session, one)]
        self.outcome.show("\n".join(lines) or self._refusal or t("supplement.nothing"))

    def action_take(self) -> None:
        """Write what came; ask where the sheet says something else."""
        host = host_of(self)
        if all(one.taken.is_nothing for one in self._came):
            host.say(self._refusal or t("supplement.nothing"), failed=bool(self._refusal))
            return
        differing = sum(len(one.taken.differing) for one in self._came)
        if not differing:
            self._write(replace=False)
            return

        def answered(answer: str | None) -> None:
            if answer in {"keep", "replace"}:
                self._write(replace=answer == "replace")

        answers = (
            Answer("keep", t("supplement.keep_own"), "1"),
            Answer("replace", t("supplement.replace_own"), "2"),
            Answer("leave", t("timekeeping.leave"), "escape", safe=True),
        )
        title = t("supplement.differing", count=differing)
        self.app.push_screen(Ask(title, t("supplement.differing_text"), answers, begin="keep"), answered)

    def _write(self, *, replace: bool) -> None:
        host, live, came = host_of(self), self._live, self._came
        said = [t("supplement.taken_in")]
        session = live.book.session
        nameless = [one for one in came if not one.filled.person or unknown_writer(session, one)]
        try:
            for one in came:
                take_in(live.book, live.curriculum, one, replace=replace)
                said.append(tick_writer(live.book, live.curriculum, one).sentence)
        except JusouError as error:
            host.say(message_text(error), failed=True)
            return
        if live.book.session.drafts.get(self._draft):
            live.book.drafts.clear(self._draft)
        host.say("".join(said))
        self.dismiss()
        self._done()
        if nameless:
            host.call_later(_ask_who, host, nameless[0])


def _ask_who(host: Host, came: Incoming) -> None:
    """Ask who handed a sheet in, where members have it to hand in still and it does not say who wrote it."""
    live = host.open_live
    session = live.book.session
    left = still_to_hand_in(session, live.curriculum, came.worksheet)
    names = labels(session.participants)

    def take(person: str) -> None:
        host.say(tick_writer(live.book, live.curriculum, came, person).sentence)

    if left:
        choose_one(host, t("supplement.ask_who"), [MenuChoice(one, names[one]) for one in left], take)
