"""What comes from the terminal, from bytes to keys and pastes.

Textual's own parser takes a sequence that stops for a tenth of a second for keys that were typed, and ends
the program at a byte that is no UTF-8. Over a slow line sequences come in parts, and terminals answer
questions that somebody else asked: nothing of that is typed.
"""

from __future__ import annotations

import codecs
from itertools import pairwise

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.keys import _character_to_key
from textual.message import Message

from jusou_tui.app.terminal import sequences
from jusou_tui.app.terminal.foreign_bytes import LONGEST, ForeignBytes, encoding_of
from jusou_tui.app.terminal.sequences import ESC, PASTE_BEGINS, PASTE_ENDS, REST_BEGINS

PART_SECONDS = 1.0
"""Within so many seconds the parts of one sequence follow one another, also over a slow line."""
PASTE_SECONDS = 1.8
"""So long a paste without its end waits for more; keys that come meanwhile are part of it."""
PASTE_PART = 16
"""A part of so many bytes is pasted; fewer bytes may be keys."""
BURST = 0.05
"""Seconds within which the bytes of one part follow one another; nobody types so fast."""
SLOWEST_TYPING = 0.45
"""Seconds between two letters of somebody who types; parts of a cut sequence come later than that."""
TYPED = 3
"""So many bytes one by one, as fast as somebody types, are typed, whatever sequence seemed to have begun."""
LONGEST_SEQUENCE = 1 << 20
UNKNOWN = "\ufffd"
_ALT_KEYS = {b"\x1bf": "ctrl+right", b"\x1bb": "ctrl+left", b"\x1b\t": "shift+tab", b"\x1b\x7f": "ctrl+w"}
"""What terminals send for keys of their own: words left and right on a Mac, Shift+Tab."""


class _Held:
    """The begin of a sequence: what came of it, and when each part did.

    `is_rest`: its Esc was taken for a key already and is not in `data`.
    """

    def __init__(self, data: bytes, is_rest: bool, parts: list[tuple[float, int]]) -> None:
        self.data = data
        self.is_rest = is_rest
        self.parts = parts

    @property
    def last(self) -> float:
        return self.parts[-1][0]

    @property
    def typed(self) -> bytes:
        """The letters at its end that came one by one, as fast as somebody types."""
        count = 0
        for (before, _), (at, length) in reversed(list(pairwise(self.parts))):
            if length != 1 or not is_typing(at - before):
                break
            count += 1
        return self.data[len(self.data) - count :]


def is_typing(gap: float) -> bool:
    """Return whether so many seconds lie between two keys of somebody who types."""
    return BURST < gap < SLOWEST_TYPING


