"""The template: a master with three layouts and its theme, in our colours, one font for all scripts."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.export.pptx.looks import (
    ACCENT,
    BAR,
    FONT,
    GROUND,
    INNER,
    LEFT,
    LINE,
    MUTED,
    PRIMARY,
    SMALLEST,
    SURFACE,
    TEXT,
    TOP,
    Box,
)
from jusou_tui.export.pptx.xml import (
    FONTS,
    FOOTER,
    NUMBER,
    SPACES,
    A,
    Shapes,
    Style,
    body,
    number_field,
    run_properties,
)
from jusou_tui.export.xml import HEAD, escaped

TITLE_BOX = Box(LEFT, 36, INNER, 68)
BODY_BOX = Box(LEFT, TOP + 8, INNER, 500)
_COVER = Box(LEFT, 250, INNER, 180)
_SUBTITLE = Box(LEFT, 440, INNER, 140)
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_GROUND = (
    f'<p:bg><p:bgPr><a:solidFill><a:srgbClr val="{GROUND}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
)


def theme(name: str = "jusou") -> str:
    """Return a theme with our font in every place."""
    colours: Mapping[str, str] = {
        "dk1": TEXT,
        "lt1": GROUND,
        "dk2": MUTED,
        "lt2": SURFACE,
        "accent1": PRIMARY,
        "accent2": BAR,
        "accent3": ACCENT,
        "accent4": "00614A",
        "accent5": MUTED,
        "accent6": LINE,
        "hlink": PRIMARY,
        "folHlink": MUTED,
    }
    scheme = "".join(f'<a:{key}><a:srgbClr val="{code}"/></a:{key}>' for key, code in colours.items())
    fonts = f'{FONTS}<a:font script="Jpan" typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements><a:clrScheme name="{name}">{scheme}'
        f'</a:clrScheme><a:fontScheme name="{name}"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}'
        f'</a:minorFont></a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _level(points: int, number: int, tag: str, *, bold: bool = False) -> str:
    """Return how a level of a placeholder's text is set."""
    properties = run_properties(Style(points, bold=bold, tag=tag), "defRPr").replace(' dirty="0"', "")
    return f'<a:lvl{number}pPr algn="l"><a:buNone/>{properties}</a:lvl{number}pPr>'


def _footings(shapes: Shapes) -> None:
    shapes.placeholder("ftr", FOOTER, body(["<a:p/>"], anchor="ctr"), index=11)
    field = number_field(Style(SMALLEST, MUTED, align="r"))
    shapes.placeholder("sldNum", NUMBER, body([field], anchor="ctr"), index=12)


def master(layouts: Mapping[str, int], tag: str) -> str:
    """Return the master; `layouts`: the number of each layout by its relationship."""
    shapes = Shapes()
    shapes.placeholder("title", TITLE_BOX, body(["<a:p/>"], anchor="ctr"))
    shapes.placeholder("body", BODY_BOX, body(["<a:p/>"]), index=1)
    _footings(shapes)
    listed = "".join(f'<p:sldLayoutId id="{number}" r:id="{key}"/>' for key, number in layouts.items())
    text = "".join(_level(28, number, tag) for number in range(1, 10))
    other = "".join(_level(SMALLEST, number, tag) for number in range(1, 10))
    return (
        f"{HEAD}<p:sldMaster {SPACES}>{_with_ground(shapes)}{_MAP}"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(36, 1, tag, bold=True)}</p:titleStyle><p:bodyStyle>{text}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _with_ground(shapes: Shapes) -> str:
    return shapes.tree().replace("<p:cSld>", f"<p:cSld>{_GROUND}", 1)


def layout(kind: str, name: str) -> str:
    """Return a layout: of the cover (`title`), of a heading with text (`text`), of a question."""
    shapes = Shapes()
    if kind == "title":
        shapes.placeholder("ctrTitle", _COVER, body(["<a:p/>"]))
        shapes.placeholder("subTitle", _SUBTITLE, body(["<a:p/>"]), index=1)
    else:
        shapes.placeholder(
            "title", BODY_BOX if kind == "question" else TITLE_BOX, body(["<a:p/>"], anchor="ctr")
        )
    if kind == "text":
        shapes.placeholder("body", BODY_BOX, body(["<a:p/>"]), index=1)
    _footings(shapes)
    type_ = {"title": "title", "text": "tx", "question": "titleOnly"}[kind]
    tree = shapes.tree().replace("<p:cSld>", f'<p:cSld name="{escaped(name)}">', 1)
    return (
        f'{HEAD}<p:sldLayout {SPACES} type="{type_}" preserve="1">{tree}'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


_PICTURE = Box(60, 60, 600, 338)
_NOTES = Box(60, 430, 600, 480)


def notes_master() -> str:
    """Return the master of the speaker's notes: the slide's picture above the text."""
    tree = _notes_shapes("", "")
    levels = "".join(_level(SMALLEST, number, "ja-JP") for number in range(1, 10))
    return f"{HEAD}<p:notesMaster {SPACES}>{tree}{_MAP}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"


def notes_page(text: str, tag: str) -> str:
    """Return the speaker's notes of a slide."""
    return (
        f"{HEAD}<p:notes {SPACES}>{_notes_shapes(text, tag)}"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _notes_shapes(text: str, tag: str) -> str:
    shapes = Shapes()
    shapes.picture(_PICTURE)
    properties = run_properties(Style(SMALLEST, tag=tag or "ja-JP"))
    words = [
        f"<a:p><a:r>{properties}<a:t>{escaped(line)}</a:t></a:r></a:p>" if line else "<a:p/>"
        for line in text.split("\n")
    ]
    shapes.placeholder("body", _NOTES, body(words), index=1)
    return shapes.tree()
