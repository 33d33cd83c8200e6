"""What of a form cannot be filled: each with the place where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jusou_tui.errors import Phrase, Problem
from jusou_tui.export.docx.form.element import Element, W, parsed
from jusou_tui.export.docx.form.package import FormPackage
from jusou_tui.export.docx.form.places import CLOSED, OPENED, TAG, Line, hidden_text, lines, tags, text_of
from jusou_tui.report.documents.form_fields import known_names, meaning
from jusou_tui.text.nearest import nearest

_MARGINS = {"header": "form.in_header", "footer": "form.in_footer"}
_ELSEWHERE = {"comments": "form.in_comment", "footnotes": "form.in_footnote", "endnotes": "form.in_footnote"}
_SHOWN = 40
_NAMES = (*known_names("ja"), *known_names("en"))
_CUTOFF = 0.5
"""Of two characters one may be wrong."""
_ADDED = re.compile(r"[|([]")
"""Begins what template languages put behind a name."""


def problems_of(form: FormPackage) -> list[Problem]:
    """Return all that is wrong with a form's fields, in the order of the document."""
    found: list[tuple[str, str, dict[str, object]]] = []
    body = parsed(form.parts[form.main])
    container = body.find(f"{W}body")
    if container is not None:
        found.extend(_of_lines(list(lines(container)), in_margin=False))
    found.extend(_unfillable(body))
    for root, place in _of_kinds(form, _MARGINS):
        found.extend(_of_lines(list(lines(root, place)), in_margin=True))
        found.extend(_unfillable(root))
    for root, place in _of_kinds(form, _ELSEWHERE):
        found.extend(_elsewhere("".join(_all_text(root, "t")), place))
    return [Problem(form.path, 0, 0, key, message_id, facts) for message_id, key, facts in _each_once(found)]


def _of_kinds(form: FormPackage, places: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """Yield the parts of these kinds, each with its place."""
    for kind, place in places.items():
        yield from ((parsed(data), place) for data in form.texts(kind).values())


def has_fields(form: FormPackage) -> bool:
    """Return whether a form has any field."""
    texts = (form.parts[form.main], *form.texts(*_MARGINS).values())
    return any(tags(text_of(one)) for data in texts for one in parsed(data).iter(f"{W}p"))


def _each_once(
    found: list[tuple[str, str, dict[str, object]]],
) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield each problem once: a text box has its text twice, for two kinds of Word."""
    seen: set[str] = set()
    for one in found:
        if repr(one) not in seen:
            seen.add(repr(one))
            yield one


_Found = tuple[str, str, dict[str, object]]
"""A problem: its message, the field, the facts."""


def _of_lines(found: list[Line], *, in_margin: bool) -> Iterator[_Found]:
    """Yield what is wrong in a text's paragraphs, one after the other."""
    open_since: Line | None = None
    for line in found:
        text = text_of(line.paragraph)
        facts: dict[str, object] = {"place": line.place}
        of: set[str] = set()
        for tag in tags(text):
            yield from _of_name(tag.name, facts, in_margin=in_margin)
            ref = meaning(tag.name)
            if ref is not None and ref.of and ref.field:
                of.add(ref.of)
        if len(of) > 1:
            yield "form.two_lists", "", facts
        if TAG.search(hidden_text(line.paragraph)):
            yield "form.hidden", "", facts
        rest = TAG.sub("", text)
        if "{%" in rest or "｛％" in rest:
            yield "form.no_instructions", "", facts
            continue
        opened, closed = OPENED.search(rest), CLOSED.search(rest)
        if opened:
            open_since = line
            yield "form.split", "", {**facts, "text": rest[opened.start() :][:_SHOWN]}
        elif closed:
            if open_since is None:
                yield "form.split", "", {**facts, "text": rest[: closed.end()][-_SHOWN:]}
            open_since = None


def _of_name(name: str, facts: dict[str, object], *, in_margin: bool) -> Iterator[_Found]:
    """Yield what is wrong with a field by its name."""
    ref = meaning(name)
    if ref is None:
        near = nearest(_ADDED.split(name)[0].strip(), _NAMES, cutoff=_CUTOFF)
        message = "form.unknown_near" if near else "form.unknown"
        yield message, name[:_SHOWN], {**facts, "name": name[:_SHOWN], "near": near}
    elif in_margin and ref.of:
        yield "form.list_in_margin", name, {**facts, "name": name}


def _unfillable(root: Element) -> Iterator[_Found]:
    """Yield fields in text boxes and in Word's own fields."""
    for box in root.iter(f"{W}txbxContent"):
        yield from _elsewhere("".join(_all_text(box, "t")), "form.in_text_box")
    yield from _elsewhere("".join(_all_text(root, "instrText")), "form.in_field_code")
    yield from _elsewhere("".join(_all_text(root, "delText")), "form.in_deleted")


def _elsewhere(text: str, place: str) -> Iterator[_Found]:
    for tag in tags(text):
        yield "form.not_here", tag.name[:_SHOWN], {"place": Phrase(place), "name": tag.name[:_SHOWN]}


def _all_text(root: Element, name: str) -> Iterator[str]:
    return (piece.text or "" for piece in root.iter(f"{W}{name}"))
