"""A step as it is named on the command line."""

from __future__ import annotations

import unicodedata

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.errors import InputError
from jusou_tui.text.nearest import nearest


def find_step(curriculum: Curriculum, name: str) -> Step:
    """Return a step by its id, however it is written (`step1`, `Step1`, `１`). Raises InputError."""
    folded = unicodedata.normalize("NFKC", name).strip().lower()
    known = {step.id: step for step in curriculum.steps}
    for candidate in (folded, f"step{folded}"):
        if candidate in known:
            return known[candidate]
    listed = ", ".join(known)
    if meant := nearest(folded, known, cutoff=0.5):
        raise InputError("cli.no_such_step_meant", given=name, meant=meant, known=listed)
    raise InputError("cli.no_such_step", given=name, known=listed)
