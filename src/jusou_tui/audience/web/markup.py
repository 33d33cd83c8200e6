"""A `Page` as elements: the skeleton of every state, and the digits as they are at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from math import ceil
from typing import Literal

from jusou_tui.audience.digits import countdown_digits
from jusou_tui.audience.page import Page
from jusou_tui.audience.page_parts import Big, Row, SeatRow
from jusou_tui.audience.view import Seat, SharedSheet
from jusou_tui.audience.web.elements import BREAK, Element, Node, element
from jusou_tui.text.terminal import cell_width, phrases_of
from jusou_tui.wording import language, t
from jusou_tui.wording.values import length_text

Form = Literal["m:ss", "mm:ss", "h:mm"]
"""How a countdown is written; page.js writes it in the same way."""

_MOST_DONE = 4
_SHOWN_DONE = 2
"""Of many seats that are done the last ones stand by themselves, those before them in one."""

_CLOSING = frozenset("、。！？」』）】・")
_OPENING = frozenset("「『（【")
"""Beside these a line may be broken anyway, and a mark of ours would keep 」「 from being set tight."""

_SHORT_QUESTION = 84
"""Cells of a question that leaves room for large digits also in a browser that cannot measure."""

_LONGEST_PHRASED = 400
"""Characters of the longest text that is parted into phrases."""


def form_of(page: Page, big: Big) -> Form:
    """Return how the page writes this countdown."""
    if big.unit:
        return "h:mm"
    return "m:ss" if any(one.ink == "turn" for one in page.bigs) else "mm:ss"


def seconds_left(big: Big, elapsed: float) -> float:
    """Return what is left of a big countdown, so many seconds of the session's clock later."""
    if big.time is None:
        return 0.0
    return max(0.0, big.time.seconds - elapsed) if big.time.goes else big.time.seconds


def body(page: Page, *, elapsed: float = 0.0, speed: float = 1.0) -> Element:
    """Return the page as elements, its countdowns so many seconds of the session's clock later."""
    return element(
        ".".join(["div.page", *_kinds(page)]),
        _header(page),
        element("main", _main(page, elapsed, speed)),
        _footer(page),
        data_enlarge=str(page.enlarge),
    )


def spoken(page: Page, *, elapsed: float = 0.0) -> str:
    """Return what a screen reader says once a minute: where we are, and how long it still is."""
    times = [big for big in page.bigs if big.time is not None]
    parts = [page.warning[0]] if page.warning else []
    parts += [page.heading or page.band or page.title]
    for big in times:
        left = seconds_left(big, elapsed)
        length = length_text(ceil(left / 60) * 60) if left > 60 else length_text(ceil(left))  # noqa: PLR2004
        parts.append(t("web.spoken", chip=big.chip, length=length))
    parts += [f"{big.text} {' '.join((big.chip, *big.beside))}" for big in page.bigs if big.time is None]
    return t("web.spoken_joint").join(part for part in parts if part)


def _kinds(page: Page) -> Iterator[str]:
    inks = [big.ink for big in page.bigs]
    if "turn" in inks:
        yield "side"
    if len(inks) > 1 and "turn" not in inks:
        yield from ("stack",) if "restart" in inks else ("stack", "groups")
    if page.sheet:
        yield "with-sheet"
    if page.address:
        yield "invites"
    if any(row.right for row in page.rows):
        yield "agenda"
    if page.decisions and page.bigs:
        yield "with-decisions"
    question = "".join("".join(row.lines) for row in page.rows if row.weight == "question")
    if page.bigs and (page.band or cell_width(question) > _SHORT_QUESTION):
        yield "wordy"
    if all(ink in {"waiting", "still"} for ink in inks):
        yield "quiet"


def _header(page: Page) -> Element:
    return element(
        "header",
        [element("span.organisation", page.organisation)] if page.organisation else [],
        element("span.title", page.title),
        [element("span.chip.mark", page.mark)] if page.mark else [],
        [element("span.chip.warning", word, role="alert") for word in page.warning],
        element("span.clock", page.clock),
    )


def _main(page: Page, elapsed: float, speed: float) -> Iterator[Node]:
    yield _heading(page)
    if page.bigs:
        yield element("div.bigs", [_big(page, big, elapsed, speed) for big in page.bigs], _invitation(page))
    if page.share is not None:
        yield _bar(page, page.share)
    if page.band:
        note = [element("p.band-note", _phrased(page.band_note))] if page.band_note else []
        yield element("div.band", element("p.band-text", _phrased(page.band)), note)
    if page.decisions:
        yield _decisions(page)
    if page.sheet:
        yield element("h2.sheet-title", _phrased(page.sheet.title))
        yield element(
            "div.sheet", _table(page.sheet), tabindex="0", role="region", aria_label=page.sheet.title
        )
    if page.rows or page.seats:
        seats = [_seats(page.seats)] if page.seats else []
        yield element("dl.rows", [_row(row) for row in page.rows], seats)


