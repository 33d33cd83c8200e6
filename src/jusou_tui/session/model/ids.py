"""ULIDs: ids that sort by time. An own encoder, because importing python-ulid costs 9-14 ms."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 26
PATTERN = "[0-9A-HJKMNP-TV-Z]{26}"
"""A regular expression for an id."""
_TIME_LETTERS = 10
_TIME_BITS = 48
_RANDOM_BITS = 80
_RANDOM_BYTES = _RANDOM_BITS // 8
_lock = threading.Lock()
_last = (-1, 0)


def encode(milliseconds: int, randomness: int) -> str:
    """Return the 26 letters of a ULID: 48 bits of Unix time in milliseconds, then 80 bits of randomness."""
    value = milliseconds << _RANDOM_BITS | randomness
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))


def new_id(at: datetime) -> str:
    """Return a new ULID for the instant `at`; within a process, later ones of one millisecond sort later."""
    global _last  # noqa: PLW0603 - monotonic within the process is a property of the process
    milliseconds = max(0, int(at.timestamp() * 1000))
    with _lock:
        randomness = int.from_bytes(os.urandom(_RANDOM_BYTES), "big") >> 1
        if milliseconds == _last[0] and _last[1] + 1 < 1 << _RANDOM_BITS:
            randomness = _last[1] + 1
        _last = (milliseconds, randomness)
    return encode(milliseconds, randomness)


def is_id(text: str) -> bool:
    """Return whether a text is made of the letters of a ULID."""
    return len(text) == LETTERS and all(letter in _ALPHABET for letter in text)


def moment(identifier: str) -> datetime | None:
    """Return the instant in an id, in UTC; None for a text that is no ULID."""
    if not is_id(identifier):
        return None
    milliseconds = 0
    for letter in identifier[:_TIME_LETTERS]:
        milliseconds = milliseconds << 5 | _ALPHABET.index(letter)
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def id_behind(identifier: str) -> str:
    """Return a new ULID that sorts after `identifier`; the largest of all is returned as it is.

    It is of the next millisecond and as random as any other, so that two machines that go on behind the same
    id do not make the same ones.
    """
    milliseconds = parts(identifier)[0] + 1
    if milliseconds >= 1 << _TIME_BITS:
        return following(identifier)
    return encode(milliseconds, int.from_bytes(os.urandom(_RANDOM_BYTES), "big") >> 1)


def following(identifier: str) -> str:
    """Return the smallest ULID that sorts after `identifier`; the largest of all is returned as it is."""
    return later_by(identifier, 1)


def parts(identifier: str) -> tuple[int, int]:
    """Return an id's milliseconds of Unix time and its randomness."""
    value = _number(identifier)
    return value >> _RANDOM_BITS, value & ((1 << _RANDOM_BITS) - 1)


def later_by(identifier: str, shift: int) -> str:
    """Return the ULID that is so many further on; the largest of all at most."""
    value = min(_number(identifier) + shift, (1 << _TIME_BITS + _RANDOM_BITS) - 1)
    return encode(value >> _RANDOM_BITS, value & ((1 << _RANDOM_BITS) - 1))


def _number(identifier: str) -> int:
    value = 0
    for letter in identifier:
        value = value << 5 | _ALPHABET.index(letter)
    return value
