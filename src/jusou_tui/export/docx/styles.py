"""The styles of a Word document, made for Japanese: one font for every script.

The first size of a document has the styles by their own names, so that Word knows its headings; each other
size has a set of its own, with the size behind the name. Lines are 1.5 times as high as the letters, and
higher only where a font or something put in needs it: a multiple of the font's own height would be 2 of the
letters' with some of the fonts that stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jusou_tui.export.docx.page import Page
from jusou_tui.export.docx.xml import BOLD, W
from jusou_tui.export.xml import HEAD
from jusou_tui.report.documents.model import READING, SPACING

FONT = "BIZ UDPGothic"
FALL_BACKS = "Noto Sans CJK JP,Yu Gothic,Meiryo"
FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
GREY = "F0F0F0"
"""Grounds of headings and breaks: 6 % of black."""
RULE = "808080"
_RULE_BESIDE = "818181"
LARGEST = 1.75
"""How much larger than running text a title is."""
_TITLE_AFTER = 0.3
_HEADING_LINES = 1.3
LATIN = ("en-GB", "en-US")
"""The language of Latin letters and figures in an English and a Japanese document; that of the rest is ja-JP.

In a Japanese one Word writes en-US as well: where it is Japanese, lines break within numbers.
"""
_EVEN = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
"""No space is put between letters and figures, and no grid of the page moves lines."""


class _Style(NamedTuple):
    """A paragraph style: the size relative to running text, spaces before and after it in lines.

    `size` None: that of what is read aloud.
    """

    style: str
    name: str
    size: float | None = 1
    before: float = 0
    after: float = 0
    bold: bool = False
    level: int | None = None
    more: str = ""
    following: str = ""


def _border(side: str, size: int, colour: str = "000000", space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


_STYLES = (
    _Style("Heading1", "heading 1", LARGEST, 0, _TITLE_AFTER, bold=True, level=0, following="Normal"),
    _Style(
        "Heading2",
        "heading 2",
        1.25,
        0.6,
        0.2,
        bold=True,
        level=1,
        more=f"<w:pBdr>{_border('bottom', 6, space=1)}</w:pBdr>",
        following="Normal",
    ),
    _Style("Heading3", "heading 3", 1.125, 0.4, bold=True, level=2, following="Normal"),
    _Style("Heading4", "heading 4", 1, 0.3, bold=True, level=3, following="Normal"),
    _Style("ListBullet", "List Bullet"),
    _Style("ListNumber", "List Number"),
    _Style("Strong", "Strong Paragraph", bold=True),
    _Style("Reading", "Reading", None),
    _Style("Large", "Large", 1.333),
    _Style(
        "Quote",
        "Quote",
        None,
        0.1,
        0.1,
        more=f"<w:pBdr>{_border('left', 36, space=9)}</w:pBdr>",
    ),
    _Style("Warning", "Warning", bold=True, more=f"<w:pBdr>{_border('left', 12, space=6)}</w:pBdr>"),
    _Style("CellHead", "Cell Head", bold=True),
)


def title_height() -> float:
    """Return the height of a title's line, as part of running text's size."""
    return LARGEST * _HEADING_LINES


class StyleSet(NamedTuple):
    """The styles of one size: of running text in points, and of a line to write on in twips.

    `spacing`, `reading`: as in `Page`.
    """

    points: float
    ruled: int
    spacing: float = SPACING
    reading: float = READING
    suffix: str = ""

    def named(self, style: str) -> str:
        """Return the id of a style of this size."""
        return f"{style}{self.suffix}"


def style_sets(pages: Sequence[Page]) -> dict[Page, StyleSet]:
    """Return the set of each page; the first page's has the plain names."""
    sets: dict[StyleSet, StyleSet] = {}
    for page in pages:
        suffix = f"S{len(sets) + 1}" if sets else ""
        sets.setdefault(_plain_set(page), _plain_set(page)._replace(suffix=suffix))
    return {page: sets[_plain_set(page)] for page in pages}


def _plain_set(page: Page) -> StyleSet:
    return StyleSet(page.points, page.ruled, page.spacing, page.reading)


