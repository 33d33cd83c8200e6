"""Lines that people write by hand: a name with what they add to it, parted by blanks; or several names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from jusou_tui.session.people.person import Person
from jusou_tui.session.people.roster.words import (
    BRACKETED,
    CLOSE,
    LONGEST_CELL,
    OPEN,
    NameFault,
    bare_name,
    first_role_of,
    heading_kind,
    is_affiliation,
    is_given_name,
    is_organisation,
    is_position,
    is_role,
    is_several_names,
    is_total,
    mark_of,
    name_fault,
    role_of,
    said,
    without_bullet,
    without_observer,
    without_reading,
)

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Role

Fault = NameFault | Literal["no_name", "heading_word", "several_ways"]
"""Why nobody was read: no name at all or what can be none, a heading's word, several ways to part names."""

MOST_CELLS = 1_000
_SEPARATORS = "、､，,;；\t"
_LONG_NAME = 4
"""Letters of a name at least that is a whole one without a blank; a family name has fewer or as many."""
_LATIN_WORDS = 3
"""Words at most, but for small ones such as da, of one name in Latin letters."""
_SHORT = 3
"""Letters of an affiliation at most that stands behind a whole name without a word that shows what it is."""


@dataclass(frozen=True)
class Part:
    """One person of a line, or the text of which none was made and why. `role_word`: a role nobody knows.

    `aside`: what stood with the name and is not used, such as its reading.
    With the fault "number" there is a person all the same, for those to whom a number is a name.
    """

    text: str
    person: Person | None = None
    fault: Fault | None = None
    role_word: str = ""
    aside: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def read_line(line: str) -> tuple[Part, ...]:
    """Return the parts of a line, at least one. Cached: a list is read anew with each key.

    `name, affiliation, role` in any order that the words make clear; the same parted by blanks alone; an
    affiliation or role in brackets behind the name; a role or 参加者 before a colon; several names.
    """
    text = without_bullet(line)
    if (mark := mark_of(line)) and text != line:
        first, *others = read_line(text)
        return replace(first, aside=(mark, *first.aside)), *others
    label = label_of(text)
    if label is not None:
        return tuple(_labelled(part, label) for part in read_line(text[len(label.text) :]))
    cells = list(map(said, _outside_brackets(text)))
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_CELLS:
        return (Part(text, fault="long_name"),)
    if len(cells) == 1:
        return tuple(_by_blanks(cells[0]))
    return tuple(read_cells(cells))


def read_one(line: str) -> Part:
    """Return the one person whom a line is about: further cells are the affiliation and the role."""
    parts = read_line(line)
    cells = list(filter(None, map(said, _outside_brackets(without_bullet(line)))))
    return parts[0] if len(parts) == 1 or not cells else read_person(cells)


def read_cells(cells: Sequence[str]) -> list[Part]:
    """Return the people of cells without headings: one with affiliation and role, or a name in each cell."""
    cells = list(map(said, cells))
    filled = [cell for cell in cells if cell]
    if _are_names(cells):
        return [part for cell in filled for part in _by_blanks(cell)]
    return [read_person(filled) if filled else Part("", fault="no_name")]


def read_person(cells: Sequence[str]) -> Part:
    """Return the one person of some filled cells: the words show which is the role and which the affiliation.

    Without such words the first is the name, the second the affiliation, the third the role.
    """
    rest = [cell for cell in cells if name_fault(cell) != "number"] or list(cells)
    role_at = next((place for place in reversed(range(len(rest))) if is_role(rest[place])), None)
    role_cell = rest.pop(role_at) if role_at is not None and len(rest) > 1 else ""
    at = next((place for place, cell in enumerate(rest) if not is_affiliation(_glued(cell), surely=True)), 0)
    name, affiliations = rest[at], rest[:at] + rest[at + 1 :]
    word = ""
    if not role_cell and len(affiliations) > 1 and not is_affiliation(_glued(affiliations[-1])):
        word = affiliations.pop()
    return person_of(name, " ".join(affiliations), role_cell or word)


