"""The parts of fields that are styled together have the styles that Textual finds for each."""

from textual.app import App, ComposeResult
from textual.color import Color
from textual.css.stylesheet import Stylesheet

from jusou_tui.app import theme
from jusou_tui.app.stylesheet import WarmStylesheet
from jusou_tui.app.widgets.fields import LineInput


class Fields(App[None]):
    """Fields alike, and some that a rule tells apart by their id, class or what they are in."""

    CSS = """
    #second > .input--cursor { color: red; }
    .odd > .input--placeholder { color: lime; }
    #third { color: blue; }
    """

    def __init__(self, stylesheet: type[Stylesheet]) -> None:
        super().__init__()
        self.stylesheet = stylesheet(variables=self.theme_variables)
        theme.install(self)

    def compose(self) -> ComposeResult:
        """Yield the fields."""
        yield from (LineInput(id=name) for name in ("first", "second", "third"))
        yield from (LineInput(classes="odd"), LineInput(classes="odd"))


async def parts_of(stylesheet: type[Stylesheet]) -> list[dict[str, object]]:
    app = Fields(stylesheet)
    async with app.run_test():
        return [
            {name: styles.get_rules() for name, styles in field._component_styles.items()}
            for field in app.query(LineInput)
        ]


async def test_parts_of_fields_are_styled_as_textual_styles_them() -> None:
    own, textual = await parts_of(WarmStylesheet), await parts_of(Stylesheet)
    assert own == textual
    red, lime = (Color.parse(name) for name in ("red", "lime"))
    assert [one["input--cursor"]["color"] == red for one in own] == [False, True, False, False, False]
    assert [one["input--placeholder"]["color"] == lime for one in own] == [False] * 3 + [True] * 2
