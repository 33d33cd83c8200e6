"""The lists of a Word document: bullets, boxes to tick, and numbers, which begin anew in each list."""

from __future__ import annotations

from jusou_tui.export.docx.styles import FONTS
from jusou_tui.export.docx.xml import Numbering, W
from jusou_tui.export.xml import HEAD
from jusou_tui.report.documents.lists import BOXES

LEVELS = 9
_BULLET, _OPEN, _TICKED, _DECIMAL = range(4)
_MARKS = {_BULLET: "•", _OPEN: BOXES["[ ]"], _TICKED: BOXES["[x]"]}
_SYMBOLS = '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/>'


class Lists:
    """The lists of one document: hands out the number of a list for each entry."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._next: dict[int, int] = {}

    def bullet(self, level: int) -> Numbering:
        """Return the place of an entry behind a bullet."""
        return Numbering(_BULLET + 1, min(level, LEVELS - 1))

    def box(self, *, ticked: bool) -> Numbering:
        """Return the place of an entry behind a box."""
        return Numbering((_TICKED if ticked else _OPEN) + 1)

    def numbered(self, number: int, level: int) -> Numbering:
        """Return the place of the entry with a number, in the list of the one before it or in a new one."""
        level = min(level, LEVELS - 1)
        if not self._starts or self._next.get(level) != number:
            self._starts.append(number)
            self._next.clear()
        self._next[level] = number + 1
        return Numbering(_DECIMAL + len(self._starts), level)

    def ended(self) -> None:
        """Let the next numbered entry begin a list of its own."""
        self._next.clear()

    def part(self) -> str:
        """Return numbering.xml."""
        kinds = "".join(_kind(kind) for kind in (_BULLET, _OPEN, _TICKED, _DECIMAL))
        marks = "".join(_list(kind + 1, kind, "") for kind in (_BULLET, _OPEN, _TICKED))
        numbers = "".join(
            _list(_DECIMAL + 1 + place, _DECIMAL, "".join(_start(level, start) for level in range(LEVELS)))
            for place, start in enumerate(self._starts)
        )
        return f'{HEAD}<w:numbering xmlns:w="{W}">{kinds}{marks}{numbers}</w:numbering>'


def _kind(kind: int) -> str:
    """Return the definition of a kind of list. Where entries hang is said by their paragraphs."""
    levels = "".join(_level(kind, level) for level in range(LEVELS))
    return (
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _level(kind: int, level: int) -> str:
    mark = _MARKS.get(kind)
    form, text = ("bullet", mark) if mark else ("decimal", f"%{level + 1}.")
    fonts = _SYMBOLS if kind == _TICKED else FONTS
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:rPr>{fonts}</w:rPr></w:lvl>'
    )


def _list(number: int, kind: int, starts: str) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{starts}</w:num>'


def _start(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
