"""Keys of the table that nothing on top takes: the page says so, rather than be silent.

The curtain's key acts under a question as well: what must be hidden cannot wait for an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.screen import ModalScreen, Screen

from jusou_tui.app.shell.commands import CURTAIN
from jusou_tui.app.shell.keys import UNUSED_IS_SAID
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.fields import LEAVE_KEY

if TYPE_CHECKING:
    from typing import Any


def is_unused(page: Screen[object], key: str) -> bool:
    """Return whether a key of the table has no binding on a page, nor in the field that has the focus.

    By the bindings alone, and none is asked whether it may act: an onlooker gets the refusal in words.
    """
    if key not in UNUSED_IS_SAID or not isinstance(page, JusouScreen):
        return False
    chain = (page.focused or page).ancestors_with_self
    maps = (node._bindings for node in chain)  # noqa: SLF001 - its public list asks each whether it may act
    return all(one.action == LEAVE_KEY for map_ in maps for one in map_.key_to_bindings.get(key, ()))


def page_of_curtain(stack: Sequence[Screen[Any]], key: str) -> JusouScreen | None:
    """Return the page that draws the curtain at a key pressed in a dialog above it, None where none does."""
    if key not in CURTAIN.keys or not isinstance(stack[-1], ModalScreen):
        return None
    from jusou_tui.app.shell.behind import page_in_sight

    page = page_in_sight(stack)
    if not isinstance(page, JusouScreen):
        return None
    return page if key in page._bindings.key_to_bindings else None  # noqa: SLF001 - as above
