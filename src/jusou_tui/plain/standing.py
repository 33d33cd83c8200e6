"""What is said of where a meeting stands: a line for each thing, without cells and colours."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_tui.live.entries import listed
from jusou_tui.live.meeting_words.agenda import STATE_WORDS, overlap
from jusou_tui.live.meeting_words.card import card_of
from jusou_tui.live.meeting_words.entry_texts import note_text, todo_text
from jusou_tui.live.meeting_words.fixed_points import fixed_points
from jusou_tui.live.meeting_words.prompt_rows import PromptRow
from jusou_tui.live.meeting_words.prompts import carried_prompts, finished_prompts
from jusou_tui.live.meeting_words.segments import segment_words
from jusou_tui.live.planning import rounds
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.plain import commands
from jusou_tui.session.model.records import Note, Todo
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.instants import after, local, seconds_between
from jusou_tui.timekeeping.forecast.forecast import ForecastRow
from jusou_tui.timekeeping.running.countdown import Countdown, timer_countdown
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    date_text,
    exact_length_text,
    form_label,
    kind_label,
    labelled,
    lateness_text,
    length_text,
    list_text,
    minutes_text,
    time_range_text,
    time_text,
)

MINUTE = 60
EXACT = 300
"""Seconds below which a length is said to the second."""


def standing(meeting: MeetingView) -> list[str]:
    """Return where a meeting stands: what runs, its part, whose turn it is, the time, what comes next."""
    snapshot = meeting.snapshot()
    if not snapshot.is_under_way:
        return _at_rest(meeting, snapshot)
    return [*running(meeting, snapshot), *times(meeting, snapshot)[1:], next_line(snapshot)]


def running(meeting: MeetingView, snapshot: MeetingSnapshot) -> list[str]:
    """Return what runs: the row, its part, whose turn it is, what is left."""
    found = [row_line(snapshot)] if snapshot.row is not None else []
    found += [t("plain.sentence", text=t("app.state_paused"))] if snapshot.state == "paused" else []
    if snapshot.segment is not None:
        found.append(part_line(snapshot))
    found += turn_lines(meeting.live, snapshot)
    return [*found, *times(meeting, snapshot)[:1]]


def row_line(snapshot: MeetingSnapshot) -> str:
    """Return the number, form, title and times of what runs; of a break when it goes on."""
    row, left = snapshot.row, snapshot.countdown
    if row is None or left is None:
        return ""
    if snapshot.is_break:
        ends = local(after(snapshot.now, left.remaining + 0.5), snapshot.now.tzinfo)
        message = "app.break_until" if left.remaining > 0 else "app.break_over"
        return t("plain.break_row", title=row.label, until=t(message, time=time_text(ends)))
    number, count = snapshot.schedule.number_of(row)
    entry = snapshot.forecast.row(row.key)
    times = time_range_text(entry.start, entry.end, day=entry.day) if entry is not None else ""
    title = " ".join(filter(None, (form_label(row.form), row.title)))
    return t("plain.row", number=number, count=count, title=title, times=times)


def part_line(snapshot: MeetingSnapshot) -> str:
    """Return which part of an activity goes on."""
    row, segment = snapshot.row, snapshot.segment
    if row is None or segment is None:
        return ""
    words = segment_words(segment)
    title = f"{words.whole} {t('timekeeping.alone')}" if segment.alone else words.whole
    return t("plain.part", number=snapshot.segment_index + 1, count=len(row.segments), title=title)


def turn_lines(live: LiveSession, snapshot: MeetingSnapshot) -> list[str]:
    """Return whose turn it is and who comes next; that a round is over; [] where there is none."""
    turns = snapshot.round
    if turns is None or not snapshot.is_under_way:
        return []
    if not turns.order:
        return [t("plain.round_of_nobody")]
    if turns.current is None:
        return [t("timekeeping.hint_round")]
    facts = {"name": rounds.speaker(live, snapshot), "number": turns.number, "count": len(turns.order)}
    found = t("plain.turn", **facts)
    if snapshot.turn_countdown is not None:
        found += t("plain.turn_left", left=left_text(snapshot.turn_countdown))
    if turns.next is not None:
        found += t("plain.turn_next", name=live.name_of(turns.next))
    return [found]


def left_text(left: Countdown) -> str:
    """Return what is left of a time, to the second in its last minutes; past its end by how much."""
    seconds = round(left.remaining)
    if left.phase == "untimed":
        return t("app.phase_untimed")
    if seconds < 0:
        return t("plain.over_by", length=_length(-seconds))
    return t("plain.left", length=_length(seconds))


def _length(seconds: int) -> str:
    return exact_length_text(seconds) if seconds < EXACT else length_text(seconds)


def times(meeting: MeetingView, snapshot: MeetingSnapshot) -> list[str]:
    """Return the time: what is left of what runs, then when the meeting ends and what is fixed ahead."""
    found = []
    if snapshot.countdown is not None and snapshot.is_under_way:
        found.append(_whole_line(snapshot, snapshot.countdown))
    elif snapshot.state == "before":
        return _before(meeting, snapshot)
    if snapshot.state == "finished":
        return _finished(snapshot)
    timer = timer_countdown(snapshot.progress)
    found += [t("plain.timer_left", left=left_text(timer))] if timer is not None else []
    found.append(end_line(snapshot))
    fixed = fixed_points(snapshot)
    return [*found, *([fixed] if fixed else [])]


def _whole_line(snapshot: MeetingSnapshot, left: Countdown) -> str:
    """Return what is left of the activity, and of its part where that is timed."""
    found = left_text(left)
    part = snapshot.segment_countdown
    if part is not None and snapshot.segment is not None and not snapshot.segment.is_round:
        return t("plain.left_of_part", left=found, part=left_text(part))
    return t("plain.sentence", text=found)


def end_line(snapshot: MeetingSnapshot) -> str:
    """Return when the meeting is expected to end, and how late that is."""
    end = time_text(snapshot.forecast.end, day=snapshot.forecast.end_day)
    return t("plain.ends", time=end, late=lateness_text(snapshot.forecast.late_minutes))


def next_line(snapshot: MeetingSnapshot) -> str:
    """Return what comes next, and how long that is."""
    row = snapshot.next_row
    if row is None:
        return t("plain.next_none")
    minutes = max(0, row.minutes + snapshot.progress.pending.get(row.key, 0))
    return t("plain.next_row", title=row.label, minutes=minutes_text(minutes))


def _at_rest(meeting: MeetingView, snapshot: MeetingSnapshot) -> list[str]:
    found = times(meeting, snapshot)
    if snapshot.state == "finished":
        return found
    how = [] if meeting.live.store.read_only else [t("plain.begin_by", command=commands.shown("next"))]
    return [*found, *_present(meeting), next_line(snapshot), *how]


def _present(meeting: MeetingView) -> list[str]:
    people = [meeting.live.name_of(person) for person in meeting.present]
    if not people:
        return [t("plain.nobody")]
    return [t("plain.present", count=len(people), names=list_text(people))]


def _before(meeting: MeetingView, snapshot: MeetingSnapshot) -> list[str]:
    """Return when a meeting that has not begun is to begin, and in how long that is."""
    start = meeting.planned_start()
    if start is None:
        day = meeting.planned_day
        return [t("plain.before_day", date=date_text(day)) if day is not None else t("plain.before")]
    wait = seconds_between(snapshot.now, start)
    when = f"{date_text(start.date())} {time_text(start)}"
    if wait > 0:
        return [t("plain.before_start", when=when, length=length_text(wait))]
    if wait > -MINUTE:
        return [t("plain.start_now", when=when)]
    return [t("plain.start_past", when=when, length=length_text(-wait))]


def _finished(snapshot: MeetingSnapshot) -> list[str]:
    begun, ended = snapshot.progress.started, snapshot.progress.ended
    if begun is None or ended is None:
        return [t("app.is_over")]
    return [t("plain.finished", times=time_range_text(begun, ended))]


def agenda(meeting: MeetingView) -> Iterator[str]:
    """Yield the rows of the schedule: times, length, form, title, state."""
    snapshot = meeting.snapshot()
    for entry in snapshot.forecast.rows:
        yield _agenda_line(entry)
    yield end_line(snapshot)


def _agenda_line(entry: ForecastRow) -> str:
    row = entry.row
    title = " ".join(filter(None, (form_label(row.form), row.title)))
    state = t(STATE_WORDS[entry.state]) if entry.state in STATE_WORDS else ""
    if entry.state == "skipped":
        return t("plain.agenda_skipped", title=title)
    facts = {
        "times": time_range_text(entry.start, entry.end, day=entry.day),
        "minutes": minutes_text(entry.expected_minutes),
    }
    words = list_text(filter(None, (state, overlap(entry))))
    line = t("plain.agenda_row", **facts, title=title)
    return labelled(words, line) if words else line


def card(meeting: MeetingView) -> list[str]:
    """Return the prompt card, without the text to read aloud: that is asked for by itself."""
    rows = _card_rows(meeting)
    return [line for row in rows if row.kind != "link" for line in _card_lines(row)]


def read_aloud(meeting: MeetingView) -> list[str]:
    """Return the text to read aloud in what runs, a line a paragraph; [] where there is none."""
    row = meeting.snapshot().row
    text = row.activity.read_aloud if row is not None and row.activity is not None else None
    return [clean_line(line) for line in (text or "").split("\n") if line.strip()]


def _card_rows(meeting: MeetingView) -> tuple[PromptRow, ...]:
    snapshot = meeting.snapshot()
    return card_of(meeting, snapshot, carried_prompts(meeting, snapshot, snapshot.row)).rows


def _card_lines(row: PromptRow) -> Iterator[str]:
    for number, text in enumerate(one for one in row.text.split("\n") if one.strip()):
        line = clean_line(text)
        if row.number is not None and not number:
            line = t("plain.answer", number=row.number, label=line)
        yield labelled(row.label, line) if row.label and not number else line


def entries(meeting: MeetingView, newest: int | None = None) -> list[str]:
    """Return the notes and ToDos of a meeting by time, a line each: the `newest` ones, all without it."""
    records = listed(meeting.live, step=meeting.step.id, newest=newest)
    return [entry_line(meeting.live, record) for _, record in records]


def entry_line(live: LiveSession, record: Note | Todo) -> str:
    """Return a note or a ToDo with its time and kind."""
    at = time_text(live.here(record.at))
    if isinstance(record, Todo):
        text, kind = todo_text(record, live.clock.now().date())[0], kind_label("todo")
        return t("plain.entry", time=at, text=labelled(kind, clean_line(text)))
    text = clean_line(note_text(record))
    name = live.name_of(record.author)
    said = labelled(name, text) if name else text
    kind = "" if record.kind == "note" else kind_label(record.kind)
    return t("plain.entry", time=at, text=labelled(kind, said) if kind else said)


def review(meeting: MeetingView) -> list[str]:
    """Return how a meeting went: planned and actual minutes, what was decided, what is to be done."""
    snapshot = meeting.snapshot()
    found = [line for row in finished_prompts(meeting, snapshot) for line in _card_lines(row)]
    ends = _finished(snapshot) if snapshot.state == "finished" else [end_line(snapshot)]
    return [*ends, *found]
