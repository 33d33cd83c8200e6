"""The parts of a PowerPoint file and the package they are in."""

from __future__ import annotations

import io
from itertools import count

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import OpcPackage, Part
from pptx.opc.packuri import PackURI

from jusou_tui.export.pptx.looks import HEIGHT, UNIT, WIDTH
from jusou_tui.export.pptx.pages import Page, pages_of
from jusou_tui.export.pptx.template import layout, master, notes_master, notes_page, theme
from jusou_tui.export.pptx.xml import SPACES
from jusou_tui.export.xml import HEAD, escaped, language_tag
from jusou_tui.report.documents.model import Deck
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_FIRST_LAYOUT = 2**31
"""Masters and layouts count from here, slides from 256 on."""
_FIRST_SLIDE = 256
_LAYOUTS = {
    "title": "slides.layout_title",
    "text": "slides.layout_text",
    "question": "slides.layout_question",
}


class _Parts:
    """The parts as they are made. `tag`: the language of the slides."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.package = OpcPackage(None)  # type: ignore[arg-type] # nothing is read into it

    def add(self, name: str, content_type: str, text: str = "") -> Part:
        """Return a new part."""
        return Part(PackURI(f"/{name}.xml"), content_type, self.package, text.encode())  # type: ignore[arg-type]


def packed(deck: Deck) -> bytes:
    """Return the file: presentation, master, layouts, slides with notes, properties. It names nobody."""
    tag = language_tag(deck.language)
    parts = _Parts(tag)
    main = parts.add("ppt/presentation", CONTENT_TYPE.PML_PRESENTATION_MAIN)
    parts.package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    master_part, layouts = _master(parts)
    masters = main.relate_to(master_part, RELATIONSHIP_TYPE.SLIDE_MASTER)
    pages = [page for slide in deck.slides for page in pages_of(deck, slide)]
    notes = parts.add("ppt/notesMasters/notesMaster1", CONTENT_TYPE.PML_NOTES_MASTER, notes_master())
    notes.relate_to(
        parts.add("ppt/theme/theme2", CONTENT_TYPE.OFC_THEME, theme("notes")), RELATIONSHIP_TYPE.THEME
    )
    notes_id = main.relate_to(notes, RELATIONSHIP_TYPE.NOTES_MASTER)
    slides = [
        main.relate_to(_slide(parts, number, page, layouts, notes), RELATIONSHIP_TYPE.SLIDE)
        for number, page in enumerate(pages, 1)
    ]
    main.relate_to(master_part.part_related_by(RELATIONSHIP_TYPE.THEME), RELATIONSHIP_TYPE.THEME)
    main.blob = _presentation(masters, notes_id, slides).encode()
    core = parts.add("docProps/core", CONTENT_TYPE.OPC_CORE_PROPERTIES, _core(deck, tag))
    parts.package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    text = f'{HEAD}<Properties xmlns="{_EP}"><Application>jusou</Application></Properties>'
    about = parts.add("docProps/app", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, text)
    parts.package.relate_to(about, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    target = io.BytesIO()
    parts.package.save(target)
    return target.getvalue()


def _master(parts: _Parts) -> tuple[Part, dict[str, Part]]:
    """Return the master with its theme, and the layouts by kind."""
    part = parts.add("ppt/slideMasters/slideMaster1", CONTENT_TYPE.PML_SLIDE_MASTER)
    made: dict[str, Part] = {}
    numbers: dict[str, int] = {}
    for number, (kind, label) in enumerate(_LAYOUTS.items(), 1):
        text = layout(kind, t(label))
        made[kind] = parts.add(f"ppt/slideLayouts/slideLayout{number}", CONTENT_TYPE.PML_SLIDE_LAYOUT, text)
        made[kind].relate_to(part, RELATIONSHIP_TYPE.SLIDE_MASTER)
        numbers[part.relate_to(made[kind], RELATIONSHIP_TYPE.SLIDE_LAYOUT)] = _FIRST_LAYOUT + number
    part.relate_to(parts.add("ppt/theme/theme1", CONTENT_TYPE.OFC_THEME, theme()), RELATIONSHIP_TYPE.THEME)
    part.blob = master(numbers, parts.tag).encode()
    return part, made


def _slide(parts: _Parts, number: int, page: Page, layouts: dict[str, Part], notes: Part) -> Part:
    """Return a slide with its notes."""
    text = f"{HEAD}<p:sld {SPACES}>{page.tree}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    part = parts.add(f"ppt/slides/slide{number}", CONTENT_TYPE.PML_SLIDE, text)
    part.relate_to(layouts[page.layout], RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    if page.notes:
        beside = parts.add(
            f"ppt/notesSlides/notesSlide{number}",
            CONTENT_TYPE.PML_NOTES_SLIDE,
            notes_page(clean(page.notes), parts.tag),
        )
        beside.relate_to(notes, RELATIONSHIP_TYPE.NOTES_MASTER)
        beside.relate_to(part, RELATIONSHIP_TYPE.SLIDE)
        part.relate_to(beside, RELATIONSHIP_TYPE.NOTES_SLIDE)
    return part


def _presentation(masters: str, notes: str, slides: list[str]) -> str:
    numbers = count(_FIRST_SLIDE)
    listed = "".join(f'<p:sldId id="{next(numbers)}" r:id="{key}"/>' for key in slides)
    return (
        f'{HEAD}<p:presentation {SPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        f'<p:sldMasterId id="{_FIRST_LAYOUT}" r:id="{masters}"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        f'<p:notesMasterId r:id="{notes}"/></p:notesMasterIdLst>'
        f"{f'<p:sldIdLst>{listed}</p:sldIdLst>' if listed else ''}"
        f'<p:sldSz cx="{WIDTH * UNIT}" cy="{HEIGHT * UNIT}"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    )


def _core(deck: Deck, tag: str) -> str:
    """Return title and language; no author, no times."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{_DC}">'
        f"<dc:title>{escaped(deck.title)}</dc:title><dc:language>{tag}</dc:language></cp:coreProperties>"
    )