class TerminalInput:
    """Makes events of bytes. All moments are seconds of one clock, whichever it is.

    Bytes that are no UTF-8 become U+FFFD, and a `ForeignBytes` the first time for each encoding.
    """

    def __init__(self, escape_seconds: float = constants.ESCAPE_DELAY) -> None:
        self._escape_seconds = escape_seconds
        self._keys = XTermParser()
        self._text = codecs.getincrementaldecoder("utf-8")("replace")
        self._held: _Held | None = None
        self._escape: float | None = None
        self._paste: bytearray | None = None
        self._paste_ends = 0.0
        self._foreign = b""
        self._reported: set[str] = set()

    def feed(self, data: bytes, now: float) -> list[Message]:
        """Return the events of what came at a moment."""
        found: list[Message] = []
        while data:
            go_on = self._go_on if self._paste is None else self._go_on_paste
            data = go_on(data, now, found)
        return found

    def tick(self, now: float) -> list[Message]:
        """Return the events of what waited long enough for more. To be called again after `patience`."""
        found: list[Message] = []
        if self._paste is not None:
            if now >= self._paste_ends:
                self._end_paste(found)
        elif self._held is not None and now >= self._held.last + self._wait_of(self._held):
            self._abandon(found)
        return found

    def patience(self, now: float) -> float | None:
        """Return in how many seconds `tick` is to be called, None where nothing waits."""
        if self._paste is not None:
            return max(0.0, self._paste_ends - now)
        if self._held is not None:
            return max(0.0, self._held.last + self._wait_of(self._held) - now)
        return None

    def close(self) -> list[Message]:
        """Return the events of what still waits: nothing more comes."""
        found: list[Message] = []
        if self._paste is not None:
            self._end_paste(found)
        elif self._held is not None:
            self._abandon(found)
        return found

    def _wait_of(self, held: _Held) -> float:
        return self._escape_seconds if held.data == b"\x1b" else PART_SECONDS

    def _go_on(self, data: bytes, now: float, found: list[Message]) -> bytes:
        """Take what came outside of a paste; return what is left, which is pasted."""
        held = self._held
        if held is not None:
            if not self._belongs(held, data, now):
                self._abandon(found)
                return data
            self._held = None
            parts = [*held.parts, (now, len(data))]
            return self._parse(_Held(held.data + data, held.is_rest, parts), found)
        is_rest = self._may_be_rest(data, now)
        self._escape = None
        return self._parse(_Held(data, is_rest, [(now, len(data))]), found)

    @staticmethod
    def _belongs(held: _Held, data: bytes, now: float) -> bool:
        """Return whether what came may go on with the sequence that has begun."""
        if held.data == b"\x1b":
            return data[0] in REST_BEGINS
        if len(data) != 1 or not is_typing(now - held.last):
            return True
        return not held.is_rest and len(held.typed) + 1 < TYPED

    def _may_be_rest(self, data: bytes, now: float) -> bool:
        """Return whether what came may be the rest of a sequence whose Esc was taken for a key."""
        if self._escape is None or data[0] not in REST_BEGINS:
            return False
        gap = now - self._escape
        return gap < PART_SECONDS + self._escape_seconds and not (len(data) == 1 and is_typing(gap))

    def _parse(self, got: _Held, found: list[Message]) -> bytes:
        """Make events of bytes up to the begin of a paste; return what is behind that."""
        data, place = got.data, 0
        if got.is_rest:
            kind, place = sequences.find_rest(data)
            if kind == "part":
                self._held = got
                return b""
            if b"\x1b" + data[:place] == PASTE_BEGINS:
                self._begin_paste(got.last)
                return data[place:]
        while place < len(data):
            begin = data.find(ESC, place)
            self._type(data[place : begin if begin >= 0 else len(data)], found, is_whole=begin >= 0)
            if begin < 0:
                break
            kind, place = sequences.find(data, begin)
            if kind == "part" and place - begin < LONGEST_SEQUENCE:
                self._held = _Held(data[begin:], False, got.parts if begin == 0 else got.parts[-1:])
                break
            if kind == "whole":
                sequence = data[begin:place]
                if sequence == PASTE_BEGINS:
                    self._begin_paste(got.last)
                    return data[place:]
                self._press(sequence, found, got.typed if place == len(data) else b"")
            else:
                place = self._take_broken(data, begin, found)
        return b""

    def _take_broken(self, data: bytes, begin: int, found: list[Message]) -> int:
        """Take an Esc without a sequence: a letter with Alt, the key, or noise. Return what is behind."""
        pair, rest = data[begin : begin + 2], data[begin + 2 :]
        end = sequences.broken_end(data, begin)
        if end > begin + 2:
            return end - (data[end - 1] == ESC)  # the Esc may begin another sequence
        is_alone = not rest or rest[0] < 0x20  # noqa: PLR2004 - a control character is no text
        if pair in _ALT_KEYS and is_alone:
            found.append(events.Key(_ALT_KEYS[pair], None))
            return begin + 2
        if is_alone and len(pair) > 1 and (0x20 <= pair[1] < 0x7F or pair[1:] == b"\r"):  # noqa: PLR2004
            character = pair[1:].decode()
            name = "enter" if character == "\r" else _character_to_key(character)
            found.append(events.Key(f"alt+{name}", character))
            return begin + 2
        found.append(events.Key("escape", "\x1b"))
        return begin + 1

    def _abandon(self, found: list[Message]) -> None:
        """Take what seemed to begin a sequence and did not go on: keys that were typed, or nothing."""
        held, self._held = self._held, None
        if held is None:
            return
        if held.data == b"\x1b":
            self._escape = held.last
            found.append(events.Key("escape", "\x1b"))
        elif held.is_rest:
            self._type(held.typed if sequences.is_answer(held.data) else held.data, found, is_whole=True)
        elif len(held.data) - len(held.typed) <= 1:
            found.append(events.Key("escape", "\x1b"))
            self._type(held.data[1:], found, is_whole=True)
        else:
            self._type(held.typed, found, is_whole=True)

    def _type(self, data: bytes, found: list[Message], *, is_whole: bool) -> None:
        """Type a text; `is_whole`: what follows is none, a letter that is cut there stays so."""
        text = self._decoded(data, found, is_whole=is_whole)
        if text:
            found.extend(self._keys.feed(text))

    def _decoded(self, data: bytes, found: list[Message], *, is_whole: bool) -> str:
        text = self._text.decode(data, final=is_whole)
        if UNKNOWN in text and UNKNOWN.encode() not in data:
            self._foreign = (self._foreign + data)[-LONGEST:] if data else self._foreign
            encoding = encoding_of(data) or encoding_of(self._foreign)
            if encoding not in self._reported:
                self._reported |= {encoding, ""}
                found.append(ForeignBytes(encoding))
        return text

    def _press(self, sequence: bytes, found: list[Message], typed: bytes) -> None:
        """Press the key of a whole sequence, or post what else Textual has a use for; others are nothing.

        `typed`: its last letters, which came one by one. Where no terminal sends what they made of the
        sequence that had begun, they were typed.
        """
        if sequence == PASTE_ENDS or sequence[:2] in (b"\x1b]", b"\x1bP", b"\x1b_"):
            return
        if sequence.startswith(b"\x1b[M") and len(sequence) > 3:  # noqa: PLR2004 - the mouse of X10
            return
        text = sequence.decode("ascii", "replace")
        if text in ANSI_SEQUENCES_KEYS or is_known_report(text):
            found.extend(self._keys.feed(text))
        elif typed and not sequences.may_be_sent(sequence):
            self._type(typed, found, is_whole=True)

    def _begin_paste(self, now: float) -> None:
        self._paste = bytearray()
        self._paste_ends = now + PASTE_SECONDS

    def _go_on_paste(self, data: bytes, now: float, found: list[Message]) -> bytes:
        """Take what was pasted; return what came behind it."""
        paste = self._paste
        if paste is None:
            return data
        if len(data) >= PASTE_PART:
            self._paste_ends = now + PASTE_SECONDS
        begin = max(0, len(paste) - len(PASTE_ENDS))
        paste += data
        end = paste.find(PASTE_ENDS, begin)
        if end < 0:
            return b""
        rest = bytes(paste[end + len(PASTE_ENDS) :])
        del paste[end:]
        self._end_paste(found)
        return rest

    def _end_paste(self, found: list[Message]) -> None:
        data, self._paste = bytes(self._paste or b""), None
        if data:
            text = self._decoded(data, found, is_whole=True)
            found.append(events.Paste(text.replace("\x00", "")))


def is_known_report(sequence: str) -> bool:
    """Return whether Textual has a use for a sequence that is no key: mouse, focus, size, mode, cursor."""
    final = sequence[-1]
    if sequence in {"\x1b[I", "\x1b[O"}:
        return True
    if final in "Mm":
        return sequence.startswith("\x1b[<") or sequence[2:3].isdigit()
    if final == "y":
        return sequence.startswith("\x1b[?") and sequence.endswith("$y")
    if final == "t":
        return sequence.startswith("\x1b[48;")
    return final == "R" and sequence[2:3].isdigit()
