"""Which column of a table holds what: by the headings within the first rows, else by what the cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jusou_tui.session.people.roster.table import HEADER_ROWS, Row
from jusou_tui.session.people.roster.words import (
    Kind,
    fold,
    heading_kind,
    is_affiliation,
    is_given_name,
    is_group_heading,
    is_kana,
    is_name_with_reading,
    is_remark_heading,
    is_role,
    is_total,
    is_whole_name,
    name_fault,
    role_of,
    share,
)

_MOST = 0.5
"""Share of a column's cells that decides what it holds."""
_FAMILY = 3
"""Letters of most family names at the most."""
_FAR = 0.3
"""Difference of shares that counts more than the order of columns."""


@dataclass(frozen=True)
class Column:
    """A column: its place from 0, its heading ("" without one), a cell of it, and what it holds."""

    index: int
    heading: str
    sample: str
    kind: Kind


@dataclass(frozen=True)
class Layout:
    """The columns of a table. `first`, `last`: the places of the rows of headings, None without any."""

    columns: tuple[Column, ...]
    first: int | None = None
    last: int | None = None


def layout_of(rows: Sequence[Row], chosen: Mapping[int, Kind]) -> Layout:
    """Return the columns of rows that have several; `chosen` kinds by place go before what is found."""
    width = max((len(row.cells) for row in rows), default=0)
    found = _header(rows)
    headings, kinds, first, last = found or ([""] * width, [None] * width, None, None)
    data = rows[last + 1 :] if last is not None else _full_rows(rows)
    data = [row for row in data if not is_total(next(filter(None, row.cells)))]
    cells = [[row.cells[at] for row in data if at < len(row.cells) and row.cells[at]] for at in range(width)]
    settled = _with_remarks(_by_heading(kinds, cells), headings, cells) if found else _by_content(cells)
    columns = tuple(
        Column(at, headings[at], cells[at][0] if cells[at] else "", chosen.get(at, settled[at]))
        for at in range(width)
    )
    return Layout(columns, first, last)


def has_headings(rows: Sequence[Row]) -> bool:
    """Return whether the first rows have headings of columns."""
    return _header(rows) is not None


