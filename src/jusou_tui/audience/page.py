"""A view in words: the page of the shared screen, the same for every skin.

Skins lay out what stands here and add nothing of their own to it: `Page` is a skeleton that does not change
from state to state (top line, where we are, the huge numbers, the bar, up to three labelled rows, a quiet
last line).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from jusou_tui.audience.digits import countdown_digits
from jusou_tui.audience.page_parts import Big, Ink, Row, SeatRow, Weight
from jusou_tui.audience.view import (
    AudienceView,
    DayPart,
    NextMeeting,
    Reception,
    SharedSheet,
    State,
    TimeLeft,
    Turns,
)
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    bracketed,
    form_label,
    list_text,
    meeting_span_text,
    minutes_text,
    month_day_text,
    time_text,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The shared screen in words.

    `mark`: リハーサル, else "". `clock`: "" where the time of day is the huge number. `where`: a chip, "3/5"
    or the start of a meeting that has not begun (then yellow); `heading` with its `short_heading` where it
    does not fit; before the start it greets. `bigs`: one; of two the first is a turn, beside its time, or
    the smaller one above the larger. `share`: of the bar, None for no bar. `band`: a line in a band across
    the page below the number: the message; at the top with `band_note` where there is no number: the thanks.
    `seats`: the round as numbers. `decisions`: chips and texts under `decisions_title`. `day`: the agenda as
    a strip; `done_word`, `now_word`, `break_word` stand in it (済, いま, 休). `tail`, `short_tail` where
    it does not fit, and `tail_right`: the quiet last line. `warning`: orange chips in the top line of a page
    that stands still; what happened is a row of weight `warning`.
    """

    organisation: str
    title: str
    clock: str
    state: State = "running"
    mark: str = ""
    where: str = ""
    form: str = ""
    heading: str = ""
    short_heading: str = ""
    bigs: tuple[Big, ...] = ()
    share: float | None = None
    band: str = ""
    band_note: str = ""
    rows: tuple[Row, ...] = ()
    seats: SeatRow | None = None
    decisions_title: str = ""
    decisions: tuple[tuple[str, str], ...] = ()
    sheet: SharedSheet | None = None
    day: tuple[DayPart, ...] = ()
    done_word: str = ""
    now_word: str = ""
    break_word: str = ""
    tail: str = ""
    tail_right: str = ""
    warning: tuple[str, ...] = ()
    short_tail: str = ""
    address: str = ""
    enlarge: int = 0


def page_of(view: AudienceView, reception: Reception | None = None) -> Page:
    """Return the page of a view as it is at `view.now`; standing still where the reception says so."""
    if view.curtain:
        return _curtain(view)
    if reception is None or reception.still_since is None or view.state in {"before", "finished"}:
        return _PAGES[view.state](view)
    now = reception.still_since + timedelta(seconds=reception.age)
    day = tuple(part.as_of(now) for part in view.day)
    restart = view.restart if view.restart is not None and view.restart >= now else None
    page = _PAGES[view.state](replace(view, day=day, restart=restart))
    return _still(page, reception.still_since, now, reception.age)


_LAST_SECONDS = 60.0
_STILL_DIGITS = 10 * 60.0
"""Seconds for which the digits of a page that stands still are left standing."""


def _base(view: AudienceView) -> Page:
    """Return what is the same in all states."""
    mark = t("audience.rehearsal") if view.rehearsal else ""
    if mark and view.speed > 1:
        mark = t("audience.rehearsal_at", speed=f"{view.speed:g}")
    decided = "audience.decided_today" if view.state == "finished" else "audience.decided"
    return Page(
        organisation=view.organisation,
        title=view.title,
        clock=time_text(view.now),
        state=view.state,
        mark=mark,
        band=view.message,
        decisions_title=t(decided) if view.decisions else "",
        decisions=tuple((t("audience.decision", number=number), text) for number, text in view.decisions),
        sheet=view.sheet,
        day=view.day,
        done_word=t("common.done"),
        now_word=t("app.now"),
        break_word=t("audience.break_short"),
        tail_right=_at("audience.ends", view.meeting_end),
        address=view.address,
        enlarge=view.enlarge,
    )


def _at(message_id: str, at: datetime | None) -> str:
    return "" if at is None else t(message_id, time=time_text(at))