def person_of(name: str, affiliation: str, role_text: str) -> Part:
    """Return the person of three cells; an affiliation in brackets behind the name counts."""
    if len(name) > LONGEST_CELL:
        return Part(name, fault="long_name")
    if tag := _tag_of(name):
        return _labelled(person_of(name[len(tag.text) :], affiliation, role_text), tag)
    mark = mark_of(name)
    name, aside = without_reading(name)
    aside = (mark, *aside) if mark else aside
    affiliation, (role_text, observer) = said(affiliation), without_observer(said(role_text))
    plain, within = _without_note(bare_name(name))
    plain, position = _without_position(plain)
    affiliation = " ".join(filter(None, (affiliation, position)))
    plain, affiliation = _single_blanks(plain), _single_blanks(affiliation)
    observer = observer or any(without_observer(piece)[1] for piece in within)
    within = list(filter(None, (without_observer(piece)[0] for piece in within)))
    known = role_of(role_text) or first_role_of(role_text)
    word = role_text if role_text and role_of(role_text) is None else ""
    for piece in within:
        if (found := role_of(piece)) and known is None:
            known = found
        elif is_role(piece) and not found:
            word = word or piece
        elif not affiliation:
            affiliation = piece
    fault = _fault_of(plain)
    person = Person(plain, affiliation, known or "member", observer) if fault in {None, "number"} else None
    text = " ".join(filter(None, (name, affiliation, role_text)))
    return Part(text, person, fault, word, aside)


def _single_blanks(text: str) -> str:
    return re.sub(r"(\s)\s+", r"\1", text)


def _without_position(name: str) -> tuple[str, str]:
    """Return a name and the position that stands with it in one cell: 課長 見本花子."""
    first, *others = name.split() or [""]
    if others and is_position(first):
        return name[len(first) :].strip(), first
    if others and is_position(others[-1]):
        return name[: -len(others[-1])].strip(), others[-1]
    return name, ""


def _fault_of(name: str) -> Fault | None:
    if not name or is_role(name) or is_total(name) or heading_kind(name) == "name":
        return "no_name"
    if heading_kind(name):
        return "heading_word"
    if is_organisation(_glued(name)):
        return "no_name"
    if is_several_names(name):
        return "several_ways"
    return name_fault(name)


@dataclass(frozen=True)
class Label:
    """What stands before a colon in front of names, its text with the colon: 司会：, 福祉課：, 参加者：."""

    text: str
    role: Role | None = None
    affiliation: str = ""
    role_word: str = ""
    aside: tuple[str, ...] = ()
    observer: bool = False


def label_of(text: str) -> Label | None:
    """Return the label before the names of a line, None where it has none."""
    found = re.match(r"([^\s:：]{1,12})\s*[:：]\s*(?=\S)", text)
    if not found:
        return None
    if (role := role_of(found[1])) or heading_kind(found[1]) == "name":
        return Label(found[0], role)
    if without_observer(found[1]) == ("", True):
        return Label(found[0], observer=True)
    return Label(found[0], affiliation=found[1]) if is_affiliation(found[1], surely=True) else None


def _tag_of(text: str) -> Label | None:
    """Return what stands in brackets before a name: 【リーダー】, （福祉課）; None where nothing does."""
    found = re.match(rf"({BRACKETED.pattern})\s*(?=[^\W\d_])", text)
    word = found[1][1:-1].strip() if found else ""
    if not found or not word:
        return None
    if is_role(word):
        role = role_of(word)
        rest, observer = without_observer(word)
        return Label(found[0], role, role_word="" if role else rest, observer=observer)
    if is_affiliation(word, surely=True):
        return Label(found[0], affiliation=word)
    return Label(found[0], aside=(found[1],)) if found[1][0] == "【" else None


def _labelled(part: Part, label: Label) -> Part:
    """Return a person with what the label says, where the person's own words say nothing else."""
    if part.person is None:
        return part
    role = label.role if label.role and part.person.role == "member" else part.person.role
    affiliation = part.person.affiliation or label.affiliation
    observer = part.person.observer or label.observer
    person = part.person._replace(role=role, affiliation=affiliation, observer=observer)
    word = part.role_word or label.role_word
    return replace(part, person=person, role_word=word, aside=(*label.aside, *part.aside))


