"""HTML as texts: what is shown, what is hidden, attributes and comments."""

from __future__ import annotations

from html.parser import HTMLParser

from jusou_tui.report.leaks import TextPart

_INLINE = frozenset(
    {"a", "b", "br", "code", "em", "i", "rt", "ruby", "s", "small", "span", "strong", "sub", "u", "wbr"}
)


def texts(data: bytes) -> list[TextPart]:
    """Return the texts of a page."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    return [
        TextPart("html", tuple(reader.blocks)),
        TextPart("html.attributes", tuple(reader.attributes)),
        TextPart("html.comments", tuple(reader.comments)),
    ]


class _Reader(HTMLParser):
    """Collects texts: `blocks` by their elements, whether they are in sight or not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = [""]
        self.attributes: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value for _, value in attrs if value]
        self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        if tag not in _INLINE and self.blocks[-1]:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.comments.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.comments.append(data)

    def handle_pi(self, data: str) -> None:
        self.comments.append(data)
