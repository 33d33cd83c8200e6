"""The links of an activity: choose one, and it is copied."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from jusou_tui.app.meeting_text.links import Link
from jusou_tui.app.shell.dialogs import MODAL_STYLES, Dialog
from jusou_tui.app.shell.host import host_of
from jusou_tui.wording import t


class LinksDialog(Dialog[None]):
    """A list over the page; Enter copies, Esc closes."""

    CSS_PATH = MODAL_STYLES
    BINDINGS = [("escape", "dismiss", "")]

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__()
        self._links = tuple(links)

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical(classes="modal"):
            yield Static(t("app.links"), classes="modal-title", markup=False)
            options = [
                Option(
                    Content.assemble((link.title, "bold"), f"  {link.part}\n", (link.url, "$text-muted")),
                    id=str(number),
                )
                for number, link in enumerate(self._links)
            ]
            yield OptionList(*options, markup=False)
            yield Static(t("app.links_keys"), classes="modal-keys", markup=False)

    @on(OptionList.OptionSelected)
    def _copy(self, event: OptionList.OptionSelected) -> None:
        link = self._links[int(event.option_id or 0)]
        self.app.copy_to_clipboard(link.url)
        host_of(self).say(t("app.copied", what=link.url))
        self.dismiss()
