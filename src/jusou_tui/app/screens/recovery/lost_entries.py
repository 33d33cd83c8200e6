"""Questions about entries that are not in the open session: unsaved ones of an earlier run, deleted ones."""

from __future__ import annotations

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.report.recovery import difference_lines, moment_text, record_text
from jusou_tui.session.storage import recovery
from jusou_tui.wording import t

MOST_OFFERED = 9
"""Deletions to choose from."""


def offer_rescue(app: Host) -> None:
    """Offer what an earlier run could not save, where the open session lacks any of it."""
    live = app.live
    if live is None or live.store.read_only or live.store.rescued is None:
        return
    rescued = recovery.rescue_of(live.store)
    if rescued is None:
        recovery.put_rescue_away(live.store, live.clock.now())
        return
    missing = recovery.lacking(live.book.session, rescued.session)
    lines = difference_lines(recovery.lacking_difference(live.book.session, missing))
    text = [t("recover.rescued_text", at=moment_text(rescued.at)), *lines]
    answers = [
        Answer("take", t("recover.rescued_take"), primary=True),
        Answer("leave", t("recover.rescued_leave"), safe=True),
    ]

    def answered(answer: str | None) -> None:
        if answer == "take":
            app.say(t("recover.rescued_taken", count=live.book.restore.take_over(missing)))
        recovery.put_rescue_away(live.store, live.clock.now())
        _show_again(app)

    app.push_screen(Ask(t("recover.rescued_title"), "\n".join(text), answers), answered)


def offer_deleted(app: Host) -> None:
    """Let one of the last deletions be chosen and bring it back."""
    live = app.open_live
    deleted = live.store.deleted[:MOST_OFFERED]
    if not deleted:
        app.say(t("recover.bring_back_none"))
        return
    answers = [
        Answer(str(place), f"{moment_text(one.at)} {record_text(one.record)}", primary=place == 0)
        for place, one in enumerate(deleted)
    ]
    answers.append(Answer("cancel", t("recover.bring_back_cancel"), safe=True))

    def answered(answer: str | None) -> None:
        if answer is None or not answer.isdigit():
            return
        chosen = deleted[int(answer)]
        if live.book.restore.put_back(chosen.address, chosen.record):
            app.say(t("recover.brought_back"))
        _show_again(app)

    app.push_screen(Ask(t("recover.bring_back"), t("recover.bring_back_text"), answers), answered)


def _show_again(app: Host) -> None:
    """Let the page below show what came back."""
    page = app.screen
    if isinstance(page, SessionScreen):
        page.show_entries()
        page.after_change()
