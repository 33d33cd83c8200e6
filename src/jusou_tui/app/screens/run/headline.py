"""The lines around the big digits, each by itself: the state, what is now and next, what ends it on time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from jusou_tui.app.drawing.pieces import Drawn, Piece, fit, hanging, width_of
from jusou_tui.app.meeting_text.clock_face import (
    big_digits,
    countdown_text,
    minutes_until,
    shown_seconds,
    turn_of,
)
from jusou_tui.app.meeting_text.row_heading import row_heading
from jusou_tui.app.meeting_text.top_line import phase_word
from jusou_tui.app.shell import keys
from jusou_tui.live.meeting_words.fixed_points import fixed_points
from jusou_tui.live.meeting_words.segments import segment_words
from jusou_tui.live.planning.plan_edits import propose, row_change_text
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.seconds import face
from jusou_tui.text.terminal import TERMS, cell_width, pad, wrap, wrap_phrases
from jusou_tui.timekeeping.clock.instants import after, clock_minutes, local, seconds_between
from jusou_tui.timekeeping.running.countdown import Phase, timer_countdown
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    bracketed,
    date_text,
    length_text,
    list_text,
    minutes_text,
    shortest_date_text,
    time_range_text,
    time_text,
)

MINUTE = 60.0
MANY_MINUTES = 6000.0
"""Seconds from which on the big digits are hours and minutes."""
GAP = 2
LEAST_CELLS = 10
"""Cells of a text beside its label at the least."""


def state(meeting: MeetingView, snapshot: MeetingSnapshot, cells: int) -> Drawn:
    """Return the state in a word, since when and until when it runs, the planned minutes if they fit.

    Before the start: how long it is until then, on which day and at what time; after the end what it took.
    """
    found, row = phase_word(snapshot), snapshot.row
    if found is not None and row is not None:
        word, ink = found
        if snapshot.is_break and ink == "chip-digits":
            word = t("app.break_left")
        chip = (f" {word}{_minutes_left(snapshot, word)} ", ink)
        expected = snapshot.forecast.row(row.key) or row
        planned = time_range_text(expected.start, expected.end)
        changed = snapshot.progress.adjustment
        planned_minutes = row.minutes
        if len(snapshot.progress.runs_of(row.key)) > 1:  # of one that is taken up again what was left of it
            planned_minutes = clock_minutes(expected.start, expected.end) - changed
        minutes = minutes_text(planned_minutes) + (f" {changed:+d}" if changed else "")
        return [_first_that_fits(chip, (f"  {planned}  {minutes}", f" {planned}", ""), cells)]
    if snapshot.state == "finished":
        return _finished(snapshot, cells)
    start = meeting.planned_start()
    if start is None:
        return _on_the_day(snapshot, meeting.planned_day, cells)
    digits = big_digits(snapshot)
    if not digits.text:
        return _on_the_day(snapshot, start.date(), cells, time_text(start))
    return _before(snapshot, start, cells)


def _minutes_left(snapshot: MeetingSnapshot, word: str) -> str:
    """Return the whole minutes of the big digits in letters, which a screen reader reads; "" below one.

    Of a turn they say nothing: what is left of the activity stands beside it. Nor where the word says a time.
    """
    left = snapshot.countdown
    if left is None or left.phase == "untimed" or turn_of(snapshot) or any(map(str.isdigit, word)):
        return ""
    minutes = face(left.remaining).minutes
    return f" {minutes_text(minutes)}" if minutes else ""


def _first_that_fits(chip: Piece, texts: Sequence[str], cells: int, ink: str = "") -> list[Piece]:
    """Return a chip with the first of the texts that fits beside it, else with the last one."""
    for text in texts:
        if cell_width(chip[0] + text) <= cells:
            return [chip, (text, ink)]
    return [chip, (texts[-1], ink)]


def _below(chip: Piece, text: str, cells: int, ink: str = "") -> list[Piece]:
    """Return a line that begins where the text beside the chip above does, where it fits there."""
    indent = cell_width(chip[0]) + GAP
    return [(" " * (indent if indent + cell_width(text) <= cells else 0), ""), (text, ink)]


def _finished(snapshot: MeetingSnapshot, cells: int) -> Drawn:
    chip = (f" {t('common.finished')} ", "chip-muted")
    begun, ended = snapshot.progress.started, snapshot.progress.ended
    if begun is None or ended is None:
        return [[chip]]
    length = length_text(clock_minutes(begun, ended) * 60 or seconds_between(begun, ended))
    took = wrap(t("app.took", length=length), cells, terms=(*TERMS, length))
    planned = f"  {time_range_text(begun, ended)}"
    return [_first_that_fits(chip, (planned, ""), cells), *([(line, "")] for line in took)]


def _before(snapshot: MeetingSnapshot, start: datetime, cells: int) -> Drawn:
    """Return how long it is until the start, with its day and time; past it, since how long."""
    wait = seconds_between(snapshot.now, start)
    if wait <= 0:
        chip: Piece = (f" {t('app.start_due')} ", "chip-soon")
        late = t("app.start_late", length=length_text(-wait))
        past = [_below(chip, late, cells)] if wait <= -MINUTE else []
        return [_first_that_fits(chip, (f"  {time_text(start)}", f" {time_text(start)}"), cells), *past]
    chip = (f" {t('app.until_start')} ", "chip-muted")
    when = f"{date_text(start.date())} {time_text(start)}"
    short = f"{shortest_date_text(start)} {time_text(start)}"
    if wait >= MANY_MINUTES:
        left = length_text(minutes_until(wait) * MINUTE)
        return [
            _first_that_fits(chip, (f"  {left}", f" {left}"), cells, "strong"),
            _below(chip, when if cell_width(when) <= cells else short, cells),
        ]
    return [_first_that_fits(chip, (f"  {when}", f"  {short}", f" {time_text(start)}"), cells)]


def _on_the_day(snapshot: MeetingSnapshot, day: date | None, cells: int, time: str = "") -> Drawn:
    """Return on which day a meeting begins, and in how many days; [] where that is not known."""
    if day is None:
        return []
    texts = (f"  {date_text(day)} {time}".rstrip(), f" {shortest_date_text(day)} {time}".rstrip())
    word = t("app.starts") if time else t("common.date")
    chip: Piece = (f" {word} ", "chip-muted")
    first = _first_that_fits(chip, texts, cells, "strong")
    days = (day - snapshot.now.date()).days
    return [first, *([_below(chip, t("app.days_to_start", days=days), cells, "muted")] if days > 0 else [])]


def heading(snapshot: MeetingSnapshot, cells: int, *, lines: int) -> Drawn:
    """Return the heading of what runs; of a break also when it goes on."""
    drawn = row_heading(snapshot, cells, lines=lines)
    left = snapshot.countdown
    if left is None or not snapshot.is_break:
        return drawn
    # Half a second more: no rounding of the sum may turn into the minute before.
    goes_on = local(after(snapshot.now, left.remaining + 0.5), snapshot.now.tzinfo)
    message = "app.break_until" if left.remaining > -MINUTE else "app.break_over"
    return [[*drawn[0], (f"  {t(message, time=time_text(goes_on))}", "strong-now")]]


def now(snapshot: MeetingSnapshot, cells: int) -> Drawn:
    """Return what is to be done now, whole; [] where nothing is."""
    if snapshot.segment is None or snapshot.state == "finished":
        return []
    return labelled(t("app.now"), segment_words(snapshot.segment).whole, cells, "strong")


def text_begins() -> int:
    """Return the cells in front of the text of what is now, and of what else has a short label."""
    return max(cell_width(t(label)) for label in ("app.now", "app.then", "app.materials")) + GAP


def is_part_clock(snapshot: MeetingSnapshot) -> bool:
    """Return whether the line beside the digits begins with what is left of what is now."""
    return snapshot.segment_countdown is not None and snapshot.state != "finished" and not _timer(snapshot)


def nobody_line(snapshot: MeetingSnapshot, key: str, cells: int) -> list[Piece]:
    """Return, in a round of nobody, how members are entered; `key` opens the palette. [] in any other."""
    if snapshot.round is None or snapshot.round.order or not snapshot.is_under_way:
        return []
    front: list[Piece] = [(t("app.round_of_nobody"), "strong-late")]
    behind: list[Piece] = [(key, "strong-now"), (f" {t('app.find_members')}", "strong")]
    gap = cells - width_of([*front, *behind])
    return fit([*front, (" " * max(gap, GAP), ""), *behind], cells)


def labelled(label: str, text: str, cells: int, ink: str = "") -> Drawn:
    """Return a text wrapped beside its label, between phrases as long as they are no longer than a line."""
    front = pad(f"{label}{' ' * GAP}", text_begins())
    broken = wrap_phrases(text, max(cells - cell_width(front), LEAST_CELLS))
    return hanging([(front, "muted")], broken, ink)


def following(snapshot: MeetingSnapshot, cells: int, *, minutes: bool = True) -> Drawn:
    """Return what comes next, whole: how long (where `minutes`), and its title."""
    if snapshot.state == "finished":
        return []
    row = snapshot.next_row
    if row is None:
        return labelled(t("app.then"), t("app.then_end"), cells)
    planned = max(0, row.minutes + snapshot.progress.pending.get(row.key, 0))
    return labelled(
        t("app.then"), f"{minutes_text(planned)}  {row.label}" if planned and minutes else row.label, cells
    )


def needed(live: LiveSession, snapshot: MeetingSnapshot, cells: int, lines: int) -> Drawn:
    """Return what the next activity needs, in at most so many lines: whole things, and how many more.

    Not before the start: there the card has it.
    """
    row = snapshot.next_row
    if row is None or row.activity is None or not snapshot.is_under_way:
        return []
    found = live.curriculum.materials(row.activity)
    for count in range(len(found), 0, -1):
        left = len(found) - count
        more = f" {t('timekeeping.back_others', count=left)}" if left else ""
        drawn = labelled(t("app.materials"), list_text(found[:count]) + more, cells)
        if len(drawn) <= lines:
            return drawn
    return []


def check(snapshot: MeetingSnapshot, cells: int, lines: int) -> Drawn:
    """Return the key that leads to the check of this machine, below an empty line: before the start only."""
    line: list[Piece] = [(keys.MENU.key_shown, "strong-now"), (f" {t('doctor.title')}", "muted")]
    room = lines > 1 and width_of(line) <= cells
    return [[], line] if room and snapshot.state == "before" else []


def promise(snapshot: MeetingSnapshot, cells: int) -> Drawn:
    """Return by when a late meeting was to end; [] where it is not late, or nothing was booked."""
    end = snapshot.schedule.booked_end
    if end is None or not is_late(snapshot):
        return []
    return labelled(t("app.promise"), t("app.promised_end", time=time_text(end)), cells, "strong-late")


LEAST_NAME = 6
"""Cells of a name below which it cannot be recognised."""
INKS: dict[Phase, str] = {"over": "strong-over", "soon": "strong-soon", "last_minute": "strong-soon"}


def beside_digits_line(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return the line beside the digits: what is left of the turn and whose it is, or of the segment.

    The time comes first: a change paints the line up to it, nothing to its right.
    """
    timer = _timer(snapshot)
    if turn_of(snapshot) is not None:
        return _with_room(_whole(snapshot, cells), timer, cells)
    if snapshot.round is not None and snapshot.round.order:
        return _with_room(_turn(live, snapshot, cells), timer, cells)
    part = [] if snapshot.state == "finished" else _part(snapshot, cells)
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


