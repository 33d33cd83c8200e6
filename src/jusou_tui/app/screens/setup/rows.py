"""What the set-up says beside its fields and below them, in lines of styled pieces."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.live.beginning.setup import SetupForm
from jusou_tui.text.terminal import cut, wrap
from jusou_tui.wording import t

LABELS = {
    "title": "common.title",
    "organisation": "common.organisation",
    "date": "common.date",
    "start": "app.setup_start",
    "end": "common.booked_end",
    "cases": "common.cases",
}

Line = list[Piece]


def label_lines(form: SetupForm, *, roomy: bool) -> list[Line]:
    """Return the labels of the fields, a line each; with `roomy` a blank line below each."""
    labels = [*(["app.setup_step"] if form.has_steps else []), *(LABELS[name] for name in form.fields)]
    return _spaced([[(t(label), "muted")] for label in labels], roomy=roomy)


def remark_lines(form: SetupForm, *, roomy: bool) -> list[Line]:
    """Return how each field was read, beside its label's line."""
    lines: list[Line] = [[]] if form.has_steps else []
    for name in form.fields:
        text, is_wrong = form.reading(name)
        ink = "late" if name == "end" and form.doubt() else "muted"
        lines.append([(t("app.setup_unread"), "strong-over") if is_wrong else (text, ink)])
    return _spaced(lines, roomy=roomy)


def outcome_lines(form: SetupForm, cells: int, *, member_lines: int) -> list[Line]:
    """Return how the members were read, what is wrong, the plan in a line and its warnings, wrapped.

    `member_lines`: lines that the members may take.
    """
    wrong = [text for text, is_wrong in map(form.reading, form.fields) if is_wrong]
    plan, *warnings = form.outcome().split("\n")
    texts = [(text, "strong-over") for text in (*wrong, form.doubt(), *form.members_doubts()) if text]
    texts += [(text, "late") for text in form.remarks()]
    texts += [(plan, ""), *((text, "late") for text in warnings)]
    members: list[Line] = [[(line, "muted")] for line in _member_lines(form, cells, member_lines)]
    return members + [[(line, style)] for text, style in texts for line in wrap(text, cells)]


def _member_lines(form: SetupForm, cells: int, most: int) -> list[str]:
    text = form.members_reading()
    lines = wrap(text, cells) if text else []
    if len(lines) > most:
        lines[most - 1] = cut(lines[most - 1] + lines[most], cells)
    return lines[:most]


def _spaced(lines: list[Line], *, roomy: bool) -> list[Line]:
    return [part for line in lines for part in ([line, []] if roomy else [line])]
