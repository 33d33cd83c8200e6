"""The two themes, and the colours by name: a calm dark page and a light one like paper.

In TCSS a colour is `$name`; in Python `colour(app, name)`, or `style(app, name)` for a Rich style.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual.app import App
from textual.design import ColorSystem
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.driver import Driver

DARK = "jusou-dark"
LIGHT = "jusou-light"

PALETTES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        DARK: {
            "ground": "#0d1321",
            "surface": "#161f33",
            "panel": "#1f2b45",
            "text": "#f2f5fa",
            "muted": "#a9b8d0",
            "digits": "#7cc4ff",
            "soon": "#ffd166",
            "over": "#ff7a59",
            "late": "#ffb347",
            "decided": "#5fd7af",
            "now": "#ffd166",
            "failed": "#ff9a8a",
            "bar": "#4589c4",
            "bar-soon": "#b68b2b",
            "bar-over": "#c65f45",
            "track": "#26324d",
            "still": "#66769a",
            "bar-quiet": "#33446a",
        },
        LIGHT: {
            "ground": "#fbfaf6",
            "surface": "#f0ede4",
            "panel": "#e2ddd0",
            "text": "#16202e",
            "muted": "#4a5568",
            "digits": "#00528f",
            "soon": "#7a4b00",
            "over": "#a8004f",
            "late": "#8a4b00",
            "decided": "#00614a",
            "now": "#7a4b00",
            "failed": "#9c1c12",
            "bar": "#2f78b5",
            "bar-soon": "#a9752a",
            "bar-over": "#c0457f",
            "track": "#d9d2c3",
            "still": "#74808f",
            "bar-quiet": "#b9b4a6",
        },
    }
)
"""The colours of both themes by name. `ground`, `surface` and `panel` are grounds for text."""

GROUNDS = ("ground", "surface", "panel")
INKS = ("text", "muted", "digits", "soon", "over", "late", "decided", "now", "failed")
"""Colours for text: each reads on each ground, and `ground` reads on each (the chips)."""


class _KeptTheme(Theme):
    """A theme whose colours are worked out once: Textual asks for them at each look at its stylesheet."""

    def to_color_system(self) -> ColorSystem:
        """Return the colours, always the same ones."""
        if (kept := _systems.get(self.name)) is None:
            kept = _systems[self.name] = super().to_color_system()
            kept.generate = cache(kept.generate)  # type: ignore[method-assign]
        return kept


_systems: dict[str, ColorSystem] = {}


def _theme(name: str, dark: bool) -> Theme:
    palette = PALETTES[name]
    variables = {
        **{key: value for key, value in palette.items() if key not in {"surface", "panel", "text"}},
        "text-muted": palette["muted"],
        "text-disabled": palette["muted"],
        "foreground-muted": palette["muted"],
        "scrollbar": palette["muted"],
        "scrollbar-hover": palette["text"],
        "scrollbar-active": palette["text"],
        "scrollbar-background": palette["track"],
        "scrollbar-background-hover": palette["track"],
        "scrollbar-background-active": palette["track"],
        "scrollbar-corner-color": palette["track"],
        "input-cursor-background": palette["now"],
        "input-cursor-foreground": palette["ground"],
        "input-selection-background": palette["bar"],
        "input-selection-foreground": palette["text"] if dark else palette["ground"],
        "block-cursor-background": palette["now"],
        "block-cursor-foreground": palette["ground"],
        "border": palette["digits"],
        "border-blurred": palette["track"],
    }
    return _KeptTheme(
        name=name,
        dark=dark,
        primary=palette["digits"],
        secondary=palette["bar"],
        accent=palette["now"],
        warning=palette["late"],
        error=palette["failed"],
        success=palette["decided"],
        foreground=palette["text"],
        background=palette["ground"],
        surface=palette["surface"],
        panel=palette["panel"],
        variables=variables,
    )


THEMES = (_theme(DARK, dark=True), _theme(LIGHT, dark=False))
"""Both themes, for `App.register_theme`."""


class ThemedApp(App[int], inherit_css=False):
    """An app that wears one of these themes, and makes nothing of Textual's that its pages never show."""

    DEFAULT_CSS = "ThemedApp { background: $background; color: $foreground; }"

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class)
        self._disable_notifications = self._disable_tooltips = True  # widgets of each page

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours by name, none before `install`: those of Textual's theme are for nobody."""
        return super().get_css_variables() if self.theme in PALETTES else {}


def install(app: App[Any], name: str = DARK) -> None:
    """Make both themes known to an app and choose one, best before its stylesheet is parsed."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = name


def other(name: str) -> str:
    """Return the theme to switch to from the theme `name`."""
    return LIGHT if name == DARK else DARK


def palette(theme_name: str) -> Mapping[str, str]:
    """Return the colours of a theme; any other theme gets the dark ones."""
    return PALETTES.get(theme_name, PALETTES[DARK])


def colour(app: App[Any], name: str) -> str:
    """Return a colour of the theme in use as `#rrggbb`. Raises KeyError for a name that is none."""
    return palette(app.theme)[name]


@lru_cache(maxsize=512)
def _style(theme_name: str, name: str) -> Style:
    colours = palette(theme_name)
    if "@" in name:
        front, _, ground = name.partition("@")
        return _style(theme_name, front or "text") + Style(bgcolor=colours[ground])
    ink = name.rpartition("-")[2] if name.startswith(("chip-", "strong-", "on-")) else name
    if name == "strong":
        return Style(bold=True)
    if name.startswith("chip-"):
        return Style(color=colours["ground"], bgcolor=colours[ink], bold=True)
    if name.startswith("on-"):
        return Style(bgcolor=colours[name.removeprefix("on-")])
    return Style(color=colours[ink], bold=True if name.startswith("strong-") else None)


def style(app: App[Any], name: str) -> Style:
    """Return the Rich style for a style name in the theme in use.

    Names: a colour's name (`muted`, `late` ...) for text in it; `strong` for bold; `strong-<colour>` for
    bold in it; `chip-<colour>` for bold text of the ground's colour on it; `on-<colour>` for a ground;
    `<name>@<colour>` for any of the first on that ground.
    Raises KeyError for a colour that is none.
    """
    return _style(app.theme, name)