def _big(time: TimeLeft, ink: Ink, chip: str, *beside: str, of_turn: bool = False) -> Big:
    text, unit = countdown_digits(time.seconds, of_turn=of_turn)
    chip_ink: Ink | None = "soon" if ink == "waiting" and time.seconds <= 0 else None
    return Big(text, ink, t(chip), tuple(filter(None, beside)), time, unit=unit, chip_ink=chip_ink)


def _clock(page: Page, at: datetime, word: str = "audience.time_now") -> Page:
    """Return a page with the time of day as its huge number."""
    big = Big(time_text(at), "time", t(word), tight=True)
    return replace(page, clock="", bigs=(big,), share=None)


def _curtain(view: AudienceView) -> Page:
    rows = [_agenda_row(part, view) for part in view.day]
    if view.meeting_end is not None and rows:
        rows.append((time_text(view.meeting_end), t("audience.end"), "plain", ""))
    count = len(rows)
    return replace(
        _clock(_base(view), view.now),
        band=view.message or t("audience.wait"),
        rows=tuple(
            Row(label, (line,), weight, count - number, right)
            for number, (label, line, weight, right) in enumerate(rows)
        ),
        day=(),
        tail_right=t("audience.stays"),
    )


def _agenda_row(part: DayPart, view: AudienceView) -> tuple[str, str, Weight, str]:
    if part.state == "now":
        ends = None if part.start is None else part.start + timedelta(minutes=part.minutes)
        shown = ends if ends is not None and ends > view.now else None
        return t("app.now"), part.title, "now", _at("audience.until", shown)
    minutes = minutes_text(part.minutes) if part.minutes else ""
    is_next = part is next(one for one in view.day if one.state != "now")
    label = (t("app.then") if is_next else "") if part.start is None else time_text(part.start)
    return label, part.title, "plain", minutes


def _before(view: AudienceView) -> Page:
    start, coming = view.meeting_start, view.coming
    today = [view.step, t("audience.begins_with", title=coming.title) if coming else ""]
    rows = (
        _row(t("app.at_hand"), (list_text(view.at_hand),), "question", 3),
        _row(t("audience.today"), today, "plain", 2),
        _row(t("audience.place"), (view.place,), "plain", 1),
    )
    page = replace(
        _base(view),
        where=_starts(start, view.now),
        heading=t("audience.welcome"),
        rows=tuple(row for row in rows if row is not None),
        tail=t("audience.hearing"),
    )
    if view.time is not None and view.time.seconds <= 0:
        return _clock(page, view.now, "audience.begins_soon")
    if view.time is None or start is None or start.date() != view.now.date():
        return _clock(page, view.now)
    big = _big(view.time, "waiting", "audience.until_start", t("audience.from", time=time_text(start)))
    return replace(page, bigs=(big,))


def _starts(start: datetime | None, now: datetime) -> str:
    """Return when the meeting starts, with the day where that is not today; "" where nobody knows."""
    if start is None:
        return ""
    day = "" if start.date() == now.date() else f"{month_day_text(start)} "
    return day + t("audience.starts", time=time_text(start))


def _row(label: str, lines: Iterable[str], weight: Weight, gives_way: int) -> Row | None:
    """Return a row of the lines that are not empty, None where all are."""
    filled = tuple(line for line in lines if line)
    return Row(label, filled, weight, gives_way) if filled else None


def _rows(*rows: Row | None) -> tuple[Row, ...]:
    return tuple(row for row in rows if row is not None)


def _headed(view: AudienceView) -> Page:
    """Return a page with what runs as its heading."""
    return replace(
        _base(view),
        where=f"{view.number}/{view.total}" if view.number else "",
        form=form_label(view.form),
        heading=view.activity,
        short_heading=view.short_activity,
        tail=_after(view, "audience.after"),
        short_tail=_after(view, "audience.after_short"),
    )


def _after(view: AudienceView, words: str) -> str:
    """Return what comes after what runs, and when, by its short title, in the message `words`."""
    coming = view.coming
    if coming is None:
        return ""
    listed = (part.title for part in view.day if part.state == "coming" and part.start == coming.start)
    title = next(listed, coming.title)
    if coming.start is None:
        return t("audience.after_this", title=title)
    return t(words, time=time_text(coming.start), title=title)


def _running(view: AudienceView) -> Page:
    page = replace(_headed(view), rows=_rows(_question(view), _now(view), _next(view)))
    if view.time is None:
        return _clock(page, view.now, "audience.paused" if view.paused else "audience.time_now")
    return replace(page, bigs=(_left(view, view.time),), share=view.time.share)


