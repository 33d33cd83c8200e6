"""Commands of the time: begin, go on and back, pause, minutes, breaks, to end on time, to finish."""

from __future__ import annotations

from functools import partial

from jusou_tui.live import controls
from jusou_tui.live.meeting_words.moved import unmoved_text
from jusou_tui.live.meeting_words.questions import before_going_on, taken_back_text, what_going_back_means
from jusou_tui.live.planning import corrections, plan_edits, typed_time
from jusou_tui.live.planning.catch_up import CatchUpChoice
from jusou_tui.plain import commands, standing
from jusou_tui.plain.asking import Answer, Line, Numbered, numbered, with_way_out
from jusou_tui.plain.talk import Act, Talk
from jusou_tui.plain.watching import controls as typed_controls
from jusou_tui.text.parse import parse_duration
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, labelled, minutes_text, time_text

USUAL_BREAK = "10"
"""Minutes of a break for which none were typed."""


def moved(talk: Talk, done: bool) -> None:
    """Say where the meeting stands after it was to move; where it did not, why."""
    if done:
        talk.say_standing()
        if talk.meeting.snapshot().state == "finished":
            talk.say_all(standing.card(talk.meeting))
            talk.say(t("plain.after_end", quit=commands.shown("quit")))
    elif talk.live.double_press.was_refused():
        talk.say(t("plain.counted_once"))
    elif why := unmoved_text(talk.meeting.snapshot(), typed_controls()):
        talk.say(why)


def answered(talk: Talk, done: bool) -> None:
    """Say where the meeting stands after an answer, or that it stays as it was."""
    if done:
        moved(talk, done)
    else:
        talk.say(t("plain.as_it_was"))


def under_way(talk: Talk) -> bool:
    """Return whether the meeting runs; say it where it does not."""
    snapshot = talk.meeting.snapshot()
    if not snapshot.is_under_way:
        talk.say(unmoved_text(snapshot, typed_controls()))
    return snapshot.is_under_way


def go_on(talk: Talk, _: str) -> None:
    """Begin, go to the next row or finish, after a question where the plan expects something else."""
    meeting = talk.meeting
    if not talk.is_meeting:
        talk.say(t("plain.no_meeting", command=commands.shown("step")))
    elif question := before_going_on(meeting):
        talk.ask(numbered(question, partial(answered, talk)))
    else:
        moved(talk, controls.go_on(meeting))


def start(talk: Talk, rest: str) -> None:
    """Begin the meeting, once."""
    state = talk.meeting.snapshot().state
    if state == "before":
        go_on(talk, rest)
    else:
        talk.say(t("app.is_over") if state == "finished" else t("plain.runs_already"))


def go_back(talk: Talk, _: str) -> None:
    """Go back to the activity before; where it is not clear what that means, ask."""
    found, meeting = controls.ways_back(talk.meeting), talk.meeting
    if found is None:
        talk.say(t("app.back_nothing"))
    elif len(found.ways) == 1:
        done = controls.go_back(meeting)
        if done and found.ways == ("mistake",):
            talk.say(taken_back_text(meeting, found))
        moved(talk, done)
    else:
        asked = numbered(what_going_back_means(meeting, found), partial(answered, talk))
        talk.ask(with_way_out(asked.text, asked.answers))


def pause(talk: Talk, _: str) -> None:
    """Pause, where the meeting runs."""
    if under_way(talk):
        if talk.meeting.snapshot().state == "paused":
            talk.say(t("plain.sentence", text=t("app.state_paused")))
        else:
            controls.toggle_pause(talk.meeting)
            talk.say(t("plain.paused", command=commands.shown("resume")))


def resume(talk: Talk, _: str) -> None:
    """Go on after a pause."""
    if under_way(talk):
        if talk.meeting.snapshot().state != "paused":
            talk.say(t("plain.not_paused"))
        elif controls.toggle_pause(talk.meeting):
            talk.say(t("plain.resumed"))
            talk.say_all(standing.times(talk.meeting, talk.meeting.snapshot())[:1])
        else:
            talk.say(t("plain.counted_once"))


def extend(talk: Talk, rest: str) -> None:
    """Give what runs more minutes."""
    _with_minutes(talk, rest, 1)


def shorten(talk: Talk, rest: str) -> None:
    """Give what runs fewer minutes."""
    _with_minutes(talk, rest, -1)


def _with_minutes(talk: Talk, rest: str, sign: int) -> None:
    if not under_way(talk):
        return
    if not rest:
        talk.ask(Line(t("plain.how_many_minutes"), lambda typed: _with_minutes(talk, typed, sign)))
        return
    minutes = parse_duration(rest).minutes
    before = talk.meeting.snapshot().progress.adjustment
    controls.adjust(talk.meeting, sign * minutes)
    snapshot = talk.meeting.snapshot()
    more = snapshot.progress.adjustment - before
    if not more:
        talk.say(t("app.no_minutes_left"))
        return
    talk.say(t("plain.longer" if more > 0 else "plain.shorter", minutes=minutes_text(abs(more))))
    talk.say_all(standing.times(talk.meeting, snapshot)[:2])