def _part(snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return what is left of a timed part, and a word where each works alone; [] where there is neither."""
    left = snapshot.segment_countdown
    alone = snapshot.segment is not None and snapshot.segment.alone
    word: list[Piece] = [(f" {t('timekeeping.alone')} ", "chip-digits")] if alone else []
    if left is None:
        return word
    remaining = shown_seconds(left, snapshot)
    if alone:
        drawn = [(countdown_text(remaining), INKS.get(left.phase, "strong")), ("  ", ""), *word]
        if width_of(drawn) <= cells:
            return drawn
    over = remaining < 0
    words = ("app.segment_over", "app.part_over") if over else ("app.segment_left", "app.part_left")
    return _counted(remaining, left.phase, (*words, "app.part_short"), cells)


def _next_part(snapshot: MeetingSnapshot) -> list[Piece]:
    row = snapshot.row
    if row is None or snapshot.segment_index + 1 >= len(row.segments):
        return []
    following = segment_words(row.segments[snapshot.segment_index + 1])
    return [(f"  {t('common.next')} ", "muted"), (following.title, "")]


def _whole(snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return what is left of the activity, where the big digits count a turn."""
    left = snapshot.countdown
    if left is None or left.phase == "untimed":
        return []
    over = left.remaining < 0
    words = ("app.whole_over",) if over else ("app.whole_left",)
    return _counted(left.remaining, left.phase, (*words, "app.whole"), cells)


def _counted(remaining: float, phase: Phase, words: Sequence[str], cells: int) -> list[Piece]:
    """Return a time with the first of some message ids that fits, which says what the time is of.

    Without the word where none fits.
    """
    time = countdown_text(remaining)
    room = cells - cell_width(time) - GAP
    said = (*map(t, words), "")
    word = next(one for one in said if cell_width(one) <= room or not one)
    return [(time, INKS.get(phase, "strong")), *([("  ", ""), (word, "muted")] if word else [])]


def _timer(snapshot: MeetingSnapshot) -> list[Piece]:
    """Return the timer beside the activity, [] without one."""
    left = timer_countdown(snapshot.progress)
    if left is None:
        return []
    ink = "strong-over" if left.remaining < 0 else "strong"
    return [(f"{t('common.timer')}  ", "muted"), (countdown_text(left.remaining), ink)]


def _turn(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return who has a turn that no time is counted of, or that the round is over."""
    turns = snapshot.round
    if turns is None or turns.current is None:
        return [(t("app.round_done"), "decided")]
    pieces: list[Piece] = [(live.name_of(turns.current), "chip-now")]
    count: list[Piece] = [(f"  {turns.number}/{len(turns.order)}", "muted")]
    following: list[Piece] = []
    if turns.next is not None:
        following = [(f"  {t('common.next')} ", "muted"), (live.name_of(turns.next), "")]
    # Whose turn comes next matters more than how many there are; a long name is cut rather than left out.
    for whole in ([*pieces, *count, *following], [*pieces, *following]):
        if width_of(whole) <= cells:
            return whole
    if following and cells - width_of([*pieces, following[0]]) >= LEAST_NAME:
        return fit([*pieces, *following], cells)
    return [*pieces, *count] if width_of([*pieces, *count]) <= cells else pieces


def is_late(snapshot: MeetingSnapshot) -> bool:
    """Return whether a meeting that is not over is expected to end late."""
    return snapshot.state != "finished" and snapshot.forecast.late_minutes > 0


def catch_up_line(meeting: MeetingView, snapshot: MeetingSnapshot, key: str, cells: int) -> list[Piece]:
    """Return how a meeting that will be late could end on time, on one line; [] where nothing is to be said.

    `key`: the key that opens the catch-up dialog, as it is shown; it stands at the right.
    """
    found = propose(meeting) if is_late(snapshot) else None
    if found is None or not found.over:
        return []
    message = "timekeeping.back_missing" if found.missing else "timekeeping.back_over"
    text = t(message, minutes=found.missing or found.over, end=time_text(found.target))
    given = sorted((row for row in found.rows if row.given), key=lambda row: -row.given)
    details = [""]
    if given:
        others = f" {t('timekeeping.back_others', count=len(given) - 1)}" if given[1:] else ""
        most = given[0]
        details = [
            bracketed(row_change_text(most.label, most.before, most.after) + others),
            bracketed(t("timekeeping.back_count", count=len(given))),
            "",
        ]
    behind: list[Piece] = [(key, "strong-now"), (f" {t('timekeeping.back_look')}", "strong")]
    for detail in details:
        front: list[Piece] = [(text, "strong-late"), (detail, "")]
        gap = cells - width_of([*front, *behind])
        if gap >= GAP:
            return [*front, (" " * gap, ""), *behind]
    return [(text, "strong-late"), (" ", ""), *behind]


def fixed_line(snapshot: MeetingSnapshot) -> list[Piece]:
    """Return how far off is what is fixed, while the meeting runs; [] where nothing is."""
    fixed = fixed_points(snapshot) if snapshot.is_under_way else ""
    return [(fixed, "muted")] if fixed else []
