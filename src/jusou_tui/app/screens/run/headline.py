"""The words beside the digits: where in the agenda, how it stands, what is now and what comes next."""

from __future__ import annotations

from jusou_tui.app.screens.run import clock_face, prompts
from jusou_tui.app.widgets.pieces import Piece
from jusou_tui.app.words import said_date, said_length, said_time
from jusou_tui.live.session import Desk, Standing
from jusou_tui.text.width import CUT, cell_width, cut
from jusou_tui.text.wrap import wrap
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t

STATES = {"before": "app.state_before", "paused": "app.state_paused", "finished": "app.state_finished"}
ROW_STATES = {
    "done": ("app.look_done", "chip-muted"),
    "now": ("app.look_now", "chip-now"),
    "next": ("app.look_next", "chip-digits"),
    "skipped": ("app.look_skipped", "chip-muted"),
}
SHORTEST_WAIT = 60.0
"""Seconds below which it is not told how long it is until then."""
INKS = {"soon": "chip-soon", "last_minute": "chip-soon", "over": "chip-over"}

LEAST_TITLE = 6
"""Cells of a title below which it tells nobody what is meant."""

LineOf = list[Piece]


def head(standing: Standing, cells: int, *, lines: int, row: Row | None = None) -> list[LineOf]:
    """Return number, form and title of `row` (usually what runs), the title on at most so many lines."""
    row = row or standing.row
    if row is None:
        title = t("app.head_finished") if standing.state == "finished" else t("app.head_before")
        return [[(title, "strong")]]
    # What is left out on the way keeps its number: the count a facilitator has in mind does not change.
    rows = [entry for entry in standing.schedule.rows if not entry.skipped or entry.key == row.key]
    place = next((number for number, entry in enumerate(rows, 1) if entry.key == row.key), 0)
    front: LineOf = [(f" {place}/{len(rows)} ", "chip-digits")]
    if row.form:
        front.append((f" {row.form} ", "strong-digits"))
    front.append((" ", ""))
    indent = sum(cell_width(text) for text, _ in front)
    wrapped = wrap(row.title, max(cells - indent, 10))
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], "".join(wrapped[lines - 1 :])]
    return [
        [*(front if number == 0 else [(" " * indent, "")]), (line, "strong")]
        for number, line in enumerate(wrapped)
    ]


def left_over(standing: Standing) -> Piece | None:
    """Return what is left in a few cells, for pages without big digits; None where nothing runs."""
    if standing.countdown is None or standing.state not in {"running", "paused"}:
        return None
    phase = standing.countdown.phase
    paused = standing.state == "paused"
    word = t(STATES["paused"] if paused else prompts.PHASE_WORDS[phase])
    ink = "chip-muted" if paused else INKS.get(phase, "chip-digits")
    return f" {word} {clock_face.shown(standing.countdown.remaining)} ", ink


def state(desk: Desk, standing: Standing, cells: int) -> LineOf:
    """Return the state in a word, since when and until when it runs, the planned minutes if they fit."""
    if standing.countdown is not None and standing.row is not None:
        row = standing.row
        word = prompts.PHASE_WORDS[standing.countdown.phase]
        if standing.state == "paused":
            chip = (f" {t(STATES['paused'])} ", "chip-muted")
        else:
            chip = (f" {t(word)} ", INKS.get(standing.countdown.phase, "chip-digits"))
        expected = standing.forecast.row(row.key) or row
        planned = f"{said_time(expected.start)}-{said_time(expected.end)}"
        changed = standing.progress.adjustment
        minutes = t("common.minutes", minutes=row.minutes) + (f" {changed:+d}" if changed else "")
        whole = f"  {planned}  {minutes}"
        return [chip, (whole if cell_width(chip[0] + whole) <= cells else f" {planned}", "")]
    if standing.state == "finished":
        return [(f" {t(STATES['finished'])} ", "chip-muted")]
    known = desk.meeting.start is not None
    waiting = standing.schedule.start > standing.now
    word = t("app.until_start") if known and waiting else t(STATES["before"])
    chip = (f" {word} ", "chip-muted")
    if not known:
        return [chip]
    start = standing.schedule.start
    whole = f"  {said_date(start.date())} {said_time(start)}"
    short = f" {start.month}/{start.day} {said_time(start)}"
    return [chip, (whole if cell_width(chip[0] + whole) <= cells else short, "")]


def when(standing: Standing, row: Row) -> LineOf:
    """Return how it stands with a row of the agenda: a word, its times, its minutes, how long until then."""
    entry = standing.forecast.row(row.key)
    if entry is None:
        return []
    word, ink = ROW_STATES[entry.state]
    pieces: LineOf = [
        (f" {t(word)} ", ink),
        (f"  {said_time(entry.start, day=entry.day)}-{said_time(entry.end)}", ""),
    ]
    pieces.append((f"  {t('common.minutes', minutes=entry.expected_minutes)}", ""))
    if entry.expected_minutes != row.minutes:
        pieces.append((f"  {t('app.planned_minutes', minutes=row.minutes)}", "muted"))
    wait = seconds_between(standing.now, entry.start)
    if entry.state == "next" and wait >= SHORTEST_WAIT:
        pieces.append((f"  {t('app.begins_in', length=said_length(wait))}", "muted"))
    return pieces


def now(standing: Standing, cells: int, *, lines: int) -> list[LineOf]:
    """Return what is to be done now, in at most so many lines."""
    if standing.segment is None or standing.state == "finished":
        return [[]]
    front = f"{t('app.now')}  "
    wrapped = _in_lines(prompts.segment_words(standing.segment), max(cells - cell_width(front), 10), lines)
    return [
        [(front, "muted") if number == 0 else (" " * cell_width(front), ""), (line, "")]
        for number, line in enumerate(wrapped)
    ]


def _in_lines(words: prompts.SegmentWords, cells: int, lines: int) -> list[str]:
    """Return a segment's words in so many lines; where they do not fit the title is cut, not its time."""
    wrapped = wrap(words.whole, cells)
    if len(wrapped) <= lines:
        return wrapped
    above = wrap(words.title, cells)[: lines - 1]
    rest = words.title[len("".join(above)) :].lstrip()
    room = cells - cell_width(words.facts)
    if room >= max(cell_width(f"{words.front}{CUT}"), LEAST_TITLE) or not words.time:
        return [*above, cut(rest, room) + words.facts]
    return [*above, f"{words.front}{words.facts}" if words.front else words.time]


def following(desk: Desk, standing: Standing, cells: int, *, lines: int) -> list[LineOf]:
    """Return what comes next: how long, its title, and what must be at hand for it."""
    if standing.state == "finished":
        return []
    label = t("app.then")
    if standing.next_row is None:
        return [[(f"{label}  ", "muted"), (t("app.then_end"), "")]]
    row = standing.next_row
    minutes = max(0, row.minutes + standing.progress.pending.get(row.key, 0))
    text = f"{t('common.minutes', minutes=minutes)}  {row.label}" if minutes else row.label
    indent = cell_width(label) + 2
    wrapped = wrap(text, max(cells - indent, 10))[:lines]
    found = [
        [(f"{label}  ", "muted") if number == 0 else (" " * indent, ""), (line, "")]
        for number, line in enumerate(wrapped)
    ]
    needed = prompts.materials(desk.curriculum, row.activity) if row.activity else ()
    if needed and len(found) < lines:
        found.append([(f"{t('app.needs')}  ", "muted"), (t("programme.list_comma").join(needed), "")])
    return found