def take_break(talk: Talk, rest: str) -> None:
    """Begin a break now, of the typed minutes or up to the typed time."""
    if not under_way(talk):
        return
    minutes = typed_time.length(rest or USUAL_BREAK, talk.live.clock.now())
    moved(talk, plan_edits.break_now(talk.meeting, minutes))


def skip(talk: Talk, _: str) -> None:
    """Ask what to leave out, or to take in again."""
    meeting = talk.meeting
    rows = [entry for entry in meeting.snapshot().forecast.rows if entry.state != "done"]

    def leave_out(key: str, runs: bool) -> None:
        done = controls.skip(meeting, key)
        if done and not runs:
            talk.say(t("plain.left_out"))
            talk.say(standing.end_line(meeting.snapshot()))
        else:
            moved(talk, done)

    def take_in(key: str) -> None:
        if plan_edits.bring_back(meeting, key):
            talk.say(t("plain.taken_in"))
            talk.say(standing.end_line(meeting.snapshot()))

    answers = [
        Answer(t("plain.take_in", title=one.row.label), partial(take_in, one.row.key))
        if one.state == "skipped"
        else Answer(
            t("timekeeping.fit_offer", label=one.row.label, minutes=one.expected_minutes),
            partial(leave_out, one.row.key, one.state == "now"),
        )
        for one in rows
    ]
    talk.ask_or(t("app.is_over"), t("plain.which_row"), answers)


def fit(talk: Talk, _: str) -> None:
    """Say what it takes to end on time, and ask whether to do it."""
    meeting = talk.meeting
    if meeting.snapshot().state == "finished":
        talk.say(t("timekeeping.fit_finished"))
        return
    found = plan_edits.propose(meeting)
    if not found.over:
        end, target = time_text(found.end_before), time_text(found.target)
        talk.say(t("timekeeping.fit_nothing", end=end, target=target))
        return
    _ask_fit(talk, CatchUpChoice(meeting))


def _ask_fit(talk: Talk, choice: CatchUpChoice) -> None:
    """Ask about a proposal; each of its lines can be changed before it is taken."""

    def take() -> None:
        if choice.take():
            end = time_text(talk.meeting.snapshot().forecast.end)
            talk.say(t("plain.fit_taken", end=end, command=commands.shown("undo")))

    def toggle(name: str) -> None:
        choice.toggle(name)
        _ask_fit(talk, choice)

    end = plan_edits.end_with(talk.meeting, choice.minutes, choice.left_out)
    take_all = Answer(t("plain.fit_take", end=time_text(end)), take)
    words = {True: bracketed(t("plain.fit_marked")), False: bracketed(t("plain.fit_not_marked"))}
    lines = [Answer(one.text + words[one.marked], partial(toggle, one.name)) for one in choice.lines()]
    talk.ask(with_way_out(labelled(choice.title(), choice.now_text()), [take_all, *lines]))


def correct(talk: Talk, rest: str) -> None:
    """Move the last key to when it should have been pressed."""
    meeting = talk.meeting
    found = corrections.last_key(meeting)
    if found is None:
        talk.say(t("plain.nothing_to_correct"))
    elif rest:
        if corrections.correct(meeting, rest):
            talk.say(t("plain.corrected"))
            talk.say_standing()
        else:
            talk.say(t("plain.as_it_was"))
    else:
        title = t("timekeeping.ask_put_right", what=corrections.key_text(meeting, found[0]))
        question = f"{title}\n{t('timekeeping.hint_put_right')}"
        talk.ask(Line(question, lambda typed: correct(talk, typed)))


def timer(talk: Talk, rest: str) -> None:
    """Begin a timer beside what runs; 0 takes it away."""
    if not rest:
        talk.ask(Line(t("plain.how_many_minutes"), lambda typed: timer(talk, typed)))
        return
    minutes = parse_duration(rest).minutes
    if controls.set_timer(talk.meeting, minutes):
        talk.say(t("plain.timer_set", minutes=minutes_text(minutes)) if minutes else t("plain.timer_off"))
    else:
        talk.say(t("plain.as_it_was"))


def finish(talk: Talk, rest: str) -> None:
    """End the meeting; where rows are left, ask whether to leave them out."""
    if not under_way(talk):
        return
    meeting = talk.meeting
    snapshot = meeting.snapshot()
    left = [one.row.key for one in snapshot.forecast.rows if one.state == "next"]
    if not left:
        go_on(talk, rest)
        return

    def end() -> None:
        moved(talk, controls.finish(meeting, left))

    question = t("plain.finish_with_rows", count=len(left))
    stay = Answer(t("app.early_end_stay"), partial(answered, talk, False), safe=True)
    talk.ask(Numbered(question, (Answer(t("app.early_end_finish"), end), stay)))


ACTS: dict[str, Act] = {
    "next": go_on,
    "back": go_back,
    "start": start,
    "pause": pause,
    "resume": resume,
    "extend": extend,
    "shorten": shorten,
    "fit": fit,
    "break": take_break,
    "skip": skip,
    "correct": correct,
    "timer": timer,
    "finish": finish,
}
