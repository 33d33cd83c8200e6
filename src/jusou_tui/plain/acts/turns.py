"""Commands of rounds and parts: whose turn it is, later, pass, more time."""

from __future__ import annotations

from jusou_tui.live import controls
from jusou_tui.live.meeting_words import alerts
from jusou_tui.live.meeting_words.moved import unmoved_text
from jusou_tui.live.planning import rounds
from jusou_tui.plain import standing
from jusou_tui.plain.acts.time import under_way
from jusou_tui.plain.talk import Act, Talk
from jusou_tui.plain.watching import controls as typed_controls
from jusou_tui.text.parse import parse_number
from jusou_tui.timekeeping.running.rounds import RoundState
from jusou_tui.wording import t
from jusou_tui.wording.values import exact_length_text

EXTRA = 30
"""Seconds that a turn gets more where none were typed."""
MOST_EXTRA = 3600


def advance(talk: Talk, _: str) -> None:
    """Go to the next person of a round, else to the next part."""
    if not under_way(talk):
        return
    before = talk.meeting.snapshot()
    if controls.advance(talk.meeting):
        _say_place(talk, before.segment_index)
    elif talk.live.double_press.was_refused():
        talk.say(t("plain.counted_once"))
    else:
        talk.say(unmoved_text(talk.meeting.snapshot(), typed_controls()))


def retreat(talk: Talk, _: str) -> None:
    """Go back to the part before."""
    if under_way(talk):
        before = talk.meeting.snapshot()
        if controls.retreat(talk.meeting):
            _say_place(talk, before.segment_index)
        else:
            talk.say(t("plain.no_part_before"))


def _say_place(talk: Talk, before: int) -> None:
    snapshot = talk.meeting.snapshot()
    if snapshot.segment_index != before:
        talk.say(standing.part_line(snapshot))
    _say_whose_turn(talk)


def speak_later(talk: Talk, _: str) -> None:
    """Let who has the turn speak at the end."""
    name = rounds.speaker(talk.live, talk.meeting.snapshot())
    if not name:
        talk.say(t("app.no_turn"))
    elif controls.speak_later(talk.meeting):
        _say_turn(talk, t("app.later_text", name=name))
    else:
        talk.say(t("plain.counted_once"))


def pass_turn(talk: Talk, _: str) -> None:
    """Let who has the turn pass in this round."""
    name = rounds.speaker(talk.live, talk.meeting.snapshot())
    if not name:
        talk.say(t("app.no_turn"))
    elif controls.pass_turn(talk.meeting):
        _say_turn(talk, t("plain.passed", name=name))
    else:
        talk.say(t("plain.counted_once"))


def _say_turn(talk: Talk, text: str) -> None:
    talk.say(text)
    _say_whose_turn(talk)


def _say_whose_turn(talk: Talk) -> None:
    """Say whose turn it is; behind the last one how to go on, which a signal would say a second time."""
    snapshot = talk.meeting.snapshot()
    if over := alerts.round_is_over(snapshot, typed_controls()):
        talk.say(over)
        talk.noticed()
    else:
        talk.say_all(standing.turn_lines(talk.live, snapshot))


def more_time(talk: Talk, rest: str) -> None:
    """Give the turn more seconds."""
    name = rounds.speaker(talk.live, talk.meeting.snapshot())
    seconds = parse_number(rest.removesuffix("秒"), 1, MOST_EXTRA) if rest else EXTRA
    if not name:
        talk.say(t("app.no_turn"))
    elif rounds.extend(talk.meeting, seconds):
        turns = talk.meeting.snapshot().round
        length = exact_length_text(turns.extra if turns else 0)
        talk.say(t("timekeeping.extended", name=name, length=length))


def share_out(talk: Talk, _: str) -> None:
    """Share what is left of the time out over those who have not spoken."""
    found = rounds.offer(talk.meeting)
    if found is not None and rounds.take(talk.meeting):
        each = exact_length_text(found.after)
        talk.say(t("plain.shared_out", people=found.people, each=each))
    else:
        talk.say(t("plain.nothing_to_share"))


def say_round(talk: Talk, _: str) -> None:
    """Say who of a round has spoken, has the turn, waits or passes."""
    turns = talk.meeting.snapshot().round
    if turns is None:
        talk.say(t("app.no_turn"))
        return
    for person in turns.order:
        talk.say(t("plain.round_person", name=talk.live.name_of(person), state=_state(turns, person)))


def _state(turns: RoundState, person: str) -> str:
    if person == turns.current:
        return t("app.turn_of")
    if person in turns.done:
        return t("plain.spoken")
    if person in turns.passed:
        return t("review.turns_passed")
    return t("app.turn_later") if person in turns.later else t("common.state_next")


ACTS: dict[str, Act] = {
    "turn": advance,
    "part_before": retreat,
    "later": speak_later,
    "pass": pass_turn,
    "more": more_time,
    "share": share_out,
    "round": say_round,
}
