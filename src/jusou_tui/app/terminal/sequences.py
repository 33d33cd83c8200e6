"""What begins with an Esc in the bytes of a terminal: keys, answers of the terminal, marks of a paste.

Only the grammar is here; what a key's sequence means is Textual's to say.
"""

from __future__ import annotations

import re
from typing import Literal

Found = Literal["whole", "part", "none"]

ESC = 0x1B
PASTE_BEGINS = b"\x1b[200~"
PASTE_ENDS = b"\x1b[201~"

_CSI = rb"\[(?:M[\x20-\xff]{3}|\[[A-E]|(?:2[34]|[378])\$(?![\x20-\x7e])|(?![M\[])[0-?]*[ -/]*[@-~])"
_CSI_PART = rb"\[(?:M[\x20-\xff]{0,2}|\[|[0-?]*[ -/]*)"
"""Control sequences: `M` alone has three bytes behind it (the mouse, as X10 tells it); `[[A` is F1 of
Linux' own terminal; one that ends in `$` is a key of rxvt."""
_SS3 = rb"O[0-9;]*[A-DFHMP-SXa-dj-y]"
_SS3_PART = rb"O[0-9;]*"
_STRING = rb"(?:\][0-9]+(?:;[\x20-\x7e]*)?|P(?:[0-9>!?=+$][\x20-\x7e]*)?|_G[\x20-\x7e]*)"
_STRING_PART = rb"(?:\](?:[0-9]+(?:;[\x20-\x7e]*)?)?|P(?:[0-9>!?=+$][\x20-\x7e]*)?|_(?:G[\x20-\x7e]*)?)"
"""Answers that are texts: colours, the clipboard, the version of the terminal."""
# Patterns are bytes: re compiles and keeps each at its first use, so that start-up does not pay for them.
_WHOLE = rb"\x1b(?:%s|%s|%s(?:\x07|\x1b\\))" % (_CSI, _SS3, _STRING)
_PART = rb"\x1b(?:%s|%s|%s\x1b?)?" % (_CSI_PART, _SS3_PART, _STRING_PART)

_REST = rb"\[M[\x20-\xff]{3}|\[(?!M)[0-9;:<=>?]*\$?[A-DFHIMO-SZcmntuy~]|%s|%s(?:\x07|\x1b\\)" % (
    rb"O[A-DFHMP-S]",
    rb"(?:\][0-9]+(?:;[\x20-\x7e]*)?|P(?:>\||!\||[01][$+]r)[\x20-\x7e]*|_G[\x20-\x7e]*)",
)
_REST_PART = rb"\[(?:M[\x20-\xff]{0,2}|[0-9;:<=>?]*\$?)|O|(?:%s|%s)\x1b?" % (
    rb"_(?:G[\x20-\x7e]*)?|\](?:[0-9]+(?:;[\x20-\x7e]*)?)?",
    rb"P(?:(?:>\||!\||[01][$+]r)[\x20-\x7e]*|[01][$+]|[>!01])?",
)
_ANSWER = rb"\x1b?(?:\[[?>=]|\][0-9]+;|_G|P>\||P!\||P[01][$+]r)"
_SENT = rb"\x1b\[[0-9;:]+\$?[A-DFHIMO-SZcmntuy~]\Z"
REST_BEGINS = b"[O]P_"
"""What the rest of a sequence begins with whose Esc was taken for a key."""


def find(data: bytes, at: int) -> tuple[Found, int]:
    """Return whether a sequence begins at the Esc at a place, and where it ends.

    "part" where `data` ends before it does; then, and for "none", the place is where `data` ends.
    """
    if whole := re.compile(_WHOLE).match(data, at):
        return "whole", whole.end()
    return ("part" if re.compile(_PART).fullmatch(data, at) else "none"), len(data)


def broken_end(data: bytes, at: int) -> int:
    """Return where a sequence that begins at a place, and is none, stops to look like one."""
    part = re.compile(_PART).match(data, at)
    return part.end() if part else at + 1


def find_rest(data: bytes) -> tuple[Found, int]:
    """Return whether `data` begins with the rest of a sequence whose Esc was taken for a key.

    The place is where it ends; of none, where what can only be a terminal's answer stops to look like one.
    """
    if whole := re.match(_REST, data):
        return "whole", whole.end()
    part = re.match(_REST_PART, data)
    if part is not None and part.end() == len(data):
        return "part", len(data)
    if part is None or not is_answer(data):
        return "none", 0
    return "none", part.end() - (data[part.end() - 1] == ESC)


def may_be_sent(sequence: bytes) -> bool:
    """Return whether a terminal may send a whole sequence for which there is no use here."""
    return is_answer(sequence) or re.match(_SENT, sequence) is not None


def is_answer(data: bytes) -> bool:
    """Return whether an unfinished sequence, or the rest of one, can only be a terminal's answer."""
    return re.match(_ANSWER, data) is not None
