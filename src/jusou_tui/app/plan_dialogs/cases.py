"""The questions for the number of cases and for the place of a meeting."""

from __future__ import annotations

from collections.abc import Callable

from jusou_tui.app.plan_dialogs.line_dialog import LineDialog
from jusou_tui.app.shell.host import Host
from jusou_tui.live.fields import LineDraft
from jusou_tui.live.planning.cases import meeting_with_cases, read_cases
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t


def ask_cases(host: Host, closed: Callable[[], None]) -> None:
    """Ask how many cases the meeting that counts them has; say where none does."""
    meeting = meeting_with_cases(host.open_live)
    if meeting is None:
        host.say(t("app.cases_nowhere"))
        return
    step = meeting.step.label

    def take(typed: str) -> bool:
        count = read_cases(typed)
        if count is None:
            return False
        if count != meeting.case_count:
            meeting.set_record(cases=count)
        host.say(t("app.cases_set", step=step, cases=count))
        return True

    hint = t("app.cases_hint", step=step, cases=meeting.case_count)
    draft = LineDraft(host.open_live.book, "cases")
    dialog = LineDialog(t("common.cases"), hint, take, draft)
    host.push_screen(dialog, lambda changed: closed() if changed else None)


def ask_place(host: Host, step: str) -> None:
    """Ask where a step's meeting is held; an empty line is nowhere in particular."""
    book = host.open_live.book

    def take(typed: str) -> bool:
        book.meetings.set(step, place=clean_line(typed).strip())
        return True

    known = meeting_of(book.session, step).place
    draft = LineDraft(book, f"place-{step}")
    host.push_screen(LineDialog(t("common.place"), t("app.place_hint"), take, draft, known))
