"""What the room sees, in words: for the facilitator, on her own pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text

if TYPE_CHECKING:
    from jusou_tui.audience.view import AudienceView, TimeLeft
    from jusou_tui.session.model.records import AudienceSettings


def room_mark(settings: AudienceSettings, *, is_open: bool) -> Piece | None:
    """Return the words in the top line: that the room sees something, or the curtain is drawn; else None.

    The curtain is named also while no shared screen is open: the next one would begin with it.
    """
    if settings.curtain:
        return t("room.mark_curtain"), "chip-soon"
    return (t("room.mark_open"), "chip-digits") if is_open else None


def seen_text(view: AudienceView) -> str:
    """Return in a sentence what a shared screen shows of a view."""
    if view.curtain:
        return t("room.sees_curtain")
    return t("room.sees", what=list_text(_seen(view)))


def _seen(view: AudienceView) -> Iterator[str]:
    yield from _of_state(view)
    if view.sheet is not None:
        yield t("room.sees_sheet", title=view.sheet.title)
    if view.message:
        yield t("room.sees_message", text=view.message)
    if view.decisions:
        yield t("room.sees_decisions", count=len(view.decisions))
    if view.address:
        yield t("room.sees_address")


def _of_state(view: AudienceView) -> Iterator[str]:
    if view.state == "before":
        yield t("room.sees_before_hand" if view.at_hand else "room.sees_before")
        return
    if view.state == "finished":
        yield t("room.sees_finished")
        if view.next_meeting is not None:
            yield t("room.sees_next")
        return
    if view.turns is not None:
        speaking = next(seat.number for seat in view.turns.seats if seat.state == "speaking")
        named = "room.sees_turn_named" if view.turns.speaker else "room.sees_turn"
        yield t(named, seat=speaking, name=view.turns.speaker)
        yield from _of_time(view, view.turns.time, t("audience.turn_over"))
    elif view.state == "break":
        yield t("room.sees_break" if view.restart is not None else "room.sees_break_only")
        yield from _of_time(view, view.time, t("audience.restarts_soon"))
    else:
        yield t("room.sees_title", title=view.activity)
        yield from _of_time(view, view.time, t("timekeeping.label_over"))
    if view.timer is not None:
        yield t("room.sees_timer")
    if view.questions and view.state not in {"time_up", "break"}:
        yield t("room.sees_question")


def _of_time(view: AudienceView, time: TimeLeft | None, over: str) -> Iterator[str]:
    """Yield what stands for the time of what runs; `over`: the word where nothing is left of it."""
    if view.paused:
        yield t("room.sees_word", word=t("audience.paused"))
    elif time is not None:
        yield t("room.sees_left") if time.seconds > 0 else t("room.sees_word", word=over)
