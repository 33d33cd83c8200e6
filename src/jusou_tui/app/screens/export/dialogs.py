"""What is written of the open session, of which meeting, in which format and where: asked one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jusou_tui import paths
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.plan_dialogs.line_dialog import LineDialog
from jusou_tui.app.shell.dialogs import Answer, Ask, choose_one
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.screen import start_worker
from jusou_tui.errors import JusouError, system_words
from jusou_tui.export.exporting import Exported, export
from jusou_tui.files import exists
from jusou_tui.live.fields import LineDraft
from jusou_tui.report.documents.kinds import KINDS, Kind, Wish
from jusou_tui.session.model.privacy import is_sensitive_sheet
from jusou_tui.session.model.queries import worksheet_name
from jusou_tui.session.programme.run_steps import keys_of, step_of
from jusou_tui.text.file_names import slug, unused_path
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import message_text, t

LONG = 1.0
"""Seconds after which a notice says that a file is being written."""

_FORMATS = {
    ".docx": "export.format_docx",
    ".html": "export.format_html",
    ".pdf": "export.format_pdf",
    ".md": "export.format_md",
    ".xlsx": "export.format_xlsx",
    ".pptx": "export.format_pptx",
    ".ics": "export.format_ics",
    ".csv": "export.format_csv",
}


def ask_export(host: Host, closed: Callable[[], None]) -> None:
    """Ask what is to be written; `closed` is called when the questions are answered or left."""
    offered = [MenuChoice(name, t(kind.label)) for name, kind in KINDS.items() if name != "sheet"]
    choose_one(host, t("export.ask_what"), offered, lambda what: _Questions(host, what, closed).begin())


def ask_export_sheet(host: Host, sheet: str, closed: Callable[[], None]) -> None:
    """Ask in which format a sheet is written and where; of a sensitive one, whether with its contents."""
    questions = _Questions(host, f"sheet:{sheet}", closed)
    live = host.open_live
    record = live.book.session.sheets[sheet]
    if not is_sensitive_sheet(live.curriculum.worksheet(record.worksheet), record):
        questions.begin()
        return

    def answered(answer: str | None) -> None:
        if answer == "with":
            questions.include_sheet(sheet)
        if answer in ("with", "without"):
            questions.begin()

    answers = (
        Answer("without", t("export.without_contents"), "1"),
        Answer("with", t("export.with_contents"), "2"),
        Answer("leave", t("timekeeping.leave"), "escape", safe=True),
    )
    title, text = t("export.ask_sensitive"), t("export.ask_sensitive_text")
    host.push_screen(Ask(title, text, answers, begin="without"), answered)


class _Questions:
    """The questions about one product of the open session, and the answers so far."""

    def __init__(self, host: Host, what: str, closed: Callable[[], None]) -> None:
        self._host = host
        self._what = what
        self._closed = closed
        live = host.open_live
        session = live.book.session
        tables = {name: dict(table) for name, table in session if isinstance(table, dict)}
        self._wish = Wish(
            session.model_copy(update=tables),  # the work is done beside the page, which goes on
            live.curriculum,
            live.store.path,
            live.clock.now(),
        )

    @property
    def _kind(self) -> Kind:
        return KINDS[self._what.partition(":")[0]]

    def include_sheet(self, sheet: str) -> None:
        """Let a sheet be in the product although it is withheld otherwise."""
        self._wish = self._wish._replace(sheets=frozenset({sheet}))

    def begin(self) -> None:
        """Ask for the meeting where the product is about one, then for the format."""
        if not self._kind.of_meeting:
            self._ask_format()
            return
        live, session = self._host.open_live, self._host.open_live.book.session
        steps = (step_of(live.curriculum, key) for key in keys_of(live.curriculum, session))
        offered = [MenuChoice(step.id, step.heading) for step in steps if step and step.kind == "meeting"]
        current = live.current.step.id
        begin = current if any(one.id == current for one in offered) else None
        choose_one(self._host, t("export.ask_step"), offered, self._take_step, begin=begin)

    def _take_step(self, step: str) -> None:
        self._wish = self._wish._replace(step=step)
        self._ask_format()

    def _ask_format(self) -> None:
        offered = [MenuChoice(ending, t(_FORMATS[ending])) for ending in self._kind.endings]
        if len(offered) == 1:
            self._ask_path(offered[0].id)
        else:
            choose_one(self._host, t("export.ask_format"), offered, self._ask_path)

    @property
    def _product_name(self) -> str:
        """What the product is called in the file's name: a sheet by its title, else its worksheet's."""
        session, sheet = self._wish.session, self._what.partition(":")[2]
        if not sheet or session is None or self._wish.curriculum is None:
            return t(self._kind.label)
        record = session.sheets[sheet]
        return record.title or worksheet_name(self._wish.curriculum.worksheet(record.worksheet), record)

    def _suggested(self, ending: str) -> Path:
        """Return a path beside the session at which nothing is yet."""
        parts = (self._wish.path.name.partition(".")[0], self._product_name, self._wish.step or "")
        return unused_path(self._wish.path.parent / f"{slug(' '.join(filter(None, parts)))}{ending}")

    def _ask_path(self, ending: str) -> None:
        """Ask where the file goes; whoever only looks on cannot keep what is typed, and is not asked."""
        suggested = self._suggested(ending)
        live = self._host.open_live
        if live.store.read_only:
            self._write(suggested, False)
            return

        def take(typed: str) -> bool:
            path = paths.typed(typed or str(suggested))
            if path.suffix.lower() != ending:
                path = path.with_name(f"{path.name}{ending}")
            self._host.call_later(self._ask_replace, path)
            return True

        draft = LineDraft(live.book, f"export-{self._what.partition(':')[0]}")
        title, hint = t("export.ask_path"), t("export.path_hint")
        self._host.push_screen(LineDialog(title, hint, take, draft, str(suggested)))

    def _ask_replace(self, path: Path) -> None:
        if not exists(path):
            self._write(path, False)
            return

        def answered(answer: str | None) -> None:
            if answer == "replace":
                self._write(path, True)
            elif answer == "another":
                self._write(unused_path(path), False)

        answers = (
            Answer("another", t("export.another_name"), "1"),
            Answer("replace", t("export.replace"), "2"),
            Answer("leave", t("timekeeping.leave"), "escape", safe=True),
        )
        title, text = t("export.ask_replace"), t("export.ask_replace_text", path=path)
        self._host.push_screen(Ask(title, text, answers, begin="another"), answered)

    def _write(self, path: Path, replace: bool) -> None:
        start_worker(self._host.screen, partial(self._written, path, replace))

    async def _written(self, path: Path, replace: bool) -> None:
        """Write beside the page; say so where it takes long, and what came of it."""
        work = asyncio.ensure_future(asyncio.to_thread(export, self._wish, self._what, path, replace=replace))
        if not (await asyncio.wait({work}, timeout=LONG))[0]:
            self._host.say(t("export.working", path=clean_line(str(path))))
        try:
            done = await work
        except JusouError as error:
            self._host.say(message_text(error), failed=True)
        except OSError as error:
            reason = system_words(error)
            self._host.say(t("cli.system_refused", path=clean_line(str(path)), reason=reason), failed=True)
        else:
            self._say(done)
        self._closed()

    def _say(self, done: Exported) -> None:
        """Say where the file is; with what was left out of it, as a text that stays until it is read."""
        written = t("export.written", path=clean_line(str(done.path)))
        if not done.sentences:
            self._host.say(written)
            return
        text = "\n".join((written, *done.sentences))
        answers = (Answer("leave", t("app.close"), "escape", safe=True),)
        self._host.push_screen(Ask(t("export.written_title"), text, answers))
