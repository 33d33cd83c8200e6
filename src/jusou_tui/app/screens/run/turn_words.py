"""The words of a round: whose turn it is, who comes next, the keys of the turn, the round in one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jusou_tui.app.drawing.pieces import Drawn, Piece, fit, width_of
from jusou_tui.app.screens.run import headline
from jusou_tui.live.session import LiveSession
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.people.identity import family_name
from jusou_tui.timekeeping.running.rounds import RoundState
from jusou_tui.wording import t
from jusou_tui.wording.values import exact_length_text

KEYS = (
    (("later", "app.later"), ("pass_turn", "app.pass")),
    (("extend(30)", "timekeeping.extend"), ("extend(-30)", "timekeeping.take_back")),
)
"""The commands of a turn, by action and label, two a line."""
GAP = 2


def speaker(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> Drawn:
    """Return whose turn it is and how many have had one; a pause comes first.

    It has the same form for everyone of the round, as long as there is one that all names fit.
    """
    turns = snapshot.round
    if turns is None or turns.current is None:
        return []
    forms = _forms(live, snapshot, turns, turns.current)
    others = [_forms(live, snapshot, turns, who) for who in turns.order if who != turns.current]
    for number, line in enumerate(forms):
        if all(width_of(one[number]) <= cells for one in (forms, *others)):
            return [line]
    return [next((line for line in forms if width_of(line) <= cells), fit(forms[-1], cells))]


def _forms(
    live: LiveSession, snapshot: MeetingSnapshot, turns: RoundState, who: str
) -> tuple[list[Piece], ...]:
    """Return the line for somebody's turn, from the fullest form to the shortest."""
    paused = snapshot.state == "paused"
    word = t("app.state_paused") if paused else t("app.turn_of")
    chip: Piece = (f" {word} ", "chip-now")
    called = t("app.turn_name", name=live.name_of(who))
    name: Piece = (f" {called}", "strong-now")
    count: Piece = (f"  {turns.number}/{len(turns.order)}", "muted")
    extra: list[Piece] = [(f"  +{exact_length_text(turns.extra)}", "soon")] if turns.extra else []
    left = snapshot.turn_countdown
    each = exact_length_text(round(left.budget) - turns.extra) if left is not None else ""
    share: Piece = (f"  {t('common.each_length', length=each)}", "muted")
    tight: Piece = (f" {called} ", "chip-now")
    tighter: Piece = (f" {t('app.turn_name', name=_name(live, who))} ", "chip-now")
    return (
        [chip, name, *extra, count, share],
        [chip, name, *extra, count],
        *([[chip, name, *extra], [chip, name]] if paused else []),
        [tight, *extra, count],
        [tighter, *extra, count],
        [tighter, count],
        [tighter],
    )


def beside(
    live: LiveSession, snapshot: MeetingSnapshot, cells: int, lines: int, keys: Mapping[str, str]
) -> Drawn:
    """Return, on so many lines, who comes next (after the last one what does) and the keys of a turn."""
    turns = snapshot.round
    if turns is None:
        return []
    if turns.next is None:
        following = headline.following(snapshot, cells)
    else:
        names = (live.name_of(turns.next), _name(live, turns.next))
        called = (t("app.turn_name", name=name) for name in names)
        shown: Drawn = [[(f"{t('app.then')}  ", "muted"), (name, "")] for name in called]
        # Where neither fits, the row of the round has the name, too.
        following = [line for line in shown if width_of(line) <= cells][:1]
    return [*following[:lines], *_keys(cells, keys)[: max(lines - len(following), 0)]]


def _keys(cells: int, keys: Mapping[str, str]) -> Drawn:
    """Return the keys of a turn, two a line where both fit."""
    drawn: Drawn = []
    for pair in KEYS:
        hints: Drawn = [
            [(keys[action], "strong-now"), (f" {t(label)}", "")] for action, label in pair if action in keys
        ]
        line: list[Piece] = []
        for hint in hints:
            if line and width_of([*line, *hint]) + GAP > cells:
                drawn.append(line)
                line = []
            line += [*([(" " * GAP, "")] if line else []), *hint]
        drawn.append(line)
    return [line for line in drawn if width_of(line) <= cells and line]


def round_line(live: LiveSession, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return the round in one row: who had a turn, whose turn it is, the next one bold, the others.

    Whoever passed keeps the place among the others. Where not all fit, those at its beginning who had a turn
    are counted, then those at its end who are still to come.
    """
    turns = snapshot.round
    if turns is None or turns.current is None:
        return []
    front: list[Piece] = [(f"{t('app.round')}  ", "muted")]
    room = cells - width_of(front)
    gone = sorted((*turns.done, *turns.passed), key=turns.order.index)
    said = [_gone(live, turns, who) for who in gone]
    current: Piece = (f" {_name(live, turns.current)} ", "chip-now")
    coming = _coming(live, turns)
    shown = [*said, current]
    for left_out in range(len(gone) + 1):
        shown = [*_counted(turns, gone[:left_out]), *said[left_out:], current]
        if width_of(_apart([*shown, *coming])) <= room:
            break
    return [*front, *_that_fit(shown, coming, room)]


def _counted(turns: RoundState, gone: Sequence[str]) -> list[Piece]:
    """Return how many of some people who had their turn have spoken, and how many passed."""
    passed = sum(who in turns.passed for who in gone)
    counts = (("app.spoken", len(gone) - passed), ("app.passed", passed))
    return [(t(message, count=count), "muted") for message, count in counts if count]


def _gone(live: LiveSession, turns: RoundState, who: str) -> Piece:
    """Return the name of somebody who had a turn, with a word for what became of it."""
    word = "review.turns_passed" if who in turns.passed else "app.row_done"
    return f"{_name(live, who)} {t(word)}", "muted"


def _coming(live: LiveSession, turns: RoundState) -> list[Piece]:
    """Return who is still to come, in order, the next one bold; who waits for the end stands there."""
    start = turns.order.index(turns.current) if turns.current in turns.order else 0
    around = [*turns.order[start:], *turns.order[:start]]
    gone = {turns.current, *turns.done, *turns.later, *turns.passed}
    later = [who for who in turns.later if who != turns.current]
    names = [(who, _name(live, who)) for who in around if who not in gone]
    names += [(who, f"{_name(live, who)} {t('app.turn_later')}") for who in later]
    return [(name, "strong" if who == turns.next else "") for who, name in names]


def _apart(entries: list[Piece]) -> list[Piece]:
    """Return the entries of a row with the same gap between all; a chip has a cell of it at either side."""
    drawn: list[Piece] = []
    for entry in entries:
        if drawn:
            by_chip = entry[1] == "chip-now" or drawn[-1][1] == "chip-now"
            drawn.append((" " * (GAP - by_chip), ""))
        drawn.append(entry)
    return drawn


def _that_fit(shown: list[Piece], coming: list[Piece], cells: int) -> list[Piece]:
    """Return what is shown with as many of those to come as fit, and how many more there are."""
    for count in range(len(coming), -1, -1):
        left = len(coming) - count
        more: list[Piece] = [(t("app.more_people", count=left), "muted")] if left else []
        drawn = _apart([*shown, *coming[:count], *more])
        if width_of(drawn) <= cells:
            return drawn
    return _apart(shown)


def _name(live: LiveSession, who: str | None) -> str:
    """Return the family name alone; where two have the same one, the whole name."""
    return family_name(live.name_of(who), live.labels.values())
