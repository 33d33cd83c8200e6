"""Bytes of a list as text: the encodings in which Japanese spreadsheets, forms and mail programs write."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["UTF-8", "UTF-16", "UTF-32", "ISO-2022-JP", "CP932", "EUC-JP"]

TRIED = "UTF-8, UTF-16, CP932 (Shift_JIS), EUC-JP, ISO-2022-JP"

_MARKS: tuple[tuple[bytes, str, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_PLAUSIBLE = 0.6
"""How plausible a text is at least that is taken for what the bytes say."""


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding in which it was."""

    text: str
    encoding: Encoding


def decode(data: bytes) -> Decoded | None:
    """Return the text of `data`, None where no encoding makes a plausible text of it.

    A byte order mark decides; then what only one encoding has: zero bytes, escape sequences, strict UTF-8.
    CP932 and EUC-JP can both fit: of the texts that they make the more plausible one is taken.
    """
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec, encoding)
    if b"\0" in data:
        return _best([_strict(data, codec, "UTF-16") for codec in ("utf-16-le", "utf-16-be")])
    if re.search(rb"\x1b(?:\$[@B]|\$\([@BD]|\([JI])", data) and data.isascii():
        return _transcoded(data, _from_iso_2022, "ISO-2022-JP")
    if found := _strict(data, "utf-8", "UTF-8"):
        return found
    return _best([_strict(data, "cp932", "CP932"), _transcoded(data, _from_euc, "EUC-JP")])


def _strict(data: bytes, codec: str, encoding: Encoding) -> Decoded | None:
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode(codec), encoding)
    return None


def _transcoded(data: bytes, convert: Callable[[bytes], str], encoding: Encoding) -> Decoded | None:
    with suppress(UnicodeDecodeError):
        return Decoded(convert(data), encoding)
    return None


def _best(found: list[Decoded | None]) -> Decoded | None:
    """Return the most plausible of the texts, the earlier one of equals."""
    texts = [one for one in found if one is not None and plausibility(one.text) >= _PLAUSIBLE]
    return max(texts, key=lambda one: plausibility(one.text), default=None)


_COMMON = re.compile("[\u3000-\u301c\u3041-\u3096\u30a1-\u30fc\uff01-\uff5e\uffe5\u2010-\u2027\u2460-\u2473]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff々]")
_MIXED = re.compile("[\uff61-\uff9f][\u3400-\u9fff]|[\u3400-\u9fff][\uff61-\uff9f]")
_FIRST_LEVEL = range(0x88, 0x98)
"""Lead bytes in CP932 of the 2,965 kanji of JIS level 1, the common ones."""


def plausibility(text: str) -> float:
    """Return between 0 and 1 how much a text looks like what people write in Japan; 1 for plain ASCII.

    Kana, full-width signs and common kanji count whole, rare kanji half; control characters, private
    ones and kanji that touch half-width kana, the mark of a wrong guess, count against it.
    """
    beyond = [letter for letter in text if not letter.isascii()]
    controls = len(re.findall("[\0-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]", text))
    if not beyond:
        return 0.0 if controls else 1.0
    worth = sum(map(_worth, beyond)) - len(_MIXED.findall(text)) - 2 * controls
    return max(worth / len(beyond), 0.0)


def _worth(letter: str) -> float:
    if _COMMON.match(letter):
        return 1.0
    if _HALF_KANA.match(letter):
        return 0.7
    if not _KANJI.match(letter):
        return 0.3
    with suppress(UnicodeEncodeError):
        return 1.0 if letter.encode("cp932")[0] in _FIRST_LEVEL else 0.5
    return 0.5


_EUC = re.compile(rb"\x8f[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]|[\xa1-\xfe]{2}|[^\x80-\xff]+|[\x80-\xff]")


def _from_euc(data: bytes) -> str:
    """Return EUC-JP as text by way of CP932, whose rows of 髙, 﨑 and ① Python's own codec lacks."""
    return "".join(map(_euc_text, _EUC.findall(data)))


def _euc_text(unit: bytes) -> str:
    if unit[0] < 0x80:  # noqa: PLR2004 - ASCII
        return unit.decode("ascii")
    if unit[0] in {0x8E, 0x8F} or len(unit) == 1:
        return unit.decode("euc_jp")
    row, cell = unit[0] - 0xA1, unit[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)  # noqa: PLR2004 - half-width kana lie between
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)  # noqa: PLR2004 - 0x7F is left out
    return bytes((lead, trail)).decode("cp932")


_ESCAPE = re.compile(rb"(\x1b\([BJIH]|\x1b\$\([@BD]|\x1b\$[@B])")


def _from_iso_2022(data: bytes) -> str:
    """Return ISO-2022-JP as text, with the letters that mail programs add to it, by way of EUC-JP."""
    mode, parts = b"\x1b(B", []
    for part in _ESCAPE.split(data):
        if _ESCAPE.fullmatch(part):
            mode = part
        else:
            parts.append(_from_euc(_shifted(part, mode)))
    return "".join(parts)


def _shifted(part: bytes, mode: bytes) -> bytes:
    """Return a part between two escape sequences as EUC-JP. Line ends stand for themselves in every mode."""
    if mode in {b"\x1b(B", b"\x1b(J", b"\x1b(H"}:
        return part
    width, prefix = {b"\x1b(I": (1, b"\x8e"), b"\x1b$(D": (2, b"\x8f")}.get(mode, (2, b""))
    pattern = rb"[\x21-\x7e]{%d}" % width
    return re.sub(pattern, lambda unit: prefix + bytes(byte | 0x80 for byte in unit[0]), part)
