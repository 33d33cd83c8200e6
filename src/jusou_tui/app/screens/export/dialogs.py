"""What is written of the open session, of which meeting, in which format and where: asked one by one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from jusou_tui import paths
from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.plan_dialogs.line_dialog import LineDialog
from jusou_tui.app.shell.dialogs import Answer, Ask, choose_one
from jusou_tui.app.shell.host import Host, MarksFile
from jusou_tui.app.shell.screen import start_worker
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Step
from jusou_tui.errors import FileProblems, InputError, JusouError, system_words
from jusou_tui.export.exporting import Exported, export
from jusou_tui.files import exists, is_file
from jusou_tui.live.fields import LineDraft
from jusou_tui.report.documents.kinds import KINDS, Kind, Wish
from jusou_tui.report.documents.model import Groupware
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.format.read import opened
from jusou_tui.session.model.queries import worksheet_name
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.run_steps import keys_of, step_of
from jusou_tui.text.file_names import slug, unused_path
from jusou_tui.text.terminal import clean, clean_line
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import list_text

LONG = 1.0
"""Seconds after which a notice says that a file is being written."""

_IN_FORM = "form"
_GROUPWARE: Mapping[str, tuple[Groupware, str]] = {
    "csv-cybozu": ("cybozu", "export.format_csv_cybozu"),
    "csv-desknets": ("desknets", "export.format_csv_desknets"),
}
"""Choices of a format for dates: whose CSV it is, and what that is called."""
_PRINTED = frozenset({".docx", ".html", ".pdf"})
_A4, _A3 = "a4", "a3"
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
    """Ask what is to be written of the open session, else of the file that is marked on the page.

    `closed` is called when the file is written or could not be.
    """
    if host.live is not None:
        _ask_what(host, _wish_of_open(host), closed)
    elif isinstance(host.screen, MarksFile) and (marked := host.screen.marked_file) is not None:
        start_worker(host.screen, partial(_ask_of_file, host, marked, closed))


def ask_export_sheet(host: Host, closed: Callable[[], None]) -> None:
    """Ask how and where the open sheet is written; of one that is withheld, whether with its contents."""
    live = host.open_live
    sheet = live.view.sheet or ""
    record = live.book.sheets.get(sheet)
    if record is None:
        return
    is_begun = sheet in live.book.session.sheets
    what = f"sheet:{sheet if is_begun else record.worksheet}"
    questions = _Questions(host, what, _wish_of_open(host), closed)
    reasons = Privacy(live.curriculum, live.book.session).of_sheet(sheet, rows=()) if is_begun else ()
    if not reasons:
        questions.begin()
        return

    def answered(answer: str | None) -> None:
        if answer == "with":
            questions.include_sheet(sheet)
        elif answer == "without":
            questions.leave_blank()
        if answer in ("with", "without"):
            questions.begin()

    answers = (
        Answer("without", t("export.without_contents"), "1"),
        Answer("with", t("export.with_contents"), "2"),
        Answer("leave", t("timekeeping.leave"), "escape", safe=True),
    )
    title = t("export.ask_sensitive" if "sensitive" in reasons else "export.ask_closed")
    text = t("export.ask_sensitive_text")
    host.push_screen(Ask(title, text, answers, begin="without"), answered)


def _wish_of_open(host: Host) -> Wish:
    """Return what is there of the open session; of a copy, since the work is done beside the page."""
    live, session = host.open_live, host.open_live.book.session
    tables = {name: dict(table) for name, table in session if isinstance(table, dict)}
    return Wish(session.model_copy(update=tables), live.curriculum, live.store.path, live.clock.now())


async def _ask_of_file(host: Host, path: Path, closed: Callable[[], None]) -> None:
    """Read the marked session or curriculum beside the page, then ask."""
    try:
        wish = await asyncio.to_thread(_wish_of_file, path, host.clock.now())
    except JusouError as error:
        host.say(message_text(error), failed=True)
    except OSError as error:
        host.say(t("cli.system_refused", path=clean_line(str(path)), reason=system_words(error)), failed=True)
    else:
        _ask_what(host, wish, closed)


def _wish_of_file(path: Path, now: datetime) -> Wish:
    """Return what is there of a file. Raises SessionFileError, CurriculumError, OSError."""
    if path.name.endswith(paths.SESSION_ENDING):
        session = opened(path).session
        return Wish(session, curriculum_of(session, path), path, now)
    return Wish(None, load(path), path, now)


def _ask_what(host: Host, wish: Wish, closed: Callable[[], None]) -> None:
    there = {"session": wish.session is not None, "curriculum": wish.curriculum is not None, "either": True}
    kinds = {name: kind for name, kind in KINDS.items() if name != "sheet" and there[kind.needs]}
    offered = [MenuChoice(name, t(kind.label)) for name, kind in kinds.items()]
    choose_one(host, t("export.ask_what"), offered, lambda what: _Questions(host, what, wish, closed).begin())


class _Questions:
    """The questions about one product, and the answers so far."""

    def __init__(self, host: Host, what: str, wish: Wish, closed: Callable[[], None]) -> None:
        self._host = host
        self._what = what
        self._closed = closed
        self._wish = wish
        self._form: Path | None = None

    @property
    def _kind(self) -> Kind:
        return KINDS[self._what.partition(":")[0]]

    def include_sheet(self, sheet: str) -> None:
        """Let a sheet be in the product although it is withheld otherwise."""
        self._wish = self._wish._replace(sheets=frozenset({sheet}))

    def leave_blank(self) -> None:
        """Let a sheet be without what is written in it."""
        self._wish = self._wish._replace(blank=True)

    def begin(self) -> None:
        """Ask for the meeting where the product is about one, then for the format."""
        meetings = self._meetings() if self._kind.of_meeting else []
        if not meetings:
            self._ask_format()
            return
        live = self._host.live
        current = live.current.step.id if live is not None else None
        begin = current if any(one.id == current for one in meetings) else None
        choose_one(self._host, t("export.ask_step"), meetings, self._take_step, begin=begin)

    def _meetings(self) -> list[MenuChoice]:
        """Return the meetings that there are, as choices."""
        curriculum, session = self._wish.curriculum, self._wish.session
        if curriculum is None:
            return []
        if session is None:
            steps: list[Step | None] = [*curriculum.steps]
        else:
            steps = [step_of(curriculum, key) for key in keys_of(curriculum, session)]
        return [MenuChoice(step.id, step.heading) for step in steps if step and step.kind == "meeting"]

    def _take_step(self, step: str) -> None:
        if self._what != "minutes" or self._host.live is None or self._host.live.store.read_only:
            self._use_step(step)
            return
        from jusou_tui.app.plan_dialogs.minutes import ask_minutes_of, open_in_minutes

        missing = open_in_minutes(self._host, step)
        if not missing:
            self._use_step(step)
            return

        def filled() -> None:
            self._wish = _wish_of_open(self._host)
            self._use_step(step)

        def answered(answer: str | None) -> None:
            if answer == "fill":
                ask_minutes_of(self._host, step, filled)
            elif answer == "write":
                self._use_step(step)

        answers = (
            Answer("fill", t("minutes.fill_now"), "1"),
            Answer("write", t("minutes.fill_later"), "2"),
            Answer("leave", t("timekeeping.leave"), "escape", safe=True),
        )
        self._host.push_screen(
            Ask(t("minutes.fill_title"), list_text(missing), answers, begin="fill"), answered
        )

    def _use_step(self, step: str) -> None:
        self._wish = self._wish._replace(step=step)
        self._ask_format()

    def _ask_format(self) -> None:
        offered = [one for ending in self._kind.endings for one in self._formats(ending)]
        live = self._host.live
        if self._what == "minutes" and live is not None and not live.store.read_only:
            offered.insert(1, MenuChoice(_IN_FORM, t("form.format")))
        if len(offered) == 1:
            self._take_format(offered[0].id)
        else:
            choose_one(self._host, t("export.ask_format"), offered, self._take_format)

    def _formats(self, ending: str) -> list[MenuChoice]:
        """Return the choices of an ending: one, of dates one for each program that reads them."""
        if ending == ".csv" and "program" in self._kind.takes:
            return [MenuChoice(choice, t(label)) for choice, (_, label) in _GROUPWARE.items()]
        return [MenuChoice(ending, t(_FORMATS[ending]))]

    def _take_format(self, choice: str) -> None:
        if choice == _IN_FORM:
            self._ask_form()
        elif choice in _GROUPWARE:
            self._wish = self._wish._replace(program=_GROUPWARE[choice][0])
            self._ask_path(".csv")
        elif choice in _PRINTED and "large" in self._kind.takes:
            self._ask_paper(choice)
        else:
            self._ask_path(choice)

    def _ask_paper(self, ending: str) -> None:
        """Ask on which paper, in which print, worksheets are."""

        def take(paper: str) -> None:
            self._wish = self._wish._replace(large=paper == _A3)
            self._ask_path(ending)

        offered = [MenuChoice(_A4, t("export.paper_a4")), MenuChoice(_A3, t("export.paper_a3"))]
        choose_one(self._host, t("export.ask_paper"), offered, take)

    def _ask_form(self) -> None:
        """Ask for the town's own form, into which the minutes are written."""

        def take(typed: str) -> bool:
            form = paths.typed(typed)
            if not is_file(form):
                raise InputError("cli.file_missing", path=form)
            self._form = form
            self._host.call_later(self._ask_path, ".docx")
            return True

        draft = LineDraft(self._host.open_live.book, "export-form")
        self._host.push_screen(LineDialog(t("form.ask_path"), t("form.path_hint"), take, draft))

    @property
    def _product_name(self) -> str:
        """What the product is called in the file's name: a sheet by its title, else its worksheet's.

        What stands in brackets behind the name of a product explains it, and is left out.
        """
        session, curriculum, sheet = self._wish.session, self._wish.curriculum, self._what.partition(":")[2]
        if not sheet or session is None or curriculum is None:
            return re.split(r"\s*[（(]", t(self._kind.label))[0]
        if (record := session.sheets.get(sheet)) is None:  # a blank one, named by its worksheet
            worksheet = curriculum.worksheet(sheet)
            return worksheet.name if worksheet else sheet
        return record.title or worksheet_name(curriculum.worksheet(record.worksheet), record)

    def _suggested(self, ending: str) -> Path:
        """Return a path at which nothing is yet: beside the session, of a curriculum where sessions are."""
        parts = (self._wish.path.name.partition(".")[0], self._product_name, self._wish.step or "")
        folder = self._host.start.folder if self._wish.session is None else self._wish.path.parent
        return unused_path(folder / f"{slug(' '.join(filter(None, parts)))}{ending}")

    def _ask_path(self, ending: str) -> None:
        """Ask where the file goes, where what is typed meanwhile can be kept: in the open session."""
        suggested = self._suggested(ending)
        live = self._host.live
        if live is None or live.store.read_only:
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
        writing = partial(export, self._wish, self._what, path, replace=replace, template=self._form)
        work = asyncio.ensure_future(asyncio.to_thread(writing))
        if not (await asyncio.wait({work}, timeout=LONG))[0]:
            self._host.say(t("export.working", path=clean_line(str(path))))
        try:
            done = await work
        except FileProblems as error:
            title = t("form.cannot_be_filled") if self._form is not None else message_text(error)
            self._show(title, [message_text(one) for one in error.problems])
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
        self._show(t("export.written_title"), (written, *done.sentences))

    def _show(self, title: str, sentences: Iterable[str]) -> None:
        """Show sentences until they are read."""
        answers = (Answer("leave", t("app.close"), "escape", safe=True),)
        self._host.push_screen(Ask(title, clean("\n".join(sentences)), answers))
