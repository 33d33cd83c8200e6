"""Commands that only say something: the time, what runs, the schedule, the prompt card, the review."""

from __future__ import annotations

from jusou_tui.plain import standing
from jusou_tui.plain.talk import Act, Talk
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled


def time(talk: Talk, _: str) -> None:
    """Say what is left, and when the meeting ends."""
    snapshot = talk.meeting.snapshot()
    first, *others = standing.times(talk.meeting, snapshot)
    if snapshot.is_under_way and snapshot.row is not None:
        first = labelled(snapshot.row.label, first)
    talk.say_all([*standing.turn_lines(talk.live, snapshot), first, *others])


def now(talk: Talk, _: str) -> None:
    """Say all of where the meeting stands."""
    talk.say_all(standing.standing(talk.meeting))


def schedule(talk: Talk, _: str) -> None:
    """Read the schedule out."""
    talk.say_all(standing.agenda(talk.meeting))


def card(talk: Talk, _: str) -> None:
    """Read out what is to be done in what runs."""
    talk.say_all(standing.card(talk.meeting) or [t("plain.no_card")])


def aloud(talk: Talk, _: str) -> None:
    """Say the text to read out."""
    talk.say_all(standing.read_aloud(talk.meeting) or [t("plain.nothing_aloud")])


def review(talk: Talk, _: str) -> None:
    """Say how the meeting went: times, decisions, ToDos; of one that goes on its notes."""
    snapshot = talk.meeting.snapshot()
    if snapshot.state == "before":
        talk.say_all(standing.times(talk.meeting, snapshot))
        return
    talk.say_all(standing.review(talk.meeting))


ACTS: dict[str, Act] = {
    "time": time,
    "now": now,
    "schedule": schedule,
    "card": card,
    "aloud": aloud,
    "review": review,
}
