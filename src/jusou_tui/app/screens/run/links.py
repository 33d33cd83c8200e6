"""The links of an activity: choose one, and it is copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Static

from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.dialogs import Dialog, bound
from jusou_tui.app.shell.host import host_of
from jusou_tui.app.widgets.key_bar import DialogKeys, KeyHint
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.live.meeting_words.links import Link
from jusou_tui.text.terminal import clean_line, wrap
from jusou_tui.wording import t


class LinkList(SelectableView[Link]):
    """Title, part and address of each link, as high as they are."""

    DEFAULT_CSS = "LinkList { height: auto; max-height: 16; background: $surface; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines of all links."""
        cells = max(width - self.mark_cells, 1)
        return max(1, sum(len(self.draw(item, cells)) for item in self.items))

    def key_of(self, item: Link) -> str:
        """Return what names a link."""
        return f"{item.url} {item.title} {item.part}"

    def draw(self, item: Link, cells: int) -> Drawn:
        """Return title and part, and the address below."""
        heading = clean_line("  ".join(filter(None, (item.title, item.part))))
        return [
            *([(line, "strong")] for line in wrap(heading, cells)),
            *([(line, "muted")] for line in wrap(clean_line(item.url), cells)),
        ]


class LinksDialog(Dialog[None]):
    """A list over the page; Enter copies, Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [bound(keys.BACK, "dismiss")]

    listing = getters.query_one(LinkList)

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__()
        self._links = tuple(links)

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(classes="modal"):
            yield Static(t("app.links"), classes="modal-title", markup=False)
            yield LinkList(id="links")
            yield DialogKeys(
                KeyHint(keys.TAKE.key_shown, t("app.copy"), "copy"),
                KeyHint(keys.BACK.key_shown, t("app.close"), "dismiss"),
            )

    def on_mount(self) -> None:
        """Begin at the first link."""
        self.listing.set_items(self._links)
        self.listing.action_first()
        self.listing.refresh(layout=True)
        self.listing.focus()

    @on(LinkList.Chosen)
    def action_copy(self) -> None:
        """Copy the address of the highlighted link."""
        link = self._links[self.listing.highlighted or 0]
        self.app.copy_to_clipboard(link.url)
        host_of(self).say(t("app.copied", what=link.url))
        self.dismiss()
