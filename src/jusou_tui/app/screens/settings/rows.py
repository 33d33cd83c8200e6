"""The settings as rows of a page, and an example of each alert to try."""

from __future__ import annotations

from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.app.shell.keys import CONTROLS
from jusou_tui.live.meeting_words.alerts import Alert
from jusou_tui.settings import LEAST_SHARE, MOST_SHARE, SHARE_STEP, Settings
from jusou_tui.wording import t

SHARE = "shortest_share"

NAMES = {
    "screen_flash": ("settings.flash", "settings.flash_text"),
    "bell": ("settings.bell", "settings.bell_text"),
    "desktop_notice": ("settings.notice", "settings.notice_text"),
    "title_flash": ("common.title", "settings.title_text"),
    "fifth_left": ("settings.fifth", "settings.fifth_text"),
    "last_minute": ("settings.minute", "settings.minute_text"),
    "time_up": ("settings.time_up", "settings.time_up_text"),
    "overtime": ("common.overtime", "settings.overtime_text"),
    "cues": ("settings.cues", "settings.cues_text"),
    "turns": ("settings.turns", "settings.turns_text"),
    "hints": ("settings.hints", "settings.hints_text"),
    SHARE: ("settings.share", "settings.share_text"),
}
"""Name and text of each setting, in the order of the page: channels, kinds of alerts, what rows keep."""


def rows(settings: Settings) -> list[ListRow]:
    """Return a row for each setting: its state, its name, what it does."""
    return [_row(settings, key) for key in NAMES]


def _row(settings: Settings, key: str) -> ListRow:
    name, text = NAMES[key]
    value = getattr(settings, key)
    if key == SHARE:
        return ListRow(key, t("settings.per_cent", share=value), "digits", t(name), t(text))
    word = t("settings.on") if value else t("settings.off")
    return ListRow(key, word, "decided" if value else "muted", t(name), t(text))


def next_share(share: int, by: int) -> int:
    """Return the share one step up or down, within its bounds; by 0 the next one, in turn."""
    if by == 0:
        return share - SHARE_STEP if share - SHARE_STEP >= LEAST_SHARE else MOST_SHARE
    return min(max(share + by * SHARE_STEP, LEAST_SHARE), MOST_SHARE)


def example_alerts(key: str) -> tuple[Alert, ...]:
    """Return an alert to try a setting with; a channel gets that of a last minute, the share none."""
    last = Alert("last_minute", t("app.signal_minute"))
    turn_over = t("timekeeping.turn_over", key=CONTROLS.more_time)
    examples = {
        "fifth_left": Alert("soon", t("app.signal_soon")),
        "time_up": Alert("over", t("app.signal_over")),
        "overtime": Alert("overtime", t("timekeeping.overtime", minutes=5)),
        "cues": Alert(
            "cue",
            t("timekeeping.cue", minutes=10, text=t("settings.example_cue")),
            t("app.prompt_cue"),
            "!",
        ),
        "turns": Alert("turn", turn_over, t("timekeeping.label_turn"), "!"),
        "hints": Alert("hint", t("timekeeping.hint_next", key=CONTROLS.go_on)),
    }
    return () if key == SHARE else (examples.get(key, last),)