def _outside_brackets(text: str) -> list[str]:
    """Return the cells of a line: separators in brackets part nothing."""
    cells, depth = [""], 0
    for letter in text:
        depth += (letter in OPEN) - (letter in CLOSE and depth > 0)
        if letter in _SEPARATORS and not depth:
            cells.append("")
        else:
            cells[-1] += letter
    return [cell.strip() for cell in (cells if not depth else re.split(f"[{_SEPARATORS}]", text))]


def _without_note(name: str) -> tuple[str, list[str]]:
    """Return a name and what stands in brackets behind it: affiliation, position, role.

    A former name (旧姓) stays with the name.
    """
    found = re.fullmatch(rf"(\S.*?)\s*({BRACKETED.pattern})", name)
    if not found:
        return name, []
    within = found[2][1:-1].strip()
    pieces = [piece for piece in re.split(rf"[{_SEPARATORS}・/／]\s*", within) if piece]
    telling = any(is_role(piece) or is_affiliation(_glued(piece)) for piece in pieces)
    return (found[1], pieces) if telling else (name, [])


def _glued(text: str) -> str:
    """Return the last word of a text: it shows whether the text is an affiliation."""
    return text.rsplit(maxsplit=1)[-1] if text.strip() else ""


def _are_names(cells: Sequence[str]) -> bool:
    """Return whether each cell of a line is a person, rather than one's name, affiliation and role."""
    if not all(cells):
        return False
    if any(is_role(cell) or _is_place(cell.split()) for cell in cells):
        return False
    first, *others = map(bare_name, cells)
    if any(len(cell.split()) == 1 and is_affiliation(cell) for cell in others):
        return False
    whole = len(first.split()) > 1 or len(first) >= _LONG_NAME
    return not (whole and all(len(cell) <= _SHORT and not is_given_name(cell) for cell in others))


def _is_place(words: Sequence[str]) -> bool:
    """Return whether words begin with a place of work: 福祉課, or a town with its office, 見本市 福祉課.

    古市 and 志村 are family names: a town's name is longer.
    """
    town, *office = words
    if is_affiliation(town, surely=True):
        return True
    return bool(office) and _TOWN.fullmatch(town) is not None and is_organisation(office[-1])


_TOWN = re.compile(r"\S{2,}[市町村区県]")
_Words = Sequence[re.Match[str]]


def _by_blanks(text: str) -> list[Part]:
    """Return the people of a text that only blanks part."""
    if len(text) > LONGEST_CELL:
        return [Part(text, fault="long_name")]
    text = bare_name(text)
    if tag := _tag_of(text):
        return [_labelled(part, tag) for part in _by_blanks(text[len(tag.text) :])]
    text, aside = without_reading(text)
    if aside:
        first, *others = _by_blanks(text)
        return [replace(first, aside=(*aside, *first.aside)), *others]
    plain, within = _without_note(text)
    if within:
        parts = _by_blanks(plain)
        return [_noted(parts[0], within)] if len(parts) == 1 else [Part(text, fault="several_ways")]
    words = list(re.finditer(rf"(?:{BRACKETED.pattern}|\S)+", text))
    role_at = _role_place(words)
    role_word = words[role_at][0] if role_at is not None else ""
    rest = [word for place, word in enumerate(words) if place != role_at]
    if role_at is not None and 0 < role_at < len(words) - 1:
        return [person_of(_span(text, words[:role_at]), _span(text, words[role_at + 1 :]), role_word)]
    return list(_parted(text, rest, role_word))


def _noted(part: Part, within: Sequence[str]) -> Part:
    if part.person is None:
        return part
    person = part.person
    return person_of(f"{person.name}（{'、'.join(within)}）", person.affiliation, _role_text(person.role))


def _role_text(role: Role) -> str:
    return "" if role == "member" else role


def _role_place(words: _Words) -> int | None:
    """Return where the role stands: last, else first, else between name and affiliation."""
    if len(words) < 2:  # noqa: PLR2004 - a word alone is no role of anybody
        return None
    places = [len(words) - 1, *range(len(words) - 1)]
    return next((place for place in places if is_role(words[place][0])), None)


