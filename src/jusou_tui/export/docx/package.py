"""The parts of a Word document besides its text, and the package they are in."""

from __future__ import annotations

import io

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from jusou_tui.export.docx.body import Body, end_mark, footer_id
from jusou_tui.export.docx.page import Page
from jusou_tui.export.docx.styles import FALL_BACKS, FONT, LATIN, StyleSet, styles_part
from jusou_tui.export.docx.xml import Shape, W, paragraph, run
from jusou_tui.export.xml import HEAD, escaped, language_tag
from jusou_tui.report.documents.model import Document

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_WORD = "http://schemas.microsoft.com/office/word"


def packed(document: Document, body: Body) -> bytes:
    """Return a Word file: the text with styles, lists, fonts, footers and properties. It names nobody."""
    package = Package()

    def part(name: str, content_type: str, text: str) -> Part:
        return Part(PackURI(name), content_type, text.encode(), package)

    main = part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, body.xml)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    language = document.language
    for name, content_type, kind, text in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles_part(body.styles, language)),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, body.lists.part()),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, _settings(language)),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, _font_table()),
        ("theme/theme1", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, _theme()),
    ):
        main.relate_to(part(f"/word/{name}.xml", content_type, text), kind)
    sections = zip(document.sections, body.pages, body.styles, strict=True)
    for place, (section, page, styles) in enumerate(sections):
        footer = part(
            f"/word/footer{place + 1}.xml",
            CONTENT_TYPE.WML_FOOTER,
            _footer(section.footer or document.footer, page, styles, end_mark(place)),
        )
        main.rels.add_relationship(RELATIONSHIP_TYPE.FOOTER, footer, footer_id(place))
    core = part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, _core(document))
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    about = part("/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _extended())
    package.relate_to(about, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    target = io.BytesIO()
    package.save(target)
    return target.getvalue()


def _footer(text: str, page: Page, styles: StyleSet, end: str) -> str:
    """Return a footer: the text at the left, the page and how many there are at the right.

    `end`: the bookmark where the section ends.
    """
    pages = _section_pages(end) if page.counted else _field("NUMPAGES")
    number = "".join((_field("PAGE"), run("/"), pages))
    runs = f"{run(text)}<w:r><w:tab/></w:r>{number}"
    line = paragraph(styles.named("Footer"), runs, Shape(tabs=(("right", page.inner_width),)))
    return f'{HEAD}<w:ftr xmlns:w="{W}">{line}</w:ftr>'


def _field(code: str) -> str:
    """Return a field that Word works out whenever it shows the page."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _section_pages(end: str) -> str:
    """Return the field of how many pages a section has.

    LibreOffice does not know it and shows what was worked out last: that is the page on which it ends.
    """
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = '<w:r><w:instrText xml:space="preserve"> SECTIONPAGES </w:instrText></w:r>'
    return f"{marks[0]}{code}{marks[1]}{_field(f'PAGEREF {end}')}{marks[2]}"


def _settings(language: str) -> str:
    tag = LATIN[language == "ja"]
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="840"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{_WORD}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}" w:eastAsia="ja-JP"/></w:settings>'
    )


def _font_table() -> str:
    """Return the font with the names of those that may stand in."""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="{FALL_BACKS}"/>'
        '<w:panose1 w:val="020B0400000000000000"/><w:charset w:val="80"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _theme() -> str:
    """Return a theme with our font in every place, in black on white."""
    colours = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "F0F0F0"}
    colours |= {f"accent{number}": "404040" for number in range(1, 7)} | {
        "hlink": "000000",
        "folHlink": "000000",
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{code}"/></a:{name}>' for name, code in colours.items())
    fonts = (
        f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
        f'<a:font script="Jpan" typeface="{FONT}"/>'
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f"<a:ln>{fill}</a:ln>"
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{_A}" name="jusou"><a:themeElements><a:clrScheme name="jusou">{scheme}'
        f'</a:clrScheme><a:fontScheme name="jusou"><a:majorFont>{fonts}</a:majorFont>'
        f"<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="jusou"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _core(document: Document) -> str:
    """Return title, subject and language; no author, no times."""
    title = f"<dc:title>{escaped(document.title)}</dc:title>"
    subject = f"<dc:subject>{escaped(document.subject)}</dc:subject>" if document.subject else ""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{_DC}">'
        f"{title}{subject}<dc:language>{language_tag(document.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _extended() -> str:
    return f'{HEAD}<Properties xmlns="{_EP}"><Application>jusou</Application></Properties>'
