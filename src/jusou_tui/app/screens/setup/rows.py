"""What the set-up says beside its fields and below them, in lines of styled pieces."""

from __future__ import annotations

from collections.abc import Sequence

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.live.beginning.setup import SetupForm
from jusou_tui.live.beginning.setup_words import LABELS
from jusou_tui.text.terminal import cut, wrap
from jusou_tui.wording import t

Line = list[Piece]


HEAD = ("title", "organisation")
"""The fields of a session; the others belong to a step."""


def head_labels(form: SetupForm, *, roomy: bool) -> list[Line]:
    """Return the labels of the session's fields and of the step, a line each (see `label_lines`)."""
    labels = [*(["app.setup_step"] if form.has_steps else []), *(LABELS[name] for name in HEAD)]
    return _spaced([[(t(label), "muted")] for label in labels], roomy=roomy)


def label_lines(form: SetupForm, *, roomy: bool) -> list[Line]:
    """Return the labels of the step's fields, a line each; with `roomy` a blank line below each."""
    return _spaced([[(t(LABELS[name]), "muted")] for name in of_step(form)], roomy=roomy)


def members_label(count: int, first: int, last: int) -> list[Line]:
    """Return the label of the members' field; of its `count` lines those from `first` to `last` are in sight.

    Which they are is said where they are not all of them.
    """
    label: list[Line] = [[(t("common.members"), "muted")]]
    if last - first + 1 >= count:
        return label
    return [*label, [(t("app.lines_in_sight", first=first, last=last, count=count), "muted")]]


def of_step(form: SetupForm) -> list[str]:
    """Return the names of the fields that belong to the step."""
    return [name for name in form.fields if name not in HEAD]


def remark_lines(form: SetupForm, *, roomy: bool) -> list[Line]:
    """Return how each field of the step was read, beside its label's line."""
    lines: list[Line] = []
    for name in of_step(form):
        text, is_wrong = form.reading(name)
        ink = "late" if name == "end" and form.doubt() else "muted"
        lines.append([(form.fault(name), "strong-over") if is_wrong else (text, ink)])
    return _spaced(lines, roomy=roomy)


def wrong_lines(form: SetupForm, cells: int, current: str = "", taken_over: str = "") -> list[Line]:
    """Return what is wrong with the `current` field, a doubt, and what was `taken_over`, wrapped.

    Of other fields the remark beside them says that they cannot be read: one explanation at a time.
    """
    text, is_wrong = form.reading(current) if current in form.fields else ("", False)
    wrong = [text] if is_wrong else []
    texts = [(text, "strong-over") for text in (*wrong, form.doubt()) if text]
    return _wrapped([*texts, *([(taken_over, "muted")] if taken_over else [])], cells)


def people_lines(form: SetupForm, cells: int, room: int, row: int = 0) -> list[Line]:
    """Return what is doubtful, wrapped, and how the members were read, a line for each of them.

    Where `room` lines are too few for all of them, those stand there that the line `row` of the field is
    about, and which these are.
    """
    first, *people = form.members_reading() or [""]
    doubts = _wrapped([(text, "strong-over") for text in form.members_doubts()], cells)
    if not first:
        return doubts
    least = min(len(people), 1)
    seen = max(room - len(doubts) - 1, least)
    begin = min(max(form.member_at(row) - seen // 2, 0), max(len(people) - seen, 0))
    shown = people[begin : begin + seen]
    if len(shown) < len(people):
        message = "app.setup_members_seen" if len(shown) > 1 else "app.setup_member_seen"
        first = t(message, read=first, first=begin + 1, last=begin + len(shown))
    lines = [(cut(first, cells), "muted"), *((cut(f"  {one}", cells), "muted") for one in shown)]
    return [*doubts, *([line] for line in lines)]


def outcome_lines(form: SetupForm, cells: int) -> list[Line]:
    """Return the plan in a line, remarks and its warnings, and where the cases are asked for, wrapped.

    Before there is a plan, how to begin: a sentence a line, so that no phrases need be found for it.
    """
    plan, *warnings = form.outcome().split("\n")
    ink = "" if form.live is None else "late"
    texts = [(plan, ""), *((text, ink) for text in (*form.remarks(), *warnings))]
    texts += [(elsewhere, "muted")] if (elsewhere := form.cases_elsewhere) else []
    return _wrapped(texts, cells)


def _wrapped(texts: Sequence[Piece], cells: int) -> list[Line]:
    return [[(line, style)] for text, style in texts for line in wrap(text, cells)]


def _spaced(lines: list[Line], *, roomy: bool) -> list[Line]:
    return [part for line in lines for part in ([line, []] if roomy else [line])]
