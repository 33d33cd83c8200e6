"""What stands for a value in a usage line, such as `SESSION`, in the language in use.

Commands name their values in English capitals; that is how they are declared and how English help shows them.
"""

from __future__ import annotations

import re
from functools import reduce

from jusou_tui.wording import t

_SLOTS = {
    "SESSION": ("cli.slot_session", "cli.need_session"),
    "CURRICULUM": ("cli.slot_curriculum", "cli.need_curriculum"),
    "STEP": ("cli.slot_step", "cli.need_step"),
    "FILE": ("cli.slot_file", "cli.slot_file"),
    "FORM": ("form.slot", "form.slot"),
    "FOLDER": ("cli.slot_folder", "cli.slot_folder"),
    "PATH": ("cli.slot_path", "cli.need_path"),
    "NAME": ("cli.slot_name", "cli.need_name"),
    "TITLE": ("cli.slot_title", "cli.need_title"),
    "TOWN": ("cli.slot_town", "cli.slot_town"),
    "NUMBER": ("cli.slot_number", "cli.slot_number"),
    "MINUTES": ("cli.slot_minutes", "cli.slot_minutes"),
    "HH:MM": ("cli.slot_time", "cli.slot_time"),
    "YYYY-MM-DD": ("cli.slot_day", "cli.slot_day"),
    "ID": ("export.slot_id", "export.slot_id"),
    "WHAT": ("export.slot_what", "export.need_what"),
    "curriculum|session|supplement": ("cli.slot_kind", "cli.need_kind"),
    "bash|zsh|fish|powershell": ("completion.slot", "completion.need"),
    "MINE": ("cli.slot_mine", "cli.need_mine"),
    "THEIRS": ("cli.slot_theirs", "cli.need_theirs"),
    "OLD": ("cli.slot_old", "cli.need_old"),
    "NEW": ("cli.slot_new", "cli.need_new"),
    "BASE": ("cli.slot_base", "cli.need_base"),
    "OURS": ("cli.slot_ours", "cli.need_ours"),
    "MARKER-SIZE": ("cli.slot_marker_size", "cli.slot_marker_size"),
}
"""Name of a value -> the word for it in a usage line, and the words for it in a sentence, if others."""
_NAME = "|".join(map(re.escape, sorted(_SLOTS, key=len, reverse=True)))


def usage_word(metavar: str) -> str:
    """Return a placeholder with the names of its values in the language in use."""
    return re.sub(_NAME, lambda name: t(_SLOTS[name[0]][0]), metavar)


def names_in(metavar: str) -> list[str]:
    """Return the names of the values that a placeholder stands for: SESSION and CURRICULUM."""
    return re.findall(_NAME, metavar)


def in_a_sentence(metavar: str) -> str:
    """Return what a placeholder asks for: `a session or a curriculum`."""
    phrases = [t(_SLOTS[name][1]) for name in dict.fromkeys(names_in(metavar))]
    return reduce(lambda one, other: t("cli.either", one=one, other=other), phrases or [metavar])