def _left(
    view: AudienceView, time: TimeLeft, chip: str = "common.time_left", soon: str = "audience.soon"
) -> Big:
    """Return how much is left of what runs; `soon`: the word for its last minute and its end."""
    ends = _at("audience.until", view.ends)
    if time.seconds <= 0:
        return _big(time, "waiting", "audience.paused" if view.paused else soon, ends)
    if not time.goes:
        return _big(time, "waiting", "audience.paused", ends)
    if time.seconds <= _LAST_SECONDS < time.budget:
        return _big(time, "soon", soon, ends)
    return _big(time, "left", chip, ends)


def _question(view: AudienceView) -> Row | None:
    if view.questions:
        return _row(t("common.kind_question"), view.questions, "question", 0)
    return _row(t("common.goals"), view.goals, "question", 0)


def _now(view: AudienceView, *more: str) -> Row | None:
    return _row(t("app.now"), (*view.doing, *more), "now", 2)


def _next(view: AudienceView, weight: Weight = "plain", gives_way: int = 1) -> Row | None:
    """Return what comes next: a part, or the next row of the agenda with its minutes, or the end."""
    coming = view.coming
    minutes = bracketed(minutes_text(coming.minutes)) if coming is not None and coming.minutes else ""
    line = t("app.then_end") if coming is None else coming.title + minutes
    if view.following and (coming is None or view.following != coming.title):
        line = view.following
    return _row(t("app.then"), (line,), weight, gives_way)


def _round(view: AudienceView) -> Page:
    turns = view.turns
    if turns is None:
        return _running(view)
    speaking = next((seat.number for seat in turns.seats if seat.state == "speaking"), 0)
    called = (t("app.turn_name", name=turns.speaker),) if turns.speaker else ()
    turn = Big(str(speaking), "turn", t("audience.turn"), (t("audience.of_seat"), *called), tight=True)
    time = turns.time
    share = time if time is not None else view.time
    return replace(
        _headed(view),
        bigs=(turn,) if time is None else (turn, _turn_left(time, paused=view.paused)),
        share=None if share is None else share.share,
        rows=_rows(_question(view) or _now(view), _timer(view), _next_turn(turns)),
        seats=SeatRow(t("app.round"), turns.seats, t("common.done"), _left_to_speak(turns)),
        tail=t("audience.may_pass"),
        short_tail="",
        tail_right=_at("audience.until", view.ends),
    )


def _turn_left(time: TimeLeft, *, paused: bool) -> Big:
    ink: Ink = "left" if time.goes else "waiting"
    word = "common.time_left" if time.seconds > 0 else "audience.turn_over"
    return _big(time, ink, "audience.paused" if paused else word, of_turn=True)


def _next_turn(turns: Turns) -> Row | None:
    following = next((seat.number for seat in turns.seats if seat.state == "next"), None)
    if following is None:
        return _row(t("app.then"), (t("audience.last_turn"),), "turn", 2)
    seat = t("audience.seat", number=following)
    if turns.following:
        seat += t("audience.seat_name", name=t("app.turn_name", name=turns.following))
    return _row(t("app.then"), (seat, t("audience.listen")), "turn", 2)


def _left_to_speak(turns: Turns) -> tuple[str, ...]:
    if not turns.left:
        return ()
    people = t("audience.people_left", count=turns.left)
    if turns.time is None:
        return (people,)
    return people, t("audience.about", minutes=ceil(turns.left * turns.time.budget / 60))


def _groups(view: AudienceView) -> Page:
    page = _running(view)
    more = [t("audience.in_groups", count=view.groups)] if view.groups else []
    if view.reporting:
        more.append(t("audience.reporting", order=" → ".join(map(str, view.reporting))))
    page = replace(page, rows=_rows(_question(view), _now(view, *more), _next(view)))
    if view.timer is None:
        return page
    ink: Ink = "waiting" if view.timer.seconds <= 0 else "left"
    chip = "audience.group_time" if view.groups else "common.timer"
    own = _big(view.timer, ink, chip if view.timer.seconds > 0 else "audience.turn_over")
    if view.time is None or view.time.seconds <= 0:
        return replace(page, clock=time_text(view.now), bigs=(own,), share=view.timer.share)
    return replace(page, bigs=(_left(view, view.time, "audience.whole"), own), share=view.timer.share)


