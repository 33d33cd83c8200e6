"""Sanitising of text that is typed, pasted or read from a file, before anything else uses it.

Removed: terminal escape sequences, control characters, lone surrogates, invisible format characters
(they can turn or hide text), blank "letters", noncharacters, and variation selectors 1-16 (they change a
character's width). Kept: an ideographic variation selector right after its ideograph, because
it distinguishes 辻 in one family's name from 辻 in another's and takes no cell of its own; private-use
characters, because towns keep the ideographs of names (外字) there.
"""

from __future__ import annotations

import re

TAB = "    "

# Strings but for _SUSPECT: re compiles each at its first use, and most texts need none of them.
_NEWLINES = "\r\n|[\r\v\f\x85\u2028\u2029]"
_ESCAPES = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colour, cursor, keys
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x1b\x07\x9c\n]*(?:\x07|\x1b\\\\|\x9c)"  # titles, links
    "|\x1b[ -/]*[0-Z\\\\^-~]"  # the short ones
)
_DROPPED = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U00013438"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_DROP = f"[{_DROPPED}]+|(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]+"
_SUSPECT = re.compile(f"[{_DROPPED}\t\r\v\f\u3099\u309a\U000e0100-\U000e01ef]")

_PLAIN = "うかきくけこさしすせそたちつてとはひふへほゝウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲヽ"
_VOICED = "ゔがぎぐげござじずぜぞだぢづでどばびぶべぼゞヴガギグゲゴザジズゼゾダヂヅデドバビブベボヷヸヹヺヾ"
_COMPOSED = {plain + "\u3099": voiced for plain, voiced in zip(_PLAIN, _VOICED, strict=True)} | {
    plain + "\u309a": voiced
    for plain, voiced in zip("はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ", strict=True)
}
_DECOMPOSED = f"[{_PLAIN}][\u3099\u309a]"


def clean(text: str) -> str:
    """Return `text` with plain newlines and without terminal control sequences. Idempotent.

    Tabs become four spaces. Kana with a separate voicing mark, as macOS file names have them, become one
    character; ideographs are never normalised (that would change people's names).
    """
    if not _SUSPECT.search(text):
        return text
    text = re.sub(_NEWLINES, "\n", text)
    text = re.sub(_ESCAPES, "", text)
    text = re.sub(_DROP, "", text.replace("\t", TAB))
    return re.sub(_DECOMPOSED, lambda match: _COMPOSED.get(match[0], match[0]), text)


def clean_line(text: str) -> str:
    """Return `clean(text)` on one line: line breaks become single spaces, the ends are stripped."""
    return " ".join(part for line in clean(text).split("\n") if (part := line.strip()))


def stored_text(text: str) -> str:
    """Return `clean(text)` ending in exactly one newline, the form in which files store it; "" for ""."""
    body = clean(text).rstrip("\n")
    return f"{body}\n" if body else ""
