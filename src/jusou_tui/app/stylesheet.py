"""The stylesheet of the program: it parses a source again only where a colour changed."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class WarmStylesheet(Stylesheet):
    """A stylesheet that keeps what it parsed while its variables stay the same.

    Textual's own parses everything again for the theme, for the first page and for each page with styles of
    its own: a tenth of a start.
    """

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
