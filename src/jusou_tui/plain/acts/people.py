"""Commands about people: who is here, who comes and leaves, guests."""

from __future__ import annotations

from functools import partial

from jusou_tui.live import attendance, undoing
from jusou_tui.live.meeting_words.attendance import STATES, attendance_answers, take_answer
from jusou_tui.plain.asking import Answer, Line, with_way_out
from jusou_tui.plain.talk import Act, Talk
from jusou_tui.report.attendance import movements_text
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text


def people(talk: Talk, _: str) -> None:
    """Say who is here, and ask about whom something is to be recorded."""
    meeting = talk.meeting
    answers = [Answer(_line(talk, person), partial(_ask_about, talk, person)) for person in meeting.expected]
    talk.ask_or(t("app.who_nobody"), t("plain.who_is_here", count=len(meeting.present)), answers)


def _line(talk: Talk, person: str) -> str:
    meeting = talk.meeting
    state = t(STATES[attendance.state_of(meeting, person)])
    words = list_text(filter(None, (state, movements_text(attendance.moved(meeting, person)))))
    return t("plain.round_person", name=talk.live.name_of(person), state=words)


def _ask_about(talk: Talk, person: str) -> None:
    meeting = talk.meeting
    answers = [
        Answer(one.label, partial(_take, talk, person, one.id)) for one in attendance_answers(meeting, person)
    ]
    talk.ask(with_way_out(t("app.who_title", name=talk.live.name_of(person)), answers))


def _take(talk: Talk, person: str, answer: str) -> None:
    meeting = talk.meeting

    def record(typed: str) -> None:
        talk.say(take_answer(meeting, person, answer, typed) or t("plain.as_it_was"))

    if answer.endswith(":") or answer.startswith("move:"):
        title = t("app.who_when", name=talk.live.name_of(person))
        talk.ask(Line(f"{title}\n{t('timekeeping.hint_put_right')}", record))
    else:
        record("")


def guest(talk: Talk, rest: str) -> None:
    """Add somebody who is at this meeting only."""
    if not rest:
        question = f"{t('app.who_guest_title')}\n{t('app.who_guest_text')}"
        talk.ask(Line(question, lambda typed: guest(talk, typed)))
        return
    with undoing.made_in("who", talk.live):
        added = attendance.add_guest(talk.meeting, rest)
    talk.say(t("app.who_guest_added", name=talk.live.name_of(added)))


ACTS: dict[str, Act] = {"people": people, "guest": guest}
