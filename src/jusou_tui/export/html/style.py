"""How a document looks, on the screen and on paper: black, grey of at most 7 %, no letters too small."""

from __future__ import annotations

import re
from typing import NamedTuple

from jusou_tui.report.documents.model import BOTTOM, MARGIN, PAPER_SIZES, Section
from jusou_tui.text.terminal import cut

FONTS = (
    '"BIZ UDPGothic","BIZ UDPゴシック","Noto Sans CJK JP","Noto Sans JP","Hiragino Sans",'
    '"Yu Gothic",Meiryo,sans-serif'
)
_FOOTER_SHARE = 0.8
"""How much of the width the text of a footer may take, the page's number beside it."""
_MM_PER_POINT = 0.3528
_SAFE = re.compile(r"[^0-9A-Za-z]")

_SHEET = """
*{box-sizing:border-box}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;background:#fff;color:#000;font-family:FONTS;line-height:1.5;line-break:strict;
overflow-wrap:anywhere;word-break:auto-phrase}
section{max-width:100%;margin:0 auto;padding:8mm 0}
p,ul,ol,table,blockquote,.note,.zones{margin:0 0 .5em}
p,li,td,th,blockquote,.value{white-space:pre-line}
h1,h2,h3,h4{line-height:1.35;break-after:avoid;margin:.9em 0 .3em}
h1{font-size:1.6em;margin-top:0}h2{font-size:1.25em;border-bottom:.4mm solid #000;margin:.5em 0 .25em}
h3{font-size:1.1em}h4{font-size:1em}
h2 .aside{font-size:.8em}h3 .aside{font-size:.909em}
.beside{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 1em}
.aside{font-weight:400;margin-left:auto;white-space:nowrap}
.head{display:flex;flex-wrap:wrap;align-items:flex-end;justify-content:space-between;
gap:0 6mm;margin-bottom:.4em}
.head h1{margin:0}.fields{display:flex;flex-wrap:wrap;gap:.4em 5mm;justify-content:flex-end;margin-left:auto}
.field{border-bottom:.3mm solid #000;min-width:9em;padding-right:5em}
.strong{font-weight:700}.reading{font-size:1.125em}.large{font-size:1.333em}
.center{text-align:center}.right{text-align:right}
ul,ol{padding-left:1.6em}ul.marks,ul.boxes{list-style:none;padding-left:0}
ul.boxes>li{padding-left:1.5em;text-indent:-1.5em}.box{display:inline-block;width:1.5em;text-indent:0}
ul.marks>li{display:flex;gap:.6em}ul.marks .mark{white-space:nowrap;font-variant-numeric:tabular-nums}
blockquote{border-left:1.4mm solid #000;padding:.1em 0 .1em 1em;font-size:var(--reading)}
.note{display:flex;border:.6mm solid #000;break-inside:avoid}
.note b{background:#000;color:#fff;padding:.3em .9em;display:flex;align-items:center;white-space:nowrap}
.note span{padding:.3em .8em;white-space:pre-line}
.warning{border-left:.7mm solid #000;padding-left:.6em;font-weight:700}
table{border-collapse:collapse;width:100%}thead{display:table-header-group;break-after:avoid}tr{break-inside:avoid}
tbody tr:first-child{break-before:avoid}
td,th{border:.3mm solid #000;padding:.25em .6em;text-align:left;vertical-align:top}
td>p,th>p,td>ul,td>ol,td>blockquote{margin:0}td>*+p{margin-top:.1em}
th{background:#eee;font-weight:700;word-break:normal;padding:.12em .5em}
th .plain{font-weight:400}tr.parted{break-inside:auto}
table.rows td,table.rows th{border-width:.3mm 0;background:none}table.none td,table.none th{border:0}
tr.shaded td,tr.shaded th,table.rows tr.shaded td{background:#eee}
table.pairs th{width:11em}td.right,th.right{font-variant-numeric:tabular-nums}
caption,.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.keep{display:inline-block;max-width:100%}
table.whole{break-inside:avoid}.intro{break-after:avoid}table.pairs,table.grid{table-layout:fixed}
.rules{margin:0}.rules i{display:block;height:var(--line);border-bottom:.25mm solid #808080}
.rules.bare i{border:0}
td.write{padding:0}td.write>.rules i:last-child{border:0}td.write>:not(.rules){padding:.25em .6em}
.page-break{break-before:page;height:0}
svg.bar{width:100%;height:.9em;display:block}
footer{display:flex;justify-content:space-between;border-top:.2mm solid #808080;margin-top:6mm;
padding-top:1mm}
.zones{text-align:center;height:auto}
.zones ul{text-align:left;padding-left:1.4em;display:inline-block;margin:.2em 0}
.zone{display:flex;flex-direction:column-reverse;justify-content:flex-end;flex:1}
.zone h3{margin:0}.zone .label{margin-bottom:.3em}.zone .label p{margin:0}
.nested{position:relative}.nested>.zone{min-height:var(--room)}
.sticky{position:absolute;left:6mm;bottom:4mm;width:75mm;height:25mm;margin:0;padding:2mm;text-align:left;
font-size:14pt;border:.3mm dashed #000;display:flex;align-items:center}
.zone .zone{width:78%;margin:0 auto 3mm}
.line1{border:1.6mm solid #000;background:#f2f2f2}
.line2{border:.8mm dashed #000}.line3{border:.9mm dotted #000}
.line4{border:1.2mm double #000}
.nested .zone{border-radius:50%;padding:1.6em 13% 1em}.nested>.zone{border-radius:14mm;padding:.6em 1em}
.nested .zone.line1{padding:2.4em 13% 1em}
.nested.filled .zone{border-radius:9mm;padding:.6em 1em}
.nested.filled>.zone{min-height:0}
.overlap{position:relative;display:flex;min-height:var(--room)}
.overlap svg{position:absolute;inset:0;width:100%;height:100%}
.overlap .zone{position:relative;border:0;background:none;justify-content:flex-end;padding:15% 2% 6%}
.overlap .zone:nth-of-type(1){order:1;padding-left:4%;padding-right:4%}
.overlap .zone:nth-of-type(2){order:3;padding-right:4%;padding-left:4%}
.overlap .zone:nth-of-type(3){order:2;padding-top:19%}
.overlap.filled{min-height:0}
.overlap.filled svg{display:none}.overlap.filled .zone{padding:.6em 1em;border:.8mm dashed #000}
.overlap.filled .zone:nth-of-type(1){border:1.2mm solid #000}
.overlap.filled .zone:nth-of-type(3){border:.9mm dotted #000}
@media screen{section{padding:8mm}section+section{border-top:.3mm dashed #808080}}
@media print{footer{display:none}section{padding:0}section+section{break-before:page}a{color:#000}}
"""