def styles_part(sets: Iterable[StyleSet], language: str) -> str:
    """Return styles.xml with these sets, the first of which has the plain names."""
    first, *others = dict.fromkeys(sets)
    tags = f'w:val="{LATIN[language == "ja"]}"'
    parts = [
        HEAD,
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{FONTS}',
        f'{font_size(first.points)}<w:lang {tags} w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>',
        f"<w:pPrDefault><w:pPr>{_spacing(first, first.points)}</w:pPr></w:pPrDefault></w:docDefaults>",
    ]
    for names in (first, *others):
        parts.extend(_set(names))
    parts.append(
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        f'<w:name w:val="Default Paragraph Font"/><w:semiHidden/><w:rPr>{FONTS}</w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f"<w:semiHidden/><w:rPr>{FONTS}</w:rPr><w:tblPr/></w:style>"
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:rPr>{FONTS}</w:rPr></w:style></w:styles>'
    )
    return "".join(parts)


def _set(names: StyleSet) -> Iterator[str]:
    """Yield the styles of one size."""
    size = names.points
    normal = names.named("Normal")
    default = "" if names.suffix else ' w:default="1"'
    label = f" {names.suffix}" if names.suffix else ""
    yield (
        f'<w:style w:type="paragraph"{default} w:styleId="{normal}"><w:name w:val="Normal{label}"/>'
        f"<w:qFormat/><w:pPr><w:widowControl/>{_EVEN}{_spacing(names, size)}</w:pPr>"
        f"<w:rPr>{FONTS}{font_size(size)}</w:rPr></w:style>"
    )
    for style in _STYLES:
        yield _style(style, names, label)
    yield _plain(names, "Footer", f"footer{label}", _spacing(names, size), f"{FONTS}{font_size(size)}")
    yield _plain(names, "Gap", f"Gap{label}", '<w:spacing w:line="120" w:lineRule="exact"/>')
    yield _plain(names, "End", f"End{label}", '<w:spacing w:line="20" w:lineRule="exact"/>')
    # Two that differ in their rule: what stands below itself would be drawn as one block without rules.
    ruled = f'<w:spacing w:line="{names.ruled - 10}" w:lineRule="exact"/>'
    for own, other, colour in (("Ruled", "RuledBeside", RULE), ("RuledBeside", "Ruled", _RULE_BESIDE)):
        borders = f"{_border('bottom', 4, colour)}{_border('between', 4, colour)}"
        yield _plain(names, own, f"{own}{label}", f"<w:pBdr>{borders}</w:pBdr>{ruled}", following=other)
    yield _plain(names, "Unruled", f"Unruled{label}", ruled)


def _plain(
    names: StyleSet, style: str, name: str, paragraphs: str, runs: str = FONTS, *, following: str = ""
) -> str:
    """Return a style that a document has besides those of text."""
    after = f'<w:next w:val="{names.named(following)}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{names.named(style)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{names.named("Normal")}"/>{after}'
        f"<w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def _style(style: _Style, names: StyleSet, label: str) -> str:
    own = names.points * (names.reading if style.size is None else style.size)
    heading = style.level is not None
    outline = f'<w:outlineLvl w:val="{style.level}"/>' if heading else ""
    paragraphs = (
        f"{'<w:keepNext/><w:keepLines/>' if heading else ''}{style.more}"
        f"{_spacing(names, own, style.before, style.after, _HEADING_LINES if heading else None)}"
        f"{outline}"
    )
    following = f'<w:next w:val="{names.named(style.following)}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{names.named(style.style)}">'
        f'<w:name w:val="{style.name}{label}"/><w:basedOn w:val="{names.named("Normal")}"/>{following}'
        f"<w:qFormat/><w:pPr>{paragraphs}</w:pPr>"
        f"<w:rPr>{FONTS}{BOLD if style.bold else ''}{font_size(own)}</w:rPr></w:style>"
    )


def font_size(points: float) -> str:
    """Return the size of a run."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _spacing(
    names: StyleSet, points: float, before: float = 0, after: float = 0, lines: float | None = None
) -> str:
    """Return the height of lines, without `lines` the set's, and the spaces around a paragraph in lines."""
    line = round(points * 20 * (names.spacing if lines is None else lines))
    return (
        f'<w:spacing w:before="{round(line * before)}" w:after="{round(line * after)}"'
        f' w:line="{line}" w:lineRule="atLeast"/>'
    )