def _timer(view: AudienceView) -> Row | None:
    """Return until when the timer goes beside a turn or a break, whose digits it leaves the place to."""
    if view.timer is None:
        return None
    if view.timer.seconds <= 0:
        return _row(t("common.timer"), (t("audience.turn_over"),), "plain", 3)
    ends = view.now + timedelta(seconds=round(view.timer.seconds))
    return _row(t("common.timer"), (_at("audience.until", ends),), "plain", 3)


def _break(view: AudienceView) -> Page:
    page = replace(
        _base(view),
        rows=_rows(
            _timer(view),
            _next(view, "question", 2),
            _row(t("app.at_hand"), (list_text(view.at_hand),), "plain", 1),
        ),
        tail=t("audience.rest"),
    )
    time, called = view.time, t("timekeeping.break_title")
    if time is None:
        return replace(_clock(page, view.now), where=called)
    left = _left(replace(view, ends=None), time, "audience.left", "audience.restarts_soon")
    if time.seconds <= 0 or view.restart is None:
        return replace(page, where=called, bigs=(left,), share=time.share)
    hour = Big(time_text(view.restart), "restart", called, (t("audience.restarts"),), tight=True)
    return replace(page, bigs=(hour, left), share=time.share)


def _time_up(view: AudienceView) -> Page:
    page = replace(
        _headed(view),
        rows=_rows(
            _row(t("app.now"), (t("audience.wind_up"),), "now", 0),
            _next(replace(view, following=""), "question"),
        ),
        share=1.0,
        tail="",
        short_tail="",
    )
    time = view.time or TimeLeft(0.0, 0.0, goes=False)
    chip = "audience.paused" if view.paused else "timekeeping.label_over"
    return replace(page, bigs=(_big(time, "waiting", chip),))


def _finished(view: AudienceView) -> Page:
    following = None if view.next_meeting is None else _next_meeting(view.next_meeting)
    return replace(
        _base(view),
        band=t("audience.thanks"),
        band_note=view.message or t("audience.thanks_note"),
        rows=_rows(following),
        day=(),
        tail=t("audience.goodbye"),
        tail_right="",
    )


def _next_meeting(meeting: NextMeeting) -> Row | None:
    when = month_day_text(meeting.day) if meeting.day is not None else ""
    if when and meeting.start is not None:
        span = (
            time_text(meeting.start) if meeting.end is None else meeting_span_text(meeting.start, meeting.end)
        )
        when = f"{when} {span}"
    first, *rest = meeting.until_then or ("",)
    until = t("audience.until_then", what=first) if first else ""
    lines = (when, meeting.title, meeting.place, until, *rest)
    return _row(t("audience.next_meeting"), lines, "meeting", 0)


def _still(page: Page, since: datetime, now: datetime, age: float) -> Page:
    """Return a page that stands still since nothing came any more, `age` seconds ago."""
    minutes = int(age // 60)
    silence = t("audience.silent", minutes=minutes) if minutes else t("audience.silent_now")
    question = [replace(row, gives_way=0) for row in page.rows if row.weight == "question"]
    standing = replace(
        page,
        clock=time_text(now),
        warning=(t("audience.still"),),
        rows=(Row(t("audience.news"), (silence, t("audience.heals")), "warning"), *question[:1]),
        seats=None,
        tail=t("audience.clock_goes"),
        short_tail="",
        tail_right="",
    )
    if age >= _STILL_DIGITS or not any(big.time is not None for big in page.bigs):
        return replace(_clock(standing, now), tail="")
    return replace(standing, bigs=tuple(_standing(big, since) for big in page.bigs))


def _standing(big: Big, since: datetime) -> Big:
    """Return a huge number that stands: one that counts says since when."""
    if big.time is None:
        return big if big.ink == "restart" else replace(big, ink="still")
    return replace(
        big,
        ink="still",
        chip=t("audience.as_of", time=time_text(since)),
        beside=(t("audience.unchanged"),),
        time=replace(big.time, goes=False),
        chip_ink=None,
    )


_PAGES: dict[State, Callable[[AudienceView], Page]] = {
    "before": _before,
    "running": _running,
    "round": _round,
    "groups": _groups,
    "break": _break,
    "time_up": _time_up,
    "finished": _finished,
}
