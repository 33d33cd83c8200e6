"""Keys of the table that do nothing where they are pressed: the page says so, rather than be silent."""

from __future__ import annotations

from textual.screen import Screen

from jusou_tui.app.shell.keys import UNUSED_IS_SAID
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.fields import LEAVE_KEY


def is_unused(page: Screen[object], key: str) -> bool:
    """Return whether a key of the table has no binding on a page, nor in the field that has the focus.

    By the bindings alone, and none is asked whether it may act: an onlooker gets the refusal in words.
    """
    if key not in UNUSED_IS_SAID or not isinstance(page, JusouScreen):
        return False
    chain = (page.focused or page).ancestors_with_self
    maps = (node._bindings for node in chain)  # noqa: SLF001 - its public list asks each whether it may act
    return all(one.action == LEAVE_KEY for map_ in maps for one in map_.key_to_bindings.get(key, ()))
