"""A session's notes and ToDos as blocks of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Item, ReportHeading
from jusou_tui.report.checklist import todo_item
from jusou_tui.session.model.privacy import Withheld
from jusou_tui.session.model.records import Note, NoteKind, Session, Todo
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.decisions import is_public
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.todos import todos_of, without_contents
from jusou_tui.wording import t
from jusou_tui.wording.values import inline, labelled, tag_text, time_text

_KINDS: dict[NoteKind, str] = {
    "decision": "common.decision",
    "question": "common.kind_question",
}


class Entries:
    """The notes and ToDos of a session in order, private ones only on request.

    `lines`: the ToDos that belong to items of a checklist; `todos`: all others, rows of sheets among them.
    Those of sheets about persons come without contents unless asked for. `private`: private entries' steps;
    `privacy`: what else is not for everybody.
    `done_rows`: the ids of ToDos that are done.
    """

    def __init__(
        self,
        session: Session,
        curriculum: Curriculum | None,
        *,
        include_private: bool = False,
        include_sensitive: bool = False,
    ) -> None:
        self.includes_private = include_private
        self._includes_sensitive = include_sensitive
        self.privacy = Privacy(curriculum, session)
        self._names = labels(session.participants)
        notes = sorted(session.notes.items(), key=lambda pair: (pair[1].rank, pair[1].at, pair[0]))
        found = sorted(todos_of(session, curriculum), key=lambda pair: (pair[1].at, pair[0]))
        todos = [(key, todo if include_sensitive else without_contents(todo)) for key, todo in found]
        private = self.privacy.private
        kept = [todo for key, todo in todos if include_private or key not in private]
        self.private = [note.step for key, note in notes if key in private]
        self.private += [todo.step for key, todo in todos if key in private]
        self.done_rows = frozenset(key for key, todo in todos if todo.done is not None)
        self.notes = [note for key, note in notes if include_private or key not in private]
        self.todos = [todo for todo in kept if not todo.item]
        self.lines = [todo for todo in kept if todo.item]

    def is_private(self, entry: Note | Todo) -> bool:
        """Return whether an entry is private, or of an item of a meeting that is closed."""
        return self.privacy.is_withheld(entry)

    def why_withheld(self, sheet: str) -> Withheld | None:
        """Return why the contents of a sheet are not shown, by its id; None where they are."""
        reasons = self.privacy.of_sheet(sheet, rows=())
        if "sensitive" in reasons and not self._includes_sensitive:
            return "sensitive"
        return "private" if "private" in reasons and not self.includes_private else None

    def withheld_rows(self, *, picked: bool) -> frozenset[str]:
        """Return the ids of rows that no sheet shows; where one was `picked`, those marked as private."""
        if self.includes_private:
            return frozenset()
        return self.privacy.marked if picked else self.privacy.private

    def note_text(self, note: Note) -> str:
        """Return a note behind its tags and its author."""
        tags = [inline(t(_KINDS[note.kind]))] if note.kind in _KINDS else []
        tags += [t("common.kept_back")] if note.kept and note.settled is None else []
        tags += [t("common.private")] if self.is_private(note) else []
        tags += [t("common.public")] if is_public(note) else []
        author = self._names.get(note.author or "")
        text = note.text.rstrip("\n")
        return "".join(map(tag_text, tags)) + (labelled(author, text) if author else text)

    def note_list(self, title: str, notes: Iterable[Note]) -> list[Block]:
        """Return notes under a heading, [] without notes."""
        items: list[Block] = [Item(self.note_text(note), f"{time_text(note.at)} ") for note in notes]
        return [ReportHeading(t("report.notes_of", title=title), 3), *items] if items else []

    def collected(self, step: str | None) -> list[Block]:
        """Return decisions, questions, topics kept back and ToDos by kind, of one step or of all (None)."""
        notes = [note for note in self.notes if step is None or note.step == step]
        todos = [todo for todo in self.todos if step is None or todo.step == step]
        chapters: tuple[tuple[str, Callable[[Note], bool]], ...] = (
            (t("report.decisions"), lambda note: note.kind == "decision"),
            (t("report.open_questions"), lambda note: note.kind == "question"),
            (t("report.kept_back"), lambda note: note.kept and note.settled is None),
        )
        blocks: list[Block] = []
        for title, belongs in chapters:
            texts = [note.text.rstrip("\n") for note in notes if belongs(note)]
            if texts:
                blocks += [ReportHeading(title, 2), *(Item(text) for text in texts)]
        if todos:
            ordered = sorted(todos, key=lambda todo: (todo.done is not None, todo.due is None, todo.due or 0))
            blocks += [ReportHeading(t("report.todos"), 2), *(todo_item(todo) for todo in ordered)]
        return blocks