def _heading(page: Page) -> Element:
    words: list[Node] = []
    if page.where:
        words.append(element(f"span.chip.where.{page.state}", page.where))
    if page.form:
        words.append(element("span.form", page.form))
    if page.heading:
        words.append(element("span.long", _phrased(page.heading)))
    if page.short_heading and page.short_heading != page.heading:
        words.append(element("span.short", _phrased(page.short_heading), hidden=""))
    if page.heading or page.where:
        return element("h1.heading", words)
    return element("h1.unseen", page.title or page.organisation)


def _big(page: Page, big: Big, elapsed: float, speed: float) -> Element:
    beside = [element(f"span.chip.ink-{big.chip_ink or big.ink}", big.chip)] if big.chip else []
    beside += [element("span.word", word) for word in big.beside]
    unit = [element("span.unit", big.unit)] if big.unit else []
    digits = _digits(page, big, elapsed, speed)
    return element(f"div.big.ink-{big.ink}", digits, unit, element("div.beside", beside))


def _digits(page: Page, big: Big, elapsed: float, speed: float) -> Element:
    name = "span.digits.tight" if big.tight else "span.digits"
    if big.time is None or not big.time.goes:
        return element(name, big.text)
    left, form = seconds_left(big, elapsed), form_of(page, big)
    text, _ = countdown_digits(left, of_turn=form == "m:ss")
    return element(
        name,
        text,
        role="timer",
        data_left=f"{left:.3f}",
        data_budget=f"{big.time.budget:g}",
        data_form=form,
        data_speed=f"{speed:g}",
    )


def _bar(page: Page, share: float) -> Element:
    """Return the bar; `data-of` is the big number that it goes with, -1 for none."""
    times = [(place, big.time.share) for place, big in enumerate(page.bigs) if big.time is not None]
    of = next((place for place, passed in times if abs(passed - share) < 1e-3), -1)  # noqa: PLR2004
    return element("progress.bar", value=f"{share:.4f}", max="1", aria_hidden="true", data_of=str(of))


def _row(row: Row) -> Element:
    lines = [element("span.line", _phrased(line)) for line in row.lines]
    label = element("span.chip", row.label) if row.weight == "meeting" else row.label
    right = [element("span.right", row.right)] if row.right else []
    return element(
        f"div.row.{row.weight}",
        element("dt", label),
        element("dd", element("span.lines", lines), right),
        data_gives_way=str(row.gives_way),
    )


def _seats(row: SeatRow) -> Element:
    done = sum(1 for _ in takewhile(lambda seat: seat.state == "done", row.seats))
    count = done - _SHOWN_DONE if done > _MOST_DONE else 0
    words = [element("span.seat.done", row.gathered(count))] if count else []
    words += [_seat(seat, row.done if seat.state == "done" else "") for seat in row.seats[count:]]
    words += [element("span.seat.left", " ".join(row.left))] if row.left else []
    return element("div.row.seats", element("dt", row.label), element("dd", words))


def _seat(seat: Seat, word: str) -> Element:
    current = {"aria_current": "true"} if seat.state == "speaking" else {}
    return element(f"span.seat.{seat.state}", f"{seat.number}{word}", **current)


def _decisions(page: Page) -> Element:
    title = [element("h2", page.decisions_title)] if page.decisions_title else []
    pairs = [
        element("div.row", element("dt", element("span.chip", number)), element("dd", _phrased(text)))
        for number, text in page.decisions
    ]
    return element("section.decisions", title, element("dl", pairs))


def _table(sheet: SharedSheet) -> Element:
    heads = [element("th", _phrased(one), scope="col") for one in sheet.headings]
    headings = [element("thead", element("tr", heads))] if any(sheet.headings) else []
    rows = [
        element(
            "tr.writing" if place == sheet.writing else "tr", [element("td", _phrased(cell)) for cell in row]
        )
        for place, row in enumerate(sheet.rows)
    ]
    return element("table", headings, element("tbody", rows))


def _invitation(page: Page) -> list[Element]:
    """Return the QR code beside the number; there is no room for it where two stand side by side."""
    beside_turn = any(big.ink == "turn" for big in page.bigs)
    return (
        [element("img.invitation", src="qr.svg", alt=t("web.qr"))] if page.address and not beside_turn else []
    )


def _footer(page: Page) -> Element:
    address = [element("span.address", page.address)] if page.address else []
    tails = (element("span.tail", page.tail), element("span.tail-right", page.tail_right))
    return element("footer", *tails, address)


def _phrased(text: str) -> str:
    """Return a text with the places between its phrases at which a line may be broken."""
    if language() != "ja" or len(text) > _LONGEST_PHRASED:
        return text
    whole = ""
    for phrase in phrases_of(text):
        between = whole[-1:] not in _CLOSING and phrase[:1] not in _OPENING
        whole += (BREAK if whole and between else "") + phrase
    return whole
