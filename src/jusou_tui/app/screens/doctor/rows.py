"""The findings as rows of a list, what is to be looked at first."""

from __future__ import annotations

from collections.abc import Sequence

from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.doctor.checks import Finding, State
from jusou_tui.doctor.report import STATES, text_of
from jusou_tui.wording import t

_INKS: dict[State, str] = {"ok": "decided", "look": "late", "note": "muted"}
_ORDER: tuple[State, ...] = ("look", "ok", "note")


def rows(found: Sequence[Finding]) -> list[ListRow]:
    """Return a row for each finding: its state, its topic, what was found, and what to do below that."""
    ordered = sorted(found, key=lambda one: _ORDER.index(one.state))
    return [
        ListRow(
            one.name,
            t(STATES[one.state]),
            _INKS[one.state],
            t(one.topic),
            "\n".join(filter(None, (text_of(one.text), text_of(one.advice)))),
        )
        for one in ordered
    ]
