"""The entry bar of an open session: each change is kept as a draft, Enter files it as a record."""

from __future__ import annotations

from textual import on
from textual.message import Message

from jusou_tui.app.shell import keys
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.errors import InputError
from jusou_tui.live import entries
from jusou_tui.live.entries import Entry
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import EntryKind
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import inline, kind_label

FIELD_KEYS = ((keys.KIND, "app.kind"), (keys.AUTHOR, "app.author"), (keys.NEW_LINE, "app.new_line"))
"""The keys of the note field, with the words that say what they do there."""


class NoteBar(EntryBar):
    """Posts `Recorded` when an entry was filed. `kind`: of an entry that is begun here."""

    class Recorded(Message):
        """A record was made or changed: the one with the id `record`."""

        def __init__(self, record: str) -> None:
            super().__init__()
            self.record = record

    def __init__(self, live: LiveSession, *, kind: EntryKind | None = None, masked: bool = False) -> None:
        self._live = live
        self._kind = kind
        hints = [(meaning.key_shown, t(label)) for meaning, label in FIELD_KEYS]
        super().__init__(self._begun(), list(live.labels.items()), keys=hints, masked=masked, id="entry")
        self.disabled = live.store.read_only  # nothing is written where the session is only looked at

    def _begun(self) -> Entry:
        """Return the draft, an empty one of the kind that is begun here."""
        draft = entries.drafted(self._live)
        return draft if self._kind is None or draft.text.strip() else draft._replace(kind=self._kind)

    def show(self, entry: Entry) -> None:
        """Put `entry` into the bar, and how its date is read; posts nothing."""
        super().show(entry)
        if entry.kind == "todo":
            self.say(entries.due_hint(entry, self._live))

    def show_draft(self) -> None:
        """Show the draft, which another page or another program may have changed.

        One that was set aside for an entry of another kind comes back where that kind is not begun.
        """
        if self._kind is None and entries.restore(self._live.current):
            host_of(self).say(t("app.draft_back"))
        self.show(self._begun())

    def begin_of_speaker(self) -> None:
        """Let a note that nothing is typed into be of who has the turn now, whoever it was begun for."""
        typed = self.typed
        if typed.text or typed.editing is not None or self.disabled:
            return
        entries.keep_draft(self._live.current, typed._replace(author=entries.begun(self._live).author))
        self.show_draft()

    def keep(self) -> None:
        """Keep what is typed as the draft, also where the message about it is still on its way."""
        if self.typed != entries.drafted(self._live):
            entries.keep_draft(self._live.current, self.typed)

    @property
    def is_editing(self) -> bool:
        """Whether a filed record is being changed."""
        return self.entry.editing is not None

    @property
    def is_changed(self) -> bool:
        """Whether a filed record is being changed, and is not in the fields as it was filed."""
        return self.is_editing and self.typed != entries.entry_of(self._live, self.entry.editing or "")

    def begin_another(self) -> bool:
        """Begin an empty entry of the kind that is begun here; return whether a text was set aside for it.

        A record that was being changed is left as it was filed, its change is kept.
        """
        typed = self.typed
        is_kept = self.is_changed if self.is_editing else entries.set_aside(self._live.current, typed)
        if not self.drop_edit():
            blank = Entry(author=typed.author) if self._kind else entries.begun(self._live)
            entries.keep_draft(self._live.current, blank._replace(kind=self._kind or blank.kind))
            self.show_draft()
        return is_kept

    def edit(self, record: str) -> None:
        """Take the note or ToDo of this id into the fields, unless another text is in them."""
        entry = entries.entry_of(self._live, record)
        if entry is None:
            return
        if self.typed.text.strip() and self.entry.editing != record:
            host_of(self).say(t("app.edit_busy"))
        elif self.entry.editing != record or not self.typed.text.strip():
            correction = entries.correction_of(self._live, record)
            self.show(entry if correction is None else correction._replace(text=entry.text))
            entries.keep_draft(self._live.current, self.entry)
            if correction is not None:  # Ctrl+Z shows what is filed
                self.area.select_all()
                self.area.write(correction.text)
                host_of(self).say(t("app.edit_again"))
        self.area.focus()

    def keep_edit(self) -> None:
        """Keep the changed record, as Enter does in the field."""
        if self.entry.text.strip():
            self.post_message(self.Filed(self.typed))

    def drop_edit(self) -> bool:
        """Leave the record as it was filed, and keep its change. Return whether one was being changed."""
        if not self.is_editing:
            return False
        entries.keep_correction(self._live.current, self.typed)
        # Where only ToDos are written the author stays for the next one.
        blank = Entry(author=self.entry.author) if self._kind else entries.begun(self._live)
        entries.keep_draft(self._live.current, blank)
        self.show_draft()
        return True

    @on(EntryBar.Drafted)
    def _keep_draft(self, event: EntryBar.Drafted) -> None:
        emptied = not event.entry.text and entries.drafted(self._live).text
        entries.keep_draft(self._live.current, event.entry)
        if emptied:
            self.begin_of_speaker()
        if event.entry.kind == "todo":
            self.say(entries.due_hint(event.entry, self._live))

    @on(EntryBar.Filed)
    def _record(self, event: EntryBar.Filed) -> None:
        try:
            filed = entries.file(self._live.current, event.entry)
        except InputError as error:
            self.say_below(message_text(error))
            self.due_field.focus()
            return
        self.show_draft()
        self.area.focus()
        if event.entry.editing is None and event.entry.kind != self.typed.kind:
            kinds = (inline(kind_label(one)) for one in (event.entry.kind, self.typed.kind))
            host_of(self).say(t("app.kind_back", **dict(zip(("filed", "begun"), kinds, strict=True))))
        self.post_message(self.Recorded(filed))
