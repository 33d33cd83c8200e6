"""Settings: how and of what this machine alerts, and what rows keep when a meeting must end on time."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from jusou_tui import paths, settings
from jusou_tui.app.screens.settings import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import BACK, CHANGE_ROW, Command, bindings
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.screen import BASE_STYLES, TALL, JusouScreen
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.errors import InputError, system_words
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t
from jusou_tui.wording.values import inline


class SettingsScreen(JusouScreen):
    """A list of what can be turned on and off; each change is in the file at once."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("turn", "settings.turn", "settings.turn_help", keys.TAKE, rank=1),
        Command("step(-1)", "settings.less", "settings.less_help", keys.LEFT, rank=5),
        Command("step(1)", "settings.more", "settings.more_help", keys.RIGHT, rank=4),
        Command("usual", "settings.usual", "settings.usual_help", keys.REMOVE, rank=3, writes=False),
        Command("try_it", "settings.try", "settings.try_help", in_menu(Group.ROW)),
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=2),
        BACK,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    listing = getters.query_one(RowList)

    def body(self) -> ComposeResult:
        """Yield the list, and where it is kept."""
        yield TopLine(id="top")
        yield RowList(id="list")
        yield Static("", id="where", markup=False)

    def prepare(self) -> None:
        """Show how it is set; say where the file cannot be read."""
        super().prepare()
        self.query_one(TopLine).show(t("settings.settings"), t("app.name"), ())
        self._show()
        self.listing.focus()

    def _show(self) -> None:
        where = self.query_one("#where", Static)
        self.listing.roomy = self.app.size.height >= TALL
        self.listing.show(rows.rows(settings.load()), next(iter(rows.NAMES)))
        bad = settings.is_unreadable()
        where.set_class(bad, "-bad")
        word = "settings.unreadable" if bad else "settings.where"
        where.update(clean(t(word, path=paths.settings_file())))

    @property
    def _highlighted(self) -> str:
        return self.listing.highlighted_key or ""

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_turn()

    def action_turn(self) -> None:
        """Turn the highlighted setting on or off; the share takes its next step."""
        key = self._highlighted
        if key == rows.SHARE:
            self.action_step(0)
        elif key:
            self._change(key, not getattr(settings.load(), key))

    def action_step(self, by: int) -> None:
        """Turn the highlighted setting off or on; let rows keep less or more of their minutes."""
        key = self._highlighted
        if key == rows.SHARE:
            self._change(key, rows.next_share(settings.load().shortest_share, by))
        elif key:
            self._change(key, by > 0)

    def action_usual(self) -> None:
        """Give the highlighted setting its usual value."""
        if key := self._highlighted:
            self._change(key, getattr(settings.Settings(), key))
            self.host.say(t("settings.is_usual", name=inline(t(rows.NAMES[key][0]))))

    @property
    def marked_text(self) -> str:
        """The highlighted setting."""
        return inline(t(rows.NAMES[self._highlighted][0])) if self._highlighted else ""

    def _change(self, key: str, value: bool | int) -> None:
        if settings.is_unreadable():
            self._ask(key, value)
            return
        try:
            settings.change(key, value)
        except (InputError, ValueError):  # another program has just written it
            self._ask(key, value)
            return
        except OSError as error:
            self.host.say(t("settings.not_written", reason=system_words(error)), failed=True)
        if not settings.load().title_flash:
            self.host.notifier.title.restore()
        self._show()

    def _ask(self, key: str, value: bool | int) -> None:
        """Ask before a settings file that cannot be read is replaced: somebody wrote it."""
        answers = (
            Answer("anew", t("settings.anew"), "1"),
            Answer("leave", t("settings.leave"), "2", safe=True),
        )

        def answered(answer: str | None) -> None:
            if answer != "anew":
                return
            try:
                aside = settings.begin_anew()
            except OSError as error:
                self.host.say(t("settings.not_written", reason=system_words(error)), failed=True)
                return
            self._change(key, value)
            self.host.say(t("settings.aside", name=aside.name))

        path = paths.settings_file()
        self.app.push_screen(
            Ask(t("settings.anew_title"), t("settings.anew_text", path=path), answers), answered
        )

    def action_try_it(self) -> None:
        """Show an example of the highlighted alert; a channel alone shows it, also when it is off."""
        key, notifier = self._highlighted, self.host.notifier
        alerts = rows.example_alerts(key)
        if not alerts:
            self.host.say(t("settings.no_try"))
        elif key == "screen_flash":
            notifier.flash(alerts)
        elif key == "bell":
            self.app.bell()
            self.host.say(t("settings.tried_bell"))
        elif key == "title_flash":
            notifier.title.signal(alerts[0].sentence)
            self.host.say(t("settings.tried_title"))
        elif key == "desktop_notice":
            known = notifier.notify(alerts[0].sentence)
            self.host.say(t("settings.tried_notice") if known else t("settings.no_notice"))
        else:
            notifier.announce(alerts, settings.load())

    def action_back(self) -> None:
        """Return to the page below."""
        self.dismiss()