def _parted(text: str, words: _Words, role_word: str) -> Iterator[Part]:
    """Yield the people of the words beside a role."""
    if len(words) > 1 and is_position(words[0][0]) and not is_affiliation(words[1][0], surely=True):
        position = words[0][0]
        yield from (_positioned(part, position) for part in _parted(text, words[1:], role_word))
        return
    if _affiliation_leads(words):
        yield person_of(_span(text, words[1:]), words[0][0], role_word)
        return
    behind = next((at for at in range(1, len(words)) if is_affiliation(words[at][0])), None)
    if behind is not None:
        yield _with_affiliation(text, words, behind, role_word)
    elif len(words) <= 2 or role_word:  # noqa: PLR2004 - a family name and a given name
        names = _name_words(words, role_word)
        yield person_of(_span(text, words[:names]), _span(text, words[names:]), role_word)
    else:
        yield from _several(text, words)


def _positioned(part: Part, position: str) -> Part:
    """Return a person with the position that stood before the name."""
    if part.person is None:
        return part
    affiliation = f"{part.person.affiliation} {position}".strip()
    return replace(part, person=part.person._replace(affiliation=affiliation))


def _affiliation_leads(words: _Words) -> bool:
    """Return whether the first word is the affiliation: 福祉課 見本 花子."""
    if not 1 < len(words) <= 3 or any(is_affiliation(word[0], surely=True) for word in words[1:]):  # noqa: PLR2004
        return False
    first = words[0][0]
    doubtful = len(words) == 3 and is_given_name(words[2][0]) and is_affiliation(first)  # noqa: PLR2004
    return is_affiliation(first, surely=True) or doubtful


def _name_words(words: _Words, role_word: str) -> int:
    """Return how many words are the name: two, one where the first is long for a family name."""
    whole = len(words[0][0]) > _LONG_NAME and (role_word or len(words) > 2) if words else False  # noqa: PLR2004
    return 1 if whole else min(len(words), 2)


def _with_affiliation(text: str, words: _Words, behind: int, role_word: str) -> Part:
    """Return the person before an affiliation that begins to show at the word `behind`."""
    names = 1 if behind == 1 else _name_words(words, role_word)
    end = len(words)
    last = words[-1][0]
    if not role_word and end - 1 > behind and not is_affiliation(last) and not is_position(last):
        end, role_word = end - 1, last
    between = [word[0] for word in words[behind:end] if not is_affiliation(word[0])]
    if behind > names + 1 or between or (role_word == last and is_given_name(last)):
        return Part(text, fault="several_ways")
    return person_of(_span(text, words[:names]), _span(text, words[names:end]), role_word)


def _several(text: str, words: _Words) -> Iterator[Part]:
    """Yield the people of three or more words of which none is an affiliation or a role.

    Given names show whether two words are one person; a wide blank between people shows it as well. Without
    them up to three Latin words are one name, and others are parted only where each can be a name alone.
    """
    groups = [group for group in re.split(r"\s*(?:\u3000|\s{2,})\s*", text) if group]
    if 1 < len(groups) < len(words) and all(len(group.split()) == 2 for group in groups):  # noqa: PLR2004
        yield from (person_of(group, "", "") for group in groups)
        return
    given = [is_given_name(word[0]) for word in words]
    if _are_latin(words):
        capitals = sum(word[0][0].isupper() for word in words)
        yield person_of(text, "", "") if capitals <= _LATIN_WORDS else Part(text, fault="several_ways")
    elif not any(given) and _are_names_alone(words):
        yield from (person_of(word[0], "", "") for word in words)
    elif len(words) % 2 == 0 and all(given[1::2]) and not any(given[::2]):
        yield from (person_of(_span(text, words[at : at + 2]), "", "") for at in range(0, len(words), 2))
    elif given[1] and not any(given[2:]) and len(words) == 3:  # noqa: PLR2004 - 例野 一郎 企画
        yield person_of(_span(text, words[:2]), words[2][0], "")
    else:
        yield Part(text, fault="several_ways")


def _are_names_alone(words: _Words) -> bool:
    """Return whether each word is a person: all long, or family names that do not go in pairs."""
    shortest = min(len(word[0]) for word in words)
    return shortest >= _LONG_NAME or (shortest > 1 and len(words) % 2 == 1)


def _are_latin(words: _Words) -> bool:
    return all(re.fullmatch(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff.'’-]+", word[0]) for word in words)


def _span(text: str, words: _Words) -> str:
    """Return the text from the first of some words to the last, as it was typed."""
    return text[words[0].start() : words[-1].end()] if words else ""
