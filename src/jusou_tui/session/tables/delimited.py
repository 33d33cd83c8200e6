"""Records of a text whose cells are parted by a sign, with quotation marks as spreadsheets write them."""

from __future__ import annotations

import csv
import io
from collections import Counter


def records_of(text: str, sign: str) -> list[list[str]] | None:
    """Return the records of a text whose quotation marks are in pairs, None where they are not.

    A cell of several lines that each have all the columns is no cell: two marks without partners met.
    """
    lines = text.split("\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True, strict=True)
    records: list[list[str]] = []
    several: list[list[str]] = []
    widths: Counter[int] = Counter()
    first = 0
    try:
        for record in reader:
            own, first = lines[first : reader.line_num], reader.line_num
            records.append(record)
            if len(own) > 1:
                several.append(own)
            elif len(record) > 1:
                widths[len(record) - 1] += 1
    except csv.Error:
        return None
    usual = max(widths, key=lambda width: widths[width], default=None)
    met = any(all(line.count(sign) == usual for line in own) for own in several)
    return None if met else records
