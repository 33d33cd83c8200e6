"""PresentationML and DrawingML as text: paragraphs, shapes, placeholders, tables' cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jusou_tui.export.pptx.looks import FONT, LEFT, TEXT, UNIT, Box, line_height
from jusou_tui.export.xml import R, escaped

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
FONTS = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
_FIELD = "{9A0E8C2B-5B7A-4B0E-9D0C-1F2E3D4C5B6A}"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_INDENT = 0.9
"""Of a letter's height, how far an entry hangs behind its bullet."""


class Style(NamedTuple):
    """How a text is set. `tag`: its language."""

    points: int
    colour: str = TEXT
    bold: bool = False
    align: str = "l"
    bullet: bool = False
    after: float = 0
    tag: str = "ja-JP"


def run_properties(style: Style, name: str = "rPr") -> str:
    """Return the properties of a run, with the font for Latin and for East Asian letters."""
    bold = ' b="1"' if style.bold else ""
    return (
        f'<a:{name} lang="{style.tag}" altLang="en-GB" sz="{style.points * 100}"{bold} dirty="0">'
        f'<a:solidFill><a:srgbClr val="{style.colour}"/></a:solidFill>{FONTS}</a:{name}>'
    )


def paragraph(lines: Iterable[str], style: Style) -> str:
    """Return a paragraph; its lines are broken where they are given apart."""
    spacing = round(line_height(style.points) * 75)  # hundredths of a point
    after = f'<a:spcAft><a:spcPts val="{round(style.after * 75)}"/></a:spcAft>' if style.after else ""
    mark, hanging = "<a:buNone/>", ""
    if style.bullet:
        indent = round(style.points * 4 / 3 * _INDENT * UNIT)
        hanging = f' marL="{indent}" indent="-{indent}"'
        mark = f'<a:buFont typeface="{FONT}"/><a:buChar char="・"/>'
    properties = run_properties(style)
    runs = f"<a:br>{properties}</a:br>".join(
        f"<a:r>{properties}<a:t>{escaped(line)}</a:t></a:r>" if line else "" for line in lines
    )
    return (
        f'<a:p><a:pPr algn="{style.align}"{hanging}><a:lnSpc><a:spcPts val="{spacing}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{after}{mark}</a:pPr>{runs}</a:p>'
    )


def number_field(style: Style) -> str:
    """Return a paragraph with the slide's number."""
    properties = run_properties(style)
    return (
        f'<a:p><a:pPr algn="{style.align}"/><a:fld id="{_FIELD}" type="slidenum">{properties}'
        "<a:t>1</a:t></a:fld></a:p>"
    )


def body(paragraphs: Iterable[str], *, anchor: str = "t", inset: int = 0) -> str:
    """Return the text of a shape; it neither shrinks nor moves its shape."""
    sides = " ".join(f'{side}Ins="{inset * UNIT}"' for side in "ltrb")
    text = "".join(paragraphs) or "<a:p/>"
    return (
        f'<p:txBody><a:bodyPr wrap="square" {sides} anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{text}</p:txBody>"
    )


def place(box: Box, space: str = "a") -> str:
    """Return where a shape is."""
    left, top, width, height = (round(value * UNIT) for value in box)
    return f'<{space}:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></{space}:xfrm>'


class Shapes:
    """The shapes of one slide in their reading order: gives each its number."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def placeholder(self, kind: str, box: Box, text: str, *, index: int = 0, name: str = "") -> None:
        """Add a placeholder of the layout: title, body, footer, slide number."""
        place_ = f' idx="{index}"' if index else ""
        self._add(
            name or kind,
            "",
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>',
            f'<p:ph type="{kind}"{place_}/>',
            f"<p:spPr>{place(box)}</p:spPr>{text}",
        )

    def text(self, box: Box, text: str, *, name: str, fill: str = "") -> None:
        """Add a box of text, on a ground of its own where `fill` is given."""
        ground = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
        shape = f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}</p:spPr>'
        self._add(name, "", '<p:cNvSpPr txBox="1"/>', "", f"{shape}{text}")

    def bar(self, box: Box, colour: str, *, about: str, hollow: bool = False) -> None:
        """Add a bar; a hollow one has only an edge. `about`: what it says, for who cannot see it."""
        fill = "<a:noFill/>" if hollow else f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        edge = f'<a:ln w="{3 * UNIT}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'
        shape = (
            f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}'
            f"{edge if hollow else '<a:ln><a:noFill/></a:ln>'}</p:spPr>"
        )
        self._add("bar", about, "<p:cNvSpPr/>", "", f"{shape}{body(())}")

    def edge(self, box: Box, colour: str) -> None:
        """Add a thick line that says nothing: screen readers pass it over."""
        number = len(self._found) + 2
        fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        self._found.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="edge {number}">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
            f"<p:nvPr/></p:nvSpPr><p:spPr>{place(box)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>{body(())}</p:sp>'
        )

    def table(self, box: Box, table: str, *, about: str) -> None:
        """Add a table."""
        number = len(self._found) + 2
        self._found.append(
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="table {number}" '
            f'descr="{escaped(about)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{place(box, 'p')}<a:graphic>"
            f'<a:graphicData uri="{A[:-4]}table">{table}</a:graphicData></a:graphic></p:graphicFrame>'
        )

    def picture(self, box: Box) -> None:
        """Add the picture of the slide, on a page of notes."""
        self._add(
            "slide",
            "",
            '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>',
            '<p:ph type="sldImg"/>',
            f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>',
        )

    def tree(self) -> str:
        """Return the shapes as the tree of a slide."""
        return (
            '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
            f"<p:grpSpPr/>{''.join(self._found)}</p:spTree></p:cSld>"
        )

    def _add(self, name: str, about: str, kind: str, role: str, rest: str) -> None:
        number = len(self._found) + 2
        words = f' descr="{escaped(about)}"' if about else ""
        self._found.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escaped(name)} {number}"{words}/>{kind}'
            f"<p:nvPr>{role}</p:nvPr></p:nvSpPr>{rest}</p:sp>"
        )


FOOTER = Box(LEFT, 656, 660, 34)
SOURCE = Box(724, 656, 420, 34)
NUMBER = Box(1152, 656, 64, 34)