def one_below_another(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows in which people stand side by side (氏名, 所属, 氏名, 所属) with one person a row.

    The parts of a row keep its number; those at the right follow below all those at the left.
    """
    header = _header(rows)
    blocks = _blocks(header[0], header[1]) if header else []
    if header is None or not blocks:
        return tuple(rows)
    last = header[3]
    lower = [
        Row(row.number, part)
        for block in blocks
        for row in rows[last + 1 :]
        if any(part := row.cells[block.start : block.stop])
    ]
    upper = [_left_part(row, blocks[0].stop) for row in rows[header[2] : last + 1]]
    return (*rows[: header[2]], *upper, *lower)


def _left_part(row: Row, width: int) -> Row:
    cells = row.cells[:width]
    return Row(row.number, cells) if any(cells) else row


def _blocks(headings: Sequence[str], kinds: Sequence[Kind | None]) -> list[range]:
    """Return the columns of each of several like blocks; none where the headings do not repeat."""
    words = [fold(heading) for heading in headings]
    names = [at for at, kind in enumerate(kinds) if kind in {"name", "family"}]
    again = [at for at in names[1:] if words[at] == words[names[0]]]
    if not again:
        return []
    period = again[0] - names[0]
    start = next(at for at in range(names[0] + 1) if words[at] and words[at] == words[at + period])
    starts = [*range(start, len(words), period)]
    return [range(0 if at == start else at, at + period) for at in starts]


_Header = tuple[list[str], list[Kind | None], int, int]


def _header(rows: Sequence[Row]) -> _Header | None:
    """Return headings and their kinds by column, and the places of the first and last row of headings."""
    places = range(min(len(rows), HEADER_ROWS))
    place = next((at for at in places if _is_header(rows[at])), None)
    if place is None:
        place = next((at for at in places if _known(rows[at]) > 1), None)
    if place is None:
        return None
    width = max(len(row.cells) for row in rows)
    first = last = place
    if place and _is_header(rows[place]) and _only_headings(rows[place - 1], loose=True):
        first = place - 1
    if place + 1 < len(rows) and _only_headings(rows[place + 1]):
        last = place + 1
    headings: list[str] = [""] * width
    kinds: list[Kind | None] = [None] * width
    for row in rows[first : last + 1]:
        for at, cell in enumerate(row.cells):
            kind = heading_kind(cell) if cell else None
            if cell and (kind or not kinds[at]):
                headings[at], kinds[at] = cell, kind
    return headings, _without_readings(headings, kinds), first, last


def _known(row: Row) -> int:
    return sum(heading_kind(cell) is not None for cell in row.cells if cell)


def _is_header(row: Row) -> bool:
    """Return whether a row heads the columns: it names the people, by more than a group word alone."""
    kinds = [(cell, heading_kind(cell)) for cell in row.cells if cell]
    names = [cell for cell, kind in kinds if kind in {"name", "family"}]
    plain = any(not is_group_heading(cell) for cell in names)
    return plain or (bool(names) and any(kind in _TELLING or _is_number(cell) for cell, kind in kinds))


_TELLING = frozenset({"affiliation", "role", "title"})


def _is_number(cell: str) -> bool:
    return fold(cell).rstrip(".") in {"no", "#", "番号", "連番"}


def _only_headings(row: Row, *, loose: bool = False) -> bool:
    """Return whether all cells of a row are headings; `loose`: some of them."""
    filled = [cell for cell in row.cells if cell]
    known = [cell for cell in filled if heading_kind(cell)]
    return bool(known) and (loose or len(known) == len(filled)) and not all(map(role_of, filled))


def _without_readings(headings: Sequence[str], kinds: Sequence[Kind | None]) -> list[Kind | None]:
    """Return the kinds; 氏名（ふりがな） is the name where no other column has it."""
    written = [kind for heading, kind in zip(headings, kinds, strict=True) if not is_kana(heading)]
    if {"name", "family"} & set(written):  # なまえ beside 氏名 is its reading
        both = zip(headings, kinds, strict=True)
        return ["unused" if kind == "name" and is_kana(heading) else kind for heading, kind in both]
    if "name" in kinds or "family" in kinds:
        return list(kinds)
    both = zip(headings, kinds, strict=True)
    return ["name" if is_name_with_reading(heading) else kind for heading, kind in both]


def _by_heading(kinds: Sequence[Kind | None], cells: Sequence[Sequence[str]]) -> list[Kind]:
    """Return what each column holds: one name, one role; columns of no known heading hold nothing of use."""
    settled: list[Kind] = []
    for kind in kinds:
        once = kind in {"name", "family", "given", "role", "title"} and kind in settled
        settled.append("unused" if kind is None or once else kind)
    if "family" in settled and "given" in settled:
        settled = ["unused" if kind == "name" else kind for kind in settled]
    elif "family" not in settled:
        settled = [_given_alone(kind, named="name" in settled) for kind in settled]
    if not {"name", "family"} & set(settled):
        settled = _by_readings(settled, kinds, cells)
    if not {"name", "family"} & set(settled):
        unknown = [at for at, kind in enumerate(kinds) if kind is None]
        named = next((at for at in unknown if share(map(_may_be_name, cells[at])) > _MOST), None)
        if named is not None:
            settled[named] = "name"
    return _with_title(settled, cells)


def _by_readings(
    settled: list[Kind], kinds: Sequence[Kind | None], cells: Sequence[Sequence[str]]
) -> list[Kind]:
    """Return the kinds; of people whose names stand only in kana a column of readings is the name."""
    at = next((at for at, kind in enumerate(kinds) if kind == "unused" and _is_reading(cells[at])), None)
    return settled if at is None else [*settled[:at], "name", *settled[at + 1 :]]


def _given_alone(kind: Kind, *, named: bool) -> Kind:
    """Return the kind of a column 名 where no column has family names."""
    return kind if kind != "given" else "unused" if named else "name"


def _with_title(settled: list[Kind], cells: Sequence[Sequence[str]]) -> list[Kind]:
    """Return the kinds; a column of positions is that of the roles where most of its words are roles."""
    if "title" not in settled or "role" in settled:
        return ["unused" if kind == "title" else kind for kind in settled]
    said = share(role_of(cell) is not None for cell in cells[settled.index("title")]) >= _MOST
    return [("role" if said else "unused") if kind == "title" else kind for kind in settled]


def _with_remarks(settled: list[Kind], headings: Sequence[str], cells: Sequence[Sequence[str]]) -> list[Kind]:
    """Return the kinds; without a column of roles that of remarks is it where most remarks are roles."""
    if "role" in settled:
        return settled
    said = [share(role_of(cell) is not None for cell in column) > _MOST for column in cells]
    at = next((at for at, heading in enumerate(headings) if is_remark_heading(heading) and said[at]), None)
    return settled if at is None else [*settled[:at], "role", *settled[at + 1 :]]


def _full_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of several filled cells, those of a title or a remark left aside."""
    full = [row for row in rows if sum(map(bool, row.cells)) > 1]
    return full or list(rows)


def _by_content(cells: Sequence[Sequence[str]]) -> list[Kind]:
    """Return what columns without headings hold: as the words show, else name, affiliation, role in order."""
    kinds: list[Kind | None] = [_content_kind(column) for column in cells]
    free = [at for at, kind in enumerate(kinds) if kind is None]
    if not free:
        free = [at for at, kind in enumerate(kinds) if kind == "affiliation"][:1]
    if not all(_is_reading(cells[at]) for at in free):
        free = [at for at in free if not _is_reading(cells[at])]
    for at, kind in _names(free, cells, surely="affiliation" in kinds):
        kinds[at] = kind
        free.remove(at)
    order: tuple[Kind, ...] = ("affiliation", "role")
    for at, kind in zip(free, [kind for kind in order if kind not in kinds], strict=False):
        kinds[at] = kind
    first = kinds.index("role") if "role" in kinds else None
    return [
        "unused" if kind is None or (kind == "role" and at != first) else kind
        for at, kind in enumerate(kinds)
    ]


def _names(free: Sequence[int], cells: Sequence[Sequence[str]], *, surely: bool) -> list[tuple[int, Kind]]:
    """Return the column of the names, or the two of family and given names, among those not settled.

    The first one, unless another one looks far more like names. `surely`: another column has the affiliation.
    """
    if not free:
        return []
    for at in free:
        if (
            at + 1 in free
            and _is_family(cells[at])
            and _is_given(cells[at + 1], len(cells[at]), surely=surely)
        ):
            return [(at, "family"), (at + 1, "given")]
    return [
        (
            max(free, key=lambda at: (share(map(is_whole_name, cells[at])) - (at != free[0]) * _FAR, -at)),
            "name",
        )
    ]


def _is_given(column: Sequence[str], rows: int, *, surely: bool) -> bool:
    """Return whether a column beside one of family names in so many rows has the given names."""
    short = share(len(cell) <= _FAMILY and len(cell.split()) == 1 for cell in column) > _MOST
    likely = share(map(is_given_name, column)) >= _MOST
    return len(column) == rows and short and (likely or surely)


def _content_kind(column: Sequence[str]) -> Kind | None:
    if not column or share(name_fault(cell) is not None for cell in column) > _MOST:
        return "unused"
    if share(map(is_role, column)) > _MOST:
        return "role"
    if share(map(_is_affiliation, column)) >= _MOST and share(map(is_whole_name, column)) < _FAR:
        return "affiliation"
    return None


def _is_affiliation(cell: str) -> bool:
    return is_affiliation(cell.rsplit(maxsplit=1)[-1])


def _is_family(column: Sequence[str]) -> bool:
    short = share(len(cell) <= _FAMILY and len(cell.split()) == 1 for cell in column) > _MOST
    return short and share(map(is_whole_name, column)) < _FAR


def _is_reading(column: Sequence[str]) -> bool:
    """Return whether a column is kana throughout: readings, where another column has the names."""
    return share(is_kana(cell) for cell in column) == 1.0


def _may_be_name(cell: str) -> bool:
    return name_fault(cell) is None and role_of(cell) is None
