"""The stylesheet of the program: it parses a source again only where a colour changed, and finds once what
fields have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.model import SelectorType
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.css.styles import RulesMap

    _Batch = dict[tuple[object, ...], RulesMap]


class WarmStylesheet(Stylesheet):
    """A stylesheet that keeps what it parsed while its variables stay the same.

    Textual's own parses everything again for the theme, for the first page and for each page with styles of
    its own: a tenth of a start. For the parts of a field (cursor, placeholder, ...) it looks through all
    rules at each field, also where several are styled at once that differ in nothing but their ids.
    """

    _batch: _Batch | None = None
    """What was found for the nodes that are styled together, by what decided it; Textual's."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache.maxsize = 512  # a page and its widgets have more than 64 sources

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; forget what was parsed if one of them changed."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Take up new sources and variables. Raises StylesheetError for a source that cannot be parsed."""
        self.parse()

    def apply(self, node: DOMNode, *, animate: bool = False, cache: _Batch | None = None) -> None:
        """Set the styles of a node, with `cache` one of several that are styled together."""
        if type(node) is DOMNode and self._batch is not None:
            self._apply_to_part(node, self._batch)
            return
        before, self._batch = self._batch, cache
        try:
            super().apply(node, animate=animate, cache=cache)
        finally:
            self._batch = before

    def _apply_to_part(self, part: DOMNode, batch: _Batch) -> None:
        """Set the styles of what stands for a part of a widget."""
        widget, key = part.parent, None
        if widget is not None and not self._tells_apart(part, widget.id):
            facts = widget.classes, widget._pseudo_classes_cache_key  # noqa: SLF001 - as Textual's own key
            key = (part.classes, type(widget), widget.parent, *facts)
        if key is not None and (known := batch.get(key)) is not None:
            self.replace_rules(part, known)
            return
        super().apply(part)
        if key is not None:
            batch[key] = part.styles.base.get_rules()

    def _tells_apart(self, part: DOMNode, identifier: str | None) -> bool:
        """Return whether a rule for a part names the id of its widget, or a place among siblings."""
        names = part._selector_names  # noqa: SLF001
        return any(
            not rule.pseudo_classes.isdisjoint(self._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE)
            or any(
                one.type is SelectorType.ID and one.name == identifier
                for way in rule.selector_set
                for one in way.selectors
            )
            for name in names
            for rule in self.rules_map.get(name, ())
        )
