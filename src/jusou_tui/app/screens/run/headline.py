"""The lines around the big digits: the head, what is left of the turn, what it takes to end on time."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Drawn, Piece, fit, hanging, width_of
from jusou_tui.app.meeting_text.clock_face import countdown_text, ends_by_the_clock
from jusou_tui.app.meeting_text.fixed_points import fixed_points
from jusou_tui.app.meeting_text.prompts import materials
from jusou_tui.app.meeting_text.segments import SegmentWords, segment_words
from jusou_tui.app.meeting_text.top_line import phase_word
from jusou_tui.live.planning.plan_edits import propose, row_change_text
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.terminal import CUT, cell_width, cut, wrap
from jusou_tui.timekeeping.running.countdown import Countdown, Phase, aligned_remaining, timer_countdown
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    date_text,
    exact_length_text,
    list_text,
    minutes_text,
    time_range_text,
    time_text,
)

LEAST_TITLE = 6
"""Cells of a title below which it cannot be recognised."""


def state(meeting: MeetingView, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return the state in a word, since when and until when it runs, the planned minutes if they fit."""
    found, row = phase_word(snapshot), snapshot.row
    if found is not None and row is not None:
        word, ink = found
        chip = (f" {word} ", ink)
        expected = snapshot.forecast.row(row.key) or row
        planned = time_range_text(expected.start, expected.end)
        changed = snapshot.progress.adjustment
        minutes = minutes_text(row.minutes) + (f" {changed:+d}" if changed else "")
        whole = f"  {planned}  {minutes}"
        return [chip, (whole if cell_width(chip[0] + whole) <= cells else f" {planned}", "")]
    if snapshot.state == "finished":
        return [(f" {t('common.finished')} ", "chip-muted")]
    start = meeting.planned_start()
    waiting = start is not None and start > snapshot.now
    word = t("app.until_start") if waiting else t("app.state_before")
    chip = (f" {word} ", "chip-muted")
    if start is None:
        day = meeting.planned_day
        return [chip, (f"  {date_text(day)}", "")] if day is not None else [chip]
    whole = f"  {date_text(start.date())} {time_text(start)}"
    short = f" {start.month}/{start.day} {time_text(start)}"
    return [chip, (whole if cell_width(chip[0] + whole) <= cells else short, "")]


def now(snapshot: MeetingSnapshot, cells: int, *, lines: int) -> Drawn:
    """Return what is to be done now, in at most so many lines."""
    if snapshot.segment is None or snapshot.state == "finished":
        return [[]]
    front = f"{t('app.now')}  "
    wrapped = _in_lines(segment_words(snapshot.segment), max(cells - cell_width(front), 10), lines)
    return hanging([(front, "muted")], wrapped)


def _in_lines(words: SegmentWords, cells: int, lines: int) -> list[str]:
    """Return a segment's words in so many lines; where they do not fit the title is cut, not its time."""
    wrapped = wrap(words.whole, cells)
    if len(wrapped) <= lines:
        return wrapped
    above = wrap(words.title, cells)[: lines - 1]
    rest = words.title[len("".join(above)) :].lstrip()
    room = cells - cell_width(words.bracketed_time)
    if room >= max(cell_width(f"{words.front}{CUT}"), LEAST_TITLE) or not words.time:
        return [*above, cut(rest, room) + words.bracketed_time]
    return [*above, f"{words.front}{words.bracketed_time}" if words.front else words.time]


def following(live: LiveSession, snapshot: MeetingSnapshot, cells: int, *, lines: int) -> Drawn:
    """Return what comes next: how long, its title, and what it needs."""
    if snapshot.state == "finished":
        return []
    front = f"{t('app.then')}  "
    if snapshot.next_row is None:
        return [[(front, "muted"), (t("app.then_end"), "")]]
    row = snapshot.next_row
    minutes = max(0, row.minutes + snapshot.progress.pending.get(row.key, 0))
    text = f"{minutes_text(minutes)}  {row.label}" if minutes else row.label
    found = hanging([(front, "muted")], wrap(text, max(cells - cell_width(front), 10))[:lines])
    needed = materials(live.curriculum, row.activity) if row.activity else ()
    if needed and len(found) < lines:
        found.append([(f"{t('app.materials')}  ", "muted"), (list_text(needed), "")])
    return found


LEAST_NAME = 6
"""Cells of a name below which it cannot be recognised."""
INKS: dict[Phase, str] = {"over": "strong-over", "soon": "strong-soon", "last_minute": "strong-soon"}


