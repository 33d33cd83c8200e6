"""The themes' colours read on their grounds and reach both TCSS and Python."""

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Static

from jusou_tui.app import theme


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio as WCAG 2 defines it."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", [theme.DARK, theme.LIGHT])
@pytest.mark.parametrize("ink", theme.INKS)
@pytest.mark.parametrize("ground", theme.GROUNDS)
def test_text_reads_on_every_ground(name: str, ink: str, ground: str) -> None:
    colours = theme.palette(name)
    assert contrast(Color.parse(colours[ink]), Color.parse(colours[ground])) >= 4.5


@pytest.mark.parametrize("name", [theme.DARK, theme.LIGHT])
@pytest.mark.parametrize("ink", theme.INKS)
def test_a_chip_reads_too(name: str, ink: str) -> None:
    style = theme._style(name, f"chip-{ink}")
    assert style.color
    assert style.bgcolor
    front, back = (Color.from_rich_color(colour) for colour in (style.color, style.bgcolor))
    assert contrast(front, back) >= 4.5


@pytest.mark.parametrize("name", [theme.DARK, theme.LIGHT])
@pytest.mark.parametrize("bar", ["bar", "bar-soon", "bar-over"])
def test_a_bar_stands_out_from_the_page_and_its_track(name: str, bar: str) -> None:
    colours = theme.palette(name)
    assert contrast(Color.parse(colours[bar]), Color.parse(colours["ground"])) >= 3
    assert contrast(Color.parse(colours[bar]), Color.parse(colours["track"])) >= 2


def test_contrast_is_counted_as_defined() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_both_themes_have_the_same_names() -> None:
    assert set(theme.palette(theme.DARK)) == set(theme.palette(theme.LIGHT))


def test_a_strange_theme_gets_the_dark_colours() -> None:
    assert theme.palette("textual-ansi") == theme.palette(theme.DARK)


def test_a_name_nobody_gave_is_an_error() -> None:
    with pytest.raises(KeyError):
        theme._style(theme.DARK, "chip-nobody")


def test_switching_goes_there_and_back() -> None:
    assert theme.other(theme.other(theme.DARK)) == theme.DARK


class Coloured(App[None]):
    CSS = "Static { color: $late; background: $track; }"

    def __init__(self) -> None:
        super().__init__()
        theme.install(self)

    def compose(self) -> ComposeResult:
        yield Static("遅れ")


async def test_style_sheets_know_every_colour() -> None:
    app = Coloured()
    async with app.run_test():
        static = app.query_one(Static)
        assert static.styles.color.hex.lower() == theme.colour(app, "late")
        assert set(theme.palette(theme.DARK)) <= set(app.theme_variables) | {"ground"}
        app.theme = theme.LIGHT
        await app.workers.wait_for_complete()
        assert theme.colour(app, "late") == theme.palette(theme.LIGHT)["late"]