class PageKind(NamedTuple):
    """Pages that look alike."""

    paper: str
    landscape: bool
    points: float
    footer_points: float
    footer: str
    own_numbers: bool
    close: bool = False


def kind_of(section: Section, footer: str, *, alone: bool) -> PageKind:
    """Return which pages a section has; `footer`: the document's, `alone`: it is the only one.

    Browsers count the pages of a whole document only: sections with numbers of their own have none.
    """
    own = bool(section.footer) and not alone
    return PageKind(
        section.paper,
        section.landscape,
        section.size,
        section.footer_size,
        section.footer or footer,
        own,
        section.close,
    )


def style_of(kinds: dict[PageKind, Section], lines: set[int], indents: set[int]) -> str:
    """Return the style sheet for pages of these kinds, for rows and indents of these sizes."""
    rules = [_SHEET.replace("FONTS", FONTS)]
    rules += [_page(number, kind, section) for number, (kind, section) in enumerate(kinds.items(), 1)]
    rules += [
        f".h{count}{{height:calc({count}*var(--line));--room:calc({count}*var(--line))}}"
        for count in sorted(lines)
    ]
    rules += [f".in{cells}{{margin-left:{cells / 2}em}}" for cells in sorted(indents)]
    return "\n".join(rules)


def _page(number: int, kind: PageKind, section: Section) -> str:
    short, long = PAPER_SIZES[section.paper]
    width, height = (long, short) if kind.landscape else (short, long)
    cells = int((width - 2 * MARGIN) * _FOOTER_SHARE / (kind.footer_points / 2 * _MM_PER_POINT))
    footer = _quoted(cut(kind.footer, cells))
    room = (height - MARGIN - BOTTOM) * (0.72 if kind.landscape else 0.55)
    count = (
        ""
        if kind.own_numbers
        else f"@bottom-right{{content:counter(page) '/' counter(pages);{_small(kind)}}}"
    )
    return (
        f"@page p{number}{{size:{width}mm {height}mm;margin:{MARGIN}mm {MARGIN}mm {BOTTOM}mm;"
        f"@bottom-left{{content:{footer};white-space:nowrap;{_small(kind)}}}{count}}}\n"
        f".p{number}{{page:p{number};font-size:{kind.points}pt;width:{width - 2 * MARGIN}mm;"
        f"--line:{section.line_height}mm;--room:{room:.0f}mm;--reading:{section.reading}em;"
        f"line-height:{section.spacing}}}"
        f"@media screen{{.p{number}{{width:{width}mm}}}}"
    )


def _small(kind: PageKind) -> str:
    return f"font-family:{FONTS};font-size:{kind.footer_points}pt"


def _quoted(text: str) -> str:
    """Return a text as a string of CSS in which nothing but it can be meant."""
    return '"' + _SAFE.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