def beside_digits_line(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return the line beside the digits: what is left of the turn and whose it is, or of the segment.

    The time comes first: a change paints the line up to it, nothing to its right.
    """
    timer = _timer(snapshot)
    if snapshot.round is not None and snapshot.round.order:
        return _with_room(_turn(live, snapshot, cells), timer, cells)
    part = [] if snapshot.state == "finished" else _part(snapshot)
    if timer:
        return _with_room(timer, part, cells)
    return _with_next(part, snapshot, cells) if part else []


def _with_room(first: list[Piece], second: list[Piece], cells: int) -> list[Piece]:
    """Return both, the second one only where there is room for it and a gap."""
    fits = second and width_of([*first, *second]) < cells - 1
    return [*first, ("  ", ""), *second] if fits else first


def _with_next(part: list[Piece], snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return a part with the one that follows, where there is room for both."""
    following = _next_part(snapshot)
    whole = [*part, *following]
    if not following or width_of(whole) <= cells:
        return whole
    # Who works alone does not hear what comes next: there it is shown with a title that is cut, too.
    alone = snapshot.segment is not None and snapshot.segment.alone
    return fit(whole, cells) if alone and cells - width_of([*part, following[0]]) >= LEAST_NAME else part


def _part(snapshot: MeetingSnapshot) -> list[Piece]:
    """Return what is left of a timed part, and a word where each works alone; [] where there is neither."""
    left = snapshot.segment_countdown
    alone = snapshot.segment is not None and snapshot.segment.alone
    word: list[Piece] = [(f" {t('timekeeping.alone')} ", "chip-digits")] if alone else []
    if left is None:
        return word
    remaining = _shown_seconds(left, snapshot)
    if not alone:
        word = [(t("app.segment_over") if remaining < 0 else t("app.segment_left"), "muted")]
    return [(countdown_text(remaining), INKS.get(left.phase, "strong")), ("  ", ""), *word]


def _next_part(snapshot: MeetingSnapshot) -> list[Piece]:
    row = snapshot.row
    if row is None or snapshot.segment_index + 1 >= len(row.segments):
        return []
    following = segment_words(row.segments[snapshot.segment_index + 1])
    return [(f"  {t('common.next')} ", "muted"), (following.title, "")]


def _shown_seconds(left: Countdown, snapshot: MeetingSnapshot) -> float:
    """Return what to show of a part's or a turn's time: it changes with the big one, where both pause."""
    big = snapshot.countdown
    return left.remaining if big is None or ends_by_the_clock(snapshot) else aligned_remaining(left, big)


def _timer(snapshot: MeetingSnapshot) -> list[Piece]:
    """Return the timer beside the activity, [] without one."""
    left = timer_countdown(snapshot.progress)
    if left is None:
        return []
    ink = "strong-over" if left.remaining < 0 else "strong"
    return [(f"{t('common.timer')}  ", "muted"), (countdown_text(left.remaining), ink)]


def _turn(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    turns = snapshot.round
    if turns is None or turns.current is None:
        return [(t("app.round_done"), "decided")]
    pieces: list[Piece] = []
    if snapshot.turn_countdown is not None:
        time = countdown_text(_shown_seconds(snapshot.turn_countdown, snapshot))
        pieces += [(time, INKS.get(snapshot.turn_countdown.phase, "strong")), ("  ", "")]
    pieces.append((live.name_of(turns.current), "chip-now"))
    extra: list[Piece] = []
    if turns.extra:
        extra = [(f"  {t('timekeeping.extra', length=exact_length_text(turns.extra))}", "soon")]
    count: list[Piece] = [(f"  {len(turns.done) + 1}/{len(turns.order) - len(turns.passed)}", "muted")]
    following: list[Piece] = []
    if turns.next is not None:
        following = [(f"  {t('common.next')} ", "muted"), (live.name_of(turns.next), "")]
    # Whose turn comes next matters more than how many there are; a long name is cut rather than left out.
    for whole in ([*pieces, *extra, *count, *following], [*pieces, *extra, *following]):
        if width_of(whole) <= cells:
            return whole
    if following and cells - width_of([*pieces, following[0]]) >= LEAST_NAME:
        return fit([*pieces, *following], cells)
    rest = extra or count
    return [*pieces, *rest] if width_of([*pieces, *rest]) <= cells else pieces


LONGEST_LABEL = 20
"""Cells of a row's name: the line is read at a glance."""


def is_late(snapshot: MeetingSnapshot) -> bool:
    """Return whether the meeting is expected to end beyond its booked end, without one beyond its plan."""
    left = snapshot.forecast.minutes_to_booked_end
    late = snapshot.forecast.behind_minutes > 0 if left is None else left < 0
    return late and snapshot.state in {"running", "paused"}


def catch_up_line(meeting: MeetingView, snapshot: MeetingSnapshot, key: str) -> list[Piece]:
    """Return the line of a meeting that runs; [] before, after, and where there is nothing to say.

    `key`: the key that opens the catch-up dialog, as it is shown.
    """
    if snapshot.state not in {"running", "paused"}:
        return []
    found = propose(meeting) if is_late(snapshot) else None
    if found is None or not found.over:
        fixed = fixed_points(snapshot)
        return [(fixed, "muted")] if fixed else []
    message = "timekeeping.back_missing" if found.missing else "timekeeping.back_over"
    text = t(message, minutes=found.missing or found.over, end=time_text(found.target))
    given = sorted((row for row in found.rows if row.given), key=lambda row: -row.given)
    pieces: list[Piece] = [(text, "late"), ("  ", ""), (key, "strong-digits")]
    if given:
        most = given[0]
        pieces.append((f" {row_change_text(cut(most.label, LONGEST_LABEL), most.before, most.after)}", ""))
    if given[1:]:
        pieces.append((f" {t('timekeeping.back_others', count=len(given) - 1)}", "muted"))
    return pieces
